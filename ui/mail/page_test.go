package mail

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

func TestPage_NothingTwice(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	d.enqueue()
	if n := d.states(); n[event.MessageQueued] != 56 || d.state.ledger.Queued != 56 {
		t.Fatalf("%v", n)
	}
	d.onRest()
	if d.server.sent != 0 || d.review == nil {
		t.Error("56 people got mail without the last screen")
	}
	last := d.review
	d.press(d.Printer.N("mail.send.count", 56))
	if d.server.sent != 56 || d.Busy() || d.state.ledger.Accepted != 56 || d.review != nil {
		t.Errorf("%d sent, busy %v, %d accepted", d.server.sent, d.Busy(), d.state.ledger.Accepted)
	}
	last.onSend()
	d.onRest()
	if d.server.sent != 56 || d.review != nil {
		t.Errorf("%d sent after nothing was left", d.server.sent)
	}
}

func TestPage_SampleToOneself(t *testing.T) {
	d := newDesk(t, plain)
	d.sample()
	all := d.state.ledger.Messages
	if len(all) != 1 || all[0].To != account.Address || d.server.sent != 1 {
		t.Fatalf("%d messages, %d sent", len(all), d.server.sent)
	}
	d.enqueue()
	d.sample()
	if l := d.state.ledger; d.server.sent != 2 || l.Queued != 56 || l.Accepted != 0 || d.again != nil {
		t.Errorf("%d sent, %d wait, %d count as sent", d.server.sent, l.Queued, l.Accepted)
	}
	if row := d.list.Items()[0]; !row.Sample || d.name(row) != d.Printer.T("mail.sample") || len(d.list.Items()) != 57 {
		t.Errorf("%d rows, the first %+v", len(d.list.Items()), row)
	}
}

func TestPage_Decisions(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	l := d.state.ledger
	if l.Accepted != 38 || l.Failed != 2 || l.Uncertain != 2 || l.Queued != 14 {
		t.Fatalf("%+v", d.states())
	}
	d.onResolve(d.first(event.MessageUncertain), false)
	d.onResolve(d.first(event.MessageUncertain), true)
	if l = d.state.ledger; l.Uncertain != 0 || l.Accepted != 39 || l.Queued != 15 {
		t.Errorf("after both decisions: %v", d.states())
	}
	d.onCancel([]string{d.first(event.MessageQueued).ID})
	if n := d.states(); n[event.MessageCancelled] != 1 {
		t.Errorf("after taking one back: %v", n)
	}
}

// What a server said stands with its number; what the program itself found is a sentence.
func TestPage_Reply(t *testing.T) {
	d := newDesk(t, plain)
	for _, c := range []struct {
		code        int
		reply, want string
	}{
		{0, "", ""},
		{550, "5.1.1 User unknown", "nie ma takiego adresu · 550 5.1.1 User unknown"},
		{552, "5.2.2 over quota", "skrzynka pełna · 552 5.2.2 over quota"},
		{450, "4.2.0 Greylisted", "serwer prosi o ponowną próbę później · 450 4.2.0 Greylisted"},
		{550, "550 no such user", "serwer odmówił · 550 no such user"},
		{0, "dial tcp: timeout", "dial tcp: timeout"},
		{0, event.CodeMailMessage, d.Printer.T("error.mail.message.invalid")},
	} {
		if got := d.answerAndReply(event.Message{Code: c.code, Reply: c.reply}); got != c.want {
			t.Errorf("%d %q reads %q, want %q", c.code, c.reply, got, c.want)
		}
	}
}

// A stop has no end to show; a rest has.
func TestPage_Paused(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	for _, c := range []struct {
		until time.Time
		told  bool
	}{
		{time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC), false},
		{d.now.Add(20 * time.Minute), true},
	} {
		if err := d.db.Pause(t.Context(), d.event.ID, c.until, event.CodeMailBusy, "4.7.0 Try again later"); err != nil {
			t.Fatal(err)
		}
		d.Changed(nil)
		text := d.pauseText()
		if strings.Contains(text, d.when(c.until)) != c.told || strings.Contains(text, "2200") {
			t.Errorf("until %v: %q", c.until, text)
		}
	}
}

// A stop is told by the page itself, another failure by a dialog.
func TestPage_SendingFails(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	d.server.refuse = event.Fail(event.CodeMailLogin, "Reply", "5.7.8 bad credentials")
	d.server.result = event.SendResult{Code: event.CodeMailLogin}
	d.start(0)
	if kit.DialogOpen(d.w) || d.Busy() {
		t.Errorf("a stop opened a dialog, or goes on")
	}
	d.server.result = event.SendResult{}
	d.start(0)
	if !kit.DialogOpen(d.w) {
		t.Error("a failure without a stop was not told")
	}
}

