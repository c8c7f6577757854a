package links

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestCheck(t *testing.T) {
	site := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.html":      `<a href="/x/ar/">`,
		"style.css":       "",
		"ar/index.html":   `<link rel="alternate" hreflang="fr" href="https://example.org/x/fr/"><link rel="stylesheet" href="/x/style.css"><a href="../fr/#there">`,
		"fr/index.html":   `<p id="there"><a href="#there"><a href="#nowhere"><a href="/ar/"><a href="/x/ar"><a href="/x/zh/"><a href="https://un.org/x"><a href="mailto:a"><img src="%zz">`,
		"ru/a/index.html": `<link rel="alternate" hreflang="es" href="https://example.org/x/es/a/"><link rel="alternate" hreflang="ru" href="https://example.org/x/ru/a/">`,
		"es/a/index.html": `<link rel="alternate" hreflang="es" href="https://example.org/x/es/a/">`,
	} {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	got, err := Check(site, "https://example.org/x/")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`fr/index.html: "#nowhere" leads to a place that the page does not have`,
		`fr/index.html: "/ar/" is outside the site`,
		`fr/index.html: "/x/ar" leads to nothing`,
		`fr/index.html: "/x/zh/" leads to nothing`,
		`fr/index.html: "%zz" is not an address`,
		`ru/a/index.html: names https://example.org/x/es/a/ as a translation, which does not name it`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Check (-want +got):\n%s", diff)
	}
}
