package resolution

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/schema"
)

// sameModel leaves out what a form does not carry: the file and its lines.
var sameModel = cmp.Options{cmpopts.IgnoreFields(Document{}, "File"), cmpopts.IgnoreFields(Paragraph{}, "Line"), cmpopts.IgnoreFields(Note{}, "Line"), cmpopts.EquateEmpty()}

// readSound reads a file that must be sound, in a language that its content must tell.
func readSound(t testing.TB, name string, data []byte) (Document, Claim) {
	t.Helper()
	d, claim, list := reader(t).Read(name, "", data)
	if len(list) > 0 {
		t.Fatalf("%s:\n%s", name, messages(t, list))
	}
	return d, claim
}

// anySpace makes a space that does not break an ordinary one: text that was extracted does not tell them apart.
var anySpace = cmp.Transformer("anySpace", func(s string) string { return strings.NewReplacer("\u00A0", " ", "\u202F", " ").Replace(s) })

// TestSameModel: the text of 2021/25 as extracted and the XML as published are the same resolution in each language, but for the kind of its
// spaces.
func TestSameModel(t *testing.T) {
	dir := unTexts(t)
	for _, tag := range lang.All() {
		t.Run(string(tag), func(t *testing.T) {
			name := filepath.Join(dir, "2021-25."+string(tag))
			text, claim := readSound(t, "text", read(t, name+".txt"))
			marked, claim2 := readSound(t, "xml", read(t, name+".xml"))
			if diff := cmp.Diff(text, marked, sameModel, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().Type().Kind() == reflect.String }, anySpace)); diff != "" {
				t.Errorf("2021/25 (-text +xml):\n%s", diff)
			}
			if marked.Lang != tag || claim.Made || claim2.Made {
				t.Errorf("the language is %s, the claims are %+v and %+v, want %s and none", marked.Lang, claim, claim2, tag)
			}
		})
	}
}

// standings are what an export may say, filled in from the words of i18n/.
func standings(t testing.TB, d Document) []Standing {
	t.Helper()
	fsys := os.DirFS("../..")
	w, err := lang.ReadWords(fsys, d.Lang)
	if err != nil {
		t.Fatal(err)
	}
	styles, err := lang.ReadStyles(fsys)
	if err != nil {
		t.Fatal(err)
	}
	from := lang.ZH
	if d.Lang == lang.ZH {
		from = lang.RU
	}
	author := w.Text("export_makers", map[string]any{"Site": "july30.example"})
	return []Standing{
		{Official: true, Line: w.Text("export_official", map[string]any{"Symbol": d.Symbol}), Base: "https://july30.example/"},
		{From: from, Author: author, Base: "https://july30.example/",
			Line: w.Text("export_unofficial", map[string]any{"Language": styles[d.Lang].Table.Languages[from], "Author": author})},
	}
}

// exports are a document in its three forms.
func exports(t testing.TB, d Document, s Standing) map[string][]byte {
	t.Helper()
	marked, err := d.AkomaNtoso(s)
	if err != nil {
		t.Fatal(err)
	}
	data, err := d.JSON(s)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"text": d.PlainText(s), "xml": marked, "json": data}
}

// documents are what the tests export: 2017/18 in six languages and, where it is there, 2021/25.
func documents(t testing.TB) []Document {
	t.Helper()
	var out []Document
	for _, tag := range lang.All() {
		out = append(out, parse(t, string(tag)+".txt", tag, read(t, filepath.Join(sources, string(tag)+".txt"))))
		if dir := os.Getenv("UN_TEXTS"); dir != "" {
			d, _ := readSound(t, "xml", read(t, filepath.Join(dir, "2021-25."+string(tag)+".xml")))
			out = append(out, d)
		}
	}
	return out
}

// TestExport: what was exported is read as the same document with the same standing, and exported again has the same bytes.
func TestExport(t *testing.T) {
	for _, d := range documents(t) {
		for _, s := range standings(t, d) {
			for form, data := range exports(t, d, s) {
				got, claim := readSound(t, d.Slug()+"."+form, data)
				if diff := cmp.Diff(d, got, sameModel); diff != "" {
					t.Errorf("%s in %s as %s (-before +after):\n%s", d.Symbol, d.Lang, form, diff)
				}
				if want := (Claim{Made: true, Official: s.Official, From: s.From, Author: s.Author}); claim != want {
					t.Errorf("%s in %s as %s claims %+v, want %+v", d.Symbol, d.Lang, form, claim, want)
				}
				if again := exports(t, got, s)[form]; !bytes.Equal(again, data) {
					t.Errorf("%s in %s as %s, exported twice (-first +second):\n%s", d.Symbol, d.Lang, form, cmp.Diff(string(data), string(again)))
				}
			}
		}
		source := d.Source()
		if again := parse(t, "source", d.Lang, source).Source(); !bytes.Equal(again, source) {
			t.Errorf("the source of %s in %s, written twice (-first +second):\n%s", d.Symbol, d.Lang, cmp.Diff(string(source), string(again)))
		}
	}
}

