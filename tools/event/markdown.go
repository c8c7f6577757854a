package event

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Constructs of Markdown an entry may use: paragraphs, line breaks, emphasis, lists and links.
var markdown = goldmark.New()

// HTML renders the Markdown of a description that has been checked. Links leave without a trace of the page they stood on.
func HTML(description string) string {
	doc := markdown.Parser().Parse(text.NewReader([]byte(description)))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Link, *ast.AutoLink:
			if entering {
				n.SetAttributeString("rel", []byte("noreferrer nofollow"))
			}
		}
		return ast.WalkContinue, nil
	})
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, []byte(description), doc); err != nil {
		return ""
	}
	return b.String()
}

// A finding is a construct of a description that may not stand there, and its line within the description, from 0.
type finding struct {
	line  int
	code  string
	value string
}

// findings looks at the syntax tree of a description, so that nothing hides from it in quotes or escapes.
func findings(description string) []finding {
	src := []byte(description)
	doc := markdown.Parser().Parse(text.NewReader(src))
	var found []finding
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		code, value := judge(n, src)
		if code != "" {
			found = append(found, finding{line: bytes.Count(src[:offset(n)], []byte("\n")), code: code, value: value})
		}
		return ast.WalkContinue, nil
	})
	return found
}

func judge(n ast.Node, src []byte) (code, value string) {
	switch n := n.(type) {
	case *ast.HTMLBlock, *ast.RawHTML:
		return "html", ""
	case *ast.Image:
		return "picture", ""
	case *ast.Heading:
		return "heading", ""
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.CodeSpan, *ast.Blockquote, *ast.ThematicBreak:
		return "markdown-construct", n.Kind().String()
	case *ast.Link:
		return link(string(n.Destination))
	case *ast.AutoLink:
		return link(string(n.URL(src)))
	}
	return "", ""
}

// link judges an address: https, with a host, and nothing in it that is not for everybody.
func link(address string) (code, value string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Hostname() == "" {
		return "bad-link", address
	}
	if u.Scheme != "https" {
		return "not-https", address
	}
	if u.User != nil {
		return "bad-link", address
	}
	return "", ""
}

// offset is where a node stands in its source: where its first text or line does, or that of the nearest node around it.
func offset(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at, ok := begins(n); ok {
			return at
		}
	}
	return 0
}

// begins is the offset of a node's own first line or text, or of the first node below it that has one.
func begins(n ast.Node) (int, bool) {
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start, true
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start, true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at, ok := begins(c); ok {
			return at, true
		}
	}
	return 0, false
}
