package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"
)

// form is the one form of a text, in the order of entry; empty where it is not TOML.
func form(t testing.TB, text string) string {
	t.Helper()
	var v entry
	d, list := ReadDocument("x.toml", []byte(text), &v)
	if d == nil {
		if len(list) == 0 {
			t.Errorf("ReadDocument(%q) gives neither a document nor a problem", text)
		}
		return ""
	}
	return string(d.Bytes())
}

// TestDocumentForm holds the form to archives: a text, and the same in its one form.
func TestDocumentForm(t *testing.T) {
	names, err := filepath.Glob("testdata/form/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives in testdata/form: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) != 2 || a.Files[0].Name != "given" || a.Files[1].Name != "want" {
				t.Fatal("the archive has other parts than given and want")
			}
			got := form(t, string(a.Files[0].Data))
			if diff := cmp.Diff(string(a.Files[1].Data), got); diff != "" {
				t.Errorf("the form (-want +got):\n%s", diff)
			}
			sameForm(t, string(a.Files[0].Data))
		})
	}
}

// sameForm fails where the form of a text has other values or comments than the text, or another form.
func sameForm(t testing.TB, text string) {
	t.Helper()
	got := form(t, text)
	if got == "" {
		return
	}
	if again := form(t, got); again != got {
		t.Errorf("the form of %q changes when it is read again (-once +twice):\n%s", text, cmp.Diff(got, again))
	}
	before, _ := Text("x.toml", []byte(text), Limit)
	if diff := cmp.Diff(values(t, before), values(t, got), cmpopts.EquateNaNs(), composed); diff != "" {
		t.Errorf("the values of %q changed in %q (-before +after):\n%s", text, got, diff)
	}
	if diff := cmp.Diff(comments(before), comments(got)); diff != "" {
		t.Errorf("the comments of %q changed in %q (-before +after):\n%s", text, got, diff)
	}
}

// comments are the comments of a text, sorted.
func comments(text string) []string {
	p := unstable.Parser{KeepComments: true}
	p.Reset([]byte(text))
	var all []string
	var below func(n *unstable.Node)
	below = func(n *unstable.Node) {
		if n.Kind == unstable.Comment {
			all = append(all, strings.TrimSpace(string(n.Data)))
		}
		for it := n.Children(); it.Next(); {
			below(it.Node())
		}
	}
	for p.NextExpression() {
		below(p.Expression())
		if next := p.Expression().Next(); next != nil {
			below(next)
		}
	}
	slices.Sort(all)
	return all
}

// composed takes texts for the same that read the same.
var composed = cmp.Transformer("NFC", func(s string) string { return norm.NFC.String(s) })

func values(t testing.TB, text string) (v map[string]any) {
	t.Helper()
	if _, err := toml.Decode(text, &v); err != nil {
		t.Errorf("%q is not TOML: %v", text, err)
	}
	return v
}

// TestQuote: what was quoted reads as it was.
func TestQuote(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", `""`},
		{"Walk", `"Walk"`},
		{`the "light" \ walk`, `"the \"light\" \\ walk"`},
		{"a\tb", `"a\tb"`},
		{"one\ntwo\n", "\"\"\"\none\ntwo\n\"\"\""},
		{"\n\"\"\"\"\"\n\"", "\"\"\"\n\n\"\"\\\"\"\"\n\\\"\"\"\""},
		{"نور\u200cها", "\"نور\u200cها\""},
		{"a\u202eb\u0000", `"a\u202Eb\u0000"`},
		{"e\u0301", "\"\u00e9\""},
		{"\u0000\u0301", `"\u0000\u0301"`},
		{"\U000e0041", `"\U000E0041"`},
	} {
		got := Quote(tt.text)
		if got != tt.want {
			t.Errorf("Quote(%q) = %s, want %s", tt.text, got, tt.want)
		}
		if v := values(t, "a = "+got); v["a"] != norm.NFC.String(tt.text) {
			t.Errorf("Quote(%q) reads as %q", tt.text, v["a"])
		}
	}
}

// TestSet: a value that is set replaces one that is there and keeps its comments; a key that is new takes its place among the others.
func TestSet(t *testing.T) {
	var v entry
	d, _ := ReadDocument("x.toml", []byte("# how many\ncount = 1 # so far\n[place]\nname = \"Quito\"\n"), &v)
	d.Set("count", 2)
	d.Set("title", "Walk")
	d.Set("day", Day{time.Date(2027, 7, 30, 0, 0, 0, 0, time.UTC)})
	d.Set("other.fr.title", "Marche")
	const want = `title = "Walk"
day   = 2027-07-30
# how many
count = 2  # so far

[place]
name = "Quito"

[other.fr]
title = "Marche"
`
	if diff := cmp.Diff(want, string(d.Bytes())); diff != "" {
		t.Errorf("Set (-want +got):\n%s", diff)
	}
	for _, key := range []string{"count", "place.name", "other.fr.title", "never.there", "day.below"} {
		d.Unset(key)
	}
	if got, want := string(d.Bytes()), "title = \"Walk\"\nday   = 2027-07-30\n"; got != want {
		t.Errorf("Unset leaves %q, want %q", got, want)
	}
}

// TestReplace: of a document that is replaced the comments stay, but for those of keys that are gone.
func TestReplace(t *testing.T) {
	var v entry
	d, _ := ReadDocument("x.toml", []byte("# the file\n\n# gone\ntitle = \"Walk\"\ncount = 1 # so far\n[place] # where\nname = \"Quito\"\n[other.fr]\ntitle = \"Marche\"\n"), &v)
	v.Count, v.Place.Name = 2, "Lima"
	d.Replace(v)
	const want = `# the file

count = 2  # so far

[place]  # where
name = "Lima"
`
	if diff := cmp.Diff(want, string(d.Bytes())); diff != "" {
		t.Errorf("Replace (-want +got):\n%s", diff)
	}
}

// FuzzDocument: the form of any text has its values and its comments, and is the form of itself.
func FuzzDocument(f *testing.F) {
	names, err := filepath.Glob("testdata/form/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	demo, err := filepath.Glob("../testdata/demo/content/events/2027/*.toml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range demo {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) { sameForm(t, text) })
}

// FuzzQuote: any text can be quoted and read again.
func FuzzQuote(f *testing.F) {
	f.Add("a\n\"\"\"b\u0301\\")
	f.Add("\u200b\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		want := norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))
		text, list := Text("x.toml", []byte("a = "+Quote(s)), 1<<20)
		if len(list) > 0 {
			t.Fatalf("Quote(%q) cannot be read: %v", s, list)
		}
		if v := values(t, text); v["a"] != want {
			t.Errorf("Quote(%q) reads as %q, want %q", s, v["a"], want)
		}
	})
}
