package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/resolution"
	"example.org/july30/tools/site"
)

func importCommand(o *options) *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "Take a text or a list of events from elsewhere into the sources"}
	var in importOptions
	r := &cobra.Command{
		Use: "resolution FILE", Short: "Take the text of a resolution into content/resolutions", Args: cobra.ExactArgs(1),
		Long: `Import resolution reads the text of a resolution of the Economic and Social Council or the General Assembly: plain text
extracted from the published PDF or pasted from a document, the Akoma Ntoso XML of the United Nations, or a download of this site. It says
what it understood, refuses with the line and the reason what it does not understand, and writes the text and what it is. A text is taken for
the United Nations' own unless it says otherwise. Problems are in English here.`,
		RunE: func(c *cobra.Command, args []string) error { return importResolution(c.OutOrStdout(), *o, in, args[0]) },
	}
	r.Flags().StringVar(&in.lang, "lang", "", "language of the text: ar, zh, en, fr, ru, es (default: the one it is in)")
	r.Flags().StringVar(&in.slug, "slug", "", "folder below content/resolutions (default: from the number, as 2017-18)")
	r.Flags().BoolVar(&in.dry, "dry-run", false, "say what would be written, and write nothing")
	c.AddCommand(r, importEventsCommand(o))
	return c
}

type importOptions struct {
	lang string
	slug string
	dry  bool
}

func importResolution(out io.Writer, o options, in importOptions, name string) error {
	tag, ok := lang.Parse(in.lang)
	if in.lang != "" && !ok {
		return fmt.Errorf("--lang %q is not one of ar, zh, en, fr, ru, es", in.lang)
	}
	m, _, err := load(o)
	if err != nil {
		return err
	}
	d, claim, problems, err := readResolution(m.Reader, name, tag)
	if err != nil {
		return err
	}
	if err := problems.Print(os.Stderr, problem.In(m.Words[lang.EN])); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	slug := in.slug
	if slug == "" {
		slug = d.Slug()
	}
	if !fs.ValidPath(slug) || strings.Contains(slug, "/") {
		return fmt.Errorf("--slug %q is no name of a folder", slug)
	}
	fmt.Fprintln(out, summary(d))
	before := m.Resolution(slug)
	official := !claim.Made || claim.Official
	for _, c := range changes(before, d, m) {
		fmt.Fprintf(out, "  %s: the %s were %s and are %s\n", c.ID, c.Part, c.Old, c.New)
	}
	dir := path.Join(site.ResolutionsDir, slug)
	text := path.Join(dir, string(d.Lang)+".txt")
	meta, err := before.Meta.With(d, official, claim, before.Text)
	if err != nil {
		return err
	}
	if in.dry {
		fmt.Fprintf(out, "Nothing is written, because of --dry-run: %s would be the %s text.\n", text, standingWord(official))
		return nil
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{text, d.Source()}, {path.Join(dir, site.MetaFile), meta}} {
		if err := putFile(filepath.Join(o.root, filepath.FromSlash(f.name)), f.data); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%s is the %s text now. Read it against the document, then commit it.\n", text, standingWord(official))
	return checkFolder(out, o, dir)
}

// readResolution reads a file that holds a resolution; one that is too large is refused unread.
func readResolution(r resolution.Reader, name string, tag lang.Tag) (d resolution.Document, c resolution.Claim, list problem.List, err error) {
	shown := filepath.ToSlash(name)
	info, err := os.Stat(name)
	if err != nil {
		return d, c, nil, fmt.Errorf("import: %w", err)
	}
	if info.IsDir() {
		return d, c, nil, fmt.Errorf("import: %s is a folder; name the file of one language", name)
	}
	if info.Size() > resolution.FileLimit {
		list.Add(shown, 0, "", "too-large", "Size", info.Size(), "Limit", resolution.FileLimit)
		return d, c, list, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return d, c, nil, fmt.Errorf("import: %w", err)
	}
	d, c, list = r.Read(shown, tag, data)
	return d, c, list, nil
}

// summary says what was understood of a text.
func summary(d resolution.Document) string {
	items, marks := 0, 0
	for _, p := range d.Leaves() {
		marks += len(p.Text.Cites())
		if strings.Contains(p.ID, "-") {
			items++
		}
	}
	return fmt.Sprintf("%s, in %s, adopted on %s: %d preambular and %d operative paragraphs, %d items, %d footnotes with %d marks.\n  %s",
		d.Symbol, d.Lang.Name(), d.Adopted, len(d.Preamble), len(d.Operative), items, len(d.Notes), marks, d.Title)
}

// changes are what a reader must look at where a text takes the place of another.
func changes(before site.Resolution, d resolution.Document, m site.Model) []resolution.Change {
	old, ok := before.Text[d.Lang]
	if !ok {
		return nil
	}
	return resolution.Changes(old, d, m.Styles, m.Glossary)
}

func standingWord(official bool) string {
	if official {
		return "official"
	}
	return "unofficial"
}

// checkFolder prints the problems of the files below a folder of the sources. They fail nothing: the text is written, and what another
// language lacks is work to come.
func checkFolder(out io.Writer, o options, dir string) error {
	m, all, err := load(o)
	if err != nil {
		return err
	}
	var here problem.List
	for _, p := range all {
		if strings.HasPrefix(p.File, dir+"/") {
			here = append(here, p)
		}
	}
	if len(here) > 0 {
		fmt.Fprintln(out, "What check says of the resolution now:")
	}
	return here.Print(out, problem.In(m.Words[lang.EN]))
}

// putFile writes a source aside and renames it.
func putFile(name string, data []byte) error {
	if err := createFile(name+"~", data); err != nil {
		return errors.Join(err, os.Remove(name+"~"))
	}
	if err := os.Rename(name+"~", name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
