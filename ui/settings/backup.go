package settings

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// CopyService makes backup copies.
type CopyService interface {
	MakeCopy(ctx context.Context, reason event.CopyReason) (event.CopyResult, error)
	ReplaceCopies(ctx context.Context, names []string) (event.CopyResult, error)
	Allow(ctx context.Context, a event.Action) error
}

// CopyReader says what a copy holds, and what would be lost with the file as it is.
type CopyReader interface {
	PreviewCopy(ctx context.Context, name, passphrase string) (event.CopyPreview, error)
}

// CopyPrefs are this machine's settings of copies.
type CopyPrefs interface {
	CopyInterval() time.Duration
	SetCopyInterval(d time.Duration)
	CopySecond() string
	SetCopySecond(folder string)
}

// Backups are what the card of backup copies stands on.
type Backups struct {
	Service CopyService
	Reader  CopyReader
	Copies  event.Copies // nil: the program keeps none
	Prefs   CopyPrefs
	Every   []time.Duration // what can be chosen
	// Restore puts a copy in the place of the file, and shows that.
	Restore func(name, passphrase string)
}

// backup is the card of the backup copies.
type backup struct {
	p    *Page
	d    Backups
	view fyne.CanvasObject
	body *fyne.Container
	make *kit.Button
	all  []event.Backup
	read bool
}

func newBackup(p *Page) *backup {
	b := &backup{p: p, d: p.Backups, body: kit.VStack(2)}
	t := p.Printer.T
	b.make = kit.NewButton(t("backup.make"), kit.IconCheck, b.onMake)
	buttons := kit.HStack(2, b.make, kit.NewButton(t("backup.restore"), kit.IconUndo, b.onRestore))
	b.view = kit.Card(t("backup.title"), kit.VStack(3, b.body, buttons))
	b.show()
	return b
}

// update reads which copies there are.
func (b *backup) update() {
	if b.d.Copies == nil {
		return
	}
	kit.Run(b.p.ctx, b.d.Copies.List, func(all []event.Backup, err error) {
		if err != nil {
			kit.ShowError(b.p.Window, b.p.Printer, err)
			return
		}
		b.all, b.read = all, true
		b.show()
	})
}

// show paints what is known.
func (b *backup) show() {
	if b.d.Copies == nil {
		b.view.Hide()
		return
	}
	b.body.Objects = []fyne.CanvasObject{b.makeLast()}
	places := b.d.Copies.Places()
	if places.Failed != nil {
		b.body.Add(kit.Notice(kit.ToneAttention, b.p.Printer.Error(places.Failed), nil))
	}
	b.body.Add(kit.Separator())
	b.body.Add(b.makeSecond(places))
	b.body.Add(kit.Separator())
	b.body.Add(b.makeLock())
	b.body.Add(kit.Separator())
	b.body.Add(b.makeEvery())
	b.body.Refresh()
	b.p.relayout()
}

// makeLast says when the last copy was made, and where it is.
func (b *backup) makeLast() fyne.CanvasObject {
	t := b.p.Printer.T
	reveal := kit.NewQuiet("", kit.IconFolder, b.onReveal)
	own := b.own()
	if len(own) == 0 {
		none := t("backup.none")
		if !b.read {
			none = t("backup.reading")
		}
		return row(none, b.d.Copies.Places().First, reveal)
	}
	last := own[0]
	var size int64
	for _, c := range own {
		size += c.Size
	}
	sub := b.p.Printer.N("backup.summary", len(own), i18n.Args{"Size": b.p.Printer.Size(size), "Folder": filepath.Base(b.d.Copies.Places().First)})
	return row(t("backup.last", i18n.Args{"When": b.when(last.At), "Reason": t("backup.reason." + string(last.Reason))}), sub, reveal)
}

// own are the copies of this file: on a stick there may be others'.
func (b *backup) own() []event.Backup {
	return slices.DeleteFunc(slices.Clone(b.all), func(c event.Backup) bool { return c.Foreign })
}

// when is a moment of a copy.
func (b *backup) when(at time.Time) string { return CopyWhen(b.p.Printer, b.p.Event, b.p.Now(), at) }

