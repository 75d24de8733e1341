package event_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/verifypage"
)

// leaders gives the first three people a role of those who lead something.
func leaders(t *testing.T, svc *event.Service, entries []event.Entry) {
	t.Helper()
	for i, role := range []event.Role{event.Trainer, event.Panelist, event.Moderator} {
		roles := []event.Role{event.Participant, role}
		if _, err := svc.UpdateEntry(t.Context(), entries[i].ID, 0, event.EntryUpdate{Roles: &roles}); err != nil {
			t.Fatal(err)
		}
	}
}

// kinds describes certificates of participants and of those who lead something.
func kinds(t *testing.T, svc *event.Service, ev event.Event, all ...event.CertificateKind) {
	t.Helper()
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Certificates: &all}); err != nil {
		t.Fatal(err)
	}
}

var (
	attending = event.CertificateKind{ID: event.UsualKind, Title: "Udział", Pattern: "ZAR/{year}/{n:4}"}
	leading   = event.CertificateKind{ID: "leading", Title: "Prowadzenie", Roles: []event.Role{event.Trainer, event.Moderator, event.Panelist, event.Expert}, Pattern: "P-{n}/{edition}"}
)

func issueAll(t *testing.T, svc *event.Service, ev event.Event, o event.IssueOptions) event.IssueResult {
	t.Helper()
	res, err := svc.IssueCertificates(t.Context(), ev.ID, o, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// gapless fails if a series has a gap, or somebody has two valid certificates of a kind.
func gapless(t *testing.T, svc *event.Service, ev event.Event) {
	t.Helper()
	all, err := svc.Store.Certificates(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	next, valid := map[string]int{}, map[[2]string]string{}
	for _, c := range all {
		if next[c.Series]++; c.Seq != next[c.Series] {
			t.Errorf("%s is number %d of %s, want %d", c.Number, c.Seq, c.Series, next[c.Series])
		}
		key := [2]string{c.Registration, c.KindID()}
		if valid[key] != "" && c.State == event.Issued {
			t.Errorf("%s and %s are one person's", valid[key], c.Number)
		}
		if c.State == event.Issued {
			valid[key] = c.Number
		}
	}
}

func TestCheckPattern(t *testing.T) {
	for pattern, want := range map[string]string{
		"Z/{year}/{n:4}": "", "{n}": "", "KAR-{edition}-{n:3}/{year}": "", "Nr {n} z {year}": "", "ŻAR/{n}": "",
		"Z/{year}": event.CodePatternCounter, "": event.CodePatternCounter, "{n}/{n:4}": event.CodePatternCounter,
		"Z/{month}/{n}": event.CodePatternField, "{n:0}": event.CodePatternField, "{N}": event.CodePatternField, "{n:44}": event.CodePatternField,
		"Z{year}{n}": event.CodePatternDigits, "Z1{n}": event.CodePatternDigits, "{n}{edition}": event.CodePatternDigits, "{n}0": event.CodePatternDigits,
		"Z\\{n}": event.CodePatternLetters, "Z*{n}": event.CodePatternLetters, "Z/{n} ": event.CodePatternLetters, "Z\n{n}": event.CodePatternLetters,
		strings.Repeat("Z", 60) + "{n}": event.CodePatternLong,
	} {
		err := event.CheckPattern(pattern)
		var e *event.Error
		if got := ""; errors.As(err, &e) {
			if got = e.Code; got != want {
				t.Errorf("%q: %s, want %q", pattern, got, want)
			}
		} else if want != "" {
			t.Errorf("%q passed, want %s", pattern, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	ev := event.Event{Edition: 3}
	for _, c := range []struct{ pattern, series, first, tenThousandth string }{
		{"Z/{year}/{n:4}", "Z/2026", "Z/2026/0001", "Z/2026/10000"},
		{"Z/{year}/{n}", "Z/2026", "Z/2026/1", "Z/2026/10000"},
		{"{n:2}/K/{edition}", "{n}/K/3", "01/K/3", "10000/K/3"},
		{"P-{n}/{edition}", "P-{n}/3", "P-1/3", "P-10000/3"},
	} {
		series := event.Series(c.pattern, ev, 2026)
		if got := event.NumberIn(c.pattern, ev, 2026, 1); series != c.series || got != c.first {
			t.Errorf("%s: series %s, first %s", c.pattern, series, got)
		}
		if got := event.NumberIn(c.pattern, ev, 2026, 10000); got != c.tenThousandth {
			t.Errorf("%s: %s", c.pattern, got)
		}
		if got := event.NumberLike(series, c.first, 1, 7); got != event.NumberIn(c.pattern, ev, 2026, 7) {
			t.Errorf("%s: like the first one, the seventh is %s", c.pattern, got)
		}
	}
}

func TestIssue_Kinds(t *testing.T) {
	svc, ev, _ := rally(t)
	leaders(t, svc, checkInEverybody(t, svc, ev))
	kinds(t, svc, ev, attending, leading)
	plan, err := svc.PlanCertificates(t.Context(), ev.ID, event.IssueOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Kinds) != 2 || plan.Kinds[0].First != "ZAR/2012/0001" || plan.Kinds[1].First != "P-1/1" || plan.Kinds[0].Layout.ID == "" {
		t.Fatalf("planned %s from %s, %s from %s", plan.Kinds[0].Layout.ID, plan.Kinds[0].First, plan.Kinds[1].Layout.ID, plan.Kinds[1].First)
	}
	if before, err := svc.Store.Certificates(t.Context(), ev.ID); err != nil || len(before) != 0 {
		t.Fatalf("a plan wrote %d certificates: %v", len(before), err)
	}
	res := issueAll(t, svc, ev, event.IssueOptions{Kinds: []string{"leading"}})
	if len(res.Issued) != plan.Kinds[1].Count || len(res.Issued) == 0 {
		t.Fatalf("%d issued, %d planned", len(res.Issued), plan.Kinds[1].Count)
	}
	for i, c := range res.Issued {
		if c.Number != plan.Planned[plan.Kinds[0].Count+i].Number || c.Data.Role == event.Participant || c.Layout == "" {
			t.Errorf("issued %s of %s for a %s", c.Number, c.Kind, c.Data.Role)
		}
	}
	rest := issueAll(t, svc, ev, event.IssueOptions{})
	if len(rest.Issued) != plan.Kinds[0].Count || rest.Before != len(res.Issued) {
		t.Errorf("%d issued, %d before", len(rest.Issued), rest.Before)
	}
	gapless(t, svc, ev)
	if _, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Kinds: []string{"none"}}, event.Silent); !errors.Is(err, event.Fail(event.CodeDecisionKind)) {
		t.Errorf("an unknown kind: %v", err)
	}
}

func TestIssue_OneSeriesForTwoKinds(t *testing.T) {
	svc, ev, _ := rally(t)
	leaders(t, svc, checkInEverybody(t, svc, ev))
	other := leading
	other.Pattern = "ZAR/{year}/{n}" // the width is another, the series is not
	kinds(t, svc, ev, attending, other)
	late := *svc
	late.Documents = meanwhile{svc.Documents, new(sync.Once), func() {
		if res := issueAll(t, svc, ev, event.IssueOptions{Kinds: []string{"leading"}}); len(res.Issued) == 0 {
			t.Error("nothing issued in between")
		}
	}}
	if res, err := late.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent); err != nil || len(res.Issued) == 0 {
		t.Fatalf("%d issued, %v", len(res.Issued), err)
	}
	gapless(t, svc, ev)
	all, err := svc.Store.Certificates(t.Context(), ev.ID)
	if err != nil || all[0].Number != "ZAR/2012/1" || all[len(all)-1].Seq != len(all) {
		t.Errorf("first %s, last %+v, %v", all[0].Number, all[len(all)-1].Seq, err)
	}
}

// Two patterns that meet in one number are told, and nothing of that part is written.
func TestIssue_NumberTaken(t *testing.T) {
	svc, ev, _ := rally(t)
	leaders(t, svc, checkInEverybody(t, svc, ev))
	one, two := attending, leading
	one.Pattern, two.Pattern = "Z/{n}/{edition}", "Z/{edition}/{n}" // Z/1/1
	kinds(t, svc, ev, one, two)
	issueAll(t, svc, ev, event.IssueOptions{Kinds: []string{one.ID}})
	_, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Kinds: []string{two.ID}}, event.Silent)
	if !errors.Is(err, event.Fail(event.CodeNumberTaken)) {
		t.Errorf("numbers that meet: %v", err)
	}
	gapless(t, svc, ev)
}

func TestIssue_Decisions(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	rule := attending
	rule.Rule = event.Rule{MinHours: 100}
	kinds(t, svc, ev, rule)
	if err := svc.Decide(t.Context(), event.Decision{Event: ev.ID, Registration: entries[4].ID, Kind: rule.ID, Verdict: event.Granted, Reason: "była od rana do nocy"}); err != nil {
		t.Fatal(err)
	}
	plan, err := svc.PlanCertificates(t.Context(), ev.ID, event.IssueOptions{})
	if err != nil || len(plan.Planned) != 1 || plan.Planned[0].Decision == nil || plan.Kinds[0].Refused != len(plan.Refused) || len(plan.Refused) < 20 {
		t.Fatalf("%d planned, %d refused, %v", len(plan.Planned), len(plan.Refused), err)
	}
	res := issueAll(t, svc, ev, event.IssueOptions{})
	if len(res.Issued) != 1 || res.Issued[0].Registration != entries[4].ID || len(res.NotEligible) != len(plan.NotEligible) {
		t.Errorf("issued %+v", res.Issued)
	}
}

func TestPlan_SaysWhatIsMissing(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	neutral := event.Neutral
	if _, err := svc.UpdateEntry(t.Context(), entries[2].ID, 0, event.EntryUpdate{Address: &neutral}); err != nil {
		t.Fatal(err)
	}
	plan, err := svc.PlanCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: []string{entries[1].ID, entries[2].ID}})
	if err != nil || len(plan.Planned) != 2 {
		t.Fatalf("%+v, %v", plan.Planned, err)
	}
	for _, p := range plan.Planned {
		lacks := slices.ContainsFunc(p.Troubles, func(tr event.Trouble) bool { return tr.Code == event.TroubleAddress })
		if lacks != (p.Registration == entries[2].ID) {
			t.Errorf("%s lacks %+v", p.Data.Name, p.Troubles)
		}
	}
}

