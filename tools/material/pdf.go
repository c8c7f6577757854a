package material

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/typeset"
	"example.org/july30/tools/vector"
)

// PDF writes the picture as a tagged PDF 1.7 of one page (ISO 32000-1, after the rules of PDF/UA-1, ISO 14289): title, language, headings, reading
// order, words for figures, and text that programs find again as it was written, Arabic too.
//
// Readers of PDF guess words from where letters stand, and guess wrong when an Arabic letter comes as a stroke and dots apart. So each cluster of
// glyphs is shown by one character code, which the font maps to all of the cluster's text; the other glyphs of the cluster are drawn as
// shapes that are not read. Clusters come in the order of the text, whatever side they stand on. From right to left, a code has only the first
// letter, and codes of a blank glyph follow for the others, for pdftotext turns every text around that a single code stands for. A blank or sign between a number and Arabic
// is followed by U+200F, between Arabic and Latin preceded by U+200E, and a sign that ends Latin within Arabic followed by U+200E: without them,
// pdftotext puts it on the other side.
func PDF(p Picture) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	w := &pdf{height: p.Height}
	catalog, pages, page, root, document := w.reserve(), w.reserve(), w.reserve(), w.reserve(), w.reserve()

	fmt.Fprintf(&w.content, "/Artifact BMC\n%s0 0 %s %s re f\nEMC\n", paint(p.Ground), vector.Number(p.Width), vector.Number(p.Height))
	var children, parents, annotations []string
	var links []int // their structure elements, for the annotations
	for _, it := range p.Items {
		if it.Role == Decoration {
			w.decoration(it)
			continue
		}
		mark := len(parents)
		element := w.reserve()
		outer, parent, tag := element, document, it.Role
		kids := fmt.Sprint(mark)
		if it.Link != "" {
			// A link stands in its paragraph, and a figure in its link: each may hold only what ISO 32000-1, 14.8.4 lets it.
			link := w.reserve()
			annotation := w.add("<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/StructParent %d/Contents %s/A<</S/URI/URI %s>>>>",
				w.box(it), 1+len(annotations), pdfText(cmp.Or(it.Alt, it.Link)), pdfBytes(it.Link))
			annotations = append(annotations, ref(annotation))
			reference := fmt.Sprintf("<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>", annotation, page)
			if it.Role == Figure {
				outer, parent = link, link
				w.set(link, "<</Type/StructElem/S/Link/P %d 0 R/K[%d 0 R %s]>>", document, element, reference)
			} else {
				tag, kids = "Link", ref(link)
				w.set(link, "<</Type/StructElem/S/Link/P %d 0 R/Pg %d 0 R/K[%d %s]>>", element, page, mark, reference)
			}
			links = append(links, link)
			if tag == "Link" {
				parents = append(parents, ref(link))
			}
		}
		if tag != "Link" {
			parents = append(parents, ref(element))
		}
		attributes := "/O/Layout/WritingMode/LrTb"
		if lang.Direction(p.language(it)) == "rtl" {
			attributes = "/O/Layout/WritingMode/RlTb"
		}
		alt := ""
		if it.Role == Figure {
			attributes = "/O/Layout/BBox[" + w.box(it) + "]"
			alt = "/Alt " + pdfText(it.Alt)
		}
		w.set(element, "<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K %s/Lang %s/A<<%s>>%s>>", it.Role, parent, page, kids, pdfBytes(p.language(it)), attributes, alt)
		children = append(children, ref(outer))

		fmt.Fprintf(&w.content, "/%s <</MCID %d>> BDC\n", tag, mark)
		if it.Image != nil {
			w.image(it)
			w.content.WriteString("EMC\n")
			continue
		}
		if it.Text == nil {
			w.path(it.Shape, it.Fill)
			w.content.WriteString("EMC\n")
			continue
		}
		rest := w.text(it)
		w.content.WriteString("EMC\n")
		if len(rest) > 0 {
			w.content.WriteString("/Artifact BMC\n")
			w.path(rest, it.Fill)
			w.content.WriteString("EMC\n")
		}
	}
	fonts, err := w.embed()
	if err != nil {
		return nil, err
	}
	content := w.stream("", w.content.Bytes())
	w.set(document, "<</Type/StructElem/S/Document/P %d 0 R/K[%s]/Lang %s>>", root, strings.Join(children, " "), pdfBytes(p.Language))
	tree := "0 [" + strings.Join(parents, " ") + "]"
	for i, link := range links {
		tree += fmt.Sprintf(" %d %d 0 R", i+1, link)
	}
	w.set(root, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>", document, w.add("<</Nums[%s]>>", tree), 1+len(links))
	w.set(page, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources<</Font<<%s>>%s>>/Contents %d 0 R/StructParents 0/Tabs/S/Annots[%s]>>",
		pages, vector.Number(p.Width), vector.Number(p.Height), fonts, w.images(), content, strings.Join(annotations, " "))
	w.set(pages, "<</Type/Pages/Kids[%d 0 R]/Count 1>>", page)
	metadata := w.raw("/Type/Metadata/Subtype/XML", []byte(xmp(p)))
	reads := "L2R"
	if lang.Direction(p.Language) == "rtl" {
		reads = "R2L"
	}
	w.set(catalog, "<</Type/Catalog/Pages %d 0 R/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Lang %s/ViewerPreferences<</DisplayDocTitle true/Direction/%s>>/Metadata %d 0 R>>",
		pages, root, pdfBytes(p.Language), reads, metadata)
	return w.file(catalog, w.add("<</Title %s>>", pdfText(p.Title))), nil
}

