package presskit

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
)

// TestCheck holds every rule to an archive.
func TestCheck(t *testing.T) {
	g := problemtest.Glossary(t)
	problemtest.Archives(t, func(files fstest.MapFS) problem.List {
		_, list := Read(files, g)
		return list
	})
}

// TestSources: the press kit of the repository is sound.
func TestSources(t *testing.T) {
	k, list := Read(problemtest.Repository(), problemtest.Glossary(t))
	problemtest.Sound(t, list)
	if len(k.Facts) == 0 {
		t.Error("it has no facts")
	}
}

// TestCount: what a reader sees as one character, or one word, is one.
func TestCount(t *testing.T) {
	for _, tt := range []struct {
		text              string
		characters, words int
	}{
		{"", 0, 0},
		{"L’Assemblée générale", 20, 2},
		{"e\u0301", 1, 1},
		{"👩‍🚒", 1, 0},
		{"اليومُ العالميّ", 13, 2},
		{"30 июля — Всемирный день", 24, 4},
		{"世界日", 3, 1},
	} {
		if c, w := Characters(tt.text), Words(tt.text); c != tt.characters || w != tt.words {
			t.Errorf("%q: %d characters, %d words; want %d, %d", tt.text, c, w, tt.characters, tt.words)
		}
	}
}

// FuzzParse: any file is a press kit within its limits, complete in six languages, or a list of problems, whose lines exist.
func FuzzParse(f *testing.F) {
	data, err := fs.ReadFile(problemtest.Repository(), File)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	for _, s := range []string{"[day]\nen = 3", "[[message]]\nid = \"a\"\n[message.post]\nen = \"#a\"", "[[fact]]\nwhen = \"2012\"\nsymbols = []", "message = 1\nday = []"} {
		f.Add([]byte(s))
	}
	g := problemtest.Glossary(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		k, list := parse(data, g)
		problemtest.Lines(t, data, list)
		if list.Errors() > 0 {
			return
		}
		for _, tag := range lang.All() {
			if k.Day[tag] == "" || len(k.Messages) < fewest {
				t.Errorf("%q is no whole press kit, and has no problem", data)
			}
			for _, m := range k.Messages {
				if got, ok := k.Message(m.ID); !ok || got.Long[tag] != m.Long[tag] || Characters(m.Long[tag]) > 600 || Characters(m.Post[tag]) > 280 || Characters(m.Short[tag]) > 100 {
					t.Errorf("%q: the message %q in %s is too long, and has no problem", data, m.ID, tag)
				}
			}
		}
	})
}
