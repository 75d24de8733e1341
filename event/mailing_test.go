package event_test

import (
	"bytes"
	"errors"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// written is the rally with an account to write from.
func written(t *testing.T) (*event.Service, event.Event, []event.Entry) {
	t.Helper()
	svc, ev, _ := rally(t)
	acc := event.MailAccount{Address: "zlot@example.org", Host: "localhost", Port: 2525, TLS: event.TLSNone, Auth: "none", PerMinute: 20}
	ev, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{MailAccount: &acc})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := svc.Choose(t.Context(), ev.ID, []event.Condition{{Field: event.FieldStatus, Op: event.OpIs, Value: string(event.Confirmed)}})
	if err != nil {
		t.Fatal(err)
	}
	return svc, ev, entries
}

func plan(t *testing.T, svc *event.Service, ev event.Event, req event.MailingRequest) event.MailingPlan {
	t.Helper()
	p, err := svc.PlanMailing(t.Context(), ev.ID, req)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func queuePlan(t *testing.T, svc *event.Service, p event.MailingPlan) event.MailingResult {
	t.Helper()
	res, err := svc.QueueMailing(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func setEmail(t *testing.T, svc *event.Service, registration, email string) {
	t.Helper()
	if _, err := svc.UpdateEntry(t.Context(), registration, 0, event.EntryUpdate{Email: &email}); err != nil {
		t.Fatal(err)
	}
}

func left(p event.MailingPlan) map[event.LeaveReason]int {
	n := map[event.LeaveReason]int{}
	for _, l := range p.Left {
		n[l.Why]++
	}
	return n
}

func TestPlanMailing_WhoIsLeftOut(t *testing.T) {
	svc, ev, entries := written(t)
	cancelled, pending := event.Cancelled, event.Pending
	for _, change := range []struct {
		of string
		to *event.Status
	}{{entries[0].ID, &cancelled}, {entries[1].ID, &pending}} {
		if _, err := svc.UpdateEntry(t.Context(), change.of, 0, event.EntryUpdate{Status: change.to}); err != nil {
			t.Fatal(err)
		}
	}
	setEmail(t, svc, entries[2].ID, "")
	var chosen []string
	for _, e := range entries {
		chosen = append(chosen, e.ID)
	}
	everybody := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageConfirmation})
	if len(everybody.Messages) != len(entries)-3 || left(everybody)[event.LeftNoAddress] != 1 || len(everybody.Left) != 1 {
		t.Errorf("of %d: %d messages, left out %v", len(entries), len(everybody.Messages), everybody.Left)
	}
	p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageConfirmation, Registrations: chosen})
	want := map[event.LeaveReason]int{event.LeftNoAddress: 1, event.LeftCancelled: 1, event.LeftUnconfirmed: 1}
	for why, n := range want {
		if left(p)[why] != n {
			t.Errorf("%s: %d, want %d", why, left(p)[why], n)
		}
	}
	if n := len(p.Messages); n != len(entries)-3 || len(p.Left) != 3 {
		t.Errorf("%d messages, left out %v", n, p.Left)
	}
	// 20 go at once, and then 20 a minute.
	if want := time.Duration(len(p.Messages)-20) * 3 * time.Second; p.Duration != want {
		t.Errorf("it takes %v, want %v", p.Duration, want)
	}
	if p.Account != ev.MailAccount || p.Event != ev.ID {
		t.Errorf("from %+v", p.Account)
	}
}

func TestQueueMailing_Once(t *testing.T) {
	svc, ev, entries := written(t)
	p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageConfirmation})
	if res := queuePlan(t, svc, p); len(res.Queued) != len(entries) || res.Before != 0 {
		t.Fatalf("%d queued, %d before", len(res.Queued), res.Before)
	}
	if res := queuePlan(t, svc, p); len(res.Queued) != 0 || res.Before != len(entries) {
		t.Errorf("a second click queues %d", len(res.Queued))
	}
	again := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageConfirmation})
	if len(again.Messages) != 0 || left(again)[event.LeftAlready] != len(entries) || again.Before != len(entries) {
		t.Errorf("a second plan: %d messages, %v, %d before", len(again.Messages), left(again), again.Before)
	}
	if _, err := svc.QueueMailing(t.Context(), again); !errors.Is(err, event.Fail(event.CodeMailingNobody)) {
		t.Errorf("an empty plan: %v", err)
	}
	copies := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageConfirmation, Again: true, Registrations: []string{entries[0].ID}})
	if res := queuePlan(t, svc, copies); len(res.Queued) != 1 || res.Queued[0].Copy != 2 {
		t.Errorf("another copy: %+v", res.Queued)
	}
}

