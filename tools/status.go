package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"example.org/july30/tools/helpline"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/site"
)

// status says how far the site is: what stands in each language, which helplines must be asked again when, and what a publication still
// lacks. It fails only where the sources cannot be read.
func status(out io.Writer, o options) error {
	w, err := words(o)
	if err != nil {
		return err
	}
	m, problems, err := load(o)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "The site as of %s\n\n", m.Today.Format("2006-01-02"))
	if err := languageTable(out, m); err != nil {
		return err
	}
	if err := helplineTable(out, m); err != nil {
		return err
	}
	if len(problems) > 0 {
		fmt.Fprintln(out, "What is wrong in the sources:")
		if err := problems.Print(out, w); err != nil {
			return err
		}
		fmt.Fprintln(out)
	}
	lacks := m.Readiness()
	switch {
	case len(lacks) == 0:
		fmt.Fprintln(out, "Nothing is lacking for a publication.")
	case lacks.Errors() == 0:
		fmt.Fprintln(out, "What remains to be done; none of it keeps `build --release` from publishing:")
	default:
		fmt.Fprintln(out, "What remains to be done; what is no warning keeps `build --release` from publishing:")
	}
	return lacks.Print(out, w)
}

// languageTable has a row for each thing that is translated and a column for each language.
func languageTable(out io.Writer, m site.Model) error {
	counts := m.Languages()
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	row := func(name string, cell func(site.Count) string) {
		fmt.Fprint(table, name)
		for _, c := range counts {
			fmt.Fprint(table, "\t", cell(c))
		}
		fmt.Fprintln(table)
	}
	row("", func(c site.Count) string { return string(c.Language) })
	row("pages", func(c site.Count) string { return fmt.Sprintf("%d of %d", c.Pages, c.Of) })
	for _, r := range m.Resolutions {
		row("resolution "+r.Slug, func(c site.Count) string { return c.Standing[r.Slug] })
	}
	row("paragraphs to read again", func(c site.Count) string { return fmt.Sprint(c.Stale) })
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the table of languages: %w", err)
	}
	fmt.Fprintln(out)
	return nil
}

// helplineTable is the work list of helplines: the one to be asked first comes first.
func helplineTable(out io.Writer, m site.Model) error {
	if len(m.Help.Helplines) == 0 {
		return nil
	}
	lines := slices.Clone(m.Help.Helplines)
	slices.SortStableFunc(lines, func(a, b helpline.Helpline) int { return a.Left(m.Today) - b.Left(m.Today) })
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "helpline\tverified on\tby\tshown for")
	for _, h := range lines {
		left := fmt.Sprintf("%d more days", h.Left(m.Today))
		if h.Expired(m.Today) {
			left = "not shown"
		}
		fmt.Fprintf(table, "%s %s\t%s\t%s\t%s\n", h.Country, h.Operator, h.VerifiedOn, h.VerifiedBy, left)
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print the table of helplines: %w", err)
	}
	fmt.Fprintln(out)
	return nil
}

// ready fails where a publication still lacks something, or where a source has a warning: what a preview shows, a publication mends.
func ready(out io.Writer, o options, m site.Model, warnings problem.List) error {
	w, err := words(o)
	if err != nil {
		return err
	}
	lacks := m.Readiness()
	if err := lacks.Print(out, w); err != nil {
		return err
	}
	if lacks.Errors() > 0 || len(warnings) > 0 || o.demo.on {
		if o.demo.on {
			fmt.Fprintln(out, "--demo adds invented events, which are never published")
		}
		return errProblems
	}
	return nil
}
