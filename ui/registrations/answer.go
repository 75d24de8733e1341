package registrations

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// makeInput makes the input that fits a question.
func (a *answers) makeInput(q event.Question) *answerInput {
	in := &answerInput{q: q, parse: q.Parse}
	switch q.Kind {
	case event.AskChoice:
		a.makeChoice(in, q.Options, q.Options)
	case event.AskYesNo:
		a.makeChoice(in, []string{event.AnswerYes, event.AnswerNo}, []string{a.words.Yes, a.words.No})
	case event.AskChoices:
		a.makeChoices(in)
	case event.AskDate:
		a.makeDate(in)
	default:
		a.makeText(in)
	}
	return in
}

// field is the field of a question, with the asterisk of a required one.
func (a *answers) field(q event.Question, input fyne.CanvasObject) *kit.Field {
	title := strings.TrimRight(q.Title, " *")
	if q.Required {
		title += " *"
	}
	return kit.NewLongField(title, input, "")
}

// isLong reports an answer that needs several lines.
func isLong(answer string) bool { return len(answer) > 60 || strings.Contains(answer, "\n") }

// makeText makes the input of a text or a number.
func (a *answers) makeText(in *answerInput) {
	entry := kit.NewEntry("")
	if in.q.Kind == event.AskText && isLong(a.given[in.q.Key]) {
		entry = kit.NewMultiEntry("", 3)
	}
	in.set = func(answer string) { entry.SetText(in.q.Format(answer, a.words)) }
	a.typed(in, entry, entry)
}

// typed finishes an input into which somebody types.
func (a *answers) typed(in *answerInput, entry *kit.Entry, shown fyne.CanvasObject) {
	entry.SetMinWidth(leastInput)
	entry.OnChanged = func(string) { a.changed() }
	entry.OnFocusGained = func() { a.reveal(shown) }
	entry.OnWheel = a.wheel
	in.raw = func() string { return strings.TrimSpace(entry.Text) }
	in.field = a.field(in.q, shown)
	a.watch(in.field, entry, func() error { return a.complain(in) })
	sift(entry, func() { a.submit() }, func(code string) { a.scanned(code) })
}

func (a *answers) makeDate(in *answerInput) {
	day := kit.NewDateEntry(a.today)
	in.set = func(answer string) { day.SetText(in.q.Format(answer, a.words)) }
	in.parse = func(raw string) (string, error) {
		answer, err := in.q.Parse(raw)
		if t, ok := kit.ParseDate(raw, a.today()); err != nil && ok { // 14.3, of the nearest year
			return t.Format(time.DateOnly), nil
		}
		return answer, err
	}
	a.typed(in, &day.Entry, day)
}

// makeChoice makes a list to choose one answer from. An answer that is none of them stays choosable.
func (a *answers) makeChoice(in *answerInput, values, texts []string) {
	options := []kit.Option[string]{{Text: a.printer.T("entry.answer.none")}}
	for i, v := range values {
		options = append(options, kit.Option[string]{Value: v, Text: texts[i]})
	}
	if strange := a.given[in.q.Key]; strange != "" {
		if _, err := in.q.Parse(strange); err != nil {
			options = append(options, kit.Option[string]{Value: strange, Text: strange})
		}
	}
	list := kit.NewSelect(options, func(string) { a.changed() })
	list.SetMinWidth(leastInput)
	in.set = func(answer string) {
		list.SetValue("")
		if canonical, err := in.q.Parse(answer); err == nil {
			answer = canonical
		}
		list.SetValue(answer)
	}
	in.raw = func() string { v, _ := list.Value(); return v }
	in.parse = func(raw string) (string, error) { return raw, nil }
	in.field = a.field(in.q, list)
	a.need(in.field, list, func() error { return a.complain(in) })
}

// makeChoices makes a box for each option, and one for each answer that is none of them.
func (a *answers) makeChoices(in *answerInput) {
	_, strange := in.q.Split(a.given[in.q.Key])
	words := slices.Concat(in.q.Options, strange)
	boxes, lines := make([]*kit.Check, len(words)), kit.VStack(0)
	for i, w := range words {
		boxes[i] = kit.NewCheck(w, false, func(bool) {
			in.field.SetError("")
			a.changed()
		})
		lines.Add(container.New(shrinking{}, boxes[i]))
	}
	in.set = func(answer string) {
		chosen, others := in.q.Split(answer)
		for i, w := range words {
			boxes[i].SetChecked(slices.Contains(chosen, w) || slices.Contains(others, w))
		}
	}
	in.raw = func() string {
		var all []string
		for i, w := range words {
			if boxes[i].Checked() {
				all = append(all, w)
			}
		}
		return strings.Join(all, event.ChoiceSeparator)
	}
	in.parse = func(raw string) (string, error) { return raw, nil }
	in.field = a.field(in.q, lines)
	a.need(in.field, boxes[0], func() error { return a.complain(in) })
}

// shrinking lets an object with long words become as narrow as an input.
type shrinking struct{}

// MinSize is part of fyne.Layout.
func (shrinking) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := o[0].MinSize()
	return fyne.NewSize(min(s.Width, leastInput), s.Height)
}

// Layout is part of fyne.Layout.
func (shrinking) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
