package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/image/draw"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/material"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/site"
	"example.org/july30/tools/typeset"
	"example.org/july30/tools/typeset/fonts"
)

// materialOptions are the flags of material; an empty one chooses all.
type materialOptions struct {
	design, lang, format, scheme  string
	text, logo, fonts, out, sheet string
}

func materialCommand(o *options) *cobra.Command {
	var mo materialOptions
	c := &cobra.Command{
		Use: "material", Short: "Draw posters and cards", Args: cobra.NoArgs,
		Long: `Material draws the designs of content/materials: in six languages, square, as a story, wide, A4 and A3, in light and dark. Pictures for
screens are PNG, and SVG with text to change in a drawing program that has the Noto fonts; paper is tagged PDF. --text puts words of one's own
into a design: a TOML file with the language and fields of the design.

  go run ./tools material --design day --lang fr
  go run ./tools material --design event --text event.toml --out my-event

    language  = "sw"
    title     = "Matembezi ya taa"
    when      = "30 Julai 2027, 18:00"
    place     = "Nairobi"
    organizer = "Shirika la mfano"
    address   = "https://example.org/walk"`,
		RunE: func(c *cobra.Command, _ []string) error { return drawMaterials(c.OutOrStdout(), *o, mo) },
	}
	c.Flags().StringVar(&mo.design, "design", "", "folder of content/materials, with a message of it: message-rights")
	c.Flags().StringVar(&mo.lang, "lang", "", "language of the pictures: ar, zh, en, fr, ru, es")
	c.Flags().StringVar(&mo.format, "format", "", "square, story, wide, a4 or a3")
	c.Flags().StringVar(&mo.scheme, "scheme", "", "light or dark")
	c.Flags().StringVar(&mo.text, "text", "", "file with words of one's own for the design")
	c.Flags().StringVar(&mo.logo, "logo", "", "PNG of a logo, for words of one's own in the design of events")
	c.Flags().StringVar(&mo.fonts, "fonts", "", "folder of full fonts, used before those that the program has")
	c.Flags().StringVar(&mo.out, "out", "", "folder to write (default: build/materials)")
	c.Flags().StringVar(&mo.sheet, "sheet", "", "PNG to write instead: all languages beside each other, small")
	return c
}

// drawMaterials draws the pieces that the flags choose. Where one cannot be drawn, its problems are printed and the others are drawn all the same.
func drawMaterials(out io.Writer, o options, mo materialOptions) error {
	o.lang = "" // which is that of the pictures here
	m, err := loadSound(o)
	if err != nil {
		return err
	}
	pieces, err := mo.choose(m)
	if err != nil {
		return err
	}
	faces, err := mo.faces()
	if err != nil {
		return err
	}
	pieces, problems, err := mo.own(m, pieces)
	if err != nil {
		return err
	}
	var sheet contactSheet
	wrong := problems.Errors() > 0
	folder, files := mo.folder(o), 0
	for _, p := range pieces {
		picture, list, err := m.Picture(p, faces)
		if err != nil {
			return err
		}
		if problems = append(problems, list...); wrong || list.Errors() > 0 {
			continue
		}
		if mo.sheet != "" {
			if err := sheet.add(p, picture); err != nil {
				return err
			}
			continue
		}
		for _, ending := range p.Format.Files {
			data, err := material.File(picture, ending)
			if err != nil {
				return err
			}
			if err := putFile(filepath.Join(folder, string(p.Language), p.Name()+"."+ending), data); err != nil {
				return err
			}
			files++
		}
	}
	w, err := words(o)
	if err != nil {
		return err
	}
	if err := problems.Sorted().Print(os.Stderr, w); err != nil {
		return err
	}
	if mo.sheet != "" {
		if err := sheet.write(mo.sheet); err != nil {
			return err
		}
		fmt.Fprintf(out, "%d pictures in %s\n", len(sheet.thumbs), mo.sheet)
	} else {
		fmt.Fprintf(out, "%d files in %s\n", files, folder)
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// own are the pieces with the words of --text, in its language, one for each picture of the design; without --text the pieces as they are.
func (mo materialOptions) own(m site.Model, pieces []site.Piece) (out []site.Piece, problems problem.List, err error) {
	if mo.text == "" {
		if mo.logo != "" {
			return nil, nil, errors.New("--logo goes with words of one's own: --text FILE")
		}
		return pieces, nil, nil
	}
	if mo.design == "" {
		return nil, nil, errors.New("--text needs a design for its words: --design event")
	}
	data, err := os.ReadFile(mo.text)
	if err != nil {
		return nil, nil, fmt.Errorf("--text: %w", err)
	}
	words, problems := material.ReadOwn(filepath.ToSlash(mo.text), data)
	logo, err := mo.readLogo()
	if err != nil {
		return nil, nil, err
	}
	for _, p := range pieces {
		if p.Message != pieces[0].Message || mo.lang == "" && p.Language != words.Reader() {
			continue
		}
		piece, list := m.Own(p, words)
		piece.Logo = logo
		problems = append(problems, list...)
		out = append(out, piece)
	}
	return out, problems, nil
}

// logoLimit is how many points a logo may have: more than any paper shows.
const logoLimit = 4_000_000

// readLogo reads the PNG of --logo; nil for none.
func (mo materialOptions) readLogo() (image.Image, error) {
	if mo.logo == "" {
		return nil, nil
	}
	data, err := os.ReadFile(mo.logo)
	if err != nil {
		return nil, fmt.Errorf("--logo: %w", err)
	}
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("--logo %s is not a PNG; save it as one (%w)", mo.logo, err)
	}
	if config.Width*config.Height > logoLimit {
		return nil, fmt.Errorf("--logo %s has %d by %d points; save it with at most 2,000 by 2,000", mo.logo, config.Width, config.Height)
	}
	logo, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("--logo %s: %w", mo.logo, err)
	}
	return logo, nil
}

