package event

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/july30/tools/edition"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

func day(year int, m time.Month, d int) source.Day {
	return source.Day{Time: time.Date(year, m, d, 0, 0, 0, 0, time.UTC)}
}

// context is the edition of 2027 as it is, and that of 2025, with one registered organizer.
func context(t testing.TB) Context {
	t.Helper()
	w, err := world.Read(problemtest.Repository())
	if err != nil {
		t.Fatal(err)
	}
	hosts, err := ReadHosts(problemtest.Repository())
	if err != nil {
		t.Fatal(err)
	}
	lures, err := ReadLures(problemtest.Repository())
	if err != nil {
		t.Fatal(err)
	}
	return Context{
		Hosts: hosts, Lures: lures,
		Editions: edition.List{
			{Year: 2027, Open: true, Window: edition.Window{First: day(2027, 7, 1), Last: day(2027, 8, 15)}},
			{Year: 2025, Window: edition.Window{First: day(2025, 1, 1), Last: day(2025, 12, 31)}}},
		Register: organizer.Register{Organizers: []organizer.Organizer{
			{ID: "general-assembly", Name: "General Assembly", Kind: "un-system", Hosts: []string{"un.org", "undocs.org"}}}},
		World:      w,
		Paragraphs: []string{"pp1", "pp6-a", "op4"},
	}
}

// TestCheck holds every rule to an archive: entries, and what check says of them.
func TestCheck(t *testing.T) {
	ctx := context(t)
	problemtest.Archives(t, func(files fstest.MapFS) (list problem.List) {
		var events []Event
		for name, f := range files {
			e, problems := Parse(name, f.Data, ctx)
			list = append(list, problems...)
			if problems.Errors() == 0 {
				events = append(events, e)
			}
		}
		return append(list, Duplicates(events)...)
	})
}

// TestUnreadable: what is no entry at all gets one clear error, at once.
func TestUnreadable(t *testing.T) {
	ctx, words := context(t), problemtest.English(t)
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "ke-x.toml: the file is empty; write its text, or delete the file [empty]\n"},
		{"a blank line", "\r\n", "ke-x.toml: the file is empty; write its text, or delete the file [empty]\n"},
		{"Latin-1", "title = \"Walk\"\ncity = \"Li\xe8ge\"\n", "ke-x.toml:2: a character on this line is not in UTF-8; save the file in the encoding UTF-8 [not-utf8]\n"},
		{"UTF-16", "\xff\xfet\x00", "ke-x.toml:1: a character on this line is not in UTF-8; save the file in the encoding UTF-8 [not-utf8]\n"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00", "ke-x.toml:1: a character on this line is not in UTF-8; save the file in the encoding UTF-8 [not-utf8]\n"},
		{"10 MB", strings.Repeat("title = \"Walk\"\n", 10<<20/15), "ke-x.toml: the file has 10485750 bytes; keep it below 65536 bytes [too-large]\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, list := Parse("content/events/2027/ke-x.toml", []byte(test.text), ctx)
			var b strings.Builder
			if err := list.Print(&b, problem.In(words)); err != nil {
				t.Fatal(err)
			}
			if got := strings.ReplaceAll(b.String(), "content/events/2027/", ""); got != test.want {
				t.Errorf("Parse = %q, want %q", got, test.want)
			}
		})
	}
}

// TestSources checks every entry of the repository and of its examples, as a pull request would.
func TestSources(t *testing.T) {
	root := problemtest.Repository()
	demo := os.DirFS(problemtest.Root + "/tools/testdata/demo")
	w, err := world.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	glossary, err := lang.ReadGlossary(root)
	if err != nil {
		t.Fatal(err)
	}
	register, err := fs.ReadFile(root, organizer.File)
	if err != nil {
		t.Fatal(err)
	}
	ctx := Context{World: w}
	ctx.Editions, _ = edition.Read(root)
	ctx.Register, _ = organizer.Read(register, w, glossary)
	for prefix, n := range map[string]int{"pp": 19, "op": 13} { // of resolution 2017/18
		for i := range n {
			ctx.Paragraphs = append(ctx.Paragraphs, fmt.Sprint(prefix, i+1))
		}
	}
	for _, item := range "abcdef" {
		ctx.Paragraphs = append(ctx.Paragraphs, "pp6-"+string(item))
	}
	for _, fsys := range []fs.FS{root, demo} {
		err := fs.WalkDir(fsys, Dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || name == path.Join(Dir, "README.md") {
				return err
			}
			t.Run(strings.TrimPrefix(name, Dir+"/"), func(t *testing.T) {
				data, err := fs.ReadFile(fsys, name)
				if err != nil {
					t.Fatal(err)
				}
				_, list := Parse(name, data, ctx)
				problemtest.Sound(t, list)
			})
			return nil
		})
		if err != nil {
			t.Error(err)
		}
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
		{"Pacific/Kiritimati", "KI", "2027-07-01T00:00:00", "2027-06-30T10:00:00Z"},
		{"Asia/Calcutta", "IN", "2027-07-30 18:00", "2027-07-30T12:30:00Z"},
	} {
		e, list := Parse("content/events/2027/"+strings.ToLower(test.country)+"-x.toml", entryAt(test.zone, test.country, test.starts), ctx)
		if len(list) > 0 {
			t.Errorf("Parse(%s): %v", test.zone, list)
			continue
		}
		if got := e.Begin().UTC().Format(time.RFC3339); got != test.want {
			t.Errorf("%s in %s begins %s, want %s", test.starts, test.zone, got, test.want)
		}
		if !e.End().Equal(e.Begin()) {
			t.Errorf("an event without an end ends %s, want %s", e.End(), e.Begin())
		}
	}
}

