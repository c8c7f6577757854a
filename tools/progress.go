package main

import (
	"fmt"
	"os"

	"golang.org/x/term"
)

// A progress tells a person at a terminal which step is running; in a pipe it is silent, but for what must be said.
type progress struct {
	out      *os.File
	terminal bool
}

func newProgress(out *os.File) *progress {
	return &progress{out: out, terminal: term.IsTerminal(int(out.Fd()))}
}

// step names the step that begins; it stands on one line, which the next step takes over.
func (p *progress) step(text string) {
	if p.terminal {
		fmt.Fprintf(p.out, "\r\x1b[K%s …", text)
	}
}

// say prints a line that stays, in a pipe too.
func (p *progress) say(text string) {
	if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	fmt.Fprintln(p.out, text)
}

// done clears the line of the last step.
func (p *progress) done() {
	if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
