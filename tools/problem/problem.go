// Package problem says what is wrong in a source file, where, how bad it is, and how to mend it. Every check of the
// project reports through its one type; the words come from i18n/ (keys problem_<code> and remedy_<code>), so that the
// same problem can be read in any of the six languages.
//
//	content/events/2027/ec-quito-night-march.toml:9: country: "ECU" is not the code as it is written, with two capital letters; write "EC" [country-code]
package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/july30/tools/lang"
)

// Severity tells an error, which fails a check, from a warning, which is only shown.
type Severity int

// The two severities.
const (
	Error Severity = iota
	Warning
)

// String is error or warning.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// A Problem is one thing wrong in one place. Code is stable: lower-case words joined by hyphens. Params fill the named places of
// the code's words in i18n/ (problem_<code>, remedy_<code>, hyphens as underscores).
type Problem struct {
	File     string // slash-separated, relative to the repository
	Line     int    // from 1; 0 where the whole file is meant
	Field    string // the field or part concerned; empty where there is none
	Code     string
	Severity Severity
	Language lang.Tag // that the writer of the file reads; empty where that is none of the six, or not known
	Params   map[string]any
}

// A List is the problems of any number of files.
type List []Problem

// Add appends a problem of severity Error; params are alternating names and values.
func (l *List) Add(file string, line int, field, code string, params ...any) {
	*l = append(*l, Problem{File: file, Line: line, Field: field, Code: code, Params: pairs(params)})
}

// Warn appends a problem of severity Warning; params are alternating names and values.
func (l *List) Warn(file string, line int, field, code string, params ...any) {
	*l = append(*l, Problem{File: file, Line: line, Field: field, Code: code, Severity: Warning, Params: pairs(params)})
}

func pairs(params []any) map[string]any {
	m := make(map[string]any, len(params)/2)
	for i := 0; i+1 < len(params); i += 2 {
		m[fmt.Sprint(params[i])] = params[i+1]
	}
	return m
}

// In gives the problems that have no language one, and returns them.
func (l List) In(t lang.Tag) List {
	for i := range l {
		l[i].Language = cmp.Or(l[i].Language, t)
	}
	return l
}

// Errors counts the problems that fail a check.
func (l List) Errors() int {
	n := 0
	for _, p := range l {
		if p.Severity == Error {
			n++
		}
	}
	return n
}

// Sorted returns the problems by file, line, field, code, with duplicates removed, in the one order all output uses.
func (l List) Sorted() List {
	type keyed struct {
		Problem
		key string
	}
	all := make([]keyed, len(l))
	for i, p := range l {
		all[i] = keyed{p, fmt.Sprint(p.Field, "\x00", p.Code, "\x00", p.Params, "\x00", p.Severity)}
	}
	compare := func(a, b keyed) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.key, b.key))
	}
	slices.SortStableFunc(all, compare)
	var out List
	for i, k := range all {
		if i == 0 || compare(all[i-1], k) != 0 {
			out = append(out, k.Problem)
		}
	}
	return out
}

// Cause says in one line what is wrong.
func (p Problem) Cause(words lang.Words) string { return p.say("problem_", words) }

// Remedy says in one line what to do.
func (p Problem) Remedy(words lang.Words) string { return p.say("remedy_", words) }

func (p Problem) say(prefix string, words lang.Words) string {
	params := make(map[string]any, len(p.Params))
	for name, value := range p.Params {
		if s, ok := value.(string); ok {
			value = shown(s)
		}
		params[name] = value
	}
	return words.Text(prefix+strings.ReplaceAll(p.Code, "-", "_"), params)
}

// Text is the problem in one line of the language the words are in, without its place and code: what is wrong; what to do.
func (p Problem) Text(words lang.Words) string {
	return p.Cause(words) + words.Text("problem_join", nil) + p.Remedy(words)
}

// Place is the file, and the line where there is one: content/editions/2027.toml:3.
func (p Problem) Place() string {
	if p.Line == 0 {
		return shown(p.File)
	}
	return fmt.Sprintf("%s:%d", shown(p.File), p.Line)
}

// Message is the whole message in one line: file, line, field, what is wrong, what to do, code. Parts that are empty are left out.
func (p Problem) Message(words lang.Words) string {
	return fmt.Sprintf("%s: %s [%s]", p.Place(), p.sentence(words), p.Code)
}

func (p Problem) sentence(words lang.Words) string {
	s := p.Text(words)
	if p.Field != "" {
		s = shown(p.Field) + ": " + s
	}
	if p.Severity == Warning {
		s = words.Text("problem_warning", nil) + s
	}
	return s
}

// shownLimit is how many characters of a name or value a message shows.
const shownLimit = 400

// shown makes what stands in a source fit for a message of one line: a character that would break the line, turn it about or command
// a terminal is written as TOML escapes it, and what is long is cut.
func shown(s string) string {
	if utf8.RuneCountInString(s) > shownLimit {
		s = string([]rune(s)[:shownLimit]) + "…"
	}
	if strings.IndexFunc(s, unfit) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unfit(r) && r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		case unfit(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unfit tells characters that do not show; the joiners that some scripts need do, in their neighbours.
func unfit(r rune) bool {
	return r != '\u200c' && r != '\u200d' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
