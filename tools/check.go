package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/site"
)

// checkOptions are the flags of check.
type checkOptions struct {
	format string
	base   string // a revision, empty for none
	allow  []string
	fix    bool
	// The proposal is from outside: it may change entries of events and nothing else.
	onlyEvents bool
}

func checkCommand(o *options) *cobra.Command {
	var co checkOptions
	c := &cobra.Command{
		Use: "check [FILE…]", Short: "Say what is wrong in the sources, or in these files",
		Long: `Check reads every source and prints every problem at once, one a line: file, line, field, what is wrong, what to write
instead, and a code. With files, only their problems are printed; event entries may stand anywhere. A folder
of the repository stands for the files in it. What is wrong in an entry is said in the
language of the entry where that is one of the six.

With --base, the entries are held to what they were at that revision too, or rather at the last commit that it and the one checked out have in
common: a change of time, place or status raises the revision, an entry keeps its name and does not disappear, and a changed link, organizer or
place is an error of its own, which a reviewer lifts with --allow changed-entry. With --only-events besides, as for a proposal from outside, every other
file that differs is an error, which a reviewer lifts with --allow beyond-events.

With --fix, what has one right answer is mended first, and said: the form of entries, parts of links that only tell who clicked, the revision
(with --base) and the day in updated (with --today).`,
		RunE: func(c *cobra.Command, files []string) error { return check(c.Context(), os.Stdout, *o, co, files) },
	}
	c.Flags().StringVar(&co.base, "base", "", "revision of git that the entries are compared with, as origin/main")
	c.Flags().StringSliceVar(&co.allow, "allow", nil, "problem that a reviewer has looked at and lifts: changed-entry, beyond-events")
	c.Flags().BoolVar(&co.onlyEvents, "only-events", false, "with --base: refuse what differs from it and is no entry of an event")
	c.Flags().BoolVar(&co.fix, "fix", false, "mend what has one right answer, and say what was mended")
	c.Flags().StringVar(&co.format, "format", "terminal", `terminal; json, for programs; or github, for a workflow: annotations at the lines,
and in the file that GITHUB_STEP_SUMMARY names the whole list and, with --base, the entries that differ as readers will see them`)
	return c
}

// liftable are the problems that are none once a reviewer has looked at them.
var liftable = []string{"changed-entry", "beyond-events"}

func check(ctx context.Context, out io.Writer, o options, co checkOptions, names []string) error {
	tell, err := co.teller(o)
	if err != nil {
		return err
	}
	if co.onlyEvents && co.base == "" {
		return errors.New("--only-events needs --base, to know what differs")
	}
	for _, code := range co.allow {
		if !slices.Contains(liftable, code) {
			return fmt.Errorf("--allow %q: only %s can be lifted; what else is wrong has to be mended", code, strings.Join(liftable, " and "))
		}
	}
	var (
		before  map[string][]byte // the entries as they were
		changed []string          // the paths that differ
	)
	if co.base != "" {
		start, err := o.start(ctx, co.base)
		if err != nil {
			return err
		}
		if before, err = o.entriesAt(ctx, start); err != nil {
			return err
		}
		if changed, err = o.changed(ctx, start); err != nil {
			return err
		}
	}
	if co.fix {
		if err := mend(os.Stderr, o, before, names); err != nil {
			return err
		}
	}
	m, problems, err := load(o)
	if err != nil {
		return err
	}
	if co.base != "" {
		now, err := o.readEntries()
		if err != nil {
			return err
		}
		changes := event.Changes(before, now, m.Context(), m.Withdrawn, o.today)
		if co.onlyEvents {
			changes = append(changes, event.Beyond(changed)...)
		}
		problems = append(problems, slices.DeleteFunc(changes, func(p problem.Problem) bool { return slices.Contains(co.allow, p.Code) })...)
	}
	if len(names) > 0 {
		problems, err = only(o, m, problems, names)
		if err != nil {
			return err
		}
	}
	if err := tell(out, m, problems, changed); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// teller is how problems are printed, and to reviewers the entries among the files that changed.
func (co checkOptions) teller(o options) (func(out io.Writer, m site.Model, l problem.List, changed []string) error, error) {
	w, err := words(o)
	if err != nil {
		return nil, err
	}
	switch co.format {
	case "terminal":
		return func(out io.Writer, _ site.Model, l problem.List, _ []string) error { return l.Print(out, w) }, nil
	case "json":
		return func(out io.Writer, _ site.Model, l problem.List, _ []string) error { return l.PrintJSON(out, w) }, nil
	case "github":
		english, err := lang.ReadWords(os.DirFS(o.root), lang.EN)
		return func(out io.Writer, m site.Model, l problem.List, changed []string) error {
			if err := l.PrintGitHub(out, w, english); err != nil {
				return err
			}
			summary := l.Summary(w, english, summaryLimit)
			entries, err := m.Preview(changed, english, summaryLimit-len(summary))
			if err != nil {
				return err
			}
			return appendSummary(append(summary, entries...))
		}, err
	}
	return nil, fmt.Errorf("--format %q is not one of terminal, json, github", co.format)
}

// summaryLimit is the size in bytes above which GitHub refuses the summary of a step.
const summaryLimit = 1 << 20

// appendSummary adds to the summary of the step of a workflow, where there is one.
func appendSummary(text []byte) error {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return fmt.Errorf("write the summary: %w", err)
	}
	return f.Close()
}

// only keeps the problems of the named files and of what lies in the named folders; a file that is not a source of the repository is read as an entry of an event.
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
				if p.File == filepath.ToSlash(rel) || strings.HasPrefix(p.File, filepath.ToSlash(rel)+"/") {
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
