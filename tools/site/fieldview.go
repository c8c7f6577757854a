package site

import (
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
)

// fields are those of an event's entry, for the guide: finished strings, in the order of the format. A table's own fields have its name
// before them, as in organizer.id.
func (m Model) fields(t lang.Tag) []front {
	var out []front
	for _, field := range event.Fields() {
		f := front{"name": field.Name, "label": m.text(t, field.Label(), nil), "required": field.Required, "example": field.Example}
		if !strings.HasPrefix(field.Example, "[") || strings.HasPrefix(field.Example, `["`) {
			f["example"] = field.Name[strings.LastIndexByte(field.Name, '.')+1:] + " = " + field.Example
		}
		if hint := field.Label() + "_hint"; m.Words[t].Has(hint) {
			f["hint"] = m.text(t, hint, nil)
		}
		if field.Limit > 0 {
			f["limit"] = m.text(t, "fields_limit", map[string]any{"Limit": field.Limit})
		}
		var values []front
		for _, value := range field.Values {
			values = append(values, front{"value": value, "word": m.text(t, field.Word+key(value), nil), "default": value == field.Default})
		}
		f["values"] = values
		out = append(out, f)
	}
	return out
}
