package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/body"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/page"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

// acceptedBase is an entry with a place for a text in every field that takes one.
const acceptedBase = `title = "Walk"
language = "en"
summary = "We walk."
description = "All *together*."
kind = "walk"
attendance = "in-person"
starts = 2027-07-30T18:00:00
ends = 2027-07-30T20:00:00
timezone = "Africa/Nairobi"
country = "KE"
city = "Nairobi"
disclosure = "public"
venue = "Main gate"
url = "https://example.org/walk"
registration = "https://example.org/walk/register"
event_languages = ["en", "sw"]
[organizer]
name = "Lights"
kind = "civil-society"
country = "KE"
url = "https://example.org/"
[translations.fr]
title = "Marche"
[translations.ar]
summary = "مسيرة"
[translations.zh]
description = "步行"
`

var acceptedFields = []string{"title", "summary", "description", "city", "venue", "language", "timezone", "url", "registration", "organizer.name", "organizer.url",
	"event_languages", "translations.fr.title", "translations.ar.summary", "translations.zh.description"}

var hostile = []string{
	`</script><script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<img src=x onerror=alert(1) `, `<!-- a`, `" onmouseover="alert(1)`, `' autofocus onfocus='alert(1)`, `&lt;b&gt;`, `&#60;script&#62;`, `a & b < c > d`,
	`{{< x >}}`, `{{% x %}}`, `{{ .Site }}`, "]]>", "+++", "---", "}\n{", "+++\ntitle = \"x\"\n+++", "%0d%0aX: y", "%3Cscript%3E", "a\u2028b", "a\u2029b", "BEGIN:VEVENT", "END:VCALENDAR",
	"a\r\nATTENDEE:mailto:b", "a\\nATTENDEE:b", "a\nEND:VEVENT\nBEGIN:VEVENT", `a\`, `a\"b`, `"`, `"""`, `'''`, "`", `a;b,c:d`, `a;X=b`, "\u202eabc", "\ufeffa", "\x00", "\x1b[31m", "../../../etc/passwd", `..\..\x`,
	"https://example.org/\"><script>", "https://example.org/'onclick=x", "https://example.org/?a=b&lt=c#d", "https://example.org/a b", "https://example.org/%0d%0aX:y", "https://example.org/;a,b", "javascript:alert(1)", "https://example.org\\@evil.example/",
	"[a](javascript:alert(1))", "[a](https://example.org/ \"b\\\" onclick=c\")", "![a](https://example.org/x.png)", "<https://example.org/\"onx=y>", "- a\n- b\n\n1. c", "en\" onload=\"x", "x-private", "zh-Hant-TW-x-\u0430",
	strings.Repeat("a", 120), strings.Repeat("长", 120), strings.Repeat("é\u0301", 60), "مسيرة “الشموع” 2027", "a\tb", " a ", "😀‍👩",
}

// FuzzAccepted: whatever a text of an entry is, the entry is refused, or what is made of it is sound: it changes nothing but its own page and
// lists of events, and no other event's page; what Hugo reads says what the entry says; where a template takes HTML there are no elements
// and attributes but those of a description; links lead to addresses of pages; data, feeds and calendars can be read.
func FuzzAccepted(f *testing.F) {
	m, _, err := Load(os.DirFS(root), Options{})
	if err != nil {
		f.Fatal(err)
	}
	ctx := m.Context()
	// What knows nothing of an event but its paragraphs, which are a closed list, is left out, so that a case is small.
	m.Resolutions, m.Editions, m.Timeline, m.Bodies = nil, m.Editions[:1], nil, body.Set{}
	m.World.States = slices.DeleteFunc(slices.Clone(m.World.States), func(c world.Country) bool { return c.Alpha2 != "KE" })
	m.World.Areas = nil
	m.Pages = page.Set{"home": m.Pages["home"]}
	neighbour, list := event.Parse("content/events/2027/ke-neighbour.toml", []byte(acceptedBase), ctx)
	if list.Errors() > 0 {
		f.Fatal(message(f, list, lang.EN))
	}
	m.Events = []event.Event{neighbour}
	before := everything(f, m)
	for i := range acceptedFields {
		for j, s := range hostile {
			if (i+j)%5 == 0 { // each in three fields, so that the seeds take little time
				f.Add(uint(i), s)
			}
		}
	}
	f.Fuzz(func(t *testing.T, i uint, s string) {
		field := acceptedFields[i%uint(len(acceptedFields))]
		doc, _ := source.ReadDocument("", []byte(acceptedBase), new(event.Entry))
		if field == "event_languages" {
			doc.Set(field, []string{"en", s})
		} else {
			doc.Set(field, s)
		}
		e, list := event.Parse("content/events/2027/ke-walk.toml", doc.Bytes(), ctx)
		if list.Errors() > 0 {
			return
		}
		if got := norm.NFC.String(strings.TrimSpace(strings.ToValidUTF8(s, "\ufffd"))); field == "title" && e.Title != got {
			t.Errorf("the title %q is read as %q", s, e.Title)
		}
		m := m
		m.Events = []event.Event{e, neighbour}
		m.sortEvents()
		after := everything(t, m)
		for name := range before {
			if _, there := after[name]; !there {
				t.Errorf("the entry takes %s away", name)
			}
		}
		for _, name := range after.Names() {
			if was, there := before[name]; there && bytes.Equal(was, after[name]) {
				continue
			}
			if !mayChange.MatchString(name) || strings.Contains(name, "ke-neighbour") {
				t.Errorf("the entry writes %s", name)
			}
			readable(t, name, after[name])
		}
		ownPage(t, decoded(t, "ke-walk.md", after["content/events/2027/ke-walk.md"]), e)
		for _, tag := range lang.All() {
			title, summary, _ := e.Local(tag)
			ownCalendar(t, after[string(tag)+"/events/2027/ke-walk/event.ics"], title.Text, summary.Text)
		}
	})
}

// everything is all that is generated of the model.
func everything(t testing.TB, m Model) Files {
	t.Helper()
	files, err := m.Sources(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	err = m.Feeds(func(name string, data []byte) error {
		files[name] = slices.Clone(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var mayChange = regexp.MustCompile(`^(content|[a-z]{2})/events/[a-z0-9/_-]+\.(md|json|xml|ics|csv)$|^content/_index\.[a-z]{2}\.md$|^data/(site\.json|events\.(json|csv))$`)

// readable holds a generated file to its form.
func readable(t *testing.T, name string, data []byte) {
	t.Helper()
	switch path.Ext(name) {
	case ".md":
		soundStrings(t, name, decoded(t, name, data))
	case ".json":
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	case ".csv":
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil || len(rows) > 3 { // the two, below the names
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
		for _, cell := range slices.Concat(rows...) {
			if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
				t.Errorf("%s: a spreadsheet takes %q for a formula", name, cell)
			}
		}
	case ".xml":
		entries := 0
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s: %v:\n%s", name, err, data)
				break
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "entry" {
				entries++
			}
		}
		if entries > 2 {
			t.Errorf("%s has %d entries", name, entries)
		}
	case ".ics":
		if cal, err := ics.ParseCalendar(bytes.NewReader(data)); err != nil || len(cal.Components) > 3 { // the two, and the Day
			t.Errorf("%s: %v:\n%s", name, err, data)
		}
	}
}

// decoded is the front matter of a page, as Hugo reads it. Behind it nothing may stand but the text of a hand-written page.
func decoded(t *testing.T, name string, data []byte) front {
	t.Helper()
	var f front
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&f); err != nil || !json.Valid(data) && strings.HasPrefix(name, "content/events/") {
		t.Fatalf("%s: %v:\n%s", name, err, data)
	}
	return f
}

func ownPage(t *testing.T, f front, e event.Event) {
	t.Helper()
	if f["title"] != e.Title {
		t.Errorf("Hugo reads the title %q, want %q", f["title"], e.Title)
	}
	for _, tag := range lang.All() {
		local := f["local"].(map[string]any)[string(tag)].(map[string]any)
		title, summary, _ := e.Local(tag)
		for key, want := range map[string]string{"title": title.Text, "summary": summary.Text, "organizer": e.Organizer.Name} {
			if local[key] != want {
				t.Errorf("%s: Hugo reads %s as %q, want %q", tag, key, local[key], want)
			}
		}
		for _, want := range []string{e.Venue, e.URL, e.Registration, e.Organizer.Name, e.Organizer.URL} {
			if facts := local["facts"].(string); !strings.Contains(facts, html.EscapeString(want)) {
				t.Errorf("%s: the lines of the page lack %q:\n%s", tag, want, facts)
			}
		}
		var ld front
		if err := json.Unmarshal([]byte(local["json_ld"].(string)), &ld); err != nil || ld["name"] != title.Text || ld["description"] != summary.Text {
			t.Errorf("%s: the page's data says %v (%v)", tag, ld, err)
		}
		if place := local["place"].(string); !strings.Contains(html.UnescapeString(place), "<bdi>"+e.City+"</bdi>") {
			t.Errorf("%s: the place is %q, want %q in it", tag, place, e.City)
		}
	}
}

var eventPath = regexp.MustCompile(`^events/([a-z0-9-]+/)*$`)

var tagForm = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)

// soundStrings holds the texts that templates take as they are to what may stand there; the others they escape.
func soundStrings(t *testing.T, where string, v any) {
	t.Helper()
	switch x := v.(type) {
	case []any:
		for _, below := range x {
			soundStrings(t, where, below)
		}
	case map[string]any:
		for key, below := range x {
			s, text := below.(string)
			switch {
			case !text:
				soundStrings(t, where, below)
			case key == "json_ld" && strings.ContainsAny(s, "<>&\u2028\u2029"):
				t.Errorf("%s: %s is %q", where, key, s)
			case key == "description" && strings.Contains(s, "</"), key == "place":
				allowedHTML(t, where, s, ofDescriptions)
			case key == "facts":
				allowedHTML(t, where, s, ofFacts)
			case key == "lang", strings.HasSuffix(key, "_lang"):
				if !tagForm.MatchString(s) {
					t.Errorf("%s: %s is %q", where, key, s)
				}
			case key == "path" && strings.HasPrefix(s, "events/"):
				if !eventPath.MatchString(s) {
					t.Errorf("%s: the path is %q", where, s)
				}
			}
		}
	}
}

// The elements that may stand in a text that is HTML, with their attributes.
var (
	ofDescriptions = map[string][]string{"p": nil, "br": nil, "em": nil, "strong": nil, "ul": nil, "ol": {"start"}, "li": nil, "bdi": nil, "a": {"href", "rel", "title"}}
	ofFacts        = map[string][]string{"div": nil, "dt": nil, "dd": nil, "br": nil, "ul": nil, "li": nil, "bdi": {"lang", "class"}, "span": {"lang", "dir"},
		"time": {"datetime", "data-end"}, "a": {"href", "rel", "class", "dir"}}
)

// ownAddress is a paragraph of the resolution on this site.
var ownAddress = regexp.MustCompile(`^/[a-z]{2}/resolutions/2017-18/#[a-z0-9-]+$`)

func allowedHTML(t *testing.T, where, s string, attributes map[string][]string) {
	t.Helper()
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Errorf("%s: %q: %v", where, s, z.Err())
			}
			return
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
			allowed, ok := attributes[token.Data]
			for _, a := range token.Attr {
				if ok = ok && slices.Contains(allowed, a.Key); a.Key == "href" {
					ok = ok && (source.Address(a.Val) == "" || ownAddress.MatchString(a.Val))
				} else if a.Key == "lang" {
					ok = ok && tagForm.MatchString(a.Val)
				}
			}
			if !ok || kind == html.CommentToken || kind == html.DoctypeToken {
				t.Errorf("%s: %q has %s", where, s, token)
			}
		}
	}
}

var properties = []string{"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CLASS", "DTSTART", "DTEND"}

func ownCalendar(t *testing.T, data []byte, title, summary string) {
	t.Helper()
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v:\n%s", err, data)
	}
	if len(cal.Components) != 1 || len(cal.Events()) != 1 {
		t.Fatalf("the calendar has %d components:\n%s", len(cal.Components), data)
	}
	e := cal.Events()[0]
	for _, p := range e.Properties {
		if !slices.Contains(properties, p.IANAToken) {
			t.Errorf("the event has the property %s:\n%s", p.IANAToken, data)
		}
		for name := range p.ICalParameters {
			if !slices.Contains([]string{"LANGUAGE", "VALUE"}, name) {
				t.Errorf("%s has the parameter %s:\n%s", p.IANAToken, name, data)
			}
		}
	}
	if got := e.GetProperty(ics.ComponentPropertySummary).Value; got != title {
		t.Errorf("the calendar reads %q, want %q:\n%s", got, title, data)
	}
	if got := e.GetProperty(ics.ComponentPropertyDescription).Value; !strings.HasPrefix(got, summary) {
		t.Errorf("the calendar reads %q, want %q first:\n%s", got, summary, data)
	}
}
