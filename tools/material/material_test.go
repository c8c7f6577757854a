package material

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"example.org/july30/tools/inspect"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/typeset"
	"example.org/july30/tools/typeset/fonts"
	"example.org/july30/tools/vector"
)

var (
	update = flag.Bool("update", false, "rewrite golden files")
	out    = flag.String("out", "", "a folder to keep the pictures of the tests in, to look at them")
)

var embedded = sync.OnceValue(func() *typeset.Fonts {
	f, err := typeset.Load(fonts.Files)
	if err != nil {
		panic(err)
	}
	return f
})

// words are the texts of a card: name of the Day, date, two messages.
var words = map[lang.Tag][4]string{
	lang.AR: {"اليوم العالمي لمكافحة الاتجار بالأشخاص", "30 تموز/يوليه 2027", "إذا كنت قد تعرضت للاتجار، فلك حقوق، أيا كان البلد الذي أتيت منه وأيا كانت أوراقك.", "قرار المجلس E/RES/2017/18 (الفقرة 4) – #كرامة #HumanDignity"},
	lang.ZH: {"世界打击贩运人口行为日", "2027年7月30日", "如果您遭受过贩运，那么不论您来自哪里，不论您的证件情况如何，您都享有权利。", "理事会第2017/18号决议（第4段）：“各国应考虑提供帮助”。#人的尊严"},
	lang.EN: {"World Day against Trafficking in Persons", "30 July 2027", "If you have been trafficked, you have rights, wherever you come from and whatever papers you have.", "Council resolution 2017/18, paragraph 4 – #HumanDignity"},
	lang.FR: {"Journée mondiale de la lutte contre la traite d’êtres humains", "30 juillet 2027", "Si vous avez subi la traite des personnes, vous avez des droits, d’où que vous veniez et quels que soient vos papiers.", "« Vos droits » : résolution 2017/18 du Conseil – اليوم العالمي 2027"},
	lang.RU: {"Всемирный день борьбы с торговлей людьми", "30 июля 2027 года", "Если вы пострадали от торговли людьми, у вас есть права независимо от того, откуда вы и какие у вас документы.", "Резолюция 2017/18 Совета, пункт 4 – «Ваши права»"},
	lang.ES: {"Día Mundial contra la Trata de Personas", "30 de julio de 2027", "Si ha sido objeto de trata, usted tiene derechos, venga de donde venga y tenga los papeles que tenga.", "Resolución 2017/18 del Consejo, párrafo 4: ¿qué dice? – n.º 30"},
}

const address = "https://example.org/help/"

// A format is a size, in pixels or in points.
type format struct {
	name          string
	width, height float64
}

var (
	pixels = []format{{"square", 1080, 1080}, {"story", 1080, 1920}, {"wide", 1200, 630}}
	papers = []format{{"a4", 595.276, 841.89}, {"a3", 841.89, 1190.551}}
)

func rgb(n uint32) color.RGBA { return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255} }

