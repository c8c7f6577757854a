package resolution

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep elements may stand in each other; those of the United Nations stand 12 deep.
const maxDepth = 64

// aknBlocks are the elements of Akoma Ntoso that begin and end a line. Those within a line are all others, which are many.
var aknBlocks = set(`akomaNtoso doc statement body mainBody coverPage preface preamble conclusions header attachments components
	attachment component p formula container recitals recital citations citation blockList item listIntroduction listWrapUp intro
	wrapUp wrap paragraph subparagraph hcontainer blockContainer section article chapter part title clause content list point indent
	alinea num heading subheading block longTitle tblock table caption tr td th toc tocItem ul ol li div`)

func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// An aknReader turns an Akoma Ntoso document into lines. It keeps only the texts of the document, its language and its standing.
type aknReader struct {
	file
	name    string
	dec     *xml.Decoder
	open    []string // elements, the outermost first
	line    passage  // being written
	isNum   bool     // it has only a number yet
	note    *passage // the footnote being written, inside a line
	sup     *strings.Builder
	notesBy map[string]int    // the numbers of the footnotes, by eId
	namesBy map[string]string // what the references show, by eId
	author  string            // eId of the author of this expression
}

// A passage is a line that is being written.
type passage struct {
	strings.Builder
	number int
}

func (p *passage) line() line { return line{text: p.String(), number: p.number} }

// readAKN reads a document in Akoma Ntoso 3.0 (OASIS), of the United Nations or of AkomaNtoso.
func readAKN(name, text string) file {
	r := aknReader{name: name, dec: xml.NewDecoder(strings.NewReader(text)), notesBy: map[string]int{}, namesBy: map[string]string{}}
	if err := r.read(); err != nil {
		at, _ := r.dec.InputPos()
		detail := err.Error()
		if bad := new(xml.SyntaxError); errors.As(err, &bad) {
			at, detail = bad.Line, bad.Msg
		}
		r.list.Add(name, at, "", "resolution-xml", "Detail", detail)
	}
	r.claim.Author = r.namesBy[r.author]
	if r.claim.Official {
		r.claim.Author = ""
	}
	return r.file
}

func (r *aknReader) read() error {
	for root := false; ; {
		at, _ := r.dec.InputPos()
		token, err := r.dec.Token()
		if errors.Is(err, io.EOF) && root {
			r.flush()
			return nil
		}
		if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.Directive:
			r.list.Add(r.name, at, "", "resolution-doctype")
			return nil
		case xml.StartElement:
			if !root && x.Name.Local != "akomaNtoso" {
				r.list.Add(r.name, at, "", "resolution-not-akn", "Value", x.Name.Local)
				return nil
			}
			root = true
			if r.open = append(r.open, x.Name.Local); len(r.open) > maxDepth {
				return fmt.Errorf("more than %d elements in each other", maxDepth)
			}
			r.start(x, at)
		case xml.EndElement:
			r.open = r.open[:len(r.open)-1]
			r.end(x.Name.Local)
		case xml.CharData:
			r.text(string(x), at)
		}
	}
}

func (r *aknReader) within(name string) bool { return slices.Contains(r.open, name) }

func (r *aknReader) start(x xml.StartElement, at int) {
	name := x.Name.Local
	switch {
	case r.within("meta"):
		r.meta(x)
	case r.note != nil && aknBlocks[name]:
		r.text(" ", at) // between the paragraphs of a footnote
	case r.note != nil:
	case name == "authorialNote":
		r.startNote(x, at)
	case name == "noteRef":
		n := r.notesBy[strings.TrimPrefix(attr(x, "href"), "#")]
		if n == 0 {
			r.list.Add(r.name, at, "", "resolution-note-missing", "Value", cmp.Or(attr(x, "marker"), attr(x, "href")))
			return
		}
		r.mark(n, at)
	case name == "sup":
		r.sup = &strings.Builder{}
	case name == "eol" && (r.within("preamble") || r.within("mainBody")):
		r.text(" ", at)
	case name == "eol":
		r.flush()
	case aknBlocks[name]:
		r.flush()
	}
}

