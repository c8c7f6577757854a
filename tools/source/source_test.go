package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
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
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"fields and values", `titel = "x"
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
`, []string{
			"1 titel unknown-field-near", "2 day no-such-date", "3 until wrong-type", "4 tags wrong-type", "5 count wrong-type",
			"7 place.nam unknown-field-near", "9 other.fr.titel unknown-field-near", "13 person.1.title wrong-type",
		}},
		{"values where tables are due", "title = {}\nplace = 3\nother = \"fr\"\nperson = [\"one\"]\n",
			[]string{"1 title wrong-type", "2 place wrong-type", "3 other wrong-type", "4 person wrong-type"}},
		{"tables where others are due", "[[place]]\n[person]\n[[other]]\n[tags]\n",
			[]string{"1 place wrong-type", "2 person wrong-type", "3 other wrong-type", "4 tags wrong-type"}},
		{"inline tables", "place = { nam = 1 }\nperson = [\n{ title = \"a\" },\n{ title = 2 },\n{ day = 2027-02-30 },\n]\n",
			[]string{"1 place.nam unknown-field-near", "4 person.1.title wrong-type", "5 person.2.day field-misplaced", "5 person.2.day no-such-date"}},
		{"dates in other forms", "day = 2027-7-30\nuntil = 2027-07-30T\ntitle = 2027-7-30\nplace = 2027-7-30\ntags = [2027-7-30]\n",
			[]string{"1 day wrong-type", "2 until wrong-type", "3 title wrong-type", "4 place wrong-type", "5 tags wrong-type"}},
		{"dates that do not exist", "day = 2027-13-01\nuntil = 2027-02-30 24:00:00.123456789123+99:99\n[place]\nname = 25:00\n",
			[]string{"1 day no-such-date", "2 until no-such-date", "4 place.name no-such-date"}},
		{"lines that are not TOML", "title = “x”\ncount = three\nday: 2027-02-30\n[place\nname = “x”\nnam = 1\n[other.fr]\ntitel = \"\nday = 2027-02-30\n",
			[]string{"1 title not-toml", "2 count not-toml", "3 day not-toml", "4 place table-not-closed", "5 place.name not-toml", "6 place.nam unknown-field-near",
				"8 other.fr.titel not-toml", "9 other.fr.day no-such-date", "9 other.fr.day unknown-field"}},
		{"a line that is not TOML of a key that is there already", "title = \"a\"\ntitle = “b”\ncount = \"x\"\n",
			[]string{"2 title not-toml", "3 count wrong-type"}},
		{"keys given twice", "title = \"a\"\ntitle = \"b\"\ncount = \"x\"\ntitle = \"c\"\n",
			[]string{"2 title key-twice", "3 count wrong-type", "4 title key-twice"}},
		{"a table given twice", "[place]\n[place]\n", []string{"2 place key-twice"}},
		{"a text that does not end", "count = “1”\ntitle = \"\"\"a\nb = “c”\n", []string{"1 count not-toml", "2 title text-not-closed"}},
		{"a list that does not end", "tags = [\n\"a\",\ncount = 1\n", []string{"1 tags not-toml", "3 tags not-toml"}},
		{"a number too large", "count = 99999999999999999999\ntags = 1\n", []string{"1 count not-toml", "2 tags wrong-type"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, found(t, test.text)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeUnreadable(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
		unread     bool
	}{
		{"not TOML", "title = \"a\"\nday is tomorrow\n", []string{"2  not-toml"}, true},
		{"a value is missing", "title = \n", []string{"1 title not-toml"}, false},
		{"the same key twice", "title = \"a\"\ntitle = \"b\"\n", []string{"2 title key-twice"}, false},
		{"JSON", "{\n  \"title\": \"a\"\n}\n", []string{"1  not-toml"}, true},
		{"HTML", "<!doctype html>\n<title>a</title>\n", []string{"1  not-toml"}, true},
		{"empty", " \n", []string{"0  empty"}, true},
		{"a byte order mark alone", "\xef\xbb\xbf", []string{"0  empty"}, true},
		{"not UTF-8", "title = \"a\"\n# \xff\n", []string{"2  not-utf8"}, true},
		{"UTF-16", "\xff\xfet\x00i\x00", []string{"1  not-utf8"}, true},
		{"binary", "title = \"a\"\n\x00\n", []string{"2  not-text"}, true},
		{"too large", strings.Repeat("#", Limit+1), []string{"0  too-large"}, true},
		{"10 MB", strings.Repeat("title = \"a\"\n", 10<<20/12), []string{"0  too-large"}, true},
		{"more broken lines than are passed over", strings.Repeat("title = a\n", maxBroken+5), nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			var v entry
			f, _ := Decode("x.toml", []byte(test.text), &v)
			got := found(t, test.text)
			if test.want == nil {
				got = nil
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if f.Unread() != test.unread {
				t.Errorf("Unread() = %v, want %v", f.Unread(), test.unread)
			}
		})
	}
}

// TestDecodeDeep: what nests deeply is refused, because the TOML package would take a minute over it.
func TestDecodeDeep(t *testing.T) {
	n := Limit / 8
	for _, text := range []string{
		strings.Repeat("a.", n) + "a = 1\n",
		"[" + strings.Repeat("a.", n) + "a]\n",
		"[[" + strings.Repeat("a.", n) + "a]]\n",
		"a = " + strings.Repeat("{a=", n) + "1" + strings.Repeat("}", n),
		"a = {" + strings.Repeat("a.", n) + "a = 1}\n",
		"a = " + strings.Repeat("[", n) + strings.Repeat("]", n),
		"a = " + strings.Repeat("[", 7*n),
		strings.Repeat("a.", n) + "a = “1”\n",
	} {
		if diff := cmp.Diff([]string{"1 not-toml"}, codes(text)); diff != "" {
			t.Errorf("Decode(%.20q…) (-want +got):\n%s", text, diff)
		}
	}
	if got := codes(strings.Repeat("a.", maxDepth-1) + "a = " + strings.Repeat("[", maxDepth-1) + strings.Repeat("]", maxDepth-1)); !cmp.Equal(got, []string{"1 unknown-field"}) {
		t.Errorf("a key of %d names: %v, want it unknown", maxDepth, got)
	}
}

// codes are lines and codes alone, each once.
func codes(text string) []string {
	var v entry
	_, list := Decode("x.toml", []byte(text), &v)
	var out []string
	for _, p := range list {
		if s := fmt.Sprintf("%d %s", p.Line, p.Code); len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

func TestDecodeValues(t *testing.T) {
	var v entry
	// A byte order mark, CRLF, and e followed by a combining acute accent, as it is and escaped.
	_, list := Decode("x.toml", []byte("\xef\xbb\xbftitle = \"cafe\u0301\"\r\nday = 2027-07-30\r\ntags = [\"cafe\\u0301\"]\r\n[other.fr]\r\ntitle = \"\"\"\r\na\r\nb\"\"\"\r\n"), &v)
	if len(list) > 0 {
		t.Fatalf("Decode: %v", list)
	}
	want := entry{Title: "café", Day: v.Day, Tags: []string{"café"}, Other: map[string]page{"fr": {"a\nb"}}}
	if diff := cmp.Diff(want, v); diff != "" || v.Day.String() != "2027-07-30" {
		t.Errorf("Decode (-want +got):\n%s", diff)
	}
	v = entry{}
	if _, list := Decode("x.toml", []byte("tags = [\"a\", 3]\nday = 0001-01-01\n"), &v); len(v.Tags) > 0 || len(list) != 2 {
		t.Errorf("Decode of a list with a wrong value = %v, %v, want none of it, and an error for the year", v.Tags, list)
	}
}

func TestLines(t *testing.T) {
	var v entry
	f, list := Decode("x.toml", []byte(`title = """
one
two
"""
tags = [
  "a",
]
[place]
name = '''one
two'''
[other]
fr.title = "one\ntwo\nthree"
`), &v)
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, test := range []struct {
		key  string
		n    int
		want int
	}{
		{"title", 0, 2}, {"title", 1, 3}, {"title", 9, 4}, {"tags", 0, 5}, {"place.name", 0, 9}, {"place.name", 1, 10},
		{"other.fr.title", 2, 12}, {"place.absent", 3, 8}, {"absent", 0, 1},
	} {
		if got := f.TextLine(test.key, test.n); got != test.want {
			t.Errorf("TextLine(%q, %d) = %d, want %d", test.key, test.n, got, test.want)
		}
	}
	if !f.Has("other.fr") || !f.Has("place") || f.Has("person") {
		t.Error("Has: want other.fr and place, not person")
	}
}

func TestText(t *testing.T) {
	got, list := Text("x", []byte("\xef\xbb\xbfa\r\nb\rc\nn\u0303"), 100)
	if want := "a\nb\nc\nñ"; got != want || len(list) > 0 {
		t.Errorf("Text = %q, %v, want %q", got, list, want)
	}
}

func TestAddress(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"https://example.org", ""},
		{"https://example.org:8443/a?b=c#d", ""},
		{"HTTPS://EXAMPLE.ORG/", ""},
		{"https://xn--e1afmkfd.xn--p1ai/", ""},
		{"https://пример.рф/", ""},
		{"https://हिन्दी.भारत/", ""},
		{"https://2.example.org/ä", ""},
		{"http://example.org", "not-https"},
		{"ftp://example.org", "not-https"},
		{"//example.org", "not-https"},
		{"", "bad-link"},
		{"example.org", "bad-link"},
		{"https:example.org", "bad-link"},
		{"https:///example.org", "bad-link"},
		{"https://", "bad-link"},
		{"https://localhost/", "bad-link"},
		{"https://127.0.0.1/", "bad-link"},
		{"https://0x7f.1/", "bad-link"},
		{"https://[::1]/", "bad-link"},
		{"https://example.org./", "bad-link"},
		{"https://a..org/", "bad-link"},
		{"https://user@example.org/", "bad-link"},
		{`https://example.com\.example.org/`, "bad-link"},
		{"https://example.com%2f.example.org/", "bad-link"},
		{"https://example.com%EF%BC%8F.example.org/", "bad-link"},
		{"https://example.org/a b", "bad-link"},
		{"https://example.org/\u202e", "bad-link"},
		{" https://example.org/", "bad-link"},
		{"https://example.org/\n", "bad-link"},
		{"javascript:alert(1)", "bad-link"},
		{"java\tscript:alert(1)", "bad-link"},
		{"mailto:anna@example.org", "bad-link"},
	} {
		if got := Address(test.in); got != test.want {
			t.Errorf("Address(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestHost(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"https://WWW.Example.org:443/a", "www.example.org"}, {"https://example.org?a", "example.org"}, {"example.org", ""}, {"https://%", ""},
	} {
		if got := Host(test.in); got != test.want {
			t.Errorf("Host(%q) = %q, want %q", test.in, got, test.want)
		}
	}
	for in, want := range map[string]bool{"un.org": true, "UN.org": false, "https://un.org": false, "un.org/": false, "un": false, "": false, "*.un.org": false} {
		if got := IsHost(in); got != want {
			t.Errorf("IsHost(%q) = %v, want %v", in, got, want)
		}
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

// FuzzDecode: any text is read or reported, every problem has a line that exists, what is unread is said to be, and what the TOML package reads
// without a word is not called anything but TOML.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"title = \"a\"", "day = 2027-02-30", "[other.fr]\ntitle = 1", "[[person]]\n[[person]]\ntitle=\"b\"",
		"place = { name = 3 }", "tags = [2027-02-30, 2027-13-01T25:00:00]", "day = 1979-05-27 07:32:00Z", "a.b.c = 1", "\"\" = 2",
		"title = “a”\n[place\nname: b", "title = \"\"\"\na\\\n\"\"\"\ntitle = 1", "day = 2027-7-30\nperson = [{day = 2027-02-30}]", "a = {\nb = 1,\n}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var v entry
		file, list := Decode("x.toml", data, &v)
		lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1
		for _, p := range list {
			if p.Line < 0 || p.Line > lines {
				t.Errorf("Decode(%q): %v stands on line %d of %d", data, p, p.Line, lines)
			}
		}
		if list.Errors() == 0 && (file.Unread() || len(strings.TrimSpace(string(data))) == 0) {
			t.Errorf("Decode(%q) is unread without a problem", data)
		}
		if len(data) > 500 { // the TOML package may take long
			return
		}
		text, _ := Text("x.toml", data, Limit)
		var raw map[string]toml.Primitive
		if _, err := toml.Decode(text, &raw); err != nil && list.Errors() == 0 {
			t.Errorf("Decode(%q) has no problem; the TOML package says %v", data, err)
		}
	})
}
