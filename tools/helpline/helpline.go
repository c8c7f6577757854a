// Package helpline knows where people can turn: data/helplines.toml holds the helplines that somebody has verified, and directories of
// official bodies that lead on by country. A number that nobody has verified for Fresh days is not given out any more: a line that no
// longer answers, or is answered by others, can put a caller in danger.
//
//	[[helpline]]
//	country     = "KE"
//	verified_on = 2027-07-01
package helpline

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

// File is where the helplines stand.
const File = "data/helplines.toml"

// Fresh is for how many days after its verification a number is shown; LinkFresh for how many days a link need not be opened again.
const (
	Fresh     = 90
	LinkFresh = 365
)

// A Helpline is a telephone number at which people answer.
type Helpline struct {
	Country    string              `toml:"country" jsonschema:"required,description=ISO 3166-1: two letters,pattern=^[A-Z]{2}$"`
	Operator   string              `toml:"operator" jsonschema:"required,description=who answers; by the name they use themselves"`
	Number     string              `toml:"number" jsonschema:"required,description=as it is dialled in that country"`
	Languages  []string            `toml:"languages" jsonschema:"required,minItems=1,description=BCP 47 tags of the languages spoken by those who answer"`
	Always     bool                `toml:"always" jsonschema:"description=day and night: then no hours are given"`
	Hours      map[lang.Tag]string `toml:"hours"`
	Cost       string              `toml:"cost" jsonschema:"required,enum=free,enum=charged"`
	URL        string              `toml:"url" jsonschema:"required,format=uri,description=the page of those who run it"`
	Source     string              `toml:"source" jsonschema:"required,format=uri,description=where the number is published"`
	VerifiedOn source.Day          `toml:"verified_on" jsonschema:"required"`
	VerifiedBy string              `toml:"verified_by" jsonschema:"required,description=the office or organization that asked; not a private person"`
}

// A Directory is a page of an official body that leads to help by country.
type Directory struct {
	Name      map[lang.Tag]string `toml:"name" jsonschema:"required"`
	Says      map[lang.Tag]string `toml:"says" jsonschema:"required"`
	URL       string              `toml:"url" jsonschema:"required,format=uri"`
	ChosenOn  source.Day          `toml:"chosen_on" jsonschema:"required"`
	CheckedOn source.Day          `toml:"checked_on"` // when somebody last opened it; none while nobody has
}

// A List is the whole file, in its order.
type List struct {
	Helplines   []Helpline  `toml:"helpline"`
	Directories []Directory `toml:"directory"`
}

// costs are the values of Cost; they are free for the caller or charged as a call.
var costs = []string{"free", "charged"}

// Digits, spaces and signs between them; Arabic-Indic and full-width digits would not be dialled.
var numberForm = regexp.MustCompile(`^\+?[0-9*#](?:[ 0-9*#-]*[0-9*#])?$`)

// Read reads and checks the file. A day after today is a problem, because nobody can have done anything on it.
func Read(fsys fs.FS, w world.World, today time.Time) (List, problem.List) {
	var l List
	f, list := source.DecodeFile(fsys, File, &l)
	if f.Unread() {
		return l, list
	}
	for i, h := range l.Helplines {
		c := checker{f, &list, today, "helpline." + strconv.Itoa(i) + "."}
		c.helpline(h, w)
	}
	for i, d := range l.Directories {
		c := checker{f, &list, today, "directory." + strconv.Itoa(i) + "."}
		c.six("name", d.Name, true)
		c.six("says", d.Says, true)
		c.link("url", d.URL)
		c.day("chosen_on", d.ChosenOn, true)
		c.day("checked_on", d.CheckedOn, false)
	}
	return l, list
}

// A checker adds the problems of one table of the file.
type checker struct {
	file  source.File
	list  *problem.List
	today time.Time
	key   string // of the table, with its dot
}

func (c checker) add(field, code string, params ...any) {
	c.list.Add(File, c.file.Line(c.key+field), c.key+field, code, params...)
}

func (c checker) missing(field, example string, empty bool) bool {
	if empty && !c.file.Bad(c.key+field) {
		c.add(field, "missing-field", "Example", example)
	}
	return empty
}

