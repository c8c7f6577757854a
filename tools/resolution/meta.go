package resolution

import (
	"fmt"
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
	data      []byte
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
	m := Meta{File: name, lines: map[lang.Tag]int{}, data: data}
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

// With is resolution.toml with what a new text is: the file it was read from, with one language's part written anew; other parts and all
// comments stay as they are. texts are those the resolution had before. An official text follows none; an unofficial one follows the
// source language as it is now, and keeps what is known of it where the file has it.
func (m Meta) With(d Document, official bool, c Claim, texts map[lang.Tag]Document) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "[languages.%s]\n", d.Lang)
	source := m.SourceLang()
	switch {
	case official:
		fmt.Fprintf(&b, "standing = \"official\"\nsource   = %q\n", DocumentURL(d.Symbol, d.Lang))
	case c.Author == "" || c.From == "":
		return nil, fmt.Errorf("import %s: it says that it is unofficial, but not by whom and from which language it was translated", d.File)
	default:
		fmt.Fprintf(&b, "standing      = \"unofficial\"\nsource        = %q\ntranslated_by = %q\nreviewed_by   = \"\"\n", "the "+c.From.Name()+" text", c.Author)
		if from, ok := texts[c.From]; ok && from.Lang == source {
			fmt.Fprintf(&b, "[languages.%s.follows]\n", d.Lang)
			for _, u := range units(from) {
				fmt.Fprintf(&b, "%s = %q\n", u.id, u.text.Digest())
			}
		}
	}
	if len(m.data) == 0 {
		return []byte(fmt.Sprintf("source = %q\n\n", d.Lang) + b.String()), nil
	}
	if _, listed := m.Languages[d.Lang]; listed && !official && !m.Official(d.Lang) {
		return m.data, nil // who translated and reviewed it is known better here
	}
	return replaceSection(m.data, "languages."+string(d.Lang), b.String()), nil
}

// replaceSection puts a table in the place of one and its subtables, or at the end; comments within the old one stay before it.
func replaceSection(data []byte, name, section string) []byte {
	var out, comments []string
	at, within := -1, false
	for _, l := range strings.SplitAfter(string(data), "\n") {
		if header := strings.TrimSpace(l); strings.HasPrefix(header, "[") {
			within = header == "["+name+"]" || strings.HasPrefix(header, "["+name+".")
			if within && at < 0 {
				at = len(out)
			}
		}
		switch {
		case !within:
			out = append(out, l)
		case strings.HasPrefix(strings.TrimSpace(l), "#"):
			comments = append(comments, l)
		}
	}
	if at < 0 {
		return []byte(strings.TrimRight(strings.Join(out, ""), "\n") + "\n\n" + section)
	}
	rest := strings.TrimLeft(strings.Join(out[at:], ""), "\n")
	if rest != "" {
		section += "\n"
	}
	return []byte(strings.Join(out[:at], "") + strings.Join(comments, "") + section + rest)
}
