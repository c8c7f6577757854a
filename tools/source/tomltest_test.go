package source

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	tomltest "github.com/toml-lang/toml-test"

	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
)

// documents runs judge over the documents of the TOML project's own tests, in subtests named as their files.
func documents(t *testing.T, folder string, atLeast int, judge func(t *testing.T, name string, data []byte, list problem.List)) {
	t.Helper()
	all, n := tomltest.EmbeddedTests(), 0
	err := fs.WalkDir(all, folder, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".toml") {
			return err
		}
		data, err := fs.ReadFile(all, name)
		if err != nil {
			return err
		}
		n++
		t.Run(name, func(t *testing.T) {
			var v entry
			_, list := Decode(name, data, &v)
			problemtest.Lines(t, data, list)
			judge(t, name, data, list)
		})
		return nil
	})
	if err != nil || n < atLeast {
		t.Errorf("%d documents in %s, want at least %d (%v)", n, folder, atLeast, err)
	}
}

// TestInvalidTOML: what is not TOML is refused, with a line that exists.
func TestInvalidTOML(t *testing.T) {
	documents(t, "invalid", 371, func(t *testing.T, name string, data []byte, list problem.List) {
		if !slices.ContainsFunc(list, func(p problem.Problem) bool { return p.Severity == problem.Error && p.Line > 0 }) {
			t.Errorf("Decode(%q): %v", data, list)
		}
	})
}

// TestValidTOML: what is TOML is read, though the struct may know nothing of it, and its one form reads the same.
func TestValidTOML(t *testing.T) {
	documents(t, "valid", 189, func(t *testing.T, name string, data []byte, list problem.List) {
		if slices.ContainsFunc(list, func(p problem.Problem) bool { return p.Code == "not-toml" || p.Code == "key-twice" }) {
			t.Errorf("Decode(%q): %v", data, list)
		}
		d, _ := ReadDocument(name, data, new(entry))
		if d == nil {
			if len(data) > 0 {
				t.Errorf("%q has no document", data)
			}
			return
		}
		form := d.Bytes()
		var want, got map[string]any
		if err := errors.Join(toml.Unmarshal(data, &want), toml.Unmarshal(form, &got)); err != nil {
			t.Fatalf("the form of %q, %q: %v", data, form, err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("the form of %q, %q (-want +got):\n%s", data, form, diff)
		}
	})
}