// xmp is the metadata, without a date, so that the same picture gives the same bytes.
func xmp(p Picture) string {
	alternatives := func(s string) string {
		return fmt.Sprintf(`<rdf:Alt><rdf:li xml:lang="x-default">%[2]s</rdf:li><rdf:li xml:lang="%[1]s">%[2]s</rdf:li></rdf:Alt>`, escaped(p.Language), escaped(s))
	}
	description := ""
	if p.Description != "" {
		description = "<dc:description>" + alternatives(p.Description) + "</dc:description>"
	}
	return "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` +
		"<dc:title>" + alternatives(p.Title) + "</dc:title>" + description +
		"<dc:language><rdf:Bag><rdf:li>" + escaped(p.Language) + "</rdf:li></rdf:Bag></dc:language><pdfuaid:part>1</pdfuaid:part>" +
		"</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
}

// pdf collects the objects of a file, numbered from 1, and the content of its page.
type pdf struct {
	height  float64
	objects [][]byte
	content bytes.Buffer
	fonts   []*pdfFont
	shown   []int // the objects of images, named I1, I2 …
}

// A pdfFont is a face as far as a page uses it: a code for each pair of a glyph and the text it stands for.
type pdfFont struct {
	face  *typeset.Face
	name  string
	codes map[shown]int
	shown []shown // by code; 0 is not used
}

type shown struct {
	glyph typeset.GlyphID
	text  string
}

func ref(n int) string { return fmt.Sprintf("%d 0 R", n) }

func (w *pdf) reserve() int {
	w.objects = append(w.objects, nil)
	return len(w.objects)
}

func (w *pdf) set(n int, format string, values ...any) {
	w.objects[n-1] = fmt.Appendf(nil, format, values...)
}

func (w *pdf) add(format string, values ...any) int {
	n := w.reserve()
	w.set(n, format, values...)
	return n
}

// raw adds a stream as it is, stream a compressed one.
func (w *pdf) raw(dictionary string, data []byte) int {
	n := w.reserve()
	w.objects[n-1] = append(append(fmt.Appendf(nil, "<<%s/Length %d>>\nstream\n", dictionary, len(data)), data...), "\nendstream"...)
	return n
}

func (w *pdf) stream(dictionary string, data []byte) int {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data) //nolint:errcheck // a Buffer has no errors
	z.Close()     //nolint:errcheck // nor has it here
	return w.raw(dictionary+"/Filter/FlateDecode", b.Bytes())
}

// file is the whole, with a table of where each object stands.
func (w *pdf) file(catalog, info int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for i, o := range w.objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	id := sha256.Sum256(b.Bytes())
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%[4]x>]>>\nstartxref\n%[5]d\n%%%%EOF\n", len(offsets)+1, catalog, info, id[:16], table)
	return b.Bytes()
}

// pdfText is a text string, in UTF-16; pdfBytes a string of bytes, for tags and addresses.
func pdfText(s string) string { return "<FEFF" + utf16Hex(s) + ">" }

