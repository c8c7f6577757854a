package resolution

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"example.org/july30/tools/lang"
)

// TestTwins prints how near each translation comes to the official wording of nearly the same sentence: chrF against the paragraphs of
// later resolutions that are similar to one of 2017/18 by 0.8 or more in Chinese. It judges nothing: below 60 a reader looks again.
func TestTwins(t *testing.T) {
	var twins []struct {
		Zh         string  `json:"zh_2017_18"`
		Similarity float64 `json:"similarity"`
		Source     string  `json:"source"`
		AR         string  `json:"ar"`
		EN         string  `json:"en"`
		FR         string  `json:"fr"`
		RU         string  `json:"ru"`
		ES         string  `json:"es"`
	}
	if err := json.Unmarshal(read(t, filepath.Join(unTexts(t), "aligned-2017-18.json")), &twins); err != nil {
		t.Fatal(err)
	}
	docs := map[lang.Tag][]Paragraph{}
	for _, tag := range lang.All() {
		docs[tag] = parse(t, string(tag)+".txt", tag, read(t, filepath.Join(sources, string(tag)+".txt"))).Leaves()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "chrF against the official wording of the twin\n%-6s %-24s %5s", "", "twin", "zh")
	others := []lang.Tag{lang.AR, lang.EN, lang.FR, lang.RU, lang.ES}
	for _, tag := range others {
		fmt.Fprintf(&b, " %5s", tag)
	}
	found := 0
	for _, twin := range twins {
		if twin.Similarity < 0.8 {
			continue
		}
		zh := letters(withoutNumber(twin.Zh)) // of the last paragraph with date and meeting
		i := slices.IndexFunc(docs[lang.ZH], func(p Paragraph) bool { return strings.HasPrefix(zh, letters(p.Text.Plain())) })
		if i < 0 {
			t.Errorf("no paragraph of zh.txt is %q", twin.Zh)
			continue
		}
		found++
		fmt.Fprintf(&b, "\n%-6s %-24s %5.2f", docs[lang.ZH][i].ID, twin.Source, twin.Similarity)
		for _, tag := range others {
			official := map[lang.Tag]string{lang.AR: twin.AR, lang.EN: twin.EN, lang.FR: twin.FR, lang.RU: twin.RU, lang.ES: twin.ES}[tag]
			fmt.Fprintf(&b, " %5.0f", chrF(docs[tag][i].Text.Plain(), withoutNumber(official)))
		}
	}
	if found != 15 {
		t.Errorf("%d twins, want 15", found)
	}
	t.Log(b.String())
}

func withoutNumber(s string) string {
	s = strings.TrimSpace(s)
	for _, p := range []interface{ FindStringIndex(string) []int }{numbered, lettered} {
		if m := p.FindStringIndex(s); m != nil {
			return strings.TrimSpace(s[numberEnd(s, m[1]):])
		}
	}
	return s
}

// letters are the letters and numbers of a text alone: punctuation and marks differ between extractions.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// chrF is the character n-gram F-score of two texts, n from 1 to 6, recall weighted twice as precision, spaces left out, from 0 to 100
// (M. Popović, chrF: character n-gram F-score for automatic MT evaluation, WMT 2015).
func chrF(got, want string) float64 {
	const order, beta = 6, 2
	var precision, recall float64
	a, b := []rune(squeeze(got)), []rune(squeeze(want))
	for n := 1; n <= order; n++ {
		x, y := grams(a, n), grams(b, n)
		same := 0
		for g, k := range x {
			same += min(k, y[g])
		}
		precision += ratio(same, len(a)-n+1) / order
		recall += ratio(same, len(b)-n+1) / order
	}
	if precision+recall == 0 {
		return 0
	}
	return 100 * (1 + beta*beta) * precision * recall / (beta*beta*precision + recall)
}

func grams(s []rune, n int) map[string]int {
	out := map[string]int{}
	for i := 0; i+n <= len(s); i++ {
		out[string(s[i:i+n])]++
	}
	return out
}

func ratio(a, b int) float64 {
	if b <= 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// TestChrF: the score of known pairs.
func TestChrF(t *testing.T) {
	for _, tt := range []struct {
		got, want string
		min, max  float64
	}{
		{"a sentence", "a sentence", 100, 100},
		{"", "a sentence", 0, 0},
		{"abc", "xyz", 0, 0},
		{"the activities of the Office", "the activities of the Group", 70, 95},
	} {
		if f := chrF(tt.got, tt.want); f < tt.min-1e-9 || f > tt.max+1e-9 {
			t.Errorf("chrF(%q, %q) = %.1f, want %.0f to %.0f", tt.got, tt.want, f, tt.min, tt.max)
		}
	}
}
