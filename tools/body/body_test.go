package body

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
)

// TestCheck holds every rule to an archive.
func TestCheck(t *testing.T) {
	g := problemtest.Glossary(t)
	problemtest.Archives(t, func(files fstest.MapFS) problem.List {
		_, list := Read(files, g)
		return list
	})
}

// TestSet: a name stands for the body that says so, and bodies come by kind, within a kind as the glossary has them.
func TestSet(t *testing.T) {
	s := Set{
		"agenda-2030":      {ID: "agenda-2030", Kind: "instrument", Also: []string{"sdg-target"}},
		"general-assembly": {ID: "general-assembly", Kind: "body"},
		"unodc":            {ID: "unodc", Kind: "body"},
	}
	for id, want := range map[string]string{"agenda-2030": "agenda-2030", "sdg-target": "agenda-2030", "ecosoc": ""} {
		if b, ok := s.Of(id); b.ID != want || ok != (want != "") {
			t.Errorf("Of(%s) = %q, %v; want %q", id, b.ID, ok, want)
		}
	}
	var order []string
	for _, b := range s.InOrder(problemtest.Glossary(t)) {
		order = append(order, b.ID)
	}
	if diff := cmp.Diff([]string{"unodc", "general-assembly", "agenda-2030"}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}
