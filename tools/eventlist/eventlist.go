// Package eventlist reads and writes lists of events in foreign forms: tables (CSV, XLSX), calendars (ICS) and JSON. It stands beside the
// flow: what it reads becomes entries, files of content/events, which are then sources like any other; what it writes is read again as the
// same entries.
//
//	Titre;Début;Ville                          a row of names, of which it guesses the fields: title, starts, city
//	Marche aux lanternes;2027-07-30 18:00;Dakar
package eventlist

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/unicode"

	"example.org/july30/tools/edition"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// What a list may have at most, so that none takes the memory of a machine: bytes, rows, and columns.
const (
	FileLimit   = 10 << 20
	rowLimit    = 20_000
	columnLimit = 400
)

// A Table is one table of a list: a sheet, or the whole of a form that has no sheets.
type Table struct {
	File    string            // as messages name it: list.csv, list.xlsx[Sheet1]
	Header  int               // the row the names of the columns stand in; 0 where the form has none
	Columns []string          // their names
	Fields  map[string]string // what a column is taken for where the form itself says so; nil where that is to be guessed
	Rows    []Row
	Notes   []string // what was decided in reading, in English
	own     bool     // an export of ours, or a list the site hands out: the first column is id, and all are named as there
}

// A Row is one event of a table, or what is left of it.
type Row struct {
	Line    int      // of a table the row as a spreadsheet counts it, of a text the line; from 1
	Cells   []string // by column
	dates   map[int]string
	refused bool // a problem was reported
}

// Options say how a list is read where it does not say so itself.
type Options struct {
	Separator rune              // of a CSV; 0 for the one that parts the first row most often: , ; | or a tab
	Sheet     string            // of a workbook the only one to read; empty for all
	Timezone  string            // of times that have none, and the one to show instants of UTC in; may be empty
	Zones     map[string]string // IANA names of the zones of a calendar that have others
	Window    edition.Window    // recurrences are unrolled within it
}

// Read reads a list whose form is told by its first bytes. Whatever cannot be read is a problem, with the row where there is one; a row is
// never left out without one. A file over FileLimit is refused unread.
func Read(name string, data []byte, o Options) ([]Table, problem.List) {
	tables, list := read(name, data, o)
	if len(tables)+len(list) == 0 {
		list.Add(name, 0, "", "empty")
	}
	return tables, list
}

func read(name string, data []byte, o Options) ([]Table, problem.List) {
	if len(data) > FileLimit {
		var list problem.List
		list.Add(name, 0, "", "too-large", "Size", len(data), "Limit", FileLimit)
		return nil, list
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return readXLSX(name, data, o)
	}
	text, list := source.Text(name, fromUTF16(data), 2*FileLimit)
	switch start := strings.TrimSpace(text); {
	case len(list) > 0:
		return nil, list
	case strings.HasPrefix(start, "BEGIN:VCALENDAR"):
		return readICS(name, start, 1+strings.Count(text[:strings.Index(text, start)], "\n"), o)
	case strings.HasPrefix(start, "{"):
		return readJSON(name, text)
	}
	return readCSV(name, text, o)
}

// fromUTF16 is the text in UTF-8 where it is in UTF-16, which a byte order mark tells or a zero beside the first letter.
func fromUTF16(data []byte) []byte {
	if len(data) < 2 {
		return data
	}
	order := unicode.LittleEndian
	switch {
	case data[0] == 0xff && data[1] == 0xfe, data[0] == 0xfe && data[1] == 0xff, data[0] != 0 && data[1] == 0:
	case data[0] == 0 && data[1] != 0:
		order = unicode.BigEndian
	default:
		return data
	}
	out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return data
	}
	return out
}

// tooMany refuses a list that has more rows than one may have.
func tooMany(file string) (list problem.List) {
	list.Add(file, 0, "", "list-too-many", "Limit", rowLimit)
	return list
}
