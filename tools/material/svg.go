package material

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image/color"
	"image/png"
	"strings"

	"example.org/july30/tools/typeset"
	"example.org/july30/tools/vector"
)

// SVG writes the picture with live text, for whoever has a drawing program and the Noto fonts: one element a text, one tspan a line. What has
// a direction of its own stands between controls of direction, which no one sees.
func SVG(p Picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	n := vector.Number
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" xml:lang="%[3]s">`+"\n", n(p.Width), n(p.Height), escaped(p.Language))
	fmt.Fprintf(&b, "<title>%s</title>\n", escaped(p.Title))
	if p.Description != "" {
		fmt.Fprintf(&b, "<desc>%s</desc>\n", escaped(p.Description))
	}
	fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="%s"/>`+"\n", n(p.Width), n(p.Height), hex(p.Ground))
	for _, it := range p.Items {
		if it.Link != "" {
			fmt.Fprintf(&b, `<a href="%s">`, escaped(it.Link))
		}
		if it.Text != nil {
			writeText(&b, it)
		} else if it.Image != nil {
			var data bytes.Buffer
			if err := png.Encode(&data, it.Image); err != nil {
				return nil, fmt.Errorf("write %q as SVG: %w", p.Title, err)
			}
			low, high := it.Shape.Bounds()
			fmt.Fprintf(&b, `<image role="img" x="%s" y="%s" width="%s" height="%s" href="data:image/png;base64,%s"><title>%s</title></image>`,
				n(low.X), n(low.Y), n(high.X-low.X), n(high.Y-low.Y), base64.StdEncoding.EncodeToString(data.Bytes()), escaped(it.Alt))
		} else if it.Role == Figure {
			fmt.Fprintf(&b, `<path role="img" fill="%s" d="%s"><title>%s</title></path>`, hex(it.Fill), it.Shape, escaped(it.Alt))
		} else {
			fmt.Fprintf(&b, `<path aria-hidden="true" fill="%s" d="%s"/>`, hex(it.Fill), it.Shape)
		}
		if it.Link != "" {
			b.WriteString("</a>")
		}
		b.WriteString("\n")
	}
	b.WriteString("</svg>\n")
	return b.Bytes(), nil
}

func writeText(b *bytes.Buffer, it Item) {
	t := it.Text
	direction, anchor, weight := "ltr", "start", 400
	if t.RTL {
		direction = "rtl"
	}
	switch t.Align {
	case typeset.Center:
		anchor = "middle"
	case typeset.End:
		anchor = "end"
	}
	if t.Bold {
		weight = 700
	}
	hidden := ""
	if it.Role == Decoration {
		hidden = ` aria-hidden="true"`
	}
	fmt.Fprintf(b, `<text%s xml:lang="%[2]s" direction="%s" unicode-bidi="embed" text-anchor="%s" font-family="%s" font-weight="%d" font-size="%s" fill="%s">`,
		hidden, escaped(t.Language), direction, anchor, families(t), weight, vector.Number(t.Size), hex(it.Fill))
	for _, l := range t.Lines {
		// The blanks at the end of a line are written, so that words stay apart, and count where the line is placed.
		hanging := -l.Width
		for _, r := range l.Runs {
			for _, g := range r.Glyphs {
				hanging += g.Advance
			}
		}
		x := l.X
		left, right := l.X, l.X+l.Width
		if t.RTL {
			left -= hanging
		} else {
			right += hanging
		}
		switch {
		case t.Align == typeset.Center:
			x = (left + right) / 2
		case (t.Align == typeset.End) != t.RTL:
			x = right
		default:
			x = left
		}
		fmt.Fprintf(b, `<tspan x="%s" y="%s">%s</tspan>`, vector.Number(it.X+x), vector.Number(it.Y+l.Baseline), escaped(isolated(t, l)))
	}
	b.WriteString("</text>")
}

// isolated is the text of a line with controls around what has a direction of its own.
func isolated(t *typeset.Paragraph, l typeset.Line) string {
	var b strings.Builder
	for i := l.First; i <= l.End; i++ {
		for _, s := range t.Spans {
			if s.End == i && i > l.First || i == l.End && s.First < i && s.End > i {
				b.WriteRune('\u2069')
			}
		}
		if i == l.End {
			break
		}
		for _, s := range t.Spans {
			if s.First == i || i == l.First && s.First < i && s.End > i {
				b.WriteRune(s.Isolate)
			}
		}
		if t.Text[i] == '\n' {
			b.WriteByte(' ')
		} else {
			b.WriteRune(t.Text[i])
		}
	}
	return b.String() + l.Added
}

// families are the fonts of a text, those it is set in first.
func families(t *typeset.Paragraph) string {
	var names []string
	add := func(name string) {
		if name != "" && !strings.Contains(strings.Join(names, ","), name+"'") {
			names = append(names, "'"+name+"'")
		}
	}
	for _, l := range t.Lines {
		for _, r := range l.Runs {
			family, _, _ := strings.Cut(r.Face.Name, "-")
			switch family {
			case "NotoSans":
				family = "Noto Sans"
			case "NotoSansArabic":
				family = "Noto Sans Arabic"
			case "NotoSansSC":
				add("Noto Sans SC")
				family = "Noto Sans CJK SC"
			}
			add(family)
		}
	}
	add("Noto Sans")
	return strings.Join(append(names, "sans-serif"), ",")
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Builder has no errors
	return b.String()
}
