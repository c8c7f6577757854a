package typeset

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"

	"golang.org/x/image/math/fixed"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/typeset/bidi"
)

// An Align is where the lines stand in their box. Start and End are sides of the text's own direction: Start is right for Arabic.
type Align int

// The alignments.
const (
	Start Align = iota
	Center
	End
)

// A Box is where a text may stand, and how. Lengths are in units of the picture.
type Box struct {
	Field    string             // names the text in a Fault
	Width    float64            // of the lines
	Height   float64            // of all lines; 0 is without limit
	Max, Min float64            // size of type: the largest that fits is taken; without Min it is Max
	Bold     bool               //
	Align    Align              //
	Lines    int                // at most; 0 is without limit
	Leading  map[string]float64 // distance of base lines in sizes, by script (ISO 15924: Latn, Cyrl, Arab, Hans); DefaultLeading for others
	Balanced bool               // lines of about one length, for headings
	Together []string           // words that no line end divides unless they are wider than the box
	Cut      bool               // what does not fit even in Min ends with an ellipsis, and a warning; otherwise it is an Overflow
}

// DefaultLeading is the distance of base lines in sizes: Arabic has long descents and marks, Han fills its square.
var DefaultLeading = map[string]float64{"Arab": 1.5, "Hans": 1.4, "Latn": 1.25, "Cyrl": 1.25}

// A Paragraph is a text set in its box. Its origin is the upper left corner of the box, y runs downwards.
type Paragraph struct {
	Text     []rune
	Language string // BCP 47
	RTL      bool
	Bold     bool
	Align    Align
	Size     float64
	Leading  float64 // distance of base lines, in sizes
	Width    float64 // of the box
	Height   float64 // of the lines
	Lines    []Line
	Spans    []Span // what has a direction of its own, in order, the outer before the inner
}

// A Line is one line of a paragraph, with its runs from left to right. The blanks it ends with are drawn too, outside X and Width.
type Line struct {
	First, End int // its characters
	X, Width   float64
	Baseline   float64
	Runs       []Run
	Added      string // what the text itself does not have, at its end: an ellipsis or a hyphen
}

// A Run is glyphs of one face and level, from left to right.
type Run struct {
	Face   *Face
	Level  bidi.Level
	Glyphs []Glyph
	Added  bool // it shows Line.Added
}

// A Glyph is placed at its origin. All glyphs of one cluster have the same characters, First and Count: a letter with its marks, a ligature.
type Glyph struct {
	ID           GlyphID
	X, Y         float64
	Advance      float64
	First, Count int
}

// Characters are what a glyph of a line shows, together with the other glyphs of its cluster; a blank for a line feed.
func (p *Paragraph) Characters(l Line, r Run, g Glyph) string {
	if r.Added {
		return l.Added
	}
	text := string(p.Text[g.First : g.First+g.Count])
	if text == "\n" {
		return " "
	}
	return text
}

// Set sets a text in the largest type of the box, by quarters of a unit, at which every line ends where it may and all fits. The language, a
// BCP 47 tag, decides the direction, the first font and the forms of letters. Only at Min are words divided where they must be. The text
// may hint: U+00AD and U+200B allow a line end, U+2060 and U+00A0 forbid one, a line feed makes one; blanks around it are left out. A paragraph
// comes back unless a fault is more than a warning; an empty text has no lines.
func (f *Fonts) Set(text, language string, box Box) (*Paragraph, []Fault) {
	s := f.setter()
	defer f.setters.Put(s)
	t, faults := s.shape(f, text, language, box.Field, box.Bold)
	if faults != nil {
		return nil, faults
	}
	t.leaning()
	t.together(box.Together)
	p := &Paragraph{Text: t.text, Language: language, RTL: t.level.RTL(), Bold: box.Bold, Align: box.Align, Size: box.Max, Leading: t.leading(box.Leading), Width: box.Width, Spans: t.spans}
	if len(t.text) == 0 {
		return p, nil
	}
	size := func(step int) float64 { return box.Max - float64(float64(step)/4) }
	steps := int(max(0, box.Max-cmp.Or(box.Min, box.Max)) * 4)
	p.Size = size(sort.Search(steps, func(step int) bool {
		_, fits := t.fill(box.Width/size(step), allowed, box.holds(size(step), p.Leading))
		return fits
	}))
	width, most := box.Width/p.Size, box.holds(p.Size, p.Leading)
	ends, fits := t.fill(width, allowed, most)
	if fits && box.Balanced {
		ends = t.balanced(width, len(ends))
	} else if !fits {
		ends, fits = t.fill(width, emergency, most)
	}
	added := ""
	if !fits {
		last, ok := breakAt{}, false
		if box.Cut && most > 0 && len(ends) == most {
			added = "…"
			last, ok = s.cut(t, ends, width, added)
		}
		if !ok {
			held := 0
			if len(ends) > 0 {
				held = ends[len(ends)-1].at
			}
			return nil, []Fault{{Field: box.Field, Kind: Overflow, Excess: len(t.text) - held}}
		}
		ends[most-1] = last
		faults = []Fault{{Field: box.Field, Kind: Cut, Excess: len(t.text) - last.at}}
	}
	first := 0
	for i, end := range ends {
		mark := ""
		if end.hyphen {
			mark = "-"
		} else if i == len(ends)-1 {
			mark = added
		}
		p.Lines = append(p.Lines, s.line(t, p, first, end, mark))
		first = end.at
	}
	p.Height = float64(len(ends)) * float64(p.Size*p.Leading)
	return p, faults
}

