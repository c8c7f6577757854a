package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"example.org/july30/tools/event"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/material"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/typeset"
)

// A Cache keeps drawn files in a folder, each by the hash of all that it is drawn from, so that a build draws what has changed and no more.
type Cache struct {
	Dir    string
	Engine string // of what draws: another engine draws everything anew
}

// A PictureFile is one drawn file: where it stands in the cache, and how large it is.
type PictureFile struct {
	Cached string
	Size   int64 // in bytes
	Alt    string
}

// A drawer draws the pictures of a model.
type drawer struct {
	Model
	cache Cache
	fonts func() (*typeset.Fonts, error) // loaded once, where anything is to be drawn

	lock     sync.Mutex
	files    map[string]PictureFile
	problems problem.List
	drawn    int
	errs     []error
}

// Draw draws the kit and the pictures of every event, on all processors, as far as the cache does not have them, and takes what nothing uses any
// more out of the cache. Afterwards the model's pages and feeds have the pictures. What cannot be drawn is left out and is a problem: an error in
// the kit, a warning in an entry. drawn counts the files that the cache did not have.
func (m *Model) Draw(cache Cache, fonts func() (*typeset.Fonts, error)) (drawn int, problems problem.List, err error) {
	d := drawer{Model: *m, cache: cache, fonts: sync.OnceValues(fonts), files: map[string]PictureFile{}}
	work := make(chan Piece)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for p := range work {
				d.piece(p)
			}
		})
	}
	for _, p := range m.Kit() {
		work <- p
	}
	for _, e := range m.Events {
		for _, p := range m.eventPieces(e) {
			work <- p
		}
	}
	close(work)
	workers.Wait()
	if err := errors.Join(d.errs...); err != nil {
		return d.drawn, nil, err
	}
	m.Pictures = d.files
	return d.drawn, d.problems.Sorted(), cache.prune(d.files)
}

// piece gets the files of a piece from the cache, or draws them.
func (d *drawer) piece(p Piece) {
	files, list, drawn, err := d.make(p)
	d.lock.Lock()
	defer d.lock.Unlock()
	d.drawn += drawn
	d.problems = append(d.problems, list...)
	if err != nil {
		d.errs = append(d.errs, fmt.Errorf("draw %s: %w", p.Path, err))
	}
	maps.Copy(d.files, files)
}

func (d *drawer) make(p Piece) (files map[string]PictureFile, problems problem.List, drawn int, err error) {
	key, err := d.key(p)
	if err != nil {
		return nil, nil, 0, err
	}
	files = map[string]PictureFile{}
	var picture material.Picture
	for _, ending := range p.endings() {
		name := filepath.Join(d.cache.Dir, key[:2], key+"."+ending)
		info, err := os.Stat(name)
		if err == nil {
			files[p.Path+"."+ending] = PictureFile{name, info.Size(), p.Alt()}
			continue
		}
		if picture.Width == 0 {
			fonts, err := d.fonts()
			if err != nil {
				return nil, nil, drawn, err
			}
			if picture, problems, err = d.Picture(p, fonts); err != nil || len(problems) > 0 {
				return nil, problems, drawn, err
			}
		}
		data, err := material.File(picture, ending)
		if err != nil {
			return nil, nil, drawn, err
		}
		if err := d.cache.write(name, data); err != nil {
			return nil, nil, drawn, err
		}
		drawn++
		files[p.Path+"."+ending] = PictureFile{name, int64(len(data)), p.Alt()}
	}
	return files, nil, drawn, nil
}

// key is the hash of all that a piece is drawn from.
func (d *drawer) key(p Piece) (string, error) {
	data, err := json.Marshal([]any{d.cache.Engine, p.Design.Sum, d.Colours[material.Light], d.Colours[material.Dark], p.Format, p.Scheme, p.Language, p.Title, p.Fields, p.Code, p.Together})
	if err != nil {
		return "", fmt.Errorf("name the picture %s: %w", p.Path, err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16]), nil
}

// write writes a file aside and renames it, so that a killed build leaves no half of one.
func (c Cache) write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	if err := os.WriteFile(name+"~", data, 0o644); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	if err := os.Rename(name+"~", name); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

// prune removes every file that is not one of those used.
func (c Cache) prune(files map[string]PictureFile) error {
	used := map[string]bool{}
	for _, f := range files {
		used[f.Cached] = true
	}
	err := filepath.WalkDir(c.Dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || used[name] {
			return err
		}
		return os.Remove(name)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("clear the pictures that nothing uses: %w", err)
	}
	return nil
}

// The pictures of an event: a card for links to its page, and a poster to print, on white to spare ink.
var eventPictures = []struct {
	name, format, ending string
	scheme               material.Scheme
}{
	{"card", "wide", "png", material.Dark},
	{"poster", "a4", "pdf", material.Light},
}

// endings are those of the files that the site has of a piece.
func (p Piece) endings() []string {
	if p.event.Name == "" {
		return p.Format.Files
	}
	return p.Format.Files[:1]
}

