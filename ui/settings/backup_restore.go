package settings

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// chooser is the dialog in which a copy is chosen; what it holds is said at the right.
type chooser struct {
	b      *backup
	list   *kit.DataList[event.Backup]
	head   *fyne.Container // names a file that is not in the list
	told   *fyne.Container
	right  *fyne.Container
	body   fyne.CanvasObject
	phrase *kit.Entry
	form   *kit.Form
	dialog *kit.Dialog
	latest kit.Latest[event.CopyPreview]

	chosen string // path
	locked bool
	ready  bool // what it holds was read
}

const (
	chooserList   = 460
	chooserTold   = 420
	chooserHeight = 360
)

// copyEndings are what a copy's name ends in: the key and the sums beside it are none.
var copyEndings = []string{".zlot", ".zlot.age", ".db"}

// ChooseCopy lets somebody choose a copy where there is no page; path is one that was chosen already, or "".
func ChooseCopy(d Deps, path string) {
	b := &backup{p: &Page{Deps: d}, d: d.Backups}
	b.chooseFrom(path)
}

// onRestore lets somebody choose a copy.
func (b *backup) onRestore() { b.chooseFrom("") }

func (b *backup) chooseFrom(path string) {
	kit.Run(b.p.Context, b.d.Copies.List, func(all []event.Backup, err error) {
		if err != nil {
			kit.ShowError(b.p.Window, b.p.Printer, err)
			return
		}
		b.all, b.read = all, true
		b.openChooser(path)
	})
}

func (b *backup) openChooser(path string) {
	t := b.p.Printer.T
	c := &chooser{b: b, head: kit.VStack(1), told: kit.VStack(1), phrase: kit.NewPassword("")}
	c.list = kit.NewDataList([]kit.Column[event.Backup]{
		{ID: "when", Title: t("backup.column.when"), Width: 150, Bold: true, Text: func(c event.Backup) string { return b.when(c.At) }},
		{ID: "why", Title: t("backup.column.why"), Text: b.why},
		{ID: "size", Title: t("backup.column.size"), Width: 90, Align: fyne.TextAlignTrailing, Text: func(c event.Backup) string { return b.p.Printer.Size(c.Size) },
			Icon: func(c event.Backup) kit.Icon {
				if c.Encrypted {
					return kit.IconLock
				}
				return kit.IconNone
			}},
	})
	c.list.OnlyOne()
	c.list.Key = func(c event.Backup) string { return c.Path } // another file's copies may be called the same
	c.list.SetItems(b.all)
	if own := b.own(); len(own) > 0 { // another laptop's is only taken by somebody who means it, or has no other
		c.list.SelectKey(own[0].Path)
	}
	c.list.OnSelect = func(one event.Backup) { c.name(""); c.choose(one.Path, one.Encrypted) }
	c.form = kit.NewForm().Add("passphrase", kit.NewField(t("backup.passphrase"), c.phrase, ""))
	c.phrase.OnSubmitted = func(string) { c.look() }
	c.form.Hide()
	other := kit.NewButton(t("backup.other"), kit.IconFolder, c.onFile)
	left := kit.InOrder(nil, c.list, kit.PadSides(2, 0, 0, 0, kit.HStack(0, other)))
	c.right = kit.PadSides(0, 1, 0, 1, kit.VStack(3, c.head, c.form, c.told))
	c.body = kit.Columns(5, sized(left, chooserList, chooserHeight), sized(c.right, chooserTold, chooserHeight))
	c.say(t("backup.choose"))
	c.open()
	if path != "" {
		c.take(path)
		return
	}
	c.list.Focus()
	if newest, ok := c.list.Current(); ok {
		c.choose(newest.Path, newest.Encrypted)
	}
}

// why says why a copy was made, and whether it may be another laptop's.
func (b *backup) why(c event.Backup) string {
	reason := b.p.Printer.T("backup.reason." + string(c.Reason))
	if c.Foreign {
		return b.p.Printer.T("backup.foreign", i18n.Args{"Reason": reason})
	}
	return reason
}

// sized gives an object a size of its own.
func sized(o fyne.CanvasObject, width, height float32) fyne.CanvasObject {
	s := kit.NewVScroll(o)
	s.SetMinSize(fyne.NewSize(width, height))
	return s
}

func (c *chooser) open() {
	t := c.b.p.Printer.T
	c.dialog = kit.FormDialogDanger(c.b.p.Window, t("backup.restore.title"), c.body, t("backup.restore.yes"), func(*kit.Dialog) bool {
		if !c.ready {
			return false // it was opened anew
		}
		c.b.d.Restore(c.chosen, c.phrase.Text)
		return true
	})
	c.setReady(c.ready)
}

func (c *chooser) setReady(ready bool) {
	c.ready = ready
	c.dialog.SetReady(ready)
}

// name shows which file was chosen beside the list; "": one of the list.
func (c *chooser) name(file string) {
	c.head.Objects = nil
	if file != "" {
		c.head.Add(kit.NewParagraph(c.b.p.Printer.T("backup.chosen", i18n.Args{"Name": file}), kit.TextStyle{Bold: true}))
	}
	c.right.Refresh()
}

// take chooses a file that is not in the list.
func (c *chooser) take(path string) {
	c.list.SetItems(nil) // no row stands for it
	c.list.SetItems(c.b.all)
	c.name(filepath.Base(path))
	c.choose(path, strings.HasSuffix(path, ".age"))
}

