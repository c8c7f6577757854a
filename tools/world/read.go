package world

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"github.com/BurntSushi/toml"

	"example.org/july30/tools/lang"
)

const (
	statesFile  = "data/states.toml"
	areasFile   = "data/areas.toml"
	regionsFile = "data/regions.toml"
	zonesFile   = "data/zones.toml"
)

var (
	alpha2Form = regexp.MustCompile(`^[A-Z]{2}$`)
	alpha3Form = regexp.MustCompile(`^[A-Z]{3}$`)
	m49Form    = regexp.MustCompile(`^[0-9]{3}$`)
)

// Read reads the four tables of fsys. It is strict: the error names every unknown key, missing name, code out of form or used twice,
// region that does not exist, and State or area without a time zone.
func Read(fsys fs.FS) (World, error) {
	var states struct {
		State []Country `toml:"state"`
	}
	var areas struct {
		Area []Country `toml:"area"`
	}
	var regions struct {
		Region []Region `toml:"region"`
	}
	var zones zoneTable
	err := errors.Join(
		decode(fsys, statesFile, &states), decode(fsys, areasFile, &areas), decode(fsys, regionsFile, &regions), decode(fsys, zonesFile, &zones))
	if err != nil {
		return World{}, err
	}
	for i := range areas.Area {
		if areas.Area[i].Status != "" {
			err = errors.Join(err, fmt.Errorf("%s: %s: an area has no status", areasFile, areas.Area[i].Alpha2))
		}
		areas.Area[i].Status = Area
	}
	w := World{States: states.State, Areas: areas.Area, Regions: regions.Region, zones: zones.Zones, former: zones.Former}
	w.index(zones.Nowhere)
	if err := errors.Join(err, w.check(zones)); err != nil {
		return World{}, err
	}
	return w, nil
}

// A zoneTable is data/zones.toml.
type zoneTable struct {
	Nowhere []string            `toml:"nowhere"`
	Zones   map[string][]string `toml:"zones"`
	Former  map[string]string   `toml:"former"`
}

func decode(fsys fs.FS, name string, into any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("read the world: %w", err)
	}
	meta, err := toml.Decode(string(data), into)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var errs []error
	for _, key := range meta.Undecoded() {
		errs = append(errs, fmt.Errorf("%s: unknown key %s", name, key))
	}
	return errors.Join(errs...)
}

func (w *World) index(nowhere []string) {
	w.byAlpha2 = map[string]Country{}
	for _, c := range slices.Concat(w.States, w.Areas) {
		w.byAlpha2[c.Alpha2] = c
	}
	w.place = map[string]string{}
	for alpha2, zones := range w.zones {
		for _, zone := range zones {
			w.place[zone] = alpha2
		}
	}
	w.nowhere = map[string]bool{}
	for _, zone := range nowhere {
		w.nowhere[zone] = true
	}
}

func (w World) check(zones zoneTable) error {
	var errs []error
	refuse := func(file, id, what string, args ...any) {
		errs = append(errs, fmt.Errorf("%s: %s: %s", file, id, fmt.Sprintf(what, args...)))
	}
	seen := map[string]bool{}
	once := func(file, id, code string) {
		if seen[code] {
			refuse(file, id, "%s is used twice", code)
		}
		seen[code] = true
	}
	for _, r := range w.Regions {
		once(regionsFile, r.M49, r.M49)
		w.checkRegion(r, refuse)
		checkNames(regionsFile, r.M49, r.Name, nil, refuse)
	}
	countries := func(file string, list []Country, statuses ...Status) {
		for _, c := range list {
			for _, code := range []string{c.Alpha2, c.Alpha3, c.M49} {
				once(file, c.Alpha2, code)
			}
			if !slices.Contains(statuses, c.Status) {
				refuse(file, c.Alpha2, "status %q is none of %q", c.Status, statuses)
			}
			w.checkCountry(file, c, refuse)
			checkNames(file, c.Alpha2, c.Name, c.Sort, refuse)
		}
	}
	countries(statesFile, w.States, Member, Observer)
	countries(areasFile, w.Areas, Area)
	w.checkZones(zones, refuse)
	return errors.Join(errs...)
}

type refuseFunc func(file, id, what string, args ...any)

func (w World) checkRegion(r Region, refuse refuseFunc) {
	if !m49Form.MatchString(r.M49) {
		refuse(regionsFile, r.M49, "m49 must have three digits")
	}
	parent, ok := w.Region(r.Parent)
	switch {
	case r.Level == "region" && r.Parent != "":
		refuse(regionsFile, r.M49, "a region has no parent")
	case r.Level == "subregion" && (!ok || parent.Level != "region"):
		refuse(regionsFile, r.M49, "parent %q is not a region", r.Parent)
	case r.Level != "region" && r.Level != "subregion":
		refuse(regionsFile, r.M49, "level %q is neither region nor subregion", r.Level)
	}
}

func (w World) checkCountry(file string, c Country, refuse refuseFunc) {
	if !alpha2Form.MatchString(c.Alpha2) || !alpha3Form.MatchString(c.Alpha3) || !m49Form.MatchString(c.M49) {
		refuse(file, c.Alpha2, "alpha2 %q, alpha3 %q, m49 %q: two capitals, three capitals and three digits wanted", c.Alpha2, c.Alpha3, c.M49)
	}
	if sub, ok := w.Region(c.Subregion); !ok || sub.Level != "subregion" || sub.Parent != c.Region {
		refuse(file, c.Alpha2, "subregion %q is not a subregion of region %q", c.Subregion, c.Region)
	}
}

func checkNames(file, id string, names, sort map[lang.Tag]string, refuse refuseFunc) {
	for _, tag := range lang.All() {
		if names[tag] == "" {
			refuse(file, id, "name.%s is missing", tag)
		}
	}
	for _, m := range []map[lang.Tag]string{names, sort} {
		for _, tag := range slices.Sorted(maps.Keys(m)) {
			if !slices.Contains(lang.All(), tag) {
				refuse(file, id, "unknown language %s", tag)
			}
		}
	}
}

func (w World) checkZones(zones zoneTable, refuse refuseFunc) {
	for _, c := range slices.Concat(w.States, w.Areas) {
		if len(w.zones[c.Alpha2]) == 0 {
			refuse(zonesFile, c.Alpha2, "has no time zone")
		}
	}
	seen := map[string]bool{}
	for _, alpha2 := range slices.Sorted(maps.Keys(w.zones)) {
		if _, ok := w.byAlpha2[alpha2]; !ok {
			refuse(zonesFile, alpha2, "is neither a State nor an area")
		}
		for _, zone := range w.zones[alpha2] {
			if seen[zone] {
				refuse(zonesFile, zone, "is listed twice")
			}
			seen[zone] = true
		}
	}
	for _, zone := range zones.Nowhere {
		if seen[zone] {
			refuse(zonesFile, zone, "is listed twice")
		}
		seen[zone] = true
	}
	for _, old := range slices.Sorted(maps.Keys(w.former)) {
		if seen[old] {
			refuse(zonesFile, old, "is listed as in use and as former")
		}
		if w.place[w.former[old]] == "" {
			refuse(zonesFile, old, "%q is not a zone in use", w.former[old])
		}
	}
}
