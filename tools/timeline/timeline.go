// Package timeline knows when what happened on the way to the World Day and to the appraisals of the Global Plan of Action:
// data/timeline.toml, each entry with its source. It stands between the sources and the site.
//
//	[[entry]]
//	when    = "2013-05-13/2013-05-15"
//	symbols = ["E/RES/2017/18"]
package timeline

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// File is where the entries stand.
const File = "data/timeline.toml"

// An Entry is one thing that happened, or is to happen.
type Entry struct {
	When    string              `toml:"when"`    // ISO 8601: a day, an interval of days, or a year
	Bodies  []string            `toml:"bodies"`  // ids of the glossary: whose pages show it
	Symbols []string            `toml:"symbols"` // of the documents it was taken from
	Source  string              `toml:"source"`  // where it was taken from, if that has no symbol
	Text    map[lang.Tag]string `toml:"text"`

	first, last time.Time
}

// Year is the year in which it begins.
func (e Entry) Year() int { return e.first.Year() }

// First is the day on which it begins; 1 January where only the year is known.
func (e Entry) First() time.Time { return e.first }

// Date is when it happened, in a language's style.
func (e Entry) Date(s lang.Style) string {
	if len(e.When) == len("2006") {
		return s.Year(e.Year())
	}
	return s.DateRange(e.first, e.last)
}

// Machine is when it happened as the datetime attribute of HTML has it: an interval by its first day.
func (e Entry) Machine() string {
	first, _, _ := strings.Cut(e.When, "/")
	return first
}

// A List is the entries in the order of time.
type List []Entry

// Of are the entries that one of the names takes part in, in the order of time.
func (l List) Of(names []string) List {
	return slices.DeleteFunc(slices.Clone(l), func(e Entry) bool {
		return !slices.ContainsFunc(e.Bodies, func(id string) bool { return slices.Contains(names, id) })
	})
}

// Read reads and checks the file. Entries out of order are a problem: the file is read by people too.
func Read(fsys fs.FS, g lang.Glossary) (List, problem.List) {
	var file struct {
		Entries List `toml:"entry"`
	}
	f, list := source.DecodeFile(fsys, File, &file)
	if f.Unread() {
		return nil, list
	}
	for i := range file.Entries {
		e, key := &file.Entries[i], "entry."+strconv.Itoa(i)
		list = append(list, e.Check(f, key, g)...)
		if i > 0 && !e.first.IsZero() && e.first.Before(file.Entries[i-1].first) {
			list.Add(File, f.Line(key+".when"), key+".when", "timeline-order", "Value", e.When)
		}
	}
	return file.Entries, list
}

// Check reads when an entry was, and holds it to the rules; key is where it stands in the file.
func (e *Entry) Check(f source.File, key string, g lang.Glossary) (list problem.List) {
	add := func(field, code string, params ...any) {
		if field = key + "." + field; !f.Bad(field) {
			list.Add(f.Name, f.Line(field), field, code, params...)
		}
	}
	var err error
	if e.first, e.last, err = span(e.When); err != nil {
		e.first = time.Time{}
		add("when", "timeline-when", "Value", e.When)
	}
	for _, id := range e.Bodies {
		if !g.Has(id) {
			add("bodies", "glossary-id", "Value", id)
		}
	}
	if len(e.Symbols) == 0 && e.Source == "" {
		add("symbols", "missing-field", "Example", `symbols = ["A/RES/68/192"]`)
	}
	return append(list, f.Six(key+".text", e.Text, true)...)
}

// span reads a day, an interval or a year.
func span(when string) (first, last time.Time, err error) {
	defer func() {
		if err == nil && first.Year() < source.FirstYear {
			err = fmt.Errorf("%s is before the year %d", when, source.FirstYear)
		}
	}()
	if len(when) == len("2006") {
		first, err = time.Parse("2006", when)
		return first, first, err
	}
	from, to, interval := strings.Cut(when, "/")
	if first, err = time.Parse(time.DateOnly, from); err != nil || !interval {
		return first, first, err
	}
	if last, err = time.Parse(time.DateOnly, to); err == nil && !last.After(first) {
		err = fmt.Errorf("%s is not after %s", to, from)
	}
	return first, last, err
}
