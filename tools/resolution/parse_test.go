package resolution

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

const sources = "../../content/resolutions/2017-18"

func reader(t testing.TB) Reader {
	t.Helper()
	fsys := os.DirFS("../..")
	styles, err := lang.ReadStyles(fsys)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(fsys, styles)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func words(t testing.TB) lang.Words {
	t.Helper()
	w, err := lang.ReadWords(os.DirFS("../.."), lang.EN)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func messages(t testing.TB, list problem.List) string {
	t.Helper()
	var b strings.Builder
	if err := list.Print(&b, problem.In(words(t))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// parse reads a text that must be sound.
func parse(t testing.TB, name string, tag lang.Tag, data []byte) Document {
	t.Helper()
	d, list := reader(t).Parse(name, tag, data)
	if len(list) > 0 {
		t.Fatalf("%s:\n%s", name, messages(t, list))
	}
	return d
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// listing is a document part by part, in the form of the golden file.
func listing(d Document) []string {
	out := []string{"adoption: " + d.AdoptionLine.String(), "recommendation: [" + d.RecommendationLine.String() + "]",
		"title: " + d.TitleLine, "opening: " + d.Opening}
	for _, p := range d.Leaves() {
		out = append(out, p.ID+": "+p.Number+p.Text.String())
	}
	out = append(out, "date: "+d.DateLine, "meeting: "+d.MeetingLine)
	for _, n := range d.Notes {
		out = append(out, n.ID+": "+n.Text.String())
	}
	return out
}

// TestChinese holds the parser, character by character, to the source with the furniture of its pages taken out by hand: the golden
// file was made from line numbers of the source, without the parser, and has no update flag.
func TestChinese(t *testing.T) {
	d := parse(t, "zh.txt", lang.ZH, read(t, filepath.Join(sources, "zh.txt")))
	want := strings.Split(strings.TrimSpace(string(read(t, "testdata/2017-18.zh.golden"))), "\n")
	if diff := cmp.Diff(want, listing(d)); diff != "" {
		t.Errorf("zh.txt (-want +got):\n%s", diff)
	}
}

// TestModel: what the resolution has, by number.
func TestModel(t *testing.T) {
	for _, tag := range lang.All() {
		t.Run(string(tag), func(t *testing.T) {
			d := parse(t, string(tag)+".txt", tag, read(t, filepath.Join(sources, string(tag)+".txt")))
			var cites []int
			for _, p := range d.Leaves() {
				cites = append(cites, p.Text.Cites()...)
			}
			got := fmt.Sprint(d.Symbol, d.Body, d.Adopted, d.Report, d.Meeting, len(d.Preamble), len(d.Preamble[5].Items), len(d.Operative), len(d.Notes), len(cites))
			want := fmt.Sprint("E/RES/2017/18", "ecosoc", "2017-07-06", "E/2017/30", 40, 19, 6, 13, 5, 8)
			if got != want {
				t.Errorf("symbol, body, adoption, report, meeting, paragraphs, items, paragraphs, notes, citations = %s, want %s", got, want)
			}
			if d.Recommending == "" || d.Title == "" || d.Opening == "" {
				t.Errorf("recommending body %q, title %q, opening %q: none may be empty", d.Recommending, d.Title, d.Opening)
			}
			for _, p := range append(d.Preamble, d.Operative...) {
				if p.Verb == "" || !strings.HasPrefix(p.Text.Plain(), p.Verb) {
					t.Errorf("%s opens with %q, which is not how its text begins", p.ID, p.Verb)
				}
			}
		})
	}
}

// rewrap breaks the paragraphs of a listing anywhere, as extraction from a PDF does: each begins with a space and ends with one, and
// empty lines stand between all lines. Pages end in the middle of paragraphs, with footnotes and links below them.
func rewrap(d Document, width int, r *rand.Rand) string {
	var b strings.Builder
	lines := func(text string, indent string) {
		rest := []rune(strings.TrimSpace(text))
		first := true
		for len(rest) > 0 {
			n := min(len(rest), width+r.IntN(12))
			for n < len(rest) && !breaks(rest[n-1], rest[n], d.Lang) {
				n++
			}
			if first {
				b.WriteString(indent)
			}
			first = false
			b.WriteString(strings.TrimSpace(string(rest[:n])))
			rest = []rune(strings.TrimSpace(string(rest[n:])))
			if len(rest) == 0 {
				b.WriteString(" ")
			}
			b.WriteString("\n\n")
		}
	}
	marked := func(t Text) string {
		return markInBrackets.ReplaceAllStringFunc(t.String(), func(s string) string {
			before, mark := s[:strings.Index(s, "[")], s[strings.Index(s, "[")+1:len(s)-1]
			switch {
			case d.Lang == lang.AR:
				return before + "(" + mark + ")"
			case d.Lang == lang.ZH:
				return before + mark + " "
			case before != "":
				return before + string([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[mark[0]-'0']) // behind a number
			}
			return mark
		})
	}
	lines(d.AdoptionLine.Plain(), "")
	lines("["+d.RecommendationLine.Plain()+"]", "")
	lines(d.TitleLine, "")
	lines(d.Opening, " ")
	foot := 0
	for _, p := range d.Leaves() {
		lines(strings.TrimSpace(p.Number+" "+marked(p.Text)), " ")
		for _, n := range p.Text.Cites() {
			if n == foot+1 {
				foot++
				fmt.Fprintf(&b, "__________________ \n\n%d\n %s \n\nhttp://undocs.org/%s/A/RES/64/293\n", n, d.Notes[n-1].Text.Plain(), d.Lang)
			}
		}
	}
	lines(d.DateLine, "")
	lines(d.MeetingLine, "")
	return b.String()
}

var markInBrackets = regexp.MustCompile(`[0-9]?\[[0-9]\]`)

// breaks tells whether a line may be broken between two characters: between words, and in Chinese between any two of its own.
func breaks(a, b rune, tag lang.Tag) bool {
	if tag != lang.ZH {
		return b == ' '
	}
	return (isWide(a) || isWide(b)) && !unicode.IsDigit(b) && !unicode.IsDigit(a) && a != ' ' && !strings.ContainsRune("，；、。》：”", b)
}

// TestRewrap: a text broken anywhere is the same document.
func TestRewrap(t *testing.T) {
	for _, tag := range lang.All() {
		t.Run(string(tag), func(t *testing.T) {
			d := parse(t, string(tag)+".txt", tag, read(t, filepath.Join(sources, string(tag)+".txt")))
			want := listing(d)
			for seed := range uint64(20) {
				r := rand.New(rand.NewPCG(seed, 30))
				text := rewrap(d, 18+int(seed)*5, r)
				got, list := reader(t).Parse("wrapped", tag, []byte(text))
				if diff := cmp.Diff(want, listing(got)); diff != "" || list.Errors() > 0 {
					t.Fatalf("seed %d (-want +got):\n%s%s\n%s", seed, diff, messages(t, list), text)
				}
			}
		})
	}
}

// TestTwice: a text that is read and written one paragraph a line is read the same again.
func TestTwice(t *testing.T) {
	for _, tag := range lang.All() {
		d := parse(t, string(tag)+".txt", tag, read(t, filepath.Join(sources, string(tag)+".txt")))
		text := rewrap(d, 1<<20, rand.New(rand.NewPCG(1, 2)))
		again, list := reader(t).Parse("again", tag, []byte(text))
		if diff := cmp.Diff(listing(d), listing(again)); diff != "" || list.Errors() > 0 {
			t.Errorf("%s (-first +again):\n%s%s", tag, diff, messages(t, list))
		}
	}
}

// unTexts is the folder of the United Nations texts that the importers are tested with; without it the test is skipped, but not in CI.
func unTexts(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("UN_TEXTS")
	if dir == "" && os.Getenv("CI") == "true" {
		t.Fatal("UN_TEXTS does not name the folder of the United Nations texts; CONTRIBUTING.md says where they are published")
	}
	if dir == "" {
		t.Skip("UN_TEXTS does not name the folder of the United Nations texts; CONTRIBUTING.md says where they are published")
	}
	return dir
}

// TestOfficial reads resolution 2021/25 as extracted from its PDF in each language, and compares every paragraph with the text the
// United Nations publishes in Akoma Ntoso.
func TestOfficial(t *testing.T) {
	dir := unTexts(t)
	for _, tag := range lang.All() {
		t.Run(string(tag), func(t *testing.T) {
			d := parse(t, "2021-25", tag, read(t, filepath.Join(dir, "2021-25."+string(tag)+".txt")))
			if got := fmt.Sprint(d.Symbol, d.Adopted, d.Report, d.Meeting, len(d.Preamble), len(d.Operative), len(d.Notes)); got != fmt.Sprint("E/RES/2021/25", "2021-07-22", "E/2021/30", 13, 27, 14, 4) {
				t.Errorf("the parts of 2021/25 are %s", got)
			}
			whole := akomaNtosoText(t, filepath.Join(dir, "2021-25."+string(tag)+".xml"))
			cites := 0
			for _, p := range d.Leaves() {
				cites += len(p.Text.Cites())
				if !strings.Contains(whole, squeeze(p.Text.Plain())) {
					t.Errorf("%s is not in the published text: %s", p.ID, p.Text)
				}
			}
			if cites != 4 {
				t.Errorf("%d marks of footnotes, want 4", cites)
			}
		})
	}
}

// akomaNtosoText is the text of an XML file without its footnotes and its spaces.
func akomaNtosoText(t *testing.T, name string) string {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(read(t, name)))
	var b strings.Builder
	notes := 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return strings.ReplaceAll(squeeze(b.String()), "()", "") // what is left of a mark in Arabic
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			if x.Name.Local == "authorialNote" {
				notes++
			}
		case xml.EndElement:
			if x.Name.Local == "authorialNote" {
				notes--
			}
		case xml.CharData:
			if notes == 0 {
				b.Write(x)
			}
		}
	}
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' {
			return -1
		}
		return r
	}, norm.NFC.String(s))
}