// card is a design for the tests: a sign, a heading, three paragraphs, an address and its QR code.
func card(t testing.TB, tag lang.Tag, f format, dark bool) Picture {
	t.Helper()
	ground, text, accent, light := rgb(0xfcfbf8), rgb(0x1c2321), rgb(0x0f4c43), rgb(0xfdf6e0)
	if dark {
		ground, text, accent = rgb(0x0b3a33), rgb(0xfdf6e0), rgb(0xfbdb96)
	}
	w := words[tag]
	p := Picture{Title: w[0], Description: strings.Join(w[:], " "), Language: tag.BCP47(), Width: f.width, Height: f.height, Ground: ground}
	unit := min(f.width, f.height*0.8) / 100
	margin := 8 * unit
	inner := f.width - 2*margin
	rtl := tag.Dir() == "rtl"
	side := func(width float64) float64 { // left end of what stands at the start
		if rtl {
			return f.width - margin - width
		}
		return margin
	}
	for i, d := range []string{"M23 41h18l17 17H6z", "M23 41V23a9 9 0 0 1 18 0v18z"} {
		shape, err := vector.Parse(d)
		if err != nil {
			t.Fatal(err)
		}
		p.Items = append(p.Items, Item{Fill: []color.RGBA{text, accent}[i], Shape: shape.Placed(unit/5, side(unit*64/5), margin/2)})
	}
	y := margin + 10*unit
	put := func(role Role, content, language, link string, box typeset.Box, fill color.RGBA) {
		set, faults := embedded().Set(content, language, box)
		if len(faults) > 0 {
			t.Fatalf("%s: %v", tag, faults)
		}
		p.Items = append(p.Items, Item{Role: role, Fill: fill, Text: set, X: margin, Y: y, Link: link})
		y += set.Height + 2*unit
	}
	put(Heading, w[0], tag.BCP47(), "", typeset.Box{Field: "title", Width: inner, Max: 9 * unit, Min: 4 * unit, Lines: 3, Bold: true, Balanced: true}, text)
	put(Subheading, w[1], tag.BCP47(), "", typeset.Box{Field: "date", Width: inner, Max: 5 * unit, Min: 3 * unit, Lines: 1, Bold: true}, accent)
	p.Items = append(p.Items, Item{Fill: accent, Shape: vector.Rectangle(side(16*unit), y, 16*unit, 0.8*unit)})
	y += 3 * unit
	put(Paragraph, w[2], tag.BCP47(), "", typeset.Box{Field: "message", Width: inner, Max: 4 * unit, Min: 2 * unit, Lines: 4}, text)
	put(Paragraph, w[3], tag.BCP47(), "", typeset.Box{Field: "source", Width: inner, Max: 3 * unit, Min: 2 * unit, Lines: 2}, text)
	code := 14 * unit
	around, modules, err := QR(address, math.Round(side(code)), math.Round(f.height-margin-code), math.Round(code), f.height != papers[0].height && f.height != papers[1].height)
	if err != nil {
		t.Fatal(err)
	}
	p.Items = append(p.Items, Item{Fill: light, Shape: around}, Item{Role: Figure, Fill: rgb(0x1c2321), Shape: modules, Alt: "QR: " + address, Link: address})
	y = f.height - margin - 5*unit
	align := typeset.End
	if rtl {
		align = typeset.Start
	}
	put(Paragraph, address, "en", address, typeset.Box{Field: "address", Width: inner, Max: 3 * unit, Min: 2 * unit, Lines: 1, Align: align}, accent)
	return p
}

// drawn is every file of the design in one language.
func drawn(t testing.TB, tag lang.Tag) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	keep := func(name string, data []byte, err error) {
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	for _, dark := range []bool{false, true} {
		shade := map[bool]string{false: "light", true: "dark"}[dark]
		for _, f := range pixels {
			name := fmt.Sprintf("%s-%s-%s", f.name, tag, shade)
			p := card(t, tag, f, dark)
			data, err := PNG(p)
			keep(name+".png", data, err)
			data, err = SVG(p)
			keep(name+".svg", data, err)
		}
		for _, f := range papers {
			data, err := PDF(card(t, tag, f, dark))
			keep(fmt.Sprintf("%s-%s-%s.pdf", f.name, tag, shade), data, err)
		}
	}
	return files
}

// all draws every file once for all tests.
func all(t testing.TB) map[string][]byte {
	t.Helper()
	return allOnce(t)
}

var allOnce = func() func(testing.TB) map[string][]byte {
	var once sync.Once
	files := map[string][]byte{}
	return func(t testing.TB) map[string][]byte {
		once.Do(func() {
			for _, tag := range lang.All() {
				maps.Copy(files, drawn(t, tag))
			}
		})
		return files
	}
}()

// names are the files with an ending, in order.
func names(files map[string][]byte, ending string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return !strings.HasSuffix(name, ending) })
}

