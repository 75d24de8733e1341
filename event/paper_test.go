package event_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"zlot/event"
)

func TestRowCode(t *testing.T) {
	for _, n := range []int{1, 2, 9, 10, 56, 97, 147, 999, 3000, 99_999, 100_000, 999_999} {
		code := event.RowCode(n)
		for _, typed := range []string{code, " " + code + "\r\n", code[:1] + "-" + code[1:], "0" + code} {
			if got, err := event.ParseRowCode(typed); err != nil || got != n {
				t.Errorf("%q: %d, %v; want %d", typed, got, err, n)
			}
		}
		for i := range code {
			for d := byte('0'); d <= '9'; d++ {
				if wrong := code[:i] + string(d) + code[i+1:]; wrong != code {
					refuseRow(t, wrong)
				}
			}
			for k := i + 1; k < len(code); k++ {
				b := []byte(code)
				if b[i], b[k] = b[k], b[i]; string(b) != code {
					refuseRow(t, string(b))
				}
			}
		}
	}
	for _, wrong := range []string{"", "0", "01", "097", "-", "Nowak", "48312094771655029", "1e2", "+195", "195a", "१९५", "99999999999999999999", fmt.Sprint(1_000_000*100 + 1)} {
		refuseRow(t, wrong)
	}
}

func refuseRow(t *testing.T, text string) {
	t.Helper()
	if n, err := event.ParseRowCode(text); !errors.Is(err, event.Fail(event.CodeRowDamaged)) {
		t.Errorf("%q was read as %d, %v", text, n, err)
	}
}

func FuzzParseRowCode(f *testing.F) {
	f.Add("195")
	f.Add(" 14-730 ")
	f.Fuzz(func(t *testing.T, text string) {
		n, err := event.ParseRowCode(text)
		if again, err2 := event.ParseRowCode(event.RowCode(max(n, 1))); err == nil && (err2 != nil || again != n) {
			t.Errorf("%q: %d, and its code %q: %d, %v", text, n, event.RowCode(n), again, err2)
		}
	})
}

