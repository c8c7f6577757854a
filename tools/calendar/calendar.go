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
