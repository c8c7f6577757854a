package event

import (
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/july30/tools/source"
)

func TestHTML(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"One.\n\nTwo *three* **four**.", "<p>One.</p>\n<p>Two <em>three</em> <strong>four</strong>.</p>\n"},
		{"One  \ntwo", "<p>One<br>\ntwo</p>\n"},
		{"- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
		{"3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
		{"[a](https://example.org/?b=c&d=e)", "<p><a href=\"https://example.org/?b=c&amp;d=e\" rel=\"noreferrer nofollow\">a</a></p>\n"},
		{"<https://example.org/>", "<p><a href=\"https://example.org/\" rel=\"noreferrer nofollow\">https://example.org/</a></p>\n"},
		{"[a]\n\n[a]: https://example.org/", "<p><a href=\"https://example.org/\" rel=\"noreferrer nofollow\">a</a></p>\n"},
		{"1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"},
		// What check refuses does not come through, were it not checked.
		{"a <b>c</b> d", "<p>a c d</p>\n"},
		{"<script>\nalert(1)\n</script>", ""},
		{"a [b](javascript:alert(1)) c", "<p>a  c</p>\n"},
		{"a [b](java&#115;cript:alert(1)) c", "<p>a  c</p>\n"},
		{"a [b](data:text/html,x) <mailto:a@b.example> c", "<p>a   c</p>\n"},
		{"a ![b](https://example.org/c.png) d", "<p>a  d</p>\n"},
		{"# a\n\n> b\n\n    c\n\n***\n\n`d` e", "<p> e</p>\n"},
	} {
		if got := HTML(test.in); got != test.want {
			t.Errorf("HTML(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// sound holds the HTML of a text to the elements and attributes a description may have, well nested, and its links to what is an address.
func sound(t *testing.T, markdown string) {
	t.Helper()
	attributes := map[string][]string{"p": nil, "br": nil, "em": nil, "strong": nil, "ul": nil, "ol": {"start"}, "li": nil, "a": {"href", "rel", "title"}}
	out := HTML(markdown)
	var open []string
	for z := html.NewTokenizer(strings.NewReader(out)); ; {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			if z.Err() != io.EOF || len(open) > 0 {
				t.Errorf("HTML(%q) = %q ends within %q: %v", markdown, out, open, z.Err())
			}
			return
		case html.TextToken:
			continue
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("HTML(%q) = %q closes %s within %q", markdown, out, token.Data, open)
			}
			open = open[:len(open)-1]
			continue
		case html.StartTagToken:
			if token.Data != "br" {
				open = append(open, token.Data)
			}
		}
		allowed, ok := attributes[token.Data]
		if !ok || kind != html.StartTagToken {
			t.Errorf("HTML(%q) = %q has %s", markdown, out, token)
		}
		for _, a := range token.Attr {
			if !slices.Contains(allowed, a.Key) || a.Key == "href" && source.Address(a.Val) != "" {
				t.Errorf("HTML(%q) = %q has %s with %s=%q", markdown, out, token.Data, a.Key, a.Val)
			}
		}
	}
}

// FuzzHTML: whatever a description holds, its HTML has no element, attribute or link but those allowed; and what check finds stands on
// lines that exist.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{"One *two* **three**\n\n- a\n  1. b\n", "<b onclick=x>a</b>", "<!-- a -->\n<?b?>\n<![CDATA[c]]>", "[a](https://example.org 'b')", "![a][b]\n\n[b]: javascript:c",
		"[a](java\nscript:b)", "[a](https&#58;//b.example@c.example)", "<https://a.example/\"onmouseover=b>", "a\n===\n***\n~~~\nb\n~~~", "> a\n>\tb\n\n\tc", "a&lt;b&gt;&NewLine;c", "\x00\ufeff\xff<a@b.example>",
		"[a](<https://b.example/c d>)", "[![a](b)](https://c.example)", "*[a*](https://b.example)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sound(t, s)
		for _, found := range findings(s) {
			if found.line > strings.Count(s, "\n") {
				t.Errorf("findings(%q): %+v is below the text", s, found)
			}
		}
	})
}