// What was queued by mistake is taken back in one go; what is sent stays.
func TestPage_CancelsTheSelection(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	waiting := d.state.ledger.Queued
	d.list.SelectAll()
	if len(d.bar.Objects) != 1 {
		t.Fatal("no action for the selection")
	}
	var ids []string
	for _, m := range d.list.Selected() {
		ids = append(ids, m.ID)
	}
	d.onCancel(ids)
	if n := d.states(); n[event.MessageCancelled] != waiting || n[event.MessageAccepted] != 38 {
		t.Errorf("%v", n)
	}
}

func TestPage_ShowsWhatWaitsForADecision(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	d.search.OnSearch("nikt taki")
	d.showGroup(groupUncertain)
	if m, ok := d.list.Current(); !ok || m.State != event.MessageUncertain || len(d.list.Items()) != 2 {
		t.Errorf("%d shown, the first %+v", len(d.list.Items()), m)
	}
}

// A server that asks to come back later is asked again by itself, once, unless a person says no.
func TestPage_SendsTheRestByItself(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	d.server.grey = 4
	d.start(0)
	if d.state.ledger.Queued != 4 || d.again == nil || !d.again.at.Equal(d.now.Add(15*time.Minute)) {
		t.Fatalf("%v, again %+v", d.states(), d.again)
	}
	d.later(14 * time.Minute)
	if d.server.sent != 52 {
		t.Errorf("%d sent too early", d.server.sent-52)
	}
	d.server.grey = 1
	d.Hidden()
	d.later(2 * time.Minute)
	d.Shown()
	if d.server.sent != 55 || d.state.ledger.Queued != 1 || d.again == nil {
		t.Fatalf("%d sent, again %+v", d.server.sent, d.again)
	}
	d.onNotAgain()
	d.later(time.Hour)
	if d.server.sent != 55 || d.again != nil {
		t.Errorf("%d sent although a person said no", d.server.sent)
	}
}

// A stopped account waits for a person.
func TestDue(t *testing.T) {
	soon, late := time.Date(2012, 9, 8, 8, 0, 0, 0, time.UTC), time.Date(2012, 9, 8, 12, 0, 0, 0, time.UTC)
	waiting := []event.Message{{State: event.MessageQueued, NextAt: late}, {State: event.MessageQueued, NextAt: soon}, {State: event.MessageAccepted}}
	for _, c := range []struct {
		name string
		l    event.Ledger
		at   time.Time
		ok   bool
	}{
		{"nothing waits", event.Ledger{Messages: waiting[2:]}, time.Time{}, false},
		{"the earliest", event.Ledger{Messages: waiting}, soon, true},
		{"a rest", event.Ledger{Messages: waiting, PausedUntil: late}, late, true},
		{"a stop", event.Ledger{Messages: waiting, PausedUntil: time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)}, time.Time{}, false},
	} {
		if at, ok := due(c.l); ok != c.ok || !at.Equal(c.at) {
			t.Errorf("%s: %v, %v", c.name, at, ok)
		}
	}
}

func TestPage_Search(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	want := d.state.ledger.Messages[7]
	if m, ok := d.list.Current(); !ok || len(d.detail.Objects) != 1 {
		t.Errorf("the first row is not shown: %+v", m)
	} else if _, shown := d.detail.Objects[0].(*kit.Scroll); !shown {
		t.Error("the detail of the first row is empty")
	}
	d.search.OnSearch(strings.ToUpper(want.Name))
	if shown := d.list.Items(); len(shown) != 1 || shown[0].ID != want.ID {
		t.Errorf("%d found for %q", len(shown), want.Name)
	}
	d.search.OnSearch(want.Certificate)
	if shown := d.list.Items(); len(shown) != 1 || shown[0].ID != want.ID {
		t.Errorf("%d found for %q", len(shown), want.Certificate)
	}
}

// refusedTwo has two refused messages, and another address in one of the registrations.
func refusedTwo(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, plain)
	d.mixed()
	address := "nowy@example.org"
	if _, err := d.svc.UpdateEntry(t.Context(), d.first(event.MessageFailed).Registration, 0, event.EntryUpdate{Email: &address}); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	return d
}

// What goes to another address now goes again at once; whether the same address is tried again is asked.
func TestPage_RetriesOtherAddressesFirst(t *testing.T) {
	d := refusedTwo(t)
	before := d.state.ledger.Queued
	d.onRetry()
	if l := d.state.ledger; l.Queued-before != 1 || l.Failed != 1 || !kit.DialogOpen(d.w) {
		t.Fatalf("%d were queued again, %d failed", l.Queued-before, l.Failed)
	}
	d.press(d.Printer.T("mail.retry.anyway"))
	if l := d.state.ledger; l.Queued-before != 2 || l.Failed != 0 {
		t.Errorf("%d were queued again, %d failed", l.Queued-before, l.Failed)
	}
	d.onRetry()
	if d.state.ledger.Queued-before != 2 || kit.DialogOpen(d.w) {
		t.Error("they were queued twice")
	}
}

