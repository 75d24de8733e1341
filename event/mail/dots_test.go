package mail

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"zlot/event"
)

// Lines that begin with a dot arrive as they were, and no line is added.
func TestSend_dots(t *testing.T) {
	for name, body := range map[string]string{
		"no dots":        "Subject: a\r\n\r\nraz\r\n",
		"lines of dots":  "Subject: a\r\n\r\n.\r\n..\r\n.raz\r\nx.\r\n",
		"dot at the end": "Subject: a\r\n\r\nraz\r\n.\r\n",
		"dot first":      ".x: a\r\n\r\nraz\r\n",
		"large":          "Subject: a\r\n\r\n" + strings.Repeat(".długa linia\r\n", 20000),
	} {
		t.Run(name, func(t *testing.T) {
			s := (&server{t: t}).start(event.TLSImplicit)
			c, err := dial(t.Context(), s.account(event.TLSImplicit), testPassword, patience)
			if err != nil {
				t.Fatal(err)
			}
			defer c.quit()
			if v := c.send(t.Context(), "a@example.org", []byte(body), func() error { return nil }); v.fate != accepted {
				t.Fatalf("%+v", v)
			}
			// The server of the tests leaves line feeds alone.
			if got := s.mails[0].raw; !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), []byte(strings.ReplaceAll(body, "\r\n", "\n"))) {
				t.Errorf("%.80q arrived as %.80q", body, got)
			}
		})
	}
}

// A commit that fails before the dot leaves nothing behind on the server.
func TestSend_noDot(t *testing.T) {
	s := (&server{t: t}).start(event.TLSImplicit)
	c, err := dial(t.Context(), s.account(event.TLSImplicit), testPassword, patience)
	if err != nil {
		t.Fatal(err)
	}
	boom := errors.New("disk full")
	v := c.send(t.Context(), "a@example.org", []byte("Subject: a\r\n\r\nraz\r\n"), func() error { return boom })
	if v.fate != lost || !errors.Is(v.err, boom) || c.alive() || len(s.taken()) != 0 {
		t.Errorf("%+v, delivered to %v", v, s.taken())
	}
}
