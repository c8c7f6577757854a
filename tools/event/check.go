package event

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"example.org/july30/tools/edition"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

// Context is what an entry is checked against.
type Context struct {
	Editions   edition.List
	Register   organizer.Register
	World      world.World
	Paragraphs []string // ids of the paragraphs an entry may answer to
	Hosts      Hosts
	Lures      lang.Wordlist
}

// Limits of an entry's texts, in characters, and of an event's length, in days.
const (
	maxTitle       = 120
	maxSummary     = 200
	maxDescription = 5000
	maxPlace       = 200
	maxAddress     = 2000
	maxName        = 80
	maxDays        = 60
)

type checker struct {
	Context
	file  source.File
	entry *Entry
	hosts []string // of the organizer; none where it has none that are sound
	list  problem.List
}

// Parse reads and checks the entry of one event. name is its path from the repository, content/events/2027/ke-candlelight-walk.toml.
// The event is whole where the list has no error. The problems are in the language that the entry is written in.
func Parse(name string, data []byte, ctx Context) (Event, problem.List) {
	e, list := parse(name, data, ctx)
	return e, list.In(Language(data))
}

func parse(name string, data []byte, ctx Context) (Event, problem.List) {
	ev := Event{File: name, Name: strings.TrimSuffix(path.Base(name), ".toml"), Zone: time.UTC}
	f, list := source.Decode(name, data, &ev.Entry)
	c := checker{Context: ctx, file: f, entry: &ev.Entry, list: list}
	named := c.identity(name, &ev)
	if f.Unread() {
		return ev, c.list
	}
	ev.tidy()
	if named {
		c.prefix(&ev)
	}
	c.required()
	c.closed()
	c.organizer(&ev)
	c.texts()
	c.languages()
	c.place()
	c.links()
	c.when(&ev)
	c.rest()
	c.lures()
	return ev, c.list
}

func (c *checker) add(field, code string, params ...any) {
	c.list.Add(c.file.Name, c.file.Line(field), field, code, params...)
}

var entryName = regexp.MustCompile(`^([a-z]{2}|online|other)-[a-z0-9]+(-[a-z0-9]+)*$`)

// identity reads edition and name from the path, and tells whether the name has the right form.
func (c *checker) identity(name string, ev *Event) bool {
	folder := path.Base(path.Dir(name))
	ev.Edition, _ = strconv.Atoi(folder)
	if _, ok := c.Editions.Find(ev.Edition); !ok || path.Dir(name) != path.Join(Dir, strconv.Itoa(ev.Edition)) {
		c.list.Add(name, 0, "", "entry-folder")
	}
	if !entryName.MatchString(ev.Name) || path.Ext(name) != ".toml" || len(ev.Name) > maxName {
		c.list.Add(name, 0, "", "entry-name")
		return false
	}
	return true
}

// prefix holds the beginning of the name to the place of the event, where that is known.
func (c *checker) prefix(ev *Event) {
	e := c.entry
	want := ""
	_, known := c.World.Country(e.Country)
	switch {
	case known:
		want = strings.ToLower(e.Country)
	case e.Country != "" || c.file.Bad("country"):
	case e.Attendance == "online":
		want = "online"
	case e.Region != "":
		want = "other"
	}
	if prefix, _, _ := strings.Cut(ev.Name, "-"); want != "" && prefix != want {
		c.list.Add(c.file.Name, 0, "", "entry-prefix", "Prefix", want)
	}
}

func (c *checker) required() {
	e := c.entry
	timed := !e.Starts.IsZero() && !e.Starts.AllDay || !e.Ends.IsZero() && !e.Ends.AllDay
	// Where nobody knows whether there is a place, none is missing.
	placed := slices.Contains([]string{"", "in-person", "hybrid"}, e.Attendance) && !c.file.Bad("attendance")
	for _, r := range []struct {
		field   string
		missing bool
	}{
		{"title", e.Title == ""},
		{"language", e.Language == ""},
		{"summary", e.Summary == ""},
		{"kind", e.Kind == ""},
		{"attendance", e.Attendance == ""},
		{"starts", e.Starts.IsZero()},
		{"timezone", e.Timezone == "" && timed},
		{"country", placed && e.Country == "" && e.Region == "" && !c.file.Bad("region")},
		{"city", placed && e.City == ""},
	} {
		c.missing(r.field, r.missing)
	}
	if !c.file.Has("organizer") && !c.file.Bad("organizer") {
		c.add("organizer", "organizer-missing")
	}
}

