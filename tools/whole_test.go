//go:build (bench || built) && unix

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

// copyCheckout copies the checkout to a folder of its own, so that nothing changes a source of anybody.
func copyCheckout(t testing.TB) string {
	t.Helper()
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	dest := t.TempDir()
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
		t.Fatal(err)
	}
	return dest
}

// serveCopy serves a copy of the checkout until the test or the benchmark ends, and returns its address.
func serveCopy(t testing.TB, root string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "july30")
	compile := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./tools")
	compile.Dir = root
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("go build ./tools: %v\n%s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	cmd := exec.CommandContext(t.Context(), program, "serve", "--demo", "--port", fmt.Sprint(port))
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // after the context has ended, and serve with it
		_ = cmd.Wait()
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // Hugo, where serve was killed before it could end it
	})
	return fmt.Sprintf("http://localhost:%d", port)
}

// waitFor asks for a page until it holds these words.
func waitFor(t testing.TB, page string, words []byte) {
	t.Helper()
	waitUntil(t, page, fmt.Sprintf("%q", words), func(body []byte) bool { return bytes.Contains(body, words) })
}

// waitUntil asks for a page until it shows what is meant.
func waitUntil(t testing.TB, page, what string, shows func(body []byte) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // the first time, Hugo may have to be compiled
	defer cancel()
	for ctx.Err() == nil {
		if body, err := get(ctx, page); err == nil && shows(body) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%s does not show %s", page, what)
}

func get(ctx context.Context, page string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second) // whoever waits asks again
	defer cancel()
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
