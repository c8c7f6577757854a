package site

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

// root is the repository.
const root = "../.."

// layers are the packages, in the order of the flow, and what each may import of the others.
var layers = map[string][]string{
	"lang":                {},
	"problem":             {"lang"},
	"problem/problemtest": {"lang", "problem"}, // archives of the tests
	"source":              {"lang", "problem"},
	"world":               {"lang"},
	"resolution":          {"lang", "problem", "source"},
	"organizer":           {"lang", "problem", "source", "world"},
	"edition":             {"lang", "problem", "source"},
	"helpline":            {"lang", "problem", "source", "world"},
	"schema":              {"lang", "source"}, // what editors read
	"event":               {"edition", "lang", "organizer", "problem", "source", "world"},
	"ask":                 {"event", "lang", "problem", "source", "world"},
	"calendar":            {"event", "lang", "world"},
	"eventlist":           {"edition", "event", "lang", "problem", "source"},
	"body":                {"lang", "problem", "source"},
	"timeline":            {"lang", "problem", "source"},
	"inspect":             {}, // programs that look into files, for tests
	"links":               {},
	"material":            {"lang", "problem", "source", "typeset", "vector"},
	"page":                {"lang", "problem", "source"},
	"presskit":            {"lang", "problem", "source", "timeline"},
	"vector":              {},
	"typeset":             {"lang", "typeset/bidi", "vector"},
	"typeset/bidi":        {},
	"typeset/fonts":       {},
	"site":                {"body", "calendar", "edition", "event", "eventlist", "helpline", "lang", "material", "organizer", "page", "presskit", "problem", "resolution", "source", "timeline", "typeset", "world"},
	".":                   {"ask", "calendar", "event", "eventlist", "helpline", "lang", "links", "material", "problem", "resolution", "site", "source", "typeset", "typeset/fonts", "world"},
}

// TestLayers holds the direction of the flow: who may import whom. No package of ours imports Hugo.
func TestLayers(t *testing.T) {
	const module = "example.org/july30/tools/"
	for _, name := range files(t, "tools", ".go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		pkg := path.Dir(strings.TrimPrefix(name, "tools/"))
		allowed, known := layers[pkg]
		if !known {
			t.Errorf("%s: the package %s has no place in the table of layers", name, pkg)
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(imported, "github.com/gohugoio/") {
				t.Errorf("%s imports %s: Hugo is a command here", name, imported)
			}
			if own, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, which its layer may not", name, own)
			}
		}
	}
}

// files are the files below a folder of the repository with one of the endings.
func files(t testing.TB, dir string, endings ...string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(root), dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && slices.Contains(endings, path.Ext(name)) {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func message(t testing.TB, list problem.List, tag lang.Tag) string {
	t.Helper()
	w, err := lang.ReadWords(os.DirFS(root), tag)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := list.Print(&b, problem.In(w)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSources: every source of the site is sound, and so are the examples.
func TestSources(t *testing.T) {
	m, list, err := Load(os.DirFS(root), Options{Demo: os.DirFS(filepath.Join(root, "tools/testdata/demo"))})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) > 0 {
		t.Errorf("problems in the sources:\n%s", message(t, list, lang.EN))
	}
	for _, name := range m.Pages.Names() {
		for _, tag := range lang.All() {
			if p, _ := m.Pages.In(name, tag); p.Language != tag {
				t.Errorf("content/pages/%s.%s.md is missing", name, tag)
			}
		}
	}
	for _, r := range m.Resolutions {
		for _, tag := range lang.All() {
			if _, ok := r.Text[tag]; !ok {
				t.Errorf("resolution %s has no text in %s", r.Slug, tag)
			}
		}
	}
	if got := m.Today.Format("2006-01-02"); got != "2027-07-30" {
		t.Errorf("a build without a date is of %s, want 30 July of the open edition, 2027-07-30", got)
	}
}

var (
	templateWord = regexp.MustCompile(`\bT "([a-z0-9_]+)"`)
	templateNav  = regexp.MustCompile(`range slice ((?:"[^"]+" )+)`)
	goWord       = regexp.MustCompile(`(?:[tT]ext\((?:t, )?|Classes\()"([a-z0-9_]+)"[,)]|key :?= "([a-z0-9_]+)"`)
	goPrefix     = regexp.MustCompile(`"([a-z_]+_)"\s*\+`)
)

// TestWords: every word that a template or a program asks for is there, and every word that is there is asked for.
func TestWords(t *testing.T) {
	w, err := lang.ReadWords(os.DirFS(root), lang.EN)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]string{}
	var prefixes []string
	for _, name := range files(t, "layouts", ".html") {
		text := read(t, name)
		for _, m := range templateWord.FindAllStringSubmatch(text, -1) {
			used[m[1]] = name
		}
		for _, m := range templateNav.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(text, `"nav_%s"`) {
				break
			}
			for _, part := range strings.Fields(m[1]) {
				first, _, _ := strings.Cut(strings.Trim(part, `"`), "/")
				used["nav_"+first] = name
			}
		}
	}
	codes := map[string]bool{}
	for _, name := range files(t, "tools", ".go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text := read(t, name)
		for _, m := range goWord.FindAllStringSubmatch(text, -1) {
			used[m[1]+m[2]] = name
		}
		for _, m := range goPrefix.FindAllStringSubmatch(text, -1) {
			prefixes = append(prefixes, m[1])
		}
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			codes[strings.ReplaceAll(m[1], "-", "_")] = true
		}
	}
	for key, name := range used {
		if !w.Has(key) && !slices.Contains(prefixes, key) {
			t.Errorf("%s asks for the word %s, which i18n/en.toml does not have", name, key)
		}
	}
	for _, key := range w.Keys() {
		code, isProblem := strings.CutPrefix(key, "problem_")
		if remedy, ok := strings.CutPrefix(key, "remedy_"); ok {
			code, isProblem = remedy, true
		}
		if isProblem && codes[code] {
			continue
		}
		byPrefix := slices.ContainsFunc(prefixes, func(p string) bool { return p != "problem_" && p != "remedy_" && strings.HasPrefix(key, p) })
		if used[key] == "" && !byPrefix {
			t.Errorf("i18n/en.toml has the word %s, which nothing asks for", key)
		}
	}
	for _, key := range w.Keys() {
		if code, ok := strings.CutPrefix(key, "problem_"); ok && code != "join" && code != "warning" && !w.Has("remedy_"+code) {
			t.Errorf("the problem %s has no remedy", code)
		}
	}
}

