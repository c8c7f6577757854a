package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/edition"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/page"
)

// Files are generated files by their slash-separated path.
type Files map[string][]byte

// Sources are the files of build/ that Hugo reads: content/, i18n/ and data/. The same model gives the same bytes.
func (m Model) Sources(fsys fs.FS) (Files, error) {
	files := Files{}
	for _, t := range lang.All() {
		name := "i18n/" + string(t) + ".toml"
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("copy the words of the site: %w", err)
		}
		files[name] = data
	}
	w := writer{files: files}
	w.json("data/site.json", m.shared())
	w.page("content/choose.en.md", front{"title": "30.07", "url": "/", "layout": "choose", "build": front{"list": "never"}, "sitemap": front{"disable": true}}, "")
	w.page("content/missing.en.md", front{"title": "404", "url": "/404.html", "layout": "missing", "build": front{"list": "never"}, "sitemap": front{"disable": true}}, "")
	m.help(&w)
	for _, t := range lang.All() {
		m.handWritten(&w, t)
		m.resolutions(&w, t)
		m.lists(&w, t)
	}
	for _, e := range m.Events {
		m.event(&w, e)
	}
	if m.Demo {
		m.components(&w)
	}
	return files, w.err
}

// Feeds are the files that go into public/ as they are: calendars. Their paths are addresses of the site.
func (m Model) Feeds() (Files, error) {
	files := Files{}
	for _, t := range lang.All() {
		name := m.text(t, "calendar_name", nil)
		all, err := m.feed(t, name, "events/", m.subscribed()).ICS()
		if err != nil {
			return nil, err
		}
		files[string(t)+"/events/calendar.ics"] = all
		for _, e := range m.Events {
			at := "events/" + e.ID() + "/"
			title, _, _ := e.Local(t)
			one, err := m.feed(t, title.Text, at, []event.Event{e}).ICS()
			if err != nil {
				return nil, err
			}
			files[string(t)+"/"+at+"event.ics"] = one
		}
	}
	maps.Copy(files, m.hostFiles())
	return files, nil
}

// subscribed are the events of the current edition and of the one before, so that a subscriber's calendar keeps last year's, and the Day
// itself, so that a calendar is never without an event (RFC 5545, 3.6).
func (m Model) subscribed() []event.Event {
	year := m.current().Year
	var events []event.Event
	for _, ed := range m.Editions {
		if !ed.Day.IsZero() && (ed.Year == year || ed.Year == year-1) {
			events = append(events, theDay(ed))
		}
	}
	for _, e := range m.Events {
		if e.Edition == year || e.Edition == year-1 {
			events = append(events, e)
		}
	}
	return events
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

func (m Model) feed(t lang.Tag, name, address string, events []event.Event) calendar.Feed {
	return calendar.Feed{
		Language: t, Name: name, URL: m.address(t, address), Events: events,
		Description: m.publisherLine(t),
		Text: func(e event.Event) calendar.Text {
			if e.Name == dayName {
				return m.dayText(t)
			}
			return m.calendarText(e, t)
		},
	}
}

// front is Hugo's front matter.
type front = map[string]any

// A writer collects files and the first error.
type writer struct {
	files Files
	err   error
}

func (w *writer) json(name string, v any) {
	data, err := json.MarshalIndent(v, "", " ") // maps in order of their keys
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("write %s: %w", name, err)
	}
	w.files[name] = append(data, '\n')
}

func (w *writer) page(name string, f front, body string) {
	w.json(name, f)
	w.files[name] = append(w.files[name], body...)
}

// shared is what every page of a language says.
func (m Model) shared() front {
	languages := front{}
	for _, t := range lang.All() {
		languages[string(t)] = front{
			"tag": t.BCP47(), "dir": t.Dir(), "name": t.Name(),
			"publisher": m.publisherLine(t),
			"official":  m.text(t, "official_pages_address", nil), "official_text": m.text(t, "official_pages", nil),
			"site": m.text(t, "site_name", nil), "missing": m.text(t, "missing_title", nil), "home": m.text(t, "missing_home", nil),
			"foot": m.foot(t), "exit": m.Exit[t].URL, "exit_text": m.text(t, "exit_link", nil), "notice": m.notice(t),
			"publisher_facts": m.publisherView(t), "host": m.hostView(t), "helplines": m.helplines(t), "directories": m.directories(t),
			"days": m.Styles[t].DateRange(m.current().Window.First.Time, m.current().Window.Last.Time),
		}
	}
	return front{
		"order": lang.All(), "languages": languages, "preview": m.Config.Params.Publisher.Name == "",
		"authorized": m.Config.Params.Publisher.Authorization != "", "edition": m.current().Year, "policy": policy,
	}
}

