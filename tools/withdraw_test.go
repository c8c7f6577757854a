//go:build (bench || built) && unix

package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWithdrawn: after a withdrawal no eight characters in a row of the event's words are in any byte of the built site or of build/. Its
// address says that it was withdrawn, and its calendar that it is cancelled.
func TestWithdrawn(t *testing.T) {
	root := copyCheckout(t)
	const entry = `title = "Квартирник zebrawood ликующих"
language = "ru"
summary = "Quixotic памятование jacaranda."
description = "Xylophone grotto with **vermilion** curtains, переулок."
kind = "vigil"
attendance = "in-person"
starts = 2027-07-30T18:17:00
timezone = "Africa/Nairobi"
country = "KE"
city = "Kakamegaville"
disclosure = "public"
venue = "Pomegranate courtyard"
url = "https://org.example/huckleberry-lanterns"
[organizer]
name = "Marzipan Quindecim"
kind = "civil-society"
country = "KE"
url = "https://org.example/"
[translations.fr]
title = "Zigzag vespéral quokka"
`
	secret := []string{"Квартирник zebrawood ликующих", "Quixotic памятование jacaranda.", "Xylophone grotto with", "vermilion", "curtains, переулок.",
		"Kakamegaville", "Pomegranate courtyard", "huckleberry-lanterns", "Marzipan Quindecim", "Zigzag vespéral quokka"}
	if err := createFile(filepath.Join(root, "content/events/2027/ke-walk.toml"), []byte(entry)); err != nil {
		t.Fatal(err)
	}
	july30 := in(t, root)
	july30("build")
	if left := leftOf(t, root, secret); len(left) == 0 {
		t.Fatal("the built site has nothing of the event before it is withdrawn; this test would find nothing")
	}
	july30("withdraw", "2027/ke-walk", "--today", "2027-06-02")
	for _, l := range leftOf(t, root, secret) {
		t.Error(l)
	}
	for file, want := range map[string]string{
		"public/ru/events/2027/ke-walk/index.html": "Запись снята",
		"public/ru/events/2027/ke-walk/event.ics":  "STATUS:CANCELLED",
		"public/ar/events/calendar.ics":            "UID:2027-ke-walk@july30",
	} {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil || !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s does not say %q (%v)", file, want, err)
		}
	}
}

// leftOf finds runs of eight characters of the words in what is built of them.
func leftOf(t *testing.T, root string, words []string) (found []string) {
	t.Helper()
	for _, dir := range []string{"build", "public", "resources"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(name string, entry fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil
			}
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text := strings.ReplaceAll(string(data), "\r\n ", "") // folded lines of calendars
			for _, w := range words {
				for runes := []rune(w); len(runes) >= 8; runes = runes[1:] {
					if run := string(runes[:8]); strings.Contains(text, run) {
						found = append(found, strings.TrimPrefix(name, root)+" has "+run)
						return nil
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}
