package event

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"example.org/july30/tools/source"
)

// All of CommonMark is read, so that what may not stand in a description is found and named; judge says what may.
var markdown = goldmark.New()

// HTML renders the Markdown of a description: paragraphs, line breaks, emphasis, lists and https links. What else a description may
// hold, were it not checked, is left out. Links leave without a trace of the page they stood on.
func HTML(description string) string {
	src := []byte(description)
	doc := markdown.Parser().Parse(text.NewReader(src))
	var refused []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if code, _ := judge(n, src); code != "" {
			refused = append(refused, n)
			return ast.WalkSkipChildren, nil
		}
		if n.Kind() == ast.KindLink || n.Kind() == ast.KindAutoLink {
			n.SetAttributeString("rel", []byte("noreferrer nofollow"))
		}
		return ast.WalkContinue, nil
	})
	for _, n := range refused {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, src, doc); err != nil {
		return ""
	}
	return b.String()
}

// A finding is a construct of a description that may not stand there, with its line within the description, from 0; or, without a code,
// a link that may.
type finding struct {
	line  int
	code  string
	value string
}

// findings looks at the syntax tree of a description, so that nothing hides from it in quotes or escapes.
func findings(description string) []finding {
	// The parser needs time in the square of what some texts are long; of one that is too long for an entry the beginning will do.
	if utf8.RuneCountInString(description) > maxDescription {
		description = string([]rune(description)[:maxDescription])
	}
	src := []byte(description)
	doc := markdown.Parser().Parse(text.NewReader(src))
	var found []finding
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		code, value := judge(n, src)
		if code != "" || value != "" {
			at := min(max(n.Pos(), 0), len(src)) // of code after a tab, goldmark says a place behind the text
			found = append(found, finding{line: bytes.Count(src[:at], []byte("\n")), code: code, value: value})
		}
		return ast.WalkContinue, nil
	})
	return found
}

// judge returns the code of what is wrong with a node, and the value to show; of a link that may stand, its address alone.
func judge(n ast.Node, src []byte) (code, value string) {
	switch n := n.(type) {
	case *ast.Document, *ast.Paragraph, *ast.TextBlock, *ast.Text, *ast.String, *ast.Emphasis, *ast.List, *ast.ListItem, *ast.LinkReferenceDefinition:
		return "", ""
	case *ast.HTMLBlock, *ast.RawHTML:
		return "html", ""
	case *ast.Image:
		return "picture", ""
	case *ast.Heading:
		return "heading", ""
	case *ast.Link:
		// As it will be in the page: an entity in it may hide a host.
		return source.Address(string(util.URLEscape(n.Destination, true))), string(n.Destination)
	case *ast.AutoLink:
		return source.Address(string(n.URL(src))), string(n.URL(src))
	}
	return "markdown-construct", ""
}
