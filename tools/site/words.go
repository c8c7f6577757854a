package site

import (
	"slices"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

// CheckWords holds the files of i18n/ together: the same keys in all six, every plural class of a countable word, and the same named
// places in each.
func CheckWords(words map[lang.Tag]lang.Words) problem.List {
	var problems problem.List
	all := map[string]bool{}
	countable := map[string]bool{}
	for _, w := range words {
		for _, key := range w.Keys() {
			all[key] = true
			countable[key] = countable[key] || len(w.Classes(key)) > 1
		}
	}
	for _, t := range lang.All() {
		w, file := words[t], "i18n/"+string(t)+".toml"
		for key := range all {
			if !w.Has(key) {
				problems.Add(file, 0, key, "word-missing")
				continue
			}
			want := []string{"other"}
			if countable[key] {
				want = t.Plurals()
			}
			for _, class := range want {
				if strings.TrimSpace(w.Classes(key)[class]) == "" && key != "problem_join" {
					problems.Add(file, 0, key, "plural-missing", "Class", class)
				}
			}
			for class := range w.Classes(key) {
				if !slices.Contains(want, class) {
					problems.Add(file, 0, key, "plural-unknown", "Class", class)
				}
			}
			if got, want := w.Places(key), words[lang.EN].Places(key); !slices.Equal(got, want) && words[lang.EN].Has(key) {
				problems.Add(file, 0, key, "word-places", "Value", strings.Join(got, ", "), "Want", strings.Join(want, ", "))
			}
		}
	}
	return problems
}