// onFile asks for the file. One dialog is open at a time: this one closes, and comes back as it was.
func (c *chooser) onFile() {
	c.dialog.Close()
	kit.FileOpen(c.b.p.Window, copyEndings, func(path string) {
		kit.After(0, func() { c.take(path) }) // when this dialog is back
	})
	c.open()
}

// choose asks for the passphrase, or looks into the copy.
func (c *chooser) choose(name string, locked bool) {
	if c.dialog == nil {
		return // it is being opened
	}
	c.chosen, c.locked = name, locked
	c.setReady(false)
	c.form.ClearErrors()
	if locked && c.phrase.Text == "" {
		c.ask(true)
		c.say(c.b.p.Printer.T("backup.passphrase.hint"))
		c.b.p.Window.Canvas().Focus(c.phrase)
		return
	}
	c.look()
}

// look reads what the copy holds and what would be lost.
func (c *chooser) look() {
	c.form.ClearErrors()
	c.ask(c.locked)
	c.say(c.b.p.Printer.T("backup.looking"))
	name, phrase := c.chosen, c.phrase.Text
	c.latest.Run(c.b.p.Context, func(ctx context.Context) (event.CopyPreview, error) {
		return c.b.d.Reader.PreviewCopy(ctx, name, phrase)
	}, c.seen)
}

func (c *chooser) seen(p event.CopyPreview, err error) {
	var known *event.Error
	if errors.As(err, &known) && known.Code == event.CodeCopyPassphrase {
		c.say("")
		c.form.SetError("passphrase", c.b.p.Printer.Error(err))
		return
	}
	if err != nil {
		c.told.Objects = []fyne.CanvasObject{kit.Notice(kit.ToneRefused, c.b.p.Printer.Error(err), nil)}
		c.right.Refresh()
		return
	}
	c.show(p)
	c.setReady(true)
}

// ask shows the field of the passphrase, or takes it away.
func (c *chooser) ask(wanted bool) {
	if wanted == c.form.Visible() {
		return
	}
	if wanted {
		c.form.Show()
	} else {
		c.form.Hide()
	}
	c.right.Refresh()
}

func (c *chooser) say(text string) {
	c.told.Objects = nil
	if text != "" {
		c.told.Add(kit.NewParagraph(text, kit.StyleMuted))
	}
	c.right.Refresh()
}

// show says what a copy holds, what would be lost, and what is remembered all the same.
func (c *chooser) show(p event.CopyPreview) {
	words := c.b.p.Printer
	c.told.Objects = nil
	add := func(o ...fyne.CanvasObject) { c.told.Objects = append(c.told.Objects, o...) }
	add(kit.Section(words.T("backup.preview.holds")))
	for _, e := range p.Content.Events {
		add(kit.NewText(e.Title, kit.StyleBody.Truncated()))
	}
	add(kit.NewParagraph(words.N("backup.holds", p.Content.Registrations, i18n.Args{"Scans": p.Content.Scans, "Certificates": p.Content.Certificates}), kit.StyleMuted))
	if !p.Content.Last.IsZero() {
		add(kit.NewParagraph(words.T("backup.preview.last", i18n.Args{"When": c.b.when(p.Content.Last)}), kit.StyleMuted))
	}
	add(kit.Gap(1), kit.Section(words.T("backup.preview.lost")))
	for _, line := range c.losses(p) {
		add(line)
	}
	if len(p.Sent) > 0 || p.Erased > 0 {
		add(kit.Gap(1), kit.Section(words.T("backup.preview.stays")))
	}
	for _, m := range p.Sent {
		add(told(kit.IconCheck, kit.ColorAdmitted, words.N("backup.sent."+sentKind(m.Kind), m.Count)))
	}
	if p.Erased > 0 {
		add(told(kit.IconCheck, kit.ColorAdmitted, words.N("backup.erased", p.Erased)))
	}
	if p.Operators {
		add(kit.Gap(1), kit.Notice(kit.ToneAttention, words.T("backup.preview.operators"), nil))
	}
	after := words.T("backup.preview.after")
	if p.Unread != nil {
		after = words.T("backup.preview.mail") // the file is put aside as it is
	}
	add(kit.Gap(1), kit.NewParagraph(after, kit.StyleMuted))
	c.right.Refresh()
}

func (c *chooser) losses(p event.CopyPreview) []fyne.CanvasObject {
	words := c.b.p.Printer
	if p.Unread != nil {
		return []fyne.CanvasObject{kit.Notice(kit.ToneAttention, words.T("backup.preview.unread"), nil)}
	}
	var lines []fyne.CanvasObject
	switch {
	case p.Strange:
		lines = append(lines, kit.Notice(kit.ToneAttention, words.T("backup.preview.strange"), nil))
	case len(p.Lost) == 0:
		lines = append(lines, told(kit.IconCheck, kit.ColorAdmitted, words.T("backup.preview.nothing")))
	}
	for _, l := range p.Lost {
		names := slices.Clone(l.Names)
		lines = append(lines, told(kit.IconWarning, kit.ColorWarning, words.N("backup.lost."+string(l.Noun), l.Count, i18n.Args{"Names": names})))
	}
	return lines
}

// told is a line with an icon that says how to take it.
func told(icon kit.Icon, color fyne.ThemeColorName, text string) fyne.CanvasObject {
	return kit.HStack(2, kit.NewIconView(icon, color), kit.Stretch(kit.NewParagraph(text, kit.StyleBody)))
}

func sentKind(k event.MessageKind) string {
	if k == event.MessageCertificate {
		return "certificate"
	}
	return string(k)
}
