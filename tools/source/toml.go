package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/agext/levenshtein"
	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

const (
	// maxBroken is how many lines that are not TOML are passed over; a file with more of them is something else.
	maxBroken = 20
	// maxDepth is how many names a key may join and how deep a value may nest. The time to read both grows with a power of it: a key
	// of 30,000 names takes a minute.
	maxDepth = 16
)

// A File is a TOML source that has been read: which keys it sets, and where. Keys are joined by dots; an element of an array of
// tables has its index after the array's name: organizer.0.id.
type File struct {
	Name   string
	lines  map[string]int
	texts  map[string]span // the lines between the quotation marks of a value
	bad    map[string]bool
	broken map[string]bool // keys whose line is not TOML
	first  *string         // the line that opens the first table
	unread bool
}

type span struct{ first, last int }

// Unread tells whether the file could not be read to its end, so that nothing is known of its fields.
func (f File) Unread() bool { return f.unread }

// FirstTable is the line that opens the first table, as [organizer]: the fields of the top level stand above it. It is empty where there is none.
func (f File) FirstTable() string { return *f.first }

// Line is the line a key stands on; of a missing key, the line of the table it would stand in; 1 at the top level.
func (f File) Line(key string) int {
	for {
		if n, ok := f.lines[key]; ok {
			return n
		}
		i := strings.LastIndexByte(key, '.')
		if i < 0 {
			return 1
		}
		key = key[:i]
	}
}

// TextLine is the line of the file on which line n, from 0, of the text of a key stands.
func (f File) TextLine(key string, n int) int {
	text, ok := f.texts[key]
	if !ok {
		return f.Line(key)
	}
	return min(text.first+n, text.last)
}

// Has tells whether the file sets the key, or one below it, rightly or wrongly.
func (f File) Has(key string) bool { _, ok := f.lines[key]; return ok }

// Bad tells whether a problem with the key has been reported already, its name misspelt or its value wrong, so that it need not be
// called missing or wrong again.
func (f File) Bad(key string) bool { return f.bad[key] || f.broken[key] }

// Six holds a text to the six languages of the site: where it is required each must have it, and no other language may stand there.
func (f File) Six(key string, text map[lang.Tag]string, required bool) (list problem.List) {
	for _, t := range lang.All() {
		at := key + "." + string(t)
		if required && strings.TrimSpace(text[t]) == "" && !f.Bad(at) && !f.Bad(key) {
			list.Add(f.Name, f.Line(at), at, "missing-field", "Example", string(t)+` = "…"`)
		}
	}
	for t := range text {
		if tag, ok := lang.Parse(string(t)); !ok || tag != t {
			list.Add(f.Name, f.Line(key+"."+string(t)), key+"."+string(t), "translation-language", "Value", string(t))
		}
	}
	return list
}

// Decode reads TOML into the struct v points to. It goes on after an unknown key, a value of the wrong type, a date that does not
// exist and a line that is not TOML, and reports each with its line; where it cannot tell what the rest means, the file is unread.
// A value in error is left empty. Every name a struct knows stands in its `toml` tags.
func Decode(name string, data []byte, v any) (File, problem.List) {
	f := File{Name: name, lines: map[string]int{}, texts: map[string]span{}, bad: map[string]bool{}, broken: map[string]bool{}, first: new(string), unread: true}
	text, list := Text(name, data, Limit)
	if i := loneReturn(data); i >= 0 && len(list) == 0 { // it ends a line for some editors and for TOML does not
		list.Add(name, 1+bytes.Count(data[:i], []byte("\n")), "", "hidden-character", "Value", "U+000D")
	}
	if len(list) > 0 {
		return f, list
	}
	md, raw, ok := f.read(text, &list)
	if !ok {
		return f, list
	}
	f.unread = false
	d := decoder{file: f, md: md, problems: &list, root: Fields(reflect.TypeOf(v).Elem())}
	d.table("", raw, reflect.ValueOf(v).Elem())
	return f, list
}

