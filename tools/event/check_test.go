package event

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"example.org/july30/tools/edition"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

var update = flag.Bool("update", false, "rewrite the wording of the want parts; stops where the number of problems changed")

// context is the edition of 2027 as it is, with one registered organizer.
func context(t testing.TB) Context {
	t.Helper()
	w, err := world.Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	day := func(m time.Month, d int) source.Day {
		return source.Day{Time: time.Date(2027, m, d, 0, 0, 0, 0, time.UTC)}
	}
	return Context{
		Editions: edition.List{{Year: 2027, Open: true, Window: edition.Window{First: day(7, 1), Last: day(8, 15)}},
			{Year: 2025, Window: edition.Window{
				First: source.Day{Time: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)},
				Last:  source.Day{Time: time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)}}}},
		Register: organizer.Register{Organizers: []organizer.Organizer{
			{ID: "general-assembly", Name: "General Assembly", Kind: "un-system", Hosts: []string{"un.org", "undocs.org"}}}},
		World:      w,
		Paragraphs: []string{"pp1", "pp6-a", "op4"},
	}
}

func english(t testing.TB) lang.Words {
	t.Helper()
	w, err := lang.ReadWords(os.DirFS("../.."), lang.EN)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestCheck holds every rule to an archive a contributor could read: an entry, and what check says of it.
func TestCheck(t *testing.T) {
	names, err := filepath.Glob("testdata/check/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives in testdata/check: %v", err)
	}
	ctx, words := context(t), english(t)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var list problem.List
			want := -1
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				_, problems := Parse(f.Name, f.Data, ctx)
				list = append(list, problems...)
			}
			if want < 0 {
				t.Fatal("the archive has no part named want")
			}
			var b strings.Builder
			if err := list.Print(&b, words); err != nil {
				t.Fatal(err)
			}
			if *update {
				rewrite(t, name, archive, want, b.String())
				return
			}
			if diff := cmp.Diff(string(archive.Files[want].Data), b.String()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func rewrite(t *testing.T, name string, a *txtar.Archive, want int, got string) {
	if before, after := strings.Count(string(a.Files[want].Data), "\n"), strings.Count(got, "\n"); before != after {
		t.Fatalf("%d problems instead of %d; write the new lines by hand:\n%s", after, before, got)
	}
	a.Files[want].Data = []byte(got)
	if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestLocalTimes: Begin and End are the instants a clock at the place shows, also where it changes.
func TestLocalTimes(t *testing.T) {
	ctx := context(t)
	for _, test := range []struct{ zone, country, starts, want string }{
		{"Africa/Nairobi", "KE", "2027-07-30T18:00:00", "2027-07-30T15:00:00Z"},
		{"Asia/Kathmandu", "NP", "2027-07-30T10:00:00", "2027-07-30T04:15:00Z"},
		{"America/Toronto", "CA", "2027-07-30T19:30:00", "2027-07-30T23:30:00Z"},
		{"Pacific/Auckland", "NZ", "2027-07-31T00:30:00", "2027-07-30T12:30:00Z"},
	} {
		entry := fmt.Sprintf("title=\"x\"\nlanguage=\"en\"\nkind=\"talk\"\nattendance=\"in-person\"\nstarts=%s\ntimezone=%q\ncountry=%q\ncity=\"c\"\n"+
			"[organizer]\nname=\"o\"\nkind=\"civil-society\"\ncountry=%q\nurl=\"https://example.org/\"\n", test.starts, test.zone, test.country, test.country)
		e, list := Parse("content/events/2027/"+strings.ToLower(test.country)+"-x.toml", []byte(entry), ctx)
		if len(list) > 0 {
			t.Errorf("Parse(%s): %v", test.zone, list)
			continue
		}
		if got := e.Begin().UTC().Format(time.RFC3339); got != test.want {
			t.Errorf("%s in %s begins %s, want %s", test.starts, test.zone, got, test.want)
		}
	}
}

// FuzzParse: any file is an event or a list of problems, whose lines exist.
func FuzzParse(f *testing.F) {
	ctx := context(f)
	names, err := filepath.Glob("testdata/check/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, list := Parse("content/events/2027/ke-x.toml", data, ctx)
		lines := strings.Count(string(data), "\n") + 2
		for _, p := range list {
			if p.Line < 0 || p.Line > lines {
				t.Errorf("%v stands on line %d of %d", p, p.Line, lines)
			}
		}
		if list.Errors() > 0 {
			return
		}
		if e.Title == "" || e.Begin().After(e.End()) {
			t.Errorf("an event without a problem has title %q, %v to %v", e.Title, e.Begin(), e.End())
		}
		if html := HTML(e.Description); strings.Contains(html, "<script") || strings.Contains(html, "<img") || slices.Contains([]string{"javascript:"}, html) {
			t.Errorf("HTML(%q) = %q", e.Description, html)
		}
	})
}
