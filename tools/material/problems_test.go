package material

import (
	"os"
	"strings"
	"testing"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/typeset"
)

// TestReport: every fault that a text can have is said in six languages, with the character or the number it is about.
func TestReport(t *testing.T) {
	narrow := typeset.Box{Field: "title", Width: 60, Max: 20, Min: 10, Lines: 1}
	cut := narrow
	cut.Cut = true
	for _, test := range []struct {
		text string
		box  typeset.Box
		want string // in English
		says string // in every language
	}{
		{"Candle 🕯", narrow, "a.toml:3: title: the fonts do not have U+1F56F 🕯; write it with other characters, or draw with full fonts: --fonts FOLDER [glyph-missing]", "U+1F56F"},
		{"a\x07", narrow, "a.toml:3: title: U+0007 has no place in a picture; delete it [character-unfit]", "U+0007"},
		{strings.Repeat("a", typeset.Longest+1), narrow, "a.toml:3: title: 10001 characters are too many; use at most 10000 [too-long]", "10001"},
		{"World Day against Trafficking", narrow, "a.toml:3: title: does not fit in the picture, even in the smallest type (characters too many: 19); shorten the text [text-overflow]", "19"},
		{"World Day against Trafficking", cut, "a.toml:3: warning: title: is cut off in the picture (characters missing: 20); shorten the text [text-cut]", "20"},
	} {
		_, faults := embedded().Set(test.text, "en", test.box)
		var list problem.List
		Report(&list, "a.toml", 3, faults)
		if len(list) != 1 {
			t.Fatalf("%.40q has the problems %v, want one", test.text, list)
		}
		for _, tag := range lang.All() {
			words, err := lang.ReadWords(os.DirFS("../.."), tag)
			if err != nil {
				t.Fatal(err)
			}
			got := list[0].Message(words)
			if tag == lang.EN && got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
			if !strings.Contains(got, test.says) || strings.Contains(got, "{{") {
				t.Errorf("%s: %q does not say %s", tag, got, test.says)
			}
		}
	}
}
