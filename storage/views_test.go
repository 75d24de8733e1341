package storage

import (
	"bytes"
	"context"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"zlot/event"
)

func ptr[T any](v T) *T { return &v }

// story commits facts of every kind, in several commits, as an event's life goes.
func story(t testing.TB, db *DB) {
	t.Helper()
	pdf, layout := []byte("%PDF-1.7 zaświadczenie"), []byte(`{"id":"l1","event":"rally","front":[{"kind":"image","image":"`+blobName([]byte("tło"))+`"}]}`)
	desk := event.Checkpoint{ID: "desk", Event: "rally", Kind: event.Desk, Title: "Recepcja", Policy: event.OnceADay}
	door := event.Checkpoint{ID: "door", Event: "rally", Kind: event.Door, Title: "Sala 2", Session: "s1", Policy: event.InOut}
	scan := event.Scan{ID: "scan1", Event: "rally", Checkpoint: "desk", Registration: "r-a", Code: badgeOf("a"), Direction: event.In,
		At: morning.Add(time.Minute), Stored: morning.Add(2 * time.Minute), Desk: "laptop", Outcome: event.Admitted}
	undo := scan
	undo.ID, undo.Outcome, undo.Undoes, undo.At = "scan2", event.Undone, "scan1", morning.Add(3*time.Minute)
	cert := event.Certificate{Number: "ZAR/2012/0001", Event: "rally", Registration: "r-a", Series: "ZAR/2012", Seq: 1,
		SHA256: blobName(pdf), Layout: blobName(layout), IssuedAt: morning, State: event.Issued, Data: event.CertificateData{Name: "Łucja Żak", Hours: 7.5}}
	second := cert
	second.Number, second.Seq, second.Replaces = "ZAR/2012/0002", 2, cert.Number
	third := cert
	third.Number, third.Seq, third.Registration = "ZAR/2012/0003", 3, "r-b"
	mail := func(id string, n int) event.QueuedMessage {
		return event.QueuedMessage{Message: event.Message{ID: id, Event: "rally", Registration: "r-a", Certificate: second.Number,
			SHA256: second.SHA256, To: "a@example.org", Copy: n, State: event.MessageQueued}}
	}
	for _, fill := range []func(b *event.Batch){
		func(b *event.Batch) {
			b.Add("rally", "rally", event.EventCreated{Event: rally})
			b.Add("rally", "rally", event.EventChanged{Change: event.NewChange("motto", "", "Razem", 0)})
			b.Add("rally", "g1", event.GroupAdded{Group: event.Group{ID: "g1", Event: "rally", Title: "Grupa I"}})
			b.Add("rally", "room1", event.RoomAdded{Room: event.Room{ID: "room1", Event: "rally", Title: "Sala 2", Capacity: ptr(0)}})
			b.Add("rally", "s1", event.SessionAdded{Session: event.Session{ID: "s1", Event: "rally", Kind: event.Workshop, Title: "Warsztat",
				Start: morning.Add(2 * time.Hour), End: morning.Add(4 * time.Hour), Room: "room1"}})
			b.Add("rally", "s2", event.SessionAdded{Session: event.Session{ID: "s2", Event: "rally", Title: "Panel", Start: morning, Capacity: ptr(50)}})
			b.Add("rally", "s3", event.SessionAdded{Session: event.Session{ID: "s3", Event: "rally", Title: "Ognisko", Start: morning}})
			b.Add("rally", "door", event.CheckpointAdded{Checkpoint: door})
			b.Add("rally", "desk", event.CheckpointAdded{Checkpoint: desk})
		},
		func(b *event.Batch) {
			guest(b, "rally", "a", "Łucja", "Zak")
			guest(b, "rally", "b", "Jan", "Ćwikła")
			guest(b, "rally", "c", "Ewa", "Czarna")
			b.Add("", "p-a", event.PersonChanged{Change: event.NewChange("name", event.Name{}, event.Name{Given: "Łucja", Family: "Żak"}, 0)})
			b.Add("rally", "r-a", event.RegistrationChanged{Change: event.NewChange("answers", nil, map[string]string{"dieta": "wege"}, 0)})
			b.Add("rally", "r-a", event.RegistrationChanged{Change: event.NewChange("answers", nil, map[string]string{"nocleg": "tak"}, 0)})
			b.Add("rally", "r-c", event.RegistrationChanged{Change: event.NewChange("status", event.Confirmed, event.Waitlisted, 0)})
			b.Add("rally", "r-a", event.RegistrationChanged{Change: event.NewChange("group", "", "g1", 0)})
			b.Add("rally", "r-b", event.RegistrationChanged{Change: event.NewChange("number", 0, 7, 0)})
			b.Add("rally", "r-b", event.BadgeReplaced{Old: badgeOf("b"), New: badgeOf("b2")})
			b.Add("rally", "print1", event.BadgesPrinted{Registrations: []string{"r-a", "r-b"}, Versions: []string{"a1", "b1"}, Layout: "a4-8", Printer: "Biuro", Version: "1a2b"})
			b.Add("rally", "print2", event.BadgesPrinted{Registrations: []string{"r-b"}, Versions: []string{"b2"}, Layout: "Goście", Version: "3c4d"})
			b.Add("rally", "l1", event.LayoutSaved{Layout: event.Layout{ID: "l1", Event: "rally", Title: "Goście"}})
			b.Add("rally", "l1", event.LayoutSaved{Layout: event.Layout{ID: "l1", Event: "rally", Title: "Goście i media"}})
			b.Add("rally", "l2", event.LayoutSaved{Layout: event.Layout{ID: "l2", Event: "rally", Title: "Stary"}})
			b.Add("rally", "l2", event.LayoutRemoved{})
			b.Add("rally", "s1/r-a", event.EnrolmentSet{Enrolment: event.Enrolment{Event: "rally", Session: "s1", Registration: "r-a", State: event.OnWaitlist, Rank: 2}})
			b.Add("rally", "s1/r-a", event.EnrolmentSet{Enrolment: event.Enrolment{Event: "rally", Session: "s1", Registration: "r-a", State: event.Enrolled, Rank: 2}})
			b.Add("rally", "s1/r-b", event.EnrolmentSet{Enrolment: event.Enrolment{Event: "rally", Session: "s1", Registration: "r-b", State: event.EnrolmentEnded}})
			b.Add("rally", "s3/r-b", event.EnrolmentSet{Enrolment: event.Enrolment{Event: "rally", Session: "s3", Registration: "r-b", State: event.Enrolled}})
			b.Add("rally", "s3", event.SessionRemoved{})
			b.Add("rally", "room1", event.RoomChanged{Change: event.NewChange("venue", "", "Zamek", 0)})
			b.Add("rally", "g1", event.GroupChanged{Change: event.NewChange("hidden", false, true, 0)})
			b.Add("rally", "release1", event.ProgrammeReleased{Release: event.Release{ID: "release1", Event: "rally", Number: 1, Note: "na stronę"}})
			b.Add("rally", "s2", event.SessionChanged{Change: event.NewChange("capacity", 50, nil, 0)})
			b.Add("rally", "door", event.CheckpointChanged{Change: event.NewChange("title", "", "Sala nr 2", 0)})
		},
		func(b *event.Batch) {
			b.Add("rally", scan.ID, event.ScanMade{Scan: scan})
			b.Add("rally", undo.ID, event.ScanUndone{Scan: undo})
			b.Add("rally", "grant1", event.HoursGranted{Grant: event.Grant{ID: "grant1", Event: "rally", Registration: "r-a", Kind: event.Recognised, Hours: 1.5, At: morning}})
			b.Add("rally", "grant2", event.HoursGranted{Grant: event.Grant{ID: "grant2", Event: "rally", Registration: "r-a", Kind: event.Excused, Session: "s1", Hours: 1, At: morning}})
			b.Add("rally", "grant2", event.HoursRevoked{Reason: "pomyłka"})
			b.Add("rally", "r-a/k1", event.EligibilityDecided{Decision: event.Decision{Event: "rally", Registration: "r-a", Kind: "k1", Verdict: event.Granted, Reason: "choroba"}})
			b.Add("rally", "r-b/k1", event.EligibilityDecided{Decision: event.Decision{Event: "rally", Registration: "r-b", Kind: "k1", Verdict: event.Denied, Reason: "skarga"}})
			b.Add("rally", "r-b/k1", event.EligibilityDecided{Decision: event.Decision{Event: "rally", Registration: "r-b", Kind: "k1", Reason: "nieporozumienie"}})
			form := event.NewForm(event.Table{Name: "zgloszenia.csv", Header: []string{"Imię", "Nazwisko"}}, event.Mapping{"Imię": event.FieldGiven, "Nazwisko": event.FieldFamily}, nil, morning)
			b.Add("", form.ID, event.FormMapped{Form: form})
			form.Constants = map[string]string{event.FieldRole: "participant"}
			b.Add("", form.ID, event.FormMapped{Form: form})
			b.Add("rally", "x", unknown{})
			b.Add("", "o1", event.OperatorAdded{Operator: event.Operator{ID: "o1", Name: "Ewa", Role: event.OperatorLead, PIN: pinOf("first")}})
			b.Add("", "o2", event.OperatorAdded{Operator: event.Operator{ID: "o2", Name: "Jan", Role: event.OperatorDesk, PIN: pinOf("second")}})
			b.Add("", "o1", event.OperatorChanged{Change: event.NewChange("pin", nil, pinOf("third"), 0)})
			b.Add("", "o2", event.OperatorChanged{Change: event.NewChange("name", "Jan", "Jan K.", 0)})
			b.Add("", "o2", event.OperatorRemoved{})
		},
		func(b *event.Batch) {
			guest(b, "rally", "z", "Iza", "Zbędna")
			b.Add("rally", "g2", event.GroupAdded{Group: event.Group{ID: "g2", Event: "rally", Title: "Grupa II"}})
			b.Add("rally", "import1", event.ImportApplied{Import: event.Import{ID: "import1", Event: "rally", File: "lista.csv", New: 1, Facts: len(b.Facts)}})
		},
		func(b *event.Batch) {
			b.Add("rally", "r-z", event.RegistrationRemoved{})
			b.Add("", "p-z", event.PersonRemoved{})
			b.Add("rally", "g2", event.GroupRemoved{})
			b.Add("rally", "import1", event.ImportUndone{})
		},
		func(b *event.Batch) {
			b.Add("rally", cert.Number, event.CertificateIssued{Certificate: cert})
			b.Add("rally", second.Number, event.CertificateIssued{Certificate: second})
			b.Add("rally", third.Number, event.CertificateIssued{Certificate: third})
			b.Add("rally", cert.Number, event.CertificateReplaced{By: second.Number})
			b.Add("rally", third.Number, event.CertificateWithdrawn{Reason: "pomyłka"})
			b.Add("rally", second.Number, event.CertificateDuplicated{Copy: event.Copy{SHA256: second.SHA256, Reason: "zgubione", At: morning}})
			b.Add("rally", second.Number, event.CertificateReceived{Receipt: event.Receipt{How: event.Posted, Day: "2012-09-09"}})
			b.Add("rally", second.Number, event.CertificateReceived{Receipt: event.Receipt{How: event.Handed, Day: "2012-09-10", Note: "osobiście"}})
			b.Add("rally", "m1", mail("m1", 1))
			b.Add("rally", "m2", mail("m2", 2))
			b.Add("rally", "m2", event.SettledMessage{State: event.MessageCancelled})
			b.Add("", "p-e", event.PersonAdded{Person: event.Person{ID: "p-e", Name: event.Name{Given: "Ida", Family: "Zapomniana"}}})
			b.Add("", "p-e", event.PersonErased{Why: event.ErasedOnRequest})
			b.Add("rally", "r-b", event.RegistrationPurged{Fields: event.Fields{"diet"}})
			b.Add("", "p-b", event.PersonPurged{Fields: event.Fields{"phone"}})
			b.Blobs = append(b.Blobs, pdf, pdf, layout, []byte("tło"))
		},
	} {
		commit(t, db, fill)
	}
}

