package event

import (
	"testing"
	"time"

	"example.org/july30/tools/problem/problemtest"
)

// FuzzMended: mending twice is mending once, and what is mended is no change that somebody has to look at.
func FuzzMended(f *testing.F) {
	ctx := context(f)
	var last []byte
	for _, data := range problemtest.Archived(f) {
		f.Add(data, last)
		last = data
	}
	const name = "content/events/2027/ke-x.toml"
	today := time.Date(2027, 5, 2, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, data, before []byte) {
		if form, _ := Format(name, data); form == nil {
			if got, mends := Mended(name, data, before, ctx.Hosts, today); string(got) != string(data) || len(mends) > 0 {
				t.Errorf("mending %q, which is not TOML, gives %q, %v", data, got, mends)
			}
			return
		}
		once, _ := Mended(name, data, before, ctx.Hosts, today)
		twice, mends := Mended(name, once, before, ctx.Hosts, today)
		if string(once) != string(twice) || len(mends) > 0 {
			t.Errorf("mending %q again: %v\n%q", once, mends, twice)
		}
		for _, p := range Changes(map[string][]byte{name: before}, map[string][]byte{name: once}, ctx, nil, today) {
			if p.Code != "changed-entry" && !(p.Code == "updated-not-raised" && wasChangedLater(before, today)) {
				t.Errorf("%q is mended against %q and still has %s", once, before, p.Code)
			}
		}
		for _, p := range Changes(map[string][]byte{name: data}, map[string][]byte{name: once}, ctx, nil, today) {
			if p.Code == "changed-entry" {
				t.Errorf("mending %q makes a change of %s that has to be looked at", data, p.Field)
			}
		}
	})
}

// wasChangedLater tells whether an entry says that it was changed after a day, so that what follows can only be wrong.
func wasChangedLater(entry []byte, today time.Time) bool {
	was, _ := readEntry("x.toml", entry)
	return was.Updated.After(today)
}