// CopyWhen is a moment of a copy in the zone of the open event, or of this machine without one: today the time is
// enough.
func CopyWhen(words *i18n.Printer, open event.Event, now, at time.Time) string {
	zone := time.Local
	if open.ID != "" {
		zone = open.Zone()
	}
	now, at = now.In(zone), at.In(zone)
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return words.T("backup.today", i18n.Args{"Time": words.Time(at)})
	}
	return words.ShortDate(at) + ", " + words.Time(at)
}

func (b *backup) onReveal() {
	path := b.d.Copies.Places().First
	if own := b.own(); len(own) > 0 {
		path = own[0].Path
	}
	if err := b.p.Reveal(path); err != nil {
		kit.ShowError(b.p.Window, b.p.Printer, err)
	}
}

// makeSecond is the line of the second folder.
func (b *backup) makeSecond(places event.CopyPlaces) fyne.CanvasObject {
	t := b.p.Printer.T
	choose := kit.NewQuiet("", kit.IconEdit, b.onSecond)
	if places.Second == "" {
		return wholeRow(t("backup.second"), t("backup.second.none"), choose)
	}
	state := t("backup.second.there", i18n.Args{"Folder": places.Second})
	switch {
	case !places.SecondThere:
		state = t("backup.second.away", i18n.Args{"Folder": places.Second})
	case places.SecondFailed != nil:
		state = b.p.Printer.Error(places.SecondFailed)
	}
	return wholeRow(t("backup.second"), state, kit.HStack(0, choose, kit.NewQuiet("", kit.IconTrash, func() { b.setSecond("") })))
}

// wholeRow is a row whose words are read to their end: they say what to do.
func wholeRow(title, sub string, actions fyne.CanvasObject) fyne.CanvasObject {
	words := kit.VStack(0, kit.NewText(title, kit.StyleBody.Truncated()), kit.NewParagraph(sub, kit.StyleSmall))
	return container.NewBorder(nil, nil, nil, container.NewCenter(actions), words)
}

func (b *backup) onSecond() {
	kit.FolderOpen(b.p.Window, b.setSecond)
}

func (b *backup) setSecond(folder string) {
	b.lock(func(context.Context) error { return b.d.Copies.SetSecond(folder) }, func(err error) {
		if err != nil {
			kit.ShowError(b.p.Window, b.p.Printer, err)
			return
		}
		b.d.Prefs.SetCopySecond(folder)
		if folder != "" {
			b.onMake() // so that there is one at once
		}
	})
}

// makeEvery chooses how often copies are made.
func (b *backup) makeEvery() fyne.CanvasObject {
	var options []kit.Option[time.Duration]
	for _, d := range b.d.Every {
		options = append(options, kit.Option[time.Duration]{Value: d, Text: b.p.Printer.N("backup.every.minutes", int(d/time.Minute))})
	}
	every := kit.NewSelect(options, b.d.Prefs.SetCopyInterval)
	every.SetValue(b.d.Prefs.CopyInterval())
	return kit.PadSides(1, 0, 0, 0, kit.NewField(b.p.Printer.T("backup.every"), every, b.p.Printer.T("backup.every.hint")))
}

// onMake makes a copy now.
func (b *backup) onMake() {
	b.make.SetEnabled(false)
	kit.Run(b.p.Context, func(ctx context.Context) (event.CopyResult, error) {
		return b.d.Service.MakeCopy(ctx, event.CopyByHand)
	},
		func(res event.CopyResult, err error) {
			b.make.SetEnabled(true)
			switch {
			case err != nil:
				kit.ShowError(b.p.Window, b.p.Printer, err)
			case errors.Is(res.Second, event.Fail(event.CodeFolderMissing)):
				kit.Toast(b.p.Window.Canvas(), b.p.Printer.T("backup.made.away"), nil)
			case res.Second != nil:
				kit.Message(b.p.Window, b.p.Printer.T("backup.made.first"),
					b.p.Printer.T("backup.made.second", i18n.Args{"Why": b.p.Printer.Error(res.Second)}))
			default:
				kit.Toast(b.p.Window.Canvas(), b.p.Printer.T("backup.made"), nil)
			}
			b.update()
		})
}

// CopyMade shows a copy that the program made by itself.
func (p *Page) CopyMade() {
	if p.ctx != nil && p.ctx.Err() == nil {
		p.copies.update()
	}
}
