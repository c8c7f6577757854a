package resolution

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

// Concordance holds the languages of one resolution together: the same paragraphs, items and footnotes, and in each the same citations,
// documents, dates, numbers and official names as in the source language. Where an official text differs from an official source, that
// is a warning: the United Nations' own do now and then. A paragraph that was translated from other words than the source has now is a
// warning too; Stale names it.
func Concordance(docs map[lang.Tag]Document, m Meta, styles lang.Styles, g lang.Glossary) problem.List {
	var list problem.List
	for _, t := range lang.All() {
		_, text := docs[t]
		_, listed := m.Languages[t]
		switch {
		case text && !listed:
			list.Add(m.File, 1, "languages", "resolution-language-missing", "Value", string(t))
		case listed && !text:
			list.Add(m.File, m.lines[t], "languages."+string(t), "resolution-language-extra", "Value", string(t))
		}
	}
	source, ok := docs[m.SourceLang()]
	if !ok {
		return list
	}
	for _, t := range lang.All() {
		if d, ok := docs[t]; ok && t != source.Lang {
			c := concordance{list: &list, doc: d, source: source, styles: styles, glossary: g,
				severity: severity(m.Official(t) && m.Official(source.Lang))}
			c.compare()
			list = append(list, stale(d, source, m)...)
		}
	}
	return list
}

func severity(bothOfficial bool) problem.Severity {
	if bothOfficial {
		return problem.Warning
	}
	return problem.Error
}

// A concordance compares one language with the source language.
type concordance struct {
	list        *problem.List
	doc, source Document
	styles      lang.Styles
	glossary    lang.Glossary
	severity    problem.Severity
}

// A unit is a piece of text that stands in every language under the same id.
type unit struct {
	id   string
	text Text
	line int
}

// units are all pieces of a document that are compared, in its order. A line that has no place of its own in the document has line 1.
func units(d Document) []unit {
	out := []unit{
		{"title", cite(Text{{Text: d.Title}}, grammars[d.Lang]), 1},
		{"adoption", d.AdoptionLine, 1},
		{"recommendation", d.RecommendationLine, 1},
		{"date", Text{{Text: d.DateLine}}, 1},
	}
	for _, p := range d.Leaves() {
		out = append(out, unit{p.ID, p.Text, p.Line})
	}
	for _, n := range d.Notes {
		out = append(out, unit{n.ID, n.Text, n.Line})
	}
	return out
}

func (c concordance) add(line int, field, code string, params ...any) {
	params = append(params, "Source", c.source.Lang.Name())
	before := len(*c.list)
	c.list.Add(c.doc.File, line, field, code, params...)
	(*c.list)[before].Severity = c.severity
}

func (c concordance) compare() {
	own := units(c.doc)
	here := map[string]unit{}
	for _, u := range own {
		here[u.id] = u
	}
	for _, want := range units(c.source) {
		got, ok := here[want.id]
		if !ok {
			c.add(1, want.id, "concordance-missing")
			continue
		}
		delete(here, want.id)
		c.texts(got, want)
	}
	for _, u := range own {
		if _, extra := here[u.id]; extra {
			c.add(u.line, u.id, "concordance-extra")
		}
	}
	for _, f := range []struct{ field, got, want string }{
		{"number", c.doc.Number, c.source.Number}, {"body", c.doc.Body, c.source.Body},
		{"meeting", strconv.Itoa(c.doc.Meeting), strconv.Itoa(c.source.Meeting)},
	} {
		if f.got != f.want {
			c.add(1, f.field, "concordance-numbers", "Value", f.got, "Want", f.want)
		}
	}
}

// texts compares what one piece of text cites and names. The order within it is each language's own.
func (c concordance) texts(got, want unit) {
	there := c.parts(want, c.source.Lang)
	for i, here := range c.parts(got, c.doc.Lang) {
		if !slices.Equal(here.values, there[i].values) {
			c.add(got.line, got.id, here.code, "Value", list(here.values), "Want", list(there[i].values))
		}
	}
}

// A part is what a piece of text has of one kind that bears its sense, sorted.
type part struct {
	code, name string
	values     []string
}

