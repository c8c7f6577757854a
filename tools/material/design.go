package material

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/source"
	"example.org/july30/tools/vector"
)

// Dir has a folder for each design, with its layout in DesignFile and its words in WordsFile.
const (
	Dir        = "content/materials"
	DesignFile = "design.toml"
	WordsFile  = "words.toml"
)

// A Format is one of the sizes that every design is drawn in.
type Format struct {
	Name          string
	Width, Height float64
	Layout        string   // of the design
	Files         []string // endings of the files there are: pixels and live text of screens, points of paper
}

// Formats are the formats in the order in which they are offered. A3 is A4, enlarged.
func Formats() []Format {
	return []Format{
		{"square", 1080, 1080, "square", []string{"png", "svg"}},
		{"story", 1080, 1920, "story", []string{"png", "svg"}},
		{"wide", 1200, 630, "wide", []string{"png", "svg"}},
		{"a4", 595.276, 841.89, "a4", []string{"pdf"}},
		{"a3", 841.89, 1190.551, "a4", []string{"pdf"}},
	}
}

// Pixels tells a format of screens from one of paper.
func (f Format) Pixels() bool { return f.Files[0] == "png" }

// layouts are the layouts a design has, each with the width and height its coordinates are in.
var layouts = map[string][2]float64{"square": {1080, 1080}, "story": {1080, 1920}, "wide": {1200, 630}, "a4": {595.276, 841.89}}

// A Design is one folder of Dir: what is drawn where, for every format, and the words of its own in six languages.
type Design struct {
	ID       string                       `toml:"-"`
	Licence  string                       `toml:"licence"` // of the picture and of the words of its own
	Size     map[string]float64           `toml:"size"`    // factor of the sizes of type, by script: Arab, Hans; others have 1
	Leading  map[string]float64           `toml:"leading"` // of bold text, as in typeset.Box
	Colours  map[Scheme]map[string]string `toml:"colours"` // what the design calls a colour, and which it is: scheme.name
	Messages []Message                    `toml:"message"` // a design with messages is drawn once for each
	Text     map[string]Style             `toml:"text"`    // by field
	Layouts  map[string]Layout            `toml:"layout"`

	Words map[lang.Tag]Words `toml:"-"`
	Sum   string             `toml:"-"` // hash of both files

	files [2]source.File
}

// A Message is a text of ours that a design is made for. Advice is a text on rights or help, which says whether a specialist has reviewed it.
type Message struct {
	ID         string `toml:"id"`
	Page       string `toml:"page"` // of the site, below its language, where one can read on; empty for the home page
	Advice     bool   `toml:"advice"`
	Source     string `toml:"source"`      // what it rests on
	ReviewedBy string `toml:"reviewed_by"` // of Advice; empty while nobody has
}

// A Style is how a field is set wherever it stands.
type Style struct {
	Role   Role   `toml:"role"`
	Bold   bool   `toml:"bold"`
	Colour string `toml:"colour"`
	Lines  int    `toml:"lines"` // at most; 0 is without limit
}

// A Layout places shapes, texts and the QR code. It is made for a language written from left to right, and mirrored for the others.
type Layout struct {
	Shapes  []Shape  `toml:"shape"`
	Columns []Column `toml:"column"`
	Code    Code     `toml:"code"`
}

// A Shape is path data of SVG in one colour.
type Shape struct {
	Path   string `toml:"path"`
	Colour string `toml:"colour"`

	path vector.Path
}

// A Column is texts one below the other, from the tops of capital letters of the first to the base line of the last.
type Column struct {
	X      float64 `toml:"x"`
	Y      float64 `toml:"y"`
	Width  float64 `toml:"width"`
	Height float64 `toml:"height"`
	Align  string  `toml:"align"` // start, center, end
	At     string  `toml:"at"`    // where the texts stand in the height: top, middle, bottom
	Texts  []Place `toml:"text"`
}

// A Place is a field in a column. Its type is as large as Size[1] and, where the column is short, as small as Size[0].
type Place struct {
	Field  string    `toml:"field"`
	Size   []float64 `toml:"size"`
	Gap    float64   `toml:"gap"`    // from the base line of the text above to the tops of its capital letters
	Colour string    `toml:"colour"` // empty for that of its style
}

// A Code is a QR code of the address the picture leads to.
type Code struct {
	X      float64 `toml:"x"`
	Y      float64 `toml:"y"`
	Size   float64 `toml:"size"` // 0 for none
	Colour string  `toml:"colour"`
	Ground string  `toml:"ground"`
}

// Words are what a design says in one language.
type Words struct {
	Title    string            `toml:"title"`    // of the design, in lists
	Alt      string            `toml:"alt"`      // what is to be seen beside the words
	Together []string          `toml:"together"` // words that belong on one line
	Text     map[string]string `toml:"text"`     // by field: words of the design's own, and those in the place of an event's
	Message  map[string]string `toml:"message"`  // by id
}

