package site

import (
	"example.org/july30/tools/lang"
)

// helplines are those of the help page: finished strings, by country in the page's order; of one that has expired, no number.
func (m Model) helplines(t lang.Tag) []front {
	var out []front
	for _, h := range m.Help.InOrder(m.World, t) {
		country, _ := m.World.Country(h.Country)
		date := map[string]any{"Date": m.Styles[t].Date(h.VerifiedOn.Date())}
		f := front{"country": country.Name[t], "operator": h.Operator, "url": h.URL}
		if h.Expired(m.Today) {
			f["expired"] = m.text(t, "helpline_expired", date)
			out = append(out, f)
			continue
		}
		names := make([]string, len(h.Languages))
		for i, tag := range h.Languages {
			names[i] = m.languageName(tag, t)
		}
		f["number"], f["languages"] = h.Number, m.Styles[t].List(names)
		f["hours"] = h.Hours[t]
		if h.Always {
			f["hours"] = m.text(t, "helpline_always", nil)
		}
		f["cost"] = m.text(t, "helpline_cost_"+h.Cost, nil)
		f["verified"], f["by"], f["source"] = m.text(t, "helpline_verified", date), h.VerifiedBy, h.Source
		out = append(out, f)
	}
	return out
}

// directories are those of the help page, in the order of the file, each with the day its link was last looked at.
func (m Model) directories(t lang.Tag) []front {
	var out []front
	for _, d := range m.Help.Directories {
		dated := m.text(t, "directory_chosen", map[string]any{"Date": m.Styles[t].Date(d.ChosenOn.Date())})
		if !d.CheckedOn.IsZero() {
			dated = m.text(t, "directory_checked", map[string]any{"Date": m.Styles[t].Date(d.CheckedOn.Date())})
		}
		out = append(out, front{"name": d.Name[t], "says": d.Says[t], "url": d.URL, "dated": dated})
	}
	return out
}
