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
	"slices"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Dir is where the pages stand.
const Dir = "content/pages"

// Limit is the size in bytes above which a page is refused unread.
const Limit = 256 << 10

// A Page is one page in one language.
type Page struct {
	Name     string   // about, help; the last part of its address
	Language lang.Tag // of its words
	Front
	Body string // Markdown
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

// Read reads all pages of fsys.
func Read(fsys fs.FS) (Set, problem.List) {
	var problems problem.List
	entries, err := fs.ReadDir(fsys, Dir)
	if err != nil {
		problems.Add(Dir, 0, "", "unreadable", "Detail", err.Error())
		return nil, problems
	}
	set := Set{}
	for _, entry := range entries {
		name := path.Join(Dir, entry.Name())
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems.Add(name, 0, "", "unreadable", "Detail", err.Error())
			continue
		}
		p, list := Parse(name, data)
		problems = append(problems, list...)
		if list.Errors() > 0 {
			continue
		}
		if set[p.Name] == nil {
			set[p.Name] = map[lang.Tag]Page{}
		}
		set[p.Name][p.Language] = p
	}
	return set, problems
}

// Parse reads one page. The line of a problem counts from the top of the file.
func Parse(name string, data []byte) (Page, problem.List) {
	var p Page
	text, list := source.Text(name, data, Limit)
	if len(list) > 0 {
		return p, list
	}
	base, ok := strings.CutSuffix(path.Base(name), ".md")
	dot := strings.LastIndexByte(base, '.')
	if !ok || dot < 1 {
		list.Add(name, 0, "", "page-name")
		return p, list
	}
	tag, known := lang.Parse(base[dot+1:])
	if !known || string(tag) != base[dot+1:] {
		list.Add(name, 0, "", "page-name")
		return p, list
	}
	p.Name, p.Language = base[:dot], tag
	rest, ok := strings.CutPrefix(text, "+++\n")
	front, body, found := strings.Cut(rest, "\n+++\n")
	if !ok || !found {
		list.Add(name, 1, "", "page-front")
		return p, list
	}
	// A blank line stands for the fence, so that lines count from the top of the file.
	f, problems := source.Decode(name, []byte("\n"+front+"\n"), &p.Front)
	list = append(list, problems...)
	p.Body = body
	for field, value := range map[string]string{"title": p.Title, "description": p.Description} {
		if value == "" && !f.Bad(field) {
			list.Add(name, 2, field, "missing-field", "Example", field+` = "…"`)
		}
	}
	return p, list
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

// In is the page in a language, or, where it has no translation yet, in the first language of the site's order that has it, English
// before the others. ok is false where the page does not exist at all.
func (s Set) In(name string, t lang.Tag) (p Page, ok bool) {
	for _, tag := range append([]lang.Tag{t, lang.EN}, lang.All()...) {
		if p, ok = s[name][tag]; ok {
			return p, true
		}
	}
	return Page{}, false
}
