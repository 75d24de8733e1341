package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
	"zlot/ui/scanner"
)

// deskPage is the desk with a camera that is turned on by a key; its picture stands in a corner.
type deskPage struct {
	checkinPage
	s       *Shell
	camera  *scanner.Camera // nil: there is none
	corner  *fyne.Container
	content fyne.CanvasObject
}

func (s *Shell) withCamera(p checkinPage) Page {
	d := &deskPage{checkinPage: p, s: s, corner: container.New(&lowerCorner{})}
	if s.Frames != nil && s.Codes != nil {
		d.camera = scanner.NewCamera(scanner.CameraDeps{
			Context: s.ctx, Printer: s.words, Now: s.now, Frames: s.Frames, Codes: s.Codes, Code: d.onCode,
			Changed: d.corner.Refresh,
		})
		d.corner.Add(d.camera.View())
	}
	return d
}

// onCode takes what the camera read. Behind the lock it goes on looking, and lets nobody in.
func (d *deskPage) onCode(code string) {
	if d.s.shift.locked() {
		d.s.refuseAtLock()
		return
	}
	d.s.shift.used()
	d.Scan(code)
}

// Content is part of Page.
func (d *deskPage) Content() fyne.CanvasObject {
	if d.content == nil {
		d.content = d.checkinPage.Content()
		if d.camera != nil {
			d.content = container.NewStack(d.content, d.corner)
		}
	}
	return d.content
}

// Hidden is part of Page: a camera that nobody looks at is off.
func (d *deskPage) Hidden() {
	if d.camera != nil {
		d.camera.Stop()
	}
	d.checkinPage.Hidden()
}

// Commands is part of Commander.
func (d *deskPage) Commands() []Command {
	list := d.checkinPage.Commands()
	const control = fyne.KeyModifierControl | fyne.KeyModifierShift
	if d.camera != nil {
		list = append(list, Command{Label: d.s.words.T("scanner.camera.key"), Key: fyne.KeyK, Modifier: control, Run: d.camera.Toggle})
	}
	if !d.s.kiosk {
		list = append(list, Command{Label: d.s.words.T("scanner.open"), Key: fyne.KeyS, Modifier: control,
			Run: func() { d.s.Go(PageScanner, "") }})
	}
	return list
}

// lowerCorner puts its object into the lower right corner at its own size.
type lowerCorner struct{}

// MinSize is part of fyne.Layout: the picture lies over the page and asks for no room.
func (*lowerCorner) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of fyne.Layout.
func (*lowerCorner) Layout(o []fyne.CanvasObject, size fyne.Size) {
	edge, least := kit.Space(4), o[0].MinSize()
	o[0].Resize(least)
	o[0].Move(fyne.NewPos(max(size.Width-least.Width-edge, 0), max(size.Height-least.Height-edge, 0)))
}
