package lang

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names are the ids of the names that a text in the language names, each once, in the order of the glossary. What counts is said in the
// header of data/glossary.toml. A name within another counts as well, unless it is marked as alone or the other is none of ours.
func (g Glossary) Names(text string, tag Tag) []string {
	found := g.spans(tokens(text), tag)
	var out []string
	for _, e := range g.entries {
		if slices.ContainsFunc(found, func(s span) bool { return s.id == e.ID && !s.hidden(found) }) {
			out = append(out, e.ID)
		}
	}
	return out
}

// Named are those of Names that are bodies, instruments or the Day, sorted: what a text names in one language it names in every other. Terms
// are left out, because a language may put a pronoun in their place.
func (g Glossary) Named(text string, tag Tag) []string {
	out := slices.DeleteFunc(g.Names(text, tag), func(id string) bool { return g.Kind(id) != "name" })
	slices.Sort(out)
	return out
}

func (g Glossary) spans(text []token, tag Tag) (found []span) {
	for start := range text {
		for _, f := range g.forms[tag] {
			if f.begins(text[start:], tag) {
				found = append(found, span{f.id, f.alone, f.term, start, start + len(f.words)})
			}
		}
	}
	return found
}

// A span is a place where a form was found, counted in words. The id is empty where the name is none of ours.
type span struct {
	id         string
	alone      bool
	term       bool
	start, end int
}

// hidden tells whether the span does not count because a longer name has it inside.
func (s span) hidden(found []span) bool {
	return slices.ContainsFunc(found, func(o span) bool {
		inside := o.start <= s.start && s.end <= o.end && o.end-o.start > s.end-s.start
		return inside && o.id != s.id && (s.alone && !o.term || o.id == "")
	})
}

// A form is a sequence of words that counts as naming id; for each word there are alternatives.
type form struct {
	id    string
	alone bool
	term  bool // no name: it hides none
	words [][]wordForm
}

// A wordForm is a word as a form has it: folded, whole or a stem, with a capital or not minding.
type wordForm struct {
	text    string
	stem    bool
	capital bool
}

// endings is how many letters may follow a stem: Russian has three at most (планами).
const endings = 3

// compileForms makes the forms of one language. The problems name forms that have no words and forms that stand for two names.
func compileForms(entries []entry, other []string, tag Tag) (forms []form, problems []string) {
	owners := map[string]string{}
	add := func(id string, alone, term bool, text string) {
		words := parseForm(text)
		key, who := fmt.Sprint(words), cmp.Or(id, "other")
		if slices.ContainsFunc(words, func(w []wordForm) bool { return len(w) == 0 }) || len(words) == 0 {
			problems = append(problems, fmt.Sprintf("%s.%s: %q cannot be read as a form", who, tag, text))
		}
		if owner, ok := owners[key]; ok && owner != who {
			problems = append(problems, fmt.Sprintf("%s.%s: %q stands for %s too", who, tag, text, owner))
		}
		owners[key] = who
		forms = append(forms, form{id, alone, term, words})
	}
	for _, text := range other {
		add("", false, false, text)
	}
	for _, e := range entries {
		c := e.cell(tag)
		if e.Kind == "title" {
			continue
		}
		for _, text := range append([]string{c.Name, c.Short, c.Acronym}, c.Match...) {
			if text != "" {
				add(e.ID, e.Alone, e.Kind == "term", text)
			}
		}
	}
	return forms, problems
}

// parseForm reads a form. Parts stand between spaces; a part with alternatives is one word, another may be several (l’Europe). An
// alternative that is not one word gives a word without alternatives.
func parseForm(text string) (words [][]wordForm) {
	for part := range strings.FieldsSeq(text) {
		if !strings.Contains(part, "|") {
			words = append(words, parsePart(part)...)
			continue
		}
		var word []wordForm
		for alternative := range strings.SplitSeq(part, "|") {
			one := parsePart(alternative)
			if len(one) != 1 {
				word = nil
				break
			}
			word = append(word, one[0]...)
		}
		words = append(words, word)
	}
	if len(words) != 1 {
		for _, word := range words {
			for i := range word {
				word[i].capital = false
			}
		}
	}
	return words
}

func parsePart(part string) (words [][]wordForm) {
	stem := strings.HasSuffix(part, "-")
	all := tokens(part)
	for i, t := range all {
		words = append(words, []wordForm{{text: t.text, stem: stem && i == len(all)-1, capital: t.capital}})
	}
	return words
}

// begins tells whether the text begins with the form.
func (f form) begins(text []token, tag Tag) bool {
	if len(text) < len(f.words) {
		return false
	}
	for i, word := range f.words {
		joined := i == 0 && tag == AR
		if !slices.ContainsFunc(word, func(w wordForm) bool { return w.is(text[i], joined) }) {
			return false
		}
	}
	return true
}

// is compares a word of the text; joined allows the Arabic conjunctions and prepositions that are written together with it.
func (w wordForm) is(t token, joined bool) bool {
	if w.capital && !t.capital {
		return false
	}
	if w.fits(w.text, t.text) {
		return true
	}
	if !joined {
		return false
	}
	noun, definite := strings.CutPrefix(w.text, "ال")
	for _, conjunction := range []string{"", "و", "ف"} {
		rest, ok := strings.CutPrefix(t.text, conjunction)
		if !ok {
			continue
		}
		if w.fits(w.text, rest) || w.fits("ب"+w.text, rest) || w.fits("ك"+w.text, rest) {
			return true
		}
		to := "ل" + w.text
		if definite {
			to = "لل" + strings.TrimPrefix(noun, "ل") // للجمعية; اللجنة gives للجنة
		}
		if w.fits(to, rest) {
			return true
		}
	}
	return false
}

func (w wordForm) fits(want, got string) bool {
	if !w.stem {
		return got == want
	}
	ending, ok := strings.CutPrefix(got, want)
	return ok && utf8.RuneCountInString(ending) <= endings
}

// A token is one word, number or Han character of a text, folded so that two spellings of one word are equal.
type token struct {
	text    string
	capital bool
}

// spellings are letters that stand for one another in texts.
var spellings = strings.NewReplacer("ё", "е", "œ", "oe", "أ", "ا", "إ", "ا", "آ", "ا", "ى", "ي")

// tokens cuts a text, in Unicode's compatible form (NFKC), into words. Invisible marks of format (soft hyphen, direction) do not cut.
func tokens(text string) (out []token) {
	var word strings.Builder
	of := gap
	flush := func() {
		if word.Len() == 0 {
			return
		}
		first, _ := utf8.DecodeRuneInString(word.String())
		out = append(out, token{spellings.Replace(strings.ToLower(word.String())), unicode.IsUpper(first)})
		word.Reset()
	}
	for _, r := range norm.NFKC.String(text) {
		k := kindOf(r)
		if k == nothing {
			continue
		}
		if k != of || k == han {
			flush()
		}
		of = k
		if k != gap {
			word.WriteRune(r)
		}
	}
	flush()
	return out
}

// A kind tells the characters of a word from those of a number, and from those between.
type kind int

const (
	gap     kind = iota
	letter       // makes a word with its neighbours
	digit        // makes a number with its neighbours
	han          // is a word by itself
	nothing      // neither says nor separates anything: Arabic vowel marks and tatweel, marks of format
)

func kindOf(r rune) kind {
	switch {
	case unicode.Is(unicode.Cf, r), r == 'ـ', '\u064B' <= r && r <= '\u065F', r == '\u0670':
		return nothing
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	}
	return gap
}
