package event_test

import (
	"bytes"
	"testing"

	"zlot/event"
)

func TestPrintCertificates(t *testing.T) {
	svc, ev, _ := rally(t)
	p := &tray{}
	svc.Printers = p
	entries := checkInEverybody(t, svc, ev)
	issued := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID, entries[2].ID}}).Issued
	numbers := []string{issued[2].Number, issued[0].Number}
	for _, duplex := range []event.Duplex{event.OneSided, event.LongEdge} {
		if _, err := svc.PrintCertificates(t.Context(), ev.ID, numbers, event.PrintSetup{Printer: "biuro", Copies: 1, Duplex: duplex}); err != nil {
			t.Fatal(err)
		}
	}
	single, double := p.jobs[0], p.jobs[1]
	if single.Width != 210 || single.Height != 297 || single.Sides < 2 || double.Sides%2 != 0 || double.Sides < 4 {
		t.Errorf("%v × %v, %d sides, on both %d", single.Width, single.Height, single.Sides, double.Sides)
	}
	var pdf bytes.Buffer
	if err := single.PDF(&pdf); err != nil || !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF")) {
		t.Errorf("no document: %v", err)
	}
	for page := range double.Sides { // for a printer that takes no PDF
		picture, err := double.Picture(t.Context(), 40, page)
		if err != nil || picture == nil || picture.Bounds().Dx() > 400 || picture.Bounds().Dx() < 300 {
			t.Errorf("side %d: %v, %v", page, picture, err)
		}
	}
}
