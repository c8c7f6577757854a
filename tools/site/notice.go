package site

import (
	"io/fs"

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
	f, list := source.DecodeFile(fsys, noticeFile, &n)
	if len(n.Text) == 0 && n.Ends.IsZero() || f.Unread() {
		return n, list
	}
	if n.Ends.IsZero() && !f.Bad("ends") {
		list.Add(noticeFile, f.Line("ends"), "ends", "missing-field", "Example", "ends = 2027-08-02")
	}
	list = append(list, f.Six("text", n.Text, true)...)
	return n, list
}

// notice is the notice of the day the site is built for; empty for none.
func (m Model) notice(t lang.Tag) string {
	if m.Today.After(m.Notice.Ends.Time) {
		return ""
	}
	return m.Notice.Text[t]
}
