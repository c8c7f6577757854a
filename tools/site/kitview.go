package site

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"path"
	"strings"

	"example.org/july30/tools/edition"
	"example.org/july30/tools/lang"
	"example.org/july30/tools/presskit"
	"example.org/july30/tools/timeline"
)

// kitView is what the page of the materials shows: the designs, the texts of the press kit, the signature, the licence, and how large the
// file is that holds them all.
func (m Model) kitView(pictures []MaterialFile, read reader, t lang.Tag) (front, error) {
	archive, err := m.kitArchive(pictures, read, t)
	if err != nil {
		return nil, err
	}
	designs, err := m.designs(pictures, read, t)
	if err != nil {
		return nil, err
	}
	day := front{"text": m.Press.Day[t], "words": presskit.Words(m.Press.Day[t])}
	if t == lang.ZH { // which has no spaces between words
		day = front{"text": m.Press.Day[t], "characters": presskit.Characters(m.Press.Day[t])}
	}
	var messages []front
	for _, msg := range m.Press.Messages {
		messages = append(messages, front{
			"id": msg.ID, "short": sized(m.text(t, "kit_short", nil), msg.Short[t]), "post": m.postView(m.text(t, "kit_post", nil), msg, t),
			"long": sized(m.text(t, "kit_long", nil), msg.Long[t]),
		})
	}
	ed := m.current()
	var links []front
	for _, l := range ed.Links {
		links = append(links, front{"title": l.Title, "lang": l.Language, "url": l.URL})
	}
	return front{
		"archive": archivePath(t), "archive_text": m.text(t, "kit_archive", map[string]any{"Size": m.Styles[t].Size(int64(len(archive)))}),
		"designs": designs, "day": day, "messages": messages, "facts": m.entries(m.Press.Facts, t), "hashtags": hashtags(ed),
		"edition": m.editionView(ed, t), "dates": m.kitDates(t), "contact": ed.Contact, "links": links, "review": m.kitReview(t),
		"contact_text": m.text(t, "kit_contact_edition", map[string]any{"Year": ed.Year}),
		"signature":    m.signatureView(t), "signature_path": signaturePath(t), "licence": m.kitLicence(t),
	}, nil
}

// sized is a text with the name of its length and the number of its characters.
func sized(name, text string) front {
	return front{"name": name, "text": text, "characters": presskit.Characters(text)}
}

// post is the text of a message as it is posted: with the address of a page and the hashtags of the edition on a line of their own.
func (m Model) post(msg presskit.Message, t lang.Tag) string {
	return msg.Post[t] + "\n" + strings.Join(append([]string{m.address(t, msg.Page)}, hashtags(m.current())...), " ")
}

// postView is a post in its parts, which run in more than one direction, and whole, to copy.
func (m Model) postView(name string, msg presskit.Message, t lang.Tag) front {
	f := sized(name, msg.Post[t])
	f["page"], f["address"], f["hashtags"], f["copy"] = msg.Page, m.address(t, msg.Page), hashtags(m.current()), m.post(msg, t)
	return f
}

func hashtags(ed edition.Edition) []string {
	var out []string
	for _, h := range ed.Hashtags {
		out = append(out, "#"+h)
	}
	return out
}

// kitDates are the Day of the current edition, the days of its calendar, and what the timeline has from its year on.
func (m Model) kitDates(t lang.Tag) []front {
	ed, style := m.current(), m.Styles[t]
	var out []front
	if !ed.Day.IsZero() {
		out = append(out, front{"date": style.DateWeekday(ed.Day.Time), "machine": ed.Day.String(), "text": m.Glossary.Name("world-day", t)})
	}
	out = append(out, front{"date": style.DateRange(ed.Window.First.Time, ed.Window.Last.Time), "machine": ed.Window.First.String(), "text": m.text(t, "kit_window", nil)})
	var later timeline.List
	for _, e := range m.Timeline {
		if e.Year() >= ed.Year {
			later = append(later, e)
		}
	}
	return append(out, m.entries(later, t)...)
}

