// Package problemtest holds a format to archives that a contributor could read, one per rule: testdata/check/<rule>.txtar of the package
// under test has the files, and under the name want what check says of them.
//
//	content/events/2027/ke-walk.toml:8: country: "KEN" is not a two-letter code; write "KE" [country-code-near]
package problemtest

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

var update = flag.Bool("update", false, "rewrite the wording of the want parts; stops where the number of problems changed")

// Update tells whether what tests compare with is to be rewritten.
func Update() bool { return *update }

// Root is the repository, seen from the folder of a package of tools/, where its tests run.
const Root = "../.."

// Repository is the repository's files.
func Repository() fs.FS { return os.DirFS(Root) }

// English are the English words of the repository.
func English(t testing.TB) lang.Words {
	t.Helper()
	w, err := lang.ReadWords(Repository(), lang.EN)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Glossary is the glossary of the repository.
func Glossary(t testing.TB) lang.Glossary {
	t.Helper()
	g, err := lang.ReadGlossary(Repository())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Made holds a file to what is made for it; with -update it is written. says tells what it is made from: the struct.
func Made(t testing.TB, name, says string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not what %s (-update writes it; -want +got):\n%s", name, says, diff)
	}
}

// Archived are the files of the archives of testdata/check, in order: what a fuzz test begins with.
func Archived(t testing.TB) (files [][]byte) {
	t.Helper()
	names, err := filepath.Glob("testdata/check/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			files = append(files, file.Data)
		}
	}
	return files
}

// Archives runs check over the files of each archive, in a subtest of the rule's name.
func Archives(t *testing.T, check func(files fstest.MapFS) problem.List) {
	t.Helper()
	words := English(t)
	each(t, "testdata/check", func(t *testing.T, files fstest.MapFS) string {
		var b strings.Builder
		if err := check(files).Print(&b, problem.In(words)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}, func(t *testing.T, want, got string) {
		if before, after := strings.Count(want, "\n"), strings.Count(got, "\n"); before != after {
			t.Fatalf("%d problems instead of %d; write the new lines by hand:\n%s", after, before, got)
		}
	})
}

// Outcomes holds what outcome makes of the files of each archive below a folder to its part want, in a subtest of the archive's name.
// Unlike those of Archives, outcomes may be rewritten whatever they are.
func Outcomes(t *testing.T, dir string, outcome func(t *testing.T, files fstest.MapFS) string) {
	t.Helper()
	each(t, dir, outcome, func(*testing.T, string, string) {})
}

// each compares, or rewrites after a last look at what is rewritten.
func each(t *testing.T, dir string, outcome func(t *testing.T, files fstest.MapFS) string, look func(t *testing.T, want, got string)) {
	t.Helper()
	names, err := filepath.Glob(dir + "/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives in %s: %v", dir, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files, want := fstest.MapFS{}, -1
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				files[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			if want < 0 {
				t.Fatal("the archive has no part named want")
			}
			got := outcome(t, files)
			if strings.Contains(got, "problem_") || strings.Contains(got, "remedy_") || strings.Contains(got, "{{ .") {
				t.Errorf("a problem has no words of its own in i18n/en.toml:\n%s", got)
			}
			if *update {
				look(t, string(archive.Files[want].Data), got)
				archive.Files[want].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[want].Data), got); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
		})
	}
}

// Sound fails the test for each error, as check would print it, and logs each warning.
func Sound(t *testing.T, list problem.List) {
	t.Helper()
	words := English(t)
	for _, p := range list.Sorted() {
		if p.Severity == problem.Error {
			t.Error(p.Message(words))
			continue
		}
		t.Log(p.Message(words))
	}
}

// Lines fails the test where a problem stands on no line of the text, or a message is not one line.
func Lines(t *testing.T, text []byte, list problem.List) {
	t.Helper()
	lines := strings.Count(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n") + strings.Count(string(text), "\r") + 1
	for _, p := range list {
		if p.Line < 0 || p.Line > lines {
			t.Errorf("%v stands on line %d of %d of %q", p, p.Line, lines, text)
		}
		if m := p.Message(lang.Words{}); strings.ContainsAny(m, "\n\r\x1b") {
			t.Errorf("the message %q is not one line", m)
		}
	}
}