var quoted = regexp.MustCompile(`"([a-z0-9]+(?:-[a-z0-9]+)*)"`)

var sides = regexp.MustCompile(`(?:^|[^-\w])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)|left|right|top|bottom|float|clear)\s*:|text-align\s*:\s*(?:left|right)`)

// TestStylesHaveNoSide: the style sheets know start and end, not left and right, so that Arabic mirrors.
func TestStylesHaveNoSide(t *testing.T) {
	for _, name := range files(t, "assets/css", ".css") {
		for i, line := range strings.Split(read(t, name), "\n") {
			if s := sides.FindString(line); s != "" {
				t.Errorf("%s:%d: %q is a side; write start or end, block or inline", name, i+1, strings.TrimSpace(s))
			}
		}
	}
}

// TestStylesAreUsed: every component file is imported by site.css.
func TestStylesAreUsed(t *testing.T) {
	all := read(t, "assets/css/site.css")
	for _, name := range files(t, "assets/css/components", ".css") {
		if !strings.Contains(all, "./components/"+path.Base(name)) {
			t.Errorf("site.css does not import %s", name)
		}
	}
}

var forbidden = []struct {
	what string
	re   *regexp.Regexp
}{
	{"an inline style", regexp.MustCompile(`\bstyle=`)},
	{"an inline script", regexp.MustCompile(`<script>`)},
	{"an event handler", regexp.MustCompile(`\son[a-z]+=`)},
	{"a name that Hugo has given up", regexp.MustCompile(`\.Site\.(?:Languages|AllPages|Data|LanguageCode)\b|languageCode|languageName|languageDirection`)},
}

// TestTemplates: no template has what the site's policy forbids.
func TestTemplates(t *testing.T) {
	for _, name := range files(t, "layouts", ".html") {
		text := read(t, name)
		for _, f := range forbidden {
			if s := f.re.FindString(text); s != "" {
				t.Errorf("%s has %s: %q", name, f.what, s)
			}
		}
	}
}

// TestLanguagesOfHugo: hugo.toml names the six languages as package lang does.
func TestLanguagesOfHugo(t *testing.T) {
	text := read(t, "hugo.toml")
	for i, tag := range lang.All() {
		want := "[languages." + string(tag) + "]\nweight = " + strconv.Itoa(i+1) + "\nlocale = \"" + tag.BCP47() + "\"\nlabel = \"" + tag.Name() + "\"\ndirection = \"" + tag.Dir() + "\"\n"
		if !strings.Contains(text, want) {
			t.Errorf("hugo.toml lacks\n%s", want)
		}
	}
}

// TestFrenchSpaces holds the no-break space before : ; ! ? » and after « in what is written in French: at a common one, a line may begin
// with the sign (Lexique des règles typographiques en usage à l’Imprimerie nationale).
func TestFrenchSpaces(t *testing.T) {
	wrong := regexp.MustCompile(`\S [:;!?»]|« `)
	names := []string{"i18n/fr.toml"}
	for _, name := range files(t, "content", ".md") {
		if strings.HasSuffix(name, ".fr.md") || path.Base(name) == "fr.md" {
			names = append(names, name)
		}
	}
	tables := append(files(t, "content", ".toml"), files(t, "data", ".toml")...) // in which a French text stands behind fr =
	for _, name := range append(names, tables...) {
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(b), "\n") {
			if slices.Contains(tables, name) && !strings.HasPrefix(line, "fr ") {
				continue
			}
			if at := wrong.FindString(line); at != "" {
				t.Errorf("%s:%d: %q needs a no-break space (U+00A0)", name, i+1, at)
			}
		}
	}
}