// A page that is typed in twice is stored once, and is judged by what was before it.
func TestCheckInPaper(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 4)
	desk := deskOf(t, svc, ev, event.OnceADay)
	day := func(hour, minute int) time.Time { return time.Date(2012, 9, 6, hour-2, minute, 0, 0, time.UTC) }
	pending := event.Pending
	if _, err := svc.UpdateEntry(t.Context(), regs[2].ID, 0, event.EntryUpdate{Status: &pending}); err != nil {
		t.Fatal(err)
	}
	c.now = day(8, 30)
	scan(t, svc, event.ScanRequest{Event: ev.ID, Code: regs[3].Badge}, event.Admitted)
	c.now = day(12, 0)
	row := func(i int) string { return event.RowCode(regs[i].Number) }
	page := event.PaperScans{Event: ev.ID, Checkpoint: desk.ID, At: day(8, 0), Desk: "kartka",
		Codes: []string{row(0), regs[1].Badge, row(0), row(2), row(3), "999", event.RowCode(77)}}
	want := []event.Outcome{event.Admitted, event.Admitted, event.Admitted, event.PendingStatus, event.Admitted, event.DamagedCode, event.UnknownCode}
	enter := func() []event.ScanResult {
		t.Helper()
		results, err := svc.CheckInPaper(t.Context(), page)
		if err != nil {
			t.Fatal(err)
		}
		for i, res := range results {
			if res.Scan.Outcome != want[i] || !res.Scan.At.Equal(page.At) || res.Scan.Desk != "kartka" {
				t.Errorf("row %d: %+v, want %s", i, res.Scan, want[i])
			}
			if (res.Entry != nil) != (i < 5) {
				t.Errorf("row %d: %+v", i, res.Entry)
			}
		}
		return results
	}
	count := func() int {
		t.Helper()
		all, err := svc.Store.Scans(t.Context(), event.ScanFilter{Event: ev.ID})
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	first := enter()
	if n := count(); n != 1+6 { // row 0 stands on the page twice
		t.Errorf("%d scans", n)
	}
	again := enter()
	if n := count(); n != 7 {
		t.Errorf("the page entered twice: %d scans", n)
	}
	for i := range again {
		if again[i].Scan.ID != first[i].Scan.ID {
			t.Errorf("row %d is another scan", i)
		}
	}
	// What was refused and is in order now, and what was taken back, is entered anew.
	confirmed := event.Confirmed
	if _, err := svc.UpdateEntry(t.Context(), regs[2].ID, 0, event.EntryUpdate{Status: &confirmed}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.Undo(t.Context(), first[0].Scan.ID, ""); err != nil {
		t.Fatal(err)
	}
	want[3] = event.Admitted
	enter()
	if n := count(); n != 7+1+2 { // the undoing, and two rows
		t.Errorf("after a change: %d scans", n)
	}
	enter()
	if n := count(); n != 10 {
		t.Errorf("and again: %d scans", n)
	}
	// The desk knows them now, and the next day is another one.
	c.now = day(12, 30)
	scan(t, svc, event.ScanRequest{Event: ev.ID, Code: regs[1].Badge}, event.AlreadyIn)
	counts, err := svc.DeskCounts(t.Context(), ev.ID, desk.ID)
	if err != nil || counts.Here != 4 || counts.Expected != 4 || counts.RecentArrivals != 0 {
		t.Errorf("counts %+v, %v", counts, err)
	}
	page.At = page.At.AddDate(0, 0, 1)
	enter()
	if n := count(); n != 11+6 {
		t.Errorf("the next day: %d scans", n)
	}
}

// Where people go in and out, a later page is news, and the same page is not.
func TestCheckInPaper_InAndOut(t *testing.T) {
	svc, ev, _, regs := hallOf(t, 1)
	desk := deskOf(t, svc, ev, event.InOut)
	noon := time.Date(2012, 9, 6, 10, 0, 0, 0, time.UTC)
	enter := func(at time.Time, d event.Direction, want event.Outcome, stored int) {
		t.Helper()
		res, err := svc.CheckInPaper(t.Context(), event.PaperScans{Event: ev.ID, Checkpoint: desk.ID, At: at, Direction: d, Codes: []string{event.RowCode(1)}})
		if err != nil || res[0].Scan.Outcome != want {
			t.Errorf("%v %s: %+v, %v", at, d, res, err)
		}
		all, err := svc.Store.Scans(t.Context(), event.ScanFilter{Registration: regs[0].ID})
		if err != nil || len(all) != stored {
			t.Errorf("%v %s: %d scans, %v; want %d", at, d, len(all), err, stored)
		}
	}
	enter(noon, event.In, event.Admitted, 1)
	enter(noon, event.In, event.Admitted, 1)
	enter(noon.Add(5*time.Minute), event.In, event.Admitted, 1) // the same page, another guess of the time
	enter(noon.Add(time.Hour), event.Out, event.Exited, 2)
	enter(noon.Add(time.Hour), event.Out, event.Exited, 2)
	enter(noon.Add(2*time.Hour), event.In, event.Admitted, 3)
	enter(noon.Add(2*time.Hour), event.In, event.Admitted, 3)
	enter(noon.Add(3*time.Hour), event.Out, event.Exited, 4)
}

// The rows of a page are judged one after the other: the last of a full workshop have no place.
func TestCheckInPaper_Full(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 3)
	two := 2
	commitBatch(t, svc, func(b *event.Batch) {
		b.Add(ev.ID, "warsztat", event.SessionAdded{Session: event.Session{ID: "warsztat", Event: ev.ID, Kind: event.Workshop, Title: "Dialog",
			Start: c.now.Add(-time.Hour), End: c.now.Add(time.Hour), Capacity: &two}})
	})
	door, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Door, Title: "Dialog", Policy: event.Once, Session: "warsztat"})
	if err != nil {
		t.Fatal(err)
	}
	rows := []string{event.RowCode(1), event.RowCode(2), event.RowCode(3)}
	for name, at := range map[string]time.Time{"now": {}, "afterwards": c.now.Add(-30 * time.Minute)} {
		res, err := svc.CheckInPaper(t.Context(), event.PaperScans{Event: ev.ID, Checkpoint: door.ID, Codes: rows, At: at})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []event.Outcome{event.Admitted, event.Admitted, event.SessionFull} {
			if res[i].Scan.Outcome != want {
				t.Errorf("%s, %s: %s, want %s", name, regs[i].ID, res[i].Scan.Outcome, want)
			}
			if want != event.Admitted {
				continue
			}
			if _, err := svc.Undo(t.Context(), res[i].Scan.ID, ""); err != nil {
				t.Fatal(err)
			}
		}
	}
}
