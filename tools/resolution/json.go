package resolution

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/problem"
)

// Exported is a resolution in JSON; data/resolution.schema.json is made from it. What follows from the lines and texts is there for whoever
// reads the file with a program: a reader that finds it different refuses the file.
type Exported struct {
	Standing     ExportedStanding    `json:"standing" jsonschema:"required"`
	Language     string              `json:"language" jsonschema:"required,enum=ar,enum=zh,enum=en,enum=fr,enum=ru,enum=es"`
	Symbol       string              `json:"symbol" jsonschema:"required,description=of the document: E/RES/2017/18"`
	Number       string              `json:"number" jsonschema:"required"`
	Title        string              `json:"title" jsonschema:"required,description=without the number"`
	Body         string              `json:"body" jsonschema:"required,enum=ecosoc,enum=general-assembly"`
	Adopted      string              `json:"adopted" jsonschema:"required,format=date"`
	Meeting      int                 `json:"meeting,omitempty" jsonschema:"minimum=1,description=number of the plenary meeting"`
	Recommending string              `json:"recommending,omitempty" jsonschema:"description=the body that recommended the text, in the case its sentence gives it"`
	Report       string              `json:"report,omitempty" jsonschema:"description=symbol of that body's report"`
	Lines        ExportedLines       `json:"lines" jsonschema:"required"`
	Preamble     []ExportedParagraph `json:"preamble" jsonschema:"required"`
	Operative    []ExportedParagraph `json:"operative" jsonschema:"required,minItems=1"`
	Notes        []ExportedNote      `json:"notes" jsonschema:"required"`
}

// ExportedStanding says whether a text is the United Nations' own.
type ExportedStanding struct {
	Official bool   `json:"official" jsonschema:"required"`
	Line     string `json:"line" jsonschema:"required,description=the same for people"`
	From     string `json:"from,omitempty" jsonschema:"enum=ar,enum=zh,enum=en,enum=fr,enum=ru,enum=es,description=the language an unofficial text was translated from"`
	Author   string `json:"author,omitempty" jsonschema:"description=of an unofficial text"`
	URL      string `json:"url" jsonschema:"required,format=uri,description=where the text stands: an official one at the United Nations\\, an unofficial one on the site"`
}

// ExportedLines are the lines around the paragraphs, as the text has them.
type ExportedLines struct {
	Adoption       []ExportedRun `json:"adoption" jsonschema:"required"`
	Recommendation []ExportedRun `json:"recommendation,omitempty" jsonschema:"description=without its brackets"`
	Title          string        `json:"title" jsonschema:"required"`
	Opening        string        `json:"opening" jsonschema:"required"`
	Date           string        `json:"date,omitempty"`
	Meeting        string        `json:"meeting,omitempty"`
}

// ExportedParagraph is a preambular or an operative paragraph.
type ExportedParagraph struct {
	ID     string         `json:"id" jsonschema:"required,pattern=^(pp|op)[0-9]+$"`
	Number string         `json:"number,omitempty" jsonschema:"description=as the text has it"`
	Verb   string         `json:"verb,omitempty" jsonschema:"description=the words it opens with"`
	Text   []ExportedRun  `json:"text" jsonschema:"required"`
	Items  []ExportedItem `json:"items,omitempty"`
}

// ExportedItem is an item of a paragraph.
type ExportedItem struct {
	ID     string        `json:"id" jsonschema:"required,pattern=^(pp|op)[0-9]+-[a-z]+$"`
	Number string        `json:"number" jsonschema:"required"`
	Text   []ExportedRun `json:"text" jsonschema:"required"`
}

// ExportedNote is a footnote.
type ExportedNote struct {
	ID     string        `json:"id" jsonschema:"required,pattern=^fn[0-9]+$"`
	Number int           `json:"number" jsonschema:"required,minimum=1,maximum=99"`
	Text   []ExportedRun `json:"text" jsonschema:"required"`
}

