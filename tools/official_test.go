//go:build (bench || built) && unix

package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/resolution"
)

// TestStandingEverywhere: before an official text is imported, every file of the site that has a paragraph of a translation says that it is
// unofficial; after official texts are imported in all languages, none does.
func TestStandingEverywhere(t *testing.T) {
	root := copyCheckout(t)
	july30 := in(t, root)
	m, _, err := load(options{root: root})
	if err != nil {
		t.Fatal(err)
	}
	said := map[lang.Tag]string{} // what no text about itself but an unofficial one has
	var quoted []string           // a stretch of a paragraph in each translation
	for _, tag := range lang.All() {
		said[tag] = map[lang.Tag]string{lang.AR: "غير رسمية", lang.ZH: "非正式译文", lang.EN: "nofficial translation", lang.FR: "raduction non officielle",
			lang.RU: "еофициальн", lang.ES: "raducción no oficial"}[tag]
		if tag != lang.ZH {
			runes := []rune(secondParagraph(m.Resolution("2017-18").Text[tag]))
			quoted = append(quoted, string(runes[20:60]))
		}
	}
	july30("build")
	found := 0
	eachText(t, filepath.Join(root, "public"), func(name, text string) {
		for _, q := range quoted {
			if !strings.Contains(text, q) && (!strings.Contains(name, "holding-an-event") || strings.Contains(name, "/zh/")) { // which quotes another
				continue
			}
			found++
			if !marked(text, said) {
				t.Errorf("%s has a paragraph of a translation and does not say that it is unofficial", name)
			}
			return
		}
	})
	if found < 5*(1+6+3) { // five languages: the page, the pairs, the downloads
		t.Errorf("only %d files have a paragraph of a translation", found)
	}
	for _, tag := range []string{"ar", "en", "fr", "ru", "es"} {
		july30("import", "resolution", "content/resolutions/2017-18/"+tag+".txt")
	}
	july30("build")
	eachText(t, filepath.Join(root, "public"), func(name, text string) {
		if hand := strings.Contains(name, "/about/") || strings.Contains(name, "/materials/"); hand && !strings.Contains(name, "holding-an-event") {
			return // they say what may be unofficial
		}
		if strings.HasSuffix(name, "/search/pages.json") { // which has these pages too
			text = paragraphsOf(t, text)
		}
		if marked(text, said) {
			t.Errorf("%s still says that a text is unofficial", name)
		}
	})
}

// paragraphsOf is what the index of the search has of resolutions.
func paragraphsOf(t *testing.T, index string) string {
	t.Helper()
	var finds []struct{ Path, Note, Shown string }
	if err := json.Unmarshal([]byte(index), &finds); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range finds {
		if strings.HasPrefix(f.Path, "resolutions/") {
			b.WriteString(f.Note + f.Shown + "\n")
		}
	}
	if b.Len() == 0 {
		t.Error("the index of the search has no paragraph")
	}
	return b.String()
}

// in runs commands in a copy of the checkout.
func in(t *testing.T, root string) func(args ...string) {
	return func(args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", "./tools"}, args...)...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("july30 %q: %v\n%s", args, err, out)
		}
	}
}

// TestAnotherResolution: a resolution as the United Nations publishes it, imported in six languages, gets its pages, pairs and downloads
// without a line of code, and the pages of the bodies it names lead to it.
func TestAnotherResolution(t *testing.T) {
	dir := os.Getenv("UN_TEXTS")
	if dir == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("UN_TEXTS does not say where the texts of the United Nations are")
		}
		t.Skip("UN_TEXTS does not say where the texts of the United Nations are: CONTRIBUTING.md")
	}
	root := copyCheckout(t)
	july30 := in(t, root)
	for i, tag := range lang.All() {
		july30("import", "resolution", filepath.Join(dir, "2021-25."+string(tag)+[2]string{".xml", ".txt"}[i%2]))
	}
	july30("build")
	for file, want := range map[string]string{
		"zh/resolutions/index.html":                  "resolutions/2021-25/",
		"ar/resolutions/2021-25/index.html":          `id="op14"`,
		"ar/resolutions/2021-25/with/ru/index.html":  `id="pp27"`,
		"data/resolutions/2021-25.es.xml":            "FRBRauthoritative",
		"fr/bodies/global-plan-of-action/index.html": "resolutions/2021-25/#op",
	} {
		data, err := os.ReadFile(filepath.Join(root, "public", filepath.FromSlash(file)))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s does not have %q (%v)", file, want, err)
		}
	}
}

// secondParagraph is one that no page of our own puts in other words.
func secondParagraph(d resolution.Document) string { return d.Preamble[1].Text.Plain() }

func marked(text string, said map[lang.Tag]string) bool {
	for _, s := range said {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

var tags = regexp.MustCompile(`<[^>]*>`)

// eachText is every file of a site, without the tags of its elements.
func eachText(t *testing.T, dir string, do func(name, text string)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := string(data)
		if strings.HasSuffix(name, ".html") {
			text = tags.ReplaceAllString(text, "")
		}
		do(strings.TrimPrefix(name, dir), text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
