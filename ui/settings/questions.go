package settings

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// questions is the card of the event's own questions. What is done here holds at once and can be taken back.
type questions struct {
	p        *Page
	view     fyne.CanvasObject
	rows     *fyne.Container
	proposed *fyne.Container
	add      *kit.Button

	shown  []event.Question
	offers []event.Question // what an imported form asked besides
	latest kit.Latest[[]event.Question]
	arrows [][2]*kit.Button // up and down, of each row
}

func newQuestions(p *Page) *questions {
	t := p.Printer.T
	q := &questions{p: p, rows: kit.VStack(1), proposed: kit.VStack(1)}
	q.add = kit.NewButton(t("settings.questions.add"), kit.IconPlus, func() { q.open(len(q.shown)) })
	q.proposed.Hide()
	q.view = kit.Card(t("settings.questions"), kit.VStack(3,
		kit.NewParagraph(t("settings.questions.hint"), kit.StyleMuted), q.rows, kit.HStack(2, q.add), q.proposed))
	return q
}

// fill shows the questions of an event; those that are shown already keep the focus that may be on them.
func (q *questions) fill(list []event.Question) {
	if len(q.rows.Objects) > 0 && reflect.DeepEqual(q.shown, list) {
		return
	}
	q.shown = list
	q.rows.Objects, q.arrows = nil, nil
	for i := range list {
		if i > 0 {
			q.rows.Add(kit.Separator())
		}
		q.rows.Add(q.makeRow(i))
	}
	if len(list) == 0 {
		q.rows.Add(kit.NewText(q.p.Printer.T("settings.questions.none"), kit.StyleBody))
	}
	q.rows.Refresh()
	q.showOffers()
	q.p.relayout()
}

func (q *questions) makeRow(i int) fyne.CanvasObject {
	one := q.shown[i]
	up := kit.NewQuiet("", kit.IconSortUp, func() { q.move(i, -1) })
	down := kit.NewQuiet("", kit.IconSortDown, func() { q.move(i, 1) })
	up.SetEnabled(i > 0)
	down.SetEnabled(i < len(q.shown)-1)
	q.arrows = append(q.arrows, [2]*kit.Button{up, down})
	edit := kit.NewQuiet("", kit.IconEdit, func() { q.open(i) })
	remove := kit.NewQuiet("", kit.IconTrash, func() { q.remove(i) })
	return row(one.Title, q.describe(one), kit.HStack(0, up, down, edit, remove))
}

// row is a title with a line under it and its buttons at the right.
func row(title, sub string, actions fyne.CanvasObject) fyne.CanvasObject {
	words := kit.VStack(0, kit.NewText(title, kit.StyleBody.Truncated()), kit.NewText(sub, kit.StyleSmall.Truncated()))
	return container.NewBorder(nil, nil, nil, container.NewCenter(actions), words)
}

// describe says in a line what a question is like.
func (q *questions) describe(one event.Question) string {
	t := q.p.Printer.T
	words := []string{q.kind(one)}
	if one.Required {
		words = append(words, t("settings.question.required.short"))
	}
	if len(one.Roles) > 0 {
		roles := make([]string, len(one.Roles))
		for i, r := range one.Roles {
			roles[i] = t("role." + string(r))
		}
		words = append(words, t("settings.question.only", i18n.Args{"Roles": strings.Join(roles, ", ")}))
	}
	if one.InList {
		words = append(words, t("settings.question.in_list.short"))
	}
	if one.OnBadge {
		words = append(words, t("settings.question.on_badge.short"))
	}
	return strings.Join(words, " · ")
}

// kind is the kind of a question with its options.
func (q *questions) kind(one event.Question) string {
	word := q.p.Printer.T("settings.question.kind." + string(one.Kind))
	if one.Kind.HasOptions() {
		word += ": " + strings.Join(one.Options, event.ChoiceSeparator)
	}
	return word
}

// showOffers lists what could be asked besides.
func (q *questions) showOffers() {
	t := q.p.Printer.T
	q.proposed.Objects = nil
	if len(q.offers) > 0 {
		all := kit.NewButton(t("settings.questions.proposed.all"), kit.IconPlus, func() { q.take(q.offers) })
		q.proposed.Add(kit.Gap(1))
		q.proposed.Add(container.NewBorder(nil, nil, nil, container.NewCenter(all), kit.VStack(0,
			kit.NewText(t("settings.questions.proposed"), kit.TextStyle{Bold: true, Truncate: true}),
			kit.NewParagraph(t("settings.questions.proposed.hint"), kit.StyleSmall))))
	}
	for _, offer := range q.offers {
		add := kit.NewQuiet(t("settings.questions.proposed.add"), kit.IconPlus, func() { q.take([]event.Question{offer}) })
		q.proposed.Add(kit.Separator())
		q.proposed.Add(row(offer.Title, q.kind(offer), add))
	}
	q.proposed.Hidden = len(q.offers) == 0
	q.proposed.Refresh()
}

// read looks what an imported form asked besides.
func (q *questions) read() {
	p := q.p
	q.latest.Run(p.ctx, func(ctx context.Context) ([]event.Question, error) {
		return p.Service.ProposeQuestions(ctx, p.Event.ID)
	},
		func(offers []event.Question, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			q.offers = offers
			q.showOffers()
			p.relayout()
		})
}

// take makes questions of proposals.
func (q *questions) take(offers []event.Question) {
	q.write(slices.Concat(q.shown, offers), q.p.Printer.N("settings.questions.added", len(offers)))
}

func (q *questions) remove(i int) {
	q.write(slices.Delete(slices.Clone(q.shown), i, i+1), q.p.Printer.T("settings.questions.removed"))
}

// move exchanges a question with the one above or below and stays at its button.
func (q *questions) move(i, by int) {
	list := slices.Clone(q.shown)
	list[i], list[i+by] = list[i+by], list[i]
	q.store(list, func() {
		arrows := q.arrows[i+by]
		wanted, other := arrows[0], arrows[1]
		if by > 0 {
			wanted, other = other, wanted
		}
		if wanted.Disabled() {
			wanted = other
		}
		q.p.Window.Canvas().Focus(wanted)
	}, q.refuse)
}

// write stores a list and offers to take that back.
func (q *questions) write(list []event.Question, said string) {
	before := q.shown
	q.store(list, func() {
		kit.Toast(q.p.Window.Canvas(), said, func() { q.store(before, func() {}, q.refuse) })
	}, q.refuse)
}

func (q *questions) refuse(err error) { kit.ShowError(q.p.Window, q.p.Printer, err) }

// store writes a list of questions; a page that is left meanwhile has written it all the same.
func (q *questions) store(list []event.Question, done func(), failed func(error)) {
	p := q.p
	kit.Run(p.Context, func(ctx context.Context) (event.Event, error) {
		return p.Service.UpdateEvent(ctx, p.Event.ID, event.EventUpdate{Questions: &list})
	}, func(e event.Event, err error) {
		if err != nil {
			failed(err)
			return
		}
		q.fill(e.Questions)
		q.read()
		done()
	})
}
