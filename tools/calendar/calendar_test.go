package calendar

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
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

func write(t testing.TB, events []event.Event) []byte {
	t.Helper()
	var components [][]byte
	events = slices.Clone(events)
	Sort(events)
	for _, e := range events {
		component, err := VEvent(e, text(e), lang.EN)
		if err != nil {
			t.Fatal(err)
		}
		components = append(components, component)
	}
	data, err := feed.ICS(components)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var feed = Feed{Language: lang.EN, Name: "Events, all", Description: "A calendar; for tests", Author: "Example publisher", URL: "https://example.org/en/events/", Path: "events/"}

func text(e event.Event) Text {
	return Text{Title: e.Title, Language: "en", Description: "One line.\nAnother, with a comma; and a \\ stroke.", Location: "Nairobi, Kenya",
		URL: "https://example.org/en/events/" + e.ID() + "/", Kind: "Walk", Organizer: "Example association", OrganizerLanguage: "en"}
}

func TestGolden(t *testing.T) {
	golden(t, "testdata/calendar.ics.golden", write(t, events))
}

// golden holds a file to what it was when somebody last looked at it; -update rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
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

// TestOrder: the order of the sources makes no difference.
func TestOrder(t *testing.T) {
	// Cairo at 17:00 and Nairobi at 18:00 are 14:00 and 15:00 UTC; Kathmandu's 10:00 is 04:15.
	want := []string{"2027-07-26 cn-jiangzuo", "2027-07-30 np-talk", "2027-07-30 eg-nadwa", "2027-07-30 ke-walk", "2027-07-31 kz-kino"}
	for range 20 {
		shuffled := slices.Clone(events)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		Sort(shuffled)
		var got []string
		for _, e := range shuffled {
			got = append(got, e.Day().Format(time.DateOnly)+" "+e.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("order (-want +got):\n%s", diff)
		}
	}
}

func atom(t testing.TB, events []event.Event) []byte {
	t.Helper()
	var entries []Entry
	for _, e := range events {
		entry, err := AtomEntry(e, text(e), lang.EN)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry)
	}
	data, err := feed.Atom(entries, "CC BY 4.0", time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestAtom: what changed last comes first, and the feed changed then; hostile text stays text; a feed without events is whole.
func TestAtom(t *testing.T) {
	golden(t, "testdata/feed.xml.golden", atom(t, events))
	hostile := events[0]
	hostile.Title = "</title><script>alert(1)</script> & \x01 ]]>"
	for name, data := range map[string][]byte{"hostile": atom(t, []event.Event{hostile}), "empty": atom(t, nil)} {
		var feed struct {
			Updated string `xml:"updated"`
			Entries []struct {
				Title string `xml:"title"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(data, &feed); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, data)
		}
		if feed.Updated != "2027-01-01T00:00:00Z" {
			t.Errorf("%s: updated %s", name, feed.Updated)
		}
		if name == "hostile" && feed.Entries[0].Title != "</title><script>alert(1)</script> & \uFFFD ]]>" {
			t.Errorf("title = %q", feed.Entries[0].Title)
		}
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
