package ask

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.org/july30/tools/event"
	"example.org/july30/tools/problem"
)

// A question asks for one field; its words are ask_<field> of i18n/, and the field's hint where nothing is listed to choose from.
type question struct {
	field   string
	when    func(e event.Entry) bool   // whether it is asked; always where nil
	suggest func(e event.Entry) string // what is taken without an answer; nothing where nil
	plain   bool                       // the question says itself what may be answered
}

func (q question) applies(e event.Entry) bool { return q.when == nil || q.when(e) }

// questions are in the order in which they are asked.
func (d *Draft) questions() []question {
	placed := func(e event.Entry) bool { return e.Attendance != "online" }
	unregistered := func(e event.Entry) bool { return e.Organizer.ID == "" }
	return []question{
		{field: "title"},
		{field: "language", suggest: func(event.Entry) string { return d.Language.BCP47() }},
		{field: "summary"},
		{field: "description"},
		{field: "kind"},
		{field: "attendance", suggest: func(event.Entry) string { return event.Attendances()[0] }},
		{field: "country", when: placed, plain: true},
		{field: "city", when: placed},
		{field: "starts"},
		{field: "ends"},
		{field: "timezone", when: func(e event.Entry) bool { return !e.Starts.AllDay }, suggest: func(e event.Entry) string {
			return first(d.World.CurrentZones(e.Country))
		}},
		{field: "disclosure", when: placed},
		{field: "venue", when: func(e event.Entry) bool { return e.Disclosure == "public" }},
		{field: "url"},
		{field: "registration"},
		{field: "audience"},
		{field: "cost"},
		{field: "event_languages"},
		{field: "accessibility"},
		{field: "paragraphs"},
		{field: "organizer.id"},
		{field: "organizer.name", when: unregistered},
		{field: "organizer.kind", when: unregistered, suggest: func(event.Entry) string { return "civil-society" }},
		{field: "organizer.country", when: unregistered, plain: true, suggest: func(e event.Entry) string { return e.Country }},
		{field: "organizer.url", when: unregistered, suggest: func(e event.Entry) string {
			if u, err := url.Parse(e.URL); err == nil && u.Host != "" {
				return u.Scheme + "://" + u.Host + "/"
			}
			return ""
		}},
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// ErrLeft ends a dialogue that was left before its end.
var ErrLeft = errors.New("the dialogue was left")

// A dialogue asks the questions of a draft.
type dialogue struct {
	*Draft
	in   *bufio.Scanner
	out  io.Writer
	save func() error
}

// Ask asks for every field that has no value yet, until the entry has no error, and calls save after every answer. An answer that the
// checks refuse is asked for again. It returns ErrLeft where the input ends first. Errors that no question can mend are left to Event.
func (d *Draft) Ask(in io.Reader, out io.Writer, save func() error) error {
	g := dialogue{Draft: d, in: bufio.NewScanner(in), out: out, save: save}
	g.in.Buffer(nil, 1<<20)
	all := d.questions()
	again := -1    // the question that is asked although there is an answer
	ended := false // all have been asked once
	for i := 0; ; {
		if i == len(all) {
			var complaint string
			if again, complaint = g.unsound(all); again < 0 {
				return nil
			}
			i, ended = again, true
			g.say("", g.word("ask_mend", nil), complaint)
		}
		e, _ := d.Event()
		if i != again && (!all[i].applies(e.Entry) || text(e.Entry, all[i].field) != "") {
			i++
			continue
		}
		back, err := g.ask(all[i])
		if err != nil {
			return err
		}
		if !back {
			if again, i = -1, i+1; ended {
				i = len(all)
			}
			continue
		}
		for i = max(i-1, 0); !all[i].applies(e.Entry); i-- {
		}
		again = i
	}
}

// unsound is the first question whose answer, beside the others, is an error, and what is wrong; negative where there is none.
func (g dialogue) unsound(all []question) (int, string) {
	_, list := g.Event()
	for _, p := range list.Sorted() {
		i := slices.IndexFunc(all, func(q question) bool { return concerns(p, q.field) })
		if p.Severity == problem.Error && i >= 0 {
			return i, g.complaint(p)
		}
	}
	return -1, ""
}

// concerns tells whether a problem is one of a field, or of the table whose first field it is.
func concerns(p problem.Problem, field string) bool {
	return p.Field == field || p.Field == "organizer" && field == "organizer.id" || p.Field == "region" && field == "country"
}

// ask puts one question until there is an answer that the checks take; back tells that the question before is wanted instead.
func (g dialogue) ask(q question) (back bool, err error) {
	f, _ := event.FieldOf(q.field)
	e, _ := g.Event()
	suggested := text(e.Entry, q.field)
	if suggested == "" && q.suggest != nil {
		suggested = q.suggest(e.Entry)
	}
	suggested = cmp.Or(suggested, f.Default)
	g.say("", g.word("ask_"+strings.TrimPrefix(f.Label(), "field_"), nil))
	offered := g.offered(q)
	if hint := f.Label() + "_hint"; g.Words[g.Language].Has(hint) && len(offered) == 0 && !q.plain {
		g.say(g.word(hint, nil))
	}
	if q.field == "description" {
		g.say(g.word("ask_lines", nil))
	}
	g.offer(q.field, offered)
	for {
		answer, err := g.read(q, suggested)
		if err != nil {
			return false, err
		}
		if answer == "<" {
			return true, nil
		}
		before := maps.Clone(g.answers)
		g.Set(q.field, pick(answer, offered))
		refused := g.refused(q.field)
		if !refused {
			return false, g.save()
		}
		g.answers = before
		if alike := near(answer, g.choices(q.field)); len(alike) > 0 {
			g.say(g.word("ask_near", nil))
			offered = alike
			g.offer(q.field, offered)
		}
	}
}

// offered are the choices of a question that are few enough to be listed.
func (g dialogue) offered(q question) []choice {
	const few = 40
	all := g.choices(q.field)
	if q.field == "language" || q.field == "event_languages" {
		return all[:6]
	}
	if len(all) > few {
		return nil
	}
	return all
}

func (g dialogue) offer(field string, choices []choice) {
	for i, c := range choices {
		g.say(fmt.Sprintf("%3d. %s", i+1, c.shown))
	}
	switch {
	case len(choices) == 0:
	case isList(field):
		g.say(g.word("ask_numbers", nil))
	default:
		g.say(g.word("ask_number", nil))
	}
}

// pick puts the values of offered choices in the place of their numbers.
func pick(answer string, offered []choice) string {
	parts := separators.Split(answer, -1)
	for i, part := range parts {
		if n, err := strconv.Atoi(event.Fold(strings.TrimSpace(part))); err == nil && n >= 1 && n <= len(offered) {
			parts[i] = offered[n-1].value
		} else if len(offered) == 0 || err == nil {
			return answer
		}
	}
	return strings.Join(parts, ", ")
}

// refused says what is wrong with a field, warnings as well, and tells whether there is an error.
func (g dialogue) refused(field string) bool {
	_, list := g.Event()
	refused := false
	for _, p := range list.Sorted() {
		if _, missing := event.MissingField(p); !concerns(p, field) || p.Field != field && missing { // what is asked for next
			continue
		}
		refused = refused || p.Severity == problem.Error
		g.say(g.complaint(p))
	}
	return refused
}

// complaint is a problem in words for somebody who sees no file.
func (g dialogue) complaint(p problem.Problem) string {
	if _, missing := event.MissingField(p); missing {
		return g.word("ask_required", nil)
	}
	s := p.Text(g.Words[g.Language])
	if p.Severity == problem.Warning {
		s = g.word("problem_warning", nil) + s
	}
	return s
}

// read reads one answer: a line, or the lines of a description up to one with a full stop alone. No answer is the suggested one.
func (g dialogue) read(q question, suggested string) (string, error) {
	if suggested != "" {
		shown := suggested
		for _, c := range g.choices(q.field) {
			if c.value == suggested {
				shown = c.shown
			}
		}
		fmt.Fprintf(g.out, "[%s] ", shown)
	}
	fmt.Fprint(g.out, "> ")
	var lines []string
	for g.in.Scan() {
		line := g.in.Text()
		switch {
		case q.field != "description":
			line = strings.TrimSpace(line)
			if line == "" {
				return suggested, nil
			}
			return line, nil
		case len(lines) == 0 && strings.TrimSpace(line) == "":
			return suggested, nil
		case len(lines) == 0 && (line == "<" || line == "-"):
			return line, nil
		case strings.TrimSpace(line) == ".":
			return strings.Join(lines, "\n") + "\n", nil
		}
		lines = append(lines, line)
	}
	if err := g.in.Err(); err != nil {
		return "", fmt.Errorf("read the answer: %w", err)
	}
	fmt.Fprintln(g.out)
	return "", ErrLeft
}

func (g dialogue) word(key string, params map[string]any) string {
	return g.Words[g.Language].Text(key, params)
}

func (g dialogue) say(lines ...string) {
	for _, line := range lines {
		fmt.Fprintln(g.out, line)
	}
}
