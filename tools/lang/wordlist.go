package lang

import "fmt"

// A Wordlist finds listed words in texts of a language, each under its kind. Forms are written as in data/glossary.toml.
type Wordlist struct {
	forms map[Tag]listed
}

// listed are the forms of a language: those that begin with a whole word by that word, the others apart.
type listed struct {
	whole map[string][]form
	other []form
}

func (l *listed) add(f form, tag Tag) {
	if len(f.words[0]) != 1 || f.words[0][0].stem || tag == AR { // Arabic joins other words to the first
		l.other = append(l.other, f)
		return
	}
	first := f.words[0][0].text
	l.whole[first] = append(l.whole[first], f)
}

// NewWordlist makes a list of words by kind and language. The error names the forms that have no words.
func NewWordlist(words map[string]map[Tag][]string) (Wordlist, error) {
	w := Wordlist{forms: map[Tag]listed{}}
	for kind, byTag := range words {
		for tag, texts := range byTag {
			list := w.forms[tag]
			if list.whole == nil {
				list.whole = map[string][]form{}
			}
			for _, text := range texts {
				f := form{id: kind, words: parseForm(text)}
				for _, word := range f.words {
					for i := range word {
						word[i].capital = false
					}
				}
				if len(f.words) == 0 {
					return w, fmt.Errorf("%s.%s: %q has no words", kind, tag, text)
				}
				list.add(f, tag)
			}
			w.forms[tag] = list
		}
	}
	return w, nil
}

// A Hit is a listed word that a text has.
type Hit struct {
	Kind string
	Text string // as the text has it, in small letters and without marks
}

// Find are the listed words of a text, in its order, each form once. The time is in proportion to the length of the text.
func (w Wordlist) Find(text string, tag Tag) []Hit {
	var hits []Hit
	seen := map[string]bool{}
	all := tokens(text)
	list := w.forms[tag]
	for start, t := range all {
		for _, forms := range [][]form{list.whole[t.text], list.other} {
			for _, f := range forms {
				if !f.begins(all[start:], tag) {
					continue
				}
				h := Hit{Kind: f.id, Text: spell(all[start:start+len(f.words)], tag)}
				if !seen[h.Text] {
					seen[h.Text] = true
					hits = append(hits, h)
				}
			}
		}
	}
	return hits
}

// spell writes tokens as words: with spaces between them, but for Han.
func spell(words []token, tag Tag) string {
	s := ""
	for i, t := range words {
		if i > 0 && tag != ZH {
			s += " "
		}
		s += t.text
	}
	return s
}