func (c checker) helpline(h Helpline, w world.World) {
	if _, ok := w.Country(h.Country); !c.missing("country", `country = "KE"`, h.Country == "") && !ok {
		c.add("country", "country-code", "Value", h.Country)
	}
	c.missing("operator", `operator = "…"`, strings.TrimSpace(h.Operator) == "")
	if !c.missing("number", `number = "…"`, h.Number == "") && !numberForm.MatchString(h.Number) {
		c.add("number", "number-form", "Value", h.Number)
	}
	c.missing("languages", `languages = ["sw", "en"]`, len(h.Languages) == 0)
	for _, tag := range h.Languages {
		if _, ok := lang.Canonical(tag); !ok {
			c.add("languages", "language-tag", "Value", tag)
		}
	}
	if !h.Always {
		c.six("hours", h.Hours, !c.missing("hours", "always = true", len(h.Hours) == 0))
	}
	if !c.missing("cost", `cost = "free"`, h.Cost == "") && !slices.Contains(costs, h.Cost) {
		c.add("cost", "not-in-list", "Value", h.Cost, "List", strings.Join(costs, ", "))
	}
	c.link("url", h.URL)
	c.link("source", h.Source)
	c.day("verified_on", h.VerifiedOn, true)
	c.missing("verified_by", `verified_by = "…"`, strings.TrimSpace(h.VerifiedBy) == "")
}

func (c checker) six(field string, text map[lang.Tag]string, required bool) {
	*c.list = append(*c.list, c.file.Six(c.key+field, text, required)...)
}

func (c checker) link(field, address string) {
	if c.missing(field, field+` = "https://…"`, address == "") {
		return
	}
	if code := source.Address(address); code != "" {
		c.add(field, code, "Value", address)
	}
}

func (c checker) day(field string, day source.Day, required bool) {
	if c.missing(field, field+" = 2027-07-01", required && day.IsZero()) || day.IsZero() {
		return
	}
	if !c.today.IsZero() && day.After(c.today) {
		c.add(field, "day-to-come", "Value", day.String())
	}
}

// Expired tells whether the number was verified more than Fresh days before that day, so that it is not to be shown.
func (h Helpline) Expired(today time.Time) bool { return days(h.VerifiedOn, today) > Fresh }

// Left is for how many days from today on the number will be shown; below zero where it is not shown any more.
func (h Helpline) Left(today time.Time) int { return Fresh - days(h.VerifiedOn, today) }

// Due are the problems of what has to be asked or opened again on that day, and of what was never opened: none fails a check.
func (l List) Due(today time.Time) problem.List {
	var list problem.List
	if len(l.Helplines) == 0 {
		list.Warn(File, 0, "", "helplines-none")
	}
	for _, h := range l.Helplines {
		if h.Expired(today) {
			list.Warn(File, 0, fmt.Sprintf("%s %s", h.Country, h.Operator), "helpline-old", "Value", h.VerifiedOn.String(), "Limit", Fresh)
		}
	}
	for _, d := range l.Directories {
		LinkDue(&list, problem.Warning, File, 0, "directory", d.URL, d.CheckedOn, today)
	}
	return list
}

// LinkDue adds a problem where a link was never opened, or not for LinkFresh days.
func LinkDue(list *problem.List, severity problem.Severity, file string, line int, field, url string, opened source.Day, today time.Time) {
	p := problem.Problem{File: file, Line: line, Field: field, Severity: severity}
	switch {
	case opened.IsZero():
		p.Code, p.Params = "link-unopened", map[string]any{"Value": url}
	case days(opened, today) > LinkFresh:
		p.Code, p.Params = "link-old", map[string]any{"Value": opened.String(), "Limit": LinkFresh}
	default:
		return
	}
	*list = append(*list, p)
}

// days is how many days lie between a day and today.
func days(from source.Day, today time.Time) int { return int(today.Sub(from.Time).Hours() / 24) }

// InOrder are the helplines by country in a language's order, those of a country by operator.
func (l List) InOrder(w world.World, tag lang.Tag) []Helpline {
	states, areas := w.Sorted(tag)
	var out []Helpline
	for _, country := range slices.Concat(states, areas) {
		of := slices.DeleteFunc(slices.Clone(l.Helplines), func(h Helpline) bool { return h.Country != country.Alpha2 })
		slices.SortStableFunc(of, func(a, b Helpline) int { return strings.Compare(a.Operator, b.Operator) })
		out = append(out, of...)
	}
	return out
}