// DecodeFile is Decode of a file of fsys; one that cannot be read is a problem, and unread.
func DecodeFile(fsys fs.FS, name string, v any) (File, problem.List) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		var list problem.List
		list.Add(name, 0, "", "unreadable", "Detail", err.Error())
		return File{Name: name, unread: true}, list
	}
	return Decode(name, data, v)
}

// loneReturn is the offset of the first carriage return that no line feed follows, or -1.
func loneReturn(data []byte) int {
	for i, b := range data {
		if b == '\r' && !bytes.HasPrefix(data[i+1:], []byte("\n")) {
			return i
		}
	}
	return -1
}

// A fault is a place where the text is not TOML.
type fault struct {
	line   int
	key    string // empty where it is not known
	detail string
	twice  bool // a key is given again
}

// read reads the text until nothing in it is at fault: of a line that is not TOML the name is kept, so that the rest can be read.
func (f File) read(text string, list *problem.List) (md toml.MetaData, raw map[string]toml.Primitive, ok bool) {
	broken := map[int]bool{}
	for {
		var at *fault
		text, at = f.scan(text, broken, list)
		if at == nil {
			var err error
			raw = nil // what a failed reading left would stay
			if md, err = toml.Decode(text, &raw); err == nil {
				return md, raw, true
			}
			at = faultOf(err)
		}
		again := broken[at.line]
		if !again {
			f.report(at, text, list)
		}
		text, ok = without(text, at.line, at.twice, again)
		if !ok || len(broken) == maxBroken {
			return md, nil, false
		}
		broken[at.line] = true
	}
}

func (f File) report(at *fault, text string, list *problem.List) {
	line, start := lineOf(text, at.line)
	if at.twice {
		key := at.key
		if m := header.FindStringSubmatch(line); m != nil {
			key = m[2]
		}
		list.Add(f.Name, at.line, key, "key-twice", "Key", key)
		return
	}
	if m := openText.FindStringSubmatch(line); m != nil && strings.Count(text[start:], m[1]) == 1 {
		list.Add(f.Name, at.line, at.key, "text-not-closed", "Quotes", m[1])
		return
	}
	if m := openHeader.FindStringSubmatch(line); m != nil && strings.Count(line, "]") < len(m[1]) {
		list.Add(f.Name, at.line, m[2], "table-not-closed", "Want", m[1]+m[2]+strings.Repeat("]", len(m[1])))
		return
	}
	if m := quotesWithin.FindStringSubmatch(line); m != nil {
		list.Add(f.Name, at.line, at.key, "quotes-within", "Value", m[1])
		return
	}
	list.Add(f.Name, at.line, at.key, "not-toml", "Value", cmp.Or(strings.TrimSpace(line), at.detail))
}

var (
	assignment = regexp.MustCompile(`^\s*([\pL\pN_-]+(?:\.[\pL\pN_-]+)*)\s*[=:]\s*(.*)$`)
	openHeader = regexp.MustCompile(`^\s*(\[\[?)\s*([\pL\pN_-]+(?:\.[\pL\pN_-]+)*)\s*\]?\s*$`)
	// A text in quotation marks with others of the kind in it, none of them escaped: "a "b" c".
	quotesWithin = regexp.MustCompile(`=\s*"([^"\\]+"[^"\\]*"[^"\\]*)"\s*$`)
	openText     = regexp.MustCompile(`=\s*("""|''')`) // of several lines
	header       = regexp.MustCompile(`^\s*(\[\[?)\s*([\pL\pN_-]+(?:\.[\pL\pN_-]+)*)`)
)

// unfit is a value no field takes, so that its key counts as wrong.
const unfit = "[[]]"

// without takes what is at fault out of a line: its value, or, where that is not enough, all of it. It is not ok where the line goes on
// below, or has no name.
func without(text string, n int, all, again bool) (string, bool) {
	line, at := lineOf(text, n)
	instead := ""
	m, h := assignment.FindStringSubmatch(line), header.FindStringSubmatch(line)
	switch {
	case again && line != "":
	case m != nil && !goesOn(m[2]) && all:
	case m != nil && !goesOn(m[2]):
		instead = quoted(m[1]) + " = " + unfit
	case m == nil && h != nil && !all:
		instead = h[1] + quoted(h[2]) + strings.Repeat("]", len(h[1]))
	default:
		return text, false
	}
	return text[:at] + instead + text[at+len(line):], true
}

