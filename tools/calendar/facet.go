package calendar

import (
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/world"
)

// A Facet is a property by which events are listed, named as in the addresses of the lists.
type Facet string

// The facets of an event.
const (
	Country    Facet = "country"
	Region     Facet = "region"
	Organizer  Facet = "organizer"
	Language   Facet = "language"
	Kind       Facet = "kind"
	Attendance Facet = "attendance"
)

// Facets returns all facets in the order in which they are offered.
func Facets() []Facet { return []Facet{Country, Region, Kind, Attendance, Language, Organizer} }

// Values are an event's values of a facet, each of which has a list: a two-letter code in small letters, the M49 codes of a subregion and of
// its region, language tags in small letters. An event that is only online has neither country nor region.
func (f Facet) Values(e event.Event, w world.World) []string {
	switch f {
	case Country:
		if e.Country != "" {
			return []string{strings.ToLower(e.Country)}
		}
	case Region:
		return regions(e, w)
	case Organizer:
		return []string{e.By.Kind}
	case Language:
		var tags []string
		for _, tag := range e.Spoken() {
			tags = append(tags, strings.ToLower(tag))
		}
		return tags
	case Kind:
		return []string{e.Kind}
	case Attendance:
		return []string{e.Attendance}
	}
	return nil
}

func regions(e event.Event, w world.World) []string {
	if c, ok := w.Country(e.Country); ok {
		if c.Subregion == "" {
			return []string{c.Region}
		}
		return []string{c.Region, c.Subregion}
	}
	r, ok := w.Region(e.Region)
	switch {
	case !ok:
		return nil
	case r.Parent != "":
		return []string{r.Parent, r.M49}
	}
	return []string{r.M49}
}

// An Index holds the events of each value of each facet, as places in the list it was made of, in the order of that list.
type Index map[Facet]map[string][]int

// NewIndex goes through the events once.
func NewIndex(events []event.Event, w world.World) Index {
	index := Index{}
	for _, f := range Facets() {
		index[f] = map[string][]int{}
		for i, e := range events {
			for _, v := range f.Values(e, w) {
				index[f][v] = append(index[f][v], i)
			}
		}
	}
	return index
}
