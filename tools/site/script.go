package site

import "example.org/july30/tools/lang"

// script is what the scripts of pages with events need in a language: how it writes dates, its words, and what counts as the same letter.
func (m Model) script(t lang.Tag) front {
	style := m.Styles[t].Table
	text := func(key string) string { return m.text(t, key, nil) }
	return front{
		"tag": t.BCP47(),
		"style": front{
			"months": style.MonthsInDate, "first": style.First, "date": style.Date, "time": style.Time, "dateTime": style.DateTime,
			"utc": style.UTC, "offset": style.Offset,
		},
		"variants": lang.Variants(),
		"count":    m.Words[t].Classes("calendar_count"), "results": m.Words[t].Classes("search_count"),
		"words": front{
			"ownTime": text("event_own_time"), "over": text("event_over"),
			"drop": text("filter_drop"), "more": text("filter_more"), "none": text("filter_none"), "failed": text("filter_failed"),
			"nothing": text("search_none"), "pages": text("search_pages"), "events": text("search_events"),
		},
	}
}
