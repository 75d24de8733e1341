package event_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/storage"
)

var importTime = time.Date(2012, 9, 1, 8, 0, 0, 0, time.UTC)

// house is a service over a fresh file, as the program runs it, with one event in it.
type house struct {
	*event.Service
	ev event.Event
}

func newHouse(t testing.TB) house {
	t.Helper()
	clock := event.ClockFunc(func() time.Time { return importTime })
	dir := t.TempDir()
	db, err := storage.Open(context.Background(), filepath.Join(dir, "a.zlot"),
		storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	h := house{Service: event.NewService(event.Ports{Store: db, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Clock: clock})}
	h.ev = h.newEvent(t, "Zlot", "2012-09-06", "2012-09-07")
	return h
}

func (h house) newEvent(t testing.TB, title string, start, end event.Date) event.Event {
	t.Helper()
	ev := event.Event{ID: event.NewID(), Kind: event.Rally, Title: title, Start: start, End: end, TimeZone: event.DefaultTimeZone}
	_, err := h.Store.Commit(context.Background(), func(event.Reader) (event.Batch, error) {
		var b event.Batch
		b.Add(ev.ID, ev.ID, event.EventCreated{Event: ev})
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ev
}

func (h house) table(t testing.TB, name string, data []byte) event.Table {
	t.Helper()
	table, err := h.Tables.Read(context.Background(), name, data, event.TableOptions{})
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	return table
}

func (h house) sample(t testing.TB, path string) event.Table {
	t.Helper()
	data, err := assets.Sample(path)
	if err != nil {
		t.Fatal(err)
	}
	return h.table(t, filepath.Base(path), data)
}

func (h house) plan(t testing.TB, table event.Table, o event.ImportOptions) event.ImportPlan {
	t.Helper()
	plan, err := h.PlanImport(context.Background(), h.ev.ID, table, o)
	if err != nil {
		t.Fatalf("plan: %v", err)
	}
	if sum := len(plan.New) + len(plan.Changed) + len(plan.Same) + len(plan.Repeated) + len(plan.Rejected); sum != plan.Rows {
		t.Errorf("%d of %d rows are accounted for", sum, plan.Rows)
	}
	return plan
}

func (h house) apply(t testing.TB, plan event.ImportPlan) event.ImportResult {
	t.Helper()
	res, err := h.ApplyImport(context.Background(), plan, event.ImportChoices{})
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return res
}

// bring imports a list written out in the test.
func (h house) bring(t testing.TB, csv string) event.ImportPlan {
	t.Helper()
	plan := h.plan(t, h.table(t, "lista.csv", []byte(csv)), event.ImportOptions{})
	h.apply(t, plan)
	return plan
}

func (h house) entries(t testing.TB) []event.Entry {
	t.Helper()
	entries, err := h.Store.Entries(context.Background(), event.EntryFilter{Event: h.ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func (h house) entry(t testing.TB, family string) event.Entry {
	t.Helper()
	for _, e := range h.entries(t) {
		if e.Who.Name.Family == family {
			return e
		}
	}
	t.Fatalf("nobody is called %s", family)
	return event.Entry{}
}

func codes(errs []event.RowError) []string {
	var list []string
	for _, e := range errs {
		list = append(list, fmt.Sprintf("%d %s", e.Row, e.Code))
	}
	return list
}
