// Package ask draws up the entry of an event from what people answer: one question at a time in their own language, or fields given one by
// one. It stands between people and package event, whose checks judge every answer, so that what it writes is sound.
//
//	Country [Kenya]: Tansania        did you mean 1. United Republic of Tanzania?
package ask

import (
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Sources are what a draft is drawn up with.
type Sources struct {
	event.Context
	Glossary lang.Glossary
	Words    map[lang.Tag]lang.Words
	Language lang.Tag               // of the person who answers
	Year     int                    // edition of the event
	Taken    func(name string) bool // whether the name of an entry of that edition is another event's
}

// A Draft is an entry that is being drawn up: a file to begin with, and what has been answered since.
type Draft struct {
	Sources
	base    []byte
	answers map[string]any // by field, as source.Document takes it; nil where the field was emptied
}

// New is an empty draft.
func New(s Sources) *Draft { return &Draft{Sources: s, answers: map[string]any{}} }

// Begin takes up a file of an entry, comments included. One that is not TOML has problems instead.
func (d *Draft) Begin(name string, data []byte) problem.List {
	doc, list := source.ReadDocument(name, data, new(event.Entry))
	if doc != nil {
		d.base, list = data, nil
	}
	return list
}

// Set answers a field, whose name may be any key of TOML with dots between its parts: what is none of the format is reported by Event. The
// text is a value as people write it: a name for a code, commas between the values of a list. An empty text, or a hyphen, empties the field.
func (d *Draft) Set(field, text string) {
	text = strings.TrimSpace(text)
	if text == "" || text == "-" {
		d.answers[field] = nil
		return
	}
	if strings.Contains(text, "\n") {
		text += "\n" // as an editor ends the last line
	}
	value := d.value(field, text)
	if region, ok := value.(string); field == "country" && ok && m49.MatchString(region) {
		field = "region"
	}
	d.answers[field] = value
	for _, other := range excluded(field, text) {
		d.answers[other] = nil
	}
}

var m49 = regexp.MustCompile(`^[0-9]{3}$`)

// excluded are the fields that cannot stand beside an answer.
func excluded(field, text string) []string {
	switch {
	case field == "country":
		return []string{"region"}
	case field == "region":
		return []string{"country"}
	case field == "organizer.id":
		return []string{"organizer.name", "organizer.kind", "organizer.country", "organizer.url"}
	case strings.HasPrefix(field, "organizer."):
		return []string{"organizer.id"}
	case field == "disclosure" && text != "public":
		return []string{"venue"}
	}
	return nil
}

// A literal is a value as TOML writes it, without quotation marks.
type literal string

func (l literal) String() string { return string(l) }

var (
	momentForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2})?)?$`)
	wholeForm  = regexp.MustCompile(`^-?(0|[1-9]\d{0,8})$`)
	separators = regexp.MustCompile(`\s*[,;،؛，；、]\s*`)
)

// value is the value of a field as a source writes it. What has not the form the field wants stays a text, so that the checks name it.
func (d *Draft) value(field, text string) any {
	switch empty(field).(type) {
	case event.Moment, source.Day:
		if plain := event.Fold(text); momentForm.MatchString(plain) {
			return literal(plain)
		}
	case int:
		if plain := event.Fold(text); wholeForm.MatchString(plain) {
			return literal(plain)
		}
	case []string:
		var values []string
		for _, part := range separators.Split(text, -1) {
			if part != "" {
				values = append(values, d.exact(field, part))
			}
		}
		return values
	}
	return d.exact(field, text)
}

// empty is the zero value of a field of the entry; nil where it has none of that name.
func empty(field string) any {
	i, ok := source.Fields(reflect.TypeFor[event.Entry]())[field]
	if !ok {
		return nil
	}
	return reflect.Zero(reflect.TypeFor[event.Entry]().Field(i).Type).Interface()
}

func isList(field string) bool {
	_, list := empty(field).([]string)
	return list
}

// exact is the value of the choice that a text names, or the text.
func (d *Draft) exact(field, text string) string {
	all := d.choices(field)
	want := fold(text)
	for _, c := range all {
		if c.value == text {
			return c.value
		}
	}
	for _, c := range all {
		if want != "" && slices.ContainsFunc(c.names, func(name string) bool { return fold(name) == want }) {
			return c.value
		}
	}
	return text
}

// Bytes is the entry as far as it goes, in its one form, unless an answer is no TOML.
func (d *Draft) Bytes() []byte {
	doc, _ := source.ReadDocument("", d.base, new(event.Entry))
	if doc == nil {
		doc = source.NewDocument(new(event.Entry))
	}
	for _, field := range slices.Sorted(maps.Keys(d.answers)) {
		if value := d.answers[field]; value != nil {
			doc.Set(field, value)
		} else {
			doc.Unset(field)
		}
	}
	data := doc.Bytes()
	if form, _ := event.Format("", data); form != nil { // a time as somebody has written it is in no form yet
		return form
	}
	return data
}

// Event is the event as far as it goes, under the path its entry is to have, with every problem of the entry; their lines are those of Bytes.
func (d *Draft) Event() (event.Event, problem.List) {
	data := d.Bytes()
	var e event.Entry
	source.Decode("", data, &e)
	name := path.Join(event.Dir, strconv.Itoa(d.Year), e.FileName(d.Taken)+".toml")
	return event.Parse(name, data, d.Context)
}

// text is what a field of an entry holds, as Set takes it.
func text(e event.Entry, field string) string {
	if field == "country" && e.Country == "" {
		field = "region"
	}
	v := reflect.ValueOf(e)
	for part := range strings.SplitSeq(field, ".") {
		v = v.Field(source.Fields(v.Type())[part])
	}
	switch x := v.Interface().(type) {
	case string:
		return x
	case []string:
		return strings.Join(x, ", ")
	case event.Moment:
		return x.String()
	}
	return ""
}
