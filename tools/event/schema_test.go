package event

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	invopop "github.com/invopop/jsonschema"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/schema"
	"example.org/july30/tools/source"
)

const schemaFile = "data/event.schema.json"

// TestFields: the table of fields has those of the struct, in its order; and each has a label in all six languages.
func TestFields(t *testing.T) {
	var want, got []string
	for _, name := range source.Names(reflect.TypeFor[Entry]()) {
		want = append(want, name)
		if name == "organizer" {
			for _, below := range source.Names(reflect.TypeFor[Organizer]()) {
				want = append(want, name+"."+below)
			}
		}
	}
	for _, f := range Fields() {
		got = append(got, f.Name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Fields (-struct +table):\n%s", diff)
	}
	for _, tag := range lang.All() {
		words, err := lang.ReadWords(problemtest.Repository(), tag)
		if err != nil {
			t.Fatal(err)
		}
		labels := map[string]string{}
		for _, f := range Fields() {
			label := words.Text(f.Label(), nil)
			if !words.Has(f.Label()) || labels[label] != "" {
				t.Errorf("%s: %s has the label %q, as has %q", tag, f.Name, label, labels[label])
			}
			labels[label] = f.Name
			for _, value := range f.Values {
				if key := f.Word + strings.ReplaceAll(value, "-", "_"); !words.Has(key) {
					t.Errorf("%s: %s has no word %s", tag, f.Name, key)
				}
			}
		}
	}
}

// TestReadme: the guide beside the entries names every field and value, and its example is sound.
func TestReadme(t *testing.T) {
	data, err := fs.ReadFile(problemtest.Repository(), Dir+"/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "```toml\n")
	example, _, _ := strings.Cut(rest, "```")
	for _, f := range Fields() {
		_, name, below := strings.Cut(f.Name, ".")
		if !below {
			name = f.Name
		}
		for _, want := range append([]string{name}, f.Values...) {
			if !strings.Contains(string(data), want) {
				t.Errorf("README.md does not name %s of %s", want, f.Name)
			}
		}
	}
	_, list := Parse("content/events/2027/ke-candlelight-walk.toml", []byte(strings.Replace(example, `"city"  `, `"public"`, 1)), context(t))
	problemtest.Sound(t, list)
}

// describe adds to the schema what Fields and the English words say of each field.
func describe(words lang.Words) func(*invopop.Schema) {
	return func(s *invopop.Schema) {
		for _, f := range Fields() {
			table, name, below := strings.Cut(f.Name, ".")
			at := s
			if below {
				at, _ = s.Properties.Get(table)
			} else {
				name = table
			}
			p, _ := at.Properties.Get(name)
			describeField(p, f, words)
			if f.Required {
				at.Required = append(at.Required, name)
			}
		}
		translations, _ := s.Properties.Get("translations")
		for tag := translations.Properties.Oldest(); tag != nil; tag = tag.Next() {
			for p := tag.Value.Properties.Oldest(); p != nil; p = p.Next() {
				f, _ := FieldOf(p.Key)
				describeField(p.Value, f, words)
			}
		}
		organizer, _ := s.Properties.Get("organizer")
		organizer.OneOf = []*invopop.Schema{{Required: []string{"id"}}, {Required: []string{"name", "kind", "country", "url"}}}
		online := &invopop.Schema{Properties: invopop.NewProperties()}
		online.Properties.Set("attendance", &invopop.Schema{Const: "online"})
		s.If = online
		s.Else = &invopop.Schema{Required: []string{"city"}, OneOf: []*invopop.Schema{{Required: []string{"country"}}, {Required: []string{"region"}}}}
	}
}

func describeField(p *invopop.Schema, f Field, words lang.Words) {
	p.Title = words.Text(f.Label(), nil)
	if words.Has(f.Label() + "_hint") {
		p.Description = words.Text(f.Label()+"_hint", nil)
	}
	if f.Limit > 0 {
		limit := uint64(f.Limit)
		p.MaxLength = &limit
	}
	one := p
	if p.Items != nil {
		p.UniqueItems, one = true, p.Items
	}
	for _, value := range f.Values {
		one.Enum = append(one.Enum, value)
	}
	if f.Default != "" {
		p.Default = f.Default
	}
	switch name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]; name {
	case "title", "language", "summary", "name":
		p.Pattern = `\S`
	case "starts", "ends":
		*p = invopop.Schema{Type: "string", Title: p.Title, Description: p.Description, Pattern: `^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$`}
	case "country":
		p.Pattern = "^[A-Z]{2}$"
	case "region":
		p.Pattern = "^[0-9]{3}$"
	case "url", "registration":
		p.Format, p.Pattern = "iri", "^[Hh][Tt][Tt][Pp][Ss]://"
	case "paragraphs":
		one.Pattern = "^(pp|op)[0-9]+(-[a-z])?$"
	case "revision":
		p.Minimum = "0"
	}
}

// TestSchema holds the schema that editors read to the struct, every entry there is to the schema, and what check refuses as well.
func TestSchema(t *testing.T) {
	want, err := schema.Of(&Entry{}, "Event", "The entry of one event: content/events/<edition>/<place>-<words>.toml", describe(problemtest.English(t)))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(problemtest.Root, schemaFile)
	problemtest.Made(t, name, "the struct says", want)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range entries(t) {
		if err := s.Validate(asJSON(t, string(data))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	broken(t, s)
}

// asJSON is a text in TOML as an editor holds it to a schema: days and local times are texts.
func asJSON(t *testing.T, text string) any {
	t.Helper()
	var table map[string]any
	if _, err := toml.Decode(text, &table); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	for _, name := range []string{"starts", "ends", "updated"} {
		var m Moment
		if v, ok := table[name]; ok && m.UnmarshalTOML(v) == nil {
			table[name] = m.String()
		}
	}
	data, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// broken breaks a sound entry by what Fields says, one field at a time: schema and check have to refuse it, and to take what is just within.
func broken(t *testing.T, s *jsonschema.Schema) {
	t.Helper()
	ctx := context(t)
	const sound = "title = \"x\"\nlanguage = \"en\"\nsummary = \"y\"\nkind = \"talk\"\nattendance = \"in-person\"\nstarts = 2027-07-30\ncountry = \"KE\"\ncity = \"Nairobi\"\n" +
		"[organizer]\nname = \"o\"\nkind = \"civil-society\"\ncountry = \"KE\"\nurl = \"https://example.org/\"\n"
	judge := func(what string, line string, drop []string, fine bool) {
		t.Helper()
		// A line about a field of the organizer, or about one of the entry, takes the place of the one that is there.
		var top, below []string
		table := &top
		for _, l := range strings.Split(strings.TrimSpace(sound), "\n") {
			if l == "[organizer]" {
				table = &below
				continue
			}
			name := strings.TrimSpace(strings.SplitN(l, "=", 2)[0])
			if table == &below {
				name = "organizer." + name
			}
			if !slices.Contains(drop, name) {
				*table = append(*table, l)
			}
		}
		if rest, ok := strings.CutPrefix(line, "organizer."); ok {
			below = append(below, rest)
		} else if line != "" {
			top = append(top, line)
		}
		text := strings.Join(top, "\n") + "\n[organizer]\n" + strings.Join(below, "\n") + "\n"
		if slices.Contains(drop, "organizer") {
			text = strings.Join(top, "\n") + "\n"
		}
		_, list := Parse("content/events/2027/ke-x.toml", []byte(text), ctx)
		list = slices.DeleteFunc(list, func(p problem.Problem) bool { return p.Code == "entry-prefix" }) // of the file's name
		err := s.Validate(asJSON(t, text))
		if checked := list.Errors() == 0; checked != fine || (err == nil) != fine {
			t.Errorf("%s: check finds %v, the schema %v, want fine = %v:\n%s", what, list, err, fine, text)
		}
	}
	judge("nothing", "", nil, true)
	for _, f := range Fields() {
		if f.Required {
			judge(f.Name+" missing", "", []string{f.Name}, false)
		}
		if f.Limit > 0 && f.Name != "venue" && !strings.HasSuffix(f.Name, "url") && f.Name != "registration" {
			judge(f.Name+" at its limit", f.Name+" = \""+strings.Repeat("é", f.Limit)+"\"", []string{f.Name}, true)
			judge(f.Name+" too long", f.Name+" = \""+strings.Repeat("é", f.Limit+1)+"\"", []string{f.Name}, false)
		}
		for _, value := range append(slices.Clone(f.Values), "nothing-of-the-kind") {
			line := f.Name + " = \"" + value + "\""
			if f.Name == "accessibility" {
				line = f.Name + " = [\"" + value + "\"]"
			}
			if len(f.Values) > 0 {
				judge(f.Name+" "+value, line, []string{f.Name}, value != "nothing-of-the-kind")
			}
		}
	}
	for _, test := range []struct {
		line string
		drop []string
	}{
		{`tittle = "x"`, nil},
		{`title = " "`, []string{"title"}},
		{`title = 1`, []string{"title"}},
		{`country = "KEN"`, []string{"country"}},
		{``, []string{"country"}},
		{``, []string{"city"}},
		{`region = "002"`, nil},
		{`region = "2"`, []string{"country"}},
		{`url = "http://example.org/"`, nil},
		{`url = "ftp://example.org/"`, nil},
		{`starts = "30 July 2027"`, []string{"starts"}},
		{`updated = "2027-07"`, nil},
		{`accessibility = ["captions", "captions"]`, nil},
		{`accessibility = "captions"`, nil},
		{`paragraphs = ["4"]`, nil},
		{`revision = -1`, nil},
		{`revision = "1"`, nil},
		{`organizer.id = "general-assembly"`, nil},
		{``, []string{"organizer.url"}},
		{`organizer.kind = "un-system"`, []string{"organizer.kind"}},
		{`translations.de.title = "Gang"`, nil},
		{`translations.fr.titre = "Marche"`, nil},
		{`translations.fr.title = "` + strings.Repeat("x", maxTitle+1) + `"`, nil},
	} {
		judge(test.line+" without "+strings.Join(test.drop, ", "), test.line, test.drop, false)
	}
	judge("a region", `region = "002"`, []string{"country"}, true)
	judge("online", `attendance = "online"`, []string{"attendance", "city"}, true)
	judge("a registered organizer", `organizer.id = "general-assembly"`, []string{"organizer.name", "organizer.kind", "organizer.country", "organizer.url"}, true)
	judge("a translation", `translations.fr.title = "Marche"`, nil, true)
}
