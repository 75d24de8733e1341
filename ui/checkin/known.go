package checkin

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// mostKnown is how many people are offered at once.
	mostKnown = 3
	// fewestLetters of a name say something.
	fewestLetters = 3
	// mostNamed is among how many people somebody of exactly the typed name is looked for.
	mostNamed = 30
)

// acquaintances offers people of this list and of earlier editions while the
// name of somebody new is typed: to let them in is one click, and nobody is
// registered twice. Enter takes the one who has exactly the typed name; that
// this is somebody else has to be said.
type acquaintances struct {
	p             *Page
	given, family *kit.Entry
	read          func() event.Person // what was typed
	save, anyway  *kit.Button
	rows          *fyne.Container
	seen          string              // the name that was searched for and stands there still
	same          []event.KnownPerson // those who have exactly this name
	find          kit.Latest[[]event.KnownPerson]
	stop          func()
}

func (p *Page) newAcquaintances(given, family *kit.Entry, read func() event.Person, save *kit.Button) *acquaintances {
	a := &acquaintances{p: p, given: given, family: family, read: read, save: save, rows: kit.VStack(2), stop: func() {}}
	a.anyway = kit.NewButton(p.d.Printer.T("checkin.known.anyway"), kit.IconPlus, func() { p.addNewcomer(read()) })
	a.anyway.Hide()
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
	a.seen = ""
	a.stop = kit.After(kit.SearchDelay, func() {
		if len(a.name()) < fewestLetters || a.p.keep == nil {
			a.find.Cancel()
			a.show(nil)
			return
		}
		a.search(func() {})
	})
}

// name is the typed name, folded.
func (a *acquaintances) name() string { return event.Fold(a.given.Text + " " + a.family.Text) }

// search shows who may be meant, those of exactly this name first, and goes on.
func (a *acquaintances) search(then func()) {
	name := a.name()
	a.find.Run(a.p.ctx, func(ctx context.Context) ([]event.KnownPerson, error) {
		return a.p.named(ctx, name)
	}, func(people []event.KnownPerson, err error) {
		if a.p.known != a || a.p.keep == nil {
			return // a scan came in between, the form is a draft now
		}
		if err != nil {
			people = nil // the form works without
		}
		isSame := func(k event.KnownPerson) bool { return sameName(event.Fold(k.Name.Given+" "+k.Name.Family), name) }
		others := slices.DeleteFunc(slices.Clone(people), isSame)
		a.seen, a.same = name, slices.DeleteFunc(people, func(k event.KnownPerson) bool { return !isSame(k) })
		a.show(slices.Concat(a.same, others[:min(len(others), max(0, mostKnown-len(a.same)))]))
		then()
	})
}

// named finds people by their folded names: of this list, which may be a sample
// whose people are offered nowhere else, and of earlier editions.
func (p *Page) named(ctx context.Context, name string) ([]event.KnownPerson, error) {
	people, err := p.d.Service.FindPeople(ctx, name, mostNamed)
	if err != nil {
		return nil, err
	}
	f, err := p.lookUp(ctx, name)
	if err != nil {
		return nil, err
	}
	for _, e := range f.hits {
		there := slices.ContainsFunc(people, func(k event.KnownPerson) bool { return k.ID == e.Person })
		if !there && sameName(event.Fold(e.Who.Name.Given+" "+e.Who.Name.Family), name) {
			people = append(people, event.KnownPerson{Person: e.Who, Events: []event.KnownEvent{{ID: e.Event, Registration: e.ID, Status: e.Status}}})
		}
	}
	return people, nil
}

// sameName compares folded names in any order of their words.
func sameName(a, b string) bool {
	one, other := strings.Fields(a), strings.Fields(b)
	slices.Sort(one)
	slices.Sort(other)
	return slices.Equal(one, other)
}

// enter does what the main button says. Somebody of the same name of whom it
// did not say so yet is shown first.
func (a *acquaintances) enter() {
	a.stop()
	if a.seen != a.name() {
		a.search(func() {
			if len(a.same) == 0 {
				a.p.addNewcomer(a.read())
			}
		})
		return
	}
	switch len(a.same) {
	case 0:
		a.p.addNewcomer(a.read())
	case 1:
		a.admit(a.same[0])
	}
}

// showSave says what Enter does.
func (a *acquaintances) showSave() {
	t := a.p.d.Printer.T
	text := t("checkin.newcomer.save")
	switch {
	case len(a.same) == 1 && a.p.blank != "":
		text = t("checkin.known.take_blank", i18n.Args{"Name": a.p.d.Printer.Person(a.same[0].Name.Full())})
	case len(a.same) == 1:
		text = t("checkin.known.take", i18n.Args{"Name": a.p.d.Printer.Person(a.same[0].Name.Full())})
	case len(a.same) > 1:
		text = t("checkin.known.choose")
	}
	a.save.SetText(text)
	a.save.SetEnabled(len(a.same) <= 1)
	a.anyway.Hidden = len(a.same) == 0
}

func (a *acquaintances) show(people []event.KnownPerson) {
	if len(people) == 0 {
		a.same = nil
	}
	a.showSave()
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
	admit := t("checkin.known.admit")
	if a.p.blank != "" {
		admit = t("checkin.known.admit_blank")
	}
	button := kit.NewButton(admit, kit.IconDoorIn, func() { a.admit(k) })
	return container.NewBorder(nil, nil, nil, container.NewCenter(button), text)
}

// here is which of the person's events is this one, or -1.
func (a *acquaintances) here(k event.KnownPerson) int {
	return slices.IndexFunc(k.Events, func(e event.KnownEvent) bool { return e.ID == a.p.d.Event.ID })
}

// admit lets somebody known in, who is registered first where that is missing.
func (a *acquaintances) admit(k event.KnownPerson) {
	p, typed := a.p, a.read()
	blank, by := p.blank, p.by
	p.closeForm()
	p.dropDrafts()
	j := job{req: p.request(), enter: by}
	if here := a.here(k); here >= 0 {
		j.req.Registration = k.Events[here].Registration
		j.blank, j.lost = blank, blank != ""
	} else {
		typed.Name = k.Name
		j.newcomer = &event.NewRegistration{Event: p.d.Event.ID, PersonID: k.ID, Person: typed, WhenFull: event.AddWhenFull}
		j.blank = blank
	}
	p.enqueue(j)
}
