package event

import (
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/source"
)

// TestTOML: what an entry looks like when it is written.
func TestTOML(t *testing.T) {
	e := Entry{
		Title: `Walk "of light"`, Language: "en", Summary: `A \ walk`, Description: "Bring a *lantern*.\n\n- or a \"\"\"candle\"\"\"\n", Kind: "walk",
		Attendance: "in-person", Starts: Moment{Time: time.Date(2027, 7, 30, 18, 0, 0, 0, time.UTC)},
		Ends: Moment{Time: time.Date(2027, 7, 30, 20, 30, 0, 0, time.UTC)}, Timezone: "Africa/Nairobi", Country: "KE", City: "Nairobi",
		EventLanguages: []string{"en", "sw"}, Revision: 1, Updated: day(2027, 5, 2),
		Organizer:    Organizer{Name: "Association", Kind: "civil-society", Country: "KE", URL: "https://example.org/"},
		Translations: map[string]Translation{"es": {Title: "Marcha"}, "zh": {Title: "提灯夜行", Summary: "步行"}, "de": {Title: "Gang"}},
	}
	const want = `title           = "Walk \"of light\""
language        = "en"
summary         = "A \\ walk"
description     = """
Bring a *lantern*.

- or a ""\"candle""\"
"""
kind            = "walk"
attendance      = "in-person"
starts          = 2027-07-30T18:00:00
ends            = 2027-07-30T20:30:00
timezone        = "Africa/Nairobi"
country         = "KE"
city            = "Nairobi"
event_languages = ["en", "sw"]
revision        = 1
updated         = 2027-05-02

[organizer]
name    = "Association"
kind    = "civil-society"
country = "KE"
url     = "https://example.org/"

[translations.zh]
title       = "提灯夜行"
summary     = "步行"

[translations.es]
title       = "Marcha"

[translations.de]
title       = "Gang"
`
	if diff := cmp.Diff(want, string(e.TOML())); diff != "" {
		t.Errorf("TOML (-want +got):\n%s", diff)
	}
}

// entries are the entries there are, those of the demonstration too, by their names.
func entries(t *testing.T) iter.Seq2[string, []byte] {
	t.Helper()
	return func(yield func(string, []byte) bool) {
		for _, fsys := range []fs.FS{problemtest.Repository(), os.DirFS(problemtest.Root + "/tools/testdata/demo")} {
			names, err := fs.Glob(fsys, path.Join(Dir, "*", "*.toml"))
			if err != nil || len(names) == 0 {
				t.Fatalf("no entries: %v", err)
			}
			for _, name := range names {
				data, err := fs.ReadFile(fsys, name)
				if err != nil {
					t.Fatal(err)
				}
				if !yield(name, data) {
					return
				}
			}
		}
	}
}

// TestTOMLOfSources: every entry there is reads the same after it has been written.
func TestTOMLOfSources(t *testing.T) {
	for name, data := range entries(t) {
		var e Entry
		if _, list := source.Decode(name, data, &e); len(list) > 0 {
			t.Fatalf("%s: %v", name, list)
		}
		readsAgain(t, e)
	}
}

// readsAgain holds an entry to what is read of it when it has been written.
func readsAgain(t *testing.T, e Entry) {
	t.Helper()
	text := e.TOML()
	var got Entry
	_, list := source.Decode("ke-x.toml", text, &got)
	if len(list) > 0 {
		t.Fatalf("TOML of %+v has problems: %v\n%s", e, list, text)
	}
	if diff := cmp.Diff(e, got); diff != "" {
		t.Errorf("read again (-written +read):\n%s\n%s", diff, text)
	}
	if again := got.TOML(); string(again) != string(text) {
		t.Errorf("written again: %q, want %q", again, text)
	}
	if form, _ := Format("ke-x.toml", text); string(form) != string(text) {
		t.Errorf("Format gives %q, want %q", form, text)
	}
}

