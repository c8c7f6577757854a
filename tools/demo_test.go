//go:build built

package main

import (
	"bytes"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestManyCalendars: of two thousand events, every calendar is read by python-icalendar and by ical.js without complaint, with as many events as
// the lists have, and comes out the same a second time.
func TestManyCalendars(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	sum := func(dir string) (digest string, written []string, events int) {
		o := options{root: root, lang: "en", demo: demo{on: true, events: 2000}}
		m, problems, err := load(o)
		if err != nil || problems.Errors() > 0 {
			t.Fatalf("load: %v, %d errors", err, problems.Errors())
		}
		hash := sha256.New()
		err = m.Feeds(func(name string, data []byte) error {
			hash.Write([]byte(name))
			hash.Write(data)
			if dir == "" || !strings.HasSuffix(name, ".ics") {
				return nil
			}
			file := filepath.Join(dir, filepath.FromSlash(name))
			written = append(written, file)
			return createFile(file, data)
		})
		if err != nil {
			t.Fatal(err)
		}
		return string(hash.Sum(nil)), written, len(m.Events)
	}
	once, files, events := sum(t.TempDir())
	if again, _, _ := sum(""); again != once {
		t.Error("the same sources give other files a second time")
	}
	if events < 2000 {
		t.Errorf("%d events", events)
	}
	read := func(name string, args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = root
		var out, complaint bytes.Buffer
		cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(strings.Join(files, "\n")), &out, &complaint
		if err := cmd.Run(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, complaint.String())
		}
		if lines := bytes.Count(out.Bytes(), []byte("\n")); lines < 6*3*events {
			t.Errorf("%s read %d events", name, lines)
		}
	}
	read("tools/browser/python", "tools/site/testdata/read_calendars.py")
	if _, err := os.Stat(filepath.Join(root, "node_modules", "ical.js")); err != nil {
		t.Fatal("ical.js is missing; make setup gets it")
	}
	read("node", "tools/browser/read-calendars.mjs")
}
