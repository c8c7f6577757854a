package problem_test

import (
	"math/rand"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
)

func TestSorted(t *testing.T) {
	var l problem.List
	l.Add("b.toml", 1, "title", "missing-field")
	l.Add("a.toml", 10, "url", "bad-link", "Value", "y")
	l.Add("a.toml", 10, "url", "bad-link", "Value", "x")
	l.Warn("a.toml", 10, "url", "bad-link", "Value", "x")
	l.Add("a.toml", 10, "url", "bad-link", "Value", "x")
	l.Warn("a.toml", 10, "url", "bad-link", "Value", "x")
	l.Add("a.toml", 2, "url", "bad-link", "Value", "x")
	l.Add("a.toml", 0, "", "entry-name")
	before := len(l)
	got := l.Sorted()
	var want problem.List
	want.Add("a.toml", 0, "", "entry-name")
	want.Add("a.toml", 2, "url", "bad-link", "Value", "x")
	want.Add("a.toml", 10, "url", "bad-link", "Value", "x")
	want.Warn("a.toml", 10, "url", "bad-link", "Value", "x")
	want.Add("a.toml", 10, "url", "bad-link", "Value", "y")
	want.Add("b.toml", 1, "title", "missing-field")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Sorted (-want +got):\n%s", diff)
	}
	if len(l) != before || l[0].File != "b.toml" {
		t.Errorf("Sorted changed its argument: %v", l)
	}
	if got := want.Errors(); got != 5 {
		t.Errorf("Errors() = %d, want 5", got)
	}
}

// TestSortedLaws: sorting again changes nothing, and the order of the findings does not matter.
func TestSortedLaws(t *testing.T) {
	random := rand.New(rand.NewSource(30))
	one := func(of ...string) string { return of[random.Intn(len(of))] }
	for range 200 {
		var l problem.List
		for range random.Intn(30) {
			report := l.Add
			if random.Intn(2) == 0 {
				report = l.Warn
			}
			report(one("a", "b"), random.Intn(3), one("", "title", "url"), one("empty", "bad-link"), "Value", one("x", "y"))
		}
		sorted := l.Sorted()
		if diff := cmp.Diff(sorted, sorted.Sorted()); diff != "" {
			t.Fatalf("Sorted of %v is not sorted (-once +twice):\n%s", l, diff)
		}
		random.Shuffle(len(l), func(i, j int) { l[i], l[j] = l[j], l[i] })
		if diff := cmp.Diff(sorted, l.Sorted()); diff != "" {
			t.Fatalf("the order of %v matters:\n%s", l, diff)
		}
	}
}

