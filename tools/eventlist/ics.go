package eventlist

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/teambition/rrule-go"

	"example.org/july30/tools/problem"
)

// Of a recurrence at most so many dates are taken, and so many years before the edition it may begin: one is unrolled from its beginning.
const (
	occurrenceLimit = 60
	recurrenceYears = 30
	ruleLimit       = 300 // bytes of a rule
	recurrences     = 500 // events that recur: one whose rule fits no day takes a tenth of a second
	depthLimit      = 8   // of components
)

// The columns of a calendar: names of fields for what is worked out from several properties, names of properties for the others.
var calendarFields = map[string]string{
	"SUMMARY":                 "title",
	"DESCRIPTION, first line": "summary",
	"DESCRIPTION":             "description",
	"DTSTART":                 "starts",
	"DTEND":                   "ends",
	"TZID":                    "timezone",
	"STATUS":                  "status",
	"URL":                     "url",
	"LANGUAGE":                "language", // parameter of SUMMARY
	"LOCATION":                "",         // a city, an address or a link: whoever imports the list says which
	"CATEGORIES":              LeftOut,
	"ORGANIZER":               LeftOut,
}

// A calendarReader goes through the events of a calendar.
type calendarReader struct {
	Options
	table    *Table
	list     problem.List
	zone     string                 // that of Options, or of the calendar as a whole (X-WR-TIMEZONE)
	zones    map[string]string      // IANA name by TZID, from Options or X-LIC-LOCATION
	moved    map[string][]time.Time // by UID the dates of a recurrence that have an event of their own
	repeated int                    // events that recur
}

// readICS reads a calendar (RFC 5545). first is the line the text begins on.
func readICS(name, text string, first int, o Options) ([]Table, problem.List) {
	r := calendarReader{Options: o, table: &Table{File: name, Fields: map[string]string{}}, moved: map[string][]time.Time{}, zones: maps.Clone(o.Zones)}
	if r.zones == nil {
		r.zones = map[string]string{}
	}
	fail := func(err error) ([]Table, problem.List) {
		r.list.Add(name, 0, "", "list-form", "Detail", err.Error())
		return nil, r.list
	}
	starts, err := eventLines(text, first)
	if err != nil {
		return fail(err)
	}
	cal, err := ics.ParseCalendarWithOptions(strings.NewReader(text), ics.WithUnknownPropertyHandler(ics.AcceptUnknownPropertyHandler))
	if err != nil {
		return fail(err)
	}
	events := cal.Events()
	if len(events) != len(starts) {
		return fail(fmt.Errorf("%d events begin, %d could be read", len(starts), len(events)))
	}
	if len(events) > rowLimit {
		return nil, tooMany(name)
	}
	r.calendar(cal)
	for _, e := range events {
		r.note(e)
	}
	for i, e := range events {
		if r.event(starts[i], e); len(r.table.Rows) > rowLimit {
			return nil, tooMany(name)
		}
	}
	r.columns()
	return tables(*r.table), r.list
}

// eventLines are the lines on which events begin. Components that lie in each other too deeply are refused, because reading them would.
func eventLines(text string, line int) (starts []int, err error) {
	depth := 0
	for s := range strings.SplitSeq(text, "\n") {
		switch word, _, _ := strings.Cut(s, ":"); word {
		case "BEGIN":
			depth++
			if s == "BEGIN:VEVENT" {
				starts = append(starts, line)
			}
		case "END":
			depth--
		}
		if depth > depthLimit {
			return nil, errors.New("nested too deeply")
		}
		line++
	}
	return starts, nil
}

// calendar reads what holds for all events: the zone instants of UTC are shown in, and what the zones are called elsewhere.
func (r *calendarReader) calendar(cal *ics.Calendar) {
	r.zone = r.Timezone
	for _, p := range cal.CalendarProperties {
		if p.IANAToken == "X-WR-TIMEZONE" && r.zone == "" && p.Value != "" {
			r.zone = p.Value
			r.table.Notes = append(r.table.Notes, "instants of UTC are shown in the calendar's time zone, "+p.Value)
		}
	}
	for _, z := range cal.Timezones() {
		id, place := z.GetProperty(ics.ComponentPropertyTzid), z.GetProperty("X-LIC-LOCATION")
		if id != nil && place != nil && r.zones[id.Value] == "" {
			r.zones[id.Value] = place.Value
		}
	}
}

