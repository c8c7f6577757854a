// Package material draws posters and cards. A picture is a list of what is drawn, in the order it is read and painted: shapes and texts that
// package typeset has set, each with its role for those who hear it. Three writers make it a file: PNG in pixels, PDF in points with tags for
// screen readers, and SVG with live text for whoever wants to change it. The same picture gives the same bytes.
//
//	PDF(Picture{Title: "…", Language: "ar", Width: 595.276, Height: 841.89, Items: []Item{{Role: Heading, Text: title, X: 60, Y: 90}}})
package material

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"rsc.io/qr"

	"example.org/july30/tools/typeset"
	"example.org/july30/tools/vector"
)

// A Picture is drawn on a ground of one colour. Units are pixels in PNG and SVG, points in PDF.
type Picture struct {
	Title         string // what the file is, for its reader
	Description   string // the whole picture in words
	Language      string // BCP 47, of both and of what has no other
	Width, Height float64
	Ground        color.RGBA // opaque, as every colour here
	Items         []Item
}

// A Role says what an item is to those who hear the picture.
type Role string

// The roles are the structure types of PDF (ISO 32000-1, 14.8.4).
const (
	Decoration Role = ""       // not read
	Heading    Role = "H1"     //
	Subheading Role = "H2"     //
	Paragraph  Role = "P"      //
	Figure     Role = "Figure" // read as its Alt
)

// An Item is one shape or one text in one colour.
type Item struct {
	Role  Role
	Fill  color.RGBA
	Shape vector.Path        // in the picture's coordinates
	Image image.Image        // that fills the box around the shape in the place of Fill; nil for none
	Text  *typeset.Paragraph // its origin at X and Y
	X, Y  float64
	Alt   string // of a Figure
	Link  string // an address that the item leads to, where the file can
}

// language is that of an item's text, or of the picture.
func (p Picture) language(it Item) string {
	if it.Text != nil {
		return it.Text.Language
	}
	return p.Language
}

// check refuses what no writer can draw, naming the item by its place in the list.
func (p Picture) check() error {
	if !(p.Width >= 1 && p.Height >= 1 && p.Width <= 20_000 && p.Height <= 20_000) {
		return fmt.Errorf("picture %q: a size of %g by %g", p.Title, p.Width, p.Height)
	}
	for i, it := range p.Items {
		switch {
		case (it.Shape == nil) == (it.Text == nil):
			return fmt.Errorf("picture %q: item %d is neither one shape nor one text", p.Title, i+1)
		case it.Role == Figure && it.Alt == "":
			return fmt.Errorf("picture %q: item %d is a figure without words for it", p.Title, i+1)
		case it.Role != Figure && it.Role != Decoration && it.Text == nil:
			return fmt.Errorf("picture %q: item %d is a shape with the role of a text", p.Title, i+1)
		case it.Role == Decoration && it.Link != "":
			return fmt.Errorf("picture %q: item %d is a link that nobody hears", p.Title, i+1)
		}
		if it.Image != nil && it.Image.Bounds().Empty() {
			return fmt.Errorf("picture %q: item %d is an image without a point", p.Title, i+1)
		}
	}
	return nil
}

// QR is a QR code of medium error correction in a square: the light ground with the quiet zone of four modules around it, and the dark modules.
// For pixels, the modules are whole units, and the quiet zone has what is left.
func QR(text string, x, y, size float64, whole bool) (ground, modules vector.Path, err error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, nil, fmt.Errorf("QR code of %q: %w", text, err)
	}
	module := size / float64(code.Size+8)
	margin := float64(4 * module)
	if whole {
		module = math.Floor(module)
		margin = math.Floor((size - float64(module*float64(code.Size))) / 2)
	}
	for row := range code.Size {
		for first, end := 0, 0; first < code.Size; first = end + 1 {
			for end = first; end < code.Size && code.Black(end, row); end++ {
			}
			if end > first {
				modules = append(modules, vector.Rectangle(x+margin+float64(float64(first)*module), y+margin+float64(float64(row)*module), float64(end-first)*module, module)...)
			}
		}
	}
	return vector.Rectangle(x, y, size, size), modules, nil
}