func pdfBytes(s string) string { return fmt.Sprintf("<%X>", s) }

func utf16Hex(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

func paint(c color.RGBA) string {
	part := func(v uint8) string { return vector.Number(float64(v) / 255) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B) + " rg\n"
}

// box is the rectangle around an item, as PDF counts: left, bottom, right, top.
func (w *pdf) box(it Item) string {
	low, high := it.Shape.Bounds()
	if it.Text != nil {
		low, high = vector.Point{X: it.X + it.Text.Width, Y: it.Y}, vector.Point{X: it.X, Y: it.Y + it.Text.Height}
		for _, l := range it.Text.Lines {
			low.X, high.X = min(low.X, it.X+l.X), max(high.X, it.X+l.X+l.Width)
		}
	}
	n := vector.Number
	return n(low.X) + " " + n(w.height-high.Y) + " " + n(high.X) + " " + n(w.height-low.Y)
}

// image shows the image of an item, its colours and how far each point covers what is below it.
func (w *pdf) image(it Item) {
	b := it.Image.Bounds()
	var colours, cover []byte
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(it.Image.At(x, y)).(color.NRGBA)
			colours, cover = append(colours, c.R, c.G, c.B), append(cover, c.A)
		}
	}
	size := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", b.Dx(), b.Dy())
	mask := w.stream(size+"/ColorSpace/DeviceGray", cover)
	w.shown = append(w.shown, w.stream(size+fmt.Sprintf("/ColorSpace/DeviceRGB/SMask %d 0 R", mask), colours))
	low, high := it.Shape.Bounds()
	n := vector.Number
	fmt.Fprintf(&w.content, "q %s 0 0 %s %s %s cm /I%d Do Q\n", n(high.X-low.X), n(high.Y-low.Y), n(low.X), n(w.height-high.Y), len(w.shown))
}

// images are the resources of a page that shows some.
func (w *pdf) images() string {
	if len(w.shown) == 0 {
		return ""
	}
	var b strings.Builder
	for i, object := range w.shown {
		fmt.Fprintf(&b, "/I%d %d 0 R", i+1, object)
	}
	return "/XObject<<" + b.String() + ">>"
}

// decoration draws an item that is not read: a text as shapes.
func (w *pdf) decoration(it Item) {
	w.content.WriteString("/Artifact BMC\n")
	path := it.Shape
	if it.Text != nil {
		for _, l := range it.Text.Lines {
			path = append(path, outline(it, l, func(typeset.Glyph) bool { return true })...)
		}
	}
	w.path(path, it.Fill)
	w.content.WriteString("EMC\n")
}

// path fills a shape; quadratic curves become cubic.
func (w *pdf) path(path vector.Path, fill color.RGBA) {
	w.content.WriteString(paint(fill))
	point := func(p vector.Point) string { return vector.Number(p.X) + " " + vector.Number(w.height-p.Y) + " " }
	var at, start vector.Point
	for _, s := range path {
		switch s.Op {
		case 'M':
			start, at = s.P[0], s.P[0]
			w.content.WriteString(point(at) + "m\n")
		case 'L':
			at = s.P[0]
			w.content.WriteString(point(at) + "l\n")
		case 'Q':
			// A third of the way from the control point to each end.
			third := func(end vector.Point) vector.Point {
				return vector.Point{X: end.X + float64(2.0/3*(s.P[0].X-end.X)), Y: end.Y + float64(2.0/3*(s.P[0].Y-end.Y))}
			}
			w.content.WriteString(point(third(at)) + point(third(s.P[1])) + point(s.P[1]) + "c\n")
			at = s.P[1]
		case 'C':
			at = s.P[2]
			w.content.WriteString(point(s.P[0]) + point(s.P[1]) + point(at) + "c\n")
		case 'Z':
			at = start
			w.content.WriteString("h\n")
		}
	}
	w.content.WriteString("f\n")
}

// text shows the clusters of a text and returns the outlines of the glyphs that no code shows.
func (w *pdf) text(it Item) (rest vector.Path) {
	fmt.Fprintf(&w.content, "BT\n%s", paint(it.Fill))
	for _, l := range it.Text.Lines {
		before := ' '
		for _, r := range inOrder(l.Runs) {
			codes, more := coded(it, l, r, before)
			rest = append(rest, more...)
			if len(codes) > 0 {
				w.show(r, codes, it)
				before, _ = utf8.DecodeLastRuneInString(codes[len(codes)-1].shown.text)
			}
		}
	}
	w.content.WriteString("ET\n")
	return rest
}

