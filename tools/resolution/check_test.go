package resolution

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
)

// TestCheck: one archive for each rule; the resolutions in them are invented.
func TestCheck(t *testing.T) {
	fsys := problemtest.Repository()
	styles, err := lang.ReadStyles(fsys)
	if err != nil {
		t.Fatal(err)
	}
	glossary, err := lang.ReadGlossary(fsys)
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t)
	problemtest.Archives(t, func(files fstest.MapFS) problem.List {
		var list problem.List
		docs := map[lang.Tag]Document{}
		meta, described := Meta{}, false
		var acts Annotations
		for name, f := range files {
			if path.Base(name) == "annotations.toml" {
				var more problem.List
				acts, more = ReadAnnotations(name, f.Data)
				list = append(list, more...)
				continue
			}
			if path.Base(name) == "resolution.toml" {
				var more problem.List
				meta, more = ReadMeta(name, f.Data)
				list, described = append(list, more...), true
				continue
			}
			tag, _ := lang.Parse(strings.TrimSuffix(path.Base(name), ".txt"))
			d, more := r.Parse(name, tag, f.Data)
			list = append(list, more...)
			docs[tag] = d
		}
		if described && list.Errors() == 0 {
			list = append(list, Concordance(docs, meta, styles, glossary)...)
			list = append(list, acts.Check(docs, meta, glossary)...)
		}
		return list
	})
}
