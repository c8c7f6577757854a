// Package vector is the geometry that pictures are made of: outlines of letters and shapes, as paths of lines and curves. It reads and writes
// the path data of SVG, in which designs say their shapes. It stands before typeset, which makes letters of it, and material, which draws it.
//
//	vector.Parse("M23 41h18l17 17H6z")
//
// What is computed here rounds alike on every processor: a product is converted before it is added to, so that none fuses the two.
package vector

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Point has its y downwards.
type Point struct{ X, Y float64 }

// A Segment is one step of a path. Op is M (a contour begins), L (line), Q (quadratic curve), C (cubic curve) or Z (the contour closes); P holds
// the one, one, two, three or no points of it, its end last.
type Segment struct {
	Op byte
	P  [3]Point
}

// Points are the points that the segment has.
func (s *Segment) Points() []Point {
	switch s.Op {
	case 'C':
		return s.P[:3]
	case 'Q':
		return s.P[:2]
	case 'Z':
		return nil
	}
	return s.P[:1]
}

// A Path is filled where it winds around a point (nonzero). Contours are closed whether or not they say so.
type Path []Segment

// Add appends a segment.
func (p *Path) Add(op byte, points ...Point) {
	s := Segment{Op: op}
	copy(s.P[:], points)
	*p = append(*p, s)
}

// Rectangle is a path around a box.
func Rectangle(x, y, width, height float64) Path {
	var p Path
	p.Add('M', Point{x, y})
	p.Add('L', Point{x + width, y})
	p.Add('L', Point{x + width, y + height})
	p.Add('L', Point{x, y + height})
	p.Add('Z')
	return p
}

// Mirrored is the path turned about the middle of a picture of that width; the path itself is left as it is.
func (p Path) Mirrored(width float64) Path {
	out := make(Path, len(p))
	for i, s := range p {
		for k := range s.Points() {
			s.P[k].X = width - s.P[k].X
		}
		out[i] = s
	}
	return out
}

// Placed is the path scaled and then moved; the path itself is left as it is.
func (p Path) Placed(scale, x, y float64) Path {
	out := make(Path, len(p))
	for i, s := range p {
		for k := range s.P {
			s.P[k] = Point{x + float64(s.P[k].X*scale), y + float64(s.P[k].Y*scale)}
		}
		out[i] = s
	}
	return out
}

// Bounds is the smallest box around the points of the path, those that only steer a curve included; empty at the origin where there are none.
func (p Path) Bounds() (low, high Point) {
	low, high = Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for i := range p {
		for _, q := range p[i].Points() {
			low = Point{min(low.X, q.X), min(low.Y, q.Y)}
			high = Point{max(high.X, q.X), max(high.Y, q.Y)}
		}
	}
	if low.X > high.X {
		return Point{}, Point{}
	}
	return low, high
}

// String is the path as path data of SVG, in absolute coordinates of three decimals.
func (p Path) String() string {
	var b strings.Builder
	for i := range p {
		b.WriteByte(p[i].Op)
		for k, q := range p[i].Points() {
			if k > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(Number(q.X) + " " + Number(q.Y))
		}
	}
	return b.String()
}

// Number writes a coordinate with at most three decimals and no exponent, as SVG and PDF read it.
func Number(f float64) string {
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(f, 'f', 3, 64), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// Parse reads path data of SVG (SVG 2, 9.3): every command, absolute and relative; arcs become cubic curves. The error names the command and
// the character it stands at.
func Parse(data string) (Path, error) {
	r := reader{data: data}
	var out Path
	var start, at, control Point // of the contour; the pen; the last control point, for S and T
	var command, previous byte
	for {
		r.skip()
		if r.at == len(data) {
			return out, nil
		}
		if c := data[r.at]; strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) >= 0 {
			command = c
			r.at++
		} else if command == 0 || command == 'Z' || command == 'z' {
			return nil, fmt.Errorf("path data: character %d, %q, is not a command", r.at+1, c)
		}
		if len(out) == 0 && command != 'M' && command != 'm' {
			return nil, fmt.Errorf("path data: character %d: it begins with %c; begin with M", r.at, command)
		}
		var origin Point
		if command >= 'a' {
			origin = at
		}
		point := func() Point { return Point{origin.X + r.number(), origin.Y + r.number()} }
		// reflected is the last control point seen from the other side of the pen, where the last command was a curve of the kind.
		reflected := func(kind string) Point {
			if strings.IndexByte(kind, previous) < 0 {
				return at
			}
			return Point{float64(2*at.X) - control.X, float64(2*at.Y) - control.Y}
		}
		upper := command &^ 0x20
		switch upper {
		case 'M':
			start = point()
			out.Add('M', start)
			at = start
			command ^= 'M' ^ 'L' // what follows without a command is lines
		case 'L':
			at = point()
			out.Add('L', at)
		case 'H':
			at.X = origin.X + r.number()
			out.Add('L', at)
		case 'V':
			at.Y = origin.Y + r.number()
			out.Add('L', at)
		case 'C', 'S':
			first := reflected("CS")
			if upper == 'C' {
				first = point()
			}
			control = point()
			at = point()
			out.Add('C', first, control, at)
		case 'Q', 'T':
			control = reflected("QT")
			if upper == 'Q' {
				control = point()
			}
			at = point()
			out.Add('Q', control, at)
		case 'A':
			rx, ry, turn := r.number(), r.number(), r.number()
			large, sweep := r.flag(), r.flag()
			end := point()
			out.arc(at, end, rx, ry, turn, large, sweep)
			at = end
		case 'Z':
			out.Add('Z')
			at = start
		}
		previous = upper
		if r.err != nil {
			return nil, fmt.Errorf("path data: the command %c: %w", command, r.err)
		}
	}
}

