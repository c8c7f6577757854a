package eventlist_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"

	"example.org/july30/tools/event"
	"example.org/july30/tools/eventlist"
)

// TestEncodings: one list in each encoding and with each separator is read the same.
func TestEncodings(t *testing.T) {
	const list = "title,summary,city\nСвечи,\"Une marche, de nuit\",北京\n"
	encodings := map[string]encoding.Encoding{
		"UTF-8":               utf16.UTF8,
		"UTF-8 with mark":     utf16.UTF8BOM,
		"UTF-16LE with mark":  utf16.UTF16(utf16.LittleEndian, utf16.UseBOM),
		"UTF-16BE with mark":  utf16.UTF16(utf16.BigEndian, utf16.UseBOM),
		"UTF-16LE without it": utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM),
		"UTF-16BE without it": utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM),
	}
	for name, enc := range encodings {
		for _, separator := range []string{",", ";", "\t", "|"} {
			text := strings.NewReplacer("\"Une marche, de nuit\"", "\"Une marche"+separator+" de nuit\"", ",", separator, "\n", "\r\n").Replace(list)
			data, err := enc.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			got := entries(t, "csv", data)
			want := event.Entry{Title: "Свечи", Summary: "Une marche" + separator + " de nuit", City: "北京"}
			if len(got) != 1 || string(got[0].TOML()) != string(want.TOML()) {
				t.Errorf("%s, separated by %q: %+v", name, separator, got)
			}
		}
	}
	if got := entries(t, "csv", []byte("sep=^\ntitle^city\nWalk, by night^Nairobi\n")); len(got) != 1 || got[0].Title != "Walk, by night" {
		t.Errorf("separated as the first line says: %+v", got)
	}
	tables, _ := eventlist.Read("list.csv", []byte("title~city\nWalk~Nairobi\n"), eventlist.Options{Separator: '~'})
	if len(tables) != 1 || len(tables[0].Columns) != 2 {
		t.Errorf("separated as the options say: %+v", tables)
	}
}

