package event

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/gosimple/slug"
)

// maxWords is the length of the words in a file's name, in letters; a name may be longer where people choose it.
const maxWords = 40

// FileName is a name for the file of a new entry, without .toml: the place, and the first words of the title in Latin letters, from
// whatever script. taken tells which names are other events'; of those the first free number makes another: ke-candlelight-walk-2.
func (e Entry) FileName(taken func(name string) bool) string {
	base, _, _ := strings.Cut(e.Language, "-")
	words := strings.Trim(notInName.ReplaceAllString(slug.MakeLang(e.Title, base), "-"), "-")
	if len(words) > maxWords {
		cut := strings.LastIndexByte(words[:maxWords+1], '-')
		if cut < 0 {
			cut = maxWords
		}
		words = words[:cut]
	}
	if words == "" {
		words = "event"
	}
	name := e.namePlace() + "-" + words
	for n := 2; taken(name); n++ {
		name = fmt.Sprintf("%s-%s-%d", e.namePlace(), words, n)
	}
	return name
}

var (
	notInName = regexp.MustCompile(`[^a-z0-9]+`)
	twoLetter = regexp.MustCompile(`^[A-Z]{2}$`)
)

// namePlace is what the name of the entry's file begins with.
func (e Entry) namePlace() string {
	switch {
	case twoLetter.MatchString(e.Country):
		return strings.ToLower(e.Country)
	case e.Attendance == "online":
		return "online"
	}
	return "other"
}
