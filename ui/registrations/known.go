package registrations

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// mostOffers is how many people of earlier editions are offered at once.
const mostOffers = 3

// look searches for people of the name that is being typed, once it rests.
func (n *newcomer) look() {
	n.stop()
	name := event.Fold(n.given.Text + " " + n.family.Text)
	if n.known.ID != "" {
		if n.isKnown() {
			return
		}
		n.known = event.KnownPerson{}
		n.showOffers(nil)
	}
	n.stop = kit.After(searchPause, func() {
		if len(name) < 3 {
			n.find.Cancel()
			n.showOffers(nil)
			return
		}
		n.find.Run(n.p.Context, func(ctx context.Context) ([]event.KnownPerson, error) {
			return n.p.Service.FindPeople(ctx, name, mostOffers)
		}, func(people []event.KnownPerson, err error) {
			if err != nil { // the offer is a convenience
				people = nil
			}
			n.showOffers(people)
		})
	})
}

// isKnown reports whether the name can still be that of the chosen person: one part of it may have changed.
func (n *newcomer) isKnown() bool {
	name := n.known.Name
	return event.Fold(n.given.Text) == event.Fold(name.Given) || event.Fold(n.family.Text) == event.Fold(name.Family)
}

// showOffers lists people of earlier editions under the name.
func (n *newcomer) showOffers(people []event.KnownPerson) {
	t := n.p.Printer.T
	n.offers.Objects = nil
	if len(people) > 0 {
		n.offers.Add(kit.NewText(t("entry.add.known"), kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorMuted, Bold: true}))
	}
	for i, k := range people {
		if i > 0 {
			n.offers.Add(kit.Separator())
		}
		n.offers.Add(n.makeOffer(k))
	}
	n.offers.Hidden = len(n.offers.Objects) == 0
	n.offers.Refresh()
	n.fit()
}

func (n *newcomer) makeOffer(k event.KnownPerson) fyne.CanvasObject {
	t := n.p.Printer.T
	words := []string{k.Institution, k.Town}
	button := kit.NewButton(t("entry.add.take"), kit.IconCheck, func() { n.take(k) })
	if here := slices.IndexFunc(k.Events, func(e event.KnownEvent) bool { return e.ID == n.p.Event.ID }); here >= 0 {
		words = append(words, t("entry.add.here"))
		button = kit.NewButton(t("entry.add.show"), kit.IconPerson, func() {
			n.dialog.Close()
			n.p.Open(k.Events[here].Registration)
		})
	} else if len(k.Events) > 0 {
		words = append(words, k.Events[0].Title+", "+strings.SplitN(string(k.Events[0].Start), "-", 2)[0])
	}
	return offer(k.Name.Full(), joined(" · ", words...), button)
}

// offer is a line about a person with its button.
func offer(title, sub string, button fyne.CanvasObject) fyne.CanvasObject {
	words := kit.VStack(0, kit.NewText(title, kit.StyleBody.Truncated()), kit.NewText(sub, kit.StyleSmall.Truncated()))
	return container.NewBorder(nil, nil, nil, container.NewCenter(button), words)
}

// take fills the form with somebody known.
func (n *newcomer) take(k event.KnownPerson) {
	n.stop()
	n.find.Cancel()
	n.known = k
	for _, f := range []struct {
		entry *kit.Entry
		value string
	}{{n.given, k.Name.Given}, {n.family, k.Name.Family}, {n.email, k.Email}, {n.phone, k.Phone},
		{n.institution, k.Institution}, {n.town, k.Town}} {
		if f.value != "" {
			f.entry.SetText(f.value)
		}
	}
	n.stop()
	n.guards.reset()
	t := n.p.Printer.T
	other := kit.NewButton(t("entry.add.other"), kit.IconClose, func() {
		n.known = event.KnownPerson{}
		n.showOffers(nil)
		n.p.Window.Canvas().Focus(n.email)
	})
	n.offers.Objects = []fyne.CanvasObject{kit.Notice(kit.ToneInfo, t("entry.add.taken"), other)}
	n.offers.Hidden = false
	n.offers.Refresh()
	n.fit()
	n.p.Window.Canvas().Focus(n.email)
}
