package resolution

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// FileLimit is the size in bytes above which a file is refused unread: XML and JSON have about three times the size of their text.
const FileLimit = 4 * Limit

// A Claim is what a file says of its own standing. The United Nations' own files say nothing.
type Claim struct {
	Made     bool
	Official bool
	From     lang.Tag // of an unofficial text; empty where the file does not say
	Author   string   // the same
}

// Read reads a resolution from a file: plain text as Parse takes it, or as PlainText writes it; the Akoma Ntoso XML of the United Nations
// or of AkomaNtoso; or what JSON writes. Which it is, its content tells, and its language too where the tag is empty. Lines of problems are
// those of the file. XML and JSON become the lines of a text, so that there is one grammar for all; Document is whole where the list has no
// error.
func (r Reader) Read(name string, tag lang.Tag, data []byte) (Document, Claim, problem.List) {
	text, list := source.Text(name, data, FileLimit)
	if len(list) > 0 {
		return Document{Lang: tag, File: name}, Claim{}, list
	}
	switch strings.TrimSpace(text)[0] {
	case '<':
		return r.readFile(name, tag, readAKN(name, text))
	case '{':
		return r.readFile(name, tag, readJSON(name, text))
	}
	tag, list = r.language(name, tag, "", linesOf(text))
	if len(list) > 0 {
		return Document{Lang: tag, File: name}, Claim{}, list
	}
	claim, text := r.claim(tag, text)
	d, list := r.Parse(name, tag, []byte(text))
	return d, claim, list
}

// A file is what an XML or JSON file holds.
type file struct {
	lang  string // the language it names
	claim Claim
	lines []line // one for each paragraph, with marks in superscript
	notes []line // one for each footnote, the first is 1
	list  problem.List

	values map[string]value // of JSON, by their paths
}

func (r Reader) readFile(name string, tag lang.Tag, f file) (Document, Claim, problem.List) {
	d := Document{Lang: tag, File: name}
	if f.list.Errors() > 0 {
		return d, f.claim, f.list
	}
	size := 0
	clean := func(l line) line {
		controls(&f.list, name, l.number, l.text, "\t\n")
		l.text = strings.TrimSpace(tidy(norm.NFC.String(l.text)))
		size += len(l.text)
		return l
	}
	var lines []line
	for _, l := range f.lines {
		lines = append(lines, clean(l))
	}
	for i, l := range f.notes {
		if i == 0 {
			lines = append(lines, line{text: ruleLine, number: l.number})
		}
		l = clean(l)
		l.text = noteLine(i+1, l.text)
		lines = append(lines, l)
	}
	if size > Limit {
		f.list.Add(name, 0, "", "too-large", "Size", size, "Limit", Limit)
		return d, f.claim, f.list
	}
	tag, list := r.language(name, tag, f.lang, lines)
	if f.list = append(f.list, list...); len(list) > 0 {
		return d, f.claim, f.list
	}
	d, list = r.parse(name, tag, lines, true)
	if list.Errors() == 0 && f.values != nil {
		list = append(list, f.differing(name, d)...)
	}
	return d, f.claim, append(f.list, list...)
}

// language is the language of a text: the one that is asked for, or the one the file names, or the one whose adoption line it has. Where
// these differ, that is a problem.
func (r Reader) language(name string, asked lang.Tag, named string, lines []line) (lang.Tag, problem.List) {
	var list problem.List
	found := languageOf(named)
	if found == "" {
		for _, t := range lang.All() {
			p := parser{grammar: grammars[t], style: r.styles[t], lines: lines}
			if _, ok := p.adoption(); ok {
				found = t
				break
			}
		}
	}
	switch {
	case found == "" && asked == "":
		list.Add(name, 1, "", "resolution-language-unknown")
	case found != "" && asked != "" && found != asked:
		list.Add(name, 1, "", "resolution-language-other", "Value", found.Name(), "Want", asked.Name())
	case asked != "":
		return asked, nil
	}
	return found, list
}

// iso639 are the codes that Akoma Ntoso names languages by (ISO 639-2, for terminology).
var iso639 = map[lang.Tag]string{lang.AR: "ara", lang.ZH: "zho", lang.EN: "eng", lang.FR: "fra", lang.RU: "rus", lang.ES: "spa"}

// languageOf is the language of a code of two or three letters, with or without what follows it: zh, zho, chi, zh-Hans.
func languageOf(code string) lang.Tag {
	code, _, _ = strings.Cut(strings.ToLower(code), "-")
	for _, t := range lang.All() {
		if code == string(t) || code == iso639[t] || t == lang.ZH && code == "chi" || t == lang.FR && code == "fre" {
			return t
		}
	}
	return ""
}

// claim finds what a text says of its standing before its adoption line, and takes it out.
func (r Reader) claim(tag lang.Tag, text string) (Claim, string) {
	p := parser{grammar: grammars[tag], style: r.styles[tag]}
	p.lines, _ = split(linesOf(text))
	p.adoption()
	if len(p.lines) == 0 {
		return Claim{}, text
	}
	rows := strings.SplitAfter(text, "\n")
	for i, row := range rows[:p.lines[p.from].number] {
		row = fold(row)
		m := p.grammar.unofficial.FindStringSubmatch(row)
		if m == nil && !p.grammar.official.MatchString(row) {
			continue
		}
		rows[i] = "\n" // so that the lines keep their numbers
		if m == nil {
			return Claim{Made: true, Official: true}, strings.Join(rows, "")
		}
		c := Claim{Made: true, Author: m[p.grammar.unofficial.SubexpIndex("author")]}
		for t, name := range r.styles[tag].Table.Languages {
			if name == m[p.grammar.unofficial.SubexpIndex("language")] {
				c.From = t
			}
		}
		return c, strings.Join(rows, "")
	}
	return Claim{}, text
}

// noteLine is a footnote in one line.
func noteLine(n int, text string) string { return strconv.Itoa(n) + " " + text }

// lineAt is the line, from 1, of an offset.
func lineAt(text string, offset int64) int {
	return 1 + bytes.Count([]byte(text[:min(max(offset, 0), int64(len(text)))]), []byte("\n"))
}
