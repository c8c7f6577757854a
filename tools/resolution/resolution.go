// Package resolution knows the text of a resolution of the Economic and Social Council or the General Assembly: its title and
// adoption, its preambular and operative paragraphs with their items, its footnotes and every place that cites them, and the
// documents it names. It reads content/resolutions/<number>/<language>.txt, the text as it is extracted from the published PDF or
// written one paragraph a line, in any of the six languages, and holds the languages of one resolution together. It stands between
// the sources and the site.
//
//  4. 邀请所有会员国、联合国系统相关机构以及其他国际组织和民间社会继
package resolution

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"

	"example.org/july30/tools/lang"
)

// A Document is a resolution in one language.
type Document struct {
	Lang lang.Tag
	File string // the source, slash-separated

	Symbol             string    // E/RES/2017/18
	Number             string    // 2017/18
	Title              string    // without the number
	TitleLine          string    // with it, as the text has it
	Body               string    // that adopted it, by its id in data/glossary.toml: ecosoc or general-assembly
	Adopted            lang.Date // by the adoption line
	AdoptionLine       Text
	RecommendationLine Text   // without its brackets; empty where the text has none
	Recommending       string // the body in that line, in the case the sentence gives it
	Report             string // symbol of the report in that line: E/2017/30
	Opening            string // the line that names the body, with its comma
	Preamble           []Paragraph
	Operative          []Paragraph
	Meeting            int    // number of the plenary meeting; 0 where the text does not say
	DateLine           string // at the end of the text; empty where there is none
	MeetingLine        string
	Notes              []Note
}

// A Paragraph is a numbered unit of the text: a preambular or operative paragraph, or an item of one.
type Paragraph struct {
	ID     string // pp1, pp6-a, op4: the nth of its kind, items by the letters a to z in every language
	Number string // as the text has it: "4.", "4 -", "(a)", "(أ)"; empty for a preambular paragraph
	Verb   string // the words it opens with, a prefix of the text; empty for an item, or where they are not known
	Text   Text
	Items  []Paragraph
	Line   int // of the source
}

// A Note is a footnote.
type Note struct {
	ID     string // fn1
	Number int
	Text   Text
	Line   int
}

// A Text is a paragraph's words in their order.
type Text []Run

// A Run is a stretch of a text: plain words, the name of a document, or the mark of a footnote.
type Run struct {
	Text   string
	Symbol string // of the document that Text names: A/RES/64/293
	Note   int    // the footnote cited here; Text is then empty
}

// Plain is the text without its marks.
func (t Text) Plain() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}

// String is the text with its marks in brackets: Crime[1].
func (t Text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
		if r.Note > 0 {
			b.WriteString("[" + strconv.Itoa(r.Note) + "]")
		}
	}
	return b.String()
}

// Symbols are the documents the text names, in its order, as often as it names them.
func (t Text) Symbols() []string {
	var out []string
	for _, r := range t {
		if r.Symbol != "" {
			out = append(out, r.Symbol)
		}
	}
	return out
}

// Cites are the footnotes the text cites, in its order, as often as it cites them.
func (t Text) Cites() []int {
	var out []int
	for _, r := range t {
		if r.Note > 0 {
			out = append(out, r.Note)
		}
	}
	return out
}

// Digest stands for the exact words and marks of the text: the first twelve hexadecimal digits of their SHA-256.
func (t Text) Digest() string {
	sum := sha256.Sum256([]byte(t.String()))
	return hex.EncodeToString(sum[:])[:12]
}

// Leaves are the paragraphs and items in the order of the text: pp6, then pp6-a. A paragraph's own text is what comes before its
// items.
func (d Document) Leaves() []Paragraph {
	var out []Paragraph
	for _, part := range [][]Paragraph{d.Preamble, d.Operative} {
		for _, p := range part {
			out = append(out, p)
			out = append(out, p.Items...)
		}
	}
	return out
}

// DocumentURL is the address of a document in a language at the United Nations, by its symbol.
func DocumentURL(symbol string, t lang.Tag) string {
	parts := strings.Split(symbol, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return "https://undocs.org/" + string(t) + "/" + strings.Join(parts, "/")
}
