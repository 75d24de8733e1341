package main

import (
	"strings"

	"zlot/event"
	"zlot/event/printing"
)

type printersCmd struct {
	Addresses []string `arg:"" optional:"" placeholder:"ADDRESS" help:"Printers in the network: ipp://host, zpl://host:9100?dpi=203."`
}

// Run lists what this machine can print on, and how it is. It needs no database.
func (c *printersCmd) Run(s *session) error {
	svc := event.NewService(event.Ports{Printers: printing.New()})
	typed := make([]event.KnownPrinter, len(c.Addresses))
	for i, typing := range c.Addresses {
		address, _, err := svc.CheckPrinter(s.ctx, typing)
		if err != nil {
			return err
		}
		typed[i] = event.KnownPrinter{Address: address}
	}
	list, err := svc.FindPrinters(s.ctx, typed)
	if err != nil {
		return err
	}
	if list == nil {
		list = []event.Printer{} // an empty list in JSON
	}
	for i := range list {
		if list[i].Reasons == nil {
			list[i].Reasons = []string{}
		}
	}
	return s.print(map[string]any{"printers": list}, func() {
		if len(list) == 0 {
			s.say("printer.list.none")
		}
		rows := make([][]string, len(list))
		for i, p := range list {
			rows[i] = []string{p.Name, p.ID, s.printerState(p)}
		}
		s.table(rows)
	})
}

// printerState says in words how a printer is.
func (s *session) printerState(p event.Printer) string {
	words := []string{s.text.T("printer.state.ready")}
	if !p.Ready {
		words[0] = s.text.T("printer.state.not_ready")
	}
	for _, r := range p.Reasons {
		words = append(words, s.text.T("printer.reason."+r))
	}
	if p.Default {
		words = append(words, s.text.T("printer.list.default"))
	}
	return strings.Join(words, ", ")
}
