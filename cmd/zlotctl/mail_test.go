package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"
)

// mailServer takes mail on this machine: it does not know one recipient, and it falls silent over the mail
// to another after the whole message has come.
type mailServer struct {
	port           int
	unknown, drops string
}

func newMailServer(t *testing.T, unknown, drops string) *mailServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	srv := &mailServer{port: l.Addr().(*net.TCPAddr).Port, unknown: unknown, drops: drops}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go srv.talk(c)
		}
	}()
	return srv
}

func (srv *mailServer) talk(c net.Conn) {
	defer c.Close()
	say := func(reply string) { fmt.Fprintf(c, "%s\r\n", reply) }
	say("220 mail.example.org ESMTP")
	var to string
	for lines := bufio.NewScanner(c); lines.Scan(); {
		line := lines.Text()
		verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
		switch {
		case verb == "RCPT" && strings.Contains(line, srv.unknown):
			say("550 5.1.1 nobody of that name")
		case verb == "DATA":
			say("354 go on")
			for lines.Scan() && lines.Text() != "." {
			}
			if strings.Contains(to, srv.drops) {
				return
			}
			say("250 2.0.0 taken")
		case verb == "QUIT":
			say("221 2.0.0 bye")
			return
		default:
			if verb == "RCPT" {
				to = line
			}
			say("250 2.0.0 ok")
		}
	}
}

func TestMail_AcceptedFailedUncertain(t *testing.T) {
	d := newRally(t)
	d.scan(0, d.codes()[:4], "--at", "2012-09-06T08:30:00+02:00")
	d.keys(3, "issued", "certificates", "issue")
	people := d.items(d.keys(0, "", "registrations"), "registrations", "email")
	srv := newMailServer(t, people[1]["email"].(string), people[2]["email"].(string))
	d.account(srv.port)
	d.keys(0, ledgerKeys, "mail", "queue", "certificates")
	sent := d.keys(3, ledgerKeys, "mail", "send")
	if sent["accepted"] != 2.0 || sent["failed"] != 1.0 || sent["uncertain"] != 1.0 || sent["queued"] != 0.0 {
		t.Fatalf("ledger %v", sent)
	}
	var uncertain, failed object
	for _, m := range d.items(sent, "messages", messageKeys) {
		switch m["state"] {
		case "uncertain":
			uncertain = m
		case "failed":
			failed = m
		}
	}
	if failed["code"] != 550.0 || !strings.Contains(failed["reply"].(string), "nobody of that name") {
		t.Errorf("refused message %v", failed)
	}
	if again := d.keys(0, ledgerKeys, "mail", "send"); again["accepted"] != 2.0 {
		t.Errorf("sent twice: %v", again)
	}
	if l := d.keys(0, ledgerKeys, "mail", "resolve", uncertain["id"].(string), "sent"); l["uncertain"] != 0.0 || l["accepted"] != 3.0 {
		t.Errorf("resolved %v", l)
	}
	if l := d.keys(0, ledgerKeys, "mail", "retry", "failed"); l["queued"] != 1.0 {
		t.Errorf("retried %v", l)
	}
	d.keys(0, "id", "registration", "set", failed["registration"].(string), "--email", "inny@example.org")
	if l := d.keys(0, ledgerKeys, "mail", "status"); l["queued"] != 1.0 {
		t.Errorf("ledger %v", l)
	}
	if c := d.keys(0, "ok", "check"); c["ok"] != true {
		t.Errorf("check %v", c)
	}
}
