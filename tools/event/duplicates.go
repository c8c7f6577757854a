package event

import (
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

// Duplicates warns of entries that may be the same event: those with one link, and those of one country on overlapping days whose titles, in
// any of their languages, differ by no more than a letter or a word once case, accents, width and punctuation are folded. Each pair is named
// once, at the later file. No pair is compared that has not a folded title or a link in common; the time is in proportion to the length of
// all titles.
func Duplicates(events []Event) problem.List {
	var list problem.List
	seed := maphash.MakeSeed()
	byKey := map[uint64][]int{}
	reported := map[[2]int]bool{}
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(events[a].File, events[b].File) })
	for _, i := range order {
		e := events[i]
		for _, k := range e.likeness(seed) {
			for _, j := range byKey[k] {
				pair := [2]int{min(i, j), max(i, j)}
				if i == j || reported[pair] || !alike(events[j], e) {
					continue
				}
				reported[pair] = true
				list.Warn(e.File, 0, "", "duplicate", "Value", events[j].File)
				list[len(list)-1].Language, _ = lang.Read(e.Language)
			}
			if len(byKey[k]) < maxAlike {
				byKey[k] = append(byKey[k], i)
			}
		}
	}
	return list
}

// maxAlike is with how many entries of one key another is compared: whoever has that many is told of enough of them.
const maxAlike = 8

// likeness are the keys that an entry shares with every entry that may be the same event.
func (e Event) likeness(seed maphash.Seed) []uint64 {
	var keys []uint64
	add := func(parts ...string) {
		k := maphash.String(seed, strings.Join(parts, "\x00"))
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	if e.URL != "" {
		add("url", plainLink(e.URL))
	}
	for _, t := range e.titles() {
		where := e.Country + e.Region
		runes := []rune(t)
		add(where, t)
		for i := range runes { // a letter more, less or another
			add(where, string(runes[:i])+string(runes[i+1:]))
		}
		if words := strings.Fields(t); len(words) > 2 {
			for i := range words {
				add(where, "words", strings.Join(slices.Delete(slices.Clone(words), i, i+1), " "))
			}
			add(where, "words", strings.Join(words, " "))
		}
	}
	return keys
}

// titles are the entry's titles in all its languages, folded, each once.
func (e Event) titles() []string {
	titles := []string{lang.Fold(e.Title)}
	for _, t := range sorted(e.Translations) {
		if s := lang.Fold(e.Translations[t].Title); s != "" && !slices.Contains(titles, s) {
			titles = append(titles, s)
		}
	}
	return titles
}

// alike decides about two entries that share a key.
func alike(a, b Event) bool {
	if a.URL != "" && plainLink(a.URL) == plainLink(b.URL) {
		return a.Edition == b.Edition
	}
	return !a.Begin().After(b.last()) && !b.Begin().After(a.last())
}

// plainLink is an address without what does not change where it leads.
func plainLink(address string) string {
	s := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(address), "https://"), "www.")
	s, _, _ = strings.Cut(s, "#")
	return strings.TrimSuffix(s, "/")
}

// last is the last instant of an event; of an all-day event that of its last day.
func (e Event) last() time.Time {
	if e.AllDay() {
		return e.End().AddDate(0, 0, 1).Add(-time.Second)
	}
	return e.End()
}
