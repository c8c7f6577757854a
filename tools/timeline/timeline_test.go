package timeline

import (
	"testing"
	"testing/fstest"

	"example.org/july30/tools/lang"
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

// TestDate: a day, an interval and a year, as a language writes them and as a machine reads them.
func TestDate(t *testing.T) {
	styles, err := lang.ReadStyles(problemtest.Repository())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ when, en, ru, machine string }{
		{"2013-12-18", "18 December 2013", "18 декабря 2013 года", "2013-12-18"},
		{"2013-05-13/2013-05-15", "13 to 15 May 2013", "13–15 мая 2013 года", "2013-05-13"},
		{"2029", "2029", "2029 год", "2029"},
	} {
		first, last, err := span(tt.when)
		if err != nil {
			t.Fatal(err)
		}
		e := Entry{When: tt.when, first: first, last: last}
		if en, ru := e.Date(styles[lang.EN]), e.Date(styles[lang.RU]); en != tt.en || ru != tt.ru || e.Machine() != tt.machine {
			t.Errorf("%s: %q, %q, %q; want %q, %q, %q", tt.when, en, ru, e.Machine(), tt.en, tt.ru, tt.machine)
		}
	}
}

// TestOf: the entries of a body keep their order.
func TestOf(t *testing.T) {
	l := List{{When: "2000", Bodies: []string{"unodc"}}, {When: "2010", Bodies: []string{"ecosoc"}}, {When: "2020", Bodies: []string{"icat", "unodc"}}}
	got := l.Of([]string{"unodc", "general-assembly"})
	if len(got) != 2 || got[0].When != "2000" || got[1].When != "2020" || len(l) != 3 {
		t.Errorf("Of = %v, and the list has %d entries; want those of 2000 and 2020, and 3", got, len(l))
	}
}

// FuzzSpan: what is read as a time is one, and its end is not before its beginning.
func FuzzSpan(f *testing.F) {
	for _, s := range []string{"2012", "2013-12-18", "2013-05-13/2013-05-15", "2013-05-15/2013-05-13", "2013-02-30", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if first, last, err := span(s); err == nil && (first.IsZero() || last.Before(first)) {
			t.Errorf("%q is read as %s to %s", s, first, last)
		}
	})
}
