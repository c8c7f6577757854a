package site

import (
	"example.org/july30/tools/event"
	"example.org/july30/tools/eventlist"
	"example.org/july30/tools/lang"
)

// schemaPath is where the schema of published lists stands.
const schemaPath = "data/events.schema.json"

// about is what a published list says of itself.
func (m Model) about(name, address string, t lang.Tag) eventlist.Publication {
	return eventlist.Publication{
		Version: eventlist.Version, License: eventlist.Licence, Schema: m.Config.BaseURL + schemaPath, Publisher: m.publisherLine(t), Language: t.BCP47(),
		List: name, Address: address, Words: eventlist.Words(),
	}
}

// shown is what the page of an event says, for published lists.
func (m Model) shown(e event.Event, t lang.Tag) *eventlist.Shown {
	c := m.card(e, t)
	str := func(key string) string { s, _ := c[key].(string); return s }
	return &eventlist.Shown{
		Title: str("title"), TitleLanguage: str("title_lang"), When: str("when"), Zone: str("zone"), Begin: str("begin"), End: str("end"), Place: m.place(e, t, plain),
		Kind: str("kind"), Attendance: str("attendance"), Organizer: str("organizer"), OrganizerKind: m.text(t, "organizer_"+key(e.By.Kind), nil),
		Verified: e.Verified, Status: str("status_text"),
	}
}

func (p *pieces) publish(e event.Event, address, publisher string, shown *eventlist.Shown) error {
	object, err := eventlist.Published(e, address, shown)
	if err != nil {
		return err
	}
	row, err := eventlist.PublishedRow(e, address, publisher)
	if err != nil {
		return err
	}
	p.json, p.csv = append(p.json, object), append(p.csv, row)
	return nil
}

// publication is a list of these events as JSON and as CSV.
func (p pieces) publication(about eventlist.Publication, events []int) (data, table []byte, err error) {
	var rows [][]byte
	for _, i := range events {
		about.Events = append(about.Events, p.json[i])
		rows = append(rows, p.csv[i])
	}
	if data, err = about.JSON(); err != nil {
		return nil, nil, err
	}
	table, err = eventlist.PublishedCSV(rows)
	return data, table, err
}

// openData adds the events of all editions, in no one language: what their organizers entered.
func (m Model) openData(files Files) error {
	var p pieces
	all := make([]int, len(m.Events))
	for i, e := range m.Events {
		all[i] = i
		if err := p.publish(e, "", m.publisherLine(lang.EN), nil); err != nil {
			return err
		}
	}
	about := m.about(m.text(lang.EN, "calendar_name", nil), m.Config.BaseURL, lang.EN)
	data, table, err := p.publication(about, all)
	if err != nil {
		return err
	}
	files["data/events.json"], files["data/events.csv"] = data, table
	return nil
}
