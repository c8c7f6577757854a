// Package links holds a finished site together: every internal link leads to a page or a file that is there, every fragment to an
// element of it, and pages that name each other as translations do so both ways. It reads what Hugo has written, at the end of the flow,
// and knows nothing of where it came from.
//
//	<a href="/ar/resolutions/2017-18/#op4">
package links

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A page is what the check needs of one HTML file. Its strings are places in a table, because pages share most of their links.
type page struct {
	ids        []int32
	links      []int32 // href and src of all elements, as written
	alternates []int32 // hreflang, absolute
}

// Check reads all HTML files of a site, which is published at base, and returns what is broken, one sentence each, in the order of the
// files; none where all is whole. Its time is in proportion to the site; its memory holds each different link once, and a number for each place
// that has it.
func Check(site fs.FS, base string) ([]string, error) {
	root, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("read the site's address %q: %w", base, err)
	}
	c := checker{root: root, files: map[string]bool{}, pages: map[string]page{}, places: map[string]int32{}, found: map[int32]string{}}
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		c.files[name] = true
		if path.Ext(name) != ".html" {
			return nil
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		c.pages[name], err = c.read(data)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check the links: %w", err)
	}
	return c.broken(), nil
}

type checker struct {
	root    *url.URL
	files   map[string]bool
	pages   map[string]page
	strings []string
	places  map[string]int32 // in strings
	found   map[int32]string // what is wrong with a link that leads to the same from every page; empty for nothing
}

// place is where a string stands in the table.
func (c *checker) place(s []byte) int32 {
	if i, ok := c.places[string(s)]; ok { // which allocates nothing
		return i
	}
	i := int32(len(c.strings))
	c.strings = append(c.strings, string(s))
	c.places[c.strings[i]] = i
	return i
}

func (c *checker) read(data []byte) (page, error) {
	var p page
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() == io.EOF {
				return p, nil
			}
			return p, z.Err()
		case html.StartTagToken, html.SelfClosingTagToken:
			c.element(&p, z)
		}
	}
}

// element takes what the check needs of an element.
func (c *checker) element(p *page, z *html.Tokenizer) {
	name, more := z.TagName()
	isLink := string(name) == "link"
	alternate, hreflang, href := false, false, int32(-1)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "id":
			p.ids = append(p.ids, c.place(value))
		case "href":
			href = c.place(value)
			p.links = append(p.links, href)
		case "src":
			p.links = append(p.links, c.place(value))
		case "rel":
			alternate = string(value) == "alternate"
		case "hreflang":
			hreflang = len(value) > 0
		}
	}
	if isLink && alternate && hreflang && href >= 0 {
		p.alternates = append(p.alternates, href)
	}
}

func (c checker) broken() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(c.pages)) {
		p := c.pages[name]
		here := c.address(name)
		for _, link := range p.links {
			if what := c.judge(here, link); what != "" {
				out = append(out, fmt.Sprintf("%s: %q %s", name, c.strings[link], what))
			}
		}
		for _, i := range p.alternates {
			other := c.strings[i]
			u, err := url.Parse(other)
			if err != nil {
				continue // reported as a link
			}
			target, _ := c.file(u)
			own, known := c.places[here.String()]
			if back, ok := c.pages[target]; ok && len(back.alternates) > 0 && target != "index.html" && !(known && slices.Contains(back.alternates, own)) {
				out = append(out, fmt.Sprintf("%s: names %s as a translation, which does not name it", name, other))
			}
		}
	}
	return slices.Compact(out)
}

// judge follows a link; one that leads to the same from every page only once.
func (c checker) judge(here *url.URL, link int32) string {
	if what, ok := c.found[link]; ok {
		return what
	}
	text := c.strings[link]
	what := c.follow(here, text)
	if strings.HasPrefix(text, "/") || strings.Contains(text, "://") {
		c.found[link] = what
	}
	return what
}

// address is where a file is published: a folder's index.html at the folder.
func (c checker) address(name string) *url.URL {
	return c.root.JoinPath(strings.TrimSuffix(name, "index.html"))
}

// follow says what is wrong with a link; links to other sites and other schemes are none of ours.
func (c checker) follow(here *url.URL, link string) string {
	u, err := here.Parse(link)
	if err != nil {
		return "is not an address"
	}
	if u.Host != c.root.Host || u.Scheme != c.root.Scheme {
		return ""
	}
	name, ok := c.file(u)
	if !ok {
		return "is outside the site"
	}
	if !c.files[name] {
		return "leads to nothing"
	}
	if u.Fragment != "" && path.Ext(name) == ".html" && !c.has(c.pages[name], u.Fragment) {
		return "leads to a place that the page does not have"
	}
	return ""
}

// has tells whether a page has an element of that address.
func (c checker) has(p page, id string) bool {
	i, known := c.places[id]
	return known && slices.Contains(p.ids, i)
}

// file is the file that a server sends for an address of the site.
func (c checker) file(u *url.URL) (name string, ok bool) {
	rest, ok := strings.CutPrefix(u.Path, c.root.Path)
	if !ok {
		return "", false
	}
	rest = strings.TrimPrefix(rest, "/")
	if rest == "" || strings.HasSuffix(rest, "/") {
		rest += "index.html"
	}
	return rest, true
}
