package site

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/calendar"
	"example.org/july30/tools/lang"
)

// policy is the content security policy: a page loads this site's own style sheet, scripts and pictures, and nothing else. Every page
// says it in a meta element, for hosts that send no headers; only a header can keep other sites from framing a page.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// hostFiles are the files by which the site tells its host and programs about itself: _headers (read by Netlify, Cloudflare Pages and others;
// CONTRIBUTING.md says what to do elsewhere), a web manifest for each language, and security.txt where the publisher has a contact
// (RFC 9116; it expires a year after the day of the build).
func (m Model) hostFiles() Files {
	files := Files{"_headers": []byte(`/*
  Content-Security-Policy: ` + policy + `
  Access-Control-Allow-Origin: *
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
` + m.unframed())}
	for _, t := range lang.All() {
		manifest, _ := json.MarshalIndent(map[string]any{ // plain strings cannot fail
			"name": m.text(t, "site_name", nil), "short_name": "30.07", "lang": t.BCP47(), "dir": t.Dir(), "start_url": "./", "display": "browser",
			"icons": []map[string]string{{"src": "../icon.svg", "type": "image/svg+xml", "sizes": "any"}},
		}, "", " ")
		files[string(t)+"/site.webmanifest"] = append(manifest, '\n')
	}
	if contact := m.Config.Params.Publisher.Contact; contact != "" {
		files[".well-known/security.txt"] = []byte(strings.Join([]string{
			"Contact: " + contact, "Expires: " + m.Today.AddDate(1, 0, 0).Format("2006-01-02T15:04:05Z"), "Preferred-Languages: ar, zh, en, fr, ru, es", "",
		}, "\n"))
	}
	return files
}

// unframed keeps other sites from framing any page but the lists that are made for it. A rule cannot take back what another says, so each part
// of the site has one.
func (m Model) unframed() string {
	parts := []string{"/", "/404.html", "/help/*", "/:lang/", "/:lang/404.html", "/:lang/events/", "/:lang/events/page/*", "/:lang/events/world/"}
	for _, ed := range m.Editions {
		parts = append(parts, "/:lang/events/"+strconv.Itoa(ed.Year)+"/*")
	}
	for _, f := range calendar.Facets() {
		parts = append(parts, "/:lang/events/"+string(f)+"/*")
	}
	sections := []string{"bodies", "components", "resolutions", "search", "timeline"}
	for _, name := range m.Pages.Names() {
		first, _, _ := strings.Cut(name, "/")
		if name != "home" && !slices.Contains(sections, first) {
			sections = append(sections, first)
		}
	}
	for _, name := range sections {
		parts = append(parts, "/:lang/"+name+"/*")
	}
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part + "\n  Content-Security-Policy: frame-ancestors 'none'\n")
	}
	return b.String()
}
