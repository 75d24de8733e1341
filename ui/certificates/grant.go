package certificates

import (
	"context"
	"strconv"
	"strings"

	"zlot/event"
	"zlot/ui/kit"
)

// grantForm counts hours that no scan shows.
type grantForm struct {
	p       *Page
	person  *event.GridRow
	form    *kit.Form
	kind    *kit.Select[event.GrantKind]
	session *kit.Select[string]
	hours   *kit.Entry
	reason  *kit.Entry
}

// grant asks how many hours count besides, and why.
func (p *Page) grant(o *event.GridRow) {
	f := p.newGrantForm(o)
	kit.FormDialog(p.Window, p.Printer.T("certificates.grant.title"), f.form, p.Printer.T("certificates.grant.action"), f.submit)
}

func (p *Page) newGrantForm(o *event.GridRow) *grantForm {
	t := p.Printer.T
	f := &grantForm{p: p, person: o, hours: kit.NewEntry(""), reason: kit.NewEntry("")}
	f.kind = kit.NewSelect([]kit.Option[event.GrantKind]{
		{Value: event.Excused, Text: t("grant.kind.excused")},
		{Value: event.Recognised, Text: t("grant.kind.recognised")},
		{Value: event.Corrected, Text: t("grant.kind.corrected")},
	}, func(event.GrantKind) { f.suggest() })
	f.session = kit.NewSelect(f.missed(), func(string) { f.suggest() })
	f.form = kit.NewForm().
		AddObject(kit.NewText(p.Printer.Person(o.Account.Entry.Who.Name.Formal()), kit.StyleMuted)).
		Add("kind", kit.NewField(t("field.kind"), f.kind, "")).
		Add("session", kit.NewField(t("certificates.grant.session"), f.session, t("certificates.grant.session.hint"))).
		Add("hours", kit.NewField(t("field.hours"), f.hours, t("certificates.grant.hours.hint"))).
		Add("reason", kit.NewField(t("field.reason"), f.reason, t("certificates.grant.reason.hint")))
	f.suggest()
	return f
}

// missed are the sessions that do not count for a person; first the choice of none.
func (f *grantForm) missed() []kit.Option[string] {
	var all []kit.Option[string]
	for _, s := range f.person.Account.Sessions {
		if !s.Present && !s.Excused {
			start := f.p.state.starts[s.Session]
			all = append(all, kit.Option[string]{Value: s.Session, Text: f.p.Printer.ShortDate(start) + " " + f.p.Printer.Time(start) + " · " + s.Title})
		}
	}
	return append(all, kit.Option[string]{Text: f.p.Printer.T("certificates.grant.session.none")})
}

// suggest fills in the hours of a session that somebody is excused from. Only such a grant is for a session.
func (f *grantForm) suggest() {
	kind, _ := f.kind.Value()
	f.session.SetEnabled(kind == event.Excused)
	if kind != event.Excused {
		f.session.SetValue("")
		return
	}
	chosen, _ := f.session.Value()
	for _, s := range f.person.Account.Sessions {
		if s.Session == chosen {
			f.hours.SetText(f.p.hours(s.Of))
		}
	}
}

func (f *grantForm) read() (event.Grant, error) {
	g := event.Grant{Registration: f.person.Account.Entry.ID, Reason: strings.TrimSpace(f.reason.Text)}
	g.Kind, _ = f.kind.Value()
	g.Session, _ = f.session.Value()
	typed := strings.TrimSpace(f.hours.Text)
	var err error
	g.Hours, err = strconv.ParseFloat(strings.ReplaceAll(typed, ",", "."), 64)
	switch {
	case typed == "":
		return g, event.Fail(event.CodeRequired).In("hours")
	case err != nil, g.Hours < 0 && g.Kind != event.Corrected, g.Hours == 0 && g.Session == "", g.Hours < -maxGrant, g.Hours > maxGrant, g.Hours != g.Hours:
		return g, event.Fail(event.CodeNumber, "Value", typed).In("hours")
	}
	return g, nil
}

// maxGrant is more hours than any course has: a number above it is a slip.
const maxGrant = 2000

func (f *grantForm) submit(d *kit.Dialog) bool {
	f.form.ClearErrors()
	g, err := f.read()
	if err != nil {
		f.p.refuse(f.form, err)
		return false
	}
	kit.Run(f.p.ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.p.Service.GrantMany(ctx, []event.Grant{g})
	}, func(_ struct{}, err error) {
		if err != nil {
			f.p.refuse(f.form, err)
			return
		}
		d.Close()
		kit.Toast(f.p.Window.Canvas(), f.p.Printer.T("certificates.granted"), nil)
		f.p.read()
	})
	return false
}
