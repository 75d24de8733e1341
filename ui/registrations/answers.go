package registrations

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// answers are the inputs of the event's own questions, and of what a form asked besides.
type answers struct {
	guards
	words event.AnswerWords
	today func() time.Time
	view  *fyne.Container
	// What the form around does: after a change, on Enter, with a badge that was scanned into an input, and to
	// show an input that was reached by Tab.
	changed func()
	submit  func()
	scanned func(code string)
	reveal  func(fyne.CanvasObject)
	wheel   func(*fyne.ScrollEvent) // of what scrolls around the inputs; nil: nothing does

	fresh  bool              // somebody new: what is required must be there
	given  map[string]string // the answers that the inputs were filled from
	inputs []*answerInput
	shape  string // which inputs are there
}

// answerInput is the input of one answer.
type answerInput struct {
	q       event.Question
	field   *kit.Field
	set     func(answer string)
	raw     func() string // as it stands in the input
	parse   func(raw string) (string, error)
	initial string // what raw was before anybody changed it
}

func newAnswers(p *i18n.Printer, words event.AnswerWords, today func() time.Time) *answers {
	return &answers{guards: guards{printer: p}, words: words, today: today, view: kit.VStack(3),
		changed: func() {}, submit: func() {}, scanned: func(string) {}, reveal: func(fyne.CanvasObject) {}}
}

// fill shows the questions that people with these roles are asked, with their answers, and below them the
// answers without a question. now holds what was typed and is not saved, nil for nothing.
func (a *answers) fill(questions []event.Question, roles []event.Role, given, now map[string]string) {
	var asked, other []event.Question
	for _, q := range questions {
		if q.AskedOf(roles) {
			asked = append(asked, q)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if given[key] != "" && !slices.ContainsFunc(asked, func(q event.Question) bool { return q.Key == key }) {
			other = append(other, titled(key, questions))
		}
	}
	a.given = given
	if shape := shapeOf(asked, other, given); shape != a.shape {
		a.shape = shape
		a.build(asked, other)
	}
	for _, in := range a.inputs {
		in.set(given[in.q.Key])
		in.initial = in.raw()
		if typed, ok := now[in.q.Key]; ok {
			in.set(typed)
		}
	}
	a.reset()
}

// titled is an answer without a question, or one that is asked of others, under the title it has.
func titled(key string, questions []event.Question) event.Question {
	q := event.Question{Key: key, Title: key, Kind: event.AskText}
	if i := slices.IndexFunc(questions, func(o event.Question) bool { return o.Key == key }); i >= 0 {
		q = questions[i]
		q.Required = false
	}
	return q
}

// shapeOf changes when other inputs are needed than those that are there.
func shapeOf(asked, other []event.Question, given map[string]string) string {
	var b strings.Builder
	for _, list := range [][]event.Question{asked, other} {
		for _, q := range list {
			_, err := q.Parse(given[q.Key])
			fmt.Fprintf(&b, "%q %q %s %q %v %v %v\n", q.Key, q.Title, q.Kind, q.Options, q.Required, isLong(given[q.Key]), err)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (a *answers) build(asked, other []event.Question) {
	t := a.printer.T
	a.view.Objects, a.inputs, a.list = nil, nil, nil
	for i, list := range [][]event.Question{asked, other} {
		if len(list) == 0 {
			continue
		}
		title := t("entry.questions")
		if i == 1 {
			title = t("entry.answers.other")
		}
		a.view.Add(kit.Section(title))
		for _, q := range list {
			in := a.makeInput(q)
			a.inputs = append(a.inputs, in)
			a.view.Add(in.field)
		}
	}
	a.view.Refresh()
}

// values are the answers as they stand in the inputs that were changed, whether they can be read or not.
func (a *answers) values() map[string]string {
	now := map[string]string{}
	for _, in := range a.inputs {
		if raw := in.raw(); raw != in.initial {
			now[in.q.Key] = raw
		}
	}
	return now
}

func (a *answers) touched() bool { return len(a.values()) > 0 }

// read gives the answers that were changed, "" for one that was taken away.
func (a *answers) read() (map[string]string, error) {
	changed := map[string]string{}
	for _, in := range a.inputs {
		raw := in.raw()
		if raw == in.initial {
			continue
		}
		answer, err := in.parse(raw)
		if err != nil {
			return nil, err
		}
		changed[in.q.Key] = answer
	}
	return changed, nil
}

// complain says what is wrong with an answer: what cannot be read, or a required one that is not there.
// Of answers that nobody touched only the missing one of somebody new is wrong.
func (a *answers) complain(in *answerInput) error {
	raw := in.raw()
	if raw == "" && in.q.Required && (a.fresh || raw != in.initial) {
		return event.Fail(event.CodeRequired).In(in.q.Field())
	}
	if raw == in.initial {
		return nil
	}
	_, err := in.parse(raw)
	return err
}
