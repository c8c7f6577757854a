package source

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/pelletier/go-toml/v2/unstable"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

// A Document is a TOML source as people wrote it, comments included. Bytes writes it in its one form, in which any document with the same
// keys, values and comments reads the same: keys in the order of the struct, tables behind plain values, = aligned, texts between straight
// double quotation marks.
type Document struct {
	kind       reflect.Type
	directives []string // what an editor reads: #:schema event.schema.json
	head       []string // comments that open the file and belong to no key
	root       node
}

// A node is a key and what stands at it: a value, a table, or an array of tables. Lines of comments may be "", an empty line.
type node struct {
	key, name string   // as it is meant, and as it is written
	above     []string // the lines of comment above
	beside    string   // the comment at the end of its line
	value     string   // as it is written; empty where there is a table
	children  []*node  // of a table
	below     []string // the lines of comment below the last key of a table
	elements  []*node  // of an array of tables
}

// NewDocument is a document without keys; the struct v points to gives the order of those it will have.
func NewDocument(v any) *Document { return &Document{kind: reflect.TypeOf(v).Elem()} }

// ReadDocument reads a document; the struct v points to gives the order of its keys and is not written to. A text that is not TOML has
// no document, and the problems are those of Decode; what else is wrong in it does not matter here.
func ReadDocument(name string, data []byte, v any) (*Document, problem.List) {
	d := NewDocument(v)
	f, list := Decode(name, data, reflect.New(d.kind).Interface())
	if f.Unread() || slices.ContainsFunc(list, func(p problem.Problem) bool { return p.Code == "not-toml" }) {
		return nil, list
	}
	text, _ := Text(name, data, Limit)
	var whole map[string]any
	if _, err := toml.Decode(text, &whole); err != nil {
		return nil, list
	}
	r := reader{Document: d, text: []byte(text), table: &d.root}
	r.parser.KeepComments = true
	r.parser.Reset(r.text)
	for r.parser.NextExpression() {
		r.expression(r.parser.Expression())
	}
	r.table.below = append(r.table.below, r.comments...)
	return d, nil
}

// A reader puts the expressions of a text that is known to be TOML in their places.
type reader struct {
	*Document
	text     []byte
	parser   unstable.Parser
	table    *node    // the one that keys are added to
	comments []string // since the last expression
	last     int      // where what was read last ends
	begun    bool     // there was an expression
}

func (r *reader) expression(e *unstable.Node) {
	if e.Kind == unstable.Comment {
		r.comment(e)
		return
	}
	if r.gap(keyAt(e)); len(r.comments) == 1 && r.comments[0] == "" {
		r.comments = nil
	}
	if !r.begun {
		r.begun = true
		r.head, r.comments = cut(r.comments)
	}
	var n *node
	switch e.Kind {
	case unstable.KeyValue:
		n = r.keyValue(r.table, e)
		r.last = end(e.Raw)
	default:
		var below []string
		below, r.comments = cut(r.comments)
		r.table.below = append(r.table.below, below...)
		n = r.header(e)
		r.table = n
		for it := e.Key(); it.Next(); {
			r.last = end(it.Node().Raw)
		}
	}
	n.above, r.comments = append(n.above, r.comments...), nil
	if c := e.Next(); c != nil && c.Kind == unstable.Comment {
		n.beside = written(c)
		r.last = end(c.Raw)
	}
}

// comment keeps a comment that has a line of its own.
func (r *reader) comment(c *unstable.Node) {
	r.gap(int(c.Raw.Offset))
	r.last = end(c.Raw)
	if line := written(c); strings.HasPrefix(line, "#:schema ") {
		r.directives = append(r.directives, line)
	} else {
		r.comments = append(r.comments, line)
	}
}

func written(c *unstable.Node) string { return strings.TrimRightFunc(string(c.Data), unicode.IsSpace) }

// gap keeps one of the empty lines that stand before an offset and beside a comment.
func (r *reader) gap(to int) {
	if r.last > 0 && strings.Count(string(r.text[r.last:to]), "\n") > 1 {
		r.comments = append(r.comments, "")
	}
}

