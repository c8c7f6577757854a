//go:build built

package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// hrefs are the links of a page, those that only a script puts into it left out.
func hrefs(n *html.Node) map[string]bool {
	out := map[string]bool{}
	for _, a := range all(n, func(e *html.Node) bool { return e.Data == "a" }) {
		out[attr(a, "href")] = true
	}
	return out
}

// TestListsReachEvents: without a script the calendar leads to a list for each value of each facet of each event, the list leads to the event, and
// a calendar and a feed stand beside it. No list is a dead end.
func TestListsReachEvents(t *testing.T) {
	site := built(t, "SITE_DEMO")
	m := demoModel(t)
	for _, tag := range lang.All() {
		base := "/" + string(tag) + "/"
		fromCalendar := hrefs(document(t, site, string(tag)+"/events/index.html"))
		pages := map[string]map[string]bool{}
		for _, e := range m.Events {
			for _, f := range calendar.Facets() {
				for _, v := range f.Values(e, m.World) {
					at := base + "events/" + string(f) + "/" + v + "/"
					if pages[at] == nil {
						pages[at] = hrefs(document(t, site, strings.TrimPrefix(at, "/")+"index.html"))
					}
					if !fromCalendar[at] {
						t.Errorf("the calendar does not lead to %s", at)
					}
					if !pages[at][base+"events/"+e.ID()+"/"] {
						t.Errorf("%s does not lead to %s", at, e.ID())
					}
				}
			}
		}
		for _, l := range m.lists() {
			dir := string(tag) + "/events/" + l.path
			links := hrefs(document(t, site, dir+"index.html"))
			for _, beside := range []string{"calendar.ics", "feed.xml", "events.json", "events.csv"} {
				if _, err := fs.Stat(site, dir+beside); err != nil || !links["/"+dir+beside] {
					t.Errorf("%s has no %s beside it, or does not lead to it", dir, beside)
				}
			}
			if len(l.events) > 0 {
				continue
			}
			leads := []string{base + "contribute/", base + "events/"}
			if l.facet != "" {
				leads = append(leads, base+"events/attendance/online/")
			} else {
				leads[1] += "#editions"
			}
			for _, to := range leads {
				if !links[to] {
					t.Errorf("%s is empty and does not lead to %s", dir, to)
				}
			}
		}
	}
}

// TestAtom: every feed is valid by the schema of RFC 4287.
func TestAtom(t *testing.T) {
	jing, err := exec.LookPath("jing")
	if err != nil {
		t.Fatal("jing is missing; make setup gets it")
	}
	for _, variable := range []string{"SITE_PLAIN", "SITE_DEMO"} {
		args := []string{"-c", "testdata/atom.rnc"}
		for _, name := range names(t, built(t, variable), "feed.xml") {
			args = append(args, filepath.Join(os.Getenv(variable), name))
		}
		if len(args) < 100 {
			t.Errorf("%s has %d feeds", variable, len(args)-2)
		}
		var out bytes.Buffer
		cmd := exec.CommandContext(t.Context(), jing, args...)
		cmd.Stdout = &out
		if err := cmd.Run(); err != nil {
			t.Errorf("%s: jing: %v\n%.2000s", variable, err, out.String())
		}
	}
}

// TestCalendarsElsewhere: python-icalendar, which is not ours, reads every calendar without complaint, and has the same instants as the entries.
func TestCalendarsElsewhere(t *testing.T) {
	dir := os.Getenv("SITE_DEMO")
	m := demoModel(t)
	var input strings.Builder
	for _, name := range names(t, built(t, "SITE_DEMO"), ".ics") {
		input.WriteString(filepath.Join(dir, name) + "\n")
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(root, "tools/browser/python"), "testdata/read_calendars.py")
	var out, complaint bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input.String()), &out, &complaint
	if err := cmd.Run(); err != nil {
		t.Fatalf("python-icalendar: %v\n%s", err, complaint.String())
	}
	byUID := map[string]event.Event{}
	for _, e := range m.Events {
		byUID[e.UID()] = e
	}
	seen := map[string]bool{}
	for line := range strings.Lines(out.String()) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		e, ok := byUID[cells[1]]
		if !ok {
			if !strings.Contains(cells[1], dayName) {
				t.Errorf("%s: %s is no event of the site", cells[0], cells[1])
			}
			continue
		}
		seen[cells[1]] = true
		if want := instants(e); cells[2] != want[0] || cells[3] != want[1] {
			t.Errorf("%s: %s is from %s to %s, want %v", cells[0], cells[1], cells[2], cells[3], want)
		}
	}
	if len(seen) != len(m.Events) {
		t.Errorf("%d events in the calendars, want %d", len(seen), len(m.Events))
	}
}

// instants are the beginning and the end of an event as a calendar has them: in UTC; of an all-day event the first day and the one after the last.
func instants(e event.Event) [2]string {
	if e.AllDay() {
		return [2]string{e.Begin().Format(time.DateOnly), e.End().AddDate(0, 0, 1).Format(time.DateOnly)}
	}
	want := [2]string{e.Begin().UTC().Format("2006-01-02T15:04:05Z"), ""}
	if !e.Ends.IsZero() {
		want[1] = e.End().UTC().Format("2006-01-02T15:04:05Z")
	}
	return want
}

