package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.org/july30/tools/event"
	"example.org/july30/tools/problem"
)

func formatCommand(o *options) *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use: "fmt [FILE…]", Short: "Bring entries of events into their one form",
		Long: `Fmt puts the fields of an entry in order, its signs in one column and its texts between straight double quotation marks.
Comments stay where they are, and no value changes. It prints the names of the files it has written. Without files it
takes all entries. A file that is not TOML stays as it is, and what is wrong with it is printed.`,
		RunE: func(_ *cobra.Command, files []string) error { return format(os.Stdout, *o, files, check) },
	}
	c.Flags().BoolVar(&check, "check", false, "write nothing; name the files that are not in that form, and fail where there is one")
	return c
}

func format(out io.Writer, o options, names []string, checkOnly bool) error {
	w, err := words(o)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		if names, err = o.entries(); err != nil {
			return err
		}
	}
	var problems problem.List
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("fmt: %w", err)
		}
		shown := o.shown(name)
		form, list := event.Format(shown, data)
		problems = append(problems, list...)
		switch {
		case form == nil || bytes.Equal(form, data):
		case checkOnly:
			problems.Add(shown, 0, "", "not-formatted", "File", shown)
		default:
			if err := replaceFile(name, form); err != nil {
				return err
			}
			fmt.Fprintln(out, shown)
		}
	}
	if err := problems.Print(os.Stderr, w); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// entries are the files of all entries, those of the examples where they are asked for.
func (o options) entries() ([]string, error) {
	var names []string
	for _, dir := range o.sources() {
		found, err := fs.Glob(os.DirFS(dir), event.EntryFiles)
		if err != nil {
			return nil, fmt.Errorf("list the entries: %w", err)
		}
		for _, name := range found {
			name = filepath.Join(dir, filepath.FromSlash(name))
			if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// readEntries are the entries of the repository as they stand, by their path from it.
func (o options) readEntries() (map[string][]byte, error) {
	o.demo = demo{}
	names, err := o.entries()
	if err != nil {
		return nil, err
	}
	entries := map[string][]byte{}
	for _, name := range names {
		if entries[o.shown(name)], err = os.ReadFile(name); err != nil {
			return nil, fmt.Errorf("read the entries: %w", err)
		}
	}
	return entries, nil
}

// sources are the folders that content/ stands in.
func (o options) sources() []string {
	if o.demo.on {
		return []string{o.root, filepath.Join(o.root, filepath.FromSlash(demoDir))}
	}
	return []string{o.root}
}

// shown is the name of a file as a message gives it: from the repository where it stands there, else as it was given.
func (o options) shown(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return filepath.ToSlash(name)
	}
	if rel, err := filepath.Rel(o.root, abs); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name)
}

// replaceFile writes a file aside, under a name that `serve` passes over, and renames it. A link stays one, and the file its rights.
func replaceFile(name string, data []byte) error {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	info, err := os.Stat(name)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	aside := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"~")
	defer os.Remove(aside)
	if err := os.WriteFile(aside, data, info.Mode().Perm()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := os.Rename(aside, name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
