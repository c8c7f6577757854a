package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/BurntSushi/toml"
)

const glossaryFile = "data/glossary.toml"

// A Glossary holds the official names of data/glossary.toml: of bodies, instruments and the Day, each complete in six languages, and
// knows what counts as naming them. Names go by their id: world-day, unodc, global-plan-of-action.
type Glossary struct {
	entries []entry
	forms   map[Tag][]form // other names first, then those of the entries
}

// An entry is one [[name]]. In a cell, short and acronym are empty where the name has none.
type entry struct {
	ID    string `toml:"id"`
	Kind  string `toml:"kind"`
	Alone bool   `toml:"alone"`
	AR    cell   `toml:"ar"`
	ZH    cell   `toml:"zh"`
	EN    cell   `toml:"en"`
	FR    cell   `toml:"fr"`
	RU    cell   `toml:"ru"`
	ES    cell   `toml:"es"`
}

type cell struct {
	terms
	Match  []string `toml:"match"`
	Source terms    `toml:"source"`
}

type terms struct {
	Name    string `toml:"name"`
	Short   string `toml:"short"`
	Acronym string `toml:"acronym"`
}

func (e entry) cell(tag Tag) cell {
	return map[Tag]cell{AR: e.AR, ZH: e.ZH, EN: e.EN, FR: e.FR, RU: e.RU, ES: e.ES}[tag]
}

// ReadGlossary reads data/glossary.toml of fsys. It is strict: the error names every missing or unknown cell, every name without a
// source, and every form that stands for two names.
func ReadGlossary(fsys fs.FS) (Glossary, error) {
	data, err := fs.ReadFile(fsys, glossaryFile)
	if err != nil {
		return Glossary{}, fmt.Errorf("read the glossary: %w", err)
	}
	var file struct {
		Other map[Tag][]string `toml:"other"`
		Name  []entry          `toml:"name"`
	}
	meta, err := toml.Decode(string(data), &file)
	if err != nil {
		return Glossary{}, fmt.Errorf("%s: %w", glossaryFile, err)
	}
	var problems []string
	for _, key := range meta.Undecoded() {
		problems = append(problems, fmt.Sprintf("unknown key %s", key))
	}
	for tag := range file.Other {
		if !slices.Contains(All(), tag) {
			problems = append(problems, fmt.Sprintf("other: unknown language %s", tag))
		}
	}
	seen := map[string]bool{}
	for _, e := range file.Name {
		if e.ID == "" || seen[e.ID] {
			problems = append(problems, fmt.Sprintf("%q: the id of a name must be there, and once", e.ID))
		}
		seen[e.ID] = true
		problems = append(problems, e.problems()...)
	}
	g := Glossary{entries: file.Name, forms: map[Tag][]form{}}
	for _, tag := range All() {
		forms, more := compileForms(file.Name, file.Other[tag], tag)
		g.forms[tag] = forms
		problems = append(problems, more...)
	}
	if len(problems) == 0 {
		return g, nil
	}
	var errs []error
	for _, p := range problems {
		errs = append(errs, fmt.Errorf("%s: %s", glossaryFile, p))
	}
	return Glossary{}, errors.Join(errs...)
}

func (e entry) problems() (out []string) {
	if !slices.Contains([]string{"name", "term", "title"}, e.Kind) {
		out = append(out, fmt.Sprintf("%s.kind: %q is neither name, term nor title", e.ID, e.Kind))
	}
	var short, acronym int
	for _, tag := range All() {
		c := e.cell(tag)
		short += min(len(c.Short), 1)
		acronym += min(len(c.Acronym), 1)
	}
	for _, tag := range All() {
		c := e.cell(tag)
		if e.Kind == "title" && len(c.Match) > 0 {
			out = append(out, fmt.Sprintf("%s.%s.match: a title is not looked for", e.ID, tag))
		}
		for _, w := range []struct {
			key, text, source string
			wanted            bool
		}{
			{"name", c.Name, c.Source.Name, true},
			{"short", c.Short, c.Source.Short, short > 0},
			{"acronym", c.Acronym, c.Source.Acronym, acronym > 0},
		} {
			if w.wanted && w.text == "" {
				out = append(out, fmt.Sprintf("%s.%s.%s is missing", e.ID, tag, w.key))
			}
			if (w.text == "") != (w.source == "") {
				out = append(out, fmt.Sprintf("%s.%s.%s: name and source go together", e.ID, tag, w.key))
			}
		}
	}
	return out
}

// IDs are the names' ids in the order of the file. The slice is the caller's.
func (g Glossary) IDs() []string {
	out := make([]string, len(g.entries))
	for i, e := range g.entries {
		out[i] = e.ID
	}
	return out
}

// Has tells whether there is a name of that id.
func (g Glossary) Has(id string) bool { return g.find(id).ID != "" }

// Kind is name, term or title; empty for an unknown id.
func (g Glossary) Kind(id string) string { return g.find(id).Kind }

// Name is the official name in full; empty for an unknown id.
func (g Glossary) Name(id string, tag Tag) string { return g.find(id).cell(tag).Name }

// Short is the short form, and the name in full where there is no other.
func (g Glossary) Short(id string, tag Tag) string {
	c := g.find(id).cell(tag)
	if c.Short == "" {
		return c.Name
	}
	return c.Short
}

// Acronym is the acronym, and empty where there is none. Arabic keeps a Latin one; Chinese has a short name in its place.
func (g Glossary) Acronym(id string, tag Tag) string { return g.find(id).cell(tag).Acronym }

func (g Glossary) find(id string) entry {
	i := slices.IndexFunc(g.entries, func(e entry) bool { return e.ID == id })
	if i < 0 {
		return entry{}
	}
	return g.entries[i]
}