// cut parts comments at their last empty line: what stands below it belongs to what comes.
func cut(comments []string) (before, with []string) {
	for i := len(comments) - 1; i >= 0; i-- {
		if comments[i] == "" {
			return comments[:i], comments[i+1:]
		}
	}
	return nil, comments
}

// keyAt is the offset at which the key of an expression begins.
func keyAt(e *unstable.Node) int {
	it := e.Key()
	it.Next()
	return int(it.Node().Raw.Offset)
}

func end(r unstable.Range) int { return int(r.Offset + r.Length) }

// header is the table that a header opens.
func (r *reader) header(e *unstable.Node) *node {
	n := &r.root
	for it := e.Key(); it.Next(); {
		n = n.child(it.Node(), r.text)
		if it.IsLast() && e.Kind == unstable.ArrayTable {
			n.elements = append(n.elements, &node{})
		}
		if len(n.elements) > 0 {
			n = n.elements[len(n.elements)-1]
		}
	}
	return n
}

var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// child is the node of a key below a table. Where the key stands between quotation marks it keeps those it has.
func (n *node) child(key *unstable.Node, text []byte) *node {
	name := string(key.Data)
	if !bareKey.MatchString(name) {
		name = string(text[key.Raw.Offset:end(key.Raw)])
	}
	return n.named(string(key.Data), name)
}

func (n *node) named(key, name string) *node {
	for _, c := range n.children {
		if c.key == key {
			return c
		}
	}
	c := &node{key: key, name: name}
	n.children = append(n.children, c)
	return c
}

// keyValue adds a key below a table; an inline table becomes a table like others, unless there are comments in it.
func (r *reader) keyValue(table *node, e *unstable.Node) *node {
	n, keyEnd := table, 0
	for it := e.Key(); it.Next(); {
		n = n.child(it.Node(), r.text)
		keyEnd = end(it.Node().Raw)
	}
	v := e.Value()
	if v.Kind == unstable.InlineTable && !commented(v) {
		for it := v.Children(); it.Next(); {
			r.keyValue(n, it.Node())
		}
		return n
	}
	sign := keyEnd + strings.IndexByte(string(r.text[keyEnd:]), '=')
	n.value = r.value(v, strings.TrimSpace(string(r.text[sign+1:end(e.Raw)])))
	return n
}

func commented(v *unstable.Node) bool {
	for it := v.Children(); it.Next(); {
		if n := it.Node(); n.Kind == unstable.Comment || n.Kind == unstable.KeyValue && commented(n.Value()) || n.Kind == unstable.InlineTable && commented(n) ||
			n.Kind == unstable.Array && commented(n) {
			return true
		}
	}
	return false
}

// value writes a value, given as it stands in the text, in its one form. What no field takes stays as it is.
func (r *reader) value(v *unstable.Node, text string) string {
	switch v.Kind {
	case unstable.String:
		return Quote(string(v.Data))
	case unstable.LocalDateTime:
		return dateTime(text)
	case unstable.Array:
		return r.list(v, text)
	}
	return text
}

// dateTime writes a local time as RFC 3339 does, with its seconds.
func dateTime(s string) string {
	s = s[:len("2006-01-02")] + "T" + s[len("2006-01-02T"):]
	if len(s) == len("2006-01-02T15:04") {
		s += ":00"
	}
	return s
}

