// Package calendar puts events in order and writes them as calendars. It stands after the checks: its events are sound, and what it
// writes goes into public/ as it is.
//
//	DTSTART:20270730T150000Z
package calendar

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/july30/tools/event"
)

// Sort puts events in the order all lists use: by the day they begin on where they take place, then all-day events first, then by
// instant, then by name, so that two runs over the same sources write the same page. O(n log n).
func Sort(events []event.Event) {
	slices.SortFunc(events, func(a, b event.Event) int {
		return cmp.Or(
			strings.Compare(a.Starts.Format(time.DateOnly), b.Starts.Format(time.DateOnly)),
			allDayFirst(a, b),
			a.Begin().Compare(b.Begin()),
			strings.Compare(a.ID(), b.ID()))
	})
}

func allDayFirst(a, b event.Event) int {
	if a.AllDay() == b.AllDay() {
		return 0
	}
	if a.AllDay() {
		return -1
	}
	return 1
}

// A Day is the events that begin on one local day.
type Day struct {
	Date   time.Time // midnight UTC
	Events []event.Event
}

// Days groups events by the local day they begin on, days in order, events of a day as Sort puts them. A day without events has no
// group; no events give none.
func Days(events []event.Event) []Day {
	in := slices.Clone(events)
	Sort(in)
	var days []Day
	for _, e := range in {
		date := e.Starts.Time.Truncate(24 * time.Hour)
		if n := len(days); n > 0 && days[n-1].Date.Equal(date) {
			days[n-1].Events = append(days[n-1].Events, e)
			continue
		}
		days = append(days, Day{Date: date, Events: []event.Event{e}})
	}
	return days
}
