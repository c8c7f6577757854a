package site

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	gtext "github.com/yuin/goldmark/text"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// indexLength is how many events a file of the search index has at most; the script shows what it has found while the next is on its way.
const indexLength = 500

// indexPath is where the files of the index of the current edition stand, 1.json and on.
const indexPath = "events/index/"

// An indexed event is what the script needs to find an event of the current edition and to show it as the lists do.
type indexed struct {
	Path         string   `json:"path"`
	Title        string   `json:"title"`
	TitleLang    string   `json:"titleLang"`
	TitleNote    string   `json:"titleNote,omitempty"`
	Summary      string   `json:"summary,omitempty"`
	SummaryLang  string   `json:"summaryLang,omitempty"`
	SummaryNote  string   `json:"summaryNote,omitempty"`
	Day          string   `json:"day"`     // 2027-07-30
	DayText      string   `json:"dayText"` // as the page's language writes it
	When         string   `json:"when"`
	Zone         string   `json:"zone,omitempty"`
	Begin        string   `json:"begin"`
	End          string   `json:"end"`
	Place        string   `json:"place"`
	Kind         string   `json:"kind"`
	Organizer    string   `json:"organizer"`
	OrganizerLng string   `json:"organizerLang,omitempty"`
	Status       string   `json:"status,omitempty"`
	StatusText   string   `json:"statusText,omitempty"`
	Demo         bool     `json:"demo,omitempty"`
	Facets       []string `json:"facets"` // country=ke
	Text         string   `json:"text"`   // folded: titles in all languages, place, organizer, kind
}

// indexFiles writes the index of the current edition's events in one language, in the order of the calendar, and that of pages and paragraphs.
func (m Model) indexFiles(events []int, t lang.Tag, write func(name string, data []byte) error) error {
	for n := range indexes(events) {
		var out []indexed
		for _, i := range events[n*indexLength : min((n+1)*indexLength, len(events))] {
			out = append(out, m.indexed(m.Events[i], t))
		}
		data, err := json.Marshal(out)
		if err != nil {
			return fmt.Errorf("write the index of events: %w", err)
		}
		if err := write(string(t)+"/"+indexPath+strconv.Itoa(n+1)+".json", data); err != nil {
			return err
		}
	}
	data, err := json.Marshal(m.found(t))
	if err != nil {
		return fmt.Errorf("write the index of pages: %w", err)
	}
	return write(string(t)+"/search/pages.json", data)
}

// searchPage writes the page of the search.
func (m Model) searchPage(w *writer) {
	local := front{}
	for _, t := range lang.All() {
		local[string(t)] = front{"title": m.text(t, "search_title", nil), "summary": m.text(t, "search_description", nil)}
	}
	w.page("content/search.md", front{"type": "search", "title": m.text(lang.EN, "search_title", nil), "local": local}, "")
}

// indexes is how many files the index of these events has, at least one.
func indexes(events []int) int { return max(1, (len(events)+indexLength-1)/indexLength) }

func (m Model) indexed(e event.Event, t lang.Tag) indexed {
	c := m.card(e, t)
	str := func(key string) string { s, _ := c[key].(string); return s }
	x := indexed{
		Path: str("path"), Title: str("title"), TitleLang: str("title_lang"), TitleNote: str("title_note"), Summary: str("summary"), SummaryLang: str("summary_lang"),
		SummaryNote: str("summary_note"), Day: e.Day().Format(time.DateOnly), DayText: m.Styles[t].DateWeekday(e.Day()), When: str("when"), Zone: str("zone"),
		Begin: str("begin"), End: str("end"), Place: m.place(e, t, plain), Kind: str("kind") + " · " + str("attendance"), Organizer: str("organizer"),
		OrganizerLng: str("organizer_lang"), StatusText: str("status_text"), Demo: e.Demo,
	}
	if x.StatusText != "" {
		x.Status = e.Status
	}
	for _, f := range calendar.Facets() {
		for _, v := range f.Values(e, m.World) {
			x.Facets = append(x.Facets, string(f)+"="+v)
		}
	}
	words := []string{e.Title}
	for _, own := range lang.All() {
		words = append(words, e.Translations[string(own)].Title)
	}
	x.Text = lang.Fold(strings.Join(append(words, x.Place, e.Venue, x.Organizer, str("kind")), " "))
	return x
}

// A find is a page or a paragraph that the search leads to.
type find struct {
	Path  string `json:"path"`
	Title string `json:"title"`
	Lang  string `json:"lang,omitempty"` // of Shown, where it is not the page's
	Note  string `json:"note,omitempty"` // what its text is, where it is not what it seems
	Shown string `json:"shown"`
	Text  string `json:"text"` // folded
}

// found are the pages people write, the bodies, and the paragraphs of the resolutions, in that order.
func (m Model) found(t lang.Tag) []find {
	var out []find
	for _, name := range m.Pages.Names() {
		p, ok := m.Pages.In(name, t)
		if !ok || name == "home" {
			continue
		}
		f := find{Path: name + "/", Title: p.Title, Shown: p.Description, Text: lang.Fold(p.Title + " " + p.Description + " " + markdownText(p.Body))}
		if p.Language != t {
			f.Lang = p.Language.BCP47()
		}
		out = append(out, f)
	}
	for _, b := range m.Bodies.InOrder(m.Glossary) {
		name := m.Glossary.Name(b.ID, t)
		out = append(out, find{Path: "bodies/" + b.ID + "/", Title: name, Shown: b.Text[t], Text: lang.Fold(name + " " + b.Text[t])})
	}
	for _, r := range m.Resolutions {
		d := r.in(t)
		for _, p := range d.Leaves() {
			words := p.Text.Plain()
			f := find{Path: "resolutions/" + r.Slug + "/#" + p.ID, Title: d.Symbol + " – " + m.paragraphName(d, p.ID, t), Shown: words, Text: lang.Fold(words)}
			if d.Lang != t {
				f.Lang = d.Lang.BCP47()
			}
			if !r.Meta.Official(d.Lang) {
				f.Note = m.text(t, "quote_unofficial", nil)
			}
			out = append(out, f)
		}
	}
	return out
}

// shortcode is a call of one of Hugo's, which gives no words of its own to the index.
var shortcode = regexp.MustCompile(`\{\{<[^>]*>\}\}`)

// markdownText is what a text in Markdown says, without marks and shortcodes.
func markdownText(body string) string {
	src := []byte(shortcode.ReplaceAllString(body, " "))
	var b strings.Builder
	_ = ast.Walk(goldmark.DefaultParser().Parse(gtext.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if text, ok := n.(*ast.Text); ok && entering {
			b.Write(text.Segment.Value(src))
			b.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return html.UnescapeString(b.String())
}