// list writes a list on one line, or, where there are comments in it, an element a line.
func (r *reader) list(v *unstable.Node, text string) string {
	var elements, lines []string
	last := 0 // where the last element ends
	for it := v.Children(); it.Next(); {
		n := it.Node()
		switch n.Kind {
		case unstable.Array, unstable.InlineTable:
			return text
		case unstable.Comment:
			if last > 0 && !strings.Contains(string(r.text[last:n.Raw.Offset]), "\n") {
				lines[len(lines)-1] += beside(written(n))
			} else {
				lines = append(lines, "  "+written(n))
			}
			for more := n.Children(); more.Next(); { // of comments in a row, the parser hangs the later ones below the first
				lines = append(lines, "  "+written(more.Node()))
			}
		default:
			element := r.value(n, string(r.parser.Raw(n.Raw)))
			if n.Kind == unstable.String {
				element = quoteLine(string(n.Data))
			}
			elements, lines = append(elements, element), append(lines, "  "+element+",")
			last = end(n.Raw)
		}
	}
	if len(lines) > len(elements) || commented(v) {
		return "[\n" + strings.Join(lines, "\n") + "\n]"
	}
	return "[" + strings.Join(elements, ", ") + "]"
}

// Set gives a key, its parts joined by dots, a value: a text, a list of texts, a whole number, a day or another value that writes itself,
// or a struct or map of such, of which what is empty is left out. Without a key it sets all the keys of a struct. Comments stay.
func (d *Document) Set(key string, value any) {
	n := &d.root
	if key != "" {
		for part := range strings.SplitSeq(key, ".") {
			n = n.own(part)
		}
	}
	n.set(reflect.ValueOf(value))
}

// Unset takes a key away, with what stands below it, the comments that belong to it, and a table that nothing is left of. Where the key is not
// there, nothing changes.
func (d *Document) Unset(key string) { d.root.unset(strings.Split(key, ".")) }

func (n *node) unset(key []string) {
	i := slices.IndexFunc(n.children, func(c *node) bool { return c.key == key[0] })
	if i < 0 {
		return
	}
	if c := n.children[i]; len(key) > 1 {
		c.unset(key[1:])
		if c.value != "" || len(c.children)+len(c.elements)+len(c.above)+len(c.below) > 0 || c.beside != "" {
			return
		}
	}
	n.children = slices.Delete(n.children, i, i+1)
}

// Replace sets all the keys of a struct, as Set does, and takes the others away with their comments.
func (d *Document) Replace(v any) {
	fresh := &Document{kind: d.kind}
	fresh.Set("", v)
	d.root.replace(&fresh.root)
}

// replace gives a node the value and the keys of another, and keeps its comments.
func (n *node) replace(fresh *node) {
	n.value, n.elements = fresh.value, fresh.elements
	var children []*node
	for _, c := range fresh.children {
		if i := slices.IndexFunc(n.children, func(old *node) bool { return old.key == c.key }); i >= 0 {
			n.children[i].replace(c)
			c = n.children[i]
		}
		children = append(children, c)
	}
	n.children = children
}

// own is the node of a key below a table, as we write the key.
func (n *node) own(key string) *node {
	if bareKey.MatchString(key) {
		return n.named(key, key)
	}
	return n.named(key, quoteLine(key))
}

func (n *node) set(v reflect.Value) {
	switch {
	case v.Kind() == reflect.Map:
		for _, key := range v.MapKeys() {
			n.own(key.String()).set(v.MapIndex(key))
		}
		slices.SortFunc(n.children, func(a, b *node) int { return strings.Compare(a.key, b.key) })
	case isTable(v.Type()):
		for _, name := range Names(v.Type()) {
			if f := v.Field(Fields(v.Type())[name]); !f.IsZero() && (f.Kind() != reflect.Slice && f.Kind() != reflect.Map || f.Len() > 0) {
				n.own(name).set(f)
			}
		}
	default:
		n.value = literal(v)
	}
}

// isTable tells what is written below a header of its own. What writes itself, such as a day, is a value.
func isTable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Map:
		return true
	case reflect.Slice:
		return isTable(t.Elem())
	}
	return t.Kind() == reflect.Struct && !t.Implements(reflect.TypeFor[fmt.Stringer]())
}

func literal(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case string:
		return Quote(x)
	case int:
		return strconv.Itoa(x)
	case []string:
		elements := make([]string, len(x))
		for i, s := range x {
			elements[i] = quoteLine(s)
		}
		return "[" + strings.Join(elements, ", ") + "]"
	case fmt.Stringer:
		return x.String()
	}
	panic("a source has a value of type " + v.Type().String() + ", which TOML does not know how to write")
}

