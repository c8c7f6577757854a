package site

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"

	"example.org/july30/tools/lang"
)

func archivePath(t lang.Tag) string   { return string(t) + "/materials/" + string(t) + ".zip" }
func signaturePath(t lang.Tag) string { return string(t) + "/materials/signature.html" }

// A reader gives the content of a picture by its path in the site.
type reader func(path string) ([]byte, error)

// kitFiles writes what stands beside the page of the materials in a language: the signature, and the archive of everything.
func (m Model) kitFiles(t lang.Tag, write func(name string, data []byte) error) error {
	signature, err := m.signature(t)
	if err != nil {
		return err
	}
	archive, err := m.kitArchive(m.Materials(t), m.pictureData, t)
	if err != nil {
		return err
	}
	if err := write(signaturePath(t), signature); err != nil {
		return err
	}
	return write(archivePath(t), archive)
}

// kitArchive is a ZIP file of the licence, the texts, the signature and every picture in a language. Its names are sorted, and all its files are
// as old as the edition, so that the same sources give the same bytes. What is compressed already is stored as it is.
func (m Model) kitArchive(pictures []MaterialFile, read reader, t lang.Tag) ([]byte, error) {
	signature, err := m.signature(t)
	if err != nil {
		return nil, err
	}
	files := Files{"kit.txt": m.kitText(t), "LICENCE.txt": m.licenceText(t), "signature.html": signature}
	for _, f := range pictures {
		data, err := read(f.Path)
		if err != nil {
			return nil, err
		}
		files[path.Base(f.Path)] = data
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range files.Names() {
		method := zip.Deflate
		if ext := path.Ext(name); ext == ".png" || ext == ".pdf" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: m.birth()})
		if err != nil {
			return nil, fmt.Errorf("write the archive of the materials: %w", err)
		}
		if _, err := w.Write(files[name]); err != nil {
			return nil, fmt.Errorf("write the archive of the materials: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write the archive of the materials: %w", err)
	}
	return out.Bytes(), nil
}

// textFile is a text file for any computer: lines end with CRLF and a byte order mark stands before them, because programs that open a text by
// a double click, Word above all, otherwise guess at its letters.
func textFile(lines []string) []byte {
	return []byte("\ufeff" + strings.ReplaceAll(strings.Join(lines, "\n"), "\n", "\r\n") + "\r\n")
}

// licenceText is what may be done with the files beside it.
func (m Model) licenceText(t lang.Tag) []byte {
	l := m.kitLicence(t)
	return textFile([]string{l["text"].(string), "", l["name"].(string), l["address"].(string), "", l["not"].(string), "", m.publisherLine(t)})
}

// kitText is all texts of the press kit in a language, to copy from.
func (m Model) kitText(t lang.Tag) []byte {
	out := []string{m.Glossary.Name("world-day", t), m.text(t, "kit_press", nil), m.address(t, "materials/"), m.publisherLine(t)}
	heading := func(words string) { out = append(out, "", "", words, strings.Repeat("=", 20), "") }
	heading(m.text(t, "kit_day", nil))
	out = append(out, m.Press.Day[t])
	heading(m.text(t, "kit_messages", nil))
	for i, msg := range m.Press.Messages {
		if i > 0 {
			out = append(out, "", strings.Repeat("-", 20), "")
		}
		out = append(out, msg.Short[t], "", m.post(msg, t), "", msg.Long[t])
	}
	heading(m.text(t, "kit_facts", nil))
	dates := func(list []front) {
		for i, e := range list {
			if i > 0 {
				out = append(out, "")
			}
			out = append(out, e["date"].(string), e["text"].(string))
			documents, _ := e["documents"].([]front)
			for _, d := range documents {
				link, _ := d["link"].(string)
				out = append(out, strings.TrimSpace(d["name"].(string)+" "+link))
			}
		}
	}
	dates(m.entries(m.Press.Facts, t))
	heading(m.text(t, "kit_dates", nil))
	dates(m.kitDates(t))
	if ed := m.current(); len(ed.Hashtags) > 0 {
		heading(m.text(t, "kit_hashtags", nil))
		out = append(out, strings.Join(hashtags(ed), " "))
	}
	heading(m.text(t, "kit_contact", nil))
	for _, contact := range []string{m.Config.Params.Publisher.Name, strings.TrimPrefix(m.Config.Params.Publisher.Contact, "mailto:"), m.current().Contact} {
		if contact != "" {
			out = append(out, contact)
		}
	}
	if m.Config.Params.Publisher.Name == "" {
		out = append(out, m.text(t, "publisher_none", nil))
	}
	return textFile(append(out, "", "", m.kitReview(t)))
}

// signatureView is the lines of the signature.
func (m Model) signatureView(t lang.Tag) front {
	f := front{"name": m.Glossary.Name("world-day", t), "address": m.address(t, ""), "hashtags": hashtags(m.current()), "publisher": m.publisherLine(t)}
	if day := m.current().Day; !day.IsZero() {
		f["date"] = m.Styles[t].DateWeekday(day.Time)
	}
	return f
}

// signature is the signature as a page that stands alone, to copy into a mail program: a table, which all of them keep, without pictures,
// scripts and colours, so that it takes on the type of the mail, light or dark.
func (m Model) signature(t lang.Tag) ([]byte, error) {
	var b bytes.Buffer
	err := signatureForm.Execute(&b, front{"title": m.text(t, "kit_signature", nil), "lang": t.BCP47(), "dir": t.Dir(), "policy": policy, "signature": m.signatureView(t)})
	if err != nil {
		return nil, fmt.Errorf("write the signature: %w", err)
	}
	return b.Bytes(), nil
}

var signatureForm = template.Must(template.New("signature").Parse(`<!doctype html>
<html lang="{{ .lang }}" dir="{{ .dir }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .title }}</title>
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{{ .policy }}">
<meta name="color-scheme" content="light dark">
</head>
<body>
{{- with .signature }}
<table lang="{{ $.lang }}" dir="{{ $.dir }}" role="presentation">
<tr><td><strong>{{ .name }}</strong></td></tr>
{{- with .date }}
<tr><td>{{ . }}</td></tr>
{{- end }}
<tr><td><a href="{{ .address }}" rel="noreferrer"><bdi>{{ .address }}</bdi></a>{{ range .hashtags }} <bdi>{{ . }}</bdi>{{ end }}</td></tr>
<tr><td><small>{{ .publisher }}</small></td></tr>
</table>
{{- end }}
</body>
</html>
`))
