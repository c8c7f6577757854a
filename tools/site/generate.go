package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

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
	lists := m.lists()
	w.page("content/choose.en.md", front{"title": "30.07", "url": "/", "layout": "choose", "build": front{"list": "never"}, "sitemap": front{"disable": true}}, "")
	w.page("content/missing.en.md", front{"title": "404", "url": "/404.html", "layout": "missing", "build": front{"list": "never"}, "sitemap": front{"disable": true}}, "")
	m.help(&w)
	for _, t := range lang.All() {
		m.handWritten(&w, lists[0], t)
		m.resolutions(&w, t)
		m.bodies(&w, t)
		m.timeline(&w, t)
	}
	m.listPages(&w, lists)
	m.worldPage(&w, lists)
	m.searchPage(&w)
	m.figuresPages(&w, lists)
	state := sha256.New()
	for _, e := range m.Events {
		state.Write(w.files[m.event(&w, e)])
	}
	shared := m.shared(lists)
	shared["events_state"] = hex.EncodeToString(state.Sum(nil))
	w.json("data/site.json", shared)
	for _, x := range m.Withdrawn {
		m.withdrawn(&w, x)
	}
	if m.Demo {
		m.components(&w, lists[0])
	}
	return files, w.err
}

// front is Hugo's front matter.
type front = map[string]any

// A writer collects files and the first error.
type writer struct {
	files Files
	err   error
}

func (w *writer) json(name string, v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b) // maps in order of their keys
	e.SetEscapeHTML(false)   // Hugo keeps the whole of each file
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		w.fail(fmt.Errorf("write %s: %w", name, err))
	}
	w.files[name] = b.Bytes()
}

// fail keeps the first error.
func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// page writes a page of Hugo's. Nothing shows its weight, which comes from its name: pages of one weight Hugo puts in the order of their titles,
// by the rules of the language, which takes long for thousands of them.
func (w *writer) page(name string, f front, body string) {
	weight := fnv.New32a()
	weight.Write([]byte(name))
	f["weight"] = weight.Sum32()>>1 | 1 // Hugo takes 0 for none
	w.json(name, f)
	w.files[name] = append(w.files[name], body...)
}

// shared is what every page of a language says.
func (m Model) shared(lists []list) front {
	languages := front{}
	for _, t := range lang.All() {
		languages[string(t)] = front{
			"tag": t.BCP47(), "dir": t.Dir(), "name": t.Name(),
			"publisher": m.publisherLine(t),
			"official":  m.text(t, "official_pages_address", nil), "official_text": m.text(t, "official_pages", nil),
			"site": m.text(t, "site_name", nil), "missing": m.text(t, "missing_title", nil), "home": m.text(t, "missing_home", nil),
			"foot": m.foot(t), "exit": m.Exit[t].URL, "exit_text": m.text(t, "exit_link", nil), "notice": m.notice(t),
			"publisher_facts": m.publisherView(t), "host": m.hostView(t), "helplines": m.helplines(t), "directories": m.directories(t),
			"image":  m.dayImage(t),
			"facets": m.facets(lists, t), "script": m.script(t), "fields": m.fields(t),
			"days": m.Styles[t].DateRange(m.current().Window.First.Time, m.current().Window.Last.Time),
		}
	}
	return front{
		"order": lang.All(), "languages": languages, "preview": m.Config.Params.Publisher.Name == "",
		"authorized": m.Config.Params.Publisher.Authorization != "", "edition": m.current().Year, "editions": m.archive(lists), "index_files": indexes(lists[0].events), "demo": m.Demo, "policy": policy,
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
func (m Model) handWritten(w *writer, calendar list, t lang.Tag) {
	for _, name := range m.Pages.Names() {
		p, _ := m.Pages.In(name, t)
		f := pageView(p, t)
		if p.Advice {
			f["review"] = m.review(p.ReviewedBy, p.ReviewedOn, t)
		}
		if name == page.Help {
			f["others"] = m.otherHelp()
		}
		file := name
		switch {
		case name == "home":
			file = "_index"
			f["edition"] = m.editionView(m.current(), t)
			f["days"] = m.days(calendar.events, t)
		case name == "materials":
			f["type"] = "materials"
			kit, err := m.kitView(m.Materials(t), m.pictureData, t)
			w.fail(err)
			f["kit"] = kit
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
func (m Model) review(by, on string, t lang.Tag) string {
	day, err := time.Parse(time.DateOnly, on)
	if by == "" || err != nil {
		return m.text(t, "page_not_reviewed", nil)
	}
	return m.text(t, "page_reviewed", map[string]any{"Name": by, "Date": m.Styles[t].Date(day.Date())})
}

// footPages are the pages that every page's foot leads to, in their order; pages below about that it does not name come after them.
var footPages = []string{"about/trafficking", "about/rights", "about/device", "about/holding-an-event", "about/press", "about/publisher", "about/terms", "about/privacy", "about/accessibility", "about/sources", "about/data"}

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
		w.page("content/resolutions/"+r.Slug+"/_index."+string(t)+".md", f, followed.Body)
		m.sideBySide(w, r, t)
		m.actions(w, r, t)
	}
	w.page("content/resolutions/_index."+string(t)+".md", front{
		"title": m.text(t, "resolutions_title", nil), "description": m.text(t, "resolutions_description", nil), "resolutions": list,
	}, "")
}

// archive lists the editions, newest first.
func (m Model) archive(lists []list) []front {
	var out []front
	for _, l := range lists {
		if l.path != "" && l.year != 0 {
			out = append(out, front{"year": l.year, "count": m.listed(l.events)})
		}
	}
	return out
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

// event writes the page of one event: one file with its texts in all six languages, which the mount of build/content gives to all. It returns the
// file's name.
func (m Model) event(w *writer, e event.Event) (name string) {
	local := front{}
	for _, t := range lang.All() {
		page := m.eventPage(e, t)
		m.eventOffer(page, e, t)
		local[string(t)] = page
	}
	name = path.Join("content", "events", e.ID()+".md")
	w.page(name, front{
		"title": e.Title, "local": local, "id": e.ID(), "year": e.Edition, "demo": e.Demo, "name": e.Name,
		"sitemap": front{"disable": e.Demo},
	}, "")
	return name
}

// withdrawn writes the page of an event that was withdrawn: that word, and nothing of the event.
func (m Model) withdrawn(w *writer, x event.Withdrawal) {
	local := front{}
	for _, t := range lang.All() {
		local[string(t)] = front{"title": m.text(t, "event_withdrawn", nil), "summary": ""}
	}
	w.page(path.Join("content", "events", x.ID+".md"), front{
		"type": "withdrawn", "title": m.text(lang.EN, "event_withdrawn", nil), "local": local, "withdrawn": true, "sitemap": front{"disable": true},
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