// holds is how many lines the box has room for.
func (b Box) holds(size, leading float64) int {
	n := math.MaxInt32
	if b.Lines > 0 {
		n = b.Lines
	}
	if b.Height > 0 {
		n = min(n, int(b.Height/float64(size*leading)+1e-9))
	}
	return n
}

// leading is the widest that one of the scripts of the text asks for.
func (t *shaped) leading(given map[string]float64) float64 {
	widest := 0.0
	for script := range t.scripts {
		switch script {
		case "Hani", "Hira", "Kana", "Bopo", "Hang", "Hant", "Jpan", "Kore":
			script = "Hans"
		}
		widest = max(widest, cmp.Or(given[script], DefaultLeading[script], given["Latn"], DefaultLeading["Latn"]))
	}
	return widest
}

// fill ends each line as late as it may. It is not done when more than most lines are needed, of which it gives the first, or when what
// stands between two line ends is wider than a line.
func (t *shaped) fill(width float64, how ending, most int) (ends []breakAt, done bool) {
	first, next := 0, 0
	for first < len(t.text) {
		if len(ends) == most {
			return ends, false
		}
		best, divided := -1, -1
		for i := next; i < len(t.breaks); i++ {
			b := t.breaks[i]
			if b.content > first && t.width[b.content]-t.width[first] > width {
				break
			}
			if fits := !b.hyphen || t.width[b.content]-t.width[first]+hyphenWidth <= width; fits && b.how == emergency {
				divided = i
			} else if fits {
				best = i
			}
			if b.how == mandatory {
				break
			}
		}
		if best < 0 && how == emergency {
			best = divided
		}
		if best < 0 {
			return ends, false
		}
		ends = append(ends, t.breaks[best])
		first, next = t.breaks[best].at, best+1
	}
	return ends, true
}

// hyphenWidth is room enough for a hyphen, in sizes.
const hyphenWidth = 0.35

// balanced are the ends of so many lines that leave the least room, by its squares, so that no line is much shorter than the others.
func (t *shaped) balanced(width float64, lines int) []breakAt {
	type best struct {
		cost float64
		from int // the end of the line before, by its place in ends
	}
	ends := []breakAt{{}}
	for _, b := range t.breaks {
		if b.how != emergency {
			ends = append(ends, b)
		}
	}
	costs := make([][]best, lines+1) // of the first lines, by the end of the last of them
	for n := range costs {
		costs[n] = make([]best, len(ends))
		for i := range costs[n] {
			costs[n][i].cost = math.Inf(1)
		}
	}
	costs[0][0].cost = 0
	for n := 1; n <= lines; n++ {
		for from := range ends {
			before := costs[n-1][from].cost
			if math.IsInf(before, 1) {
				continue
			}
			for to := from + 1; to < len(ends); to++ {
				b := ends[to]
				room := width - (t.width[b.content] - t.width[ends[from].at])
				if b.hyphen {
					room -= hyphenWidth
				}
				if room < 0 && !b.hyphen {
					break
				}
				if cost := before + float64(room*room); room >= 0 && cost < costs[n][to].cost {
					costs[n][to] = best{cost, from}
				}
				if b.how == mandatory {
					break
				}
			}
		}
	}
	out := make([]breakAt, lines)
	for n, at := lines, len(ends)-1; n > 0; n-- {
		out[n-1] = ends[at]
		at = costs[n][at].from
	}
	return out
}

