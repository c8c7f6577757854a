package material

import (
	"fmt"
	"image/color"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
)

// ColoursFile is the home of the site's colours, its style sheet of tokens.
const ColoursFile = "assets/css/tokens.css"

// A Scheme is one of the two sets of colours of the site.
type Scheme string

// The schemes.
const (
	Light Scheme = "light"
	Dark  Scheme = "dark"
)

// Schemes are both, the one that pages have by themselves first.
func Schemes() []Scheme { return []Scheme{Light, Dark} }

// Colours are the colours of each scheme by their names in the style sheet without "--colour-": paper, band. What dark does not set is as in light.
type Colours map[Scheme]map[string]color.RGBA

var (
	customProperty = regexp.MustCompile(`--colour-([a-z-]+)\s*:\s*([^;}]*)`)
	hexColour      = regexp.MustCompile(`^#([0-9a-f]{6})$`)
)

const darkQuery = "@media (prefers-color-scheme: dark)"

// ReadColours reads the style sheet of fsys. It is strict: every colour there is six hexadecimal digits, and what stands after the query for
// dark is of dark.
func ReadColours(fsys fs.FS) (Colours, error) {
	data, err := fs.ReadFile(fsys, ColoursFile)
	if err != nil {
		return nil, fmt.Errorf("read the colours: %w", err)
	}
	light, dark, found := strings.Cut(string(data), darkQuery)
	if !found {
		return nil, fmt.Errorf("%s: there is no %s", ColoursFile, darkQuery)
	}
	c := Colours{Light: {}, Dark: {}}
	for i, text := range []string{light, dark} {
		for _, m := range customProperty.FindAllStringSubmatch(text, -1) {
			hex := hexColour.FindStringSubmatch(m[2])
			if hex == nil {
				return nil, fmt.Errorf("%s: --colour-%s: %q is not a colour such as #0f4c43", ColoursFile, m[1], m[2])
			}
			n, err := strconv.ParseUint(hex[1], 16, 32)
			if err != nil {
				return nil, fmt.Errorf("%s: --colour-%s: %w", ColoursFile, m[1], err)
			}
			value := color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
			if c[Dark][m[1]] = value; i == 0 {
				c[Light][m[1]] = value
			}
		}
	}
	return c, nil
}

// named is the colour of a scheme and a name with a point between them: light.band.
func (c Colours) named(name string) (color.RGBA, bool) {
	scheme, own, _ := strings.Cut(name, ".")
	value, ok := c[Scheme(scheme)][own]
	return value, ok
}