// FuzzTOML: whatever texts an entry holds, it can be written and read again.
func FuzzTOML(f *testing.F) {
	for _, s := range []string{"Walk", `"quoted" \ 'too'`, "two\nlines\n", "\n", "ends with \"\nor \"\"\"\"", "\t\u0301\r\n", "\u202ea\x00\x7f", "\U000e0001\u0301", "é\n\\\u0301", `"`, "\xff"} {
		f.Add(s, "zh", 1)
	}
	f.Add("x", "a key", -1)
	f.Fuzz(func(t *testing.T, s, tag string, n int) {
		s, tag = norm.NFC.String(strings.ToValidUTF8(s, "")), norm.NFC.String(strings.ToValidUTF8(tag, ""))
		if len(s)+len(tag) > source.Limit/60 { // escapes take ten bytes for one, and each text stands here five times
			t.Skip()
		}
		e := Entry{Title: s, Description: s, Revision: n, EventLanguages: []string{s, "en"}, Organizer: Organizer{Name: s}}
		if s != "" {
			e.Translations = map[string]Translation{tag: {Summary: s}, "fr": {Description: s}}
		}
		readsAgain(t, e)
	})
}

// TestFormatOfSources: every entry of the repository is in the one form. go run ./tools fmt --demo brings it there.
func TestFormatOfSources(t *testing.T) {
	for name, data := range entries(t) {
		got, _ := Format(name, data)
		if diff := cmp.Diff(string(got), string(data)); diff != "" {
			t.Errorf("%s is not in its one form (-want +got):\n%s", name, diff)
		}
	}
}

// FuzzFormat: a text in its one form has the problems it had, on other lines perhaps, and the same form.
func FuzzFormat(f *testing.F) {
	ctx := context(f)
	for _, data := range problemtest.Archived(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		const name = "content/events/2027/ke-x.toml"
		form, list := Format(name, data)
		if form == nil {
			if list.Errors() == 0 {
				t.Errorf("%q has neither a form nor a problem", data)
			}
			return
		}
		if again, _ := Format(name, form); string(again) != string(form) {
			t.Errorf("the form of %q is %q and then %q", data, form, again)
		}
		before, was := Parse(name, data, ctx)
		after, is := Parse(name, form, ctx)
		if len(form) > source.Limit {
			return // escapes can make a text too long to be read
		}
		if diff := cmp.Diff(before.Entry, after.Entry); diff != "" {
			t.Errorf("the form of %q has another value (-before +after):\n%s", data, diff)
		}
		if diff := cmp.Diff(unplaced(was), unplaced(is)); diff != "" {
			t.Errorf("the form of %q has other problems (-before +after):\n%s", data, diff)
		}
	})
}

// unplaced are problems without their places: their lines, and the table above which a missing field is to be written, which a key of
// several parts opens in the one form only.
func unplaced(list problem.List) problem.List {
	list = slices.Clone(list)
	for i := range list {
		list[i].Line = 0
		if list[i].Code == "missing-above" {
			list[i].Code, list[i].Params = "missing-field", maps.Clone(list[i].Params)
			delete(list[i].Params, "Table")
		}
	}
	return list.Sorted()
}

// TestFileName: an ASCII name from any script, which check takes.
func TestFileName(t *testing.T) {
	for _, test := range []struct {
		entry Entry
		want  string
	}{
		{Entry{Title: "Candlelight walk", Language: "en", Country: "KE"}, "ke-candlelight-walk"},
		{Entry{Title: "Marche aux flambeaux à l’Hôtel de Ville & après", Language: "fr", Country: "SN"}, "sn-marche-aux-flambeaux-a-lhotel-de-ville"},
		{Entry{Title: "Gänge für alle", Language: "de-CH", Country: "CH"}, "ch-gaenge-fuer-alle"},
		{Entry{Title: "Открытая беседа", Language: "ru", Country: "AM"}, "am-otkrytaia-beseda"},
		{Entry{Title: "提灯夜行", Language: "zh-Hans", Country: "CN"}, "cn-ti-deng-ye-xing"},
		{Entry{Title: "مسيرة ليلية", Language: "ar", Country: "EG"}, "eg-msyr-lyly"},
		{Entry{Title: "ሻማ", Language: "am", Attendance: "online"}, "online-shaamaa"},
		{Entry{Title: "a_b__c", Language: "en", Region: "002"}, "other-a-b-c"},
		{Entry{Title: "🕯", Language: "en", Country: "KE"}, "ke-event"},
		{Entry{Title: strings.Repeat("w", 90), Language: "en", Country: "Kenya"}, "other-" + strings.Repeat("w", 40)},
		{Entry{Title: "Taken", Country: "KE"}, "ke-taken-3"},
	} {
		got := test.entry.FileName(func(name string) bool { return name == "ke-taken" || name == "ke-taken-2" })
		if got != test.want || !entryName.MatchString(got) || len(got) > maxName {
			t.Errorf("FileName of %q = %s, want %s", test.entry.Title, got, test.want)
		}
	}
}
