// Package body knows the bodies, instruments and processes that resolutions name: content/bodies/<id>.toml says in the six languages
// what each is, by its id in data/glossary.toml, which has its official name. It stands beside the texts of the resolutions, between
// the sources and the site.
//
//	kind   = "instrument"
//	symbol = "A/RES/64/293"
package body

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Dir is the folder of the sources.
const Dir = "content/bodies"

// Kinds are the values of a body's kind, in the order of the list of all.
var Kinds = []string{"body", "instrument", "process"}

// A Body is a body, an instrument or a process.
type Body struct {
	ID     string              `toml:"-"`      // in the glossary
	Kind   string              `toml:"kind"`   // one of Kinds
	Also   []string            `toml:"also"`   // further ids of the glossary that stand for it
	Symbol string              `toml:"symbol"` // of the document that established or adopted it; empty for none
	Link   string              `toml:"link"`   // of its own site; empty for none
	Source []string            `toml:"source"` // where the text was taken from: symbols and names of documents
	Text   map[lang.Tag]string `toml:"text"`   // what it is, in our words: one paragraph
	Parts  []Part              `toml:"part"`   // what belongs to it and has an address of its own
}

// A Part is a part of a body's page with its own address, such as a target of the 2030 Agenda.
type Part struct {
	ID   string              `toml:"id"`
	Text map[lang.Tag]string `toml:"text"`
}

// Names are the ids of the glossary that stand for the body, its own first.
func (b Body) Names() []string { return append([]string{b.ID}, b.Also...) }

// A Set is all bodies by id.
type Set map[string]Body

// Of is the body an id of the glossary stands for.
func (s Set) Of(id string) (Body, bool) {
	if b, ok := s[id]; ok {
		return b, true
	}
	for _, b := range s {
		if slices.Contains(b.Also, id) {
			return b, true
		}
	}
	return Body{}, false
}

// InOrder are the bodies by kind, within a kind in the order of the glossary.
func (s Set) InOrder(g lang.Glossary) []Body {
	var out []Body
	for _, kind := range Kinds {
		for _, id := range g.IDs() {
			if b, ok := s[id]; ok && b.Kind == kind {
				out = append(out, b)
			}
		}
	}
	return out
}

// Read reads and checks every file of Dir. No folder is no body.
func Read(fsys fs.FS, g lang.Glossary) (Set, problem.List) {
	set := Set{}
	var list problem.List
	entries, err := fs.ReadDir(fsys, Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return set, nil
	}
	if err != nil {
		list.Add(Dir, 0, "", "unreadable", "Detail", err.Error())
		return set, list
	}
	for _, e := range entries {
		name := path.Join(Dir, e.Name())
		id, ok := strings.CutSuffix(e.Name(), ".toml")
		if !ok || !e.Type().IsRegular() || !g.Has(id) {
			list.Add(name, 0, "", "glossary-id", "Value", id)
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			list.Add(name, 0, "", "unreadable", "Detail", err.Error())
			continue
		}
		b, more := parse(name, data, g)
		list = append(list, more...)
		set[id] = b
	}
	return set, list
}

func parse(name string, data []byte, g lang.Glossary) (Body, problem.List) {
	b := Body{ID: strings.TrimSuffix(path.Base(name), ".toml")}
	f, list := source.Decode(name, data, &b)
	if f.Unread() {
		return b, list
	}
	add := func(field, code string, params ...any) {
		if !f.Bad(field) {
			list.Add(name, f.Line(field), field, code, params...)
		}
	}
	switch {
	case b.Kind == "":
		add("kind", "missing-field", "Example", `kind = "body"`)
	case !slices.Contains(Kinds, b.Kind):
		add("kind", "not-in-list", "Value", b.Kind, "List", strings.Join(Kinds, ", "))
	}
	for _, id := range b.Also {
		if !g.Has(id) {
			add("also", "glossary-id", "Value", id)
		}
	}
	if code := source.Address(b.Link); b.Link != "" && code != "" {
		add("link", code, "Value", b.Link)
	}
	if len(b.Source) == 0 {
		add("source", "missing-field", "Example", `source = ["A/RES/64/293"]`)
	}
	list = append(list, f.Six("text", b.Text, true)...)
	for i, p := range b.Parts {
		key := "part." + strconv.Itoa(i)
		if p.ID == "" {
			add(key+".id", "missing-field", "Example", `id = "5.2"`)
		}
		list = append(list, f.Six(key+".text", p.Text, true)...)
	}
	return b, list
}