// meta takes the language and the standing from the description of a document, of the first where a file holds several.
func (r *aknReader) meta(x xml.StartElement) {
	switch name := x.Name.Local; {
	case name == "FRBRlanguage" && r.lang == "":
		r.lang = attr(x, "language")
	case name == "FRBRauthor" && r.within("FRBRExpression") && r.author == "":
		r.author = strings.TrimPrefix(attr(x, "href"), "#")
	case name == "FRBRauthoritative":
		r.claim.Official = attr(x, "value") == "true" && (r.claim.Official || !r.claim.Made)
		r.claim.Made = true
	case name == "FRBRtranslation":
		r.claim.Official = attr(x, "authoritative") == "true" && (r.claim.Official || !r.claim.Made)
		r.claim.Made, r.claim.From = true, languageOf(attr(x, "fromLanguage"))
	case strings.HasPrefix(name, "TLC"):
		r.namesBy[attr(x, "eId")] = attr(x, "showAs")
	}
}

// startNote begins a footnote; its mark stands in the line around it.
func (r *aknReader) startNote(x xml.StartElement, at int) {
	n := len(r.notes) + 1
	if marker := attr(x, "marker"); n > 99 || marker != "" && strings.Trim(marker, "()") != strconv.Itoa(n) {
		r.list.Add(r.name, at, "", "resolution-note-number", "Value", cmp.Or(marker, strconv.Itoa(n)), "Want", min(n, 99))
	}
	r.mark(n, at)
	if id := attr(x, "eId"); id != "" {
		r.notesBy[id] = n
	}
	r.note = &passage{number: at}
}

func (r *aknReader) end(name string) {
	switch {
	case name == "authorialNote" && r.note != nil:
		r.notes = append(r.notes, r.note.line())
		r.note = nil
	case r.note != nil:
	case name == "sup":
		r.endSup()
	case name == "num":
		r.isNum = r.line.Len() > 0
		r.text(" ", r.line.number)
	case aknBlocks[name]:
		r.flush()
	}
}

// mark writes the mark of a footnote. It sticks to the word before it.
func (r *aknReader) mark(n, at int) {
	r.endSup()
	if last, _ := utf8.DecodeLastRuneInString(r.line.String()); strings.ContainsRune(superscripts, last) {
		r.text(" ", at) // else ¹ ² would be twelve
	}
	r.text(raise(n), at)
}

// endSup writes what was raised: the number of a footnote, which Read knows by its form; a bracket around one is left out, as Arabic has it.
func (r *aknReader) endSup() {
	if r.sup == nil {
		return
	}
	s := strings.TrimSpace(r.sup.String())
	r.sup = nil
	if n, err := strconv.Atoi(strings.Trim(s, "()")); err == nil && n > 0 && n < 100 {
		s = raise(n)
	}
	if s != "(" && s != ")" {
		r.text(s, r.line.number)
	}
}

// text writes words, which begin on the line at.
func (r *aknReader) text(s string, at int) {
	switch {
	case r.within("meta"):
	case r.note != nil:
		r.note.WriteString(s)
	case r.sup != nil:
		r.sup.WriteString(s)
	default:
		words := strings.TrimLeft(s, " \t\n")
		if r.line.Len() == 0 {
			at += strings.Count(s[:len(s)-len(words)], "\n")
			r.line.number, s = at, words
		}
		r.isNum = r.isNum && words == ""
		r.line.WriteString(s)
	}
}

// flush ends a line; a number waits for its paragraph.
func (r *aknReader) flush() {
	if r.isNum {
		return
	}
	if l := r.line.line(); strings.TrimSpace(l.text) != "" {
		r.lines = append(r.lines, l)
	}
	r.line = passage{}
}

func attr(x xml.StartElement, name string) string {
	for _, a := range x.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
