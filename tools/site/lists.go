package site

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
)

// A list is a selection of events that has a page of its own, and beside it a calendar, a feed and data.
type list struct {
	path   string // of the page below /{lang}/events/; empty for the calendar, else with a slash at its end
	facet  calendar.Facet
	value  string
	year   int   // of an edition's list; 0 for a list over all editions
	events []int // places in Model.Events, in their order
}

// sortEvents puts the events in the order of all lists: the current edition first, then the newest; within an edition as calendar.Sort does.
func (m *Model) sortEvents() {
	current := m.current().Year
	calendar.Sort(m.Events)
	slices.SortStableFunc(m.Events, func(a, b event.Event) int {
		if a.Edition != b.Edition && (a.Edition == current || b.Edition == current) {
			if a.Edition == current {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Edition, a.Edition)
	})
}

// lists are all lists of the site: the calendar of the current edition, each edition, and each value of each facet: of the States all, so that
// whoever follows a State's list finds it before its first event, of other areas those that have events, of languages the six and those that
// events are held in.
func (m Model) lists() []list {
	byYear := map[int][]int{}
	for i, e := range m.Events {
		byYear[e.Edition] = append(byYear[e.Edition], i)
	}
	year := m.current().Year
	all := []list{{year: year, events: byYear[year]}}
	for _, ed := range m.Editions {
		all = append(all, list{path: strconv.Itoa(ed.Year) + "/", year: ed.Year, events: byYear[ed.Year]})
	}
	index := calendar.NewIndex(m.Events, m.World)
	for _, f := range calendar.Facets() {
		for _, v := range m.facetValues(f, index) {
			all = append(all, list{path: string(f) + "/" + v + "/", facet: f, value: v, events: index[f][v]})
		}
	}
	return all
}

// facetValues are the values of a facet that have a list, in an order that no language sets.
func (m Model) facetValues(f calendar.Facet, index calendar.Index) []string {
	var values []string
	switch f {
	case calendar.Country:
		for _, c := range m.World.States {
			values = append(values, strings.ToLower(c.Alpha2))
		}
	case calendar.Region:
		for _, r := range m.World.Regions {
			values = append(values, r.M49)
		}
	case calendar.Kind:
		values = event.Kinds()
	case calendar.Attendance:
		values = event.Attendances()
	case calendar.Organizer:
		values = organizer.Kinds()
	case calendar.Language:
		for _, t := range lang.All() {
			values = append(values, strings.ToLower(t.BCP47()))
		}
	}
	for _, v := range slices.Sorted(maps.Keys(index[f])) {
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}

// facetName is a value of a facet as a page says it.
func (m Model) facetName(f calendar.Facet, value string, t lang.Tag) string {
	switch f {
	case calendar.Country:
		c, _ := m.World.Country(strings.ToUpper(value))
		return c.Name[t]
	case calendar.Region:
		r, _ := m.World.Region(value)
		return r.Name[t]
	case calendar.Language:
		return m.languageName(value, t)
	}
	return m.text(t, string(f)+"_"+key(value), nil)
}

// listName is what a list holds, as its heading says.
func (m Model) listName(l list, t lang.Tag) string {
	switch {
	case l.path == "":
		return m.text(t, "calendar_title", map[string]any{"Year": l.year})
	case l.year != 0:
		return m.text(t, "edition_title", map[string]any{"Year": l.year})
	}
	return m.text(t, "list_title", map[string]any{"Name": m.facetName(l.facet, l.value, t)})
}

// listed is how many events a list has; those that are cancelled do not count.
func (m Model) listed(events []int) int {
	n := 0
	for _, i := range events {
		if m.Events[i].Status != "cancelled" {
			n++
		}
	}
	return n
}

// facets are the links between the lists, by facet: of each that has an event its name and how many it has, countries, regions and languages in
// the order of the page's language.
func (m Model) facets(lists []list, t lang.Tag) []front {
	byFacet := map[calendar.Facet][]front{}
	for _, l := range lists {
		if l.facet != "" && len(l.events) > 0 {
			byFacet[l.facet] = append(byFacet[l.facet], front{
				"path": "events/" + l.path, "value": l.value, "name": m.facetName(l.facet, l.value, t), "count": m.listed(l.events), "sub": m.parentRegion(l) != "",
			})
		}
	}
	var out []front
	for _, f := range calendar.Facets() {
		if values := byFacet[f]; len(values) > 0 {
			out = append(out, front{"facet": f, "name": m.text(t, "facet_"+string(f), nil), "head": m.text(t, "facet_head_"+string(f), nil), "values": m.inOrder(f, values, t)})
		}
	}
	return out
}

// inOrder puts values of a facet, which have a value and a name, into the order of a language: countries as world.Sort has them, States before
// other areas, and languages by their names. The values of other facets have an order of their own and keep it.
func (m Model) inOrder(f calendar.Facet, values []front, t lang.Tag) []front {
	switch f {
	case calendar.Country:
		at := map[string]int{}
		states, areas := m.World.Sorted(t)
		for i, c := range append(states, areas...) {
			at[strings.ToLower(c.Alpha2)] = i
		}
		slices.SortFunc(values, func(a, b front) int { return at[a["value"].(string)] - at[b["value"].(string)] })
	case calendar.Language:
		order := collate.New(language.MustParse(t.BCP47()))
		slices.SortFunc(values, func(a, b front) int {
			return cmp.Or(order.CompareString(a["name"].(string), b["name"].(string)), strings.Compare(a["value"].(string), b["value"].(string)))
		})
	}
	return values
}

func (m Model) parentRegion(l list) string {
	if l.facet != calendar.Region {
		return ""
	}
	r, _ := m.World.Region(l.value)
	return r.Parent
}
