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
var sourceDirs = []string{"content", "data", "i18n", "assets/css", demoDir}

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
	server := &hugoServer{start: func() (*exec.Cmd, error) { return startHugo(ctx, hugo, o) }}
	if err := server.run(); err != nil {
		return err
	}
	p.say(fmt.Sprintf("The site is at http://localhost:%d/ and follows every change. Ctrl+C ends it.", o.port))
	return follow(ctx, o, watcher, server)
}

// firstGeneration writes build/ for the first time. Sources that are broken from the start are shown on the page too, where an
// earlier state of build/ is there to show it on.
func firstGeneration(o options) error {
	sound, err := regenerate(o, func() {})
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

// feedsAfter is how long after the pages of a change its calendars, feeds and data are written: Hugo's server gathers what changes within half a
// second.
const feedsAfter = 800 * time.Millisecond

// regenerate reads the sources and renews build/; broken sources leave it as it was, but for the list of problems. sound tells whether
// it was renewed. Where pages came or went it calls otherPages at the end.
func regenerate(o options, otherPages func()) (sound bool, err error) {
	m, problems, err := load(o)
	if err != nil {
		problems.Add(fileOf(err), 0, "", "table", "Detail", err.Error())
	}
	unlock, err := o.lock()
	if err != nil {
		return false, err
	}
	defer unlock()
	if err := problems.Print(os.Stderr, reportWords(o, m)); err != nil {
		return false, err
	}
	if problems.Errors() > 0 {
		return false, o.writeProblems(m, problems)
	}
	if err := drawPictures(o, &m); errors.Is(err, errProblems) {
		fmt.Fprintln(os.Stderr, "The site is shown without the pictures that have problems.")
	} else if err != nil {
		return false, err
	}
	others, err := generate(o, m) // which removes the list of problems
	if err != nil {
		return false, err
	}
	feeds := site.Files{}
	err = m.Feeds(func(name string, data []byte) error {
		feeds[name] = data
		return nil
	})
	if err != nil {
		return false, err
	}
	// One event is in many lists. Their files come after the pages, in a change of their own: of many changes at once Hugo's server waits for the end.
	dir := filepath.Join(o.root, "build", "feeds")
	if _, err := os.Stat(dir); err == nil && !others {
		time.Sleep(feedsAfter)
	}
	if _, err := o.replaceTree(dir, feeds); err != nil {
		return false, err
	}
	if others {
		otherPages()
	}
	return true, nil
}

// fileOf is the source an error names first, for the place of a problem.
func fileOf(err error) string {
	name, _, _ := strings.Cut(err.Error(), ":")
	return name
}

// reportWords are the words to print problems in: those of words where they can be read.
func reportWords(o options, m site.Model) problem.Words {
	if w, err := words(o); err == nil {
		return w
	}
	return problem.In(m.Words[lang.EN])
}

// writeProblems lists the errors in the six languages for the page, the place and the code of each apart from its sentence, which may run
// the other way; a language whose own words are broken shows them by code.
func (o options) writeProblems(m site.Model, problems problem.List) error {
	languages := map[string][]map[string]string{}
	for _, t := range lang.All() {
		for _, p := range problems.Sorted() {
			if p.Severity == problem.Error {
				languages[string(t)] = append(languages[string(t)], map[string]string{
					"place": p.Place(), "field": p.Field, "html": p.HTML(m.Words[t]), "code": p.Code})
			}
		}
	}
	data, err := json.MarshalIndent(map[string]any{"languages": languages}, "", " ")
	if err != nil {
		return fmt.Errorf("list the problems: %w", err)
	}
	return o.writeFile(filepath.Join(o.root, "build", "data", "problems.json"), data)
}

// upToPanic passes on what a program writes until it panics: the trace says nothing to whoever writes a text.
type upToPanic struct {
	to       io.Writer
	panicked bool
}

func (w *upToPanic) Write(data []byte) (int, error) {
	if w.panicked {
		return len(data), nil
	}
	if before, _, ok := bytes.Cut(data, []byte("panic: ")); ok {
		w.panicked = true
		_, err := w.to.Write(before)
		return len(data), err
	}
	return w.to.Write(data)
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
	cmd.Stderr = io.MultiWriter(&tail, &upToPanic{to: os.Stderr})
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

// hugoServer is Hugo's server, which can be started again.
type hugoServer struct {
	start func() (*exec.Cmd, error) // and waits until it answers
	cmd   *exec.Cmd
	ended chan error // of the server that runs now
	since time.Time
	quick int // how many in a row ended soon after their start
}

// A server that ends within soon of its start, more than quickEnds times in a row, is not started again.
const (
	soon      = 5 * time.Second
	quickEnds = 3
)

func (s *hugoServer) run() error {
	cmd, err := s.start()
	if err != nil {
		return err
	}
	s.cmd, s.since, s.ended = cmd, time.Now(), make(chan error, 1)
	go func(ended chan<- error) { ended <- cmd.Wait() }(s.ended)
	return nil
}

// again starts a server after one that ended by itself.
func (s *hugoServer) again(end error) error {
	for {
		if s.quick++; time.Since(s.since) > soon {
			s.quick = 0
		}
		if s.quick > quickEnds {
			return fmt.Errorf("the Hugo server ended: %w", end)
		}
		fmt.Fprintf(os.Stderr, "The Hugo server ended (%v) and starts again.\n", end)
		s.since = time.Now()
		if end = s.run(); end == nil {
			return nil
		}
	}
}

// renew ends the server, which writes nothing to disk, and starts another; where that fails, the end that follow hears of says so.
func (s *hugoServer) renew() {
	_ = s.cmd.Process.Kill() // fails where it has ended already
	<-s.ended
	if err := s.run(); err != nil {
		s.ended <- err
	}
}

// follow regenerates after each change until the person ends it. Where pages came or went, Hugo's server is started anew: that takes it less time than to
// follow, in which Hugo 0.165 besides now and then panics (hugolib, lookupContentNode). One that ends by itself is started again.
func follow(ctx context.Context, o options, w *fsnotify.Watcher, server *hugoServer) error {
	var quiet <-chan time.Time
	broken := false
	for {
		select {
		case <-ctx.Done():
			<-server.ended
			return nil
		case err := <-server.ended:
			if ctx.Err() != nil {
				return nil
			}
			if err := server.again(err); err != nil {
				return err
			}
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
			sound, err := regenerate(o, server.renew)
			switch {
			case ctx.Err() != nil:
				continue
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
