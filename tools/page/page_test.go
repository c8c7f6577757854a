package page

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
)

const sound = "+++\ntitle = \"About\"\ndescription = \"What it is.\"\n+++\n"

// TestCheck holds every rule to an archive: pages, and what check says of them.
func TestCheck(t *testing.T) {
	problemtest.Archives(t, func(files fstest.MapFS) problem.List {
		_, list := Read(files)
		return list
	})
}

// TestSources checks every page of the repository, as a pull request would.
func TestSources(t *testing.T) {
	root := problemtest.Repository()
	err := fs.WalkDir(root, Dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		t.Run(strings.TrimPrefix(name, Dir+"/"), func(t *testing.T) {
			data, err := fs.ReadFile(root, name)
			if err != nil {
				t.Fatal(err)
			}
			_, list := Parse(name, data)
			problemtest.Sound(t, list)
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestBelow: a page in a folder has the folder in its address.
func TestBelow(t *testing.T) {
	p, list := Parse(Dir+"/about/rights.ar.md", []byte("+++\ntitle = \"A\"\ndescription = \"B\"\nreviewed_by = \"\"\n+++\n"))
	if p.Name != "about/rights" || p.Language != lang.AR || !p.Advice || len(list) > 0 {
		t.Errorf("Parse = %+v, %v, want the page about/rights in Arabic, one of advice", p, list)
	}
}

func TestParse(t *testing.T) {
	got, list := Parse(Dir+"/about.zh.md", []byte("\xef\xbb\xbf+++\r\ntitle = \"A\"\r\ndescription = \"B\"\r\nsource = [\"C\"]\r\n+++\r\nOne.\r\n\r\n+++\r\nTwo.\r\n"))
	if len(list) > 0 {
		t.Fatal(list)
	}
	want := Page{File: Dir + "/about.zh.md", Name: "about", Language: lang.ZH, Front: Front{Title: "A", Description: "B", Source: []string{"C"}}, Body: "One.\n\n+++\nTwo.\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestParseUnreadable(t *testing.T) {
	for _, test := range []struct{ name, file, text, want string }{
		{"empty", "about.en.md", "", "0 empty"},
		{"not UTF-8", "about.en.md", sound + "caf\xe9\n", "5 not-utf8"},
		{"a control character", "about.en.md", sound + "a\n\x1b[2J\n", "6 not-text"},
		{"10 MB", "about.en.md", sound + strings.Repeat("A text.\n", 10<<20/8), "0 too-large"},
		{"a name as well", "about.md", "", "0 empty, 0 page-name"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, list := Parse(Dir+"/"+test.file, []byte(test.text))
			var got []string
			for _, p := range list.Sorted() {
				got = append(got, string(rune('0'+p.Line))+" "+p.Code)
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("Parse = %q, want %s", got, test.want)
			}
		})
	}
}

// TestIn: a page that has no translation is read in another language, English first, then in the order of the site.
func TestIn(t *testing.T) {
	file := func() *fstest.MapFile { return &fstest.MapFile{Data: []byte(sound)} }
	set, list := Read(fstest.MapFS{
		Dir + "/about.en.md": file(), Dir + "/about.ar.md": file(), Dir + "/about.ru.md": file(),
		Dir + "/help.ru.md": file(), Dir + "/help.es.md": file(), Dir + "/help.fr.md": {Data: []byte("+++\n+++\n")},
	})
	if list.Errors() != 1 {
		t.Errorf("Read: %v, want the one page with a mistake", list)
	}
	if got := set.Names(); !slices.Equal(got, []string{"about", "help"}) {
		t.Errorf("Names() = %q", got)
	}
	for _, test := range []struct {
		name string
		in   lang.Tag
		want lang.Tag
	}{
		{"about", lang.AR, lang.AR}, {"about", lang.EN, lang.EN}, {"about", lang.ZH, lang.EN}, {"about", lang.RU, lang.RU},
		{"help", lang.ES, lang.ES}, {"help", lang.ZH, lang.RU}, {"help", lang.EN, lang.RU}, {"help", lang.FR, lang.RU},
	} {
		if p, ok := set.In(test.name, test.in); !ok || p.Language != test.want || p.Name != test.name {
			t.Errorf("In(%s, %s) = %s in %s, %v, want %s", test.name, test.in, p.Name, p.Language, ok, test.want)
		}
	}
	if p, ok := set.In("home", lang.EN); ok {
		t.Errorf("In(home) = %v, want none", p)
	}
}

func TestRead(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"unreadable": {},
		"not-a-file": {Dir + "/about.en.md": {Mode: fs.ModeSymlink}},
	} {
		if _, list := Read(files); len(list) != 1 || list[0].Code != name {
			t.Errorf("Read: %v, want %s", list, name)
		}
	}
}

// FuzzParse: any file is a page or a list of problems, whose lines exist.
func FuzzParse(f *testing.F) {
	for _, s := range []string{sound + "One.\n", "+++\n+++\n", "+++\ntitle = 'a'\ndescripton = 3\n+++\n", "+++\n\"\"\"\n+++\n", "---\n---\n", "+++\r\ntitle=\"a\"\r+++\n", "\ufeff+++\n#\n+++\n\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, list := Parse(Dir+"/about.fr.md", data)
		problemtest.Lines(t, data, list)
		if list.Errors() > 0 {
			return
		}
		if p.Name != "about" || p.Language != lang.FR || strings.TrimSpace(p.Title) == "" || strings.TrimSpace(p.Description) == "" {
			t.Errorf("Parse(%q) = %+v without a problem", data, p)
		}
	})
}
