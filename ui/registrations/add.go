package registrations

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// newcomer is the dialog of somebody new: what a badge needs and what the event asks; the rest can wait.
// As soon as the name is typed it offers people of earlier editions.
type newcomer struct {
	p      *Page
	dialog *kit.Dialog
	form   *kit.Form
	scroll *kit.Scroll
	offers *fyne.Container
	told   *fyne.Container // why the person could not be added
	guards guards
	asks   *answers

	given, family, email, phone, institution, town *kit.Entry
	role                                           *kit.Select[event.Role]

	known event.KnownPerson // the one that was chosen; without an ID nobody
	find  kit.Latest[[]event.KnownPerson]
	stop  func()
}

// onAdd asks for somebody new.
func (p *Page) onAdd() {
	n := &newcomer{p: p, form: kit.NewForm(), offers: kit.VStack(1), told: kit.VStack(2), guards: guards{printer: p.Printer}, asks: p.newAnswers(), stop: func() {}}
	n.make()
	n.fit()
	n.dialog = kit.FormDialog(p.Window, p.Printer.T("registrations.add.title"), n.scroll, p.Printer.T("common.add"), n.submit)
	n.fit() // now that the lines know how wide they are
}

func (n *newcomer) make() {
	t := n.p.Printer.T
	var roles []kit.Option[event.Role]
	for _, r := range event.Roles {
		roles = append(roles, kit.Option[event.Role]{Value: r, Text: t("role." + string(r))})
	}
	n.role = kit.NewSelect(roles, func(event.Role) { n.ask() })
	for _, e := range []**kit.Entry{&n.given, &n.family, &n.email, &n.phone, &n.institution, &n.town} {
		*e = n.entry()
	}
	n.offers.Hide()
	n.told.Hide()
	n.form.
		AddRow([]string{"given", "name"}, kit.NewField(t("field.given"), n.given, ""), kit.NewField(t("field.family"), n.family, "")).
		AddObject(n.offers).
		AddRow([]string{"email", "phone"}, kit.NewField(t("field.email"), n.email, t("registrations.add.email")), kit.NewField(t("field.phone"), n.phone, "")).
		AddRow([]string{"institution", "town"}, kit.NewField(t("field.institution"), n.institution, ""), kit.NewField(t("field.town"), n.town, "")).
		Add("role", kit.NewField(t("field.role"), n.role, ""))
	n.scroll = kit.NewVScroll(kit.PadSides(0, 3, 1, 1, kit.VStack(4, n.told, n.form, n.asks.view)))
	kit.HandWheel(n.scroll.Content, n.scroll.Scrolled)
	n.asks.wheel = n.scroll.Scrolled
	n.asks.fresh = true
	n.asks.submit = func() { n.dialog.Accept() }
	n.asks.scanned = n.onScanned
	n.asks.reveal = func(o fyne.CanvasObject) { reveal(n.scroll, o) }
	n.ask()
	n.watch()
}

func (n *newcomer) entry() *kit.Entry {
	e := kit.NewEntry("")
	e.SetMinWidth(leastInput)
	e.OnFocusGained = func() { reveal(n.scroll, e) }
	return e
}

// watch tells what is wrong while it is typed, and looks who may be meant by the name.
func (n *newcomer) watch() {
	n.given.OnChanged = func(string) { n.look() }
	n.family.OnChanged = func(string) { n.look() }
	n.guards.watch(n.form.Field("email"), n.email, func() error {
		if typed(n.email) == "" {
			return nil
		}
		_, err := event.NormalizeEmail(typed(n.email))
		return err
	})
	n.guards.watch(n.form.Field("phone"), n.phone, func() error { return event.CheckPhone(n.phone.Text) })
	for _, e := range []*kit.Entry{n.given, n.family, n.email, n.phone, n.institution, n.town} {
		sift(e, func() { n.dialog.Accept() }, n.onScanned)
	}
}

// ask shows the questions for the chosen role.
func (n *newcomer) ask() {
	role, _ := n.role.Value()
	n.asks.fill(n.p.Event.Questions, []event.Role{role}, nil, n.asks.values())
	n.fit()
}