// missing reports that a field is missing, unless a problem with it has been reported already.
func (c *checker) missing(field string, missing bool) {
	if !missing || c.file.Bad(field) {
		return
	}
	f, _ := FieldOf(field)
	table, name, below := strings.Cut(field, ".")
	switch {
	case c.file.Has(field):
		c.add(field, "field-empty", "Example", f.Example)
	case below:
		c.add(field, "missing-below", "Example", name+" = "+f.Example, "Table", "["+table+"]")
	case c.file.FirstTable() != "":
		c.add(field, "missing-above", "Example", field+" = "+f.Example, "Table", c.file.FirstTable())
	default:
		c.add(field, "missing-field", "Example", field+" = "+f.Example)
	}
}

// MissingField is the field that a problem says is wanted and not given; of the organizer as a whole, its name. missing is false for other problems.
func MissingField(p problem.Problem) (field string, missing bool) {
	switch p.Code {
	case "missing-field", "missing-above", "missing-below", "field-empty":
		return p.Field, true
	case "organizer-missing":
		return "organizer.name", true
	}
	return "", false
}

func (c *checker) closed() {
	e := c.entry
	c.oneOf("kind", e.Kind, Kinds())
	c.oneOf("attendance", e.Attendance, Attendances())
	c.oneOf("disclosure", e.Disclosure, Disclosures())
	c.oneOf("audience", e.Audience, Audiences())
	c.oneOf("cost", e.Cost, Costs())
	c.oneOf("status", e.Status, Statuses())
	for _, a := range e.Accessibility {
		c.among("accessibility", a, Accesses())
	}
	c.once("accessibility", e.Accessibility)
	c.once("paragraphs", e.Paragraphs)
}

// oneOf holds a value, where there is one, to a list.
func (c *checker) oneOf(field, value string, values []string) {
	if value != "" {
		c.among(field, value, values)
	}
}

func (c *checker) among(field, value string, values []string) {
	if slices.Contains(values, value) {
		return
	}
	if near := source.Nearest(value, values); near != "" {
		c.add(field, "not-in-list-near", "Value", value, "Near", near)
		return
	}
	c.add(field, "not-in-list", "Value", value, "List", strings.Join(values, ", "))
}

// once reports what a list holds again.
func (c *checker) once(field string, values []string) {
	seen := map[string]bool{}
	for _, v := range values {
		if seen[v] {
			c.add(field, "key-twice", "Key", v)
		}
		seen[v] = true
	}
}

func (c *checker) texts() {
	e := c.entry
	c.line("title", e.Title, maxTitle)
	c.line("summary", e.Summary, maxSummary)
	c.markdown("description", e.Description)
	c.line("city", e.City, maxPlace)
	c.line("venue", e.Venue, maxPlace)
	c.line("organizer.name", e.Organizer.Name, maxPlace)
	for _, t := range sorted(e.Translations) {
		tr := e.Translations[t]
		c.line("translations."+t+".title", tr.Title, maxTitle)
		c.line("translations."+t+".summary", tr.Summary, maxSummary)
		c.markdown("translations."+t+".description", tr.Description)
	}
}

// line checks a plain text that stands on one line.
func (c *checker) line(field, s string, limit int) {
	c.text(field, s, limit)
	if strings.Contains(s, "\n") {
		c.add(field, "line-break")
	}
	if markup.MatchString(s) {
		c.add(field, "html")
	}
}

var markup = regexp.MustCompile(`(?i)</?[a-z][^>]*>|&[a-z#0-9]+;|\{\{`)

// text checks what holds for every text: its length, its characters, and that nobody's address stands in it.
func (c *checker) text(field, s string, limit int) {
	if n := utf8.RuneCountInString(s); n > limit {
		c.add(field, "too-long", "Length", n, "Limit", limit)
	}
	for i, line := range strings.Split(s, "\n") {
		if r, ok := hidden(line); ok {
			c.at(field, i, "hidden-character", "Value", fmt.Sprintf("U+%04X", r))
		}
	}
	plain := Fold(s)
	if !strings.Contains(plain, "@") && digits(plain) < fewestDigits {
		return
	}
	plain = noNumber.ReplaceAllString(plain, " ")
	for _, m := range email.FindAllStringIndex(plain, -1) {
		c.at(field, strings.Count(plain[:m[0]], "\n"), "email", "Value", plain[m[0]:m[1]])
	}
	for _, m := range telephone.FindAllStringIndex(plain, -1) {
		c.telephone(field, strings.Count(plain[:m[0]], "\n"), plain[m[0]:m[1]])
	}
}

