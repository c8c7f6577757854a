package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/links"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/site"
	"example.org/july30/tools/typeset"
	"example.org/july30/tools/typeset/fonts"
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
	if o.demo.on {
		dir, err := o.demoSource()
		if err != nil {
			return site.Model{}, nil, err
		}
		so.Demo = os.DirFS(dir)
	}
	return site.Load(os.DirFS(o.root), so)
}

// words are the words problems are printed in: those of --lang, else those of the language each source is written in, else English.
func words(o options) (problem.Words, error) {
	if o.lang == "" {
		six, err := site.ReadWords(os.DirFS(o.root))
		six[""] = six[lang.EN]
		return six, err
	}
	tag, ok := lang.Parse(o.lang)
	if !ok {
		return nil, fmt.Errorf("--lang %q is not one of ar, zh, en, fr, ru, es", o.lang)
	}
	w, err := lang.ReadWords(os.DirFS(o.root), tag)
	return problem.In(w), err
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
	_, err = generate(o, m)
	return err
}

// generate writes what Hugo reads to build/, and tells whether pages came or went. Whoever calls it holds the lock of build/.
func generate(o options, m site.Model) (otherPages bool, err error) {
	files, err := m.Sources(os.DirFS(o.root))
	if err != nil {
		return false, err
	}
	for _, dir := range []string{"content", "data", "i18n"} {
		others, err := o.replaceTree(filepath.Join(o.root, "build", dir), files.Below(dir))
		if err != nil {
			return false, err
		}
		otherPages = otherPages || others && dir == "content"
	}
	return otherPages, nil
}

// drawPictures draws the pictures of the site, as far as build/cache does not have them, and prints what cannot be drawn. Whoever calls it holds the
// lock of build/.
func drawPictures(o options, m *site.Model) error {
	engine, err := engine()
	if err != nil {
		return err
	}
	_, problems, err := m.Draw(site.Cache{Dir: o.pictureCache(), Engine: engine}, func() (*typeset.Fonts, error) { return typeset.Load(fonts.Files) })
	if err != nil {
		return err
	}
	w, err := words(o)
	if err != nil {
		return err
	}
	if err := problems.Print(os.Stderr, w); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

func (o options) pictureCache() string { return filepath.Join(o.root, "build", "cache", "materials") }

// engine is the hash of this program, fonts included: what draws a picture.
func engine() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program: %w", err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("read this program: %w", err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(data)), nil
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

// replaceTree makes dir hold these files and no others, and tells whether its files are others than before by name. A file that is the same already
// is not touched, so that whoever watches the folder sees only what changed.
func (o options) replaceTree(dir string, files site.Files) (others bool, err error) {
	for _, name := range files.Names() {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Lstat(place); errors.Is(err, fs.ErrNotExist) {
			others = true
		}
		if err := o.writeFile(place, files[name]); err != nil {
			return false, err
		}
	}
	err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
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
		others = true
		return os.Remove(name)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("clear %s of old files: %w", dir, err)
	}
	return others, nil
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

// siteFolder is where the finished site stands.
func (o options) siteFolder() string {
	if filepath.IsAbs(o.out) {
		return o.out
	}
	return filepath.Join(o.root, o.out)
}

// build writes the finished site beside its folder and exchanges the two, so that the folder is whole at every moment.
func build(ctx context.Context, o options) error {
	p := newProgress(os.Stderr)
	defer p.done()
	out := o.siteFolder()
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
	p.step("Drawing the pictures")
	if err := drawPictures(o, &m); err != nil {
		return err
	}
	if _, err := generate(o, m); err != nil {
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
	p.step("Writing calendars and pictures")
	err = m.Feeds(func(name string, data []byte) error {
		return createFile(filepath.Join(fresh, filepath.FromSlash(name)), data)
	})
	if err != nil {
		return err
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