// unknown is a fact of a newer program.
type unknown struct{ Colour string }

func (unknown) FactKind() string { return "badge.painted" }

func TestReader(t *testing.T) {
	db := openNew(t)
	story(t, db)
	ctx := context.Background()

	e := must[event.Event](t)(db.Event(ctx, "rally"))
	if e.Motto != "Razem" || e.Title != "Zlot" {
		t.Errorf("event %+v", e)
	}
	entries := must[[]event.Entry](t)(db.Entries(ctx, event.EntryFilter{Event: "rally"}))
	var order []string
	for _, x := range entries {
		order = append(order, x.Who.Name.Family)
	}
	if want := []string{"Czarna", "Ćwikła", "Żak"}; !reflect.DeepEqual(order, want) {
		t.Errorf("order %v", order)
	}
	a := must[event.Entry](t)(db.Entry(ctx, "r-a"))
	if !reflect.DeepEqual(a.Answers, map[string]string{"nocleg": "tak"}) || a.Group != "g1" || a.Version == 0 {
		t.Errorf("entry %+v", a)
	}
	for name, f := range map[string]event.EntryFilter{
		"status": {Status: event.Waitlisted}, "group": {Group: "g1"}, "person": {Person: "p-b"}, "ids": {IDs: []string{"r-a", "nobody"}},
	} {
		if n := must[[]event.Entry](t)(db.Entries(ctx, f)); len(n) != 1 {
			t.Errorf("by %s: %d", name, len(n))
		}
	}
	if n := must[[]event.Entry](t)(db.Entries(ctx, event.EntryFilter{IDs: []string{}})); len(n) != 0 {
		t.Errorf("of no ids: %d", len(n))
	}
	counts := must[map[event.Status]int](t)(db.CountEntries(ctx, "rally"))
	if counts[event.Confirmed] != 2 || counts[event.Waitlisted] != 1 {
		t.Errorf("counts %v", counts)
	}
	b, current, err := db.EntryByBadge(ctx, badgeOf("b"))
	if err != nil || current || b.Badge != badgeOf("b2") {
		t.Errorf("old badge: %v %v %v", b.Badge, current, err)
	}
	if _, current, err = db.EntryByBadge(ctx, badgeOf("b2")); err != nil || !current {
		t.Errorf("new badge: %v %v", current, err)
	}
	if p := must[[]event.Person](t)(db.PersonsByEmail(ctx, " A@Example.ORG ")); len(p) != 1 || p[0].ID != "p-a" {
		t.Errorf("by e-mail: %+v", p)
	}
	if n := must[int](t)(db.LastBadgeNumber(ctx, "rally")); n != 7 {
		t.Errorf("last number %d", n)
	}
	if p := must[map[string]time.Time](t)(db.PrintedBadges(ctx, "rally")); len(p) != 2 || !p["r-a"].Equal(morning) {
		t.Errorf("printed %v", p)
	}
}

