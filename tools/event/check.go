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

	"golang.org/x/text/language"
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
}

// Limits of an entry's texts, in characters, and of an event's length, in days.
const (
	maxTitle       = 120
	maxSummary     = 200
	maxDescription = 5000
	maxPlace       = 200
	maxDays        = 60
)

type checker struct {
	Context
	file  source.File
	entry *Entry
	list  problem.List
}

// Parse reads and checks the entry of one event. name is its path from the repository, content/events/2027/ke-candlelight-walk.toml.
// The event is whole where the list has no error.
func Parse(name string, data []byte, ctx Context) (Event, problem.List) {
	ev := Event{File: name, Name: strings.TrimSuffix(path.Base(name), ".toml"), Zone: time.UTC}
	f, list := source.Decode(name, data, &ev.Entry)
	c := checker{Context: ctx, file: f, entry: &ev.Entry, list: list}
	if unread(list) {
		return ev, list
	}
	c.identity(name, &ev)
	c.required()
	c.closed()
	c.texts()
	c.languages()
	c.place()
	c.links()
	c.organizer(&ev)
	c.when(&ev)
	c.rest()
	return ev, c.list
}

// unread tells whether the file could not be read at all, so that its fields need not be looked at.
func unread(list problem.List) bool {
	return slices.ContainsFunc(list, func(p problem.Problem) bool {
		return slices.Contains([]string{"too-large", "empty", "not-utf8", "not-text", "not-toml", "key-twice"}, p.Code)
	})
}

func (c *checker) add(field, code string, params ...any) {
	c.list.Add(c.file.Name, c.file.Line(field), field, code, params...)
}

var entryName = regexp.MustCompile(`^([a-z]{2}|online|other)-[a-z0-9]+(-[a-z0-9]+)*$`)

func (c *checker) identity(name string, ev *Event) {
	whole := func(code string, params ...any) { c.list.Add(name, 0, "", code, params...) }
	year, err := strconv.Atoi(path.Base(path.Dir(name)))
	if err != nil {
		whole("entry-folder")
		return
	}
	ev.Edition = year
	if _, ok := c.Editions.Find(year); !ok {
		whole("entry-folder")
	}
	if !entryName.MatchString(ev.Name) || path.Ext(name) != ".toml" || len(ev.Name) > 80 {
		whole("entry-name")
		return
	}
	prefix, _, _ := strings.Cut(ev.Name, "-")
	want := strings.ToLower(c.entry.Country)
	if want == "" && c.entry.Attendance == "online" {
		want = "online"
	}
	if want == "" && c.entry.Region != "" {
		want = "other"
	}
	if _, known := c.World.Country(c.entry.Country); want != "" && prefix != want && (known || c.entry.Country == "") {
		whole("entry-prefix", "Prefix", want)
	}
}

func (c *checker) required() {
	e := c.entry
	for _, r := range []struct {
		field, example string
		missing        bool
	}{
		{"title", `title = "…"`, e.Title == ""},
		{"language", `language = "en"`, e.Language == ""},
		{"kind", `kind = "walk"`, e.Kind == ""},
		{"attendance", `attendance = "in-person"`, e.Attendance == ""},
		{"starts", "starts = 2027-07-30T18:00:00", e.Starts.IsZero()},
		{"timezone", `timezone = "Africa/Nairobi"`, e.Timezone == "" && !e.Starts.IsZero() && !e.Starts.AllDay},
		{"country", `country = "KE"`, e.Country == "" && e.Region == "" && e.Attendance != "online"},
		{"city", `city = "Nairobi"`, e.City == "" && e.Attendance != "online"},
		{"organizer", `[organizer] id = "…"`, e.Organizer == Organizer{}},
	} {
		if r.missing && !c.file.Bad(r.field) && !c.file.Bad("attendance") {
			c.add(r.field, "missing-field", "Example", r.example)
		}
	}
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
		c.oneOf("accessibility", a, Accesses())
	}
}