// goesOn tells whether a value that begins so may end on a later line.
func goesOn(value string) bool {
	return strings.Contains(value, `"""`) || strings.Contains(value, `'''`) ||
		strings.HasPrefix(value, "[") && !strings.Contains(value, "]") || strings.HasPrefix(value, "{") && !strings.Contains(value, "}")
}

func quoted(key string) string { return `"` + strings.ReplaceAll(key, ".", `"."`) + `"` }

// lineOf is line n, from 1, without its end, and its offset.
func lineOf(text string, n int) (line string, at int) {
	for ; n > 1; n-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return "", len(text)
		}
		at += i + 1
	}
	line, _, _ = strings.Cut(text[at:], "\n")
	return line, at
}

var already = regexp.MustCompile(`already (been )?(defined|created)`)

// faultOf is what the TOML package says of a text that is not TOML.
func faultOf(err error) *fault {
	var e toml.ParseError
	if !errors.As(err, &e) {
		return &fault{line: 1, detail: err.Error()}
	}
	return &fault{line: e.Position.Line, key: e.LastKey, detail: cmp.Or(e.Message, "unexpected text"), twice: already.MatchString(e.Message)}
}

// A scanner goes through the expressions of a text, to note the line of each key, and to find what the TOML package would not get over.
type scanner struct {
	File
	text   string
	parser unstable.Parser
	list   *problem.List
	read   int    // line on which the last expression ends
	starts []int  // offsets of line ends
	edits  []edit // in order
	deep   int    // line of the first expression that nests too deeply, or 0
}

type edit struct {
	at   unstable.Range
	with string
}

// scan notes the line of every key. It writes another date in place of each that does not exist, so that reading can go on, and returns the
// text so mended, or where it is not TOML.
func (f File) scan(text string, broken map[int]bool, list *problem.List) (string, *fault) {
	s := scanner{File: f, text: text, list: list}
	for i := range len(text) {
		if text[i] == '\n' {
			s.starts = append(s.starts, i)
		}
	}
	s.parser.Reset([]byte(text))
	table := ""
	elements := map[string]int{}
	for s.deep == 0 && s.parser.NextExpression() {
		e := s.parser.Expression()
		if depth(e) > maxDepth {
			it := e.Key()
			it.Next()
			s.deep = s.line(it.Node().Raw.Offset)
			break
		}
		switch e.Kind {
		case unstable.Table:
			key, at := path(e, elements)
			table = key
			s.note(table, s.line(at))
			*f.first = cmp.Or(*f.first, "["+key+"]")
			s.read = s.line(at)
		case unstable.ArrayTable:
			key, at := path(e, elements)
			n := elements[key]
			elements[key] = n + 1
			s.note(key, s.line(at))
			*f.first = cmp.Or(*f.first, "[["+key+"]]")
			table = fmt.Sprintf("%s.%d", key, n)
			s.note(table, s.line(at))
			s.read = s.line(at)
		case unstable.KeyValue:
			key, at := path(e, nil)
			key = join(table, key)
			s.note(key, s.line(at))
			if broken[s.line(at)] {
				f.broken[key] = true
			}
			s.value(e.Value(), key, 1)
			s.read = s.line(e.Raw.Offset + e.Raw.Length)
		}
	}
	mended := s.mended(text)
	switch err := s.parser.Error(); {
	case s.deep > 0:
		return mended, &fault{line: s.deep, detail: "nested too deeply"}
	case err != nil:
		return mended, s.fault(mended, table, err)
	}
	return mended, nil
}

