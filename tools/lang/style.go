package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

const styleFile = "data/style.toml"

// A Style writes dates, times, quotations and lists as United Nations documents in one language do. Its results are finished
// strings: nothing is to be added but the markup.
type Style struct {
	Tag   Tag
	Table Table

	exceptions []exception   // of Table.List, compiled
	dates      []datePattern // of the patterns of dates
}

// Styles holds the style of each of the six languages.
type Styles map[Tag]Style

// A Table is one language's part of data/style.toml, whose header says what each entry means. It can be handed to scripts as JSON.
type Table struct {
	Months       []string `toml:"months" json:"months"`
	MonthsInDate []string `toml:"months_in_date" json:"monthsInDate"`
	Weekdays     []string `toml:"weekdays" json:"weekdays"` // Sunday first, as in time.Weekday
	First        string   `toml:"first" json:"first"`
	Date         string   `toml:"date" json:"date"`
	DayMonth     string   `toml:"day_month" json:"dayMonth"`
	DateWeekday  string   `toml:"date_weekday" json:"dateWeekday"`
	MonthYear    string   `toml:"month_year" json:"monthYear"`
	Year         string   `toml:"year" json:"year"`
	Time         string   `toml:"time" json:"time"`
	TimeRange    string   `toml:"time_range" json:"timeRange"`
	DateTime     string   `toml:"date_time" json:"dateTime"`
	DateTimes    string   `toml:"date_times" json:"dateTimes"` // two times of a day
	DateSpan     string   `toml:"date_span" json:"dateSpan"`   // two moments of different days
	UTC          string   `toml:"utc" json:"utc"`
	Offset       string   `toml:"offset" json:"offset"`
	Decimal      string   `toml:"decimal" json:"decimal"` // between whole number and fraction
	Kilobytes    string   `toml:"kilobytes" json:"kilobytes"`
	Megabytes    string   `toml:"megabytes" json:"megabytes"`
	Range        Days     `toml:"range" json:"range"`
	Pair         Days     `toml:"pair" json:"pair"`
	Quotes       Quotes   `toml:"quotes" json:"quotes"`
	List         List     `toml:"list" json:"list"`

	Languages map[Tag]string `toml:"languages" json:"languages"` // the six, by name
}

// Days are the patterns of a span of days: within a month, within a year, across years.
type Days struct {
	Month string `toml:"month" json:"month"`
	Year  string `toml:"year" json:"year"`
	Years string `toml:"years" json:"years"`
}

// Quotes are pairs of marks, opening and closing, with the no-break spaces that belong to them.
type Quotes struct {
	Primary   []string `toml:"primary" json:"primary"`
	Secondary []string `toml:"secondary" json:"secondary"` // inside the primary
	Title     []string `toml:"title" json:"title"`         // of a document
}

// List is what stands between the items of an enumeration in a sentence.
type List struct {
	Middle    string      `toml:"middle" json:"middle"`
	Last      string      `toml:"last" json:"last"`
	Exception []Exception `toml:"exception" json:"exception,omitempty"`
}

// An Exception replaces the last separator of a list where the regular expression Before matches the item after it.
type Exception struct {
	Before string `toml:"before" json:"before"`
	Last   string `toml:"last" json:"last"`
}

type exception struct {
	before *regexp.Regexp
	last   string
}

// ReadStyles reads data/style.toml of fsys. It is strict: the error names every entry that is missing, unknown or cannot be used.
func ReadStyles(fsys fs.FS) (Styles, error) {
	data, err := fs.ReadFile(fsys, styleFile)
	if err != nil {
		return nil, fmt.Errorf("read the house style: %w", err)
	}
	var tables map[Tag]Table
	meta, err := toml.Decode(string(data), &tables)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", styleFile, err)
	}
	var errs []error
	for _, key := range meta.Undecoded() {
		errs = append(errs, fmt.Errorf("%s: unknown key %s", styleFile, key))
	}
	styles := Styles{}
	for tag, table := range tables {
		if !slices.Contains(All(), tag) {
			errs = append(errs, fmt.Errorf("%s: unknown language %s", styleFile, tag))
		}
		styles[tag] = Style{Tag: tag, Table: table}
	}
	for _, tag := range All() {
		style := styles[tag]
		problems := style.compile()
		if problems = append(problems, style.Table.problems()...); len(problems) == 0 {
			style.dates = style.datePatterns()
		}
		for _, p := range problems {
			errs = append(errs, fmt.Errorf("%s: %s.%s", styleFile, tag, p))
		}
		styles[tag] = style
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return styles, nil
}

func (s *Style) compile() (problems []string) {
	for i, e := range s.Table.List.Exception {
		before, err := regexp.Compile(e.Before)
		if err != nil || e.Before == "" || e.Last == "" {
			problems = append(problems, fmt.Sprintf("list.exception %d: before must be a regular expression and last a text", i+1))
			continue
		}
		s.exceptions = append(s.exceptions, exception{before, e.Last})
	}
	return problems
}

