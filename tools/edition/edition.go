// Package edition knows each year's Day: whether its calendar is open, which days its events may have, its theme as it was
// published. It reads content/editions/<year>.toml; events are checked against it and pages lead with it.
//
//	open   = true
//	day    = 2027-07-30
//	window = { first = 2027-07-01, last = 2027-08-15 }
package edition

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/july30/tools/lang"
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

// Read reads all editions of fsys and checks each. An edition with a problem is in the list as far as it can be read, so that
// its events are not said to stand in a wrong folder.
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
		if !entry.Type().IsRegular() {
			problems.Add(name, 0, "", "not-a-file")
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems.Add(name, 0, "", "unreadable", "Detail", err.Error())
			continue
		}
		e, list := Parse(name, data)
		problems = append(problems, list...)
		if e.Year != 0 {
			editions = append(editions, e)
		}
	}
	slices.SortFunc(editions, func(a, b Edition) int { return b.Year - a.Year })
	open := slices.ContainsFunc(editions, func(e Edition) bool { return e.Open })
	if !open && problems.Errors() == 0 { // a file with a problem may be the one
		problems.Add(Dir, 0, "open", "no-open-edition")
	}
	return editions, problems
}

// first is the year of the first edition, which had no Day yet.
const first = 2013

var yearForm = regexp.MustCompile(`^[0-9]{4}$`)

type checker struct {
	file source.File
	Edition
	list problem.List
}

// Parse reads one edition; its year is the file's name, and 0 where that is none.
func Parse(name string, data []byte) (Edition, problem.List) {
	var c checker
	c.file, c.list = source.Decode(name, data, &c.Edition)
	base, ok := strings.CutSuffix(path.Base(name), ".toml")
	n, _ := strconv.Atoi(base)
	if !ok || !yearForm.MatchString(base) || n < first {
		c.list.Add(name, 0, "", "edition-name")
		return c.Edition, c.list
	}
	c.Year = n
	if c.file.Unread() {
		return c.Edition, c.list
	}
	c.days()
	c.theme()
	c.links()
	return c.Edition, c.list
}

func (c *checker) add(field, code string, params ...any) {
	c.list.Add(c.file.Name, c.file.Line(field), field, code, params...)
}

func (c *checker) missing(field, example string, empty bool) {
	if empty && !c.file.Bad(field) {
		c.add(field, "missing-field", "Example", example)
	}
}

// days holds the window and the Day to the year, and to each other.
func (c *checker) days() {
	sound := !c.file.Bad("window")
	for _, d := range []struct {
		field string
		day   source.Day
	}{{"window.first", c.Window.First}, {"window.last", c.Window.Last}} {
		if c.file.Bad("window") || c.file.Bad(d.field) {
			sound = false
			continue
		}
		if d.day.IsZero() {
			c.missing(d.field, fmt.Sprintf("window = { first = %d-07-01, last = %d-08-15 }", c.Year, c.Year), true)
			sound = false
			continue
		}
		if d.day.Year() != c.Year {
			c.add(d.field, "edition-year", "Value", d.day.String(), "Year", c.Year)
			sound = false
		}
	}
	if sound && c.Window.Last.Before(c.Window.First.Time) {
		c.add("window.last", "ends-before-starts", "Starts", c.Window.First.String(), "Ends", c.Window.Last.String())
		sound = false
	}
	want := time.Date(c.Year, time.July, 30, 0, 0, 0, 0, time.UTC)
	switch day := c.Day; {
	case c.file.Bad("day"):
	case day.IsZero():
		c.missing("day", "day = "+want.Format(time.DateOnly), c.Year > first)
	case !day.Equal(want):
		c.add("day", "edition-day", "Value", day.String(), "Year", c.Year)
	case sound && (day.Before(c.Window.First.Time) || day.After(c.Window.Last.Time)):
		c.add("day", "outside-window", "Value", day.String(), "Year", c.Year, "First", c.Window.First.String(), "Last", c.Window.Last.String())
	}
}

func (c *checker) theme() {
	t := c.Theme
	if t == (Theme{}) || c.file.Bad("theme") {
		return
	}
	c.missing("theme.text", `text = "…"`, t.Text == "")
	if (t.Language == "" && !c.file.Bad("theme.language")) || (t.Source == "" && !c.file.Bad("theme.source")) {
		c.add("theme", "theme-source")
	}
	c.tag("theme.language", t.Language)
}

func (c *checker) links() {
	for _, h := range c.Hashtags {
		if !hashtag.MatchString(h) {
			c.add("hashtags", "wrong-type", "Want", `["EndHumanTrafficking"]`)
		}
	}
	c.address("contact", c.Contact)
	for i, l := range c.Links {
		key := "link." + strconv.Itoa(i)
		c.missing(key+".title", `title = "…"`, l.Title == "")
		c.missing(key+".language", `language = "en"`, l.Language == "")
		c.missing(key+".url", `url = "https://…"`, l.URL == "")
		c.tag(key+".language", l.Language)
		c.address(key+".url", l.URL)
	}
}

var hashtag = regexp.MustCompile(`^[\pL\pM\pN_]+$`)

func (c *checker) address(field, s string) {
	if code := source.Address(s); s != "" && code != "" {
		c.add(field, code, "Value", s)
	}
}

func (c *checker) tag(field, s string) {
	if _, ok := lang.Canonical(s); s != "" && !ok {
		c.add(field, "language-tag", "Value", s)
	}
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