func (c *checker) oneOf(field, value string, values []string) {
	if value == "" || slices.Contains(values, value) {
		return
	}
	if near := source.Nearest(value, values); near != "" {
		c.add(field, "not-in-list-near", "Value", value, "Near", near)
		return
	}
	c.add(field, "not-in-list", "Value", value, "List", strings.Join(values, ", "))
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
	if r, ok := hidden(s); ok {
		c.add(field, "hidden-character", "Value", fmt.Sprintf("U+%04X", r))
	}
	plain := isoDate.ReplaceAllString(fold(s), " ")
	if m := email.FindString(plain); m != "" {
		c.add(field, "email", "Value", m)
	}
	if m := telephone.FindString(plain); digits(m) >= 9 {
		c.add(field, "telephone", "Value", strings.TrimSpace(m))
	}
}

var (
	email     = regexp.MustCompile(`[\pL\pN._%+-]+@[\pL\pN.-]+\.\pL{2,}`)
	telephone = regexp.MustCompile(`\+?\(?\d[\d\s().\-–/]{6,}\d`)
	isoDate   = regexp.MustCompile(`\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|https?://\S+`)
)

// fold writes full-width forms and the digits of every script as ASCII, so that a number is found in any of them.
func fold(s string) string {
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
func hidden(s string) (rune, bool) {
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t' || r == '\u200c' || r == '\u200d':
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == '\u2028', r == '\u2029', r == '\ufffd':
			return r, true
		}
	}
	return 0, false
}

func (c *checker) markdown(field, s string) {
	c.text(field, s, maxDescription)
	for _, f := range findings(s) {
		line := c.file.Line(field) + f.line
		if strings.Contains(s, "\n") {
			line++ // the text begins on the line after its quotation marks
		}
		c.list.Add(c.file.Name, line, field, f.code, "Value", f.value)
	}
	if strings.Contains(s, "{{") {
		c.add(field, "html")
	}
}

func (c *checker) languages() {
	e := c.entry
	c.tag("language", e.Language)
	for _, t := range e.EventLanguages {
		c.tag("event_languages", t)
	}
	for _, t := range sorted(e.Translations) {
		tag, ok := lang.Parse(t)
		switch {
		case !ok || string(tag) != t:
			c.add("translations."+t, "translation-language", "Value", t)
		case t == e.Language || tag.BCP47() == e.Language:
			c.add("translations."+t, "translation-own", "Value", t)
		}
	}
}

