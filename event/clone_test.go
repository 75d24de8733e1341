package event_test

import (
	"slices"
	"testing"
	"time"

	"zlot/event"
)

func TestClone_TheProgrammeMovesByDays(t *testing.T) {
	svc, old, _ := rally(t)
	ctx := t.Context()
	before := sure(svc.Store.Sessions(ctx, old.ID))(t)
	door, err := svc.AddCheckpoint(ctx, event.Checkpoint{Event: old.ID, Kind: event.Door, Title: "Sala Rycerska", Session: before[4].ID, Policy: event.Once,
		Opens: before[4].Start})
	if err != nil {
		t.Fatal(err)
	}
	// From summer time to winter time: the hours on the clock stay.
	res, err := svc.CloneEvent(ctx, old.ID, event.CloneOptions{Start: "2013-11-05", Title: "II Zlot"})
	if err != nil {
		t.Fatal(err)
	}
	e := sure(svc.Store.Event(ctx, res.Event.ID))(t)
	if e.ID == old.ID || e.Title != "II Zlot" || e.Edition != 2 || e.Start != "2013-11-05" || e.End != "2013-11-06" || e.Series != old.Series ||
		e.Document.Prefix != "ZAR" || len(e.PublicKeys) != 0 || !e.Sample {
		t.Errorf("the new event is %+v", e)
	}
	after := sure(svc.Store.Sessions(ctx, e.ID))(t)
	if len(after) != len(before) || res.Sessions != len(before) || res.People != 0 || res.LeftBehind != 0 {
		t.Fatalf("%d of %d sessions, result %+v", len(after), len(before), res)
	}
	ids := map[string]bool{}
	for _, s := range before {
		ids[s.ID], ids[s.Room] = true, true
	}
	rooms := map[string]string{}
	for _, r := range sure(svc.Store.Rooms(ctx, e.ID))(t) {
		rooms[r.ID] = r.Title
	}
	zone := old.Zone()
	for _, s := range before {
		i := slices.IndexFunc(after, func(n event.Session) bool {
			return n.Title == s.Title && n.Start.In(zone).Format("15:04") == s.Start.In(zone).Format("15:04") && n.End.In(zone).Format("15:04") == s.End.In(zone).Format("15:04")
		})
		if i < 0 {
			t.Errorf("%q at %s is missing", s.Title, s.Start.In(zone))
			continue
		}
		n := after[i]
		if ids[n.ID] || ids[n.Room] && n.Room != "" || s.Room != "" && rooms[n.Room] == "" {
			t.Errorf("%q keeps an old id", s.Title)
		}
		if days := event.DateOf(n.Start, zone).Time(time.UTC).Sub(event.DateOf(s.Start, zone).Time(time.UTC)); days != 425*24*time.Hour {
			t.Errorf("%q moved by %s", s.Title, days)
		}
		if n.Hours != s.Hours || n.Mandatory != s.Mandatory || n.SignUp != s.SignUp || len(n.Contributors) != len(s.Contributors) || (n.Capacity == nil) != (s.Capacity == nil) {
			t.Errorf("%q changed: %+v", s.Title, n)
		}
	}
	points := sure(svc.Store.Checkpoints(ctx, e.ID))(t)
	if len(points) != 2 || points[0].Kind != event.Desk || points[1].Title != door.Title || !points[1].Opens.Equal(after[4].Start) ||
		!slices.ContainsFunc(after, func(s event.Session) bool { return s.ID == points[1].Session && s.Title == before[4].Title }) {
		t.Errorf("checkpoints %+v", points)
	}
}

// The hour that summer time leaves out does not turn a session round.
func TestClone_AcrossTheMissingHour(t *testing.T) {
	h := newHouse(t)
	s := event.Session{ID: event.NewID(), Event: h.ev.ID, Kind: event.Social, Title: "Nocny marsz",
		Start: time.Date(2012, 9, 7, 2, 30, 0, 0, h.ev.Zone()), End: time.Date(2012, 9, 7, 3, 0, 0, 0, h.ev.Zone())}
	if _, err := h.Store.Commit(t.Context(), func(event.Reader) (b event.Batch, err error) {
		b.Add(h.ev.ID, s.ID, event.SessionAdded{Session: s})
		return b, nil
	}); err != nil {
		t.Fatal(err)
	}
	res, err := h.CloneEvent(t.Context(), h.ev.ID, event.CloneOptions{Start: "2013-03-30"})
	if err != nil {
		t.Fatal(err)
	}
	night := sure(h.Store.Sessions(t.Context(), res.Event.ID))(t)[0]
	if !night.End.After(night.Start) || event.DateOf(night.Start, h.ev.Zone()) != "2013-03-31" {
		t.Errorf("from %s to %s", night.Start, night.End)
	}
	first := sure(h.Store.Event(t.Context(), h.ev.ID))(t)
	if first.Series == "" || first.Series != res.Event.Series {
		t.Errorf("the editions are in the series %q and %q", first.Series, res.Event.Series)
	}
}

