package problem

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/july30/tools/lang"
)

// Words are what problems are told in, by language: a problem whose language is not among them is told in the one at "".
type Words map[lang.Tag]lang.Words

// In is to tell all problems in one language.
func In(words lang.Words) Words { return Words{"": words} }

// For are the words for whoever reads a language.
func (w Words) For(t lang.Tag) lang.Words {
	if own, ok := w[t]; ok {
		return own
	}
	return w[""]
}

// Print writes the problems sorted, one a line.
func (l List) Print(w io.Writer, words Words) error {
	for _, p := range l.Sorted() {
		if _, err := fmt.Fprintln(w, p.Message(words.For(p.Language))); err != nil {
			return err
		}
	}
	return nil
}

// A Report is a problem as JSON gives it to other programs. Its names and codes are stable; its sentences are not.
type Report struct {
	Code     string `json:"code"`            // words joined by hyphens: ends-before-starts
	Severity string `json:"severity"`        // error, or warning, which fails nothing
	File     string `json:"file"`            // slash-separated, from the repository
	Line     int    `json:"line,omitempty"`  // from 1; none where the whole file is meant
	Field    string `json:"field,omitempty"` // names joined by dots: organizer.url, link.0.title; none where no field is meant
	Problem  string `json:"problem"`         // what is wrong, in one line
	Remedy   string `json:"remedy"`          // what to write instead, in one line
	Language string `json:"language"`        // of problem and remedy, BCP 47
}

// PrintJSON writes the problems sorted, as an array of Report; no problems are an empty array.
func (l List) PrintJSON(w io.Writer, words Words) error {
	reports := []Report{}
	for _, p := range l.Sorted() {
		in := words.For(p.Language)
		reports = append(reports, Report{Code: p.Code, Severity: p.Severity.String(), File: p.File, Line: p.Line, Field: p.Field,
			Problem: p.Cause(in), Remedy: p.Remedy(in), Language: in.Tag.BCP47()})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(reports)
}

// PrintGitHub writes the problems sorted, as the commands of a workflow that annotate the lines of a pull request, each in its own words and
// in English. GitHub shows the first ten errors and ten warnings of a step; Summary has them all.
func (l List) PrintGitHub(w io.Writer, words Words, english lang.Words) error {
	for _, p := range l.Sorted() {
		at := "file=" + property.Replace(p.File)
		if p.Line > 0 {
			at += fmt.Sprintf(",line=%d", p.Line)
		}
		var sentences []string
		for _, in := range words.and(p, english) {
			sentences = append(sentences, p.sentence(in))
		}
		if _, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", p.Severity, at, property.Replace(p.Code), message.Replace(strings.Join(sentences, "\n"))); err != nil {
			return err
		}
	}
	return nil
}

// What GitHub's runner undoes in the message of a command, and in its properties.
var (
	message  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// and are the words of a problem, and the English ones where those are others.
func (w Words) and(p Problem, english lang.Words) []lang.Words {
	if own := w.For(p.Language); own.Tag != english.Tag {
		return []lang.Words{own, english}
	}
	return []lang.Words{english}
}

// Summary is the sorted list for the summary of a job on GitHub, at most limit bytes of it: Markdown whose tables are HTML, in which nothing
// that stands in a source is markup. Each problem comes in its own words and in English.
func (l List) Summary(words Words, english lang.Words, limit int) []byte {
	sorted := l.Sorted()
	languages := []lang.Words{}
	for _, p := range sorted {
		if own := words.For(p.Language); !slices.ContainsFunc(languages, func(in lang.Words) bool { return in.Tag == own.Tag }) {
			languages = append(languages, own)
		}
	}
	languages = slices.DeleteFunc(languages, func(in lang.Words) bool { return in.Tag == english.Tag })
	languages = append(languages, english)
	text := func(key string) []byte {
		var b bytes.Buffer
		for _, in := range languages {
			b.WriteString(paragraph(in, in.Text(key, nil)) + "\n")
		}
		return b.Bytes()
	}
	if len(sorted) == 0 {
		return text("report_sound")
	}
	out := append(text("report_all"), "<table>\n"...)
	end := append([]byte("</table>\n"), text("report_cut")...)
	for _, p := range sorted {
		row := fmt.Sprintf("<tr><td><code>%s</code><br><code>%s</code></td><td>", html.EscapeString(p.Place()), html.EscapeString(p.Code))
		for _, in := range words.and(p, english) {
			row += paragraph(in, p.sentence(in))
		}
		if len(out)+len(row)+len("</td></tr>\n")+len(end) > limit {
			return append(out, end...)
		}
		out = append(out, row+"</td></tr>\n"...)
	}
	return append(out, "</table>\n"...)
}

func paragraph(in lang.Words, text string) string {
	return fmt.Sprintf(`<p lang="%s" dir="%s">%s</p>`, in.Tag.BCP47(), in.Tag.Dir(), markup(in, text))
}

// HTML is Text for a page in the language of the words.
func (p Problem) HTML(words lang.Words) string { return markup(words, p.Text(words)) }

// source is what stands in a sentence as it stands in a source, or is to be written there: name = "…".
var source = regexp.MustCompile(`[!-~…](?:[ -~…]*[!-~…])?`)

// markup is a sentence in HTML. In one that runs from right to left, what is written as in a source runs by itself, so that its quotation
// marks and brackets stay at their ends.
func markup(in lang.Words, text string) string {
	if in.Tag.Dir() != "rtl" {
		return html.EscapeString(text)
	}
	var b strings.Builder
	from := 0
	for _, at := range source.FindAllStringIndex(text, -1) {
		run := strings.TrimLeft(text[at[0]:at[1]], ":;,!? ") // what the sentence ends or goes on with is not of the source
		start := at[1] - len(run)
		run = strings.TrimRight(run, ":.")
		if !strings.ContainsFunc(run, func(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }) {
			continue
		}
		b.WriteString(html.EscapeString(text[from:start]) + `<bdi dir="ltr">` + html.EscapeString(run) + "</bdi>")
		from = start + len(run)
	}
	return b.String() + html.EscapeString(text[from:])
}