// Fields are the names of what a design can say, beside words of its own: each is filled by whoever draws it, or left empty.
var Fields = []string{"address", "date", "example", "hashtag", "logo", "message", "name", "note", "organizer", "place", "publisher", "review", "status", "title", "when", "zone"}

// Read reads every design of fsys, in the order of their names, and holds it to the colours of the site.
func Read(fsys fs.FS, c Colours) ([]Design, problem.List) {
	var designs []Design
	var problems problem.List
	entries, err := fs.ReadDir(fsys, Dir)
	if err != nil {
		problems.Add(Dir, 0, "", "unreadable", "Detail", err.Error())
		return nil, problems
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			continue // what the kit is made of beside the designs
		}
		dir := path.Join(Dir, entry.Name())
		var data [2][]byte
		for i, name := range []string{DesignFile, WordsFile} {
			if data[i], err = fs.ReadFile(fsys, path.Join(dir, name)); err != nil {
				problems.Add(path.Join(dir, name), 0, "", "unreadable", "Detail", err.Error())
			}
		}
		if data[0] == nil || data[1] == nil {
			continue
		}
		d, list := Parse(entry.Name(), data[0], data[1], c)
		problems = append(problems, list...)
		designs = append(designs, d)
	}
	return designs, problems
}

// Parse reads one design, its layout and its words.
func Parse(id string, design, words []byte, c Colours) (Design, problem.List) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%d %s%s", len(design), design, words)
	d := Design{ID: id, Sum: fmt.Sprintf("%x", sum.Sum(nil))}
	var list, more problem.List
	d.files[0], list = source.Decode(path.Join(Dir, id, DesignFile), design, &d)
	var six struct {
		AR Words `toml:"ar"`
		ZH Words `toml:"zh"`
		EN Words `toml:"en"`
		FR Words `toml:"fr"`
		RU Words `toml:"ru"`
		ES Words `toml:"es"`
	}
	d.files[1], more = source.Decode(path.Join(Dir, id, WordsFile), words, &six)
	d.Words = map[lang.Tag]Words{lang.AR: six.AR, lang.ZH: six.ZH, lang.EN: six.EN, lang.FR: six.FR, lang.RU: six.RU, lang.ES: six.ES}
	list = append(list, more...)
	if d.files[0].Unread() || d.files[1].Unread() {
		return d, list
	}
	k := checker{&d, c, &list}
	k.design()
	k.words()
	return d, list
}

// A checker adds the problems of a design.
type checker struct {
	*Design
	palette Colours
	list    *problem.List
}

func (k checker) add(field, code string, params ...any) {
	f := k.files[0]
	if !f.Bad(field) {
		k.list.Add(f.Name, f.Line(field), field, code, params...)
	}
}

var scripts = []string{"Arab", "Cyrl", "Hans", "Latn"}

func (k checker) among(field, value string, list []string) {
	if !slices.Contains(list, value) {
		k.add(field, "not-in-list", "Value", value, "List", strings.Join(list, ", "))
	}
}

// within holds a number to its limits, both included.
func (k checker) within(field string, value, least, most float64) {
	if !(value >= least && value <= most) {
		k.add(field, "number-range", "Value", vector.Number(value), "Least", vector.Number(least), "Most", vector.Number(most))
	}
}

func (k checker) design() {
	if k.Licence == "" {
		k.add("licence", "missing-field", "Example", `licence = "CC BY 4.0"`)
	}
	for _, table := range []struct {
		name   string
		values map[string]float64
	}{{"size", k.Size}, {"leading", k.Leading}} {
		for script, value := range table.values {
			k.among(table.name+"."+script, script, scripts)
			k.within(table.name+"."+script, value, 0.5, 3)
		}
	}
	for scheme := range k.Colours {
		k.among("colours."+string(scheme), string(scheme), []string{string(Light), string(Dark)})
	}
	for _, scheme := range Schemes() {
		if k.Colours[scheme]["ground"] == "" {
			k.add("colours."+string(scheme)+".ground", "missing-field", "Example", `ground = "`+string(scheme)+`.paper"`)
		}
		for name, value := range k.Colours[scheme] {
			if _, ok := k.palette.named(value); !ok {
				k.add("colours."+string(scheme)+"."+name, "not-in-list", "Value", value, "List", strings.Join(k.palette.names(), ", "))
			}
		}
	}
	for i, m := range k.Messages {
		key := "message." + strconv.Itoa(i)
		if !messageID.MatchString(m.ID) || slices.ContainsFunc(k.Messages[:i], func(o Message) bool { return o.ID == m.ID }) {
			k.add(key+".id", "message-id", "Value", m.ID)
		}
		if m.Source == "" {
			k.add(key+".source", "missing-field", "Example", `source = "…"`)
		}
	}
	for field, s := range k.Text {
		key := "text." + field
		k.among(key, field, Fields)
		k.among(key+".role", string(s.Role), []string{string(Heading), string(Subheading), string(Paragraph)})
		k.colour(key+".colour", s.Colour)
		k.within(key+".lines", float64(s.Lines), 0, 20)
	}
	for name := range k.Layouts {
		k.among("layout."+name, name, slices.Sorted(maps.Keys(layouts)))
	}
	for _, name := range slices.Sorted(maps.Keys(layouts)) {
		if l, ok := k.Layouts[name]; ok {
			k.layout("layout."+name+".", l, layouts[name][0], layouts[name][1])
			continue
		}
		k.add("layout."+name, "missing-field", "Example", "[layout."+name+"]")
	}
}

