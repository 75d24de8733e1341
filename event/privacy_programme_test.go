package event_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

func TestPersonRecord_Programme(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	from := time.Date(2012, 9, 6, 6, 0, 0, 0, time.UTC)
	available := []event.Span{{From: from, To: from.Add(8 * time.Hour)}}
	_, err := s.Store.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
		b.Add(s.ev.ID, s.leader.ID, event.RegistrationChanged{Change: event.NewChange("available", nil, available, 0)})
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.edit(t, s.workshop.ID, event.SessionUpdate{Dropped: to(true)})
	s.edit(t, s.talk.ID, event.SessionUpdate{Contributors: &[]event.Contributor{{Name: "Ola Lis", Person: s.leader.ID, Role: event.Moderator}}})
	records, err := s.PersonRecord(ctx, "ola@example.org")
	if err != nil || len(records) != 1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	r := records[0].Registrations[0]
	want := []event.ContributionRecord{{Session: "Otwarcie", Start: s.talk.Start, Role: event.Moderator},
		{Session: "Dialog", Start: s.workshop.Start, Role: event.Trainer, Dropped: true}}
	if !slices.Equal(r.Contributes, want) || !slices.Equal(r.Registration.Available, available) {
		t.Errorf("%+v, can be there %v", r.Contributes, r.Registration.Available)
	}
	records, err = s.PersonRecord(ctx, "jan@example.org")
	if err != nil || len(records[0].Registrations[0].Enrolments) != 1 || records[0].Registrations[0].Enrolments[0].Session != "Dialog" {
		t.Errorf("a place in a session that is out of the programme: %+v, %v", records, err)
	}
}

