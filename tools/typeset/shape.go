package typeset

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/typeset/bidi"
)

const (
	reference = 1000 // pixels that text is shaped at; without hints, every other size is in proportion
	mostMarks = 4    // on one letter; Arabic takes three, Vietnamese two
)

// Longest is how many characters one text may have.
const Longest = 10_000

// A setter is what one goroutine sets text with.
type setter struct {
	shaper   shaping.HarfbuzzShaper
	segments segmenter.Segmenter
	faces    map[*Face]*font.Face
}

func (f *Fonts) setter() *setter {
	if s, ok := f.setters.Get().(*setter); ok {
		return s
	}
	s := &setter{faces: map[*Face]*font.Face{}}
	s.shaper.SetFontCacheSize(len(f.faces))
	for _, face := range f.faces {
		s.faces[face] = font.NewFace(face.font)
	}
	return s
}

// A Span is a stretch of characters that has a direction of its own, as if the control Isolate stood before it and U+2069 after it.
type Span struct {
	First, End int
	Isolate    rune // U+2066, U+2067 or U+2068
}

// A shaped text is measured, in sizes, and not yet broken into lines.
type shaped struct {
	text     []rune
	language string
	level    bidi.Level // of the paragraph
	levels   []bidi.Level
	spans    []Span
	runs     []shapedRun // in the order of the text
	scripts  map[string]bool
	primary  *Face     // of the language
	chain    []*Face   // looked through for what is added
	width    []float64 // of the text before each character; one more than characters
	breaks   []breakAt // where a line may end, in order; the last is the end of the text
}

type shapedRun struct {
	face       *Face
	first, end int
	level      bidi.Level
	script     language.Script
	glyphs     []shaping.Glyph // as they are seen, from left to right
}

// How well a line ends at a place.
type ending int

const (
	emergency ending = iota // between any two letters, only when a word is wider than the box
	allowed                 // UAX #14
	mandatory               // the line must end
)

type breakAt struct {
	at      int
	content int // where the line ends for the eye: blanks before the break hang over
	how     ending
	hyphen  bool // a soft hyphen is seen
}

// shape measures a text. What cannot be set is a fault, and then there is no result.
func (s *setter) shape(f *Fonts, text, tag, field string, bold bool) (*shaped, []Fault) {
	if n := utf8.RuneCountInString(text); n > Longest {
		return nil, []Fault{{Field: field, Kind: TooLong, Excess: n - Longest}}
	}
	text = strings.TrimFunc(text, unicode.IsSpace)
	script := cmp.Or(lang.Script(tag), "Latn")
	t := &shaped{text: []rune(text), language: tag, chain: f.chain(script, bold), scripts: map[string]bool{script: true}}
	t.primary = t.chain[0]
	if lang.Direction(tag) == "rtl" {
		t.level = 1
	}
	if unfit := unfitIn(text, t.text); len(unfit) > 0 {
		return nil, []Fault{{Field: field, Kind: Unfit, Characters: unfit}}
	}
	faces, missing := s.choose(t)
	if len(missing) > 0 {
		return nil, []Fault{{Field: field, Kind: NoGlyph, Characters: missing}}
	}
	t.order()
	last := shapingScript(script)
	for first, end := 0, 0; first < len(t.text); first = end {
		if end++; t.text[first] == '\n' {
			t.runs = append(t.runs, s.blank(t, faces[first], first))
			continue
		}
		script := language.LookupScript(t.text[first])
		for ; end < len(t.text) && faces[end] == faces[first] && t.levels[end] == t.levels[first] && t.text[end] != '\n'; end++ {
			if own := language.LookupScript(t.text[end]); own.Strong() {
				if script.Strong() && own != script {
					break
				}
				script = own
			}
		}
		if !script.Strong() {
			script = last // digits and signs alone are of the script before them
		}
		last = script
		t.scripts[script.String()] = true
		t.runs = append(t.runs, s.run(t, faces[first], first, end, script))
	}
	s.measure(t)
	return t, nil
}