// Two plans of the same words made before either was queued are one mailing.
func TestQueueMailing_TwoPlansOfOneLetter(t *testing.T) {
	svc, ev, entries := written(t)
	words := &event.LetterTemplate{Subject: map[string]string{"pl": "Autokar"}, Text: map[string]string{"pl": "Autokar rusza o 7:00."}}
	req := event.MailingRequest{Kind: event.MessageLetter, Words: words}
	first, second := plan(t, svc, ev, req), plan(t, svc, ev, req)
	queuePlan(t, svc, first)
	if res := queuePlan(t, svc, second); len(res.Queued) != 0 || res.Before != len(entries) {
		t.Errorf("the other plan queues %d", len(res.Queued))
	}
	words.Text["pl"] = "Autokar rusza o 8:00."
	if other := plan(t, svc, ev, req); len(other.Messages) != len(entries) || other.Mailing == first.Mailing {
		t.Errorf("other words: %d messages", len(other.Messages))
	}
	l := ledger(t, svc, ev)
	if len(l.Mailings) != 1 || l.Mailings[0].Queued != len(entries) || l.Kinds[event.MessageLetter].Queued != len(entries) || l.Remaining == 0 {
		t.Errorf("ledger %+v, %v left", l.Mailings, l.Remaining)
	}
}

// What changed since the plan was made counts.
func TestQueueMailing_Changed(t *testing.T) {
	svc, ev, entries := written(t)
	p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageReminder})
	cancelled := event.Cancelled
	if _, err := svc.UpdateEntry(t.Context(), entries[0].ID, 0, event.EntryUpdate{Status: &cancelled}); err != nil {
		t.Fatal(err)
	}
	setEmail(t, svc, entries[1].ID, "inny@example.org")
	res := queuePlan(t, svc, p)
	if len(res.Queued) != len(entries)-2 || len(res.Left) != 2 || res.Left[0].Why != event.LeftChanged {
		t.Errorf("%d queued, left out %v", len(res.Queued), res.Left)
	}
}

func TestPlanMailing_UnknownField(t *testing.T) {
	svc, ev, _ := written(t)
	letter := func(subject, text string) event.MailingRequest {
		return event.MailingRequest{Kind: event.MessageLetter,
			Words: &event.LetterTemplate{Subject: map[string]string{"pl": subject}, Text: map[string]string{"pl": text}}}
	}
	tests := map[string]struct {
		req              event.MailingRequest
		code, field, arg string
	}{
		"in the text":     {letter("Zlot", "Dzień dobry {imie}!"), event.CodeLetterField, "text", "imie"},
		"in the subject":  {letter("{zlot}", "Dzień dobry!"), event.CodeLetterField, "subject", "zlot"},
		"of other kinds":  {letter("Zlot", "Zaświadczenie {certificate}"), event.CodeLetterField, "text", "certificate"},
		"no subject":      {letter(" ", "Dzień dobry!"), event.CodeRequired, "subject", ""},
		"no text":         {letter("Zlot", ""), event.CodeRequired, "text", ""},
		"unknown letter":  {event.MailingRequest{Kind: event.MessageLetter, Template: "none"}, event.CodeLetterUnknown, "", "none"},
		"nothing written": {event.MailingRequest{Kind: event.MessageLetter}, event.CodeRequired, "subject", ""},
		"never released":  {event.MailingRequest{Kind: event.MessageChange}, event.CodeReleaseNone, "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := svc.PlanMailing(t.Context(), ev.ID, tt.req)
			var e *event.Error
			if !errors.As(err, &e) || e.Code != tt.code || e.Field != tt.field || tt.arg != "" && e.Args["Value"] != tt.arg {
				t.Errorf("%v, want %s (%s) of %q", err, tt.code, tt.field, tt.arg)
			}
		})
	}
}