func (c *checker) tag(field, value string) {
	if value == "" {
		return
	}
	if t, err := language.Parse(value); err != nil || strings.ContainsRune(value, '_') || t == language.Und {
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
	for field, address := range map[string]string{"url": e.URL, "registration": e.Registration, "organizer.url": e.Organizer.URL} {
		if address == "" {
			continue
		}
		if code, value := link(address); code != "" {
			c.add(field, code, "Value", value)
		}
	}
}

func (c *checker) organizer(ev *Event) {
	o := c.entry.Organizer
	if o == (Organizer{}) {
		return
	}
	if o.ID != "" {
		c.registered(ev, o)
		return
	}
	for _, r := range []struct {
		field, example string
		missing        bool
	}{
		{"organizer.name", `name = "…"`, o.Name == ""},
		{"organizer.kind", `kind = "civil-society"`, o.Kind == ""},
		{"organizer.country", `country = "KE"`, o.Country == ""},
		{"organizer.url", `url = "https://…"`, o.URL == ""},
	} {
		if r.missing && !c.file.Bad(r.field) {
			c.add(r.field, "missing-field", "Example", r.example)
		}
	}
	if o.Country != "" {
		c.country("organizer.country", o.Country)
	}
	c.oneOf("organizer.kind", o.Kind, organizer.Kinds())
	if slices.Contains(organizer.Kinds(), o.Kind) && !organizer.Open(o.Kind) {
		c.add("organizer.kind", "organizer-not-registered", "Value", o.Kind)
	}
	ev.By = organizer.Organizer{Name: o.Name, Kind: o.Kind, Country: o.Country}
	if host := hostOf(o.URL); host != "" {
		ev.By.Hosts = []string{host}
	}
	c.hosts(ev.By.Hosts)
}

func (c *checker) registered(ev *Event, o Organizer) {
	found, ok := c.Register.Find(o.ID)
	if !ok {
		if near := source.Nearest(o.ID, c.Register.IDs()); near != "" {
			c.add("organizer.id", "organizer-unknown-near", "Value", o.ID, "Near", near)
			return
		}
		c.add("organizer.id", "organizer-unknown", "Value", o.ID)
		return
	}
	if o.Name != "" || o.Kind != "" || o.Country != "" || o.URL != "" {
		c.add("organizer", "organizer-twice", "Value", o.ID)
	}
	ev.By, ev.Verified = found, true
	c.hosts(found.Hosts)
}

func hostOf(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(strings.ToLower(host), "www.")
}

// hosts holds the links of an entry to the hosts of its organizer.
func (c *checker) hosts(hosts []string) {
	if len(hosts) == 0 {
		return
	}
	for field, address := range map[string]string{"url": c.entry.URL, "registration": c.entry.Registration} {
		if code, _ := link(address); address == "" || code != "" {
			continue
		}
		if !organizer.Owns(hosts, address) {
			c.add(field, "link-host", "Value", address, "Hosts", strings.Join(hosts, ", "))
		}
	}
}

func (c *checker) when(ev *Event) {
	e := c.entry
	if e.Timezone != "" && !c.World.Zone(e.Timezone) {
		c.add("timezone", "timezone-unknown", "Value", e.Timezone)
		return
	}
	if e.Timezone != "" && !e.Starts.AllDay {
		zone, err := time.LoadLocation(e.Timezone)
		if err != nil {
			c.add("timezone", "timezone-unknown", "Value", e.Timezone)
			return
		}
		ev.Zone = zone
	}
	if e.Starts.IsZero() || c.file.Bad("starts") || c.file.Bad("ends") {
		return
	}
	c.clock("starts", e.Starts, ev.Zone)
	if !e.Ends.IsZero() {
		if e.Ends.AllDay != e.Starts.AllDay {
			c.add("ends", "day-and-time", "Starts", e.Starts.String(), "Ends", e.Ends.String())
			return
		}
		c.clock("ends", e.Ends, ev.Zone)
	}
	length := ev.End().Sub(ev.Begin())
	if length < 0 || (length == 0 && !e.Ends.IsZero() && !e.Ends.AllDay) {
		c.add("ends", "ends-before-starts", "Starts", e.Starts.String(), "Ends", e.Ends.String())
	}
	if length > maxDays*24*time.Hour {
		c.add("ends", "too-many-days", "Limit", maxDays)
	}
	c.window(ev)
}

// clock reports a local time that the zone's clock skips or shows twice (RFC 5545, 3.3.5, leaves them to the reader's guess).
func (c *checker) clock(field string, m Moment, zone *time.Location) {
	if m.AllDay {
		return
	}
	t := m.in(zone)
	if t.Hour() != m.Hour() || t.Minute() != m.Minute() {
		c.add(field, "time-skipped", "Value", m.String(), "Zone", zone.String())
		return
	}
	for _, d := range []time.Duration{-time.Hour, time.Hour, -30 * time.Minute, 30 * time.Minute} {
		if other := t.Add(d); other.Format("2006-01-02T15:04") == t.Format("2006-01-02T15:04") {
			c.add(field, "time-twice", "Value", m.String(), "Zone", zone.String())
			return
		}
	}
}

func (c *checker) window(ev *Event) {
	ed, ok := c.Editions.Find(ev.Edition)
	if !ok || ed.Window.First.IsZero() {
		return
	}
	last := c.entry.Ends
	if last.IsZero() {
		last = c.entry.Starts
	}
	for field, m := range map[string]Moment{"starts": c.entry.Starts, "ends": last} {
		day := m.Time.Truncate(24 * time.Hour)
		if day.Before(ed.Window.First.Time) || day.After(ed.Window.Last.Time) {
			if field == "ends" && c.entry.Ends.IsZero() {
				continue
			}
			c.add(field, "outside-window", "Value", m.String(), "Year", ev.Edition, "First", ed.Window.First.String(), "Last", ed.Window.Last.String())
		}
	}
}

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

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
