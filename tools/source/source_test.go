package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type entry struct {
	Title  string          `toml:"title"`
	Day    Day             `toml:"day"`
	Until  Day             `toml:"until"`
	Tags   []string        `toml:"tags"`
	Count  int             `toml:"count"`
	Place  place           `toml:"place"`
	Other  map[string]page `toml:"other"`
	People []page          `toml:"person"`
}

type place struct {
	Name string `toml:"name"`
}

type page struct {
	Title string `toml:"title"`
}

// found is what the tests compare: line, field and code.
func found(t *testing.T, text string) []string {
	t.Helper()
	var v entry
	_, list := Decode("x.toml", []byte(text), &v)
	var out []string
	for _, p := range list.Sorted() {
		out = append(out, fmt.Sprintf("%d %s %s", p.Line, p.Field, p.Code))
	}
	return out
}

func TestDecodeReportsEverything(t *testing.T) {
	got := found(t, `titel = "x"
day = 2027-02-30
until = 2027-02-28T10:00:00
tags = ["a", 3]
count = "three"
[place]
nam = "q"
[other.fr]
titel = "x"
[[person]]
title = "one"
[[person]]
title = 2
`)
	want := []string{
		"1 titel unknown-field-near", "2 day no-such-date", "3 until wrong-type", "4 tags wrong-type", "5 count wrong-type",
		"7 place.nam unknown-field-near", "9 other.fr.titel unknown-field-near", "13 person.1.title wrong-type",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestDecodeUnreadable(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"not TOML", "title = \"a\"\nday is tomorrow\n", "2  not-toml"},
		{"a value is missing", "title = \n", "1 title not-toml"},
		{"the same key twice", "title = \"a\"\ntitle = \"b\"\n", "2 title key-twice"},
		{"empty", " \n", "0  empty"},
		{"not UTF-8", "title = \"a\"\n# \xff\n", "2  not-utf8"},
		{"binary", "title = \"a\"\n\x00\n", "2  not-text"},
		{"too large", strings.Repeat("#", Limit+1), "0  too-large"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{test.want}, found(t, test.text)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeValues(t *testing.T) {
	var v entry
	// A byte order mark, CRLF, and e followed by a combining acute accent.
	_, list := Decode("x.toml", []byte("\xef\xbb\xbftitle = \"cafe\u0301\"\r\nday = 2027-07-30\r\ntags = [\"a\"]\r\n"), &v)
	if len(list) > 0 {
		t.Fatalf("Decode: %v", list)
	}
	if v.Title != "café" || v.Day.String() != "2027-07-30" || len(v.Tags) != 1 {
		t.Errorf("Decode = %+v, want café in NFC, 2027-07-30, one tag", v)
	}
}

func TestNearest(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"tittle", "title"}, {"organiser", "organizer"}, {"Titel", "title"}, {"xyz", ""}, {"", ""},
	} {
		if got := Nearest(test.in, []string{"title", "organizer", "kind"}); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// FuzzDecode: any text is read or reported, and every problem of a readable text has a line that exists.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"title = \"a\"", "day = 2027-02-30", "[other.fr]\ntitle = 1", "[[person]]\n[[person]]\ntitle=\"b\"",
		"place = { name = 3 }", "tags = [2027-02-30, 2027-13-01T25:00:00]", "day = 1979-05-27 07:32:00Z", "a.b.c = 1", "\"\" = 2"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var v entry
		file, list := Decode("x.toml", data, &v)
		lines := strings.Count(string(data), "\n") + 1
		for _, p := range list {
			if p.Line < 0 || p.Line > lines {
				t.Errorf("Decode(%q): %v stands on line %d of %d", data, p, p.Line, lines)
			}
		}
		if len(list) == 0 && len(strings.TrimSpace(string(data))) == 0 {
			t.Errorf("Decode(%q) = %v without a problem", data, file)
		}
	})
}
