package source

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Quote writes a text as a value of TOML, in the one way sources have: between straight double quotation marks, three of them where it
// has several lines. What an editor would not show is escaped.
func Quote(s string) string {
	if !strings.Contains(s, "\n") {
		return quoteLine(s)
	}
	s, last := strings.CutSuffix(escape(s, `\`, "\r"), `"`)
	s = strings.ReplaceAll(s, `"""`, `""\"`)
	if last {
		s += `\"`
	}
	return `"""` + "\n" + s + `"""`
}

// quoteLine writes a text on one line, whatever is in it.
func quoteLine(s string) string { return `"` + escape(s, `\`, `"`, "\n", "\r", "\t") + `"` }

var shortEscapes = map[rune]string{'\\': `\\`, '"': `\"`, '\n': `\n`, '\r': `\r`, '\t': `\t`}

// escape writes what has to be escaped, and what does not show, as TOML does. A mark that would join the last letter of an escape is
// escaped as well, for a source is brought into NFC as it is read; and so is the text, so that it is the same when it has been read.
func escape(s string, special ...string) string {
	var b strings.Builder
	s = norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))
	must := strings.Join(special, "")
	escaped := false
	for i, r := range s {
		switch {
		case strings.ContainsRune(must, r):
			b.WriteString(shortEscapes[r])
			escaped = true
		case r == '\n', r == '\t':
			b.WriteRune(r)
			escaped = false
		case unseen(r), escaped && !norm.NFC.PropertiesString(s[i:]).BoundaryBefore():
			if r > 0xffff {
				fmt.Fprintf(&b, `\U%08X`, r)
			} else {
				fmt.Fprintf(&b, `\u%04X`, r)
			}
			escaped = true
		default:
			b.WriteRune(r)
			escaped = false
		}
	}
	return b.String()
}

// unseen tells what an editor would not show; the joiners that some scripts need show in their neighbours.
func unseen(r rune) bool {
	return r != '\u200c' && r != '\u200d' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point)
}
