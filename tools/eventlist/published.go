package eventlist

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"reflect"

	"example.org/july30/tools/event"
)

// A Publication is a list of events as the site hands it out: what the list is and whose words are in it, then the events. Reading it gives
// the same entries as reading an export.
type Publication struct {
	Version   int               `json:"version" jsonschema:"required,description=of this form; raised when an older program would misread a file of the newer one"`
	License   string            `json:"license" jsonschema:"required,description=of the texts of the organizers"`
	Schema    string            `json:"schema" jsonschema:"required,format=uri,description=where this schema stands"`
	Publisher string            `json:"publisher" jsonschema:"required,description=who runs the site, and that it is not the United Nations'"`
	Language  string            `json:"language,omitempty" jsonschema:"description=BCP 47: of publisher, list and shown"`
	List      string            `json:"list" jsonschema:"required,description=what the list holds"`
	Address   string            `json:"address" jsonschema:"required,format=uri,description=of the page that shows the list; of all events that of the site"`
	Words     Whose             `json:"words" jsonschema:"required"`
	Events    []json.RawMessage `json:"events" jsonschema:"required"`
}

// Whose says whose words the members of an event are.
type Whose struct {
	Publisher []string `json:"publisher" jsonschema:"required,description=written by the site"`
	Organizer []string `json:"organizer" jsonschema:"required,description=texts of the organizer, as entered"`
}

// Words are whose words stand in a published event; its other members are values of lists, dates and codes.
func Words() Whose {
	return Whose{
		Publisher: []string{"shown"},
		Organizer: []string{"title", "summary", "description", "city", "venue", "organizer.name", "translations"},
	}
}

// Shown is what the site says of an event in the language of a list.
type Shown struct {
	Title         string `json:"title" jsonschema:"required,description=in the language of the list where the organizer has translated it"`
	TitleLanguage string `json:"title_language" jsonschema:"required,description=BCP 47"`
	When          string `json:"when" jsonschema:"required"`
	Zone          string `json:"zone,omitempty"`
	Begin         string `json:"begin" jsonschema:"required,description=RFC 3339 with the offset of the place, or a day"`
	End           string `json:"end" jsonschema:"required,description=RFC 3339 with the offset of the place, or the last day itself"`
	Place         string `json:"place" jsonschema:"required"`
	Kind          string `json:"kind" jsonschema:"required"`
	Attendance    string `json:"attendance" jsonschema:"required"`
	Organizer     string `json:"organizer" jsonschema:"required"`
	OrganizerKind string `json:"organizer_kind" jsonschema:"required"`
	Verified      bool   `json:"verified" jsonschema:"required,description=whether the publisher has found out who the organizer is"`
	Status        string `json:"status,omitempty" jsonschema:"description=where the event is not held as it was announced"`
}

// Members of a published event beside its entry.
const (
	addressMember = "address"
	exampleMember = "example"
	shownMember   = "shown"
)

// Published is an event of a Publication: id, address (of its page; of a list in no language left out), whether it is an example, what the site
// shows (nil for nothing), and its entry.
func Published(e event.Event, address string, shown *Shown) (json.RawMessage, error) {
	members := []string{`"` + idColumn + `":"` + e.ID() + `"`}
	if address != "" {
		data, err := plain(address)
		if err != nil {
			return nil, err
		}
		members = append(members, `"`+addressMember+`":`+string(data))
	}
	if e.Demo {
		members = append(members, `"`+exampleMember+`":true`)
	}
	if shown != nil {
		data, err := plain(shown)
		if err != nil {
			return nil, err
		}
		members = append(members, `"`+shownMember+`":`+string(data))
	}
	return object(reflect.ValueOf(e.Entry), members...)
}

// JSON writes the publication, an event a line.
func (p Publication) JSON() ([]byte, error) {
	events := p.Events
	p.Events = []json.RawMessage{}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(p); err != nil {
		return nil, fmt.Errorf("write the list %s: %w", p.Address, err)
	}
	if len(events) == 0 {
		return b.Bytes(), nil
	}
	head, ok := bytes.CutSuffix(b.Bytes(), []byte("[]\n}\n"))
	if !ok {
		return nil, fmt.Errorf("write the list %s: its events are not at its end", p.Address)
	}
	out := append(bytes.Clone(head), "[\n"...)
	for i, e := range events {
		if i > 0 {
			out = append(out, ",\n"...)
		}
		out = append(out, e...)
	}
	return append(out, "\n]\n}\n"...), nil
}

// publisherColumn is the column of a published CSV that says in each row who publishes it, because a table has no other place for that.
const publisherColumn = "publisher"

// beside tells the columns of a published CSV that are no export's.
func beside(column string) bool { return column == addressMember || column == publisherColumn }

// PublishedRow is the row of an event in a published CSV: an export's, with the address of its page and the publisher's line.
func PublishedRow(e event.Event, address, publisher string) ([]byte, error) {
	return csvRow(append(cells(e), address, publisher))
}

// PublishedCSV writes rows as PublishedRow makes them below the names of their columns.
func PublishedCSV(rows [][]byte) ([]byte, error) {
	head, err := csvRow(append(Columns(), addressMember, publisherColumn))
	if err != nil {
		return nil, err
	}
	return append([]byte("\ufeff"), append(head, bytes.Join(rows, nil)...)...), nil
}

func csvRow(row []string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for i := range row {
		row[i] = escape(row[i])
	}
	if err := w.Write(row); err != nil {
		return nil, fmt.Errorf("write a row: %w", err)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
