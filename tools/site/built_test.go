//go:build built

package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/resolution"
)

// built is a finished site: the folder that an environment variable names, as make test sets it.
func built(t *testing.T, variable string) fs.FS {
	t.Helper()
	dir := os.Getenv(variable)
	if dir == "" {
		t.Fatalf("%s does not name a built site; make test builds it and says where", variable)
	}
	if _, err := os.Stat(filepath.Join(dir, "404.html")); err != nil {
		t.Fatalf("%s holds no site: %v", dir, err)
	}
	return os.DirFS(dir)
}

func model(t *testing.T, o Options) Model {
	t.Helper()
	m, list, err := Load(os.DirFS(root), o)
	if err != nil || list.Errors() > 0 {
		t.Fatalf("load: %v\n%s", err, message(t, list, lang.EN))
	}
	return m
}

func names(t *testing.T, site fs.FS, ending string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(name, ending) {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func text(t *testing.T, site fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(site, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func document(t *testing.T, site fs.FS, name string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text(t, site, name)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return doc
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// all are the elements below a node for which the test holds, in the order of the page.
func all(n *html.Node, holds func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && holds(d) {
			out = append(out, d)
		}
	}
	return out
}

func byID(n *html.Node, id string) *html.Node {
	found := all(n, func(e *html.Node) bool { return attr(e, "id") == id })
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// words is the text of an element, with the marks of footnotes in brackets.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type != html.TextNode {
			continue
		}
		if attr(d.Parent, "role") == "doc-noteref" {
			b.WriteString("[" + d.Data + "]")
			continue
		}
		b.WriteString(d.Data)
	}
	return b.String()
}

// unmarked is the text of an element but for what stands in a language and says so.
func unmarked(n *html.Node, tag lang.Tag) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type != html.TextNode {
			continue
		}
		at := d.Parent
		for at.Parent != nil && attr(at, "lang") == "" {
			at = at.Parent
		}
		if attr(at, "lang") != tag.BCP47() {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

var addressed = regexp.MustCompile(`^(?:pp|op|fn)[0-9]`)

// TestChinesePage compares the page with the golden file that the parser is held to: the element with a paragraph's address holds
// that paragraph's words and nothing else.
func TestChinesePage(t *testing.T) {
	doc := document(t, built(t, "SITE_PLAIN"), "zh/resolutions/2017-18/index.html")
	golden := read(t, "tools/resolution/testdata/2017-18.zh.golden")
	for line := range strings.Lines(golden) {
		id, want, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if !addressed.MatchString(id) {
			if whole := words(doc); !strings.Contains(whole, strings.TrimSuffix(want, "，")) {
				t.Errorf("%s: the page does not have %s", id, want)
			}
			continue
		}
		element := byID(doc, id)
		if element == nil {
			t.Errorf("no element, or several, with the address %s", id)
			continue
		}
		if diff := cmp.Diff(want, strings.ReplaceAll(words(element), " ", "")); diff != "" {
			t.Errorf("%s (-source +page):\n%s", id, diff)
		}
	}
}

// TestResolutionPages: each language's page has every paragraph of its source, word for word, says what the text is, links each
// footnote from every place that cites it and back, and leads to the official document.
func TestResolutionPages(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	m := model(t, Options{})
	for _, r := range m.Resolutions {
		for _, tag := range lang.All() {
			name := string(tag) + "/resolutions/" + r.Slug + "/index.html"
			doc := document(t, site, name)
			d := r.in(tag)
			cites := 0
			for _, p := range d.Leaves() {
				element := byID(doc, p.ID)
				want := strings.TrimSpace(p.Number + " " + p.Text.String())
				if element == nil || words(element) != want {
					t.Errorf("%s#%s is not the paragraph %q", name, p.ID, want)
				}
				cites += len(p.Text.Cites())
			}
			marks := all(doc, func(e *html.Node) bool { return attr(e, "role") == "doc-noteref" })
			if len(marks) != cites {
				t.Errorf("%s has %d marks of footnotes, the text %d", name, len(marks), cites)
			}
			backs := map[string]bool{}
			for _, b := range all(doc, func(e *html.Node) bool { return attr(e, "role") == "doc-backlink" }) {
				backs[attr(b, "href")] = true
			}
			for _, mark := range marks {
				if byID(doc, strings.TrimPrefix(attr(mark, "href"), "#")) == nil {
					t.Errorf("%s: the mark %s leads to no footnote", name, attr(mark, "id"))
				}
				if !backs["#"+attr(mark, "id")] {
					t.Errorf("%s: no footnote leads back to %s", name, attr(mark, "id"))
				}
			}
			standing := m.text(tag, "resolution_official", map[string]any{"Symbol": d.Symbol})
			if !r.Meta.Official(tag) {
				standing = m.text(tag, "resolution_unofficial", map[string]any{"Language": m.languageName(string(r.Meta.SourceLang()), tag)})
			}
			if !strings.Contains(words(doc), standing) {
				t.Errorf("%s does not say %q", name, standing)
			}
			if !strings.Contains(text(t, site, name), `href="https://undocs.org/`+string(tag)+`/E/RES/`) {
				t.Errorf("%s does not lead to the official document", name)
			}
			if robots := noindex(doc); !r.Meta.Official(tag) && !robots {
				t.Errorf("%s is an unofficial text and may be indexed", name)
			}
		}
	}
}

// TestSideBySide: for every pair of languages each paragraph, item and footnote is a row of its own with both texts, in the order of the
// text, each side in its language, and each side's standing stands above it. With its own language a page is the text alone.
func TestSideBySide(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	m := model(t, Options{})
	for _, r := range m.Resolutions {
		for _, tag := range lang.All() {
			first := r.in(tag)
			var ids []string
			for _, p := range first.Leaves() {
				ids = append(ids, p.ID)
			}
			for _, n := range first.Notes {
				ids = append(ids, n.ID)
			}
			for o, second := range r.Text {
				name := string(tag) + "/" + sidePath(r, o) + "index.html"
				doc := document(t, site, name)
				docs := []resolution.Document{first, second}
				if o == first.Lang {
					docs = docs[:1]
				}
				var rows []string
				for _, row := range all(doc, func(e *html.Node) bool { return addressed.MatchString(attr(e, "id")) && e.Data == "div" }) {
					rows = append(rows, attr(row, "id"))
					sides := all(row, func(e *html.Node) bool { return e.Data == "div" })
					if len(sides) != len(docs) {
						t.Fatalf("%s#%s has %d sides, want %d", name, attr(row, "id"), len(sides), len(docs))
					}
					for i, side := range sides {
						if attr(side, "lang") != docs[i].Lang.BCP47() || attr(side, "dir") != docs[i].Lang.Dir() || !strings.Contains(words(side), paragraphText(docs[i], attr(row, "id"))) {
							t.Errorf("%s#%s: side %d is not the text in %s", name, attr(row, "id"), i+1, docs[i].Lang)
						}
					}
				}
				if diff := cmp.Diff(ids, rows); diff != "" {
					t.Errorf("%s (-text +rows):\n%s", name, diff)
				}
				for _, d := range docs {
					if standing := m.standingLine(r, d.Lang, tag); !strings.Contains(words(doc), standing) {
						t.Errorf("%s does not say %q", name, standing)
					}
				}
			}
		}
	}
}

// paragraphText is the text of a paragraph, an item or a footnote with its marks in brackets.
func paragraphText(d resolution.Document, id string) string {
	for _, p := range d.Leaves() {
		if p.ID == id {
			return p.Text.String()
		}
	}
	for _, n := range d.Notes {
		if n.ID == id {
			return n.Text.String()
		}
	}
	return "no such paragraph"
}

// TestActionsPage: the table has a column for each operative paragraph and something in each, and each of those addressed has what is said
// to them below it.
func TestActionsPage(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	m := model(t, Options{})
	r := m.Resolutions[0]
	for _, tag := range lang.All() {
		name := string(tag) + "/resolutions/" + r.Slug + "/actions/index.html"
		doc := document(t, site, name)
		said := map[string]bool{}
		for _, cell := range all(doc, func(e *html.Node) bool { return e.Data == "td" }) {
			for _, a := range all(cell, func(e *html.Node) bool { return e.Data == "a" }) {
				_, id, _ := strings.Cut(attr(a, "href"), "#")
				said[id] = true
			}
		}
		for _, p := range r.in(tag).Operative {
			if !said[p.ID] {
				t.Errorf("%s: nobody is asked anything in %s", name, p.ID)
			}
		}
		for _, id := range m.actors(r) {
			section := byID(doc, id)
			if section == nil || len(all(section, func(e *html.Node) bool { return e.Data == "li" })) == 0 {
				t.Errorf("%s says nothing of %s", name, id)
			}
		}
	}
}

// TestBodyPages: each body's page has its six names and leads to every paragraph of the text that names it, and to no other.
func TestBodyPages(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	m := model(t, Options{})
	r := m.Resolutions[0]
	for id, b := range m.Bodies {
		want := map[string]bool{}
		for _, p := range r.Text[r.Meta.SourceLang()].Leaves() {
			for _, n := range m.Glossary.Names(p.Text.Plain(), r.Meta.SourceLang()) {
				if slices.Contains(b.Names(), n) {
					want[p.ID] = true
				}
			}
		}
		for _, tag := range lang.All() {
			name := string(tag) + "/bodies/" + id + "/index.html"
			doc := document(t, site, name)
			got := map[string]bool{}
			for _, a := range all(doc, func(e *html.Node) bool { return e.Data == "a" }) {
				if _, at, ok := strings.Cut(attr(a, "href"), "/resolutions/"+r.Slug+"/#"); ok && at != adoption {
					got[at] = true
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-text +page):\n%s", name, diff)
			}
			for _, o := range lang.All() {
				if !strings.Contains(words(doc), m.Glossary.Name(id, o)) {
					t.Errorf("%s lacks the name in %s", name, o)
				}
			}
		}
	}
}

// TestMaterialsPage: each language's page has every text of the press kit, and a button that copies it as it stands in the sources, each fact
// with the document it was taken from, every picture with its words, and the signature and the archive beside it.
func TestMaterialsPage(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	m := model(t, Options{})
	for _, tag := range lang.All() {
		name := string(tag) + "/materials/index.html"
		doc := document(t, site, name)
		whole := words(doc)
		copies, links := map[string]bool{}, map[string]bool{}
		for _, e := range all(doc, func(*html.Node) bool { return true }) {
			copies[attr(e, "data-copy")] = true
			links[attr(e, "href")] = true
			if e.Data == "img" && (attr(e, "alt") == "" || attr(e, "width") == "" || attr(e, "height") == "" || attr(e, "loading") != "lazy") {
				t.Errorf("%s: the picture %s lacks its words or its size", name, attr(e, "src"))
			}
		}
		texts := []string{m.Press.Day[tag]}
		for _, msg := range m.Press.Messages {
			texts = append(texts, msg.Short[tag], msg.Long[tag])
			if post := m.post(msg, tag); !copies[post] || !strings.Contains(whole, msg.Post[tag]) {
				t.Errorf("%s cannot be asked to copy %q", name, post)
			}
		}
		for _, text := range texts {
			if !copies[text] || !strings.Contains(whole, text) {
				t.Errorf("%s does not have, or cannot be asked to copy, %q", name, text)
			}
		}
		for _, fact := range m.Press.Facts {
			if !strings.Contains(whole, fact.Text[tag]) || !links[resolution.DocumentURL(fact.Symbols[0], tag)] {
				t.Errorf("%s lacks the fact %q or its source", name, fact.Text[tag])
			}
		}
		for _, f := range m.Materials(tag) {
			if !links["/"+f.Path] {
				t.Errorf("%s does not lead to %s", name, f.Path)
			}
		}
		for _, beside := range []string{archivePath(tag), signaturePath(tag)} {
			if data := text(t, site, beside); data == "" || !links["/"+beside] {
				t.Errorf("%s does not lead to %s", name, beside)
			}
		}
	}
}

func noindex(doc *html.Node) bool {
	return len(all(doc, func(e *html.Node) bool {
		return e.Data == "meta" && attr(e, "name") == "robots" && attr(e, "content") == "noindex"
	})) == 1
}

// TestNoDemo: no word of an example is in any file of a build without examples.
func TestNoDemo(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	demo := model(t, Options{Demo: os.DirFS(filepath.Join(root, "tools/testdata/demo"))})
	var phrases []string
	for _, e := range demo.Events {
		if !e.Demo {
			continue
		}
		phrases = append(phrases, e.Name, e.Title, e.Summary, e.Organizer.Name, strings.TrimSpace(e.Description))
		for _, tr := range e.Translations {
			phrases = append(phrases, tr.Title, tr.Summary, strings.TrimSpace(tr.Description))
		}
	}
	if len(phrases) < 30 {
		t.Fatalf("only %d phrases in the examples: this test reads the wrong folder", len(phrases))
	}
	phrases = append(phrases, demo.text(lang.EN, "event_example", nil))
	for _, name := range names(t, site, "") {
		whole := text(t, site, name)
		for _, p := range phrases {
			if p == "" {
				continue
			}
			if strings.Contains(whole, p) || strings.Contains(whole, html.EscapeString(p)) {
				t.Errorf("%s has the words of an example: %q", name, p)
			}
		}
	}
}

// TestSixLanguages: every address exists in all six languages, its page says which it is in and which way it runs, and none has the words
// of another.
func TestSixLanguages(t *testing.T) {
	for _, variable := range []string{"SITE_PLAIN", "SITE_DEMO"} {
		site := built(t, variable)
		addresses := map[lang.Tag][]string{}
		for _, name := range names(t, site, ".html") {
			first, rest, _ := strings.Cut(name, "/")
			tag, ok := lang.Parse(first)
			if !ok {
				continue
			}
			addresses[tag] = append(addresses[tag], rest)
			root := all(document(t, site, name), func(e *html.Node) bool { return e.Data == "html" })[0]
			if attr(root, "lang") != tag.BCP47() || attr(root, "dir") != tag.Dir() {
				t.Errorf("%s has lang %q and dir %q, want %q and %q", name, attr(root, "lang"), attr(root, "dir"), tag.BCP47(), tag.Dir())
			}
		}
		for _, tag := range lang.All() {
			if diff := cmp.Diff(addresses[lang.EN], addresses[tag]); diff != "" || len(addresses[tag]) == 0 {
				t.Errorf("%s: the addresses of en and %s differ (-en +%s):\n%s", variable, tag, tag, diff)
			}
		}
	}
}

// TestNothingLeftInEnglish: no page of another language has one of the English words of the site.
func TestNothingLeftInEnglish(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	m := model(t, Options{})
	for _, tag := range lang.All() {
		if tag == lang.EN {
			continue
		}
		var english []string
		for _, key := range m.Words[lang.EN].Keys() {
			for class, s := range m.Words[lang.EN].Classes(key) {
				if len(s) > 14 && !strings.Contains(s, "{{") && s != m.Words[tag].Classes(key)[class] && !strings.HasPrefix(key, "problem") && !strings.HasPrefix(key, "remedy") {
					english = append(english, s)
				}
			}
		}
		for _, name := range names(t, site, ".html") {
			if !strings.HasPrefix(name, string(tag)+"/") {
				continue
			}
			whole := unmarked(document(t, site, name), lang.EN)
			for _, s := range english {
				if strings.Contains(whole, s) {
					t.Errorf("%s has the English words %q", name, s)
				}
			}
		}
	}
}

// TestPublisherLine: every page says who runs the site and that it is not the United Nations', and one without a publisher is an
// unpublished preview that no search engine lists.
func TestPublisherLine(t *testing.T) {
	site := built(t, "SITE_PLAIN")
	m := model(t, Options{})
	for _, name := range names(t, site, ".html") {
		first, _, _ := strings.Cut(name, "/")
		tags := lang.All()
		if tag, ok := lang.Parse(first); ok {
			tags = []lang.Tag{tag}
		}
		doc := document(t, site, name)
		for _, tag := range tags {
			if line := m.publisherLine(tag); !strings.Contains(words(doc), line) {
				t.Errorf("%s does not say %q", name, line)
			}
		}
		if m.Config.Params.Publisher.Name == "" && !noindex(doc) {
			t.Errorf("%s is an unpublished preview and may be indexed", name)
		}
	}
}

// TestPolicy: a page loads nothing from elsewhere, has no inline script or style, and says so in its policy; every address is there once.
func TestPolicy(t *testing.T) {
	site := built(t, "SITE_DEMO")
	loads := map[string]string{"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "object": "data", "embed": "src"}
	for _, name := range names(t, site, ".html") {
		doc := document(t, site, name)
		policy := false
		ids := map[string]bool{}
		for _, e := range all(doc, func(*html.Node) bool { return true }) {
			if id := attr(e, "id"); id != "" && ids[id] {
				t.Errorf("%s has the address %s twice", name, id)
			} else {
				ids[id] = true
			}
			data := e.Data == "script" && attr(e, "type") == "application/ld+json" // which is no script (HTML, 4.12.1.1)
			if e.Data == "script" && !data && (attr(e, "src") == "" || attr(e, "integrity") == "" || e.FirstChild != nil) || e.Data == "style" || slices.ContainsFunc(e.Attr, func(a html.Attribute) bool { return a.Key == "style" || strings.HasPrefix(a.Key, "on") }) {
				t.Errorf("%s has an inline script or style in <%s>", name, e.Data)
			}
			if src := attr(e, loads[e.Data]); loads[e.Data] != "" && strings.Contains(src, "//") {
				t.Errorf("%s loads %s", name, src)
			}
			if rel := attr(e, "rel"); e.Data == "link" && rel != "canonical" && rel != "alternate" && strings.Contains(attr(e, "href"), "//") {
				t.Errorf("%s loads %s", name, attr(e, "href"))
			}
			if href := attr(e, "href"); e.Data == "a" && strings.HasPrefix(href, "http") && !strings.Contains(attr(e, "rel"), "noreferrer") {
				t.Errorf("%s: the link to %s tells where the reader came from", name, href)
			}
			policy = policy || e.Data == "meta" && attr(e, "http-equiv") == "Content-Security-Policy" && strings.HasPrefix(attr(e, "content"), "default-src 'none';")
		}
		if !policy {
			t.Errorf("%s has no content security policy", name)
		}
	}
}

// TestWhoRunsIt: every page there is says who runs the site and that it is not the United Nations'; those of no one language in all six.
func TestWhoRunsIt(t *testing.T) {
	site := built(t, "SITE_DEMO")
	m := model(t, Options{})
	for _, name := range names(t, site, ".html") {
		whole := words(document(t, site, name))
		first, _, _ := strings.Cut(name, "/")
		languages := lang.All()
		if tag, ok := lang.Parse(first); ok {
			languages = []lang.Tag{tag}
		}
		for _, tag := range languages {
			if !strings.Contains(whole, m.publisherLine(tag)) {
				t.Errorf("%s does not say in %s who runs the site", name, tag)
			}
		}
	}
}

// TestNamedPublisher: a site with a publisher names it on every page, may be found by search engines, and lists in its sitemap what may
// be, each page with its translations, and nothing that may not.
func TestNamedPublisher(t *testing.T) {
	site := built(t, "SITE_PUBLISHED")
	listed := map[string]bool{}
	for _, name := range names(t, site, "sitemap.xml") {
		for _, m := range regexp.MustCompile(`<loc>([^<]+)</loc>`).FindAllStringSubmatch(text(t, site, name), -1) {
			listed[m[1]] = true
		}
	}
	for _, name := range names(t, site, ".html") {
		doc := document(t, site, name)
		if !strings.Contains(words(doc), "Example publisher") {
			t.Errorf("%s does not name the publisher", name)
		}
		canonical := ""
		alternates := 0
		for _, l := range all(doc, func(e *html.Node) bool { return e.Data == "link" }) {
			switch attr(l, "rel") {
			case "canonical":
				canonical = attr(l, "href")
			case "alternate":
				if attr(l, "hreflang") != "" {
					alternates++
				}
			}
		}
		if noindex(doc) && listed[canonical] && strings.HasSuffix(canonical, "/"+strings.TrimSuffix(name, "index.html")) {
			t.Errorf("%s may not be indexed and stands in the sitemap", name)
		}
		if !noindex(doc) && strings.HasSuffix(name, "/index.html") && (!listed[canonical] || alternates < len(lang.All())) {
			t.Errorf("%s may be indexed: in the sitemap %v, with %d alternates", name, listed[canonical], alternates)
		}
	}
	for _, name := range []string{"en/about/publisher/index.html", "ar/about/terms/index.html", "zh/about/privacy/index.html"} {
		if whole := words(document(t, site, name)); !strings.Contains(whole, "desk@example.org") && !strings.Contains(whole, "Example host") {
			t.Errorf("%s names neither the address nor the host", name)
		}
	}
}
