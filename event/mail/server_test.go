package mail

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"zlot/event"
)

const testUser, testPassword = "organizator@example.org", "tajne-hasło-1"

// server is a mail server on loopback whose answers a test chooses.
type server struct {
	t    testing.TB
	addr *net.TCPAddr
	ca   string

	mechanisms []string
	// answer says how the server answers at a phase for a recipient; nil lets it pass.
	answer func(at phase, to string) error
	// cut says whether the server hangs up: at a phase, and after the dot when the mail was taken.
	cut func(at string, to string) bool

	logins, lines atomic.Int32 // lines are connections

	mu    sync.Mutex
	mails []delivered
}

type delivered struct {
	from, to string
	raw      []byte
}

// start serves until the test ends.
func (s *server) start(protection event.MailTLS) *server {
	s.t.Helper()
	config, ca := certificate(s.t)
	s.ca = ca
	srv := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		s.lines.Add(1)
		if s.cut != nil && s.cut("hello", "") {
			_ = c.Conn().Close()
		}
		return &session{server: s, conn: c}, nil
	}))
	srv.Domain, srv.AllowInsecureAuth, srv.EnableDSN = "mx.example.org", true, true
	srv.ErrorLog = quiet{}
	if protection == event.TLSStart {
		srv.TLSConfig = config
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr = listener.Addr().(*net.TCPAddr)
	if protection == event.TLSImplicit {
		listener = tls.NewListener(listener, config)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = srv.Serve(listener) }()
	// A server that was never asked to serve yet closes nothing: the listener ends for certain.
	s.t.Cleanup(func() { _, _ = srv.Close(), listener.Close(); <-done })
	return s
}

func (s *server) account(protection event.MailTLS) event.MailAccount {
	return event.MailAccount{Address: testUser, Name: "Biuro Zlotu", Host: "127.0.0.1", Port: s.addr.Port, TLS: protection,
		Auth: "auto", User: testUser, CA: s.ca}
}

// taken lists the recipients whose mail was delivered.
func (s *server) taken() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var to []string
	for _, d := range s.mails {
		to = append(to, d.to)
	}
	return to
}

// quiet drops what the server has to say about broken connections.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

type session struct {
	server   *server
	conn     *smtp.Conn
	from, to string
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func (s *session) hangs(at string) bool {
	if s.server.cut == nil || !s.server.cut(at, s.to) {
		return false
	}
	_ = s.conn.Conn().Close()
	return true
}

func (s *session) says(at phase) error {
	if s.server.answer == nil {
		return nil
	}
	return s.server.answer(at, s.to)
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from, s.to = from, ""
	s.hangs("mail")
	return s.says(atMail)
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	s.hangs("rcpt")
	return s.says(atRcpt)
}

func (s *session) Data(r io.Reader) error {
	if s.server.cut != nil && s.server.cut("body", s.to) {
		_, _ = io.CopyN(io.Discard, r, 100)
		_ = s.conn.Conn().Close()
		return errors.New("hung up")
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.says(atDot); err != nil {
		return err
	}
	if s.hangs("dot") { // the mail is thrown away
		return errors.New("hung up")
	}
	s.server.mu.Lock()
	s.server.mails = append(s.server.mails, delivered{s.from, s.to, raw})
	s.server.mu.Unlock()
	s.hangs("taken") // the mail is delivered, and the client never hears of it
	return nil
}

func (s *session) AuthMechanisms() []string {
	if s.server.mechanisms == nil {
		return []string{"PLAIN"}
	}
	return s.server.mechanisms
}

func (s *session) Auth(mechanism string) (sasl.Server, error) {
	s.server.logins.Add(1)
	check := func(name, password string) error {
		if name != testUser || password != testPassword {
			return smtp.ErrAuthFailed
		}
		return nil
	}
	switch mechanism {
	case "PLAIN":
		return sasl.NewPlainServer(func(_, name, password string) error { return check(name, password) }), nil
	case "OAUTHBEARER":
		return refusing{sasl.NewOAuthBearerServer(func(o sasl.OAuthBearerOptions) *sasl.OAuthBearerError {
			if check(o.Username, o.Token) != nil {
				return &sasl.OAuthBearerError{Status: "invalid_token"}
			}
			return nil
		})}, nil
	case "EXTERNAL":
		return sasl.NewExternalServer(func(identity string) error { return check(identity, testPassword) }), nil
	}
	return &scripted{mechanism: mechanism, check: check}, nil
}

// refusing says 535 where the library would say 454.
type refusing struct{ sasl.Server }

func (r refusing) Next(answer []byte) ([]byte, bool, error) {
	challenge, done, err := r.Server.Next(answer)
	if err != nil {
		err = smtp.ErrAuthFailed
	}
	return challenge, done, err
}

// scripted is the server's side of LOGIN and XOAUTH2.
type scripted struct {
	mechanism, name string
	asked           int
	check           func(name, password string) error
}

func (a *scripted) Next(answer []byte) ([]byte, bool, error) {
	if a.mechanism == "XOAUTH2" {
		name, rest, _ := strings.Cut(strings.TrimPrefix(string(answer), "user="), "\x01")
		return nil, true, a.check(name, strings.TrimSuffix(strings.TrimPrefix(rest, "auth=Bearer "), "\x01\x01"))
	}
	a.asked++
	switch a.asked {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		a.name = string(answer)
		return []byte("Password:"), false, nil
	}
	return nil, true, a.check(a.name, string(answer))
}

// says makes an answer of the server.
func says(code int, status smtp.EnhancedCode, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: status, Message: text}
}

// certificate makes an authority of its own and a certificate for loopback.
func certificate(t testing.TB) (*tls.Config, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true,
		BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	return config, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}
