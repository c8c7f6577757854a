package lang

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/BurntSushi/toml"
)

// Words are the strings of one language's file in i18n/, in Hugo's form: a table per key, with a string per plural class.
type Words struct {
	Tag     Tag
	entries map[string]map[string]string
	forms   map[string]*template.Template // of class other, of the keys with named places
}

// ReadWords reads i18n/<tag>.toml of fsys. The error names the file and, for bad TOML, the line.
func ReadWords(fsys fs.FS, t Tag) (Words, error) {
	name := path.Join("i18n", string(t)+".toml")
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Words{}, fmt.Errorf("read the words of the site: %w", err)
	}
	w := Words{Tag: t}
	if err := toml.Unmarshal(data, &w.entries); err != nil {
		return Words{}, fmt.Errorf("%s: %w", name, err)
	}
	w.forms = map[string]*template.Template{}
	for key, classes := range w.entries {
		if s := classes["other"]; strings.Contains(s, "{{") {
			if form, err := template.New(key).Option("missingkey=error").Parse(s); err == nil {
				w.forms[key] = form
			}
		}
	}
	return w, nil
}

// Keys returns the keys in alphabetical order.
func (w Words) Keys() []string { return slices.Sorted(maps.Keys(w.entries)) }

// Classes returns the strings of a key by plural class; nil where the key is missing.
func (w Words) Classes(key string) map[string]string { return w.entries[key] }

// Has tells whether the key exists.
func (w Words) Has(key string) bool { return w.entries[key] != nil }

// Text is the string of class other with its named places filled. A missing key gives the key itself and the parameters, so that
// no message is ever lost; a test holds the files complete.
func (w Words) Text(key string, params map[string]any) string {
	s, ok := w.entries[key]["other"]
	if !ok {
		return strings.TrimSpace(fmt.Sprintf("%s %v", key, params))
	}
	form, ok := w.forms[key]
	if !ok {
		return s
	}
	var b strings.Builder
	if err := form.Execute(&b, params); err != nil {
		return s
	}
	return b.String()
}

var placePattern = regexp.MustCompile(`\{\{[^}]*?\.([A-Za-z]+)[^}]*\}\}`)

// Places are the named places of a key's string of class other, sorted, each once.
func (w Words) Places(key string) []string {
	var names []string
	for _, m := range placePattern.FindAllStringSubmatch(w.entries[key]["other"], -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}