func TestReceiveCertificates(t *testing.T) {
	svc, ev, c := rally(t)
	entries := checkInEverybody(t, svc, ev)
	issued := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID, entries[2].ID}}).Issued
	c.now = c.now.AddDate(0, 0, 3)
	numbers := []string{issued[0].Number, issued[1].Number, issued[0].Number}
	day := event.Date("2012-09-08")
	for code, r := range map[string]event.Receipt{
		event.CodeReceiptWay: {How: event.Mailed, Day: day},
		event.CodeReceiptDay: {How: event.Handed, Day: "2012-09-05"},
	} {
		if _, err := svc.ReceiveCertificates(t.Context(), numbers, r); !errors.Is(err, event.Fail(code)) {
			t.Errorf("%+v: %v, want %s", r, err, code)
		}
	}
	noted, err := svc.ReceiveCertificates(t.Context(), numbers, event.Receipt{How: event.Posted, Day: day, Note: " list polecony 12 "})
	if err != nil || len(noted) != 2 {
		t.Fatalf("%v, %v", noted, err)
	}
	rows, err := svc.Register(t.Context(), ev.ID)
	if err != nil || rows[0].Receipt.How != event.Posted || rows[0].Receipt.Note != "list polecony 12" || rows[2].Receipt.How != "" {
		t.Fatalf("%+v, %v", rows[0].Receipt, err)
	}
	if noted, err = svc.ReceiveCertificates(t.Context(), numbers[:1], event.Receipt{}); err != nil || len(noted) != 1 {
		t.Errorf("taken back: %v, %v", noted, err)
	}
	if rows, err = svc.Register(t.Context(), ev.ID); err != nil || rows[0].Receipt.How != "" || rows[1].Receipt.How != event.Posted {
		t.Errorf("%+v, %+v, %v", rows[0].Receipt, rows[1].Receipt, err)
	}
	var csv bytes.Buffer
	if n, err := svc.WriteRegister(t.Context(), ev.ID, &csv, event.RegisterOptions{Format: "csv", Language: "pl"}); err != nil || n != 3 || !strings.Contains(csv.String(), "list polecony 12") {
		t.Errorf("%d rows, %v:\n%s", n, err, csv.String())
	}
	var pdf bytes.Buffer
	if _, err := svc.WriteRegister(t.Context(), ev.ID, &pdf, event.RegisterOptions{Format: "pdf", Language: "pl", Series: true}); err != nil || !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF")) {
		t.Errorf("no document: %v", err)
	}
}

