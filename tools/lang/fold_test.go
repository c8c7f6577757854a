package lang

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// foldGolden holds texts and what they fold to; the test of assets/js/fold.js reads it too.
const foldGolden = "../browser/testdata/fold.json"

func TestFold(t *testing.T) {
	texts := []string{
		"", "  ", "Candlelight  walk; songs, and a reading", "Élan ÉTÉ Œuvre", "Straße ΣΊΣΥΦΟΣ", "İstanbul ısı", "Ёлка и йод", "ВСЕМИРНЫЙ ДЕНЬ",
		"اليَوْمُ العالميّ", "الأُمم إلى آخر", "مكافحة الاتجار بالأشخاص", "على مدى ١٢٣", "هماهنگی ۴۵", "كـــتاب", "防止人口贩运２０２７年", "ﬁnal ﬂow", "ｆｕｌｌ ｗｉｄｔｈ",
		"E/RES/2017/18", "a\u00adb\u200bc\u200dd", "한국어", "नेपाल २०२७", "Đà Nẵng", "Łódź", "½ ²", "Tōkyō—Ōsaka", "ΑΊ ᾼ", "ǅ ǆ",
	}
	got := map[string]string{}
	for _, s := range texts {
		got[s] = Fold(s)
		if again := Fold(got[s]); again != got[s] {
			t.Errorf("Fold(%q) = %q, folded again %q", s, got[s], again)
		}
	}
	if *update {
		data, err := json.MarshalIndent(map[string]any{"variants": Variants(), "folded": got}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(foldGolden, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(foldGolden)
	if err != nil {
		t.Fatal(err)
	}
	var want struct{ Variants, Folded map[string]string }
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Folded, got); diff != "" {
		t.Errorf("folded (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Variants, Variants()); diff != "" {
		t.Errorf("variants (-want +got):\n%s", diff)
	}
}

// FuzzFold: folding again changes nothing.
func FuzzFold(f *testing.F) {
	f.Add("اليَوْمُ العالميّ ΣΊΣΥΦΟΣ")
	f.Add("00\xf6Ί")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if again := Fold(once); again != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, again)
		}
	})
}