// fault is where the parser stopped. Its messages count bytes where the TOML package knows characters, so that package is asked as well,
// about what stands above and a line that is not too long for it.
func (s scanner) fault(text, table string, err error) *fault {
	at := fault{line: 1, detail: err.Error()}
	var e *unstable.ParserError
	if errors.As(err, &e) {
		offset := int(s.parser.Range(e.Highlight).Offset)
		at.line = s.line(uint32(offset))
		if strings.TrimSpace(s.text[min(offset+1, len(s.text)):]) == "" {
			at.line = s.next(at.line) // what does not end is told where it begins
		}
	}
	line, start := lineOf(text, at.line)
	if m := assignment.FindStringSubmatch(line); m != nil {
		at.key = join(table, m[1])
	}
	if len(line) > 1000 {
		return &at
	}
	var none map[string]toml.Primitive
	_, err = toml.Decode(text[:min(start+len(line)+1, len(text))], &none)
	var other toml.ParseError
	if errors.As(err, &other) && other.Position.Line == at.line && other.Message != "" {
		at.detail, at.key = other.Message, cmp.Or(other.LastKey, at.key)
	}
	return &at
}

// next is the line on which the first expression begins that was not read; at most last.
func (s scanner) next(last int) int {
	_, at := lineOf(s.text, s.read+1)
	n := s.read + 1
	for line := range strings.SplitSeq(s.text[at:], "\n") {
		if line = strings.TrimSpace(line); n >= last || line != "" && line[0] != '#' {
			return min(n, last)
		}
		n++
	}
	return last
}

func (s scanner) line(offset uint32) int { return 1 + sort.SearchInts(s.starts, int(offset)) }

// note keeps the first line of a key, and of the tables it implies.
func (f File) note(key string, line int) {
	for {
		if _, ok := f.lines[key]; ok {
			return
		}
		f.lines[key] = line
		i := strings.LastIndexByte(key, '.')
		if i < 0 {
			return
		}
		key = key[:i]
	}
}

// value looks at the lines of a text, at the dates below a value, and at the keys of inline tables.
func (s *scanner) value(n *unstable.Node, key string, level int) {
	if level > maxDepth {
		s.deep = cmp.Or(s.deep, s.Line(key))
		return
	}
	switch n.Kind {
	case unstable.String:
		raw := s.parser.Raw(n.Raw)
		first := s.line(n.Raw.Offset)
		lines := span{first, s.line(n.Raw.Offset + n.Raw.Length)}
		if len(raw) > 3 && raw[3] == '\n' && (strings.HasPrefix(string(raw[:3]), `"""`) || strings.HasPrefix(string(raw[:3]), `'''`)) {
			lines.first++
		}
		s.texts[key] = lines
	case unstable.LocalDate, unstable.LocalDateTime, unstable.DateTime, unstable.LocalTime:
		s.date(n, key)
	case unstable.Array:
		for i, it := 0, n.Children(); it.Next(); i++ {
			switch it.Node().Kind {
			case unstable.String: // its line is that of the list
			case unstable.InlineTable:
				s.value(it.Node(), fmt.Sprintf("%s.%d", key, i), level+1)
			default:
				s.value(it.Node(), key, level+1)
			}
		}
	case unstable.InlineTable:
		for it := n.Children(); it.Next(); {
			child := it.Node()
			if depth(child) > maxDepth {
				s.deep = cmp.Or(s.deep, s.Line(key))
				return
			}
			sub, at := path(child, nil)
			full := join(key, sub)
			s.note(full, s.line(at))
			s.value(child.Value(), full, level+1)
		}
	}
}

var dateForm = regexp.MustCompile(`^(\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(:\d\d(\.\d+)?)?)$`)

// date puts another date in place of one that does not exist, and a value that no field takes in place of what only resembles one.
func (s *scanner) date(n *unstable.Node, key string) {
	text := string(n.Data)
	if !dateForm.MatchString(text) {
		s.edits = append(s.edits, edit{n.Raw, unfit})
		return
	}
	if exists(text) {
		return
	}
	s.bad[key] = true
	s.list.Add(s.Name, s.Line(key), key, "no-such-date", "Value", text)
	with := map[unstable.Kind]string{unstable.LocalDate: "2000-01-01", unstable.LocalDateTime: "2000-01-01T00:00:00",
		unstable.DateTime: "2000-01-01T00:00:00Z", unstable.LocalTime: "00:00:00"}
	s.edits = append(s.edits, edit{n.Raw, with[n.Kind]})
}

