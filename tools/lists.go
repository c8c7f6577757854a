package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/event"
	"example.org/july30/tools/eventlist"
	"example.org/july30/tools/site"
	"example.org/july30/tools/source"
)

type importEventsOptions struct {
	maps, sets, zones []string
	sheet             string
	separator         string
	edition           int
	dry               bool
}

func importEventsCommand(o *options) *cobra.Command {
	var in importEventsOptions
	c := &cobra.Command{
		Use: "events FILE", Short: "Take a list of events into content/events", Args: cobra.ExactArgs(1),
		Long: `Import events reads a list of events: CSV with any separator, XLSX, a calendar (ICS), or the JSON that export writes.
It says what it takes each column for, from the names of the fields and their labels in six languages, then writes an entry for each row
that is sound, and names every other row with what is wrong in it. Done again, it changes nothing. A row with an id, such as
2027/ke-candlelight-walk, takes the place of that entry.

  go run ./tools import events list.xlsx --dry-run
  go run ./tools import events list.csv --map "Lieu=city" --map "Notes=-" --set language=fr --set organizer.id=example-association`,
		RunE: func(c *cobra.Command, args []string) error { return importEvents(c.OutOrStdout(), *o, in, args[0]) },
	}
	c.Flags().StringArrayVar(&in.maps, "map", nil, `field of a column, as "Lieu=city"; "Notes=-" leaves a column out`)
	c.Flags().StringArrayVar(&in.sets, "set", nil, "value of a field where a row has none, as language=fr")
	c.Flags().StringArrayVar(&in.zones, "zone", nil, `time zone that a calendar names otherwise, as "Romance Standard Time=Europe/Paris"`)
	c.Flags().StringVar(&in.sheet, "sheet", "", "the only sheet of a workbook to read (default: all)")
	c.Flags().StringVar(&in.separator, "separator", "", "what parts the cells of a CSV (default: found from the first row)")
	c.Flags().IntVar(&in.edition, "edition", 0, "edition of rows without an id (default: the newest open one)")
	c.Flags().BoolVar(&in.dry, "dry-run", false, "say what would be written, and write nothing")
	return c
}

// read are the options a list is read with; defaults are the values of --set by field, columns those of --map by column.
func (in importEventsOptions) read(m site.Model) (ro eventlist.Options, defaults, columns map[string]string, err error) {
	if defaults, err = pairs("--set", in.sets, strings.Index); err != nil {
		return ro, nil, nil, err
	}
	if columns, err = pairs("--map", in.maps, strings.LastIndex); err != nil {
		return ro, nil, nil, err
	}
	if ro.Zones, err = pairs("--zone", in.zones, strings.LastIndex); err != nil {
		return ro, nil, nil, err
	}
	for field := range defaults {
		if field == "id" || field == eventlist.LeftOut || !eventlist.IsTarget(field) {
			return ro, nil, nil, noField("--set", field)
		}
	}
	for _, field := range columns {
		if !eventlist.IsTarget(field) {
			return ro, nil, nil, noField("--map", field)
		}
	}
	for _, zone := range ro.Zones {
		if !m.World.Zone(zone) {
			return ro, nil, nil, fmt.Errorf("--zone: %q is not the name of a time zone, such as Africa/Nairobi", zone)
		}
	}
	if s := []rune(in.separator); len(s) == 1 && !strings.ContainsRune("\"\r\n\ufffd", s[0]) {
		ro.Separator = s[0]
	} else if len(s) > 0 {
		return ro, nil, nil, fmt.Errorf("--separator %q is not one sign", in.separator)
	}
	e, ok := m.Editions.Find(in.edition)
	if !ok {
		return ro, nil, nil, fmt.Errorf("--edition %d is not an edition of content/editions", in.edition)
	}
	ro.Sheet, ro.Timezone, ro.Window = in.sheet, defaults["timezone"], e.Window
	return ro, defaults, columns, nil
}

// pairs reads the values of a flag, NAME=VALUE; cut finds the sign between them.
func pairs(flag string, values []string, cut func(s, sep string) int) (map[string]string, error) {
	out := map[string]string{}
	for _, s := range values {
		i := cut(s, "=")
		if i < 1 || i == len(s)-1 {
			return nil, fmt.Errorf("%s %q has not the form NAME=VALUE", flag, s)
		}
		out[s[:i]] = s[i+1:]
	}
	return out, nil
}

func noField(flag, name string) error {
	if near := source.Nearest(name, eventlist.Columns()); near != "" {
		return fmt.Errorf("%s: there is no field %q; did you mean %s?", flag, name, near)
	}
	return fmt.Errorf("%s: there is no field %q; the fields are %s", flag, name, strings.Join(eventlist.Columns(), ", "))
}

