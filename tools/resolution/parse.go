package resolution

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Limit is the size in bytes above which a text is refused unread; the longest resolutions have a quarter of it.
const Limit = 1 << 20

// Parse reads the text of a resolution in a language: as it is extracted from the published PDF, with lines broken anywhere and the
// furniture of pages between them, or with one paragraph a line. It goes on after a problem, so that all come at once; where the list
// has no error, the document is whole and has every word of the text but the furniture, and none besides. The time is in proportion
// to the length of the text.
func (r Reader) Parse(name string, tag lang.Tag, data []byte) (Document, problem.List) {
	text, list := source.Text(name, data, Limit)
	if len(list) > 0 {
		return Document{Lang: tag, File: name}, list
	}
	for i, l := range strings.Split(text, "\n") {
		controls(&list, name, i+1, l, "\t\f\r")
	}
	d, more := r.parse(name, tag, linesOf(text), false)
	return d, append(list, more...)
}

// parse reads lines; marked tells that each is known to be a paragraph or a footnote of its own.
func (r Reader) parse(name string, tag lang.Tag, lines []line, marked bool) (Document, problem.List) {
	d := Document{Lang: tag, File: name}
	var list problem.List
	p := parser{
		grammar: grammars[tag], style: r.styles[tag], verbs: r.verbs[tag],
		doc: &d, list: &list, marked: marked, due: 1, item: -1,
	}
	body, notes := split(lines)
	p.lines = body
	p.readHead()
	if d.Opening == "" {
		return d, list // nothing says where the paragraphs begin
	}
	p.readParagraphs()
	p.readEnd()
	p.readNotes(notes)
	p.resolveMarks()
	return d, list
}

// A parser takes the lines of one text from the first to the last.
type parser struct {
	grammar grammar
	style   lang.Style
	verbs   verbs
	doc     *Document
	list    *problem.List
	lines   []line
	next    int // the line to read
	from    int // the first line of the adoption

	marked   bool // each line is known to be a paragraph
	wrapped  bool // lines are broken anywhere; else each is a paragraph
	indents  bool // paragraphs begin with a space
	blocks   []block
	due      int // the next operative paragraph
	item     int // the last item of the paragraph at hand; -1 for none
	operates bool
}

// A block is the lines of a paragraph or an item, before they are joined.
type block struct {
	lines  []line
	number string // of an operative paragraph, or the letter of an item
	isItem bool
}

func (p *parser) add(at int, field, code string, params ...any) {
	p.list.Add(p.doc.File, at, field, code, params...)
}

