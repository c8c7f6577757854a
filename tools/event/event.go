// Package event knows one event: the file an organizer writes, what its fields may hold, and when and where it takes place. It
// stands between the sources and the calendar: it reads content/events/<edition>/<name>.toml and hands on an Event whose
// every value has been checked.
//
//	starts = 2027-07-30T18:00:00
package event

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/source"
)

// Dir is where entries stand, in a folder per edition.
const Dir = "content/events"

// An Entry is the file of one event, field by field. It is the only definition of the format.
type Entry struct {
	Title          string                 `toml:"title"`           // plain text, at most 120 characters
	Language       string                 `toml:"language"`        // BCP 47: of title, summary and description
	Summary        string                 `toml:"summary"`         // plain text, at most 200 characters
	Description    string                 `toml:"description"`     // Markdown: paragraphs, emphasis, lists, links; at most 5,000 characters
	Kind           string                 `toml:"kind"`            // one of Kinds
	Attendance     string                 `toml:"attendance"`      // one of Attendances
	Starts         Moment                 `toml:"starts"`          // local time at the place, or a day
	Ends           Moment                 `toml:"ends"`            // of an all-day event the last day itself
	Timezone       string                 `toml:"timezone"`        // IANA name; required where a time is given
	Country        string                 `toml:"country"`         // ISO 3166-1 alpha-2; required with City unless online
	Region         string                 `toml:"region"`          // M49; for a place without a country code, in place of Country
	City           string                 `toml:"city"`            // as written in the entry's language
	Disclosure     string                 `toml:"disclosure"`      // one of Disclosures; city where empty
	Venue          string                 `toml:"venue"`           // only where Disclosure is public
	URL            string                 `toml:"url"`             // https
	Registration   string                 `toml:"registration"`    // https; of an online event the page to register, never the meeting itself
	Audience       string                 `toml:"audience"`        // one of Audiences; public where empty
	Cost           string                 `toml:"cost"`            // one of Costs; not stated where empty
	EventLanguages []string               `toml:"event_languages"` // BCP 47: spoken or interpreted there; Language where empty
	Accessibility  []string               `toml:"accessibility"`   // of Accesses
	Paragraphs     []string               `toml:"paragraphs"`      // ids of paragraphs of resolution 2017/18 the event answers to
	Status         string                 `toml:"status"`          // one of Statuses; scheduled where empty
	Revision       int                    `toml:"revision"`        // raised with each change of time, place or status
	Updated        source.Day             `toml:"updated"`         // UTC day of the last change; 1 January of the edition where empty
	Organizer      Organizer              `toml:"organizer"`
	Translations   map[string]Translation `toml:"translations"` // by language of the site
}

// Language is the one of the site's languages that the writer of an entry reads, even where the file is not TOML; empty where it is none of
// them, or not said.
func Language(data []byte) lang.Tag {
	if m := languageLine.FindSubmatch(data); m != nil {
		t, _ := lang.Read(string(m[1]))
		return t
	}
	return ""
}

var languageLine = regexp.MustCompile(`(?m)^(?:\x{feff})?[ \t]*language[ \t]*=[ \t]*["'“”«]?[ \t]*([A-Za-z0-9-]+)`)

// tidy takes the spaces around texts of one line away, and writes language tags in their usual case.
func (e *Entry) tidy() {
	for _, s := range []*string{&e.Title, &e.Summary, &e.City, &e.Venue, &e.Organizer.Name} {
		*s = strings.TrimSpace(*s)
	}
	for t, tr := range e.Translations {
		tr.Title, tr.Summary = strings.TrimSpace(tr.Title), strings.TrimSpace(tr.Summary)
		e.Translations[t] = tr
	}
	tags := []*string{&e.Language}
	for i := range e.EventLanguages {
		tags = append(tags, &e.EventLanguages[i])
	}
	for _, tag := range tags {
		if canonical, ok := lang.Canonical(*tag); ok {
			*tag = canonical
		}
	}
}

// An Organizer is named by its id in the register, or, in civil society and the private sector, entered in place.
type Organizer struct {
	ID      string `toml:"id"`
	Name    string `toml:"name"`
	Kind    string `toml:"kind"`
	Country string `toml:"country"`
	URL     string `toml:"url"`
}

// A Translation holds an entry's texts in one of the site's languages; any of them may be empty.
type Translation struct {
	Title       string `toml:"title"`
	Summary     string `toml:"summary"`
	Description string `toml:"description"`
}

// The values of the fields that take one of a list, in the order they are offered.
func Kinds() []string {
	return []string{"ceremony", "illumination", "meeting", "conference", "talk", "training", "workshop", "exhibition", "performance",
		"screening", "walk", "vigil", "campaign", "fair", "sport", "other"}
}