// kitLicence is what may be done with the texts and the designs.
func (m Model) kitLicence(t lang.Tag) front {
	return front{
		"text": m.text(t, "kit_licence", map[string]any{"Name": or(m.Config.Params.Publisher.Name, m.text(t, "site_name", nil))}),
		"name": m.text(t, "kit_licence_name", nil), "address": m.text(t, "kit_licence_address", nil), "not": m.text(t, "kit_licence_not", nil),
	}
}

// kitReview says whether a specialist has read what the messages say of rights and of help.
func (m Model) kitReview(t lang.Tag) string {
	if m.Press.ReviewedBy == "" {
		return m.text(t, "kit_not_reviewed", nil)
	}
	return m.review(m.Press.ReviewedBy, m.Press.ReviewedOn, t)
}

// designs are the pictures of a language by design, and within one by scheme, each with its first PNG to look at. The message of the same name
// goes with a design; that of the Day with one that has none.
func (m Model) designs(pictures []MaterialFile, read reader, t lang.Tag) ([]front, error) {
	pixels, forms, err := pixelSizes(pictures, read)
	if err != nil {
		return nil, err
	}
	names := map[string]string{"light": m.text(t, "kit_light", nil), "dark": m.text(t, "kit_dark", nil)}
	var out []front
	var design front
	var schemes map[string]front // of the design
	for _, f := range pictures {
		id := strings.TrimSuffix(f.Design+"-"+f.Message, "-")
		if design == nil || design["id"] != id {
			design, schemes = front{"id": id, "title": f.Title, "alt": f.Alt}, map[string]front{}
			if msg, ok := m.messageOf(f); ok {
				design["post"] = m.postView(m.text(t, "kit_design_post", nil), msg, t)
			}
			out = append(out, design)
		}
		scheme, ok := schemes[string(f.Scheme)]
		if !ok {
			scheme = front{"id": string(f.Scheme), "name": names[string(f.Scheme)]}
			list, _ := design["schemes"].([]front)
			schemes[string(f.Scheme)], design["schemes"] = scheme, append(list, scheme)
		}
		if size, ok := pixels[f.Path]; ok && scheme["preview"] == nil {
			scheme["preview"] = front{"path": f.Path, "width": size.X, "height": size.Y}
		}
		form := strings.ToUpper(strings.TrimPrefix(path.Ext(f.Path), ".")) + " " + or(forms[f.Format], strings.ToUpper(f.Format))
		list, _ := scheme["files"].([]front)
		scheme["files"] = append(list, front{"path": f.Path, "text": m.text(t, "kit_file", map[string]any{"Form": form, "Size": m.Styles[t].Size(f.Size)})})
	}
	return out, nil
}

// pixelSizes are the sizes of the PNG files by their paths, and, in words, by their formats: square is 1080 × 1080. A sheet of paper has none.
func pixelSizes(pictures []MaterialFile, read reader) (pixels map[string]image.Point, forms map[string]string, err error) {
	pixels, forms = map[string]image.Point{}, map[string]string{}
	for _, f := range pictures {
		if path.Ext(f.Path) != ".png" {
			continue
		}
		data, err := read(f.Path)
		if err != nil {
			return nil, nil, err
		}
		size, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", f.Path, err)
		}
		pixels[f.Path] = image.Pt(size.Width, size.Height)
		forms[f.Format] = fmt.Sprintf("%d × %d", size.Width, size.Height)
	}
	return pixels, forms, nil
}

// messageOf is the message that goes with a picture.
func (m Model) messageOf(f MaterialFile) (presskit.Message, bool) {
	for _, id := range []string{f.Message, f.Design} {
		if msg, ok := m.Press.Message(id); ok {
			return msg, true
		}
	}
	return m.Press.Message("day")
}