func TestPlanMailing_Words(t *testing.T) {
	svc, ev, entries := written(t)
	she := entries[slices.IndexFunc(entries, func(e event.Entry) bool { return e.Who.Address == event.Feminine })]
	he := entries[slices.IndexFunc(entries, func(e event.Entry) bool { return e.Who.Address == event.Masculine })]
	en, none := "en", ""
	if _, err := svc.UpdateEntry(t.Context(), she.ID, 0, event.EntryUpdate{Phone: &none}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.UpdateEntry(t.Context(), he.ID, 0, event.EntryUpdate{Language: &en}); err != nil {
		t.Fatal(err)
	}
	words := &event.LetterTemplate{
		Subject: map[string]string{"pl": "{name}: {event}", "en": "{event}"},
		Text:    map[string]string{"pl": "Jesteś {zapisana|zapisany}, {role}.\n\n{agenda}\n\n{phone}", "en": "You are {role}, {formal}."}}
	p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageLetter, Words: words, Registrations: []string{she.ID, he.ID}})
	for _, m := range p.Messages {
		switch m.Registration {
		case she.ID:
			if !strings.HasPrefix(m.Text, "Jesteś zapisana, uczestniczka.\n\nTwój program:\nczwartek, 6 września 2012\n• ") ||
				m.Subject != she.Who.Name.Full()+": "+ev.Title || m.Language != "pl" {
				t.Errorf("%q: %q", m.Subject, m.Text)
			}
		case he.ID:
			if m.Text != "You are participant, "+he.Who.Name.Formal()+"." || m.Language != "en" {
				t.Errorf("%q", m.Text)
			}
		}
	}
	if len(p.Missing) == 0 || !slices.Contains(p.Missing[0].Fields, event.FieldPhone) {
		t.Errorf("nobody lacks a telephone: %v", p.Missing)
	}
}

// Every kind's usual words hold only fields that are known, and read well for everybody.
func TestPlanMailing_UsualWords(t *testing.T) {
	svc, ev, entries := written(t)
	for _, kind := range event.MessageKinds {
		usual := svc.Letters.Usual(kind)
		if kind == event.MessageLetter {
			usual.Subject = map[string]string{"pl": "Zlot"}
		}
		if err := usual.Check(ev); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	for _, kind := range []event.MessageKind{event.MessageConfirmation, event.MessageReminder} {
		for _, m := range plan(t, svc, ev, event.MailingRequest{Kind: kind}).Messages {
			if strings.ContainsAny(m.Text+m.Subject, "{}|") || strings.Contains(m.Text, " ,") || strings.Contains(m.Text, ": .") {
				t.Errorf("%s: %q", kind, m.Text)
			}
		}
	}
	if len(entries) == 0 {
		t.Error("nobody is confirmed")
	}
}

func TestPreviewMessage(t *testing.T) {
	svc, ev, entries := written(t)
	p, err := svc.PreviewMessage(t.Context(), ev.ID, event.MailingRequest{Kind: event.MessageConfirmation}, entries[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Files) != 2 || p.Files[0].Name != "kod-qr.png" || p.Files[1].Type != "text/calendar" {
		t.Fatalf("files %v", p.Files)
	}
	if img, err := png.Decode(bytes.NewReader(p.Files[0].Data)); err != nil || img.Bounds().Dx() < 300 {
		t.Errorf("the symbol: %v", err)
	}
	calendar := string(p.Files[1].Data)
	if !strings.HasPrefix(calendar, "BEGIN:VCALENDAR\r\n") || !strings.Contains(calendar, "BEGIN:VEVENT") {
		t.Errorf("calendar %.80q", calendar)
	}
	if p.Message.To != entries[0].Who.Email || !strings.Contains(p.HTML, "<p") || !strings.Contains(p.Text, ev.Title) {
		t.Errorf("%q: %q", p.Subject, p.Text)
	}
	res := queuePlan(t, svc, plan(t, svc, ev, event.MailingRequest{Kind: event.MessageConfirmation, Registrations: []string{entries[0].ID}}))
	shown, err := svc.ShowMessage(t.Context(), res.Queued[0].ID)
	if err != nil || shown.HTML != p.HTML || len(shown.Files) != 2 || !bytes.Equal(shown.Files[0].Data, p.Files[0].Data) {
		t.Errorf("the ledger shows %d files, %v", len(shown.Files), err)
	}
}

func TestPlanMailing_Sample(t *testing.T) {
	svc, ev, entries := written(t)
	req := event.MailingRequest{Kind: event.MessageReminder, ToSelf: true}
	for copy := 1; copy <= 2; copy++ {
		p := plan(t, svc, ev, req)
		if len(p.Messages) != 1 || p.Messages[0].To != ev.MailAccount.Address || !p.Messages[0].Sample || p.Messages[0].Copy != copy {
			t.Fatalf("sample %+v", p.Messages)
		}
		queuePlan(t, svc, p)
	}
	if p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageReminder}); len(p.Messages) != len(entries) {
		t.Errorf("after a sample %d people are left", len(p.Messages))
	}
}