func importEvents(out io.Writer, o options, in importEventsOptions, name string) error {
	w, err := words(o)
	if err != nil {
		return err
	}
	m, _, err := load(o)
	if err != nil {
		return err
	}
	if in.edition == 0 {
		in.edition = m.Editions.Current(m.Today).Year
	}
	ro, defaults, columns, err := in.read(m)
	if err != nil {
		return err
	}
	data, err := readList(name)
	if err != nil {
		return err
	}
	tables, problems := eventlist.Read(filepath.ToSlash(name), data, ro)
	for column := range columns {
		if !slices.ContainsFunc(tables, func(t eventlist.Table) bool { return t.Has(column) }) && problems.Errors() == 0 {
			return fmt.Errorf("--map: there is no column %q", column)
		}
	}
	ctx := m.Context()
	var items []eventlist.Item
	refused := 0
	for _, t := range tables {
		mapping, list := t.Map(columns, m.Words)
		sayMapping(out, t, mapping)
		list = append(list, t.Missing(mapping, defaults, ctx)...)
		problems = append(problems, list...)
		if list.Errors() > 0 {
			refused += len(t.Rows)
			continue
		}
		found, list := t.Items(mapping, defaults)
		items, problems = append(items, found...), append(problems, list...)
	}
	changes, list := eventlist.Sources{Files: os.DirFS(o.root), Context: ctx, Withdrawn: m.Withdrawn, Edition: in.edition}.Plan(items)
	problems = append(problems, list...)
	if err := problems.Print(os.Stderr, w); err != nil {
		return err
	}
	if err := o.carryOut(out, changes, refused, in.dry); err != nil {
		return err
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// readList reads a list; of one that is too large as much as tells that it is.
func readList(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, eventlist.FileLimit+1))
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	return data, nil
}

// sayMapping says what the columns of a table are taken for.
func sayMapping(out io.Writer, t eventlist.Table, mapping eventlist.Mapping) {
	fmt.Fprintf(out, "%s: %d events\n", t.File, len(t.Rows))
	for _, note := range t.Notes {
		fmt.Fprintf(out, "  %s\n", note)
	}
	for i, column := range t.Columns {
		switch field := mapping[i]; {
		case field == column: // as in an export
		case field == eventlist.LeftOut && column != "":
			fmt.Fprintf(out, "  %q is left out\n", column)
		case field != "" && field != eventlist.LeftOut:
			fmt.Fprintf(out, "  %q is %s\n", column, field)
		}
	}
}

// carryOut writes what is planned and says how many events that were; refused counts those that are in no plan.
func (o options) carryOut(out io.Writer, changes []eventlist.Change, refused int, dry bool) error {
	count := map[eventlist.State]int{eventlist.Refused: refused}
	said := map[eventlist.State]string{eventlist.New: "new", eventlist.Replaced: "replaced"}
	for _, c := range changes {
		count[c.State]++
		if said[c.State] == "" {
			continue
		}
		fmt.Fprintf(out, "%s: %s\n", c.Name, said[c.State])
		if dry {
			continue
		}
		if err := putFile(filepath.Join(o.root, filepath.FromSlash(c.Name)), c.Data); err != nil {
			return err
		}
	}
	written := fmt.Sprintf("%d written", count[eventlist.New]+count[eventlist.Replaced])
	if dry {
		written = fmt.Sprintf("%d to write, which --dry-run leaves undone", count[eventlist.New]+count[eventlist.Replaced])
	}
	fmt.Fprintf(out, "%s, %d unchanged, %d refused\n", written, count[eventlist.Unchanged], count[eventlist.Refused])
	return nil
}

type exportEventsOptions struct {
	edition      int
	format, file string
}

func exportEventsCommand(o *options) *cobra.Command {
	var e exportEventsOptions
	c := &cobra.Command{
		Use: "events", Short: "Write the events as a list: CSV, XLSX or JSON", Args: cobra.NoArgs,
		Long: `Export events writes the entries of all editions, or of one, as a list: a row for each with its id and every field. Import takes
it back, changed or not.`,
		RunE: func(c *cobra.Command, _ []string) error { return exportEvents(c.OutOrStdout(), *o, e) },
	}
	c.Flags().IntVar(&e.edition, "edition", 0, "the only edition to write (default: all)")
	c.Flags().StringVar(&e.format, "format", "", "form: "+strings.Join(eventlist.Formats, ", ")+" (default: what --out ends with, else csv)")
	c.Flags().StringVar(&e.file, "out", "", "file to write (default: standard output)")
	return c
}

func exportEvents(out io.Writer, o options, e exportEventsOptions) error {
	m, err := loadSound(o)
	if err != nil {
		return err
	}
	if _, ok := m.Editions.Find(e.edition); e.edition != 0 && !ok {
		return fmt.Errorf("--edition %d is not an edition of content/editions", e.edition)
	}
	if ending := strings.TrimPrefix(filepath.Ext(e.file), "."); e.format == "" && slices.Contains(eventlist.Formats, ending) {
		e.format = ending
	} else if e.format == "" {
		e.format = eventlist.Formats[0]
	}
	events := slices.Clone(m.Events)
	if e.edition != 0 {
		events = slices.DeleteFunc(events, func(ev event.Event) bool { return ev.Edition != e.edition })
	}
	calendar.Sort(events)
	data, err := eventlist.Write(e.format, events)
	if err != nil {
		return err
	}
	return handOut(out, e.file, data)
}
