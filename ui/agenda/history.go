package agenda

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// history is what was done to the programme here and can be taken back, the last thing first. It is read and
// written in the order of its queue, so a quick Ctrl+Z finds what was done just before.
type history struct {
	queue        kit.Serial[stepDone]
	done, undone []step
}

// step is one thing that was done: of some sessions the values before and after.
type step struct {
	label    string
	changes  []turn
	imported bool            // it came from a file, and is no edit by hand
	under    context.Context // that it is done under at first; nil: it is a deed of its own
}

// turn is a session with its changed values as they were and as they became.
type turn struct {
	id       string
	from, to event.SessionUpdate
}

// stepDone is what became of a step.
type stepDone struct {
	step
	none bool     // there was nothing to do
	kept []string // fields that somebody else had changed meanwhile
}

// edit changes sessions in one commit that can be undone; label says what was done.
func (p *Page) edit(label string, edits []event.SessionEdit) { p.editThen(label, edits, nil) }

// editThen is edit, and tells how it ended. An error that nobody takes is shown.
func (p *Page) editThen(label string, edits []event.SessionEdit, ended func(error)) {
	p.do(label, func(ctx context.Context) ([]event.SessionEdit, error) {
		back := make([]event.SessionEdit, len(edits))
		for i, e := range edits {
			before, err := p.Store.Session(ctx, e.ID)
			if err != nil {
				return nil, err
			}
			back[i] = event.SessionEdit{ID: e.ID, Update: e.Update.Inverse(before)}
		}
		_, err := p.Service.UpdateSessions(ctx, edits)
		return back, err
	}, ended)
}

// do runs a use case that returns what takes it back, and keeps that.
func (p *Page) do(label string, work func(context.Context) ([]event.SessionEdit, error), ended func(error)) {
	p.doStep(step{label: label}, work, ended)
}

func (p *Page) doStep(s step, work func(context.Context) ([]event.SessionEdit, error), ended func(error)) {
	under := p.Context
	if s.under != nil {
		under, s.under = s.under, nil
	}
	p.history.queue.Run(under, func(ctx context.Context) (stepDone, error) {
		back, err := work(ctx)
		if err != nil {
			return stepDone{}, err
		}
		for _, e := range back {
			now, err := p.Store.Session(ctx, e.ID)
			if err != nil {
				return stepDone{}, err
			}
			s.changes = append(s.changes, turn{e.ID, e.Update, e.Update.Inverse(now)})
		}
		return stepDone{step: s}, nil
	}, func(d stepDone, err error) {
		if err == nil && len(d.changes) > 0 {
			p.history.done, p.history.undone = append(p.history.done, d.step), nil
			kit.Toast(p.Window.Canvas(), s.label, p.undo)
		}
		switch {
		case ended != nil:
			ended(err)
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
		}
		p.readIfShown()
	})
}

// undo takes back what was done last.
func (p *Page) undo() { p.step(true) }

// redo does again what was undone last.
func (p *Page) redo() { p.step(false) }

func (p *Page) step(back bool) {
	h := &p.history
	from, to := &h.done, &h.undone
	if !back {
		from, to = to, from
	}
	h.queue.Run(p.Context, func(ctx context.Context) (stepDone, error) {
		if len(*from) == 0 {
			return stepDone{none: true}, nil
		}
		return p.turnBack(ctx, (*from)[len(*from)-1], back)
	}, func(d stepDone, err error) {
		switch {
		case err != nil:
			kit.ShowError(p.Window, p.Printer, err)
			return
		case d.none:
			p.tellStep(map[bool]string{true: "agenda.undo.none", false: "agenda.redo.none"}[back], "")
			return
		}
		*from = (*from)[:len(*from)-1]
		if len(d.changes) > 0 {
			*to = append(*to, d.step)
			if p.chosen = d.changes[0].id; p.form == nil {
				p.wanted = p.chosen // so that it can be seen, on another day too
			}
			p.tellStep(map[bool]string{true: "agenda.undone", false: "agenda.redone"}[back], d.label)
		}
		if len(d.kept) > 0 {
			p.say(kit.ToneAttention, p.Printer.T("agenda.undo.kept", i18n.Args{"Fields": strings.Join(d.kept, "; ")}))
		}
		p.readIfShown()
	})
}

func (p *Page) tellStep(id, label string) {
	kit.Toast(p.Window.Canvas(), p.Printer.T(id, i18n.Args{"Label": label}), nil)
}

// turnBack writes the values of a step from before, or from after. What somebody else has changed since stays
// as it is.
func (p *Page) turnBack(ctx context.Context, s step, back bool) (stepDone, error) {
	d := stepDone{step: step{label: s.label, imported: s.imported}}
	var edits []event.SessionEdit
	for _, c := range s.changes {
		now, err := p.Store.Session(ctx, c.id)
		if err != nil {
			return d, err
		}
		write, expect := c.from, c.to
		if !back {
			write, expect = c.to, c.from
		}
		for _, field := range moved(&write, expect, expect.Inverse(now)) {
			d.kept = append(d.kept, p.Printer.T("agenda.undo.field", i18n.Args{"Title": now.Title, "Field": p.Printer.T(fieldIDs[field])}))
		}
		if write != (event.SessionUpdate{}) {
			edits = append(edits, event.SessionEdit{ID: c.id, Update: write})
			d.changes = append(d.changes, c)
		}
	}
	if len(edits) == 0 {
		return d, nil
	}
	if s.imported {
		ctx = event.TakingBack(ctx, back)
	}
	_, err := p.Service.UpdateSessions(ctx, edits)
	return d, err
}

// moved takes out of an update the fields that are no longer as they are expected, and names them.
func moved(u *event.SessionUpdate, expect, now event.SessionUpdate) []string {
	var names []string
	write, want, is := reflect.ValueOf(u).Elem(), reflect.ValueOf(expect), reflect.ValueOf(now)
	for i := range write.NumField() {
		if write.Field(i).IsNil() || same(want.Field(i).Interface(), is.Field(i).Interface()) {
			continue
		}
		write.Field(i).SetZero()
		names = append(names, write.Type().Field(i).Name)
	}
	return names
}

// same compares two values of an update.
func same(a, b any) bool {
	switch a := a.(type) {
	case *time.Time:
		return a.Equal(*b.(*time.Time))
	case *[]string:
		return slices.Equal(*a, *b.(*[]string))
	case *[]event.Contributor:
		return slices.Equal(*a, *b.(*[]event.Contributor))
	}
	return reflect.DeepEqual(a, b)
}

// fieldIDs are what the fields of an update are called.
var fieldIDs = map[string]string{
	"Kind": "field.kind", "Title": "agenda.column.title", "Description": "agenda.field.description", "Start": "field.start", "End": "field.end",
	"Room": "field.room", "Capacity": "field.capacity", "Hours": "agenda.field.hours", "Mandatory": "agenda.field.mandatory", "SignUp": "agenda.field.signup",
	"AllRooms": "agenda.field.allrooms", "Dropped": "agenda.field.dropped", "Groups": "agenda.field.groups", "Contributors": "agenda.contributors",
	"Series": "agenda.field.series",
}
