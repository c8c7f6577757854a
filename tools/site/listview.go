package site

import (
	"path"
	"strconv"
	"strings"

	"example.org/july30/tools/lang"
)

// pageLength is how many events a page of a list has at most.
const pageLength = 100

// listPages writes the pages of all lists, each one file with its texts in all six languages.
func (m Model) listPages(w *writer, lists []list) {
	for _, l := range lists {
		pages := max(1, (len(l.events)+pageLength-1)/pageLength)
		for n := 1; n <= pages; n++ {
			m.listPage(w, l, n, pages)
		}
		m.embeds(w, l)
	}
}

func (m Model) listPage(w *writer, l list, n, pages int) {
	from := (n - 1) * pageLength
	events := l.events[min(from, len(l.events)):min(from+pageLength, len(l.events))]
	local := front{}
	for _, t := range lang.All() {
		title := m.listName(l, t)
		view := front{"name": title, "title": title, "summary": m.listSummary(l, t), "groups": m.groups(events, t)}
		if n > 1 {
			view["title"] = m.text(t, "list_page", map[string]any{"Title": title, "Page": n, "Pages": pages})
		}
		if l.year != 0 {
			ed, _ := m.Editions.Find(l.year)
			view["edition"] = m.editionView(ed, t)
		}
		if parent := m.parentRegion(l); parent != "" {
			view["up"] = front{"path": "events/region/" + parent + "/", "name": m.facetName(l.facet, parent, t)}
		}
		local[string(t)] = view
	}
	f := front{
		"type": "lists", "title": m.listName(l, lang.EN), "local": local, "path": l.path, "count": m.listed(l.events), "facet": l.facet, "value": l.value, "year": l.year,
		"page": n, "pages": pages, "current": m.current().Year, "open": m.current().Open, "many": len(l.events) > 0,
	}
	file := path.Join("content/events", l.path, "_index.md")
	switch {
	case n > 1:
		file = path.Join("content/events", l.path, "page", strconv.Itoa(n)+".md")
	case l.facet != "":
		file = path.Join("content/events", string(l.facet), l.value+".md")
	}
	w.page(file, f, "")
}

// embedLength is how many events an embedded list has at most; it leads to the rest.
const embedLength = 50

// embedSchemes are the colours an embedded list can have: light, dark, or those of the reader.
var embedSchemes = []string{"light", "dark", "auto"}

// embeds writes a list as a page that other sites can show in a frame, once for each scheme.
func (m Model) embeds(w *writer, l list) {
	events := l.events
	if l.facet != "" { // a list over all editions shows the current one, where it has events
		if now := m.ofEdition(events, m.current().Year); len(now) > 0 {
			events = now
		}
	}
	local := front{}
	for _, t := range lang.All() {
		local[string(t)] = front{"title": m.listName(l, t), "summary": m.listSummary(l, t), "groups": m.groups(events[:min(len(events), embedLength)], t)}
	}
	for _, scheme := range embedSchemes {
		name := "content/events/embed/" + scheme
		if l.path != "" {
			name += "/" + strings.TrimSuffix(l.path, "/")
		}
		w.page(name+".md", front{
			"type": "embed", "title": m.listName(l, lang.EN), "local": local, "path": l.path, "scheme": scheme, "facet": l.facet, "year": l.year, "many": len(events) > 0,
			"more": len(events) > embedLength, "sitemap": front{"disable": true},
		}, "")
	}
}

func (m Model) listSummary(l list, t lang.Tag) string {
	switch {
	case l.path == "":
		return m.text(t, "calendar_description", nil)
	case l.year != 0:
		return m.text(t, "edition_description", map[string]any{"Year": l.year})
	}
	return m.text(t, "list_description", map[string]any{"Name": m.facetName(l.facet, l.value, t)})
}

// groups are events by edition and within it by day, as they come in the list; within a day, those announced in the page's language come first.
// An event is named by its page, which has all that the list says of it.
func (m Model) groups(events []int, t lang.Tag) []front {
	var groups []front
	for start := 0; start < len(events); {
		year, end := m.Events[events[start]].Edition, start
		for end < len(events) && m.Events[events[end]].Edition == year {
			end++
		}
		groups = append(groups, front{"year": year, "days": m.days(events[start:end], t)})
		start = end
	}
	return groups
}

// days are events of one edition by the day they begin on.
func (m Model) days(events []int, t lang.Tag) []front {
	var days []front
	for start := 0; start < len(events); {
		date, end := m.Events[events[start]].Day(), start
		var own, foreigners []string
		for ; end < len(events) && m.Events[events[end]].Day().Equal(date); end++ {
			e := m.Events[events[end]]
			if title, _, _ := e.Local(t); foreign(title.Language, t) {
				foreigners = append(foreigners, e.ID())
			} else {
				own = append(own, e.ID())
			}
		}
		days = append(days, front{"date": date.Format("2006-01-02"), "text": m.Styles[t].DateWeekday(date), "own": own, "foreign": foreigners})
		start = end
	}
	return days
}
