package site

import (
	"example.org/july30/tools/helpline"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/presskit"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/resolution"
)

// Readiness is what a publication still lacks, beside sources that are sound: errors keep `build --release` from it, warnings are shown.
func (m Model) Readiness() problem.List {
	var list problem.List
	missing := func(table, key, code string, lacks bool) {
		if lacks {
			list.Add(configFile, m.Config.line(table, key), table+"."+key, code)
		}
	}
	p, h := m.Config.Params.Publisher, m.Config.Params.Host
	missing("params.publisher", "name", "publisher-missing", p.Name == "")
	missing("params.publisher", "contact", "contact-missing", p.Contact == "")
	missing("params.publisher", "takedown_hours", "takedown-missing", p.TakedownHours <= 0)
	missing("params.host", "name", "host-missing", h.Name == "" || h.Policy == "")
	for _, t := range lang.All() {
		e := m.Exit[t]
		helpline.LinkDue(&list, problem.Error, exitFile, e.line, "exit."+string(t), e.URL, e.CheckedOn, m.Today)
	}
	list = append(list, m.Help.Due(m.Today)...)
	for _, name := range m.Pages.Names() {
		for _, t := range lang.All() {
			if page, ok := m.Pages[name][t]; ok && page.Advice && page.ReviewedBy == "" {
				list.Warn(page.File, 0, "reviewed_by", "not-reviewed")
			}
		}
	}
	if m.Press.ReviewedBy == "" {
		list.Warn(presskit.File, 0, "reviewed_by", "not-reviewed")
	}
	return list.Sorted()
}

// A Count says how much of the site stands in one language.
type Count struct {
	Language lang.Tag
	Pages    int               // hand-written, in this language
	Of       int               // hand-written, in any
	Standing map[string]string // of each resolution, by slug: official, unofficial or missing
	Stale    int               // paragraphs of resolutions whose source has changed since
}

// Languages counts, for each of the six, what is translated.
func (m Model) Languages() []Count {
	var out []Count
	for _, t := range lang.All() {
		c := Count{Language: t, Of: len(m.Pages.Names()), Standing: map[string]string{}}
		for _, name := range m.Pages.Names() {
			if _, ok := m.Pages[name][t]; ok {
				c.Pages++
			}
		}
		for _, r := range m.Resolutions {
			d, ok := r.Text[t]
			switch {
			case !ok:
				c.Standing[r.Slug] = "missing"
			case r.Meta.Official(t):
				c.Standing[r.Slug] = "official"
			default:
				c.Standing[r.Slug] = "unofficial"
				c.Stale += len(resolution.Stale(d, r.Text[r.Meta.SourceLang()], r.Meta))
			}
		}
		out = append(out, c)
	}
	return out
}
