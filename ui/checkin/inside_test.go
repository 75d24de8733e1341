package checkin

import (
	"testing"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

func TestPage_HitsShowWhoIsIn(t *testing.T) {
	d := newDesk(t).confirmed()
	door, err := d.svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: d.event.ID, Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	if err != nil {
		t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"checkpoint.added": true})
	e := d.entries[0]
	d.scan(e.Badge)
	d.settle()
	d.typed(event.Fold(e.Who.Name.Family))
	v := d.p.view
	if got := v.status(e); got != "w środku od 8:41" || v.statusIcon(e) != kit.IconDoorIn {
		t.Errorf("somebody who came in is shown as %q", got)
	}
	if got := v.status(d.entries[1]); got != d.p.d.Printer.T("status.confirmed") {
		t.Errorf("somebody who did not come is shown as %q", got)
	}
	d.p.Open(door.ID)
	if got := v.status(e); got != d.p.d.Printer.T("status.confirmed") {
		t.Errorf("at another checkpoint: %q", got)
	}
}

func TestInside(t *testing.T) {
	zone := time.UTC
	at := time.Date(2012, 9, 6, 8, 0, 0, 0, zone)
	row := func(minutes int, who string, o event.Outcome) event.ScanRow {
		return event.ScanRow{Scan: event.Scan{Registration: who, Outcome: o, At: at.Add(time.Duration(minutes) * time.Minute)}}
	}
	undone := row(3, "c", event.Admitted)
	undone.Undone = true
	rows := []event.ScanRow{row(-1440, "a", event.Admitted), row(0, "b", event.Admitted), row(1, "a", event.Admitted),
		row(2, "b", event.Exited), undone, row(4, "", event.UnknownCode), row(5, "d", event.CancelledReg)}
	for policy, want := range map[event.Policy]map[string]int{
		event.Once:     {"a": -1440, "b": 0},
		event.OnceADay: {"a": 1, "b": 0},
		event.InOut:    {"a": -1440},
	} {
		got := inside(rows, event.Checkpoint{Policy: policy}, zone, at)
		if len(got) != len(want) {
			t.Errorf("%s: %v", policy, got)
		}
		for who, minutes := range want {
			if !got[who].Equal(at.Add(time.Duration(minutes) * time.Minute)) {
				t.Errorf("%s: %s is in since %v", policy, who, got[who])
			}
		}
	}
}
