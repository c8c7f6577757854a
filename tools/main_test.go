package main

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"july30": main})
}

// TestScripts runs the commands on a copy of the repository's sources, in $WORK/site. None of them starts Hugo.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			site := filepath.Join(env.WorkDir, "site")
			if err := copySources(site); err != nil {
				return err
			}
			env.Cd = site
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"repeat": repeat,
			"bytes":  writeBytes,
		},
	})
}

// copySources copies what the commands read.
func copySources(dest string) error {
	for _, name := range []string{"content", "data", "i18n", "tools/testdata/demo", "assets/css/tokens.css", "hugo.toml", "go.mod"} {
		from := filepath.Join("..", filepath.FromSlash(name))
		err := filepath.WalkDir(from, func(file string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel("..", file)
			if err != nil {
				return err
			}
			if entry.IsDir() {
				return os.MkdirAll(filepath.Join(dest, rel), 0o777)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dest, rel)), 0o777); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dest, rel), data, 0o666)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// repeat FILE N TEXT writes a file of N bytes that repeats a text.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := []byte(args[2])
	data := bytes.Repeat(text, n/len(text)+1)[:n]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// bytes FILE QUOTED writes a file from a Go string, which may hold what an archive cannot.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o666))
}

// TestStatus: 0 sound, 1 problems found, 2 could not run.
func TestStatus(t *testing.T) {
	dir := t.TempDir()
	if err := copySources(dir); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	const entry = "content/events/2027/ke-walk.toml"
	for _, tt := range []struct {
		args   []string
		source string
		want   int
	}{
		{args: []string{"check"}, want: 0},
		{args: []string{"check"}, source: `tittle = "Walk"`, want: 1},
		{args: []string{"generate"}, source: `tittle = "Walk"`, want: 1},
		{args: []string{"check", "no-such-file.toml"}, want: 2},
		{args: []string{"check", "--today", "30 July"}, want: 2},
		{args: []string{"check", "--lang", "de"}, want: 2},
		{args: []string{"publish"}, want: 2},
	} {
		if err := os.Remove(entry); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if tt.source != "" {
			if err := createFile(entry, []byte(tt.source)); err != nil {
				t.Fatal(err)
			}
		}
		if got := run(tt.args); got != tt.want {
			t.Errorf("july30 %q ends with status %d, want %d", tt.args, got, tt.want)
		}
	}
}

// TestExchange: a build takes the place of the former one whole, and an interrupted one is mended at the next start.
func TestExchange(t *testing.T) {
	for name, swap := range map[string]func(fresh, out string) error{"in one step": exchange, "in two renames": replace} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			out, fresh := filepath.Join(dir, "public"), filepath.Join(dir, "public.new")
			write := func(folder, text string) {
				t.Helper()
				if err := createFile(filepath.Join(folder, "index.html"), []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			holds := func(want string) {
				t.Helper()
				got, err := os.ReadFile(filepath.Join(out, "index.html"))
				if err != nil || string(got) != want {
					t.Errorf("public holds %q (%v), want %q", got, err, want)
				}
				if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
					t.Errorf("beside public stands %v (%v), want nothing", entries, err)
				}
			}
			write(fresh, "first")
			if err := swap(fresh, out); err != nil {
				t.Fatal(err)
			}
			holds("first")
			write(fresh, "second")
			if err := swap(fresh, out); err != nil {
				t.Fatal(err)
			}
			holds("second")
			if err := os.Rename(out, old(out)); err != nil { // as a kill between two renames leaves it
				t.Fatal(err)
			}
			if err := repair(out); err != nil {
				t.Fatal(err)
			}
			holds("second")
		})
	}
}