var messageID = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// colour holds a name to those that the design has in both schemes.
func (k checker) colour(field, name string) {
	for _, scheme := range Schemes() {
		if _, ok := k.Colours[scheme][name]; !ok {
			k.add(field, "not-in-list", "Value", name, "List", strings.Join(slices.Sorted(maps.Keys(k.Colours[scheme])), ", "))
			return
		}
	}
}

func (k checker) layout(key string, l Layout, width, height float64) {
	for i := range l.Shapes {
		at := key + "shape." + strconv.Itoa(i)
		p, err := vector.Parse(l.Shapes[i].Path)
		if err != nil {
			k.add(at+".path", "path-data", "Detail", err.Error())
		}
		l.Shapes[i].path = p
		k.colour(at+".colour", l.Shapes[i].Colour)
	}
	for i, c := range l.Columns {
		at := key + "column." + strconv.Itoa(i)
		k.within(at+".x", c.X, 0, width)
		k.within(at+".y", c.Y, 0, height)
		k.within(at+".width", c.Width, 1, width-c.X)
		k.within(at+".height", c.Height, 1, height-c.Y)
		k.among(at+".align", c.Align, aligns)
		k.among(at+".at", c.At, []string{"top", "middle", "bottom"})
		for j, p := range c.Texts {
			at := at + ".text." + strconv.Itoa(j)
			if _, ok := k.Text[p.Field]; !ok {
				k.add(at+".field", "not-in-list", "Value", p.Field, "List", strings.Join(slices.Sorted(maps.Keys(k.Text)), ", "))
			}
			if len(p.Size) != 2 || !(p.Size[0] > 0 && p.Size[0] <= p.Size[1] && p.Size[1] <= height) {
				k.add(at+".size", "wrong-type", "Want", "size = [24, 36]")
			}
			k.within(at+".gap", p.Gap, 0, height)
			if p.Colour != "" {
				k.colour(at+".colour", p.Colour)
			}
		}
	}
	if c := l.Code; c != (Code{}) {
		k.within(key+"code.x", c.X, 0, width)
		k.within(key+"code.y", c.Y, 0, height)
		k.within(key+"code.size", c.Size, 40, min(width-c.X, height-c.Y))
		k.colour(key+"code.colour", c.Colour)
		k.colour(key+"code.ground", c.Ground)
	}
}

// words holds the words to the six languages: what one says, all say.
func (k checker) words() {
	f := k.files[1]
	texts := map[string]bool{}
	for _, w := range k.Words {
		for field := range w.Text {
			texts[field] = true
		}
	}
	for _, t := range lang.All() {
		w := k.Words[t]
		said := map[string]string{"title": w.Title, "alt": w.Alt}
		for field := range texts {
			said["text."+field] = w.Text[field]
			if _, ok := k.Text[field]; !ok && w.Text[field] != "" {
				k.list.Add(f.Name, f.Line(string(t)+".text."+field), string(t)+".text."+field, "not-in-list", "Value", field, "List", strings.Join(slices.Sorted(maps.Keys(k.Text)), ", "))
			}
		}
		for _, m := range k.Messages {
			said["message."+m.ID] = w.Message[m.ID]
		}
		for id := range w.Message {
			if _, known := said["message."+id]; !known {
				k.list.Add(f.Name, f.Line(string(t)+".message."+id), string(t)+".message."+id, "message-id", "Value", id)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(said)) {
			at := string(t) + "." + key
			if strings.TrimSpace(said[key]) == "" && !f.Bad(at) {
				k.list.Add(f.Name, f.Line(at), at, "missing-field", "Example", key[strings.LastIndex(key, ".")+1:]+` = "…"`)
			}
		}
	}
}

// names are all colours, as a design writes them.
func (c Colours) names() (out []string) {
	for _, scheme := range Schemes() {
		for _, name := range slices.Sorted(maps.Keys(c[scheme])) {
			out = append(out, string(scheme)+"."+name)
		}
	}
	return out
}