// Bytes is the document in its one form.
func (d *Document) Bytes() []byte {
	w := writer{start: true}
	w.comments(d.directives)
	w.empty()
	w.start = true
	w.comments(d.head)
	w.empty()
	w.start = true
	w.block(&d.root, "", d.kind)
	return []byte(w.String())
}

// A writer writes the lines of a document.
type writer struct {
	strings.Builder
	start bool // nothing has been written since the beginning of a table
}

func (w *writer) line(s string) {
	w.WriteString(s)
	w.WriteByte('\n')
	w.start = false
}

// empty writes one empty line, unless there is one or nothing above.
func (w *writer) empty() {
	if s := w.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		w.line("")
	}
}

func (w *writer) comments(lines []string) {
	for _, line := range lines {
		switch {
		case line != "":
			w.line(line)
		case !w.start:
			w.empty()
		}
	}
}

func beside(comment string) string {
	if comment == "" {
		return ""
	}
	return "  " + comment
}

// block writes the values of a table, then the tables below it. The signs stand in one column, whichever keys of the struct are there, so
// that a key more changes no other line.
func (w *writer) block(table *node, path string, t reflect.Type) {
	children := inOrder(table.children, t)
	width := 0
	if t != nil && t.Kind() == reflect.Struct {
		for name, i := range Fields(t) {
			if !isTable(t.Field(i).Type) {
				width = max(width, len(name))
			}
		}
	}
	for _, n := range children {
		if n.value != "" {
			width = max(width, utf8.RuneCountInString(n.name))
		}
	}
	for _, n := range children {
		if n.value != "" {
			w.comments(n.above)
			w.line(fmt.Sprintf("%-*s = %s%s", width, n.name, n.value, beside(n.beside)))
		}
	}
	w.comments(table.below)
	for _, n := range children {
		if n.value != "" {
			continue
		}
		name, t := join(path, n.name), below(t, n.key)
		for _, e := range n.elements {
			w.table(e, "[["+name+"]]", name, t)
		}
		switch {
		case len(n.elements) > 0:
		case n.stands():
			w.table(n, "["+name+"]", name, t)
		default:
			w.block(n, name, t)
		}
	}
}

func (w *writer) table(n *node, header, path string, t reflect.Type) {
	w.empty()
	w.comments(n.above)
	w.line(header + beside(n.beside))
	w.start = true
	w.block(n, path, t)
}

// stands tells whether a table has to have a header; one that has nothing but tables in it is named by theirs.
func (n *node) stands() bool {
	return len(n.children) == 0 || len(n.above)+len(n.below) > 0 || n.beside != "" ||
		slices.ContainsFunc(n.children, func(c *node) bool { return c.value != "" })
}

// inOrder sorts keys as a struct has them, or a table by language as the site has its languages; those it does not know stay as they are,
// behind the others.
func inOrder(nodes []*node, t reflect.Type) []*node {
	var rank map[string]int
	switch {
	case t == nil:
	case t.Kind() == reflect.Struct:
		rank = Fields(t)
	case t.Kind() == reflect.Map:
		rank = map[string]int{}
		for i, tag := range lang.All() {
			rank[string(tag)] = i
		}
	}
	place := func(n *node) int {
		if i, ok := rank[n.key]; ok {
			return i
		}
		return math.MaxInt
	}
	nodes = slices.Clone(nodes)
	slices.SortStableFunc(nodes, func(a, b *node) int { return cmp.Compare(place(a), place(b)) })
	return nodes
}

// below is the type of what stands at a key of a table of type t; nil where t does not know the key.
func below(t reflect.Type, key string) reflect.Type {
	switch {
	case t == nil:
		return nil
	case t.Kind() == reflect.Struct:
		i, ok := Fields(t)[key]
		if !ok {
			return nil
		}
		t = t.Field(i).Type
	case t.Kind() == reflect.Map:
		t = t.Elem()
	default:
		return nil
	}
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}