func (s scanner) mended(text string) string {
	if len(s.edits) == 0 {
		return text
	}
	var b strings.Builder
	last := 0
	for _, e := range s.edits {
		b.WriteString(text[last:e.at.Offset])
		b.WriteString(e.with)
		last = int(e.at.Offset + e.at.Length)
	}
	b.WriteString(text[last:])
	return b.String()
}

// depth is how many names the key of an expression joins.
func depth(e *unstable.Node) int {
	n := 0
	for it := e.Key(); it.Next(); {
		n++
	}
	return n
}

// path is the dotted key of an expression, with the index of the last element of each array of tables it goes through, and the
// offset it stands at.
func path(e *unstable.Node, elements map[string]int) (string, uint32) {
	var key string
	var at uint32
	first := true
	for it := e.Key(); it.Next(); {
		if first {
			at, first = it.Node().Raw.Offset, false
		}
		if n := elements[key]; key != "" && n > 0 {
			key = fmt.Sprintf("%s.%d", key, n-1)
		}
		key = join(key, string(it.Node().Data))
	}
	return key, at
}

func join(table, key string) string {
	if table == "" {
		return key
	}
	return table + "." + key
}

var layouts = []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04", time.RFC3339, "2006-01-02T15:04Z07:00", time.TimeOnly, "15:04"}

// exists tells whether a date or time, in the form of TOML, is one of the calendar and the clock.
func exists(s string) bool {
	s = strings.NewReplacer("t", "T", " ", "T", "z", "Z").Replace(s)
	return slices.ContainsFunc(layouts, func(layout string) bool { _, err := time.Parse(layout, s); return err == nil })
}

type decoder struct {
	file     File
	md       toml.MetaData
	problems *problem.List
	root     map[string]int // the fields of the top level
}

// table reads each key of a table into the field of its name.
func (d decoder) table(prefix string, raw map[string]toml.Primitive, v reflect.Value) {
	fields := Fields(v.Type())
	for _, k := range sortedKeys(raw) {
		key := join(prefix, k)
		i, known := fields[k]
		if !known {
			d.unknown(prefix, key, k, fields)
			continue
		}
		d.value(key, raw[k], v.Field(i))
	}
}

func (d decoder) unknown(prefix, key, name string, fields map[string]int) {
	near := Nearest(name, sortedKeys(fields))
	if meant := join(prefix, near); near != "" && !d.file.Has(meant) {
		d.file.bad[meant] = true // misspelt, not missing
	}
	if d.file.broken[key] {
		return
	}
	d.file.bad[key] = true
	if _, known := d.root[name]; known && prefix != "" && !d.file.Has(name) {
		d.file.bad[name] = true // misplaced, not missing
		d.problems.Add(d.file.Name, d.file.Line(key), key, "field-misplaced", "Table", cmp.Or(*d.file.first, tableHeader(prefix)))
		return
	}
	if near != "" {
		d.problems.Add(d.file.Name, d.file.Line(key), key, "unknown-field-near", "Near", near)
		return
	}
	d.problems.Add(d.file.Name, d.file.Line(key), key, "unknown-field", "Known", strings.Join(sortedKeys(fields), ", "))
}

// tableHeader is the line that opens a table: [organizer], [[link]] for link.0.
func tableHeader(key string) string {
	if i := strings.LastIndexByte(key, '.'); i >= 0 && strings.Trim(key[i+1:], "0123456789") == "" {
		return "[[" + key[:i] + "]]"
	}
	return "[" + key + "]"
}

func (d decoder) value(key string, p toml.Primitive, v reflect.Value) {
	switch {
	case v.Addr().Type().Implements(unmarshaler):
		d.plain(key, p, v)
	case v.Kind() == reflect.Struct:
		if raw, ok := d.keys(key, p, want(key, v)); ok {
			d.table(key, raw, v)
		}
	case v.Kind() == reflect.Map && (v.Type().Elem().Kind() == reflect.Struct || isList(v.Type().Elem())):
		d.tables(key, p, v)
	case isList(v.Type()):
		d.list(key, p, v)
	default:
		d.plain(key, p, v)
	}
}

// isList tells an array of tables.
func isList(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && !reflect.PointerTo(t.Elem()).Implements(unmarshaler)
}

