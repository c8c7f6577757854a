package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"example.org/july30/tools/ask"
	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

type newOptions struct {
	edition int
	from    string
	set     []string
	yes     bool
}

func newCommand(o *options) *cobra.Command {
	c := &cobra.Command{Use: "new", Short: "Begin a new source"}
	var in newOptions
	e := &cobra.Command{
		Use: "event", Short: "Ask for an event and write its entry", Args: cobra.NoArgs,
		Long: `New event asks for an event, one question at a time, checks each answer at once and writes the entry. It asks in the language
of --lang, or else in that of the system where it is one of the six. Without a terminal, or with --yes, it asks nothing: the
entry is what --from and --set say, and what is wrong with it is printed as check prints it.

  go run ./tools new event
  go run ./tools new event --from new-event.toml
  go run ./tools new event --yes --set title="Candlelight walk" --set country=Kenya --set organizer.id=general-assembly …`,
		RunE: func(c *cobra.Command, _ []string) error {
			if !c.Flags().Changed("lang") {
				o.lang = string(systemLanguage(os.Getenv))
			}
			return newEvent(os.Stdin, os.Stdout, *o, in)
		},
	}
	e.Flags().IntVar(&in.edition, "edition", 0, "year of the edition (default: the newest open one)")
	e.Flags().StringVar(&in.from, "from", "", "file of an entry to begin with, such as a draft")
	e.Flags().StringArrayVar(&in.set, "set", nil, "answer a question, as in country=Kenya; several values with commas between them; may be given again")
	e.Flags().BoolVar(&in.yes, "yes", false, "ask nothing")
	c.AddCommand(e)
	return c
}

// systemLanguage is the language of the environment (POSIX.1, 8.2) where it is one of the six, else English.
func systemLanguage(getenv func(string) string) lang.Tag {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		base, _, _ := strings.Cut(value, ".")
		base, _, _ = strings.Cut(base, "_")
		if t, ok := lang.Parse(base); ok {
			return t
		}
		break
	}
	return lang.EN
}

func newEvent(in *os.File, out io.Writer, o options, n newOptions) error {
	tell, err := words(o)
	if err != nil {
		return err
	}
	w := tell.For("")
	d, err := begin(o, n, w.Tag)
	if err != nil {
		return err
	}
	kept := ""
	if !n.yes && term.IsTerminal(int(in.Fd())) {
		kept = draftName(n.from)
		fmt.Fprintln(out, w.Text("ask_begin", map[string]any{"File": kept}))
		save := func() error { return keep(kept, d.Bytes()) }
		switch err := d.Ask(in, out, save); {
		case errors.Is(err, ask.ErrLeft):
			if _, err := os.Stat(kept); err == nil {
				fmt.Fprintln(out, w.Text("ask_kept", map[string]any{"File": kept}))
			}
			return errProblems
		case err != nil:
			return err
		}
	}
	e, problems := d.Event()
	for i := range problems {
		problems[i].Line = 0 // of a file that is not there
	}
	if err := problems.Print(os.Stderr, tell); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	if err := createNew(filepath.Join(o.root, filepath.FromSlash(e.File)), d.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s\n%s\n", w.Text("ask_written", map[string]any{"File": e.File}), w.Text("ask_next", nil))
	if err := os.Remove(kept); kept != "" && err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the draft: %w", err)
	}
	return nil
}

// begin is the draft that the flags say.
func begin(o options, n newOptions, t lang.Tag) (*ask.Draft, error) {
	m, _, err := load(o)
	if err != nil {
		return nil, err
	}
	year := n.edition
	if year == 0 {
		year = m.Editions.Current(m.Today).Year
	}
	if _, ok := m.Editions.Find(year); !ok {
		return nil, fmt.Errorf("--edition %d is none of the editions in content/editions", year)
	}
	dir := path.Join(event.Dir, strconv.Itoa(year))
	d := ask.New(ask.Sources{Context: m.Context(), Glossary: m.Glossary, Words: m.Words, Language: t, Year: year, Taken: func(name string) bool {
		_, withdrawn := m.Withdrawn.Of(strconv.Itoa(year) + "/" + name)
		_, err := os.Lstat(filepath.Join(o.root, filepath.FromSlash(dir), name+".toml"))
		return withdrawn || err == nil
	}})
	if n.from != "" {
		data, err := os.ReadFile(n.from)
		if err != nil {
			return nil, fmt.Errorf("new event: %w", err)
		}
		if problems := d.Begin(filepath.ToSlash(n.from), data); len(problems) > 0 {
			return nil, errors.Join(problems.Print(os.Stderr, problem.In(m.Words[t])), errProblems)
		}
	}
	for _, s := range n.set {
		field, value, ok := strings.Cut(s, "=")
		if !ok || field == "" {
			return nil, fmt.Errorf("--set %q has not the form field=value", s)
		}
		d.Set(field, value)
	}
	return d, nil
}

// draftName is the file in which answers are kept: the draft that was taken up, or one that does not exist yet.
func draftName(from string) string {
	if draft, _ := path.Match("new-event*.toml", from); draft {
		return from
	}
	name := "new-event.toml"
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); err != nil {
			return name
		}
		name = fmt.Sprintf("new-event-%d.toml", n)
	}
}

// keep writes a draft aside and renames it, so that an answer is not lost with the one before.
func keep(name string, data []byte) error {
	if err := createFile(name+"~", data); err != nil {
		return err
	}
	if err := os.Rename(name+"~", name); err != nil {
		return fmt.Errorf("keep the answers: %w", err)
	}
	return nil
}

// createNew writes a file that must not exist yet.
func createNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("write the entry: %w", err)
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), f.Close(), os.Remove(name))
	}
	return f.Close()
}
