package typeset

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/go-text/typesetting/font/opentype"
)

// Flags of the parts of a composite glyph (OpenType, glyf).
const (
	wordArguments = 0x0001
	oneScale      = 0x0008
	moreParts     = 0x0020
	twoScales     = 0x0040
	matrix        = 0x0080
)

// Subset is the font with the outlines of some glyphs, and of the parts they are made of, for a PDF to carry: glyph numbers stay, other
// outlines become empty, and what a reader of PDF does not need is left out. The same glyphs give the same bytes.
func (f *Face) Subset(used map[GlyphID]bool) ([]byte, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(f.data))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", f.Name, err)
	}
	tables := map[string][]byte{}
	for _, tag := range []string{"head", "hhea", "maxp", "loca", "glyf", "hmtx"} {
		if tables[tag], err = loader.RawTable(opentype.MustNewTag(tag)); err != nil {
			return nil, fmt.Errorf("font %s: table %s: %w", f.Name, tag, err)
		}
	}
	u16 := func(b []byte) int { return int(binary.BigEndian.Uint16(b)) }
	head, hhea, maxp, loca, glyf, hmtx := tables["head"], tables["hhea"], tables["maxp"], tables["loca"], tables["glyf"], tables["hmtx"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 || len(loca) < 2*(u16(maxp[4:])+1)*(1+u16(head[50:])&1) || len(hmtx) < 4*u16(hhea[34:]) {
		return nil, fmt.Errorf("font %s: its tables are too short", f.Name)
	}
	count, measured := u16(maxp[4:]), u16(hhea[34:])
	outline := func(g int) []byte {
		if u16(head[50:]) == 1 {
			return glyf[binary.BigEndian.Uint32(loca[4*g:]):binary.BigEndian.Uint32(loca[4*g+4:])]
		}
		return glyf[2*u16(loca[2*g:]) : 2*u16(loca[2*g+2:])]
	}
	kept := make([]bool, count)
	last := 0
	var keep func(g int)
	keep = func(g int) {
		if g >= count || kept[g] {
			return
		}
		kept[g] = true
		last = max(last, g)
		data := outline(g)
		if len(data) < 10 || int16(u16(data)) >= 0 {
			return
		}
		for at := 10; ; {
			flags := u16(data[at:])
			keep(u16(data[at+2:]))
			at += 6
			if flags&wordArguments != 0 {
				at += 2
			}
			switch {
			case flags&oneScale != 0:
				at += 2
			case flags&twoScales != 0:
				at += 4
			case flags&matrix != 0:
				at += 8
			}
			if flags&moreParts == 0 {
				return
			}
		}
	}
	keep(0)
	for g := range used {
		keep(int(g))
	}
	n := last + 1
	newLoca, newHmtx, newGlyf := make([]byte, 4*(n+1)), make([]byte, 4*n), []byte(nil)
	for g := range n {
		binary.BigEndian.PutUint32(newLoca[4*g:], uint32(len(newGlyf)))
		if !kept[g] {
			continue
		}
		newGlyf = append(newGlyf, outline(g)...)
		for len(newGlyf)%4 != 0 {
			newGlyf = append(newGlyf, 0)
		}
		copy(newHmtx[4*g:], hmtx[4*min(g, measured-1):][:2])
		if g < measured {
			copy(newHmtx[4*g+2:], hmtx[4*g+2:][:2])
		} else if at := 4*measured + 2*(g-measured); at+2 <= len(hmtx) {
			copy(newHmtx[4*g+2:], hmtx[at:at+2])
		}
	}
	binary.BigEndian.PutUint32(newLoca[4*n:], uint32(len(newGlyf)))
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	binary.BigEndian.PutUint16(hhea[34:], uint16(n))
	binary.BigEndian.PutUint16(maxp[4:], uint16(n))
	var out []opentype.Table
	for _, t := range []struct {
		tag  string
		data []byte
	}{{"glyf", newGlyf}, {"head", head}, {"hhea", hhea}, {"hmtx", newHmtx}, {"loca", newLoca}, {"maxp", maxp}} {
		out = append(out, opentype.Table{Tag: opentype.MustNewTag(t.tag), Content: t.data})
	}
	return opentype.WriteTTF(out), nil
}
