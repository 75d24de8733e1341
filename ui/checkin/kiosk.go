package checkin

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// mostGuesses in a row may be wrong; then the kiosk asks for no PIN for a while.
	mostGuesses = 3
	guessPause  = 30 * time.Second
	// pinPatience is how long a question for the PIN stands there unanswered.
	pinPatience = 30 * time.Second
	// kioskRest is how long a verdict stands in a kiosk; then the next person finds
	// it waiting.
	kioskRest = 8 * time.Second
)

// kiosk is what the page knows while people scan by themselves.
type kiosk struct {
	asked   bool // whether there should be a PIN
	open    bool // it is known that there is no PIN
	wrong   int  // guesses in a row
	blocked time.Time
	stop    func() // of the question that closes by itself
	wait    func() // of the verdict that goes by itself
}

// alone tells whether nothing is seen but the verdict and what belongs to it.
func (p *Page) alone() bool { return p.kiosk || p.d.Settings.LargeType() }

// setKiosk shows nothing but the input and the verdict, or everything again.
func (p *Page) setKiosk(on bool) {
	p.closeForm()
	p.standStill()
	p.kiosk, p.door = on, kiosk{}
	p.d.Settings.SetDeskKiosk(p.d.Event.ID, on)
	p.learnPIN()
	p.view.entry.Clear()
	p.view.arrange()
	p.toWaiting() // the verdict before is of somebody who went on
	p.d.Alone(p.alone(), p.kiosk)
	p.view.entry.Active(true)
}

// setLarge turns the large type on or off.
func (p *Page) setLarge(on bool) {
	if p.kiosk {
		return
	}
	p.d.Settings.SetLargeType(on)
	p.view.arrange()
	p.d.Alone(p.alone(), p.kiosk)
	p.view.entry.Active(p.view.form == nil)
}

func (p *Page) turnLarge() { p.setLarge(!p.d.Settings.LargeType()) }

// pin reads what the PIN is checked with, "" if there is none, and goes on.
// Where it cannot be read there is none: nobody is to be locked in.
func (p *Page) pin(then func(kept string)) {
	if p.d.Secrets == nil {
		then("")
		return
	}
	kit.Run(p.d.Context, func(context.Context) (string, error) { return p.d.Secrets.Get(pinSecret) },
		func(kept string, err error) {
			if err != nil {
				kept = ""
			}
			then(kept)
		})
}

// learnPIN finds out whether the kiosk has a PIN: where there is none, no
// question may take the keyboard from Escape that is held down.
func (p *Page) learnPIN() {
	if p.kiosk {
		p.pin(func(kept string) { p.door.open = p.kiosk && kept == "" })
	}
}

// offerPIN asks for a PIN once where a kiosk began without one.
func (p *Page) offerPIN() {
	if p.door.asked || p.refused(event.DoDesk) != nil {
		return
	}
	p.door.asked = true
	p.pin(func(kept string) {
		if kept != "" || !p.kiosk || p.view.form != nil || p.last != nil {
			return
		}
		w := p.d.Printer
		pin, save := p.pinInput(w.T("checkin.pin.set"), func() {})
		skip := kit.NewButton(w.T("checkin.pin.without"), kit.IconNone, p.closeForm)
		body := kit.VStack(4, kit.Section(w.T("checkin.pin.title")), kit.NewParagraph(w.T("checkin.pin.why"), kit.StyleMuted),
			pin, kit.HStack(2, save, skip))
		p.openForm(p.view.stage, kit.NewPanel(container.New(centred{120}, kit.Pad(6, body))), pin.Input().(*kit.Entry))
		p.closeLater()
	})
}

// pinInput is the input of a new PIN with the button that keeps it.
func (p *Page) pinInput(action string, kept func()) (*kit.Field, *kit.Button) {
	w := p.d.Printer
	var field *kit.Field
	entry := kit.NewPassword("")
	save := func() {
		pin := strings.TrimSpace(entry.Text)
		if p.tookScan(pin) {
			return
		}
		if !validPIN(pin) {
			field.SetError(w.T("checkin.pin.invalid", i18n.Args{"Least": pinLeast, "Most": pinMost}))
			return
		}
		p.keepPIN(pin, func() {
			if p.kiosk {
				p.closeForm()
			}
			entry.SetText("")
			kept()
			kit.Toast(p.d.Window.Canvas(), w.T("checkin.pin.kept"), nil)
		}, func(text string) { field.SetError(text) })
	}
	p.asDeskInput(entry, save)
	field = kit.NewField(w.T("checkin.pin.label"), entry, w.T("checkin.pin.hint", i18n.Args{"Least": pinLeast, "Most": pinMost}))
	return field, kit.NewPrimary(action, kit.IconLock, save)
}

// tookScan takes what is too long for a PIN as scanned, like the address on
// another badge: whoever stands there gets a verdict.
func (p *Page) tookScan(text string) bool {
	if !p.kiosk || len(text) <= pinMost {
		return false
	}
	p.onScan(text)
	return true
}

