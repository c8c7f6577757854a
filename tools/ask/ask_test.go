package ask

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"example.org/july30/tools/edition"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/world"
)

// draft is an empty draft by somebody who speaks French.
func draft(t testing.TB) *Draft {
	t.Helper()
	root := problemtest.Repository()
	s := Sources{Words: map[lang.Tag]lang.Words{}, Language: lang.FR, Year: 2027, Taken: func(string) bool { return false }}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	for _, tag := range lang.All() {
		s.Words[tag], err = lang.ReadWords(root, tag)
		must(err)
	}
	s.World, err = world.Read(root)
	must(err)
	s.Glossary, err = lang.ReadGlossary(root)
	must(err)
	register, err := fs.ReadFile(root, organizer.File)
	must(err)
	s.Register, _ = organizer.Read(register, s.World, s.Glossary)
	s.Editions, _ = edition.Read(root)
	s.Paragraphs = []string{"op4"}
	return New(s)
}

// TestQuestions: every question is of a field, once, and has its words in six languages; every field that must be there is asked for.
func TestQuestions(t *testing.T) {
	d := draft(t)
	asked := map[string]bool{}
	for _, q := range d.questions() {
		f, ok := event.FieldOf(q.field)
		if !ok || asked[q.field] {
			t.Errorf("%s is no field, or is asked for twice", q.field)
		}
		asked[q.field] = true
		for _, tag := range lang.All() {
			if key := "ask_" + strings.TrimPrefix(f.Label(), "field_"); !d.Words[tag].Has(key) {
				t.Errorf("%s has no word %s", tag, key)
			}
		}
	}
	for _, f := range event.Fields() {
		if f.Required && !asked[f.Name] && f.Name != "organizer" {
			t.Errorf("%s is required and not asked for", f.Name)
		}
	}
}

// TestSet: what people write for a value, and what it comes to.
func TestSet(t *testing.T) {
	for _, test := range []struct{ field, text, want string }{
		{"title", " Marche ", `title           = "Marche"`},
		{"kind", "Vigil", `kind            = "vigil"`},
		{"kind", "步行活动", `kind            = "walk"`},
		{"attendance", "очно", `attendance      = "in-person"`},
		{"country", "ke", `country         = "KE"`},
		{"country", "COTE D'IVOIRE", `country         = "CI"`},
		{"country", "مصر", `country         = "EG"`},
		{"country", "France métropolitaine", `country         = "France métropolitaine"`},
		{"country", "Afrique", `region          = "002"`},
		{"language", "swahili", `language        = "sw"`},
		{"language", "العربية", `language        = "ar"`},
		{"language", "zh", `language        = "zh-Hans"`},
		{"timezone", "nairobi", `timezone        = "Africa/Nairobi"`},
		{"starts", "2027-07-30 18:00", `starts          = 2027-07-30T18:00:00`},
		{"starts", "２０２７-07-30", `starts          = 2027-07-30`},
		{"starts", "30 juillet", `starts          = "30 juillet"`},
		{"event_languages", "fr、 Русский، en", `event_languages = ["fr", "ru", "en"]`},
		{"accessibility", "Sous-titrage", `accessibility   = ["captions"]`},
		{"revision", "٢", `revision        = 2`},
		{"organizer.id", "генеральная ассамблея", "[organizer]\nid      = \"general-assembly\""},
		{"organizer.country", "肯尼亚", "[organizer]\ncountry = \"KE\""},
		{"translations.zh.title", "步行", "[translations.zh]\ntitle       = \"步行\""},
		{"title", "-", ""},
	} {
		d := draft(t)
		d.Set(test.field, test.text)
		if got := strings.TrimSpace(string(d.Bytes())); got != test.want {
			t.Errorf("Set(%q, %q) writes\n%s\nwant\n%s", test.field, test.text, got, test.want)
		}
	}
}

// TestSetExcludes: an answer takes away what cannot stand beside it.
func TestSetExcludes(t *testing.T) {
	d := draft(t)
	for _, a := range [][2]string{{"disclosure", "public"}, {"venue", "Main gate"}, {"disclosure", "city"}, {"organizer.name", "Lights"}, {"organizer.id", "general-assembly"},
		{"country", "KE"}, {"country", "Afrique"}} {
		d.Set(a[0], a[1])
	}
	const want = "region          = \"002\"\ndisclosure      = \"city\"\n\n[organizer]\nid      = \"general-assembly\"\n"
	if got := string(d.Bytes()); got != want {
		t.Errorf("Bytes = %q, want %q", got, want)
	}
}

// TestNear: what is offered for a name that none has.
func TestNear(t *testing.T) {
	d := draft(t)
	for _, test := range []struct{ field, text, want string }{
		{"country", "Россия", "RU"},
		{"country", "Tanzania", "TZ"},
		{"country", "Brasill", "BR"},
		{"country", "Congo", "CG CD"},
		{"country", "xyzzy", ""},
		{"country", "", ""},
		{"kind", "exposiciones", "exhibition"},
		{"organizer.id", "Assemblée", "general-assembly"},
	} {
		var got []string
		for _, c := range near(test.text, d.choices(test.field)) {
			got = append(got, c.value)
		}
		for _, want := range strings.Fields(test.want) {
			if !slices.Contains(got, want) {
				t.Errorf("near(%q) = %q, want %s among them", test.text, got, want)
			}
		}
		if test.want == "" && len(got) > 0 {
			t.Errorf("near(%q) = %q, want none", test.text, got)
		}
	}
}

// FuzzSet: whatever is answered, the draft can be taken up again and says the same, or a problem says what is wrong with it.
func FuzzSet(f *testing.F) {
	d := draft(f)
	for _, s := range []string{"", "-", "a\nb", `"""`, "2027-07-30", "2027-13-45", "9999999999", "1,2,,3", "\x00\xff", "= [x]", "\u202e", "e\u0301"} {
		for _, field := range []string{"title", "starts", "description", "revision", "event_languages", "organizer.name", "organizer", "tittle", "a.b", "a..b", ""} {
			f.Add(field, s)
		}
	}
	f.Fuzz(func(t *testing.T, field, s string) {
		d := *d
		d.answers = map[string]any{}
		d.Set("title", "Walk")
		d.Set(field, s)
		_, problems := d.Event()
		text := d.Bytes()
		again := New(d.Sources)
		list := again.Begin("draft.toml", text)
		if len(list) > 0 && problems.Errors() == 0 {
			t.Errorf("Set(%q, %q) writes %q, which is refused: %v", field, s, text, list)
		}
		if len(list) == 0 && string(again.Bytes()) != string(text) {
			t.Errorf("Set(%q, %q) writes %q, read again %q", field, s, text, again.Bytes())
		}
	})
}