func TestReader_Programme(t *testing.T) {
	db := openNew(t)
	story(t, db)
	ctx := context.Background()
	sessions := must[[]event.Session](t)(db.Sessions(ctx, "rally"))
	if len(sessions) != 2 || sessions[0].ID != "s2" || sessions[0].Capacity != nil || !sessions[1].Start.Equal(morning.Add(2*time.Hour)) {
		t.Errorf("sessions %+v", sessions)
	}
	if r := must[[]event.Room](t)(db.Rooms(ctx, "rally")); len(r) != 1 || r[0].Capacity == nil || *r[0].Capacity != 0 {
		t.Errorf("rooms %+v", r)
	}
	if g := must[[]event.Group](t)(db.Groups(ctx, "rally")); len(g) != 1 || g[0].Title != "Grupa I" {
		t.Errorf("groups %+v", g)
	}
	want := []event.Enrolment{{Event: "rally", Session: "s1", Registration: "r-a", State: event.Enrolled, Rank: 2, Since: morning}}
	if e := must[[]event.Enrolment](t)(db.Enrolments(ctx, event.EnrolmentFilter{Event: "rally"})); !reflect.DeepEqual(e, want) {
		t.Errorf("enrolments %+v", e)
	}
	c := must[[]event.Checkpoint](t)(db.Checkpoints(ctx, "rally"))
	if len(c) != 2 || c[0].ID != "desk" || c[1].Title != "Sala nr 2" {
		t.Errorf("checkpoints %+v", c)
	}
	if g := must[[]event.Grant](t)(db.Grants(ctx, "rally")); len(g) != 1 || g[0].Hours != 1.5 {
		t.Errorf("grants %+v", g)
	}
}

