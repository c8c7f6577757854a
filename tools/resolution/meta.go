package resolution

import (
	"slices"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Meta is resolution.toml: what the texts of a resolution are, and what each follows.
type Meta struct {
	File      string                  `toml:"-"`
	Source    string                  `toml:"source"` // the language that the translations follow
	Languages map[lang.Tag]TextSource `toml:"languages"`
	lines     map[lang.Tag]int
}

// A TextSource says where one language's text comes from.
type TextSource struct {
	Standing     string            `toml:"standing"`      // official: the United Nations' own text; unofficial: a translation made for the site
	Source       string            `toml:"source"`        // where the text was taken from, or what it was translated from
	TranslatedBy string            `toml:"translated_by"` // of an unofficial text
	ReviewedBy   string            `toml:"reviewed_by"`   // who has read it against the source; empty where nobody has
	Follows      map[string]string `toml:"follows"`       // the digest of each paragraph of the source language that was translated, by its id
}

// Official tells whether the text of a language is the United Nations' own.
func (m Meta) Official(t lang.Tag) bool { return m.Languages[t].Standing == "official" }

// SourceLang is the language that the translations follow.
func (m Meta) SourceLang() lang.Tag { return lang.Tag(m.Source) }

// ReadMeta reads resolution.toml.
func ReadMeta(name string, data []byte) (Meta, problem.List) {
	m := Meta{File: name, lines: map[lang.Tag]int{}}
	f, list := source.Decode(name, data, &m)
	if list.Errors() > 0 {
		return m, list
	}
	if _, ok := m.Languages[m.SourceLang()]; !ok {
		list.Add(name, f.Line("source"), "source", "not-in-list", "Value", m.Source, "List", strings.Join(languages(m.Languages), ", "))
	}
	for t, l := range m.Languages {
		key := "languages." + string(t)
		m.lines[t] = f.Line(key)
		if !slices.Contains(lang.All(), t) {
			list.Add(name, f.Line(key), key, "translation-language", "Value", string(t))
			continue
		}
		if l.Standing != "official" && l.Standing != "unofficial" {
			list.Add(name, f.Line(key+".standing"), key+".standing", "not-in-list", "Value", l.Standing, "List", "official, unofficial")
		}
		if l.Source == "" {
			list.Add(name, f.Line(key), key+".source", "missing-field", "Example", `source = "https://undocs.org/…"`)
		}
		if l.Standing == "unofficial" && l.TranslatedBy == "" {
			list.Add(name, f.Line(key), key+".translated_by", "missing-field", "Example", `translated_by = "…"`)
		}
	}
	return m, list
}

func languages(m map[lang.Tag]TextSource) []string {
	var out []string
	for _, t := range lang.All() {
		if _, ok := m[t]; ok {
			out = append(out, string(t))
		}
	}
	return out
}
