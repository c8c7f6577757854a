package site

import (
	"encoding/json"
	"time"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/edition"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// Feeds hands over the files that go into public/ as they are, one by one, by their path in the site: calendars, feeds, data, the pictures that
// were drawn, and what the site tells its host. Each event is written once for each language, however many lists have it.
func (m Model) Feeds(write func(name string, data []byte) error) error {
	for _, t := range lang.All() {
		if err := m.feedsIn(t, write); err != nil {
			return err
		}
		if err := m.kitFiles(t, write); err != nil {
			return err
		}
	}
	if err := m.pictures(write); err != nil {
		return err
	}
	files := m.hostFiles()
	if err := m.downloads(files); err != nil {
		return err
	}
	if err := m.openData(files); err != nil {
		return err
	}
	for _, name := range files.Names() {
		if err := write(name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// pieces are the events of one language, written: by their place in Model.Events.
type pieces struct {
	ics  [][]byte
	atom []calendar.Entry
	json []json.RawMessage
	csv  [][]byte
}

func (m Model) feedsIn(t lang.Tag, write func(name string, data []byte) error) error {
	var p pieces
	for _, e := range m.Events {
		text := m.calendarText(e, t)
		component, err := calendar.VEvent(e, text, t)
		if err != nil {
			return err
		}
		entry, err := calendar.AtomEntry(e, text, t)
		if err != nil {
			return err
		}
		p.ics, p.atom = append(p.ics, component), append(p.atom, entry)
		if err := p.publish(e, text.URL, m.publisherLine(t), m.shown(e, t)); err != nil {
			return err
		}
		one, err := m.feed(text.Title, "events/"+e.ID()+"/", t).ICS([][]byte{component})
		if err != nil {
			return err
		}
		if err := write(string(t)+"/events/"+e.ID()+"/event.ics", one); err != nil {
			return err
		}
	}
	gone, err := m.cancellations(t)
	if err != nil {
		return err
	}
	for _, x := range m.Withdrawn {
		one, err := m.feed(m.text(t, "calendar_name", nil), "events/"+x.ID+"/", t).ICS([][]byte{gone[x.ID]})
		if err != nil {
			return err
		}
		if err := write(string(t)+"/events/"+x.ID+"/event.ics", one); err != nil {
			return err
		}
	}
	lists := m.lists()
	if err := m.indexFiles(lists[0].events, t, write); err != nil {
		return err
	}
	for _, l := range lists {
		if err := m.listFeeds(l, t, p, gone, write); err != nil {
			return err
		}
	}
	return nil
}

// listFeeds writes what stands beside the page of a list.
func (m Model) listFeeds(l list, t lang.Tag, p pieces, gone map[string][]byte, write func(name string, data []byte) error) error {
	at := "events/" + l.path
	feed := m.feed(m.feedName(l, t), at, t)
	components, err := m.inCalendar(l, t, p, gone)
	if err != nil {
		return err
	}
	ics, err := feed.ICS(components)
	if err != nil {
		return err
	}
	var entries []calendar.Entry
	for _, i := range l.events {
		entries = append(entries, p.atom[i])
	}
	atom, err := feed.Atom(entries, m.text(t, "data_licence", nil), m.birth())
	if err != nil {
		return err
	}
	publication, table, err := p.publication(m.about(m.listName(l, t), feed.URL, t), l.events)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{"calendar.ics", ics}, {"feed.xml", atom}, {"events.json", publication}, {"events.csv", table}} {
		if err := write(string(t)+"/"+at+f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

// inCalendar is what a list's calendar has: the Day itself, so that a calendar is never without an event (RFC 5545, 3.6), and the events of
// the current edition and of the one before, so that a subscriber's calendar keeps last year's; an edition's calendar holds that edition. The
// calendar of all events and an edition's say of withdrawn events that they do not take place, for calendars that still have them.
func (m Model) inCalendar(l list, t lang.Tag, p pieces, gone map[string][]byte) ([][]byte, error) {
	year := m.current().Year
	holds := func(y int) bool { return y == year || y == year-1 }
	if l.year != 0 && l.path != "" {
		holds = func(y int) bool { return y == l.year }
	}
	var out [][]byte
	for _, ed := range m.Editions {
		if ed.Day.IsZero() || !holds(ed.Year) {
			continue
		}
		day, err := calendar.VEvent(theDay(ed), m.dayText(t), t)
		if err != nil {
			return nil, err
		}
		out = append(out, day)
	}
	for i, e := range m.Events {
		if l.path == "" && holds(e.Edition) {
			out = append(out, p.ics[i])
		}
	}
	if l.path != "" {
		for _, i := range l.events {
			if holds(m.Events[i].Edition) {
				out = append(out, p.ics[i])
			}
		}
	}
	for _, x := range m.Withdrawn {
		if l.facet == "" && holds(x.Event().Edition) {
			out = append(out, gone[x.ID])
		}
	}
	return out, nil
}

// cancellations are the events that were withdrawn, without a word, by their ids.
func (m Model) cancellations(t lang.Tag) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, x := range m.Withdrawn {
		component, err := calendar.VEvent(x.Event(), calendar.Text{URL: m.address(t, "events/"+x.ID+"/")}, t)
		if err != nil {
			return nil, err
		}
		out[x.ID] = component
	}
	return out, nil
}

// feedName is the name of a list away from the site, where nothing else says whose events they are.
func (m Model) feedName(l list, t lang.Tag) string {
	if l.path == "" {
		return m.text(t, "calendar_name", nil)
	}
	return m.text(t, "feed_name", map[string]any{"Calendar": m.text(t, "calendar_name", nil), "List": m.listShort(l, t)})
}

func (m Model) listShort(l list, t lang.Tag) string {
	if l.year != 0 {
		return m.Styles[t].Year(l.year)
	}
	return m.facetName(l.facet, l.value, t)
}

func (m Model) feed(name, path string, t lang.Tag) calendar.Feed {
	return calendar.Feed{Language: t, Name: name, Path: path, URL: m.address(t, path), Description: m.publisherLine(t), Author: or(m.Config.Params.Publisher.Name, m.text(t, "site_name", nil))}
}

// birth is when a list without events last changed: the day its current edition begins to have events.
func (m Model) birth() time.Time {
	return time.Date(m.current().Year, time.January, 1, 0, 0, 0, 0, time.UTC)
}

// dayName is the name of the Day among the events of an edition; no entry can have it, because an entry's begins with its place.
const dayName = "world-day"

// theDay is an edition's World Day as an event that lasts all day.
func theDay(ed edition.Edition) event.Event {
	return event.Event{Name: dayName, Edition: ed.Year, Zone: time.UTC, Entry: event.Entry{Starts: event.Moment{Time: ed.Day.Time, AllDay: true}}}
}

// dayText is what a calendar says of the Day.
func (m Model) dayText(t lang.Tag) calendar.Text {
	return calendar.Text{Title: m.Glossary.Name("world-day", t), Language: t.BCP47(), Description: m.publisherLine(t), URL: m.address(t, "")}
}
