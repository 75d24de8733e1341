package mail

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"zlot/event"
)

// tormentor is a server that plays one trick on whoever connects.
func tormentor(t testing.TB, trick func(c net.Conn)) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				trick(c)
			}()
		}
	}()
	return l.Addr().(*net.TCPAddr)
}

// forEver writes until the other side has enough.
func forEver(c net.Conn, what string) {
	piece := []byte(strings.Repeat(what, max(1, 32<<10/len(what))))
	for {
		if _, err := c.Write(piece); err != nil {
			return
		}
	}
}

// dripping writes a byte now and then, without an end.
func dripping(c net.Conn, what string) {
	for {
		for i := range len(what) {
			if _, err := c.Write([]byte{what[i]}); err != nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// afterGreeting greets as servers do, and plays its trick in answer to the first command.
func afterGreeting(greeting string, trick func(c net.Conn)) func(c net.Conn) {
	return func(c net.Conn) {
		_, _ = io.WriteString(c, greeting)
		if _, err := bufio.NewReader(c).ReadString('\n'); err == nil {
			trick(c)
		}
	}
}

// quickly calls f, which has to come back soon and without much memory.
func quickly(t *testing.T, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	f()
	runtime.ReadMemStats(&after)
	if took, taken := time.Since(begin), after.TotalAlloc-before.TotalAlloc; took > 20*time.Second || taken > 64<<20 {
		t.Errorf("it took %v and %d MB", took, taken>>20)
	}
}

func TestDial_Hostile(t *testing.T) {
	short := timeouts{connect: time.Second, greeting: 300 * time.Millisecond, command: 300 * time.Millisecond, body: time.Second, dot: time.Second, farewell: 100 * time.Millisecond}
	for name, trick := range map[string]func(c net.Conn){
		"a line without an end":     func(c net.Conn) { forEver(c, "x") },
		"a greeting of lines":       func(c net.Conn) { forEver(c, "220-welcome\r\n") },
		"byte by byte":              func(c net.Conn) { dripping(c, "220 welcome to a very patient server") },
		"zeros":                     func(c net.Conn) { forEver(c, "\x00") },
		"says nothing":              func(c net.Conn) { _, _ = io.Copy(io.Discard, c) },
		"EHLO without an end":       afterGreeting("220 hello\r\n", func(c net.Conn) { forEver(c, "250-SIZE 1\r\n") }),
		"EHLO byte by byte":         afterGreeting("220 hello\r\n", func(c net.Conn) { dripping(c, "250-PIPELINING\r\n") }),
		"another protocol":          func(c net.Conn) { forEver(c, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n") },
		"codes of another planet":   func(c net.Conn) { forEver(c, "99999999999999999999 \r\n") },
		"hangs up after half a one": func(c net.Conn) { _, _ = io.WriteString(c, "220-hel") },
	} {
		t.Run(name, func(t *testing.T) {
			addr := tormentor(t, trick)
			acc := event.MailAccount{Address: testUser, Host: "127.0.0.1", Port: addr.Port, TLS: event.TLSNone, User: testUser}
			quickly(t, func() {
				c, err := dial(t.Context(), acc, testPassword, short)
				var known *event.Error
				if err == nil {
					c.cut()
					t.Fatal("this is no mail server")
				}
				if !errors.As(err, &known) || !strings.HasPrefix(known.Code, "mail.") {
					t.Errorf("%v", err)
				}
			})
		})
	}
}

func TestOpenMailbox_Hostile(t *testing.T) {
	was := patience
	patience.greeting = 300 * time.Millisecond
	t.Cleanup(func() { patience = was })
	for name, trick := range map[string]func(c net.Conn){
		"a line without an end": func(c net.Conn) { forEver(c, "* OK ") },
		"byte by byte":          func(c net.Conn) { dripping(c, "* OK [CAPABILITY IMAP4rev1") },
		"a literal of 4 GB":     func(c net.Conn) { _, _ = io.WriteString(c, "* OK {4294967295}\r\n"); forEver(c, "x") },
		"brackets in brackets":  func(c net.Conn) { forEver(c, "* LIST (") },
	} {
		t.Run(name, func(t *testing.T) {
			addr := tormentor(t, trick)
			acc := event.MailAccount{Address: testUser, Host: "127.0.0.1", IMAPHost: "127.0.0.1", IMAPPort: addr.Port, TLS: event.TLSNone, User: testUser}
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			quickly(t, func() {
				m, err := openMailbox(ctx, acc, testPassword)
				if err == nil {
					m.Close()
					t.Fatal("this is no mailbox")
				}
			})
		})
	}
}

func TestRenew_Hostile(t *testing.T) {
	for name, answer := range map[string]func(w http.ResponseWriter){
		"JSON without an end": func(w http.ResponseWriter) {
			for _, err := io.WriteString(w, `{"a":"`); err == nil; {
				_, err = io.WriteString(w, strings.Repeat("x", 32<<10))
			}
		},
		"deep JSON":         func(w http.ResponseWriter) { _, _ = io.WriteString(w, strings.Repeat(`{"a":`, 500_000)) },
		"no token":          func(w http.ResponseWriter) { _, _ = io.WriteString(w, `{}`) },
		"a number for ever": func(w http.ResponseWriter) { _, _ = io.WriteString(w, `{"access_token":"x","expires_in":1e400}`) },
		"an error that shouts": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"error":"x","error_description":"`+strings.Repeat("A", 900_000)+`"}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				answer(w)
			}))
			defer s.Close()
			acc := event.MailAccount{Address: testUser, Host: "127.0.0.1", Port: 1, Auth: authXOAuth2, User: testUser,
				OAuth: event.OAuth{ClientID: "x", TokenURL: s.URL, AuthURL: s.URL}}
			secret, err := keep(&oauth2.Token{AccessToken: "old", RefreshToken: "r"}, time.Unix(1, 0))
			if err != nil {
				t.Fatal(err)
			}
			quickly(t, func() {
				_, err := renew(t.Context(), acc, secret, time.Unix(1, 0))
				var known *event.Error
				if !errors.As(err, &known) {
					t.Fatalf("%v", err)
				}
				if reply, _ := known.Args["Reply"].(string); len(reply) > 4*longestReply {
					t.Errorf("%d bytes of reply", len(reply))
				}
			})
		})
	}
}

