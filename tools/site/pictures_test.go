package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/material"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/typeset"
	"example.org/july30/tools/typeset/fonts"
)

var embedded = sync.OnceValues(func() (*typeset.Fonts, error) { return typeset.Load(fonts.Files) })

// demoModel is the site with its examples. Its events are the caller's.
func demoModel(t testing.TB) Model {
	t.Helper()
	m, err := loadDemo()
	if err != nil {
		t.Fatal(err)
	}
	m.Events = slices.Clone(m.Events)
	return m
}

var loadDemo = sync.OnceValues(func() (Model, error) {
	m, list, err := Load(os.DirFS(root), Options{Demo: os.DirFS(filepath.Join(root, "tools/testdata/demo"))})
	if list.Errors() > 0 {
		err = fmt.Errorf("the sources have problems: %v", list)
	}
	return m, err
})

// everyPiece is the kit and the pictures of every event.
func everyPiece(m Model) []Piece {
	pieces := m.Kit()
	for _, e := range m.Events {
		pieces = append(pieces, m.eventPieces(e)...)
	}
	return pieces
}

// drawnPiece is the picture of a piece, which has no problem.
func drawnPiece(t testing.TB, m Model, p Piece) material.Picture {
	t.Helper()
	faces, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	picture, list, err := m.Picture(p, faces)
	if err != nil || len(list) > 0 {
		t.Fatalf("%s: %v %s", p.Path, err, message(t, list, lang.EN))
	}
	return picture
}

func decodedPNG(t testing.TB, p material.Picture) *image.Paletted {
	t.Helper()
	data, err := material.PNG(p)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.Paletted)
}

// A box is where something stands in a picture: left, top, right, bottom.
type box [4]float64

func (b box) meets(o box) bool { return b[0] < o[2] && o[0] < b[2] && b[1] < o[3] && o[1] < b[3] }

// lineBoxes are where the letters of a text stand, line by line, and its words.
func lineBoxes(it material.Item) (out []box) {
	for _, l := range it.Text.Lines {
		base := it.Y + l.Baseline
		out = append(out, box{it.X + l.X, base - 0.7*it.Text.Size, it.X + l.X + l.Width, base + 0.05*it.Text.Size})
	}
	return out
}

// TestPictures: every picture of the site, in every language, format and scheme, has no fault; its texts stand within it and on no other text or
// QR code; and they differ by 7:1 from every colour behind them (WCAG 2.2, 1.4.6).
func TestPictures(t *testing.T) {
	m := demoModel(t)
	grounds := map[string]*image.Paletted{}
	for _, p := range everyPiece(m) {
		picture := drawnPiece(t, m, p)
		kind := fmt.Sprint(p.Design.ID, p.Format.Name, p.Scheme, p.Language == lang.AR, len(picture.Items) > 0 && picture.Items[len(picture.Items)-1].Role == material.Figure)
		if grounds[kind] == nil {
			shapes := picture
			shapes.Items = slices.DeleteFunc(slices.Clone(picture.Items), func(it material.Item) bool { return it.Text != nil })
			grounds[kind] = decodedPNG(t, shapes)
		}
		var taken []box
		for _, it := range picture.Items {
			if it.Role == material.Figure {
				low, high := it.Shape.Bounds()
				taken = append(taken, box{low.X, low.Y, high.X, high.Y})
			}
		}
		edge := 0.04 * min(picture.Width, picture.Height)
		for _, it := range picture.Items {
			if it.Text == nil {
				continue
			}
			lines := lineBoxes(it)
			for _, b := range lines {
				if b[0] < edge || b[1] < edge || b[2] > picture.Width-edge || b[3] > picture.Height-edge*0.8 {
					t.Errorf("%s: %q stands at the edge: %.0f", p.Path, string(it.Text.Text), b)
				}
				if i := slices.IndexFunc(taken, b.meets); i >= 0 {
					t.Errorf("%s: %q at %.0f stands on something at %.0f", p.Path, string(it.Text.Text), b, taken[i])
				}
				if got := leastContrast(grounds[kind], it.Fill, b); got < 7 {
					t.Errorf("%s: %q differs from its ground by %.2f:1, want 7:1", p.Path, string(it.Text.Text), got)
				}
			}
			taken = append(taken, lines...)
		}
	}
}

// leastContrast is that of a colour with any that stands in a box.
func leastContrast(img *image.Paletted, fill color.RGBA, b box) float64 {
	seen := map[uint8]bool{}
	for y := int(b[1]); y < int(b[3]); y += 3 {
		for x := int(b[0]); x < int(b[2]); x += 3 {
			seen[img.ColorIndexAt(x, y)] = true
		}
	}
	least := 21.0
	for i := range seen {
		least = min(least, contrast(asColour(fill), asColour(img.Palette[i].(color.RGBA))))
	}
	return least
}