// keys are the values of a table by their keys. The TOML package takes any other value for no table at all.
func (d decoder) keys(key string, p toml.Primitive, want string) (raw map[string]toml.Primitive, ok bool) {
	if err := d.md.PrimitiveDecode(p, &raw); err != nil || raw == nil {
		d.wrong(key, want)
		return nil, false
	}
	return raw, true
}

// tables reads a table of tables or of their arrays, such as translations by language.
func (d decoder) tables(key string, p toml.Primitive, v reflect.Value) {
	raw, ok := d.keys(key, p, want(key, v))
	if !ok {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, name := range sortedKeys(raw) {
		elem := reflect.New(v.Type().Elem()).Elem()
		if below := join(key, name); elem.Kind() != reflect.Struct {
			d.value(below, raw[name], elem)
		} else if raw, ok := d.keys(below, raw[name], tableHeader(key+".fr")); ok {
			d.table(below, raw, elem)
		}
		v.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), elem)
	}
}

// list reads an array of tables.
func (d decoder) list(key string, p toml.Primitive, v reflect.Value) {
	var raws []map[string]toml.Primitive
	if err := d.md.PrimitiveDecode(p, &raws); err != nil || slices.ContainsFunc(raws, func(raw map[string]toml.Primitive) bool { return raw == nil }) {
		d.wrong(key, want(key, v))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(raws), len(raws)))
	for i, raw := range raws {
		d.table(fmt.Sprintf("%s.%d", key, i), raw, v.Index(i))
	}
}

func (d decoder) plain(key string, p toml.Primitive, v reflect.Value) {
	if err := d.md.PrimitiveDecode(p, v.Addr().Interface()); err != nil {
		d.wrong(key, want(key, v))
		v.SetZero() // half a list would be judged as if it were whole
		return
	}
	compose(v)
}

// compose brings texts into NFC: what was written as \u0301 was not there when the file was.
func compose(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(norm.NFC.String(v.String()))
	case reflect.Slice:
		for i := range v.Len() {
			compose(v.Index(i))
		}
	}
}

func (d decoder) wrong(key, want string) {
	if d.file.Bad(key) {
		return
	}
	d.file.bad[key] = true
	d.problems.Add(d.file.Name, d.file.Line(key), key, "wrong-type", "Want", want)
}

var unmarshaler = reflect.TypeFor[toml.Unmarshaler]()

// An Example is a value that knows how it is written in a source.
type Example interface{ TOMLExample() string }

// want shows how a value of the type is written, or the table of that name.
func want(key string, v reflect.Value) string {
	if e, ok := reflect.New(v.Type()).Interface().(Example); ok {
		return e.TOMLExample()
	}
	switch v.Kind() {
	case reflect.String:
		return `"…"`
	case reflect.Bool:
		return "true / false"
	case reflect.Int:
		return "0, 1, 2 …"
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Struct {
			return "[[" + key + "]]"
		}
		return `["…", "…"]`
	}
	return "[" + key + "]"
}

// Fields gives the index of each field of a struct type by the name in its toml tag; fields without one, or with "-", are left out.
func Fields(t reflect.Type) map[string]int {
	if known, ok := fieldsOf.Load(t); ok {
		return known.(map[string]int)
	}
	fields := map[string]int{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("toml"), ",")
		if name != "" && name != "-" {
			fields[name] = i
		}
	}
	fieldsOf.Store(t, fields)
	return fields
}

// fieldsOf holds what Fields has found, by type.
var fieldsOf sync.Map

// Names are the names of Fields, in the order of the struct.
func Names(t reflect.Type) []string {
	fields := Fields(t)
	return slices.SortedFunc(maps.Keys(fields), func(a, b string) int { return cmp.Compare(fields[a], fields[b]) })
}

// Nearest is the candidate most like s, by edit distance in characters, or "" where none is near enough to be what was meant.
func Nearest(s string, candidates []string) string {
	best, distance := "", 3
	for _, c := range candidates {
		n := levenshtein.Distance(strings.ToLower(s), strings.ToLower(c), nil)
		if n < distance && n < max(len([]rune(c)), 2)/2+1 {
			best, distance = c, n
		}
	}
	return best
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
