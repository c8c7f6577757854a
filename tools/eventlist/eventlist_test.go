package eventlist_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"example.org/july30/tools/event"
	"example.org/july30/tools/eventlist"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/site"
	"example.org/july30/tools/source"
)

// model is the site's, with the examples.
func model(t testing.TB) site.Model {
	t.Helper()
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var load = sync.OnceValues(func() (site.Model, error) {
	m, list, err := site.Load(problemtest.Repository(), site.Options{Demo: os.DirFS(problemtest.Root + "/tools/testdata/demo")})
	if err == nil && list.Errors() > 0 {
		err = fmt.Errorf("problems in the sources: %v", list)
	}
	return m, err
})

// options are what a list is read with in the edition of 2027.
func options(t testing.TB, m site.Model) eventlist.Options {
	t.Helper()
	e, ok := m.Editions.Find(2027)
	if !ok {
		t.Fatal("no edition of 2027")
	}
	return eventlist.Options{Window: e.Window}
}

// TestLists holds lists to what becomes of them: what their columns are taken for, the problems, and the entries that are written. map, set and
// zone have a line for each of their flags, withdrawn the id of an event.
func TestLists(t *testing.T) {
	m, words := model(t), problemtest.English(t)
	problemtest.Outcomes(t, "testdata/list", func(t *testing.T, files fstest.MapFS) string {
		pairs := func(name string) map[string]string {
			out := map[string]string{}
			if f := files[name]; f != nil {
				for line := range strings.Lines(string(f.Data)) {
					k, v, _ := strings.Cut(strings.TrimSpace(line), "=")
					out[k] = v
				}
			}
			return out
		}
		o, defaults := options(t, m), pairs("set")
		o.Zones, o.Timezone = pairs("zone"), defaults["timezone"]
		s := eventlist.Sources{Files: files, Context: m.Context(), Edition: 2027}
		for id := range pairs("withdrawn") {
			s.Withdrawn = append(s.Withdrawn, event.Withdraw(id, time.Date(2027, 7, 1, 0, 0, 0, 0, time.UTC)))
		}
		var b strings.Builder
		lists, err := fs.Glob(files, "list.*")
		if err != nil || len(lists) != 1 {
			t.Fatalf("the archive has lists %v, want one", lists)
		}
		changes, list := take(t, m, lists[0], files[lists[0]].Data, o, pairs("map"), defaults, s, &b)
		if err := list.Print(&b, problem.In(words)); err != nil {
			t.Fatal(err)
		}
		states := []string{"refused", "unchanged", "new", "replaced"}
		for _, c := range changes {
			fmt.Fprintf(&b, "%s %s\n%s", states[c.State], c.Name, c.Data)
		}
		idempotent(t, s, files, changes, func() []eventlist.Change {
			again, _ := take(t, m, lists[0], files[lists[0]].Data, o, pairs("map"), defaults, s, &strings.Builder{})
			return again
		})
		return b.String()
	})
}

// take does with a list what the command does, and says what it takes the columns for.
func take(t testing.TB, m site.Model, name string, data []byte, o eventlist.Options, columns, defaults map[string]string, s eventlist.Sources, b *strings.Builder) ([]eventlist.Change, problem.List) {
	t.Helper()
	tables, problems := eventlist.Read(name, data, o)
	var items []eventlist.Item
	for _, table := range tables {
		mapping, list := table.Map(columns, m.Words)
		for i, c := range table.Columns {
			if c != mapping[i] {
				fmt.Fprintf(b, "%s: %s\n", c, mapping[i])
			}
		}
		for _, note := range table.Notes {
			fmt.Fprintln(b, note)
		}
		list = append(list, table.Missing(mapping, defaults, s.Context)...)
		problems = append(problems, list...)
		if list.Errors() > 0 {
			continue
		}
		found, list := table.Items(mapping, defaults)
		if len(found) != len(table.Rows) {
			t.Errorf("%d rows became %d items", len(table.Rows), len(found))
		}
		items, problems = append(items, found...), append(problems, list...)
	}
	changes, list := s.Plan(items)
	problems = append(problems, list...)
	refused := 0
	for _, c := range changes {
		if c.State == eventlist.Refused {
			refused++
		}
	}
	if problems.Errors() < refused {
		t.Errorf("%d items are refused for %d problems", refused, problems.Errors())
	}
	return changes, problems
}

// idempotent does what is planned and plans again: what was written is unchanged, and nothing else is to be done.
func idempotent(t *testing.T, s eventlist.Sources, files fstest.MapFS, changes []eventlist.Change, again func() []eventlist.Change) {
	t.Helper()
	for _, c := range changes {
		if c.Data == nil {
			continue
		}
		if _, list := event.Parse(c.Name, c.Data, s.Context); list.Errors() > 0 {
			t.Errorf("%s is written with errors: %v", c.Name, list)
		}
		if form, _ := event.Format(c.Name, c.Data); !bytes.Equal(form, c.Data) {
			t.Errorf("%s is not written in its one form", c.Name)
		}
		files[c.Name] = &fstest.MapFile{Data: c.Data}
	}
	for i, c := range again() {
		if want := changes[i]; c.State != eventlist.Refused && c.State != eventlist.Unchanged || c.Name != want.Name {
			t.Errorf("done again, item %d is %v %s, after %v %s", i, c.State, c.Name, want.State, want.Name)
		}
	}
}

// TestIdentity: what is written in any form is read as the same files, and changes nothing where they stand; the same events make the
// same bytes.
func TestIdentity(t *testing.T) {
	m := model(t)
	for _, format := range eventlist.Formats {
		t.Run(format, func(t *testing.T) {
			data := write(t, format, m.Events)
			if again := write(t, format, m.Events); !bytes.Equal(again, data) {
				t.Error("written again, it has other bytes")
			}
			s := eventlist.Sources{Files: fstest.MapFS{}, Context: m.Context(), Edition: 2027}
			changes, list := take(t, m, "list."+format, data, options(t, m), nil, nil, s, &strings.Builder{})
			problemtest.Sound(t, list)
			if len(changes) != len(m.Events) {
				t.Fatalf("%d events became %d", len(m.Events), len(changes))
			}
			files := fstest.MapFS{}
			for i, c := range changes {
				e := m.Events[i]
				if want := event.Dir + "/" + e.ID() + ".toml"; c.State != eventlist.New || c.Name != want || string(c.Data) != string(e.TOML()) {
					t.Errorf("%s: %v %s\n%s\nwant %s\n%s", e.ID(), c.State, c.Name, c.Data, want, e.TOML())
				}
				files[c.Name] = &fstest.MapFile{Data: append([]byte("# a comment\n"), c.Data...)}
			}
			s.Files = files
			changes, _ = take(t, m, "list."+format, data, options(t, m), nil, nil, s, &strings.Builder{})
			for _, c := range changes {
				if c.State != eventlist.Unchanged {
					t.Errorf("%s: state %v where it stands already, want it unchanged", c.Name, c.State)
				}
			}
		})
	}
}

func write(t testing.TB, format string, events []event.Event) []byte {
	t.Helper()
	data, err := eventlist.Write(format, events)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestColumns: every field of an entry has its column, filled here with a value of its own; each form gives them all back.
func TestColumns(t *testing.T) {
	day := time.Date(2027, 7, 30, 18, 30, 15, 0, time.UTC)
	full := event.Entry{
		Title: "t", Language: "en", Summary: "s", Description: "# =d\n\n- 'x'\n", Kind: "k", Attendance: "a", Starts: event.Moment{Time: day},
		Ends: event.Moment{Time: day.Truncate(24 * time.Hour), AllDay: true}, Timezone: "z", Country: "c", Region: "002", City: "ci", Disclosure: "d",
		Venue: "v", URL: "u", Registration: "r", Audience: "au", Cost: "co", EventLanguages: []string{"en", "sw"}, Accessibility: []string{"x"},
		Paragraphs: []string{"op4", "pp1"}, Status: "st", Revision: 3, Updated: source.Day{Time: day.Truncate(24 * time.Hour)},
		Organizer: event.Organizer{ID: "i", Name: "n", Kind: "k", Country: "c", URL: "u"}, Translations: map[string]event.Translation{},
	}
	for _, tag := range []string{"ar", "zh", "en", "fr", "ru", "es"} {
		full.Translations[tag] = event.Translation{Title: "t" + tag, Summary: "s" + tag, Description: "d\n\n" + tag + "\n"}
	}
	columns := eventlist.Columns()
	if want := 1 + 24 + 5 + 18; len(columns) != want {
		t.Errorf("%d columns, want %d: %v", len(columns), want, columns)
	}
	for _, format := range eventlist.Formats {
		if got := entries(t, format, write(t, format, []event.Event{{Entry: full, Edition: 2027, Name: "ke-x"}})); len(got) != 1 || string(got[0].TOML()) != string(full.TOML()) {
			t.Errorf("%s: read again as\n%v\nwant\n%s", format, got, full.TOML())
		}
	}
}

// entries reads an export, which has no problem.
func entries(t testing.TB, format string, data []byte) (out []event.Entry) {
	t.Helper()
	tables, list := eventlist.Read("list."+format, data, eventlist.Options{})
	for _, table := range tables {
		mapping, more := table.Map(nil, nil)
		items, wrong := table.Items(mapping, nil)
		list = slices.Concat(list, more, wrong)
		for _, item := range items {
			out = append(out, item.Entry)
		}
	}
	if len(list) > 0 {
		t.Fatalf("%s: %v", format, list)
	}
	return out
}