func TestReader_Scans(t *testing.T) {
	db := openNew(t)
	story(t, db)
	ctx := context.Background()
	s := must[event.ScanRow](t)(db.Scan(ctx, "scan1"))
	if !s.Undone || s.Name.Family != "Żak" || !s.At.Equal(morning.Add(time.Minute)) || s.Outcome != event.Admitted {
		t.Errorf("scan %+v", s)
	}
	for name, c := range map[string]struct {
		f    event.ScanFilter
		want []string
	}{
		"event":        {event.ScanFilter{Event: "rally"}, []string{"scan1", "scan2"}},
		"pair":         {event.ScanFilter{Checkpoint: "desk", Registration: "r-a"}, []string{"scan1", "scan2"}},
		"registration": {event.ScanFilter{Registration: "r-a"}, []string{"scan1", "scan2"}},
		"since":        {event.ScanFilter{Event: "rally", Since: morning.Add(2 * time.Minute)}, []string{"scan2"}},
		"elsewhere":    {event.ScanFilter{Checkpoint: "door"}, nil},
	} {
		var got []string
		for _, s := range must[[]event.ScanRow](t)(db.Scans(ctx, c.f)) {
			got = append(got, s.ID)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("by %s: %v", name, got)
		}
	}
	for _, id := range []string{"scan1", "scan2", "r-a"} {
		facts := must[[]event.Fact](t)(db.Facts(ctx, id, 0))
		if len(facts) == 0 || facts[0].Entity != id {
			t.Errorf("history of %s: %+v", id, facts)
		}
	}
}

