package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"

	"example.org/july30/tools/event"
)

// mend brings in order what has one right answer, in the named entries or in all, and says each thing it did in the language of the entry.
func mend(out io.Writer, o options, before map[string][]byte, names []string) error {
	w, err := words(o)
	if err != nil {
		return err
	}
	hosts, err := event.ReadHosts(os.DirFS(o.root))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		if names, err = o.entries(); err != nil {
			return err
		}
	}
	for _, name := range names {
		shown := o.shown(name)
		if isEntry, _ := path.Match(event.EntryFiles, shown); isSource(shown) && !isEntry {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("check --fix: %w", err)
		}
		mended, did := event.Mended(shown, data, before[shown], hosts, o.today)
		if bytes.Equal(mended, data) {
			continue
		}
		if err := replaceFile(name, mended); err != nil {
			return err
		}
		for _, m := range did {
			place := shown + ": "
			if m.Field != "" {
				place += m.Field + ": "
			}
			fmt.Fprintln(out, place+w.For(event.Language(mended)).Text("mended_"+m.Code, map[string]any{"Value": m.Value}))
		}
	}
	return nil
}
