package site

import (
	"slices"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/resolution"
)

// sides are the languages that a page in language t can have beside its own text of a resolution, in the order of the site.
func (m Model) sides(r Resolution, t lang.Tag) []front {
	var out []front
	for _, o := range lang.All() {
		if _, ok := r.Text[o]; ok && o != r.in(t).Lang {
			out = append(out, front{"path": sidePath(r, o), "lang": o.BCP47(), "dir": o.Dir(), "name": o.Name()})
		}
	}
	return out
}

func sidePath(r Resolution, o lang.Tag) string {
	return "resolutions/" + r.Slug + "/with/" + string(o) + "/"
}

// sideBySide writes the pages that show two languages of a resolution, paragraph beside paragraph: the page's own first. With its own
// language it is the text and nothing besides.
func (m Model) sideBySide(w *writer, r Resolution, t lang.Tag) {
	first := r.in(t)
	for _, o := range lang.All() {
		second, ok := r.Text[o]
		if !ok {
			continue
		}
		f := front{
			"type": "with", "url": sidePath(r, o), "folder": r.Slug, "symbol": first.Symbol, "resolution": first.Title,
			"official": r.Meta.Official(first.Lang) && r.Meta.Official(o), "sides": m.sides(r, t),
			"text_lang": first.Lang.BCP47(), "text_dir": first.Lang.Dir(),
			"description": m.text(t, "resolution_with_description", map[string]any{"Symbol": first.Symbol}),
		}
		views := []resolutionView{{doc: first, page: t, marks: map[int]int{}}}
		if o == first.Lang {
			f["title"] = m.text(t, "resolution_alone", nil) + " – " + first.Symbol
			f["canonical"] = m.address(t, "resolutions/"+r.Slug+"/")
		} else {
			f["title"] = m.text(t, "resolution_with_title", map[string]any{
				"Symbol": first.Symbol, "First": m.languageName(string(first.Lang), t), "Second": m.languageName(string(o), t)})
			views = append(views, resolutionView{doc: second, page: t, marks: map[int]int{}, unmarked: true})
		}
		if f["official"] == false || o == first.Lang {
			f["sitemap"] = front{"disable": true}
		}
		var columns []front
		for _, v := range views {
			columns = append(columns, front{
				"lang": v.doc.Lang.BCP47(), "dir": v.doc.Lang.Dir(), "name": m.languageName(string(v.doc.Lang), t), "standing": m.standingLine(r, v.doc.Lang, t)})
		}
		f["columns"], f["rows"] = columns, rows(views)
		w.page("content/resolutions/"+r.Slug+"/with-"+string(o)+"."+string(t)+".md", f, "")
	}
}

// standingLine says, in the page's language, what the text of a language is.
func (m Model) standingLine(r Resolution, of, t lang.Tag) string {
	if r.Meta.Official(of) {
		return m.text(t, "resolution_official", map[string]any{"Symbol": r.Text[of].Symbol})
	}
	return m.text(t, "resolution_unofficial", map[string]any{"Language": m.languageName(string(r.Meta.SourceLang()), t)})
}

// A unit is one row's part in one language.
type unit struct {
	id    string
	style string // of its paragraph: adoption, title, opening, end, item, operative; empty for a preambular paragraph
	head  string // the heading before it: preamble, operative, notes
	cell  front
}

// rows are the units of all views side by side: those of the first in its order, each with those of the others that have its id.
func rows(views []resolutionView) []front {
	var columns [][]unit
	for _, v := range views {
		columns = append(columns, v.units())
	}
	var order []string
	for _, units := range columns {
		at := 0
		for _, u := range units { // what only a later text has stands behind the unit before it
			if i := slices.Index(order, u.id); i >= 0 {
				at = i + 1
				continue
			}
			order = slices.Insert(order, at, u.id)
			at++
		}
	}
	var out []front
	for _, id := range order {
		row := front{"id": id}
		var cells []front
		for i, units := range columns {
			cell := front{"lang": views[i].doc.Lang.BCP47(), "dir": views[i].doc.Lang.Dir()}
			if j := slices.IndexFunc(units, func(u unit) bool { return u.id == id }); j >= 0 {
				u := units[j]
				row["style"], row["head"] = u.style, u.head
				for k, v := range u.cell {
					cell[k] = v
				}
			}
			cells = append(cells, cell)
		}
		row["cells"] = cells
		out = append(out, row)
	}
	return out
}

func (v resolutionView) units() []unit {
	d := v.doc
	plain := func(s string) resolution.Text { return resolution.Text{{Text: s}} }
	out := []unit{{id: "adoption", style: "adoption", cell: front{"runs": v.runs(d.AdoptionLine, "")}}}
	if len(d.RecommendationLine) > 0 {
		line := slices.Concat(plain("["), d.RecommendationLine, plain("]"))
		out = append(out, unit{id: "recommendation", style: "recommendation", cell: front{"runs": v.runs(line, "")}})
	}
	out = append(out, unit{id: "title", style: "title", cell: front{"runs": v.runs(plain(d.TitleLine), "")}},
		unit{id: "opening", style: "opening", head: "preamble", cell: front{"runs": v.runs(plain(d.Opening), "")}})
	paragraphs := func(list []resolution.Paragraph, style, head string) {
		for _, p := range list {
			out = append(out, unit{id: p.ID, style: style, head: head, cell: front{"number": p.Number, "runs": v.runs(p.Text, p.Verb)}})
			head = ""
			for _, item := range p.Items {
				out = append(out, unit{id: item.ID, style: "item", cell: front{"number": item.Number, "runs": v.runs(item.Text, item.Verb)}})
			}
		}
	}
	paragraphs(d.Preamble, "", "")
	paragraphs(d.Operative, "operative", "operative")
	if d.DateLine != "" {
		out = append(out, unit{id: "date", style: "end", cell: front{"runs": v.runs(plain(d.DateLine), "")}})
	}
	if d.MeetingLine != "" {
		out = append(out, unit{id: "meeting", style: "end", cell: front{"runs": v.runs(plain(d.MeetingLine), "")}})
	}
	for i, n := range v.notes() {
		u := unit{id: n["id"].(string), style: "note", cell: n}
		delete(n, "id")
		n["text_lang"] = n["lang"]
		delete(n, "lang")
		if i == 0 {
			u.head = "notes"
		}
		if v.unmarked {
			delete(n, "back")
		}
		out = append(out, u)
	}
	return out
}
