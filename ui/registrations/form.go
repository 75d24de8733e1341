package registrations

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// form is what can be changed of a registration and its person.
type form struct {
	d      *detail
	view   fyne.CanvasObject
	scroll *kit.Scroll
	form   *kit.Form
	guards guards
	asks   *answers        // to the event's own questions
	rest   *fyne.Container // consents
	shown  event.Entry     // what the inputs were filled from

	texts   []textInput
	address *kit.Select[event.FormOfAddress]
	lang    *kit.Select[string]
	roles   *kit.Select[string]
	group   *kit.Select[string]
	fee     *kit.Entry
	paid    *kit.Check
	photo   *photoBox

	save, drop *kit.Button
}

// textInput is an input for a field that is a text.
type textInput struct {
	input *kit.Entry
	of    func(*event.Entry) *string
	into  func(*event.EntryUpdate) **string
}

// leastInput is how narrow an input becomes beside the list of a small window.
const leastInput = 140

func newForm(d *detail) *form {
	t := d.p.Printer.T
	f := &form{d: d, form: kit.NewForm(), guards: guards{printer: d.p.Printer}, rest: kit.VStack(3)}
	f.save = kit.NewButton(t("common.save"), kit.IconCheck, f.onSave)
	f.drop = kit.NewQuiet(t("registrations.form.drop"), kit.IconUndo, f.onDrop)
	f.asks = d.p.newAnswers()
	f.asks.changed, f.asks.submit, f.asks.reveal = f.touch, f.save.Press, f.reveal
	f.makeInputs()
	f.watch()
	for _, in := range f.texts {
		sift(in.input, f.save.Press, d.p.onScanned)
	}
	sift(f.fee, f.save.Press, d.p.onScanned)
	f.asks.scanned = d.p.onScanned
	bottom := kit.VStack(0, kit.Separator(), kit.PadSides(2, 3, 2, 3, kit.HStack(2, kit.Spacer(), f.drop, f.save)))
	f.scroll = kit.NewVScroll(kit.PadSides(3, 3, 3, 3, kit.VStack(4, f.form, f.asks.view, f.rest)))
	kit.HandWheel(f.scroll.Content, f.scroll.Scrolled)
	f.asks.wheel = f.scroll.Scrolled
	f.view = kit.InOrder(nil, f.scroll, bottom)
	return f
}

// text makes the input of a text.
func (f *form) text(of func(*event.Entry) *string, into func(*event.EntryUpdate) **string) *kit.Entry {
	in := kit.NewEntry("")
	in.SetMinWidth(leastInput)
	in.OnChanged = func(string) { f.touch() }
	in.OnFocusGained = func() { f.reveal(in) }
	f.texts = append(f.texts, textInput{in, of, into})
	return in
}

// reveal scrolls until an input that was reached by Tab can be seen.
func (f *form) reveal(in fyne.CanvasObject) { reveal(f.scroll, in) }

func reveal(scroll *kit.Scroll, in fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(in).Y - d.AbsolutePositionForObject(scroll.Content).Y
	at, room := scroll.Offset.Y, scroll.Size().Height
	// The label above it and some room below belong to an input.
	from, to := top-kit.Space(8), top+in.Size().Height+kit.Space(2)
	at = max(min(at, from), to-room, 0)
	if at != scroll.Offset.Y {
		scroll.ScrollToOffset(fyne.NewPos(0, at))
	}
}

