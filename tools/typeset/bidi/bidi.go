// Package bidi orders text that runs in two directions: the whole of the Unicode Bidirectional Algorithm (UAX #9), from the characters of
// a paragraph to their embedding levels and, for each line, to the order they are seen in. The rules are named beside the code as
// the annex names them. The classes of characters are those of golang.org/x/text/unicode/bidi, which does not hand out levels itself.
//
//	Levels([]rune("2017 عام"), Auto) gives 2 2 2 2 1 1 1 1: the number is seen on the right of the word
package bidi

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// A Level is an embedding level: even runs from left to right, odd from right to left.
type Level int8

// RTL tells whether text of the level runs from right to left.
func (l Level) RTL() bool { return l&1 == 1 }

// Auto, as the level of a paragraph, means the direction of its first strong character (P2, P3), and left to right where there is none.
const Auto Level = -1

const (
	maxDepth    = 125 // BD2
	maxBrackets = 63  // BD16
)

type class = bidi.Class

// Levels resolves the embedding level of each character of one paragraph (P2 to I2), and that of the paragraph itself. base is 0, 1 or
// Auto. Controls of direction, which X9 takes out, have the level of what stands before them. Linear, but for brackets: their
// pairs are sorted.
func Levels(text []rune, base Level) (levels []Level, paragraph Level) {
	p := newParagraph(text)
	if base == Auto {
		base = p.firstStrong(0, len(text))
	}
	p.explicit(base)
	for _, s := range p.sequences(base) {
		s.weak()
		s.brackets(text)
		s.neutral()
		s.implicit()
	}
	last := base
	for i := range p.levels {
		if removed(p.original[i]) {
			p.levels[i] = last
		}
		last = p.levels[i]
	}
	return p.levels, base
}

// Line is the levels of one line, cut out of those of its paragraph: white space at its end and before tabs has the level of the paragraph (L1).
func Line(text []rune, levels []Level, paragraph Level) []Level {
	out := slices.Clone(levels)
	blank := true
	for i := len(text) - 1; i >= 0; i-- {
		switch c := classOf(text[i]); {
		case c == bidi.S || c == bidi.B:
			blank = true
		case c == bidi.WS || isolateControl(c) || removed(c):
		default:
			blank = false
		}
		if blank {
			out[i] = paragraph
		}
	}
	return out
}

// Order is the order in which the items of a line are seen, from left to right: a permutation of their indices (L2). An item may be a
// character or a run of one level.
func Order(levels []Level) []int {
	order := make([]int, len(levels))
	var highest Level
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
	}
	for l := highest; l >= 1; l-- {
		for start := 0; start < len(order); start++ {
			end := start
			for end < len(order) && levels[order[end]] >= l {
				end++
			}
			slices.Reverse(order[start:end])
			start = max(start, end)
		}
	}
	return order
}

func classOf(r rune) class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// removed are the classes that X9 takes out.
func removed(c class) bool {
	switch c {
	case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO, bidi.PDF, bidi.BN:
		return true
	}
	return false
}

