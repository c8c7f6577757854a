package eventlist

import (
	"maps"
	"slices"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// LeftOut stands in a mapping for a column that is not taken, on purpose.
const LeftOut = "-"

// A Mapping says of each column of a table which of Columns it is; LeftOut for none.
type Mapping []string

// IsTarget tells what a column can be taken for: one of Columns, or LeftOut.
func IsTarget(s string) bool { return s == LeftOut || slices.Contains(Columns(), s) }

// Map finds what the columns of a table are: as given, by name; else as the form of the list says; else by the names of the fields and
// by their labels in the six languages (field_<name>), letters alone compared. Nothing is guessed that only resembles a name: a column
// that is none is a problem, and so are two that are the same.
func (t Table) Map(given map[string]string, words map[lang.Tag]lang.Words) (Mapping, problem.List) {
	var list problem.List
	known := names(words)
	m := make(Mapping, len(t.Columns))
	taken := map[string]string{}
	for i, column := range t.Columns {
		m[i] = lookUp(given, column)
		if m[i] == "" && t.Fields != nil {
			m[i] = t.Fields[column]
		}
		if m[i] == "" && t.Fields == nil {
			m[i] = known[lang.Fold(column)]
		}
		switch near := ""; {
		case t.own && beside(column):
			m[i] = LeftOut // which the site has added
		case column == "" && m[i] == "":
			m[i] = LeftOut // what stands below it is a problem of its row
		case m[i] == "":
			if t.Fields == nil {
				near = known[source.Nearest(lang.Fold(column), slices.Sorted(maps.Keys(known)))]
			}
			if near != "" {
				list.Add(t.File, t.Header, "", "list-column-near", "Column", column, "Near", near)
				continue
			}
			list.Add(t.File, t.Header, "", "list-column", "Column", column)
		case m[i] != LeftOut && taken[m[i]] != "":
			list.Add(t.File, t.Header, m[i], "list-column-twice", "Column", column, "Other", taken[m[i]])
		default:
			taken[m[i]] = column
		}
	}
	return m, list
}

// Has tells whether the table has a column of that name.
func (t Table) Has(column string) bool {
	return slices.ContainsFunc(t.Columns, func(c string) bool { return lang.Fold(c) == lang.Fold(column) })
}

// lookUp finds a column in what is given, by its name as it is or folded.
func lookUp(given map[string]string, column string) string {
	if field, ok := given[column]; ok {
		return field
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if lang.Fold(name) == lang.Fold(column) {
			return given[name]
		}
	}
	return ""
}

// names are the columns by the names they may go by, folded. A name of two fields is of the one that comes first; that of the organizer
// is its name.
func names(words map[lang.Tag]lang.Words) map[string]string {
	out := map[string]string{}
	add := func(name, column string) {
		if name = lang.Fold(name); name != "" && out[name] == "" {
			out[name] = column
		}
	}
	for _, c := range Columns() {
		add(c, c)
	}
	for _, t := range lang.All() {
		label := func(name string) string {
			if key := "field_" + name; words[t].Has(key) {
				return words[t].Text(key, nil)
			}
			return ""
		}
		for _, c := range Columns() {
			if parts := strings.Split(c, "."); parts[0] == "translations" {
				add(label(parts[2])+" "+parts[1], c) // Titre (fr)
				continue
			}
			add(label(strings.ReplaceAll(c, ".", "_")), c)
		}
		add(label("organizer"), "organizer.name")
	}
	return out
}
