package site

import (
	"io/fs"
	"net/url"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

const exitFile = "data/exit.toml"

// An Exit is where the way out leads: a neutral page of somebody else's, in the reader's language.
type Exit struct {
	URL string `toml:"url"`
}

// readExit reads data/exit.toml, which has a target for each of the six languages.
func readExit(fsys fs.FS) (map[lang.Tag]Exit, problem.List) {
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
		u, err := url.Parse(file.Exit[t].URL)
		switch {
		case file.Exit[t].URL == "":
			list.Add(exitFile, f.Line(key), key+".url", "missing-field", "Example", `url = "https://…"`)
		case err != nil || u.Host == "" || u.Scheme != "https":
			list.Add(exitFile, f.Line(key+".url"), key+".url", "bad-link", "Value", file.Exit[t].URL)
		}
	}
	return file.Exit, list
}