// Attendances are the ways of taking part.
func Attendances() []string { return []string{"in-person", "online", "hybrid"} }

// Disclosures say how much of the place is public, the default first.
func Disclosures() []string { return []string{"city", "public", "on-registration"} }

// Audiences say who may come, the default first.
func Audiences() []string { return []string{"public", "invited", "practitioners"} }

// Costs say what taking part costs.
func Costs() []string { return []string{"free", "paid", "donation"} }

// Accesses are what makes an event accessible.
func Accesses() []string {
	return []string{"step-free", "sign-language", "captions", "large-print", "childcare", "quiet-space"}
}

// Statuses are the states of an event, the default first.
func Statuses() []string { return []string{"scheduled", "postponed", "moved-online", "cancelled"} }

// A Moment is a local time without a zone (RFC 3339 without offset), or a whole day; the zero Moment is none.
type Moment struct {
	time.Time // in UTC, standing for the local clock
	AllDay    bool
}

// UnmarshalTOML takes a bare date or a local date and time.
func (m *Moment) UnmarshalTOML(v any) error {
	t, ok := v.(time.Time)
	if !ok || t.Year() < source.FirstYear {
		return fmt.Errorf("not a date")
	}
	switch t.Location().String() {
	case "date-local":
		m.AllDay = true
	case "datetime-local":
	default:
		return fmt.Errorf("not a local time")
	}
	m.Time = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	return nil
}

// TOMLExample shows both forms.
func (Moment) TOMLExample() string { return "2027-07-30T18:00:00 / 2027-07-30" }

// String is the moment as it is written in a source; empty for none.
func (m Moment) String() string {
	if m.IsZero() {
		return ""
	}
	if m.AllDay {
		return m.Format(time.DateOnly)
	}
	return m.Format("2006-01-02T15:04:05")
}

// in is the instant of the moment in a zone; a whole day begins at its midnight.
func (m Moment) in(zone *time.Location) time.Time {
	return time.Date(m.Year(), m.Month(), m.Day(), m.Hour(), m.Minute(), m.Second(), 0, zone)
}

// An Event is an entry that has been checked, with what follows from it.
type Event struct {
	Entry
	Edition  int
	Name     string // the file's name without .toml; with Edition the event's identity for ever
	File     string
	Demo     bool // an example, never part of a plain build
	Zone     *time.Location
	By       organizer.Organizer // the register's entry, or what the entry says of its organizer
	Verified bool                // By stands in the register
}

// ID is the event's identity for ever: 2027/ke-candlelight-walk.
func (e Event) ID() string { return fmt.Sprintf("%d/%s", e.Edition, e.Name) }

// UID is the identity in calendars (RFC 5545, 3.8.4.7); it does not depend on the address of the site.
func (e Event) UID() string { return fmt.Sprintf("%d-%s@july30", e.Edition, e.Name) }

// AllDay tells whether the event is given in days only.
func (e Event) AllDay() bool { return e.Starts.AllDay }

// Day is the local day it begins on, as its midnight in UTC.
func (e Event) Day() time.Time { return e.Starts.Truncate(24 * time.Hour) }

// Begin is the instant it starts, in its own zone; of an all-day event midnight UTC of the first day.
func (e Event) Begin() time.Time { return e.Starts.in(e.Zone) }

// End is the instant it ends, in its own zone; of an all-day event midnight UTC of the last day itself. An event without an end
// ends when it starts.
func (e Event) End() time.Time {
	if e.Ends.IsZero() {
		return e.Begin()
	}
	return e.Ends.in(e.Zone)
}

// Spoken are the languages spoken or interpreted at the event, as BCP 47 tags; that of the entry where it does not say.
func (e Event) Spoken() []string {
	if len(e.EventLanguages) > 0 {
		return e.EventLanguages
	}
	return []string{e.Language}
}

// Local is the entry's text in a language of the site, and the language each is really in: the translation where there is one, else the
// entry's own.
func (e Event) Local(t lang.Tag) (title, summary, description Words) {
	own := func(s string) Words { return Words{Text: s, Language: e.Language} }
	tr, ok := e.Translations[string(t)]
	pick := func(translated, original string) Words {
		if ok && translated != "" {
			return Words{Text: translated, Language: t.BCP47()}
		}
		return own(original)
	}
	return pick(tr.Title, e.Title), pick(tr.Summary, e.Summary), pick(tr.Description, e.Description)
}

// Words are a text and the BCP 47 tag of its language.
type Words struct{ Text, Language string }