// eventPieces are the pictures of an event in each language that it has some in.
func (m Model) eventPieces(e event.Event) (out []Piece) {
	design, ok := m.design("event")
	if !ok {
		return nil
	}
	for _, t := range pictured(e) {
		fields := m.eventFields(e, t)
		for _, x := range eventPictures {
			p := Piece{Drawing: m.drawing(design, formatOf(x.format), x.scheme, t, fields), event: e}
			p.Path = eventFolder(e, t) + x.name
			out = append(out, p)
		}
	}
	return out
}

func eventFolder(e event.Event, t lang.Tag) string { return string(t) + "/events/" + e.ID() + "/" }

func (m Model) design(id string) (material.Design, bool) {
	i := slices.IndexFunc(m.Designs, func(d material.Design) bool { return d.ID == id })
	if i < 0 {
		return material.Design{}, false
	}
	return m.Designs[i], true
}

func formatOf(name string) material.Format {
	all := material.Formats()
	return all[slices.IndexFunc(all, func(f material.Format) bool { return f.Name == name })]
}

// pictured are the languages in which an event has pictures: its own and those that its title is translated to; one of the six for an event in
// none of them, the one its writers read or English.
func pictured(e event.Event) (out []lang.Tag) {
	for _, t := range lang.All() {
		if title, _, _ := e.Local(t); !foreign(title.Language, t) {
			out = append(out, t)
		}
	}
	if len(out) > 0 {
		return out
	}
	if own, ok := lang.Read(e.Language); ok {
		return []lang.Tag{own}
	}
	return []lang.Tag{lang.EN}
}

// picturedFor is the language of the pictures that the page of an event in a language offers: that one, the event's own, or what comes first in
// the fallback.
func picturedFor(e event.Event, t lang.Tag) lang.Tag {
	has := pictured(e)
	own, _ := lang.Read(e.Language)
	for _, want := range slices.Concat([]lang.Tag{t, own}, lang.Fallback(t)) {
		if slices.Contains(has, want) {
			return want
		}
	}
	return has[0]
}

// eventOffer adds to an event's page its card, which is also the picture of links to it, and its poster.
func (m Model) eventOffer(f front, e event.Event, t lang.Tag) {
	own := picturedFor(e, t)
	var offer []front
	for _, x := range eventPictures {
		at := eventFolder(e, own) + x.name + "." + x.ending
		file, ok := m.Pictures[at]
		if !ok {
			continue
		}
		text := m.text(t, "material_"+x.name, map[string]any{"Size": m.Styles[t].Size(file.Size)})
		o := front{"path": at, "text": text}
		if own != t {
			o["language"] = m.languageName(own.BCP47(), t)
		}
		offer = append(offer, o)
		if x.ending == "png" {
			f["image"] = m.image(at, formatOf(x.format))
		}
	}
	if len(offer) > 0 {
		f["pictures"] = offer
	}
}

// dayImage is the picture of links to the pages of a language: the Day's card. It is nil in a site without pictures.
func (m Model) dayImage(t lang.Tag) front {
	return m.image(string(t)+"/materials/day-wide-dark.png", formatOf("wide"))
}

// image is what a page says of the picture of links to it; nil where that was not drawn.
func (m Model) image(at string, f material.Format) front {
	file, ok := m.Pictures[at]
	if !ok {
		return nil
	}
	return front{"path": at, "width": int(f.Width), "height": int(f.Height), "alt": file.Alt}
}

// A MaterialFile is a file of the kit, for a page that offers it.
type MaterialFile struct {
	Path    string // in the site: en/materials/day-square.png
	Design  string // id of the design
	Message string // id of the message; empty for a design without
	Title   string // of the design, or the words of the message
	Alt     string // the picture in words
	Licence string
	Format  string // square, story, wide, a4, a3
	Scheme  material.Scheme
	Ending  string // png, svg, pdf
	Size    int64  // in bytes
}

// Materials are the files of the kit in a language, design by design, in the order of messages, formats, schemes and endings. Before Draw there
// are none.
func (m Model) Materials(t lang.Tag) (out []MaterialFile) {
	for _, p := range m.Kit() {
		if p.Language != t {
			continue
		}
		for _, ending := range p.endings() {
			at := p.Path + "." + ending
			file, ok := m.Pictures[at]
			if !ok {
				continue
			}
			title := p.Design.Words[t].Title
			if p.Message != "" {
				title = p.Fields["message"].Text
			}
			out = append(out, MaterialFile{Path: at, Design: p.Design.ID, Message: p.Message, Title: title, Alt: file.Alt, Licence: p.Design.Licence,
				Format: p.Format.Name, Scheme: p.Scheme, Ending: ending, Size: file.Size})
		}
	}
	return out
}

// pictures hands over the drawn files, in the order of their paths.
func (m Model) pictures(write func(name string, data []byte) error) error {
	for _, name := range slices.Sorted(maps.Keys(m.Pictures)) {
		data, err := m.pictureData(name)
		if err != nil {
			return err
		}
		if err := write(name, data); err != nil {
			return err
		}
	}
	return nil
}

// pictureData is a drawn file, by its path in the site.
func (m Model) pictureData(name string) ([]byte, error) {
	data, err := os.ReadFile(m.Pictures[name].Cached)
	if err != nil {
		return nil, fmt.Errorf("read the picture %s: %w", path.Base(name), err)
	}
	return data, nil
}