func (m Model) text(t lang.Tag, key string, params map[string]any) string {
	return m.Words[t].Text(key, params)
}

// address is a page's whole address, for files that stand alone.
func (m Model) address(t lang.Tag, at string) string {
	return m.Config.BaseURL + string(t) + "/" + at
}

func (m Model) current() edition.Edition { return m.Editions.Current(m.Today) }

// handWritten carries the pages of content/pages into Hugo's content, each in every language.
func (m Model) handWritten(w *writer, t lang.Tag) {
	for _, name := range m.Pages.Names() {
		p, _ := m.Pages.In(name, t)
		f := pageView(p, t)
		if p.Advice {
			f["review"] = m.review(p, t)
		}
		if name == page.Help {
			f["others"] = m.otherHelp()
		}
		file := name
		switch {
		case name == "home":
			file = "_index"
			f["edition"] = m.editionView(m.current(), t)
			f["days"] = m.days(m.current().Year, t)
		case m.Pages.HasBelow(name):
			file = name + "/_index" // what Hugo calls a section
		}
		w.page("content/"+file+"."+string(t)+".md", f, p.Body)
	}
}

// help writes the help page in the languages beside the six: each stands alone below /help/.
func (m Model) help(w *writer) {
	for _, t := range m.Pages.Others(page.Help) {
		p := m.Pages[page.Help][t]
		w.page("content/help-"+strings.ToLower(string(t))+".en.md", front{
			"title": p.Title, "description": p.Description, "url": otherHelpPath(t), "layout": "other-language", "lang": t, "dir": t.Dir(),
			"build": front{"list": "never"}, "sitemap": front{"disable": true},
		}, p.Body)
	}
}

// otherHelp are the help pages in languages beside the six, each by the language's own name.
func (m Model) otherHelp() []front {
	var out []front
	for _, t := range m.Pages.Others(page.Help) {
		out = append(out, front{"lang": t, "dir": t.Dir(), "name": lang.OwnName(string(t)), "path": otherHelpPath(t)})
	}
	return out
}

func otherHelpPath(t lang.Tag) string {
	return "/" + page.Help + "/" + strings.ToLower(string(t)) + "/"
}

// review says whether a specialist has read a page of advice.
func (m Model) review(p page.Page, t lang.Tag) string {
	day, err := time.Parse(time.DateOnly, p.ReviewedOn)
	if p.ReviewedBy == "" || err != nil {
		return m.text(t, "page_not_reviewed", nil)
	}
	return m.text(t, "page_reviewed", map[string]any{"Name": p.ReviewedBy, "Date": m.Styles[t].Date(day.Date())})
}

// footPages are the pages that every page's foot leads to, in their order; pages below about that it does not name come after them.
var footPages = []string{"about/trafficking", "about/rights", "about/device", "about/holding-an-event", "about/press", "about/publisher", "about/terms", "about/privacy", "about/accessibility", "about/sources"}