// A person has one line; the earlier copies are a history, and muted where they are listed.
func TestPage_OneLineForAPerson(t *testing.T) {
	d := refusedTwo(t)
	old := d.first(event.MessageFailed)
	d.onRetry()
	d.press(d.Printer.T("mail.retry.anyway"))
	if n := len(d.list.Items()); n != 56 {
		t.Errorf("%d lines for 56 people", n)
	}
	i := slices.IndexFunc(d.list.Items(), func(m event.Message) bool { return m.Registration == old.Registration })
	if m := d.list.Items()[i]; m.ID == old.ID || len(d.others(m)) != 1 || d.others(m)[0].ID != old.ID {
		t.Errorf("the line is about %+v", m)
	}
	d.filter.Choose(groupCopies)
	if n := len(d.list.Items()); n != 58 || d.word(old) != d.Printer.T("mail.superseded") || len(d.actions(old)) != 0 {
		t.Errorf("%d copies, the old one is %q", n, d.word(old))
	}
	d.filter.Choose(groupFailed)
	if n := len(d.list.Items()); n != 0 {
		t.Errorf("%d are shown as refused", n)
	}
}

// What waits for another try is told with time and reason, also after a restart; sending it now is offered.
func TestPage_NotYetDue(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	d.server.grey = 56
	d.start(0)
	d.dropAgain()
	d.Changed(nil)
	d.state.ledger.PausedCode = event.CodeMailUnknown
	if d.laterNotice() == nil {
		t.Error("a stop hides what waits")
	}
	d.Changed(nil)
	if d.laterNotice() == nil {
		t.Error("nothing says what waits")
	}
	d.press(d.Printer.T("mail.send.now"))
	if d.server.sent != 56 || d.laterNotice() != nil {
		t.Errorf("%d sent", d.server.sent)
	}
}

// Letters that were queued since do not go by themselves with those that a person said yes to.
func TestPage_GoesOnOnlyWithWhatWasAgreed(t *testing.T) {
	d := newDesk(t, plain)
	certs, err := d.db.Certificates(t.Context(), d.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.svc.QueueCertificates(t.Context(), d.event.ID, []string{certs[0].Number}, false); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	d.server.grey = 1
	d.start(0)
	d.enqueue()
	d.later(time.Hour)
	if d.server.sent != 0 || d.again != nil {
		t.Errorf("%d sent without a question", d.server.sent)
	}
}

// Documents that nobody wrote about yet are told of; the notice leads to writing to their people.
func TestPage_TellsOfUnsentDocuments(t *testing.T) {
	d := newDesk(t, plain)
	d.press(d.Printer.T("mail.unsent.write"))
	if d.compose == nil || d.compose.kind() != event.MessageCertificate || len(d.compose.plan.Messages) != 56 {
		t.Fatal("no message about the documents is written")
	}
	if d.server.sent != 0 || d.state.ledger.Queued != 0 {
		t.Errorf("%d queued, %d sent", d.state.ledger.Queued, d.server.sent)
	}
}

// Where addresses are the matter, the notice leads to them.
func TestPage_PauseActionLeadsToWhatIsWrong(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	for code, want := range map[string]string{event.CodeMailUnknown: "mail.failed.show", event.CodeMailLogin: "mail.account"} {
		d.state.ledger.PausedCode = code
		if b := d.pauseAction(); b.Text() != d.Printer.T(want) {
			t.Errorf("%s: %q", code, b.Text())
		}
	}
	d.state.ledger.PausedCode = event.CodeMailUnknown
	d.pauseAction().Press()
	if n := len(d.list.Items()); n != 2 {
		t.Errorf("%d refused are shown", n)
	}
}

// Sending the rest at once asks about letters that were never tried.
func TestPage_NowAsksAboutTheOthers(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	d.onNow()
	if d.server.sent != 0 || d.review == nil {
		t.Errorf("%d sent without a question", d.server.sent)
	}
}

// A state is called the same in the figures, the filter and the rows.
func TestPage_FailedHasOneName(t *testing.T) {
	for _, language := range []string{"pl", "en"} {
		p := i18n.New(language)
		row := p.T("message.state." + string(event.MessageFailed))
		if stat, filter := p.T("mail.stat.failed"), p.T("mail.filter."+string(groupFailed)); stat != row || filter != row {
			t.Errorf("%s: %q, %q and %q", language, row, stat, filter)
		}
	}
}