// problems lists what is missing from the table or cannot be used, key first.
func (t Table) problems() []string {
	var out []string
	for _, l := range []struct {
		key  string
		got  []string
		want int
	}{
		{"months", t.Months, 12}, {"months_in_date", t.MonthsInDate, 12}, {"weekdays", t.Weekdays, 7},
		{"quotes.primary", t.Quotes.Primary, 2}, {"quotes.secondary", t.Quotes.Secondary, 2}, {"quotes.title", t.Quotes.Title, 2},
	} {
		if len(l.got) != l.want || slices.Contains(l.got, "") {
			out = append(out, fmt.Sprintf("%s: %d texts wanted, none empty; has %q", l.key, l.want, l.got))
		}
	}
	for _, tag := range All() {
		if t.Languages[tag] == "" {
			out = append(out, fmt.Sprintf("languages.%s is missing", tag))
		}
	}
	if len(t.Languages) > len(All()) {
		out = append(out, fmt.Sprintf("languages: only the six official languages wanted; has %d", len(t.Languages)))
	}
	for _, p := range t.patterns() {
		if !p.holds() {
			out = append(out, fmt.Sprintf("%s: a text with the places %q wanted, each once and no other; has %q", p.key, strings.Fields(p.places), p.text))
		}
	}
	return out
}

type pattern struct{ key, text, places string }

func (t Table) patterns() []pattern {
	hour := "{hh}"
	if strings.Contains(t.Time, "{h}") {
		hour = "{h}"
	}
	return []pattern{
		{"first", t.First, ""}, {"utc", t.UTC, ""}, {"decimal", t.Decimal, ""}, {"list.middle", t.List.Middle, ""}, {"list.last", t.List.Last, ""},
		{"date", t.Date, "{day} {month} {year}"},
		{"day_month", t.DayMonth, "{day} {month}"},
		{"date_weekday", t.DateWeekday, "{date} {weekday}"},
		{"month_year", t.MonthYear, "{month} {year}"},
		{"year", t.Year, "{year}"},
		{"time", t.Time, hour + " {minute}"},
		{"time_range", t.TimeRange, "{time} {time2}"},
		{"date_time", t.DateTime, "{date} {time}"},
		{"date_times", t.DateTimes, "{date} {times}"},
		{"date_span", t.DateSpan, "{from} {to}"},
		{"offset", t.Offset, "{offset}"},
		{"kilobytes", t.Kilobytes, "{number}"},
		{"megabytes", t.Megabytes, "{number}"},
		{"range.month", t.Range.Month, "{day} {day2} {month} {year}"},
		{"range.year", t.Range.Year, "{day} {day2} {month} {month2} {year}"},
		{"range.years", t.Range.Years, "{date} {date2}"},
		{"pair.month", t.Pair.Month, "{day} {day2} {month} {year}"},
		{"pair.year", t.Pair.Year, "{day} {day2} {month} {month2} {year}"},
		{"pair.years", t.Pair.Years, "{date} {date2}"},
	}
}

// holds tells whether the text has each of its places once, and no other.
func (p pattern) holds() bool {
	rest := p.text
	for place := range strings.FieldsSeq(p.places) {
		if strings.Count(rest, place) != 1 {
			return false
		}
		rest = strings.Replace(rest, place, "", 1)
	}
	return p.text != "" && !strings.ContainsAny(rest, "{}")
}

// Month is the month's name standing alone: июль, 7月, تموز/يوليه.
func (s Style) Month(m time.Month) string { return s.Table.Months[m-1] }

// Weekday is the name of the day of the week.
func (s Style) Weekday(d time.Weekday) string { return s.Table.Weekdays[d] }

// MonthYear is a month of a year: July 2027, июль 2027 года.
func (s Style) MonthYear(y int, m time.Month) string {
	return fill(s.Table.MonthYear, "{month}", s.Month(m), "{year}", strconv.Itoa(y))
}

// Year is a year standing alone: 2027, 2027年, 2027 год.
func (s Style) Year(y int) string { return fill(s.Table.Year, "{year}", strconv.Itoa(y)) }

// Date is a day: 30 July 2027, 30 июля 2027 года, 1er août 2027. The day must exist in the month.
func (s Style) Date(y int, m time.Month, d int) string {
	return fill(s.Table.Date, "{day}", s.day(d), "{month}", s.inDate(m), "{year}", strconv.Itoa(y))
}

// DayMonth is a day of any year: 30 July.
func (s Style) DayMonth(m time.Month, d int) string {
	return fill(s.Table.DayMonth, "{day}", s.day(d), "{month}", s.inDate(m))
}

// DateWeekday is the day of t in t's own zone, with its weekday: Friday, 30 July 2027.
func (s Style) DateWeekday(t time.Time) string {
	return fill(s.Table.DateWeekday, "{date}", s.date(t), "{weekday}", s.Weekday(t.Weekday()))
}

