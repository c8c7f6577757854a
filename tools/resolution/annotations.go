package resolution

import (
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Annotations are annotations.toml: what each operative paragraph does, and to whom it speaks. A resolution may have none.
type Annotations struct {
	File string           `toml:"-"`
	Acts map[string][]Act `toml:"paragraph"` // by the paragraph's id, in the order of its words
	file source.File
}

// An Act is one thing that a paragraph does. Actors, Instruments and Subjects are ids of the glossary.
type Act struct {
	Action      string   `toml:"action"`      // one of Actions
	Actors      []string `toml:"actors"`      // whom it addresses; none where the body that adopted the text speaks of itself
	Instruments []string `toml:"instruments"` // that are to be used
	Subjects    []string `toml:"subjects"`    // what it is about
}

// Actions are what an operative paragraph can do, by the verb it opens with; i18n/ has a word for each.
var Actions = []string{"urges", "encourages", "invites", "requests", "calls-upon", "welcomes", "takes-note", "recalls", "decides", "emphasizes"}

// Names are all ids of an act, actors first.
func (a Act) Names() []string { return slices.Concat(a.Actors, a.Instruments, a.Subjects) }

// ReadAnnotations reads annotations.toml. Whether the annotations fit a text, Check tells.
func ReadAnnotations(name string, data []byte) (Annotations, problem.List) {
	a := Annotations{File: name}
	var list problem.List
	a.file, list = source.Decode(name, data, &a)
	return a, list
}

// None tells whether a resolution has no annotations.
func (a Annotations) None() bool { return a.File == "" }

// Check holds the annotations to the texts: each operative paragraph has one, each is of a paragraph there is, and each id is a name that
// really stands in the paragraph, in every language; a term only in the language that the translations follow, because others may have a
// pronoun in its place.
func (a Annotations) Check(docs map[lang.Tag]Document, m Meta, g lang.Glossary) problem.List {
	var list problem.List
	source, ok := docs[m.SourceLang()]
	if a.None() || a.file.Unread() || !ok {
		return nil
	}
	var ids []string
	for _, p := range source.Leaves() {
		ids = append(ids, p.ID)
	}
	for _, p := range source.Operative {
		if len(a.Acts[p.ID]) == 0 {
			list.Add(a.File, 0, "paragraph."+p.ID, "annotation-missing", "Example", "[[paragraph."+p.ID+"]]")
		}
	}
	for id, acts := range a.Acts {
		key := "paragraph." + id
		if !slices.Contains(ids, id) {
			list.Add(a.File, a.file.Line(key), key, "not-in-list", "Value", id, "List", strings.Join(ids, ", "))
			continue
		}
		for i, act := range acts {
			a.checkAct(&list, key+"."+strconv.Itoa(i), id, act, docs, m, g)
		}
	}
	return list
}

func (a Annotations) checkAct(list *problem.List, key, id string, act Act, docs map[lang.Tag]Document, m Meta, g lang.Glossary) {
	add := func(field, code string, params ...any) {
		if !a.file.Bad(key + "." + field) {
			list.Add(a.File, a.file.Line(key+"."+field), key+"."+field, code, params...)
		}
	}
	switch {
	case act.Action == "":
		add("action", "missing-field", "Example", `action = "invites"`)
	case !slices.Contains(Actions, act.Action):
		add("action", "not-in-list", "Value", act.Action, "List", strings.Join(Actions, ", "))
	}
	for _, f := range []struct {
		field string
		names []string
	}{{"actors", act.Actors}, {"instruments", act.Instruments}, {"subjects", act.Subjects}} {
		for _, name := range f.names {
			if !g.Has(name) {
				add(f.field, "glossary-id", "Value", name)
				continue
			}
			if missing := missingFrom(docs, m, g, id, name); len(missing) > 0 {
				add(f.field, "annotation-name", "Value", name, "Languages", strings.Join(missing, ", "))
			}
		}
	}
}

// missingFrom are the languages in which a paragraph, its items included, does not name what it should.
func missingFrom(docs map[lang.Tag]Document, m Meta, g lang.Glossary, id, name string) []string {
	var out []string
	for _, t := range lang.All() {
		d, ok := docs[t]
		if !ok || g.Kind(name) != "name" && t != m.SourceLang() {
			continue
		}
		found := slices.ContainsFunc(d.Leaves(), func(p Paragraph) bool {
			return (p.ID == id || strings.HasPrefix(p.ID, id+"-")) && slices.Contains(g.Names(p.Text.Plain(), t), name)
		})
		if !found {
			out = append(out, t.Name())
		}
	}
	return out
}
