// Package world knows the States and other areas of the world by their codes and by their names in the six languages, the regions
// they lie in and the time zones they keep. It reads data/states.toml, areas.toml, regions.toml and zones.toml, whose headers
// name the sources, and stands before everything that says where an event is.
//
//	alpha2 = "KE", m49 = "404", status = "member", region = "002", name.fr = "Kenya"
//
// Times are not computed here: a program that loads zones by name imports time/tzdata, so that it does not depend on its machine.
package world

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"example.org/july30/tools/lang"
)

// Status tells a Member State of the United Nations from an observer State and from an area, which is not a State.
type Status string

// The three kinds of place.
const (
	Member   Status = "member"
	Observer Status = "observer"
	Area     Status = "area"
)

// A Country is a State or another area of M49: a place with a code of ISO 3166-1. Name has all six languages.
type Country struct {
	Alpha2    string              `toml:"alpha2"`
	Alpha3    string              `toml:"alpha3"`
	M49       string              `toml:"m49"` // three digits
	Status    Status              `toml:"status"`
	Region    string              `toml:"region"`    // M49
	Subregion string              `toml:"subregion"` // M49
	Name      map[lang.Tag]string `toml:"name"`
	Sort      map[lang.Tag]string `toml:"sort"` // what to sort by where it is not the name; mostly empty
}

// A Region is a geographical region or subregion of M49: a statistical group, not a regional group of States.
type Region struct {
	M49    string              `toml:"m49"`
	Level  string              `toml:"level"`  // region or subregion
	Parent string              `toml:"parent"` // of a subregion: the M49 code of its region
	Name   map[lang.Tag]string `toml:"name"`
}

// A World holds the tables, in the order of the files. States and areas are apart because they are listed apart.
type World struct {
	States  []Country
	Areas   []Country
	Regions []Region

	zones    map[string][]string // by alpha2: the names in use
	former   map[string]string   // old name of a zone to its name in use
	nowhere  map[string]bool     // zones of no country
	place    map[string]string   // zone in use to alpha2
	byAlpha2 map[string]Country
}

// Country finds a State or area by its two-letter code, in capitals.
func (w World) Country(alpha2 string) (Country, bool) {
	c, ok := w.byAlpha2[alpha2]
	return c, ok
}

// Region finds a region or subregion by its M49 code of three digits.
func (w World) Region(m49 string) (Region, bool) {
	i := slices.IndexFunc(w.Regions, func(r Region) bool { return r.M49 == m49 })
	if i < 0 {
		return Region{}, false
	}
	return w.Regions[i], true
}

// Sorted gives the States and, apart, the areas in the order of a language, as Sort does.
func (w World) Sorted(tag lang.Tag) (states, areas []Country) {
	return Sort(w.States, tag), Sort(w.Areas, tag)
}

// Sort gives countries in the order in which a list in the language has them: by its own alphabet, accents deciding only between
// equals, Chinese by pinyin, and Arabic without regard to article and hamza, as United Nations lists are. The argument is unchanged.
func Sort(countries []Country, tag lang.Tag) []Country {
	out := slices.Clone(countries)
	order := collate.New(language.MustParse(tag.BCP47()))
	slices.SortStableFunc(out, func(a, b Country) int { return order.CompareString(a.sortKey(tag), b.sortKey(tag)) })
	return out
}

var withoutHamza = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا")

func (c Country) sortKey(tag lang.Tag) string {
	if key, ok := c.Sort[tag]; ok {
		return key
	}
	if tag == lang.AR {
		return withoutHamza.Replace(strings.TrimPrefix(c.Name[tag], "ال"))
	}
	return c.Name[tag]
}

// Zone tells whether name is a time zone of the IANA database that names a place, or UTC or GMT; old names count.
func (w World) Zone(name string) bool {
	return w.place[name] != "" || w.former[name] != "" || w.nowhere[name]
}

// CurrentZone is the name in use today of a zone that has an old name (Asia/Calcutta, Asia/Kolkata), and any other name as it is.
func (w World) CurrentZone(name string) string {
	if now, ok := w.former[name]; ok {
		return now
	}
	return name
}

// ZoneCountry is the code of the State or area that a time zone is in; empty for one of no country, and for one that does not exist.
func (w World) ZoneCountry(name string) string { return w.place[w.CurrentZone(name)] }

// Zones are the time zones of a State or area: first the names in use, in the order of the database (by importance or from east to
// west), then the old names that still count, by alphabet. A code without entry has none.
func (w World) Zones(alpha2 string) []string {
	out := slices.Clone(w.zones[alpha2])
	for _, old := range slices.Sorted(maps.Keys(w.former)) {
		if w.place[w.former[old]] == alpha2 {
			out = append(out, old)
		}
	}
	return out
}

// CurrentZones are the names in use only: those to choose from.
func (w World) CurrentZones(alpha2 string) []string { return slices.Clone(w.zones[alpha2]) }
