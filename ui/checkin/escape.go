package checkin

// escape closes the open form; where there is none, it clears what was typed
// and the last verdict: what stands there is never the person's before.
func (p *Page) escape() {
	if p.view.form != nil {
		p.closeForm()
		return
	}
	p.view.entry.Clear()
	p.toWaiting()
}

// toWaiting forgets the verdict shown and waits for the next badge.
func (p *Page) toWaiting() {
	p.last = nil
	p.showWaiting()
}