func (c concordance) parts(u unit, t lang.Tag) []part {
	parts := []part{
		{"concordance-notes", "footnotes", numbers(u.text.Cites())},
		{"concordance-symbols", "documents", u.text.Symbols()},
		{"concordance-dates", "dates", Dates(u.text, c.styles[t])},
		{"concordance-numbers", "numbers", Numbers(u.text, c.styles[t])},
		{"concordance-names", "names", c.names(u, t)},
	}
	for _, p := range parts {
		slices.Sort(p.values)
	}
	return parts
}

// names are the ids of the bodies and instruments a paragraph names. Footnotes are left out, because some languages cite the Treaty Series
// in English.
func (c concordance) names(u unit, tag lang.Tag) []string {
	if strings.HasPrefix(u.id, "fn") {
		return nil
	}
	return c.glossary.Named(u.text.Plain(), tag)
}

// lineOf is the line of a piece of text; 1 where it has none.
func lineOf(d Document, id string) int {
	for _, u := range units(d) {
		if u.id == id {
			return u.line
		}
	}
	return 1
}

// list shows values in a message; a dash stands for none.
func list(values []string) string {
	if len(values) == 0 {
		return "–"
	}
	return strings.Join(values, ", ")
}

func numbers(in []int) []string {
	out := make([]string, len(in))
	for i, n := range in {
		out[i] = fmt.Sprint(n)
	}
	return out
}

// Stale are the ids of the paragraphs of a translation whose source has changed since, in the order of the text.
func Stale(d, source Document, m Meta) []string {
	var out []string
	for _, u := range units(source) {
		if digest, ok := m.Languages[d.Lang].Follows[u.id]; ok && digest != u.text.Digest() {
			out = append(out, u.id)
		}
	}
	return out
}

// stale warns of what Stale names, and reports a digest that is missing, or that is one of no paragraph.
func stale(d, source Document, m Meta) problem.List {
	var list problem.List
	if _, listed := m.Languages[d.Lang]; !listed || m.Official(d.Lang) {
		return nil
	}
	old := Stale(d, source, m)
	follows := m.Languages[d.Lang].Follows
	field := "languages." + string(d.Lang) + ".follows"
	var known []string
	for _, u := range units(source) {
		known = append(known, u.id)
		if _, ok := follows[u.id]; !ok && follows != nil {
			list.Add(m.File, m.lines[d.Lang], field, "missing-field", "Example", u.id+` = "`+u.text.Digest()+`"`)
		}
		if slices.Contains(old, u.id) {
			list.Warn(d.File, lineOf(d, u.id), u.id, "translation-stale", "Source", source.Lang.Name(), "Want", u.text.Digest())
		}
	}
	if follows == nil {
		list.Add(m.File, m.lines[d.Lang], field, "missing-field", "Example", "["+field+"]")
	}
	for id := range follows {
		if !slices.Contains(known, id) {
			list.Add(m.File, m.lines[d.Lang], field+"."+id, "unknown-field", "Known", strings.Join(known, ", "))
		}
	}
	return list
}

// A Change is a part of a paragraph that bears its sense and is another in a new text than in the old one.
type Change struct {
	ID       string // of the paragraph, item or footnote; or title, adoption, recommendation, date
	Part     string // footnotes, documents, dates, numbers, names, words
	Old, New string // a dash stands for none
}

// Changes are what a reader must look at where a text of a resolution takes the place of another in the same language, in the order of the
// new text; what only the old one has comes last. Words are reported only where a whole paragraph came or went.
func Changes(old, fresh Document, styles lang.Styles, g lang.Glossary) []Change {
	c := concordance{styles: styles, glossary: g}
	before := map[string]unit{}
	for _, u := range units(old) {
		before[u.id] = u
	}
	var out []Change
	for _, u := range units(fresh) {
		was, ok := before[u.id]
		delete(before, u.id)
		if !ok {
			out = append(out, Change{u.id, "words", "–", u.text.Plain()})
			continue
		}
		then := c.parts(was, old.Lang)
		for i, now := range c.parts(u, fresh.Lang) {
			if !slices.Equal(then[i].values, now.values) {
				out = append(out, Change{u.id, now.name, list(then[i].values), list(now.values)})
			}
		}
	}
	for _, u := range units(old) {
		if _, gone := before[u.id]; gone {
			out = append(out, Change{u.id, "words", u.text.Plain(), "–"})
		}
	}
	return out
}
