package settings

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// OperatorService are the use cases of who works at the program.
type OperatorService interface {
	Operators(ctx context.Context) ([]event.Operator, error)
	AddOperator(ctx context.Context, n event.NewOperator) (event.Operator, error)
	UpdateOperator(ctx context.Context, id string, u event.OperatorUpdate) (event.Operator, error)
	RemoveOperator(ctx context.Context, id string) error
	ResetOperators(ctx context.Context, reset bool) (int, error)
}

// LockPrefs say when the window of this machine locks itself.
type LockPrefs interface {
	LockTimes() []int
	LockAfter() int
	SetLockAfter(minutes int)
}

// operators is the card of who works at the program. What is done here holds at once.
type operators struct {
	p    *Page
	view fyne.CanvasObject
	body *fyne.Container
	add  *kit.Button
	all  []event.Operator
}

func newOperators(p *Page) *operators {
	o := &operators{p: p, body: kit.VStack(3)}
	o.add = kit.NewButton("", kit.IconPlus, func() { o.open(event.Operator{Role: event.OperatorSteward}) })
	o.view = kit.Card(p.Printer.T("operators.section"), o.body)
	o.fill(nil)
	return o
}

// read asks who works here.
func (o *operators) read() {
	kit.Run(o.p.ctx, o.p.Service.Operators, func(all []event.Operator, err error) {
		if err != nil {
			kit.ShowError(o.p.Window, o.p.Printer, err)
			return
		}
		o.fill(all)
	})
}

// fill shows them.
func (o *operators) fill(all []event.Operator) {
	t := o.p.Printer.T
	o.all = all
	if len(all) == 0 {
		o.add.SetText(t("operators.first"))
		o.body.Objects = []fyne.CanvasObject{kit.NewParagraph(t("operators.none"), kit.StyleMuted), kit.HStack(0, o.add)}
	} else {
		o.add.SetText(t("operators.add"))
		rows := kit.VStack(1)
		for i, one := range all {
			if i > 0 {
				rows.Add(kit.Separator())
			}
			rows.Add(o.makeRow(one))
		}
		off := kit.NewQuiet(t("operators.off"), kit.IconNone, o.onOff)
		o.body.Objects = []fyne.CanvasObject{kit.NewParagraph(t("operators.hint"), kit.StyleMuted), rows,
			kit.HStack(2, o.add, off), kit.NewField(t("operators.lock"), o.makeLock(), t("operators.lock.hint"))}
	}
	o.body.Refresh()
	o.p.relayout()
}

func (o *operators) makeRow(one event.Operator) fyne.CanvasObject {
	edit := kit.NewQuiet("", kit.IconEdit, func() { o.open(one) })
	remove := kit.NewQuiet("", kit.IconTrash, func() { o.onRemove(one) })
	t := o.p.Printer.T
	return row(one.Name, t("access.role."+string(one.Role))+" · "+t("operators.may."+string(one.Role)), kit.HStack(0, edit, remove))
}

func (o *operators) makeLock() fyne.CanvasObject {
	var options []kit.Option[int]
	for _, m := range o.p.Prefs.LockTimes() {
		text := o.p.Printer.T("operators.lock.never")
		if m > 0 {
			text = o.p.Printer.N("operators.lock.after", m)
		}
		options = append(options, kit.Option[int]{Value: m, Text: text})
	}
	choice := kit.NewSelect(options, o.p.Prefs.SetLockAfter)
	choice.SetValue(o.p.Prefs.LockAfter())
	return choice
}

func (o *operators) onRemove(one event.Operator) {
	t := o.p.Printer.T
	if len(o.all) == 1 {
		o.onOff()
		return
	}
	kit.ConfirmDanger(o.p.Window, t("operators.remove.title"), t("operators.remove.question", i18n.Args{"Name": one.Name}),
		t("operators.remove.action"), func() {
			o.run(func(ctx context.Context) error { return o.p.Service.RemoveOperator(ctx, one.ID) })
		})
}

// onOff opens the file to everybody again.
func (o *operators) onOff() {
	t := o.p.Printer.T
	kit.ConfirmDanger(o.p.Window, t("operators.off.title"), t("operators.off.question"), t("operators.off.action"), func() {
		o.run(func(ctx context.Context) error {
			_, err := o.p.Service.ResetOperators(ctx, false)
			return err
		})
	})
}

func (o *operators) run(do func(context.Context) error) {
	kit.Run(o.p.Context, func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(o.p.Window, o.p.Printer, err)
			return
		}
		if o.p.ctx.Err() == nil {
			o.read()
		}
	})
}

// operatorForm is the dialog of one of them.
type operatorForm struct {
	o                *operators
	shown            event.Operator // without an id: a new one
	form             *kit.Form
	name, pin, again *kit.Entry
	role             *kit.Select[event.OperatorRole]
}

// open shows somebody to be changed, or a new one.
func (o *operators) open(shown event.Operator) {
	f := &operatorForm{o: o, shown: shown, form: kit.NewForm(), name: kit.NewEntry(""), pin: kit.NewPassword(""), again: kit.NewPassword("")}
	t := o.p.Printer.T
	title, hint := t("operators.new"), t("operators.pin.hint")
	if shown.ID != "" {
		title, hint = t("operators.edit"), t("operators.pin.keep")
	}
	var roles []kit.Option[event.OperatorRole]
	for _, r := range event.OperatorRoles {
		if len(o.all) > 0 || r == event.OperatorLead {
			roles = append(roles, kit.Option[event.OperatorRole]{Value: r, Text: t("access.role."+string(r)) + " – " + t("operators.may."+string(r))})
		}
	}
	f.role = kit.NewSelect(roles, nil)
	f.role.SetValue(shown.Role)
	if len(o.all) == 0 {
		f.role.SetValue(event.OperatorLead)
	}
	f.name.SetText(shown.Name)
	f.form.Add("name", kit.NewField(t("operators.name"), f.name, t("operators.name.hint")))
	f.form.Add("role", kit.NewField(t("operators.role"), f.role, ""))
	f.form.AddRow([]string{"pin", "again"}, kit.NewField(t("access.pin"), f.pin, hint), kit.NewField(t("operators.again"), f.again, ""))
	kit.FormDialog(o.p.Window, title, f.form, t("common.save"), f.submit)
}

func (f *operatorForm) submit(d *kit.Dialog) bool {
	f.form.ClearErrors()
	if f.pin.Text != f.again.Text {
		f.form.SetError("again", f.o.p.Printer.T("operators.again.wrong"))
		return false
	}
	role, _ := f.role.Value()
	name, pin, id := f.name.Text, f.pin.Text, f.shown.ID
	d.SetReady(false)
	kit.Run(f.o.p.Context, func(ctx context.Context) (struct{}, error) {
		if id == "" {
			_, err := f.o.p.Service.AddOperator(ctx, event.NewOperator{Name: name, Role: role, PIN: pin})
			return struct{}{}, err
		}
		u := event.OperatorUpdate{Name: &name, Role: &role}
		if pin != "" {
			u.PIN = &pin
		}
		_, err := f.o.p.Service.UpdateOperator(ctx, id, u)
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		d.SetReady(true)
		var known *event.Error
		switch {
		case errors.As(err, &known) && f.form.SetError(known.Field, f.o.p.Printer.Error(err)):
		case err != nil:
			d.Close()
			kit.ShowError(f.o.p.Window, f.o.p.Printer, err)
		default:
			d.Close()
			f.o.read()
		}
	})
	return false
}
