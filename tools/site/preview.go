package site

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

//go:embed preview.html
var previewText string

// previewForm is the form of an event for a reviewer, in six languages.
var previewForm = template.Must(template.New("preview.html").Parse(previewText))

// Preview shows the events of these files, as far as they are sound, in the six languages as their pages will, with the time of the event in its zone and
// in UTC, for the summary of a job on GitHub: Markdown that is all HTML, in which nothing that stands in an entry is markup. It is at most limit
// bytes, of whole events; its first line counts them. No such event is no text.
func (m Model) Preview(files []string, english lang.Words, limit int) ([]byte, error) {
	var events []event.Event
	for _, e := range m.Events {
		if slices.Contains(files, e.File) {
			events = append(events, e)
		}
	}
	if len(events) == 0 {
		return nil, nil
	}
	heading := func(shown int) []byte {
		return fmt.Appendf(nil, "<h2>%s</h2>\n", template.HTMLEscapeString(english.Text("report_preview", map[string]any{"Shown": shown, "All": len(events)})))
	}
	limit -= len(heading(len(events)))
	var out bytes.Buffer
	shown := 0
	for _, e := range events {
		var b bytes.Buffer
		if err := previewForm.Execute(&b, m.preview(e)); err != nil {
			return nil, fmt.Errorf("show %s: %w", e.File, err)
		}
		text := withoutEmptyLines(b.String())
		if out.Len()+len(text) > limit {
			break
		}
		out.WriteString(text)
		shown++
	}
	return append(heading(shown), out.Bytes()...), nil
}

// withoutEmptyLines keeps HTML what it is in Markdown, where an empty line ends it.
func withoutEmptyLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// previewed is an event as previewForm takes it.
type previewed struct {
	File      string
	Languages []previewIn
}

// previewIn is an event in one language.
type previewIn struct {
	Tag, Dir, Name           string
	Title, TitleLanguage     string
	Summary, SummaryLanguage string
	Notes                    []string
	Rows                     []fact        // those of the page, and the time in UTC
	Description              template.HTML // of the checked Markdown of an entry
	DescriptionLanguage      string
}

func (m Model) preview(e event.Event) previewed {
	p := previewed{File: e.File}
	for _, t := range lang.All() {
		f := m.eventPage(e, t)
		str := func(name string) string { s, _ := f[name].(string); return s }
		in := previewIn{
			Tag: t.BCP47(), Dir: t.Dir(), Name: m.Styles[t].Table.Languages[t], Title: str("title"), TitleLanguage: str("title_lang"),
			Summary: str("summary"), SummaryLanguage: str("summary_lang"),
			Description: template.HTML(str("description")), DescriptionLanguage: str("description_lang"), Rows: m.facts(e, f, t, m.Config.BaseURL),
		}
		for _, note := range []string{"status_text", "title_note", "summary_note", "text_note"} {
			if s := str(note); s != "" && !slices.Contains(in.Notes, s) {
				in.Notes = append(in.Notes, s)
			}
		}
		if !e.AllDay() {
			when := m.Styles[t].DateTime(e.Begin().UTC())
			if !e.Ends.IsZero() {
				when = m.Styles[t].DateTimeRange(e.Begin().UTC(), e.End().UTC())
			}
			in.Rows = slices.Insert(in.Rows, 1, fact{m.text(t, "report_utc", nil), template.HTML(template.HTMLEscapeString(when))})
		}
		p.Languages = append(p.Languages, in)
	}
	return p
}