// workbook is an XLSX whose sheets fill makes.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestWorkbook: days and times that a spreadsheet keeps as numbers, in both of its calendars; each sheet is a table.
func TestWorkbook(t *testing.T) {
	for _, since1904 := range []bool{false, true} {
		data := workbook(t, func(f *excelize.File) {
			must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}))
			day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(t, err)
			clock, err := f.NewStyle(&excelize.Style{NumFmt: 22})
			must(t, err)
			must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"title", "starts", "ends", "revision", "city"}))
			serial := 46598.0 // 30 July 2027
			if since1904 {
				serial -= 1462
			}
			must(t, f.SetSheetRow("Sheet1", "A3", &[]any{"All day", serial, serial + 1, 2}))
			must(t, f.SetCellStyle("Sheet1", "B3", "C3", day))
			must(t, f.SetSheetRow("Sheet1", "A4", &[]any{"Timed", serial + 0.75, serial + 1, "3"}))
			must(t, f.SetCellStyle("Sheet1", "B4", "C4", clock))
			must(t, f.SetSheetRow("Sheet1", "A5", &[]any{"Text", "2027-07-30 18:20", "", 0}))
			_, err = f.NewSheet("Other")
			must(t, err)
			must(t, f.SetSheetRow("Other", "B2", &[]any{"title"}))
			must(t, f.SetSheetRow("Other", "B3", &[]any{"In a corner"}))
			_, err = f.NewSheet("Empty")
			must(t, err)
		})
		var got []string
		for _, e := range entries(t, "xlsx", data) {
			got = append(got, fmt.Sprintf("%s %s %s %d %s", e.Title, e.Starts, e.Ends, e.Revision, e.City))
		}
		want := []string{"All day 2027-07-30 2027-07-31 2 ", "Timed 2027-07-30T18:00:00 2027-07-31T00:00:00 3 ", "Text 2027-07-30T18:20:00  0 ", "In a corner   0 "}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("since 1904 %v:\n%s\nwant\n%s", since1904, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestFormula: nothing is computed; a formula gives what its program last computed.
func TestFormula(t *testing.T) {
	sheet := workbook(t, func(f *excelize.File) { must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"title"})) })
	data := replaced(t, sheet, "xl/worksheets/sheet1.xml", strings.NewReader(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c><c r="B1" t="inlineStr"><is><t>city</t></is></c></row>
<row r="2"><c r="A2" t="str"><f>CONCATENATE("Wa","lk")</f><v>Walk</v></c><c r="B2"><f>WEBSERVICE("https://example.org/")</f></c></row></sheetData></worksheet>`))
	if got := entries(t, "xlsx", data); len(got) != 1 || got[0].Title != "Walk" || got[0].City != "" {
		t.Errorf("read as %+v", got)
	}
}

// TestHostile: what would take memory without end, or is no list, is refused with a reason.
func TestHostile(t *testing.T) {
	sheet := workbook(t, func(f *excelize.File) { must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"title", "starts"})) })
	wide := workbook(t, func(f *excelize.File) {
		must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"title"}))
		must(t, f.SetCellValue("Sheet1", "XFD2", "far"))
	})
	rows := strings.Repeat("Walk\n", 20_001)
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"a bomb":              {replaced(t, sheet, "xl/worksheets/sheet1.xml", io.MultiReader(strings.NewReader("<worksheet>"), io.LimitReader(blanks{}, 70<<20))), "list-form"},
		"entities":            {replaced(t, sheet, "xl/worksheets/sheet1.xml", strings.NewReader(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`)), "list-form"},
		"a sheet cut off":     {replaced(t, sheet, "xl/worksheets/sheet1.xml", strings.NewReader(`<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>title</t></is></c></row><row r="2"><c t="inl`)), "list-form"},
		"a ZIP of something":  {[]byte("PK\x03\x04 and so on"), "list-form"},
		"a document of old":   {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), "list-form"},
		"a cell far away":     {wide, "list-too-wide"},
		"no such encoding":    {[]byte("title\nMarche \xe0 pied\n"), "not-utf8"},
		"nothing":             {nil, "empty"},
		"too large":           {make([]byte, eventlist.FileLimit+1), "too-large"},
		"rows without end":    {[]byte("title\n" + rows), "list-too-many"},
		"columns without end": {[]byte(strings.Repeat(",", 500) + "x\n"), "list-too-wide"},
		"a line without end":  {[]byte(strings.Repeat(",", 1<<20)), "list-too-wide"},
		"nested":              {[]byte("BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:X\n", 100_000)), "list-form"},
		"nested values":       {[]byte(`{"version": 1, "events": [{"organizer": ` + strings.Repeat(`{"id":`, 100_000)), "list-form"},
		"events without end":  {[]byte("BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 20_001) + "END:VCALENDAR\n"), "list-too-many"},
		"two calendars":       {[]byte(strings.Repeat("BEGIN:VCALENDAR\nEND:VCALENDAR\n", 2)), "list-form"},
	} {
		t.Run(name, func(t *testing.T) {
			tables, list := eventlist.Read("list", tt.data, eventlist.Options{})
			if len(list) != 1 || list[0].Code != tt.want {
				t.Errorf("%d tables, problems %v, want %s", len(tables), list, tt.want)
			}
		})
	}
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// replaced is a ZIP with another content of one of its files.
func replaced(t *testing.T, data []byte, name string, content io.Reader) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		must(t, err)
		w, err := out.Create(f.Name)
		must(t, err)
		var from io.Reader = r
		if f.Name == name {
			from = content
		}
		_, err = io.Copy(w, from)
		must(t, err)
	}
	must(t, out.Close())
	return b.Bytes()
}

