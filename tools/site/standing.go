package site

import (
	"cmp"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/resolution"
	"example.org/july30/tools/source"
)

// Standing is what a download of a resolution says of its text in a language. An unofficial translation is the publisher's or, where none
// is named, the makers' of the site.
func (m Model) Standing(slug string, t lang.Tag) resolution.Standing {
	base := m.Config.BaseURL
	for _, r := range m.Resolutions {
		if r.Slug != slug {
			continue
		}
		s := resolution.Standing{Official: r.Meta.Official(t), Base: base}
		if s.Official {
			s.Line = m.text(t, "export_official", map[string]any{"Symbol": r.Text[t].Symbol})
			return s
		}
		s.From = r.Meta.SourceLang()
		s.Author = cmp.Or(m.Config.Params.Publisher.Name, m.text(t, "export_makers", map[string]any{"Site": source.Host(base)}))
		s.Line = m.text(t, "export_unofficial", map[string]any{"Language": m.languageName(string(s.From), t), "Author": s.Author})
		return s
	}
	return resolution.Standing{Base: base}
}
