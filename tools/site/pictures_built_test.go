//go:build built

package site

import (
	"image/png"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/july30/tools/inspect"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/material"
)

// bare is a text without blanks and controls of direction, as programs put them in and leave them out at line ends.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\r\t\f\u00a0\u202f\u200b\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e", r) {
			return -1
		}
		return r
	}, s)
}

// TestPDFs: every PDF of the built site is sound and tagged, and two programs find all its words, each text in its order.
func TestPDFs(t *testing.T) {
	site := built(t, "SITE_DEMO")
	m := demoModel(t)
	n := 0
	for _, p := range everyPiece(m) {
		if p.Format.Pixels() {
			continue
		}
		file := filepath.Join(os.Getenv("SITE_DEMO"), filepath.FromSlash(p.Path)+".pdf")
		if _, err := fs.Stat(site, p.Path+".pdf"); err != nil {
			t.Errorf("the site lacks %s.pdf", p.Path)
			continue
		}
		n++
		inspect.With(t, "qpdf", "qpdf", "--check", file)
		if info := inspect.With(t, "poppler-utils", "pdfinfo", file); !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, "Pages:           1") {
			t.Errorf("%s is not one tagged page:\n%s", p.Path, info)
		}
		found := map[string]string{
			"pdftotext": inspect.With(t, "poppler-utils", "pdftotext", file, "-"),
			"mutool":    inspect.With(t, "mupdf-tools", "mutool", "draw", "-q", "-F", "txt", file),
		}
		for _, it := range drawnPiece(t, m, p).Items {
			if it.Text == nil {
				continue
			}
			for program, text := range found {
				if want := bare(string(it.Text.Text)); !strings.Contains(bare(text), want) {
					t.Errorf("%s: %s does not find %q in %q", p.Path, program, want, bare(text))
				}
			}
		}
	}
	if n < 150 {
		t.Errorf("the site has %d PDFs, want more", n)
	}
}

// TestCodes: a telephone reads each QR code of the site's pictures, and it leads to the page in the language of the picture.
func TestCodes(t *testing.T) {
	built(t, "SITE_DEMO")
	m := demoModel(t)
	for _, p := range everyPiece(m) {
		if p.Language != lang.AR && p.Language != lang.RU || p.Design.Layouts[p.Format.Layout].Code.Size == 0 || !p.Format.Pixels() {
			continue
		}
		file := filepath.Join(os.Getenv("SITE_DEMO"), filepath.FromSlash(p.Path)+".png")
		if got := strings.TrimSpace(inspect.With(t, "zbar-tools", "zbarimg", "-q", "--nodbus", "--raw", file)); got != p.Fields["address"].Link || !strings.HasPrefix(got, m.address(p.Language, "")) {
			t.Errorf("%s is read as %q, want %s", p.Path, got, p.Fields["address"].Link)
		}
	}
}

// TestLinkPictures: every page in a language names the picture that links to it show: a PNG of the site, as large as it says, with words for it.
func TestLinkPictures(t *testing.T) {
	site := built(t, "SITE_DEMO")
	m := demoModel(t)
	cards := 0
	for _, name := range names(t, site, ".html") {
		tag, ok := lang.Parse(strings.Split(name, "/")[0])
		if !ok || strings.Contains(name, "/embed/") || strings.HasSuffix(name, "/signature.html") { // which no link is made to
			continue
		}
		properties := map[string]string{}
		for _, meta := range all(document(t, site, name), func(n *html.Node) bool { return n.Data == "meta" }) {
			properties[attr(meta, "property")] = attr(meta, "content")
		}
		at, absolute := strings.CutPrefix(properties["og:image"], m.Config.BaseURL)
		if !absolute || properties["og:image:width"] != "1200" || properties["og:image:height"] != "630" || properties["og:image:alt"] == "" {
			t.Fatalf("%s shows %v", name, properties)
		}
		f, err := site.Open(at)
		if err != nil {
			t.Errorf("%s shows %s: %v", name, at, err)
			continue
		}
		config, err := png.DecodeConfig(f)
		f.Close()
		if wide := formatOf("wide"); err != nil || config.Width != int(wide.Width) || config.Height != int(wide.Height) {
			t.Errorf("%s shows %s, %d by %d (%v)", name, at, config.Width, config.Height, err)
		}
		switch path.Base(at) {
		case "card.png":
			cards++
		default:
			if want := string(tag) + "/materials/day-wide-" + string(material.Dark) + ".png"; at != want {
				t.Errorf("%s shows %s, want %s", name, at, want)
			}
		}
	}
	if want := 6 * len(m.Events); cards != want {
		t.Errorf("%d pages show the card of an event, want %d", cards, want)
	}
}
