package site

import (
	"slices"

	"example.org/july30/tools/lang"
)

// The picture of the timeline, in units of its own: a line from the first year to the last, and on it a number for each entry; entries that
// would touch stand one above the other.
const (
	pictureWidth = 1000
	pictureEdge  = 40 // between the edge and the first or last year
	pictureStep  = 46 // between the centres of two numbers that do not touch
	pictureFoot  = 60 // below the line, for the years
)

// timeline writes the page of what happened when, as a list and as a picture that leads into it; in Arabic time runs from right to left.
func (m Model) timeline(w *writer, t lang.Tag) {
	if len(m.Timeline) == 0 {
		return
	}
	entries := m.entries(m.Timeline, t)
	for i, e := range m.Timeline {
		var bodies []front
		for _, id := range e.Bodies {
			if at := m.bodyPath(id); at != "" {
				bodies = append(bodies, front{"name": m.Glossary.Short(id, t), "body": at})
			}
		}
		entries[i]["number"], entries[i]["bodies"] = i+1, bodies
	}
	first, last := m.Timeline[0].Year(), m.Timeline[len(m.Timeline)-1].Year()
	w.page("content/timeline."+string(t)+".md", front{
		"type": "timeline", "title": m.text(t, "timeline_title", nil), "description": m.text(t, "timeline_description", nil),
		"entries": entries, "picture": m.picture(t),
		"picture_text": m.text(t, "timeline_picture", map[string]any{"First": first, "Last": last}),
	}, "")
}

// picture places each entry, and the years below them, so that no two numbers touch. Heights count from the line upwards.
func (m Model) picture(t lang.Tag) front {
	first, last := m.Timeline[0].Year(), m.Timeline[len(m.Timeline)-1].Year()+1
	x := func(years float64) int {
		at := pictureEdge + int(years/float64(last-first)*(pictureWidth-2*pictureEdge)+0.5)
		if t.Dir() == "rtl" {
			return pictureWidth - at
		}
		return at
	}
	var dots, years []front
	var ends []int // by level, where the last number stands
	for i, e := range m.Timeline {
		day := e.First()
		at := float64(day.Year()-first) + float64(day.YearDay()-1)/366
		level := slices.IndexFunc(ends, func(end int) bool { return abs(x(at)-end) >= pictureStep })
		if level < 0 {
			level, ends = len(ends), append(ends, 0)
		}
		ends[level] = x(at)
		dots = append(dots, front{"number": i + 1, "x": x(at), "level": level})
	}
	height := pictureFoot + len(ends)*pictureStep + pictureStep/2
	base := height - pictureFoot
	for _, d := range dots {
		d["y"] = base - pictureStep/2 - d["level"].(int)*pictureStep - pictureStep/4
		delete(d, "level")
	}
	for y := first; y <= last; y++ {
		tick := front{"x": x(float64(y - first))}
		if y%5 == 0 {
			tick["year"] = y
		}
		years = append(years, tick)
	}
	return front{"width": pictureWidth, "height": height, "base": base, "start": x(0), "end": x(float64(last - first)), "dots": dots, "years": years}
}

func abs(n int) int { return max(n, -n) }