func (mo materialOptions) folder(o options) string {
	if mo.out != "" {
		return mo.out
	}
	return filepath.Join(o.root, "build", "materials")
}

// choose are the pieces of the kit that the flags choose.
func (mo materialOptions) choose(m site.Model) ([]site.Piece, error) {
	kit := m.Kit()
	for _, flag := range []struct {
		name, value string
		of          func(site.Piece) []string
	}{
		{"design", mo.design, func(p site.Piece) []string {
			return []string{p.Design.ID, strings.TrimSuffix(p.Design.ID+"-"+p.Message, "-")}
		}},
		{"lang", mo.lang, func(p site.Piece) []string { return []string{string(p.Language), p.Language.BCP47()} }},
		{"format", mo.format, func(p site.Piece) []string { return []string{p.Format.Name} }},
		{"scheme", mo.scheme, func(p site.Piece) []string { return []string{string(p.Scheme)} }},
	} {
		var known []string
		chosen := kit[:0:0]
		for _, p := range kit {
			values := flag.of(p)
			if known = append(known, values...); flag.value == "" || slices.Contains(values, flag.value) {
				chosen = append(chosen, p)
			}
		}
		if len(chosen) == 0 {
			slices.Sort(known)
			return nil, fmt.Errorf("--%s %q is not one of %s", flag.name, flag.value, strings.Join(slices.Compact(known), ", "))
		}
		kit = chosen
	}
	return kit, nil
}

// faces are the fonts of the program and, before them, those of --fonts.
func (mo materialOptions) faces() (*typeset.Fonts, error) {
	if mo.fonts == "" {
		return typeset.Load(fonts.Files)
	}
	if _, err := os.Stat(mo.fonts); err != nil {
		return nil, fmt.Errorf("--fonts: %w", err)
	}
	return typeset.Load(os.DirFS(mo.fonts), fonts.Files)
}

// A contactSheet is all pictures beside each other: a row for each picture, its languages in their order.
type contactSheet struct {
	rows   []string
	thumbs []thumb
}

type thumb struct {
	row, column int
	image       image.Image
}

const (
	thumbWidth = 300
	thumbSpace = 20
)

// add draws a picture small. Points count as pixels here.
func (s *contactSheet) add(p site.Piece, picture material.Picture) error {
	if p.Format.Name == "a3" { // looks like A4
		return nil
	}
	data, err := material.PNG(picture)
	if err != nil {
		return err
	}
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("read %s again: %w", p.Path, err)
	}
	small := image.NewRGBA(image.Rect(0, 0, thumbWidth, thumbWidth*full.Bounds().Dy()/full.Bounds().Dx()))
	draw.CatmullRom.Scale(small, small.Bounds(), full, full.Bounds(), draw.Src, nil)
	name := path.Base(p.Path)
	row := slices.Index(s.rows, name)
	if row < 0 {
		row, s.rows = len(s.rows), append(s.rows, name)
	}
	s.thumbs = append(s.thumbs, thumb{row, slices.Index(lang.All(), p.Language), small})
	return nil
}

// write puts the pictures on grey, which shows the edges of light and of dark ones.
func (s *contactSheet) write(name string) error {
	tops := make([]int, len(s.rows)+1)
	for _, t := range s.thumbs {
		tops[t.row+1] = max(tops[t.row+1], t.image.Bounds().Dy()+thumbSpace)
	}
	for i := range s.rows {
		tops[i+1] += tops[i]
	}
	sheet := image.NewRGBA(image.Rect(0, 0, len(lang.All())*(thumbWidth+thumbSpace)+thumbSpace, tops[len(s.rows)]+thumbSpace))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.Gray{0x80}), image.Point{}, draw.Src)
	for _, t := range s.thumbs {
		at := image.Pt(thumbSpace+t.column*(thumbWidth+thumbSpace), thumbSpace+tops[t.row])
		draw.Draw(sheet, t.image.Bounds().Add(at), t.image, image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, sheet); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return putFile(name, b.Bytes())
}