func initiator(c class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

func isolateControl(c class) bool { return initiator(c) || c == bidi.PDI }

func strong(c class) bool { return c == bidi.L || c == bidi.R || c == bidi.AL }

// direction is the class that text of a level runs in.
func direction(l Level) class {
	if l.RTL() {
		return bidi.R
	}
	return bidi.L
}

type paragraph struct {
	original []class // by character
	classes  []class // as the rules change them
	levels   []Level
	match    []int // of an isolate initiator, the index of its PDI, and the reverse (BD9); the length of the text where it has none, -1 for a PDI
}

func newParagraph(text []rune) *paragraph {
	p := &paragraph{original: make([]class, len(text)), levels: make([]Level, len(text)), match: make([]int, len(text))}
	var open []int
	for i, r := range text {
		c := classOf(r)
		p.original[i] = c
		switch {
		case initiator(c):
			p.match[i] = len(text)
			open = append(open, i)
		case c == bidi.PDI && len(open) > 0:
			start := open[len(open)-1]
			open = open[:len(open)-1]
			p.match[start], p.match[i] = i, start
		case c == bidi.PDI:
			p.match[i] = -1
		case c == bidi.B:
			open = open[:0]
		}
	}
	p.classes = slices.Clone(p.original)
	return p
}

// firstStrong is the level that the first strong character between two indices asks for, isolates left out (P2, P3).
func (p *paragraph) firstStrong(start, end int) Level {
	for i := start; i < end; i++ {
		switch c := p.original[i]; {
		case c == bidi.L:
			return 0
		case c == bidi.R || c == bidi.AL:
			return 1
		case initiator(c):
			i = p.match[i]
		}
	}
	return 0
}

// explicit applies X1 to X8: it sets the levels and overrides that controls ask for.
func (p *paragraph) explicit(base Level) {
	type status struct {
		level    Level
		override class // ON where there is none
		isolate  bool
	}
	stack := []status{{base, bidi.ON, false}}
	overflowIsolates, overflowEmbeddings, isolates := 0, 0, 0
	// deeper is the next level of a direction: odd for right to left (X2 to X5b).
	deeper := func(rtl bool) Level {
		l := stack[len(stack)-1].level + 1
		if l.RTL() != rtl {
			l++
		}
		return l
	}
	for i, c := range p.original {
		top := stack[len(stack)-1]
		p.levels[i] = top.level
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO: // X2 to X5
			next := status{deeper(c == bidi.RLE || c == bidi.RLO), bidi.ON, false}
			switch c {
			case bidi.RLO:
				next.override = bidi.R
			case bidi.LRO:
				next.override = bidi.L
			}
			if next.level <= maxDepth && overflowIsolates == 0 && overflowEmbeddings == 0 {
				stack = append(stack, next)
			} else if overflowIsolates == 0 {
				overflowEmbeddings++
			}
		case bidi.RLI, bidi.LRI, bidi.FSI: // X5a to X5c
			if top.override != bidi.ON {
				p.classes[i] = top.override
			}
			rtl := c == bidi.RLI
			if c == bidi.FSI {
				rtl = p.firstStrong(i+1, p.match[i]).RTL()
			}
			if next := deeper(rtl); next <= maxDepth && overflowIsolates == 0 && overflowEmbeddings == 0 {
				isolates++
				stack = append(stack, status{next, bidi.ON, true})
			} else {
				overflowIsolates++
			}
		case bidi.PDI: // X6a
			if overflowIsolates > 0 {
				overflowIsolates--
			} else if isolates > 0 {
				overflowEmbeddings = 0
				for !stack[len(stack)-1].isolate {
					stack = stack[:len(stack)-1]
				}
				stack = stack[:len(stack)-1]
				isolates--
			}
			top = stack[len(stack)-1]
			p.levels[i] = top.level
			if top.override != bidi.ON {
				p.classes[i] = top.override
			}
		case bidi.PDF: // X7
			if overflowIsolates > 0 {
				continue
			}
			if overflowEmbeddings > 0 {
				overflowEmbeddings--
			} else if !top.isolate && len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		case bidi.B: // X8
			stack = stack[:1]
			overflowIsolates, overflowEmbeddings, isolates = 0, 0, 0
			p.levels[i] = base
		case bidi.BN:
		default: // X6
			if top.override != bidi.ON {
				p.classes[i] = top.override
			}
		}
	}
}

// A sequence is an isolating run sequence (BD13): the characters that the rules from W1 on look at together, all of one level.
type sequence struct {
	*paragraph
	at       []int // indices of its characters
	level    Level
	sos, eos class
}

// sequences finds the isolating run sequences (X9, X10).
func (p *paragraph) sequences(base Level) []sequence {
	var runs [][]int
	runOf := make([]int, len(p.levels))
	for i, c := range p.original {
		if removed(c) {
			continue
		}
		if n := len(runs); n == 0 || p.levels[i] != p.levels[runs[n-1][0]] {
			runs = append(runs, nil)
		}
		n := len(runs) - 1
		runs[n] = append(runs[n], i)
		runOf[i] = n
	}
	var out []sequence
	for n, run := range runs {
		if first := run[0]; p.original[first] == bidi.PDI && p.match[first] >= 0 {
			continue // goes on from where its isolate began
		}
		s := sequence{paragraph: p, level: p.levels[run[0]]}
		last := n
		for {
			s.at = append(s.at, runs[last]...)
			end := s.at[len(s.at)-1]
			if !initiator(p.original[end]) || p.match[end] == len(p.levels) {
				break
			}
			last = runOf[p.match[end]]
		}
		before, after := base, base
		if n > 0 {
			before = p.levels[runs[n-1][0]]
		}
		if last+1 < len(runs) && !initiator(p.original[s.at[len(s.at)-1]]) {
			after = p.levels[runs[last+1][0]]
		}
		s.sos, s.eos = direction(max(before, s.level)), direction(max(after, s.level))
		out = append(out, s)
	}
	return out
}