// run shapes one stretch of one face, level and script.
func (s *setter) run(t *shaped, face *Face, first, end int, script language.Script) shapedRun {
	direction := di.DirectionLTR
	if t.levels[first].RTL() {
		direction = di.DirectionRTL
	}
	out := s.shaper.Shape(shaping.Input{
		Text: t.text, RunStart: first, RunEnd: end, Direction: direction, Face: s.faces[face], Size: fixed.I(reference),
		Script: script, Language: language.NewLanguage(t.language),
	})
	return shapedRun{face, first, end, t.levels[first], script, out.Glyphs}
}

// blank stands for a line feed, so that whoever reads the lines one after the other finds the words apart.
func (s *setter) blank(t *shaped, face *Face, at int) shapedRun {
	r := s.run(&shaped{text: []rune(" "), language: t.language, levels: t.levels[at : at+1]}, face, 0, 1, language.Common)
	r.first, r.end, r.glyphs[0].ClusterIndex = at, at+1, at
	return r
}

// shapingScript is the script that shapers know a writing system by.
func shapingScript(script string) language.Script {
	switch script {
	case "Hans", "Hant", "Jpan", "Kore":
		return language.Han
	}
	known, err := language.ParseScript(script)
	if err != nil {
		return language.Latin
	}
	return known
}

// choose finds the face of each character: the first of the chain that has all of what the reader sees as one letter. Blanks and invisible
// characters stay with what stands before them.
func (s *setter) choose(t *shaped) (faces []*Face, missing []rune) {
	faces = make([]*Face, len(t.text))
	s.segments.Init(t.text)
	last := t.primary
	for it := s.segments.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		letters := slices.DeleteFunc(slices.Clone(g.Text), invisible)
		if len(letters) > 0 {
			i := slices.IndexFunc(t.chain, func(f *Face) bool { return !slices.ContainsFunc(letters, func(r rune) bool { return !f.has(r) }) })
			if i >= 0 {
				last = t.chain[i]
			} else {
				// A mark that no font has together with its letter is named, or else the letter.
				for _, r := range letters {
					if !slices.ContainsFunc(t.chain, func(f *Face) bool { return f.has(r) }) || r != letters[0] && len(letters) > 1 {
						if !slices.Contains(missing, r) {
							missing = append(missing, r)
						}
					}
				}
			}
		}
		for k := range g.Text {
			faces[g.Offset+k] = last
		}
	}
	return faces, missing
}

// invisible tells characters that need no glyph: blanks, line ends, and what only steers joining, breaking and direction.
func invisible(r rune) bool {
	return r == '\n' || unicode.Is(unicode.Zs, r) || Ignorable(r)
}

// Ignorable tells the characters that only steer how text is set and are never seen: joiners, soft hyphens, controls of direction
// (Default_Ignorable_Code_Point).
func Ignorable(r rune) bool { return harfbuzz.IsDefaultIgnorable(r) }

// visible tells whether a message may show the character itself.
func visible(r rune) bool { return unicode.IsGraphic(r) && !invisible(r) && !unicode.Is(unicode.M, r) }

// unfitIn are the characters that are refused in any font, each once.
func unfitIn(text string, runes []rune) (out []rune) {
	if !utf8.ValidString(text) {
		out = append(out, utf8.RuneError)
	}
	marks := 0
	for _, r := range runes {
		bad := r != '\n' && unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
		if unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Variation_Selector, r) {
			marks++
			bad = bad || marks > mostMarks
		} else if r != '\u034f' && r != '\u200d' {
			marks = 0
		}
		if bad && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// What is read in one direction whatever stands around it. An address is always written from left to right, a hashtag in the direction of its
// first letter, a quotation in its own where it has no letter of the paragraph's. A number holds together with its sign, separators and per cent
// sign, and a telephone number, which begins with + or 00, with its blanks and hyphens; a range of two numbers is not one, for Arabic reads
// its first number first, on the right.
var (
	address   = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>"«»“”،؛。，、；]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b(?:/[^\s<>"«»“”،؛。，、；]*)?`)
	hashtag   = regexp.MustCompile(`[#@][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*`)
	number    = regexp.MustCompile(`(?:\+|\b00)\d+(?:[ \x{a0}.-]?\(?\d+\)?)+|[+\-−]?\d+(?:[.,:/'’\x{a0}\x{202f}\x{2009}]\d+)*(?:[\x{a0}\x{202f}]?[%‰°])?`)
	quotation = regexp.MustCompile(`«[^«»]*»|“[^“”]*”|"[^"]*"`)
)

