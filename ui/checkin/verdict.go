package checkin

import (
	"errors"
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// longPlace is the length of an institution's name that fills a line by itself.
const longPlace = 40

var kitTones = map[event.Tone]kit.Tone{
	event.ToneAdmitted:  kit.ToneAdmitted,
	event.ToneAttention: kit.ToneAttention,
	event.ToneRefused:   kit.ToneRefused,
}

// tone is the colour of a result. Somebody let in who is not on the list of the
// door is a matter to look at; a note for the desk is not.
func tone(res event.ScanResult) kit.Tone {
	if notOnList(res) || res.NeverIn {
		return kit.ToneAttention
	}
	return kitTones[res.Scan.Outcome.Tone()]
}

// notOnList: let in with a warning, because the door is for the enrolled.
func notOnList(res event.ScanResult) bool {
	return res.Scan.Outcome == event.Admitted && res.NotOnList && !res.Scan.Forced
}

// icon is the symbol of an outcome.
func icon(o event.Outcome) kit.Icon {
	switch o {
	case event.Exited:
		return kit.IconDoorOut
	case event.Undone:
		return kit.IconUndo
	case event.OutsideHours, event.PendingStatus:
		return kit.IconClock
	case event.UnknownCode:
		return kit.IconQuestion
	}
	return kitTones[o.Tone()].Icon()
}

// showAnswer puts the newest verdict on the panel, where it stays.
func (p *Page) showAnswer(a answer) {
	p.showVerdict(p.verdict(a))
}

func (p *Page) showVerdict(v kit.Verdict) {
	p.view.panel.Set(v)
	p.view.showForce(p.forceable())
}

func (p *Page) verdict(a answer) kit.Verdict {
	w, res := p.d.Printer, a.res
	outcome := string(res.Scan.Outcome)
	v := kit.Verdict{Tone: tone(res), Icon: icon(res.Scan.Outcome), Word: w.T("outcome." + outcome + ".word")}
	if handedOut(res) {
		v.Word = w.T("checkin.handed.word")
	}
	if a.unbound != nil {
		v.Tone = kit.ToneAttention
	}
	if notOnList(res) || res.NeverIn || a.unbound != nil {
		v.Icon = v.Tone.Icon() // as the colour: look first
	}
	if e := res.Entry; e != nil {
		v.Name = w.Person(e.Who.Name.Full())
		v.Lines, v.Items = p.lines(*e, res), p.items(*e, res)
	} else if res.Scan.Code != "" {
		v.Lines = []string{w.T("checkin.line.code", i18n.Args{"Code": res.Scan.Code})}
	}
	v.Advice = p.unbroken(p.advice(a))
	if a.lost && a.former == "" && a.unbound == nil {
		v.Advice = strings.TrimSpace(v.Advice + " " + w.T("checkin.blank.kept"))
	}
	return v
}

// lines are the facts under the name: from where, and as what.
func (p *Page) lines(e event.Entry, res event.ScanResult) []string {
	var lines []string
	add := func(parts ...string) {
		if text := join(parts...); text != "" {
			lines = append(lines, text)
		}
	}
	place := e.Who.Institution
	if place == "" {
		place = e.Who.Town
	}
	if len([]rune(place)) > longPlace {
		add(place)
		place = ""
	}
	add(place, p.role(e), res.Group)
	if !comes(res) && res.Scan.Outcome != event.Exited && e.Number > 0 && e.Event == p.d.Event.ID && p.handsOver(res.Checkpoint) && !p.kiosk {
		add(p.badgeLine(e))
	}
	if res.Scan.Outcome != event.Admitted && e.Note != "" && !p.kiosk {
		add(p.d.Printer.T("checkin.advice.note", i18n.Args{"Note": e.Note}))
	}
	return lines
}

// comes tells whether the person of a result comes in now.
func comes(res event.ScanResult) bool { return res.Scan.Outcome == event.Admitted }

// handsOver tells whether people get their badges at a checkpoint: at a desk,
// but not at a gate that they pass all day, unless there is no other desk.
func (p *Page) handsOver(c event.Checkpoint) bool {
	return c.Kind == event.Desk && (c.Policy != event.InOut || !slices.ContainsFunc(p.checkpoints, func(other event.Checkpoint) bool {
		return other.Kind == event.Desk && other.ID != c.ID
	}))
}

// items are what is handed over to somebody who comes in: at the desk the badge
// with the box it lies in, the lunch card and the key; at a meal, what to serve.
// Who is refused gets nothing, and who was here before has it.
func (p *Page) items(e event.Entry, res event.ScanResult) []kit.VerdictItem {
	if !comes(res) || e.Event != p.d.Event.ID {
		return nil
	}
	w := p.d.Printer
	var items []kit.VerdictItem
	add := func(icon kit.Icon, text string) {
		if text != "" {
			items = append(items, kit.VerdictItem{Icon: icon, Text: text})
		}
	}
	switch {
	case res.Checkpoint.Kind == event.Meal && p.kiosk: // who stands behind reads no diets
	case res.Checkpoint.Kind == event.Meal:
		add(kit.IconMeal, p.provided(e.Diet, "checkin.line.diet", ""))
	case p.handsOver(res.Checkpoint):
		if e.Number > 0 {
			add(kit.IconBadge, p.badgeLine(e))
		}
		add(kit.IconMeal, p.lunch(e))
		add(kit.IconKey, p.provided(e.Accommodation, "checkin.line.bed", "checkin.line.bed_plain"))
	case res.Checkpoint.Kind == event.Gift:
		gift := i18n.Args{"Title": res.Checkpoint.Title}
		if p.kiosk {
			add(kit.IconGift, w.T("checkin.line.gift_own", gift))
		} else {
			add(kit.IconGift, w.T("checkin.line.gift", gift))
		}
	}
	return items
}

// lunch is the card that somebody gets who asked for a diet; a kiosk, which
// everybody reads, does not say which.
func (p *Page) lunch(e event.Entry) string {
	if p.kiosk && p.provided(e.Diet, "checkin.line.lunch", "checkin.line.lunch_plain") != "" {
		return p.d.Printer.T("checkin.line.lunch_card")
	}
	return p.provided(e.Diet, "checkin.line.lunch", "checkin.line.lunch_plain")
}

// badgeLine says where the badge is.
func (p *Page) badgeLine(e event.Entry) string {
	w, badge := p.d.Printer, i18n.Args{"Number": e.Number, "Box": e.Box()}
	switch {
	case event.IsBlank(e.Badge):
		return w.T("checkin.line.badge_blank", badge) // it lies in no box
	case p.printing[e.ID]:
		return w.T("checkin.line.badge_printing", badge)
	case p.added[e.ID]:
		return w.T("checkin.line.badge_new", badge)
	case p.cameOut[e.ID]:
		return w.T("checkin.line.badge_printed", badge)
	case e.Box() == "":
		return w.T("checkin.line.badge_plain", badge)
	}
	return w.T("checkin.line.badge", badge)
}

// provided writes what somebody asked for in a form: "no" is left out, and a
// plain "yes" needs no repeating.
func (p *Page) provided(answer, id, plain string) string {
	switch event.Fold(answer) {
	case "", "nie", "no", "brak", "none":
		return ""
	case "tak", "yes":
		if plain == "" {
			return ""
		}
		return p.d.Printer.T(plain)
	}
	return p.d.Printer.T(id, i18n.Args{"Value": answer})
}

// role is the word for what somebody does here, in the person's grammar.
func (p *Page) role(e event.Entry) string {
	id := "role." + string(e.MainRole())
	if e.Who.Address != event.Neutral {
		return p.d.Printer.T(id + "." + string(e.Who.Address))
	}
	return p.d.Printer.T(id)
}

func join(parts ...string) string {
	var some []string
	for _, part := range parts {
		if part != "" {
			some = append(some, part)
		}
	}
	return strings.Join(some, " · ")
}

// showFailure says that something could not be stored or read, as loudly as a
// refusal: nobody must believe that it worked.
func (p *Page) showFailure(err error) {
	w := p.d.Printer
	v := kit.Verdict{Tone: kit.ToneRefused, Icon: kit.IconWarning, Word: w.T("checkin.failed.word"), Advice: w.Error(err)}
	var known *event.Error
	switch {
	case p.kiosk:
		v.Advice = w.T("checkin.kiosk.refused")
	case !errors.As(err, &known) && len(p.unsaved) > 0:
		v.Advice = w.T("checkin.failed.advice")
	}
	if p.last != nil && p.last.err != nil && p.last.req.Code != "" {
		v.Lines = []string{w.T("checkin.line.code", i18n.Args{"Code": p.last.req.Code})}
	}
	v.Advice = p.unbroken(v.Advice)
	p.showVerdict(v)
}

// showWaiting says what the desk waits for.
func (p *Page) showWaiting() {
	w := p.d.Printer
	v := kit.Verdict{Tone: kit.ToneNeutral, Icon: kit.IconScan, Word: w.T("checkin.waiting.word"), Lines: []string{w.T("checkin.waiting.hint")}}
	if p.kiosk {
		v.Lines = []string{w.T("checkin.waiting.kiosk")}
	}
	if p.direction == event.Out {
		v.Icon, v.Word = kit.IconDoorOut, w.T("checkin.waiting.out")
	}
	if p.checkpoints != nil && len(p.checkpoints) == 0 {
		v.Icon, v.Word, v.Lines = kit.IconQuestion, w.T("checkin.empty.word"), []string{w.T("checkin.empty.hint")}
		if p.kiosk {
			v.Lines = []string{w.T("checkin.kiosk.refused")}
		}
	}
	p.showVerdict(v)
}