// Last year's badge never opens this year's door, also of somebody who comes again.
func TestClone_PeopleComeWithoutTheirPast(t *testing.T) {
	svc, old, _ := rally(t)
	ctx := t.Context()
	entries := checkInEverybody(t, svc, old)
	cancelled := entries[0]
	if _, err := svc.SetStatus(ctx, []string{cancelled.ID}, event.Cancelled); err != nil {
		t.Fatal(err)
	}
	note := "pyta o nocleg"
	if _, err := svc.UpdateEntry(ctx, entries[1].ID, entries[1].Version, event.EntryUpdate{Note: &note, Payment: &event.Payment{Fee: 100, Paid: true}}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.IssueCertificates(ctx, old.ID, event.IssueOptions{Registrations: []string{entries[1].ID}}, event.Silent); err != nil {
		t.Fatal(err)
	}
	o := event.CloneOptions{Start: "2013-09-05", Parts: []event.ClonePart{event.ClonePeople}}
	seen, err := svc.PreviewClone(ctx, old.ID, o)
	if err != nil {
		t.Fatal(err)
	}
	if all := sure(svc.Store.Events(ctx))(t); len(all) != 1 {
		t.Fatalf("a preview wrote: %d events", len(all))
	}
	res, err := svc.CloneEvent(ctx, old.ID, o)
	if err != nil {
		t.Fatal(err)
	}
	if res.People != 55 || res.LeftBehind != 1 || res.Behind[event.StayCancelled] != 1 || seen.People != res.People || res.Sessions != 0 {
		t.Fatalf("%+v, foreseen %+v", res, seen)
	}
	again := sure(svc.Store.Entries(ctx, event.EntryFilter{Event: res.Event.ID}))(t)
	if len(again) != 55 {
		t.Fatalf("%d people", len(again))
	}
	codes := map[string]bool{}
	for _, e := range entries {
		codes[e.Badge] = true
	}
	for i, e := range again {
		if codes[e.Badge] || e.Number != i+1 || e.Status != event.Pending || e.Person == cancelled.Person || len(e.Consents)+len(e.Answers)+len(e.Preferences) > 0 ||
			e.Diet+e.Accommodation+e.Transport+e.Note != "" || e.Payment != (event.Payment{}) {
			t.Errorf("carried too much: %+v", e.Registration)
		}
	}
	verdict, err := svc.CheckIn(ctx, event.ScanRequest{Event: res.Event.ID, Code: entries[1].Badge, Force: "zna nas"})
	if err != nil || verdict.Scan.Outcome != event.WrongEvent {
		t.Errorf("last year's badge: %s, %v", verdict.Scan.Outcome, err)
	}
	scans := sure(svc.Store.Scans(ctx, event.ScanFilter{Event: res.Event.ID}))(t)
	printed := sure(svc.Store.PrintedBadges(ctx, res.Event.ID))(t)
	papers := sure(svc.Store.Certificates(ctx, res.Event.ID))(t)
	if len(scans) != 1 || len(printed) != 0 || len(papers) != 0 {
		t.Errorf("the new event has %d scans, %d printed badges, %d certificates", len(scans), len(printed), len(papers))
	}
	if problems := sure(svc.Store.Check(ctx))(t); len(problems) != 0 {
		t.Errorf("check: %v", problems)
	}
}

func TestClone_WhoComesAlong(t *testing.T) {
	h := newHouse(t)
	const contact, data = "Zgadzam się na kontakt w sprawie kolejnych edycji", "Zgadzam się na przetwarzanie danych osobowych"
	said := func(pairs ...any) (all []event.Consent) {
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, event.Consent{Wording: pairs[i].(string), Given: pairs[i+1].(bool)})
		}
		return all
	}
	add := func(name string, c []event.Consent) {
		t.Helper()
		_, err := h.AddRegistration(t.Context(), event.NewRegistration{Event: h.ev.ID, Person: event.Person{Name: event.Name{Given: name, Family: "Lis"}},
			Registration: event.Registration{Consents: c}})
		if err != nil {
			t.Fatal(err)
		}
	}
	people := []event.ClonePart{event.ClonePeople}
	add("Anna", said(data, true))
	add("Jan", nil)
	if res, err := h.PreviewClone(t.Context(), h.ev.ID, event.CloneOptions{Start: "2013-09-05", Parts: people}); err != nil || res.People != 1 || res.Behind[event.StayUnasked] != 1 {
		t.Errorf("nobody was asked about contact: %+v, %v", res, err)
	}
	add("Ewa", said(data, true, contact, true))
	add("Piotr", said(data, true, contact, false))
	res, err := h.PreviewClone(t.Context(), h.ev.ID, event.CloneOptions{Start: "2013-09-05", Parts: people})
	if err != nil || res.People != 1 || res.Behind[event.StayUnasked] != 2 || res.Behind[event.StayRefused] != 1 || res.LeftBehind != 3 {
		t.Errorf("somebody was asked: %+v, %v", res, err)
	}
	ewa := sure(h.Store.Entries(t.Context(), event.EntryFilter{Event: h.ev.ID}))(t)[1]
	if _, err := h.ErasePerson(t.Context(), ewa.Person); err != nil {
		t.Fatal(err)
	}
	res, err = h.PreviewClone(t.Context(), h.ev.ID, event.CloneOptions{Start: "2013-09-05", Parts: people})
	if err != nil || res.Behind[event.StayErased] != 1 {
		t.Errorf("somebody was erased: %+v, %v", res, err)
	}
}