// order finds the spans and resolves the levels of the text: a span becomes an isolate (UAX #9, HL3), but a number stands for one digit, so that
// it goes where a digit would.
func (t *shaped) order() {
	text := string(t.text)
	numbers := map[int]int{} // where each begins and ends
	for _, re := range []*regexp.Regexp{address, hashtag, number, quotation} {
		for _, at := range re.FindAllStringIndex(text, -1) {
			s := Span{Isolate: '\u2066'}
			piece := text[at[0]:at[1]]
			before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
			switch re {
			case address: // a full stop after an address is not of it
				piece = strings.TrimRight(piece, ".,;:!?)]’")
			case hashtag:
				s.Isolate = '\u2068'
			case number:
				if unicode.IsDigit(before) || unicode.IsLetter(before) { // a hyphen between, not a sign
					sign := len(piece) - len(strings.TrimLeft(piece, "+-−"))
					piece, at[0] = piece[sign:], at[0]+sign
				}
				if strings.Trim(piece, "0123456789.,:/\u00a0\u202f") == "" {
					continue // UAX #9 holds it together without help (W4)
				}
			case quotation:
				quote := utf8.RuneLen([]rune(piece)[0])
				inner := strings.TrimRightFunc(piece[quote:len(piece)-quote], unicode.IsSpace)
				piece = strings.TrimLeftFunc(inner, unicode.IsSpace)
				at[0] += quote + len(inner) - len(piece)
				left, right := directions(piece)
				if t.level.RTL() && (right || !left) || !t.level.RTL() && (left || !right) {
					continue
				}
				if right {
					s.Isolate = '\u2067'
				}
			}
			s.First = utf8.RuneCountInString(text[:at[0]])
			s.End = s.First + utf8.RuneCountInString(piece)
			if re != quotation && slices.ContainsFunc(t.spans, func(o Span) bool { return s.First < o.End && o.First < s.End }) {
				continue
			}
			if re == number {
				numbers[s.First] = s.End
			}
			t.spans = append(t.spans, s)
		}
	}
	slices.SortStableFunc(t.spans, func(a, b Span) int { return cmp.Or(a.First-b.First, b.End-a.End) })

	t.levels = make([]bidi.Level, len(t.text))
	var line []rune
	var stands []Span // for what of the text each of line stands
	add := func(r rune, first, end int) {
		line, stands = append(line, r), append(stands, Span{First: first, End: end})
	}
	opens, closes := map[int][]rune{}, map[int]int{}
	for _, s := range t.spans {
		if _, ok := numbers[s.First]; !ok || numbers[s.First] != s.End {
			opens[s.First] = append(opens[s.First], s.Isolate)
			closes[s.End]++
		}
	}
	for i := 0; i <= len(t.text); {
		for range closes[i] {
			add('\u2069', i, i)
		}
		for _, r := range opens[i] {
			add(r, i, i)
		}
		switch end, ok := numbers[i]; {
		case ok:
			add('0', i, end)
			i = end
			continue
		case i < len(t.text) && t.text[i] != '\n':
			add(t.text[i], i, i+1)
		default: // the end of a paragraph (P1)
			levels, _ := bidi.Levels(line, t.level)
			for k, s := range stands {
				for c := s.First; c < s.End; c++ {
					t.levels[c] = levels[k]
				}
			}
			line, stands = line[:0], stands[:0]
			if i < len(t.text) {
				t.levels[i] = t.level
			}
		}
		i++
	}
}

