package site

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

// TestNames: what one system keeps and another cannot is an error, and what stands elsewhere is nobody's business.
func TestNames(t *testing.T) {
	for _, test := range []struct {
		name  string
		mode  fs.FileMode
		codes string
	}{
		{name: "content/events/2027/ke-walk.toml"},
		{name: "content/events/2027/ke-Lantern.toml", codes: "name-case"},
		{name: "data/ECHO\u0301.toml", codes: "name-case"},
		{name: "content/Events/x.toml", codes: "name-case"},
		{name: "data/con.toml", codes: "name-reserved"},
		{name: "content/AUX/x.toml", codes: "name-reserved"},
		{name: "data/lpt1", codes: "name-reserved"},
		{name: "data/lpt10.toml"},
		{name: "data/console.toml"},
		{name: "data/a:b.toml", codes: "name-reserved"},
		{name: "data/dot.", codes: "name-reserved"},
		{name: "i18n/link.toml", mode: fs.ModeSymlink, codes: "not-a-file"},
		{name: "content/events/2027", mode: fs.ModeSymlink, codes: "not-a-file"},
		{name: "content", mode: fs.ModeSymlink, codes: "not-a-file"},
		{name: "static/nul", mode: fs.ModeSymlink},
		{name: "Content"},
	} {
		files := fstest.MapFS{test.name: {Mode: test.mode}}
		if test.mode == 0 {
			files["content/events/2027/ke-lantern.toml"] = &fstest.MapFile{}
			files["data/ech\u00f3.toml"] = &fstest.MapFile{}
		}
		codes := ""
		for _, p := range checkNames(files) {
			codes += p.Code
		}
		if codes != test.codes {
			t.Errorf("checkNames(%q) = %q, want %q", test.name, codes, test.codes)
		}
	}
}