// Line ends, directions and controls in what people wrote begin no header of their own.
func TestRender_Injection(t *testing.T) {
	evil := "Anna\r\nBcc: all@example.org\r\n\r\n<script>\x00\u202emoc.live"
	m := event.Message{ID: "m1", MessageID: "m1@example.org", Kind: event.MessageLetter, To: "anna@example.org", Name: evil, Subject: evil, Text: evil, Language: "pl",
		Date: time.Date(2012, 9, 6, 8, 0, 0, 0, time.UTC)}
	acc := event.MailAccount{Address: testUser, Name: evil, ReplyTo: testUser, Host: "127.0.0.1", Port: 25}
	raw, err := Render(m, acc, event.Event{ID: "rally", Title: evil}, nil)
	if err != nil {
		var known *event.Error
		if !errors.As(err, &known) {
			t.Fatal(err)
		}
		return // refused whole is as good
	}
	head, _, _ := strings.Cut(string(raw), "\r\n\r\n")
	for line := range strings.SplitSeq(head, "\r\n") {
		if strings.HasPrefix(strings.ToLower(line), "bcc:") {
			t.Errorf("a header came of a name: %q", line)
		}
	}
	if _, err := Render(event.Message{ID: "m2", MessageID: "m2@example.org", Kind: event.MessageLetter, To: "a@example.org\r\nBcc: b@example.org", Text: "x", Subject: "x"}, acc, event.Event{}, nil); err == nil {
		t.Error("an address with a line end was written")
	}
}

// What a server says first is read, or it is left: nothing that it says ends the program.
func FuzzGreeting(f *testing.F) {
	for _, s := range []string{"220 hello\r\n250-localhost\r\n250-SIZE 100\r\n250 AUTH PLAIN LOGIN\r\n235 ok\r\n", "220-\r\n220 x\r\n500 no\r\n250 ok\r\n", "554 go away\r\n", "220 x\r\n250-AUTH=\r\n250\r\n",
		"\x16\x03\x01", "220 x\r\n250 AUTH\r\n334 !!!!\r\n", "0\r\n", "220 \xff\x00\r\n"} {
		f.Add(s)
	}
	wait := timeouts{connect: time.Second, greeting: time.Second, command: time.Second, body: time.Second, dot: time.Second, farewell: time.Second}
	acc := event.MailAccount{Address: testUser, Host: "127.0.0.1", Port: 25, TLS: event.TLSNone, User: testUser}
	f.Fuzz(func(t *testing.T, said string) {
		ours, theirs := net.Pipe()
		go func() {
			_, _ = io.WriteString(theirs, said)
			_ = theirs.Close()
		}()
		go func() { _, _ = io.Copy(io.Discard, theirs) }()
		c := &conn{raw: bounded(ours, event.MaxMailAnswer), wait: wait, from: testUser}
		defer c.cut()
		err := c.greet(t.Context(), acc, &tls.Config{ServerName: "localhost"})
		if err == nil {
			err = c.signIn(acc, testPassword)
		}
		if err == nil {
			_ = c.send(t.Context(), "a@example.org", []byte("Subject: x\r\n\r\nx\r\n"), func() error { return nil })
			return
		}
		var known *event.Error
		if !errors.As(connectError(acc, err), &known) {
			t.Errorf("%v", err)
		}
	})
}

// FuzzToken reads a kept secret and what is made of it.
func FuzzToken(f *testing.F) {
	for _, s := range []string{"password", `{"access_token":"x","refresh_token":"y","expiry":"2012-09-06T08:00:00Z"}`, `{"access_token":1e400}`, "{", `{"access_token":"x","expiry":"0000"}`, "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, secret string) {
		acc := event.MailAccount{Address: testUser, Auth: authXOAuth2, User: testUser}
		if bearer(secret) == "" && secret != "" {
			t.Errorf("nothing is left of %q", secret)
		}
		stale(secret, time.Unix(1, 0))
		renewable(acc, secret)
		if len(words(secret)) > len(secret)+4 {
			t.Errorf("%q became longer", secret)
		}
		if _, ok := Preset(secret + "@" + secret); ok && secret == "" {
			t.Error("nobody's provider")
		}
	})
}
