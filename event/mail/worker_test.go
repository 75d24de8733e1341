package mail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"zlot/event"
)

type secrets map[string]string

func (s secrets) Get(name string) (string, error) { return s[name], nil }
func (s secrets) Set(name, value string) error    { s[name] = value; return nil }

func testEvent() event.Event {
	return event.Event{ID: "ev", Title: "Zlot Asystentów Rodziny", Start: "2012-09-06", End: "2012-09-07",
		Organizers: []string{"Stowarzyszenie „Żółta Łódź”"}}
}

func testPDF() []byte {
	return []byte("%PDF-1.7\n" + strings.Repeat("treść dokumentu\n", 4000) + "%%EOF\n")
}

func testMessage(n int, to string, pdf []byte) event.Message {
	return event.Message{ID: fmt.Sprintf("m%03d", n), Event: "ev", Certificate: fmt.Sprintf("ZAR/2012/%04d", n),
		SHA256: hexSum(pdf), To: to, Name: "Żaneta Łęcka", Copy: 1, Language: "pl", Subject: "Twoje zaświadczenie ze Zlotu",
		MessageID: fmt.Sprintf("m%03d@example.org", n), Date: time.Date(2012, 9, 8, 9, 0, 0, 0, time.UTC),
		State: event.MessageQueued}
}

// batch is a worker over a server, with a message to each recipient.
func batch(t testing.TB, s *server, to ...string) (*Worker, *fakeOutbox, *fakeClock) {
	t.Helper()
	clock := newClock()
	o := newOutbox(clock)
	pdf := testPDF()
	for i, address := range to {
		o.add(testMessage(i, address, pdf), pdf)
	}
	return &Worker{Outbox: o, Account: s.account(event.TLSNone), Event: testEvent(), Secrets: secrets{"mail": testPassword},
		SecretName: "mail", Clock: clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Wait: clock.Wait,
		timeouts: timeouts{connect: 5 * time.Second, greeting: 5 * time.Second, command: 5 * time.Second,
			body: 5 * time.Second, dot: 5 * time.Second, farewell: time.Second}}, o, clock
}

// at answers like err at one phase, to the recipients that begin with prefix.
func at(where phase, prefix string, err error) func(phase, string) error {
	return func(p phase, to string) error {
		if p == where && strings.HasPrefix(to, prefix) {
			return err
		}
		return nil
	}
}

func TestWorker_Run_sendsAll(t *testing.T) {
	s := (&server{t: t}).start(event.TLSNone)
	w, o, _ := batch(t, s, "a@example.org", "b@example.org", "c@example.org")
	sum, err := w.Run(t.Context(), Options{Once: true})
	if err != nil || sum.Accepted != 3 {
		t.Fatalf("Run = %+v, %v", sum, err)
	}
	if got := s.taken(); !slices.Equal(got, []string{"a@example.org", "b@example.org", "c@example.org"}) {
		t.Errorf("delivered to %v", got)
	}
	if s.lines.Load() != 1 || s.logins.Load() != 1 {
		t.Errorf("%d connections, %d logins; want one", s.lines.Load(), s.logins.Load())
	}
	if len(o.dots) != 3 || o.rows["m000"].Code != 250 {
		t.Errorf("dots %v, first row %+v", o.dots, o.rows["m000"])
	}
}