func TestSaveCertificates(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	issued := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID}}).Issued
	folder := filepath.Join(t.TempDir(), "zaświadczenia")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(folder, issued[0].FileName())
	if err := os.WriteFile(foreign, []byte("somebody's"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time everything is there already
		res, err := svc.SaveCertificates(t.Context(), ev.ID, folder, nil, event.Silent)
		if err != nil || len(res.Paths) != 2 || res.Paths[0] == foreign {
			t.Fatalf("%+v, %v", res, err)
		}
	}
	if kept, err := os.ReadFile(foreign); err != nil || string(kept) != "somebody's" {
		t.Errorf("the file that was there says %q, %v", kept, err)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 3 {
		t.Errorf("%d files, %v", len(files), err)
	}
	var bound bytes.Buffer
	count, pages, err := svc.BindCertificates(t.Context(), ev.ID, []string{issued[1].Number, issued[0].Number}, &bound, event.Silent)
	if err != nil || count != 2 || pages < 2 || !bytes.HasPrefix(bound.Bytes(), []byte("%PDF")) {
		t.Errorf("%d certificates on %d pages, %v", count, pages, err)
	}
	if _, _, err := svc.BindCertificates(t.Context(), ev.ID, []string{"X/1"}, &bound, event.Silent); !errors.Is(err, event.Fail(event.CodeCertificateNotFound)) {
		t.Errorf("an unknown number: %v", err)
	}
}

func TestWriteVerifyPage(t *testing.T) {
	svc, ev, _ := rally(t)
	svc.VerifyPages = verifypage.Writer{}
	entries := checkInEverybody(t, svc, ev)
	var page bytes.Buffer
	if _, err := svc.WriteVerifyPage(t.Context(), ev.ID, false, &page); !errors.Is(err, event.Fail(event.CodePageKeys)) {
		t.Errorf("before any certificate: %v", err)
	}
	issued := issueAll(t, svc, ev, event.IssueOptions{}).Issued
	if _, err := svc.WithdrawCertificate(t.Context(), issued[0].Number, "pomyłka"); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.ReplaceCertificate(t.Context(), issued[1].Number); err != nil {
		t.Fatal(err)
	}
	told, err := svc.WriteVerifyPage(t.Context(), ev.ID, true, &page)
	if err != nil || len(told.Withdrawn) != 1 || len(told.Replaced) != 1 || len(told.Keys) != 1 {
		t.Fatalf("%+v, %v", told, err)
	}
	for _, e := range entries {
		if strings.Contains(page.String(), e.Who.Name.Family) {
			t.Fatalf("the page names %s", e.ID)
		}
	}
	if strings.Contains(page.String(), issued[0].Number) || !strings.Contains(page.String(), event.NumberFingerprint(ev.ID, issued[0].Number)) {
		t.Error("the page holds the number, or not its fingerprint")
	}
}

// stamp is a key that only marks what it signs.
type stamp struct{ holder event.KeyHolder }

func (s stamp) Open(p12 []byte, password string) (event.DocumentKey, error) {
	if password != "tajne" {
		return nil, event.Fail(event.CodeSealPassword)
	}
	return s, nil
}

func (s stamp) Holder() event.KeyHolder { return s.holder }

func (s stamp) Seal(pdf []byte, _ time.Time) ([]byte, error) {
	return append(pdf, "% sealed %%EOF\n"...), nil
}

func TestDocumentKey(t *testing.T) {
	svc, ev, c := rally(t)
	key := stamp{event.KeyHolder{Name: "Stowarzyszenie", From: c.now.AddDate(-1, 0, 0), Until: c.now.AddDate(0, 1, 0)}}
	svc.DocumentSigner = key
	entries := checkInEverybody(t, svc, ev)
	if _, err := svc.SetDocumentKey(t.Context(), ev.ID, []byte("p12"), "wrong"); !errors.Is(err, event.Fail(event.CodeSealPassword)) {
		t.Errorf("wrong password: %v", err)
	}
	if _, used, err := svc.DocumentKey(ev.ID); used || err != nil {
		t.Errorf("a key that does not open is used: %v", err)
	}
	if _, err := svc.SetDocumentKey(t.Context(), ev.ID, []byte("p12"), "tajne"); err != nil {
		t.Fatal(err)
	}
	first := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID}}).Issued[0]
	pdf, err := svc.CertificatePDF(t.Context(), first.Number)
	if err != nil || !bytes.HasSuffix(pdf, []byte("% sealed %%EOF\n")) {
		t.Errorf("not sealed: %v", err)
	}
	c.now = c.now.AddDate(0, 2, 0)
	_, err = svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: []string{entries[1].ID}}, event.Silent)
	if !errors.Is(err, event.Fail(event.CodeSealExpired)) {
		t.Errorf("an expired key: %v", err)
	}
	if _, used, err := svc.DocumentKey(ev.ID); !used || !errors.Is(err, event.Fail(event.CodeSealExpired)) {
		t.Errorf("used %v, %v", used, err)
	}
	if err := svc.RemoveDocumentKey(t.Context(), ev.ID); err != nil {
		t.Fatal(err)
	}
	issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[1].ID}})
	gapless(t, svc, ev)
}

// cancelling stops the batch after some certificates.
type cancelling struct {
	event.Documents
	after  int
	cancel context.CancelFunc
}

func (c cancelling) Certificates(ctx context.Context, jobs []event.CertificateJob, sink func(int, []byte) error, p event.Progress) error {
	return c.Documents.Certificates(ctx, jobs, func(i int, pdf []byte) error {
		if i == c.after {
			c.cancel()
		}
		return sink(i, pdf)
	}, p)
}

func TestIssue_KindsCancelled(t *testing.T) {
	svc, ev, _ := rally(t)
	leaders(t, svc, checkInEverybody(t, svc, ev))
	kinds(t, svc, ev, leading, attending)
	ctx, cancel := context.WithCancel(t.Context())
	late := *svc
	late.Documents = cancelling{svc.Documents, 51, cancel}
	if _, err := late.IssueCertificates(ctx, ev.ID, event.IssueOptions{}, event.Silent); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	gapless(t, svc, ev)
	issueAll(t, svc, ev, event.IssueOptions{})
	gapless(t, svc, ev)
}
