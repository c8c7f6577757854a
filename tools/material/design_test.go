package material

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"example.org/july30/tools/inspect"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/typeset"
)

// root is the repository.
const root = "../.."

func colours(t testing.TB) Colours {
	t.Helper()
	c, err := ReadColours(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func sourceOf(t testing.TB, design, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(Dir), design, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestCheck breaks the design of a message in one place at a time: the problem names the line, the field and what to write.
func TestCheck(t *testing.T) {
	english, err := lang.ReadWords(os.DirFS(root), lang.EN)
	if err != nil {
		t.Fatal(err)
	}
	design, words := sourceOf(t, "message", DesignFile), sourceOf(t, "message", WordsFile)
	c := colours(t)
	if _, list := Parse("message", []byte(design), []byte(words), c); len(list) > 0 {
		t.Fatalf("the design itself has problems: %v", list)
	}
	for _, test := range []struct{ old, new, want string }{
		{`licence = "CC BY 4.0"`, ``, `licence: missing; add a line such as licence = "CC BY 4.0" [missing-field]`},
		{`ground = "dark.band"`, `ground = "dark.sky"`, `colours.dark.ground: "dark.sky" is not one of the values allowed here; use one of light.accent,`},
		{`glow   = "dark.on-band"`, ``, `colour: "glow" is not one of the values allowed here; use one of code, ground, paper,`},
		{`Arab = 1.08`, `Arab = 9`, `size.Arab: 9 is not from 0.5 to 3; write a number within these limits [number-range]`},
		{`Arab = 1.08`, `Grek = 1.08`, `size.Grek: "Grek" is not one of the values allowed here; use one of Arab, Cyrl, Hans, Latn [not-in-list]`},
		{`id          = "consent"`, `id = "rights"`, `message.1.id: "rights" is not the id of one message; give each message in design.toml an id of its own`},
		{`source = "words of this site"`, ``, `message.3.source: missing; add a line such as source = "…" [missing-field]`},
		{`role = "H1"`, `role = "H7"`, `text.message.role: "H7" is not one of the values allowed here; use one of H1, H2, P [not-in-list]`},
		{`message   = {`, `massage   = {`, `text.massage: "massage" is not one of the values allowed here; use one of address,`},
		{`[layout.wide]`, `[layout.wider]`, `layout.wider: "wider" is not one of the values allowed here; use one of a4, square, story, wide [not-in-list]`},
		{`path   = "M124 154h42l40 40h-122z"`, `path = "M124 154k42"`, `layout.square.shape.1.path: this is not path data of SVG: `},
		{`at = "bottom"`, `at = "foot"`, `layout.square.column.1.at: "foot" is not one of the values allowed here; use one of top, middle, bottom [not-in-list]`},
		{`width = 912`, `width = 1200`, `layout.square.column.0.width: 1200 is not from 1 to 996; write a number within these limits [number-range]`},
		{`size = [44, 84]`, `size = [84, 44]`, `layout.square.column.0.text.0.size: `},
		{`{ field = "message"`, `{ field = "text"`, `layout.square.column.0.text.0.field: "text" is not one of the values allowed here; use one of address, message, name, publisher, review [not-in-list]`},
		{`size = 200`, `size = 20`, `layout.story.code.size: 20 is not from 40 to 714; write a number within these limits [number-range]`},
		{`rights  = "If you`, `right = "If you`, `en.message.rights: missing; add a line such as rights = "…" [missing-field]`},
		{`alt      = "Un fond uni`, `alto = "Un fond uni`, `fr.alto: unknown field; did you mean alt? [unknown-field-near]`},
	} {
		d, w := strings.Replace(design, test.old, test.new, 1), strings.Replace(words, test.old, test.new, 1)
		if d == design && w == words {
			t.Errorf("the design has no %s", test.old)
			continue
		}
		_, list := Parse("message", []byte(d), []byte(w), c)
		var b strings.Builder
		if err := list.Sorted().Print(&b, problem.In(english)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), test.want) {
			t.Errorf("with %s:\n%swant %s", test.new, b.String(), test.want)
		}
		for _, p := range list {
			if p.Line == 0 && !strings.HasPrefix(p.Field, "layout.wide") {
				t.Errorf("with %s, a problem has no line: %s", test.new, p.Message(english))
			}
		}
	}
}

// FuzzParse: whatever stands in the two files, there is a problem or a design that can be drawn.
func FuzzParse(f *testing.F) {
	for _, id := range []string{"day", "message", "event"} {
		f.Add([]byte(sourceOf(f, id, DesignFile)), []byte(sourceOf(f, id, WordsFile)))
	}
	c := colours(f)
	f.Fuzz(func(t *testing.T, design, words []byte) {
		d, list := Parse("fuzz", design, words, c)
		if list.Errors() > 0 {
			return
		}
		fields := map[string]Text{}
		for _, field := range Fields {
			fields[field] = Text{Text: "30 July", Link: address}
		}
		for _, format := range Formats() {
			p, _, err := Drawing{Design: d, Format: format, Scheme: Dark, Language: lang.AR, Title: "30", Code: "QR", Fields: fields}.Picture(embedded(), c)
			if err != nil {
				t.Fatalf("%s: %v", format.Name, err)
			}
			if err := p.check(); err != nil {
				t.Errorf("%s: %v", format.Name, err)
			}
		}
	})
}

// TestReadColours: the style sheet is read as it is meant, or an error says where it is not.
func TestReadColours(t *testing.T) {
	const sheet = ":root { --colour-paper: #fcfbf8; --colour-band: #0f4c43; --space-1: 2px; }\n" + darkQuery + " { :root { --colour-paper: #14191a; } }"
	read := func(s string) (Colours, error) { return ReadColours(fstest.MapFS{ColoursFile: {Data: []byte(s)}}) }
	c, err := read(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]uint32{"light.paper": 0xfcfbf8, "dark.paper": 0x14191a, "light.band": 0x0f4c43, "dark.band": 0x0f4c43} {
		if got, ok := c.named(name); !ok || got != rgb(want) {
			t.Errorf("%s is %v, want %06x", name, got, want)
		}
	}
	for _, test := range []struct{ sheet, want string }{
		{strings.Replace(sheet, darkQuery, "@media print", 1), "there is no @media"},
		{strings.Replace(sheet, "#0f4c43", "green", 1), `--colour-band: "green" is not a colour`},
		{strings.Replace(sheet, "#14191a", "#14191A00", 1), `--colour-paper: "#14191A00" is not a colour`},
	} {
		if _, err := read(test.sheet); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ReadColours = %v, want %q", err, test.want)
		}
	}
}

// TestShrink: the texts of a column become smaller together until they have room, and what has none even then is an overflow of the longest.
func TestShrink(t *testing.T) {
	d, list := Parse("event", []byte(sourceOf(t, "event", DesignFile)), []byte(sourceOf(t, "event", WordsFile)), colours(t))
	if len(list) > 0 {
		t.Fatal(list)
	}
	draw := func(title string) (Picture, []typeset.Fault) {
		p, faults, err := Drawing{Design: d, Format: Formats()[0], Scheme: Light, Language: lang.EN, Fields: map[string]Text{
			"name": {Text: "World Day against Trafficking in Persons"}, "title": {Text: title},
		}}.Picture(embedded(), colours(t))
		if err != nil {
			t.Fatal(err)
		}
		return p, faults
	}
	sizes := func(title string) (name, heading float64) {
		p, faults := draw(title)
		if len(faults) > 0 {
			t.Fatalf("%.30q: %v", title, faults)
		}
		for _, it := range p.Items {
			switch {
			case it.Role == Heading:
				heading = it.Text.Size
			case it.Text != nil:
				name = it.Text.Size
			}
		}
		return name, heading
	}
	name, heading := sizes("Walk")
	if smallName, smallHeading := sizes(strings.Repeat("A walk with lanterns ", 6)); smallName >= name || smallHeading >= heading {
		t.Errorf("sizes %g and %g, with a short title %g and %g", smallName, smallHeading, name, heading)
	}
	_, faults := draw(strings.Repeat("A walk with lanterns ", 30))
	if len(faults) != 1 || faults[0].Kind != typeset.Overflow || faults[0].Field != "title" || faults[0].Excess < 100 {
		t.Errorf("faults %v, want an overflow of the title", faults)
	}
}

// TestLogo: a logo stands at the start of its column, at its own proportions and with words, in every kind of file, and takes its room.
func TestLogo(t *testing.T) {
	c := colours(t)
	d, list := Parse("event", []byte(sourceOf(t, "event", DesignFile)), []byte(sourceOf(t, "event", WordsFile)), c)
	if len(list) > 0 {
		t.Fatal(list)
	}
	red := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	draw.Draw(red, image.Rect(0, 0, 20, 20), image.NewUniform(color.NRGBA{200, 0, 0, 255}), image.Point{}, draw.Src) // the other half is transparent
	for _, tag := range []lang.Tag{lang.AR, lang.EN} {
		for _, f := range []Format{Formats()[0], Formats()[3]} {
			p, faults, err := Drawing{Design: d, Format: f, Scheme: Dark, Language: tag, Title: "Walk", Logo: red, Fields: map[string]Text{
				"title": {Text: "Walk"}, "when": {Text: "30"}, "organizer": {Text: "Association"}, "logo": {Text: "Association"},
			}}.Picture(embedded(), c)
			if err != nil || len(faults) > 0 {
				t.Fatal(err, faults)
			}
			logo := p.Items[len(p.Items)-1]
			low, high := logo.Shape.Bounds()
			if ratio := (high.X - low.X) / (high.Y - low.Y); logo.Role != Figure || logo.Alt != "Association" || math.Abs(ratio-2) > 1e-9 {
				t.Errorf("%s: the logo is %+v, %g times as wide as high", tag, logo.Role, ratio)
			}
			if margin := map[bool]float64{true: low.X, false: p.Width - high.X}[tag == lang.EN]; math.Abs(margin-0.0777*p.Width) > 0.012*p.Width {
				t.Errorf("%s: the logo stands %g from the edge", tag, margin)
			}
			data, err := File(p, f.Files[0])
			if err != nil {
				t.Fatal(err)
			}
			if f.Files[0] == "pdf" {
				inspect.With(t, "qpdf", "qpdf", "--check", saved(t, data, "logo.pdf"))
				if info := inspect.With(t, "poppler-utils", "pdfimages", "-list", saved(t, data, "logo.pdf")); !strings.Contains(info, "image      40    20  rgb") || !strings.Contains(info, "smask      40    20  gray") {
					t.Errorf("%s: the PDF has the images\n%s", tag, info)
				}
				continue
			}
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			y := int(low.Y+high.Y) / 2
			if at := func(share float64) color.Color {
				return color.RGBAModel.Convert(img.At(int(low.X+share*(high.X-low.X)), y))
			}; at(0.25) != (color.RGBA{200, 0, 0, 255}) || at(0.75) != p.Ground {
				t.Errorf("%s: the halves of the logo are %v and %v, want red and the ground", tag, at(0.25), at(0.75))
			}
			svg, err := SVG(p)
			if err != nil || !bytes.Contains(svg, []byte(`href="data:image/png;base64,iVBOR`)) || !bytes.Contains(svg, []byte("<title>Association</title></image>")) {
				t.Errorf("%s: the SVG has no image (%v)", tag, err)
			}
		}
	}
}
