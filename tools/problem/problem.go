// Package problem says what is wrong in a source file, where, how bad it is, and how to mend it. Every check of the
// project reports through its one type; the words come from i18n/ (keys problem_<code> and remedy_<code>), so that the
// same problem can be read in any of the six languages.
//
//	content/events/2027/ec-quito-night-march.toml:9: country: "ECU" is not a two-letter code; write "EC" [country-code]
package problem

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.org/july30/tools/lang"
)

// Severity tells an error, which fails a check, from a warning, which is only shown.
type Severity int

// The two severities.
const (
	Error Severity = iota
	Warning
)

// A Problem is one thing wrong in one place. Code is stable: lower-case words joined by hyphens. Params fill the named places of
// the code's words in i18n/ (problem_<code>, remedy_<code>, hyphens as underscores).
type Problem struct {
	File     string // slash-separated, relative to the repository
	Line     int    // from 1; 0 where the whole file is meant
	Field    string // the field or part concerned; empty where there is none
	Code     string
	Severity Severity
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
	out := slices.Clone(l)
	key := func(p Problem) string { return fmt.Sprint(p.Field, "\x00", p.Code, "\x00", p.Params) }
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, strings.Compare(key(a), key(b)))
	})
	return slices.CompactFunc(out, func(a, b Problem) bool {
		return a.File == b.File && a.Line == b.Line && a.Severity == b.Severity && key(a) == key(b)
	})
}

// Text is the problem in one line of the language the words are in, without its place and code: what is wrong; what to do.
func (p Problem) Text(words lang.Words) string {
	id := strings.ReplaceAll(p.Code, "-", "_")
	return words.Text("problem_"+id, p.Params) + words.Text("problem_join", nil) + words.Text("remedy_"+id, p.Params)
}

// Message is the whole message in one line: file, line, field, what is wrong, what to do, code. Parts that are empty are left out.
func (p Problem) Message(words lang.Words) string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": ")
	if p.Severity == Warning {
		b.WriteString(words.Text("problem_warning", nil))
	}
	if p.Field != "" {
		b.WriteString(p.Field + ": ")
	}
	fmt.Fprintf(&b, "%s [%s]", p.Text(words), p.Code)
	return b.String()
}

// Print writes the problems sorted, one a line.
func (l List) Print(w io.Writer, words lang.Words) error {
	for _, p := range l.Sorted() {
		if _, err := fmt.Fprintln(w, p.Message(words)); err != nil {
			return err
		}
	}
	return nil
}
