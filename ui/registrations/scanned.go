package registrations

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// textsKept of an input are enough to find what stood there before a scanner typed its code.
const textsKept = 64

// sift keeps badges out of an input: a scanner types like a keyboard, and its Enter must neither save the
// code nor anything else. The text of before comes back, and scanned gets the code. It stands between the
// input and what its owner does, so it comes last.
func sift(e *kit.Entry, submit func(), scanned func(code string)) {
	texts := []string{e.Text}
	changed, left := e.OnChanged, e.OnFocusLost
	take := func(text string) bool {
		code, before, ok := scannedIn(text, texts)
		if ok {
			e.SetText(before)
			texts = []string{before}
			scanned(code)
		}
		return ok
	}
	e.OnChanged = func(text string) {
		if i := len(texts) - 1; texts[i] != text {
			texts = append(texts[max(0, len(texts)-textsKept):], text)
		}
		if changed != nil {
			changed(text)
		}
		if e.MultiLine && strings.Contains(text, "\n") { // Enter is a letter like others here
			kit.After(0, func() {
				if e.Text == text {
					take(text)
				}
			})
		}
	}
	if !e.MultiLine {
		e.OnSubmitted = func(text string) {
			if !take(text) {
				submit()
			}
		}
	}
	e.OnFocusLost = func() { // some scanners end with Tab
		take(e.Text)
		if left != nil {
			left()
		}
	}
}

// scannedIn finds the code of a badge that was typed into a text, and what the text was before. The texts are
// those that stood there one after the other.
func scannedIn(text string, texts []string) (code, before string, ok bool) {
	for i := 0; i+event.CodeLength <= len(text); i++ {
		code, head, tail := text[i:i+event.CodeLength], text[:i], text[i+event.CodeLength:]
		if !event.IsCode(code) {
			continue
		}
		for _, old := range slices.Backward(texts) {
			for _, end := range []string{tail, strings.TrimPrefix(tail, "\n")} {
				if len(old) < len(head)+len(end) || !strings.HasPrefix(old, head) || !strings.HasSuffix(old, end) {
					continue
				}
				// What the code was typed over; its own first digits are on the way to it.
				over := old[len(head) : len(old)-len(end)]
				if over == "" || !strings.HasPrefix(code+"\n", over) {
					return code, old, true
				}
			}
		}
	}
	return "", "", false
}

// holder is whose badge a code opens the door with.
func (p *Page) holder(code string) (event.Entry, bool) {
	i := slices.IndexFunc(p.state.entries, func(e event.Entry) bool { return e.Badge == code })
	if i < 0 {
		return event.Entry{}, false
	}
	return p.state.entries[i], true
}

// scannedWords say whose badge was scanned. Nobody was let in: the desk does that.
func (p *Page) scannedWords(code string) string {
	if e, ok := p.holder(code); ok {
		return p.Printer.T("people.scanned", i18n.Args{"Name": p.Printer.Person(e.Who.Name.Full())})
	}
	return p.Printer.T("people.scanned.nobody", i18n.Args{"Code": code})
}

// onScanned shows whose badge was scanned while the form had the keyboard; what was typed there stays.
func (p *Page) onScanned(code string) {
	p.toast(p.scannedWords(code), nil)
	if e, ok := p.holder(code); ok && e.ID != p.detail.entry.ID {
		p.Open(e.ID)
		p.focusList()
	}
}

// onScanned offers to go to the person whose badge was scanned into the dialog.
func (n *newcomer) onScanned(code string) {
	n.stop()
	n.find.Cancel()
	said := kit.Notice(kit.ToneAttention, n.p.scannedWords(code), nil)
	if e, ok := n.p.holder(code); ok {
		said = kit.Notice(kit.ToneInfo, n.p.scannedWords(code), kit.NewButton(n.p.Printer.T("entry.add.show"), kit.IconPerson, func() {
			n.dialog.Close()
			n.p.Open(e.ID)
		}))
	}
	n.offers.Objects = []fyne.CanvasObject{said}
	n.offers.Hidden = false
	n.offers.Refresh()
	n.fit()
}
