package site

import (
	"html"
	"html/template"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// card is an event in a list: finished strings in the page's language, and the event's own words with their language.
func (m Model) card(e event.Event, t lang.Tag) front {
	title, summary, _ := e.Local(t)
	when, zone := m.when(e, t)
	f := front{
		"path": "events/" + e.ID() + "/", "title": title.Text, "title_lang": title.Language, "title_foreign": foreign(title.Language, t),
		"summary": summary.Text, "summary_lang": summary.Language,
		"when": when, "zone": zone, "begin": machine(e, e.Begin()), "end": machine(e, e.End()),
		"place": m.place(e, t, isolated), "kind": m.text(t, "kind_"+key(e.Kind), nil), "attendance": m.text(t, "attendance_"+key(e.Attendance), nil),
		"organizer": e.By.NameIn(t, m.Glossary), "demo": e.Demo, "status": e.Status,
	}
	if e.By.ID == "" {
		f["organizer_lang"] = e.Language // named in the entry, so in its language
	}
	if foreign(title.Language, t) {
		f["title_note"] = m.text(t, "event_in_language", map[string]any{"Language": m.languageName(title.Language, t)})
	}
	if summary.Text != "" && summary.Language != title.Language && foreign(summary.Language, t) {
		f["summary_note"] = m.text(t, "event_text_in_language", map[string]any{"Language": m.languageName(summary.Language, t)})
	}
	if e.Status != "" && e.Status != "scheduled" {
		f["status_text"] = m.text(t, "status_"+key(e.Status), nil)
	}
	return f
}

// eventPage is all an event's page says.
func (m Model) eventPage(e event.Event, t lang.Tag) front {
	f := m.card(e, t)
	_, _, description := e.Local(t)
	f["description"], f["description_lang"] = event.HTML(description.Text), description.Language
	if description.Text != "" && foreign(description.Language, t) {
		f["text_note"] = m.text(t, "event_text_in_language", map[string]any{"Language": m.languageName(description.Language, t)})
	}
	var facts strings.Builder
	for _, x := range m.facts(e, f, t, m.Config.path()) {
		facts.WriteString("<div><dt>" + html.EscapeString(x.Label) + "</dt><dd>" + string(x.HTML) + "</dd></div>\n")
	}
	f["facts"] = facts.String()
	f["json_ld"] = m.jsonLD(e, f, t)
	f["edit"] = m.editAddress(e)
	return f
}

// fact is a line of an event's page: what is said of it, and how it is.
type fact struct {
	Label string
	HTML  template.HTML
}

// facts are the lines of an event's page, in their order; of what an entry does not say there is none. card is the event's card, and base what the
// addresses of the site's pages begin with. They are made here and not by a template of Hugo's, which would take far longer for many events.
func (m Model) facts(e event.Event, card front, t lang.Tag, base string) (facts []fact) {
	str := func(name string) string { s, _ := card[name].(string); return s }
	word := func(key string) string { return html.EscapeString(m.text(t, key, nil)) }
	add := func(label, markup string) {
		if markup != "" {
			facts = append(facts, fact{label, template.HTML(markup)})
		}
	}
	language := func(tag string) string {
		if tag == "" {
			return ""
		}
		return ` lang="` + html.EscapeString(tag) + `"`
	}
	link := func(address, attributes, markup string) string {
		if address == "" {
			return markup
		}
		return `<a href="` + html.EscapeString(address) + `" rel="noreferrer nofollow"` + attributes + `>` + markup + `</a>`
	}
	list := func(items []string) string {
		if len(items) == 0 {
			return ""
		}
		return "<ul><li>" + strings.Join(items, "</li><li>") + "</li></ul>"
	}

	when := `<time datetime="` + str("begin") + `" data-end="` + str("end") + `">` + html.EscapeString(str("when")) + `</time>`
	if zone := str("zone"); zone != "" {
		when += `<bdi class="zone">` + html.EscapeString(zone) + `</bdi>`
	}
	add(m.text(t, "event_when", nil), when)
	where := str("place")
	if e.Venue != "" {
		where += `<br><span` + language(e.Language) + ` dir="auto">` + html.EscapeString(e.Venue) + `</span>`
	}
	if e.Disclosure == "on-registration" {
		where += "<br>" + word("disclosure_"+key(e.Disclosure))
	}
	add(m.text(t, "event_where", nil), where)
	add(m.text(t, "event_kind", nil), html.EscapeString(str("kind")))
	add(m.text(t, "event_attendance", nil), html.EscapeString(str("attendance")))
	add(m.text(t, "event_audience", nil), word("audience_"+key(or(e.Audience, "public"))))
	if e.Cost != "" {
		add(m.text(t, "event_cost", nil), word("cost_"+key(e.Cost)))
	}
	add(m.text(t, "event_languages", nil), html.EscapeString(m.languages(e, t)))
	var access []string
	for _, a := range e.Accessibility {
		access = append(access, word("access_"+key(a)))
	}
	add(m.text(t, "event_access", nil), list(access))
	verified := "organizer_not_verified"
	if e.Verified {
		verified = "organizer_verified"
	}
	organizer := `<bdi` + language(str("organizer_lang")) + `>` + html.EscapeString(str("organizer")) + `</bdi>`
	add(m.text(t, "event_organizer", nil), link(e.Organizer.URL, "", organizer)+"<br>"+word("organizer_"+key(e.By.Kind))+" · "+word(verified))
	if e.URL != "" {
		add(m.text(t, "event_url", nil), link(e.URL, ` class="address" dir="ltr"`, html.EscapeString(e.URL)))
	}
	if e.Registration != "" {
		add(m.text(t, "event_registration", nil), link(e.Registration, ` class="address" dir="ltr"`, html.EscapeString(e.Registration)))
	}
	var answers []string
	for _, id := range e.Paragraphs {
		answers = append(answers, `<a href="`+base+string(t)+"/resolutions/"+mainResolution+"/#"+html.EscapeString(id)+`">`+html.EscapeString(m.paragraphName(m.mainText(t), id, t))+`</a>`)
	}
	add(m.text(t, "event_paragraphs", nil), list(answers))
	return facts
}

// editAddress is where a change to the entry can be proposed; empty where the publisher has no repository, and for an example.
func (m Model) editAddress(e event.Event) string {
	repository := m.Config.Params.Publisher.Repository
	if repository == "" || e.Demo {
		return ""
	}
	return strings.TrimSuffix(repository, "/") + "/edit/main/" + e.File
}

// when is the time of an event as its organizer gave it, and its zone with the offset of that day; an all-day event has no zone.
func (m Model) when(e event.Event, t lang.Tag) (when, zone string) {
	style, begin, end := m.Styles[t], e.Begin(), e.End()
	if e.AllDay() {
		if e.Ends.IsZero() || begin.Equal(end) {
			return style.DateWeekday(begin), ""
		}
		return style.DateRange(begin, end), ""
	}
	zone = m.text(t, "event_zone", map[string]any{"Zone": e.Zone.String(), "Offset": style.Offset(begin)})
	if offset := style.Offset(begin); strings.HasSuffix(e.Zone.String(), offset) { // UTC, Etc/UTC
		zone = offset
	}
	if e.Ends.IsZero() {
		return style.DateTime(begin), zone
	}
	return style.DateTimeRange(begin, end), zone
}

// machine is an instant or a day for a datetime attribute, with its offset.
func machine(e event.Event, at time.Time) string {
	if e.AllDay() {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.RFC3339)
}

// plain and isolated are two ways to put a name into a sentence: as it is, and for a page, where a name in another script must not turn the
// words around it.
func plain(name string) string    { return name }
func isolated(name string) string { return "<bdi>" + html.EscapeString(name) + "</bdi>" }

// place is where an event is, in the page's language but for the city, which is as its organizer wrote it, put into the sentence by name.
func (m Model) place(e event.Event, t lang.Tag, name func(string) string) string {
	area := ""
	if c, ok := m.World.Country(e.Country); ok {
		area = c.Name[t]
	}
	if r, ok := m.World.Region(e.Region); ok && area == "" {
		area = r.Name[t]
	}
	switch {
	case area == "" && e.Attendance == "online":
		return m.text(t, "place_online", nil)
	case e.City == "":
		return area
	}
	return m.text(t, "place_city", map[string]any{"City": name(e.City), "Area": area})
}

func (m Model) languages(e event.Event, t lang.Tag) string {
	var names []string
	for _, tag := range e.Spoken() {
		names = append(names, m.languageName(tag, t))
	}
	return m.Styles[t].List(names)
}

// calendarText is what an event says in a calendar: the same as its page.
func (m Model) calendarText(e event.Event, t lang.Tag) calendar.Text {
	f := m.card(e, t)
	lines := []string{f["summary"].(string)}
	if f["zone"] != "" {
		lines = append(lines, f["when"].(string)+"\n"+f["zone"].(string))
	}
	if s, ok := f["status_text"].(string); ok {
		lines = append(lines, s)
	}
	if e.Demo {
		lines = append(lines, m.text(t, "event_example", nil))
	}
	if e.Registration != "" {
		lines = append(lines, m.text(t, "event_registration", nil)+"\n"+e.Registration)
	}
	lines = append(lines, m.text(t, "event_no_endorsement", nil), m.publisherLine(t))
	organizerLanguage, _ := f["organizer_lang"].(string)
	return calendar.Text{
		Kind: f["kind"].(string), Organizer: f["organizer"].(string), OrganizerLanguage: organizerLanguage,
		Title: f["title"].(string), Language: f["title_lang"].(string), Location: m.place(e, t, plain),
		Description: strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n\n"), URL: m.address(t, "events/"+e.ID()+"/"),
	}
}

func foreign(tag string, t lang.Tag) bool { return !lang.SameWriting(tag, t.BCP47()) }

// languageName is a language's name in the page's language: of the six by the house style, of others by CLDR; a tag that neither has a
// name for stands for itself.
func (m Model) languageName(tag string, t lang.Tag) string {
	for _, own := range lang.All() {
		if lang.SameWriting(tag, own.BCP47()) {
			return m.Styles[t].Table.Languages[own]
		}
	}
	want, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.Languages(language.MustParse(t.BCP47())).Name(want); name != "" {
		return name
	}
	return tag
}

func key(value string) string { return strings.ReplaceAll(value, "-", "_") }

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
