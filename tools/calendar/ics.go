package calendar

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// Text is what an event says in a calendar, finished and in one language.
type Text struct {
	Title       string
	Language    string // BCP 47, of Title
	Description string
	Location    string
	URL         string
	Kind        string

	Organizer         string
	OrganizerLanguage string // BCP 47; empty where the name is of no one language
}

// A Feed is a list of events in one language, as a calendar and as a feed of news.
type Feed struct {
	Language    lang.Tag
	Name        string // as a reader's calendar shows it
	Description string
	Author      string // who publishes it
	URL         string // of the page the feed stands beside, with a slash at its end
	Path        string // of that page below its language, which stays the same where the site moves
}

// refresh is how often a subscriber should read the feed again (RFC 7986, 5.7): a hint only.
const refresh = "P1D"

// ICS writes the feed by RFC 5545 and RFC 7986: lines folded at 75 octets and never within a character. components are events as VEvent
// writes them, at least one (RFC 5545, 3.6), in their order.
func (f Feed) ICS(components [][]byte) ([]byte, error) {
	cal := ics.NewCalendar()
	cal.SetProductId("-//july30//World Day against Trafficking in Persons//" + string(f.Language))
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(ics.MethodPublish)
	locale := language(f.Language.BCP47())
	cal.SetName(f.Name) // NAME and X-WR-CALNAME
	cal.SetDescription(f.Description, locale)
	cal.SetUrl(f.URL)
	cal.SetRefreshInterval(refresh)
	cal.SetXPublishedTTL(refresh)
	var b bytes.Buffer
	if err := cal.SerializeTo(&b, ics.WithNewLine("\r\n")); err != nil {
		return nil, fmt.Errorf("write calendar %q: %w", f.Name, err)
	}
	head, end := b.Bytes(), []byte("END:VCALENDAR\r\n")
	return slices.Concat(bytes.TrimSuffix(head, end), slices.Concat(components...), end), nil
}

// VEvent writes an event for calendars in one language: instants in UTC, the end of an all-day event exclusive, stamps from the entry and not
// from the clock, so that the same event gives the same bytes.
func VEvent(e event.Event, text Text, t lang.Tag) ([]byte, error) {
	var b bytes.Buffer
	if err := vevent(e, text, t).SerializeTo(&b, &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}); err != nil {
		return nil, fmt.Errorf("write event %s for calendars: %w", e.ID(), err)
	}
	return b.Bytes(), nil
}

func vevent(e event.Event, text Text, t lang.Tag) *ics.VEvent {
	v := ics.NewEvent(e.UID())
	stamp := Stamp(e)
	v.SetDtStampTime(stamp)
	v.SetModifiedAt(stamp)
	v.SetSequence(e.Revision)
	v.SetStatus(status(e))
	if text.Title != "" {
		v.SetSummary(text.Title, language(text.Language))
	}
	if text.Description != "" {
		v.SetDescription(text.Description, language(t.BCP47()))
	}
	if text.Location != "" {
		v.SetLocation(text.Location)
	}
	v.SetURL(text.URL)
	v.SetClass(ics.ClassificationPublic)
	if e.AllDay() {
		v.SetAllDayStartAt(e.Begin())
		v.SetAllDayEndAt(e.End().AddDate(0, 0, 1))
		v.SetTimeTransparency(ics.TransparencyTransparent)
		return v
	}
	v.SetStartAt(e.Begin())
	if !e.Ends.IsZero() {
		v.SetEndAt(e.End())
	}
	return v
}

// Stamp is the UTC day of the entry's last change: 1 January of its edition where the entry does not say.
func Stamp(e event.Event) time.Time {
	if !e.Updated.IsZero() {
		return e.Updated.Time
	}
	return time.Date(e.Edition, time.January, 1, 0, 0, 0, 0, time.UTC)
}

// status is RFC 5545's: a postponed event is tentative, one moved online is confirmed.
func status(e event.Event) ics.ObjectStatus {
	switch e.Status {
	case "cancelled":
		return ics.ObjectStatusCancelled
	case "postponed":
		return ics.ObjectStatusTentative
	}
	return ics.ObjectStatusConfirmed
}

func language(tag string) ics.PropertyParameter {
	return &ics.KeyValues{Key: "LANGUAGE", Value: []string{tag}}
}
