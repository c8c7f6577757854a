// Package organizer knows who holds events: the register data/organizers.toml, kept by the staff, and the kinds of organizer of
// operative paragraph 4 of resolution 2017/18. It comes before events in the flow: an entry names a registered organizer by
// id, and the checks of an entry ask the register whose links those are.
//
//	[[organizer]]
//	id       = "general-assembly"
//	glossary = "general-assembly"
//	kind     = "un-system"
//	hosts    = ["un.org", "undocs.org"]
package organizer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

// File is where the register stands.
const File = "data/organizers.toml"

// Kinds are the kinds of organizer, in the order of operative paragraph 4, then the private sector, which the sixth preambular
// paragraph names.
func Kinds() []string {
	return []string{"member-state", "un-system", "international-organization", "civil-society", "private-sector"}
}

// Open tells whether an organizer of this kind may be entered in an event itself, without being registered.
func Open(kind string) bool { return kind == "civil-society" || kind == "private-sector" }

// An Organizer is one entry of the register.
type Organizer struct {
	ID          string     `toml:"id"`
	Name        string     `toml:"name"`     // as it calls itself; empty where Glossary is set
	Glossary    string     `toml:"glossary"` // id of its official name in data/glossary.toml
	Kind        string     `toml:"kind"`
	Country     string     `toml:"country"` // ISO 3166-1 alpha-2; empty for bodies of no one country
	Hosts       []string   `toml:"hosts"`   // host names its links may lead to, with all below them
	VerifiedOn  source.Day `toml:"verified_on"`
	VerifiedHow string     `toml:"verified_how"`
}

// A Register is the organizers the staff have verified.
type Register struct {
	Organizers []Organizer `toml:"organizer"`
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Read reads and checks the register.
func Read(data []byte, w world.World, g lang.Glossary) (Register, problem.List) {
	var r Register
	f, list := source.Decode(File, data, &r)
	seen := map[string]bool{}
	for i, o := range r.Organizers {
		key := "organizer." + strconv.Itoa(i) + "."
		add := func(field, code string, params ...any) { list.Add(File, f.Line(key+field), key+field, code, params...) }
		missing := func(field, example string, empty bool) {
			if empty && !f.Bad(key+field) {
				add(field, "missing-field", "Example", example)
			}
		}
		missing("id", `id = "general-assembly"`, o.ID == "")
		missing("name", `name = "…"`, o.Name == "" && o.Glossary == "" && !f.Bad(key+"glossary"))
		missing("kind", `kind = "un-system"`, o.Kind == "")
		missing("hosts", `hosts = ["un.org"]`, len(o.Hosts) == 0)
		missing("verified_on", "verified_on = 2027-05-01", o.VerifiedOn.IsZero())
		missing("verified_how", `verified_how = "…"`, o.VerifiedHow == "")
		if o.ID != "" && !idForm.MatchString(o.ID) {
			add("id", "wrong-type", "Want", `"general-assembly"`)
		}
		if o.ID != "" && seen[o.ID] {
			add("id", "key-twice", "Key", o.ID)
		}
		seen[o.ID] = true
		if o.Kind != "" && !slices.Contains(Kinds(), o.Kind) {
			add("kind", "not-in-list", "Value", o.Kind, "List", strings.Join(Kinds(), ", "))
		}
		if o.Glossary != "" && !g.Has(o.Glossary) {
			add("glossary", "glossary-id", "Value", o.Glossary)
		}
		if _, ok := w.Country(o.Country); o.Country != "" && !ok {
			add("country", "country-code", "Value", o.Country)
		}
		for _, h := range o.Hosts {
			if !source.IsHost(h) {
				add("hosts", "wrong-type", "Want", `["un.org", "undocs.org"]`)
			}
		}
	}
	return r, list
}

// Find returns the organizer of an id.
func (r Register) Find(id string) (Organizer, bool) {
	i := slices.IndexFunc(r.Organizers, func(o Organizer) bool { return o.ID == id })
	if i < 0 {
		return Organizer{}, false
	}
	return r.Organizers[i], true
}

// IDs returns the ids in the order of the register.
func (r Register) IDs() []string {
	ids := make([]string, len(r.Organizers))
	for i, o := range r.Organizers {
		ids[i] = o.ID
	}
	return ids
}

// NameIn is the organizer's name in a language: the official one where the glossary has it, else its own.
func (o Organizer) NameIn(t lang.Tag, g lang.Glossary) string {
	if o.Glossary != "" {
		return g.Name(o.Glossary, t)
	}
	return o.Name
}

// Owns tells whether a link leads to one of the hosts or below it.
func Owns(hosts []string, link string) bool {
	host := source.Host(link)
	return slices.ContainsFunc(hosts, func(h string) bool { return h != "" && (host == h || strings.HasSuffix(host, "."+h)) })
}
