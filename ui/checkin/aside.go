package checkin

import "context"

// ScanAside takes a badge that was scanned while another page is shown, over which a dialog is open: the badge is
// judged as on the page, which stays where it is. Who hears of the verdict is told by the service.
func (p *Page) ScanAside(code string) {
	p.Content()
	if p.checkpoint.ID == "" && p.ctx.Err() != nil {
		p.ctx, p.cancel = context.WithCancel(p.d.Context) // as if it were shown, until it is
	}
	ready := p.checkpoint.ID != ""
	p.Scan(code)
	p.view.entry.Active(false) // closing a form has given it the focus
	if !ready {
		p.queryCheckpoints()
	}
}
