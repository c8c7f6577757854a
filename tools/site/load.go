// Package site turns the sources into what Hugo lays out. It is the only package that knows Hugo's front matter and paths: it
// reads everything under content/, data/ and i18n/, hands the model on to check, and writes the generated sources of build/ and
// the calendar files that go straight into public/.
package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"example.org/july30/tools/body"
	"example.org/july30/tools/edition"
	"example.org/july30/tools/event"
	"example.org/july30/tools/helpline"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/material"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/page"
	"example.org/july30/tools/presskit"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/resolution"
	"example.org/july30/tools/timeline"
	"example.org/july30/tools/world"
)

// Options say what a build takes in.
type Options struct {
	Demo  fs.FS     // examples, laid out as content/; nil for none
	Today time.Time // the only clock; zero for 30 July of the newest open edition
}

// A Model is all sources of the site, read and checked.
type Model struct {
	Config      Config
	Today       time.Time
	Words       map[lang.Tag]lang.Words
	Styles      lang.Styles
	Glossary    lang.Glossary
	World       world.World
	Reader      resolution.Reader
	Register    organizer.Register
	Hosts       event.Hosts
	Lures       lang.Wordlist
	Editions    edition.List
	Resolutions []Resolution
	Bodies      body.Set
	Timeline    timeline.List
	Events      []event.Event
	Withdrawn   event.Withdrawals
	Pages       page.Set
	Press       presskit.Kit
	Notice      Notice
	Exit        map[lang.Tag]Exit
	Help        helpline.List
	Colours     material.Colours
	Designs     []material.Design
	Pictures    map[string]PictureFile // by their paths in the site; empty before Draw
	Schemas     Files                  // what the site's data keeps to, by path
	Demo        bool
}

// A Resolution is one resolution in every language it exists in.
type Resolution struct {
	Slug  string // 2017-18
	Meta  resolution.Meta
	Text  map[lang.Tag]resolution.Document
	After page.Set // what followed it, in words
	Acts  resolution.Annotations
	Names map[string][]string // ids of the glossary that each leaf of the source text names, and its adoption line, "adoption"
}

// ReadWords reads the words of all six languages. The errors of several files come joined.
func ReadWords(fsys fs.FS) (map[lang.Tag]lang.Words, error) {
	words := map[lang.Tag]lang.Words{}
	var errs []error
	for _, t := range lang.All() {
		w, err := lang.ReadWords(fsys, t)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		words[t] = w
	}
	return words, errors.Join(errs...)
}

// Load reads and checks every source of fsys. Problems are what people can mend in a source; an error is a table of the project
// that cannot be used, without which nothing can be checked.
func Load(fsys fs.FS, o Options) (Model, problem.List, error) {
	m := Model{Demo: o.Demo != nil}
	var errs [10]error
	m.Config, errs[0] = ReadConfig(fsys)
	m.Words, errs[1] = ReadWords(fsys)
	m.Styles, errs[2] = lang.ReadStyles(fsys)
	m.Glossary, errs[3] = lang.ReadGlossary(fsys)
	m.World, errs[4] = world.Read(fsys)
	m.Reader, errs[5] = resolution.NewReader(fsys, m.Styles)
	m.Hosts, errs[6] = event.ReadHosts(fsys)
	m.Lures, errs[7] = event.ReadLures(fsys)
	m.Schemas, errs[8] = readSchemas(fsys)
	m.Colours, errs[9] = material.ReadColours(fsys)
	if err := errors.Join(errs[:]...); err != nil {
		return m, nil, err
	}
	problems := append(CheckWords(m.Words), checkNames(fsys)...)
	problems = append(problems, m.Config.check(m.World)...)
	data, err := fs.ReadFile(fsys, organizer.File)
	if err != nil {
		return m, nil, fmt.Errorf("read the register of organizers: %w", err)
	}
	add := func(list problem.List) { problems = append(problems, list...) }
	var list problem.List
	m.Register, list = organizer.Read(data, m.World, m.Glossary)
	add(list)
	m.Editions, list = edition.Read(fsys)
	add(list)
	m.Today = o.Today
	if m.Today.IsZero() {
		m.Today = m.Editions.Today()
	}
	m.Help, list = helpline.Read(fsys, m.World, m.Today)
	add(list)
	m.Resolutions, list = m.readResolutions(fsys)
	add(list)
	m.Bodies, list = body.Read(fsys, m.Glossary)
	add(list)
	m.Timeline, list = timeline.Read(fsys, m.Glossary)
	add(list)
	m.Pages, list = page.Read(fsys)
	add(list)
	m.Designs, list = material.Read(fsys, m.Colours)
	add(list)
	m.Press, list = presskit.Read(fsys, m.Glossary)
	add(list)
	m.Notice, list = readNotice(fsys)
	add(list)
	m.Exit, list = readExit(fsys, m.Today)
	add(list)
	ctx := m.Context()
	m.Withdrawn, list = event.ReadWithdrawals(fsys)
	add(list)
	m.Events, list = ReadEvents(fsys, ctx)
	add(list)
	add(m.obeyWithdrawals())
	add(event.Duplicates(m.Events))
	if o.Demo != nil {
		demo, list := ReadEvents(o.Demo, ctx)
		add(list)
		for i := range demo {
			demo[i].Demo = true
		}
		m.Events = append(m.Events, demo...)
		pages, list := page.Read(o.Demo)
		add(list)
		for _, name := range pages.Names() {
			for _, p := range pages[name] {
				m.Pages.Add(p)
			}
		}
	}
	m.sortEvents()
	return m, problems.Sorted(), nil
}

