package material

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"sync"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/fixed"

	"example.org/july30/tools/typeset"
	"example.org/july30/tools/vector"
)

// PNG draws the picture in pixels, with a palette: flat colours and the steps between them are few, and the file is a third of the size. Everything
// is computed in whole numbers from the outlines on, so that all processors give the same bytes. The size is rounded to whole pixels.
func PNG(p Picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	width, height := int(math.Round(p.Width)), int(math.Round(p.Height))
	c := canvas{img: image.NewPaletted(image.Rect(0, 0, width, height), nil), index: map[color.RGBA]int{}, raster: raster.NewRasterizer(width, 1)}
	c.raster.UseNonZeroWinding = true
	c.color(p.Ground)
	for _, it := range p.Items {
		c.color(it.Fill) // exact, before the steps between colours fill the palette
	}
	for _, it := range p.Items {
		if it.Image != nil {
			c.place(it)
			continue
		}
		if it.Text == nil {
			c.fill(it.Shape, it.Fill)
			continue
		}
		for _, l := range it.Text.Lines {
			c.fill(outline(it, l, func(typeset.Glyph) bool { return true }), it.Fill)
		}
	}
	for _, rgba := range c.palette {
		c.img.Palette = append(c.img.Palette, rgba)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{BufferPool: &buffers}).Encode(&b, c.img); err != nil {
		return nil, fmt.Errorf("write %q as PNG: %w", p.Title, err)
	}
	return b.Bytes(), nil
}

// outline is the path of some glyphs of a line.
func outline(it Item, l typeset.Line, wanted func(typeset.Glyph) bool) (path vector.Path) {
	for _, r := range l.Runs {
		for _, g := range r.Glyphs {
			if wanted(g) {
				path = append(path, r.Face.Outline(g.ID).Placed(it.Text.Size, it.X+g.X, it.Y+g.Y)...)
			}
		}
	}
	return path
}

type pool struct{ sync.Pool }

func (p *pool) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}
func (p *pool) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }

var buffers pool

// steps is how many there are between one colour and the next at the edge of a shape.
const steps = 32

type canvas struct {
	img     *image.Paletted
	palette []color.RGBA
	index   map[color.RGBA]int
	raster  *raster.Rasterizer
}

// color is the place of a colour in the palette, or of the nearest one when the palette is full.
func (c *canvas) color(want color.RGBA) int {
	if i, ok := c.index[want]; ok {
		return i
	}
	if len(c.palette) < 256 {
		c.palette = append(c.palette, want)
		c.index[want] = len(c.palette) - 1
		return len(c.palette) - 1
	}
	best, least := 0, math.MaxInt
	for i, have := range c.palette {
		r, g, b := int(have.R)-int(want.R), int(have.G)-int(want.G), int(have.B)-int(want.B)
		if d := r*r + g*g + b*b; d < least {
			best, least = i, d
		}
	}
	return best
}

// fill paints what a path winds around.
func (c *canvas) fill(path vector.Path, fill color.RGBA) {
	low, high := path.Bounds()
	top := max(0, int(math.Floor(low.Y)))
	bottom := min(c.img.Rect.Dy(), int(math.Ceil(high.Y)))
	if top >= bottom {
		return
	}
	c.raster.SetBounds(c.img.Rect.Dx(), bottom-top)
	c.raster.Clear()
	at := func(p vector.Point) fixed.Point26_6 {
		return fixed.Point26_6{X: fixed.Int26_6(math.Floor(float64(p.X*64) + 0.5)), Y: fixed.Int26_6(math.Floor(float64((p.Y-float64(top))*64) + 0.5))}
	}
	var start fixed.Point26_6
	open := false
	for _, s := range path {
		if open && (s.Op == 'M' || s.Op == 'Z') {
			c.raster.Add1(start)
			open = false
		}
		switch s.Op {
		case 'M':
			start, open = at(s.P[0]), true
			c.raster.Start(start)
		case 'L':
			c.raster.Add1(at(s.P[0]))
		case 'Q':
			c.raster.Add2(at(s.P[0]), at(s.P[1]))
		case 'C':
			c.raster.Add3(at(s.P[0]), at(s.P[1]), at(s.P[2]))
		}
	}
	if open {
		c.raster.Add1(start)
	}
	var known [256][steps + 1]int16 // one more than the place in the palette of a colour and a step towards fill
	c.raster.Rasterize(raster.PainterFunc(func(spans []raster.Span, _ bool) {
		for _, s := range spans {
			if s.Y+top >= bottom {
				continue
			}
			row := c.img.Pix[(s.Y+top)*c.img.Stride:]
			step := (s.Alpha*steps + 0x7fff) / 0xffff
			for x := max(0, s.X0); x < min(s.X1, c.img.Rect.Dx()); x++ {
				place := &known[row[x]][step]
				if *place == 0 {
					*place = int16(c.color(mixed(c.palette[row[x]], fill, step))) + 1
				}
				row[x] = uint8(*place - 1)
			}
		}
	}))
}

// place draws the image of an item, smoothed to its size.
func (c *canvas) place(it Item) {
	low, high := it.Shape.Bounds()
	at := image.Rect(int(math.Round(low.X)), int(math.Round(low.Y)), int(math.Round(high.X)), int(math.Round(high.Y)))
	scaled := image.NewNRGBA(at)
	draw.CatmullRom.Scale(scaled, at, it.Image, it.Image.Bounds(), draw.Src, nil)
	at = at.Intersect(c.img.Rect)
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			if p := scaled.NRGBAAt(x, y); p.A > 0 {
				i := c.img.PixOffset(x, y)
				step := (uint32(p.A)*steps + 127) / 255
				c.img.Pix[i] = uint8(c.color(mixed(c.palette[c.img.Pix[i]], color.RGBA{p.R, p.G, p.B, 255}, step)))
			}
		}
	}
}

// mixed is a colour some steps on the way from one to another.
func mixed(from, to color.RGBA, step uint32) color.RGBA {
	one := func(a, b uint8) uint8 { return uint8((uint32(a)*(steps-step) + uint32(b)*step + steps/2) / steps) }
	return color.RGBA{one(from.R, to.R), one(from.G, to.G), one(from.B, to.B), 255}
}
