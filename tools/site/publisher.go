package site

import (
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

const configFile = "hugo.toml"

// Config is what Go needs of hugo.toml.
type Config struct {
	BaseURL string `toml:"baseURL"`
	Params  struct {
		Publisher Publisher `toml:"publisher"`
		Host      Host      `toml:"host"`
	} `toml:"params"`

	text string // of the file, for the lines of problems
}

// path is what the addresses of the site's pages begin with: / or the folder that the site stands in on its host.
func (c Config) path() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}

// A Publisher answers for the site. Without a name, the site is an unpublished preview.
type Publisher struct {
	Name          string `toml:"name"`
	Kind          string `toml:"kind"`           // one of organizer.Kinds
	Country       string `toml:"country"`        // ISO 3166-1 alpha-2
	Contact       string `toml:"contact"`        // a mailto: or https: address
	TakedownHours int    `toml:"takedown_hours"` // within which an entry that endangers somebody is taken off
	Authorization string `toml:"authorization"`  // by which the United Nations allows the site to speak in its name
	Repository    string `toml:"repository"`     // on GitHub, where entries are proposed; empty where they are not
}

// A Host is who keeps the site on its machines, and what it records about visitors: some of records.
type Host struct {
	Name    string   `toml:"name"`
	Records []string `toml:"records"` // empty: nothing
	Policy  string   `toml:"policy"`  // the page on which it says so
}

// records are what a host may note of a visit, in the order in which a page lists them.
var records = []string{"address", "page", "time", "browser"}

// ReadConfig reads hugo.toml of fsys.
func ReadConfig(fsys fs.FS) (Config, error) {
	var c Config
	data, err := fs.ReadFile(fsys, configFile)
	if err != nil {
		return c, fmt.Errorf("read the configuration: %w", err)
	}
	if err := toml.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("%s: %w", configFile, err)
	}
	c.text = string(data)
	return c, nil
}

// line is the line of a key of one of the site's own tables of hugo.toml; that of the table where the key is missing; else 0.
func (c Config) line(table, key string) int {
	at, within := 0, false
	for i, l := range strings.Split(c.text, "\n") {
		l = strings.TrimSpace(l)
		if strings.HasPrefix(l, "[") {
			within = l == "["+table+"]"
			if within {
				at = i + 1
			}
		}
		if name, _, ok := strings.Cut(l, "="); within && ok && strings.TrimSpace(name) == key {
			return i + 1
		}
	}
	return at
}

// check says what is wrong with what is there; what is not there is for Readiness.
func (c Config) check(w world.World) problem.List {
	var list problem.List
	add := func(table, key, code string, params ...any) {
		list.Add(configFile, c.line(table, key), table+"."+key, code, params...)
	}
	p, h := c.Params.Publisher, c.Params.Host
	if p.Kind != "" && !slices.Contains(organizer.Kinds(), p.Kind) {
		add("params.publisher", "kind", "not-in-list", "Value", p.Kind, "List", strings.Join(organizer.Kinds(), ", "))
	}
	if _, ok := w.Country(p.Country); p.Country != "" && !ok {
		add("params.publisher", "country", "country-code", "Value", p.Country)
	}
	mail, isMail := strings.CutPrefix(p.Contact, "mailto:")
	if p.Contact != "" && source.Address(p.Contact) != "" && (!isMail || !strings.Contains(mail, "@") || strings.ContainsAny(mail, " ?\n")) {
		add("params.publisher", "contact", "contact-form", "Value", p.Contact)
	}
	if p.Repository != "" {
		if code := source.Address(p.Repository); code != "" {
			add("params.publisher", "repository", code, "Value", p.Repository)
		}
	}
	if h.Policy != "" {
		if code := source.Address(h.Policy); code != "" {
			add("params.host", "policy", code, "Value", h.Policy)
		}
	}
	for _, r := range h.Records {
		if !slices.Contains(records, r) {
			add("params.host", "records", "not-in-list", "Value", r, "List", strings.Join(records, ", "))
		}
	}
	return list
}

// publisherLine says who runs the site, and that it is not the United Nations'.
func (m Model) publisherLine(t lang.Tag) string {
	p := m.Config.Params.Publisher
	switch {
	case p.Name == "":
		return m.text(t, "publisher_preview", nil)
	case p.Authorization != "":
		return m.text(t, "publisher_authorized", map[string]any{"Name": p.Name, "Authorization": p.Authorization})
	}
	return m.text(t, "publisher_named", map[string]any{"Name": p.Name})
}

// publisherView is what the page about the publisher and the terms say of it; empty without a publisher.
func (m Model) publisherView(t lang.Tag) front {
	p := m.Config.Params.Publisher
	if p.Name == "" {
		return front{}
	}
	f := front{"name": p.Name, "contact": p.Contact, "contact_text": strings.TrimPrefix(p.Contact, "mailto:"),
		"mail": strings.HasPrefix(p.Contact, "mailto:"), "authorization": p.Authorization}
	if p.Kind != "" {
		f["kind"] = m.text(t, "organizer_"+key(p.Kind), nil)
	}
	if c, ok := m.World.Country(p.Country); ok {
		f["country"] = c.Name[t]
	}
	if p.TakedownHours > 0 {
		f["takedown"] = m.text(t, "takedown_hours", map[string]any{"Count": p.TakedownHours})
	}
	return f
}

// hostView is what the page about privacy says of the host.
func (m Model) hostView(t lang.Tag) front {
	h := m.Config.Params.Host
	if h.Name == "" {
		return front{"says": m.text(t, "host_none", nil)}
	}
	var noted []string
	for _, r := range records {
		if slices.Contains(h.Records, r) {
			noted = append(noted, m.text(t, "record_"+r, nil))
		}
	}
	f := front{"says": m.text(t, "host_records_nothing", map[string]any{"Name": h.Name}), "policy": h.Policy}
	if len(noted) > 0 {
		f["says"] = m.text(t, "host_records", map[string]any{"Name": h.Name, "Records": m.Styles[t].List(noted)})
	}
	if h.Policy != "" {
		f["policy_text"] = m.text(t, "host_policy", map[string]any{"Name": h.Name})
	}
	return f
}