// One message gets the answer, the next one is good.
func TestWorker_Run_answers(t *testing.T) {
	const q, a, f = event.MessageQueued, event.MessageAccepted, event.MessageFailed
	tests := []struct {
		name   string
		answer func(phase, string) error
		states []event.MessageState
		next   time.Duration // until the first message is due again
		code   string        // of the pause
		rests  time.Duration
	}{
		{"greylisted", at(atRcpt, "x", says(450, smtp.EnhancedCode{4, 2, 0}, "greylisted")),
			[]event.MessageState{q, a}, 5 * time.Minute, "", 0},
		{"busy", at(atRcpt, "x", says(452, smtp.EnhancedCode{4, 5, 3}, "too many recipients")),
			[]event.MessageState{q, q}, 0, event.CodeMailBusy, time.Minute},
		{"closing", at(atRcpt, "x", says(421, smtp.EnhancedCode{4, 7, 0}, "closing")),
			[]event.MessageState{q, q}, 0, event.CodeMailBusy, time.Minute},
		{"full, later", at(atRcpt, "x", says(452, smtp.EnhancedCode{4, 2, 2}, "mailbox full")),
			[]event.MessageState{q, a}, 5 * time.Minute, "", 0},
		{"unknown", at(atRcpt, "x", says(550, smtp.EnhancedCode{5, 1, 1}, "no such user")),
			[]event.MessageState{f, a}, 0, "", 0},
		{"full", at(atRcpt, "x", says(552, smtp.EnhancedCode{5, 2, 2}, "mailbox full")),
			[]event.MessageState{f, a}, 0, "", 0},
		{"content", at(atDot, "x", says(554, smtp.EnhancedCode{5, 7, 1}, "spam")),
			[]event.MessageState{f, a}, 0, "", 0},
		{"try later after the dot", at(atDot, "x", says(451, smtp.EnhancedCode{4, 3, 0}, "later")),
			[]event.MessageState{q, a}, 5 * time.Minute, "", 0},
		{"no room after the dot", at(atDot, "x", says(452, smtp.EnhancedCode{4, 3, 1}, "no room")),
			[]event.MessageState{q, q}, 0, event.CodeMailBusy, time.Minute},
		{"quota", at(atRcpt, "x", says(550, smtp.EnhancedCode{5, 4, 5}, "daily quota")),
			[]event.MessageState{q, q}, 0, event.CodeMailQuota, 24 * time.Hour},
		{"quota after the dot", at(atDot, "x", says(550, smtp.EnhancedCode{5, 4, 5}, "daily quota")),
			[]event.MessageState{q, q}, 0, event.CodeMailQuota, 24 * time.Hour},
		{"busy for the sender", at(atMail, "", says(451, smtp.EnhancedCode{4, 3, 0}, "later")),
			[]event.MessageState{q, q}, 0, event.CodeMailBusy, time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := (&server{t: t, answer: tt.answer}).start(event.TLSNone)
			w, o, clock := batch(t, s, "x@example.org", "y@example.org")
			sum, err := w.Run(t.Context(), Options{Once: true})
			if err != nil {
				t.Fatal(err)
			}
			if got := o.states(); !slices.Equal(got, tt.states) {
				t.Errorf("states %v, want %v", got, tt.states)
			}
			first := o.rows["m000"]
			if first.State == q && first.NextAt.Sub(clock.Now()) != tt.next {
				t.Errorf("due in %v, want %v", first.NextAt.Sub(clock.Now()), tt.next)
			}
			if first.Code == 0 || first.Reply == "" {
				t.Errorf("the server's words are lost: %+v", first)
			}
			if sum.Code != tt.code {
				t.Errorf("code %q, want %q", sum.Code, tt.code)
			}
			if tt.rests > 0 && sum.PausedUntil.Sub(clock.Now()) != tt.rests {
				t.Errorf("rests %v, want %v", sum.PausedUntil.Sub(clock.Now()), tt.rests)
			}
		})
	}
}

func TestWorker_Run_stops(t *testing.T) {
	many := make([]string, 12)
	for i := range many {
		many[i] = fmt.Sprintf("x%d@example.org", i)
	}
	tests := []struct {
		name         string
		answer       func(phase, string) error
		code         string
		failed, left int
	}{
		{"sender", at(atMail, "", says(550, smtp.EnhancedCode{5, 7, 1}, "not your address")), event.CodeMailSender, 0, 12},
		{"ten unknown in a row", at(atRcpt, "x", says(550, smtp.EnhancedCode{5, 1, 1}, "no such user")), event.CodeMailUnknown, 10, 2},
		{"three refused mails", at(atDot, "x", says(554, smtp.EnhancedCode{5, 7, 1}, "spam")), event.CodeMailContent, 3, 9},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := (&server{t: t, answer: tt.answer}).start(event.TLSNone)
			w, o, _ := batch(t, s, many...)
			sum, err := w.Run(t.Context(), Options{})
			if !errors.Is(err, &event.Error{Code: tt.code}) {
				t.Fatalf("Run = %+v, %v; want %s", sum, err, tt.code)
			}
			left := 0
			for _, st := range o.states() {
				if st == event.MessageQueued {
					left++
				}
			}
			if sum.Failed != tt.failed || left != tt.left {
				t.Errorf("failed %d, left %d; want %d, %d", sum.Failed, left, tt.failed, tt.left)
			}
			lines := s.lines.Load()
			if _, err := w.Run(t.Context(), Options{}); !errors.Is(err, &event.Error{Code: tt.code}) || s.lines.Load() != lines {
				t.Errorf("a stopped account was used again: %v, %d connections", err, s.lines.Load())
			}
			s.answer = nil
			if sum, err := w.Run(t.Context(), Options{Once: true, Resume: true}); err != nil || sum.Accepted != tt.left {
				t.Errorf("after Resume: %+v, %v", sum, err)
			}
		})
	}
}

func TestWorker_Run_wrongPasswordIsTriedOnce(t *testing.T) {
	s := (&server{t: t}).start(event.TLSNone)
	w, o, _ := batch(t, s, "a@example.org")
	w.Secrets = secrets{"mail": "złe"}
	for range 3 {
		if _, err := w.Run(t.Context(), Options{}); !errors.Is(err, &event.Error{Code: event.CodeMailLogin}) {
			t.Fatalf("Run: %v", err)
		}
	}
	if s.logins.Load() != 1 {
		t.Errorf("%d logins, want one", s.logins.Load())
	}
	if m := o.rows["m000"]; m.State != event.MessageQueued || m.Attempts != 0 {
		t.Errorf("the message was touched: %+v", m)
	}
}

