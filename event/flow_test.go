package event_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/mail"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/secret"
	"zlot/event/tabular"
	"zlot/storage"
)

// clock stands still until a test moves it.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// failingDocuments lets the first n certificates through and fails on the next.
type failingDocuments struct {
	event.Documents
	after int
}

var errPaper = errors.New("out of paper")

func (f failingDocuments) Certificates(ctx context.Context, jobs []event.CertificateJob, sink func(int, []byte) error, p event.Progress) error {
	n := 0
	return f.Documents.Certificates(ctx, jobs, func(i int, pdf []byte) error {
		if n++; n > f.after {
			return errPaper
		}
		return sink(i, pdf)
	}, p)
}

// rally is the sample rally over a real file, on its first morning.
func rally(t testing.TB) (*event.Service, event.Event, *clock) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", dir)
	c := &clock{time.Date(2012, 9, 6, 6, 30, 0, 0, time.UTC)}
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"), storage.Options{Create: true, Clock: c, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	svc := event.NewService(event.Ports{Store: db, Outbox: db, Documents: doc.New(), Signer: doc.COSE{}, Secrets: secret.Open(filepath.Join(dir, "keys"), secret.Passphrase("zielona herbata")),
		Tables: tabular.New(), Schedules: schedule.New(i18n.New), Letters: mail.Letters{}, Mailer: &post{}, Clock: c})
	res, err := sample.Load(t.Context(), svc, "rally-2012", "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	return svc, res.Event, c
}