// A placed code stands where its glyph does.
type placed struct {
	typeset.Glyph
	shown shown
}

// coded gives the codes of a run in the order they are read, and the outlines of the glyphs that none shows. before is the character before it.
func coded(it Item, l typeset.Line, r typeset.Run, before rune) (codes []placed, rest vector.Path) {
	glyphs := slices.Clone(r.Glyphs)
	if r.Level.RTL() {
		slices.Reverse(glyphs)
	}
	blank, separate := r.Face.Blank()
	separate = separate && r.Level.RTL()
	// behind is a code that shows nothing, a little to the left of the last.
	behind := func(text string) {
		g := codes[len(codes)-1].Glyph
		g.ID, g.X, g.Advance = blank, g.X-float64(0.02*it.Text.Size), 0
		codes = append(codes, placed{g, shown{blank, text}})
	}
	joiners := "" // they have no glyph, and are read with the letter after them where no code of their own can be
	for len(glyphs) > 0 {
		end := 1
		for end < len(glyphs) && glyphs[end].First == glyphs[0].First {
			end++
		}
		cluster := glyphs[:end]
		glyphs = glyphs[end:]
		text := readable(it.Text.Characters(l, r, cluster[0]))
		if r.Added && text == "-" {
			text = "\u00ad" // so that a word comes together again (ISO 32000-1, 14.8.2.2.3)
		}
		if strings.Trim(text, "\u200c\u200d") == "" {
			if separate && len(codes) > 0 && text != "" {
				behind(text)
			} else {
				joiners += text
			}
			continue
		}
		widest := 0
		for i, g := range cluster {
			if g.Advance > cluster[widest].Advance {
				widest = i
			}
		}
		for i, g := range cluster {
			if i != widest {
				rest = append(rest, r.Face.Outline(g.ID).Placed(it.Text.Size, it.X+g.X, it.Y+g.Y)...)
			}
		}
		whole := marked(joiners+text, before, it.Text.RTL, r.Level.RTL())
		if sign, n := utf8.DecodeRuneInString(text); n == len(text) && len(glyphs) == 0 && it.Text.RTL && !r.Level.RTL() && unicode.IsPunct(sign) {
			whole += "\u200e"
		}
		before, _ = utf8.DecodeLastRuneInString(text)
		if first, n := utf8.DecodeRuneInString(whole); separate && whole == joiners+text && n < len(whole) {
			codes = append(codes, placed{cluster[widest], shown{cluster[widest].ID, string(first)}})
			for _, c := range whole[n:] {
				behind(string(c))
			}
		} else {
			codes = append(codes, placed{cluster[widest], shown{cluster[widest].ID, whole}})
		}
		joiners = ""
	}
	return codes, rest
}

// readable is a text without the characters that only steer how it is set.
func readable(text string) string {
	return strings.Map(func(c rune) rune {
		if typeset.Ignorable(c) && c != '\u200c' && c != '\u200d' {
			return -1
		}
		return c
	}, text)
}

// marked is the text of a cluster with a mark of direction where it is one blank or sign that goes with what stands after it, in a paragraph and a
// run of the same direction, and not with what stands before it.
func marked(text string, before rune, paragraph, run bool) string {
	class := func(r rune) bidi.Class {
		p, _ := bidi.LookupRune(r)
		return p.Class()
	}
	if r, n := utf8.DecodeRuneInString(text); n < len(text) || paragraph != run || class(r) == bidi.L || class(r) == bidi.R || class(r) == bidi.AL || class(r) == bidi.EN || class(r) == bidi.AN {
		return text
	}
	switch class(before) {
	case bidi.L, bidi.EN, bidi.AN, bidi.CS, bidi.ES, bidi.ET:
		if paragraph {
			return text + "\u200f"
		}
	case bidi.R, bidi.AL:
		if !paragraph {
			return "\u200e" + text
		}
	}
	return text
}

