package edition

import (
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/source"
)

// TestCheck holds every rule to an archive: editions, and what check says of them.
func TestCheck(t *testing.T) {
	problemtest.Archives(t, func(files fstest.MapFS) problem.List {
		_, list := Read(files)
		return list
	})
}

// TestSources checks every edition of the repository, as a pull request would.
func TestSources(t *testing.T) {
	root := problemtest.Repository()
	entries, err := fs.ReadDir(root, Dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		t.Run(entry.Name(), func(t *testing.T) {
			data, err := fs.ReadFile(root, Dir+"/"+entry.Name())
			if err != nil {
				t.Fatal(err)
			}
			_, list := Parse(Dir+"/"+entry.Name(), data)
			problemtest.Sound(t, list)
		})
	}
	t.Run("all", func(t *testing.T) {
		list, problems := Read(root)
		problemtest.Sound(t, problems)
		for i, e := range list {
			if want := list[0].Year - i; e.Year != want {
				t.Errorf("after %d comes %d, want %d: one edition a year", want+1, e.Year, want)
			}
		}
		if oldest := list[len(list)-1]; oldest.Year != first || !oldest.Day.IsZero() {
			t.Errorf("the oldest is %d with the Day %s, want %d without", oldest.Year, oldest.Day, first)
		}
	})
}

func TestParse(t *testing.T) {
	day := func(m time.Month, d int) source.Day {
		return source.Day{Time: time.Date(2027, m, d, 0, 0, 0, 0, time.UTC)}
	}
	got, list := Parse(Dir+"/2027.toml", []byte(`open = true
day = 2027-07-30
window = { first = 2027-07-01, last = 2027-08-15 }
hashtags = ["EndHumanTrafficking"]
[theme]
text = "A theme"
language = "en"
source = "a page"
[[link]]
title = "A page"
language = "en"
url = "https://example.org/"
`))
	if len(list) > 0 {
		t.Fatal(list)
	}
	want := Edition{Year: 2027, Open: true, Day: day(7, 30), Window: Window{day(7, 1), day(8, 15)}, Hashtags: []string{"EndHumanTrafficking"},
		Theme: Theme{"A theme", "en", "a page"}, Links: []Link{{"A page", "en", "https://example.org/"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestRead(t *testing.T) {
	file := func(year string, open string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("open = " + open + "\nday = " + year + "-07-30\nwindow = { first = " + year + "-07-01, last = " + year + "-08-15 }\n")}
	}
	list, problems := Read(fstest.MapFS{Dir + "/2026.toml": file("2026", "true"), Dir + "/2028.toml": file("2028", "false"), Dir + "/2027.toml": file("2027", "true")})
	if len(problems) > 0 || len(list) != 3 || list[0].Year != 2028 || list[2].Year != 2026 {
		t.Errorf("Read = %v, %v, want 2028 to 2026", list, problems)
	}
	if e, ok := list.Find(2027); !ok || e.Year != 2027 {
		t.Errorf("Find(2027) = %v, %v", e, ok)
	}
	if e, ok := list.Find(2020); ok {
		t.Errorf("Find(2020) = %v, want none", e)
	}
	// An edition with a mistake keeps its place, so that its events do.
	list, problems = Read(fstest.MapFS{Dir + "/2027.toml": file("2027", "yes"), Dir + "/twenty.toml": file("2027", "true")})
	if len(list) != 1 || list[0].Window.First.String() != "2027-07-01" || problems.Errors() != 2 {
		t.Errorf("Read = %v, %v, want 2027 and two problems", list, problems)
	}
	if list, problems := Read(fstest.MapFS{}); len(list) != 0 || len(problems) != 1 || problems[0].Code != "unreadable" {
		t.Errorf("Read of nothing = %v, %v", list, problems)
	}
	if _, problems := Read(fstest.MapFS{Dir + "/2027.toml": {Mode: fs.ModeSymlink}}); len(problems) != 1 || problems[0].Code != "not-a-file" {
		t.Errorf("Read of a link: %v", problems)
	}
}

func TestCurrent(t *testing.T) {
	list := List{{Year: 2028}, {Year: 2027, Open: true}, {Year: 2026, Open: true}, {Year: 2013}}
	for _, test := range []struct {
		today string
		want  int
	}{
		{"2027-01-01", 2027}, {"2027-12-31", 2027}, {"2028-01-01", 2028}, {"2031-07-30", 2028}, {"2020-07-30", 2013}, {"1999-07-30", 2013},
	} {
		today, err := time.Parse(time.DateOnly, test.today)
		if err != nil {
			t.Fatal(err)
		}
		if got := list.Current(today); got.Year != test.want {
			t.Errorf("Current(%s) = %d, want %d", test.today, got.Year, test.want)
		}
	}
	if got := (List)(nil).Current(time.Now()); got.Year != 0 {
		t.Errorf("Current of no editions = %v", got)
	}
}

func TestToday(t *testing.T) {
	if got := (List{{Year: 2028}, {Year: 2027, Open: true}, {Year: 2026, Open: true}}).Today(); got != time.Date(2027, 7, 30, 0, 0, 0, 0, time.UTC) {
		t.Errorf("Today = %s, want 30 July of the newest open edition", got)
	}
	if got := (List{{Year: 2028}}).Today(); !got.IsZero() {
		t.Errorf("Today without an open edition = %s, want none", got)
	}
}

// FuzzParse: any file is an edition or a list of problems, whose lines exist.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"open = true\nday = 2027-07-30\nwindow = { first = 2027-07-01, last = 2027-08-15 }", "window = { first = 2027-02-30 }",
		"[window]\nfirst = 2027-07-01\n[[link]]\nurl = \"x\"\n[theme]\ntext = \"a\"", "hashtags = [\"#a\", 3]\nday = 2027-07-30T00:00:00Z", "open: yes"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, list := Parse(Dir+"/2027.toml", data)
		problemtest.Lines(t, data, list)
		if list.Errors() > 0 {
			return
		}
		if e.Year != 2027 || e.Day.String() != "2027-07-30" || e.Window.First.After(e.Day.Time) || e.Window.Last.Before(e.Day.Time) {
			t.Errorf("Parse(%q) = %+v without a problem", data, e)
		}
		for _, l := range e.Links {
			if source.Address(l.URL) != "" || l.Title == "" || l.Language == "" {
				t.Errorf("Parse(%q) has the link %+v without a problem", data, l)
			}
		}
	})
}