func (f *form) makeInputs() {
	t := f.d.p.Printer.T
	type entry = event.Entry
	type update = event.EntryUpdate
	// The parts of the name are one fact, so they have no place in the update of their own.
	given := f.text(func(e *entry) *string { return &e.Who.Name.Given }, nil)
	family := f.text(func(e *entry) *string { return &e.Who.Name.Family }, nil)
	title := f.text(func(e *entry) *string { return &e.Who.Name.Title }, nil)
	email := f.text(func(e *entry) *string { return &e.Who.Email }, func(u *update) **string { return &u.Email })
	phone := f.text(func(e *entry) *string { return &e.Who.Phone }, func(u *update) **string { return &u.Phone })
	institution := f.text(func(e *entry) *string { return &e.Who.Institution }, func(u *update) **string { return &u.Institution })
	position := f.text(func(e *entry) *string { return &e.Who.Position }, func(u *update) **string { return &u.Position })
	town := f.text(func(e *entry) *string { return &e.Who.Town }, func(u *update) **string { return &u.Town })
	region := f.text(func(e *entry) *string { return &e.Who.Voivodeship }, func(u *update) **string { return &u.Voivodeship })
	diet := f.text(func(e *entry) *string { return &e.Diet }, func(u *update) **string { return &u.Diet })
	bed := f.text(func(e *entry) *string { return &e.Accommodation }, func(u *update) **string { return &u.Accommodation })
	transport := f.text(func(e *entry) *string { return &e.Transport }, func(u *update) **string { return &u.Transport })
	note := f.text(func(e *entry) *string { return &e.Note }, func(u *update) **string { return &u.Note })
	f.makeChoices()
	f.photo = newPhotoBox(f.d.p)
	f.form.
		AddRow([]string{"given", "name"}, kit.NewField(t("field.given"), given, ""), kit.NewField(t("field.family"), family, "")).
		AddRow([]string{"title", "address"}, kit.NewField(t("registrations.field.title"), title, ""),
			kit.NewField(t("registrations.field.address"), f.address, "")).
		Add("email", kit.NewField(t("field.email"), email, "")).
		Add("institution", kit.NewField(t("field.institution"), institution, "")).
		Add("position", kit.NewField(t("field.position"), position, "")).
		AddRow([]string{"phone", "town"}, kit.NewField(t("field.phone"), phone, ""), kit.NewField(t("field.town"), town, "")).
		AddRow([]string{"voivodeship", "language"}, kit.NewField(t("registrations.field.voivodeship"), region, ""),
			kit.NewField(t("registrations.field.language"), f.lang, "")).
		AddRow([]string{"roles", "group"}, kit.NewField(t("field.role"), f.roles, ""), kit.NewField(t("field.group"), f.group, "")).
		AddRow([]string{"diet", "accommodation"}, kit.NewField(t("registrations.field.diet"), diet, ""),
			kit.NewField(t("registrations.field.accommodation"), bed, "")).
		AddRow([]string{"transport", "fee"}, kit.NewField(t("registrations.field.transport"), transport, ""),
			kit.NewField(t("registrations.field.fee"), f.fee, "")).
		Add("note", kit.NewField(t("registrations.field.note"), note, "")).
		AddObject(f.paid).
		AddObject(f.photo.view)
}

func (f *form) makeChoices() {
	t := f.d.p.Printer.T
	f.address = kit.NewSelect([]kit.Option[event.FormOfAddress]{{Value: event.Feminine, Text: t("registrations.address.f")},
		{Value: event.Masculine, Text: t("registrations.address.m")}, {Value: event.Neutral, Text: t("registrations.address.n")}},
		func(event.FormOfAddress) { f.touch() })
	f.lang = kit.NewSelect([]kit.Option[string]{{Value: "", Text: t("registrations.language.pl")}, {Value: "en", Text: t("registrations.language.en")}},
		func(string) { f.touch() })
	f.roles = kit.NewSelect[string](nil, func(string) {
		f.asks.fill(f.d.p.Event.Questions, f.chosenRoles(), f.shown.Answers, f.asks.values())
		f.touch()
	})
	f.group = kit.NewSelect[string](nil, func(string) { f.touch() })
	f.fee = kit.NewEntry("")
	f.fee.SetMinWidth(leastInput)
	for _, s := range []interface{ SetMinWidth(float32) }{f.address, f.lang, f.roles, f.group} {
		s.SetMinWidth(leastInput)
	}
	f.fee.OnFocusGained = func() { f.reveal(f.fee) }
	f.fee.OnChanged = func(string) { f.touch() }
	f.paid = kit.NewCheck(t("registrations.field.paid"), false, func(bool) { f.touch() })
}

// refill shows a registration, unless somebody is just changing it here.
func (f *form) refill(e event.Entry) {
	f.photo.show(e)
	if f.shown.ID == e.ID && f.touched() {
		return
	}
	f.fill(e)
}

func (f *form) fill(e event.Entry) {
	f.shown = event.Entry{} // what is set below is no change by hand
	for _, in := range f.texts {
		in.input.SetText(*in.of(&e))
	}
	f.address.SetValue(e.Who.Address)
	f.lang.SetValue(language(e.Who.Language))
	f.roles.SetOptions(f.roleOptions(e.Roles))
	f.roles.SetValue(roleKey(e.Roles))
	groups := []kit.Option[string]{{Text: f.d.p.Printer.T("registrations.group.none")}}
	for _, g := range f.d.p.state.groups {
		groups = append(groups, kit.Option[string]{Value: g.ID, Text: g.Title})
	}
	f.group.SetOptions(groups)
	f.group.SetValue(e.Group)
	f.fee.SetText(f.feeText(e.Payment.Fee))
	f.paid.SetChecked(e.Payment.Paid)
	f.form.ClearErrors()
	f.guards.reset()
	f.shown = e
	f.asks.fill(f.d.p.Event.Questions, e.Roles, e.Answers, nil)
	f.photo.show(e)
	f.showRest(e)
	f.touch()
}

// language of documents: Polish is the usual one.
func language(lang string) string {
	if lang == "en" {
		return lang
	}
	return ""
}

func (f *form) feeText(grosz int64) string {
	if grosz == 0 {
		return ""
	}
	return f.d.p.Printer.Number(float64(grosz)/100, 2)
}

// roleKey is a list of roles as one value of the choice.
func roleKey(roles []event.Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	return strings.Join(words, ",")
}

