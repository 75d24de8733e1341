package storage

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// twins is an event at which one person was registered as d and as e, who come to be one while another
// desk goes on with both; d becomes part of f in the end.
func twins(b *event.Batch) {
	const old = "rally-2011"
	enrol := func(session, who string, state event.EnrolmentState) {
		b.Add(old, session+"/r-"+who, event.EnrolmentSet{Enrolment: event.Enrolment{Event: old, Session: session, Registration: "r-" + who, State: state}})
	}
	scan := func(id, who string, outcome event.Outcome) {
		b.Add(old, id, event.ScanMade{Scan: event.Scan{ID: id, Event: old, Checkpoint: "old-desk", Registration: "r-" + who, At: morning, Stored: morning, Outcome: outcome}})
	}
	certificate := event.Certificate{Number: "ZAR/2011/0001", Event: old, Registration: "r-e", Series: "ZAR/2011", Seq: 1,
		SHA256: blobName([]byte("%PDF e")), State: event.Issued}
	b.Blobs = append(b.Blobs, []byte("%PDF e"))
	b.Add(old, old, event.EventCreated{Event: event.Event{ID: old, Kind: event.Rally, Title: "Zlot 2011", Start: "2011-09-06", End: "2011-09-07"}})
	b.Add("older", "older", event.EventCreated{Event: event.Event{ID: "older", Kind: event.Rally, Title: "Zlot 2010", Start: "2010-09-06", End: "2010-09-07"}})
	b.Add(old, "old-desk", event.CheckpointAdded{Checkpoint: event.Checkpoint{ID: "old-desk", Event: old, Kind: event.Desk}})
	guest(b, old, "d", "Maria", "Dąb")
	guest(b, old, "e", "Maria", "Domb")
	b.Add("older", "r-e0", event.RegistrationAdded{Registration: event.Registration{ID: "r-e0", Event: "older", Person: "p-e", Status: event.Confirmed, Badge: badgeOf("e0")}})
	b.Add(old, "r-e", event.BadgeReplaced{Old: badgeOf("e"), New: badgeOf("e2")})
	b.Add(old, "r-d", event.BadgeReplaced{Old: badgeOf("d"), New: badgeOf("d2")})
	b.Add(old, "print2", event.BadgesPrinted{Registrations: []string{"r-e"}})
	enrol("w1", "d", event.OnWaitlist)
	enrol("w1", "e", event.Enrolled)
	enrol("w2", "e", event.OnWaitlist)
	enrol("w3", "d", event.Enrolled)
	enrol("w3", "e", event.EnrolmentEnded)
	scan("scan-e", "e", event.Admitted)
	b.Add(old, "grant-e", event.HoursGranted{Grant: event.Grant{ID: "grant-e", Event: old, Registration: "r-e", Kind: event.Recognised, Hours: 2}})
	b.Add(old, certificate.Number, event.CertificateIssued{Certificate: certificate})
	b.Add(old, "mail-e", event.QueuedMessage{Message: event.Message{ID: "mail-e", Event: old, Registration: "r-e", To: "e@example.org"}})
	b.Add("", "p-d", event.PersonChanged{Change: event.NewChange("phone", "", "600100200", 0)})
	panel := event.Session{ID: "w1", Event: old, Kind: event.Panel, Title: "Panel", Start: morning, End: morning.Add(time.Hour), Contributors: []event.Contributor{
		{Name: "Maria Domb", Person: "r-e", Role: event.Panelist}, {Name: "Maria Dąb", Person: "r-d", Role: event.Panelist}, {Name: "Maria Dąb", Person: "r-d", Role: event.Moderator}}}
	b.Add(old, panel.ID, event.SessionAdded{Session: panel})
	b.Add(old, "release-1", event.ProgrammeReleased{Release: event.Release{ID: "release-1", Event: old, Number: 1, Sessions: []event.Session{panel}}})
	b.Add(old, "r-e", event.RegistrationMerged{Into: "r-d"})
	b.Add("", "p-e", event.PersonMerged{Into: "p-d"})

	// Later, from a desk that has not heard of it.
	later := panel
	later.ID, later.Contributors = "w2", []event.Contributor{{Name: "Maria Domb", Person: "r-e", Role: event.Trainer}}
	b.Add(old, later.ID, event.SessionAdded{Session: later})
	b.Add(old, later.ID, event.SessionChanged{Change: event.NewChange("contributors", later.Contributors, append(later.Contributors, event.Contributor{Name: "Jan Kot"}), 0)})
	b.Add(old, "release-2", event.ProgrammeReleased{Release: event.Release{ID: "release-2", Event: old, Number: 2, Sessions: []event.Session{later}}})
	scan("scan-e2", "e", event.AlreadyIn)
	enrol("w4", "e", event.Enrolled)
	b.Add(old, "grant-e2", event.HoursGranted{Grant: event.Grant{ID: "grant-e2", Event: old, Registration: "r-e", Kind: event.Recognised, Hours: 1}})
	b.Add("", "p-e", event.PersonChanged{Change: event.NewChange("town", "", "Żarki", 0)})
	b.Add(old, "r-e", event.RegistrationChanged{Change: event.NewChange("note", "", "bagaż", 0)})
	b.Add(old, "r-e", event.RegistrationChanged{Change: event.NewChange("status", event.Confirmed, event.Cancelled, 0)})
	b.Add("rally-2009", "r-e9", event.RegistrationAdded{Registration: event.Registration{ID: "r-e9", Event: "rally-2009", Person: "p-e", Status: event.Confirmed, Badge: badgeOf("e9")}})

	guest(b, old, "f", "Maria", "Dąbek")
	b.Add(old, "r-d", event.RegistrationMerged{Into: "r-f"})
	b.Add("", "p-d", event.PersonMerged{Into: "p-f"})
	scan("scan-e3", "e", event.AlreadyIn)
}

