package eventlist

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/problem"
)

// An Item is a row of a list as an entry.
type Item struct {
	File    string // with Line, where the row stands
	Line    int
	ID      string // edition and name, where the row carries one
	Entry   event.Entry
	given   map[string]bool // the fields that have a column
	refused bool            // a problem was reported
}

// Items makes an entry of each row, in order. A cell that is empty has what defaults say of its field. A row with a value that cannot be
// read is an item all the same, refused.
func (t Table) Items(m Mapping, defaults map[string]string) ([]Item, problem.List) {
	var list problem.List
	var items []Item
	given := map[string]bool{}
	for _, field := range m {
		given[field] = true
	}
	for _, row := range t.Rows {
		item := Item{File: t.File, Line: row.Line, given: given, refused: row.refused}
		errors := len(list)
		filled := map[string]bool{}
		for i, cell := range row.Cells {
			if strings.TrimSpace(cell) == "" {
				continue
			}
			if i >= len(t.Columns) || t.Columns[i] == "" {
				list.Add(t.File, row.Line, "", "list-extra", "Value", cell)
				continue
			}
			if m[i] == LeftOut {
				continue
			}
			filled[m[i]] = true
			list = append(list, item.put(m[i], cell, row.dates[i])...)
		}
		for _, field := range Columns() {
			if value := defaults[field]; value != "" && !filled[field] && !row.refused {
				list = append(list, item.put(field, value, "")...)
			}
		}
		item.refused = item.refused || len(list) > errors
		items = append(items, item)
	}
	return items, list
}

// put gives the item what a cell holds; date is the day and time of the cell where it shows one.
func (item *Item) put(field, cell, date string) (list problem.List) {
	if field == idColumn {
		id, ok := event.ParseID(strings.TrimSpace(cell))
		if !ok {
			list.Add(item.File, item.Line, field, "list-id", "Value", cell)
		}
		item.ID = id
		return list
	}
	if want := put(&item.Entry, field, cell); want != "" {
		if date != "" && put(&item.Entry, field, date) == "" {
			return nil
		}
		list.Add(item.File, item.Line, field, "list-value", "Value", cell, "Want", want)
	}
	return list
}

// Missing are the fields every entry needs that neither a column nor a default gives. Of a table with ids, entries that stand may give them.
func (t Table) Missing(m Mapping, defaults map[string]string, ctx event.Context) (list problem.List) {
	if slices.Contains(m, idColumn) {
		return nil
	}
	given := func(field string) bool {
		has := func(c string) bool { return c == field || strings.HasPrefix(c, field+".") }
		for c := range defaults {
			if has(c) {
				return true
			}
		}
		return slices.ContainsFunc(m, has)
	}
	_, problems := event.Parse(path.Join(event.Dir, "x", "x.toml"), event.Entry{Attendance: "online"}.TOML(), ctx)
	need := func(field, column string) {
		if !given(field) {
			list.Add(t.File, t.Header, field, "list-missing", "Field", column)
		}
	}
	need("attendance", "attendance")
	for _, p := range problems {
		if field, missing := event.MissingField(p); missing && field == p.Field {
			need(field, field)
		} else if missing {
			need(p.Field, "organizer.id")
		}
	}
	return list
}

// A State says what becomes of an item.
type State int

// The states.
const (
	Refused   State = iota // a problem says why
	Unchanged              // its entry stands already
	New                    // its entry is to be written
	Replaced               // another entry with its id stands, and is to be replaced
)

// A Change is what becomes of an item: the file of its entry, and what that file is to hold.
type Change struct {
	State State
	Name  string // content/events/2027/ke-candlelight-walk.toml
	Data  []byte
}

// Sources are what a list is brought into.
type Sources struct {
	Files     fs.FS // the repository
	Context   event.Context
	Withdrawn event.Withdrawals
	Edition   int // of rows without an id
}

// Plan says of each item what becomes of it, so that doing it and planning again leaves everything unchanged. An item with an id goes to
// the file of that id and takes the place of what it holds, but for the fields that its table has no column for. One without takes the name
// its entry makes (event.Entry.FileName): where several of the list make the same, each has its number; where an entry stands that makes it
// too, or has it, and no item of the list is equal to it, the item is refused, for nothing tells whether it is the same event.
func (s Sources) Plan(items []Item) ([]Change, problem.List) {
	p := planner{Sources: s, changes: make([]Change, len(items)), taken: map[string]bool{}, standing: map[string][]byte{}, made: map[string]string{}, families: s.families()}
	alike := map[string][]int{}
	var order []string
	for i, item := range items {
		switch {
		case item.refused:
		case item.ID != "":
			p.changes[i] = p.named(item)
		default:
			name := nameOf(item.Entry)
			if alike[name] == nil {
				order = append(order, name)
			}
			alike[name] = append(alike[name], i)
		}
	}
	for _, name := range order {
		p.family(name, alike[name], items)
	}
	return p.changes, p.list
}

type planner struct {
	Sources
	changes  []Change
	taken    map[string]bool     // files that items go to
	standing map[string][]byte   // what a file holds, as TOML would write it; nil for none
	made     map[string]string   // the name that the entry of a file makes
	families map[string][]string // files by what they may be the numbered ones of
	list     problem.List
}

