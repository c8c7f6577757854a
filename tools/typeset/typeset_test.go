package typeset

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/unicodedata"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/typeset/fonts"
)

var update = flag.Bool("update", false, "rewrite the golden glyph numbers with hb-shape")

const root = "../.."

var embedded = sync.OnceValue(func() *Fonts {
	f, err := Load(fonts.Files)
	if err != nil {
		panic(err)
	}
	return f
})

// sources are the texts of the site by language: pages, resolutions, words, names of States, and the texts of UN_TEXTS.
func sources(t testing.TB) map[lang.Tag]string {
	t.Helper()
	out := map[lang.Tag]string{}
	folders := []string{"content", "i18n", "data"}
	if un := os.Getenv("UN_TEXTS"); un != "" {
		folders = append(folders, un)
	}
	for _, folder := range folders {
		dir := folder
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(root, dir)
		}
		err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !slices.Contains([]string{".md", ".txt", ".toml"}, filepath.Ext(name)) {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
			if tag, ok := lang.Parse(base[strings.LastIndexByte(base, '.')+1:]); ok {
				out[tag] += string(data) + "\n"
				return nil
			}
			for line := range strings.Lines(string(data)) { // a table of names in six languages
				key, value, _ := strings.Cut(line, " = ")
				if tag, ok := lang.Parse(key[strings.LastIndexByte(key, '.')+1:]); ok {
					out[tag] += strings.Trim(value, "\"\n") + "\n"
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestFontsHaveSources: no character of the sources lacks a glyph.
func TestFontsHaveSources(t *testing.T) {
	s := embedded().setter()
	for tag, text := range sources(t) {
		for line := range strings.Lines(text) {
			if _, missing := s.choose(&shaped{text: []rune(strings.TrimSpace(line)), chain: embedded().chain(lang.Script(tag.BCP47()), false)}); len(missing) > 0 {
				t.Errorf("%s: no font has %s; run tools/typeset/fonts/make", tag, Fault{Characters: missing}.Named())
			}
		}
	}
}

// words are single words and pairs of neighbours, each once; for Chinese, which has no blanks, what stands between signs.
func words(text string) (out []string) {
	seen := map[string]bool{}
	add := func(s string) {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for line := range strings.Lines(text) {
		fields := strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' || r == '，' || r == '。' || r == '"' })
		for i, w := range fields {
			add(w)
			if i > 0 {
				add(fields[i-1] + " " + w)
			}
		}
	}
	return out
}

// A batch is runs that one call of hb-shape can shape.
type batch struct {
	face      *Face
	direction string
	script    language.Script
	language  string
}

// glyphs writes what go-text made of a run as hb-shape writes it: [glyph=cluster@offset,offset+advance|…].
func glyphs(r shapedRun) string {
	var parts []string
	for _, g := range r.glyphs {
		s := fmt.Sprintf("%d=%d", g.GlyphID, g.ClusterIndex-r.first)
		if g.XOffset != 0 || g.YOffset != 0 {
			s += fmt.Sprintf("@%g,%g", float64(g.XOffset)/64, float64(g.YOffset)/64)
		}
		parts = append(parts, s+fmt.Sprintf("+%g", float64(g.XAdvance)/64))
	}
	return "[" + strings.Join(parts, "|") + "]"
}

// shapes collects the runs of texts, by batch, as one line of text and one of glyphs each.
func shapes(t testing.TB, s *setter, texts []string, tag string, bold bool) (texted, shaped map[batch][]string) {
	t.Helper()
	texted, shaped = map[batch][]string{}, map[batch][]string{}
	for _, text := range texts {
		m, faults := s.shape(embedded(), text, tag, "text", bold)
		if faults != nil {
			t.Errorf("%s %q: %v", tag, text, faults)
			continue
		}
		for _, r := range m.runs {
			b := batch{r.face, "ltr", r.script, tag}
			if r.level.RTL() {
				b.direction = "rtl"
			}
			texted[b] = append(texted[b], string(m.text[r.first:r.end]))
			shaped[b] = append(shaped[b], glyphs(r))
		}
	}
	return texted, shaped
}

// hbShape shapes lines with HarfBuzz itself.
func hbShape(t testing.TB, b batch, lines []string) []string {
	t.Helper()
	dir := t.TempDir()
	font, text := filepath.Join(dir, "font.ttf"), filepath.Join(dir, "text")
	if err := os.WriteFile(font, b.face.data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("hb-shape", "--no-glyph-names", "--direction="+b.direction, "--script="+b.script.String(), "--language="+b.language, "--text-file="+text, font).Output()
	if err != nil {
		t.Fatalf("hb-shape: %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// TestHarfBuzz: the words of the sources and their pairs, the names of States and the texts of the United Nations are shaped glyph for glyph
// as HarfBuzz shapes them: the same glyphs, clusters, advances and offsets.
func TestHarfBuzz(t *testing.T) {
	if _, err := exec.LookPath("hb-shape"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("hb-shape is missing; install libharfbuzz-bin")
		}
		t.Skip("hb-shape is missing; install libharfbuzz-bin")
	}
	s := embedded().setter()
	strings, runs := 0, 0
	all := sources(t)
	for i, tag := range lang.All() {
		list := words(all[tag])
		strings += len(list)
		texted, shaped := shapes(t, s, list, tag.BCP47(), i%2 == 0)
		for b, lines := range texted {
			runs += len(lines)
			want := hbShape(t, b, lines)
			if len(want) != len(lines) {
				t.Fatalf("hb-shape gives %d lines for %d", len(want), len(lines))
			}
			failures := 0
			for i, got := range shaped[b] {
				if got != want[i] {
					if failures++; failures <= 3 {
						t.Errorf("%s %s %s: %q is %s, want %s", b.language, b.face.Name, b.script, lines[i], got, want[i])
					}
				}
			}
			if failures > 0 {
				t.Errorf("%s %s: %d of %d differ", b.language, b.face.Name, failures, len(lines))
			}
		}
	}
	t.Logf("%d strings in %d runs", strings, runs)
	if strings < 10_000 {
		t.Errorf("compared %d strings, want at least 10000", strings)
	}
}

// TestGoldenGlyphs holds glyph numbers that hb-shape gave, so that another version of the shaper cannot slip in where hb-shape is not at hand.
func TestGoldenGlyphs(t *testing.T) {
	const name = "testdata/glyphs.golden"
	texts := map[lang.Tag][]string{
		lang.AR: {"اليوم العالمي لمكافحة الاتجار بالأشخاص", "لا إكراه ولا استغلال", "الْأَشْخَاصِ", "۳۰ تیر پیگیری"},
		lang.ZH: {"打击人口贩运世界日", "“2027年7月30日”"},
		lang.EN: {"World Day against Trafficking in Persons", "AVATAR To, official"},
		lang.FR: {"Journée mondiale de la lutte contre la traite d’êtres humains", "« cœur », Œuvre"},
		lang.RU: {"Всемирный день борьбы с торговлей людьми", "ТУ Г. Уфа"},
		lang.ES: {"Día Mundial contra la Trata", "¿Quién? ¡Año!"},
	}
	s := embedded().setter()
	var got, want strings.Builder
	for _, tag := range lang.All() {
		for _, text := range texts[tag] {
			for _, bold := range []bool{false, true} {
				texted, shaped := shapes(t, s, []string{text}, tag.BCP47(), bold)
				for _, b := range slices.SortedFunc(maps.Keys(texted), func(a, b batch) int { return strings.Compare(a.face.Name+a.direction, b.face.Name+b.direction) }) {
					for i, line := range texted[b] {
						head := fmt.Sprintf("%s %s %s %s %s\n", b.language, b.face.Name, b.direction, b.script, line)
						got.WriteString(head + shaped[b][i] + "\n")
						if *update {
							want.WriteString(head + hbShape(t, b, []string{line})[0] + "\n")
						}
					}
				}
			}
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(golden) {
		gotLines, wantLines := strings.Split(got.String(), "\n"), strings.Split(string(golden), "\n")
		for i := range min(len(gotLines), len(wantLines)) {
			if gotLines[i] != wantLines[i] {
				t.Errorf("line %d: got %s, want %s", i+1, gotLines[i], wantLines[i])
			}
		}
		t.Errorf("%d lines, want %d; -update writes them with hb-shape", len(gotLines), len(wantLines))
	}
}

// seen is a line as the eye meets it, from left to right, brackets turned as they are drawn.
func seen(p *Paragraph, l Line) string {
	var b strings.Builder
	for _, r := range l.Runs {
		last := -1
		for _, g := range r.Glyphs {
			if text := p.Characters(l, r, g); g.First != last || r.Added {
				if mirrored, ok := unicodedata.LookupMirrorChar([]rune(text)[0]); ok && r.Level.RTL() {
					text = string(mirrored)
				}
				b.WriteString(text)
			}
			last = g.First
		}
	}
	return b.String()
}

func set(t testing.TB, text, language string, box Box) *Paragraph {
	t.Helper()
	box.Field = "text"
	p, faults := embedded().Set(text, language, box)
	if p == nil {
		t.Fatalf("Set(%q, %s) = %v", text, language, faults)
	}
	return p
}

// written are the lines of a paragraph in the order they are read.
func written(p *Paragraph) (out []string) {
	for _, l := range p.Lines {
		out = append(out, strings.TrimRight(string(p.Text[l.First:l.End]), " \n")+l.Added)
	}
	return out
}

// TestOrder: what a reader sees from left to right. Arabic letters stand here in the order of the eye, so backwards.
func TestOrder(t *testing.T) {
	backwards := func(s string) string {
		r := []rune(s)
		slices.Reverse(r)
		return string(r)
	}
	for _, test := range []struct{ language, text, want string }{
		{"ar", "اتصل +961 1 234 567 الآن", backwards("الآن") + " +961 1 234 567 " + backwards("اتصل")},
		{"ar", "القرار E/RES/2017/18 للمجلس", backwards("للمجلس") + " E/RES/2017/18 " + backwards("القرار")},
		{"ar", "الوثيقة (E/2017/30)", "(E/2017/30) " + backwards("الوثيقة")},
		{"ar", "الساعة 18:00–20:00", "20:00–18:00 " + backwards("الساعة")},
		{"ar", "زيادة 50% اليوم", backwards("اليوم") + " 50% " + backwards("زيادة")},
		{"ar", "زوروا https://example.org/a-b?c=1, ثم", backwards("ثم") + " ,https://example.org/a-b?c=1 " + backwards("زوروا")},
		{"ar", "اكتب إلى help.me@example.org.", ".help.me@example.org " + backwards("اكتب إلى")},
		{"ar", "وسم #EndTrafficking و#كرامة", backwards("و#كرامة") + " #EndTrafficking " + backwards("وسم")},
		{"ar", "في 30 تموز/يوليه 2027", "2027 " + backwards("تموز/يوليه") + " 30 " + backwards("في")},
		{"fr", "le « يوم 30 يوليه » 2027", "le « " + backwards("يوليه") + " 30 " + backwards("يوم") + " » 2027"},
		{"ar", "مؤتمر «Journée 2027, Genève» في 2028", "2028 " + backwards("في") + " «Journée 2027, Genève» " + backwards("مؤتمر")},
		{"ar", "يوم «UNODC يدعو» غدا", backwards("غدا") + " «" + backwards("يدعو") + " UNODC» " + backwards("يوم")},
		{"fr", "à « يوم 30! » 2027", "à « !30 " + backwards("يوم") + " » 2027"},
		{"fr", "avec #كرامة_الناس !", "avec " + backwards("#كرامة_الناس") + " !"},
		{"en", "call +1 (212) 555-0100", "call +1 (212) 555-0100"},
		{"zh-Hans", "2017/18 号决议", "2017/18 号决议"},
	} {
		p := set(t, test.text, test.language, Box{Width: 1000, Max: 10})
		if got := seen(p, p.Lines[0]); got != test.want {
			t.Errorf("%s %q is seen as %q, want %q", test.language, test.text, got, test.want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, test := range []struct {
		what, language, text string
		width                float64
		want                 []string
	}{
		{"at blanks", "en", "Hidden in plain sight", 60, []string{"Hidden in", "plain sight"}},
		{"a no-break space binds", "fr", "le 30\u00a0juillet", 40, []string{"le", "30\u00a0juillet"}},
		{"a word joiner binds", "zh-Hans", "打击人口贩\u2060运日", 52, []string{"打击人口", "贩\u2060运日"}},
		{"a zero-width space allows", "en", "human\u200btrafficking", 60, []string{"human\u200b", "trafficking"}},
		{"a soft hyphen shows when it is used", "en", "traffick\u00ading ends", 46, []string{"traffick\u00ad-", "ing ends"}},
		{"and not else", "en", "traffick\u00ading", 90, []string{"traffick\u00ading"}},
		{"a line feed breaks", "en", "One\nTwo", 100, []string{"One", "Two"}},
		{"a closing sign is no beginning", "zh-Hans", "打击人口，贩运", 44, []string{"打击人", "口，贩运"}},
		{"nor an opening one an end", "zh-Hans", "打击人口《贩运》", 54, []string{"打击人口", "《贩运》"}},
		{"a dash stays with what it follows", "ru", "День — надежды", 45, []string{"День —", "надежды"}},
		{"a word too wide is divided", "en", "Trafficking", 30, []string{"Traffic", "king"}},
		{"also without leaving a sign alone", "zh-Hans", "贩。", 12, nil},
		{"none", "en", " \n ", 30, []string{}},
	} {
		p, faults := embedded().Set(test.text, test.language, Box{Field: "text", Width: test.width, Max: 10})
		if test.want == nil {
			if p != nil || len(faults) != 1 || faults[0].Kind != Overflow {
				t.Errorf("%s: Set = %v, %v, want an overflow", test.what, p, faults)
			}
			continue
		}
		if p == nil {
			t.Errorf("%s: %v", test.what, faults)
		} else if got := written(p); !slices.Equal(got, test.want) {
			t.Errorf("%s: lines %q, want %q", test.what, got, test.want)
		}
	}
}

// TestLineEnds sets every paragraph of the sources in narrow boxes: whatever the width, no line begins with a closing sign or ends with an
// opening one, no line is wider than its box, and no character is lost.
func TestLineEnds(t *testing.T) {
	for tag, text := range sources(t) {
		n := 0
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			if len(line) < 60 || n > 60 {
				continue
			}
			n++
			for _, width := range []float64{83, 131, 210} {
				p, faults := embedded().Set(line, tag.BCP47(), Box{Field: "text", Width: width, Max: 12})
				if p == nil {
					t.Errorf("%s %q: %v", tag, line, faults)
					continue
				}
				at := 0
				for i, l := range p.Lines {
					if l.First != at {
						t.Errorf("%s: line %d begins with character %d, want %d", tag, i, l.First, at)
					}
					at = l.End
					if first := p.Text[l.First]; i > 0 && strings.ContainsRune("，。、；：？！）》」』】”’…·,.;:?!)»،؛؟", first) {
						t.Errorf("%s at %g: a line begins with %q: %q", tag, width, first, written(p))
					}
					if ends := []rune(strings.TrimRight(string(p.Text[l.First:l.End]), " ")); strings.ContainsRune("（《「『【“‘«(", ends[len(ends)-1]) {
						t.Errorf("%s at %g: a line ends with an opening sign: %q", tag, width, written(p))
					}
					if l.Width > width+0.001 || l.X < -0.001 || l.X+l.Width > width+0.001 {
						t.Errorf("%s: a line of %g at %g in a box of %g", tag, l.Width, l.X, width)
					}
				}
				if at != len(p.Text) {
					t.Errorf("%s: %d of %d characters of %q are set", tag, at, len(p.Text), line)
				}
			}
		}
	}
}

// TestFit: the largest type that fits is taken, and lines share their length in a heading.
func TestFit(t *testing.T) {
	const title = "World Day against Trafficking in Persons"
	box := Box{Width: 400, Height: 150, Max: 80, Min: 20, Lines: 3}
	p := set(t, title, "en", box)
	if p.Size <= 20 || p.Size >= 80 || p.Height > box.Height || len(p.Lines) > 3 {
		t.Errorf("size %g, %d lines, %g high", p.Size, len(p.Lines), p.Height)
	}
	box.Max, box.Min = p.Size+0.25, p.Size+0.25
	if larger, faults := embedded().Set(title, "en", box); larger != nil && len(faults) == 0 {
		t.Errorf("%g fits too, but %g was taken", box.Max, p.Size)
	}
	p = set(t, "Hidden in plain sight everywhere on", "en", Box{Width: 200, Max: 20, Balanced: true})
	if len(p.Lines) != 2 || math.Abs(p.Lines[0].Width-p.Lines[1].Width) > 60 {
		t.Errorf("lines %q of %g and %g are not balanced", written(p), p.Lines[0].Width, p.Lines[1].Width)
	}
	p = set(t, "Journée mondiale de la lutte contre la traite d’êtres humains", "fr", Box{Width: 150, Max: 16, Bold: true, Balanced: true, Together: []string{"d’êtres humains"}})
	if got, want := written(p), []string{"Journée mondiale", "de la lutte", "contre la traite", "d’êtres humains"}; !slices.Equal(got, want) {
		t.Errorf("lines %q, want %q", got, want)
	}
	for text, want := range map[string][]string{
		"Поговорим о торговле людьми": {"Поговорим", "о торговле", "людьми"}, "Parlons-en à Dakar": {"Parlons-en", "à Dakar"}, "Plan B": {"Plan B"}, "б": {"б"},
	} {
		if got := written(set(t, text, "ru", Box{Width: 62, Max: 10})); !slices.Equal(got, want) {
			t.Errorf("lines %q, want %q: a word of one letter ends a line", got, want)
		}
	}
	for _, test := range []struct {
		width float64
		want  []string
	}{{60, []string{"世界打击", "贩运人口"}}, {34, []string{"世界打", "击", "贩运人", "口"}}} { // words wider than the box are divided all the same
		p := set(t, "世界打击贩运人口", "zh-Hans", Box{Width: test.width, Max: 10, Together: []string{"贩运人口", "世界打击"}})
		if got := written(p); !slices.Equal(got, test.want) {
			t.Errorf("in %g: lines %q, want %q", test.width, got, test.want)
		}
	}
	for _, test := range []struct {
		language string
		align    Align
		want     float64 // of the left end of a line of width w in a box of 100: 0, 1 or 2 halves of what is left
	}{{"en", Start, 0}, {"en", Center, 1}, {"en", End, 2}, {"ar", Start, 2}, {"ar", Center, 1}, {"ar", End, 0}} {
		text := map[string]string{"en": "Day", "ar": "يوم"}[test.language]
		p := set(t, text, test.language, Box{Width: 100, Max: 10, Align: test.align})
		l := p.Lines[0]
		if want := (100 - l.Width) * test.want / 2; math.Abs(l.X-want) > 1e-9 || math.Abs(l.Runs[0].Glyphs[0].X-want) > 1 {
			t.Errorf("%s aligned %d begins at %g, want %g", test.language, test.align, l.X, want)
		}
	}
}

// TestFaults: what cannot be set is refused by name, and what is cut is said.
func TestFaults(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Trafficking in persons ", 9))[:200]
	word := strings.Repeat("Menschenhandel", 7)[:90]
	box := Box{Field: "title", Width: 900, Height: 400, Max: 96, Min: 32, Lines: 4, Bold: true}
	with := func(change func(*Box)) Box { b := box; change(&b); return b }
	for _, test := range []struct {
		what, text, language string
		box                  Box
		want                 string // of the faults
	}{
		{"a title of 200 characters", long, "en", box, ""},
		{"a word of 90 letters", word, "de", box, ""},
		{"an address", "https://example.org/" + strings.Repeat("path/", 20), "en", box, ""},
		{"vowel marks", "الْيَوْمُ الْعَالَمِيُّ لِمُكَافَحَةِ الِاتِّجَارِ بِالْأَشْخَاصِ", "ar", box, ""},
		{"Arabic inside French", "Conférence « اليوم العالمي 2027 » à Genève", "fr", box, ""},
		{"French inside Arabic", "مؤتمر « Journée mondiale 2027 » في جنيف", "ar", box, ""},
		{"controls of direction", "\u202eabc\u202c \u2067x\u2069 \u202e", "en", box, ""},
		{"nothing", "", "en", box, ""},
		{"blanks alone", " \u3000\u00a0\n", "zh-Hans", box, ""},
		{"invisible characters alone", "\u200b\u2060\ufeff", "en", box, ""},
		{"no language", "Day", "x", box, ""},
		{"a rare Han character", "𠮷野家 龘", "zh-Hans", box, "title: no font has U+20BB7 𠮷, U+9F98 龘"},
		{"a picture character", "Candle 🕯 🕯", "en", box, "title: no font has U+1F56F 🕯"},
		{"a letter of another script", "Day ก", "en", box, "title: no font has U+0E01 ก"},
		{"a control", "a\x07b\tc", "en", box, "title: U+0007, U+0009 does not belong in a picture"},
		{"no UTF-8", "a\xffb", "en", box, "title: U+FFFD \ufffd does not belong in a picture"},
		{"a heap of marks", "Z" + strings.Repeat("\u0301", 5), "en", box, "title: U+0301 does not belong in a picture"},
		{"too long", strings.Repeat("a", 10_005), "en", box, "title: 5 characters too many"},
		{"too much", strings.Repeat("Trafficking ", 60), "en", box, "title: 479 characters too many"},
		{"too much, cut", strings.Repeat("Trafficking ", 60), "en", with(func(b *Box) { b.Cut = true }), "title: the last 492 characters are cut off"},
		{"cut in Arabic", strings.Repeat("مكافحة الاتجار ", 40), "ar", with(func(b *Box) { b.Cut, b.Lines = true, 1 }), "title: the last 540 characters are cut off"},
		{"cut, one word", strings.Repeat("Menschenhandel", 60), "de", with(func(b *Box) { b.Cut, b.Lines = true, 1 }), "title: the last 796 characters are cut off"},
		{"a box too narrow for a letter", "Day", "en", Box{Field: "title", Width: 1, Max: 20, Min: 10, Cut: true}, "title: 3 characters too many"},
		{"a box too low for a line", "Day", "en", Box{Field: "title", Width: 100, Height: 1, Max: 20, Min: 10, Cut: true}, "title: 3 characters too many"},
	} {
		p, faults := embedded().Set(test.text, test.language, test.box)
		var got []string
		warnings := true
		for _, f := range faults {
			got = append(got, f.Error())
			warnings = warnings && f.Warning()
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: %q, want %q", test.what, strings.Join(got, "; "), test.want)
		}
		if (p != nil) != warnings {
			t.Errorf("%s: a paragraph with the faults %v: %v", test.what, faults, p != nil)
		}
		if p != nil && p.Height > test.box.Height {
			t.Errorf("%s: %g high in a box of %g", test.what, p.Height, test.box.Height)
		}
	}
	p, _ := embedded().Set(strings.Repeat("مكافحة الاتجار ", 40), "ar", with(func(b *Box) { b.Cut, b.Lines = true, 1 }))
	if l := p.Lines[0]; !strings.HasPrefix(seen(p, l), "…") || l.Width > 900 {
		t.Errorf("the ellipsis of a cut Arabic line stands elsewhere than on the left: %q", seen(p, l))
	}
}

func TestLoad(t *testing.T) {
	for _, test := range []struct {
		folder fstest.MapFS
		want   string
	}{
		{fstest.MapFS{}, "font NotoSans-Regular.ttf is missing"},
		{fstest.MapFS{"NotoSans-Regular.ttf": {Data: []byte("no font")}}, "font NotoSans-Regular.ttf:"},
	} {
		if _, err := Load(test.folder); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Load has the error %v, want %q", err, test.want)
		}
	}
	latin, err := fonts.Files.ReadFile("NotoSans-Bold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Load(fstest.MapFS{"NotoSans-Regular.ttf": {Data: latin}, "Extra-Bold.ttf": {Data: latin}}, fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	if faces := f.Faces(); len(faces) != 7 || !bytes.Equal(faces[0].data, latin) || faces[6].Name != "Extra-Bold" {
		t.Errorf("a folder before the embedded fonts gives %d faces", len(faces))
	}
}

// TestTogether: the same text set by several goroutines comes out the same.
func TestTogether(t *testing.T) {
	want := fmt.Sprint(set(t, "打击人口贩运 Day يوم", "zh-Hans", Box{Width: 50, Max: 10}).Lines[0].Runs[0].Glyphs)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if got := fmt.Sprint(set(t, "打击人口贩运 Day يوم", "zh-Hans", Box{Width: 50, Max: 10}).Lines[0].Runs[0].Glyphs); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	group.Wait()
}

// FuzzSet: a text is set whole, or with a fault that says why not; nothing is lost in silence.
func FuzzSet(f *testing.F) {
	for _, s := range []string{"", "Day يوم 打击", "\u202e+961 1 234\u202c\n#\u2067", "a\u00ad\u00adb", strings.Repeat("a", 300), "。。。《《《", "https://x.yz/\u0301", "\u0301", "لا لا"} {
		for _, tag := range []string{"en", "ar", "zh-Hans"} {
			f.Add(s, tag, 40.0, true)
		}
	}
	f.Fuzz(func(t *testing.T, text, language string, width float64, cut bool) {
		if !(width > 0 && width < 1e6) {
			return
		}
		p, faults := embedded().Set(text, language, Box{Field: "text", Width: width, Max: 20, Min: 5, Lines: 8, Cut: cut})
		if p == nil {
			if len(faults) == 0 || faults[0].Warning() {
				t.Fatalf("Set(%q) has neither a paragraph nor an error", text)
			}
			return
		}
		shown := map[int]bool{}
		for _, l := range p.Lines {
			for _, r := range l.Runs {
				for _, g := range r.Glyphs {
					if g.ID == 0 {
						t.Errorf("Set(%q, %s) has the glyph of a missing character", text, language)
					}
					for i := range g.Count {
						shown[g.First+i] = true
					}
				}
				if r.Level < 0 || r.Level > 126 {
					t.Errorf("Set(%q) has the level %d", text, r.Level)
				}
			}
			if l.Width > width+1e-6 {
				t.Errorf("Set(%q) has a line of %g in a box of %g", text, l.Width, width)
			}
		}
		if len(faults) == 0 {
			for i, r := range p.Text {
				if !shown[i] && !invisible(r) {
					t.Errorf("Set(%q, %s): character %d, %q, is not shown", text, language, i, r)
				}
			}
		}
	})
}
