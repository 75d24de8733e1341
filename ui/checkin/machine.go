package checkin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// Settings are the desk's settings of this machine.
type Settings interface {
	LargeType() bool
	SetLargeType(on bool)
	PrintOnSave() bool
	SetPrintOnSave(on bool)
	PrintOnScan() bool
	SetPrintOnScan(on bool)
	// DeskPoint is the checkpoint of this machine at an event, and whether people
	// leave there.
	DeskPoint(event string) (checkpoint string, leaving bool)
	SetDeskPoint(event, checkpoint string, leaving bool)
	// DeskKiosk says whether people scan by themselves here.
	DeskKiosk(event string) bool
	SetDeskKiosk(event string, on bool)
}

// openMachine shows how this desk is set up. It is a part of the page and no
// menu: a badge that is scanned meanwhile lands.
func (p *Page) openMachine() {
	if p.kiosk {
		return
	}
	w := p.d.Printer
	p.closeForm()
	p.view.entry.Clear()
	set := p.d.Settings
	large := kit.NewCheck(w.T("checkin.machine.large"), set.LargeType(), p.setLarge)
	look := kit.Card(w.T("checkin.machine.look"), kit.VStack(2, large,
		kit.NewParagraph(w.T("checkin.machine.large.hint"), kit.StyleMuted)))
	more := kit.VStack(2)
	more.Add(kit.HStack(0, kit.NewButton(w.T("checkin.points.button"), kit.IconScan, p.openPoints)))
	more.Add(kit.HStack(0, kit.NewButton(w.T("checkin.inside.button"), kit.IconDoorIn, p.openInside)))
	if p.refused(event.DoDesk) == nil {
		more.Add(kit.HStack(0, kit.NewButton(w.T("checkin.paper.button"), kit.IconPrint, p.openPaper)))
	}
	more.Add(kit.HStack(0, kit.NewButton(w.T("checkin.board.button"), kit.IconRoom, p.openBoard)))
	left := kit.VStack(3, look)
	if p.refused(event.DoDesk) == nil { // who prints badges
		left.Add(kit.Card(w.T("checkin.machine.print"), p.makePrintSettings()))
	}
	left.Add(kit.Card(w.T("checkin.machine.more"), more))
	columns := kit.Columns(4, left, kit.VStack(0, kit.Card(w.T("checkin.kiosk.title"), p.makeKioskSettings())))
	p.openOver(w.T("checkin.machine.title"), nil, kit.NewVScroll(columns), large)
}

// openPaper goes to the lists on paper.
func (p *Page) openPaper() {
	p.closeForm()
	p.d.Navigate("paper", "")
}

// openBoard opens the board for the hall.
func (p *Page) openBoard() {
	p.closeForm()
	p.d.Board()
}

func (p *Page) makePrintSettings() fyne.CanvasObject {
	w, set := p.d.Printer, p.d.Settings
	save := kit.NewCheck(w.T("checkin.machine.print.save"), set.PrintOnSave(), set.SetPrintOnSave)
	scan := kit.NewCheck(w.T("checkin.machine.print.scan"), set.PrintOnScan(), func(on bool) {
		set.SetPrintOnScan(on)
		p.queryPrinted()
	})
	box := kit.VStack(2, save, scan)
	if !p.canPrint() {
		save.Disable()
		scan.Disable()
		box.Add(kit.NewParagraph(w.T("checkin.machine.print.none"), kit.StyleMuted))
		box.Add(kit.HStack(0, kit.NewButton(w.T("checkin.machine.print.choose"), kit.IconPrint, func() {
			p.closeForm()
			p.d.Navigate("settings", "")
		})))
	}
	return box
}

func (p *Page) makeKioskSettings() fyne.CanvasObject {
	w := p.d.Printer
	if err := p.refused(event.DoDesk); err != nil {
		return kit.VStack(3, kit.NewParagraph(w.T("checkin.kiosk.text"), kit.StyleMuted), kit.NewParagraph(w.T("checkin.machine.kiosk.refused"), kit.StyleBody))
	}
	start := kit.NewButton(w.T("checkin.kiosk.start"), kit.IconLock, func() {
		p.ifMay(event.DoDesk, func(enter) { p.setKiosk(true) })
	})
	state := kit.NewParagraph("", kit.StyleStrong)
	remove := kit.NewQuiet(w.T("checkin.pin.remove"), kit.IconTrash, nil)
	show := func() {
		p.pin(func(kept string) {
			state.SetText(w.T("checkin.pin.none"))
			if kept != "" {
				state.SetText(w.T("checkin.pin.there"))
			}
			remove.Hidden = kept == ""
			remove.Refresh()
		})
	}
	remove.OnTapped(func() {
		p.dropPIN(show)
	})
	field, save := p.pinInput(w.T("checkin.pin.set"), show)
	save.SetPrimary(false)
	show()
	return kit.VStack(3, kit.NewParagraph(w.T("checkin.kiosk.text"), kit.StyleMuted), state, field,
		kit.HStack(2, save, remove), kit.Separator(), kit.HStack(0, start))
}

// openOver shows something in the place of the desk, with its title, actions
// and the way back.
func (p *Page) openOver(title string, actions []fyne.CanvasObject, body fyne.CanvasObject, first fyne.Focusable) {
	back := kit.NewButton(p.d.Printer.T("checkin.back"), kit.IconScan, p.closeForm)
	header := kit.PageHeader(title, "", append(actions, back)...)
	p.openForm(p.view.over, kit.Pad(4, container.NewBorder(kit.PadSides(0, 0, 4, 0, header), nil, nil, nil, body)), first)
}
