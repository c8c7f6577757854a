package site

import (
	"archive/zip"
	"bytes"
	"flag"
	"image"
	"image/png"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/presskit"
	"example.org/july30/tools/source"
	"example.org/july30/tools/timeline"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// kitModel is the site with a press kit of its own, so that the wording of the real one can change, a publisher, an edition with hashtags, and
// two designs in French, one light and dark.
func kitModel(t *testing.T) (Model, []MaterialFile, reader) {
	t.Helper()
	m, list, err := Load(os.DirFS(root), Options{})
	if err != nil || list.Errors() > 0 {
		t.Fatalf("load: %v\n%s", err, message(t, list, lang.EN))
	}
	in := func(s string) map[lang.Tag]string { return map[lang.Tag]string{lang.FR: s, lang.ZH: "一二三"} }
	m.Press = presskit.Kit{
		Day: in("La Journée : le 30 juillet."),
		Messages: []presskit.Message{
			{ID: "day", Short: in("Court."), Post: in("À publier."), Long: in("Plus long.")},
			{ID: "rights", Page: "about/rights/", Short: in("Des droits."), Post: in("Des droits pour toutes et tous."), Long: in("Une personne a des droits.")},
		},
		Facts: []timeline.Entry{{When: "2012", Symbols: []string{"A/RES/64/293"}, Source: "A report", Text: in("Un fait.")}},
	}
	m.Timeline = timeline.List{{When: "2026", Symbols: []string{"A/RES/80/228"}, Text: in("Passé.")}, {When: "2029", Symbols: []string{"A/RES/80/228"}, Text: in("À venir.")}}
	for _, list := range []timeline.List{m.Press.Facts, m.Timeline} {
		for i := range list {
			list[i].Check(source.File{}, "", m.Glossary) // reads the year
		}
	}
	m.Config.Params.Publisher = Publisher{Name: "Example publisher", Contact: "mailto:desk@example.org"}
	for i := range m.Editions {
		m.Editions[i].Hashtags = []string{"UneJournée", "Ensemble"}
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"day-wide.png": picture.Bytes(), "day-a4.pdf": make([]byte, 1001), "day-wide-dark.png": picture.Bytes(), "message-rights-wide.svg": []byte("<svg/>")}
	file := func(design, message, title, name, format string) MaterialFile {
		f := MaterialFile{Path: "fr/materials/" + name, Design: design, Message: message, Title: title, Alt: "Ce qu’on voit : " + title, Format: format, Scheme: "light", Size: int64(len(files[name]))}
		if strings.Contains(name, "-dark.") {
			f.Scheme = "dark"
		}
		return f
	}
	return m, []MaterialFile{
		file("day", "", "La Journée", "day-wide.png", "wide"), file("day", "", "La Journée", "day-wide-dark.png", "wide"), file("day", "", "La Journée", "day-a4.pdf", "a4"),
		file("message", "rights", "Des droits", "message-rights-wide.svg", "wide"),
	}, func(name string) ([]byte, error) { return files[path.Base(name)], nil }
}

// TestKitText holds the file of texts to a golden one: lines ended by CRLF after a byte order mark, sources with their addresses, who to ask.
func TestKitText(t *testing.T) {
	golden := filepath.Join("testdata", "kit.fr.txt.golden")
	m, _, _ := kitModel(t)
	got := m.kitText(lang.FR)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("kit.txt (-want +got):\n%s", diff)
	}
	if lines := bytes.Count(got, []byte("\n")); !bytes.HasPrefix(got, []byte("\ufeff")) || bytes.Count(got, []byte("\r\n")) != lines {
		t.Errorf("kit.txt has no byte order mark, or lines that end otherwise than with CRLF: %q", got)
	}
}

