//go:build built && unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestServe: a change shows on the page; a broken source leaves the last good site, with the problem on top in the page's language; mended,
// the problem goes. A new entry gets a page, and the calendar is served beside the pages.
func TestServe(t *testing.T) {
	root := copyCheckout(t)
	address := serveCopy(t, root)
	entry := filepath.Join(root, filepath.FromSlash(demoDir), "content", "events", "2027", "ke-lantern-walk.toml")
	good, err := os.ReadFile(entry)
	if err != nil {
		t.Fatal(err)
	}
	save := func(name string, data []byte) {
		t.Helper()
		if err := createFile(name, data); err != nil {
			t.Fatal(err)
		}
	}
	page := address + "/fr/events/2027/ke-lantern-walk/"
	waitFor(t, page, []byte("Promenade du soir aux lanternes"))
	waitFor(t, address+"/fr/events/calendar.ics", []byte("UID:2027-ke-lantern-walk@july30"))

	save(entry, bytes.Replace(good, []byte("Promenade du soir"), []byte("Promenade du matin"), 1))
	waitFor(t, page, []byte("Promenade du matin aux lanternes"))

	save(entry, bytes.Replace(good, []byte(`"KE"`), []byte(`"KEN"`), 1))
	waitFor(t, page, []byte("ke-lantern-walk.toml:"))
	waitFor(t, page, []byte("[country-code-near]"))
	waitFor(t, page, []byte("Promenade du matin aux lanternes"))

	save(entry, good)
	waitFor(t, page, []byte("Promenade du soir aux lanternes"))
	waitUntil(t, page, "the mended source without its problem", func(body []byte) bool { return !bytes.Contains(body, []byte("[country-code-near]")) })

	fresh := bytes.Replace(good, []byte("Promenade du soir"), []byte("Deuxième promenade"), 1)
	save(filepath.Join(root, "content", "events", "2027", "ke-second-walk.toml"), fresh)
	waitFor(t, address+"/fr/events/2027/ke-second-walk/", []byte("Deuxième promenade aux lanternes"))
	waitFor(t, page, []byte("Promenade du soir aux lanternes"))

	// A server that dies is started again.
	kill := exec.CommandContext(t.Context(), "pkill", "-KILL", "-f", "hugo server --source "+root)
	if out, err := kill.CombinedOutput(); err != nil {
		t.Fatalf("pkill: %v\n%s", err, out)
	}
	save(entry, bytes.Replace(good, []byte("Promenade du soir"), []byte("Promenade de nuit"), 1))
	waitFor(t, page, []byte("Promenade de nuit aux lanternes"))
}