func TestErasePerson_Programme(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	if _, err := s.Release(ctx, s.ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	plan, err := s.ErasePlan(ctx, s.leader.Person)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(plan.Gone, event.GoneItem{What: event.GoneProgramme, Count: 1}) {
		t.Errorf("what goes: %+v", plan.Gone)
	}
	if _, err := s.ErasePerson(ctx, s.leader.Person); err != nil {
		t.Fatal(err)
	}
	p := s.programme(t)
	if len(p.Changes()) != 0 || len(p.Conflicts()) != 0 {
		t.Errorf("changes %+v, conflicts %+v", p.Changes(), p.Conflicts())
	}
	for _, released := range []bool{false, true} {
		v, err := p.View(released)
		if err != nil || v.Sessions[1].Contributors[0].Name != "" {
			t.Errorf("released %v: %+v, %v", released, v.Sessions, err)
		}
	}
	// The programme can be edited, copied and made known as before.
	s.edit(t, s.workshop.ID, event.SessionUpdate{Title: to("Rozmowa")})
	if _, err := s.Release(ctx, s.ev.ID, ""); err != nil {
		t.Error(err)
	}
}

func TestMerge_Programme(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	s.bring(t, "E-mail,Imię i nazwisko,Instytucja\nola.lis@example.org,Aleksandra Lisowska,OPS Śrem\njan@example.org,Jan Kot,MOPS Poznań\nola@example.org,Ola Lis,OPS Śrem\n")
	if _, err := s.Release(ctx, s.ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	keep := s.entry(t, "Lisowska")
	if _, err := s.Merge(ctx, keep.ID, s.leader.ID, map[string]string{"name": event.ChooseKeep, "email": event.ChooseKeep}); err != nil {
		t.Fatal(err)
	}
	p := s.programme(t)
	v, err := p.View(true)
	if err != nil || len(p.Changes()) != 0 {
		t.Errorf("changes %+v, %v", p.Changes(), err)
	}
	for _, c := range []event.Contributor{p.Sessions[1].Contributors[0], v.Sessions[1].Contributors[0]} {
		if c.Person != keep.ID {
			t.Errorf("the one who leads is %+v, not %s", c, keep.ID)
		}
	}
	if v.Sessions[1].Contributors[0].Name != "Aleksandra Lisowska" {
		t.Errorf("by the name %q", v.Sessions[1].Contributors[0].Name)
	}
}

func TestClone_Programme(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	if _, err := s.UpdateRoom(ctx, s.ev.ID, s.room.ID, event.RoomUpdate{Venue: to("Młyn")}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RepeatSession(ctx, s.talk.ID, event.RepeatOptions{Days: 1, Count: 1}); err != nil {
		t.Fatal(err)
	}
	travel := 25
	if _, err := s.UpdateEvent(ctx, s.ev.ID, event.EventUpdate{Travel: &travel}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Release(ctx, s.ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	extra, err := s.AddSession(ctx, event.Session{Event: s.ev.ID, Kind: event.Social, Title: "Ognisko", Start: s.talk.Start, End: s.talk.End, Contributors: []event.Contributor{{Person: s.visitor.ID, Role: event.Organizer}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ErasePerson(ctx, s.visitor.Person); err != nil {
		t.Fatal(err)
	}
	s.edit(t, s.workshop.ID, event.SessionUpdate{Dropped: to(true)})
	res, err := s.CloneEvent(ctx, s.ev.ID, event.CloneOptions{Start: "2013-09-05"})
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.Programme(ctx, res.Event.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Sessions) != 3 || len(p.Dropped) != 0 || p.Released != nil || p.Event.Travel != travel || p.Rooms[0].Venue != "Młyn" {
		t.Fatalf("%+v", p)
	}
	old := s.programme(t)
	series := map[string]int{}
	for _, x := range p.Sessions {
		series[x.Series]++
		if x.Title == extra.Title && len(x.Contributors) != 0 {
			t.Errorf("an erased person came along: %+v", x.Contributors)
		}
	}
	if len(series) != 2 || series[""] != 1 || series[old.Sessions[0].Series] != 0 && old.Sessions[0].Series != "" {
		t.Errorf("series %v, before %q", series, old.Sessions[0].Series)
	}
}

// A programme that was there before the registrations names people without a link.
func TestErasePerson_NamedWithoutLink(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	named := func(institution string) *[]event.Contributor {
		return &[]event.Contributor{{Name: "Ewa Ruta", Role: event.Moderator}, {Name: "mgr Lis Ola", Role: event.Panelist, Institution: institution}}
	}
	s.edit(t, s.talk.ID, event.SessionUpdate{Contributors: named("")})
	if _, err := s.Release(ctx, s.ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	other, err := s.AddSession(ctx, event.Session{Event: s.ev.ID, Kind: event.Panel, Title: "Panel", Start: s.talk.Start, End: s.talk.End, Contributors: *named("UAM Poznań")})
	if err != nil {
		t.Fatal(err)
	}
	records, err := s.PersonRecord(ctx, s.leader.Person)
	if err != nil {
		t.Fatal(err)
	}
	if got := records[0].Registrations[0].Contributes; len(got) != 2 || got[1] != (event.ContributionRecord{Session: "Otwarcie", Start: s.talk.Start, Role: event.Panelist}) {
		t.Errorf("the record has %+v", got)
	}
	plan, err := s.ErasePlan(ctx, s.leader.Person)
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.ErasePerson(ctx, s.leader.Person)
	if err != nil {
		t.Fatal(err)
	}
	for what, e := range map[string]event.Erasure{"plan": plan, "result": res} {
		if !slices.Contains(e.Gone, event.GoneItem{What: event.GoneProgramme, Count: 2}) {
			t.Errorf("%s: what goes: %+v", what, e.Gone)
		}
		i := slices.IndexFunc(e.Kept, func(k event.KeptItem) bool { return k.What == event.KeptNamesakes })
		if i < 0 || e.Kept[i].Count != 1 || !slices.Equal(e.Kept[i].Names, []string{"Panel (" + s.ev.Title + ")"}) {
			t.Errorf("%s: to be looked at: %+v", what, e.Kept)
		}
	}
	p := s.programme(t)
	for _, x := range append(p.Sessions, p.Released.Sessions...) {
		want := []string{"Ewa Ruta", ""}
		switch x.ID {
		case other.ID:
			want[1] = "mgr Lis Ola"
		case s.workshop.ID:
			want = []string{""}
		}
		var got []string
		for _, c := range x.Contributors {
			got = append(got, c.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is made by %q, want %q", x.Title, got, want)
		}
	}
	facts, err := s.Service.Store.Facts(ctx, s.talk.ID, 0)
	if err != nil || len(facts) < 3 {
		t.Fatalf("%d facts, %v", len(facts), err)
	}
	for _, f := range facts {
		if strings.Contains(string(f.Body), "Lis") || strings.Contains(string(f.Body), "Ewa") == (f.Kind == "session.added") {
			t.Errorf("%s: %s", f.Kind, f.Body)
		}
	}
}

// Two people of one name at an event: the programme does not say which of them it names.
func TestErasePerson_NamedLikeAnother(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	s.bring(t, "E-mail,Imię i nazwisko,Instytucja\nola@example.org,Ola Lis,OPS Śrem\nlis@example.org,Ola Lis,PCPR Kłodzko\n")
	s.edit(t, s.talk.ID, event.SessionUpdate{Contributors: &[]event.Contributor{{Name: "Ola Lis", Role: event.Expert}}})
	res, err := s.ErasePerson(ctx, s.leader.Person)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(res.Kept, func(k event.KeptItem) bool { return k.What == event.KeptNamesakes && k.Count == 1 }) {
		t.Errorf("%+v", res.Kept)
	}
	if got := s.programme(t).Sessions[0].Contributors[0].Name; got != "Ola Lis" {
		t.Errorf("left is %q", got)
	}
}

// Two who are named at one session are erased in one commit.
func TestRunRetention_NamedWithoutLink(t *testing.T) {
	ctx, s := context.Background(), newStaged(t)
	s.edit(t, s.talk.ID, event.SessionUpdate{Contributors: &[]event.Contributor{{Name: "Ola Lis", Role: event.Expert}, {Name: "Jan Kot", Role: event.Expert}, {Name: "Ewa Ruta", Role: event.Expert}}})
	if _, err := s.SetRetention(ctx, s.ev.ID, []event.RetentionRule{{Field: event.AllFields, Months: 1}}); err != nil {
		t.Fatal(err)
	}
	s.Clock = event.ClockFunc(func() time.Time { return s.talk.End.AddDate(1, 0, 0) })
	res, err := s.RunRetention(ctx)
	if err != nil || res.Erased != 2 {
		t.Fatalf("%+v, %v", res, err)
	}
	var left []string
	for _, c := range s.programme(t).Sessions[0].Contributors {
		left = append(left, c.Name)
	}
	if !slices.Equal(left, []string{"", "", "Ewa Ruta"}) {
		t.Errorf("left are %q", left)
	}
}