// ExportedRun is a stretch of a text.
type ExportedRun struct {
	Text   string `json:"text,omitempty"`
	Symbol string `json:"symbol,omitempty" jsonschema:"description=of the document that the text names"`
	URL    string `json:"url,omitempty" jsonschema:"format=uri,description=of that document"`
	Note   int    `json:"note,omitempty" jsonschema:"minimum=1,maximum=99,description=the footnote cited here; there is then no text"`
}

// JSON is the text in JSON by data/resolution.schema.json. Read takes it back. Errors are those of AkomaNtoso.
func (d Document) JSON(s Standing) ([]byte, error) {
	if err := d.fit(s); err != nil {
		return nil, err
	}
	out := d.exported()
	out.Standing = ExportedStanding{Official: s.Official, Line: s.Line, URL: d.address(s)}
	if !s.Official {
		out.Standing.From, out.Standing.Author = string(s.From), s.Author
	}
	return encode(out)
}

// encode writes JSON for people too: indented, without escapes for the sake of HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}

// exported is all but the standing.
func (d Document) exported() Exported {
	runs := func(t Text) []ExportedRun {
		var out []ExportedRun
		for _, r := range t {
			e := ExportedRun{Text: r.Text, Symbol: r.Symbol, Note: r.Note}
			if r.Symbol != "" {
				e.URL = DocumentURL(r.Symbol, d.Lang)
			}
			out = append(out, e)
		}
		return out
	}
	paragraphs := func(in []Paragraph) []ExportedParagraph {
		out := []ExportedParagraph{}
		for _, p := range in {
			e := ExportedParagraph{ID: p.ID, Number: p.Number, Verb: p.Verb, Text: runs(p.Text)}
			for _, i := range p.Items {
				e.Items = append(e.Items, ExportedItem{ID: i.ID, Number: i.Number, Text: runs(i.Text)})
			}
			out = append(out, e)
		}
		return out
	}
	e := Exported{
		Language: string(d.Lang), Symbol: d.Symbol, Number: d.Number, Title: d.Title, Body: d.Body, Adopted: d.Adopted.String(),
		Meeting: d.Meeting, Recommending: d.Recommending, Report: d.Report,
		Lines: ExportedLines{Adoption: runs(d.AdoptionLine), Recommendation: runs(d.RecommendationLine), Title: d.TitleLine,
			Opening: d.Opening, Date: d.DateLine, Meeting: d.MeetingLine},
		Preamble: paragraphs(d.Preamble), Operative: paragraphs(d.Operative), Notes: []ExportedNote{},
	}
	for _, n := range d.Notes {
		e.Notes = append(e.Notes, ExportedNote{ID: n.ID, Number: n.Number, Text: runs(n.Text)})
	}
	return e
}

// readJSON reads what JSON writes.
func readJSON(name, text string) file {
	var f file
	var e Exported
	bad := func(offset int64, detail string) {
		f.list.Add(name, lineAt(text, offset), "", "resolution-json", "Detail", detail)
	}
	values, err := flatten(text)
	if err == nil {
		err = json.Unmarshal([]byte(text), &e)
	}
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		bad(syntax.Offset, syntax.Error())
	case errors.As(err, &wrong):
		bad(wrong.Offset, wrong.Field+" is a "+wrong.Value)
	case err != nil:
		bad(int64(len(text)), err.Error())
	}
	if err != nil {
		return f
	}
	for path, v := range values {
		if n, err := strconv.Atoi(fmt.Sprint(v.token)); strings.HasSuffix(path, ".note") && (err != nil || n < 1 || n > 99) {
			f.list.Add(name, v.line, path, "resolution-json", "Detail", "not a number from 1 to 99")
		}
	}
	at := func(path string, n int) int { return values[path+"."+strconv.Itoa(n)].line }
	f.lang = e.Language
	f.claim = Claim{Made: true, Official: e.Standing.Official, From: languageOf(e.Standing.From), Author: e.Standing.Author}
	add := func(number int, text string) {
		if strings.TrimSpace(text) != "" {
			f.lines = append(f.lines, line{text: text, number: number})
		}
	}
	add(values["lines.adoption"].line, rows(e.Lines.Adoption))
	if len(e.Lines.Recommendation) > 0 {
		add(values["lines.recommendation"].line, "["+rows(e.Lines.Recommendation)+"]")
	}
	add(values["lines.title"].line, e.Lines.Title)
	add(values["lines.opening"].line, e.Lines.Opening)
	for _, part := range []struct {
		name       string
		paragraphs []ExportedParagraph
	}{{"preamble", e.Preamble}, {"operative", e.Operative}} {
		for i, p := range part.paragraphs {
			add(at(part.name, i), p.Number+" "+rows(p.Text))
			for j, item := range p.Items {
				add(at(part.name+"."+strconv.Itoa(i)+".items", j), item.Number+" "+rows(item.Text))
			}
		}
	}
	add(values["lines.date"].line, e.Lines.Date)
	add(values["lines.meeting"].line, e.Lines.Meeting)
	for i, n := range e.Notes {
		f.notes = append(f.notes, line{text: rows(n.Text), number: at("notes", i)})
		if n.Number != i+1 || n.Number > 99 {
			f.list.Add(name, at("notes", i), "", "resolution-note-number", "Value", n.Number, "Want", min(i+1, 99))
		}
	}
	f.values = values
	return f
}

