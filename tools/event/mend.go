package event

import (
	"bytes"
	"regexp"
	"strings"
	"time"

	"example.org/july30/tools/source"
)

// A Mend is what was mended in an entry. Its code is stable; the words mended_<code> of i18n/ say it, with Value in its place.
type Mend struct {
	Field string // empty where the whole file is meant
	Code  string // form, revision, updated, link
	Value any    // what stands there now
}

// Mended is the text of an entry with everything mended that has one right answer: its form, the parts of links that only tell who clicked,
// and, where before is the entry as it was published, the revision that a change calls for, and the day in updated where today is given.
// Without before, the day follows only what was mended here. An entry that is not TOML stays as it is. Mended again, nothing changes.
func Mended(name string, data, before []byte, hosts Hosts, today time.Time) ([]byte, []Mend) {
	d, _ := source.ReadDocument(name, data, new(Entry))
	if d == nil {
		return data, nil
	}
	var mends []Mend
	if !bytes.Equal(d.Bytes(), data) {
		mends = append(mends, Mend{Code: "form"})
	}
	set := func(field, code string, value any) {
		d.Set(field, value)
		mends = append(mends, Mend{Field: field, Code: code, Value: value})
	}
	is, _ := readEntry(name, data)
	cleaned := is.clean(hosts)
	for _, field := range sorted(cleaned) {
		set(field, "link", cleaned[field])
	}
	texts, edited := is.descriptions(), len(cleaned) > 0
	for _, field := range sorted(texts) {
		text, found := cleanText(texts[field], hosts)
		if len(found) > 0 {
			d.Set(field, text)
			edited = true
		}
		for _, address := range found {
			mends = append(mends, Mend{Field: field, Code: "link", Value: address})
		}
	}
	if before != nil {
		if was, ok := readEntry(name, before); ok {
			edited = edited || is.edited(was)
			if least, _ := is.leastRevision(was); is.Revision < least {
				set("revision", "revision", least)
			}
		}
	}
	if edited && is.Updated.Before(today) {
		set("updated", "updated", source.Day{Time: today})
	}
	return d.Bytes(), mends
}

// cleanText takes from the links of a description what only tells who clicked, and gives the addresses they have now.
func cleanText(text string, hosts Hosts) (clean string, found []string) {
	for _, link := range addresses(text) {
		short := hosts.Clean(link)
		if short == link || source.Address(link) != "" {
			continue
		}
		// A link may be the beginning of another.
		whole := regexp.MustCompile(regexp.QuoteMeta(link) + `([\s<>()\[\]"']|$)`)
		if whole.MatchString(text) {
			text, found = whole.ReplaceAllString(text, strings.ReplaceAll(short, "$", "$$")+"${1}"), append(found, short)
		}
	}
	return text, found
}