// telephone reports the numbers in a run of digits that begins on a line: one a line, or one that goes over the end of it.
func (c *checker) telephone(field string, line int, run string) {
	reported := false
	for i, number := range strings.Split(run, "\n") {
		if isTelephone(number) {
			c.at(field, line+i, "telephone", "Value", strings.TrimSpace(number))
			reported = true
		}
	}
	if !reported && isTelephone(run) {
		c.at(field, line, "telephone", "Value", run)
	}
}

// fewestDigits are those of a telephone number that says that it is one.
const fewestDigits = 7

func isTelephone(s string) bool {
	n := digits(s)
	return n >= 9 || n >= fewestDigits && strings.HasPrefix(strings.TrimSpace(s), "+")
}

// at reports a problem on a line, from 0, of a field's text.
func (c *checker) at(field string, line int, code string, params ...any) {
	c.list.Add(c.file.Name, c.file.TextLine(field, line), field, code, params...)
}

var (
	email     = regexp.MustCompile(`[\pL\pN._%+-]+@[\pL\pN.-]+\.\pL{2,}`)
	telephone = regexp.MustCompile(`\+?\(?\d[\d\s\p{Zs}().\-‐‑–/]{5,}\d`)
	// Dates and addresses of pages have digits enough for a telephone number; a number must not pass for one of them.
	noNumber = regexp.MustCompile(`\b(19|20)\d\d[-./](0?[1-9]|1[0-2])[-./](0?[1-9]|[12]\d|3[01])\b|` +
		`\b(0?[1-9]|[12]\d|3[01])[-./](0?[1-9]|[12]\d|3[01])[-./](19|20)\d\d\b|https?://\S+`)
)

// Fold writes full-width forms and the digits of every script as ASCII, so that a number is found in any of them.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Nd, r) && r > unicode.MaxASCII {
			for zero := r; ; zero-- {
				if !unicode.Is(unicode.Nd, zero-1) || r-zero == 9 {
					return '0' + (r-zero)%10
				}
			}
		}
		return r
	}, width.Fold.String(s))
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// hidden finds a character that shows nothing or turns the text about: controls, bidirectional formatting, zero-width characters other
// than the joiners that some scripts need, private use, and noncharacters.
func hidden(line string) (rune, bool) {
	for _, r := range line {
		switch {
		case r == '\t' || r == '\u200c' || r == '\u200d':
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point), r == '\ufffd':
			return r, true
		}
	}
	return 0, false
}

func (c *checker) markdown(field, s string) {
	c.text(field, s, maxDescription)
	for _, f := range findings(s) {
		if f.code != "" {
			c.at(field, f.line, f.code, "Value", f.value)
			continue
		}
		if code, params := c.Hosts.refused(f.value); code != "" {
			c.at(field, f.line, code, params...)
			continue
		}
		if len(c.hosts) > 0 && !organizer.Owns(c.hosts, f.value) {
			c.list.Warn(c.file.Name, c.file.TextLine(field, f.line), field, "link-host", "Value", f.value, "Hosts", strings.Join(c.hosts, ", "))
		}
	}
	for i, line := range strings.Split(s, "\n") {
		if strings.Contains(line, "{{") {
			c.at(field, i, "html")
		}
	}
}

func (c *checker) languages() {
	e := c.entry
	if e.Language != "" {
		c.tag("language", e.Language)
	}
	for _, t := range e.EventLanguages {
		c.tag("event_languages", t)
	}
	c.once("event_languages", e.EventLanguages)
	for _, t := range sorted(e.Translations) {
		tag, ok := lang.Parse(t)
		switch {
		case !ok || string(tag) != t:
			c.add("translations."+t, "translation-language", "Value", t)
		case lang.SameWriting(e.Language, tag.BCP47()):
			c.add("translations."+t, "translation-own", "Value", t)
		}
	}
}

func (c *checker) tag(field, value string) {
	if _, ok := lang.Canonical(value); !ok {
		c.add(field, "language-tag", "Value", value)
	}
}

