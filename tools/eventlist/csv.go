package eventlist

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.org/july30/tools/problem"
)

// separators are those that are looked for in the first row of a CSV.
const separators = ",;\t|"

func csvReader(text string, separator rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = separator, -1
	return r
}

// separator is the one that parts the first row into the most cells.
func separator(text string) rune {
	best, most := ',', 0
	for _, s := range separators {
		if first, err := csvReader(text, s).Read(); err == nil && len(first) > most {
			best, most = s, len(first)
		}
	}
	return best
}

func readCSV(name, text string, o Options) ([]Table, problem.List) {
	var list problem.List
	t := Table{File: name}
	if o.Separator == 0 {
		if line, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(line, "sep=") && len(line) == len("sep=,") { // as Excel has it
			o.Separator, text = rune(line[len("sep=")]), "\n"+rest
		} else {
			o.Separator = separator(text)
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.Count(line, string(o.Separator)) > 100*columnLimit { // more than texts could have between them
			list.Add(name, 0, "", "list-too-wide", "Limit", columnLimit)
			return nil, list
		}
	}
	r := csvReader(text, o.Separator)
	t.Notes = append(t.Notes, fmt.Sprintf("separated by %q", o.Separator))
	// A row is counted as a spreadsheet does, which shows empty lines as rows, and a cell of several lines in one.
	row, lines, at := 0, 0, int64(0)
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return tables(t), list
		}
		start, fault := lines+1, (*csv.ParseError)(nil)
		switch {
		case errors.As(err, &fault):
			start = fault.StartLine
		case err != nil:
			list.Add(name, 0, "", "unreadable", "Detail", err.Error())
			return nil, list
		default:
			start, _ = r.FieldPos(0)
		}
		row += start - lines
		lines += strings.Count(text[at:r.InputOffset()], "\n")
		at = r.InputOffset()
		if fault != nil {
			list.Add(name, row, "", "list-quotes", "Detail", fault.Err.Error())
			if t.Header == 0 {
				return nil, list
			}
			t.Rows = append(t.Rows, Row{Line: row, refused: true})
			continue
		}
		if len(t.Rows) == rowLimit {
			return nil, tooMany(name)
		}
		if t.own {
			for i := range cells {
				cells[i] = unescape(cells[i])
			}
		}
		if len(cells) > columnLimit {
			list.Add(name, row, "", "list-too-wide", "Limit", columnLimit)
			return nil, list
		}
		t.add(row, cells, nil)
	}
}

// add takes the first row that is not empty for the names of the columns, and every other for an event; one without a value is none.
func (t *Table) add(row int, cells []string, dates map[int]string) {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	switch {
	case len(cells) == 0:
	case t.Header == 0:
		t.Header, t.own = row, cells[0] == idColumn
		for _, c := range cells {
			t.own = t.own && (beside(c) || slices.Contains(Columns(), c))
			t.Columns = append(t.Columns, strings.Join(strings.Fields(c), " "))
		}
	default:
		t.Rows = append(t.Rows, Row{Line: row, Cells: cells, dates: dates})
	}
}

// tables is the table where it has anything.
func tables(t Table) []Table {
	if t.Header == 0 && len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// A cell that begins so is a formula to some spreadsheet, which could send away what stands beside it; an apostrophe before it makes it
// a text. What had apostrophes there gets one more, so that taking one away gives back what was.
const formula = "=+-@\t\r\n＝＋－＠"

func escape(cell string) string {
	if s := strings.TrimLeft(cell, "'"); s != "" && strings.ContainsRune(formula, []rune(s)[0]) {
		return "'" + cell
	}
	return cell
}

func unescape(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && escape(rest) == cell {
		return rest
	}
	return cell
}
