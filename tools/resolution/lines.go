package resolution

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is a line of the source that has words, with what its spaces and its place tell.
type line struct {
	text     string // without spaces at its ends
	number   int    // in the source, from 1
	indented bool
	trailing bool // ended by a space, as extraction leaves it at the end of a paragraph
	turned   bool // the first after the foot of a page
}

var (
	urlLine    = regexp.MustCompile(`^https?://\S+$`)
	rule       = regexp.MustCompile(`^_{5,}$`)
	ownSymbol  = regexp.MustCompile(`^[AE]/RES/\S+$`)
	jobNumber  = regexp.MustCompile(`^\*?[0-9]{2}-[0-9]{5}\*?(?: \([A-Z]\))?$`)
	pageOf     = regexp.MustCompile(`^([0-9]{1,2})/([0-9]{1,2})$`)
	noteNumber = regexp.MustCompile(`^\(?([0-9]{1,2})\)?(?:\s+(.*))?$`)
	noteAbbrev = regexp.MustCompile(`(?i)(?:^|[\s(])(?:vol|no|nos|núm|núms|nº|art|arts|p|pp|par|párr|para|chap|cap|sect|sec|ibid|cf|том|т|гл|п|пп|ст|с)\.$`)
)

// linesOf are the lines of a text that have words.
func linesOf(text string) []line {
	var out []line
	for i, raw := range strings.Split(strings.NewReplacer("\f", "\n", "\r", "\n").Replace(text), "\n") {
		l := line{text: strings.TrimSpace(raw), number: i + 1}
		if l.text == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(raw)
		last, _ := utf8.DecodeLastRuneInString(raw)
		l.indented, l.trailing = unicode.IsSpace(first), unicode.IsSpace(last)
		out = append(out, l)
	}
	return out
}

// split parts the lines of a source into those of its body and its footnotes, and leaves out the furniture of its pages: links, the
// resolution's own symbol, page and job numbers.
func split(page []line) (body []line, notes []noteLines) {
	turned := false
	for i := 0; i < len(page); i++ {
		switch l := page[i]; {
		case rule.MatchString(l.text):
			var n int
			var found []noteLines
			found, n = readNotes(page[i+1:])
			notes = append(notes, found...)
			i += n
			turned = true
		case isFurniture(l.text):
			turned = true
		default:
			l.turned = turned
			turned = false
			body = append(body, l)
		}
	}
	return body, notes
}

func isFurniture(s string) bool {
	if m := pageOf.FindStringSubmatch(s); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		return a > 0 && a <= b && b <= 40 // 2/4; a resolution's number has its session first, which is higher
	}
	return urlLine.MatchString(s) || ownSymbol.MatchString(s) || jobNumber.MatchString(s)
}

// A noteLines is a footnote as it stands at the foot of a page.
type noteLines struct {
	number int
	lines  []line
	open   bool // its text does not end as one does
}

// readNotes reads the footnotes below a rule and tells how many lines they take. Each is its number, on a line of its own or before the
// text, and a text up to a full stop; what follows that is neither a number nor furniture belongs to the next page.
func readNotes(page []line) (notes []noteLines, taken int) {
	for taken < len(page) {
		l := page[taken]
		m := noteNumber.FindStringSubmatch(l.text)
		if m == nil || isFurniture(l.text) {
			return notes, taken
		}
		taken++
		n, _ := strconv.Atoi(m[1])
		note := noteLines{number: n, open: true, lines: []line{{text: strings.TrimSpace(m[2]), number: l.number}}}
		for taken < len(page) && !endsNote(note) && !isFurniture(page[taken].text) && !rule.MatchString(page[taken].text) {
			note.lines = append(note.lines, page[taken])
			taken++
		}
		note.open = !endsNote(note)
		notes = append(notes, note)
	}
	return notes, taken
}

func endsNote(n noteLines) bool {
	last := strings.TrimRight(n.lines[len(n.lines)-1].text, "”\"’»)）")
	return (strings.HasSuffix(last, ".") || strings.HasSuffix(last, "。")) && !noteAbbrev.MatchString(last)
}

// join makes one text of the lines of a paragraph: one space between words, none beside Han and between a mark of a footnote and the
// word it was torn from, a hyphen kept without one.
func join(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && l.text != "" {
			before, _ := utf8.DecodeLastRuneInString(b.String())
			next, _ := utf8.DecodeRuneInString(l.text)
			switch {
			case before == utf8.RuneError, before == '(', isWide(before), isWide(next), isHyphen(b.String()) && !conjunction.MatchString(l.text), tornMark(b.String(), l.text):
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// conjunction begins a line after a hyphen that stands for the rest of a compound: gender- and age-sensitive.
var conjunction = regexp.MustCompile(`^(?:and|or|et|ou|y|e|o|u|и|или)\s`)

// isHyphen tells a hyphen within a word from a dash between words.
func isHyphen(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return (r == '-' || r == '\u2011') && unicode.IsLetter(before)
}

var markAlone = regexp.MustCompile(`^\(?[0-9]{1,2}\)?(?:[\s,،;]|$)`)

// tornMark tells a line that begins with a footnote's mark which belongs to the end of the line before: with punctuation right behind
// it after a word, or alone after punctuation, where no number of a sentence begins a line.
func tornMark(before, text string) bool {
	if !markAlone.MatchString(text) || numbered.MatchString(text) || !sticks(before) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return !unicode.IsLetter(r) || strings.ContainsAny(firstRunes(text, 4), ",،;")
}

// tidy brings the spaces of a text to one between words and none beside Han.
func tidy(s string) string {
	var b strings.Builder
	space := false
	var last rune
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\u3000' {
			space = true
			continue
		}
		if space && b.Len() > 0 && !isWide(last) && !isWide(r) {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
