// Package lang knows the six languages of the site: their order, direction and tags, their plural classes, the house style
// of dates and quotation marks (data/style.toml), the official names (data/glossary.toml) and the words of i18n/. It
// stands at the beginning of the flow: every other package may import it, and it imports none of them.
//
//	lang.AR.Dir() == "rtl"; lang.ZH.BCP47() == "zh-Hans"
package lang

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// A Tag is one of the site's six languages, as written in addresses and file names: ar, zh, en, fr, ru, es.
type Tag string

// The six languages of the United Nations.
const (
	AR Tag = "ar"
	ZH Tag = "zh"
	EN Tag = "en"
	FR Tag = "fr"
	RU Tag = "ru"
	ES Tag = "es"
)

// All returns the six in the order the United Nations lists them. The slice is the caller's.
func All() []Tag { return []Tag{AR, ZH, EN, FR, RU, ES} }

// Fallback is the order in which a text is looked for on a page in a language: in that language, in English, then in the order of All.
// A language may come twice.
func Fallback(t Tag) []Tag { return append([]Tag{t, EN}, All()...) }

// Parse tells whether s is one of the six, written as in addresses; zh-Hans counts as zh.
func Parse(s string) (Tag, bool) {
	for _, t := range All() {
		if s == string(t) || s == t.BCP47() {
			return t, true
		}
	}
	return "", false
}

// Read is the one of the six that whoever writes in a language, given by its BCP 47 tag, reads, whatever the region and the script: fr for
// fr-CA, zh for zh-Hant. ok is false where that is none of them.
func Read(tag string) (t Tag, ok bool) {
	written, err := language.Raw.Parse(tag)
	if err != nil {
		return "", false
	}
	base, _, _ := written.Raw()
	return Parse(base.String())
}

// Canonical is a BCP 47 tag in the case that RFC 5646 (2.1.1) gives it: zh-Hans for ZH-hans. ok is false for what is no tag, and for
// tags of no language in particular (und, mul, mis, zxx).
func Canonical(s string) (tag string, ok bool) {
	t, err := language.Raw.Parse(s)
	if err != nil || len(s) > maxTag || strings.ContainsRune(s, '_') {
		return "", false
	}
	base, _, _ := t.Raw()
	if slices.Contains([]string{"und", "mul", "mis", "zxx"}, base.String()) {
		return "", false
	}
	return t.String(), true
}

// maxTag is the length of the longest tag that is in use (RFC 5646, 4.4.1).
const maxTag = 35

// SameWriting tells whether two BCP 47 tags are of one language in one script: en and en-GB, zh-Hans and zh-CN; not zh-Hans and zh-Hant.
func SameWriting(a, b string) bool {
	one, err := language.Parse(a)
	other, err2 := language.Parse(b)
	if err != nil || err2 != nil {
		return false
	}
	base, _ := one.Base()
	otherBase, _ := other.Base()
	return base == otherBase && Script(a) == Script(b)
}

// Script is the script that a BCP 47 tag names or, where it names none, the language's usual one, as four letters of ISO 15924; empty for what is
// no tag.
func Script(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	script, _ := t.Script()
	return script.String()
}

// Looked are the languages of the six whose words are looked for in a text of a language, by its BCP 47 tag: its own, and those of other scripts,
// whose words are no words of it by chance.
func Looked(tag string) []Tag {
	if known, ok := looked.Load(tag); ok {
		return known.([]Tag)
	}
	list := slices.DeleteFunc(All(), func(t Tag) bool { return Script(tag) == Script(t.BCP47()) && !SameWriting(tag, t.BCP47()) })
	if len(tag) <= maxTag {
		looked.Store(tag, list)
	}
	return list
}

var looked sync.Map // []Tag by tag; there are as many as languages of entries

// Appears tells whether a text has a letter of the script the language is written in.
func (t Tag) Appears(text string) bool {
	script := unicode.Latin
	switch t {
	case AR:
		script = unicode.Arabic
	case RU:
		script = unicode.Cyrillic
	case ZH:
		script = unicode.Han
	}
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(script, r) })
}

// BCP47 is the value of a lang attribute: zh-Hans for Chinese, the tag itself for the others (RFC 5646).
func (t Tag) BCP47() string {
	if t == ZH {
		return "zh-Hans"
	}
	return string(t)
}

// Dir is the direction the language is written in: rtl for Arabic, ltr for the others.
func (t Tag) Dir() string { return Direction(string(t)) }

// Direction is the value of a dir attribute for a text in any language: that of the script the BCP 47 tag names or, where it names none,
// of the language's usual one; ltr for what is no tag.
func Direction(tag string) string {
	if slices.Contains(rightToLeft, Script(tag)) {
		return "rtl"
	}
	return "ltr"
}

// rightToLeft are the scripts in present use that run from right to left (Unicode Standard Annex 9; ISO 15924).
var rightToLeft = []string{"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}

// OwnName is the name of any language in itself, that of its tag where CLDR has none.
func OwnName(tag string) string {
	if own, ok := Parse(tag); ok {
		return own.Name()
	}
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.Self.Name(t); name != "" {
		return name
	}
	return tag
}

// Name is the language's name in itself, in the form the United Nations uses in its language bar.
func (t Tag) Name() string {
	switch t {
	case AR:
		return "عربي"
	case ZH:
		return "中文"
	case EN:
		return "English"
	case FR:
		return "Français"
	case RU:
		return "Русский"
	case ES:
		return "Español"
	}
	return string(t)
}

// Plurals are the CLDR plural classes a countable word of i18n/ needs in the language, in CLDR's order.
func (t Tag) Plurals() []string {
	switch t {
	case AR:
		return []string{"zero", "one", "two", "few", "many", "other"}
	case EN:
		return []string{"one", "other"}
	case FR, ES:
		return []string{"one", "many", "other"}
	case RU:
		return []string{"one", "few", "many", "other"}
	}
	return []string{"other"}
}
