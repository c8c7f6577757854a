package site

import (
	"fmt"
	"io/fs"
	"maps"

	"example.org/july30/tools/lang"
)

// Formats are the forms in which a resolution can be downloaded, by the endings of their files.
var Formats = []string{"txt", "json", "xml"}

// Resolution is the one in a folder; without a text where there is none.
func (m Model) Resolution(slug string) Resolution {
	for _, r := range m.Resolutions {
		if r.Slug == slug {
			return r
		}
	}
	return Resolution{Slug: slug}
}

// Export is the text of a resolution in a language as a file in one of Formats, with its standing. The language must have a text.
func (m Model) Export(r Resolution, t lang.Tag, format string) ([]byte, error) {
	d, s := r.Text[t], m.Standing(r.Slug, t)
	switch format {
	case "txt":
		return d.PlainText(s), nil
	case "json":
		return d.JSON(s)
	case "xml":
		return d.AkomaNtoso(s)
	}
	return nil, fmt.Errorf("a resolution cannot be written as %q; use one of %v", format, Formats)
}

// downloadPath is where a resolution can be downloaded.
func downloadPath(r Resolution, t lang.Tag, format string) string {
	return "data/resolutions/" + r.Slug + "." + string(t) + "." + format
}

// readSchemas reads the schemas of what leaves the site or is sent to it.
func readSchemas(fsys fs.FS) (Files, error) {
	files := Files{}
	for _, name := range []string{"data/event.schema.json", "data/events.schema.json", "data/resolution.schema.json"} {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read the schemas: %w", err)
		}
		files[name] = data
	}
	return files, nil
}

// downloads adds the files of all resolutions, and the schemas.
func (m Model) downloads(files Files) error {
	maps.Copy(files, m.Schemas)
	for _, r := range m.Resolutions {
		for _, t := range lang.All() {
			if _, ok := r.Text[t]; !ok {
				continue
			}
			for _, format := range Formats {
				data, err := m.Export(r, t, format)
				if err != nil {
					return err
				}
				files[downloadPath(r, t, format)] = data
			}
		}
	}
	return nil
}
