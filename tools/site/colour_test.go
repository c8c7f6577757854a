package site

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	colourToken = regexp.MustCompile(`--(colour-[a-z-]+):\s*#([0-9a-f]{6});`)
	anyColour   = regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch)a?\(`)
)

// A colour is red, green and blue, each from 0 to 1 (sRGB).
type colour [3]float64

func parseColour(t *testing.T, hex string) colour {
	t.Helper()
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	return colour{float64(n>>16&255) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}
}

func (c colour) linear() (out colour) {
	for i, v := range c {
		if v <= 0.04045 {
			out[i] = v / 12.92
			continue
		}
		out[i] = math.Pow((v+0.055)/1.055, 2.4)
	}
	return out
}

// luminance is the relative luminance of WCAG 2.2.
func (c colour) luminance() float64 {
	l := c.linear()
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

func contrast(a, b colour) float64 {
	high, low := max(a.luminance(), b.luminance()), min(a.luminance(), b.luminance())
	return (high + 0.05) / (low + 0.05)
}

// lab is the colour in CIELAB (D65), in which distances are about as large as they look.
func (c colour) lab() [3]float64 {
	l := c.linear()
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x := f((0.4124*l[0] + 0.3576*l[1] + 0.1805*l[2]) / 0.95047)
	y := f(0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2])
	z := f((0.0193*l[0] + 0.1192*l[1] + 0.9505*l[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b colour) float64 {
	p, q := a.lab(), b.lab()
	return math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
}

// schemes are the colours of tokens.css in light and in dark; what dark does not set is as in light.
func schemes(t *testing.T) map[string]map[string]colour {
	t.Helper()
	light, dark, found := strings.Cut(read(t, "assets/css/tokens.css"), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("tokens.css has no dark colours")
	}
	out := map[string]map[string]colour{"light": {}, "dark": {}}
	for _, m := range colourToken.FindAllStringSubmatch(light, -1) {
		out["light"][m[1]], out["dark"][m[1]] = parseColour(t, m[2]), parseColour(t, m[2])
	}
	for _, m := range colourToken.FindAllStringSubmatch(dark, -1) {
		out["dark"][m[1]] = parseColour(t, m[2])
	}
	return out
}

// TestContrast: every colour of text differs by 7:1 from every surface it stands on (WCAG 2.2, 1.4.6), in light and dark; what is drawn
// and has a meaning by 3:1 (1.4.11).
func TestContrast(t *testing.T) {
	pairs := []struct {
		text     string
		surfaces []string
		least    float64
	}{
		{"colour-text", []string{"colour-paper", "colour-raised", "colour-notice"}, 7},
		{"colour-quiet", []string{"colour-paper", "colour-raised", "colour-notice"}, 7},
		{"colour-link", []string{"colour-paper", "colour-raised", "colour-notice"}, 7},
		{"colour-accent", []string{"colour-paper", "colour-raised"}, 7},
		{"colour-paper", []string{"colour-text"}, 7},
		{"colour-on-band", []string{"colour-band"}, 7},
		{"colour-band-accent", []string{"colour-band"}, 7},
		{"colour-accent", []string{"colour-notice"}, 3},
	}
	for scheme, colours := range schemes(t) {
		for _, p := range pairs {
			for _, surface := range p.surfaces {
				text, ok := colours[p.text]
				on, okay := colours[surface]
				if !ok || !okay {
					t.Fatalf("tokens.css has no --%s or no --%s", p.text, surface)
				}
				if got := contrast(text, on); got < p.least {
					t.Errorf("%s: --%s on --%s differ by %.2f:1, want %.0f:1", scheme, p.text, surface, got, p.least)
				}
			}
		}
	}
}

// TestNotTheBlueOfTheUnitedNations: no colour of the site can be taken for #009EDB, and there are none outside tokens.css and the icon.
func TestNotTheBlueOfTheUnitedNations(t *testing.T) {
	blue := parseColour(t, "009edb")
	for scheme, colours := range schemes(t) {
		for name, c := range colours {
			if d := distance(c, blue); d < 30 {
				t.Errorf("%s: --%s is only %.0f from #009EDB in CIELAB", scheme, name, d)
			}
		}
	}
	for _, name := range files(t, "static", ".svg") {
		for _, m := range regexp.MustCompile(`#([0-9a-f]{6})`).FindAllStringSubmatch(read(t, name), -1) {
			if d := distance(parseColour(t, m[1]), blue); d < 30 {
				t.Errorf("%s: #%s is only %.0f from #009EDB in CIELAB", name, m[1], d)
			}
		}
	}
	for _, name := range files(t, "assets/css", ".css") {
		if strings.HasSuffix(name, "/tokens.css") {
			continue
		}
		for i, line := range strings.Split(read(t, name), "\n") {
			if c := anyColour.FindString(line); c != "" {
				t.Errorf("%s:%d: %s is a colour of its own; take one of tokens.css", name, i+1, c)
			}
		}
	}
}

var shape = regexp.MustCompile(` d="([^"]+)"`)

// TestMotif: the sign is the same wherever it is drawn.
func TestMotif(t *testing.T) {
	shapes := func(name string) string {
		var all []string
		for _, m := range shape.FindAllStringSubmatch(read(t, name), -1) {
			all = append(all, m[1])
		}
		return strings.Join(all, " | ")
	}
	if icon, page := shapes("static/icon.svg"), shapes("layouts/_partials/motif.html"); icon != page || icon == "" {
		t.Errorf("the icon has the shapes %s, the page %s", icon, page)
	}
}
