package lang

import (
	"testing"
	"testing/fstest"
)

func TestParse(t *testing.T) {
	for _, tag := range All() {
		for _, s := range []string{string(tag), tag.BCP47()} {
			if got, ok := Parse(s); got != tag || !ok {
				t.Errorf("Parse(%q) = %q, %v, want %q", s, got, ok, tag)
			}
		}
	}
	for _, s := range []string{"", "EN", "zh-hans", "zh-CN", "de", "en-GB"} {
		if got, ok := Parse(s); ok {
			t.Errorf("Parse(%q) = %q, want none", s, got)
		}
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"en": "en", "EN": "en", "zh-hans": "zh-Hans", "ZH-cn": "zh-CN", "sr-latn-rs": "sr-Latn-RS", "sw": "sw", "tl": "tl", "es-419": "es-419", "ase": "ase",
		"": "", "english": "", "und": "", "und-Latn": "", "mul": "", "zxx": "", "x-private": "", "en_GB": "", "e": "", "en-x-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd": "",
	} {
		if got, ok := Canonical(in); got != want || ok != (want != "") {
			t.Errorf("Canonical(%q) = %q, %v, want %q", in, got, ok, want)
		}
		if again, _ := Canonical(want); again != want {
			t.Errorf("Canonical(%q) = %q, want the same", want, again)
		}
	}
}

func TestSameWriting(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"en", "en", true}, {"en", "en-GB", true}, {"zh-Hans", "zh", true}, {"zh-Hans", "zh-CN", true}, {"zh-Hans", "zh-SG", true},
		{"zh-Hans", "zh-Hant", false}, {"zh-Hans", "zh-TW", false}, {"sr-Latn", "sr", false}, {"fr", "es", false}, {"fr", "", false}, {"english", "en", false},
	} {
		if got := SameWriting(test.a, test.b); got != test.want {
			t.Errorf("SameWriting(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
		if SameWriting(test.a, test.b) != SameWriting(test.b, test.a) {
			t.Errorf("SameWriting(%q, %q) depends on the order", test.a, test.b)
		}
	}
}

func TestWords(t *testing.T) {
	w, err := ReadWords(fstest.MapFS{"i18n/fr.toml": {Data: []byte("[a]\none = \"un {{ .B }}\"\nother = \"des {{ .B }}\"\n[c]\nother = \"{{ .Z }} {{ .A }} {{ .Z }}\"\n")}}, FR)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Text("a", map[string]any{"B": "<b>"}); got != "des <b>" {
		t.Errorf("Text(a) = %q, want the place filled as it is", got)
	}
	if got := w.Text("a", nil); got != "des {{ .B }}" {
		t.Errorf("Text(a) without the place = %q, want the string as it is", got)
	}
	if got := w.Text("none", map[string]any{"B": 3}); got != "none map[B:3]" {
		t.Errorf("Text(none) = %q, want the key and what would fill it", got)
	}
	if got := w.Places("c"); len(got) != 2 || got[0] != "A" || got[1] != "Z" {
		t.Errorf("Places(c) = %q, want A and Z", got)
	}
	if !w.Has("c") || w.Has("none") || len(w.Keys()) != 2 || w.Classes("a")["one"] == "" {
		t.Errorf("words = %+v", w)
	}
	for name, fsys := range map[string]fstest.MapFS{"no file": {}, "no TOML": {"i18n/fr.toml": {Data: []byte("a")}}} {
		if _, err := ReadWords(fsys, FR); err == nil {
			t.Errorf("ReadWords with %s has no error", name)
		}
	}
}

// TestRead: whoever writes in a language of the six, wherever and in whichever script, reads it.
func TestRead(t *testing.T) {
	for tag, want := range map[string]Tag{"fr": FR, "fr-CA": FR, "ZH-hant": ZH, "ar-EG": AR, "sw": "", "": "", "no tag": ""} {
		if got, ok := Read(tag); got != want || ok != (want != "") {
			t.Errorf("Read(%q) = %q, %v, want %q", tag, got, ok, want)
		}
	}
}