func (p *Page) keepPIN(pin string, done func(), failed func(text string)) {
	kit.Run(p.d.Context, func(context.Context) (struct{}, error) {
		hash, err := hashPIN(pin)
		if err == nil {
			err = p.d.Secrets.Set(pinSecret, hash)
		}
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if err != nil {
			failed(p.d.Printer.Error(err))
			return
		}
		p.door.open = false
		done()
	})
}

func (p *Page) dropPIN(done func()) {
	kit.Run(p.d.Context, func(context.Context) (struct{}, error) {
		return struct{}{}, p.d.Secrets.Set(pinSecret, "")
	}, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
		}
		done()
	})
}

// AskLeave asks for the PIN and goes on once it was right. Without a PIN it
// says how to leave. The question is there at once, before it is known whether
// there is a PIN: what is typed meanwhile must be no scan.
func (p *Page) AskLeave(then func()) {
	switch {
	case !p.kiosk:
		then()
		return
	case p.d.Now().Before(p.door.blocked):
		p.showHint(p.d.Printer.T("checkin.pin.blocked"))
		return
	}
	if p.door.open {
		p.showHint(p.d.Printer.T("checkin.kiosk.hold"))
		p.pin(func(kept string) {
			if kept != "" && p.kiosk {
				p.door.open = false
				p.askPIN(then)
			}
		})
		return
	}
	form := p.askPIN(then)
	p.pin(func(kept string) {
		if kept == "" && p.kiosk && p.view.form == form {
			p.closeForm()
			p.showHint(p.d.Printer.T("checkin.kiosk.hold"))
		}
	})
}

func (p *Page) askPIN(then func()) fyne.CanvasObject {
	w := p.d.Printer
	p.closeForm()
	p.view.entry.Clear()
	var field *kit.Field
	entry := kit.NewPassword("")
	try := func() {
		pin := strings.TrimSpace(entry.Text)
		if p.tookScan(pin) {
			return
		}
		kit.Run(p.d.Context, func(context.Context) (bool, error) {
			if p.d.Secrets == nil {
				return false, nil
			}
			kept, err := p.d.Secrets.Get(pinSecret)
			return err == nil && isPIN(pin, kept), nil
		},
			func(right bool, _ error) {
				if p.view.form == nil {
					return // a badge was scanned meanwhile
				}
				if right {
					p.closeForm()
					p.door.wrong = 0
					p.d.Settings.SetDeskKiosk(p.d.Event.ID, false)
					then()
					return
				}
				p.onWrongPIN(entry, field)
			})
	}
	p.asDeskInput(entry, try)
	field = kit.NewField(w.T("checkin.pin.ask"), entry, "")
	body := kit.VStack(4, kit.Section(w.T("checkin.kiosk.leave")), field,
		kit.HStack(2, kit.NewPrimary(w.T("checkin.kiosk.leave.action"), kit.IconLock, try),
			kit.NewButton(w.T("common.cancel"), kit.IconNone, p.closeForm)))
	p.openForm(p.view.stage, kit.NewPanel(container.New(centred{90}, kit.Pad(6, body))), entry)
	p.closeLater()
	return p.view.form
}

func (p *Page) onWrongPIN(entry *kit.Entry, field *kit.Field) {
	entry.SetText("")
	field.SetError(p.d.Printer.T("checkin.pin.wrong"))
	if p.door.wrong++; p.door.wrong < mostGuesses {
		return
	}
	p.door.wrong, p.door.blocked = 0, p.d.Now().Add(guessPause)
	p.closeForm()
	p.showHint(p.d.Printer.T("checkin.pin.blocked"))
}

// closeLater closes a question that nobody answers.
func (p *Page) closeLater() {
	form := p.view.form
	p.door.stop = kit.After(pinPatience, func() {
		if p.kiosk && p.view.form == form {
			p.closeForm()
		}
	})
}

// onHeld is Escape held down: the way out of a kiosk that has no PIN.
func (p *Page) onHeld() {
	if !p.kiosk {
		return
	}
	p.pin(func(kept string) {
		if kept == "" {
			p.setKiosk(false)
		}
	})
}

// restLater takes the verdict of a kiosk away after a while.
func (p *Page) restLater() {
	p.standStill()
	if p.kiosk {
		p.door.wait = kit.After(kioskRest, func() {
			if p.kiosk {
				p.toWaiting()
			}
		})
	}
}

// standStill leaves the verdict where it is.
func (p *Page) standStill() {
	if p.door.wait != nil {
		p.door.wait()
		p.door.wait = nil
	}
}

// showHint says something in the place of the verdict.
func (p *Page) showHint(text string) {
	p.restLater()
	p.last = nil
	p.showVerdict(kit.Verdict{Tone: kit.ToneNeutral, Icon: kit.IconLock, Word: p.d.Printer.T("checkin.kiosk.title"), Advice: p.unbroken(text)})
}
