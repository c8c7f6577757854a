// Package presskit knows the texts of the press kit, content/materials/kit.toml: the Day in 100 words, key messages in three lengths and
// facts with their sources, each in the six languages. It stands between the sources and the site, which puts them on a page and into files.
//
//	[message.short]
//	en = "30 July is the World Day against Trafficking in Persons."
package presskit

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
	"example.org/july30/tools/timeline"
)

// File is where the texts stand.
const File = "content/materials/kit.toml"

// A Kit is the texts of the press kit.
type Kit struct {
	ReviewedBy string              `toml:"reviewed_by"` // specialist who read what is said of rights and help; empty where nobody has
	ReviewedOn string              `toml:"reviewed_on"` // day of that reading
	Day        map[lang.Tag]string `toml:"day"`         // the Day in about 100 words
	Messages   []Message           `toml:"message"`
	Facts      []timeline.Entry    `toml:"fact"`
}

// A Message is said in three lengths, each of which stands alone.
type Message struct {
	ID    string              `toml:"id"`
	Page  string              `toml:"page"`  // of this site, to which its post leads: help/; empty for the home page
	Long  map[lang.Tag]string `toml:"long"`  // at most 600 characters
	Post  map[lang.Tag]string `toml:"post"`  // at most 280, for social networks; without address and hashtags
	Short map[lang.Tag]string `toml:"short"` // at most 100
}

// Message is the one of that id.
func (k Kit) Message(id string) (Message, bool) {
	i := slices.IndexFunc(k.Messages, func(m Message) bool { return m.ID == id })
	if i < 0 {
		return Message{}, false
	}
	return k.Messages[i], true
}

// fewest is how many messages a kit has at least.
const fewest = 4

// Read reads and checks the file. Lengths are counted as a reader counts, in characters as they are seen (UAX #29, grapheme clusters).
func Read(fsys fs.FS, g lang.Glossary) (Kit, problem.List) {
	data, err := fs.ReadFile(fsys, File)
	if err != nil {
		var list problem.List
		list.Add(File, 0, "", "unreadable", "Detail", err.Error())
		return Kit{}, list
	}
	return parse(data, g)
}

type checker struct {
	file     source.File
	glossary lang.Glossary
	list     problem.List
}

func parse(data []byte, g lang.Glossary) (Kit, problem.List) {
	var k Kit
	c := checker{glossary: g}
	c.file, c.list = source.Decode(File, data, &k)
	if c.file.Unread() {
		return k, c.list
	}
	if _, err := time.Parse(time.DateOnly, k.ReviewedOn); (k.ReviewedOn != "" || k.ReviewedBy != "") && err != nil {
		c.add("reviewed_on", "wrong-type", "Want", `"2027-07-30"`)
	}
	c.six("day", k.Day)
	for _, t := range lang.All() {
		c.words("day", k.Day[t], t)
	}
	if len(k.Messages) < fewest && !c.file.Bad("message") {
		c.add("message", "kit-few", "Count", len(k.Messages), "Fewest", fewest)
	}
	for i, m := range k.Messages {
		key := "message." + strconv.Itoa(i)
		switch {
		case !idForm.MatchString(m.ID):
			c.add(key+".id", "wrong-type", "Want", `"rights"`)
		case slices.ContainsFunc(k.Messages[:i], func(o Message) bool { return o.ID == m.ID }):
			c.add(key+".id", "kit-id-twice", "Value", m.ID)
		}
		if !pageForm.MatchString(m.Page) {
			c.add(key+".page", "wrong-type", "Want", `"about/rights/"`)
		}
		for _, l := range []struct {
			field string
			text  map[lang.Tag]string
			limit int
		}{{"long", m.Long, 600}, {"post", m.Post, 280}, {"short", m.Short, 100}} {
			at := key + "." + l.field
			c.six(at, l.text)
			for _, t := range lang.All() {
				if n := Characters(l.text[t]); n > l.limit {
					c.add(at+"."+string(t), "kit-too-long", "Length", n, "Over", n-l.limit, "Limit", l.limit)
				}
			}
		}
	}
	for i := range k.Facts {
		key := "fact." + strconv.Itoa(i)
		c.list = append(c.list, k.Facts[i].Check(c.file, key, g)...)
		c.same(key+".text", k.Facts[i].Text)
	}
	return k, c.list
}

// The forms of an id, which is part of an address, and of the address of a page within a language.
var (
	idForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	pageForm = regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*/)*$`)
)

func (c *checker) add(field, code string, params ...any) {
	if !c.file.Bad(field) {
		c.list.Add(File, c.file.Line(field), field, code, params...)
	}
}

// six holds a text to the six languages and to the names, and keeps hashtags out of it: a campaign's belong to the edition's file.
func (c *checker) six(key string, text map[lang.Tag]string) {
	c.list = append(c.list, c.file.Six(key, text, true)...)
	for _, t := range lang.All() {
		if tag := hashtag.FindString(text[t]); tag != "" {
			c.add(key+"."+string(t), "kit-hashtag", "Value", tag)
		}
	}
	c.same(key, text)
}

var hashtag = regexp.MustCompile(`[#＃][\pL\pM\pN_]+`)

// same holds the languages together: each names the bodies, instruments and the Day that the English text names.
func (c *checker) same(key string, text map[lang.Tag]string) {
	if text[lang.EN] == "" {
		return
	}
	want := strings.Join(c.glossary.Named(text[lang.EN], lang.EN), ", ")
	for _, t := range lang.All() {
		if got := strings.Join(c.glossary.Named(text[t], t), ", "); text[t] != "" && got != want {
			c.add(key+"."+string(t), "concordance-names", "Value", shown(got), "Source", lang.EN.Name(), "Want", shown(want))
		}
	}
}

func shown(names string) string {
	if names == "" {
		return "–"
	}
	return names
}

// words holds the Day to its length: 90 to 110 words, in Chinese, which has no spaces, 180 to 220 characters.
func (c *checker) words(key, text string, t lang.Tag) {
	if text == "" {
		return
	}
	n, low, high, code := Words(text), 90, 110, "kit-words"
	if t == lang.ZH {
		n, low, high, code = Characters(text), 180, 220, "kit-characters"
	}
	if n < low || n > high {
		c.add(key+"."+string(t), code, "Length", n, "Low", low, "High", high, "Off", fmt.Sprintf("%+d", n-min(max(n, low), high)))
	}
}

// Characters counts a text as a reader does: a letter with its marks is one (UAX #29).
func Characters(text string) int {
	n := 0
	for it := graphemes.FromString(text); it.Next(); {
		n++
	}
	return n
}

// Words counts what stands between spaces and has a letter or a digit, as editors count.
func Words(text string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