func TestConsentPurpose(t *testing.T) {
	for wording, want := range map[string]event.Purpose{
		"Zgadzam się na przetwarzanie danych osobowych w celu organizacji Zlotu":           event.PurposeProcessing,
		"Wyrażam zgodę na przetwarzanie danych kontaktowych w kolejności zgłoszeń":         event.PurposeProcessing,
		"Zgadzam się na kontakt w sprawie kolejnych edycji":                                event.PurposeContact,
		"Zgoda na przetwarzanie danych osobowych w celu informowania o przyszłych zlotach": event.PurposeContact,
		"Wyrażam zgodę na publikację wizerunku w przyszłych materiałach":                   event.PurposeImage,
		"Zgoda na zdjęcia": event.PurposeImage,
		"Zapoznałam się z klauzulą informacyjną RODO": event.PurposeOther,
		"RODO": event.PurposeProcessing,
		"I agree to the processing of my personal data": event.PurposeProcessing,
		"You may contact me about further editions":     event.PurposeContact,
		"Akceptuję regulamin":                           event.PurposeOther,
	} {
		if got := event.ConsentPurpose(wording); got != want {
			t.Errorf("%q is about %s, want %s", wording, got, want)
		}
	}
}

// The same account needs the same password; without that part neither comes along.
func TestClone_MailAccount(t *testing.T) {
	svc, old, _ := rally(t)
	account := event.MailAccount{Address: "zlot@example.org", Host: "mail.example.org", Port: 465}
	sure(svc.UpdateEvent(t.Context(), old.ID, event.EventUpdate{MailAccount: &account}))(t)
	if err := svc.Secrets.Set(event.MailSecretName(old.ID), "hasło"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		parts  []event.ClonePart
		host   string
		secret string
	}{{nil, account.Host, "hasło"}, {[]event.ClonePart{event.CloneDetails}, "", ""}} {
		e := sure(svc.CloneEvent(t.Context(), old.ID, event.CloneOptions{Start: "2013-09-05", Parts: c.parts}))(t).Event
		if got := sure(svc.Secrets.Get(event.MailSecretName(e.ID)))(t); e.MailAccount.Host != c.host || got != c.secret {
			t.Errorf("with %v: host %q, secret %q", c.parts, e.MailAccount.Host, got)
		}
	}
}

// sure is the value of a call that may not fail.
func sure[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestClone_BadDate(t *testing.T) {
	h := newHouse(t)
	for _, start := range []event.Date{"", "2013-02-30"} {
		if _, err := h.CloneEvent(t.Context(), h.ev.ID, event.CloneOptions{Start: start}); err == nil {
			t.Errorf("a clone on %q", start)
		}
	}
	if all := sure(h.Store.Events(t.Context()))(t); len(all) != 1 {
		t.Errorf("%d events", len(all))
	}
}