// roleOptions are all roles, after the several that this person has at once.
func (f *form) roleOptions(now []event.Role) []kit.Option[string] {
	t := f.d.p.Printer.T
	var all []kit.Option[string]
	if len(now) != 1 {
		words := make([]string, len(now))
		for i, r := range now {
			words[i] = t("role." + string(r))
		}
		all = append(all, kit.Option[string]{Value: roleKey(now), Text: strings.Join(words, ", ")})
	}
	for _, r := range event.Roles {
		all = append(all, kit.Option[string]{Value: string(r), Text: t("role." + string(r))})
	}
	return all
}

// chosenRoles are the roles as they are chosen now.
func (f *form) chosenRoles() []event.Role {
	key, _ := f.roles.Value()
	if key == roleKey(f.shown.Roles) {
		return f.shown.Roles
	}
	return []event.Role{event.Role(key)}
}

// showRest shows what a person agreed to, to read.
func (f *form) showRest(e event.Entry) {
	t := f.d.p.Printer.T
	f.rest.Objects = nil
	if len(e.Consents) > 0 {
		f.rest.Add(kit.Section(t("registrations.consents")))
	}
	for _, c := range e.Consents {
		icon, color, word := kit.IconCheck, kit.ColorAdmitted, t("registrations.consent.given")
		if !c.Given {
			icon, color, word = kit.IconCross, kit.ColorRefused, t("registrations.consent.refused")
		}
		f.rest.Add(line(icon, color, c.Wording, joined(" · ", word, f.d.p.when(c.At))))
	}
	f.rest.Refresh()
}

// touch offers to save once something differs, and keeps what was typed when
// another person is looked at.
func (f *form) touch() {
	if f.shown.ID == "" {
		return
	}
	changed := f.touched()
	f.save.SetEnabled(changed)
	f.drop.SetEnabled(changed)
	f.save.SetPrimary(changed)
	f.d.p.showPrimary()
	if changed {
		f.d.forms[f.shown.ID] = f
	} else {
		delete(f.d.forms, f.shown.ID)
	}
	f.d.p.showDrafts()
}

func (f *form) touched() bool {
	if f.shown.ID == "" {
		return false
	}
	for _, in := range f.texts {
		if strings.TrimSpace(in.input.Text) != *in.of(&f.shown) {
			return true
		}
	}
	address, _ := f.address.Value()
	lang, _ := f.lang.Value()
	roles, _ := f.roles.Value()
	group, _ := f.group.Value()
	return address != f.shown.Who.Address || lang != language(f.shown.Who.Language) || roles != roleKey(f.shown.Roles) ||
		group != f.shown.Group || f.asks.touched() || strings.TrimSpace(f.fee.Text) != f.feeText(f.shown.Payment.Fee) || f.paid.Checked() != f.shown.Payment.Paid
}

func (f *form) onDrop() { f.fill(f.shown) }

func (f *form) focus() { f.d.p.Window.Canvas().Focus(f.texts[0].input) }

// onSave writes what was changed, or marks the field that is wrong.
func (f *form) onSave() {
	p := f.d.p
	f.form.ClearErrors()
	well := f.guards.all()
	if well = f.asks.all() && well; !well {
		goWrong(p.Window.Canvas(), slices.Concat(f.guards.list, f.asks.list)...)
		return
	}
	u, back, err := f.read()
	if err != nil {
		f.refuse(err)
		return
	}
	id, seen, written := f.shown.ID, f.shown.Version, f.words()
	f.save.SetEnabled(false) // a second Enter writes nothing
	kit.Run(p.Context, func(ctx context.Context) (event.Entry, error) {
		return p.Service.UpdateEntry(ctx, id, seen, u)
	}, func(e event.Entry, err error) {
		if err != nil {
			f.save.SetEnabled(true)
			f.refuse(err)
			return
		}
		if slices.Equal(written, f.words()) {
			delete(f.d.forms, id)
			f.fill(e)
		} else { // somebody went on typing
			f.shown = e
			f.touch()
		}
		p.toast(p.Printer.T("registrations.saved"), func() { p.takeBack(id, back) })
		p.readIfShown()
	})
}

// words are what stands in the inputs of texts.
func (f *form) words() []string {
	all := []string{f.fee.Text}
	for _, in := range f.texts {
		all = append(all, in.input.Text)
	}
	return all
}

func (f *form) refuse(err error) {
	p := f.d.p
	var known *event.Error
	if errors.As(err, &known) && f.form.SetError(known.Field, p.Printer.Error(err)) {
		return
	}
	kit.ShowError(p.Window, p.Printer, err)
}

// takeBack writes the values that were there before.
func (p *Page) takeBack(id string, back event.EntryUpdate) {
	kit.Run(p.Context, func(ctx context.Context) (event.Entry, error) {
		now, err := p.Store.Entries(ctx, event.EntryFilter{IDs: []string{id}})
		if err != nil || len(now) == 0 {
			return event.Entry{}, err
		}
		return p.Service.UpdateEntry(ctx, id, now[0].Version, back)
	}, func(_ event.Entry, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.toast(p.Printer.T("registrations.taken.back"), nil)
		p.readIfShown()
	})
}