// What was taken back says of nobody where they were, and what was refused neither.
func TestReader_Moves(t *testing.T) {
	db := openNew(t)
	story(t, db)
	commit(t, db, func(b *event.Batch) {
		for id, o := range map[string]event.Outcome{"scan3": event.Exited, "scan4": event.Unpaid} {
			b.Add("rally", id, event.ScanMade{Scan: event.Scan{ID: id, Event: "rally", Checkpoint: "door", Session: "s1", Registration: "r-b", At: morning, Outcome: o}})
		}
	})
	want := []event.Move{{Checkpoint: "door", Registration: "r-b", Session: "s1", At: morning, Outcome: event.Exited}}
	if got := must[[]event.Move](t)(db.Moves(context.Background(), "rally")); !reflect.DeepEqual(got, want) {
		t.Errorf("moves %+v", got)
	}
}

func TestReader_Certificates(t *testing.T) {
	db := openNew(t)
	story(t, db)
	ctx := context.Background()
	c := must[[]event.Certificate](t)(db.Certificates(ctx, "rally"))
	if len(c) != 3 || c[0].State != event.Replaced || c[0].ReplacedBy != c[1].Number || c[2].Reason != "pomyłka" || c[1].Data.Hours != 7.5 ||
		len(c[1].Duplicates) != 1 || c[1].Receipt.How != event.Handed || c[1].Receipt.Day != "2012-09-10" {
		t.Errorf("register %+v", c)
	}
	if n := must[int](t)(db.LastInSeries(ctx, "ZAR/2012")); n != 3 {
		t.Errorf("last in series %d", n)
	}
	if b := must[[]byte](t)(db.Blob(ctx, c[0].SHA256)); !bytes.HasPrefix(b, []byte("%PDF")) {
		t.Errorf("blob %q", b)
	}
	if _, err := db.Blob(ctx, "none"); err == nil {
		t.Error("found a blob that is not there")
	}
	m := must[[]event.Message](t)(db.Messages(ctx, "rally"))
	if len(m) != 2 || m[0].State != event.MessageQueued || m[1].State != event.MessageCancelled {
		t.Errorf("messages %+v", m)
	}
}

func TestReader_NotFound(t *testing.T) {
	db := openNew(t)
	ctx := context.Background()
	for code, ask := range map[string]func() error{
		event.CodeEventNotFound:        func() error { _, err := db.Event(ctx, "x"); return err },
		event.CodeRegistrationNotFound: func() error { _, err := db.Entry(ctx, "x"); return err },
		event.CodeSessionNotFound:      func() error { _, err := db.Session(ctx, "x"); return err },
		event.CodeCheckpointMissing:    func() error { _, err := db.Checkpoint(ctx, "x"); return err },
		event.CodeScanNotFound:         func() error { _, err := db.Scan(ctx, "x"); return err },
		event.CodeCertificateNotFound:  func() error { _, err := db.Certificate(ctx, "x"); return err },
		event.CodeMessageNotFound:      func() error { _, err := db.Message(ctx, "x"); return err },
	} {
		wantCode(t, ask(), code)
	}
}

// tables reads all views.
func tables(t *testing.T, db *DB) map[string][][]any {
	t.Helper()
	ctx := context.Background()
	all := map[string][][]any{}
	for _, v := range views {
		rows, err := openRows(ctx, db.pool, "SELECT * FROM "+v.table+" ORDER BY "+v.key, 1)
		if err != nil {
			t.Fatal(err)
		}
		for ; rows.values != nil; err = rows.next() {
			if err != nil {
				t.Fatal(err)
			}
			all[v.table] = append(all[v.table], rows.values)
		}
		rows.Close()
	}
	return all
}

