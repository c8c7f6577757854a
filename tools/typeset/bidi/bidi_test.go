package bidi

import (
	"bufio"
	"cmp"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// TestCharacters passes all of Unicode's BidiCharacterTest.txt: the levels of each character and the order they are seen in.
func TestCharacters(t *testing.T) {
	name := cmp.Or(os.Getenv("UNICODE_DATA"), "/usr/share/unicode") + "/BidiCharacterTest.txt"
	f, err := os.Open(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v; install unicode-data, or name the folder in UNICODE_DATA", err)
		}
		t.Skipf("%v; install unicode-data, or name the folder in UNICODE_DATA", err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	lines, failures := 0, 0
	for number := 1; in.Scan(); number++ {
		if number == 1 && !strings.Contains(in.Text(), bidi.UnicodeVersion) {
			t.Logf("the file is %q, the classes of characters are of Unicode %s: a line may fail for that alone", strings.TrimPrefix(in.Text(), "# "), bidi.UnicodeVersion)
		}
		fields := strings.Split(in.Text(), ";")
		if len(fields) != 5 || strings.HasPrefix(in.Text(), "#") {
			continue
		}
		lines++
		var text []rune
		for _, code := range strings.Fields(fields[0]) {
			n, err := strconv.ParseUint(code, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, rune(n))
		}
		base := map[string]Level{"0": 0, "1": 1, "2": Auto}[fields[1]]
		levels, paragraph := Levels(text, base)
		levels = Line(text, levels, paragraph)
		var gotLevels, gotOrder []string
		for i, l := range levels {
			if removed(classOf(text[i])) {
				gotLevels = append(gotLevels, "x")
			} else {
				gotLevels = append(gotLevels, strconv.Itoa(int(l)))
			}
		}
		for _, i := range Order(levels) {
			if gotLevels[i] != "x" {
				gotOrder = append(gotOrder, strconv.Itoa(i))
			}
		}
		got := strings.Join([]string{fields[0], fields[1], strconv.Itoa(int(paragraph)), strings.Join(gotLevels, " "), strings.Join(gotOrder, " ")}, ";")
		if got != in.Text() {
			if failures++; failures <= 10 {
				t.Errorf("line %d: got %s, want %s", number, got, in.Text())
			}
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	if failures > 0 || lines < 90_000 {
		t.Errorf("%d of %d lines of %s fail", failures, lines, name)
	}
}

// TestLevels are a few lines such as the site has, so that the rules are tested where Unicode's file is not at hand.
func TestLevels(t *testing.T) {
	for _, test := range []struct {
		text string
		base Level
		want string // a digit for each character
	}{
		{"", Auto, ""},
		{"Day", Auto, "000"},
		{"يوم", Auto, "111"},
		{"2017 عام", Auto, "22221111"},
		{"a (ب) c", 0, "0001000"},
		{"ا (b) ج", 1, "1112111"},
		{"ا E/2017/30", 1, "11222222222"},
		{"le يوم 30", 0, "000111122"},
		{"\u2067يوم!\u2069 x", 0, "01111000"},
		{"\u202eab\u202c c", 0, "011100"},
		{"ا\t", 1, "11"},
		{"a ا ", 0, "0010"},
	} {
		text := []rune(test.text)
		levels, paragraph := Levels(text, test.base)
		var got strings.Builder
		for _, l := range Line(text, levels, paragraph) {
			got.WriteByte('0' + byte(l))
		}
		if got.String() != test.want {
			t.Errorf("Levels(%q, %d) = %s, want %s", test.text, test.base, got.String(), test.want)
		}
	}
}

// FuzzLevels: no text makes the algorithm fail, every level is in bounds, and the order holds each character once.
func FuzzLevels(f *testing.F) {
	for _, s := range []string{"", "يوم 30 (July)", "\u2066\u202e\u2069\u202c", strings.Repeat("\u202b", 200) + "a", strings.Repeat("[", 100) + "]", "a\u2029ب"} {
		f.Add(s, int8(0))
		f.Add(s, int8(1))
		f.Add(s, int8(Auto))
	}
	f.Fuzz(func(t *testing.T, s string, base int8) {
		if base < -1 || base > 1 {
			return
		}
		text := []rune(s)
		levels, paragraph := Levels(text, Level(base))
		levels = Line(text, levels, paragraph)
		for i, l := range levels {
			if l < 0 || l > maxDepth+1 {
				t.Errorf("character %d of %q has the level %d", i, s, l)
			}
		}
		order := Order(levels)
		slices.Sort(order)
		for i, at := range order {
			if i != at {
				t.Fatalf("the order of %q lacks character %d", s, i)
			}
		}
	})
}