func TestMerge_WhatHangsOnItMoves(t *testing.T) {
	db := openNew(t)
	commit(t, db, twins)
	ctx := context.Background()
	const old = "rally-2011"
	all := must[[]event.Entry](t)(db.Entries(ctx, event.EntryFilter{Person: "p-f"}))
	if len(all) != 4 { // 2009, 2010 and 2011 by three names; f itself is one of 2011
		var ids []string
		for _, e := range all {
			ids = append(ids, e.ID)
		}
		if !slices.Equal(ids, []string{"r-e0", "r-e9", "r-f"}) {
			t.Errorf("registrations %v", ids)
		}
	}
	for _, gone := range []string{"r-d", "r-e"} {
		_, err := db.Entry(ctx, gone)
		wantCode(t, err, event.CodeRegistrationNotFound)
	}
	f := must[event.Entry](t)(db.Entry(ctx, "r-f"))
	if f.Note != "" || f.Status != event.Confirmed || f.Who.Town != "Kraków" {
		t.Errorf("the kept one: %+v", f)
	}
	for code, current := range map[string]bool{"d": false, "d2": true, "e": false, "e2": true, "f": true} {
		if e, is, err := db.EntryByBadge(ctx, badgeOf(code)); err != nil || is != current || e.ID != "r-f" {
			t.Errorf("badge %s: %s current %v, %v", code, e.ID, is, err)
		}
	}
	states := map[string]event.EnrolmentState{}
	for _, e := range must[[]event.Enrolment](t)(db.Enrolments(ctx, event.EnrolmentFilter{Event: old})) {
		if e.Registration != "r-f" {
			t.Errorf("enrolment %+v", e)
		}
		states[e.Session] = e.State
	}
	want := map[string]event.EnrolmentState{"w1": event.Enrolled, "w2": event.OnWaitlist, "w3": event.Enrolled, "w4": event.Enrolled}
	if !reflect.DeepEqual(states, want) {
		t.Errorf("enrolments %v", states)
	}
	if s := must[[]event.ScanRow](t)(db.Scans(ctx, event.ScanFilter{Event: old, Registration: "r-f"})); len(s) != 3 || s[0].Name.Family != "Dąbek" {
		t.Errorf("scans %+v", s)
	}
	for _, g := range must[[]event.Grant](t)(db.Grants(ctx, old)) {
		if g.Registration != "r-f" {
			t.Errorf("grant %+v", g)
		}
	}
	if c := must[event.Certificate](t)(db.Certificate(ctx, "ZAR/2011/0001")); c.Registration != "r-f" {
		t.Errorf("certificate %+v", c)
	}
	if m := must[event.Message](t)(db.Message(ctx, "mail-e")); m.Registration != "r-f" {
		t.Errorf("message %+v", m)
	}
	if p := must[map[string]time.Time](t)(db.PrintedBadges(ctx, old)); len(p) != 1 || p["r-f"].IsZero() {
		t.Errorf("printed %v", p)
	}
	kinds := map[string]int{}
	for _, f := range must[[]event.Fact](t)(db.Facts(ctx, "r-f", 0)) {
		kinds[f.Kind]++
	}
	if kinds["registration.added"] != 3 || kinds["registration.merged"] != 2 {
		t.Errorf("history %v", kinds)
	}
	if p := must[[]event.Person](t)(db.PersonsByEmail(ctx, "e@example.org")); len(p) != 0 {
		t.Errorf("by the dropped address: %v", p)
	}
}

