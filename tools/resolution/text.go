package resolution

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/july30/tools/lang"
)

// A marker finds the marks of footnotes in paragraphs that are read in their order.
type marker struct {
	notes   map[int]bool // that exist
	seen    int          // the highest number cited so far: a footnote's first mark comes after those of the ones before it
	missing []int        // cited for certain, but not there
	raised  bool         // only superscripts are marks, because they cite each footnote
}

var digits = regexp.MustCompile(`\(([0-9]{1,2})\)|[0-9]+|[⁰¹²³⁴-⁹]+`)

// mark cuts a joined text at its marks. A mark sticks to the word or the punctuation before it and is followed by a space, by
// punctuation or by nothing; in brackets it is one wherever it sticks, and as superscript anywhere, behind a number too: 2030⁴. Where
// superscripts alone are marks, digits and brackets are what they look like.
func (m *marker) mark(text string) Text {
	var out Text
	from := 0
	for _, at := range digits.FindAllStringIndex(text, -1) {
		n, sure := markNumber(text[at[0]:at[1]])
		before, after := text[:at[0]], text[at[1]:]
		raised := strings.ContainsAny(text[at[0]:at[1]], superscripts)
		stuck := before != "" && !strings.HasSuffix(before, " ")
		if !raised && (m.raised || sure && !stuck || !sure && !(sticks(before) && m.stands(before, after))) {
			continue
		}
		if !m.notes[n] && n == m.seen+1 && (sure || afterWord(before)) {
			m.missing = append(m.missing, n)
			continue
		}
		if !m.notes[n] || n > m.seen+1 {
			continue
		}
		m.seen = max(m.seen, n)
		if s := text[from:at[0]]; s != "" {
			out = append(out, Run{Text: s})
		}
		out = append(out, Run{Note: n})
		from = at[1]
	}
	if s := text[from:]; s != "" {
		out = append(out, Run{Text: s})
	}
	for i := range out {
		out[i].Text = tidyRun(out, i)
	}
	return slices.DeleteFunc(out, func(r Run) bool { return r == Run{} }) // the space between two marks
}

// superscripts are the digits 0 to 9 as marks of footnotes have them.
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// raise is a number in superscripts.
func raise(n int) string {
	digits := []rune(superscripts)
	return strings.Map(func(r rune) rune { return digits[r-'0'] }, strconv.Itoa(n))
}

// raisedAll tells whether superscripts cite every footnote there is.
func raisedAll(text string, notes map[int]bool) bool {
	found := map[int]bool{}
	for _, s := range digits.FindAllString(text, -1) {
		if n, _ := markNumber(s); notes[n] && strings.ContainsAny(s, superscripts) {
			found[n] = true
		}
	}
	return len(notes) > 0 && len(found) == len(notes)
}

// tidyRun tidies a run but leaves the space that separates it from the mark before or after it.
func tidyRun(runs Text, i int) string {
	s := runs[i].Text
	if runs[i].Note > 0 {
		return ""
	}
	t := tidy(s)
	if first, _ := utf8.DecodeRuneInString(t); i > 0 && strings.HasPrefix(s, " ") && t != "" && !isWide(first) {
		t = " " + t
	}
	return t
}

// markNumber is the number of a mark, and whether its form alone says that it is one.
func markNumber(s string) (n int, sure bool) {
	plain := strings.Trim(s, "()")
	if strings.ContainsAny(s, superscripts) {
		plain = strings.Map(func(r rune) rune { return '0' + rune(slices.Index([]rune(superscripts), r)) }, s)
		sure = true
	}
	if len(plain) > 2 {
		return 0, false
	}
	n, _ = strconv.Atoi(plain)
	return n, sure || plain != s
}

