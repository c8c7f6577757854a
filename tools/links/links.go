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
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A page is what the check needs of one HTML file.
type page struct {
	ids        map[string]bool
	links      []string // href and src of all elements, as written
	alternates []string // hreflang, absolute
}

// Check reads all HTML files of a site, which is published at base, and returns what is broken, one sentence each, in the order of the
// files; none where all is whole. Its time and memory are in proportion to the site.
func Check(site fs.FS, base string) ([]string, error) {
	root, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("read the site's address %q: %w", base, err)
	}
	c := checker{root: root, files: map[string]bool{}, pages: map[string]page{}}
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
		c.pages[name], err = read(data)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check the links: %w", err)
	}
	return c.broken(), nil
}

func read(data []byte) (page, error) {
	p := page{ids: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() == io.EOF {
				return p, nil
			}
			return p, z.Err()
		case html.StartTagToken, html.SelfClosingTagToken:
			p.element(z.Token())
		}
	}
}

func (p *page) element(t html.Token) {
	attr := map[string]string{}
	for _, a := range t.Attr {
		attr[a.Key] = a.Val
	}
	if id := attr["id"]; id != "" {
		p.ids[id] = true
	}
	if t.Data == "link" && attr["rel"] == "alternate" && attr["hreflang"] != "" {
		p.alternates = append(p.alternates, attr["href"])
	}
	for _, key := range []string{"href", "src"} {
		if v, ok := attr[key]; ok {
			p.links = append(p.links, v)
		}
	}
}

type checker struct {
	root  *url.URL
	files map[string]bool
	pages map[string]page
}

func (c checker) broken() []string {
	var out []string
	names := make([]string, 0, len(c.pages))
	for name := range c.pages {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p := c.pages[name]
		here := c.address(name)
		for _, link := range p.links {
			if what := c.follow(here, link); what != "" {
				out = append(out, fmt.Sprintf("%s: %q %s", name, link, what))
			}
		}
		for _, other := range p.alternates {
			u, err := url.Parse(other)
			if err != nil {
				continue // reported as a link
			}
			target, _ := c.file(u)
			if back, ok := c.pages[target]; ok && !slices.Contains(back.alternates, here.String()) && len(back.alternates) > 0 && target != "index.html" {
				out = append(out, fmt.Sprintf("%s: names %s as a translation, which does not name it", name, other))
			}
		}
	}
	return slices.Compact(out)
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
	if u.Fragment != "" && path.Ext(name) == ".html" && !c.pages[name].ids[u.Fragment] {
		return "leads to a place that the page does not have"
	}
	return ""
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
