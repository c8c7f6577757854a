// Package source reads one file that people wrote: it checks that the bytes are text, reads TOML into a struct, and says of
// everything it finds wrong where it stands. It comes first in the flow; what a field may hold is for the package that
// owns the struct.
//
//	kind = "wlak"     # line 4 of content/events/2027/ke-candlelight-walk.toml
package source

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/agext/levenshtein"
	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/problem"
)

// Limit is the size in bytes above which a TOML source is refused unread.
const Limit = 64 << 10

// Text returns the text of a source: valid UTF-8 in NFC, without a byte order mark, lines ended by LF. What cannot be read so is a
// problem, with its line where there is one, and the text is then empty.
func Text(name string, data []byte, limit int) (string, problem.List) {
	var list problem.List
	if len(data) > limit {
		list.Add(name, 0, "", "too-large", "Size", len(data), "Limit", limit)
		return "", list
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(data)) == 0 {
		list.Add(name, 0, "", "empty")
		return "", list
	}
	if i := invalid(data); i >= 0 {
		list.Add(name, 1+bytes.Count(data[:i], []byte("\n")), "", "not-utf8")
		return "", list
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		list.Add(name, 1+bytes.Count(data[:i], []byte("\n")), "", "not-text")
		return "", list
	}
	s := strings.ReplaceAll(string(data), "\r\n", "\n")
	return norm.NFC.String(s), nil
}

// invalid is the offset of the first byte that is not UTF-8, or -1.
func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// A File is a TOML source that has been read: which keys it sets, and where. Keys are joined by dots; an element of an array of
// tables has its index after the array's name: organizer.0.id.
type File struct {
	Name  string
	lines map[string]int
	bad   map[string]bool
}

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

// Has tells whether the file sets the key, rightly or wrongly.
func (f File) Has(key string) bool { _, ok := f.lines[key]; return ok }

// Bad tells whether a problem with the key has been reported already, its name misspelt or its value wrong, so that it need not be
// called missing or wrong again.
func (f File) Bad(key string) bool { return f.bad[key] }

// Decode reads TOML into the struct v points to. It goes on after an unknown key, a value of the wrong type and a date that does not
// exist, and reports each with its line; a text that is not TOML ends it at the first place that is not. Every name a struct
// knows stands in its `toml` tags.
func Decode(name string, data []byte, v any) (File, problem.List) {
	f := File{Name: name, lines: map[string]int{}, bad: map[string]bool{}}
	text, list := Text(name, data, Limit)
	if len(list) > 0 {
		return f, list
	}
	mended := []byte(text)
	f.scan(mended, &list)
	var raw map[string]toml.Primitive
	md, err := toml.Decode(string(mended), &raw)
	if err != nil {
		list = append(list, f.syntax(err)...)
		return f, list
	}
	d := decoder{file: f, md: md, list: &list}
	d.table("", raw, reflect.ValueOf(v).Elem())
	return f, list
}

// scan notes the line of every key, and replaces each date that does not exist by one that does, of the same length, so that
// reading can go on.
func (f File) scan(text []byte, list *problem.List) {
	var starts []int
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i)
		}
	}
	line := func(offset uint32) int { return 1 + sort.SearchInts(starts, int(offset)) }
	var p unstable.Parser
	p.Reset(text)
	table := ""
	elements := map[string]int{}
	for p.NextExpression() {
		e := p.Expression()
		key, at := path(e, elements)
		switch e.Kind {
		case unstable.Table:
			table = key
			f.note(table, line(at))
		case unstable.ArrayTable:
			n := elements[key]
			elements[key] = n + 1
			f.note(key, line(at))
			table = fmt.Sprintf("%s.%d", key, n)
			f.note(table, line(at))
		case unstable.KeyValue:
			full := join(table, key)
			f.note(full, line(at))
			f.values(e.Value(), full, line, list)
		}
	}
}

func (f File) note(key string, line int) {
	if _, ok := f.lines[key]; !ok {
		f.lines[key] = line
	}
}

// values looks at the dates below a value and at the keys of inline tables.
func (f File) values(n *unstable.Node, key string, line func(uint32) int, list *problem.List) {
	switch n.Kind {
	case unstable.LocalDate, unstable.LocalDateTime, unstable.DateTime, unstable.LocalTime:
		if exists(string(n.Data)) {
			return
		}
		f.bad[key] = true
		list.Add(f.Name, f.Line(key), key, "no-such-date", "Value", string(n.Data))
		mend(n.Data) // a slice of the text itself
	case unstable.Array:
		for it := n.Children(); it.Next(); {
			f.values(it.Node(), key, line, list)
		}
	case unstable.InlineTable:
		for it := n.Children(); it.Next(); {
			child := it.Node()
			sub, at := path(child, nil)
			full := join(key, sub)
			f.note(full, line(at))
			f.values(child.Value(), full, line, list)
		}
	}
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

var layouts = []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
	time.RFC3339, "2006-01-02 15:04:05Z07:00", "15:04:05", "15:04"}

// exists tells whether a TOML date or time is one of the calendar and the clock.
func exists(s string) bool {
	s = strings.Replace(s, "t", "T", 1)
	s = strings.Replace(s, "z", "Z", 1)
	return slices.ContainsFunc(layouts, func(layout string) bool { _, err := time.Parse(layout, s); return err == nil })
}

