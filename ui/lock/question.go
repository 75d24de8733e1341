package lock

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// mostRows are seen without scrolling.
const mostRows = 6

// letterPause parts one name from the next.
const letterPause = time.Second

// longestPIN is what can be typed; what is longer was scanned.
const longestPIN = 8

// question is a list of names and the field of a PIN. Everything works from the keyboard: arrows, or the first
// letters of a name, choose, digits are the PIN, Enter says it.
type question struct {
	d      Deps
	people []event.Operator
	rows   []*person
	pin    *kit.Entry
	field  *kit.Field
	enter  *kit.Button
	list   *kit.Scroll
	view   fyne.CanvasObject
	at     int
	typed  string // letters of a name, one after the other
	forget func() // stops forgetting them
	busy   bool
	done   func(event.Operator)
	chosen func(id string) // nil: nobody asks
	// scanned is told of what only a scanner types; nil: nobody asks.
	scanned func()
}

func newQuestion(d Deps, people []event.Operator, first string, done func(event.Operator)) *question {
	q := &question{d: d, people: people, done: done, at: -1}
	t := d.Printer.T
	column := kit.VStack(0)
	for i, o := range people {
		row := newPerson(o.Name, t("access.role."+string(o.Role)), func() { q.choose(i); q.focus() })
		q.rows = append(q.rows, row)
		column.Add(row)
	}
	q.list = kit.NewVScroll(column)
	q.pin = kit.NewPassword("")
	q.pin.OnChanged = q.onChanged
	q.pin.OnSubmitted = func(string) { q.try() }
	q.pin.OnArrow = func(ev *fyne.KeyEvent) bool {
		q.move(ev.Name == fyne.KeyDown)
		return true
	}
	q.field = kit.NewField(t("access.pin"), q.pin, t("access.pin.hint"))
	q.enter = kit.NewPrimary(t("access.enter"), kit.IconCheck, q.try)
	q.view = kit.VStack(4,
		container.New(&listHeight{rows: min(len(people), mostRows)}, kit.NewPanel(q.list)),
		q.field, kit.HStack(2, kit.Spacer(), q.enter))
	for i, o := range people {
		if o.ID == first {
			q.choose(i)
		}
	}
	if q.at < 0 && len(people) == 1 {
		q.choose(0)
	}
	return q
}

// choose marks a name.
func (q *question) choose(i int) {
	if i < 0 || i >= len(q.rows) {
		return
	}
	if q.at >= 0 {
		q.rows[q.at].selectNow(false)
	}
	changed := q.at != i
	q.at = i
	q.rows[i].selectNow(true)
	q.show(i)
	if changed {
		q.field.SetError("")
		if q.pin.Text != "" {
			q.pin.SetText("")
		}
	}
	if q.chosen != nil {
		q.chosen(q.people[i].ID)
	}
}

// show scrolls so that a name is seen.
func (q *question) show(i int) {
	height, top := rowHeight(), q.list.Offset.Y
	y := float32(i) * height
	room := q.list.Size().Height
	switch {
	case room == 0: // not laid out yet
	case y < top:
		q.list.ScrollToOffset(fyne.NewPos(0, y))
	case y+height > top+room:
		q.list.ScrollToOffset(fyne.NewPos(0, y+height-room))
	}
}

func (q *question) move(down bool) {
	if down {
		q.choose(min(q.at+1, len(q.rows)-1))
	} else {
		q.choose(max(q.at-1, 0))
	}
}

func (q *question) focus() { q.d.Window.Canvas().Focus(q.pin) }

func (q *question) clear() {
	q.pin.SetText("")
	q.field.SetError("")
	q.focus()
}

func (q *question) tell(text string) { q.field.SetError(text) }

// tellSoon is tell after the PIN was taken away: the field takes an error away once its text has changed.
func (q *question) tellSoon(text string) { kit.After(0, func() { q.tell(text) }) }

// onChanged keeps digits alone; letters look for a name.
func (q *question) onChanged(text string) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
	if digits == text {
		if digits != "" {
			q.typed = ""
		}
		return
	}
	letters := event.Fold(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, text))
	q.pin.SetText(digits)
	if letters == "" {
		return
	}
	if q.forget != nil {
		q.forget()
	}
	q.typed += letters
	q.forget = kit.After(letterPause, func() { q.typed = "" })
	q.find(q.typed)
}

// find goes to the name one of whose words begins with what was typed; a single letter goes on to the next such name.
func (q *question) find(letters string) {
	from := max(q.at, 0)
	if len(letters) == 1 {
		from = q.at + 1
	}
	for step := range len(q.people) {
		i := (from + step) % len(q.people)
		for _, word := range strings.Fields(event.Fold(q.people[i].Name)) {
			if strings.HasPrefix(word, letters) {
				q.choose(i)
				return
			}
		}
	}
}

// onKey answers keys that nothing with the focus had a use for.
func (q *question) onKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp, fyne.KeyDown:
		q.move(ev.Name == fyne.KeyDown)
		q.focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		q.try()
	case fyne.KeyBackspace:
		if q.d.Window.Canvas().Focused() == nil {
			q.focus()
			q.pin.TypedKey(ev)
		}
	}
}

// try asks whether the PIN is right.
func (q *question) try() {
	t := q.d.Printer.T
	pin := q.pin.Text
	switch {
	case q.busy:
		return
	case q.at < 0:
		q.field.SetError(t("access.choose"))
		return
	case pin == "":
		q.field.SetError(t("access.pin.type"))
		q.focus()
		return
	case len(pin) > longestPIN:
		q.clear()
		if q.scanned != nil {
			q.scanned()
		} else {
			q.tellSoon(t("access.pin.type"))
		}
		return
	}
	q.setBusy(true)
	id := q.people[q.at].ID
	kit.Run(q.d.Context, func(ctx context.Context) (event.Operator, error) { return q.d.Identify(ctx, id, pin) },
		func(o event.Operator, err error) {
			q.setBusy(false)
			if err == nil {
				q.done(o)
				return
			}
			q.pin.SetText("")
			q.tellSoon(q.d.Printer.Error(err))
			q.focus()
			if errors.Is(err, event.Fail(event.CodeOperatorNotFound)) {
				q.enter.SetEnabled(false)
			}
		})
}

func (q *question) setBusy(busy bool) {
	q.busy = busy
	q.enter.SetEnabled(!busy)
}

// listHeight gives a list the height of its first rows.
type listHeight struct{ rows int }

func (l *listHeight) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, float32(l.rows)*rowHeight()+kit.Space(1))
}

func (l *listHeight) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

func rowHeight() float32 { return kit.Size(kit.SizeTouch) }
