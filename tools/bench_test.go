//go:build bench && unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkWholeBuild times `go run ./tools build` as a person calls it, once everything is compiled.
func BenchmarkWholeBuild(b *testing.B) {
	root := copyCheckout(b)
	build := func() {
		cmd := exec.CommandContext(b.Context(), "go", "run", "./tools", "build")
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("go run ./tools build: %v\n%s", err, out)
		}
	}
	build()
	for b.Loop() {
		build()
	}
	reportSeconds(b)
}

// BenchmarkWholeEdit times how long it takes from a saved entry until serve shows its new title to whoever asks for the page.
func BenchmarkWholeEdit(b *testing.B) {
	root := copyCheckout(b)
	page := serveCopy(b, root) + "/en/events/2027/ke-lantern-walk/"
	entry := filepath.Join(root, filepath.FromSlash(demoDir), "content", "events", "2027", "ke-lantern-walk.toml")
	data, err := os.ReadFile(entry)
	if err != nil {
		b.Fatal(err)
	}
	old := []byte("Evening walk with lanterns")
	waitFor(b, page, old)
	n := 0
	for b.Loop() {
		b.StopTimer()
		time.Sleep(4 * time.Second) // as after a pause, not amid the work of the edit before, whose feeds come after its pages
		n++
		fresh := fmt.Appendf(nil, "Evening walk, edit %d.", n)
		b.StartTimer()
		if err := os.WriteFile(entry, bytes.Replace(data, old, fresh, 1), 0o644); err != nil {
			b.Fatal(err)
		}
		waitFor(b, page, fresh)
	}
	reportSeconds(b)
}

// BenchmarkWholeEvents builds the site with many example events, once each, and prints what grows: time, processor time of all programs, the
// most memory one of them took, and the processor time of Hugo, alone and in proportion to that with one line for a template and the same pages. The
// pictures are drawn before.
func BenchmarkWholeEvents(b *testing.B) {
	root := copyCheckout(b)
	program := filepath.Join(b.TempDir(), "july30")
	run := func(name string, args ...string) *syscall.Rusage {
		cmd := exec.CommandContext(b.Context(), name, args...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%s %q: %v\n%s", name, args, err, out)
		}
		return cmd.ProcessState.SysUsage().(*syscall.Rusage)
	}
	run("go", "build", "-o", program, "./tools")
	run(program, "build")
	hugo, err := exec.CommandContext(b.Context(), "go", "tool", "-n", "hugo").Output()
	if err != nil {
		b.Fatal(err)
	}
	processor := func(u *syscall.Rusage) float64 {
		return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
	}
	hugoRun := func(dir string) *syscall.Rusage {
		return run(strings.TrimSpace(string(hugo)), "--quiet", "--destination", filepath.Join(root, dir))
	}
	for _, n := range []int{1000, 5000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			run(program, "build", "--demo", fmt.Sprint(n)) // which draws the pictures
			for b.Loop() {
				start := time.Now()
				usage := run(program, "build", "--demo", fmt.Sprint(n))
				b.ReportMetric(time.Since(start).Seconds(), "s")
				b.ReportMetric(processor(usage), "cpu-s")
				b.ReportMetric(processor(usage)*1000/float64(n), "cpu-ms/event")
				b.ReportMetric(float64(usage.Maxrss)/1024, "MB")
				all := hugoRun("public.whole")
				restore := oneLine(b, root)
				least := hugoRun("public.line")
				restore()
				b.ReportMetric(processor(all), "hugo-cpu-s")
				b.ReportMetric(processor(all)/processor(least), "x-one-line")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// oneLine exchanges the layouts of a checkout for one line, but for what texts call, and returns what undoes it.
func oneLine(b *testing.B, root string) (restore func()) {
	b.Helper()
	layouts := filepath.Join(root, "layouts")
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	must(os.Rename(layouts, layouts+".whole"))
	for _, part := range []string{"_shortcodes", "_partials", "_markup"} {
		must(os.CopyFS(filepath.Join(layouts, part), os.DirFS(filepath.Join(layouts+".whole", part))))
	}
	for _, kind := range []string{"home", "page", "section", "404"} {
		must(createFile(filepath.Join(layouts, kind+".html"), []byte("{{ .Title }}\n")))
	}
	return func() {
		must(os.RemoveAll(layouts))
		must(os.Rename(layouts+".whole", layouts))
	}
}

func reportSeconds(b *testing.B) {
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/op")
	b.ReportMetric(0, "ns/op") // leaves the column out: these are seconds
}
