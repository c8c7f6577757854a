// Package source reads one file that people wrote: it checks that the bytes are text, reads TOML into a struct, and says of
// everything it finds wrong where it stands. It comes first in the flow; what a field may hold is for the package that
// owns the struct.
//
//	kind = "wlak"     # line 4 of content/events/2027/ke-candlelight-walk.toml
package source

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/problem"
)

// Limit is the size in bytes above which a TOML source is refused unread.
const Limit = 64 << 10

// Text returns the text of a source: valid UTF-8 in NFC, without a byte order mark, lines ended by LF. What cannot be read so is a
// problem, with its line where there is one, and the text is then empty.
func Text(name string, data []byte, limit int) (string, problem.List) {
	var list problem.List
	if len(data) > limit {
		list.Add(name, 0, "", "too-large", "Size", len(data), "Limit", limit)
		return "", list
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(data)) == 0 {
		list.Add(name, 0, "", "empty")
		return "", list
	}
	if i := invalid(data); i >= 0 {
		list.Add(name, 1+bytes.Count(data[:i], []byte("\n")), "", "not-utf8")
		return "", list
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		list.Add(name, 1+bytes.Count(data[:i], []byte("\n")), "", "not-text")
		return "", list
	}
	return norm.NFC.String(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data))), nil
}

// invalid is the offset of the first byte that is not UTF-8, or -1.
func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// Address returns the code of what is wrong with the address of a web page, empty where nothing is: it begins with https:// and
// leads to a host with a public name, without a user and without characters that do not show.
func Address(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || !hostName.MatchString(u.Hostname()) || strings.ContainsFunc(s, unshown) {
		return "bad-link"
	}
	if u.Scheme != "https" {
		return "not-https"
	}
	return ""
}

// unshown tells what an address does not hold as it is: blanks, what does not show, and the punctuation of a Chinese or Arabic sentence around it.
func unshown(r rune) bool {
	return r == ' ' || !unicode.IsPrint(r) || unicode.IsPunct(r) && (r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef || strings.ContainsRune("،؛؟", r))
}

// Letters of any script, as in the address bar; the last part has a letter first, so that no number of a machine counts.
var hostName = regexp.MustCompile(`^([\pL\pN][\pL\pM\pN_-]*\.)+\pL[\pL\pM\pN-]*$`)

// Host is the host an address leads to, in lower case; empty where it has none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// IsHost tells whether s is the name of a host as Host gives it: un.org.
func IsHost(s string) bool { return hostName.MatchString(s) && s == strings.ToLower(s) }

// A Day is a day without a time, as TOML's local date (RFC 3339, full-date); the zero Day is none.
type Day struct{ time.Time }

// UnmarshalTOML takes a bare date.
func (d *Day) UnmarshalTOML(v any) error {
	t, ok := v.(time.Time)
	if !ok || t.Location().String() != "date-local" || t.Year() < FirstYear {
		return fmt.Errorf("not a date")
	}
	d.Time = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return nil
}

// FirstYear is the first year a date of a source can be in; an earlier one is a slip of the pen, and year 1 would look like none.
const FirstYear = 1000

// TOMLExample shows a bare date.
func (Day) TOMLExample() string { return "2027-07-30" }

// String is the day as 2027-07-30, empty for none.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}
