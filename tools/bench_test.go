//go:build bench && unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
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

// copyCheckout copies the checkout to a folder of its own, so that a benchmark changes no source of anybody.
func copyCheckout(b *testing.B) string {
	b.Helper()
	root, err := findRoot()
	if err != nil {
		b.Fatal(err)
	}
	dest := b.TempDir()
	leaveOut := []string{".git", "build", "node_modules", "public"}
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains(leaveOut, rel) {
				return filepath.SkipDir
			}
			return os.MkdirAll(filepath.Join(dest, rel), 0o755)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dest, rel), data, 0o644)
	})
	if err != nil {
		b.Fatal(err)
	}
	return dest
}

// serveCopy serves a copy of the checkout until the benchmark ends, and returns its address.
func serveCopy(b *testing.B, root string) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "july30")
	compile := exec.CommandContext(b.Context(), "go", "build", "-o", program, "./tools")
	compile.Dir = root
	if out, err := compile.CombinedOutput(); err != nil {
		b.Fatalf("go build ./tools: %v\n%s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	cmd := exec.CommandContext(b.Context(), program, "serve", "--demo", "--port", fmt.Sprint(port))
	cmd.Dir = root
	cmd.Stderr = b.Output()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { // after the context has ended, and serve with it
		_ = cmd.Wait()
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // Hugo, where serve was killed before it could end it
	})
	return fmt.Sprintf("http://localhost:%d", port)
}

// waitFor asks for a page until it holds these words.
func waitFor(b *testing.B, page string, words []byte) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 5*time.Minute) // the first time, Hugo may have to be compiled
	defer cancel()
	for ctx.Err() == nil {
		if body, err := get(ctx, page); err == nil && bytes.Contains(body, words) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	b.Fatalf("%s does not show %q", page, words)
}

func get(ctx context.Context, page string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}
