package site

import (
	"regexp"
	"slices"

	"example.org/july30/tools/body"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/resolution"
	"example.org/july30/tools/timeline"
)

// adoption is where the lines above a resolution's title stand in Names.
const adoption = "adoption"

// namesIn are the ids of the glossary that each part of a text names.
func namesIn(d resolution.Document, g lang.Glossary) map[string][]string {
	out := map[string][]string{adoption: g.Names(d.AdoptionLine.Plain()+"\n"+d.RecommendationLine.Plain(), d.Lang)}
	for _, p := range d.Leaves() {
		out[p.ID] = g.Names(p.Text.Plain(), d.Lang)
	}
	return out
}

// bodyPath is the page of the body that an id of the glossary stands for; empty where there is none.
func (m Model) bodyPath(id string) string {
	if b, ok := m.Bodies.Of(id); ok {
		return "bodies/" + b.ID + "/"
	}
	return ""
}

// bodies writes the list of all bodies, instruments and processes that resolutions name, and the page of each.
func (m Model) bodies(w *writer, t lang.Tag) {
	var kinds []front
	for _, kind := range body.Kinds {
		var list []front
		for _, b := range m.Bodies.InOrder(m.Glossary) {
			if b.Kind == kind {
				list = append(list, front{"path": "bodies/" + b.ID + "/", "name": m.Glossary.Name(b.ID, t)})
				w.page("content/bodies/"+b.ID+"."+string(t)+".md", m.bodyPage(b, t), "")
			}
		}
		if len(list) > 0 {
			kinds = append(kinds, front{"name": m.text(t, "body_kind_"+kind, nil), "list": list})
		}
	}
	w.page("content/bodies/_index."+string(t)+".md", front{
		"title": m.text(t, "bodies_title", nil), "description": m.text(t, "bodies_description", nil), "kinds": kinds,
	}, "")
}

func (m Model) bodyPage(b body.Body, t lang.Tag) front {
	var names []front
	for _, o := range lang.All() {
		n := front{"lang": o.BCP47(), "dir": o.Dir(), "name": m.Glossary.Name(b.ID, o)}
		if short := m.Glossary.Short(b.ID, o); short != m.Glossary.Name(b.ID, o) {
			n["short"] = short
		}
		names = append(names, n)
	}
	var parts []front
	for _, p := range b.Parts {
		parts = append(parts, front{"id": p.ID, "text": p.Text[t]})
	}
	f := front{
		"title": m.Glossary.Name(b.ID, t), "description": b.Text[t], "names": names, "parts": parts, "link": b.Link,
		"named": m.naming(b, t), "dates": m.entries(m.Timeline.Of(b.Names()), t), "documents": m.documents(append([]string{b.Symbol}, b.Source...), t),
	}
	return f
}

// naming are the places of all resolutions that name a body, by resolution.
func (m Model) naming(b body.Body, t lang.Tag) []front {
	var out []front
	for _, r := range m.Resolutions {
		d := r.in(t)
		var places []front
		add := func(id, name string) {
			if slices.ContainsFunc(b.Names(), func(n string) bool { return slices.Contains(r.Names[id], n) }) {
				places = append(places, front{"id": id, "name": name})
			}
		}
		add(adoption, m.text(t, "body_adoption", nil))
		for _, p := range d.Leaves() {
			add(p.ID, m.paragraphName(d, p.ID, t))
		}
		if len(places) > 0 {
			out = append(out, front{"slug": r.Slug, "symbol": d.Symbol, "places": places})
		}
	}
	return out
}

var symbol = regexp.MustCompile(`^(?:A|E|S)/[A-Z0-9./-]+$`)

// documents are sources: those of the United Nations by their symbol, each once, with where they are; others by their name.
func (m Model) documents(names []string, t lang.Tag) []front {
	var out []front
	var seen []string
	for _, name := range names {
		if name == "" || slices.Contains(seen, name) {
			continue
		}
		seen = append(seen, name)
		d := front{"name": name}
		if symbol.MatchString(name) {
			d["link"] = resolution.DocumentURL(name, t)
		}
		out = append(out, d)
	}
	return out
}

// entries are entries of the timeline as a page shows them.
func (m Model) entries(list timeline.List, t lang.Tag) []front {
	var out []front
	for _, e := range list {
		out = append(out, front{"date": e.Date(m.Styles[t]), "machine": e.Machine(), "text": e.Text[t],
			"documents": m.documents(append(slices.Clone(e.Symbols), e.Source), t)})
	}
	return out
}