// A new badge takes away all that the person has, by whichever registration.
func TestMerge_NewBadgeEndsAllOthers(t *testing.T) {
	db := openNew(t)
	commit(t, db, twins)
	commit(t, db, func(b *event.Batch) {
		b.Add("rally-2011", "r-f", event.BadgeReplaced{Old: badgeOf("f"), New: badgeOf("f2")})
	})
	ctx := context.Background()
	for code, current := range map[string]bool{"d2": false, "e2": false, "f": false, "f2": true} {
		if _, is, err := db.EntryByBadge(ctx, badgeOf(code)); err != nil || is != current {
			t.Errorf("badge %s: current %v, %v", code, is, err)
		}
	}
	if p := must[map[string]time.Time](t)(db.PrintedBadges(ctx, "rally-2011")); len(p) != 0 {
		t.Errorf("printed %v", p)
	}
	want := tables(t, db)
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got, want)
	}
}

func TestMerge_SearchSeesIt(t *testing.T) {
	db := openNew(t)
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "rally", event.EventCreated{Event: rally})
		guest(b, "rally", "d", "Maria", "Dąb")
		guest(b, "rally", "e", "Maria", "Domb")
	})
	ctx := context.Background()
	search := func(query string) []string {
		t.Helper()
		ids, total, err := db.Search(ctx, "rally", query, 10)
		if err != nil || total != len(ids) {
			t.Fatal(total, err)
		}
		return ids
	}
	if ids := search("maria"); len(ids) != 2 {
		t.Fatalf("before: %v", ids)
	}
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-e", event.RegistrationMerged{Into: "r-d"})
		b.Add("", "p-e", event.PersonMerged{Into: "p-d"})
	})
	if ids := search("maria"); !slices.Equal(ids, []string{"r-d"}) {
		t.Errorf("after: %v", ids)
	}
	if ids := search("domb"); len(ids) != 0 {
		t.Errorf("the dropped name finds %v", ids)
	}
	if problems := must[[]event.Problem](t)(db.Check(ctx)); len(problems) != 0 {
		t.Errorf("check: %v", problems)
	}
}

func TestMerge_IsUndoneByARolledBackCommit(t *testing.T) {
	db := openNew(t)
	commit(t, db, func(b *event.Batch) { guest(b, "rally", "d", "Maria", "Dąb"); guest(b, "rally", "e", "Maria", "Domb") })
	ctx := context.Background()
	_, err := db.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
		b.Add("rally", "r-e", event.RegistrationMerged{Into: "r-d"})
		b.Add("rally", "broken", event.RegistrationChanged{})
		b.Facts[1].Body, b.Facts[1] = nil, event.Fact{Kind: "registration.changed", Entity: "r-d", Body: []byte("{")}
		return b, nil
	})
	if err == nil {
		t.Fatal("a broken fact was stored")
	}
	commit(t, db, func(b *event.Batch) {
		b.Add("rally", "r-e", event.RegistrationChanged{Change: event.NewChange("note", "", "sama", 0)})
	})
	if e := must[event.Entry](t)(db.Entry(ctx, "r-e")); e.Note != "sama" {
		t.Errorf("remembered a merge that never was: %+v", e)
	}
}
