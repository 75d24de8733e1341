package mail

import (
	"bufio"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// played is a server that speaks by the book, except where a test gives it other words for a command:
// greeting, EHLO, AUTH, MAIL, RCPT, DATA, dot, RSET. "" hangs up. A command's answers are used up one by one;
// the last one stays.
type played struct {
	t     *testing.T
	addr  *net.TCPAddr
	says  map[string][]string
	auths int
	done  chan struct{}
}

func play(t *testing.T, says map[string][]string) *played {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &played{t: t, addr: l.Addr().(*net.TCPAddr), says: says, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			p.talk(c)
			_ = c.Close()
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-p.done })
	return p
}

func (p *played) answer(command, usual string) string {
	own := p.says[command]
	if len(own) == 0 {
		return usual
	}
	if len(own) > 1 {
		p.says[command] = own[1:]
	}
	return own[0]
}

func (p *played) talk(c net.Conn) {
	r := bufio.NewReader(c)
	reply := func(command, usual string) bool {
		words := p.answer(command, usual)
		if words == "" {
			return false
		}
		_, err := c.Write([]byte(words + "\r\n"))
		return err == nil
	}
	if !reply("greeting", "220 mx.example.org") {
		return
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		command, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(line)), " ")
		usual := "250 2.0.0 Ok"
		switch command {
		case "EHLO":
			usual = "250-mx.example.org\r\n250 AUTH PLAIN"
		case "AUTH":
			p.auths++
			usual = "235 2.7.0 Ok"
		case "DATA":
			if words := p.answer("DATA", "354 go on"); !strings.HasPrefix(words, "354") {
				if words == "" {
					return
				}
				if _, err := c.Write([]byte(words + "\r\n")); err != nil {
					return
				}
				continue
			}
			if _, err := c.Write([]byte("354 go on\r\n")); err != nil || !p.body(r) {
				return
			}
			command = "dot"
		}
		if !reply(command, usual) {
			return
		}
	}
}

// body reads a mail up to its dot.
func (p *played) body(r *bufio.Reader) bool {
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			return true
		}
	}
}

func (p *played) account() event.MailAccount {
	return event.MailAccount{Address: testUser, Name: "Biuro Zlotu", Host: "127.0.0.1", Port: p.addr.Port, TLS: event.TLSNone, Auth: "auto", User: testUser}
}

// Every row of the table "What a server's answer means", and what becomes of a second message.
func TestPolicy(t *testing.T) {
	const queued, failed, accepted, uncertain = event.MessageQueued, event.MessageFailed, event.MessageAccepted, event.MessageUncertain
	const minute = time.Minute
	tests := []struct {
		name          string
		command       string
		words         []string
		first, second event.MessageState
		due           time.Duration // of the first message, where it waits for a time of its own
		code          string
		rests         time.Duration // of the account; 0: it does not, -1: until a person has looked
	}{
		{"greylisting", "RCPT", []string{"450 4.2.0 Greylisted", "250 Ok"}, queued, accepted, 5 * minute, "", 0},
		{"busy with recipients", "RCPT", []string{"452 4.5.3 Too many recipients"}, queued, queued, 0, event.CodeMailBusy, minute},
		{"busy with data", "DATA", []string{"452 4.3.1 Insufficient storage"}, queued, queued, 0, event.CodeMailBusy, minute},
		{"closing at the recipient", "RCPT", []string{"421 4.7.0 Closing"}, queued, queued, 0, event.CodeMailBusy, minute},
		{"closing at the data", "DATA", []string{"421 4.7.0 Closing"}, queued, queued, 0, event.CodeMailBusy, minute},
		{"closing at the greeting", "greeting", []string{"421 4.3.2 Not now"}, queued, queued, 0, event.CodeMailBusy, minute},
		{"sign-in out of order", "AUTH", []string{"454 4.7.0 Temporary authentication failure"}, queued, queued, 0, event.CodeMailBusy, minute},
		{"sign-in must wait", "AUTH", []string{"432 4.7.12 A password transition is needed"}, queued, queued, 0, event.CodeMailBusy, minute},
		{"unknown", "RCPT", []string{"550 5.1.1 No such user", "250 Ok"}, failed, accepted, 0, "", 0},
		{"full", "RCPT", []string{"552 5.2.2 Mailbox full", "250 Ok"}, failed, accepted, 0, "", 0},
		{"sender not allowed", "MAIL", []string{"553 5.7.1 Sender address rejected: not owned by user"}, queued, queued, 0, event.CodeMailSender, -1},
		{"sender not allowed, told late", "dot", []string{"554 5.2.252 SendAsDenied"}, queued, queued, 0, event.CodeMailSender, -1},
		{"content", "dot", []string{"554 5.7.1 Looks like spam", "250 Ok"}, failed, accepted, 0, "", 0},
		{"quota of the day", "RCPT", []string{"550 5.4.5 Daily user sending quota exceeded"}, queued, queued, 0, event.CodeMailQuota, 24 * time.Hour},
		{"quota at the sender", "MAIL", []string{"550 5.4.5 Daily sending quota exceeded"}, queued, queued, 0, event.CodeMailQuota, 24 * time.Hour},
		{"cut before the body", "DATA", []string{"", "354 go on"}, queued, accepted, 0, "", 0},
		{"cut at the recipient", "RCPT", []string{"", "250 Ok"}, queued, accepted, 0, "", 0},
		{"cut after the dot", "dot", []string{"", "250 Ok"}, uncertain, accepted, 0, "", 0},
		{"wrong password", "AUTH", []string{"535 5.7.8 Authentication credentials invalid"}, queued, queued, 0, event.CodeMailLogin, -1},
		{"weak mechanism", "AUTH", []string{"534 5.7.9 Application-specific password required"}, queued, queued, 0, event.CodeMailLogin, -1},
		{"passwords switched off", "AUTH", []string{"550 5.7.30 Basic authentication is not supported"}, queued, queued, 0, event.CodeMailLogin, -1},
		{"sign-in not offered", "EHLO", []string{"250 mx.example.org"}, queued, queued, 0, event.CodeMailAuth, -1},
		{"sign-in asked for late", "MAIL", []string{"530 5.7.0 Authentication required"}, queued, queued, 0, event.CodeMailLogin, -1},
		{"no mail from here", "greeting", []string{"554 5.7.1 Blocked"}, queued, queued, 0, event.CodeMailBusy, minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := play(t, map[string][]string{tt.command: tt.words})
			w, o, clock := batch(t, &server{t: t, addr: p.addr}, "x@example.org", "y@example.org")
			w.Account = p.account()
			begin := clock.Now()
			sum, err := w.Run(t.Context(), Options{Once: true, Limit: 2})
			if stopped := tt.rests < 0; stopped != (err != nil) {
				t.Fatalf("Run = %+v, %v", sum, err)
			}
			if err != nil {
				wantCode(t, err, tt.code)
			}
			if got := o.states(); !slices.Equal(got, []event.MessageState{tt.first, tt.second}) {
				t.Errorf("states %v", got)
			}
			if m := o.rows["m000"]; m.State == queued && m.NextAt.Sub(begin) > 0 != (tt.due > 0) || tt.due > 0 && m.NextAt.Sub(begin) != tt.due {
				t.Errorf("due after %v", m.NextAt.Sub(begin))
			}
			if sum.Code != tt.code || tt.rests > 0 && sum.PausedUntil.Sub(begin) != tt.rests || tt.rests < 0 && !sum.PausedUntil.Equal(forever) {
				t.Errorf("rests until %v for %q", sum.PausedUntil, sum.Code)
			}
			if tt.command == "AUTH" && p.auths != 1 {
				t.Errorf("%d logins, want one", p.auths)
			}
		})
	}
}

