package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Variants are letters that count as another where texts are searched, because people write one for the other: Arabic tāʾ marbūṭa and alif
// maqṣūra, the Persian letters of Arabic keyboards, digits of other scripts, and letters that case and accents do not join.
func Variants() map[string]string {
	variants := map[string]string{
		"ة": "ه", "ى": "ي", "ٱ": "ا", "ی": "ي", "ک": "ك", "ـ": "",
		"ß": "ss", "ς": "σ", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe",
	}
	for _, digits := range []rune{'٠', '۰', '०'} { // Arabic-Indic, Persian, Devanagari
		for d := range rune(10) {
			variants[string(digits+d)] = string('0' + d)
		}
	}
	return variants
}

var variants = Variants()

// Fold is a text as it is searched and compared: letters and digits only, words between single spaces, without case, width, accents, vowel marks
// and the differences that Variants names; bytes that are not UTF-8 count as a space. assets/js/fold.js does the same, and a test holds the two
// together. Folding again changes nothing.
func Fold(s string) string {
	var b strings.Builder
	space := false
	// norm passes over the letter behind a byte that is not UTF-8.
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\uFFFD")) {
		if unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		r = unicode.ToLower(r)
		text, ok := variants[string(r)]
		switch {
		case ok && text == "":
			continue
		case !ok && !unicode.IsLetter(r) && !unicode.IsNumber(r):
			space = true
			continue
		case !ok:
			text = string(r)
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(text)
	}
	return b.String()
}
