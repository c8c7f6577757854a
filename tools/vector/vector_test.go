package vector

import (
	"math"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct{ data, want string }{
		{"", ""},
		{"M23 41h18l17 17H6z", "M23 41L41 41L58 58L6 58Z"},
		{"m1,2 3-4v.5.5V9", "M1 2L4 -2L4 -1.5L4 -1L4 9"},
		{"M0 0 10 0 10 10", "M0 0L10 0L10 10"},
		{"m1 1 2 0 0 2zl5 5", "M1 1L3 1L3 3ZL6 6"},
		{"M0 0C1 0 2 1 2 2s0 3-1 4", "M0 0C1 0 2 1 2 2C2 3 2 5 1 6"},
		{"M0 0Q1 0 1 1T2 2", "M0 0Q1 0 1 1Q1 2 2 2"},
		{"M0 0S1 1 2 2", "M0 0C0 0 1 1 2 2"},
		{"M1e1-1.5e0.5.5", "M10 -1.5L0.5 0.5"},
	} {
		p, err := Parse(test.data)
		if err != nil || p.String() != test.want {
			t.Errorf("Parse(%q) = %v, %v, want %s", test.data, p, err, test.want)
		}
		if again, err := Parse(p.String()); err != nil || again.String() != p.String() {
			t.Errorf("Parse(%q) = %v, %v, want the same", p, again, err)
		}
	}
	for _, test := range []struct{ data, want string }{
		{"L1 1", "begin with M"}, {"M1", "character 3"}, {"M1 x", "not a number"}, {"M0 0z5", "not a command"}, {"5", "not a command"},
		{"M0 0A1 1 0 2 0 5 5", "0 or 1"}, {"M0 1e9", "below a million"}, {"M0 NaN", "not a number"},
	} {
		if _, err := Parse(test.data); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Parse(%q) has the error %v, want one with %q", test.data, err, test.want)
		}
	}
}

// TestArc: every point of a half circle is as far from its middle as the radius says.
func TestArc(t *testing.T) {
	p, err := Parse("M23 41V23a9 9 0 0 1 18 0v18z")
	if err != nil {
		t.Fatal(err)
	}
	curves := 0
	from := Point{23, 23}
	for _, s := range p {
		if s.Op != 'C' {
			continue
		}
		curves++
		for _, u := range []float64{0.25, 0.5, 0.75, 1} {
			v := 1 - u
			x := v*v*v*from.X + 3*v*v*u*s.P[0].X + 3*v*u*u*s.P[1].X + u*u*u*s.P[2].X
			y := v*v*v*from.Y + 3*v*v*u*s.P[0].Y + 3*v*u*u*s.P[1].Y + u*u*u*s.P[2].Y
			if r := math.Hypot(x-32, y-23); math.Abs(r-9) > 0.01 || y > 23.001 {
				t.Errorf("the arc goes through %.3f %.3f, %.3f from its middle, want 9, above it", x, y, r)
			}
		}
		from = s.P[2]
	}
	if curves != 2 || from != (Point{41, 23}) {
		t.Errorf("half a circle is %d curves to %v, want 2 to {41 23}", curves, from)
	}
	if low, high := p.Bounds(); low != (Point{23, 14}) || high != (Point{41, 41}) {
		t.Errorf("Bounds = %v, %v, want {23 14}, {41 41}", low, high)
	}
}

func TestPlaced(t *testing.T) {
	if got := Rectangle(1, 2, 3, 4).Placed(2, 10, 20).String(); got != "M12 24L18 24L18 32L12 32Z" {
		t.Errorf("Placed = %s", got)
	}
	half, err := Parse("M2 3Q4 5 6 7z")
	if err != nil {
		t.Fatal(err)
	}
	if got := half.Mirrored(10).String(); got != "M8 3Q6 5 4 7Z" || half.Mirrored(10).Mirrored(10).String() != half.String() {
		t.Errorf("Mirrored = %s", got)
	}
	if low, high := (Path{}).Bounds(); low != (Point{}) || high != (Point{}) {
		t.Errorf("the bounds of nothing are %v, %v", low, high)
	}
}

// FuzzParse: path data is refused or reads the same when it is written again.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"M23 41h18l17 17H6z", "M0 0a9 9 30 1 0 18 0", "M0 0a0 0 0 0 0 1 1", "M1e5 1zM-.5.5S1 1 2 2t3 3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		p, err := Parse(data)
		if err != nil {
			return
		}
		if low, high := p.Bounds(); min(low.X, low.Y) < -1e6 || max(high.X, high.Y) > 1e6 {
			return // relative steps and arcs reach further than the numbers that say them
		}
		again, err := Parse(p.String())
		if err != nil || len(again) != len(p) {
			t.Errorf("Parse(%q) wrote %q, which gives %v, %v", data, p, again, err)
		}
	})
}