// location finds the zone of a TZID: an IANA name, bare or behind a prefix, or what Options or the calendar itself say of it. The names of
// Windows, which Outlook writes, are for Options.
func (r *calendarReader) location(tzid string) (*time.Location, bool) {
	names := []string{tzid, r.zones[tzid]}
	if parts := strings.Split(tzid, "/"); len(parts) > 2 { // /mozilla.org/20050126_1/Europe/Berlin
		names = append(names, strings.Join(parts[len(parts)-2:], "/"), strings.Join(parts[len(parts)-3:], "/"))
	}
	for _, name := range names {
		if z, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
			return z, true
		}
	}
	return nil, false
}

// A clock is a moment of a calendar: a local time, kept in UTC, in a zone that may be nil, or a day.
type clock struct {
	time.Time
	zone   *time.Location
	allDay bool
}

var errZone = errors.New("unknown zone")

// clock reads a date or a time (RFC 5545, 3.3.4 and 3.3.5). An instant of UTC is turned into the local time of the zone in; without one
// it stays UTC.
func (r *calendarReader) clock(value string, params map[string][]string, in *time.Location) (clock, error) {
	if t, err := time.Parse("20060102", value); err == nil {
		return clock{Time: t, allDay: true}, nil
	}
	if t, err := time.Parse("20060102T150405Z", value); err == nil {
		if in == nil {
			in = time.UTC
		}
		return local(t, in), nil
	}
	t, err := time.Parse("20060102T150405", value)
	if err != nil {
		return clock{}, fmt.Errorf("%q is not a date", value)
	}
	id := strings.Join(params["TZID"], ",")
	if id == "" {
		return clock{Time: t, zone: in}, nil
	}
	zone, ok := r.location(id)
	if !ok {
		return clock{}, fmt.Errorf("%w %s", errZone, id)
	}
	c := clock{Time: t, zone: zone}
	if in != nil && in.String() != zone.String() {
		return local(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone), in), nil
	}
	return c, nil
}

// local is what the clocks of a zone show at an instant.
func local(t time.Time, zone *time.Location) clock {
	w := t.In(zone)
	return clock{Time: time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, time.UTC), zone: zone}
}

// cell is the moment as a cell holds it.
func (c clock) cell() string {
	if c.allDay {
		return c.Format(time.DateOnly)
	}
	return c.Format("2006-01-02T15:04:05")
}

// begin is when an event starts. Its zone is nil where nothing tells it.
func (r *calendarReader) begin(e *ics.VEvent) (clock, error) {
	p := e.GetProperty(ics.ComponentPropertyDtStart)
	if p == nil {
		return clock{}, errors.New("DTSTART is missing")
	}
	in, _ := r.location(r.zone)
	if len(p.ICalParameters["TZID"]) > 0 {
		in = nil
	}
	c, err := r.clock(p.Value, p.ICalParameters, in)
	if err == nil && c.zone == time.UTC && strings.HasSuffix(p.Value, "Z") {
		c.zone = nil // an instant is no place
		return c, errNoZone
	}
	return c, err
}

var errNoZone = errors.New("no zone")

// end is the end of an event as an entry has it, of an all-day event the last day itself (RFC 5545, 3.6.1: DTEND is the day after); nil
// where it is none that differs from the beginning.
func (r *calendarReader) end(e *ics.VEvent, begin clock) (*clock, error) {
	end := begin
	switch p, d := e.GetProperty(ics.ComponentPropertyDtEnd), e.GetProperty(ics.ComponentPropertyDuration); {
	case p != nil:
		c, err := r.clock(p.Value, p.ICalParameters, begin.zone)
		if err != nil {
			return nil, err
		}
		end = c
	case d != nil:
		length, err := duration(d.Value)
		if err != nil {
			return nil, err
		}
		end.Time = begin.Add(length)
		if begin.zone != nil && !begin.allDay { // a length is counted in instants
			b := begin.Time
			end = local(time.Date(b.Year(), b.Month(), b.Day(), b.Hour(), b.Minute(), b.Second(), 0, begin.zone).Add(length), begin.zone)
		}
	}
	if end.allDay && begin.allDay {
		if end.Time = end.AddDate(0, 0, -1); end.Before(begin.Time) {
			return nil, nil
		}
	}
	if end.Equal(begin.Time) && end.allDay == begin.allDay {
		return nil, nil
	}
	return &end, nil
}