// A change of the programme goes to those whom the last release concerns, once for each release.
func TestPlanMailing_Change(t *testing.T) {
	svc, ev, entries := written(t)
	if _, err := svc.Release(t.Context(), ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.PlanMailing(t.Context(), ev.ID, event.MailingRequest{Kind: event.MessageChange}); !errors.Is(err, event.Fail(event.CodeReleaseFirst)) {
		t.Errorf("after the first release: %v", err)
	}
	sessions, err := svc.Store.Sessions(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	workshop := sessions[slices.IndexFunc(sessions, func(x event.Session) bool { return x.SignUp })]
	for _, e := range entries[:2] {
		if err := svc.Enrol(t.Context(), workshop.ID, e.ID, true); err != nil {
			t.Fatal(err)
		}
	}
	start, end := workshop.Start.Add(time.Hour), workshop.End.Add(time.Hour)
	if _, err := svc.UpdateSession(t.Context(), workshop.ID, event.SessionUpdate{Start: &start, End: &end}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.Release(t.Context(), ev.ID, "Autokar się spóźni"); err != nil {
		t.Fatal(err)
	}
	p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageChange})
	if len(p.Messages) < 2 || len(p.Messages) > 3 { // those enrolled, and who leads it
		t.Fatalf("%d of %d are written to", len(p.Messages), len(entries))
	}
	text := p.Messages[0].Text
	if !strings.Contains(text, "„"+workshop.Title+"”, teraz") || !strings.Contains(text, "Autokar się spóźni") {
		t.Errorf("%q", text)
	}
	queuePlan(t, svc, p)
	if again := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageChange}); len(again.Messages) != 0 {
		t.Errorf("%d are told twice", len(again.Messages))
	}
}

func TestMailing_Certificates(t *testing.T) {
	svc, ev, certs := posted(t)
	letters := []event.LetterTemplate{{ID: event.NewID(), Title: "Zaświadczenie", Subject: map[string]string{"pl": "Nr {certificate}"},
		Text: map[string]string{"pl": "{Droga|Drogi|Szanowni Państwo}, oto zaświadczenie {certificate}."}}}
	ev, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Letters: &letters})
	if err != nil {
		t.Fatal(err)
	}
	queued := queueFor(t, svc, ev, false, certs[0].Number)
	if queued[0].Subject != "Nr "+certs[0].Number || !strings.HasSuffix(queued[0].Text, "oto zaświadczenie "+certs[0].Number+".") {
		t.Errorf("%q: %q", queued[0].Subject, queued[0].Text)
	}
	p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageCertificate})
	if len(p.Messages) != 2 || left(p)[event.LeftAlready] != 1 || p.Messages[0].SHA256 == "" {
		t.Errorf("%d messages, %v", len(p.Messages), p.Left)
	}
	if _, err := svc.WithdrawCertificate(t.Context(), p.Messages[0].Certificate, "pomyłka"); err != nil {
		t.Fatal(err)
	}
	if res := queuePlan(t, svc, p); len(res.Queued) != 1 || len(res.Left) != 1 {
		t.Errorf("%d queued, %v", len(res.Queued), res.Left)
	}
	own, err := svc.MessagesOf(t.Context(), certs[0].Registration)
	if err != nil || len(own) != 1 || own[0].ID != queued[0].ID {
		t.Errorf("messages of a person: %+v, %v", own, err)
	}
}
