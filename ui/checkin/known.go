package checkin

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

const (
	// mostKnown is how many people are offered at once.
	mostKnown = 3
	// fewestLetters of a name say something.
	fewestLetters = 3
)

// acquaintances offers people of this list and of earlier editions while the
// name of somebody new is typed: to let them in is one click, and nobody is
// registered twice.
type acquaintances struct {
	p             *Page
	given, family *kit.Entry
	read          func() event.Person // what was typed
	rows          *fyne.Container
	find          kit.Latest[[]event.KnownPerson]
	stop          func()
}

func (p *Page) newAcquaintances(given, family *kit.Entry, read func() event.Person) *acquaintances {
	a := &acquaintances{p: p, given: given, family: family, read: read, rows: kit.VStack(2), stop: func() {}}
	a.rows.Hide()
	for _, e := range []*kit.Entry{given, family} {
		before := e.OnChanged
		e.OnChanged = func(text string) {
			before(text)
			a.look()
		}
	}
	return a
}

// look searches once typing rests.
func (a *acquaintances) look() {
	a.stop()
	a.stop = kit.After(kit.SearchDelay, func() {
		name := event.Fold(a.given.Text + " " + a.family.Text)
		if len(name) < fewestLetters || a.p.keep == nil {
			a.find.Cancel()
			a.show(nil)
			return
		}
		a.find.Run(a.p.ctx, func(ctx context.Context) ([]event.KnownPerson, error) {
			return a.p.d.Service.FindPeople(ctx, name, mostKnown)
		}, func(people []event.KnownPerson, err error) {
			if err != nil {
				people = nil // the form works without
			}
			a.show(people)
		})
	})
}

func (a *acquaintances) show(people []event.KnownPerson) {
	a.rows.RemoveAll()
	if len(people) > 0 {
		a.rows.Add(kit.Separator())
		a.rows.Add(kit.NewText(a.p.d.Printer.T("checkin.known"), kit.StyleSmall))
	}
	for _, k := range people {
		a.rows.Add(a.row(k))
	}
	a.rows.Hidden = len(people) == 0
	a.p.view.stage.Refresh()
}

func (a *acquaintances) row(k event.KnownPerson) fyne.CanvasObject {
	t := a.p.d.Printer.T
	words := []string{k.Institution, k.Town}
	switch here := a.here(k); {
	case here >= 0:
		words = append(words, t("checkin.known.here"))
	case len(k.Events) > 0:
		year, _, _ := strings.Cut(string(k.Events[0].Start), "-")
		words = append(words, k.Events[0].Title, year)
	}
	words = slices.DeleteFunc(words, func(s string) bool { return s == "" })
	text := kit.VStack(0, kit.NewText(k.Name.Full(), kit.StyleStrong.Truncated()),
		kit.NewText(strings.Join(words, " · "), kit.StyleSmall.Truncated()))
	button := kit.NewButton(t("checkin.known.admit"), kit.IconDoorIn, func() { a.admit(k) })
	return container.NewBorder(nil, nil, nil, container.NewCenter(button), text)
}

// here is which of the person's events is this one, or -1.
func (a *acquaintances) here(k event.KnownPerson) int {
	return slices.IndexFunc(k.Events, func(e event.KnownEvent) bool { return e.ID == a.p.d.Event.ID })
}

// admit lets somebody known in, who is registered first where that is missing.
func (a *acquaintances) admit(k event.KnownPerson) {
	p, typed := a.p, a.read()
	blank := p.blank
	p.closeForm()
	j := job{req: p.request()}
	if here := a.here(k); here >= 0 {
		j.req.Registration = k.Events[here].Registration
	} else {
		typed.Name = k.Name
		j.newcomer = &event.NewRegistration{Event: p.d.Event.ID, PersonID: k.ID, Person: typed, WhenFull: event.AddWhenFull}
		j.blank = blank
	}
	p.enqueue(j)
}
