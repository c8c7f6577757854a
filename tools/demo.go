package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/site"
	"example.org/july30/tools/world"
)

// A demo is the value of --demo: whether examples are added, and how many at least.
type demo struct {
	on     bool
	events int // 0 for those that are written by hand
}

// String is the value as it was given.
func (d *demo) String() string {
	if d.events > 0 {
		return strconv.Itoa(d.events)
	}
	return strconv.FormatBool(d.on)
}

// Set takes true, false or a number of events.
func (d *demo) Set(s string) error {
	if on, err := strconv.ParseBool(s); err == nil && len(s) > 1 {
		*d = demo{on: on}
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > maxDemo {
		return fmt.Errorf("write --demo, or how many events, from 1 to %d, as in --demo 2000", maxDemo)
	}
	*d = demo{on: true, events: n}
	return nil
}

// Type names the value in the help.
func (d *demo) Type() string { return "number" }

const maxDemo = 100_000

// joinDemo writes `--demo 2000` as `--demo=2000`: the flag stands alone as well, and whoever parses it then takes the number for an argument.
func joinDemo(args []string) []string {
	var out []string
	for i := 0; i < len(args); i++ {
		if args[i] == "--demo" && i+1 < len(args) && args[i+1] != "" && strings.Trim(args[i+1], "0123456789") == "" {
			out = append(out, "--demo="+args[i+1])
			i++
			continue
		}
		out = append(out, args[i])
	}
	return out
}

// demoSource is the folder of the examples; where more are asked for than are written by hand, one of build/ that holds those and others made
// of them.
func (o options) demoSource() (string, error) {
	hand := filepath.Join(o.root, filepath.FromSlash(demoDir))
	if o.demo.events == 0 {
		return hand, nil
	}
	files, err := o.demoFiles(os.DirFS(hand))
	if err != nil {
		return "", fmt.Errorf("make examples: %w", err)
	}
	unlock, err := o.lock()
	if err != nil {
		return "", err
	}
	defer unlock()
	dir := filepath.Join(o.root, "build", "demo")
	_, err = o.replaceTree(dir, files)
	return dir, err
}

// demoFiles are the examples and what is made of them: the same in other States, on other days and at other hours, each in the time zone of its
// place, which gives it its city. The same number gives the same files.
func (o options) demoFiles(hand fs.FS) (site.Files, error) {
	w, err := world.Read(os.DirFS(o.root))
	if err != nil {
		return nil, err
	}
	files, entries := site.Files{}, []event.Entry{}
	err = fs.WalkDir(hand, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if files[name], err = fs.ReadFile(hand, name); err != nil || !strings.HasPrefix(name, event.Dir+"/") {
			return err
		}
		var e event.Entry
		if _, err := toml.Decode(string(files[name]), &e); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	places := slices.DeleteFunc(slices.Clone(w.States), func(c world.Country) bool { return len(w.CurrentZones(c.Alpha2)) == 0 })
	for i := len(entries); i < o.demo.events; i++ {
		e := demoEntry(entries[i%len(entries)], i, places, w)
		prefix := "online"
		if e.Country != "" {
			prefix = strings.ToLower(e.Country)
		}
		files[path.Join(event.Dir, "2027", fmt.Sprintf("%s-example-%d.toml", prefix, i))] = e.TOML()
	}
	return files, nil
}

// demoEntry is the i-th example, made of one that is written by hand.
func demoEntry(e event.Entry, i int, places []world.Country, w world.World) event.Entry {
	number := fmt.Sprintf(" (%d)", i)
	e.Title += number
	e.Translations = map[string]event.Translation{}
	if i%3 == 0 {
		e.Translations[string(lang.All()[i/3%6])] = event.Translation{Title: "30.07" + number}
	}
	if own, ok := lang.Parse(e.Language); ok {
		delete(e.Translations, string(own))
	}
	if e.Country != "" {
		at := places[i*7%len(places)]
		zones := w.CurrentZones(at.Alpha2)
		zone := zones[i%len(zones)]
		e.Country, e.City, e.Venue, e.Disclosure = at.Alpha2, strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " "), "", ""
		if !e.Starts.AllDay {
			e.Timezone = zone
		}
	}
	e.Kind = event.Kinds()[i%len(event.Kinds())]
	if i%11 == 0 {
		e.Status, e.Revision = event.Statuses()[i/11%4], 1
	}
	shift := time.Duration(i%9-4)*24*time.Hour + time.Duration(i%5)*time.Hour
	if e.Starts.AllDay {
		shift = shift.Truncate(24 * time.Hour)
	}
	e.Starts.Time = e.Starts.Add(shift)
	if !e.Ends.IsZero() {
		e.Ends.Time = e.Ends.Add(shift)
	}
	return e
}
