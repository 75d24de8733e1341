package mail

import (
	"bufio"
	"io"
	"net"
	"strings"
	"testing"

	"zlot/event"
)

// script is a server that answers by the first words of a line, and keeps all it was told.
type script struct {
	offers  string
	answers map[string]string
	told    chan string
}

func (s script) start(t *testing.T) event.MailAccount {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		defer close(s.told)
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = c.Close() }()
		_, _ = io.WriteString(c, "220 mx.example.org\r\n")
		lines := bufio.NewScanner(c)
		for lines.Scan() {
			s.told <- lines.Text()
			verb, _, _ := strings.Cut(strings.ToUpper(lines.Text()), " ")
			answer := map[string]string{"EHLO": "250-mx.example.org\r\n250-" + s.offers + "\r\n250 8BITMIME", "DATA": "354 go on", ".": "250 taken",
				"MAIL": "250 ok", "RCPT": "250 ok", "RSET": "250 ok"}[verb]
			if other, ok := s.answers[verb]; ok {
				answer = other
			}
			if answer != "" {
				_, _ = io.WriteString(c, answer+"\r\n")
			}
		}
	}()
	return event.MailAccount{Address: testUser, Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, TLS: event.TLSNone, Auth: "none"}
}

func TestSend_envelope(t *testing.T) {
	const group = "PIPELINING"
	tests := []struct {
		name, offers string
		answers      map[string]string
		fate         fate
		reply        string
		told         string // after EHLO
		dots         int    // commits before the dot
		alive        bool
	}{
		{"at once", group, nil, accepted, "taken", "MAIL RCPT DATA x .", 1, true},
		{"one by one", "HELP", nil, accepted, "taken", "MAIL RCPT DATA x .", 1, true},
		{"recipient refused", group, map[string]string{"RCPT": "550 5.1.1 unknown", "DATA": "554 no valid recipients"}, rowFailed, "5.1.1 unknown", "MAIL RCPT DATA RSET", 0, true},
		{"sender refused", group, map[string]string{"MAIL": "550 5.7.1 no", "RCPT": "503 no", "DATA": "503 no"}, stop, "5.7.1 no", "MAIL RCPT DATA", 0, false},
		{"greylisted", group, map[string]string{"RCPT": "450 4.2.0 later", "DATA": "554 no valid recipients"}, rowRetry, "4.2.0 later", "MAIL RCPT DATA RSET", 0, true},
		{"body wanted without a recipient", group, map[string]string{"RCPT": "550 5.1.1 unknown"}, rowFailed, "5.1.1 unknown", "MAIL RCPT DATA", 0, false},
		{"body not wanted", group, map[string]string{"DATA": "451 4.3.0 later"}, rowRetry, "4.3.0 later", "MAIL RCPT DATA RSET", 0, true},
		{"answers too many", group, map[string]string{"MAIL": "250 ok\r\n250 ok"}, lost, "", "MAIL RCPT DATA", 0, false},
		{"an answer that is none", group, map[string]string{"DATA": "250 ok"}, lost, "", "MAIL RCPT DATA", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := script{tt.offers, tt.answers, make(chan string, 20)}
			c, err := dial(t.Context(), s.start(t), "", patience)
			if err != nil {
				t.Fatal(err)
			}
			dots := 0
			v := c.send(t.Context(), "a@example.org", []byte("x\r\n"), func() error { dots++; return nil })
			alive := c.alive()
			c.cut()
			var told []string
			for line := range s.told {
				verb, _, _ := strings.Cut(line, " ")
				told = append(told, verb)
			}
			if got := strings.Join(told[1:], " "); v.fate != tt.fate || v.reply != tt.reply || got != tt.told || dots != tt.dots || alive != tt.alive {
				t.Errorf("%+v, told %q, %d commits, alive %t", v, got, dots, alive)
			}
		})
	}
}
