package registrations

import (
	"strings"

	"zlot/event"
	"zlot/ui/kit"

	"fyne.io/fyne/v2"
)

// read takes the values that were changed, and what was there before for
// taking them back. The error names the field whose text says nothing.
func (f *form) read() (u, back event.EntryUpdate, err error) {
	now := f.shown
	for _, in := range f.texts {
		value, before := strings.TrimSpace(in.input.Text), *in.of(&f.shown)
		if value == before {
			continue
		}
		*in.of(&now) = value
		if in.into != nil {
			*in.into(&u), *in.into(&back) = &value, &before
		}
	}
	if now.Who.Name != f.shown.Who.Name {
		name, before := now.Who.Name, f.shown.Who.Name
		u.Name, back.Name = &name, &before
	}
	if address, _ := f.address.Value(); address != f.shown.Who.Address {
		before := f.shown.Who.Address
		u.Address, back.Address = &address, &before
	}
	if lang, _ := f.lang.Value(); lang != language(f.shown.Who.Language) {
		before := f.shown.Who.Language
		u.Language, back.Language = &lang, &before
	}
	if key, _ := f.roles.Value(); key != roleKey(f.shown.Roles) {
		roles, before := f.chosenRoles(), f.shown.Roles
		u.Roles, back.Roles = &roles, &before
	}
	if group, _ := f.group.Value(); group != f.shown.Group {
		before := f.shown.Group
		u.Group, back.Group = &group, &before
	}
	if f.asks.touched() {
		if u.Answers, err = f.asks.read(); err != nil {
			return u, back, err
		}
		back.Answers = map[string]string{}
		for key := range u.Answers {
			back.Answers[key] = f.shown.Answers[key]
		}
	}
	err = f.readPayment(&u, &back)
	return u, back, err
}

// watch tells what is wrong with an address, a number and an amount as they are typed. What was there
// before is nobody's mistake here.
func (f *form) watch() {
	for _, w := range []struct {
		field string
		of    func(*event.Entry) *string
		check func(string) error
	}{
		{"email", func(e *event.Entry) *string { return &e.Who.Email }, func(s string) error { _, err := event.NormalizeEmail(s); return err }},
		{"phone", func(e *event.Entry) *string { return &e.Who.Phone }, event.CheckPhone},
	} {
		field := f.form.Field(w.field)
		entry := field.Input().(*kit.Entry)
		f.guards.watch(field, entry, func() error {
			text := strings.TrimSpace(entry.Text)
			if text == "" || text == *w.of(&f.shown) {
				return nil
			}
			return w.check(text)
		})
	}
	f.guards.watch(f.form.Field("fee"), f.fee, func() error { return f.readPayment(&event.EntryUpdate{}, &event.EntryUpdate{}) })
}

func (f *form) readPayment(u, back *event.EntryUpdate) error {
	pay, before := f.shown.Payment, f.shown.Payment
	pay.Paid = f.paid.Checked()
	if text := strings.TrimSpace(f.fee.Text); text != f.feeText(before.Fee) {
		pay.Fee = 0
		if text != "" {
			grosz, ok := event.ParseAmount(text)
			if !ok {
				return event.Fail(event.CodeNumber, "Value", text).In("fee")
			}
			pay.Fee = grosz
		}
	}
	if pay != before {
		u.Payment, back.Payment = &pay, &before
	}
	return nil
}

// showPrimary leaves the screen one main button: what was typed is to be saved
// before anybody else is added.
func (p *Page) showPrimary() {
	f := p.detail.form
	p.adding.SetPrimary(f == nil || !f.touched())
}

// showDrafts says that something was typed and not saved with people who are
// not shown now.
func (p *Page) showDrafts() {
	var other string
	n := 0
	for id, f := range p.detail.forms {
		if id != p.detail.entry.ID || f != p.detail.form {
			n++
			other = max(other, id)
		}
	}
	if n == p.drafts {
		return
	}
	p.drafts = n
	p.unsaved.Objects = nil
	if n > 0 {
		p.unsaved.Objects = []fyne.CanvasObject{kit.Notice(kit.ToneAttention, p.Printer.N("registrations.drafts", n),
			kit.NewButton(p.Printer.T("registrations.drafts.show"), kit.IconEdit, func() {
				p.detail.tabs.SetChosen(tabData)
				p.Open(other)
			}))}
	}
	p.unsaved.Hidden = n == 0
	p.unsaved.Refresh()
	p.stage.Refresh()
}
