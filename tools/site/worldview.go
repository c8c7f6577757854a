package site

import (
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/world"
)

// worldPage writes the index of the States by region: how many events each has, in the current edition and in all.
func (m Model) worldPage(w *writer, lists []list) {
	byCountry := map[string]list{}
	for _, l := range lists {
		if l.facet == calendar.Country {
			byCountry[strings.ToUpper(l.value)] = l
		}
	}
	local := front{}
	for _, t := range lang.All() {
		local[string(t)] = m.worldView(byCountry, t)
	}
	w.page("content/events/world.md", front{"type": "world", "title": m.text(lang.EN, "world_title", nil), "local": local, "year": m.current().Year, "open": m.current().Open}, "")
}

func (m Model) worldView(byCountry map[string]list, t lang.Tag) front {
	states, areas := m.World.Sorted(t)
	var regions []front
	for _, r := range m.World.Regions {
		if r.Parent != "" {
			continue
		}
		in := slices.DeleteFunc(slices.Clone(states), func(c world.Country) bool { return c.Region != r.M49 })
		if len(in) > 0 {
			regions = append(regions, front{"id": r.M49, "path": "events/region/" + r.M49 + "/", "name": r.Name[t], "places": m.places(in, byCountry, t)})
		}
	}
	areas = slices.DeleteFunc(areas, func(c world.Country) bool { return len(byCountry[c.Alpha2].events) == 0 })
	return front{
		"title": m.text(t, "world_title", nil), "summary": m.text(t, "world_description", nil), "regions": regions, "areas": m.places(areas, byCountry, t),
	}
}

func (m Model) places(countries []world.Country, byCountry map[string]list, t lang.Tag) []front {
	var out []front
	for _, c := range countries {
		l := byCountry[c.Alpha2]
		now := m.listed(m.ofEdition(l.events, m.current().Year))
		out = append(out, front{
			"path": "events/country/" + strings.ToLower(c.Alpha2) + "/", "name": c.Name[t], "code": c.Alpha2, "now": now, "all": m.listed(l.events), "shade": shade(now),
		})
	}
	return out
}

// shade is one of four steps in which a number of events is shown: none, one or two, up to nine, ten and more.
func shade(n int) int {
	switch {
	case n == 0:
		return 0
	case n < 3:
		return 1
	case n < 10:
		return 2
	}
	return 3
}

func (m Model) ofEdition(events []int, year int) []int {
	return slices.DeleteFunc(slices.Clone(events), func(i int) bool { return m.Events[i].Edition != year })
}

// figuresPages writes, for each edition that has events, how many there are by kind of organizer, country, language, kind and day.
func (m Model) figuresPages(w *writer, lists []list) {
	for _, l := range lists {
		if l.path == "" || l.year == 0 || len(l.events) == 0 {
			continue
		}
		local := front{}
		for _, t := range lang.All() {
			local[string(t)] = m.figures(l, t)
		}
		w.page("content/events/"+strconv.Itoa(l.year)+"/"+figuresName+".md", front{"type": figuresName, "title": figuresName, "local": local, "year": l.year, "count": m.listed(l.events)}, "")
	}
}

// figuresName is the name of the page of figures among the events of an edition; no entry can have it, because an entry's begins with its place.
const figuresName = "figures"

func (m Model) figures(l list, t lang.Tag) front {
	held := slices.DeleteFunc(slices.Clone(l.events), func(i int) bool { return m.Events[i].Status == "cancelled" })
	var tables []front
	add := func(name, head string, rows []front) {
		most := 0
		for _, r := range rows {
			most = max(most, r["count"].(int))
		}
		for _, r := range rows {
			r["width"] = r["count"].(int) * 100 / max(most, 1)
		}
		if len(rows) > 0 {
			tables = append(tables, front{"name": name, "head": head, "rows": rows})
		}
	}
	for _, f := range []calendar.Facet{calendar.Organizer, calendar.Country, calendar.Language, calendar.Kind} {
		add(m.text(t, "facet_"+string(f), nil), m.text(t, "facet_head_"+string(f), nil), m.figuresBy(f, held, t))
	}
	var days []front
	for start := 0; start < len(held); {
		day, end := m.Events[held[start]].Day(), start
		for end < len(held) && m.Events[held[end]].Day().Equal(day) {
			end++
		}
		days = append(days, front{"name": m.Styles[t].DateWeekday(day), "count": end - start})
		start = end
	}
	add(m.text(t, "figures_day", nil), m.text(t, "figures_head_day", nil), days)
	year := map[string]any{"Year": l.year}
	return front{"title": m.text(t, "figures_title", year), "summary": m.text(t, "figures_description", year), "tables": tables}
}

// figuresBy are the values of a facet that events have, with how many; closed lists with all their values, so that those without an event show.
func (m Model) figuresBy(f calendar.Facet, events []int, t lang.Tag) []front {
	counts := map[string]int{}
	for _, i := range events {
		for _, v := range f.Values(m.Events[i], m.World) {
			counts[v]++
		}
	}
	var values []string
	switch f {
	case calendar.Organizer:
		values = organizer.Kinds()
	case calendar.Kind:
		values = event.Kinds()
	}
	for v := range counts {
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	var rows []front
	for _, v := range values {
		rows = append(rows, front{"value": v, "name": m.facetName(f, v, t), "path": "events/" + string(f) + "/" + v + "/", "count": counts[v]})
	}
	return m.inOrder(f, rows, t)
}
