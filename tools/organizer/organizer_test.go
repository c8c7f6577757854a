package organizer

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/world"
)

func tables(t testing.TB) (world.World, lang.Glossary) {
	t.Helper()
	w, err := world.Read(problemtest.Repository())
	if err != nil {
		t.Fatal(err)
	}
	return w, problemtest.Glossary(t)
}

// TestCheck holds every rule to an archive: a register, and what check says of it.
func TestCheck(t *testing.T) {
	w, g := tables(t)
	problemtest.Archives(t, func(files fstest.MapFS) problem.List {
		_, list := Read(files[File].Data, w, g)
		return list
	})
}

// TestSources checks the register of the repository.
func TestSources(t *testing.T) {
	w, g := tables(t)
	data, err := fs.ReadFile(problemtest.Repository(), File)
	if err != nil {
		t.Fatal(err)
	}
	r, list := Read(data, w, g)
	problemtest.Sound(t, list)
	for _, o := range r.Organizers {
		for _, tag := range lang.All() {
			if o.NameIn(tag, g) == "" {
				t.Errorf("%s has no name in %s", o.ID, tag)
			}
		}
	}
}

func TestRegister(t *testing.T) {
	_, g := tables(t)
	r := Register{Organizers: []Organizer{{ID: "b", Name: "B"}, {ID: "general-assembly", Glossary: "general-assembly"}}}
	if got := r.IDs(); !slices.Equal(got, []string{"b", "general-assembly"}) {
		t.Errorf("IDs() = %q, want the order of the register", got)
	}
	if o, ok := r.Find("b"); !ok || o.NameIn(lang.FR, g) != "B" {
		t.Errorf("Find(b) = %v, %v, want its own name", o, ok)
	}
	if o, ok := r.Find("general-assembly"); !ok || o.NameIn(lang.FR, g) != "Assemblée générale" {
		t.Errorf("Find(general-assembly) = %q, %v, want the official name", o.NameIn(lang.FR, g), ok)
	}
	if o, ok := r.Find(""); ok {
		t.Errorf("Find of nothing = %v", o)
	}
}

func TestOpen(t *testing.T) {
	var open []string
	for _, kind := range Kinds() {
		if Open(kind) {
			open = append(open, kind)
		}
	}
	if !slices.Equal(open, []string{"civil-society", "private-sector"}) || Open("") {
		t.Errorf("open are %q, want civil society and the private sector", open)
	}
}

func TestOwns(t *testing.T) {
	for _, test := range []struct {
		link string
		want bool
	}{
		{"https://un.org/", true}, {"https://WWW.UN.org:443/a?b", true}, {"https://docs.undocs.org", true},
		{"https://notun.org/", false}, {"https://un.org.example.com/", false}, {"https://example.com/un.org", false}, {"https://un.org@example.com/", false},
		{"https://example.com./", false}, {"un.org", false}, {"", false}, {"https://%zz", false},
	} {
		if got := Owns([]string{"un.org", "", "undocs.org"}, test.link); got != test.want {
			t.Errorf("Owns(%q) = %v, want %v", test.link, got, test.want)
		}
	}
	if Owns(nil, "https://un.org/") {
		t.Error("Owns without hosts, want false")
	}
}
