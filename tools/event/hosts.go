package event

import (
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
	"golang.org/x/net/idna"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/organizer"
	"example.org/july30/tools/source"
)

// HostsFile names the hosts that an entry may not lead to, LuresFile the words of those who lure people.
const (
	HostsFile = "data/hosts.toml"
	LuresFile = "data/lures.toml"
)

// Hosts are the hosts an entry may not lead to, and the parts of an address that only tell who clicked.
type Hosts struct {
	Shorteners []string `toml:"shorteners"`
	Messengers []string `toml:"messengers"`
	Meetings   []string `toml:"meetings"`
	Tracking   []string `toml:"tracking"`
}

// ReadHosts reads HostsFile. It is strict: it is a table of the project.
func ReadHosts(fsys fs.FS) (Hosts, error) {
	var h Hosts
	if err := readTable(fsys, HostsFile, &h); err != nil {
		return h, err
	}
	for _, list := range [][]string{h.Shorteners, h.Messengers, h.Meetings} {
		for _, host := range list {
			if !source.IsHost(host) {
				return h, fmt.Errorf("%s: %q is no host", HostsFile, host)
			}
		}
	}
	return h, nil
}

// lures are the kinds of lures and the codes of their warnings.
var lures = map[string]string{"work": "lure-work", "travel": "lure-travel", "papers": "lure-papers", "fee": "lure-fee", "contact": "lure-contact"}

// ReadLures reads LuresFile.
func ReadLures(fsys fs.FS) (lang.Wordlist, error) {
	words := map[string]map[lang.Tag][]string{}
	if err := readTable(fsys, LuresFile, &words); err != nil {
		return lang.Wordlist{}, err
	}
	for kind, byTag := range words {
		if lures[kind] == "" {
			return lang.Wordlist{}, fmt.Errorf("%s: %s is no kind of lure", LuresFile, kind)
		}
		for _, t := range lang.All() {
			if len(byTag[t]) == 0 {
				return lang.Wordlist{}, fmt.Errorf("%s: %s has no words in %s", LuresFile, kind, t)
			}
		}
	}
	list, err := lang.NewWordlist(words)
	if err != nil {
		return list, fmt.Errorf("%s: %w", LuresFile, err)
	}
	return list, nil
}

func readTable(fsys fs.FS, name string, v any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	meta, err := toml.Decode(string(data), v)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return fmt.Errorf("%s: unknown key %s", name, unknown[0])
	}
	return nil
}

// refused is the code of what speaks against leading readers to an address, with the parameters of its words; empty where nothing does.
func (h Hosts) refused(address string) (code string, params []any) {
	host := source.Host(address)
	if name, mixed := mixedScripts(host); mixed {
		return "host-mixed", []any{"Value", host, "Name", name}
	}
	for _, l := range []struct {
		code  string
		hosts []string
	}{{"link-shortened", h.Shorteners}, {"link-messenger", h.Messengers}, {"link-meeting", h.Meetings}} {
		if organizer.Owns(l.hosts, address) && !(l.code == "link-meeting" && strings.Contains(address, "/register")) {
			return l.code, []any{"Value", host}
		}
	}
	if clean := h.Clean(address); clean != address {
		return "link-tracking", []any{"Value", address, "Clean", clean}
	}
	return "", nil
}

// Clean is an address without the parts that only tell who clicked; what is no address stays as it is.
func (h Hosts) Clean(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery == "" {
		return address
	}
	var kept []string
	for _, part := range strings.Split(u.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		if !h.tracks(name) {
			kept = append(kept, part)
		}
	}
	if query := strings.Join(kept, "&"); query != u.RawQuery {
		u.RawQuery = query
		return u.String()
	}
	return address
}

func (h Hosts) tracks(name string) bool {
	name = strings.ToLower(name)
	for _, t := range h.Tracking {
		if prefix, all := strings.CutSuffix(t, "*"); all && strings.HasPrefix(name, prefix) || name == t {
			return true
		}
	}
	return false
}

// mixedScripts tells whether a part of a host's name has letters of two scripts that are not written together, so that it may look like
// another (Unicode Technical Standard 39, 5.2), and gives the name as computers see it (RFC 3492).
func mixedScripts(host string) (name string, mixed bool) {
	for label := range strings.SplitSeq(host, ".") {
		seen := map[string]bool{}
		for _, r := range label {
			for script, table := range map[string]*unicode.RangeTable{
				"Latn": unicode.Latin, "Cyrl": unicode.Cyrillic, "Grek": unicode.Greek, "Arab": unicode.Arabic, "Hebr": unicode.Hebrew, "Armn": unicode.Armenian, "Geor": unicode.Georgian,
			} {
				if unicode.Is(table, r) {
					seen[script] = true
				}
			}
		}
		mixed = mixed || len(seen) > 1
	}
	name, err := idna.Punycode.ToASCII(host)
	if err != nil {
		name = host
	}
	return name, mixed
}
