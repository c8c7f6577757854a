package eventlist

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Version is that of the JSON form; it is raised when what is in a file of the former one would be read otherwise.
const Version = 1

// Licence of what a list holds.
const Licence = "CC BY 4.0"

// readJSON reads an export of ours, strictly: every event becomes a row whose columns are the paths of its values.
func readJSON(name, text string) ([]Table, problem.List) {
	var list problem.List
	t := Table{File: name, Columns: Columns(), Fields: map[string]string{}}
	for _, c := range t.Columns {
		t.Fields[c] = c
	}
	dec := json.NewDecoder(strings.NewReader(text))
	line := func() int {
		at := int(dec.InputOffset())
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \t\n,"))
		return 1 + strings.Count(text[:at], "\n")
	}
	fail := func(err error) ([]Table, problem.List) {
		list.Add(name, line(), "", "list-form", "Detail", err.Error())
		return nil, list
	}
	if _, err := dec.Token(); err != nil {
		return fail(err)
	}
	version, listed := 0, false
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return fail(err)
		}
		switch key {
		case "version":
			if err := dec.Decode(&version); err != nil {
				return fail(err)
			}
		case "license":
			var s string
			if err := dec.Decode(&s); err != nil {
				return fail(err)
			}
		case "events":
			listed = true
			if start, err := dec.Token(); err != nil || start != json.Delim('[') {
				return fail(fmt.Errorf("events is not a list"))
			}
			for dec.More() {
				n := line()
				var object map[string]json.RawMessage
				if err := dec.Decode(&object); err != nil {
					return fail(err)
				}
				if len(t.Rows) == rowLimit {
					return nil, tooMany(name)
				}
				row, wrong := t.row(n, object)
				list = append(list, wrong...)
				t.Rows = append(t.Rows, row)
			}
			if _, err := dec.Token(); err != nil {
				return fail(err)
			}
		case "schema", "publisher", "language", "list", "address", "words": // of a published list, beside its events
			var beside json.RawMessage
			if err := dec.Decode(&beside); err != nil {
				return fail(err)
			}
		default:
			return fail(fmt.Errorf("unknown key %q", key))
		}
	}
	if _, err := dec.Token(); err != nil {
		return fail(err)
	}
	if rest := strings.TrimSpace(text[dec.InputOffset():]); rest != "" {
		return fail(fmt.Errorf("text after the end"))
	}
	if version != Version || !listed {
		return fail(fmt.Errorf("not version %d of a list of events", Version))
	}
	return []Table{t}, list
}

// row is the row of an event.
func (t *Table) row(line int, object map[string]json.RawMessage) (Row, problem.List) {
	var list problem.List
	row := Row{Line: line, Cells: make([]string, len(t.Columns))}
	wrong := func(key, want string) {
		list.Add(t.File, line, key, "wrong-type", "Want", want)
	}
	var walk func(prefix string, object map[string]json.RawMessage)
	walk = func(prefix string, object map[string]json.RawMessage) {
		for key, raw := range object {
			key = prefix + key
			i := slices.Index(t.Columns, key)
			switch {
			case key == addressMember || key == exampleMember || key == shownMember: // which the site has added
			case i < 0 && len(raw) > 0 && raw[0] == '{' && strings.Count(key, ".") < 2:
				var below map[string]json.RawMessage
				if err := json.Unmarshal(raw, &below); err != nil {
					wrong(key, "{ }")
					continue
				}
				walk(key+".", below)
			case i < 0:
				list.Add(t.File, line, key, "unknown-field", "Known", strings.Join(t.Columns, ", "))
			default:
				cell, want := scalar(key, raw)
				if want != "" {
					wrong(key, want)
					continue
				}
				row.Cells[i] = cell
			}
		}
	}
	walk("", object)
	row.refused = len(list) > 0
	return row, list
}

// scalar is the cell of a value; want is a form it should have where it has another.
func scalar(column string, raw json.RawMessage) (cell, want string) {
	if string(raw) == "null" {
		return "", `"…"`
	}
	var e event.Entry
	if column == idColumn {
		column = "title" // a text as well
	}
	put(&e, column, "1")
	switch value(e, column).(type) {
	case int:
		var n json.Number
		if err := json.Unmarshal(raw, &n); err != nil || raw[0] == '"' {
			return "", "0, 1, 2 …"
		}
		return n.String(), ""
	case []string:
		var parts []string
		if err := json.Unmarshal(raw, &parts); err != nil {
			return "", `["…", "…"]`
		}
		return strings.Join(parts, ", "), ""
	}
	if err := json.Unmarshal(raw, &cell); err != nil {
		return "", `"…"`
	}
	return cell, ""
}

// writeJSON writes the events as objects: an id, and the fields by the names they have in a source, what is empty left out.
func writeJSON(events []event.Event) ([]byte, error) {
	objects := make([]json.RawMessage, len(events))
	for i, e := range events {
		o, err := object(reflect.ValueOf(e.Entry), `"`+idColumn+`":"`+e.ID()+`"`)
		if err != nil {
			return nil, err
		}
		objects[i] = o
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(struct {
		Version int               `json:"version"`
		License string            `json:"license"`
		Events  []json.RawMessage `json:"events"`
	}{Version, Licence, objects}); err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	return b.Bytes(), nil
}

// object is a table of an entry with its fields in order, behind members that are given.
func object(v reflect.Value, members ...string) (json.RawMessage, error) {
	names := sixLanguages()
	if v.Kind() == reflect.Struct {
		names = source.Names(v.Type())
	}
	for _, name := range names {
		var f reflect.Value
		if v.Kind() == reflect.Map {
			f = v.MapIndex(reflect.ValueOf(name))
		} else {
			f = v.Field(source.Fields(v.Type())[name])
		}
		if empty(f) {
			continue
		}
		var data []byte
		var err error
		switch {
		case f.Kind() == reflect.Map || isTable(f.Type()):
			data, err = object(f)
		default:
			data, err = plain(f.Interface())
		}
		if err != nil {
			return nil, err
		}
		members = append(members, `"`+name+`":`+string(data))
	}
	return json.RawMessage("{" + strings.Join(members, ",") + "}"), nil
}

func plain(v any) ([]byte, error) {
	if s, ok := v.(fmt.Stringer); ok {
		v = s.String()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	return bytes.TrimSpace(b.Bytes()), nil
}
