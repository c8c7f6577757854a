package eventlist

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"github.com/xuri/excelize/v2"

	"example.org/july30/tools/event"
)

// Formats are the forms a list can be written in, by the endings of their files.
var Formats = []string{"csv", "xlsx", "json"}

// Write writes events as a list in one of Formats, in their order. Reading it gives the same entries again; the same events give the same
// bytes. A CSV is in UTF-8 with a byte order mark, which Excel asks for, parted by commas, and none of its cells is a formula to a spreadsheet.
func Write(format string, events []event.Event) ([]byte, error) {
	switch format {
	case "csv":
		return writeCSV(events)
	case "xlsx":
		return writeXLSX(events)
	case "json":
		return writeJSON(events)
	}
	return nil, fmt.Errorf("a list of events cannot be written as %q; use one of %v", format, Formats)
}

// cells are an event's, by column.
func cells(e event.Event) []string {
	row := []string{e.ID()}
	for _, c := range Columns()[1:] {
		row = append(row, text(e.Entry, c))
	}
	return row
}

func writeCSV(events []event.Event) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	rows := [][]string{Columns()}
	for _, e := range events {
		row := cells(e)
		for i := range row {
			row[i] = escape(row[i])
		}
		rows = append(rows, row)
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	return b.Bytes(), nil
}

// asText is the number format of a cell that a spreadsheet leaves as it is typed (ECMA-376, 18.8.30).
const asText = 49

func writeXLSX(events []event.Event) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	data, err := sheet(f, events)
	if err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	return data, nil
}

func sheet(f *excelize.File, events []event.Event) ([]byte, error) {
	const name = "Events"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: asText})
	if err != nil {
		return nil, err
	}
	w, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	if err := w.SetColStyle(1, len(Columns()), style); err != nil {
		return nil, err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	rows := [][]string{Columns()}
	for _, e := range events {
		rows = append(rows, cells(e))
	}
	for i, row := range rows {
		values := make([]any, len(row))
		for j, s := range row {
			if s != "" {
				values[j] = excelize.Cell{StyleID: style, Value: s}
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), values); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = f.Write(&b)
	return b.Bytes(), err
}
