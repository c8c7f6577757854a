package site

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/material"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/typeset"
)

// A Piece is one picture of the materials: a design in a language, a format and a scheme.
type Piece struct {
	material.Drawing
	Message string // id; empty for a design without messages
	Path    string // in the site, without the ending: en/materials/day-square

	event event.Event   // that it is about; without a name for none
	own   *material.Own // whose words it has; nil for ours
}

// Kit are all pictures that anyone may use, design by design: in six languages, all formats, both schemes. The design for events has the words
// that stand in the place of an organizer's.
func (m Model) Kit() []Piece {
	var out []Piece
	for _, d := range m.Designs {
		messages := d.Messages
		if len(messages) == 0 {
			messages = []material.Message{{}}
		}
		for _, message := range messages {
			for _, t := range lang.All() {
				fields := m.designFields(d, message, t)
				for _, f := range material.Formats() {
					for _, s := range material.Schemes() {
						p := Piece{Drawing: m.drawing(d, f, s, t, fields), Message: message.ID}
						p.Path = string(t) + "/materials/" + p.Name()
						out = append(out, p)
					}
				}
			}
		}
	}
	return out
}

// Name is what the files of a piece of the kit are called: design, message, format, and the scheme where it is dark.
func (p Piece) Name() string {
	parts := []string{p.Design.ID, p.Message, p.Format.Name, string(p.Scheme)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" || s == string(material.Light) }), "-")
}

func (m Model) drawing(d material.Design, f material.Format, s material.Scheme, t lang.Tag, fields map[string]material.Text) material.Drawing {
	x := material.Drawing{Design: d, Format: f, Scheme: s, Language: t, Fields: fields}
	x.Together = m.together(t, fields)
	for _, field := range []string{"title", "message", "name"} {
		x.Title = cmp.Or(x.Title, fields[field].Text)
	}
	if a := fields["address"]; a.Link != "" {
		x.Code = m.text(t, "material_code", map[string]any{"Address": a.Link})
	}
	return x
}

// numbered is a number with the word that says what it counts, by language.
var numbered = map[lang.Tag]*regexp.Regexp{lang.ZH: regexp.MustCompile(`[0-9]+[年月日]`), lang.AR: regexp.MustCompile(`الساعة [0-9:]+`)}

// together are the parts of dates that a line end does not divide: a month of two names, and in Chinese and Arabic a number and what it counts.
func (m Model) together(t lang.Tag, fields map[string]material.Text) []string {
	words := m.Styles[t].Table.Months
	if number := numbered[t]; number != nil {
		words = slices.Concat(words, number.FindAllString(fields["date"].Text+" "+fields["when"].Text, -1))
	}
	return words
}

// designFields are what a design says, an event aside.
func (m Model) designFields(d material.Design, message material.Message, t lang.Tag) map[string]material.Text {
	ed := m.current()
	fields := m.commonFields(message.Page, t)
	for field, text := range d.Words[t].Text {
		fields[field] = material.Text{Text: text}
	}
	if !ed.Day.IsZero() {
		fields["date"] = material.Text{Text: m.Styles[t].Date(ed.Day.Date())}
	}
	if len(ed.Hashtags) > 0 {
		fields["hashtag"] = material.Text{Text: "#" + ed.Hashtags[0]}
	}
	fields["message"] = material.Text{Text: d.Words[t].Message[message.ID]}
	if message.Advice {
		review := m.text(t, "material_not_reviewed", nil)
		if message.ReviewedBy != "" {
			review = m.text(t, "material_reviewed", map[string]any{"Name": message.ReviewedBy})
		}
		fields["review"] = material.Text{Text: review}
	}
	return fields
}

// commonFields are what every picture says: the name of the Day, who publishes it, and where one can read on.
func (m Model) commonFields(at string, t lang.Tag) map[string]material.Text {
	return map[string]material.Text{
		"name": {Text: m.Glossary.Name("world-day", t)}, "publisher": {Text: m.publisherLine(t)}, "address": addressText(m.address(t, at)),
	}
}

// addressText is an address as a reader types it, which leads there.
func addressText(address string) material.Text {
	shown := strings.TrimSuffix(address[strings.Index(address, "//")+2:], "/")
	return material.Text{Text: shown, Language: "en", Link: address}
}

// eventFields are what a picture of an event says, in the words and the style of its page.
func (m Model) eventFields(e event.Event, t lang.Tag) map[string]material.Text {
	f := m.card(e, t)
	fields := m.commonFields("events/"+e.ID()+"/", t)
	set := func(name, key string, language any) {
		text, _ := f[key].(string)
		own, _ := language.(string)
		fields[name] = material.Text{Text: text, Language: own}
	}
	set("title", "title", f["title_lang"])
	set("when", "when", nil)
	set("zone", "zone", nil)
	set("organizer", "organizer", f["organizer_lang"])
	set("status", "status_text", nil)
	fields["place"] = material.Text{Text: m.place(e, t, plain)}
	fields["note"] = material.Text{Text: m.text(t, "event_no_endorsement", nil)}
	if e.Demo {
		fields["example"] = material.Text{Text: m.text(t, "event_example", nil)}
	}
	return fields
}

// Own is a piece of the kit with somebody's own words, and the problems of those that its design has no place for.
func (m Model) Own(p Piece, o material.Own) (Piece, problem.List) {
	fields := maps.Clone(p.Fields)
	list := o.Fill(p.Design, fields)
	if o.Address != "" {
		fields["address"] = addressText(o.Address)
	}
	p.Drawing = m.drawing(p.Design, p.Format, p.Scheme, p.Language, fields)
	p.own, p.Message = &o, ""
	p.Path = string(p.Language) + "/materials/" + p.Name()
	return p, list
}

// Picture sets the texts of a piece. What cannot be set is a problem of the source that the words come from: an error in a design, a warning in
// the entry of an event, whose organizer did nothing wrong.
func (m Model) Picture(p Piece, fonts *typeset.Fonts) (material.Picture, problem.List, error) {
	var list problem.List
	picture, faults, err := p.Drawing.Picture(fonts, m.Colours)
	for _, f := range faults {
		file, line, key := p.Design.Line(f.Field, p.Message, p.Language)
		if p.event.Name != "" {
			file, line, key = p.event.File, 0, f.Field
		}
		if p.own != nil {
			if own, at, ok := p.own.Line(f.Field); ok {
				file, line, key = own, at, f.Field
			}
		}
		f.Field = key
		material.Report(&list, file, line, []typeset.Fault{f})
	}
	if p.event.Name != "" {
		for i := range list {
			list[i].Severity = problem.Warning
			list[i].Language, _ = lang.Read(p.event.Language)
		}
	}
	return picture, list, err
}
