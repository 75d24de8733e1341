package mail

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// preview shows what real people would read, one after the other.
type preview struct {
	c          *compose
	view       fyne.CanvasObject
	name       *kit.Text
	back, next *kit.Button
	at         *kit.Text
	body       *fyne.Container
	files      *fyne.Container
	people     []string // registrations that can be looked at
	i          int
	shown      kit.Latest[event.MessagePreview]
}

func newPreview(c *compose) *preview {
	v := &preview{c: c, name: kit.NewText("", kit.StyleStrong.Truncated()), at: kit.NewText("", kit.StyleMuted), body: container.NewStack(), files: container.NewStack()}
	v.back = kit.NewButton("‹", kit.IconNone, func() { v.step(-1) })
	v.next = kit.NewButton("›", kit.IconNone, func() { v.step(1) })
	steps := kit.HStack(2, v.at, v.back, v.next)
	v.view = kit.InOrder(kit.PadSides(0, 0, 2, 0, besideRight(container.New(middled{}, v.name), steps)), v.body, v.files)
	return v
}

// forget begins with the first person again.
func (v *preview) forget() { v.i = 0 }

// registration is who is looked at; "": nobody can be.
func (v *preview) registration() string {
	if v.i >= len(v.people) {
		return ""
	}
	return v.people[v.i]
}

// show takes the people of the plan: those who get the message, or, where nobody does, those it was meant for.
func (v *preview) show() {
	who := v.registration()
	v.people = nil
	for _, m := range v.c.plan.Messages {
		v.people = append(v.people, m.Registration)
	}
	if len(v.people) == 0 {
		for _, l := range v.c.plan.Left {
			if l.Why == event.LeftAlready || l.Why == event.LeftNoAddress || l.Why == event.LeftBadAddress {
				v.people = append(v.people, l.Registration)
			}
		}
	}
	v.i = 0
	for i, id := range v.people {
		if id == who {
			v.i = i
		}
	}
	v.read()
}

func (v *preview) step(by int) {
	if n := len(v.people); n > 0 {
		v.i = (v.i + by + n) % n
		v.read()
	}
}

// read makes the message to the person who is looked at.
func (v *preview) read() {
	p, id := v.c.p, v.registration()
	v.back.SetEnabled(len(v.people) > 1)
	v.next.SetEnabled(len(v.people) > 1)
	if v.c.err != nil || id == "" {
		v.shown.Cancel()
		v.name.SetText("")
		v.at.SetText("")
		hint := p.Printer.T("mail.look.none")
		switch {
		case isWords(v.c.err):
			hint = p.Printer.T("mail.look.wrong")
		case v.c.err != nil: // it is told beside the people
			hint = ""
		}
		v.files.Objects = nil
		v.files.Refresh()
		v.put(kit.NewParagraph(hint, kit.StyleMuted))
		return
	}
	v.at.SetText(p.Printer.T("common.of", i18n.Args{"Shown": v.i + 1, "Total": len(v.people)}))
	r := v.c.request()
	v.shown.Run(p.ctx, func(ctx context.Context) (event.MessagePreview, error) {
		return p.Service.PreviewMessage(ctx, p.Event.ID, r, id)
	}, func(m event.MessagePreview, err error) {
		if err != nil {
			v.put(kit.NewParagraph(p.Printer.Error(err), kit.StyleBody.In(kit.ToneRefused.Color())))
			return
		}
		v.name.SetText(p.Printer.Person(m.Message.Name))
		v.put(p.readable(m))
		v.files.Objects = []fyne.CanvasObject{kit.PadSides(2, 0, 0, 0, p.fileButtons(m))}
		v.files.Refresh()
		kit.Repaint(v.view)
	})
}

func (v *preview) put(o fyne.CanvasObject) {
	v.body.Objects = []fyne.CanvasObject{kit.NewVScroll(kit.PadSides(0, 2, 0, 0, o))}
	v.body.Refresh()
	kit.Repaint(v.body)
}

// readable is a message as it is read, with what is empty in it.
func (p *Page) readable(m event.MessagePreview) *fyne.Container {
	rows := kit.VStack(2)
	if m.Message.To != "" {
		rows.Add(kit.NewText(m.Message.To, kit.StyleMuted.Truncated()))
	}
	if len(m.Missing) > 0 {
		rows.Add(kit.Notice(kit.ToneAttention, p.Printer.T("mail.look.missing", i18n.Args{"Fields": p.fieldWords(m.Missing)}), nil))
	}
	rows.Add(kit.NewParagraph(m.Subject, kit.StyleStrong))
	rows.Add(kit.NewParagraph(m.Text, kit.StyleBody))
	return rows
}

// fileButtons open the attachments of a message, and the message itself as a mail program shows it.
func (p *Page) fileButtons(m event.MessagePreview) fyne.CanvasObject {
	rows := kit.VStack(1)
	for _, f := range m.Files {
		size := p.Printer.Number(float64(max(len(f.Data), 1024))/1024, 0)
		label := p.Printer.T("mail.show.file", i18n.Args{"Name": f.Name, "Size": size})
		rows.Add(kit.HStack(0, kit.NewButton(label, kit.IconNone, func() { p.openFile(f.Name, f.Data) })))
	}
	html := kit.NewButton(p.Printer.T("mail.look.html"), kit.IconMail, func() { p.openFile(p.Printer.T("mail.look.file"), []byte(m.HTML)) })
	rows.Add(kit.HStack(0, html))
	return rows
}

// openFile opens a copy in a folder of its own that the system clears: the viewer may outlive the program.
func (p *Page) openFile(name string, data []byte) {
	kit.Run(p.ctx, func(context.Context) (struct{}, error) {
		folder, err := os.MkdirTemp("", "zlot-")
		if err != nil {
			return struct{}{}, event.Fail(event.CodeDocumentWrite, "Path", os.TempDir()).Because(err)
		}
		path := filepath.Join(folder, filepath.Base(name))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return struct{}{}, event.Fail(event.CodeDocumentWrite, "Path", path).Because(err)
		}
		return struct{}{}, p.Deps.Show(path)
	}, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
		}
	})
}

// middled puts its object at full width in the middle of the height.
type middled struct{}

func (middled) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (middled) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
}