// fit makes the dialog as high as it has to be, and lets it scroll where the window is lower.
func (n *newcomer) fit() {
	if n.scroll == nil {
		return
	}
	const around = 50 // steps above and below the fields
	room := n.p.Window.Canvas().Size().Height - kit.Space(around)
	n.scroll.SetMinSize(fyne.NewSize(0, min(n.scroll.Content.MinSize().Height, room)))
	n.scroll.Content.Refresh()
	n.scroll.Refresh()
	if n.dialog != nil {
		n.dialog.Fit()
	}
}

// submit adds the person, or goes to the first field that is wrong.
func (n *newcomer) submit(*kit.Dialog) bool {
	n.add(event.RefuseWhenFull)
	return false
}

// add registers the person, or marks what is wrong.
func (n *newcomer) add(full event.WhenFull) {
	n.form.ClearErrors()
	n.tell()
	well := n.guards.all()
	if typed(n.given)+typed(n.family) == "" { // the first of all fields
		n.form.SetError("given", n.p.Printer.Error(event.Fail(event.CodeNameRequired)))
		return
	}
	if well = n.asks.all() && well; !well {
		n.fit()
		goWrong(n.p.Window.Canvas(), slices.Concat(n.guards.list, n.asks.list)...)
		return
	}
	role, _ := n.role.Value()
	given, err := n.asks.read()
	if err != nil {
		n.refuse(err)
		return
	}
	p := n.p
	what := event.NewRegistration{Event: p.Event.ID, PersonID: n.known.ID,
		Person: event.Person{Name: event.Name{Given: typed(n.given), Family: typed(n.family)}, Email: typed(n.email),
			Phone: typed(n.phone), Institution: typed(n.institution), Town: typed(n.town)},
		Registration: event.Registration{Roles: []event.Role{role}, Answers: given}, WhenFull: full}
	n.dialog.SetReady(false) // a second Enter adds nobody
	kit.Run(p.Context, func(ctx context.Context) (event.Entry, error) { return p.Service.AddRegistration(ctx, what) },
		func(e event.Entry, err error) {
			n.dialog.SetReady(true)
			if err != nil {
				n.refuse(err)
				return
			}
			n.dialog.Close()
			n.welcome(e)
		})
}

func (n *newcomer) welcome(e event.Entry) {
	p := n.p
	said := p.Printer.T("registrations.added", i18n.Args{"Name": e.Who.Name.Full(), "Number": e.Number})
	if e.Status == event.Waitlisted {
		said = p.Printer.T("entry.added.waiting", i18n.Args{"Name": e.Who.Name.Full()})
	}
	p.toast(said, nil)
	p.wanted = e.ID
	p.readIfShown()
}

func (n *newcomer) refuse(err error) {
	p := n.p
	var known *event.Error
	if errors.As(err, &known) && n.form.SetError(known.Field, p.Printer.Error(err)) {
		n.fit()
		return
	}
	t := p.Printer.T
	if errors.Is(err, event.Fail(event.CodeRegistrationFull)) {
		wait := kit.NewButton(t("registrations.waitlist"), kit.IconClock, func() { n.add(event.WaitWhenFull) })
		all := kit.NewButton(t("registrations.add.full"), kit.IconPlus, func() { n.add(event.AddWhenFull) })
		n.tell(kit.Notice(kit.ToneAttention, p.Printer.Error(err), nil), kit.HStack(2, wait, all))
		return
	}
	n.tell(kit.Notice(kit.ToneRefused, p.Printer.Error(err), nil))
}

// tell says above the fields why nobody was added: what was typed stays.
func (n *newcomer) tell(why ...fyne.CanvasObject) {
	n.told.Objects = why
	if len(why) == 0 {
		n.told.Hide()
	} else {
		n.told.Show()
		n.scroll.ScrollToTop()
	}
	n.fit()
}

func typed(e *kit.Entry) string { return strings.TrimSpace(e.Text) }

// searchPause is how long the name has to rest before earlier editions are searched.
const searchPause = 150 * time.Millisecond