// sticks tells whether a mark could follow the text: a letter or punctuation that closes stands right before it.
func sticks(before string) bool {
	r, n := utf8.DecodeLastRuneInString(before)
	if unicode.IsLetter(r) || unicode.IsMark(r) {
		return true
	}
	if !strings.ContainsRune(",.;:%，。；：、”’\"»》)）]،؛", r) {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(before[:len(before)-n])
	return !unicode.IsDigit(prev) // 5.2 and 1,000
}

// stands tells whether bare digits between the two texts are a mark and not a number of the sentence.
func (m *marker) stands(before, after string) bool {
	prev, _ := utf8.DecodeLastRuneInString(before)
	next, size := utf8.DecodeRuneInString(after)
	if after == "" {
		next = ' '
	}
	then, _ := utf8.DecodeRuneInString(after[min(size, len(after)):])
	switch {
	case next == '/' || next == '-' || next == '–' || unicode.IsDigit(next):
		return false
	case (next == '.' || next == ',') && unicode.IsDigit(then):
		return false
	case unicode.IsLetter(next):
		return strings.ContainsRune("》”」", prev) && isHan(next)
	case unicode.IsLetter(prev) && !isHan(prev):
		return afterWord(before) || wordLength(before) > 2 // A4 and G20 are words, Crime1 and UNODC1 have a mark
	}
	return true
}

// afterWord tells whether the text ends in a word of two letters or more with a small one last, or in closing punctuation, so that
// digits that stick to it can only be a mark.
func afterWord(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsLetter(r) {
		return !unicode.IsUpper(r) && !isHan(r) && wordLength(text) > 1
	}
	return strings.ContainsRune("》”’»", r)
}

// wordLength counts the letters at the end of the text.
func wordLength(text string) int {
	n := 0
	for len(text) > 0 {
		r, size := utf8.DecodeLastRuneInString(text)
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		n++
		text = text[:len(text)-size]
		if n > 4 {
			break
		}
	}
	return n
}

var (
	symbolPattern = regexp.MustCompile(`\b(?:[AES]|ST|TD|CTOC)(?:/[A-Z][A-Za-z0-9.]*)*/[0-9][A-Za-z0-9.]*(?:/[A-Za-z0-9.-]*[A-Za-z0-9])*\b|` + // A/71/119, E/2017/30, CTOC/COP/2016/15
		`\b(?:S-|ES-)?[0-9]{1,4}/[0-9]{1,3}(?:\s[A-Z])?\b|` + // 64/293, 2017/18, S-30/1, 52/92 B
		`\b[0-9]{1,4}(?:\s[A-Z])?\s\([IVXL]+\)`) // 217 A (III)
	sessional = regexp.MustCompile(`^(?:S-|ES-)?[0-9]{1,3}/`)
)

// cite makes the names of documents in a text's plain runs runs of their own. A number alone is a resolution's: of the Council where
// it begins with a year, else of the General Assembly, unless the words around it name the Human Rights Council or a decision.
func cite(t Text, g grammar) Text {
	var out Text
	for _, r := range t {
		if r.Note > 0 {
			out = append(out, r)
			continue
		}
		from := 0
		for _, at := range symbolPattern.FindAllStringIndex(r.Text, -1) {
			name := r.Text[at[0]:at[1]]
			symbol := symbolOf(name, r.Text[:at[0]], r.Text[at[1]:], g)
			if symbol == "" {
				continue
			}
			if at[0] > from {
				out = append(out, Run{Text: r.Text[from:at[0]]})
			}
			out = append(out, Run{Text: name, Symbol: symbol})
			from = at[1]
		}
		if from < len(r.Text) {
			out = append(out, Run{Text: r.Text[from:]})
		}
	}
	return out
}

func symbolOf(name, before, after string, g grammar) string {
	if name[0] >= 'A' && name[0] <= 'Z' && !sessional.MatchString(name) {
		return name
	}
	if strings.Contains(name, "(") {
		return "A/RES/" + strings.ReplaceAll(name, " ", "")
	}
	near := fold(lastRunes(before, 40) + " " + firstRunes(after, 40))
	name = strings.ReplaceAll(name, " ", "")
	year := !sessional.MatchString(name)
	kind := "RES/"
	if strings.Contains(strings.ToLower(fold(lastRunes(before, 14)+" "+firstRunes(after, 4))), g.decision) {
		kind = "DEC/"
	}
	switch {
	case year:
		return "E/" + kind + name
	case strings.Contains(near, g.council):
		return "A/HRC/" + kind + name
	}
	return "A/" + kind + name
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

var numberPattern = regexp.MustCompile(`[0-9]+(?:[.-][0-9]+)*`)

// Numbers are the numbers a text has besides its dates and the names of documents, in its order; targets such as 8.7 are one number.
func Numbers(t Text, s lang.Style) []string {
	var out []string
	for _, r := range t {
		if r.Symbol != "" {
			continue
		}
		text := r.Text
		spans := s.Dates(text)
		for i := len(spans) - 1; i >= 0; i-- {
			text = text[:spans[i].Start] + " " + text[spans[i].End:]
		}
		for _, n := range numberPattern.FindAllString(text, -1) {
			if s.Tag != lang.AR && strings.Contains(n, "-") {
				out = append(out, strings.Split(n, "-")...)
				continue
			}
			out = append(out, strings.ReplaceAll(n, "-", ".")) // target 8.7 is 8-7 in Arabic
		}
	}
	return out
}

// Dates are the dates of a text, in its order.
func Dates(t Text, s lang.Style) []string {
	var out []string
	for _, d := range s.Dates(t.Plain()) {
		out = append(out, d.String())
	}
	return out
}
