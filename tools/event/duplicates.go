package event

import (
	"hash/maphash"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
)

// Duplicates warns of entries that may be the same event: those with one link, and those of one country on overlapping days whose titles, in
// any of their languages, differ by no more than a letter or a word once case, accents, width and punctuation are folded. Each pair is named
// once, at the later file. No pair is compared that has not a folded title or a link in common; the time is in proportion to the length of
// all titles.
func Duplicates(events []Event) problem.List {
	var list problem.List
	likeness := likenesses(events)
	shared := repeated(likeness)
	byKey := map[uint64][]int{}
	reported := map[[2]int]bool{}
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(events[a].File, events[b].File) })
	for _, i := range order {
		e := events[i]
		for _, k := range likeness[i] {
			if !shared.has(k) {
				continue
			}
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

// likenesses are the keys of each event, found on all processors.
func likenesses(events []Event) [][]uint64 {
	seed := maphash.MakeSeed()
	keys := make([][]uint64, len(events))
	n := runtime.GOMAXPROCS(0)
	var workers sync.WaitGroup
	for first := range n {
		workers.Go(func() {
			for i := first; i < len(events); i += n {
				keys[i] = events[i].likeness(seed)
			}
		})
	}
	workers.Wait()
	return keys
}

// A keySet holds keys, and now and then says so of one that it does not hold.
type keySet []uint64

func (s keySet) has(k uint64) bool { return s[k/64%uint64(len(s))]&(1<<(k%64)) != 0 }
func (s keySet) add(k uint64)      { s[k/64%uint64(len(s))] |= 1 << (k % 64) }

// repeated are the keys that more than one event has: most have none, and need not be remembered.
func repeated(likeness [][]uint64) keySet {
	n := 1
	for _, keys := range likeness {
		n += len(keys) / 2 // 32 bits a key
	}
	once, more := make(keySet, n), make(keySet, n)
	for _, keys := range likeness {
		for _, k := range keys {
			if once.has(k) {
				more.add(k)
			}
			once.add(k)
		}
	}
	return more
}

// maxAlike is with how many entries of one key another is compared: whoever has that many is told of enough of them.
const maxAlike = 8

// likeness are the keys that an entry shares with every entry that may be the same event.
func (e Event) likeness(seed maphash.Seed) []uint64 {
	var keys []uint64
	var h maphash.Hash
	h.SetSeed(seed)
	add := func(kind, where string, parts ...string) {
		h.Reset()
		for _, s := range append([]string{kind, "\x00", where, "\x00"}, parts...) {
			h.WriteString(s)
		}
		keys = append(keys, h.Sum64())
	}
	if e.URL != "" {
		add("url", "", plainLink(e.URL))
	}
	for _, t := range e.titles() {
		where := e.Country + e.Region
		add("title", where, t)
		for i, r := range t { // a letter more, less or another
			add("title", where, t[:i], t[i+utf8.RuneLen(r):])
		}
		if words := strings.Fields(t); len(words) > 2 {
			all := strings.Join(words, " ")
			add("words", where, all)
			at := 0
			for _, w := range words { // a word more, less or another
				end := min(at+len(w)+1, len(all))
				add("words", where, strings.TrimSuffix(all[:at]+all[end:], " "))
				at = end
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
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
