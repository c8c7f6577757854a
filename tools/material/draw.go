package material

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/typeset"
	"example.org/july30/tools/vector"
)

// A Text is what a field says. An address that it leads to is a Link.
type Text struct {
	Text     string
	Language string // BCP 47; empty for that of the picture
	Link     string
}

// A Drawing is one picture of a design that is to be made.
type Drawing struct {
	Design   Design
	Format   Format
	Scheme   Scheme
	Language lang.Tag
	Title    string          // what the file is
	Fields   map[string]Text // by the names of Fields; a field that is missing or empty takes no room
	Code     string          // the words for the QR code, which leads to where address leads
	Logo     image.Image     // an organizer's, for the place that a design has for it; nil for none
	Together []string        // words that belong on one line, beside those of the design
}

// Picture sets the texts of a drawing and places them. All texts of a column become smaller by one measure until they have room. A fault that is
// no warning leaves its text out.
func (d Drawing) Picture(fonts *typeset.Fonts, c Colours) (Picture, []typeset.Fault, error) {
	layout, size := d.Design.Layouts[d.Format.Layout], layouts[d.Format.Layout]
	p := painter{Drawing: d, fonts: fonts, colours: c, scale: float64(d.Format.Width / size[0]), width: size[0], mirrored: d.Language.Dir() == "rtl"}
	p.Picture = Picture{Title: d.Title, Description: d.Alt(), Language: d.Language.BCP47(), Width: d.Format.Width, Height: d.Format.Height, Ground: p.colour("ground")}
	for _, s := range layout.Shapes {
		path := s.path
		if p.mirrored {
			path = path.Mirrored(p.width)
		}
		p.Items = append(p.Items, Item{Fill: p.colour(s.Colour), Shape: path.Placed(p.scale, 0, 0)})
	}
	for _, column := range layout.Columns {
		p.column(column)
	}
	if code := layout.Code; code.Size > 0 && d.Fields["address"].Link != "" {
		if err := p.code(code); err != nil {
			return Picture{}, p.faults, err
		}
	}
	return p.Picture, p.faults, nil
}

// Alt is the picture in words: what it says first, and what is to be seen.
func (d Drawing) Alt() string {
	var said []string
	for _, field := range []string{"status", "message", "title", "name", "date", "when", "place"} {
		text := strings.TrimSpace(d.Fields[field].Text)
		if text == "" || field == "name" && d.Title != text {
			continue
		}
		said = append(said, text)
	}
	return strings.Join(append(said, d.Design.Words[d.Language].Alt), " · ")
}

// A painter draws one picture.
type painter struct {
	Drawing
	Picture
	fonts    *typeset.Fonts
	colours  Colours
	scale    float64 // of the coordinates of the layout
	width    float64 // of the layout
	mirrored bool
	faults   []typeset.Fault
}

func (p *painter) colour(name string) color.RGBA {
	c, _ := p.colours.named(p.Design.Colours[p.Scheme][name])
	return c
}

// left is the left end, in the picture, of what is so wide in the layout.
func (p *painter) left(x, width float64) float64 {
	if p.mirrored {
		x = p.width - x - width
	}
	return float64(x * p.scale)
}

// A setText knows how it stands in its column.
type setText struct {
	Place
	Style
	Text
	rise, fall float64 // of letters above the first base line and below the last, in sizes
	set        *typeset.Paragraph
	logo       float64 // the height of the logo, which stands there in the place of a text; else 0
}

// rises and falls are about how far the letters of a script reach above and below the base line, in sizes: what the eye takes for the upper and
// the lower edge of a text.
var (
	rises = map[string]float64{"Arab": 0.72, "Hans": 0.84}
	falls = map[string]float64{"Arab": 0.22, "Hans": 0.07}
)

const rise = 0.714 // of the capitals of Latin and Cyrillic

func (p *painter) column(c Column) {
	var texts []*setText
	for _, place := range c.Texts {
		t := &setText{Place: place, Style: p.Design.Text[place.Field], Text: p.Fields[place.Field]}
		if place.Field == logo && p.Logo != nil {
			t.Place.Size = []float64{float64(place.Size[0] * p.scale), float64(place.Size[1] * p.scale)}
			texts = append(texts, t)
			continue
		}
		if place.Field == logo || strings.TrimSpace(t.Text.Text) == "" {
			continue
		}
		t.Language = cmp.Or(t.Language, p.Picture.Language)
		script := cmp.Or(lang.Script(t.Language), "Latn")
		t.rise, t.fall = cmp.Or(rises[script], rise), falls[script]
		factor := float64(cmp.Or(p.Design.Size[script], 1) * p.scale)
		t.Place.Size = []float64{float64(place.Size[0] * factor), float64(place.Size[1] * factor)}
		texts = append(texts, t)
	}
	texts, height := p.fit(c, texts)
	y := float64(c.Y * p.scale)
	switch room := float64(c.Height*p.scale) - height; c.At {
	case "middle":
		y += room / 2
	case "bottom":
		y += room
	}
	for i, t := range texts {
		if i > 0 {
			y += float64(t.Gap * p.scale)
		}
		if t.logo > 0 {
			p.placeLogo(c, y, t.logo)
			y += t.logo
			continue
		}
		first := t.set.Lines[0].Baseline
		top := y + float64(t.rise*t.set.Size) - first
		p.Items = append(p.Items, Item{Role: t.Role, Fill: p.colour(cmp.Or(t.Place.Colour, t.Style.Colour)), Text: t.set, X: p.left(c.X, c.Width), Y: top, Link: t.Link})
		y += t.height()
	}
}