// FuzzParse: any text ends in a document or in an error with its line, soon, and without a panic.
func FuzzParse(f *testing.F) {
	for i, tag := range lang.All() {
		data := read(f, filepath.Join(sources, string(tag)+".txt"))
		f.Add(i, data)
		f.Add(i, data[:len(data)/2])
		f.Add(i, bytes.ReplaceAll(data, []byte("\n\n"), []byte("\n")))
	}
	f.Add(2, []byte("Resolution adopted by the General Assembly on 1 May 2020\n\n1/1. T\n\nThe General Assembly,\n\n1. Decides.1\n\n______\n\n1\nNote."))
	r := reader(f)
	f.Fuzz(func(t *testing.T, n int, data []byte) {
		tag := lang.All()[((n%6)+6)%6]
		start := time.Now()
		d, list := r.Parse("fuzz.txt", tag, data)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("took %v for %d bytes", took, len(data))
		}
		if list.Errors() == 0 {
			checkWhole(t, d)
			return
		}
		for _, p := range list {
			whole := p.Code == "empty" || p.Code == "too-large"
			if p.Line == 0 && !whole {
				t.Errorf("problem %s has no line", p.Code)
			}
		}
	})
}

// checkWhole: a document without an error has all its parts, every address once, and a note for every mark.
func checkWhole(t *testing.T, d Document) {
	t.Helper()
	if d.Symbol == "" || d.Title == "" || d.Opening == "" || len(d.Operative) == 0 || d.Adopted.Year == 0 {
		t.Errorf("neither a whole document nor an error: %+v", d)
	}
	seen := map[string]bool{}
	notes := map[int]bool{}
	for _, n := range d.Notes {
		notes[n.Number] = true
	}
	for _, p := range d.Leaves() {
		if seen[p.ID] || p.ID == "" {
			t.Errorf("address %q is not there, or twice", p.ID)
		}
		seen[p.ID] = true
		for _, n := range p.Text.Cites() {
			if !notes[n] {
				t.Errorf("%s cites the note %d, which does not exist", p.ID, n)
			}
		}
	}
}

// BenchmarkParse reads one resolution a thousand times and more: ms/resolution stays level where the cost is in proportion.
func BenchmarkParse(b *testing.B) {
	data, r := read(b, filepath.Join(sources, "zh.txt")), reader(b)
	for _, n := range []int{1, 100, 1000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				for range n {
					if _, list := r.Parse("zh.txt", lang.ZH, data); list.Errors() > 0 {
						b.Fatal(list)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(n), "ms/resolution")
		})
	}
}

// BenchmarkParseLength reads texts of one, two and four times as many paragraphs: ns/byte stays level where the cost is in proportion.
func BenchmarkParseLength(b *testing.B) {
	data, r := string(read(b, filepath.Join(sources, "en.txt"))), reader(b)
	paragraph := "Recalling that trafficking in persons impedes the enjoyment of human rights and fundamental freedoms,\n\n"
	at := strings.Index(data, "Recalling")
	for _, n := range []int{1000, 2000, 4000} {
		text := []byte(data[:at] + strings.Repeat(paragraph, n) + data[at:])
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				if _, list := r.Parse("en.txt", lang.EN, text); list.Errors() > 0 {
					b.Fatal(list)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
		})
	}
}
