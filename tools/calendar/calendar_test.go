package calendar

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/source"
)

var update = flag.Bool("update", false, "rewrite the golden calendar")

func at(s string) event.Moment {
	t, err := time.Parse("2006-01-02T15:04", s)
	if err != nil {
		t, err = time.Parse(time.DateOnly, s)
		if err != nil {
			panic(err)
		}
		return event.Moment{Time: t, AllDay: true}
	}
	return event.Moment{Time: t}
}

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

var events = []event.Event{
	{Name: "ke-walk", Edition: 2027, Zone: zone("Africa/Nairobi"), Entry: event.Entry{Title: "Candlelight walk; songs, and a reading", Starts: at("2027-07-30T18:00"), Ends: at("2027-07-30T20:00")}},
	{Name: "np-talk", Edition: 2027, Zone: zone("Asia/Kathmandu"), Entry: event.Entry{Title: "Talk", Starts: at("2027-07-30T10:00"), Status: "postponed", Revision: 1,
		Updated: source.Day{Time: time.Date(2027, 6, 15, 0, 0, 0, 0, time.UTC)}}},
	{Name: "eg-nadwa", Edition: 2027, Zone: zone("Africa/Cairo"), Entry: event.Entry{Title: strings.Repeat("ندوة عن حقوق ضحايا الاتجار بالأشخاص، ", 4), Starts: at("2027-07-30T17:00"), Ends: at("2027-07-30T19:00")}},
	{Name: "cn-jiangzuo", Edition: 2027, Zone: time.UTC, Entry: event.Entry{Title: strings.Repeat("预防贩运人口公开讲座，", 9), Starts: at("2027-07-26"), Ends: at("2027-07-28")}},
	{Name: "kz-kino", Edition: 2027, Zone: time.UTC, Entry: event.Entry{Title: strings.Repeat("Показ фильма с обсуждением ", 5), Starts: at("2027-07-31"), Status: "cancelled", Revision: 2}},
}

func feed(events []event.Event) Feed {
	return Feed{Language: lang.EN, Name: "Events, all", Description: "A calendar; for tests", URL: "https://example.org/en/events/", Events: events,
		Text: func(e event.Event) Text {
			return Text{Title: e.Title, Language: "en", Description: "One line.\nAnother, with a comma; and a \\ stroke.", Location: "Nairobi, Kenya",
				URL: "https://example.org/en/events/" + e.ID() + "/"}
		}}
}

func write(t testing.TB, events []event.Event) []byte {
	t.Helper()
	data, err := feed(events).ICS()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestGolden(t *testing.T) {
	const golden = "testdata/calendar.ics.golden"
	got := write(t, events)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\r\n"), strings.Split(string(got), "\r\n")); diff != "" {
		t.Errorf("calendar (-want +got):\n%s", diff)
	}
}

// TestLines: RFC 5545, 3.1: lines end with CRLF and have at most 75 octets; none is cut within a character.
func TestLines(t *testing.T) {
	data := write(t, events)
	if bytes.Contains(bytes.ReplaceAll(data, []byte("\r\n"), nil), []byte("\n")) {
		t.Error("a line ends without CRLF")
	}
	for i, line := range strings.Split(string(data), "\r\n") {
		if len(line) > 75 {
			t.Errorf("line %d has %d octets: %q", i+1, len(line), line)
		}
		if !utf8.ValidString(line) {
			t.Errorf("line %d is cut within a character: %q", i+1, line)
		}
	}
}

// TestRoundTrip: what a parser reads is what was written.
func TestRoundTrip(t *testing.T) {
	cal, err := ics.ParseCalendar(bytes.NewReader(write(t, events)))
	if err != nil {
		t.Fatal(err)
	}
	byUID := map[string]*ics.VEvent{}
	for _, v := range cal.Events() {
		byUID[v.Id()] = v
	}
	for _, e := range events {
		v := byUID[e.UID()]
		if v == nil {
			t.Errorf("no event %s in the calendar", e.UID())
			continue
		}
		if got := v.GetProperty(ics.ComponentPropertySummary).Value; got != e.Title {
			t.Errorf("%s: SUMMARY = %q, want %q", e.UID(), got, e.Title)
		}
		checkTimes(t, e, v)
	}
}

func checkTimes(t *testing.T, e event.Event, v *ics.VEvent) {
	t.Helper()
	if e.AllDay() {
		end, err := v.GetAllDayEndAt()
		if want := e.End().AddDate(0, 0, 1).Format(time.DateOnly); err != nil || end.Format(time.DateOnly) != want {
			t.Errorf("%s: DTEND = %v (%v), want the day after the last, %s", e.UID(), end, err, want)
		}
		return
	}
	start, err := v.GetStartAt()
	if err != nil || !start.Equal(e.Begin()) {
		t.Errorf("%s: DTSTART = %v (%v), want %v", e.UID(), start, err, e.Begin())
	}
	if value := v.GetProperty(ics.ComponentPropertyDtStart).Value; !strings.HasSuffix(value, "Z") {
		t.Errorf("%s: DTSTART = %s, want an instant in UTC", e.UID(), value)
	}
}

// TestOrder: the order of the sources makes no difference to the bytes.
func TestOrder(t *testing.T) {
	want := write(t, events)
	for range 20 {
		shuffled := append([]event.Event(nil), events...)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := write(t, shuffled); !bytes.Equal(got, want) {
			t.Fatal("events in another order give another calendar")
		}
	}
}

func TestDays(t *testing.T) {
	var got []string
	for _, d := range Days(events) {
		line := d.Date.Format(time.DateOnly)
		for _, e := range d.Events {
			line += " " + e.Name
		}
		got = append(got, line)
	}
	// Cairo at 17:00 and Nairobi at 18:00 are 14:00 and 15:00 UTC; Kathmandu's 10:00 is 04:15.
	want := []string{"2027-07-26 cn-jiangzuo", "2027-07-30 np-talk eg-nadwa ke-walk", "2027-07-31 kz-kino"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
	if days := Days(nil); len(days) != 0 {
		t.Errorf("Days(nil) = %v, want none", days)
	}
}

// BenchmarkICS shows how a calendar grows: ns/event stays level where the cost is in proportion.
func BenchmarkICS(b *testing.B) {
	for _, n := range []int{1000, 5000, 10000} {
		many := make([]event.Event, n)
		for i := range many {
			many[i] = events[i%len(events)]
			many[i].Name = fmt.Sprintf("%s-%d", many[i].Name, i)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				write(b, many)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/event")
		})
	}
}
