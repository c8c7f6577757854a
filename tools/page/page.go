// Package page knows the pages people write by hand: content/pages/<name>.<lang>.md, side by side in six languages, and which
// language stands in where a translation is missing.
//
//	+++
//	title       = "About this site"
//	description = "Who makes it, and from what."
//	+++
package page

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Dir is where the pages stand.
const Dir = "content/pages"

// Help is the name of the page that may stand in more languages than the six, because whoever needs it may read none of them.
const Help = "help"

// Limit is the size in bytes above which a page is refused unread.
const Limit = 256 << 10

// A Page is one page in one language.
type Page struct {
	File     string   // as it was given to Parse
	Name     string   // about, about/rights: its address
	Language lang.Tag // of its words; of the page Help it may be any BCP 47 tag
	Front
	Body   string // Markdown
	Advice bool   // it has a place for a reviewer's name: a page of advice, which says whether a specialist has read it
}

// Front is what stands between the +++ lines.
type Front struct {
	Title       string   `toml:"title"`
	Description string   `toml:"description"` // one sentence, for search results and link previews
	Source      []string `toml:"source"`      // where its facts were read
	ReviewedBy  string   `toml:"reviewed_by"` // specialist who read it; empty where nobody has
	ReviewedOn  string   `toml:"reviewed_on"` // day of that reading
}

// A Set is the pages by name and language.
type Set map[string]map[lang.Tag]Page

// Read reads all pages of fsys, those in folders below Dir too.
func Read(fsys fs.FS) (Set, problem.List) {
	var problems problem.List
	set := Set{}
	err := fs.WalkDir(fsys, Dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if !entry.Type().IsRegular() {
			problems.Add(name, 0, "", "not-a-file")
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems.Add(name, 0, "", "unreadable", "Detail", err.Error())
			return nil
		}
		p, list := Parse(name, data)
		problems = append(problems, list...)
		if list.Errors() == 0 {
			set.Add(p)
		}
		return nil
	})
	if err != nil {
		problems.Add(Dir, 0, "", "unreadable", "Detail", err.Error())
		return nil, problems
	}
	return set, problems
}

// The name of a page is part of its address.
var nameForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$`)

// Parse reads one page. The line of a problem counts from the top of the file.
func Parse(name string, data []byte) (Page, problem.List) {
	p := Page{File: name}
	text, list := source.Text(name, data, Limit)
	base, ext := strings.CutSuffix(path.Base(name), ".md")
	if below, ok := strings.CutPrefix(path.Dir(name), Dir+"/"); ok {
		base = below + "/" + base
	}
	own, code, _ := strings.Cut(base, ".")
	tag, known := lang.Parse(code)
	switch canonical, ok := lang.Canonical(code); {
	case ext && known && string(tag) == code && nameForm.MatchString(own):
		p.Name, p.Language = own, tag
	case ext && !known && own == Help && ok && strings.ToLower(code) == code:
		p.Name, p.Language = own, lang.Tag(canonical)
	default:
		list.Add(name, 0, "", "page-name")
	}
	if text == "" {
		return p, list
	}
	if i := strings.IndexFunc(text, control); i >= 0 {
		list.Add(name, 1+strings.Count(text[:i], "\n"), "", "not-text")
	}
	rest, begun := strings.CutPrefix(text, fence)
	front, body, ended := strings.Cut(rest, "\n"+fence)
	if !begun || !ended {
		list.Add(name, 1, "", "page-front")
		return p, list
	}
	p.Body = body
	// A comment stands for the fence, so that lines count from the top of the file and nothing between the fences is not an empty file.
	f, problems := source.Decode(name, []byte("#\n"+front+"\n"), &p.Front)
	list = append(list, problems...)
	if f.Unread() {
		return p, list
	}
	p.Advice = f.Has("reviewed_by")
	for _, r := range []struct{ field, value string }{{"title", p.Title}, {"description", p.Description}} {
		if strings.TrimSpace(r.value) == "" && !f.Bad(r.field) {
			list.Add(name, max(f.Line(r.field), 2), r.field, "missing-field", "Example", r.field+` = "…"`)
		}
	}
	if _, err := time.Parse(time.DateOnly, p.ReviewedOn); p.ReviewedOn != "" && err != nil {
		list.Add(name, f.Line("reviewed_on"), "reviewed_on", "wrong-type", "Want", `"2027-07-30"`)
	}
	return p, list
}

// fence is the line before and after the front matter.
const fence = "+++\n"

func control(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }

// Add puts a page in the set, in the place of one of the same name and language.
func (s Set) Add(p Page) {
	if s[p.Name] == nil {
		s[p.Name] = map[lang.Tag]Page{}
	}
	s[p.Name][p.Language] = p
}

// Names returns the names of the pages in alphabetical order.
func (s Set) Names() []string {
	names := make([]string, 0, len(s))
	for n := range s {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Others are the languages beside the six in which the page of that name stands, by their tags.
func (s Set) Others(name string) []lang.Tag {
	var tags []lang.Tag
	for t := range s[name] {
		if !slices.Contains(lang.All(), t) {
			tags = append(tags, t)
		}
	}
	slices.Sort(tags)
	return tags
}

// HasBelow tells whether pages stand below the one of that name: about has about/rights.
func (s Set) HasBelow(name string) bool {
	for other := range s {
		if strings.HasPrefix(other, name+"/") {
			return true
		}
	}
	return false
}

// In is the page in a language, or, where it has no translation yet, in the first language of the site's order that has it, English
// before the others. ok is false where the page does not exist at all.
func (s Set) In(name string, t lang.Tag) (p Page, ok bool) {
	for _, tag := range lang.Fallback(t) {
		if p, ok = s[name][tag]; ok {
			return p, true
		}
	}
	return Page{}, false
}
