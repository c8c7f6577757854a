package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/links"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/site"
)

// demoDir holds the example events, laid out as content/events.
const demoDir = "tools/testdata/demo"

func findRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the repository: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "hugo.toml")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("this is not a checkout of the site: no hugo.toml here or in a folder above")
		}
		dir = parent
	}
}

// load reads and checks all sources.
func load(o options) (site.Model, problem.List, error) {
	so := site.Options{Today: o.today}
	if o.demo {
		so.Demo = os.DirFS(filepath.Join(o.root, filepath.FromSlash(demoDir)))
	}
	return site.Load(os.DirFS(o.root), so)
}

// words are the words problems are printed in.
func words(o options) (lang.Words, error) {
	tag, ok := lang.Parse(o.lang)
	if !ok {
		return lang.Words{}, fmt.Errorf("--lang %q is not one of ar, zh, en, fr, ru, es", o.lang)
	}
	return lang.ReadWords(os.DirFS(o.root), tag)
}

// loadSound reads all sources, prints every problem to standard error, and fails on an error among them.
func loadSound(o options) (site.Model, error) {
	w, err := words(o)
	if err != nil {
		return site.Model{}, err
	}
	m, problems, err := load(o)
	if err != nil {
		return m, err
	}
	if err := problems.Print(os.Stderr, w); err != nil {
		return m, err
	}
	if problems.Errors() > 0 {
		return m, errProblems
	}
	if o.release {
		return m, ready(os.Stderr, o, m, problems)
	}
	return m, nil
}

func check(out io.Writer, o options, names []string) error {
	w, err := words(o)
	if err != nil {
		return err
	}
	m, problems, err := load(o)
	if err != nil {
		return err
	}
	if len(names) > 0 {
		problems, err = only(o, m, problems, names)
		if err != nil {
			return err
		}
	}
	if err := problems.Print(out, w); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// only keeps the problems of the named files; a file that is not a source of the repository is read as an entry of an event.
func only(o options, m site.Model, all problem.List, names []string) (problem.List, error) {
	var kept problem.List
	for _, name := range names {
		abs, err := filepath.Abs(name)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", name, err)
		}
		rel, err := filepath.Rel(o.root, abs)
		if err == nil && isSource(filepath.ToSlash(rel)) {
			if _, err := os.Stat(abs); err != nil {
				return nil, fmt.Errorf("check: %w", err)
			}
			for _, p := range all {
				if p.File == filepath.ToSlash(rel) {
					kept = append(kept, p)
				}
			}
			continue
		}
		data, err := os.ReadFile(abs)
		if err != nil {
			return nil, fmt.Errorf("check: %w", err)
		}
		shown := path.Join(event.Dir, path.Base(path.Dir(filepath.ToSlash(abs))), path.Base(filepath.ToSlash(abs)))
		if y := path.Base(path.Dir(filepath.ToSlash(abs))); !isYear(y) {
			shown = path.Join(event.Dir, fmt.Sprint(m.Editions.Current(m.Today).Year), path.Base(filepath.ToSlash(abs)))
		}
		_, list := event.Parse(shown, data, m.Context())
		for i := range list {
			list[i].File = filepath.ToSlash(name)
		}
		kept = append(kept, list...)
	}
	return kept, nil
}

func isSource(rel string) bool {
	first, _, _ := strings.Cut(rel, "/")
	return first == "content" || first == "data" || first == "i18n"
}

func isYear(s string) bool { return len(s) == 4 && strings.Trim(s, "0123456789") == "" }

func generateOnly(o options) error {
	m, err := loadSound(o)
	if err != nil {
		return err
	}
	unlock, err := o.lock()
	if err != nil {
		return err
	}
	defer unlock()
	return generate(o, m)
}

// generate writes what Hugo reads to build/. Whoever calls it holds the lock of build/.
func generate(o options, m site.Model) error {
	files, err := m.Sources(os.DirFS(o.root))
	if err != nil {
		return err
	}
	for _, dir := range []string{"content", "data", "i18n"} {
		if err := o.replaceTree(filepath.Join(o.root, "build", dir), files.Below(dir)); err != nil {
			return err
		}
	}
	return nil
}

// lock keeps other commands from writing build/ until unlock is called, so that a build and a server beside it do not mix their pages.
func (o options) lock() (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Join(o.root, "build"), 0o755); err != nil {
		return nil, fmt.Errorf("make the folder build: %w", err)
	}
	unlock, err = lockedfile.MutexAt(filepath.Join(o.root, "build", "lock")).Lock()
	if err != nil {
		return nil, fmt.Errorf("lock the folder build: %w", err)
	}
	return unlock, nil
}

// replaceTree makes dir hold these files and no others. A file that is the same already is not touched, so that whoever watches the
// folder sees only what changed.
func (o options) replaceTree(dir string, files site.Files) error {
	for _, name := range files.Names() {
		if err := o.writeFile(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if _, ok := files[filepath.ToSlash(rel)]; ok {
			return nil
		}
		return os.Remove(name)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("clear %s of old files: %w", dir, err)
	}
	return nil
}

// writeFile writes a file below build/ aside and renames it, unless it is the same already. Aside is outside the folders that Hugo's
// server watches: it counts events, and above fifty waits for seconds before it builds.
func (o options) writeFile(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	aside := filepath.Join(o.root, "build", "new~")
	if err := createFile(aside, data); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := os.Rename(aside, name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// createFile writes a file and the folders above it.
func createFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// build writes the finished site beside its folder and exchanges the two, so that the folder is whole at every moment.
func build(ctx context.Context, o options) error {
	p := newProgress(os.Stderr)
	defer p.done()
	out := o.out
	if !filepath.IsAbs(out) {
		out = filepath.Join(o.root, out)
	}
	if err := repair(out); err != nil {
		return err
	}
	if err := notAFolderOfOthers(o.root, out); err != nil {
		return err
	}
	p.step("Reading the sources")
	m, err := loadSound(o)
	if err != nil {
		return err
	}
	hugo, err := findHugo(ctx, o.root, p.say)
	if err != nil {
		return err
	}
	unlock, err := o.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := generate(o, m); err != nil {
		return err
	}
	p.step("Laying out the site")
	fresh := out + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("clear %s: %w", fresh, err)
	}
	defer os.RemoveAll(fresh)
	if err := runHugo(ctx, hugo, o.root, fresh); err != nil {
		return err
	}
	feeds, err := m.Feeds()
	if err != nil {
		return err
	}
	p.step("Writing the calendars")
	for _, name := range feeds.Names() {
		if err := createFile(filepath.Join(fresh, filepath.FromSlash(name)), feeds[name]); err != nil {
			return err
		}
	}
	p.step("Following the links")
	broken, err := links.Check(os.DirFS(fresh), m.Config.BaseURL)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return fmt.Errorf("the finished site has broken links:\n%s", strings.Join(broken, "\n"))
	}
	return exchange(fresh, out)
}

// notAFolderOfOthers refuses to replace a folder that no build has written: the repository itself, or one with other things in it.
func notAFolderOfOthers(root, out string) error {
	if rel, err := filepath.Rel(out, root); err == nil && !strings.HasPrefix(rel, "..") {
		return fmt.Errorf("--out %s holds the repository; name a folder of its own", out)
	}
	entries, err := os.ReadDir(out)
	if errors.Is(err, fs.ErrNotExist) || len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look into %s: %w", out, err)
	}
	if _, err := os.Stat(filepath.Join(out, "404.html")); err != nil {
		return fmt.Errorf("--out %s is not a site that was built here (it has no 404.html); empty it or name another folder", out)
	}
	return nil
}