// check parses the entry of an item under a name, reports its problems at its row, and gives it as it will be read.
func (p *planner) check(item Item, name string) (event.Entry, bool) {
	ev, list := event.Parse(name, item.Entry.TOML(), p.Context)
	list = append(list, p.withdrawn(name)...)
	for _, q := range list {
		q.File, q.Line = item.File, item.Line
		if field, missing := event.MissingField(q); missing {
			q.Field, q.Code, q.Params = field, "list-cell-missing", map[string]any{"Field": field}
		}
		p.list = append(p.list, q)
	}
	return ev.Entry, list.Errors() == 0
}

// withdrawn is the problem of a file whose event was withdrawn: no list brings it back.
func (p *planner) withdrawn(name string) (list problem.List) {
	id, _ := event.ParseID(name)
	if w, gone := p.Withdrawn.Of(id); gone {
		list.Add("", 0, "", "list-withdrawn", "Date", w.On.String())
	}
	return list
}

// stands is what a file holds, and nil where there is none.
func (p *planner) stands(name string) []byte {
	if data, known := p.standing[name]; known {
		return data
	}
	data, err := fs.ReadFile(p.Files, name)
	if err == nil {
		ev, _ := event.Parse(name, data, p.Context)
		data, p.made[name] = content(ev.Entry), nameOf(ev.Entry)
	}
	p.standing[name] = data
	return data
}

// content is the text of an entry to compare, which is never empty.
func content(e event.Entry) []byte { return append(e.TOML(), '\n') }

// nameOf is the name an entry makes where none is taken.
func nameOf(e event.Entry) string { return e.FileName(func(string) bool { return false }) }

// named plans an item with an id.
func (p *planner) named(item Item) Change {
	name := path.Join(event.Dir, item.ID+".toml")
	old, err := fs.ReadFile(p.Files, name)
	if err == nil {
		was, _ := event.Parse(name, old, p.Context)
		for _, field := range Columns()[1:] {
			if s := text(was.Entry, field); s != "" && !item.given[field] {
				put(&item.Entry, field, s)
			}
		}
	}
	e, ok := p.check(item, name)
	if p.taken[name] {
		p.list.Add(item.File, item.Line, idColumn, "key-twice", "Key", item.ID)
		return Change{}
	}
	p.taken[name] = true
	switch {
	case !ok:
		return Change{}
	case err != nil:
		return Change{New, name, e.TOML()}
	case bytes.Equal(p.stands(name), content(e)):
		return Change{State: Unchanged, Name: name}
	}
	return Change{Replaced, name, e.Over(name, old)}
}

// family plans the items without an id whose entries make one name.
func (p *planner) family(base string, members []int, items []Item) {
	dir := path.Join(event.Dir, strconv.Itoa(p.Edition))
	standing := map[string]string{} // files by what they hold
	for _, name := range p.families[base] {
		standing[string(p.stands(name))] = name
	}
	var fresh []int
	entries := map[int]event.Entry{}
	met := map[string]bool{} // what items are equal to
	for _, i := range members {
		e, ok := p.check(items[i], path.Join(dir, base+".toml"))
		held := string(content(e))
		switch name := standing[held]; {
		case !ok:
		case name != "":
			p.changes[i], met[held] = Change{State: Unchanged, Name: name}, true
		default:
			fresh, entries[i] = append(fresh, i), e
		}
	}
	other := slices.IndexFunc(p.families[base], func(name string) bool {
		return !met[string(p.stands(name))] && (p.made[name] == base || path.Base(name) == base+".toml")
	})
	for _, i := range fresh {
		add := func(code string, params ...any) {
			p.list.Add(items[i].File, items[i].Line, idColumn, code, params...)
		}
		held := string(content(entries[i]))
		if name := standing[held]; name != "" { // the same event twice in the list
			p.changes[i] = Change{State: Unchanged, Name: name}
			continue
		}
		if other >= 0 {
			name := p.families[base][other]
			id, _ := event.ParseID(name)
			add("list-taken", "File", name, "ID", id)
			continue
		}
		name := entries[i].FileName(func(name string) bool {
			file := path.Join(dir, name+".toml")
			return p.taken[file] || p.stands(file) != nil
		})
		name = path.Join(dir, name+".toml")
		if gone := p.withdrawn(name); len(gone) > 0 {
			add(gone[0].Code, "Date", gone[0].Params["Date"])
			continue
		}
		p.taken[name], standing[held] = true, name
		p.changes[i] = Change{New, name, entries[i].TOML()}
	}
}

// families are the files of an edition by the name of each, and, where a number ends it, by what stands before the number.
func (s Sources) families() map[string][]string {
	out := map[string][]string{}
	dir := path.Join(event.Dir, strconv.Itoa(s.Edition))
	entries, _ := fs.ReadDir(s.Files, dir) // without the folder there are none
	for _, entry := range entries {
		file := path.Join(dir, entry.Name())
		name, ok := strings.CutSuffix(entry.Name(), ".toml")
		if !ok {
			continue
		}
		out[name] = append(out[name], file)
		if base := numbered.ReplaceAllString(name, ""); base != name {
			out[base] = append(out[base], file)
		}
	}
	return out
}

var numbered = regexp.MustCompile(`-[1-9][0-9]*$`)
