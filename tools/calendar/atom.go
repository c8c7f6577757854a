package calendar

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// atomLength is how many entries a feed has at most: those that changed last.
const atomLength = 100

// An Entry is an event as Atom has it, written out, and the day it changed.
type Entry struct {
	XML     []byte
	Updated time.Time
}

type atomText struct {
	Lang string `xml:"xml:lang,attr,omitempty"`
	Text string `xml:",chardata"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Lang string `xml:"xml:lang,attr,omitempty"`
	Name string `xml:"name"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomEntry struct {
	XMLName  xml.Name       `xml:"entry"`
	ID       string         `xml:"id"`
	Title    atomText       `xml:"title"`
	Updated  string         `xml:"updated"`
	Author   atomPerson     `xml:"author"`
	Link     atomLink       `xml:"link"`
	Category []atomCategory `xml:"category"`
	Summary  atomText       `xml:"summary"`
}

// AtomEntry writes an event for the feeds of one language (RFC 4287). Its id is the event's identity as a URN of the UUID that its UID gives, so
// that it does not change with the address of the site; each language has its own.
func AtomEntry(e event.Event, text Text, t lang.Tag) (Entry, error) {
	x := atomEntry{
		ID: urn(string(t) + "/" + e.UID()), Title: atomText{text.Language, text.Title}, Updated: Stamp(e).Format(time.RFC3339),
		Author: atomPerson{text.OrganizerLanguage, text.Organizer}, Link: atomLink{Rel: "alternate", Type: "text/html", Href: text.URL},
		Category: []atomCategory{{Term: e.Kind, Label: text.Kind}}, Summary: atomText{t.BCP47(), text.Description},
	}
	data, err := xml.MarshalIndent(x, "  ", "  ")
	if err != nil {
		return Entry{}, fmt.Errorf("write event %s for feeds: %w", e.ID(), err)
	}
	return Entry{XML: append(data, '\n'), Updated: Stamp(e)}, nil
}

// Atom writes the feed as RFC 4287 has it: the entries that changed last come first, those of one day in the order given, and the feed
// changed when its newest entry did; one without entries changed at the time that is handed in. rights are the licence of what it says.
func (f Feed) Atom(entries []Entry, rights string, birth time.Time) ([]byte, error) {
	self := f.URL + "feed.xml"
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int { return b.Updated.Compare(a.Updated) })
	entries = entries[:min(len(entries), atomLength)]
	if len(entries) > 0 {
		birth = entries[0].Updated
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="` + f.Language.BCP47() + "\">\n")
	enc := xml.NewEncoder(&b)
	enc.Indent("  ", "  ")
	for _, part := range []struct {
		name  string
		value any
	}{
		{"id", urn(string(f.Language) + "/" + f.Path)}, {"title", f.Name}, {"subtitle", f.Description}, {"rights", rights}, {"updated", birth.Format(time.RFC3339)},
		{"link", atomLink{Rel: "self", Type: "application/atom+xml", Href: self}}, {"link", atomLink{Rel: "alternate", Type: "text/html", Href: f.URL}},
		{"author", atomPerson{Name: f.Author}},
	} {
		if err := enc.EncodeElement(part.value, xml.StartElement{Name: xml.Name{Local: part.name}}); err != nil {
			return nil, fmt.Errorf("write feed %q: %w", f.Name, err)
		}
	}
	b.WriteByte('\n')
	for _, e := range entries {
		b.Write(e.XML)
	}
	b.WriteString("</feed>\n")
	return b.Bytes(), nil
}

// urn is a name for ever of a thing of this calendar: a UUID made of its own name (RFC 9562, 5.5).
func urn(name string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("july30/"+name)).URN()
}