// Ten unknown recipients in a row stop a batch, and so do three mails refused for what they say; a success
// between them counts anew.
func TestPolicy_inARow(t *testing.T) {
	for _, tt := range []struct {
		name, command, refusal, code string
		after                        int
	}{
		{"unknown", "RCPT", "550 5.1.1 No such user", event.CodeMailUnknown, 10},
		{"content", "dot", "554 5.7.1 Spam", event.CodeMailContent, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			words := slices.Repeat([]string{tt.refusal}, tt.after-1)
			words = append(append(words, "250 Ok"), tt.refusal)
			p := play(t, map[string][]string{tt.command: words})
			to := make([]string, 2*tt.after+5)
			for i := range to {
				to[i] = fmt.Sprintf("x%d@example.org", i)
			}
			w, _, _ := batch(t, &server{t: t, addr: p.addr}, to...)
			w.Account = p.account()
			sum, err := w.Run(t.Context(), Options{})
			wantCode(t, err, tt.code)
			if sum.Failed != 2*tt.after-1 || sum.Accepted != 1 {
				t.Errorf("stopped after %+v", sum)
			}
		})
	}
}

// The ledger limits an account by the minute, the hour and the day, and a restart does not forget.
func TestWorker_Run_limits(t *testing.T) {
	p := play(t, map[string][]string{})
	to := make([]string, 12)
	for i := range to {
		to[i] = fmt.Sprintf("x%d@example.org", i)
	}
	w, _, clock := batch(t, &server{t: t, addr: p.addr}, to...)
	w.Account = p.account()
	w.Account.PerMinute, w.Account.PerHour, w.Account.PerDay = 2, 5, 8
	run := func(want int) Summary {
		t.Helper()
		sum, err := w.Run(t.Context(), Options{Once: true})
		if err != nil || sum.Accepted != want {
			t.Errorf("Run = %+v, %v; want %d", sum, err, want)
		}
		return sum
	}
	begin := clock.Now()
	if sum := run(5); sum.Code != event.CodeMailQuota {
		t.Errorf("rests because of %q", sum.Code)
	}
	if took := clock.Now().Sub(begin); took < 2*time.Minute {
		t.Errorf("five mails at two a minute took %v", took)
	}
	run(0)
	_ = clock.Wait(t.Context(), time.Hour)
	run(3)
	_ = clock.Wait(t.Context(), 2*time.Hour)
	run(0)
	_ = clock.Wait(t.Context(), 22*time.Hour)
	run(4)
}

// A server that never ends a line is given up on.
func TestCheck_endlessLine(t *testing.T) {
	for command, words := range map[string]string{"greeting": "220 ", "EHLO": "250-mx\r\n250-", "AUTH": "535 ", "banner": ""} {
		says := map[string][]string{command: {words + strings.Repeat("x", 4<<20)}}
		if command == "banner" { // lines without end, each of them short
			says = map[string][]string{"EHLO": {strings.Repeat("250-X\r\n", 1<<20)}}
		}
		p := play(t, says)
		err := Check(t.Context(), p.account(), testPassword)
		wantCode(t, err, event.CodeMailConnect)
	}
}