// rows is a text with its marks in superscript.
func rows(in []ExportedRun) string {
	var t Text
	for _, r := range in {
		if r.Text != "" {
			t = append(t, Run{Text: r.Text})
		}
		if r.Note > 0 {
			t = append(t, Run{Note: r.Note})
		}
	}
	return marked(t)
}

// A value is a scalar of a JSON file, or the beginning of a list or an object, with its line.
type value struct {
	token json.Token
	line  int
}

// flatten are the values of a JSON file by their paths: preamble.3.items.0.id. A key that an object has twice is an error.
func flatten(text string) (map[string]value, error) {
	type level struct {
		path string
		key  bool // the next string is a key
		list bool
		n    int
	}
	out := map[string]value{}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var open []level
	path, line, from := "", 1, int64(0)
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) && len(open) == 0 && len(out) > 0 {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		line += strings.Count(text[from:dec.InputOffset()], "\n")
		from = dec.InputOffset()
		top := len(open) - 1
		if d, ok := token.(json.Delim); ok && (d == '}' || d == ']') {
			open = open[:top]
			continue
		}
		switch {
		case top >= 0 && open[top].list:
			path = under(open[top].path, strconv.Itoa(open[top].n))
			open[top].n++
		case top >= 0 && open[top].key:
			path = under(open[top].path, fmt.Sprint(token))
			open[top].key = false
			if _, twice := out[path]; twice {
				return nil, fmt.Errorf("%s stands there twice", path)
			}
			continue
		case top >= 0:
			open[top].key = true
		}
		out[path] = value{token, line}
		if d, ok := token.(json.Delim); ok {
			if len(open) > maxDepth {
				return nil, fmt.Errorf("more than %d lists and objects in each other", maxDepth)
			}
			open = append(open, level{path: path, key: d == '{', list: d == '['})
		}
	}
}

func under(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

// differing reports what a JSON file says besides its lines and texts that does not follow from them, and what it has that is unknown.
func (f file) differing(name string, d Document) problem.List {
	var list problem.List
	data, err := encode(d.exported())
	if err != nil {
		return nil // what was read from JSON can be written
	}
	want, _ := flatten(string(data))
	for path, v := range f.values {
		at := path[strings.LastIndexByte(path, '.')+1:]
		run := strings.Contains(path, ".text.") || strings.HasPrefix(path, "lines.")
		switch w, known := want[path]; {
		case strings.HasPrefix(path, "standing"):
		case run && (known || isIndex(at) || slices.Contains(runKeys, at)):
		case !known:
			list.Add(name, v.line, path, "resolution-json", "Detail", "unknown, or more than the texts have")
		case v.token != w.token:
			list.Add(name, v.line, path, "resolution-json", "Detail", fmt.Sprintf("%v, where the texts give %v", v.token, w.token))
		}
	}
	return list
}

// runKeys are what a run may have.
var runKeys = []string{"text", "symbol", "url", "note"}

func isIndex(s string) bool { return strings.Trim(s, "0123456789") == "" }
