//go:build bench && unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkWholeBuild times `go run ./tools build` as a person calls it, once everything is compiled.
func BenchmarkWholeBuild(b *testing.B) {
	root := copyCheckout(b)
	build := func() {
		cmd := exec.CommandContext(b.Context(), "go", "run", "./tools", "build")
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("go run ./tools build: %v\n%s", err, out)
		}
	}
	build()
	for b.Loop() {
		build()
	}
	reportSeconds(b)
}

// BenchmarkWholeEdit times how long it takes from a saved entry until serve shows its new title to whoever asks for the page.
func BenchmarkWholeEdit(b *testing.B) {
	root := copyCheckout(b)
	page := serveCopy(b, root) + "/en/events/2027/ke-lantern-walk/"
	entry := filepath.Join(root, filepath.FromSlash(demoDir), "content", "events", "2027", "ke-lantern-walk.toml")
	data, err := os.ReadFile(entry)
	if err != nil {
		b.Fatal(err)
	}
	old := []byte("Evening walk with lanterns")
	waitFor(b, page, old)
	n := 0
	for b.Loop() {
		b.StopTimer()
		time.Sleep(500 * time.Millisecond) // as after a pause, not amid the work of the edit before
		n++
		fresh := fmt.Appendf(nil, "Evening walk, edit %d.", n)
		b.StartTimer()
		if err := os.WriteFile(entry, bytes.Replace(data, old, fresh, 1), 0o644); err != nil {
			b.Fatal(err)
		}
		waitFor(b, page, fresh)
	}
	reportSeconds(b)
}

func reportSeconds(b *testing.B) {
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/op")
	b.ReportMetric(0, "ns/op") // leaves the column out: these are seconds
}
