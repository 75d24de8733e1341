package certificates

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// signView stands in the place of the page: with which key of the organizer's the PDFs are signed, besides the signed
// statement that each of them carries.
type signView struct {
	*Page
	view     fyne.CanvasObject
	file     *kit.Entry
	password *kit.Entry
	form     *kit.Form
	save     *kit.Button
	present  *fyne.Container // the key that is kept
	body     *fyne.Container
	path     string
}

// keptKey is the key that an event's documents are signed with.
type keptKey struct {
	event.KeyHolder
	has   bool
	wrong error // why it cannot be used any more
}

// onSign opens the form of the key.
func (p *Page) onSign() {
	p.signing = p.makeSign()
	p.standIn(p.signing.view)
	kit.Repaint(p.shown)
	p.signing.read()
}

func (p *Page) leaveSign() {
	p.signing = nil
	p.leaveCheck()
}

func (p *Page) makeSign() *signView {
	t := p.Printer.T
	v := &signView{Page: p, present: container.NewStack()}
	v.file = kit.NewEntry(t("register.sign.file.placeholder"))
	v.file.OnChanged = func(text string) {
		v.path = text
		v.showReady()
	}
	choose := kit.NewButton(t("register.sign.choose"), kit.IconFolder, func() { kit.FileOpen(p.Window, []string{".p12", ".pfx"}, v.choose) })
	v.password = kit.NewPassword("")
	v.password.OnSubmitted = func(string) { v.onSave() }
	v.form = kit.NewForm().
		Add("file", kit.NewField(t("register.sign.file"), container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, choose), v.file), t("register.sign.file.hint"))).
		Add("password", kit.NewField(t("register.sign.password"), v.password, t("register.sign.password.hint")))
	v.save = kit.NewPrimary(t("register.sign.save"), kit.IconCheck, v.onSave)
	v.save.SetEnabled(false)
	back := kit.NewButton(t("common.back"), kit.IconUndo, p.leaveSign)
	words := kit.NewParagraph(t("register.sign.what"), kit.StyleBody)
	v.body = kit.VStack(4, words, v.present, kit.Card(t("register.sign.new"), v.form))
	v.view = kit.Page(kit.PageHeader(t("register.sign.title"), "", back, v.save), kit.NewVScroll(kit.MaxWidth(720, v.body)))
	return v
}

// choose takes the file of a key.
func (v *signView) choose(path string) {
	v.file.SetText(path)
	v.path = path
	v.form.SetError("file", "")
	v.showReady()
	v.Window.Canvas().Focus(v.password)
}

func (v *signView) showReady() { v.save.SetEnabled(v.path != "") }

// read asks which key is kept.
func (v *signView) read() {
	kit.Run(v.ctx, func(context.Context) (keptKey, error) {
		h, has, err := v.Service.DocumentKey(v.Event.ID)
		var known *event.Error
		if errors.As(err, &known) {
			return keptKey{KeyHolder: h, has: true, wrong: err}, nil
		}
		return keptKey{KeyHolder: h, has: has}, err
	}, func(k keptKey, err error) {
		if err != nil {
			kit.ShowError(v.Window, v.Printer, err)
			return
		}
		v.showKept(k)
	})
}

// showKept says whose key is kept, and how long it holds.
func (v *signView) showKept(k keptKey) {
	t := v.Printer.T
	if !k.has {
		v.present.Objects = []fyne.CanvasObject{kit.Notice(kit.ToneNeutral, t("register.sign.none"), nil)}
		v.laidOut()
		return
	}
	tone, word := kit.ToneAdmitted, t("register.sign.valid")
	if k.wrong != nil {
		tone, word = kit.ToneRefused, t("register.sign.invalid")
	}
	remove := kit.NewDanger(t("register.sign.remove"), kit.IconTrash, v.onRemove)
	rows := kit.VStack(2, kit.HStack(2, kit.NewChip(tone, tone.Icon(), word), kit.Spacer(), remove))
	if k.Name != "" {
		rows.Add(fact(t("register.sign.holder"), k.Name))
		rows.Add(fact(t("register.sign.issuer"), k.Issuer))
		rows.Add(fact(t("register.sign.validity"), t("register.sign.from_until", i18n.Args{"From": v.Printer.ShortDate(k.From), "Until": v.Printer.ShortDate(k.Until)})))
	}
	if k.wrong != nil {
		rows.Add(kit.NewParagraph(v.Printer.Error(k.wrong), kit.TextStyle{Color: kit.ColorRefused}))
	}
	v.present.Objects = []fyne.CanvasObject{kit.Card(t("register.sign.present"), rows)}
	v.laidOut()
}

// laidOut makes room for what is above the form now.
func (v *signView) laidOut() {
	v.present.Refresh()
	v.body.Refresh()
	v.view.Refresh()
	kit.Repaint(v.view)
}

// onSave tries the key and keeps it.
func (v *signView) onSave() {
	if v.path == "" {
		return
	}
	path, password := v.path, v.password.Text
	kit.Run(v.ctx, func(ctx context.Context) (event.KeyHolder, error) {
		p12, err := readDocument(path)
		if err != nil {
			return event.KeyHolder{}, event.Fail(event.CodeSealFile).In("file").Because(err)
		}
		return v.Service.SetDocumentKey(ctx, v.Event.ID, p12, password)
	}, func(h event.KeyHolder, err error) {
		switch {
		case errors.Is(err, event.Fail(event.CodeSealPassword)):
			v.form.SetError("password", v.Printer.Error(err))
			v.Window.Canvas().Focus(v.password)
			return
		case errors.Is(err, event.Fail(event.CodeSealFile)), errors.Is(err, event.Fail(event.CodeSealExpired)), errors.Is(err, event.Fail(event.CodeSealEarly)):
			v.form.SetError("file", v.Printer.Error(err))
			return
		case err != nil:
			kit.ShowError(v.Window, v.Printer, err)
			return
		}
		v.file.SetText("")
		v.password.SetText("")
		v.path = ""
		v.showReady()
		kit.Toast(v.Window.Canvas(), v.Printer.T("register.sign.saved", i18n.Args{"Name": h.Name, "File": filepath.Base(path)}), nil)
		v.read()
	})
}

// onRemove asks, and forgets the key. What was signed with it stays signed.
func (v *signView) onRemove() {
	t := v.Printer.T
	kit.ConfirmDanger(v.Window, t("register.sign.remove.title"), t("register.sign.remove.question"), t("register.sign.remove"), func() {
		kit.Run(v.ctx, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, v.Service.RemoveDocumentKey(ctx, v.Event.ID)
		}, func(_ struct{}, err error) {
			if err != nil {
				kit.ShowError(v.Window, v.Printer, err)
				return
			}
			kit.Toast(v.Window.Canvas(), t("register.sign.removed"), nil)
			v.read()
		})
	})
}