// TestExportSchema: xmllint accepts every export.
func TestExportSchema(t *testing.T) {
	schema := filepath.Join(unTexts(t), "akomantoso30.xsd")
	if _, err := exec.LookPath("xmllint"); err != nil && os.Getenv("CI") != "true" {
		t.Skip("xmllint is not here; make setup says how to get it")
	}
	args := []string{"--noout", "--nonet", "--schema", schema}
	dir := t.TempDir()
	for _, d := range documents(t) {
		for i, s := range standings(t, d) {
			name := filepath.Join(dir, strings.Join([]string{d.Slug(), string(d.Lang), [2]string{"official", "unofficial"}[i], "xml"}, "."))
			if err := os.WriteFile(name, exports(t, d, s)["xml"], 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, name)
		}
	}
	if out, err := exec.CommandContext(t.Context(), "xmllint", args...).CombinedOutput(); err != nil {
		t.Errorf("xmllint (package libxml2-utils): %v\n%s", err, out)
	}
}

// TestNoPassing: nothing in an unofficial export says that the United Nations wrote it or keeps it, but for what it was translated from
// and the documents it cites.
func TestNoPassing(t *testing.T) {
	d := parse(t, "en.txt", lang.EN, read(t, filepath.Join(sources, "en.txt")))
	s := standings(t, d)[1]
	forms := exports(t, d, s)
	for _, want := range []string{`<FRBRauthor href="#publisher"`, `<FRBRauthoritative value="false"/>`, `authoritative="false"`, `fromLanguage="zh"`, s.Line, `showAs="` + s.Author + `"`} {
		if !strings.Contains(string(forms["xml"]), want) {
			t.Errorf("the XML does not have %s", want)
		}
	}
	for _, bad := range []string{`href="#ecosoc" as`, `value="/akn/un`, "FRBRcountry value=\"un\""} {
		if strings.Contains(string(forms["xml"]), bad) {
			t.Errorf("the XML has %s", bad)
		}
	}
	if lines := strings.Split(string(forms["text"]), "\n"); lines[0] != s.Line || lines[1] != "https://july30.example/en/resolutions/2017-18/" {
		t.Errorf("the text begins %q", lines[:2])
	}
	var e Exported
	if err := json.Unmarshal(forms["json"], &e); err != nil || e.Standing.Official || e.Standing.Author != s.Author {
		t.Errorf("the JSON says %+v (%v)", e.Standing, err)
	}
}

// TestSchema holds the JSON Schema to the struct, and every export to the schema.
func TestSchema(t *testing.T) {
	const file = "../../data/resolution.schema.json"
	want, err := schema.OfJSON(&Exported{}, "Resolution", "A resolution in one language, as the site hands it out in JSON.")
	if err != nil {
		t.Fatal(err)
	}
	problemtest.Made(t, file, "the struct says", want)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents(t) {
		for _, standing := range standings(t, d) {
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(exports(t, d, standing)["json"]))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(v); err != nil {
				t.Errorf("%s in %s: %v", d.Symbol, d.Lang, err)
			}
		}
	}
}

// FuzzRead: any file ends in a document or in an error with its line, soon, and a document that was read is exported and read again the same.
func FuzzRead(f *testing.F) {
	for _, tag := range lang.All() {
		d := parse(f, string(tag)+".txt", tag, read(f, filepath.Join(sources, string(tag)+".txt")))
		d.Preamble, d.Operative = d.Preamble[:7], d.Operative[:1] // so that a case is small
		d.Notes = slices.DeleteFunc(d.Notes, func(n Note) bool { return n.Number > 2 })
		for _, s := range standings(f, d) {
			for _, data := range exports(f, d, s) {
				f.Add(data)
			}
		}
	}
	small, list := reader(f).Parse("small.txt", lang.EN, []byte("Resolution adopted by the General Assembly on 1 May 2020\n\n1/1. T\n\nThe General Assembly,\n\nRecalling:\n\n(a) One,¹ ²\n\n1. Decides.²\n\n______\n\n1\nNote.\n\n2 See 1/2."))
	if list.Errors() > 0 {
		f.Fatal(messages(f, list))
	}
	official := map[lang.Tag]Standing{}
	for _, tag := range lang.All() {
		official[tag] = standings(f, Document{Lang: tag, Symbol: "A/RES/1/1"})[0]
	}
	for _, data := range exports(f, small, official[lang.EN]) {
		f.Add(data)
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		d, _, list := r.Read("fuzz", "", data)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("took %v for %d bytes", took, len(data))
		}
		if list.Errors() > 0 {
			for _, p := range list {
				if p.Line == 0 && p.Code != "empty" && p.Code != "too-large" {
					t.Errorf("problem %s has no line", p.Code)
				}
			}
			return
		}
		checkWhole(t, d)
		for form, again := range exports(t, d, official[d.Lang]) {
			got, claim, list := r.Read("again", d.Lang, again)
			if list.Errors() > 0 || !claim.Official {
				t.Fatalf("exported as %s: claims %+v\n%s\n%s", form, claim, messages(t, list), again)
			}
			if diff := cmp.Diff(d, got, sameModel); diff != "" {
				t.Errorf("exported as %s (-before +after):\n%s\n%s", form, diff, again)
			}
		}
	})
}