// weak applies W1 to W7.
func (s sequence) weak() {
	c, n := s.classes, len(s.at)
	previous, lastStrong := s.sos, s.sos
	for _, i := range s.at {
		switch c[i] {
		case bidi.NSM: // W1
			c[i] = previous
			if isolateControl(previous) {
				c[i] = bidi.ON
			}
		case bidi.EN: // W2
			if lastStrong == bidi.AL {
				c[i] = bidi.AN
			}
		}
		previous = c[i]
		if strong(c[i]) {
			lastStrong = c[i]
		}
	}
	for k, i := range s.at {
		if c[i] == bidi.AL { // W3
			c[i] = bidi.R
		}
		if k > 0 && k+1 < n { // W4
			a, b := c[s.at[k-1]], c[s.at[k+1]]
			if a == b && (c[i] == bidi.ES && a == bidi.EN || c[i] == bidi.CS && (a == bidi.EN || a == bidi.AN)) {
				c[i] = a
			}
		}
	}
	for k := 0; k < n; k++ { // W5
		end := s.while(k, bidi.ET)
		if end > k && (k > 0 && c[s.at[k-1]] == bidi.EN || end < n && c[s.at[end]] == bidi.EN) {
			s.set(k, end, bidi.EN)
		}
		k = max(k, end-1)
	}
	lastStrong = s.sos
	for _, i := range s.at {
		switch c[i] {
		case bidi.ES, bidi.ET, bidi.CS: // W6
			c[i] = bidi.ON
		case bidi.L, bidi.R:
			lastStrong = c[i]
		case bidi.EN: // W7
			if lastStrong == bidi.L {
				c[i] = bidi.L
			}
		}
	}
}

// while is where a stretch of one class that starts at k ends.
func (s sequence) while(k int, c class) int {
	for k < len(s.at) && s.classes[s.at[k]] == c {
		k++
	}
	return k
}

func (s sequence) set(start, end int, c class) {
	for _, i := range s.at[start:end] {
		s.classes[i] = c
	}
}

// counted is a class as N0 to N2 see it: numbers count as R.
func counted(c class) class {
	switch c {
	case bidi.EN, bidi.AN:
		return bidi.R
	}
	return c
}

// brackets applies N0: what a pair of brackets is depends on what it holds, and then on what stands before it.
func (s sequence) brackets(text []rune) {
	type pair struct{ open, close int } // indices in s.at
	var pairs []pair
	var open []struct {
		closer rune
		at     int
	}
find:
	for k, i := range s.at {
		p, _ := bidi.LookupRune(text[i])
		if !p.IsBracket() || s.classes[i] != bidi.ON {
			continue
		}
		if p.IsOpeningBracket() {
			if len(open) == maxBrackets {
				break
			}
			open = append(open, struct {
				closer rune
				at     int
			}{canonical(mirror(text[i])), k})
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if open[n].closer == canonical(text[i]) {
				pairs = append(pairs, pair{open[n].at, k})
				open = open[:n]
				continue find
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return a.open - b.open })
	embedding := direction(s.level)
	for _, pr := range pairs {
		found := bidi.ON
		for _, i := range s.at[pr.open+1 : pr.close] {
			if c := counted(s.classes[i]); c == embedding {
				found = c
				break
			} else if c == bidi.L || c == bidi.R {
				found = c
			}
		}
		if found == bidi.ON {
			continue
		}
		if found != embedding {
			before := s.sos
			for k := pr.open - 1; k >= 0; k-- {
				if c := counted(s.classes[s.at[k]]); c == bidi.L || c == bidi.R {
					before = c
					break
				}
			}
			if before != found {
				found = embedding
			}
		}
		for _, k := range []int{pr.open, pr.close} {
			s.classes[s.at[k]] = found
			for m := k + 1; m < len(s.at) && s.original[s.at[m]] == bidi.NSM; m++ {
				s.classes[s.at[m]] = found
			}
		}
	}
}

// mirror is the other one of a pair of brackets.
func mirror(r rune) rune { return []rune(bidi.ReverseString(string(r)))[0] }

// canonical makes the two that are canonically equivalent to others the same as those.
func canonical(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// neutral applies N1 and N2.
func (s sequence) neutral() {
	isNeutral := func(c class) bool {
		switch c {
		case bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
			return true
		}
		return false
	}
	for k := 0; k < len(s.at); k++ {
		end := k
		for end < len(s.at) && isNeutral(s.classes[s.at[end]]) {
			end++
		}
		if end == k {
			continue
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before = counted(s.classes[s.at[k-1]])
		}
		if end < len(s.at) {
			after = counted(s.classes[s.at[end]])
		}
		if before != after {
			before = direction(s.level)
		}
		s.set(k, end, before)
		k = end
	}
}

// implicit applies I1 and I2.
func (s sequence) implicit() {
	for _, i := range s.at {
		switch c := s.classes[i]; {
		case !s.level.RTL() && c == bidi.R, s.level.RTL() && c != bidi.R:
			s.levels[i]++
		case !s.level.RTL() && (c == bidi.AN || c == bidi.EN):
			s.levels[i] += 2
		}
	}
}
