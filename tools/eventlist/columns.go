package eventlist

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/source"
)

// idColumn is the column of edition and name: 2027/ke-candlelight-walk.
const idColumn = "id"

// Columns are the names of the columns of a list, in order: id, then every field of an entry by its path in the source, such as
// organizer.name, and those of the translations for each language of the site.
func Columns() []string {
	return append([]string{idColumn}, paths(reflect.TypeFor[event.Entry](), "")...)
}

func paths(t reflect.Type, prefix string) (names []string) {
	switch {
	case t.Kind() == reflect.Map:
		for _, tag := range sixLanguages() {
			names = append(names, paths(t.Elem(), prefix+tag+".")...)
		}
	case isTable(t):
		for _, name := range source.Names(t) {
			names = append(names, paths(t.Field(source.Fields(t)[name]).Type, prefix+name+".")...)
		}
	default:
		names = []string{strings.TrimSuffix(prefix, ".")}
	}
	return names
}

// sixLanguages are the keys of the translations.
func sixLanguages() (tags []string) {
	for _, t := range lang.All() {
		tags = append(tags, string(t))
	}
	return tags
}

// isTable tells a struct of fields from a value that writes itself, such as a day.
func isTable(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !t.Implements(reflect.TypeFor[fmt.Stringer]())
}

// value is what an entry has in a column: a string, an int, a []string, or a value that writes itself; nil for an empty one.
func value(e event.Entry, column string) any {
	v := reflect.ValueOf(e)
	for name := range strings.SplitSeq(column, ".") {
		if v.Kind() == reflect.Map {
			v = v.MapIndex(reflect.ValueOf(name))
			if !v.IsValid() {
				return nil
			}
			continue
		}
		v = v.Field(source.Fields(v.Type())[name])
	}
	if empty(v) {
		return nil
	}
	return v.Interface()
}

// empty tells what a list leaves out.
func empty(v reflect.Value) bool {
	return !v.IsValid() || v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0
}

// text is what an entry has in a column, as a cell holds it: lists joined by ", ".
func text(e event.Entry, column string) string {
	switch v := value(e, column).(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(v, ", ")
	default:
		return fmt.Sprint(v)
	}
}

// put gives an entry what a cell of a column holds. Where the cell has not the form of the field, want is one that has, and the field
// stays empty.
func put(e *event.Entry, column, cell string) (want string) {
	return putAt(reflect.ValueOf(e).Elem(), strings.Split(column, "."), norm.NFC.String(strings.ToValidUTF8(cell, "\ufffd")))
}

func putAt(v reflect.Value, path []string, cell string) (want string) {
	if v.Kind() == reflect.Map {
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		elem := reflect.New(v.Type().Elem()).Elem()
		if old := v.MapIndex(reflect.ValueOf(path[0])); old.IsValid() {
			elem.Set(old)
		}
		want = putAt(elem, path[1:], cell)
		v.SetMapIndex(reflect.ValueOf(path[0]), elem)
		return want
	}
	if len(path) > 0 {
		return putAt(v.Field(source.Fields(v.Type())[path[0]]), path[1:], cell)
	}
	switch p := v.Addr().Interface().(type) {
	case *string:
		*p = cell
	case *[]string:
		*p = elements(cell)
	case *int:
		n, err := strconv.Atoi(strings.TrimSpace(cell))
		if err != nil {
			return "0, 1, 2 …"
		}
		*p = n
	case *source.Day:
		m, ok := moment(cell)
		if !ok || !m.AllDay {
			return source.Day{}.TOMLExample()
		}
		p.Time = m.Time
	case *event.Moment:
		m, ok := moment(cell)
		if !ok {
			return m.TOMLExample()
		}
		*p = m
	default:
		panic("an entry has a field of type " + v.Type().String() + ", which no cell can hold")
	}
	return ""
}

// elements are the parts of a list, as people separate them.
func elements(cell string) (list []string) {
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(",;|\n，、；،؛", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// moment reads a date, or a date and a local time, year first (ISO 8601). A date that can be read in two ways is none.
func moment(cell string) (event.Moment, bool) {
	cell = strings.TrimSpace(cell)
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, cell); err == nil && len(layout) == len(cell) && t.Year() >= source.FirstYear {
			return event.Moment{Time: t, AllDay: layout == time.DateOnly}, true
		}
	}
	return event.Moment{}, false
}
