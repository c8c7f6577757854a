# Reads the calendars named on standard input with python-icalendar, and writes what each says: file, UID, start and end, as ISO 8601 in
# UTC or as a day, one event a line, with tabs.
import datetime
import sys

import icalendar


def written(value):
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


for name in sys.stdin.read().split():
    with open(name, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    if calendar.errors:
        raise ValueError(f"{name}: {calendar.errors}")
    for event in calendar.walk("VEVENT"):
        if event.errors:
            raise ValueError(f"{name}: {event['UID']}: {event.errors}")
        end = event.get("DTEND")
        print(name, event["UID"], written(event["DTSTART"].dt), written(end.dt) if end else "", sep="\t")
