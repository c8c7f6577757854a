package eventlist

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html/charset"

	"example.org/july30/tools/problem"
)

// A workbook is a ZIP, which may be small and hold much: what it may hold in all, in bytes, and in sheets.
const (
	unzipLimit = 64 << 20
	sheetLimit = 50
)

func readXLSX(name string, data []byte, o Options) ([]Table, problem.List) {
	var list problem.List
	if err := wellFormed(data); err != nil {
		list.Add(name, 0, "", "list-form", "Detail", err.Error())
		return nil, list
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unzipLimit})
	if err != nil {
		list.Add(name, 0, "", "list-form", "Detail", err.Error())
		return nil, list
	}
	defer f.Close()
	sheets := f.GetSheetList()
	if o.Sheet != "" {
		if !slices.Contains(sheets, o.Sheet) {
			list.Add(name, 0, "", "list-sheet", "Value", o.Sheet, "List", strings.Join(sheets, ", "))
			return nil, list
		}
		sheets = []string{o.Sheet}
	}
	if len(sheets) > sheetLimit {
		list.Add(name, 0, "", "list-too-many", "Limit", rowLimit)
		return nil, list
	}
	props, err := f.GetWorkbookProps()
	since1904 := err == nil && props.Date1904 != nil && *props.Date1904
	var all []Table
	rows := 0
	for _, sheet := range sheets {
		t := Table{File: fmt.Sprintf("%s[%s]", name, sheet)}
		list = append(list, t.sheet(f, sheet, since1904)...)
		all = append(all, tables(t)...)
		if rows += len(t.Rows); rows > rowLimit {
			return nil, tooMany(name)
		}
	}
	return all, list
}

// wellFormed reads the parts of a workbook to their end, within unzipLimit: of a part that is cut off or has entities the library would
// read no more than the beginning, and not say so. What is no ZIP is left to the library, which has a word for each kind.
func wellFormed(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	left := int64(unzipLimit)
	for _, part := range z.File {
		if path.Ext(part.Name) != ".xml" {
			continue
		}
		r, err := part.Open()
		if err != nil {
			return fmt.Errorf("%s: %w", part.Name, err)
		}
		in := &io.LimitedReader{R: r, N: left}
		dec := xml.NewDecoder(in)
		dec.CharsetReader = charset.NewReaderLabel
		for err == nil {
			_, err = dec.Token()
		}
		switch left = in.N; {
		case left == 0:
			return fmt.Errorf("more than %d bytes", unzipLimit)
		case !errors.Is(err, io.EOF):
			return fmt.Errorf("%s: %w", part.Name, err)
		}
	}
	return nil
}

// sheet reads the rows of a sheet: values as they show, of formulas what was last computed, and beside them the day and time of cells that
// show one.
func (t *Table) sheet(f *excelize.File, sheet string, since1904 bool) (list problem.List) {
	fail := func(err error) problem.List {
		list.Add(t.File, 0, "", "list-form", "Detail", err.Error())
		return list
	}
	shown, err := f.Rows(sheet)
	if err != nil {
		return fail(err)
	}
	defer shown.Close()
	stored, err := f.Rows(sheet)
	if err != nil {
		return fail(err)
	}
	defer stored.Close()
	for n := 1; shown.Next() && stored.Next(); n++ {
		cells, err := shown.Columns()
		if err != nil {
			return fail(err)
		}
		raw, err := stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return fail(err)
		}
		if len(cells) > columnLimit {
			list.Add(t.File, n, "", "list-too-wide", "Limit", columnLimit)
			return list
		}
		if t.add(n, slices.Clone(cells), dates(cells, raw, since1904)); len(t.Rows) > rowLimit {
			return nil
		}
	}
	if err := shown.Error(); err != nil {
		return fail(err)
	}
	return list
}

// dates are the days and times of those cells that show another thing than the number they hold. Whether they are any, the column says.
func dates(shown, stored []string, since1904 bool) map[int]string {
	var out map[int]string
	for i := range min(len(shown), len(stored)) {
		serial, err := strconv.ParseFloat(stored[i], 64)
		if err != nil || shown[i] == stored[i] {
			continue
		}
		at, err := excelize.ExcelDateToTime(serial, since1904)
		if err != nil || serial > lastSerial {
			continue
		}
		if out == nil {
			out = map[int]string{}
		}
		at = at.Round(time.Second)
		out[i] = at.Format("2006-01-02T15:04:05")
		if serial == float64(int(serial)) && !strings.ContainsAny(shown[i], ":时") {
			out[i] = at.Format(time.DateOnly)
		}
	}
	return out
}

// lastSerial is the number of 31 December 9999 (ECMA-376, 18.17.4.1).
const lastSerial = 2_958_465