func (m Model) foot(t lang.Tag) []front {
	names := slices.Clone(footPages)
	for _, name := range m.Pages.Names() {
		if strings.HasPrefix(name, "about/") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	var out []front
	for _, name := range names {
		if p, ok := m.Pages.In(name, t); ok {
			f := pageView(p, t)
			out = append(out, front{"path": name + "/", "title": p.Title, "fallback": f["fallback"]})
		}
	}
	return out
}

// pageView is a hand-written page's title and description and, where it stands in for a translation that is missing, its language.
func pageView(p page.Page, t lang.Tag) front {
	f := front{"title": p.Title, "description": p.Description}
	if p.Language != t && p.Language != "" {
		f["fallback"] = front{"lang": p.Language.BCP47(), "dir": p.Language.Dir()}
	}
	return f
}

// resolutions writes each resolution's page, and the list of them.
func (m Model) resolutions(w *writer, t lang.Tag) {
	var list []front
	for _, r := range m.Resolutions {
		f := m.resolutionPage(r, t)
		list = append(list, front{"slug": r.Slug, "title": f["title"], "symbol": f["symbol"], "text_lang": f["text_lang"], "text_dir": f["text_dir"], "adopted": f["adopted"]})
		followed, _ := r.After.In(after, t)
		f["after"] = pageView(followed, t)
		w.page("content/resolutions/"+r.Slug+"/index."+string(t)+".md", f, followed.Body)
	}
	w.page("content/resolutions/_index."+string(t)+".md", front{
		"title": m.text(t, "resolutions_title", nil), "description": m.text(t, "resolutions_description", nil), "resolutions": list,
	}, "")
}

// lists writes the calendar of the current edition and the page of each edition.
func (m Model) lists(w *writer, t lang.Tag) {
	year, archive := m.current().Year, m.archive(t)
	w.page("content/events/_index."+string(t)+".md", front{
		"title": m.text(t, "calendar_title", map[string]any{"Year": year}), "description": m.text(t, "calendar_description", nil),
		"edition": m.editionView(m.current(), t), "days": m.days(year, t), "count": m.count(year),
		"editions": archive, "calendar": true,
	}, "")
	for _, ed := range m.Editions {
		w.page("content/events/"+strconv.Itoa(ed.Year)+"/_index."+string(t)+".md", front{
			"title":       m.text(t, "edition_title", map[string]any{"Year": ed.Year}),
			"description": m.text(t, "edition_description", map[string]any{"Year": ed.Year}),
			"edition":     m.editionView(ed, t), "days": m.days(ed.Year, t), "count": m.count(ed.Year),
			"editions": archive,
		}, "")
	}
}

func (m Model) count(year int) int {
	n := 0
	for _, e := range m.Events {
		if e.Edition == year && e.Status != "cancelled" {
			n++
		}
	}
	return n
}

// archive lists the editions, newest first.
func (m Model) archive(t lang.Tag) []front {
	var list []front
	for _, ed := range m.Editions {
		list = append(list, front{"year": ed.Year, "count": m.count(ed.Year)})
	}
	return list
}

func (m Model) editionView(ed edition.Edition, t lang.Tag) front {
	style := m.Styles[t]
	f := front{"year": ed.Year, "open": ed.Open}
	if !ed.Day.IsZero() {
		f["day"], f["day_machine"] = style.DateWeekday(ed.Day.Time), ed.Day.String()
	}
	if ed.Theme.Text != "" {
		quoting := m.Styles[t]
		if own, ok := lang.Parse(ed.Theme.Language); ok {
			quoting = m.Styles[own]
		}
		f["theme"] = front{"text": quoting.Quote(ed.Theme.Text), "lang": ed.Theme.Language, "source": ed.Theme.Source,
			"foreign": ed.Theme.Language != t.BCP47(), "language": m.languageName(ed.Theme.Language, t)}
	}
	return f
}

// days is the list of an edition by day; within a day, events written in the page's language come first.
func (m Model) days(year int, t lang.Tag) []front {
	var events []event.Event
	for _, e := range m.Events {
		if e.Edition == year {
			events = append(events, e)
		}
	}
	var days []front
	for _, d := range calendar.Days(events) {
		var own, foreign []front
		for _, e := range d.Events {
			card := m.card(e, t)
			if card["title_foreign"] == true {
				foreign = append(foreign, card)
				continue
			}
			own = append(own, card)
		}
		days = append(days, front{"date": d.Date.Format("2006-01-02"), "text": m.Styles[t].DateWeekday(d.Date), "own": own, "foreign": foreign})
	}
	return days
}

// event writes the page of one event: one file with its texts in all six languages, which the mount of build/content gives to all.
func (m Model) event(w *writer, e event.Event) {
	local := front{}
	for _, t := range lang.All() {
		local[string(t)] = m.eventPage(e, t)
	}
	w.page(path.Join("content", "events", e.ID()+".md"), front{
		"title": e.Title, "local": local, "id": e.ID(), "year": e.Edition, "demo": e.Demo, "name": e.Name,
		"sitemap": front{"disable": e.Demo},
	}, "")
}

// Names returns the paths in alphabetical order.
func (f Files) Names() []string { return slices.Sorted(maps.Keys(f)) }

// Below returns the files of a folder, their paths relative to it.
func (f Files) Below(dir string) Files {
	out := Files{}
	for name, data := range f {
		if rel, ok := strings.CutPrefix(name, dir+"/"); ok {
			out[rel] = data
		}
	}
	return out
}