func asColour(c color.RGBA) colour {
	return colour{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
}

// TestGoldenPictures holds each design in each language, and the pictures of an event, by the hash of their pixels and of their words.
func TestGoldenPictures(t *testing.T) {
	const golden = "testdata/pictures.golden"
	m := demoModel(t)
	var b strings.Builder
	for _, p := range everyPiece(m) {
		kit := p.event.Name == "" && p.Scheme == material.Dark && (p.Format.Name == "wide" || p.Format.Name == "a4") && (p.Message == "" || p.Message == "rights")
		if !kit && p.event.Name != "ke-lantern-walk" {
			continue
		}
		picture := drawnPiece(t, m, p)
		pixels, words := sha256.New(), sha256.New()
		img := decodedPNG(t, picture)
		fmt.Fprint(pixels, img.Rect, img.Palette)
		pixels.Write(img.Pix)
		svg, err := material.SVG(picture)
		if err != nil {
			t.Fatal(err)
		}
		words.Write(svg)
		fmt.Fprintf(&b, "%x %x %s\n", pixels.Sum(nil)[:8], words.Sum(nil)[:8], p.Path)
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("pictures have changed; look at them (go run ./tools material), then -update:\n%s", diff)
	}
}

// small is the site with one design beside that of events, and two events, for tests that draw again and again.
func small(t *testing.T) Model {
	m := demoModel(t)
	day, _ := m.design("day")
	ofEvent, _ := m.design("event")
	m.Designs = []material.Design{day, ofEvent}
	m.Events = slices.DeleteFunc(m.Events, func(e event.Event) bool { return e.Name != "ke-lantern-walk" && e.Name != "tz-mkutano-wa-wazi" })
	return m
}

func drawAll(t *testing.T, m *Model, cache Cache) (int, problem.List) {
	t.Helper()
	drawn, list, err := m.Draw(cache, embedded)
	if err != nil {
		t.Fatal(err)
	}
	return drawn, list
}

func filesBelow(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDraw: what is the same is not drawn again; what has changed is, and nothing of what it was before stays; what was withdrawn leaves nothing.
func TestDraw(t *testing.T) {
	m := small(t)
	cache := Cache{Dir: t.TempDir(), Engine: "a"}
	first, list := drawAll(t, &m, cache)
	if len(list) > 0 || first != len(m.Pictures) || filesBelow(t, cache.Dir) != first {
		t.Fatalf("drawn %d files of %d, %d in the cache, problems %v", first, len(m.Pictures), filesBelow(t, cache.Dir), list)
	}
	walk := slices.IndexFunc(m.Events, func(e event.Event) bool { return e.Name == "ke-lantern-walk" })
	for _, name := range []string{"en/events/2027/ke-lantern-walk/card.png", "fr/events/2027/ke-lantern-walk/poster.pdf", "en/events/2027/tz-mkutano-wa-wazi/card.png", "zh/materials/day-square-dark.svg", "ar/materials/day-a3.pdf"} {
		if f := m.Pictures[name]; f.Size < 1000 || f.Alt == "" {
			t.Errorf("%s is %+v", name, f)
		}
	}
	if again, _ := drawAll(t, &m, cache); again != 0 {
		t.Errorf("a second time draws %d files", again)
	}
	before := maps.Clone(m.Pictures)
	m.Events[walk].Title = "Evening walk with candles"
	if changed, _ := drawAll(t, &m, cache); changed != 2 || filesBelow(t, cache.Dir) != first {
		t.Errorf("another title draws %d files, and %d are in the cache; want 2 and %d", changed, filesBelow(t, cache.Dir), first)
	}
	if _, err := os.Stat(before["en/events/2027/ke-lantern-walk/card.png"].Cached); err == nil {
		t.Error("the card with the former title is still in the cache")
	}
	none := front{}
	m.Events[walk].Title = "Evening walk 𠮷"
	if drawn, list := drawAll(t, &m, cache); drawn != 0 || len(list) != 1 || list.Errors() > 0 || filesBelow(t, cache.Dir) != first-2 {
		t.Errorf("with a title that cannot be drawn %d files are drawn, %d are in the cache, want 0 and %d; problems %v", drawn, filesBelow(t, cache.Dir), first-2, list)
	}
	if m.eventOffer(none, m.Events[walk], lang.EN); len(none) > 0 {
		t.Errorf("an event without pictures offers %v", none)
	}
	m.Events = slices.Delete(m.Events, walk, walk+1)
	if drawn, _ := drawAll(t, &m, cache); drawn != 0 || filesBelow(t, cache.Dir) != first-4 {
		t.Errorf("without the event %d files are drawn, and %d are in the cache; want 0 and %d", drawn, filesBelow(t, cache.Dir), first-4)
	}
	for name := range m.Pictures {
		if strings.Contains(name, "ke-lantern-walk") {
			t.Errorf("%s is still there", name)
		}
	}
	if drawn, _ := drawAll(t, &m, Cache{Dir: cache.Dir, Engine: "b"}); drawn != first-4 {
		t.Errorf("another engine draws %d files anew, want %d", drawn, first-4)
	}
}

// TestEventOffer: the page of an event offers the pictures in its language, or in the event's own, and links to it show the card; the pages of
// others show the Day's.
func TestEventOffer(t *testing.T) {
	m := small(t)
	drawAll(t, &m, Cache{Dir: t.TempDir()})
	for _, test := range []struct {
		name     string
		t        lang.Tag
		card     string
		language any
	}{
		{"ke-lantern-walk", lang.EN, "en/events/2027/ke-lantern-walk/card.png", nil},
		{"ke-lantern-walk", lang.FR, "fr/events/2027/ke-lantern-walk/card.png", nil},
		{"ke-lantern-walk", lang.RU, "en/events/2027/ke-lantern-walk/card.png", "английский"},
		{"tz-mkutano-wa-wazi", lang.EN, "en/events/2027/tz-mkutano-wa-wazi/card.png", nil}, // in Swahili, with an English date
		{"tz-mkutano-wa-wazi", lang.AR, "en/events/2027/tz-mkutano-wa-wazi/card.png", "الإنكليزية"},
	} {
		e := m.Events[slices.IndexFunc(m.Events, func(e event.Event) bool { return e.Name == test.name })]
		f := front{}
		m.eventOffer(f, e, test.t)
		image, _ := f["image"].(front)
		offer, _ := f["pictures"].([]front)
		if len(offer) != 2 || image["path"] != test.card || image["width"] != 1200 || image["height"] != 630 || offer[0]["path"] != test.card || offer[0]["language"] != test.language {
			t.Errorf("%s in %s: offers %v, and shows %v", test.name, test.t, offer, image)
			continue
		}
		if want := m.text(test.t, "material_card", map[string]any{"Size": m.Styles[test.t].Size(m.Pictures[test.card].Size)}); offer[0]["text"] != want {
			t.Errorf("%s in %s: %q, want %q", test.name, test.t, offer[0]["text"], want)
		}
	}
	if got := m.dayImage(lang.ZH)["path"]; got != "zh/materials/day-wide-dark.png" {
		t.Errorf("links to Chinese pages show %v", got)
	}
	materials := m.Materials(lang.AR)
	if want := 2 * 2 * (3*2 + 2); len(materials) != want || materials[0].Path != "ar/materials/day-square.png" || materials[0].Title != "اليوم العالمي" || materials[0].Licence != "CC BY 4.0" || materials[0].Size == 0 {
		t.Errorf("%d materials in Arabic, want %d; the first is %+v", len(materials), want, materials[0])
	}
}

// TestHardTitles: what a title can hold is set, and what cannot be is a warning that names the file, the field and the character.
func TestHardTitles(t *testing.T) {
	faces, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ language, title, want string }{
		{"en", strings.TrimSpace(strings.Repeat("Walk for dignity ", 7)), ""},
		{"en", strings.Repeat("Donaudampfschiff", 6)[:90], ""},
		{"fr", "Lecture de « اليوم العالمي » à Genève : deux langues", ""},
		{"ar", "قراءة «World Day against Trafficking» في القاهرة 2027", ""},
		{"zh-Hans", strings.Repeat("世界打击贩运人口行为日公开讲座，", 7), ""},
		{"sw", "Matembezi ya taa kwa ajili ya haki", ""},
		{"zh-Hans", "烛光守夜：𠮷", "content/events/2027/ke-lantern-walk.toml: warning: title: the fonts do not have U+20BB7 𠮷; write it with other characters, or draw with full fonts: --fonts FOLDER [glyph-missing]\n"},
		{"en", strings.Repeat("Walk for dignity ", 40), "content/events/2027/ke-lantern-walk.toml: warning: title: does not fit in the picture, even in the smallest type (characters too many: "},
	} {
		m := small(t)
		e := m.Events[slices.IndexFunc(m.Events, func(e event.Event) bool { return e.Name == "ke-lantern-walk" })]
		e.Title, e.Language, e.Translations, e.File = test.title, test.language, nil, "content/events/2027/ke-lantern-walk.toml"
		var list problem.List
		for _, p := range m.eventPieces(e) {
			_, more, err := m.Picture(p, faces)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, more...)
		}
		if got := message(t, list.Sorted(), lang.EN); test.want == "" && got != "" || !strings.HasPrefix(got, test.want) || list.Errors() > 0 {
			t.Errorf("%.40q: the problems are\n%swant\n%s", test.title, got, test.want)
		}
	}
}

// BenchmarkCards draws the card and the poster of 10,000 events at most, on all processors, and says how many pictures a second and how much
// memory it took.
func BenchmarkCards(b *testing.B) {
	m := demoModel(b)
	own := m.Events
	m.Designs = slices.DeleteFunc(m.Designs, func(d material.Design) bool { return d.ID != "event" })
	m.Events = nil
	for i := range min(b.N, 10_000) {
		e := own[i%len(own)]
		e.Title, e.Name, e.Translations = fmt.Sprintf("%s (%d)", e.Title, i), fmt.Sprintf("%s-%d", e.Name, i), nil
		m.Events = append(m.Events, e)
	}
	dir := b.TempDir()
	b.ResetTimer()
	start := time.Now()
	drawn, _, err := m.Draw(Cache{Dir: dir}, embedded)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(drawn)/time.Since(start).Seconds(), "files/s")
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "MB")
}
