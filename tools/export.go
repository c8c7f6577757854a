package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/site"
)

func exportCommand(o *options) *cobra.Command {
	c := &cobra.Command{Use: "export", Short: "Write a text or the events in a form for elsewhere"}
	var out exportOptions
	r := &cobra.Command{
		Use: "resolution FOLDER", Short: "Write a resolution as text, JSON or Akoma Ntoso XML", Args: cobra.ExactArgs(1),
		Long: `Export resolution writes the text of a resolution, named by its folder as 2017-18, with what it is in its first lines: the
same file as the site offers to download. Import takes it back.`,
		RunE: func(c *cobra.Command, args []string) error {
			return exportResolution(c.OutOrStdout(), *o, out, args[0])
		},
	}
	r.Flags().StringVar(&out.lang, "lang", "en", "language of the text: ar, zh, en, fr, ru, es")
	r.Flags().StringVar(&out.format, "format", "txt", "form: "+strings.Join(site.Formats, ", "))
	r.Flags().StringVar(&out.file, "out", "", "file to write (default: standard output)")
	c.AddCommand(r, exportEventsCommand(o))
	return c
}

type exportOptions struct{ lang, format, file string }

func exportResolution(out io.Writer, o options, e exportOptions, slug string) error {
	tag, ok := lang.Parse(e.lang)
	if !ok {
		return fmt.Errorf("--lang %q is not one of ar, zh, en, fr, ru, es", e.lang)
	}
	m, err := loadSound(o)
	if err != nil {
		return err
	}
	r := m.Resolution(slug)
	if _, ok := r.Text[tag]; !ok {
		return fmt.Errorf("there is no %s/%s/%s.txt", site.ResolutionsDir, slug, tag)
	}
	data, err := m.Export(r, tag, e.format)
	if err != nil {
		return err
	}
	return handOut(out, e.file, data)
}

// handOut writes what is exported into a file, or where none is named to out.
func handOut(out io.Writer, file string, data []byte) error {
	if file == "" {
		_, err := out.Write(data)
		return err
	}
	return putFile(file, data)
}