// obeyWithdrawals takes out what was withdrawn, and says so: an entry that comes back is an error, so that no build publishes it.
func (m *Model) obeyWithdrawals() (list problem.List) {
	m.Events = slices.DeleteFunc(m.Events, func(e event.Event) bool {
		w, withdrawn := m.Withdrawn.Of(e.ID())
		if withdrawn {
			list.Add(e.File, 0, "", "withdrawn", "Date", w.On.String())
			list[len(list)-1].Language, _ = lang.Read(e.Language)
		}
		return withdrawn
	})
	return list
}

// Context is what an entry of this model is checked against.
func (m Model) Context() event.Context {
	ctx := event.Context{Editions: m.Editions, Register: m.Register, World: m.World, Hosts: m.Hosts, Lures: m.Lures}
	for _, p := range m.mainText(lang.EN).Leaves() {
		ctx.Paragraphs = append(ctx.Paragraphs, p.ID)
	}
	return ctx
}

// mainResolution is the resolution whose paragraphs events answer to.
const mainResolution = "2017-18"

// ReadEvents reads every entry below content/events of fsys, on all processors, in the order of their names; what is not an entry there, but for
// README.md, is a problem.
func ReadEvents(fsys fs.FS, ctx event.Context) ([]event.Event, problem.List) {
	var names []string
	var problems problem.List
	err := fs.WalkDir(fsys, event.Dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || path.Dir(name) == event.Dir && entry.Name() == "README.md" {
			return nil
		}
		if !entry.Type().IsRegular() {
			problems.Add(name, 0, "", "not-a-file")
			return nil
		}
		if path.Ext(name) != ".toml" {
			problems.Add(name, 0, "", "not-an-entry")
			return nil
		}
		names = append(names, name)
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		problems.Add(event.Dir, 0, "", "unreadable", "Detail", err.Error())
	}
	read := make([]struct {
		event.Event
		list problem.List
	}, len(names))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				data, err := fs.ReadFile(fsys, names[i])
				if err != nil {
					read[i].list.Add(names[i], 0, "", "unreadable", "Detail", err.Error())
					continue
				}
				read[i].Event, read[i].list = event.Parse(names[i], data, ctx)
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	var events []event.Event
	for _, r := range read {
		problems = append(problems, r.list...)
		if r.list.Errors() == 0 {
			events = append(events, r.Event)
		}
	}
	return events, problems
}

// ResolutionsDir has a folder for each resolution.
const ResolutionsDir = "content/resolutions"

func (m Model) readResolutions(fsys fs.FS) ([]Resolution, problem.List) {
	var problems problem.List
	entries, err := fs.ReadDir(fsys, ResolutionsDir)
	if err != nil {
		problems.Add(ResolutionsDir, 0, "", "unreadable", "Detail", err.Error())
		return nil, problems
	}
	var resolutions []Resolution
	for _, entry := range entries {
		dir := path.Join(ResolutionsDir, entry.Name())
		if !entry.IsDir() {
			problems.Add(dir, 0, "", "resolution-name")
			continue
		}
		r, list := m.readResolution(fsys, dir)
		problems = append(problems, list...)
		resolutions = append(resolutions, r)
	}
	return resolutions, problems
}

// readResolution reads the texts of a resolution, ar.txt to es.txt, what they are, resolution.toml, to whom they speak, annotations.toml,
// and what followed, after.ar.md to after.es.md; then it holds the texts together.
func (m Model) readResolution(fsys fs.FS, dir string) (Resolution, problem.List) {
	r := Resolution{Slug: path.Base(dir), Text: map[lang.Tag]resolution.Document{}, After: page.Set{}}
	var problems problem.List
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		problems.Add(dir, 0, "", "unreadable", "Detail", err.Error())
		return r, problems
	}
	r.Meta.File = path.Join(dir, MetaFile)
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems.Add(name, 0, "", "unreadable", "Detail", err.Error())
			continue
		}
		problems = append(problems, m.readPart(&r, name, data)...)
	}
	if problems.Errors() == 0 {
		problems = append(problems, resolution.Concordance(r.Text, r.Meta, m.Styles, m.Glossary)...)
		problems = append(problems, r.Acts.Check(r.Text, r.Meta, m.Glossary)...)
		r.Names = namesIn(r.Text[r.Meta.SourceLang()], m.Glossary)
	}
	return r, problems
}

// MetaFile says what the texts of a resolution are.
const MetaFile = "resolution.toml"

const actsFile = "annotations.toml"

func (m Model) readPart(r *Resolution, name string, data []byte) (list problem.List) {
	base, ext := path.Base(name), path.Ext(name)
	tag, isText := lang.Parse(strings.TrimSuffix(base, ext))
	switch {
	case base == MetaFile:
		r.Meta, list = resolution.ReadMeta(name, data)
	case base == actsFile:
		r.Acts, list = resolution.ReadAnnotations(name, data)
	case ext == ".txt" && isText:
		r.Text[tag], list = m.Reader.Parse(name, tag, data)
	case ext == ".md" && strings.HasPrefix(base, after+"."):
		var p page.Page
		p, list = page.Parse(name, data)
		r.After.Add(p)
	default:
		list.Add(name, 0, "", "resolution-name")
	}
	return list
}

// after is the name of the page that says what followed a resolution.
const after = "after"