// TestJSONLD: the page of each event says what it is as schema.org's Event, and the same as its entry.
func TestJSONLD(t *testing.T) {
	site := built(t, "SITE_DEMO")
	for _, e := range demoModel(t).Events {
		for _, tag := range lang.All() {
			name := path.Join(string(tag), "events", e.ID(), "index.html")
			found := all(document(t, site, name), func(n *html.Node) bool { return n.Data == "script" && attr(n, "type") == "application/ld+json" })
			if len(found) != 1 {
				t.Fatalf("%s has %d blocks of JSON-LD", name, len(found))
			}
			var ld map[string]any
			if err := json.Unmarshal([]byte(words(found[0])), &ld); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			title, _, _ := e.Local(tag)
			for key, want := range map[string]any{"@type": "Event", "name": title.Text, "startDate": machine(e, e.Begin())} {
				if ld[key] != want {
					t.Errorf("%s: %s = %v, want %v", name, key, ld[key], want)
				}
			}
			for _, key := range []string{"location", "eventStatus", "eventAttendanceMode", "organizer", "inLanguage"} {
				if ld[key] == nil {
					t.Errorf("%s: %s is missing", name, key)
				}
			}
		}
	}
}

// TestOnlyEmbedsAreFramed: the headers keep every page from being framed by other sites, but for the lists that are made for it.
func TestOnlyEmbedsAreFramed(t *testing.T) {
	site := built(t, "SITE_DEMO")
	var rules []*regexp.Regexp
	at := ""
	for line := range strings.Lines(text(t, site, "_headers")) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, " ") {
			at = line
			continue
		}
		if strings.Contains(line, "frame-ancestors 'none'") {
			pattern := regexp.QuoteMeta(at)
			pattern = strings.ReplaceAll(strings.ReplaceAll(pattern, ":lang", "[^/]+"), `\*`, ".*")
			rules = append(rules, regexp.MustCompile("^"+pattern+"$"))
		}
	}
	embed := regexp.MustCompile(`^/[a-z]{2}/events/embed/`)
	for _, name := range names(t, site, ".html") {
		address := "/" + strings.TrimSuffix(name, "index.html")
		kept := slices.ContainsFunc(rules, func(r *regexp.Regexp) bool { return r.MatchString(address) })
		if kept == embed.MatchString(address) {
			t.Errorf("%s: kept from frames: %v", address, kept)
		}
	}
}

// TestSameEverywhere: an event's page, its calendar, and the data and the feed beside a list that has it say the same; each published list is
// valid by its schema and holds the events of its page, no others.
func TestSameEverywhere(t *testing.T) {
	site := built(t, "SITE_DEMO")
	m := demoModel(t)
	valid := jsonschema.NewCompiler()
	valid.AssertFormat()
	schema, err := valid.Compile(filepath.Join(root, "data/events.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range lang.All() {
		for _, l := range m.lists() {
			dir := string(tag) + "/events/" + l.path
			data := text(t, site, dir+"events.json")
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%sevents.json: %v", dir, err)
			}
			var list struct {
				Events []struct {
					ID    string
					Shown struct{ Title, When, Zone, Place, Status string }
				}
			}
			if err := json.Unmarshal([]byte(data), &list); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(strings.NewReader(text(t, site, dir+"events.csv"))).ReadAll()
			if err != nil {
				t.Errorf("%sevents.csv: %v", dir, err)
			}
			if len(list.Events) != len(l.events) || len(rows) != len(l.events)+1 {
				t.Fatalf("%s: %d events in JSON, %d rows in CSV, want %d", dir, len(list.Events), len(rows)-1, len(l.events))
			}
			feed, page := text(t, site, dir+"feed.xml"), document(t, site, dir+"index.html")
			for i, e := range list.Events {
				want := m.Events[l.events[i]]
				if e.ID != want.ID() || rows[i+1][0] != want.ID() {
					t.Fatalf("%s: event %d is %s in JSON and %s in CSV, want %s", dir, i, e.ID, rows[i+1][0], want.ID())
				}
				ics := strings.ReplaceAll(text(t, site, string(tag)+"/events/"+e.ID+"/event.ics"), "\r\n ", "")
				own := document(t, site, string(tag)+"/events/"+e.ID+"/index.html")
				for _, said := range []string{e.Shown.Title, e.Shown.When, e.Shown.Place, e.Shown.Status} {
					if !strings.Contains(words(own), said) || !strings.Contains(words(page), said) {
						t.Errorf("%s: the page of %s, or that of the list, does not say %q", dir, e.ID, said)
					}
					escaped := strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(said)
					days := want.AllDay() && said == e.Shown.When // which a calendar says in DTSTART and DTEND
					if !days && !strings.Contains(ics, escaped) {
						t.Errorf("%s: the calendar of %s does not say %q", dir, e.ID, said)
					}
				}
				if said := xmlText(e.Shown.Title); !strings.Contains(feed, said) {
					t.Errorf("%s: the feed does not say %q", dir, said)
				}
			}
		}
	}
}

func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder cannot fail
	return b.String()
}
