package event

import (
	"cmp"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
)

// Changes holds the entries as they are now to those that were published before, both by their path from the repository. A change of time,
// place or status raises the revision, and any change the day in updated; today is the day of the check, zero where it is not known. What
// a false event would change, a link, the organizer or the place, is an error of its own, changed-entry, for a person to look at. Once its
// edition is open, an entry does not disappear, unless it was withdrawn, and does not change its name. An entry that is not TOML is left
// out, now or before. Where before has the list of withdrawals too, at WithdrawnFile, none of them is missing in withdrawn.
func Changes(before, now map[string][]byte, ctx Context, withdrawn Withdrawals, today time.Time) problem.List {
	var list problem.List
	for _, name := range sorted(before) {
		if name == WithdrawnFile {
			list = append(list, restored(before[name], withdrawn)...)
			continue
		}
		was, ok := readEntry(name, before[name])
		data, stands := now[name]
		switch {
		case !stands:
			list = append(list, gone(name, was, before, now, ctx, withdrawn).In(Language(before[name]))...)
		case ok && string(data) != string(before[name]):
			if is, ok := readEntry(name, data); ok {
				list = append(list, compare(was, is, ctx.Hosts, today).In(Language(data))...)
			}
		}
	}
	return list
}

// restored are the withdrawals of before that are none now.
func restored(before []byte, withdrawn Withdrawals) (list problem.List) {
	was, _, _ := decodeWithdrawals(before)
	for _, w := range was {
		if _, ok := withdrawn.Of(w.ID); !ok {
			list.Add(WithdrawnFile, 0, "", "withdrawal-removed", "ID", w.ID)
		}
	}
	return list
}

// Beyond are the files of a proposal from outside that are no entries of events, by the paths it changes. Only entries are checked, and published, without
// knowing who wrote them.
func Beyond(changed []string) (list problem.List) {
	for _, name := range changed {
		if ok, _ := path.Match(EntryFiles, name); !ok {
			list.Add(name, 0, "", "beyond-events")
		}
	}
	return list
}

// EntryFiles is where entries stand, as a pattern of package path.
const EntryFiles = Dir + "/*/*.toml"

// A version is an entry as it is at some time.
type version struct {
	Entry
	file source.File
}

// readEntry reads what an entry says, right or wrong, its defaults filled in.
func readEntry(name string, data []byte) (v version, ok bool) {
	v.file, _ = source.Decode(name, data, &v.Entry)
	v.tidy()
	v.Status = cmp.Or(v.Status, Statuses()[0])
	v.Disclosure = cmp.Or(v.Disclosure, Disclosures()[0])
	return v, !v.file.Unread()
}

// gone judges an entry that stands no longer under its name.
func gone(name string, was version, before, now map[string][]byte, ctx Context, withdrawn Withdrawals) (list problem.List) {
	id, ok := ParseID(name)
	if _, done := withdrawn.Of(id); !ok || done || !ctx.opened(id) {
		return nil
	}
	for _, other := range sorted(now) {
		if _, stood := before[other]; stood {
			continue
		}
		if is, ok := readEntry(other, now[other]); ok && sameEvent(was.Entry, is.Entry) {
			list.Add(other, 0, "", "entry-renamed", "Before", name)
			return list
		}
	}
	list.Add(name, 0, "", "entry-deleted", "ID", id)
	return list
}

// opened tells whether the edition of an event takes events or has taken them, so that others know their addresses.
func (c Context) opened(id string) bool {
	edition, _, _ := strings.Cut(id, "/")
	year, _ := strconv.Atoi(edition)
	for _, e := range c.Editions {
		if e.Open && year <= e.Year {
			return true
		}
	}
	return false
}

func sameEvent(a, b Entry) bool {
	return lang.Fold(a.Title) == lang.Fold(b.Title) || a.URL != "" && plainLink(a.URL) == plainLink(b.URL)
}

// What a change of calls for a higher revision (RFC 5546, 2.1.4), and what a person has to look at.
var (
	moving  = []string{"attendance", "starts", "ends", "timezone", "country", "region", "city", "venue", "status"}
	guarded = []string{"country", "region", "city", "venue", "url", "registration", "organizer"}
)

// changed are those of the fields that differ, in their order.
func (v version) changed(was version, fields []string) []string {
	return slices.DeleteFunc(slices.Clone(fields), func(field string) bool { return reflect.DeepEqual(v.value(field), was.value(field)) })
}

func (v version) value(field string) any {
	e := reflect.ValueOf(v.Entry)
	return e.Field(source.Fields(e.Type())[field]).Interface()
}

// edited tells whether anything differs but what says that something does.
func (v version) edited(was version) bool {
	v.Revision, v.Updated = was.Revision, was.Updated
	return !reflect.DeepEqual(v.Entry, was.Entry)
}

// leastRevision is the revision an entry has to have, with the fields that call for one more than before.
func (v version) leastRevision(was version) (least int, moved []string) {
	if moved = v.changed(was, moving); len(moved) > 0 {
		return was.Revision + 1, moved
	}
	return was.Revision, nil
}

func compare(was, is version, hosts Hosts, today time.Time) (list problem.List) {
	add := func(field, code string, params ...any) {
		list.Add(is.file.Name, is.file.Line(field), field, code, params...)
	}
	least, moved := is.leastRevision(was)
	switch {
	case is.Revision >= least:
	case len(moved) > 0:
		add("revision", "revision-not-raised", "Fields", strings.Join(moved, ", "), "Next", least)
	default:
		add("revision", "revision-lowered", "Before", was.Revision)
	}
	if is.edited(was) && !is.Updated.After(was.Updated.Time) {
		// Whoever changes an entry twice on one day has nothing to raise.
		again := is.Updated == was.Updated && !is.Updated.IsZero()
		switch {
		case again && today.IsZero():
			list.Warn(is.file.Name, is.file.Line("updated"), "updated", "updated-not-raised", "Before", was.Updated.String())
		case !again || !is.Updated.Equal(today):
			add("updated", "updated-not-raised", "Before", was.Updated.String())
		}
	}
	was.clean(hosts)
	is.clean(hosts)
	for _, field := range is.changed(was, guarded) {
		add(field, "changed-entry")
	}
	stood := map[string]bool{}
	for _, text := range was.descriptions() {
		for _, address := range addresses(text) {
			stood[hosts.Clean(address)] = true
		}
	}
	texts := is.descriptions()
	for _, field := range sorted(texts) {
		if slices.ContainsFunc(addresses(texts[field]), func(address string) bool { return !stood[hosts.Clean(address)] }) {
			add(field, "changed-entry")
		}
	}
	return list
}

// clean takes from the links what only tells who clicked, and gives for each field that had such parts the address it has now.
func (e *Entry) clean(hosts Hosts) map[string]string {
	cleaned := map[string]string{}
	for field, address := range map[string]*string{"url": &e.URL, "registration": &e.Registration, "organizer.url": &e.Organizer.URL} {
		if short := hosts.Clean(*address); short != *address && source.Address(*address) == "" {
			*address, cleaned[field] = short, short
		}
	}
	return cleaned
}

// descriptions are the texts in Markdown, by field.
func (e Entry) descriptions() map[string]string {
	texts := map[string]string{"description": e.Description}
	for t, tr := range e.Translations {
		texts["translations."+t+".description"] = tr.Description
	}
	return texts
}

// addresses are the links of a description.
func addresses(description string) (out []string) {
	for _, f := range findings(description) {
		if f.code == "" {
			out = append(out, f.value)
		}
	}
	return out
}
