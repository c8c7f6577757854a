package helpline

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
	"example.org/july30/tools/schema"
	"example.org/july30/tools/source"
	"example.org/july30/tools/world"
)

var today = time.Date(2027, time.July, 30, 0, 0, 0, 0, time.UTC)

func countries(t testing.TB) world.World {
	t.Helper()
	w, err := world.Read(problemtest.Repository())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestCheck holds every rule to an archive.
func TestCheck(t *testing.T) {
	w := countries(t)
	problemtest.Archives(t, func(files fstest.MapFS) problem.List {
		_, list := Read(files, w, today)
		return list
	})
}

// TestExpired: a number is shown to the end of the ninetieth day after its verification, and then no more.
func TestExpired(t *testing.T) {
	h := Helpline{VerifiedOn: source.Day{Time: today}}
	for _, tt := range []struct {
		after   int
		expired bool
	}{{0, false}, {89, false}, {90, false}, {91, true}} {
		on := today.AddDate(0, 0, tt.after)
		if got := h.Expired(on); got != tt.expired || h.Left(on) != 90-tt.after {
			t.Errorf("%d days after: Expired = %v, Left = %d; want %v, %d", tt.after, got, h.Left(on), tt.expired, 90-tt.after)
		}
	}
}

// TestDue: what has to be asked or opened again is listed, and fails nothing.
func TestDue(t *testing.T) {
	day := func(after int) source.Day { return source.Day{Time: today.AddDate(0, 0, after)} }
	l := List{
		Helplines:   []Helpline{{Country: "KE", Operator: "A", VerifiedOn: day(-10)}, {Country: "PE", Operator: "B", VerifiedOn: day(-91)}},
		Directories: []Directory{{URL: "https://a.example/"}, {URL: "https://b.example/", CheckedOn: day(-366)}, {URL: "https://c.example/", CheckedOn: day(-365)}},
	}
	var codes []string
	for _, p := range l.Due(today) {
		codes = append(codes, p.Code)
		if p.Severity != problem.Warning {
			t.Errorf("%s is an error", p.Code)
		}
	}
	if diff := cmp.Diff([]string{"helpline-old", "link-unopened", "link-old"}, codes); diff != "" {
		t.Errorf("due (-want +got):\n%s", diff)
	}
	if none := (List{}).Due(today); len(none) != 1 || none[0].Code != "helplines-none" {
		t.Errorf("an empty list has %v due", none)
	}
}

// TestInOrder: countries stand in the order of the page's language, not of their codes.
func TestInOrder(t *testing.T) {
	w := countries(t)
	l := List{Helplines: []Helpline{{Country: "DE"}, {Country: "AT"}, {Country: "EG"}, {Country: "CN"}}}
	for tag, want := range map[lang.Tag]string{
		lang.EN: "AT CN EG DE", lang.FR: "DE AT CN EG", lang.RU: "AT DE EG CN", lang.ES: "DE AT CN EG", lang.ZH: "EG AT DE CN", lang.AR: "DE CN EG AT",
	} {
		got := ""
		for _, h := range l.InOrder(w, tag) {
			got += " " + h.Country
		}
		if got[1:] != want {
			t.Errorf("%s: %s, want %s", tag, got[1:], want)
		}
	}
}

// TestSchema holds the schema that editors read to the struct.
func TestSchema(t *testing.T) {
	want, err := schema.Of(&List{}, "Helplines and directories", "data/helplines.toml: where people can turn, and when that was verified.")
	if err != nil {
		t.Fatal(err)
	}
	problemtest.Made(t, filepath.Join(problemtest.Root, "data/helplines.schema.json"), "the struct says", want)
}

// FuzzRead: no file makes it panic, and what is read has either a problem or all that it must have.
func FuzzRead(f *testing.F) {
	data, err := os.ReadFile(filepath.Join(problemtest.Root, filepath.FromSlash(File)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("[[helpline]]\ncountry = \"KE\"\n"))
	w := countries(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		l, list := Read(fstest.MapFS{File: {Data: data}}, w, today)
		if list.Errors() > 0 {
			return
		}
		for _, h := range l.Helplines {
			if h.Country == "" || h.Number == "" || h.VerifiedOn.IsZero() || h.Source == "" || h.VerifiedBy == "" {
				t.Errorf("%+v lacks something and has no problem", h)
			}
		}
	})
}