func TestWorker_Run_waits(t *testing.T) {
	s := (&server{t: t}).start(event.TLSNone)
	to := make([]string, 10)
	for i := range to {
		to[i] = fmt.Sprintf("a%d@example.org", i)
	}
	w, _, clock := batch(t, s, to...)
	w.Account.PerMinute = 3
	begin := clock.Now()
	sum, err := w.Run(t.Context(), Options{Once: true})
	if err != nil || sum.Accepted != 10 {
		t.Fatalf("Run = %+v, %v", sum, err)
	}
	if took := clock.Now().Sub(begin); took < 3*time.Minute || took > 5*time.Minute {
		t.Errorf("ten mails at three a minute took %v", took)
	}
}

func TestWorker_Run_greylistSchedule(t *testing.T) {
	s := (&server{t: t, answer: at(atRcpt, "x", says(450, smtp.EnhancedCode{4, 2, 0}, "later"))}).start(event.TLSNone)
	w, o, clock := batch(t, s, "x@example.org")
	begin := clock.Now()
	var attempts []time.Duration
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	answer := s.answer
	s.answer = func(p phase, to string) error {
		if p == atRcpt {
			attempts = append(attempts, clock.Now().Sub(begin).Round(time.Minute))
		}
		return answer(p, to)
	}
	w.Wait = func(ctx context.Context, d time.Duration) error {
		if o.states()[0] == event.MessageFailed {
			cancel()
		}
		return clock.Wait(ctx, d)
	}
	if _, err := w.Run(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	want := []time.Duration{0, 5 * time.Minute, 15 * time.Minute, 35 * time.Minute, 95 * time.Minute,
		215 * time.Minute, 455 * time.Minute, 935 * time.Minute}
	if !slices.Equal(attempts, want) {
		t.Errorf("attempts after %v, want %v", attempts, want)
	}
}

func TestWorker_Run_refusesBadMessages(t *testing.T) {
	s := (&server{t: t}).start(event.TLSNone)
	w, o, _ := batch(t, s, "żółw@example.org", "b@example.org", "c@example.org")
	o.blobs["changed"] = []byte("%PDF other")
	o.rows["m001"].SHA256 = "changed"
	sum, err := w.Run(t.Context(), Options{Once: true})
	if err != nil || sum.Failed != 2 || sum.Accepted != 1 {
		t.Fatalf("Run = %+v, %v", sum, err)
	}
	if a, b := o.rows["m000"].Reply, o.rows["m001"].Reply; a != event.CodeMailAddress || b != event.CodeMailMessage {
		t.Errorf("replies %q, %q", a, b)
	}
}

func TestWorker_Run_limit(t *testing.T) {
	s := (&server{t: t}).start(event.TLSNone)
	w, o, _ := batch(t, s, "a@example.org", "b@example.org")
	sum, err := w.Run(t.Context(), Options{Once: true, Limit: 1})
	if err != nil || sum.Accepted != 1 || o.rows["m001"].State != event.MessageQueued {
		t.Fatalf("Run = %+v, %v", sum, err)
	}
}

func TestWorker_Run_cancelPutsBack(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := &server{t: t}
	s.cut = func(at, to string) bool {
		if at == "rcpt" {
			cancel()
			<-ctx.Done()
		}
		return false
	}
	s.start(event.TLSNone)
	w, o, _ := batch(t, s, "a@example.org", "b@example.org")
	if _, err := w.Run(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if got := o.states(); !slices.Equal(got, []event.MessageState{event.MessageQueued, event.MessageQueued}) {
		t.Errorf("states %v", got)
	}
	if s := s.taken(); len(s) != 0 {
		t.Errorf("delivered to %v", s)
	}
}

func TestWorker_Run_restsGrow(t *testing.T) {
	s := (&server{t: t, answer: at(atMail, "", says(421, smtp.EnhancedCode{4, 7, 0}, "try again later"))}).start(event.TLSNone)
	w, o, clock := batch(t, s, "a@example.org")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.Wait = func(ctx context.Context, d time.Duration) error {
		if len(o.pauses) == 5 {
			cancel()
		}
		return clock.Wait(ctx, d)
	}
	begin, last := clock.Now(), time.Duration(0)
	if _, err := w.Run(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	var rests []time.Duration
	for _, p := range o.pauses {
		until := p.until.Sub(begin)
		rests, last = append(rests, until-last), until
	}
	want := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, time.Hour}
	if !slices.Equal(rests, want) {
		t.Errorf("rests %v, want %v", rests, want)
	}
}