// duration reads a positive length of time (RFC 5545, 3.3.6): P2D, PT1H30M.
func duration(s string) (time.Duration, error) {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "+"), "P")
	units := map[byte]time.Duration{'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}
	var total time.Duration
	n, digits := 0, 0
	for i := range len(rest) {
		unit, known := units[rest[i]]
		switch c := rest[i]; {
		case c >= '0' && c <= '9' && digits < 6:
			n, digits = 10*n+int(c-'0'), digits+1
		case known && digits > 0:
			total, n, digits = total+time.Duration(n)*unit, 0, 0
		case c == 'T' && digits == 0:
		default:
			ok = false
		}
	}
	if !ok || digits > 0 || total < 0 || total > recurrenceYears*366*24*time.Hour {
		return 0, fmt.Errorf("%q is not a length of time", s)
	}
	return total, nil
}

// note keeps the date that an event of a recurrence stands in place of.
func (r *calendarReader) note(e *ics.VEvent) {
	id := e.GetProperty(ics.ComponentPropertyRecurrenceId)
	if id == nil {
		return
	}
	if begin, err := r.begin(e); err == nil {
		if c, err := r.clock(id.Value, id.ICalParameters, begin.zone); err == nil {
			r.moved[e.Id()] = append(r.moved[e.Id()], c.Time)
		}
	}
}

// event makes rows of an event: one, or one for each date of a recurrence within the window.
func (r *calendarReader) event(line int, e *ics.VEvent) {
	problems := len(r.list)
	add := func(field, code string, params ...any) { r.list.Add(r.table.File, line, field, code, params...) }
	begin, err := r.begin(e)
	switch id := e.GetProperty(ics.ComponentPropertyRecurrenceId); {
	case errors.Is(err, errZone):
		add("timezone", "list-zone", "Value", strings.TrimPrefix(err.Error(), errZone.Error()+" "))
	case errors.Is(err, errNoZone):
		add("timezone", "list-no-zone")
	case err != nil:
		add("starts", "list-event", "Detail", err.Error())
	case id != nil && len(id.ICalParameters["RANGE"]) > 0:
		add("starts", "list-event", "Detail", "RECURRENCE-ID with RANGE")
	}
	if len(r.list) > problems {
		r.table.Rows = append(r.table.Rows, Row{Line: line, refused: true})
		return
	}
	end, err := r.end(e, begin)
	if err != nil {
		add("ends", "list-event", "Detail", err.Error())
	}
	dates, recurs, err := r.dates(e, begin)
	if err != nil {
		add("starts", "list-event", "Detail", err.Error())
	} else if len(dates) == 0 {
		add("starts", "list-no-date", "First", r.Window.First.String(), "Last", r.Window.Last.String())
	}
	if recurs && len(dates) > 0 {
		r.table.Notes = append(r.table.Notes, fmt.Sprintf("line %d recurs: %d dates within the edition", line, len(dates)))
	}
	if len(r.list) > problems {
		r.table.Rows = append(r.table.Rows, Row{Line: line, refused: true})
		return
	}
	for _, at := range dates {
		row := Row{Line: line}
		c := begin
		c.Time = at
		r.set(&row, "DTSTART", c.cell())
		if end != nil {
			last := *end
			last.Time = at.Add(end.Sub(begin.Time))
			r.set(&row, "DTEND", last.cell())
		}
		if begin.zone != nil {
			r.set(&row, "TZID", begin.zone.String())
		}
		r.texts(&row, e)
		r.table.Rows = append(r.table.Rows, row)
	}
}

// texts puts the other properties of an event into a row, each under its name.
func (r *calendarReader) texts(row *Row, e *ics.VEvent) {
	for _, p := range e.Properties {
		switch p.IANAToken {
		case "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE":
		case "DESCRIPTION":
			if first, rest, _ := strings.Cut(strings.TrimSpace(p.Value), "\n"); rest != "" {
				r.set(row, "DESCRIPTION, first line", first)
				r.set(row, "DESCRIPTION", strings.TrimSpace(p.Value)+"\n")
			} else {
				r.set(row, "DESCRIPTION, first line", first)
			}
		case "STATUS":
			if p.Value != "CONFIRMED" {
				r.set(row, "STATUS", strings.ToLower(p.Value))
			}
		default:
			r.set(row, p.IANAToken, p.Value)
			if t := p.ICalParameters["LANGUAGE"]; p.IANAToken == "SUMMARY" && len(t) == 1 {
				r.set(row, "LANGUAGE", t[0])
			}
		}
	}
}