// FuzzIdentity: whatever an entry's texts are, each form gives them back.
func FuzzIdentity(f *testing.F) {
	for _, s := range []string{"Walk", "=1+1", "'=1", "'Tis", "-", "\"\"", "a,b;c\td|e", " x ", "_x000D_", "&amp;<b>", "＝1", "\\n", "@", "1e5", "0007", "true", "2027-07-30", "#REF!", "sep=,", "北京\u200dх"} {
		f.Add(s, "one\n\ntwo\n"+s)
	}
	f.Fuzz(func(t *testing.T, title, description string) {
		fit := func(s string) string { // what check lets pass
			return norm.NFC.String(strings.Map(func(r rune) rune {
				if r == '\n' || r == '\t' || unicode.IsGraphic(r) && r != '\ufffd' {
					return r
				}
				return -1
			}, strings.ToValidUTF8(s, "")))
		}
		title, description = strings.ReplaceAll(fit(title), "\n", " "), fit(description)
		if strings.TrimSpace(title) == "" || strings.TrimSpace(description) == "" || len(title)+len(description) > 20_000 {
			return
		}
		e := event.Entry{Title: title, Description: description, Translations: map[string]event.Translation{"ar": {Title: title}}}
		for _, format := range eventlist.Formats {
			got := entries(t, format, write(t, format, []event.Event{{Entry: e, Edition: 2027, Name: "ke-x"}}))
			if len(got) != 1 || string(got[0].TOML()) != string(e.TOML()) {
				t.Errorf("%s: %+v read again as %+v", format, e, got)
			}
		}
	})
}

// fuzz reads anything as a list, in the form that file makes of it: a table or a problem comes of it, and of each row an item.
func fuzz(f *testing.F, file func(t *testing.T, data []byte) []byte) {
	m := model(f)
	o := options(f, m)
	o.Timezone = "Africa/Nairobi"
	o.Zones = map[string]string{"W. Europe Standard Time": "Europe/Zurich"}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		tables, list := eventlist.Read("list", file(t, data), o)
		if len(tables)+len(list) == 0 {
			t.Errorf("Read(%q) gives neither a table nor a problem", data)
		}
		for _, table := range tables {
			mapping, _ := table.Map(map[string]string{"LOCATION": "city"}, m.Words)
			items, _ := table.Items(mapping, map[string]string{"language": "en", "kind": "walk"})
			if len(items) != len(table.Rows) {
				t.Errorf("Read(%q): %d rows became %d items", data, len(table.Rows), len(items))
			}
		}
	})
}

// beginning makes a file of anything: with the first signs of its form, where it has not got them.
func beginning(start string) func(*testing.T, []byte) []byte {
	return func(_ *testing.T, data []byte) []byte {
		if bytes.HasPrefix(data, []byte(start)) {
			return data
		}
		return append([]byte(start), data...)
	}
}

// seeds adds the lists of the archives that have an ending.
func seeds(f *testing.F, ending string) {
	names, err := filepath.Glob("testdata/list/*.txtar")
	must(f, err)
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		must(f, err)
		for _, file := range archive.Files {
			if strings.HasPrefix(file.Name, "list") && strings.HasSuffix(file.Name, ending) {
				f.Add(file.Data)
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	seeds(f, ".csv")
	f.Add([]byte("title\n\"a\n"))
	f.Add([]byte("\xff\xfet\x00i\x00"))
	fuzz(f, beginning(""))
}

func FuzzICS(f *testing.F) {
	seeds(f, ".ics")
	fuzz(f, beginning("BEGIN:VCALENDAR\n"))
}

func FuzzJSON(f *testing.F) {
	seeds(f, ".json")
	fuzz(f, beginning("{"))
}

// FuzzXLSX fuzzes what is in a sheet; to whatever is in place of the ZIP the library says no.
func FuzzXLSX(f *testing.F) {
	sheet := workbook(f, func(x *excelize.File) { must(f, x.SetSheetRow("Sheet1", "A1", &[]any{"title", "starts"})) })
	for _, cells := range []string{
		`<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row><row r="3"><c r="A3" s="1"><v>46598.75</v></c></row>`,
		`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>-1</v></c><c t="d"><v>2027-07-30</v></c></row>`,
		`<row r="1048577"><c r="XFE1"/></row><row r="2"><c r="A2" t="b"><v>1</v></c><c r="A2" t="e"><v>#REF!</v></c></row>`,
	} {
		f.Add([]byte(`<worksheet><sheetData>` + cells + `</sheetData></worksheet>`))
	}
	fuzz(f, func(t *testing.T, data []byte) []byte {
		return replaced(t, sheet, "xl/worksheets/sheet1.xml", bytes.NewReader(data))
	})
}
