package checkin

import (
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/wedge"
	"zlot/ui/kit"
)

// unbroken keeps words together that must not part at the end of a line.
func (p *Page) unbroken(text string) string {
	if p.d.Printer.Lang() == i18n.Polish {
		return i18n.HardSpaces(text)
	}
	return text
}

// advice says what to do now; nothing where somebody simply comes in.
func (p *Page) advice(a answer) string {
	if advice := p.blankAdvice(a); advice != "" {
		return advice
	}
	w, res := p.d.Printer, a.res
	switch {
	case comes(res):
		return p.welcome(a)
	case p.kiosk && tone(res) != kit.ToneAdmitted:
		return p.kioskAdvice(res) // the usual advice is for the desk
	}
	if advice := p.strangeCode(res); advice != "" {
		return advice
	}
	switch res.Scan.Outcome { // with the key that lets in all the same
	case event.PendingStatus:
		return w.T("checkin.advice.pending")
	case event.OnWaitingList:
		return w.T("checkin.advice.waitlisted")
	case event.Unpaid:
		return w.T("checkin.advice.unpaid")
	case event.AlreadyIn:
		return p.alreadyIn(res)
	case event.Exited:
		if res.NeverIn {
			return w.T("checkin.advice.never_in")
		}
	}
	return w.T("outcome."+string(res.Scan.Outcome)+".advice", p.adviceArgs(res))
}

// blankAdvice says what to do with a badge without a name that was given, taken back or could not be bound.
func (p *Page) blankAdvice(a answer) string {
	w := p.d.Printer
	switch {
	case a.takeBack != "":
		return w.T("checkin.blank.taken_back")
	case a.former != "":
		return w.T("checkin.blank.exchanged")
	case a.give != "":
		return w.T("checkin.advice.given")
	case a.unbound != nil && (a.lost || comes(a.res)):
		return w.T("checkin.advice.unbound")
	case a.newcomer != nil && a.blank != "" && comes(a.res):
		return w.T("checkin.advice.given")
	}
	return ""
}

// strangeCode says what was scanned that is no badge: a row of a paper list, or
// a badge that the keyboard of another country typed.
func (p *Page) strangeCode(res event.ScanResult) string {
	if res.Entry != nil || (res.Scan.Outcome != event.UnknownCode && res.Scan.Outcome != event.DamagedCode) {
		return ""
	}
	if wedge.Misread(res.Scan.Code) {
		return p.d.Printer.T("checkin.advice.layout")
	}
	if _, err := event.ParseRowCode(res.Scan.Code); err == nil {
		return p.d.Printer.T("checkin.advice.row")
	}
	return ""
}

// handedOut: something was given to the person before.
func handedOut(res event.ScanResult) bool {
	return res.Scan.Outcome == event.AlreadyIn && res.Checkpoint.Kind.HandsOut()
}

// alreadyIn says since when somebody is in, or has what is handed out here.
func (p *Page) alreadyIn(res event.ScanResult) string {
	w, args := p.d.Printer, p.adviceArgs(res)
	args["Title"] = res.Checkpoint.Title
	switch {
	case handedOut(res):
		return w.T("checkin.advice.handed", args)
	case res.Checkpoint.Policy == event.InOut:
		return w.T("checkin.advice.still_in", args)
	case res.Checkpoint.Kind == event.Door:
		return w.T("checkin.advice.entered", args)
	}
	return w.T("outcome.already_in.advice", args)
}

// offList says where somebody is enrolled who is not on the list of the door, and
// how full it is.
func (p *Page) offList(res event.ScanResult) string {
	args := p.adviceArgs(res)
	args["Present"], args["Capacity"] = res.Present, 0
	if res.Session != nil && res.Session.Capacity != nil {
		args["Capacity"] = *res.Session.Capacity
	}
	return p.d.Printer.T("checkin.advice.not_on_list", args)
}

// kioskAdvice says what to do to the person who stands there.
func (p *Page) kioskAdvice(res event.ScanResult) string {
	if res.Scan.Outcome == event.DamagedCode {
		if args := p.adviceArgs(res); args["Two"] == true {
			return p.d.Printer.T("outcome.damaged_code.advice", args)
		}
		return p.d.Printer.T("checkin.kiosk.damaged")
	}
	return p.d.Printer.T("checkin.kiosk.refused")
}

// welcome says what to do for somebody who comes in; mostly nothing.
func (p *Page) welcome(a answer) string {
	w, res := p.d.Printer, a.res
	switch id := a.req.Registration; {
	case a.newcomer != nil && p.added[id] && !p.printing[id]:
		return w.T("checkin.advice.newcomer")
	case res.Scan.Forced && res.Checkpoint.Kind.HandsOut():
		return w.T("checkin.advice.forced_again", i18n.Args{"Reason": res.Scan.Reason})
	case res.Scan.Forced:
		return w.T("checkin.advice.forced", i18n.Args{"Reason": res.Scan.Reason})
	case notOnList(res) && p.kiosk:
		return p.kioskAdvice(res)
	case notOnList(res):
		return p.offList(res)
	case res.Entry != nil && res.Entry.Note != "" && !p.kiosk: // it is for the desk
		return w.T("checkin.advice.note", i18n.Args{"Note": res.Entry.Note})
	}
	return ""
}

// adviceArgs are the event's, with a time of the same day as its hour alone.
func (p *Page) adviceArgs(res event.ScanResult) i18n.Args {
	args := res.AdviceArgs(p.zone)
	if !res.FirstAt.IsZero() {
		args["When"] = p.when(res.FirstAt, res.Scan.At)
	}
	if res.Scan.Outcome != event.OutsideHours {
		return args
	}
	opens, _ := args["When"].(time.Time)
	closes, _ := args["Until"].(time.Time)
	if !opens.IsZero() {
		args["When"] = p.when(opens, res.Scan.At)
	}
	switch {
	case closes.IsZero():
	case event.DateOf(opens, p.zone) == event.DateOf(closes, p.zone):
		args["Until"] = p.d.Printer.Time(closes)
	default:
		args["Until"] = p.when(closes, res.Scan.At)
	}
	return args
}
