package event

import (
	"slices"
	"strings"

	"example.org/july30/tools/organizer"
)

// A Field is what the format says of one field of an Entry. The guide, the schema that editors read, and the questions of `new event` are
// made of it; its label is the word field_<name> of i18n/, with dots as underscores.
type Field struct {
	Name     string   // below a table with a dot: organizer.id
	Required bool     // of every entry; more may be, as the other fields say
	Values   []string // the only ones there are; none where others may stand
	Default  string   // the one of Values that is understood where the field is empty
	Word     string   // what the keys of the words for Values begin with: kind_
	Limit    int      // in characters; 0 for none
	Example  string   // as it is written in a source
}

// Fields are the fields of an Entry in the order of the struct, those of Organizer below organizer; translations are one field.
func Fields() []Field {
	var open []string
	for _, kind := range organizer.Kinds() {
		if organizer.Open(kind) {
			open = append(open, kind)
		}
	}
	return []Field{
		{Name: "title", Required: true, Limit: maxTitle, Example: `"…"`},
		{Name: "language", Required: true, Example: `"en"`},
		{Name: "summary", Required: true, Limit: maxSummary, Example: `"…"`},
		{Name: "description", Limit: maxDescription, Example: `"""…"""`},
		{Name: "kind", Required: true, Values: Kinds(), Word: "kind_", Example: `"walk"`},
		{Name: "attendance", Required: true, Values: Attendances(), Word: "attendance_", Example: `"in-person"`},
		{Name: "starts", Required: true, Example: "2027-07-30T18:00:00"},
		{Name: "ends", Example: "2027-07-30T20:00:00"},
		{Name: "timezone", Example: `"Africa/Nairobi"`},
		{Name: "country", Example: `"KE"`},
		{Name: "region", Example: `"002"`},
		{Name: "city", Limit: maxPlace, Example: `"Nairobi"`},
		{Name: "disclosure", Values: Disclosures(), Default: Disclosures()[0], Word: "disclosure_", Example: `"city"`},
		{Name: "venue", Limit: maxPlace, Example: `"…"`},
		{Name: "url", Limit: maxAddress, Example: `"https://example.org/walk"`},
		{Name: "registration", Limit: maxAddress, Example: `"https://example.org/walk/register"`},
		{Name: "audience", Values: Audiences(), Default: Audiences()[0], Word: "audience_", Example: `"public"`},
		{Name: "cost", Values: Costs(), Word: "cost_", Example: `"free"`},
		{Name: "event_languages", Example: `["en", "sw"]`},
		{Name: "accessibility", Values: Accesses(), Word: "access_", Example: `["step-free", "captions"]`},
		{Name: "paragraphs", Example: `["op4"]`},
		{Name: "status", Values: Statuses(), Default: Statuses()[0], Word: "status_", Example: `"scheduled"`},
		{Name: "revision", Example: "0"},
		{Name: "updated", Example: "2027-05-02"},
		{Name: "organizer", Required: true, Example: "[organizer]"},
		{Name: "organizer.id", Example: `"general-assembly"`},
		{Name: "organizer.name", Limit: maxPlace, Example: `"…"`},
		{Name: "organizer.kind", Values: open, Word: "organizer_", Example: `"civil-society"`},
		{Name: "organizer.country", Example: `"KE"`},
		{Name: "organizer.url", Limit: maxAddress, Example: `"https://example.org/"`},
		{Name: "translations", Example: "[translations.fr]"},
	}
}

// FieldOf is the field of a name; false where the format has none.
func FieldOf(name string) (Field, bool) {
	all := Fields()
	i := slices.IndexFunc(all, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return all[i], true
}

// Label is the key of the field's label among the words of i18n/; Label and "_hint" that of what it may hold, where more is to be said of that.
func (f Field) Label() string { return "field_" + strings.ReplaceAll(f.Name, ".", "_") }