func TestMessage(t *testing.T) {
	words := problemtest.English(t)
	for _, test := range []struct {
		name string
		p    problem.Problem
		want string
	}{
		{"a value", problem.Problem{File: "x.toml", Line: 9, Field: "country", Code: "country-code-near", Params: map[string]any{"Value": "ECU", "Near": "EC"}},
			`x.toml:9: country: "ECU" is not in the form used here, two capital letters; write "EC" [country-code-near]`},
		{"the whole file", problem.Problem{File: "x.toml", Code: "empty"},
			`x.toml: the file is empty; write its text, or delete the file [empty]`},
		{"a warning", problem.Problem{File: "x.toml", Line: 1, Field: "url", Code: "line-break", Severity: problem.Warning},
			`x.toml:1: warning: url: holds a line break; write it on one line [line-break]`},
		{"lines and commands", problem.Problem{File: "a\nb.toml", Line: 1, Field: "x\x1b[2J", Code: "bad-link", Params: map[string]any{"Value": "a\n::error::b\u202e\u200c\U000e0041"}},
			`a\nb.toml:1: x\u001B[2J: "a\n::error::b\u202E` + "\u200c" + `\U000E0041" is not a web address; write the whole address, as in https://example.org/walk [bad-link]`},
		{"a long value", problem.Problem{File: "x.toml", Line: 1, Code: "bad-link", Params: map[string]any{"Value": strings.Repeat("長", 5000)}},
			`x.toml:1: "` + strings.Repeat("長", 400) + `…" is not a web address; write the whole address, as in https://example.org/walk [bad-link]`},
		{"a code without words", problem.Problem{File: "x.toml", Line: 1, Code: "no-such-code", Params: map[string]any{"Value": 3}},
			`x.toml:1: problem_no_such_code map[Value:3]; remedy_no_such_code map[Value:3] [no-such-code]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.p.Message(words)); diff != "" {
				t.Errorf("Message (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrint(t *testing.T) {
	words := problemtest.English(t)
	var b strings.Builder
	if err := (problem.List)(nil).Print(&b, problem.In(words)); err != nil || b.Len() > 0 {
		t.Errorf("Print of no problems = %q, %v, want nothing", b.String(), err)
	}
	l := problem.List{{File: "b", Code: "empty"}, {File: "a", Code: "empty"}, {File: "b", Code: "empty"}}
	if err := l.Print(&b, problem.In(words)); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(b.String(), "\n"); got != 2 || !strings.HasPrefix(b.String(), "a: ") {
		t.Errorf("Print = %q, want two lines, a first", b.String())
	}
}

// TestSummary: what GitHub would refuse is cut at a row, and says so.
func TestSummary(t *testing.T) {
	words := problemtest.English(t)
	var l problem.List
	for i := range 1000 {
		l.Add("x.toml", i, "title", "bad-link", "Value", strings.Repeat("x", 300))
	}
	whole := string(l.Summary(problem.In(words), words, 1<<20))
	if strings.Count(whole, "<tr>") != 1000 || !strings.HasSuffix(whole, "</table>\n") {
		t.Errorf("the summary of 1000 problems has %d rows", strings.Count(whole, "<tr>"))
	}
	const limit = 10_000
	cut := string(l.Summary(problem.In(words), words, limit))
	if n := len(cut); n > limit || n < limit*9/10 {
		t.Errorf("the summary has %d bytes of %d", n, limit)
	}
	if strings.Count(cut, "<tr>") != strings.Count(cut, "</tr>") || !strings.Contains(cut, words.Text("report_cut", nil)) {
		t.Errorf("the summary is cut without a word, or within a row: %s", cut[len(cut)-300:])
	}
}

// TestHTML: in Arabic, what is to be typed runs from left to right by itself, and the colon before it does not; elsewhere the sentence stands as
// it is.
func TestHTML(t *testing.T) {
	quoted := problem.Problem{Code: "not-toml", Params: map[string]any{"Value": "kind = <walk>"}}
	wanted := problem.Problem{Code: "table-not-closed", Params: map[string]any{"Want": `[organizer]`}}
	for _, test := range []struct {
		tag     lang.Tag
		problem problem.Problem
		want    string
	}{
		{lang.AR, quoted, `بصيغة <bdi dir="ltr">TOML (kind = &lt;walk&gt;)</bdi>؛ يرجى كتابة السطر على غرار <bdi dir="ltr">name = &#34;value&#34;</bdi>، بعلامتي`},
		{lang.EN, quoted, `as TOML (kind = &lt;walk&gt;); write field = &#34;value&#34;, with`},
		{lang.AR, wanted, `هكذا: <bdi dir="ltr">[organizer]</bdi>`},
	} {
		words, err := lang.ReadWords(problemtest.Repository(), test.tag)
		if err != nil {
			t.Fatal(err)
		}
		if got := test.problem.HTML(words); !strings.Contains(got, test.want) {
			t.Errorf("in %s: %s\nlacks %s", test.tag, got, test.want)
		}
	}
}

// FuzzMessage: whatever stands in a source, its message is one line without a character that does not show; on GitHub it is one command, and
// has no markup.
func FuzzMessage(f *testing.F) {
	words := problemtest.English(f)
	f.Add("x.toml", "title", "a\nb")
	f.Add("x\r.toml", "\x1b]0;", "\u2028\u2066\xff{{ .Value }}")
	f.Fuzz(func(t *testing.T, file, field, value string) {
		p := problem.Problem{File: file, Line: 1, Field: field, Code: "bad-link", Params: map[string]any{"Value": value}}
		for _, r := range p.Message(words) {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
				t.Fatalf("Message of %q %q %q has %U", file, field, value, r)
			}
		}
		var b strings.Builder
		if err := (problem.List{p}).PrintGitHub(&b, problem.In(words), words); err != nil {
			t.Fatal(err)
		}
		command, ended := strings.CutSuffix(b.String(), "\n")
		place, _, _ := strings.Cut(strings.TrimPrefix(command, "::error "), "::")
		if !ended || strings.ContainsAny(command, "\r\n") || strings.Count(place, ",") != 2 || strings.Contains(place, ":") {
			t.Errorf("the command of %q %q %q is %q", file, field, value, b.String())
		}
		if s := string((problem.List{p}).Summary(problem.In(words), words, 1<<20)); strings.Count(s, "<") != 17 || strings.Count(s, "\n") != 4 {
			t.Errorf("the summary of %q %q %q is %q", file, field, value, s)
		}
	})
}
