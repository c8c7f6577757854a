package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"golang.org/x/mod/modfile"
)

const hugoModule = "github.com/gohugoio/hugo"

// hugoVersion is the version of Hugo that go.mod pins, without the v.
func hugoVersion() (string, error) {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if d.Path == hugoModule {
				return strings.TrimPrefix(d.Version, "v"), nil
			}
		}
	}
	root, err := findRoot()
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", fmt.Errorf("find out which Hugo to use: %w", err)
	}
	mod, err := modfile.Parse("go.mod", data, nil)
	if err != nil {
		return "", fmt.Errorf("find out which Hugo to use: %w", err)
	}
	for _, r := range mod.Require {
		if r.Mod.Path == hugoModule {
			return strings.TrimPrefix(r.Mod.Version, "v"), nil
		}
	}
	return "", fmt.Errorf("go.mod does not name %s", hugoModule)
}

// findHugo returns the path of the Hugo that go.mod pins: one of exactly that version on the PATH, else the tool of go.mod, which the
// first call compiles; say is told so before it does.
func findHugo(ctx context.Context, root string, say func(string)) (string, error) {
	want, err := hugoVersion()
	if err != nil {
		return "", err
	}
	if path, err := exec.LookPath("hugo"); err == nil && isHugo(ctx, path, want) {
		return path, nil
	}
	// The path of an earlier compilation is kept, because asking the go command for it takes longer than a page does to change.
	note := filepath.Join(root, "build", "hugo-"+want)
	if data, err := os.ReadFile(note); err == nil {
		if path := string(data); isHugo(ctx, path, want) {
			return path, nil
		}
	}
	// A compiled one answers at once.
	notice := time.AfterFunc(3*time.Second, func() { say("Compiling Hugo " + want + ": once on this machine, for some minutes …") })
	defer notice.Stop()
	compile := exec.CommandContext(ctx, "go", "tool", "hugo", "version")
	compile.Dir = root
	var stderr bytes.Buffer
	compile.Stderr = &stderr
	if err := compile.Run(); err != nil {
		return "", fmt.Errorf("compile Hugo %s: %w\n%s", want, err, stderr.Bytes())
	}
	locate := exec.CommandContext(ctx, "go", "tool", "-n", "hugo")
	locate.Dir = root
	out, err := locate.Output()
	if err != nil {
		return "", fmt.Errorf("find the compiled Hugo: %w", err)
	}
	path := strings.TrimSpace(string(out))
	if err := os.MkdirAll(filepath.Dir(note), 0o755); err != nil {
		return "", fmt.Errorf("remember where Hugo is: %w", err)
	}
	if err := os.WriteFile(note, []byte(path), 0o644); err != nil {
		return "", fmt.Errorf("remember where Hugo is: %w", err)
	}
	return path, nil
}

func isHugo(ctx context.Context, path, want string) bool {
	out, err := exec.CommandContext(ctx, path, "version").Output()
	if err != nil {
		return false
	}
	fields := strings.Fields(string(out))
	if len(fields) < 2 {
		return false
	}
	got, _, _ := strings.Cut(strings.TrimPrefix(fields[1], "v"), "-")
	got, _, _ = strings.Cut(got, "+")
	return got == want
}

// runHugo lays out build/ into dest. A missing word or plural class, and any warning, fails it.
func runHugo(ctx context.Context, hugo, root, dest string) error {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, hugo, "build", "--source", root, "--destination", dest,
		"--printI18nWarnings", "--printPathWarnings", "--panicOnWarning", "--cleanDestinationDir", "--noBuildLock")
	cmd.Env = hugoEnv()
	cmd.Stdout = io.Discard
	cmd.Stderr = &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("lay out the site with Hugo: %w\n%s", err, firstLines(out.Bytes(), 20))
	}
	if warnings := strings.TrimSpace(out.String()); warnings != "" {
		return fmt.Errorf("lay out the site with Hugo: it warns\n%s", warnings)
	}
	return nil
}

// memoryLimit is the memory above which Hugo's collector works harder. Ten thousand events take it more by default; few events never come near.
const memoryLimit = "1700MiB"

// hugoEnv is the environment of Hugo: this process's, without settings that would change the site, and with a limit of memory unless it has one.
func hugoEnv() []string {
	env := os.Environ()
	kept := env[:0]
	for _, e := range env {
		if !strings.HasPrefix(e, "HUGO_") {
			kept = append(kept, e)
		}
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		kept = append(kept, "GOMEMLIMIT="+memoryLimit)
	}
	return append(kept, "TZ=UTC", "LC_ALL=C.UTF-8")
}

func firstLines(b []byte, n int) []byte {
	lines := bytes.SplitAfterN(b, []byte("\n"), n+1)
	return bytes.Join(lines[:min(n, len(lines))], nil)
}