// mend writes a date that exists over one that does not, digit by digit.
func mend(date []byte) {
	sample := "2000-01-01T00:00:00.000000000+00:00"
	if len(date) > 2 && date[2] == ':' {
		sample = "00:00:00.000000000"
	}
	for i, b := range date {
		if b >= '0' && b <= '9' && i < len(sample) {
			date[i] = sample[i]
			if sample[i] < '0' || sample[i] > '9' {
				date[i] = '0'
			}
		}
	}
}

var duplicate = regexp.MustCompile(`(?i)already (been )?defined|duplicate`)

// syntax turns what the TOML package says of a text that is not TOML into a problem.
func (f File) syntax(err error) problem.List {
	var list problem.List
	var pe toml.ParseError
	if !asParseError(err, &pe) {
		list.Add(f.Name, 0, "", "not-toml", "Detail", err.Error())
		return list
	}
	if duplicate.MatchString(pe.Message) {
		list.Add(f.Name, pe.Position.Line, pe.LastKey, "key-twice", "Key", pe.LastKey)
		return list
	}
	detail := pe.Message
	if detail == "" {
		detail = "unexpected text"
	}
	list.Add(f.Name, pe.Position.Line, pe.LastKey, "not-toml", "Detail", detail)
	return list
}

func asParseError(err error, pe *toml.ParseError) bool {
	switch e := err.(type) {
	case toml.ParseError:
		*pe = e
		return true
	case *toml.ParseError:
		*pe = *e
		return true
	}
	return false
}

type decoder struct {
	file File
	md   toml.MetaData
	list *problem.List
}

// table reads each key of a table into the field of its name.
func (d decoder) table(prefix string, raw map[string]toml.Primitive, v reflect.Value) {
	fields := Fields(v.Type())
	names := make([]string, 0, len(raw))
	for k := range raw {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
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
	d.file.bad[key] = true
	if near := Nearest(name, sortedKeys(fields)); near != "" {
		if meant := join(prefix, near); !d.file.Has(meant) {
			d.file.bad[meant] = true // misspelt, not missing
		}
		d.list.Add(d.file.Name, d.file.Line(key), key, "unknown-field-near", "Near", near)
		return
	}
	d.list.Add(d.file.Name, d.file.Line(key), key, "unknown-field", "Known", strings.Join(sortedKeys(fields), ", "))
}

func (d decoder) value(key string, p toml.Primitive, v reflect.Value) {
	switch {
	case v.Addr().Type().Implements(unmarshaler):
		d.plain(key, p, v)
	case v.Kind() == reflect.Struct:
		var raw map[string]toml.Primitive
		if d.into(key, p, &raw, v) {
			d.table(key, raw, v)
		}
	case v.Kind() == reflect.Map && v.Type().Elem().Kind() == reflect.Struct:
		d.tables(key, p, v)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && !reflect.PointerTo(v.Type().Elem()).Implements(unmarshaler):
		var raws []map[string]toml.Primitive
		if !d.into(key, p, &raws, v) {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(raws), len(raws)))
		for i, raw := range raws {
			d.table(fmt.Sprintf("%s.%d", key, i), raw, v.Index(i))
		}
	default:
		d.plain(key, p, v)
	}
}

// tables reads a table of tables, such as translations by language.
func (d decoder) tables(key string, p toml.Primitive, v reflect.Value) {
	var raw map[string]toml.Primitive
	if !d.into(key, p, &raw, v) {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, name := range sortedKeys(raw) {
		elem := reflect.New(v.Type().Elem()).Elem()
		d.value(join(key, name), raw[name], elem)
		v.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), elem)
	}
}

func (d decoder) plain(key string, p toml.Primitive, v reflect.Value) {
	d.into(key, p, v.Addr().Interface(), v)
}

func (d decoder) into(key string, p toml.Primitive, target any, v reflect.Value) bool {
	if err := d.md.PrimitiveDecode(p, target); err != nil {
		if !d.file.bad[key] {
			d.file.bad[key] = true
			d.list.Add(d.file.Name, d.file.Line(key), key, "wrong-type", "Want", want(v))
		}
		return false
	}
	return true
}

var unmarshaler = reflect.TypeFor[toml.Unmarshaler]()

// An Example is a value that knows how it is written in a source.
type Example interface{ TOMLExample() string }

// want shows how a value of the type is written.
func want(v reflect.Value) string {
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
			return "[[…]]"
		}
		return `["…", "…"]`
	}
	return "[…]"
}

// Fields gives the index of each field of a struct type by the name in its toml tag; fields without one, or with "-", are left out.
func Fields(t reflect.Type) map[string]int {
	fields := map[string]int{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("toml"), ",")
		if name != "" && name != "-" {
			fields[name] = i
		}
	}
	return fields
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

// A Day is a day without a time, as TOML's local date (RFC 3339, full-date); the zero Day is none.
type Day struct{ time.Time }

// UnmarshalTOML takes a bare date.
func (d *Day) UnmarshalTOML(v any) error {
	t, ok := v.(time.Time)
	if !ok || t.Location().String() != "date-local" {
		return fmt.Errorf("not a date")
	}
	d.Time = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return nil
}

// TOMLExample shows a bare date.
func (Day) TOMLExample() string { return "2027-07-30" }

// String is the day as 2027-07-30, empty for none.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}