// TestGolden holds what every picture is: the pixels of the PNG, which no other compression changes, and the bytes of SVG and PDF content.
func TestGolden(t *testing.T) {
	const golden = "testdata/pictures.golden"
	files := all(t)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := files[name]
		if *out != "" {
			if err := os.WriteFile(filepath.Join(*out, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		sum := sha256.New()
		switch filepath.Ext(name) {
		case ".png":
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			pixels, ok := img.(*image.Paletted)
			if !ok {
				t.Fatalf("%s has no palette", name)
			}
			fmt.Fprint(sum, pixels.Rect, pixels.Palette)
			sum.Write(pixels.Pix)
		case ".svg":
			sum.Write(data)
		default:
			continue // streams of a PDF are compressed; TestPDF reads them
		}
		fmt.Fprintf(&b, "%x %s\n", sum.Sum(nil)[:8], name)
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
	if b.String() != string(want) {
		t.Errorf("pictures have changed; look at them (-out FOLDER), then -update:\n%s", b.String())
	}
}

// TestTwice: the same pictures come out byte for byte the same, also in the order of maps.
func TestTwice(t *testing.T) {
	first := all(t)
	for _, tag := range []lang.Tag{lang.AR, lang.ZH} {
		for name, data := range drawn(t, tag) {
			if !bytes.Equal(data, first[name]) {
				t.Errorf("%s differs the second time", name)
			}
		}
	}
}

// plain is a text as it can be compared: without controls of direction, blanks as one, and without those that Chinese does not have.
func plain(s string, tag lang.Tag) string {
	s = strings.Map(func(r rune) rune {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == '\f' {
			return -1
		}
		return r
	}, s)
	fields := strings.Fields(s)
	if tag == lang.ZH {
		return strings.Join(fields, "")
	}
	return strings.Join(fields, " ")
}

func saved(t testing.TB, data []byte, name string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// readers are programs that find text in a PDF; {} is the file.
var readers = []struct {
	pkg  string
	args []string
}{
	{"poppler-utils", []string{"pdftotext", "{}", "-"}},
	{"poppler-utils", []string{"pdftotext", "-layout", "{}", "-"}},
	{"mupdf-tools", []string{"mutool", "draw", "-q", "-F", "txt", "{}"}},
	{"poppler-utils", []string{"pdfinfo", "-struct-text", "{}"}},
}

// texts is what each reader finds, by its name and first option.
func texts(t *testing.T, data []byte, tag lang.Tag) map[string]string {
	t.Helper()
	out := map[string]string{}
	file := saved(t, data, "picture.pdf")
	for _, reader := range readers {
		args := slices.Clone(reader.args[1:])
		for i := range args {
			args[i] = strings.Replace(args[i], "{}", file, 1)
		}
		got := inspect.With(t, reader.pkg, reader.args[0], args...)
		if reader.args[0] == "pdfinfo" { // text stands in quotation marks among the tags
			var lines []string
			for line := range strings.Lines(got) {
				if i := strings.IndexByte(line, '"'); i >= 0 {
					lines = append(lines, strings.TrimSuffix(strings.TrimSpace(line[i+1:]), "\""))
				}
			}
			got = strings.Join(lines, " ")
		}
		out[strings.Join(reader.args[:2], " ")] = plain(got, tag)
	}
	return out
}

// TestText: each reader finds each PDF's words as they are written, in their order, in every language.
func TestText(t *testing.T) {
	files := all(t)
	for _, name := range names(files, ".pdf") {
		tag, _ := lang.Parse(strings.Split(name, "-")[1])
		for reader, got := range texts(t, files[name], tag) {
			rest := got
			for _, want := range append(wordsOf(tag), address) {
				_, after, found := strings.Cut(rest, plain(want, tag))
				if !found {
					t.Errorf("%s: %s does not find %q in its place, but %q", name, reader, want, got)
					break
				}
				rest = after
			}
		}
	}
}

// TestHardText: what is hard to set, and hard to find again.
func TestHardText(t *testing.T) {
	for _, test := range []struct {
		language, text string
		except         string // a reader that does not manage
	}{
		{"ar", "مؤتمر لمكافحة الاتجار بالأشخاص « Journée 2027 » في جنيف", ""},
		{"ar", "الْيَوْمُ الْعَالَمِيُّ لِمُكَافَحَةِ الِاتِّجَارِ بِالْأَشْخَاصِ", ""},
		{"ar", "اتصل +961 1 234 567 الآن، نعم (أو لا)", ""},
		{"ar", "المنطقة الزمنية Africa/Cairo (UTC+3)", ""},
		{"ar", "زيادة 50% اليوم، في 18:00–20:00", ""},
		{"ar", "نعم\nلا", ""},
		{"fa", "می‌خواهم پیگیری کنم ۳۰ تیر ۱۴۰۶", ""},
		{"ur", "انسانی سمگلنگ کے خلاف عالمی دن", ""},
		{"fr", "Conférence « اليوم العالمي » à Genève", ""},
		{"fr", "Conférence « يوم 30 يوليه » à Genève", "pdftotext"}, // takes a number for Latin letters
		{"en", "traffick\u00ading in per\u00adsons every\u00adwhere and with\u00adout end", ""},
		{"en", "e\u0301te\u0301, official; U+034F \u034f, \u200bU+200B", ""},
		{"vi", "Ngày Thế giới phòng, chống mua bán người", ""},
		{"zh-Hans", "“打击”人口贩运 World Day، 第2017/18号", ""},
	} {
		set, faults := embedded().Set(test.text, test.language, typeset.Box{Field: "text", Width: 220, Max: 24})
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		data, err := PDF(Picture{Title: "text", Language: test.language, Width: 260, Height: 200, Ground: rgb(0xffffff), Items: []Item{{Role: Paragraph, Text: set, X: 20, Y: 20}}})
		if err != nil {
			t.Fatal(err)
		}
		tag, _ := lang.Parse(test.language)
		want := plain(strings.Map(func(r rune) rune {
			if strings.ContainsRune("\u00ad\u034f\u200b", r) {
				return -1
			}
			return r
		}, test.text), tag)
		for reader, got := range texts(t, data, tag) {
			got = strings.ReplaceAll(strings.ReplaceAll(got, "\u00ad ", ""), "\u00ad", "")
			if got != want && (test.except == "" || !strings.HasPrefix(reader, test.except)) {
				t.Errorf("%s finds %q (% x), want %q", reader, got, got, want)
			}
		}
	}
}

func wordsOf(tag lang.Tag) []string { w := words[tag]; return w[:] }

// TestQPDF: the files are sound.
func TestQPDF(t *testing.T) {
	for _, name := range names(all(t), ".pdf") {
		if got := inspect.With(t, "qpdf", "qpdf", "--check", saved(t, all(t)[name], name)); !strings.Contains(got, "No syntax or stream encoding errors") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestLooks: another program draws a PDF as the PNG of the same picture is drawn, but for the edges of letters.
func TestLooks(t *testing.T) {
	for _, tag := range []lang.Tag{lang.AR, lang.ZH, lang.FR} {
		p := card(t, tag, papers[0], false)
		p.Width, p.Height = 595, 842
		data, err := PDF(p)
		if err != nil {
			t.Fatal(err)
		}
		file := saved(t, data, "picture.pdf")
		inspect.With(t, "mupdf-tools", "mutool", "draw", "-q", "-r", "72", "-o", file+".png", file)
		other, err := os.ReadFile(file + ".png")
		if err != nil {
			t.Fatal(err)
		}
		own, err := PNG(p)
		if err != nil {
			t.Fatal(err)
		}
		var images [2]image.Image
		for i, data := range [][]byte{own, other} {
			if images[i], err = png.Decode(bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
		}
		if images[0].Bounds() != images[1].Bounds() {
			t.Fatalf("%s: %v and %v", tag, images[0].Bounds(), images[1].Bounds())
		}
		dark, differ := 0, 0
		for y := range 842 {
			for x := range 595 {
				a, b := color.GrayModel.Convert(images[0].At(x, y)).(color.Gray).Y, color.GrayModel.Convert(images[1].At(x, y)).(color.Gray).Y
				if a < 128 {
					dark++
				}
				if max(a, b)-min(a, b) > 110 {
					differ++
				}
			}
		}
		if dark < 10_000 || differ > dark/50 {
			t.Errorf("%s: of %d dark points, %d differ", tag, dark, differ)
		}
	}
}

// TestTags: what those who hear a poster are told.
func TestTags(t *testing.T) {
	for _, tag := range lang.All() {
		name := "a4-" + string(tag) + "-light.pdf"
		file := saved(t, all(t)[name], name)
		info := inspect.With(t, "poppler-utils", "pdfinfo", file)
		for _, want := range []string{"Title:           " + words[tag][0], "Tagged:          yes", "Pages:           1", "595.276 x 841.89 pts (A4)"} {
			if !strings.Contains(info, want) {
				t.Errorf("%s: pdfinfo lacks %q:\n%s", name, want, info)
			}
		}
		if strings.Contains(info, "CreationDate") {
			t.Errorf("%s has a date", name)
		}
		var tags []string
		for line := range strings.Lines(inspect.With(t, "poppler-utils", "pdfinfo", "-struct", file)) {
			if fields := strings.Fields(line); len(fields) > 0 && fields[0][0] != '/' {
				tags = append(tags, strings.TrimSuffix(fields[0], ":"))
			}
		}
		if got, want := strings.Join(tags, " "), "Document H1 H2 P P Link Figure Object P Link Object"; got != want {
			t.Errorf("%s has the tags %s, want %s", name, got, want)
		}
		for _, want := range []string{"/Lang " + pdfBytes(tag.BCP47()), "/DisplayDocTitle true", "/Alt " + pdfText("QR: "+address), "<pdfuaid:part>1</pdfuaid:part>"} {
			if !bytes.Contains(all(t)[name], []byte(want)) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
}

// TestQR: a program reads the address in pictures of each size and shade.
func TestQR(t *testing.T) {
	for _, name := range slices.Concat(names(all(t), "-ar-light.png"), names(all(t), "-en-dark.png")) {
		if got := inspect.With(t, "zbar-tools", "zbarimg", "-q", "--nodbus", "--raw", saved(t, all(t)[name], name)); strings.TrimSpace(got) != address {
			t.Errorf("%s is read as %q, want %s", name, got, address)
		}
	}
	if _, _, err := QR(strings.Repeat("long", 1000), 0, 0, 100, true); err == nil {
		t.Error("a QR code holds 4,000 characters")
	}
}

// TestSVG: the file is XML, its text is there to be changed, and what it says of direction is right.
func TestSVG(t *testing.T) {
	for _, tag := range lang.All() {
		data := all(t)["square-"+string(tag)+"-light.svg"]
		var text strings.Builder
		d := xml.NewDecoder(bytes.NewReader(data))
		inText, count := false, 0
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", tag, err)
			}
			switch e := token.(type) {
			case xml.StartElement:
				if e.Name.Local == "text" {
					inText = true
					attributes := map[string]string{}
					for _, a := range e.Attr {
						attributes[a.Name.Local] = a.Value
					}
					if want := lang.Direction(attributes["lang"]); attributes["direction"] != want {
						t.Errorf("%s: a text in %s has the direction %s", tag, attributes["lang"], attributes["direction"])
					}
				}
			case xml.EndElement:
				if e.Name.Local == "text" {
					inText = false
					count++
					text.WriteByte('\n')
				}
			case xml.CharData:
				if inText {
					text.Write(e)
				}
			}
		}
		if got, want := plain(text.String(), ""), plain(strings.Join(append(wordsOf(tag), address), "\n"), ""); got != want {
			t.Errorf("%s: the text is %q, want %q", tag, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	shape := vector.Rectangle(0, 0, 1, 1)
	text, _ := embedded().Set("Day", "en", typeset.Box{Width: 10, Max: 10})
	for _, test := range []struct {
		picture Picture
		want    string
	}{
		{Picture{}, "a size of 0 by 0"},
		{Picture{Width: 30_000, Height: 1}, "a size of 30000 by 1"},
		{Picture{Width: 9, Height: 9, Items: []Item{{}}}, "item 1 is neither one shape nor one text"},
		{Picture{Width: 9, Height: 9, Items: []Item{{Text: text, Shape: shape}}}, "item 1 is neither one shape nor one text"},
		{Picture{Width: 9, Height: 9, Items: []Item{{Shape: shape}, {Shape: shape, Role: Figure}}}, "item 2 is a figure without words"},
		{Picture{Width: 9, Height: 9, Items: []Item{{Shape: shape, Role: Heading}}}, "a shape with the role of a text"},
		{Picture{Width: 9, Height: 9, Items: []Item{{Text: text, Link: address}}}, "a link that nobody hears"},
	} {
		for _, write := range []func(Picture) ([]byte, error){PNG, SVG, PDF} {
			if _, err := write(test.picture); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%+v has the error %v, want %q", test.picture, err, test.want)
			}
		}
	}
}

// FuzzWriters: whatever can be set can be written: an SVG that is XML, and a PDF whose table of objects stands where it says.
func FuzzWriters(f *testing.F) {
	for _, s := range []string{"Day <&> \"'", "يوم 30! \u200c", "打击\ufffe", "a\u00adb\nc", "\u200dب\u0651\u064e"} {
		for _, tag := range []string{"en", "ar", "zh-Hans", "x-\""} {
			f.Add(s, tag)
		}
	}
	f.Fuzz(func(t *testing.T, text, tag string) {
		set, _ := embedded().Set(text, tag, typeset.Box{Field: "text", Width: 40, Max: 12})
		if set == nil {
			return
		}
		p := Picture{Title: text, Description: text, Language: tag, Width: 60, Height: 60, Items: []Item{{Role: Paragraph, Text: set, Link: text}}}
		data, err := SVG(p)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%q in %q: %v", text, tag, err)
			}
		}
		if data, err = PDF(p); err != nil {
			t.Fatal(err)
		}
		var at int
		_, end, _ := bytes.Cut(data, []byte("\nstartxref\n"))
		if _, err := fmt.Sscanf(string(end), "%d\n%%%%EOF\n", &at); err != nil || !bytes.HasPrefix(data[at:], []byte("xref\n")) {
			t.Errorf("%q in %q: the table of objects does not stand at %d: %v", text, tag, at, err)
		}
	})
}

// TestColours: more colours and steps than a palette holds still give a picture, each colour exact in the middle of its shape.
func TestColours(t *testing.T) {
	p := Picture{Title: "colours", Language: "en", Width: 120, Height: 60, Ground: rgb(0xffffff)}
	for i := range 40 {
		circle, err := vector.Parse("M0 5a5 5 0 0 1 10 0a5 5 0 0 1-10 0z")
		if err != nil {
			t.Fatal(err)
		}
		p.Items = append(p.Items, Item{Fill: rgb(uint32(i * 397127 % 0xffffff)), Shape: circle.Placed(1, float64(i%10)*11, float64(i/10)*14)})
	}
	data, err := PNG(p)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i, it := range p.Items {
		if got := color.RGBAModel.Convert(img.At(i%10*11+5, i/10*14+5)); got != it.Fill {
			t.Errorf("shape %d is %v, want %v", i, got, it.Fill)
		}
	}
}

// BenchmarkDesign draws every format of one design in six languages, light and dark.
func BenchmarkDesign(b *testing.B) {
	for b.Loop() {
		for _, tag := range lang.All() {
			drawn(b, tag)
		}
	}
}

// BenchmarkCard draws cards of 1200 by 630, each with another title, on all processors; it says how many a second, and how many times as many
// as Chromium, which is given the same cards as SVG, in tabs that are open already.
func BenchmarkCard(b *testing.B) {
	var ours float64
	b.Run("ours", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for n := 0; pb.Next(); n++ {
				if _, err := PNG(card(b, lang.All()[n%6], pixels[2], n%2 == 0)); err != nil {
					b.Fatal(err)
				}
			}
		})
		ours = float64(b.N) / b.Elapsed().Seconds()
		b.ReportMetric(ours, "cards/s")
	})
	b.Run("chromium", func(b *testing.B) {
		if _, err := os.Stat("../../build/chromium"); err != nil {
			b.Skip("make setup gets a Chromium")
		}
		dir := b.TempDir()
		for n := range 120 {
			data, err := SVG(card(b, lang.All()[n%6], pixels[2], n%2 == 0))
			if err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.svg", n)), data, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		var chromium struct{ PerSecond float64 }
		for b.Loop() {
			out, err := exec.CommandContext(b.Context(), "node", "../browser/cards.mjs", dir).Output()
			if err != nil {
				b.Fatalf("draw %s in Chromium: %v", dir, err)
			}
			if err := json.Unmarshal(out, &chromium); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(chromium.PerSecond, "cards/s")
		b.ReportMetric(ours/chromium.PerSecond, "x-chromium")
	})
}