func checkInEverybody(t testing.TB, svc *event.Service, ev event.Event) []event.Entry {
	t.Helper()
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	var scans []event.ScanRequest
	for _, e := range entries {
		scans = append(scans, event.ScanRequest{Event: ev.ID, Code: e.Badge})
	}
	if _, err := svc.CheckInAll(t.Context(), scans); err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestCheckInAll_SeesItsOwnScans(t *testing.T) {
	svc, ev, _ := rally(t)
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	twice := event.ScanRequest{Event: ev.ID, Code: entries[0].Badge}
	res, err := svc.CheckInAll(t.Context(), []event.ScanRequest{twice, twice})
	if err != nil {
		t.Fatal(err)
	}
	if res[0].Scan.Outcome != event.Admitted || res[1].Scan.Outcome != event.AlreadyIn {
		t.Errorf("got %s, %s", res[0].Scan.Outcome, res[1].Scan.Outcome)
	}
}

func TestCheckIn_SameIDIsOneScan(t *testing.T) {
	svc, ev, _ := rally(t)
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	req := event.ScanRequest{ID: event.NewID(), Event: ev.ID, Code: entries[0].Badge}
	for range 2 {
		res, err := svc.CheckIn(t.Context(), req)
		if err != nil || res.Scan.Outcome != event.Admitted {
			t.Fatalf("%s, %v", res.Scan.Outcome, err)
		}
	}
	if scans, err := svc.Store.Scans(t.Context(), event.ScanFilter{Event: ev.ID}); err != nil || len(scans) != 1 {
		t.Errorf("%d scans, %v", len(scans), err)
	}
}

func TestUndo_Once(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	scans, err := svc.Store.Scans(t.Context(), event.ScanFilter{Event: ev.ID, Registration: entries[3].ID})
	if err != nil {
		t.Fatal(err)
	}
	undo, err := svc.Undo(t.Context(), scans[0].ID, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{scans[0].ID, undo.Scan.ID} {
		if _, err := svc.Undo(t.Context(), id, ""); !errors.Is(err, event.Fail(event.CodeScanUndone)) {
			t.Errorf("undo of %s again: %v", id, err)
		}
	}
}

// A batch that breaks off keeps its finished chunks, and the next one goes on without a gap.
func TestIssue_NoGapAfterFailure(t *testing.T) {
	svc, ev, _ := rally(t)
	checkInEverybody(t, svc, ev)
	whole := svc.Documents
	svc.Documents = failingDocuments{whole, 53}
	if _, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent); !errors.Is(err, errPaper) {
		t.Fatalf("want the failure, got %v", err)
	}
	svc.Documents = whole
	res, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	if res.Before != 50 || len(res.Issued) != 6 {
		t.Errorf("%d before, %d now; want a chunk of 50 and 6", res.Before, len(res.Issued))
	}
	all, err := svc.Store.Certificates(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range all {
		if c.Seq != i+1 {
			t.Fatalf("number %d stands at place %d", c.Seq, i+1)
		}
	}
}

// A name with a letter that no font has, or one too long for the symbol, keeps nobody else from a
// certificate, and leaves no gap.
func TestIssue_NamesWhatCannotBeDrawn(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	foreign, long := entries[7].Who.Name, entries[9].Who.Name
	foreign.Given, long.Family = "字", strings.Repeat("Żółćiń ", event.MaxLine/7)
	long.Given = long.Family
	for id, name := range map[string]event.Name{entries[7].ID: foreign, entries[9].ID: long} {
		if _, err := svc.UpdateEntry(t.Context(), id, 0, event.EntryUpdate{Name: &name}); err != nil {
			t.Fatal(err)
		}
	}
	res, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	failed := map[string]error{}
	for _, f := range res.Failed {
		failed[f.ID] = f.Err
	}
	if len(res.Issued) != 54 || len(failed) != 2 || res.Before != 0 {
		t.Errorf("%d issued, failed %v, %d before", len(res.Issued), res.Failed, res.Before)
	}
	if !errors.Is(failed[entries[7].ID], event.Fail(event.CodeCertificateGlyph)) || !errors.Is(failed[entries[9].ID], event.Fail(event.CodeCertificateTooLong)) {
		t.Errorf("failed %v", failed)
	}
	for i, c := range res.Issued {
		if c.Seq != i+1 {
			t.Fatalf("number %d stands at place %d", c.Seq, i+1)
		}
	}
}

func TestReplaceAndWithdraw_AreVerified(t *testing.T) {
	svc, ev, _ := rally(t)
	checkInEverybody(t, svc, ev)
	res, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	state := func(number string) event.Verification {
		t.Helper()
		pdf, err := svc.CertificatePDF(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, pdf, true, nil)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	fresh, err := svc.ReplaceCertificate(t.Context(), res.Issued[0].Number)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := svc.WithdrawCertificate(t.Context(), res.Issued[1].Number, "wrong person"); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.WithdrawCertificate(t.Context(), res.Issued[1].Number, "again"); !errors.Is(err, event.Fail(event.CodeCertificateWithdrawn)) {
		t.Errorf("withdrawn twice: %v", err)
	}
	for number, want := range map[string]event.CertificateState{
		res.Issued[0].Number: event.Replaced, fresh.Number: event.Issued, res.Issued[1].Number: event.Withdrawn, res.Issued[2].Number: event.Issued,
	} {
		if v := state(number); v.State != want || v.Valid != (want == event.Issued) {
			t.Errorf("%s: %+v, want %s", number, v, want)
		}
	}
}

func TestQueue_NothingTwice(t *testing.T) {
	svc, ev, _ := rally(t)
	checkInEverybody(t, svc, ev)
	if _, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.QueueCertificates(t.Context(), ev.ID, nil, false); !errors.Is(err, event.Fail(event.CodeMailAccount)) {
		t.Fatalf("queued without an account: %v", err)
	}
	acc := event.MailAccount{Address: "zlot@example.org", Host: "localhost", Port: 2525, TLS: event.TLSNone, Auth: "none"}
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{MailAccount: &acc}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{56, 0} {
		res, err := svc.QueueCertificates(t.Context(), ev.ID, nil, false)
		if err != nil || len(res.Queued) != want || res.Before != 56-want {
			t.Errorf("round %d: %d queued, %d before, %v", i, len(res.Queued), res.Before, err)
		}
	}
	settleOne(t, svc, ev)
}

// settleOne fails one message and leaves another uncertain, and asks for both again.
func settleOne(t *testing.T, svc *event.Service, ev event.Event) {
	t.Helper()
	ctx := t.Context()
	for _, state := range []event.MessageState{event.MessageFailed, event.MessageUncertain} {
		m, ok, err := svc.Outbox.Claim(ctx, ev.ID, svc.Clock.Now())
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if err := svc.Outbox.Dot(ctx, m.ID); err != nil {
			t.Fatal(err)
		}
		if err := svc.Outbox.Settle(ctx, m.ID, state, 550, "no such user"); err != nil {
			t.Fatal(err)
		}
		if state == event.MessageUncertain {
			if again, err := svc.ResolveMessage(ctx, m.ID, true); err != nil || again.Copy != 2 {
				t.Errorf("again: %+v, %v", again, err)
			}
		}
	}
	if again, err := svc.RetryFailed(ctx, ev.ID); err != nil || len(again) != 1 {
		t.Errorf("%d failed messages queued again, %v; the resolved one has its copy", len(again), err)
	}
	if again, err := svc.RetryFailed(ctx, ev.ID); err != nil || len(again) != 0 {
		t.Errorf("retried twice: %d, %v", len(again), err)
	}
}

func TestReplacedBadge_OpensNoDoor(t *testing.T) {
	svc, ev, _ := rally(t)
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := svc.ReplaceBadge(t.Context(), entries[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]event.Outcome{entries[0].Badge: event.ReplacedBadge, fresh.Badge: event.Admitted} {
		res, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Code: code})
		if err != nil || res.Scan.Outcome != want {
			t.Errorf("%s: %s, %v", code, res.Scan.Outcome, err)
		}
	}
}

func TestBadges_OnlyUnprinted(t *testing.T) {
	svc, ev, _ := rally(t)
	var out bytes.Buffer
	res, err := svc.Badges(t.Context(), ev.ID, &out, event.BadgeOptions{Unprinted: true}, event.Silent)
	if err != nil || res.Badges != 56 || !bytes.HasPrefix(out.Bytes(), []byte("%PDF")) {
		t.Fatalf("%+v, %v", res, err)
	}
	if err := svc.MarkPrinted(t.Context(), ev.ID, res.Layout, res.Registrations); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.Badges(t.Context(), ev.ID, io.Discard, event.BadgeOptions{Unprinted: true}, event.Silent); !errors.Is(err, event.Fail(event.CodeNoBadges)) {
		t.Errorf("printed again: %v", err)
	}
	n := event.NewRegistration{Event: ev.ID, Person: event.Person{Name: event.Name{Given: "Żaneta", Family: "Ćwik"}}}
	walkIn, err := svc.AddRegistration(t.Context(), n)
	if err != nil || walkIn.Number != 57 || walkIn.Who.Address != event.Feminine {
		t.Fatalf("%+v, %v", walkIn, err)
	}
	if res, err := svc.Badges(t.Context(), ev.ID, io.Discard, event.BadgeOptions{Unprinted: true}, event.Silent); err != nil || res.Badges != 1 {
		t.Errorf("after the walk-in: %+v, %v", res, err)
	}
}

func TestBadges_ReplacedIsUnprinted(t *testing.T) {
	svc, ev, _ := rally(t)
	all, err := svc.Badges(t.Context(), ev.ID, io.Discard, event.BadgeOptions{Registrations: []string{}}, event.Silent)
	if err != nil || all.Badges != 56 {
		t.Fatalf("nobody chosen is everybody: %+v, %v", all, err)
	}
	if err := svc.MarkPrinted(t.Context(), ev.ID, all.Layout, all.Registrations); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.ReplaceBadge(t.Context(), all.Registrations[4]); err != nil {
		t.Fatal(err)
	}
	res, err := svc.Badges(t.Context(), ev.ID, io.Discard, event.BadgeOptions{Unprinted: true}, event.Silent)
	if err != nil || len(res.Registrations) != 1 || res.Registrations[0] != all.Registrations[4] {
		t.Errorf("the new badge of a lost one: %+v, %v", res, err)
	}
}

func TestUpdateEntry_OneFactPerField(t *testing.T) {
	svc, ev, _ := rally(t)
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	e := entries[0]
	phone, same := "600 000 001", e.Who.Town
	if _, err := svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Phone: &phone, Town: &same}); err != nil {
		t.Fatal(err)
	}
	facts, err := svc.Store.Facts(t.Context(), e.Person, 0)
	if err != nil || len(facts) != 2 || facts[1].Kind != "person.changed" {
		t.Errorf("%d facts, %v: want the person and one change", len(facts), err)
	}
	local := "żaneta@example.org"
	for _, address := range []string{"nobody", local, "a@b"} {
		_, err := svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Email: &address})
		if !errors.Is(err, event.Fail(event.CodeEmailInvalid)) {
			t.Errorf("address %q was taken: %v", address, err)
		}
	}
}

