package site

import (
	"encoding/json"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// jsonLD is an event as schema.org's Event, made of what its page says. The venue is there only where it is public, the place of an online
// event is its page to register or its website.
func (m Model) jsonLD(e event.Event, page front, t lang.Tag) string {
	address := m.address(t, "events/"+e.ID()+"/")
	ld := front{
		"@context": "https://schema.org", "@type": "Event", "@id": address, "url": address,
		"name": page["title"], "description": page["summary"], "startDate": machine(e, e.Begin()),
		"eventStatus": "https://schema.org/" + eventStatus(e.Status), "eventAttendanceMode": "https://schema.org/" + attendanceMode(e.Attendance),
		"inLanguage": e.Spoken(), "isAccessibleForFree": e.Cost == "free",
		"organizer": front{"@type": "Organization", "name": page["organizer"]},
	}
	if e.Cost == "" {
		delete(ld, "isAccessibleForFree")
	}
	if !e.Ends.IsZero() {
		ld["endDate"] = machine(e, e.End())
	}
	if e.Organizer.URL != "" {
		ld["organizer"].(front)["url"] = e.Organizer.URL
	}
	online := front{"@type": "VirtualLocation", "url": or(or(e.Registration, e.URL), address)}
	place := front{"@type": "Place", "name": or(e.Venue, m.place(e, t, plain)), "address": m.place(e, t, plain)}
	switch {
	case e.Attendance == "online" || e.Status == "moved-online":
		ld["location"] = online
	case e.Attendance == "hybrid":
		ld["location"] = []front{place, online}
	default:
		ld["location"] = place
	}
	data, err := json.Marshal(ld) // which writes <, > and & as escapes, so that it can stand in a page
	if err != nil {
		panic(err) // strings, lists of strings and maps cannot fail
	}
	return string(data)
}

func eventStatus(status string) string {
	switch status {
	case "postponed":
		return "EventPostponed"
	case "moved-online":
		return "EventMovedOnline"
	case "cancelled":
		return "EventCancelled"
	}
	return "EventScheduled"
}

func attendanceMode(attendance string) string {
	switch attendance {
	case "online":
		return "OnlineEventAttendanceMode"
	case "hybrid":
		return "MixedEventAttendanceMode"
	}
	return "OfflineEventAttendanceMode"
}
