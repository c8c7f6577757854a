package material

import (
	"cmp"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Own are words of somebody's own for a design, in any language.
type Own struct {
	Language  string `toml:"language"` // BCP 47
	Message   string `toml:"message"`
	Title     string `toml:"title"`
	When      string `toml:"when"`
	Zone      string `toml:"zone"`
	Place     string `toml:"place"`
	Organizer string `toml:"organizer"`
	Status    string `toml:"status"`
	Date      string `toml:"date"`
	Hashtag   string `toml:"hashtag"`
	Note      string `toml:"note"`
	Address   string `toml:"address"` // https; the QR code leads there

	file source.File
}

// ReadOwn reads words of somebody's own.
func ReadOwn(name string, data []byte) (Own, problem.List) {
	var o Own
	var list problem.List
	o.file, list = source.Decode(name, data, &o)
	if o.file.Unread() {
		return o, list
	}
	if _, ok := lang.Canonical(o.Language); o.Language == "" && !o.file.Bad("language") {
		list.Add(name, o.file.Line("language"), "language", "missing-field", "Example", `language = "en"`)
	} else if o.Language != "" && !ok {
		list.Add(name, o.file.Line("language"), "language", "language-tag", "Value", o.Language)
	}
	if code := source.Address(o.Address); o.Address != "" && code != "" {
		list.Add(name, o.file.Line("address"), "address", code, "Value", o.Address)
	}
	return o, list
}

// Reader is the one of the six languages that the other words of the picture are in: the own one or the one its writers read, else English.
func (o Own) Reader() lang.Tag {
	if t, ok := lang.Read(o.Language); ok {
		return t
	}
	return lang.EN
}

// texts are the words by field, the empty ones too; the address is for whoever knows how addresses are shown.
func (o Own) texts() map[string]string {
	return map[string]string{
		"message": o.Message, "title": o.Title, "when": o.When, "zone": o.Zone, "place": o.Place, "organizer": o.Organizer, "status": o.Status,
		"date": o.Date, "hashtag": o.Hashtag, "note": o.Note,
	}
}

// Fill puts the words in the place of all that the design says otherwise, and reports those that the design has no place for.
func (o Own) Fill(d Design, fields map[string]Text) (problems problem.List) {
	texts := o.texts()
	for field, text := range texts {
		if _, has := d.Text[field]; !has && text != "" {
			problems.Add(o.file.Name, o.file.Line(field), field, "field-no-place", "Value", d.ID)
		}
		fields[field] = Text{Text: text, Language: o.Language}
	}
	fields[logo] = Text{Text: cmp.Or(o.Organizer, o.Title, o.Message)}
	delete(fields, "review")
	delete(fields, "example")
	return problems
}

// Line is where a field stands in the file; ok is false for what it does not say.
func (o Own) Line(field string) (file string, line int, ok bool) {
	return o.file.Name, o.file.Line(field), o.file.Has(field)
}