func (t *setText) height() float64 {
	if t.logo > 0 {
		return t.logo
	}
	return float64(t.rise*t.set.Size) + t.set.Lines[len(t.set.Lines)-1].Baseline - t.set.Lines[0].Baseline + float64(t.fall*t.set.Size)
}

// shrinkings are how many steps there are between the largest and the smallest type of a column.
const shrinkings = 16

// fit sets the texts of a column as large as all have room; those that cannot be set are left out, and faults say why.
func (p *painter) fit(c Column, texts []*setText) (set []*setText, height float64) {
	room := float64(c.Height * p.scale)
	together := slices.Concat(p.Design.Words[p.Drawing.Language].Together, p.Together)
	for step := 0; ; step++ {
		var faults []typeset.Fault
		set, height = nil, 0
		for _, t := range texts {
			shrunk := t.Size[1] - float64((t.Size[1]-t.Size[0])*float64(step)/shrinkings)
			if t.Field == logo {
				t.logo = p.logoHeight(c, shrunk)
				height += float64(t.Gap*p.scale) + t.logo
				set = append(set, t)
				continue
			}
			paragraph, wrong := p.fonts.Set(t.Text.Text, t.Language, typeset.Box{
				Field: t.Field, Width: float64(c.Width * p.scale), Max: shrunk, Min: t.Size[0], Bold: t.Bold, Align: p.align(c.Align, t.Language), Lines: t.Lines,
				Leading: p.leading(t.Bold), Balanced: true, Together: together,
			})
			faults = append(faults, wrong...)
			if paragraph == nil {
				continue
			}
			if t.set = paragraph; len(set) > 0 {
				height += float64(t.Gap * p.scale)
			}
			height += t.height()
			set = append(set, t)
		}
		if height <= room+0.01 || step == shrinkings {
			p.faults = append(p.faults, faults...)
			if height > room+0.01 {
				p.faults = append(p.faults, overflow(set, height-room))
			}
			return set, height
		}
	}
}

// overflow blames the longest text of a column for what has no room in it.
func overflow(set []*setText, excess float64) typeset.Fault {
	longest := set[0]
	for _, t := range set {
		if t.set != nil && (longest.set == nil || t.set.Height > longest.set.Height) {
			longest = t
		}
	}
	if longest.set == nil {
		return typeset.Fault{Field: logo, Kind: typeset.Overflow}
	}
	n := float64(len(longest.set.Text))
	return typeset.Fault{Field: longest.Field, Kind: typeset.Overflow, Excess: int(math.Ceil(min(n, float64(n*excess/longest.set.Height))))}
}

// logo is the field of a design in whose place a logo stands.
const logo = "logo"

// logoHeight is that of the logo in a height, unless it were then wider than half the column.
func (p *painter) logoHeight(c Column, height float64) float64 {
	b := p.Logo.Bounds()
	return min(height, float64(c.Width*p.scale/2*float64(b.Dy())/float64(b.Dx())))
}

// placeLogo places the logo at the start of a column.
func (p *painter) placeLogo(c Column, y, height float64) {
	b := p.Logo.Bounds()
	width := float64(height * float64(b.Dx()) / float64(b.Dy()))
	x := p.left(c.X, c.Width)
	if p.mirrored {
		x += float64(c.Width*p.scale) - width
	}
	p.Items = append(p.Items, Item{Role: Figure, Shape: vector.Rectangle(x, y, width, height), Image: p.Logo, Alt: p.Fields[logo].Text})
}

func (p *painter) leading(bold bool) map[string]float64 {
	if bold {
		return p.Design.Leading
	}
	return nil
}

// aligns are the sides of a column, in the order of typeset.Align.
var aligns = []string{"start", "center", "end"}

// align is a side of the column as one of a text in a language: start and end change places where the text runs against the picture.
func (p *painter) align(side, language string) typeset.Align {
	against := (lang.Direction(language) == "rtl") != p.mirrored
	switch {
	case side == "center":
		return typeset.Center
	case (side == "end") != against:
		return typeset.End
	}
	return typeset.Start
}

// code draws the QR code of the address.
func (p *painter) code(c Code) error {
	size, x, y := float64(c.Size*p.scale), p.left(c.X, c.Size), float64(c.Y*p.scale)
	if p.Format.Pixels() {
		size, x, y = math.Round(size), math.Round(x), math.Round(y)
	}
	link := p.Fields["address"].Link
	ground, modules, err := QR(link, x, y, size, p.Format.Pixels())
	if err != nil {
		return err
	}
	p.Items = append(p.Items, Item{Fill: p.colour(c.Ground), Shape: ground}, Item{Role: Figure, Fill: p.colour(c.Colour), Shape: modules, Alt: p.Code, Link: link})
	return nil
}

// File writes a drawing as a file of one of the endings of its format.
func File(p Picture, ending string) ([]byte, error) {
	switch ending {
	case "pdf":
		return PDF(p)
	case "svg":
		return SVG(p)
	}
	return PNG(p)
}

// Line is where the words of a fault's field stand in the design's own sources: those of a message, else a text of its own, else 0 in the file
// of words.
func (d Design) Line(field, message string, t lang.Tag) (file string, line int, key string) {
	f := d.files[1]
	for _, key := range []string{string(t) + ".message." + message, string(t) + ".text." + field} {
		if f.Has(key) && (field == "message") == strings.Contains(key, ".message.") {
			return f.Name, f.Line(key), key
		}
	}
	return f.Name, 0, string(t) + "." + field
}
