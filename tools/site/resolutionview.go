package site

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/resolution"
)

// in is the text of a resolution in a language, or in the first language of the site's order that has it, English before the others.
func (r Resolution) in(t lang.Tag) resolution.Document {
	for _, tag := range lang.Fallback(t) {
		if d, ok := r.Text[tag]; ok {
			return d
		}
	}
	return resolution.Document{}
}

// mainText is the resolution that events answer to, in a language or, where it has none, in another.
func (m Model) mainText(t lang.Tag) resolution.Document {
	i := slices.IndexFunc(m.Resolutions, func(r Resolution) bool { return r.Slug == mainResolution })
	if i < 0 {
		return resolution.Document{}
	}
	return m.Resolutions[i].in(t)
}

// resolutionPage is all a resolution's page says in a language.
func (m Model) resolutionPage(r Resolution, t lang.Tag) front {
	d := r.in(t)
	source := r.Meta.SourceLang()
	v := resolutionView{doc: d, page: t, marks: map[int]int{}, stale: resolution.Stale(d, r.Text[source], r.Meta),
		staleNote: m.text(t, "resolution_stale", map[string]any{"Language": m.languageName(string(source), t)}),
		tools:     func(id string) front { return m.paragraphTools(r, d, t, id) }}
	style := m.Styles[t]
	official := r.Meta.Official(d.Lang)
	f := front{
		"type": "resolution", "folder": r.Slug,
		"title": d.Title, "text_lang": d.Lang.BCP47(), "text_dir": d.Lang.Dir(), "text_foreign": d.Lang != t,
		"symbol": d.Symbol, "title_line": d.TitleLine, "official": official, "document": resolution.DocumentURL(d.Symbol, t),
		"adopted": style.Date(d.Adopted.Year, d.Adopted.Month, d.Adopted.Day), "adopted_machine": d.Adopted.String(),
		"report": d.Report, "standing": m.standingLine(r, d.Lang, t),
		"description": m.text(t, "resolution_description", map[string]any{"Symbol": d.Symbol}),
		"adoption":    v.runs(d.AdoptionLine, ""), "recommendation": v.runs(d.RecommendationLine, ""),
		"opening": d.Opening, "date_line": d.DateLine, "meeting_line": d.MeetingLine,
		"preamble": v.paragraphs(d.Preamble), "operative": v.paragraphs(d.Operative),
	}
	if !official {
		f["sitemap"] = front{"disable": true}
	}
	f["notes"] = v.notes()
	var downloads []front
	for _, format := range Formats {
		downloads = append(downloads, front{"path": downloadPath(r, d.Lang, format), "name": m.text(t, "resolution_download_"+format, nil)})
	}
	f["downloads"] = downloads
	f["with"], f["actions"] = m.sides(r, t), !r.Acts.None()
	return f
}

// paragraphTools is what stands beside a paragraph, an item or a footnote: its address, how the official document is cited there, how many
// events answer to it.
func (m Model) paragraphTools(r Resolution, d resolution.Document, t lang.Tag, id string) front {
	f := front{
		"id": id, "name": m.text(t, "paragraph_tools_of", map[string]any{"Paragraph": m.paragraphName(d, id, t)}),
		"address": m.address(t, "resolutions/"+r.Slug+"/") + "#" + id, "citation": m.citation(d, id, t),
	}
	if n := m.answers(r, id); n > 0 {
		f["events"] = n
	}
	return f
}

// answers is how many events of the current edition answer to a paragraph.
func (m Model) answers(r Resolution, id string) (n int) {
	if r.Slug != mainResolution {
		return 0
	}
	year := m.current().Year
	for _, e := range m.Events {
		if e.Edition == year && e.Status != "cancelled" && slices.Contains(e.Paragraphs, id) {
			n++
		}
	}
	return n
}

// citation is how documents of the United Nations cite a paragraph, an item or a footnote of a resolution, in the page's language.
func (m Model) citation(d resolution.Document, id string, t lang.Tag) string {
	of := m.text(t, "citation_"+key(d.Body), map[string]any{"Number": d.Number, "Date": m.Styles[t].Date(d.Adopted.Year, d.Adopted.Month, d.Adopted.Day)})
	params := map[string]any{"Resolution": of, "Paragraph": paragraphNumber(d, id, t)}
	switch {
	case strings.HasPrefix(id, "fn"):
		return m.text(t, "citation_note", map[string]any{"Resolution": of, "Number": id[2:]})
	case strings.HasPrefix(id, "pp"):
		return m.text(t, "citation_preambular", params)
	}
	return m.text(t, "citation_operative", params)
}

