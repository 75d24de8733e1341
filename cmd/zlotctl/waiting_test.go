package main

import (
	"strings"
	"testing"
)

func TestWaiting_FromTheTerminal(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "event", "create", "--title", "Zlot", "--kind", "rally", "--start", "2026-09-01", "--end", "2026-09-02")
	seats := must[seatsDoc](d, 0, "event", "set", "--capacity", "1", "--waiting", "offer", "--offer-hours", "12")
	if seats.Capacity == nil || *seats.Capacity != 1 || seats.Mode != "offer" || seats.OfferHours != 12 || *seats.Free != 1 {
		t.Errorf("set: %+v", seats)
	}
	first := must[registrationDoc](d, 0, "registration", "add", "--given", "Ala", "--family", "Nowak")
	if code, out, errs := d.call("", "registration", "add", "--given", "Bea", "--family", "Nowak"); code != exitFailed ||
		!strings.Contains(out, `"registration.full"`) || !strings.Contains(errs, "1 z 1") {
		t.Errorf("full: exit %d, %s, %s", code, out, errs)
	}
	second := must[registrationDoc](d, 0, "registration", "add", "--given", "Bea", "--family", "Nowak", "--when-full", "wait", "--status", "confirmed", "--diet", "wege")
	third := must[registrationDoc](d, 0, "registration", "add", "--given", "Cyp", "--family", "Nowak", "--when-full", "wait")
	if second.Status != "waitlisted" || second.Diet != "wege" {
		t.Errorf("second: %+v", second)
	}
	must[registrationDoc](d, 0, "registration", "cancel", first.ID)
	seats = must[seatsDoc](d, 0, "waiting")
	if seats.Offered != 1 || *seats.Free != 0 || len(seats.Queue) != 2 || seats.Queue[0].Registration != second.ID ||
		seats.Queue[0].OfferUntil == nil || seats.Queue[1].OfferUntil != nil {
		t.Errorf("queue: %+v", seats)
	}
	if e := must[registrationDoc](d, 0, "registration", "set", second.ID, "--status", "confirmed"); e.Status != "confirmed" {
		t.Errorf("accepted: %+v", e)
	}
	must[object](d, 1, "registration", "set", third.ID, "--status", "confirmed")
	if e := must[registrationDoc](d, 0, "registration", "set", third.ID, "--status", "confirmed", "--over-capacity"); e.Status != "confirmed" {
		t.Errorf("on purpose: %+v", e)
	}
	if seats = must[seatsDoc](d, 0, "waiting"); seats.Over != 1 {
		t.Errorf("over: %+v", seats)
	}
	moved := must[struct{ Confirmed, Offered, Expired []queueDoc }](d, 0, "waiting", "move-up")
	if len(moved.Confirmed)+len(moved.Offered)+len(moved.Expired) != 0 {
		t.Errorf("moved: %+v", moved)
	}
	if seats = must[seatsDoc](d, 0, "event", "set", "--capacity", "none", "--waiting", "manual"); seats.Capacity != nil || seats.Free != nil || seats.Mode != "manual" {
		t.Errorf("no limit: %+v", seats)
	}
	must[object](d, 1, "event", "set", "--capacity=-1")
	must[object](d, 1, "event", "set", "--capacity", "many")
}

func TestMerge_FromTheTerminal(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo")
	a := must[registrationDoc](d, 0, "registration", "add", "--given", "Maria", "--family", "Dąb", "--phone", "600100200")
	b := must[registrationDoc](d, 0, "registration", "add", "--given", "Maria", "--family", "Domb", "--town", "Żarki", "--email", "dab@example.org")
	d.scan(0, []string{b.BadgeCode}, "--at", "2012-09-06T08:30:00+02:00")
	plan := must[mergeDoc](d, 0, "registration", "merge", a.ID, b.ID, "--dry-run")
	if plan.Moves["scans"] != 1 || len(plan.Fields) == 0 {
		t.Errorf("plan: %+v", plan)
	}
	e := must[registrationDoc](d, 0, "registration", "merge", a.ID, b.ID, "--take", "name", "--leave", "town")
	if e.ID != a.ID || e.Family != "Domb" || e.Email != "dab@example.org" || e.Phone != "600100200" || e.Town != "" {
		t.Errorf("merged: %+v", e)
	}
	for _, code := range []string{a.BadgeCode, b.BadgeCode} {
		if l := d.scan(3, []string{code}, "--at", "2012-09-06T08:40:00+02:00"); l[0].Outcome != "already_in" || l[0].Registration != a.ID {
			t.Errorf("badge %s: %+v", code, l[0])
		}
	}
	if code, out, _ := d.call("", "registration", "merge", a.ID, b.ID); code != exitFailed || !strings.Contains(out, "registration.not_found") {
		t.Errorf("again: exit %d, %s", code, out)
	}
	if c := must[object](d, 0, "check"); c["ok"] != true {
		t.Errorf("check: %v", c)
	}
}
