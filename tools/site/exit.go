package site

import (
	"io/fs"
	"time"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

const exitFile = "data/exit.toml"

// An Exit is where the way out leads: a neutral page of somebody else's, in the reader's language.
type Exit struct {
	URL       string     `toml:"url"`
	CheckedOn source.Day `toml:"checked_on"` // when somebody last opened it; none while nobody has

	line int
}

// readExit reads data/exit.toml, which has a target for each of the six languages; nobody can have opened one after today.
func readExit(fsys fs.FS, today time.Time) (map[lang.Tag]Exit, problem.List) {
	exits := map[lang.Tag]Exit{}
	var list problem.List
	data, err := fs.ReadFile(fsys, exitFile)
	if err != nil {
		list.Add(exitFile, 0, "", "unreadable", "Detail", err.Error())
		return exits, list
	}
	var file struct {
		Exit map[lang.Tag]Exit `toml:"exit"`
	}
	f, list := source.Decode(exitFile, data, &file)
	for _, t := range lang.All() {
		key := "exit." + string(t)
		e := file.Exit[t]
		e.line = f.Line(key)
		if e.URL == "" {
			list.Add(exitFile, e.line, key+".url", "missing-field", "Example", `url = "https://…"`)
		} else if code := source.Address(e.URL); code != "" {
			list.Add(exitFile, f.Line(key+".url"), key+".url", code, "Value", e.URL)
		}
		if e.CheckedOn.After(today) && !today.IsZero() {
			list.Add(exitFile, f.Line(key+".checked_on"), key+".checked_on", "day-to-come", "Value", e.CheckedOn.String())
		}
		exits[t] = e
	}
	return exits, list
}