func entryAt(zone, country, starts string) []byte {
	return fmt.Appendf(nil, "title=\"x\"\nsummary=\"y\"\nlanguage=\"en\"\nkind=\"talk\"\nattendance=\"in-person\"\nstarts=%s\ntimezone=%q\ncountry=%q\ncity=\"c\"\n"+
		"[organizer]\nname=\"o\"\nkind=\"civil-society\"\ncountry=%q\nurl=\"https://example.org/\"\n", starts, zone, country, country)
}

// TestEvent: what an event says of itself.
func TestEvent(t *testing.T) {
	e, list := Parse("content/events/2027/ke-x.toml", []byte(`title = " Walk "
summary = "A walk."
language = "SW"
kind = "walk"
attendance = "in-person"
starts = 2027-07-30
ends = 2027-07-31
timezone = "Africa/Nairobi"
country = "KE"
city = "Nairobi"
event_languages = ["EN-gb"]
[organizer]
id = "general-assembly"
[translations.zh]
title = "步行"
`), context(t))
	if len(list) > 0 {
		t.Fatal(list)
	}
	if e.ID() != "2027/ke-x" || e.UID() != "2027-ke-x@july30" {
		t.Errorf("ID, UID = %s, %s", e.ID(), e.UID())
	}
	if e.Title != "Walk" || e.Language != "sw" || e.EventLanguages[0] != "en-GB" {
		t.Errorf("title %q in %s, held in %s, want Walk, sw, en-GB", e.Title, e.Language, e.EventLanguages)
	}
	if !e.AllDay() || e.Zone != time.UTC || e.Starts.String() != "2027-07-30" || e.End().Sub(e.Begin()) != 24*time.Hour {
		t.Errorf("%s to %s in %s, want two days of no zone", e.Begin(), e.End(), e.Zone)
	}
	if !e.Verified || e.By.Name != "General Assembly" {
		t.Errorf("By = %+v, verified %v, want the registered organizer", e.By, e.Verified)
	}
	if title, summary, _ := e.Local(lang.ZH); title != (Words{"步行", "zh-Hans"}) || summary != (Words{"A walk.", "sw"}) {
		t.Errorf("Local(zh) = %v, %v", title, summary)
	}
	if title, _, _ := e.Local(lang.FR); title != (Words{"Walk", "sw"}) {
		t.Errorf("Local(fr) = %v, want the entry's own", title)
	}
}

// TestLanguage: what is wrong in an entry is said in its language, be it TOML or not.
func TestLanguage(t *testing.T) {
	for text, want := range map[string]lang.Tag{
		"title = \"x\"\r\nlanguage = \"fr\"\r\n":        lang.FR,
		"\ufefflanguage='zh-Hant'\n":                    lang.ZH,
		"title = \n  language = “ru”\n= =":              lang.RU,
		"language = fr":                                 lang.FR,
		"language = \"sw\"\n":                           "",
		"# language = \"fr\"\nevent_languages=[\"fr\"]": "",
		"": "",
	} {
		if got := Language([]byte(text)); got != want {
			t.Errorf("Language(%q) = %q, want %q", text, got, want)
		}
		_, list := Parse("content/events/2027/ke-x.toml", []byte(text), context(t))
		for _, p := range list {
			if p.Language != want {
				t.Errorf("Parse(%q): %s is said in %q, want %q", text, p.Code, p.Language, want)
			}
		}
	}
}

// FuzzParse: any file is an event or a list of problems, whose lines exist.
func FuzzParse(f *testing.F) {
	ctx := context(f)
	for _, data := range problemtest.Archived(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, list := Parse("content/events/2027/ke-x.toml", data, ctx)
		problemtest.Lines(t, data, list)
		if list.Errors() > 0 {
			return
		}
		if e.Title == "" || e.Language == "" || e.Kind == "" || e.Attendance == "" || e.By.Kind == "" || e.Edition != 2027 || e.Begin().After(e.End()) {
			t.Errorf("an event without a problem is %+v", e)
		}
		for _, address := range []string{e.URL, e.Registration, e.Organizer.URL} {
			if address != "" && source.Address(address) != "" {
				t.Errorf("an event without a problem links to %q", address)
			}
		}
		sound(t, e.Description)
	})
}
