package resolution

import (
	"cmp"
	"encoding/xml"
	"strconv"
	"strings"
)

// aknWriter writes XML: each block on a line of its own, none of its text broken.
type aknWriter struct {
	strings.Builder
	doc   Document
	noted map[int]bool // footnotes that stand at an earlier mark already
}

// AkomaNtoso is the text in Akoma Ntoso 3.0 (OASIS), in the form the United Nations gives its own. An official text has the addresses of
// the United Nations and says that it is authoritative. An unofficial one has addresses of the site alone, says that it is a translation
// without authority, and names who made it as its author, so that it passes for no document of the United Nations. Read takes it back. The
// error is a document that is not whole, or an unofficial text of which nobody says what it was translated from.
func (d Document) AkomaNtoso(s Standing) ([]byte, error) {
	if err := d.fit(s); err != nil {
		return nil, err
	}
	w := aknWriter{doc: d, noted: map[int]bool{}}
	w.WriteString(xml.Header)
	w.block(`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">`)
	w.block(`<statement name="resolution">`)
	w.meta(s)
	w.block(`<coverPage eId="coverPage">`)
	w.block("<p><docStatus>", esc(s.Line), "</docStatus></p>")
	w.block("<p><docNumber>", esc(d.Symbol), "</docNumber></p>")
	if len(d.AdoptionLine) > 0 {
		w.block("<p><docTitle>", w.runs(d.AdoptionLine), "</docTitle></p>")
	}
	if len(d.RecommendationLine) > 0 {
		w.block("<p><docProponent>[", w.runs(d.RecommendationLine), "]</docProponent></p>")
	}
	w.block("</coverPage>")
	number := strings.TrimSuffix(d.TitleLine, d.Title)
	w.block(`<preface eId="preface">`)
	w.block("<p><docNumber>", esc(number), "</docNumber><docTitle>", esc(d.Title), "</docTitle></p>")
	w.block("</preface>")
	w.block(`<preamble eId="preamble">`)
	w.block(`<formula eId="formula" name="enactingFormula"><p>`, esc(d.Opening), "</p></formula>")
	for _, p := range d.Preamble {
		w.block(`<container eId="`, p.ID, `" name="`, esc(cmp.Or(p.Verb, "preambular")), `">`)
		w.paragraph(p)
		w.block("</container>")
	}
	w.block("</preamble>")
	w.block(`<mainBody eId="mainBody">`)
	for _, p := range d.Operative {
		w.block(`<paragraph eId="`, p.ID, `">`)
		w.block("<num>", esc(p.Number), "</num>")
		w.block(`<content eId="`, p.ID, `__content">`)
		w.paragraph(p)
		w.block("</content>")
		w.block("</paragraph>")
	}
	w.block("</mainBody>")
	w.conclusions()
	w.block("</statement>")
	w.block("</akomaNtoso>")
	return []byte(w.String()), nil
}

