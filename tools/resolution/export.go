package resolution

import (
	"fmt"
	"strings"

	"example.org/july30/tools/lang"
)

// A Standing is what an export says of its text: whether it is the United Nations' own or a translation made for a site.
type Standing struct {
	Official bool
	Line     string   // a finished sentence in the language of the text
	From     lang.Tag // the language an unofficial text was translated from
	Author   string   // of an unofficial text
	Base     string   // address of the site, with a slash at its end
}

// Slug is the number as it stands in addresses and file names: 2017-18, 64-293.
func (d Document) Slug() string { return slug(d.Number) }

func slug(number string) string {
	return strings.ToLower(strings.NewReplacer("/", "-", " ", "-").Replace(number))
}

// address is where a text with this standing stands on the web: at the United Nations or, an unofficial one, on the site alone.
func (d Document) address(s Standing) string {
	if s.Official {
		return DocumentURL(d.Symbol, d.Lang)
	}
	return s.page(d)
}

// page is the address of the text on the site.
func (s Standing) page(d Document) string {
	return s.Base + string(d.Lang) + "/resolutions/" + d.Slug() + "/"
}

// fit is an error for what cannot be exported: a text that Parse found a problem in, or one without what its standing must say.
func (d Document) fit(s Standing) error {
	switch {
	case d.Symbol == "" || d.Opening == "" || len(d.Operative) == 0 || agents[d.Body] == agent{}:
		return fmt.Errorf("export %s: the text is not whole", d.File)
	case !s.Official && (s.From == "" || s.Author == ""):
		return fmt.Errorf("export %s: an unofficial text without its author or the language it was translated from", d.File)
	}
	return nil
}

// PlainText is the text with its standing in the first line and its address in the second, one paragraph a line, footnotes at the end.
// Read takes it back.
func (d Document) PlainText(s Standing) []byte {
	return append([]byte(s.Line+"\n"+d.address(s)+"\n\n"), d.Source()...)
}

// Source is the text as content/resolutions keeps it: one paragraph a line, marks of footnotes in superscript. Parse reads the same
// document from it.
func (d Document) Source() []byte {
	lines, notes := d.lines()
	text := strings.Join(lines, "\n\n") + "\n"
	if len(notes) > 0 {
		text += "\n" + ruleLine + "\n\n" + strings.Join(notes, "\n\n") + "\n"
	}
	return []byte(text)
}

// ruleLine stands above the footnotes.
const ruleLine = "__________________"

// lines are the lines of the body and of the footnotes, as the parser takes them.
func (d Document) lines() (body, notes []string) {
	add := func(s string) {
		if s != "" {
			body = append(body, s)
		}
	}
	add(marked(d.AdoptionLine))
	if len(d.RecommendationLine) > 0 {
		add("[" + marked(d.RecommendationLine) + "]")
	}
	add(d.TitleLine)
	add(d.Opening)
	for _, p := range d.Leaves() {
		add(strings.TrimSpace(p.Number + " " + marked(p.Text)))
	}
	add(d.DateLine)
	add(d.MeetingLine)
	for _, n := range d.Notes {
		notes = append(notes, noteLine(n.Number, n.Text.Plain()))
	}
	return body, notes
}

// marked is the text with its marks in superscript.
func marked(t Text) string {
	var b strings.Builder
	for i, r := range t {
		if r.Note == 0 {
			b.WriteString(r.Text)
			continue
		}
		if i > 0 && t[i-1].Note > 0 {
			b.WriteByte(' ') // else ¹ ² would be twelve
		}
		b.WriteString(raise(r.Note))
	}
	return b.String()
}
