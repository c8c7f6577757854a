package site

import (
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
		"when": when, "zone": zone, "begin": machine(e, e.Begin()),
		"place": m.place(e, t), "kind": m.text(t, "kind_"+key(e.Kind), nil), "attendance": m.text(t, "attendance_"+key(e.Attendance), nil),
		"organizer": e.By.NameIn(t, m.Glossary), "demo": e.Demo, "status": e.Status,
	}
	if e.By.ID == "" {
		f["organizer_lang"] = e.Language // named in the entry, so in its language
	}
	if foreign(title.Language, t) {
		f["title_note"] = m.text(t, "event_in_language", map[string]any{"Language": m.languageName(title.Language, t)})
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
	f["text_note"] = ""
	if body := description; body.Text != "" && foreign(body.Language, t) {
		f["text_note"] = m.text(t, "event_text_in_language", map[string]any{"Language": m.languageName(body.Language, t)})
	}
	f["organizer_kind"] = m.text(t, "organizer_"+key(e.By.Kind), nil)
	f["organizer_verified"] = e.Verified
	f["organizer_url"] = e.Organizer.URL
	if e.Venue != "" {
		f["venue"], f["venue_lang"] = e.Venue, e.Language
	}
	f["disclosure"] = m.text(t, "disclosure_"+key(or(e.Disclosure, "city")), nil)
	f["on_registration"] = e.Disclosure == "on-registration"
	f["audience"] = m.text(t, "audience_"+key(or(e.Audience, "public")), nil)
	if e.Cost != "" {
		f["cost"] = m.text(t, "cost_"+key(e.Cost), nil)
	}
	f["languages"] = m.languages(e, t)
	var access []string
	for _, a := range e.Accessibility {
		access = append(access, m.text(t, "access_"+key(a), nil))
	}
	f["access"] = access
	var answers []front
	for _, id := range e.Paragraphs {
		answers = append(answers, front{"id": id, "name": m.paragraphName(id, t)})
	}
	f["paragraphs"] = answers
	f["url"], f["registration"] = e.URL, e.Registration
	return f
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

// place is where an event is, in the page's language but for the city, which is as its organizer wrote it.
func (m Model) place(e event.Event, t lang.Tag) string {
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
	return m.text(t, "place_city", map[string]any{"City": e.City, "Area": area})
}

// paragraphName is what a paragraph of the main resolution is called, an item with the letter it has in the page's language.
func (m Model) paragraphName(id string, t lang.Tag) string {
	number := id[2:]
	if at := strings.IndexByte(number, '-'); at >= 0 {
		number = number[:at]
		for _, p := range m.mainText(t).Leaves() {
			if p.ID == id {
				if t != lang.ZH { // beside Han there is no space
					number += " "
				}
				number += p.Number
			}
		}
	}
	key := "paragraph_operative"
	if strings.HasPrefix(id, "pp") {
		key = "paragraph_preambular"
	}
	return m.text(t, key, map[string]any{"Number": number})
}

func (m Model) languages(e event.Event, t lang.Tag) string {
	tags := e.EventLanguages
	if len(tags) == 0 {
		tags = []string{e.Language}
	}
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = m.languageName(tag, t)
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
	return calendar.Text{
		Title: f["title"].(string), Language: f["title_lang"].(string), Location: f["place"].(string),
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