type reader struct {
	data string
	at   int
	err  error
}

func (r *reader) skip() {
	for r.at < len(r.data) && strings.IndexByte(" \t\r\n,", r.data[r.at]) >= 0 {
		r.at++
	}
}

func (r *reader) number() float64 {
	r.skip()
	start, dot, digits := r.at, false, false
	for ; r.at < len(r.data); r.at++ {
		c := r.data[r.at]
		switch {
		case c >= '0' && c <= '9':
			digits = true
		case c == '.' && !dot:
			dot = true
		case (c == '-' || c == '+') && (r.at == start || r.data[r.at-1]|0x20 == 'e'):
		case (c == 'e' || c == 'E') && digits && r.at+1 < len(r.data) && strings.IndexByte("+-0123456789", r.data[r.at+1]) >= 0:
			dot = true
		default:
			return r.parsed(start)
		}
	}
	return r.parsed(start)
}

func (r *reader) parsed(start int) float64 {
	f, err := strconv.ParseFloat(r.data[start:r.at], 64)
	if (err != nil || math.Abs(f) > 1e6) && r.err == nil {
		r.err = fmt.Errorf("character %d: %q is not a number below a million", start+1, r.data[start:min(len(r.data), r.at+1)])
	}
	return f
}

func (r *reader) flag() bool {
	r.skip()
	if r.at < len(r.data) && (r.data[r.at] == '0' || r.data[r.at] == '1') {
		r.at++
		return r.data[r.at-1] == '1'
	}
	if r.err == nil {
		r.err = fmt.Errorf("character %d: a flag of an arc is 0 or 1", r.at+1)
	}
	return false
}

// arc appends an elliptical arc as cubic curves of at most a quarter turn (SVG 2, B.2.4 and B.2.5).
func (p *Path) arc(from, to Point, rx, ry, degrees float64, large, sweep bool) {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || from == to {
		p.Add('L', to)
		return
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	dx, dy := (from.X-to.X)/2, (from.Y-to.Y)/2
	x, y := float64(cos*dx)+float64(sin*dy), float64(cos*dy)-float64(sin*dx)
	if grow := float64(x*x)/float64(rx*rx) + float64(y*y)/float64(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	den := float64(rx*rx*y*y) + float64(ry*ry*x*x)
	k := math.Sqrt(max(0, float64(rx*rx*ry*ry)-den) / den)
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	mx, my := (from.X+to.X)/2+float64(cos*cx)-float64(sin*cy), (from.Y+to.Y)/2+float64(sin*cx)+float64(cos*cy)
	first := math.Atan2((y-cy)/ry, (x-cx)/rx)
	turn := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - first
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	n := math.Ceil(math.Abs(turn)/(math.Pi/2) - 1e-9)
	step := turn / n
	handle := 4.0 / 3 * math.Tan(step/4)
	on := func(u, v float64) Point {
		return Point{mx + float64(cos*rx*u) - float64(sin*ry*v), my + float64(sin*rx*u) + float64(cos*ry*v)}
	}
	for i := 0.0; i < n; i++ {
		s0, c0 := math.Sincos(first + float64(i*step))
		s1, c1 := math.Sincos(first + float64((i+1)*step))
		end := on(c1, s1)
		if i == n-1 {
			end = to
		}
		p.Add('C', on(c0-float64(handle*s0), s0+float64(handle*c0)), on(c1+float64(handle*s1), s1-float64(handle*c1)), end)
	}
}
