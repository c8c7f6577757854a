package site

import (
	"slices"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/resolution"
)

// nobody stands for those whom a paragraph addresses where it addresses none.
const nobody = "nobody"

// actions writes the page that says whom a resolution asks to do what: actors by operative paragraphs. It has none of the resolution's words,
// so it is the same whatever the standing of its text.
func (m Model) actions(w *writer, r Resolution, t lang.Tag) {
	if r.Acts.None() {
		return
	}
	d := r.in(t)
	var columns []front
	for _, p := range d.Operative {
		columns = append(columns, front{"id": p.ID, "number": paragraphNumber(d, p.ID, t), "name": m.paragraphName(d, p.ID, t)})
	}
	var actors []front
	for _, id := range m.actors(r) {
		name := m.text(t, "actions_nobody", nil)
		if id != nobody {
			name = m.Glossary.Name(id, t)
		}
		a := front{"id": id, "name": name, "body": m.bodyPath(id)}
		var cells, acts []front
		for _, p := range d.Operative {
			cell := front{"id": p.ID}
			var verbs []string
			for _, act := range r.Acts.Acts[p.ID] {
				if !speaksTo(act, id) {
					continue
				}
				verb := m.text(t, "action_"+key(act.Action), nil)
				if !slices.Contains(verbs, verb) {
					verbs = append(verbs, verb)
				}
				acts = append(acts, front{"id": p.ID, "name": m.paragraphName(d, p.ID, t), "verb": verb,
					"instruments": m.named(act.Instruments, t), "subjects": m.named(act.Subjects, t)})
			}
			cell["verbs"], cell["name"] = verbs, m.paragraphName(d, p.ID, t)
			cells = append(cells, cell)
		}
		a["cells"], a["acts"] = cells, acts
		actors = append(actors, a)
	}
	w.page("content/resolutions/"+r.Slug+"/actions."+string(t)+".md", front{
		"type": "actions", "folder": r.Slug, "symbol": d.Symbol, "title": m.text(t, "actions_title", nil), "resolution": d.Title,
		"text_lang": d.Lang.BCP47(), "text_dir": d.Lang.Dir(),
		"description": m.text(t, "actions_description", map[string]any{"Symbol": d.Symbol}), "columns": columns, "actors": actors,
	}, "")
}

// actors are those a resolution addresses, in the order of the glossary, and nobody last, if it has such a paragraph.
func (m Model) actors(r Resolution) []string {
	var out []string
	for _, id := range append(m.Glossary.IDs(), nobody) {
		for _, acts := range r.Acts.Acts {
			if slices.ContainsFunc(acts, func(a resolution.Act) bool { return speaksTo(a, id) }) {
				out = append(out, id)
				break
			}
		}
	}
	return out
}

func speaksTo(a resolution.Act, id string) bool {
	return slices.Contains(a.Actors, id) || id == nobody && len(a.Actors) == 0
}

// named are names of the glossary, each with the page of what it stands for, if it has one.
func (m Model) named(ids []string, t lang.Tag) []front {
	var out []front
	for _, id := range ids {
		out = append(out, front{"name": m.Glossary.Name(id, t), "body": m.bodyPath(id)})
	}
	return out
}
