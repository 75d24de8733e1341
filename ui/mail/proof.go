package mail

import (
	"context"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onProve looks for the uncertain messages in the account's folder of sent mail.
func (p *Page) onProve() {
	p.change(func(ctx context.Context) (string, error) {
		r, err := p.Service.ProveSent(ctx, p.Event.ID)
		return p.Printer.T("mail.proved", i18n.Args{"Proven": len(r.Proven), "Open": len(r.Open)}), err
	})
}

// onBounces reads what came back into the account's inbox.
func (p *Page) onBounces() {
	p.change(func(ctx context.Context) (string, error) {
		r, err := p.Service.ReadBounces(ctx, p.Event.ID)
		return p.bounces(r), err
	})
}

// onBounceFile reads a returned mail that a mail program saved.
func (p *Page) onBounceFile() { kit.FileOpen(p.Window, []string{".eml"}, p.readBounce) }

func (p *Page) readBounce(path string) {
	p.change(func(ctx context.Context) (string, error) {
		eml, err := event.ReadFile(path, event.MaxDocument)
		if err != nil {
			return "", err
		}
		r, err := p.Service.BounceFromFile(ctx, p.Event.ID, eml)
		return p.bounces(r), err
	})
}

// bounces says what the returned mails told.
func (p *Page) bounces(r event.BounceResult) string {
	if len(r.Bounced) == 0 && r.Delayed == 0 {
		return p.Printer.T("mail.bounces.none", i18n.Args{"Known": r.Known, "Foreign": r.Foreign})
	}
	if len(r.Bounced) == 1 {
		m := r.Bounced[0]
		name := p.Printer.Person(m.Name)
		if m.Sample {
			name = p.Printer.T("mail.sample")
		}
		return p.Printer.T("mail.bounces.one", i18n.Args{"Name": name, "Address": m.To, "Delayed": r.Delayed})
	}
	return p.Printer.N("mail.bounces", len(r.Bounced), i18n.Args{"Delayed": r.Delayed})
}

// Dropped takes a returned mail that was dragged onto the window.
func (p *Page) Dropped(files []fyne.URI) {
	for _, f := range files {
		p.readBounce(f.Path())
	}
}
