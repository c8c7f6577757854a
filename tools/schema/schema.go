// Package schema writes the JSON Schema (draft 2020-12) of a source that people write, from the Go struct that reads it, so that an
// editor which knows TOML schemas completes and checks what is being typed. The struct is the only definition: names from its `toml`
// tags, the rest from its `jsonschema` tags. What the site hands out as JSON has its schema from here too.
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
// struct are allowed. A day is a date, a map by language has the six languages and nothing else. What tags cannot say is added by more.
func Of(v any, title, description string, more ...func(*jsonschema.Schema)) ([]byte, error) {
	return of("toml", v, title, description, more...)
}

// OfJSON is the schema of a struct that is written as JSON: names come from its `json` tags.
func OfJSON(v any, title, description string) ([]byte, error) {
	return of("json", v, title, description)
}

func of(tag string, v any, title, description string, more ...func(*jsonschema.Schema)) ([]byte, error) {
	var r jsonschema.Reflector
	r = jsonschema.Reflector{
		FieldNameTag: tag, ExpandedStruct: true, DoNotReference: true, RequiredFromJSONSchemaTags: true, Anonymous: true,
		Mapper: func(t reflect.Type) *jsonschema.Schema {
			switch {
			case t == reflect.TypeFor[source.Day]():
				return &jsonschema.Schema{Type: "string", Format: "date"}
			case t == reflect.TypeFor[map[lang.Tag]string]():
				six := byLanguage(&jsonschema.Schema{Type: "string"})
				for _, tag := range lang.All() {
					six.Required = append(six.Required, string(tag))
				}
				return six
			case t.Kind() == reflect.Map && t.Elem().Kind() == reflect.Struct:
				below := r.ReflectFromType(t.Elem())
				below.Version = ""
				return byLanguage(below)
			}
			return nil
		},
	}
	s := r.Reflect(v)
	s.Title, s.Description = title, description
	for _, add := range more {
		add(s)
	}
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema %s: %w", title, err)
	}
	return append(data, '\n'), nil
}

// byLanguage is a table that has something for any of the six languages.
func byLanguage(what *jsonschema.Schema) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema}
	for _, t := range lang.All() {
		s.Properties.Set(string(t), what)
	}
	return s
}
