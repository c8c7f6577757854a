package lang

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestDates: what the style writes is found in a sentence, whatever stands around it.
func TestDates(t *testing.T) {
	styles := readStyles(t)
	for _, tag := range All() {
		style := styles[tag]
		for day := time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC); day.Year() == 2027; day = day.AddDate(0, 0, 1) {
			next, later := day.AddDate(0, 0, 1), day.AddDate(0, 0, 9)
			check := func(text, want string) {
				t.Helper()
				for _, sentence := range []string{text, "« " + text + " », 12", strings.ReplaceAll(text, " ", "\u00A0"), "(" + strings.ReplaceAll(text, " ", "  ") + ")"} {
					var got []string
					for _, d := range style.Dates(sentence) {
						got = append(got, d.String())
					}
					if diff := cmp.Diff([]string{want}, got); diff != "" {
						t.Errorf("%s: Dates(%q) (-want +got):\n%s", tag, sentence, diff)
					}
				}
			}
			check(style.Date(day.Date()), day.Format(time.DateOnly))
			check(style.DayMonth(day.Month(), day.Day()), day.Format("--01-02"))
			if next.Year() == 2027 {
				check(style.DateRange(day, next), day.Format(time.DateOnly)+"/"+next.Format(time.DateOnly))
			}
			if later.Year() == 2027 {
				check(style.DateRange(day, later), day.Format(time.DateOnly)+"/"+later.Format(time.DateOnly))
			}
		}
	}
}

// TestNoDates: what looks like a date and is none.
func TestNoDates(t *testing.T) {
	styles := readStyles(t)
	for text, tag := range map[string]Tag{
		"":                          EN,
		"30 February 2027":          EN,
		"resolution 64/293":         EN,
		"July 2027":                 EN,
		"130 July 2027":             EN,
		"第64/293号决议":                ZH,
		"2027年13月1日":                ZH,
		"31 апреля 2027 года":       RU,
		"0 تموز/يوليه 2027":         AR,
		"32 de julio de 2027":       ES,
		"la résolution 71/287":      FR,
		"trente juillet deux mille": FR,
	} {
		if got := styles[tag].Dates(text); len(got) > 0 {
			t.Errorf("%s: Dates(%q) = %v, want none", tag, text, got)
		}
	}
}
