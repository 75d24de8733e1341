package ui

import (
	"fyne.io/fyne/v2"

	"zlot/ui/checkin"
	"zlot/ui/scanner"
)

// deskPage is the desk with a camera that is turned on by a key; what it sees stands under the last scans.
type deskPage struct {
	checkinPage
	s      *Shell
	camera *scanner.Camera // nil: there is none
}

func (s *Shell) withCamera(deps checkin.Deps) Page {
	d := &deskPage{s: s}
	if s.Frames != nil && s.Codes != nil {
		d.camera = scanner.NewCamera(scanner.CameraDeps{
			Context: s.ctx, Printer: s.words, Now: s.now, Frames: s.Frames, Codes: s.Codes, Code: d.onCode,
			Changed: func() { d.BesideChanged() },
		})
		deps.Beside = d.camera.View()
	}
	d.checkinPage = checkinPage{checkin.New(deps)}
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
