//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

const letters = 12 // certificates that are mailed

// mailing sends everybody's certificate to a server on this machine.
func mailing() scenario {
	return scenario{
		name: "mail", what: "while mail leaves",
		prepare: func(ctx context.Context, p place, _ *stage) error {
			if err := p.makeRally(ctx, letters); err != nil {
				return err
			}
			if err := p.attend(ctx); err != nil {
				return err
			}
			if err := p.ask(ctx, database, nil, "certificates", "issue"); err != nil {
				return err
			}
			if err := p.account(ctx, 2525); err != nil {
				return err
			}
			return p.ask(ctx, database, nil, "mail", "queue", "certificates")
		},
		before: func(ctx context.Context, r *round, p place) (func(), error) {
			box, err := openBox(r.dice.IntN(3) == 0)
			if err != nil {
				return nil, err
			}
			r.box = box
			return box.close, p.account(ctx, box.port)
		},
		args:  func(*round) []string { return []string{"mail", "send", "--now"} },
		judge: judgeMail,
	}
}

func (p place) account(ctx context.Context, port int) error {
	return p.ask(ctx, database, nil, "mail", "account", "set", "--address", "biuro@example.org", "--host", "127.0.0.1", "--port", strconv.Itoa(port),
		"--tls", "none", "--auth", "none", "--name", "Biuro Zlotu")
}

type ledger struct {
	Queued, Accepted, Failed, Uncertain int
	Messages                            []struct {
		ID, State string
		MessageID string `json:"message_id"`
	}
}

func judgeMail(ctx context.Context, r *round, p place, e ending) error {
	var first, last ledger
	if err := p.ask(ctx, database, &first, "mail", "status"); err != nil {
		return err
	}
	r.tally.acked += first.Accepted
	r.box.calm()
	for range 6 {
		// What could not be sent is listed, and the exit tells of it.
		if err := p.ask(ctx, database, &last, "mail", "send", "--now"); err != nil {
			return fmt.Errorf("afterwards: %w", err)
		}
		if last.Queued == 0 {
			break
		}
	}
	arrived := r.box.arrivals()
	for _, m := range last.Messages {
		n := arrived["<"+m.MessageID+">"]
		if n > 1 {
			return fmt.Errorf("message %s arrived %d times", m.ID, n)
		}
		if m.State != "uncertain" && (m.State != "accepted" || n != 1) {
			return fmt.Errorf("message %s is %s and arrived %d times", m.ID, m.State, n)
		}
	}
	settled := map[string]string{}
	for _, m := range last.Messages {
		settled[m.ID] = m.State
	}
	for _, m := range first.Messages {
		if m.State == "accepted" && settled[m.ID] != "accepted" {
			return fmt.Errorf("message %s was accepted and is now %s", m.ID, settled[m.ID])
		}
	}
	if len(last.Messages) != letters || last.Accepted+last.Uncertain != letters || last.Uncertain > min(e.hits, 1)+r.box.cut() {
		return fmt.Errorf("of %d messages %d are accepted and %d uncertain, after %d cuts", len(last.Messages), last.Accepted, last.Uncertain, r.box.cut())
	}
	return p.check(ctx, database)
}

// box is a mail server on this machine that counts what it gets, and hangs up at times.
type box struct {
	port   int
	server *smtp.Server
	done   chan struct{}

	mu     sync.Mutex
	rude   bool // it hangs up after every fifth mail, without an answer
	cuts   int
	mails  int
	byName map[string]int
	greets map[string]bool // recipients that it has heard of; nil: it takes everybody's at once
	busy   int             // so many connections are sent away
}

func openBox(rude bool) (*box, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b := &box{port: listener.Addr().(*net.TCPAddr).Port, rude: rude, byName: map[string]int{}, done: make(chan struct{})}
	b.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &visit{b, c}, nil }))
	b.server.Domain, b.server.AllowInsecureAuth, b.server.ErrorLog = "mx.example.org", true, quiet{}
	b.server.ReadTimeout, b.server.WriteTimeout = time.Minute, time.Minute
	go func() { defer close(b.done); _ = b.server.Serve(listener) }() // ends with close
	return b, nil
}

func (b *box) close() { _ = b.server.Close(); <-b.done }

func (b *box) calm() { b.mu.Lock(); b.rude = false; b.mu.Unlock() }

func (b *box) cut() int { b.mu.Lock(); defer b.mu.Unlock(); return b.cuts }

func (b *box) arrivals() map[string]int {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := map[string]int{}
	for name, n := range b.byName {
		all[name] = n
	}
	return all
}

// quiet drops what the server has to say of broken connections.
type quiet struct{}

// Printf is part of smtp.Logger.
func (quiet) Printf(string, ...any) {}

// Println is part of smtp.Logger.
func (quiet) Println(...any) {}

// visit is one connection.
type visit struct {
	box  *box
	conn *smtp.Conn
}

// Reset is part of smtp.Session, as are the others.
func (*visit) Reset() {}

// Logout ends the connection.
func (*visit) Logout() error { return nil }

// Mail takes any sender, unless the server is busy.
func (v *visit) Mail(string, *smtp.MailOptions) error {
	v.box.mu.Lock()
	defer v.box.mu.Unlock()
	if v.box.busy == 0 {
		return nil
	}
	v.box.busy--
	return &smtp.SMTPError{Code: 421, EnhancedCode: smtp.EnhancedCode{4, 3, 2}, Message: "too busy"}
}

// Rcpt takes any recipient, a new one at the second time.
func (v *visit) Rcpt(to string, _ *smtp.RcptOptions) error {
	v.box.mu.Lock()
	defer v.box.mu.Unlock()
	if v.box.greets == nil || v.box.greets[to] {
		return nil
	}
	v.box.greets[to] = true
	return &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 0}, Message: "greylisted, come back later"}
}

// Data takes the mail once it is whole.
func (v *visit) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err // it was cut: nobody has it
	}
	header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(raw))).ReadMIMEHeader()
	if err != nil {
		return err
	}
	v.box.mu.Lock()
	defer v.box.mu.Unlock()
	v.box.byName[header.Get("Message-Id")]++
	if v.box.mails++; v.box.rude && v.box.mails%5 == 0 {
		v.box.cuts++
		return errors.Join(errors.New("hung up"), v.conn.Conn().Close())
	}
	return nil
}
