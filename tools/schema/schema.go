// Package schema writes the JSON Schema (draft 2020-12) of a source that people write, from the Go struct that reads it, so that an
// editor which knows TOML schemas completes and checks what is being typed. The struct is the only definition: names from its `toml`
// tags, the rest from its `jsonschema` tags.
//
//	#:schema helplines.schema.json     # first line of data/helplines.toml
package schema

import (
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/invopop/jsonschema"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/source"
)

// Of is the schema of the struct v as the text of a file. A field is required where its tag says so; no others than those of the
// struct are allowed. A day is a date, a map by language has the six languages and nothing else.
func Of(v any, title, description string) ([]byte, error) {
	r := jsonschema.Reflector{
		FieldNameTag: "toml", ExpandedStruct: true, DoNotReference: true, RequiredFromJSONSchemaTags: true, Anonymous: true,
		Mapper: func(t reflect.Type) *jsonschema.Schema {
			switch t {
			case reflect.TypeFor[source.Day]():
				return &jsonschema.Schema{Type: "string", Format: "date"}
			case reflect.TypeFor[map[lang.Tag]string]():
				return sixTexts()
			}
			return nil
		},
	}
	s := r.Reflect(v)
	s.Title, s.Description = title, description
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema %s: %w", title, err)
	}
	return append(data, '\n'), nil
}

// sixTexts is a text in each of the six languages.
func sixTexts() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema}
	for _, t := range lang.All() {
		s.Properties.Set(string(t), &jsonschema.Schema{Type: "string"})
		s.Required = append(s.Required, string(t))
	}
	return s
}
