package event

import (
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// TOML is the text of the entry's file in its one form, fields that are empty left out. Reading it gives the entry again, but for bytes
// that are no UTF-8 and for texts that are not in NFC.
func (e Entry) TOML() []byte {
	d := source.NewDocument(&e)
	d.Set("", e)
	return d.Bytes()
}

// Over is the text of the entry with the comments of a text that it takes the place of, those of keys it has no more left out.
func (e Entry) Over(name string, old []byte) []byte {
	d, _ := source.ReadDocument(name, old, &e)
	if d == nil {
		return e.TOML()
	}
	d.Replace(e)
	return d.Bytes()
}

// Format is the text of an entry in its one form, with its comments. A text that is not TOML has none, and the problems say why.
func Format(name string, data []byte) ([]byte, problem.List) {
	d, list := source.ReadDocument(name, data, new(Entry))
	if d == nil {
		return nil, list.In(Language(data))
	}
	return d.Bytes(), nil
}
