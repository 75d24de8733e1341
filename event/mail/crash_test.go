package mail

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"zlot/event"
)

// The connection is cut at each phase of the first message.
func TestWorker_Run_cuts(t *testing.T) {
	tests := []struct {
		at        string
		state     event.MessageState
		delivered int
	}{
		{"hello", event.MessageAccepted, 1},
		{"mail", event.MessageAccepted, 1},
		{"rcpt", event.MessageAccepted, 1},
		{"dot", event.MessageUncertain, 0},
		{"taken", event.MessageUncertain, 1},
	}
	for _, tt := range tests {
		t.Run(tt.at, func(t *testing.T) {
			var cut atomic.Bool
			s := &server{t: t}
			s.cut = func(at, _ string) bool { return at == tt.at && cut.CompareAndSwap(false, true) }
			s.start(event.TLSNone)
			w, o, _ := batch(t, s, "a@example.org")
			_, err := w.Run(t.Context(), Options{Once: true})
			if tt.at == "hello" { // told to the person at once; the next try works
				if !errors.Is(err, &event.Error{Code: event.CodeMailConnect}) {
					t.Fatalf("Run: %v", err)
				}
				_, err = w.Run(t.Context(), Options{Once: true, Resume: true})
			}
			if err != nil {
				t.Fatal(err)
			}
			if o.rows["m000"].State != tt.state || len(s.taken()) != tt.delivered || !cut.Load() {
				t.Errorf("state %s, delivered %d, cut %t", o.rows["m000"].State, len(s.taken()), cut.Load())
			}
		})
	}
}

func TestWorker_Run_restsAfterBrokenLines(t *testing.T) {
	s := &server{t: t, cut: func(at, _ string) bool { return at == "taken" }}
	s.start(event.TLSNone)
	to := make([]string, 20)
	for i := range to {
		to[i] = fmt.Sprintf("a%d@example.org", i)
	}
	w, _, _ := batch(t, s, to...)
	sum, err := w.Run(t.Context(), Options{Once: true})
	if err != nil || sum.Uncertain != mostBreaks || sum.Code != event.CodeMailConnect {
		t.Errorf("Run = %+v, %v; a server that always hangs up makes few messages uncertain", sum, err)
	}
}

// A server that falls silent costs a bounded time: before the dot the message waits, after it nobody knows.
func TestWorker_Run_silentServer(t *testing.T) {
	for where, want := range map[phase]event.MessageState{atRcpt: event.MessageQueued, atDot: event.MessageUncertain} {
		end := make(chan struct{})
		s := &server{t: t}
		s.answer = func(at phase, _ string) error {
			if at == where {
				<-end
			}
			return nil
		}
		s.start(event.TLSNone)
		w, o, _ := batch(t, s, "a@example.org")
		w.timeouts.command, w.timeouts.dot = 100*time.Millisecond, 100*time.Millisecond
		if _, err := w.Run(t.Context(), Options{Once: true, Limit: 1}); err != nil {
			t.Error(err)
		}
		close(end)
		if got := o.rows["m000"].State; got != want {
			t.Errorf("silent at %d: %s, want %s", where, got, want)
		}
	}
}

func TestCheck_silentServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }() // connections queue up, and nobody takes them
	for _, protection := range []event.MailTLS{event.TLSImplicit, event.TLSStart} {
		acc := event.MailAccount{Address: testUser, Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, TLS: protection, Auth: "auto"}
		wait := patience
		wait.greeting = 50 * time.Millisecond
		if _, err := dial(t.Context(), acc, testPassword, wait); !errors.Is(err, &event.Error{Code: event.CodeMailConnect}) {
			t.Errorf("%s: %v", protection, err)
		}
	}
}

// A commit that fails before the dot must not be followed by the dot.
func TestWorker_Run_noDotWithoutCommit(t *testing.T) {
	s := (&server{t: t}).start(event.TLSNone)
	w, o, _ := batch(t, s, "a@example.org")
	o.die = func(call string, after bool) bool { return call == "dot" && !after }
	if _, err := w.Run(t.Context(), Options{Once: true}); !errors.Is(err, errDead) {
		t.Fatalf("Run: %v", err)
	}
	if got := s.taken(); len(got) != 0 {
		t.Errorf("delivered to %v without the commit", got)
	}
}

// The process dies again and again at random commits, the line is cut at random phases; at the end no
// message was delivered twice, none is lost, and what is not known is called uncertain.
func TestWorker_Run_crashes(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { crash(t, rand.New(rand.NewPCG(seed, 1))) })
	}
}

func crash(t *testing.T, dice *rand.Rand) {
	s := &server{t: t}
	faults := rand.New(rand.NewPCG(dice.Uint64(), 2))
	s.cut = func(string, string) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return faults.IntN(60) == 0
	}
	s.start(event.TLSNone)
	var to []string
	for i := range 100 {
		to = append(to, fmt.Sprintf("a%03d@example.org", i))
	}
	w, o, _ := batch(t, s, to...)
	o.die = func(string, bool) bool { return dice.IntN(40) == 0 }
	deaths := 0
	for slices.ContainsFunc(o.states(), func(s event.MessageState) bool {
		return s == event.MessageQueued || s == event.MessageSending || s == event.MessageDot
	}) {
		if deaths++; deaths > 500 {
			t.Fatal("no end in sight")
		}
		_, err := w.Run(t.Context(), Options{Once: true, Resume: true})
		if err != nil && !errors.Is(err, errDead) && !errors.Is(err, &event.Error{Code: event.CodeMailConnect}) {
			t.Fatal(err)
		}
		o.mu.Lock()
		o.dead = false
		o.mu.Unlock()
		_ = w.Wait(t.Context(), idle*20)
	}
	delivered := map[string]int{}
	for _, a := range s.taken() {
		delivered[a]++
	}
	unknown := 0
	for _, id := range o.order {
		m := o.rows[id]
		switch n := delivered[m.To]; {
		case n > 1:
			t.Errorf("%s was delivered %d times", id, n)
		case m.State == event.MessageUncertain:
			unknown++
		case m.State != event.MessageAccepted || n != 1:
			t.Errorf("%s is %s and was delivered %d times", id, m.State, n)
		}
	}
	if deaths < 3 || unknown == 0 || unknown > 40 {
		t.Errorf("%d runs, %d uncertain: the faults did not bite", deaths, unknown)
	}
}