// set puts a value into a row, behind one that is there.
func (r *calendarReader) set(row *Row, column, cell string) {
	if cell == "" {
		return
	}
	i := slices.Index(r.table.Columns, column)
	if i < 0 {
		i = len(r.table.Columns)
		r.table.Columns = append(r.table.Columns, column)
	}
	for len(row.Cells) <= i {
		row.Cells = append(row.Cells, "")
	}
	if row.Cells[i] != "" {
		cell = row.Cells[i] + ", " + cell
	}
	row.Cells[i] = cell
}

// columns says what the properties are taken for; those that an entry has no place for are left out.
func (r *calendarReader) columns() {
	for _, c := range r.table.Columns {
		field, known := calendarFields[c]
		if !known {
			field = LeftOut
		}
		r.table.Fields[c] = field
	}
}

// dates are the local times an event begins at: its own or, of a recurrence, those within the window, in order.
func (r *calendarReader) dates(e *ics.VEvent, begin clock) (dates []time.Time, recurs bool, err error) {
	rules := e.GetProperties(ics.ComponentPropertyRrule)
	more := e.GetProperties(ics.ComponentPropertyRdate)
	if len(rules)+len(more) == 0 {
		return []time.Time{begin.Time}, false, nil
	}
	first, last := r.Window.First.Time, r.Window.Last.AddDate(0, 0, 1).Add(-time.Second)
	r.repeated++
	switch {
	case len(rules) > 1 || e.HasProperty(ics.ComponentPropertyExrule):
		return nil, true, errors.New("more than one rule")
	case r.repeated > recurrences:
		return nil, true, fmt.Errorf("more than %d events that recur", recurrences)
	case begin.AddDate(recurrenceYears, 0, 0).Before(first):
		return nil, true, fmt.Errorf("a recurrence that began in %d", begin.Year())
	}
	var set rrule.Set
	if len(rules) == 0 {
		set.RDate(begin.Time)
	} else {
		rule, err := r.rule(rules[0].Value, begin, last)
		if err != nil {
			return nil, true, err
		}
		set.RRule(rule)
	}
	also, err := r.times(more, begin)
	if err != nil {
		return nil, true, err
	}
	but, err := r.times(e.GetProperties(ics.ComponentPropertyExdate), begin)
	if err != nil {
		return nil, true, err
	}
	set.SetRDates(append(set.GetRDate(), also...))
	set.SetExDates(append(but, r.moved[e.Id()]...))
	next := set.Iterator()
	for at, ok := next(); ok; at, ok = next() {
		if at.Before(first) || at.After(last) {
			continue
		}
		if len(dates) == occurrenceLimit {
			return nil, true, fmt.Errorf("a recurrence with more than %d dates", occurrenceLimit)
		}
		dates = append(dates, at)
	}
	return dates, true, nil
}

// rule is a recurrence rule that ends with the window, in local time.
func (r *calendarReader) rule(text string, begin clock, last time.Time) (*rrule.RRule, error) {
	if len(text) > ruleLimit {
		return nil, errors.New("a rule that is too long")
	}
	o, err := rrule.StrToROption(text)
	if err != nil {
		return nil, fmt.Errorf("RRULE: %w", err)
	}
	if o.Freq > rrule.DAILY || len(o.Byhour)+len(o.Byminute)+len(o.Bysecond)+len(o.Byeaster) > 0 {
		return nil, errors.New("a rule that is not of whole days")
	}
	o.Dtstart = begin.Time
	if strings.Contains(text, "UNTIL=") && strings.Contains(text, "Z") && begin.zone != nil {
		o.Until = local(o.Until, begin.zone).Time
	}
	if o.Until.IsZero() || o.Until.After(last) {
		o.Until = last
	}
	rule, err := rrule.NewRRule(*o)
	if err != nil {
		return nil, fmt.Errorf("RRULE: %w", err)
	}
	return rule, nil
}

// times are those of RDATE or EXDATE.
func (r *calendarReader) times(properties []*ics.IANAProperty, begin clock) (at []time.Time, err error) {
	for _, p := range properties {
		for value := range strings.SplitSeq(p.Value, ",") {
			c, err := r.clock(value, p.ICalParameters, begin.zone)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.IANAToken, err)
			}
			if len(at) == 10*occurrenceLimit {
				return nil, fmt.Errorf("%s with more than %d dates", p.IANAToken, len(at))
			}
			at = append(at, c.Time)
		}
	}
	return at, nil
}
