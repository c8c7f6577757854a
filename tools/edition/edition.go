// Package edition knows each year's Day: whether its calendar is open, which days its events may have, its theme as it was
// published. It reads content/editions/<year>.toml; events are checked against it and pages lead with it.
//
//	open   = true
//	day    = 2027-07-30
//	window = { first = 2027-07-01, last = 2027-08-15 }
package edition

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Dir is where the editions stand.
const Dir = "content/editions"

// An Edition is one year of the calendar.
type Edition struct {
	Year     int        `toml:"-"`
	Open     bool       `toml:"open"`     // takes new events
	Day      source.Day `toml:"day"`      // the World Day of that year; none in 2013, before the Day was designated
	Window   Window     `toml:"window"`   // the days its events may have
	Theme    Theme      `toml:"theme"`    // as published; empty where none was found
	Hashtags []string   `toml:"hashtags"` // without #
	Contact  string     `toml:"contact"`  // address of a page, https
	Links    []Link     `toml:"link"`
	Source   string     `toml:"source"` // where the facts of this file were read
}

// A Window is the first and the last day an event of the edition may have, both included.
type Window struct {
	First source.Day `toml:"first"`
	Last  source.Day `toml:"last"`
}

// A Theme is quoted in the language it was published in.
type Theme struct {
	Text     string `toml:"text"`
	Language string `toml:"language"`
	Source   string `toml:"source"`
}

// A Link leads to a page about the edition.
type Link struct {
	Title    string `toml:"title"`
	Language string `toml:"language"`
	URL      string `toml:"url"`
}

// List is editions, newest first.
type List []Edition

// Read reads all editions of fsys and checks each.
func Read(fsys fs.FS) (List, problem.List) {
	var editions List
	var problems problem.List
	entries, err := fs.ReadDir(fsys, Dir)
	if err != nil {
		problems.Add(Dir, 0, "", "unreadable", "Detail", err.Error())
		return nil, problems
	}
	for _, entry := range entries {
		name := path.Join(Dir, entry.Name())
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems.Add(name, 0, "", "unreadable", "Detail", err.Error())
			continue
		}
		e, list := Parse(name, data)
		problems = append(problems, list...)
		editions = append(editions, e)
	}
	slices.SortFunc(editions, func(a, b Edition) int { return b.Year - a.Year })
	if !slices.ContainsFunc(editions, func(e Edition) bool { return e.Open }) {
		problems.Add(Dir, 0, "open", "no-open-edition")
	}
	return editions, problems
}

// Parse reads one edition; its year is the file's name.
func Parse(name string, data []byte) (Edition, problem.List) {
	var e Edition
	f, list := source.Decode(name, data, &e)
	year, err := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".toml"))
	if err != nil || path.Ext(name) != ".toml" {
		list.Add(name, 0, "", "edition-name")
	}
	e.Year = year
	if list.Errors() > 0 {
		return e, list
	}
	for field, day := range map[string]source.Day{"window.first": e.Window.First, "window.last": e.Window.Last} {
		if day.IsZero() {
			list.Add(name, f.Line(field), field, "missing-field", "Example", "window = { first = 2027-07-01, last = 2027-08-15 }")
			continue
		}
		if day.Year() != year {
			list.Add(name, f.Line(field), field, "edition-year", "Value", day.String(), "Year", year)
		}
	}
	if e.Window.Last.Before(e.Window.First.Time) {
		list.Add(name, f.Line("window.last"), "window.last", "ends-before-starts", "Starts", e.Window.First.String(), "Ends", e.Window.Last.String())
	}
	if !e.Day.IsZero() && (e.Day.Year() != year || e.Day.Month() != time.July || e.Day.Time.Day() != 30) {
		list.Add(name, f.Line("day"), "day", "edition-day", "Value", e.Day.String(), "Year", year)
	}
	if e.Theme.Text != "" && (e.Theme.Language == "" || e.Theme.Source == "") {
		list.Add(name, f.Line("theme"), "theme", "theme-source")
	}
	return e, list
}

// Find returns the edition of a year.
func (l List) Find(year int) (Edition, bool) {
	i := slices.IndexFunc(l, func(e Edition) bool { return e.Year == year })
	if i < 0 {
		return Edition{}, false
	}
	return l[i], true
}

// Current is the edition a day falls in: the newest whose year is not after the day's; the oldest where all are.
func (l List) Current(today time.Time) Edition {
	for _, e := range l {
		if e.Year <= today.Year() {
			return e
		}
	}
	if len(l) == 0 {
		return Edition{}
	}
	return l[len(l)-1]
}

// Today is 30 July of the newest open edition: the date a build has when none is given, so that it never asks the clock.
func (l List) Today() time.Time {
	for _, e := range l {
		if e.Open {
			return time.Date(e.Year, time.July, 30, 0, 0, 0, 0, time.UTC)
		}
	}
	return time.Time{}
}
