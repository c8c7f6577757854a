package site

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// A workflow is what the tests ask of one.
type workflow struct {
	On          map[string]any `yaml:"on"`
	Permissions any            `yaml:"permissions"`
	Jobs        map[string]struct {
		Permissions any              `yaml:"permissions"`
		Steps       []map[string]any `yaml:"steps"`
	} `yaml:"jobs"`
}

var pinned = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)

// TestWorkflows: whoever proposes a change runs code of theirs. No workflow for proposals may write or know a secret, no action can be
// exchanged behind our back, and nothing that a stranger names becomes part of a command.
func TestWorkflows(t *testing.T) {
	for _, name := range files(t, ".github", ".yml", ".yaml") {
		text := read(t, name)
		var w workflow
		if err := yaml.Unmarshal([]byte(text), &w); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, ok := w.On["pull_request_target"]; ok {
			t.Errorf("%s runs on pull_request_target, with the rights of the repository", name)
		}
		_, proposals := w.On["pull_request"]
		if proposals && !readOnly(w.Permissions) {
			t.Errorf("%s: permissions are %v, want contents: read and no other", name, w.Permissions)
		}
		if proposals && strings.Contains(text, "secrets.") {
			t.Errorf("%s names a secret and runs for proposals", name)
		}
		if len(w.Jobs) == 0 {
			t.Errorf("%s has no jobs", name)
		}
		for id, job := range w.Jobs {
			if proposals && job.Permissions != nil && !readOnly(job.Permissions) {
				t.Errorf("%s: %s: permissions are %v, want contents: read and no other", name, id, job.Permissions)
			}
			for _, step := range job.Steps {
				if run, ok := step["run"].(string); ok && strings.Contains(run, "${{") {
					t.Errorf("%s: %s: %q has an expression in a command; put it into env", name, id, run)
				}
				if uses, ok := step["uses"].(string); ok && !pinned.MatchString(uses) {
					t.Errorf("%s: %s: %s is not pinned to a commit", name, id, uses)
				}
			}
		}
	}
}

func readOnly(permissions any) bool {
	m, ok := permissions.(map[string]any)
	return ok && len(m) == 1 && m["contents"] == "read"
}

// TestCheckWorkflow: each proposal is checked against its base, with annotations.
func TestCheckWorkflow(t *testing.T) {
	text := read(t, ".github/workflows/check.yml")
	for _, want := range []string{"pull_request:", "fetch-depth: 0", `go run ./tools check --format github --base "origin/$BASE" --only-events="$ONLY_EVENTS"`, "--allow", "author_association"} {
		if !strings.Contains(text, want) {
			t.Errorf("check.yml lacks %s", want)
		}
	}
}

// TestOwners: what decides who is trusted, and what runs, belongs to one team, and every path of the list exists.
func TestOwners(t *testing.T) {
	owned, owner := map[string]bool{}, ""
	for line := range strings.Lines(read(t, ".github/CODEOWNERS")) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Fields(line)
		if len(parts) != 2 || !strings.HasPrefix(parts[1], "@") || owner != "" && parts[1] != owner {
			t.Errorf("CODEOWNERS: %q is not a path and the one owner %s", line, owner)
			continue
		}
		owner = parts[1]
		if _, err := os.Stat(filepath.Join(root, parts[0])); err != nil {
			t.Errorf("CODEOWNERS: %v", err)
		}
		owned[parts[0]] = true
	}
	for _, path := range []string{"/data/", "/content/withdrawn.toml", "/tools/", "/.github/", "/hugo.toml", "/layouts/"} {
		if !owned[path] {
			t.Errorf("CODEOWNERS: %s has no owner", path)
		}
	}
}