func (c *checker) place() {
	e := c.entry
	if e.Country != "" {
		c.country("country", e.Country)
	}
	if e.Country != "" && e.Region != "" {
		c.add("region", "region-with-country")
	}
	if _, ok := c.World.Region(e.Region); e.Region != "" && !ok {
		c.add("region", "region-code", "Value", e.Region)
	}
	if e.Venue != "" && e.Disclosure != "public" {
		c.add("venue", "venue-not-public")
	}
}

func (c *checker) country(field, code string) {
	if _, ok := c.World.Country(code); ok {
		return
	}
	for _, alike := range append(slices.Clone(c.World.States), c.World.Areas...) {
		if strings.EqualFold(code, alike.Alpha2) || strings.EqualFold(code, alike.Alpha3) {
			c.add(field, "country-code-near", "Value", code, "Near", alike.Alpha2)
			return
		}
	}
	c.add(field, "country-code", "Value", code)
}

func (c *checker) links() {
	e := c.entry
	for _, l := range []struct {
		field, address string
		hosted         bool // has to lead to a host of the organizer
	}{{"url", e.URL, true}, {"registration", e.Registration, true}, {"organizer.url", e.Organizer.URL, false}} {
		if l.address == "" {
			continue
		}
		if n := utf8.RuneCountInString(l.address); n > maxAddress {
			c.add(l.field, "too-long", "Length", n, "Limit", maxAddress)
		}
		if code := source.Address(l.address); code != "" {
			c.add(l.field, code, "Value", l.address)
			continue
		}
		if code, params := c.Hosts.refused(l.address); code != "" {
			c.add(l.field, code, params...)
			continue
		}
		if l.hosted && len(c.hosts) > 0 && !organizer.Owns(c.hosts, l.address) {
			c.add(l.field, "link-host", "Value", l.address, "Hosts", strings.Join(c.hosts, ", "))
		}
	}
}

func (c *checker) organizer(ev *Event) {
	o := c.entry.Organizer
	if !c.file.Has("organizer") || c.file.Bad("organizer") {
		return
	}
	if o.ID != "" || c.file.Bad("organizer.id") {
		c.registered(ev, o)
		return
	}
	c.missing("organizer.name", o.Name == "")
	c.missing("organizer.kind", o.Kind == "")
	c.missing("organizer.country", o.Country == "")
	c.missing("organizer.url", o.URL == "")
	if o.Country != "" {
		c.country("organizer.country", o.Country)
	}
	c.oneOf("organizer.kind", o.Kind, organizer.Kinds())
	if slices.Contains(organizer.Kinds(), o.Kind) && !organizer.Open(o.Kind) {
		c.add("organizer.kind", "organizer-not-registered", "Value", o.Kind)
	}
	ev.By = organizer.Organizer{Name: o.Name, Kind: o.Kind, Country: o.Country}
	if source.Address(o.URL) == "" {
		ev.By.Hosts = []string{strings.TrimPrefix(source.Host(o.URL), "www.")}
	}
	c.hosts = ev.By.Hosts
}

func (c *checker) registered(ev *Event, o Organizer) {
	if o.Name != "" || o.Kind != "" || o.Country != "" || o.URL != "" {
		c.add("organizer", "organizer-twice", "Value", o.ID)
	}
	if c.file.Bad("organizer.id") {
		return
	}
	if found, ok := c.Register.Find(o.ID); ok {
		ev.By, ev.Verified = found, true
		c.hosts = found.Hosts
		return
	}
	if near := source.Nearest(o.ID, c.Register.IDs()); near != "" {
		c.add("organizer.id", "organizer-unknown-near", "Value", o.ID, "Near", near)
		return
	}
	c.add("organizer.id", "organizer-unknown", "Value", o.ID)
}

func (c *checker) when(ev *Event) {
	e := c.entry
	zone := c.zone()
	if zone != nil && !e.Starts.AllDay {
		ev.Zone = zone
	}
	starts := !e.Starts.IsZero() && !c.file.Bad("starts")
	ends := !e.Ends.IsZero() && !c.file.Bad("ends")
	if starts {
		c.moment("starts", e.Starts, zone, ev.Edition)
	}
	if ends {
		c.moment("ends", e.Ends, zone, ev.Edition)
	}
	if !starts || !ends {
		return
	}
	if e.Ends.AllDay != e.Starts.AllDay {
		c.add("ends", "day-and-time", "Starts", e.Starts.String(), "Ends", e.Ends.String())
		return
	}
	length := ev.End().Sub(ev.Begin())
	if e.Ends.AllDay {
		length += 24 * time.Hour // the last day counts
	}
	if length <= 0 {
		c.add("ends", "ends-before-starts", "Starts", e.Starts.String(), "Ends", e.Ends.String())
	}
	if length > maxDays*24*time.Hour {
		c.add("ends", "too-many-days", "Limit", maxDays)
	}
}

