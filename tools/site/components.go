package site

import (
	"example.org/july30/tools/lang"
)

// components writes the page that shows every component by itself, for whoever works on the design: with the examples only.
func (m Model) components(w *writer, calendar list) {
	for _, t := range lang.All() {
		shown := m.current()
		for _, ed := range m.Editions { // newest first: the newest with a theme
			if ed.Theme.Text != "" {
				shown = ed
				break
			}
		}
		w.page("content/components."+string(t)+".md", front{
			"title": "Components", "layout": "components", "demo": true, "sitemap": front{"disable": true},
			"edition": m.editionView(shown, t), "days": m.days(calendar.events[:min(len(calendar.events), 20)], t),
			"empty": m.editionView(m.current(), t), "helpline": m.exampleHelpline(t),
		}, "")
	}
}

// exampleHelpline shows how a helpline is laid out; its number is none.
func (m Model) exampleHelpline(t lang.Tag) front {
	own := m.Styles[t]
	return front{"country": m.text(t, "event_example", nil), "operator": "…", "number": "000 00", "languages": own.List([]string{m.languageName("sw", t), m.languageName("en", t)}),
		"hours": m.text(t, "helpline_always", nil), "cost": m.text(t, "helpline_cost_free", nil), "url": m.Config.BaseURL,
		"expired": m.text(t, "helpline_expired", map[string]any{"Date": own.Date(m.Today.Date())})}
}