// controls reports what is no text in a line: control characters but for those allowed, and marks that turn the direction of what follows.
func controls(list *problem.List, file string, at int, text, allowed string) {
	for _, r := range text {
		if unicode.IsControl(r) && !strings.ContainsRune(allowed, r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == utf8.RuneError || r&0xFFFE == 0xFFFE {
			list.Add(file, at, "", "resolution-control", "Value", fmt.Sprintf("U+%04X", r))
			return
		}
	}
}

// lastLine is the number of the line a problem at the end of the text is reported at.
func (p *parser) lastLine() int {
	if len(p.lines) == 0 {
		return 1
	}
	return p.lines[min(p.next, len(p.lines)-1)].number
}

// headLines is how many lines a part of the head may be broken into, and headBytes how long it may be.
const headLines, headBytes = 12, 2000

// upTo joins the lines from the next one on until the test holds for the joined text, and takes them. It takes none where the test
// does not hold within headLines.
func (p *parser) upTo(holds func(string) bool) (string, bool) {
	for n := 1; n <= headLines && p.next+n <= len(p.lines); n++ {
		s := tidy(join(p.lines[p.next : p.next+n]))
		if len(s) > headBytes {
			break
		}
		if holds(s) {
			p.next += n
			return s, true
		}
	}
	return "", false
}

// adoption finds the line that says when and by which body the text was adopted, and takes it and what stands before it; where there is
// none, it takes nothing.
func (p *parser) adoption() (string, bool) {
	g := p.grammar
	adopted := func(s string) bool {
		m := g.adoption.FindStringSubmatch(fold(s))
		return m != nil && g.bodies[m[g.adoption.SubexpIndex("body")]] != "" && p.isDate(m[g.adoption.SubexpIndex("date")])
	}
	for at := 0; at < len(p.lines) && at <= 4*headLines+1; at++ {
		p.next = at
		if s, ok := p.upTo(adopted); ok {
			p.from = at
			return s, true
		}
	}
	p.next = 0
	return "", false
}

// readHead reads adoption, recommendation, title and opening line. What stands before the adoption is the masthead of a document.
func (p *parser) readHead() {
	g := p.grammar
	line := p.lastLine()
	if start, found := p.adoption(); found {
		p.doc.AdoptionLine = Text{{Text: start}}
		p.doc.Body = g.bodies[g.adoption.FindStringSubmatch(fold(start))[g.adoption.SubexpIndex("body")]]
		p.doc.Adopted = p.style.Dates(start)[0].First
	} else {
		p.add(line, "", "resolution-no-adoption", "Example", g.adoptionSample)
	}
	if s, ok := p.upTo(func(s string) bool { return strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") }); ok {
		p.doc.RecommendationLine = cite(Text{{Text: strings.Trim(s, "[]")}}, g)
		if m := g.recommendation.FindStringSubmatch(fold(p.doc.RecommendationLine.Plain())); m != nil {
			p.doc.Recommending = m[g.recommendation.SubexpIndex("body")]
		}
		if symbols := p.doc.RecommendationLine.Symbols(); len(symbols) > 0 {
			p.doc.Report = symbols[0]
		}
	}
	p.readTitle()
}

var titlePattern = regexp.MustCompile(`^([0-9]{1,4}/[0-9]{1,3}(?: [A-Z])?)(?:\s*[.．]\s*|\s+(?:[-–]\s+)?)(\S.*)$`)

// readTitle reads number and title, up to the line that names the body.
func (p *parser) readTitle() {
	opens := func(s string) string {
		name, comma := cutComma(fold(s))
		if !comma {
			return ""
		}
		return p.grammar.openings[name]
	}
	at := p.lastLine()
	for n := 0; n <= headLines && p.next+n < len(p.lines); n++ {
		for width := 1; width <= 4 && p.next+n+width <= len(p.lines); width++ {
			s := tidy(join(p.lines[p.next+n : p.next+n+width]))
			if len(s) > headBytes {
				break
			}
			body := opens(s)
			if body == "" {
				continue
			}
			p.setTitle(p.lines[p.next:p.next+n], at)
			p.doc.Opening = s
			if p.doc.Body == "" {
				p.doc.Body = body
			}
			p.next += n + width
			return
		}
	}
	p.add(at, "", "resolution-no-opening", "Example", p.grammar.sample(ecosoc))
}

func (p *parser) setTitle(lines []line, at int) {
	var m []string
	for i := range lines { // what stands before the number, where the adoption line was not found, is none of the title
		p.doc.TitleLine = tidy(join(lines[i:]))
		if m = titlePattern.FindStringSubmatch(p.doc.TitleLine); m != nil {
			break
		}
	}
	if m == nil {
		p.add(at, "", "resolution-no-title", "Example", "2017/18. …")
		return
	}
	p.doc.Number, p.doc.Title = m[1], m[2]
	p.doc.Symbol = symbolOf(m[1], "", "", p.grammar)
	if p.doc.Body == assembly {
		p.doc.Symbol = "A/RES/" + m[1]
	}
}

// cutComma takes the comma off the end of a line.
func cutComma(s string) (string, bool) {
	for _, comma := range []string{",", "，", "،"} {
		if rest, ok := strings.CutSuffix(s, comma); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

var (
	numbered = regexp.MustCompile(`^([0-9]{1,3})(?:[.．](?:\s+|(?:\p{Han})|$)|\s*[-–—]\s+)`)
	lettered = regexp.MustCompile(`^\(?(\p{L}ـ?)\)\s*`)
)

// readParagraphs cuts the lines into paragraphs and items, up to the end of the text.
func (p *parser) readParagraphs() {
	p.survey()
	for p.next < len(p.lines) {
		l := p.lines[p.next]
		if p.ends() {
			break
		}
		if p.begins(l) {
			p.begin(l)
		} else {
			b := &p.blocks[len(p.blocks)-1]
			b.lines = append(b.lines, l)
		}
		p.next++
	}
	if p.due == 1 {
		p.add(p.lastLine(), "", "resolution-no-operative", "Example", p.grammar.paragraph)
	}
	p.build()
}

// survey finds out how the text is broken: wrapped where a line that does not end as a paragraph does is followed by one that does not
// begin as one.
func (p *parser) survey() {
	last := len(p.lines) - 1
	for last > p.next && !ended(p.lines[last].text) {
		last-- // date and meeting end as no paragraph does
	}
	for i := p.next; i <= last; i++ {
		l := p.lines[i]
		p.indents = p.indents || l.indented && !l.turned
		p.wrapped = p.wrapped || !p.marked && i < last && !ended(l.text) && !p.starts(i+1)
	}
}

// starts tells whether a line could begin a paragraph or an item, by its words alone.
func (p *parser) starts(i int) bool {
	s := p.lines[i].text
	if numbered.MatchString(s) || lettered.MatchString(s) {
		return true
	}
	if i+1 < len(p.lines) {
		s = join(p.lines[i : i+2])
	}
	return p.verbs.opening(s, p.verbs.Preambular) != ""
}

// ended tells whether a line ends as a paragraph does: with a comma or a stop, and perhaps the mark of a footnote.
func ended(s string) bool {
	s = strings.TrimRight(s, superscripts+" ")
	if m := trailingMark.FindStringIndex(s); m != nil {
		s = s[:m[0]+len(trailingMark.FindStringSubmatch(s)[1])]
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " ”»’\""))
	return strings.ContainsRune(",;:.，；：。،؛", r)
}

var trailingMark = regexp.MustCompile(`([,;:，；：。،؛»”》’)])(?:[0-9]{1,2}|\([0-9]{1,2}\))$`)

// begins tells whether a line begins a paragraph or an item; the parser's state says which may be due.
func (p *parser) begins(l line) bool {
	if len(p.blocks) == 0 {
		return true
	}
	b := p.blocks[len(p.blocks)-1]
	last := b.lines[len(b.lines)-1]
	if !p.wrapped {
		return true
	}
	if !ended(last.text) {
		return false
	}
	if m := numbered.FindStringSubmatch(l.text); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n == p.due || p.operates && p.newParagraph(last, l)
	}
	if m := lettered.FindStringSubmatch(l.text); m != nil {
		return p.grammar.letter(m[1]) == p.item+1 || p.item >= 0 && p.newParagraph(last, l)
	}
	if p.operates {
		return false
	}
	if p.starts(p.next) {
		return l.indented && !l.turned || last.trailing || !p.indents
	}
	return p.newParagraph(last, l)
}

// newParagraph tells whether the spaces around a break are those of a new paragraph.
func (p *parser) newParagraph(last, l line) bool { return last.trailing && l.indented && !l.turned }

// begin takes a line as the first of a paragraph or an item, and reports where its number is not the one that is due.
func (p *parser) begin(l line) {
	b := block{lines: []line{l}}
	cut := 0
	switch m, i := numbered.FindStringSubmatchIndex(l.text), lettered.FindStringSubmatchIndex(l.text); {
	case m != nil:
		n, _ := strconv.Atoi(l.text[m[2]:m[3]])
		if n != p.due {
			p.add(l.number, "", "resolution-number", "Value", n, "Want", p.due)
		}
		cut = numberEnd(l.text, m[1])
		p.operates, p.due, p.item = true, p.due+1, -1
	case i != nil && len(p.blocks) > 0:
		letter := l.text[i[2]:i[3]]
		at := p.grammar.letter(letter)
		if at != p.item+1 {
			p.add(l.number, "", "resolution-item", "Value", strings.TrimSpace(l.text[:i[1]]), "Want", p.grammar.itemNumber(p.item+1))
		}
		cut = i[1]
		p.item++
		b.isItem = true
	case p.operates:
		p.add(l.number, "", "resolution-end")
		return
	default:
		p.item = -1
	}
	b.number = strings.TrimSpace(l.text[:cut])
	b.lines[0].text = strings.TrimSpace(l.text[cut:]) // a space after a number may be one that does not break
	p.blocks = append(p.blocks, b)
}

// numberEnd is the end of a paragraph's number without the Han that the pattern looked ahead for.
func numberEnd(s string, end int) int {
	if r, n := utf8.DecodeLastRuneInString(s[:end]); isHan(r) {
		return end - n
	}
	return end
}

// ends tells whether the last operative paragraph is over and the date or the meeting follows.
func (p *parser) ends() bool {
	if !p.operates || len(p.blocks) == 0 {
		return false
	}
	b := p.blocks[len(p.blocks)-1]
	last := b.lines[len(b.lines)-1].text
	if p.wrapped && !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, "。") {
		return false
	}
	_, ok := p.closing()
	return ok
}

// closing reads the next one to three lines as the date or the meeting, without taking them.
func (p *parser) closing() (lines int, ok bool) {
	for n := 1; n <= 3 && p.next+n <= len(p.lines); n++ {
		s := tidy(join(p.lines[p.next : p.next+n]))
		if len(s) > headBytes {
			break
		}
		if p.isDate(s) || p.grammar.meeting.MatchString(fold(s)) {
			return n, true
		}
	}
	return 0, false
}

func (p *parser) isDate(s string) bool {
	d := p.style.Dates(s)
	return len(d) == 1 && d[0].Start == 0 && d[0].End == len(s) && d[0].First == d[0].Last && d[0].First.Year > 0
}

// readEnd reads date and meeting, in either order.
func (p *parser) readEnd() {
	for p.next < len(p.lines) {
		n, ok := p.closing()
		if !ok {
			p.add(p.lines[p.next].number, "", "resolution-end")
			p.next++
			continue
		}
		s := tidy(join(p.lines[p.next : p.next+n]))
		if m := p.grammar.meeting.FindStringSubmatch(fold(s)); m != nil {
			p.doc.MeetingLine = s
			p.doc.Meeting, _ = strconv.Atoi(m[p.grammar.meeting.SubexpIndex("number")])
		} else {
			p.doc.DateLine = s
		}
		p.next += n
	}
}

// build joins the blocks and numbers them. Marks are found later, when the footnotes are known.
func (p *parser) build() {
	operative := false
	for _, b := range p.blocks {
		text := join(b.lines)
		q := Paragraph{Number: b.number, Text: Text{{Text: text}}, Line: b.lines[0].number}
		operative = operative || !b.isItem && b.number != ""
		part, prefix := &p.doc.Preamble, "pp"
		if operative {
			part, prefix = &p.doc.Operative, "op"
		}
		if n := len(*part); b.isItem && n > 0 {
			parent := &(*part)[n-1]
			q.ID = parent.ID + "-" + letterID(len(parent.Items))
			parent.Items = append(parent.Items, q)
		} else {
			q.ID = prefix + strconv.Itoa(n+1)
			*part = append(*part, q)
		}
		if !ended(text) {
			p.add(b.lines[len(b.lines)-1].number, q.ID, "resolution-unended")
		}
	}
}

// letterID is the nth letter of an item's address, from 0: a to z, then aa.
func letterID(n int) string {
	if n >= len(latin) {
		return letterID(n/len(latin)-1) + letterID(n%len(latin))
	}
	return latin[n : n+1]
}

func (p *parser) readNotes(notes []noteLines) {
	seen := map[int]bool{}
	for _, n := range notes {
		at := n.lines[0].number
		if seen[n.number] {
			p.add(at, "", "resolution-note-twice", "Value", n.number)
			continue
		}
		seen[n.number] = true
		id := "fn" + strconv.Itoa(n.number)
		text := strings.TrimSpace(strings.TrimPrefix(join(n.lines), "()")) // what extraction leaves of an Arabic number
		p.doc.Notes = append(p.doc.Notes, Note{ID: id, Number: n.number, Text: cite(Text{{Text: tidy(text)}}, p.grammar), Line: at})
		if n.open || text == "" {
			p.add(at, id, "resolution-unended")
		}
	}
	slices.SortFunc(p.doc.Notes, func(a, b Note) int { return a.Number - b.Number })
}

// resolveMarks finds the marks, documents and opening words of all paragraphs, in the order of the text.
func (p *parser) resolveMarks() {
	m := marker{notes: map[int]bool{}}
	for _, n := range p.doc.Notes {
		m.notes[n.Number] = true
	}
	var whole strings.Builder
	for _, q := range p.doc.Leaves() {
		whole.WriteString(q.Text.Plain() + "\n")
	}
	m.raised = raisedAll(whole.String(), m.notes)
	cited := map[int]bool{}
	read := func(q *Paragraph, words []string) {
		m.missing = nil
		q.Text = cite(m.mark(q.Text.Plain()), p.grammar)
		for _, n := range q.Text.Cites() {
			cited[n] = true
		}
		for _, n := range m.missing {
			p.add(q.Line, q.ID, "resolution-note-missing", "Value", n)
		}
		if words == nil {
			return
		}
		text := q.Text.Plain()
		if q.Verb = p.verbs.opening(text, words); q.Verb == "" {
			p.list.Warn(p.doc.File, q.Line, q.ID, "resolution-opening-words", "Value", firstRunes(text, 24))
		}
	}
	for _, part := range []struct {
		paragraphs []Paragraph
		words      []string
	}{{p.doc.Preamble, p.verbs.Preambular}, {p.doc.Operative, p.verbs.Operative}} {
		for i := range part.paragraphs {
			q := &part.paragraphs[i]
			read(q, part.words)
			for j := range q.Items {
				read(&q.Items[j], nil)
			}
		}
	}
	for _, n := range p.doc.Notes {
		if !cited[n.Number] {
			p.add(n.Line, n.ID, "resolution-note-uncited", "Value", n.Number)
		}
	}
}