// zone is the time zone of the entry; nil where none is given, or none that exists.
func (c *checker) zone() *time.Location {
	name := c.entry.Timezone
	if name == "" {
		return nil
	}
	if !c.World.Zone(name) {
		if zones := c.World.Zones(c.entry.Country); len(zones) > 0 {
			c.add("timezone", "timezone-unknown-near", "Value", name, "List", strings.Join(zones, ", "))
		} else {
			c.add("timezone", "timezone-unknown", "Value", name)
		}
		return nil
	}
	e := c.entry
	if at := c.World.ZoneCountry(name); at != "" && at != e.Country && e.Attendance != "online" && len(c.World.Zones(e.Country)) > 0 && !slices.Contains(c.World.Zones(e.Country), name) {
		c.add("timezone", "timezone-country", "Value", name, "Country", e.Country, "List", strings.Join(c.World.Zones(e.Country), ", "))
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		c.add("timezone", "timezone-unknown", "Value", name)
		return nil
	}
	return zone
}

// moment holds a moment to the days of its edition and to the clock of its zone, where that is known.
func (c *checker) moment(field string, m Moment, zone *time.Location, year int) {
	if zone != nil && !m.AllDay {
		c.clock(field, m, zone)
	}
	ed, ok := c.Editions.Find(year)
	if !ok || ed.Window.First.IsZero() {
		return
	}
	if day := m.Truncate(24 * time.Hour); day.Before(ed.Window.First.Time) || day.After(ed.Window.Last.Time) {
		c.add(field, "outside-window", "Value", m.String(), "Year", year, "First", ed.Window.First.String(), "Last", ed.Window.Last.String())
	}
}

// clock reports a local time that the zone's clock skips or shows twice (RFC 5545, 3.3.5, leaves them to the reader's guess).
func (c *checker) clock(field string, m Moment, zone *time.Location) {
	t := m.in(zone)
	if wall(t) != wall(m.Time) {
		c.add(field, "time-skipped", "Value", m.String(), "Zone", zone.String())
		return
	}
	// The clock shows the time once for each distance from UTC it keeps around that day.
	for _, near := range []time.Time{t.AddDate(0, 0, -1), t.AddDate(0, 0, 1)} {
		_, seconds := near.Zone()
		other := m.Add(-time.Duration(seconds) * time.Second).In(zone)
		if !other.Equal(t) && wall(other) == wall(t) {
			c.add(field, "time-twice", "Value", m.String(), "Zone", zone.String())
			return
		}
	}
}

// wall is what a clock shows.
func wall(t time.Time) string { return t.Format("2006-01-02T15:04:05") }

func (c *checker) rest() {
	e := c.entry
	if e.Revision < 0 {
		c.add("revision", "revision-negative")
	}
	for _, id := range e.Paragraphs {
		if !slices.Contains(c.Paragraphs, id) {
			c.add("paragraphs", "paragraph-id", "Value", id)
		}
	}
}

// lures warns of the words with which people are lured, in the language each text is in and in those of other scripts, in which nothing reads as
// a word of its own by chance: a person looks at the entry before it is published.
func (c *checker) lures() {
	e := c.entry
	find := func(prefix, tag string, texts map[string]string) {
		warned := map[[2]string]bool{}
		for _, t := range lang.Looked(tag) {
			for _, field := range sorted(texts) {
				if !t.Appears(texts[field]) {
					continue
				}
				for _, hit := range c.Lures.Find(texts[field], t) {
					found := [2]string{field, hit.Text}
					if warned[found] { // in another list
						continue
					}
					warned[found] = true
					c.list.Warn(c.file.Name, c.file.Line(prefix+field), prefix+field, lures[hit.Kind], "Value", hit.Text)
				}
			}
		}
	}
	find("", e.Language, map[string]string{"title": e.Title, "summary": e.Summary, "description": e.Description})
	for _, t := range sorted(e.Translations) {
		tr := e.Translations[t]
		if tag, ok := lang.Parse(t); ok {
			find("translations."+t+".", tag.BCP47(), map[string]string{"title": tr.Title, "summary": tr.Summary, "description": tr.Description})
		}
	}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
