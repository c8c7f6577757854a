package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/fsnotify/fsnotify"

	"example.org/july30/tools/lang"
	"example.org/july30/tools/problem"
	"example.org/july30/tools/site"
)

// pause is how long the sources must be quiet before they are read: an editor that saves writes several times.
const pause = 60 * time.Millisecond

// sourceDirs are the folders whose changes are read again; layouts, assets and static are Hugo's own business.
var sourceDirs = []string{"content", "data", "i18n", demoDir}

func serve(ctx context.Context, o options) error {
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := newProgress(os.Stderr)
	watcher, err := watch(o.root)
	if err != nil {
		return err
	}
	defer watcher.Close()
	if err := firstGeneration(o); err != nil {
		return err
	}
	hugo, err := findHugo(ctx, o.root, p.say)
	if err != nil {
		return err
	}
	server, err := startHugo(ctx, hugo, o)
	if err != nil {
		return err
	}
	p.say(fmt.Sprintf("The site is at http://localhost:%d/ and follows every change. Ctrl+C ends it.", o.port))
	return follow(ctx, o, watcher, server)
}

// firstGeneration writes build/ for the first time. Sources that are broken from the start are shown on the page too, where an
// earlier state of build/ is there to show it on.
func firstGeneration(o options) error {
	sound, err := regenerate(o)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(o.root, "build", "content", "choose.en.md")); !sound && err != nil {
		return fmt.Errorf("there is no earlier state of the site to show: mend the sources, then serve again: %w", errProblems)
	}
	config, err := serveConfig(o.root)
	if err != nil {
		return err
	}
	return o.writeFile(filepath.Join(o.root, "build", "serve.toml"), config)
}

// serveConfig is the configuration that Hugo's server reads besides hugo.toml: its mounts, which it would else replace, and one more that
// shows the calendars, which a build writes into public/ itself.
func serveConfig(root string) ([]byte, error) {
	var config struct {
		Module struct {
			Mounts []map[string]any `toml:"mounts"`
		} `toml:"module"`
	}
	data, err := os.ReadFile(filepath.Join(root, "hugo.toml"))
	if err != nil {
		return nil, fmt.Errorf("read the mounts: %w", err)
	}
	if err := toml.Unmarshal(data, &config); err != nil {
		return nil, fmt.Errorf("hugo.toml: %w", err)
	}
	config.Module.Mounts = append(config.Module.Mounts, map[string]any{"source": "build/feeds", "target": "static"})
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(config); err != nil {
		return nil, fmt.Errorf("write the mounts: %w", err)
	}
	return b.Bytes(), nil
}

// regenerate reads the sources and renews build/; broken sources leave it as it was, but for the list of problems. sound tells whether
// it was renewed.
func regenerate(o options) (sound bool, err error) {
	unlock, err := o.lock()
	if err != nil {
		return false, err
	}
	defer unlock()
	m, problems, err := load(o)
	if err != nil {
		problems.Add(fileOf(err), 0, "", "table", "Detail", err.Error())
	}
	if err := problems.Print(os.Stderr, reportWords(o, m)); err != nil {
		return false, err
	}
	if problems.Errors() > 0 {
		return false, o.writeProblems(m, problems)
	}
	if err := generate(o, m); err != nil { // which removes the list of problems
		return false, err
	}
	feeds, err := m.Feeds()
	if err != nil {
		return false, err
	}
	return true, o.replaceTree(filepath.Join(o.root, "build", "feeds"), feeds)
}

// fileOf is the source an error names first, for the place of a problem.
func fileOf(err error) string {
	name, _, _ := strings.Cut(err.Error(), ":")
	return name
}

// reportWords are the words to print problems in: those that --lang asks for where they can be read.
func reportWords(o options, m site.Model) lang.Words {
	if w, err := words(o); err == nil {
		return w
	}
	return m.Words[lang.EN]
}

// writeProblems lists the errors in the six languages for the page, the place and the code of each apart from its sentence, which may run
// the other way; a language whose own words are broken shows them by code.
func (o options) writeProblems(m site.Model, problems problem.List) error {
	languages := map[string][]map[string]string{}
	for _, t := range lang.All() {
		for _, p := range problems.Sorted() {
			if p.Severity == problem.Error {
				languages[string(t)] = append(languages[string(t)], map[string]string{
					"place": p.Place(), "field": p.Field, "text": p.Text(m.Words[t]), "code": p.Code})
			}
		}
	}
	data, err := json.MarshalIndent(map[string]any{"languages": languages}, "", " ")
	if err != nil {
		return fmt.Errorf("list the problems: %w", err)
	}
	return o.writeFile(filepath.Join(o.root, "build", "data", "problems.json"), data)
}

// startHugo runs Hugo's server, and waits until it answers that it is ready.
func startHugo(ctx context.Context, hugo string, o options) (*exec.Cmd, error) {
	cmd := exec.CommandContext(ctx, hugo, "server", "--source", o.root, "--config", "hugo.toml,build/serve.toml",
		"--renderToMemory", "--port", strconv.Itoa(o.port), "--noBuildLock", "--disableFastRender",
		"--printI18nWarnings", "--baseURL", fmt.Sprintf("http://localhost:%d/", o.port))
	cmd.Env = hugoEnv()
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 3 * time.Second
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start Hugo: %w", err)
	}
	var tail bytes.Buffer
	cmd.Stderr = io.MultiWriter(&tail, os.Stderr)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start Hugo: %w", err)
	}
	ready := make(chan bool, 1)
	go func() {
		defer close(ready)
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			switch line := lines.Text(); {
			case strings.HasPrefix(line, "Web Server is available"):
				ready <- true
			case strings.Contains(line, "ERROR"), strings.Contains(line, "WARN"):
				fmt.Fprintln(os.Stderr, line)
			}
		}
	}()
	if !<-ready {
		return nil, fmt.Errorf("start Hugo: %w\n%s", cmd.Wait(), tail.Bytes())
	}
	return cmd, nil
}

// follow regenerates after each change until the server or the person ends it.
func follow(ctx context.Context, o options, w *fsnotify.Watcher, server *exec.Cmd) error {
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	var quiet <-chan time.Time
	broken := false
	for {
		select {
		case <-ctx.Done():
			<-ended
			return nil
		case err := <-ended:
			return fmt.Errorf("the Hugo server ended: %w", err)
		case ev := <-w.Events:
			if ignored(ev.Name) {
				continue
			}
			if info, err := os.Stat(ev.Name); err == nil && info.IsDir() {
				_ = addTree(w, ev.Name) // a folder that is gone again by now needs no watching
			}
			quiet = time.After(pause)
		case err := <-w.Errors:
			fmt.Fprintln(os.Stderr, "watch the sources:", err)
		case <-quiet:
			quiet = nil
			sound, err := regenerate(o)
			switch {
			case err != nil:
				fmt.Fprintln(os.Stderr, "july30:", err)
			case sound && broken:
				fmt.Fprintln(os.Stderr, "The sources are sound again.")
			}
			broken = !sound
		}
	}
}

// ignored tells an editor's own files from sources.
func ignored(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") || strings.HasSuffix(base, ".swp")
}

func watch(root string) (*fsnotify.Watcher, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch the sources: %w", err)
	}
	for _, dir := range sourceDirs {
		if err := addTree(w, filepath.Join(root, filepath.FromSlash(dir))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			w.Close()
			return nil, fmt.Errorf("watch the sources: %w", err)
		}
	}
	return w, nil
}

func addTree(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return w.Add(name)
	})
}