// directions tells which strong directions a text has.
func directions(text string) (left, right bool) {
	for _, r := range text {
		if l, _ := bidi.Levels([]rune{r}, bidi.Auto); l[0].RTL() {
			right = true
		} else if unicode.IsLetter(r) {
			left = true
		}
	}
	return left, right
}

// measure sums the widths and finds where lines may end.
func (s *setter) measure(t *shaped) {
	n := len(t.text)
	advance := make([]float64, n+1)
	begins := make([]bool, n+1) // a cluster of glyphs, which no line end divides
	begins[n] = true
	for i, r := range t.text {
		begins[i] = r == '\n'
	}
	for _, run := range t.runs {
		for _, g := range run.glyphs {
			begins[g.ClusterIndex] = true
			advance[g.ClusterIndex] += float64(g.XAdvance) / 64 / reference
		}
	}
	t.width = make([]float64, n+1)
	for i := range n {
		t.width[i+1] = t.width[i] + advance[i]
	}
	how := make([]ending, n+1)
	may := make([]bool, n+1)
	s.segments.Init(t.text)
	for it := s.segments.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		end := g.Offset + len(g.Text)
		may[end] = begins[end] && end < n && !neverFirst(t.text[end]) && !neverLast(t.text[end-1])
	}
	for it := s.segments.LineIterator(); it.Next(); {
		l := it.Line()
		end := l.Offset + len(l.Text)
		if !begins[end] || end < n && neverFirst(t.text[end]) {
			continue
		}
		may[end], how[end] = true, allowed
		if l.IsMandatoryBreak {
			how[end] = mandatory
		}
	}
	for at := 1; at <= n; at++ {
		if !may[at] {
			continue
		}
		b := breakAt{at: at, content: at, how: how[at], hyphen: t.text[at-1] == '\u00ad' && at < n}
		for b.content > 0 && hangs(t.text[b.content-1]) {
			b.content--
		}
		t.breaks = append(t.breaks, b)
	}
}

// leaning leaves to emergencies the line ends behind a word of one letter, which leans on the next: в, о, с; à, y; a, I. So do the manuals of
// Russian and French typography. Of other scripts, one letter says nothing of that.
func (t *shaped) leaning() {
	for i, b := range t.breaks {
		word := b.content - 1
		if b.how == allowed && b.content < b.at && unicode.IsSpace(t.text[b.content]) && word >= 0 && unicode.In(t.text[word], unicode.Latin, unicode.Cyrillic) && (word == 0 || unicode.IsSpace(t.text[word-1])) {
			t.breaks[i].how = emergency
		}
	}
}

// together leaves to emergencies the line ends within these words.
func (t *shaped) together(words []string) {
	for _, word := range words {
		w := []rune(word)
		for first := 0; first+len(w) <= len(t.text); first++ {
			if !slices.Equal(t.text[first:first+len(w)], w) {
				continue
			}
			for i, b := range t.breaks {
				if b.at > first && b.at < first+len(w) && b.how == allowed {
					t.breaks[i].how = emergency
				}
			}
		}
	}
}

// hangs tells what takes no room at the end of a line.
func hangs(r rune) bool {
	return r == '\n' || unicode.Is(unicode.Zs, r) && r != '\u00a0' && r != '\u202f' || Ignorable(r)
}

// neverFirst and neverLast hold for every line end, that of a divided word too: no line begins with a closing sign, none ends with an
// opening one (GB/T 15834; UAX #14, classes CL, CP, EX, IS, NS, OP, and GL and WJ, which bind).
func neverFirst(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf, unicode.M) || strings.ContainsRune("，。、；：？！·…—～％‰℃,.;:?!%،؛؟۔\u2060\u00a0\u202f\ufeff", r)
}

func neverLast(r rune) bool {
	return unicode.In(r, unicode.Ps, unicode.Pi) || strings.ContainsRune("#@＃￥$€£№\u2060\u00a0\u202f\ufeff", r)
}