// TestKitArchive: the archive has the texts, the signature, the licence and every picture, sorted, and a second one has the same bytes.
func TestKitArchive(t *testing.T) {
	m, pictures, read := kitModel(t)
	data, err := m.kitArchive(pictures, read, lang.FR)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := m.kitArchive(pictures, read, lang.FR); err != nil || !bytes.Equal(data, again) {
		t.Errorf("a second archive differs, or fails: %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if got := f.Modified.UTC().Format("2006-01-02 15:04"); got != "2027-01-01 00:00" {
			t.Errorf("%s is of %s", f.Name, got)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(r); err != nil { // which compares the checksum
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	want := []string{"LICENCE.txt", "day-a4.pdf", "day-wide-dark.png", "day-wide.png", "kit.txt", "message-rights-wide.svg", "signature.html"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	view, err := m.kitView(pictures, read, lang.FR)
	if err != nil {
		t.Fatal(err)
	}
	if want := m.text(lang.FR, "kit_archive", map[string]any{"Size": m.Styles[lang.FR].Size(int64(len(data)))}); view["archive_text"] != want {
		t.Errorf("the page says %q of the archive, want %q", view["archive_text"], want)
	}
}

// TestSignature: in each language the signature is one table in that language, without anything that would be fetched, run or styled.
func TestSignature(t *testing.T) {
	m, _, _ := kitModel(t)
	for _, tag := range lang.All() {
		data, err := m.signature(tag)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		tables, links := 0, 0
		for n := range doc.Descendants() {
			if n.Type == html.TextNode {
				text.WriteString(n.Data)
			}
			if n.Type != html.ElementNode {
				continue
			}
			attributes := map[string]string{}
			for _, a := range n.Attr {
				attributes[a.Key] = a.Val
				if a.Key == "style" || a.Key == "src" || a.Key == "background" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s> has %s=%q", tag, n.Data, a.Key, a.Val)
				}
			}
			switch n.Data {
			case "img", "script", "style", "link", "iframe", "object":
				t.Errorf("%s has a <%s>", tag, n.Data)
			case "table":
				tables++
				if attributes["lang"] != tag.BCP47() || attributes["dir"] != tag.Dir() {
					t.Errorf("%s: the table has lang %q and dir %q", tag, attributes["lang"], attributes["dir"])
				}
			case "a":
				links++
				if attributes["href"] != m.address(tag, "") {
					t.Errorf("%s leads to %q, want %q", tag, attributes["href"], m.address(tag, ""))
				}
			}
		}
		if tables != 1 || links != 1 {
			t.Errorf("%s has %d tables and %d links, want one of each", tag, tables, links)
		}
		for _, want := range []string{m.Glossary.Name("world-day", tag), m.Styles[tag].DateWeekday(m.current().Day.Time), "#Ensemble", m.publisherLine(tag)} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s does not say %q", tag, want)
			}
		}
	}
}

// TestKitView: pictures come by design and scheme with their sizes, a design has the text of its message, and a text its length, which does not
// count the address and the hashtags that go with it.
func TestKitView(t *testing.T) {
	m, pictures, read := kitModel(t)
	view, err := m.kitView(pictures, read, lang.FR)
	if err != nil {
		t.Fatal(err)
	}
	png := "fr/materials/day-wide.png"
	post := func(text, page string, characters int) front {
		address := "https://example.org/fr/" + page
		return front{"name": "Texte d’accompagnement", "text": text, "characters": characters, "page": page, "address": address,
			"hashtags": []string{"#UneJournée", "#Ensemble"}, "copy": text + "\n" + address + " #UneJournée #Ensemble"}
	}
	want := []front{
		{"id": "day", "title": "La Journée", "alt": "Ce qu’on voit : La Journée", "post": post("À publier.", "", 10), "schemes": []front{
			{"id": "light", "name": "Clair", "preview": front{"path": png, "width": 40, "height": 20}, "files": []front{
				{"path": png, "text": "PNG 40 × 20, 1\u00a0ko"}, {"path": "fr/materials/day-a4.pdf", "text": "PDF A4, 2\u00a0ko"}}},
			{"id": "dark", "name": "Sombre", "preview": front{"path": "fr/materials/day-wide-dark.png", "width": 40, "height": 20}, "files": []front{
				{"path": "fr/materials/day-wide-dark.png", "text": "PNG 40 × 20, 1\u00a0ko"}}},
		}},
		{"id": "message-rights", "title": "Des droits", "alt": "Ce qu’on voit : Des droits", "post": post("Des droits pour toutes et tous.", "about/rights/", 31), "schemes": []front{
			{"id": "light", "name": "Clair", "files": []front{{"path": "fr/materials/message-rights-wide.svg", "text": "SVG 40 × 20, 1\u00a0ko"}}},
		}},
	}
	if diff := cmp.Diff(want, view["designs"]); diff != "" {
		t.Errorf("designs (-want +got):\n%s", diff)
	}
	own := view["messages"].([]front)[1]["post"].(front)
	own["name"] = "Texte d’accompagnement"
	if diff := cmp.Diff(post("Des droits pour toutes et tous.", "about/rights/", 31), own); diff != "" {
		t.Errorf("post of a message (-want +got):\n%s", diff)
	}
	if day := view["day"].(front); day["words"] != 5 {
		t.Errorf("the Day is %v, want 5 words", day)
	}
	chinese, err := m.kitView(nil, read, lang.ZH)
	if err != nil {
		t.Fatal(err)
	}
	if day := chinese["day"].(front); day["characters"] != 3 || day["words"] != nil || chinese["designs"] != nil && len(chinese["designs"].([]front)) > 0 {
		t.Errorf("in Chinese the Day is %v, want 3 characters, and no designs", day)
	}
}