// DateRange is the days from and to, both counted, each in its own zone. A single day is written as a date, and so is from where
// to is before it.
func (s Style) DateRange(from, to time.Time) string {
	a, b := midnight(from), midnight(to)
	if !b.After(a) {
		return s.date(a)
	}
	patterns := s.Table.Range
	if a.AddDate(0, 0, 1).Equal(b) {
		patterns = s.Table.Pair
	}
	if a.Year() != b.Year() {
		return fill(patterns.Years, "{date}", s.date(a), "{date2}", s.date(b))
	}
	text := patterns.Year
	if a.Month() == b.Month() {
		text = patterns.Month
	}
	return fill(text, "{day}", s.day(a.Day()), "{day2}", s.day(b.Day()), "{year}", strconv.Itoa(a.Year()),
		"{month}", s.inDate(a.Month()), "{month2}", s.inDate(b.Month()))
}

// Time is the time of day of t in t's own zone, to the minute: 18:00.
func (s Style) Time(t time.Time) string {
	return fill(s.Table.Time, "{hh}", t.Format("15"), "{h}", strconv.Itoa(t.Hour()), "{minute}", t.Format("04"))
}

// TimeRange is two times of one day. For times of different days there is DateTimeRange.
func (s Style) TimeRange(from, to time.Time) string {
	return fill(s.Table.TimeRange, "{time}", s.Time(from), "{time2}", s.Time(to))
}

// DateTime is day and time of t in t's own zone: 30 July 2027, 18:00.
func (s Style) DateTime(t time.Time) string {
	return fill(s.Table.DateTime, "{date}", s.date(t), "{time}", s.Time(t))
}

// DateTimeRange is a span of time, each end in its own zone; the day is said once where both have the same.
func (s Style) DateTimeRange(from, to time.Time) string {
	if midnight(from).Equal(midnight(to)) {
		return fill(s.Table.DateTimes, "{date}", s.date(from), "{times}", s.TimeRange(from, to))
	}
	return fill(s.Table.DateSpan, "{from}", s.DateTime(from), "{to}", s.DateTime(to))
}

// Offset is the distance of t's zone from Coordinated Universal Time at that moment: UTC, UTC+3, UTC−3 (with U+2212), UTC+05:45.
// Seconds, which some zones had before 1972, are dropped.
func (s Style) Offset(t time.Time) string {
	_, seconds := t.Zone()
	minutes := seconds / 60
	if minutes == 0 {
		return s.Table.UTC
	}
	sign := "+"
	if minutes < 0 {
		sign, minutes = "\u2212", -minutes
	}
	if minutes%60 == 0 {
		return fill(s.Table.Offset, "{offset}", sign+strconv.Itoa(minutes/60))
	}
	return fill(s.Table.Offset, "{offset}", fmt.Sprintf("%s%02d:%02d", sign, minutes/60, minutes%60))
}

// Size is the size of a file of so many bytes, rounded up: whole kilobytes of 1,000 bytes below a megabyte, then megabytes with one decimal.
func (s Style) Size(bytes int64) string {
	if kilo := (bytes + 999) / 1000; kilo < 1000 {
		return fill(s.Table.Kilobytes, "{number}", strconv.FormatInt(kilo, 10))
	}
	tenths := (bytes + 99_999) / 100_000
	return fill(s.Table.Megabytes, "{number}", strconv.FormatInt(tenths/10, 10)+s.Table.Decimal+strconv.FormatInt(tenths%10, 10))
}

// Quote sets text in the primary marks; primary marks within it become secondary ones.
func (s Style) Quote(text string) string {
	outer, inner := s.Table.Quotes.Primary, s.Table.Quotes.Secondary
	nested := strings.NewReplacer(outer[0], inner[0], outer[1], inner[1]).Replace(text)
	return outer[0] + nested + outer[1]
}

// Title sets the title of a document in the marks for titles: 《 》 in Chinese, the primary marks elsewhere.
func (s Style) Title(text string) string {
	marks := s.Table.Quotes.Title
	return marks[0] + text + marks[1]
}

// List joins items as in a sentence: ar and zh join, "en, fr and ru". No items give the empty string.
func (s Style) List(items []string) string {
	var b strings.Builder
	for i, item := range items {
		switch {
		case i == 0:
		case i < len(items)-1:
			b.WriteString(s.separator(s.Table.List.Middle, item))
		default:
			b.WriteString(s.separator(s.Table.List.Last, item))
		}
		b.WriteString(item)
	}
	return b.String()
}

// separator is the one before item: an exception counts wherever the conjunction stands, in Arabic before every item.
func (s Style) separator(usual, item string) string {
	if usual != s.Table.List.Last {
		return usual
	}
	for _, e := range s.exceptions {
		if e.before.MatchString(item) {
			return e.last
		}
	}
	return usual
}

func (s Style) date(t time.Time) string { return s.Date(t.Date()) }

func (s Style) inDate(m time.Month) string { return s.Table.MonthsInDate[m-1] }

func (s Style) day(d int) string {
	if d == 1 {
		return s.Table.First
	}
	return strconv.Itoa(d)
}

// midnight is the calendar day of t as a moment that can be compared with days of other zones.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func fill(text string, placesAndValues ...string) string {
	return strings.NewReplacer(placesAndValues...).Replace(text)
}