func TestRebuild(t *testing.T) {
	db := openNew(t)
	story(t, db)
	commit(t, db, twins)
	ctx := context.Background()
	want := tables(t, db)
	if len(want) != len(views) {
		t.Fatalf("the story fills %d of %d views", len(want), len(views))
	}
	if err := db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got, want)
	}
	if m := must[event.Message](t)(db.Message(ctx, "m1")); m.State != event.MessageQueued {
		t.Errorf("after the rebuild the message is %s", m.State)
	}
}

// TestRebuild_Shuffled receives the log in another order, every fact twice, and rebuilds.
func TestRebuild_Shuffled(t *testing.T) {
	from, to := openNew(t), openNew(t)
	story(t, from)
	commit(t, from, twins)
	ctx := context.Background()
	facts := must[[]event.Fact](t)(from.Facts(ctx, "", 0))
	received := append(append([]event.Fact(nil), facts...), facts...)
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(received), func(i, j int) { received[i], received[j] = received[j], received[i] })
	err := to.write(ctx, func(w *writer) error {
		for _, f := range received {
			n, err := w.originNumber(ctx, f.Origin)
			if err != nil {
				return err
			}
			if err := w.insertFact(ctx, n, f); err != nil {
				return err
			}
		}
		return nil
	}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if got, want := tables(t, to), tables(t, from); !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt\n%v\nwant\n%v", got, want)
	}
	got := must[[]event.Fact](t)(to.Facts(ctx, "", 0))
	if !reflect.DeepEqual(got, facts) {
		t.Errorf("the log has %d facts, want %d, in order", len(got), len(facts))
	}
}

func TestApply_Twice(t *testing.T) {
	db := openNew(t)
	story(t, db)
	commit(t, db, twins)
	ctx := context.Background()
	want := tables(t, db)
	facts := must[[]event.Fact](t)(db.Facts(ctx, "", 0))
	err := db.write(ctx, func(w *writer) error {
		for _, f := range facts {
			if err := w.apply(ctx, f); err != nil {
				return err
			}
		}
		return nil
	}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if got := tables(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("applied twice\n%v\nwant\n%v", got, want)
	}
}

func TestOpen_RebuildsViewsOfOtherRules(t *testing.T) {
	path := t.TempDir() + "/rally.zlot"
	db := openAt(t, path, Options{Create: true})
	story(t, db)
	commit(t, db, twins)
	want := tables(t, db)
	ctx := context.Background()
	if err := db.w.exec(ctx, "UPDATE meta SET value = 'of another alphabet'"); err != nil {
		t.Fatal(err)
	}
	if err := db.w.exec(ctx, "UPDATE person SET sort = x'00'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got := tables(t, openAt(t, path, Options{})); !reflect.DeepEqual(got, want) {
		t.Errorf("reopened\n%v\nwant\n%v", got, want)
	}
}

func TestAppliers_CoverAllKinds(t *testing.T) {
	for _, b := range []event.Body{event.EventCreated{}, event.EventChanged{}, event.PersonAdded{}, event.PersonChanged{},
		event.RegistrationAdded{}, event.RegistrationChanged{}, event.BadgeReplaced{}, event.BadgesPrinted{}, event.LayoutSaved{}, event.LayoutRemoved{}, event.GroupAdded{},
		event.RoomAdded{}, event.RoomChanged{}, event.GroupChanged{}, event.ProgrammeReleased{}, event.SessionAdded{}, event.SessionChanged{}, event.SessionRemoved{}, event.EnrolmentSet{},
		event.CheckpointAdded{}, event.CheckpointChanged{}, event.ScanMade{}, event.ScanUndone{}, event.HoursGranted{}, event.HoursRevoked{}, event.EligibilityDecided{},
		event.CertificateIssued{}, event.CertificateWithdrawn{}, event.CertificateReplaced{}, event.CertificateDuplicated{}, event.CertificateReceived{}, event.QueuedMessage{}, event.SettledMessage{}, event.PersonMerged{}, event.RegistrationMerged{},
		event.ImportApplied{}, event.ImportUndone{}, event.RegistrationRemoved{}, event.PersonRemoved{}, event.GroupRemoved{},
		event.PersonErased{}, event.PersonPurged{}, event.RegistrationPurged{}} {
		if appliers[b.FactKind()] == nil {
			t.Errorf("no applier for %s", b.FactKind())
		}
	}
}