// cut ends the last of the lines where the mark still fits behind it: between words, unless that leaves the line half empty.
func (s *setter) cut(t *shaped, ends []breakAt, width float64, mark string) (breakAt, bool) {
	first := 0
	if len(ends) > 1 {
		first = ends[len(ends)-2].at
	}
	room := width - s.added(t, mark, t.level).advance()
	word, letter := breakAt{}, breakAt{}
	for _, b := range t.breaks {
		if b.content <= first {
			continue
		}
		if t.width[b.content]-t.width[first] > room {
			break
		}
		letter = b
		if b.how != emergency {
			word = b
		}
		if b.how == mandatory {
			break
		}
	}
	last := word
	if word.at == 0 || t.width[word.content]-t.width[first] < room/2 {
		last = letter
	}
	if last.at == 0 {
		return last, false
	}
	for last.content > first+1 && strings.ContainsRune(",;:،؛，、；：-–—", t.text[last.content-1]) {
		last.content--
	}
	for last.content > first+1 && hangs(t.text[last.content-1]) {
		last.content--
	}
	last.at, last.hyphen = last.content, false
	return last, true
}

// added shapes what the text itself does not have.
func (s *setter) added(t *shaped, mark string, level bidi.Level) shapedRun {
	own := &shaped{text: []rune(mark), language: t.language, levels: []bidi.Level{level}}
	i := max(0, slices.IndexFunc(t.chain, func(f *Face) bool { return f.has(own.text[0]) }))
	return s.run(own, t.chain[i], 0, 1, shapingScript(cmp.Or(lang.Script(t.language), "Latn")))
}

func (r shapedRun) advance() float64 {
	sum := 0.0
	for _, g := range r.glyphs {
		sum += float64(g.XAdvance) / 64 / reference
	}
	return sum
}

// line places the glyphs of one line, the next of the paragraph.
func (s *setter) line(t *shaped, p *Paragraph, first int, end breakAt, mark string) Line {
	type piece struct {
		shapedRun
		added bool
	}
	var pieces []piece
	levels := bidi.Line(t.text[first:end.at], t.levels[first:end.at], t.level)
	for _, r := range t.runs {
		// A run is divided at the ends of the line, and where its last blanks have the level of the paragraph.
		for a := max(first, r.first); a < min(end.at, r.end); {
			b := a + 1
			for b < min(end.at, r.end) && levels[b-first] == levels[a-first] {
				b++
			}
			part := shapedRun{face: r.face, first: a, end: b, level: levels[a-first]}
			for _, g := range r.glyphs {
				if g.ClusterIndex >= a && g.ClusterIndex < b {
					part.glyphs = append(part.glyphs, g)
				}
			}
			pieces = append(pieces, piece{part, false})
			a = b
		}
	}
	if mark != "" {
		level := t.level
		if end.hyphen {
			level = t.levels[end.at-1]
		}
		pieces = append(pieces, piece{s.added(t, mark, level), true})
	}
	hanging, total := 0.0, 0.0
	order := make([]bidi.Level, len(pieces))
	for i, piece := range pieces {
		order[i] = piece.level
		for _, g := range piece.glyphs {
			advance := float64(float64(g.XAdvance) / 64 / reference * p.Size)
			total += advance
			if !piece.added && g.ClusterIndex >= end.content {
				hanging += advance
			}
		}
	}
	l := Line{First: first, End: end.at, Width: total - hanging, Added: mark}
	switch {
	case p.Align == Center:
		l.X = (p.Width - l.Width) / 2
	case (p.Align == End) != p.RTL:
		l.X = p.Width - l.Width
	}
	pitch := float64(p.Size * p.Leading)
	body := float64(p.Size * (t.primary.Ascent + t.primary.Descent))
	l.Baseline = float64(float64(len(p.Lines))*pitch) + (pitch-body)/2 + float64(p.Size*t.primary.Ascent)
	x := l.X
	if p.RTL {
		x -= hanging
	}
	for _, i := range bidi.Order(order) {
		r := Run{Face: pieces[i].face, Level: pieces[i].level, Added: pieces[i].added}
		for _, g := range pieces[i].glyphs {
			scaled := func(v fixed.Int26_6) float64 { return float64(float64(v) / 64 / reference * p.Size) }
			r.Glyphs = append(r.Glyphs, Glyph{
				ID: g.GlyphID, X: x + scaled(g.XOffset), Y: l.Baseline - scaled(g.YOffset), Advance: scaled(g.XAdvance), First: g.ClusterIndex, Count: g.RuneCount,
			})
			x += scaled(g.XAdvance)
		}
		l.Runs = append(l.Runs, r)
	}
	return l
}
