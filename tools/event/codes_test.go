package event

import (
	"flag"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/problem/problemtest"
)

// TestCodes holds every code to an archive of its name in testdata/codes: what breaks that rule and no other, what is said of it in the six
// languages, and what comes near and is sound. The parts:
//
//	wrong, near    the entry content/events/2027/ke-walk.toml: what differs from entry.toml; a key without a value is left out,
//	               and so is a table without keys
//	wrong/FILE     another file: below content/events what differs from entry.toml, elsewhere the file itself
//	was            the same entry as it was published, and so with was/FILE
//	want           what is said of wrong, in ar, zh, en, fr, ru, es
func TestCodes(t *testing.T) {
	sound, err := os.ReadFile("testdata/codes/entry.toml")
	if err != nil {
		t.Fatal(err)
	}
	ctx, all := context(t), codes(t)
	var six []lang.Words
	for _, tag := range lang.All() {
		w, err := lang.ReadWords(problemtest.Repository(), tag)
		if err != nil {
			t.Fatal(err)
		}
		six = append(six, w)
	}
	for code := range all {
		t.Run(code, func(t *testing.T) {
			name := filepath.Join("testdata/codes", code+".txtar")
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatalf("the code %s has no archive: %v", code, err)
			}
			files := map[string]fstest.MapFS{"was": {}, "wrong": {}, "near": {}}
			want := -1
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				part, file, named := strings.Cut(f.Name, "/")
				if !named {
					file = Dir + "/2027/ke-walk.toml"
				}
				data := f.Data
				if strings.HasPrefix(file, Dir) {
					data = []byte(differing(string(sound), string(data)))
				}
				if files[part] == nil {
					t.Fatalf("no part of an archive is called %s", f.Name)
				}
				files[part][file] = &fstest.MapFile{Data: data}
			}
			if data := unwritable[code]; data != nil {
				files["wrong"][Dir+"/2027/ke-walk.toml"] = &fstest.MapFile{Data: data}
			}
			if want < 0 || len(files["near"]) == 0 {
				t.Fatal("the archive lacks one of the parts near, want")
			}
			for _, p := range checkAll(ctx, files["was"], files["near"]) {
				t.Errorf("what is near is not sound: %s", p.Message(problemtest.English(t)))
			}
			list := checkAll(ctx, files["was"], files["wrong"])
			if len(list) != 1 || list[0].Code != code {
				t.Errorf("wrong has the problems %v, want one, %s", list, code)
			}
			var b strings.Builder
			for _, w := range six {
				if err := list.Print(&b, problem.In(w)); err != nil {
					t.Fatal(err)
				}
			}
			if flag.Lookup("update").Value.String() == "true" {
				archive.Files[want].Data = []byte(b.String())
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[want].Data), b.String()); diff != "" {
				t.Errorf("what is said (-want +got):\n%s", diff)
			}
		})
	}
	names, err := filepath.Glob("testdata/codes/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if code := strings.TrimSuffix(filepath.Base(name), ".txtar"); !all[code] {
			t.Errorf("%s is the archive of a code that nothing reports", name)
		}
	}
}

// unwritable are files that an archive cannot have, by the code they break.
var unwritable = map[string][]byte{
	"empty":     []byte("\r\n"),
	"not-text":  []byte("title = \"Walk\x00\"\n"),
	"not-utf8":  []byte("title = \"Walk\"\ncity = \"Li\xe8ge\"\n"),
	"too-large": []byte(strings.Repeat("# Walk.\n", 9000)),
}

// checkAll is what is wrong with the files of a repository that had others.
func checkAll(ctx Context, was, is fstest.MapFS) (list problem.List) {
	bytes := func(files fstest.MapFS) map[string][]byte {
		entries := map[string][]byte{}
		for name, f := range files {
			if strings.HasPrefix(name, Dir) || name == WithdrawnFile {
				entries[name] = f.Data
			}
		}
		return entries
	}
	withdrawn, list := ReadWithdrawals(is)
	var events []Event
	now := bytes(is)
	delete(now, WithdrawnFile)
	var beyond []string
	for name := range is {
		if !strings.HasPrefix(name, "content/") {
			beyond = append(beyond, name)
		}
	}
	list = append(list, Beyond(beyond)...)
	for _, name := range sorted(now) {
		e, problems := Parse(name, now[name], ctx)
		list = append(list, problems...)
		events = append(events, e)
	}
	if list.Errors() == 0 {
		list = append(list, Duplicates(events)...)
	}
	return append(list, Changes(bytes(was), now, ctx, withdrawn, time.Date(2027, 5, 2, 0, 0, 0, 0, time.UTC))...)
}

var (
	setsKey = regexp.MustCompile(`^(\w+) *=(.*)`)
	block   = regexp.MustCompile(`(?m)^\[`)
)

// differing is an entry with the lines of edits in place of its own: a key in that of the key, or behind the others; a table likewise.
func differing(entry, edits string) string {
	blocks := func(text string) []string {
		parts := block.Split(text, -1)
		for i := range parts[1:] {
			parts[i+1] = "[" + parts[i+1]
		}
		return parts
	}
	edited, own := blocks(edits), blocks(entry)
	keys, values := []string{}, map[string]string{}
	for line := range strings.Lines(edited[0]) {
		if m := setsKey.FindStringSubmatch(line); m != nil && !slices.Contains(keys, m[1]) {
			keys = append(keys, m[1])
		}
		last := keys[len(keys)-1]
		if m := setsKey.FindStringSubmatch(line); m == nil || m[2] != "" {
			values[last] += line
		}
	}
	var out strings.Builder
	done := map[string]bool{}
	for line := range strings.Lines(strings.TrimSuffix(own[0], "\n")) {
		m := setsKey.FindStringSubmatch(line)
		if !slices.Contains(keys, m[1]) {
			out.WriteString(line)
			continue
		}
		out.WriteString(values[m[1]])
		done[m[1]] = true
	}
	for _, key := range keys {
		if !done[key] {
			out.WriteString(values[key])
		}
	}
	header := func(b string) string { first, _, _ := strings.Cut(b, "\n"); return first }
	for _, b := range own[1:] {
		if i := slices.IndexFunc(edited[1:], func(e string) bool { return header(e) == header(b) }); i >= 0 {
			b = edited[i+1]
			edited = slices.Delete(edited, i+1, i+2)
		}
		if strings.TrimSpace(b) == header(b) {
			continue
		}
		out.WriteString("\n" + b)
	}
	for _, b := range edited[1:] {
		out.WriteString("\n" + b)
	}
	return out.String()
}

var (
	quotedCode = regexp.MustCompile(`"([a-z0-9]+(?:-[a-z0-9]+)*)"`)
	tomlTag    = regexp.MustCompile("`toml:\"[^`]*`")
)

// codes are the codes that this package reports, and package source for it: what stands between quotation marks in their files and has words.
func codes(t *testing.T) map[string]bool {
	t.Helper()
	words := problemtest.English(t)
	found := map[string]bool{}
	for _, dir := range []string{".", "../source"} {
		names, err := filepath.Glob(path.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range quotedCode.FindAllStringSubmatch(tomlTag.ReplaceAllString(string(data), ""), -1) {
				if words.Has("problem_" + strings.ReplaceAll(m[1], "-", "_")) {
					found[m[1]] = true
				}
			}
		}
	}
	return found
}
