package ask

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/agext/levenshtein"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/world"
)

// A choice is a value that a field may have.
type choice struct {
	value string
	shown string   // in the language of the person who answers
	names []string // by which it goes, in any language
}

// choices are the values a field may have; none where it may have any.
func (d *Draft) choices(field string) []choice {
	switch field {
	case "language", "event_languages":
		return languages()
	case "timezone":
		return d.zones()
	case "country":
		return append(d.countries(), d.regions()...)
	case "organizer.country":
		return d.countries()
	case "organizer.id":
		return d.organizers()
	}
	f, _ := event.FieldOf(field)
	var all []choice
	for _, value := range f.Values {
		all = append(all, d.named(value, func(t lang.Tag) string { return d.Words[t].Text(f.Word+strings.ReplaceAll(value, "-", "_"), nil) }))
	}
	return all
}

// named is a choice that has a name in each of the six languages.
func (d *Draft) named(value string, name func(lang.Tag) string) choice {
	c := choice{value: value, shown: name(d.Language), names: []string{value}}
	for _, t := range lang.All() {
		c.names = append(c.names, name(t))
	}
	return c
}

func (d *Draft) countries() (all []choice) {
	states, areas := d.World.Sorted(d.Language)
	for _, c := range append(states, areas...) {
		named := d.named(c.Alpha2, func(t lang.Tag) string { return c.Name[t] })
		named.names = append(named.names, c.Alpha3)
		all = append(all, named)
	}
	return all
}

// regions stand in place of a country where there is none.
func (d *Draft) regions() (all []choice) {
	for _, r := range d.World.Regions {
		all = append(all, d.named(r.M49, func(t lang.Tag) string { return r.Name[t] }))
	}
	return all
}

func (d *Draft) organizers() (all []choice) {
	for _, o := range d.Register.Organizers {
		all = append(all, d.named(o.ID, func(t lang.Tag) string { return o.NameIn(t, d.Glossary) }))
	}
	return all
}

// zones are those of the event's country, the most important first, or else all there are in use; each goes by the name of its city as well.
func (d *Draft) zones() (all []choice) {
	e, _ := d.Event()
	countries := []world.Country{{Alpha2: e.Country}}
	if len(d.World.CurrentZones(e.Country)) == 0 {
		countries = append(slices.Clone(d.World.States), d.World.Areas...)
	}
	for _, c := range countries {
		for _, zone := range d.World.CurrentZones(c.Alpha2) {
			all = append(all, choice{value: zone, shown: zone, names: []string{zone, zone[strings.LastIndexByte(zone, '/')+1:]}})
		}
	}
	return all
}

// languages are the six, then the others that CLDR has names for, by their own name and by those in the six.
var languages = sync.OnceValue(func() (all []choice) {
	namers := []display.Namer{display.Self}
	for _, t := range lang.All() {
		namers = append(namers, display.Languages(language.MustParse(t.BCP47())))
		all = append(all, choice{value: t.BCP47(), shown: t.Name(), names: []string{t.BCP47(), string(t), t.Name()}})
	}
	add := func(c *choice, tag language.Tag) {
		for _, namer := range namers {
			if name := namer.Name(tag); name != "" {
				c.names = append(c.names, name)
			}
		}
	}
	for i, t := range lang.All() {
		add(&all[i], language.Make(string(t)))
	}
	for _, base := range display.Supported.BaseLanguages() {
		if _, own := lang.Parse(base.String()); own || base.String() == "und" {
			continue
		}
		tag, _ := language.Compose(base)
		c := choice{value: base.String(), shown: lang.OwnName(base.String()), names: []string{base.String()}}
		add(&c, tag)
		all = append(all, c)
	}
	return all
})

// fold is a name without regard to case, accents and signs.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}

// near are up to five choices one of whose names is most like the text, or has it, or has a word like it; the likest first.
func near(text string, all []choice) []choice {
	const alike, most = 0.7, 5
	type scored struct {
		choice
		score float64
	}
	want := fold(text)
	var found []scored
	for _, c := range all {
		s := scored{c, 0}
		for _, name := range c.names {
			for _, part := range append(strings.Fields(name), name) {
				part = fold(part)
				s.score = max(s.score, levenshtein.Match(want, part, nil), begun(want, part))
			}
			if len([]rune(want)) > 1 && strings.Contains(fold(name), want) {
				s.score = max(s.score, 0.95)
			}
		}
		if want != "" && s.score >= alike {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var out []choice
	for _, s := range found[:min(len(found), most)] {
		out = append(out, s.choice)
	}
	return out
}

// begun is how much of the shorter of two words both begin with, from 0 to 1, where that is enough of a stem to tell: Россия, Российская.
func begun(a, b string) float64 {
	one, other := []rune(a), []rune(b)
	n, shorter := 0, min(len(one), len(other))
	for n < shorter && one[n] == other[n] {
		n++
	}
	if n < 4 {
		return 0
	}
	return float64(n) / float64(shorter)
}
