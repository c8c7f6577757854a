// Package inspect has programs of the machine look into finished files, for tests: qpdf, pdftotext, mutool.
//
//	inspect.With(t, "poppler-utils", "pdftotext", "poster.pdf", "-")
package inspect

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// With is what a program prints; it must have nothing to complain of. Where the program is missing the test is skipped, and fails on a machine
// that decides about a change (CI=true); pkg is the package of Debian that has it.
func With(t testing.TB, pkg, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing; install %s", name, pkg)
		}
		t.Skipf("%s is missing; install %s", name, pkg)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if said := strings.TrimSpace(strings.Replace(stderr.String(), "warning: ICC support is not available", "", 1)); err != nil || said != "" {
		t.Errorf("%s %s: %v %s", name, strings.Join(args, " "), err, said)
	}
	return string(out)
}
