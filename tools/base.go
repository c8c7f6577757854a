package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"

	"example.org/july30/tools/event"
)

// start is where the work began: the last commit that a revision and the one checked out have in common.
func (o options) start(ctx context.Context, rev string) (string, error) {
	commit, err := o.git(ctx, "rev-parse", "--verify", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return "", fmt.Errorf("--base %q is no commit that git knows here; fetch it first, or name another: %w", rev, err)
	}
	start, err := o.git(ctx, "merge-base", strings.TrimSpace(string(commit)), "HEAD")
	if err != nil {
		return "", fmt.Errorf("--base %q has no commit in common with what is checked out here; fetch the whole history (git fetch --unshallow): %w", rev, err)
	}
	return strings.TrimSpace(string(start)), nil
}

// changed are the paths that differ from a commit, committed or not; a file that moved is there with both.
func (o options) changed(ctx context.Context, commit string) (paths []string, err error) {
	for _, args := range [][]string{
		{"diff", "--name-only", "--no-renames", "--relative", "-z", commit},
		{"ls-files", "--others", "--exclude-standard", "-z"},
	} {
		out, err := o.git(ctx, args...)
		if err != nil {
			return nil, fmt.Errorf("list what differs from %s: %w", commit, err)
		}
		paths = append(paths, strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })...)
	}
	return paths, nil
}

// entriesAt are the entries and the list of withdrawals at a commit, by their path from the repository.
func (o options) entriesAt(ctx context.Context, commit string) (map[string][]byte, error) {
	files, err := o.git(ctx, "archive", "--format=tar", commit, "content")
	if err != nil {
		return nil, fmt.Errorf("read the entries of %s: %w", commit, err)
	}
	entries := map[string][]byte{}
	for r := tar.NewReader(bytes.NewReader(files)); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return entries, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the entries of %s: %w", commit, err)
		}
		if ok, _ := path.Match(event.EntryFiles, header.Name); (ok || header.Name == event.WithdrawnFile) && header.Typeflag == tar.TypeReg {
			if entries[header.Name], err = io.ReadAll(r); err != nil {
				return nil, fmt.Errorf("read the entries of %s: %w", commit, err)
			}
		}
	}
}

// git runs git in the repository.
func (o options) git(ctx context.Context, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, "git", args...)
	c.Dir = o.root
	c.Env = append(os.Environ(), "LC_ALL=C")
	out, err := c.Output()
	var failed *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("git is not installed here, or not on the PATH")
	case errors.As(err, &failed) && len(failed.Stderr) > 0:
		return nil, fmt.Errorf("git %s: %s", args[0], bytes.TrimSpace(failed.Stderr))
	case err != nil:
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}