func TestEnrol_PlacesAndClashes(t *testing.T) {
	svc, ev, _ := rally(t)
	sessions, err := svc.Store.Sessions(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	var workshops []event.Session
	for _, s := range sessions {
		if s.SignUp {
			workshops = append(workshops, s)
		}
	}
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries[:*workshops[0].Capacity] {
		if err := svc.Enrol(t.Context(), workshops[0].ID, e.ID, false); err != nil {
			t.Fatal(err)
		}
	}
	last := entries[len(entries)-1].ID
	if err := svc.Enrol(t.Context(), workshops[0].ID, last, false); !errors.Is(err, event.Fail(event.CodeSessionFull)) {
		t.Errorf("one too many: %v", err)
	}
	if err := svc.Enrol(t.Context(), workshops[1].ID, entries[0].ID, false); !errors.Is(err, event.Fail(event.CodeSessionClash)) {
		t.Errorf("two at a time: %v", err)
	}
	if err := svc.Withdraw(t.Context(), workshops[0].ID, entries[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := svc.Enrol(t.Context(), workshops[0].ID, last, false); err != nil {
		t.Errorf("into the place that came free: %v", err)
	}
	if err := svc.Enrol(t.Context(), workshops[0].ID, entries[30].ID, true); err != nil {
		t.Errorf("with an override: %v", err)
	}
}

// The sample's people are invented: a real person with the same address is somebody else.
func TestAddRegistration_SamplePeopleAreNobody(t *testing.T) {
	svc, sampleEvent, _ := rally(t)
	if !sampleEvent.Sample {
		t.Fatal("the sample does not say what it is")
	}
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: sampleEvent.ID})
	if err != nil {
		t.Fatal(err)
	}
	own, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Nasz zlot", Start: "2026-12-01", End: "2026-12-02"}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	if own.HourMinutes != event.DidacticHour {
		t.Errorf("an hour of %d minutes", own.HourMinutes)
	}
	next, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Następny zlot", Start: "2027-12-01", End: "2027-12-02"}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	add := func(eventID string) (event.Entry, error) {
		return svc.AddRegistration(t.Context(), event.NewRegistration{Event: eventID, Person: event.Person{Name: entries[0].Who.Name, Email: entries[0].Who.Email}})
	}
	first, err := add(own.ID)
	if err != nil || first.Person == entries[0].Person {
		t.Errorf("a real person became one of the sample: %v", err)
	}
	if second, err := add(next.ID); err != nil || second.Person != first.Person {
		t.Errorf("a person known from a real event was not recognised: %v", err)
	}
	if _, err := add(own.ID); !errors.Is(err, event.Fail(event.CodeRegistrationAlready)) {
		t.Errorf("registered twice: %v", err)
	}
}

// Who came on the evening is still inside after midnight.
func TestDeskCounts_OverMidnight(t *testing.T) {
	svc, ev, c := rally(t)
	checkInEverybody(t, svc, ev)
	desk, err := svc.Store.Checkpoints(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Time]int{
		time.Date(2012, 9, 6, 22, 30, 0, 0, time.UTC): 56, // 0:30 in Warsaw
		time.Date(2012, 9, 7, 1, 59, 0, 0, time.UTC):  56, // 3:59
		time.Date(2012, 9, 7, 2, 0, 0, 0, time.UTC):   0,  // 4:00: a new day
	} {
		c.now = at
		if got, err := svc.DeskCounts(t.Context(), ev.ID, desk[0].ID); err != nil || got.Inside != want {
			t.Errorf("%s: %d inside, want %d, %v", at, got.Inside, want, err)
		}
	}
}