// meta describes work, expression and manifestation (Akoma Ntoso Naming Convention 1.0, 4).
func (w *aknWriter) meta(s Standing) {
	d := w.doc
	language := iso639[d.Lang]
	ours := s.page(d)
	own := agents[d.Body]
	work, expression := own.work+d.Adopted.String()+"/"+d.Slug()+"/", ""
	expression = work + language + "@/"
	author, country, authority := d.Body, "un", "true"
	if !s.Official {
		work, expression, author, country, authority = ours, ours, "publisher", "zz", "false" // zz: of no country (ISO 3166-1, user-assigned)
	}
	date := `<FRBRdate date="` + d.Adopted.String() + `" name="adoption"/>`
	level := func(name, uri string, rest ...string) {
		w.block("<", name, ">")
		w.block(`<FRBRthis value="`, esc(uri), `!main"/>`)
		w.block(`<FRBRuri value="`, esc(uri), `"/>`)
		w.block(date)
		for _, r := range rest {
			w.block(r)
		}
		w.block("</", name, ">")
	}
	by := func(id, as string) string { return `<FRBRauthor href="#` + id + `" as="#` + as + `"/>` }
	authoritative := `<FRBRauthoritative value="` + authority + `"/>`
	w.block("<meta>")
	w.block(`<identification source="#publisher">`)
	level("FRBRWork", work, by(author, "author"), `<FRBRcountry value="`+country+`"/>`, `<FRBRnumber value="`+esc(d.Number)+`"/>`, authoritative)
	rest := []string{by(author, "author"), authoritative, `<FRBRlanguage language="` + language + `"/>`}
	if !s.Official {
		rest = append(rest, `<FRBRtranslation href="`+esc(DocumentURL(d.Symbol, s.From))+`" fromLanguage="`+string(s.From)+`" authoritative="false" by="#publisher"/>`)
	}
	level("FRBRExpression", expression, rest...)
	level("FRBRManifestation", ours, by("publisher", "editor"), `<FRBRformat value="application/akn+xml"/>`)
	w.block("</identification>")
	w.block(`<references source="#publisher">`)
	w.block(`<TLCOrganization eId="publisher" href="`, esc(s.Base), `" showAs="`, esc(cmp.Or(s.Author, s.Base)), `"/>`)
	body, _ := cutComma(d.Opening)
	w.block(`<TLCOrganization eId="`, d.Body, `" href="`, own.href, `" showAs="`, esc(body), `"/>`)
	w.block(`<TLCRole eId="author" href="/akn/ontology/role/un/author" showAs="Author"/>`)
	w.block(`<TLCRole eId="editor" href="/akn/ontology/role/un/editor" showAs="Editor"/>`)
	w.block("</references>")
	w.block("</meta>")
}

// An agent is a body as the United Nations names it in Akoma Ntoso.
type agent struct {
	work string // address of what it adopts, before date and number
	href string
}

var agents = map[string]agent{
	ecosoc:   {"/akn/un/statement/deliberation/unecosoc/", "/akn/ontology/organization/un/economicAndSocialCouncil"},
	assembly: {"/akn/un/statement/deliberation/unga/", "/akn/ontology/organization/un/generalAssembly"},
}

// paragraph writes the text of a paragraph and its items.
func (w *aknWriter) paragraph(p Paragraph) {
	if len(p.Items) == 0 {
		w.block("<p>", w.runs(p.Text), "</p>")
		return
	}
	w.block(`<blockList eId="`, p.ID, `__list">`)
	w.block("<listIntroduction>", w.runs(p.Text), "</listIntroduction>")
	for _, item := range p.Items {
		w.block(`<item eId="`, item.ID, `"><num>`, esc(item.Number), "</num><p>", w.runs(item.Text), "</p></item>")
	}
	w.block("</blockList>")
}

func (w *aknWriter) conclusions() {
	d := w.doc
	if d.DateLine == "" && d.MeetingLine == "" {
		return
	}
	w.block(`<conclusions eId="conclusions">`)
	if d.DateLine != "" {
		w.block(`<p><docDate date="`, d.Adopted.String(), `">`, esc(d.DateLine), "</docDate></p>")
	}
	if d.MeetingLine != "" {
		w.block("<p>", esc(d.MeetingLine), "</p>")
	}
	w.block("</conclusions>")
}

// runs is a text with the documents it names as references, and each footnote at its first mark.
func (w *aknWriter) runs(t Text) string {
	var b strings.Builder
	for _, r := range t {
		n := strconv.Itoa(r.Note)
		switch {
		case r.Note > 0 && w.noted[r.Note]:
			b.WriteString(`<noteRef href="#fn` + n + `" marker="` + n + `"/>`)
		case r.Note > 0:
			w.noted[r.Note] = true
			b.WriteString(`<authorialNote eId="fn` + n + `" marker="` + n + `" placement="bottom"><p>` + w.runs(w.note(r.Note)) + `</p></authorialNote>`)
		case r.Symbol != "":
			b.WriteString(`<ref href="` + esc(DocumentURL(r.Symbol, w.doc.Lang)) + `">` + esc(r.Text) + "</ref>")
		default:
			b.WriteString(esc(r.Text))
		}
	}
	return b.String()
}

func (w *aknWriter) note(number int) Text {
	for _, n := range w.doc.Notes {
		if n.Number == number {
			return n.Text
		}
	}
	return nil
}

func (w *aknWriter) block(parts ...string) {
	for _, p := range parts {
		w.WriteString(p)
	}
	w.WriteByte('\n')
}

func esc(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