// paragraphNumber is the number of a paragraph, an item with its letter: as d writes it if that is in the page's language.
func paragraphNumber(d resolution.Document, id string, t lang.Tag) string {
	number, letter, item := strings.Cut(id[2:], "-")
	if !item {
		return number
	}
	letter = "(" + letter + ")"
	for _, p := range d.Leaves() {
		if p.ID == id && d.Lang == t {
			letter = p.Number
		}
	}
	if t == lang.ZH { // beside Han there is no space
		return number + letter
	}
	return number + " " + letter
}

// paragraphName is what a paragraph, an item or a footnote of a resolution is called on a page.
func (m Model) paragraphName(d resolution.Document, id string, t lang.Tag) string {
	switch id[:2] {
	case "fn":
		return m.text(t, "paragraph_note", map[string]any{"Number": id[2:]})
	case "pp":
		return m.text(t, "paragraph_preambular", map[string]any{"Number": paragraphNumber(d, id, t)})
	}
	return m.text(t, "paragraph_operative", map[string]any{"Number": paragraphNumber(d, id, t)})
}

type resolutionView struct {
	doc   resolution.Document
	page  lang.Tag
	marks map[int]int // marks of each note written so far

	stale     []string // paragraphs whose source has changed since
	staleNote string
	tools     func(id string) front // nil for none
	unmarked  bool                  // marks of notes have no address of their own, because the page has the text twice
}

func (v resolutionView) paragraphs(in []resolution.Paragraph) []front {
	out := make([]front, len(in))
	for i, p := range in {
		out[i] = front{"id": p.ID, "number": p.Number, "runs": v.runs(p.Text, p.Verb), "items": v.paragraphs(p.Items)}
		if v.tools != nil {
			out[i]["tools"] = v.tools(p.ID)
		}
		if slices.Contains(v.stale, p.ID) {
			out[i]["stale"] = v.staleNote
		}
	}
	return out
}

// runs are the stretches of a text: its opening verb, plain words, links to documents, marks of notes.
func (v resolutionView) runs(text resolution.Text, verb string) []front {
	var out []front
	rest := []rune(verb)
	for _, r := range text {
		if r.Note > 0 {
			mark := front{"note": r.Note}
			if v.marks[r.Note]++; !v.unmarked {
				mark["id"] = markID(r.Note, v.marks[r.Note])
			}
			out = append(out, mark)
			continue
		}
		s := []rune(r.Text)
		if n := min(len(rest), len(s)); n > 0 {
			out = append(out, front{"verb": string(s[:n])})
			s, rest = s[n:], rest[n:]
		}
		if len(s) == 0 {
			continue
		}
		run := front{"text": string(s)}
		if r.Symbol != "" {
			run["document"], run["symbol"] = resolution.DocumentURL(r.Symbol, v.page), r.Symbol
		}
		out = append(out, run)
	}
	return out
}

func (v resolutionView) notes() []front {
	out := make([]front, len(v.doc.Notes))
	for i, n := range v.doc.Notes {
		var back []string
		for j := range v.marks[n.Number] {
			back = append(back, markID(n.Number, j+1))
		}
		out[i] = front{"id": n.ID, "number": n.Number, "runs": v.runs(n.Text, ""), "back": back}
		if v.tools != nil {
			out[i]["tools"] = v.tools(n.ID)
		}
		if slices.Contains([]lang.Tag{lang.AR, lang.ZH, lang.RU}, v.doc.Lang) && inLatin(n.Text.Plain()) {
			out[i]["lang"] = "en" // the Treaty Series is cited in English
		}
	}
	return out
}

// inLatin tells whether all letters of a text are Latin ones.
func inLatin(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

// markID is the address of the nth mark of a note.
func markID(note, n int) string { return "fn" + strconv.Itoa(note) + "-mark" + strconv.Itoa(n) }
