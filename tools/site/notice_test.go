package site

import (
	"testing"
	"testing/fstest"
	"time"

	"example.org/july30/tools/lang"
)

// TestNotice: a notice is whole or a problem, and is shown to the end of its last day.
func TestNotice(t *testing.T) {
	whole := "ends = 2027-08-02\n[text]\nar = \"ا\"\nzh = \"中\"\nen = \"e\"\nfr = \"f\"\nru = \"р\"\nes = \"s\"\n"
	for _, tt := range []struct{ name, text, want string }{
		{"none", "# ends = 2027-08-02\n", ""},
		{"whole", whole, ""},
		{"no end", whole[18:], noticeFile + ":1: ends: missing; add a line such as ends = 2027-08-02 [missing-field]\n"},
		{"two languages", "ends = 2027-08-02\n[text]\nar = \"ا\"\nzh = \"中\"\nen = \"e\"\nfr = \"f\"\n",
			noticeFile + ":2: text.es: missing; add a line such as es = \"…\" [missing-field]\n" + noticeFile + ":2: text.ru: missing; add a line such as ru = \"…\" [missing-field]\n"},
		{"a seventh", whole + "de = \"d\"\n", noticeFile + ":9: text.de: \"de\" is not one of the six languages of the site; use ar, zh, en, fr, ru or es [translation-language]\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n, list := readNotice(fstest.MapFS{noticeFile: {Data: []byte(tt.text)}})
			if got := message(t, list, lang.EN); got != tt.want {
				t.Errorf("problems:\n%swant:\n%s", got, tt.want)
			}
			if tt.name != "whole" {
				return
			}
			for day, want := range map[string]string{"2027-08-02": "f", "2027-08-03": ""} {
				today, err := time.Parse(time.DateOnly, day)
				if err != nil {
					t.Fatal(err)
				}
				m := Model{Notice: n, Today: today}
				if got := m.notice(lang.FR); got != want {
					t.Errorf("on %s the notice is %q, want %q", day, got, want)
				}
			}
		})
	}
}

// TestExit: the way out leads to a page in each language, by https.
func TestExit(t *testing.T) {
	_, list := readExit(fstest.MapFS{exitFile: {Data: []byte("[exit.ar]\nurl = \"http://a.example/\"\n")}}, time.Time{})
	if got := message(t, list, lang.EN); len(list) != 6 || list.Errors() != 6 {
		t.Errorf("problems:\n%swant one for each language", got)
	}
}
