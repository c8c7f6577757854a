package site

import (
	"io/fs"
	"net/url"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

const noticeFile = "content/notice.toml"

// A Notice is what every page says on top until a day has passed, in each of the six languages. Without texts there is none.
type Notice struct {
	Ends source.Day          `toml:"ends"` // the last day it is shown
	Text map[lang.Tag]string `toml:"text"`
}

// readNotice reads content/notice.toml; a notice is whole or it is a problem.
func readNotice(fsys fs.FS) (Notice, problem.List) {
	var n Notice
	data, err := fs.ReadFile(fsys, noticeFile)
	if err != nil {
		var list problem.List
		list.Add(noticeFile, 0, "", "unreadable", "Detail", err.Error())
		return n, list
	}
	f, list := source.Decode(noticeFile, data, &n)
	if len(n.Text) == 0 && n.Ends.IsZero() || f.Unread() {
		return n, list
	}
	if n.Ends.IsZero() && !f.Bad("ends") {
		list.Add(noticeFile, f.Line("ends"), "ends", "missing-field", "Example", "ends = 2027-08-02")
	}
	for _, t := range lang.All() {
		if n.Text[t] == "" {
			list.Add(noticeFile, f.Line("text"), "text."+string(t), "missing-field", "Example", string(t)+` = "…"`)
		}
	}
	for t := range n.Text {
		if tag, ok := lang.Parse(string(t)); !ok || tag != t {
			list.Add(noticeFile, f.Line("text."+string(t)), "text."+string(t), "translation-language", "Value", string(t))
		}
	}
	return n, list
}

// notice is the notice of the day the site is built for; empty for none.
func (m Model) notice(t lang.Tag) string {
	if m.Today.After(m.Notice.Ends.Time) {
		return ""
	}
	return m.Notice.Text[t]
}

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
