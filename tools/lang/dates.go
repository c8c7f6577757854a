package lang

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A DateSpan is a date found in a text, or the first and the last day of a span of days. Offsets count bytes. Year is 0 where the text
// gives a day of any year.
type DateSpan struct {
	Start, End  int
	First, Last Date
}

// A Date is a day of the calendar; Year is 0 for a day of any year.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String is the date as 2027-07-30, or as --07-30 without a year (ISO 8601:2000, 5.2.1.3).
func (d Date) String() string {
	if d.Year == 0 {
		return fmt.Sprintf("--%02d-%02d", d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// String is one date, or two with a stroke between them, as an interval of ISO 8601.
func (s DateSpan) String() string {
	if s.First == s.Last {
		return s.First.String()
	}
	return s.First.String() + "/" + s.Last.String()
}

// Dates finds the dates of a text that are written by the patterns of the style: date, day and month, and spans within a month or a
// year; a span across years gives its two dates. Spaces may be missing, doubled or no-break. Dates come in the order of the text; a
// day that its month does not have is none.
func (s Style) Dates(text string) []DateSpan {
	var found []DateSpan
	for _, p := range s.dates {
		for _, m := range p.re.FindAllStringSubmatchIndex(text, -1) {
			d, ok := p.read(text, m, s)
			if ok && !slices.ContainsFunc(found, func(o DateSpan) bool { return d.Start < o.End && o.Start < d.End }) {
				found = append(found, d)
			}
		}
	}
	slices.SortFunc(found, func(a, b DateSpan) int { return cmp.Compare(a.Start, b.Start) })
	return found
}

// A datePattern is a pattern of the style as a regular expression, with the place each of its groups stands for.
type datePattern struct {
	re     *regexp.Regexp
	places []string
}

var datePlace = regexp.MustCompile(`\{[a-z0-9]+\}`)

// datePatterns are compiled once, when the table is read; the longer ones first. What a pattern has before its first place ("from", "du") is not asked for.
func (s Style) datePatterns() []datePattern {
	t := s.Table
	months := make([]string, 12)
	for i, m := range t.MonthsInDate {
		months[i] = spaces(m)
	}
	slices.SortFunc(months, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	day := `([0-9]{1,2}|` + regexp.QuoteMeta(t.First) + `)`
	month := `(` + strings.Join(months, "|") + `)`
	var out []datePattern
	for _, text := range []string{t.Range.Year, t.Pair.Year, t.Range.Month, t.Pair.Month, t.Date, t.DayMonth} {
		places := datePlace.FindAllStringIndex(text, -1)
		p := datePattern{}
		expr := `(^|[^\p{L}\p{N}])`
		if s.Tag == ZH {
			expr = `(^|[^\p{N}])`
		}
		at := places[0][0]
		for _, place := range places {
			name := text[place[0]:place[1]]
			expr += spaces(text[at:place[0]])
			at = place[1]
			p.places = append(p.places, name)
			switch name {
			case "{year}":
				expr += `([0-9]{4})`
			case "{month}", "{month2}":
				expr += month
			default:
				expr += day
			}
		}
		p.re = regexp.MustCompile(expr + spaces(text[at:]))
		out = append(out, p)
	}
	return out
}

// spaces makes every space of a literal text any number of spaces.
func spaces(text string) string {
	parts := strings.Split(text, " ")
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	return strings.Join(parts, `[\s\x{00A0}]*`)
}

func (p datePattern) read(text string, m []int, s Style) (DateSpan, bool) {
	d := DateSpan{Start: m[3], End: m[1]}
	second := false
	for i, place := range p.places {
		value := text[m[4+2*i]:m[5+2*i]]
		switch place {
		case "{year}":
			year, _ := strconv.Atoi(value)
			d.First.Year, d.Last.Year = year, year
		case "{month}":
			d.First.Month = s.monthOf(value)
		case "{month2}":
			d.Last.Month = s.monthOf(value)
		case "{day}":
			d.First.Day = s.dayOf(value)
		case "{day2}":
			d.Last.Day, second = s.dayOf(value), true
		}
	}
	if !second {
		d.Last = d.First
	}
	if d.Last.Month == 0 {
		d.Last.Month = d.First.Month
	}
	return d, d.First.exists() && d.Last.exists()
}

func (s Style) dayOf(text string) int {
	if text == s.Table.First {
		return 1
	}
	n, _ := strconv.Atoi(text)
	return n
}

func (s Style) monthOf(text string) time.Month {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return time.Month(1 + slices.IndexFunc(s.Table.MonthsInDate, func(m string) bool { return squeeze(m) == squeeze(text) }))
}

// exists tells whether the calendar has the day; a day without a year may be 29 February.
func (d Date) exists() bool {
	year := d.Year
	if year == 0 {
		year = 2000
	}
	t := time.Date(year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	return t.Month() == d.Month && t.Day() == d.Day
}
