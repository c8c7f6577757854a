// Package typeset sets text: it takes the words of one field and a box, and gives lines of positioned glyphs. It chooses fonts, shapes as
// HarfBuzz 6.0 does, orders both directions (UAX #9), breaks lines (UAX #14) and makes the type smaller until the text fits. What cannot be
// set right is refused by name, and nothing is dropped in silence. It knows nothing of designs: package material draws what is set here.
//
//	p, faults := fonts.Set("اليوم العالمي لمكافحة الاتجار بالأشخاص", "ar", Box{Field: "title", Width: 920, Max: 96, Min: 48})
package typeset

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"

	"example.org/july30/tools/vector"
)

// A GlyphID says which outline of a face; 0 is the box that stands for a missing one.
type GlyphID = font.GID

// A Face is one font in one weight. It may be used by several goroutines.
type Face struct {
	Name            string  // of its file, without the ending: NotoSansArabic-Bold
	Ascent, Descent float64 // above and below the base line, both positive, in sizes

	data     []byte
	font     *font.Font
	upem     float64
	mu       sync.RWMutex
	outlines map[GlyphID]vector.Path
}

// bold tells the weight by the name, as the files are named.
func (f *Face) bold() bool { return strings.HasSuffix(f.Name, "-Bold") }

func newFace(name string, data []byte) (*Face, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	if !loader.HasTable(opentype.MustNewTag("glyf")) || loader.HasTable(opentype.MustNewTag("fvar")) {
		return nil, fmt.Errorf("font %s: this is no static TrueType font with glyf outlines", name)
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f := &Face{Name: strings.TrimSuffix(name, ".ttf"), data: data, font: parsed, upem: float64(parsed.Upem()), outlines: map[GlyphID]vector.Path{}}
	extents, ok := font.NewFace(parsed).FontHExtents()
	if !ok || f.upem == 0 {
		return nil, fmt.Errorf("font %s: it has no horizontal metrics", name)
	}
	f.Ascent, f.Descent = float64(extents.Ascender)/f.upem, -float64(extents.Descender)/f.upem
	return f, nil
}

func (f *Face) has(r rune) bool {
	g, ok := f.font.NominalGlyph(r)
	return ok && g != 0
}

// Advance is how far the font moves on after a glyph, in sizes and before kerning.
func (f *Face) Advance(g GlyphID) float64 {
	return float64((&font.Face{Font: f.font}).HorizontalAdvance(g)) / f.upem
}

// Blank is a glyph without outline or advance, that of U+200B; ok is false where the font has none.
func (f *Face) Blank() (g GlyphID, ok bool) {
	g, ok = f.font.NominalGlyph('\u200b')
	return g, ok && f.Advance(g) == 0 && len(f.Outline(g)) == 0
}

// Outline is a glyph's shape in sizes, its origin on the base line, y downwards; empty for blanks. The path is shared: leave it as it is.
func (f *Face) Outline(g GlyphID) vector.Path {
	f.mu.RLock()
	p, ok := f.outlines[g]
	f.mu.RUnlock()
	if ok {
		return p
	}
	glyph, _ := (&font.Face{Font: f.font}).GlyphData(g).(font.GlyphOutline)
	for _, s := range glyph.Segments {
		var points []vector.Point
		for _, a := range s.ArgsSlice() {
			points = append(points, vector.Point{X: float64(a.X) / f.upem, Y: -float64(a.Y) / f.upem})
		}
		p.Add("MLQC"[s.Op], points...)
	}
	f.mu.Lock()
	f.outlines[g] = p
	f.mu.Unlock()
	return p
}

// Fonts are the faces that text is set with. They may be used by several goroutines.
type Fonts struct {
	faces   []*Face
	setters sync.Pool
}

// The families every set of fonts has, each in two weights. Their order is that in which a Latin or Cyrillic text looks for a character.
var families = []string{"NotoSans", "NotoSansArabic", "NotoSansSC"}

// Load reads the fonts of a folder: the three families, regular and bold. Of several folders, the first that has a file gives it; what other
// .ttf files the folders have is looked into last, in the order of their names.
func Load(folders ...fs.FS) (*Fonts, error) {
	byName := map[string]*Face{}
	var errs []error
	for _, folder := range folders {
		names, err := fs.Glob(folder, "*.ttf")
		if err != nil {
			return nil, fmt.Errorf("find fonts: %w", err)
		}
		for _, name := range names {
			if byName[name] != nil {
				continue
			}
			data, err := fs.ReadFile(folder, name)
			if err != nil {
				return nil, fmt.Errorf("read font: %w", err)
			}
			face, err := newFace(path.Base(name), data)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			byName[name] = face
		}
	}
	f := &Fonts{}
	for _, family := range families {
		for _, weight := range []string{"-Regular", "-Bold"} {
			face := byName[family+weight+".ttf"]
			if face == nil {
				errs = append(errs, fmt.Errorf("font %s%s.ttf is missing", family, weight))
				continue
			}
			f.faces = append(f.faces, face)
			delete(byName, family+weight+".ttf")
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for _, face := range byName {
		f.faces = append(f.faces, face)
	}
	slices.SortFunc(f.faces[2*len(families):], func(a, b *Face) int { return strings.Compare(a.Name, b.Name) })
	return f, nil
}

// Faces are all of them, in a fixed order.
func (f *Fonts) Faces() []*Face { return slices.Clone(f.faces) }

// chain is the faces that a text of a script looks through for each character: the family of the script, then the others; faces of the
// other weight come last.
func (f *Fonts) chain(script string, bold bool) []*Face {
	first := map[string]string{"Arab": "NotoSansArabic-", "Hans": "NotoSansSC-", "Hant": "NotoSansSC-", "Jpan": "NotoSansSC-", "Kore": "NotoSansSC-"}[script]
	chain := slices.Clone(f.faces)
	rank := func(face *Face) int {
		switch {
		case face.bold() != bold:
			return 2
		case first == "" || !strings.HasPrefix(face.Name, first):
			return 1
		}
		return 0
	}
	slices.SortStableFunc(chain, func(a, b *Face) int { return cmp.Compare(rank(a), rank(b)) })
	return chain
}
