package event

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// WithdrawnFile lists the events that were withdrawn for somebody's safety. Every build obeys it: of such an event only the address and the
// UID remain.
const WithdrawnFile = "content/withdrawn.toml"

// A Withdrawal is an event that was withdrawn.
type Withdrawal struct {
	ID string     `toml:"id"` // 2027/ke-candlelight-walk
	On source.Day `toml:"on"` // UTC day of the withdrawal
}

// Withdraw is the withdrawal of an event, by its id, on the UTC day of an instant.
func Withdraw(id string, at time.Time) Withdrawal {
	return Withdrawal{ID: id, On: source.Day{Time: at.UTC()}}
}

// Event is what remains of the event: its identity, and that calendars which have it must take it off. It has no word and no day but that
// of the withdrawal.
func (w Withdrawal) Event() Event {
	edition, name, _ := strings.Cut(w.ID, "/")
	year, _ := strconv.Atoi(edition)
	return Event{Name: name, Edition: year, Zone: time.UTC, Entry: Entry{
		Starts: Moment{Time: w.On.Time, AllDay: true}, Status: "cancelled", Revision: lastRevision, Updated: w.On,
	}}
}

// lastRevision is above every revision of an entry, so that a calendar takes the withdrawal for the newest state (RFC 5545, 3.8.7.4).
const lastRevision = 1_000_000

// Withdrawals are the events that were withdrawn, in the order of the file.
type Withdrawals []Withdrawal

// Of is the withdrawal of an event, if it was withdrawn.
func (l Withdrawals) Of(id string) (Withdrawal, bool) {
	for _, w := range l {
		if w.ID == id {
			return w, true
		}
	}
	return Withdrawal{}, false
}

var idForm = regexp.MustCompile(`^[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*$`)

// ParseID reads an event's id, or the path of its entry, as a person may give it.
func ParseID(s string) (string, bool) {
	s = strings.TrimSuffix(strings.ReplaceAll(s, `\`, "/"), ".toml")
	if dir, name := path.Split(s); dir != "" {
		s = path.Base(path.Clean(dir)) + "/" + name
	}
	return s, idForm.MatchString(s)
}

// ReadWithdrawals reads and checks the list. No file is no withdrawal.
func ReadWithdrawals(fsys fs.FS) (Withdrawals, problem.List) {
	data, err := fs.ReadFile(fsys, WithdrawnFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var list problem.List
	if err != nil {
		list.Add(WithdrawnFile, 0, "", "unreadable", "Detail", err.Error())
		return nil, list
	}
	withdrawn, f, list := decodeWithdrawals(data)
	for i, w := range withdrawn {
		key := "withdrawn." + strconv.Itoa(i)
		if !idForm.MatchString(w.ID) && !f.Bad(key+".id") {
			list.Add(WithdrawnFile, f.Line(key+".id"), key+".id", "withdrawn-id", "Value", w.ID)
		}
		if w.On.IsZero() && !f.Bad(key+".on") {
			list.Add(WithdrawnFile, f.Line(key), key+".on", "missing-field", "Example", "on = 2027-07-01")
		}
	}
	return withdrawn, list
}

func decodeWithdrawals(data []byte) (Withdrawals, source.File, problem.List) {
	var file struct {
		Withdrawn Withdrawals `toml:"withdrawn"`
	}
	f, list := source.Decode(WithdrawnFile, data, &file)
	return file.Withdrawn, f, list
}

// TOML is the withdrawal as it is written to the file.
func (w Withdrawal) TOML() string {
	return "\n[[withdrawn]]\nid = \"" + w.ID + "\"\non = " + w.On.String() + "\n"
}
