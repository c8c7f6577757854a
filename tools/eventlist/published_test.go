package eventlist

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"example.org/july30/tools/event"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/schema"
)

const (
	eventSchema     = "../../data/event.schema.json"
	publishedSchema = "../../data/events.schema.json"
)

// readObject is a JSON object.
func readObject(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		t.Fatal(err)
	}
	return object
}

// schemaOfPublications is made of the structs, with the schema of an entry for the events.
func schemaOfPublications(t *testing.T) []byte {
	t.Helper()
	of := func(v any, title, description string) map[string]any {
		data, err := schema.OfJSON(v, title, description)
		if err != nil {
			t.Fatal(err)
		}
		return readObject(t, data)
	}
	list := of(&Publication{}, "Events", "A list of events as the site hands it out; about/data explains it.")
	shown := of(&Shown{}, "What the site shows", "Written by the site in the language of the list.")
	delete(shown, "$schema")
	data, err := os.ReadFile(eventSchema)
	if err != nil {
		t.Fatal(err)
	}
	one := readObject(t, data)
	delete(one, "$schema")
	properties := one["properties"].(map[string]any)
	text := func(format, description string) map[string]any {
		return map[string]any{"type": "string", "format": format, "description": description}
	}
	properties[idColumn] = map[string]any{"type": "string", "description": "edition and name, for ever"}
	properties[addressMember] = text("uri", "of the page of the event")
	properties[exampleMember] = map[string]any{"const": true, "description": "an invented event, which no published site has"}
	properties[shownMember] = shown
	one["required"] = append([]any{idColumn}, one["required"].([]any)...)
	list["properties"].(map[string]any)["events"] = map[string]any{"type": "array", "items": one}
	out, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}

// TestPublishedSchema: the schema that the site hands out is that of the structs.
func TestPublishedSchema(t *testing.T) {
	problemtest.Made(t, publishedSchema, "the structs say", schemaOfPublications(t))
	if _, err := jsonschema.NewCompiler().Compile(publishedSchema); err != nil {
		t.Error(err)
	}
}

// TestPublished: what is handed out is read again as the same entry, in JSON and in CSV, and a list without events is whole.
func TestPublished(t *testing.T) {
	e := event.Event{Name: "ke-walk", Edition: 2027, Entry: event.Entry{Title: `=HYPERLINK("https://example.org") "и" ＝`, Language: "en", Summary: "'-1\nline", Kind: "walk",
		EventLanguages: []string{"en", "sw"}, Translations: map[string]event.Translation{"fr": {Title: "Marche"}}}}
	object, err := Published(e, "https://example.org/en/events/2027/ke-walk/", &Shown{Title: "</script>"})
	if err != nil {
		t.Fatal(err)
	}
	row, err := PublishedRow(e, "https://example.org/en/events/2027/ke-walk/", "Example publisher")
	if err != nil {
		t.Fatal(err)
	}
	for _, events := range [][]json.RawMessage{nil, {object}, {object, object}} {
		data, err := Publication{Version: Version, License: Licence, Words: Words(), Events: events}.JSON()
		if err != nil {
			t.Fatal(err)
		}
		tables, list := Read("events.json", data, Options{})
		if len(list) > 0 || len(tables) != 1 || len(tables[0].Rows) != len(events) {
			t.Fatalf("read %d tables: %v\n%s", len(tables), list, data)
		}
		var rows [][]byte
		for range events {
			rows = append(rows, row)
		}
		table, err := PublishedCSV(rows)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(table, []byte("\n=")) || bytes.Contains(table, []byte(",=")) {
			t.Errorf("a cell is a formula:\n%s", table)
		}
		tables, list = Read("events.csv", table, Options{})
		if len(list) > 0 || len(tables) != 1 || len(tables[0].Rows) != len(events) {
			t.Fatalf("read %d tables: %v\n%s", len(tables), list, table)
		}
	}
}