// inOrder are the runs as they are read.
func inOrder(runs []typeset.Run) []typeset.Run {
	out := slices.DeleteFunc(slices.Clone(runs), func(r typeset.Run) bool { return len(r.Glyphs) == 0 })
	first := func(r typeset.Run) int {
		if r.Added {
			return 1 << 30
		}
		return min(r.Glyphs[0].First, r.Glyphs[len(r.Glyphs)-1].First)
	}
	slices.SortStableFunc(out, func(a, b typeset.Run) int { return first(a) - first(b) })
	return out
}

// show writes codes one after the other, moving the pen where the font would not put them itself. From right to left each word begins anew, so
// that what lies between two is not guessed at.
func (w *pdf) show(r typeset.Run, codes []placed, it Item) {
	font, size := w.font(r.Face), it.Text.Size
	fmt.Fprintf(&w.content, "/%s %s Tf\n", font.name, vector.Number(size))
	var penX, penY float64
	for i, g := range codes {
		x, y := it.X+g.X, w.height-it.Y-g.Y
		move := x - penX
		switch {
		case i == 0 || y-penY > 0.01 || penY-y > 0.01 || r.Level.RTL() && strings.HasPrefix(codes[i-1].shown.text, " "):
			if i > 0 {
				w.content.WriteString(">] TJ\n")
			}
			fmt.Fprintf(&w.content, "1 0 0 1 %s %s Tm [<", vector.Number(x), vector.Number(y))
			penX, penY = x, y
		case move > 0.02 || move < -0.02:
			w.content.WriteString(">" + vector.Number(-move*1000/size) + "<")
			penX = x
		}
		fmt.Fprintf(&w.content, "%04X", font.code(g.shown))
		penX += float64(font.face.Advance(g.ID) * size)
	}
	w.content.WriteString(">] TJ\n")
}

func (w *pdf) font(face *typeset.Face) *pdfFont {
	for _, f := range w.fonts {
		if f.face == face {
			return f
		}
	}
	f := &pdfFont{face: face, name: fmt.Sprintf("F%d", len(w.fonts)+1), codes: map[shown]int{}, shown: []shown{{}}}
	w.fonts = append(w.fonts, f)
	return f
}

func (f *pdfFont) code(s shown) int {
	if code, ok := f.codes[s]; ok {
		return code
	}
	f.codes[s] = len(f.shown)
	f.shown = append(f.shown, s)
	return len(f.shown) - 1
}

// embed writes the fonts and gives the page's list of them.
func (w *pdf) embed() (string, error) {
	var list strings.Builder
	for _, f := range w.fonts {
		used := map[typeset.GlyphID]bool{}
		glyphs := make([]byte, 2*len(f.shown)) // by code
		var widths strings.Builder
		var maps []string
		for code, s := range f.shown {
			binary.BigEndian.PutUint16(glyphs[2*code:], uint16(s.glyph))
			used[s.glyph] = true
			if code > 0 {
				widths.WriteString(" " + vector.Number(f.face.Advance(s.glyph)*1000))
				maps = append(maps, fmt.Sprintf("<%04X> <%s>\n", code, utf16Hex(s.text)))
			}
		}
		data, err := f.face.Subset(used)
		if err != nil {
			return "", err
		}
		sum := sha256.Sum256(data)
		name := "+" + f.face.Name
		for _, b := range sum[:6] {
			name = string(rune('A'+b%26)) + name
		}
		var unicode strings.Builder
		unicode.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n" +
			"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
		for part := range slices.Chunk(maps, 100) {
			fmt.Fprintf(&unicode, "%d beginbfchar\n%sendbfchar\n", len(part), strings.Join(part, ""))
		}
		unicode.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
		ascent, descent := vector.Number(f.face.Ascent*1000), vector.Number(-f.face.Descent*1000)
		descriptor := w.add("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 %s 3000 %s]/ItalicAngle 0/Ascent %[3]s/Descent %[2]s/CapHeight 714/StemV 80/FontFile2 %[4]d 0 R>>",
			name, descent, ascent, w.stream(fmt.Sprintf("/Length1 %d", len(data)), data))
		descendant := w.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[1[%s]]/CIDToGIDMap %d 0 R>>",
			name, descriptor, strings.TrimPrefix(widths.String(), " "), w.stream("", glyphs))
		font := w.add("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, descendant, w.stream("", []byte(unicode.String())))
		fmt.Fprintf(&list, "/%s %d 0 R", f.name, font)
	}
	return list.String(), nil
}
