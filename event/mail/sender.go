package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"zlot/event"
)

// timeouts bound every wait for a server. The dot gets the ten minutes of RFC 5321: giving up on it
// makes a message uncertain.
type timeouts struct {
	connect, greeting, command, body, dot, farewell time.Duration
}

var patience = timeouts{
	connect:  20 * time.Second,
	greeting: 30 * time.Second,
	command:  2 * time.Minute,
	body:     5 * time.Minute,
	dot:      10 * time.Minute,
	farewell: 2 * time.Second,
}

// conn is one signed-in connection to the account's server.
type conn struct {
	client *smtp.Client
	raw    net.Conn
	wait   timeouts
	from   string
}

// dial connects, protects and signs in. Its errors are *event.Error with codes mail.*.
func dial(ctx context.Context, acc event.MailAccount, secret string, wait timeouts) (*conn, error) {
	pool, err := roots(acc)
	if err != nil {
		return nil, err
	}
	c, err := call(ctx, acc, wait)
	if err != nil {
		return nil, err
	}
	// Signing in ends at once when the context does; later send takes over the watch.
	release := context.AfterFunc(ctx, func() { _ = c.raw.SetDeadline(past) })
	defer release()
	config := &tls.Config{ServerName: asciiHost(acc.Host), RootCAs: pool, MinVersion: tls.VersionTLS12}
	if err := c.greet(ctx, acc, config); err != nil {
		c.cut()
		return nil, connectError(acc, err)
	}
	if err := c.signIn(acc, secret); err != nil {
		c.cut()
		return nil, err
	}
	return c, nil
}

// call reaches the account's server, and says nothing yet.
func call(ctx context.Context, acc event.MailAccount, wait timeouts) (*conn, error) {
	from, err := asciiAddress(acc.Address)
	if err != nil {
		return nil, err
	}
	d := net.Dialer{Timeout: wait.connect}
	raw, err := d.DialContext(ctx, "tcp", net.JoinHostPort(asciiHost(acc.Host), strconv.Itoa(acc.Port)))
	if err != nil {
		return nil, event.Fail(event.CodeMailConnect, "Host", acc.Host, "Port", acc.Port).Because(err)
	}
	return &conn{raw: bounded(raw, event.MaxMailAnswer), wait: wait, from: from}, nil
}

var past = time.Unix(1, 0)

// greet brings the connection to the point where the server awaits a name.
func (c *conn) greet(ctx context.Context, acc event.MailAccount, config *tls.Config) error {
	if err := c.raw.SetDeadline(time.Now().Add(c.wait.greeting)); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	stream := c.raw
	if acc.TLS == event.TLSImplicit {
		secure := tls.Client(c.raw, config)
		if err := secure.HandshakeContext(ctx); err != nil {
			return protectionError{err}
		}
		stream = secure
	}
	client, err := smtp.NewClient(stream, config.ServerName)
	if err != nil {
		return err
	}
	c.client = client
	client.SkipSMTPUTF8(true)
	client.SetDSNMailReturnOption(reportReturns)
	client.SetDSNRcptNotifyOption(reportOn)
	if err := client.Hello(literal(c.raw.LocalAddr())); err != nil {
		return err
	}
	if acc.TLS != event.TLSStart {
		return nil
	}
	if ok, _ := client.Extension("STARTTLS"); !ok {
		return protectionError{errors.New("the server offers no STARTTLS")}
	}
	if err := client.StartTLS(config); err != nil {
		return protectionError{err}
	}
	return nil
}

// literal is the machine's address as EHLO takes it. The name of somebody's computer is nobody's business.
func literal(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return "localhost"
	}
	if v4 := tcp.IP.To4(); v4 != nil {
		return "[" + v4.String() + "]"
	}
	return "[IPv6:" + tcp.IP.String() + "]"
}

// protectionError is a failure to get an encrypted connection to the right server.
type protectionError struct{ error }

func (e protectionError) Unwrap() error { return e.error }

func connectError(acc event.MailAccount, err error) error {
	var answer *textproto.Error
	var protection protectionError
	switch protected := errors.As(err, &protection); {
	case errors.As(err, &answer) && (answer.Code/100 == 4 || !protected):
		return busy(acc, answer).Because(err)
	case protected && !isNetwork(err):
		var untrusted *tls.CertificateVerificationError
		return event.Fail(event.CodeMailTLS, "Host", acc.Host, "Port", acc.Port, "Certificate", errors.As(err, &untrusted)).Because(err)
	}
	return event.Fail(event.CodeMailConnect, "Host", acc.Host, "Port", acc.Port).Because(err)
}

func busy(acc event.MailAccount, answer *textproto.Error) *event.Error {
	return event.Fail(event.CodeMailBusy, "Host", acc.Host, "Code", answer.Code, "Reply", words(answer.Msg))
}

// isNetwork tells a broken line from a refused handshake.
func isNetwork(err error) bool {
	var timeout net.Error
	var operation *net.OpError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, context.Canceled), errors.Is(err, errTalkative):
		return true
	case errors.As(err, &operation): // a peer's TLS alert is an OpError too, of another kind
		return operation.Op == "read" || operation.Op == "write"
	}
	return errors.As(err, &timeout) && timeout.Timeout()
}

func (c *conn) signIn(acc event.MailAccount, secret string) error {
	_, offer := c.client.Extension("AUTH")
	_, encrypted := c.client.TLSConnectionState()
	secure := encrypted || acc.TLS == event.TLSNone && onThisMachine(acc.Host)
	acc.Host = asciiHost(acc.Host) // the name under which go-mail knows the server
	auth, err := authFor(acc, secret, strings.Fields(strings.ToUpper(offer)), secure)
	if err != nil || auth == nil {
		return err
	}
	err = c.client.Auth(auth)
	if err == nil {
		return nil
	}
	var answer *textproto.Error
	switch {
	case !errors.As(err, &answer):
		if isNetwork(err) {
			return event.Fail(event.CodeMailConnect, "Host", acc.Host, "Port", acc.Port).Because(err)
		}
		return event.Fail(event.CodeMailLogin, "Host", acc.Host, "User", user(acc), "Reply", "").Because(err)
	case answer.Code/100 == 4:
		return busy(acc, answer).Because(err)
	}
	return event.Fail(event.CodeMailLogin, "Host", acc.Host, "User", user(acc), "Code", answer.Code,
		"Reply", words(answer.Msg)).Because(err)
}

// send hands one mail over. beforeDot is called once the server wants the body, and what it commits is on disk before
// the final dot leaves: it is true whatever happens afterwards. If it fails, the connection is cut, and the server
// throws the body away.
//
// The end of ctx cuts a mail off before the dot; after it the answer is awaited a little longer.
func (c *conn) send(ctx context.Context, to string, raw []byte, beforeDot func() error) verdict {
	release := context.AfterFunc(ctx, func() { _ = c.raw.SetDeadline(past) })
	v, open := c.hand(ctx, to, raw, beforeDot)
	intact := release()
	if open == nil {
		return v
	}
	if !intact {
		return c.broken(verdict{fate: lost, err: ctx.Err()})
	}
	return c.dot(ctx, open)
}

// beforeDotError tells that the caller's own commit failed, not the connection.
type beforeDotError struct{ error }

func (e beforeDotError) Unwrap() error { return e.error }

// hand goes as far as the end of the body, which leaves while beforeDot waits for the disk. It returns the still open
// body, or nil and the verdict.
func (c *conn) hand(ctx context.Context, to string, raw []byte, beforeDot func() error) (verdict, io.Closer) {
	if err := c.bound(ctx, c.wait.command); err != nil {
		return c.broken(verdict{fate: lost, err: err}), nil
	}
	w, v := c.open("<"+c.from+">", "<"+to+">")
	if w == nil {
		return v, nil
	}
	if err := c.bound(ctx, c.wait.body); err != nil {
		return c.broken(verdict{fate: lost, err: err}), nil
	}
	committed := make(chan error, 1)
	go func() { committed <- beforeDot() }()
	err := c.body(w, raw)
	if err := <-committed; err != nil {
		return c.broken(verdict{fate: lost, err: beforeDotError{err}}), nil
	}
	if err != nil {
		return c.broken(verdict{fate: lost, err: err}), nil
	}
	return verdict{}, w
}

// body sends all of a mail; only the dot is left for w's Close. The library would look at every byte, and cut the
// mail into small pieces: it gets the last line end, so that it knows where it stands.
func (c *conn) body(w io.Writer, raw []byte) error {
	const end = "\r\n"
	raw = bytes.ReplaceAll(bytes.TrimSuffix(raw, []byte(end)), []byte(end+"."), []byte(end+".."))
	if bytes.HasPrefix(raw, []byte(".")) {
		raw = append([]byte("."), raw...)
	}
	if _, err := c.client.Text.W.Write(raw); err != nil {
		return err
	}
	if _, err := io.WriteString(w, end); err != nil {
		return err
	}
	return c.client.Text.W.Flush()
}

// dot writes the final dot and reads what the server makes of the mail.
func (c *conn) dot(ctx context.Context, w io.Closer) verdict {
	_ = c.raw.SetDeadline(time.Now().Add(c.wait.dot))
	release := context.AfterFunc(ctx, func() { _ = c.raw.SetDeadline(time.Now().Add(2 * c.wait.farewell)) })
	defer release()
	err := w.Close()
	if err == nil {
		reply := ""
		if r, ok := w.(interface{ ServerResponse() string }); ok {
			reply = words(r.ServerResponse())
		}
		return verdict{fate: accepted, code: 250, reply: reply}
	}
	v := judge(atDot, err)
	if v.fate == uncertain || v.fate == pause || v.fate == stop {
		c.cut()
	}
	return v
}

// bound sets the time that the next exchange may take, unless ctx has ended meanwhile.
func (c *conn) bound(ctx context.Context, d time.Duration) error {
	err := c.raw.SetDeadline(time.Now().Add(d))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// refused clears the way for the next message after a refusal, or cuts a line that is no use any more.
func (c *conn) refused(v verdict) verdict {
	switch v.fate {
	case rowRetry, rowFailed:
		if err := c.client.Reset(); err == nil {
			return v
		}
	}
	return c.broken(v)
}

func (c *conn) broken(v verdict) verdict { c.cut(); return v }

// alive tells whether the connection can be used for another message.
func (c *conn) alive() bool { return c.client.HasConnection() }

// quit says goodbye. It must never be called while a body is open: the library would write the dot.
func (c *conn) quit() {
	_ = c.raw.SetDeadline(time.Now().Add(c.wait.farewell))
	_ = c.client.Quit()
	c.cut()
}

// cut drops the connection without a word.
func (c *conn) cut() {
	_ = c.raw.Close()
	if c.client != nil {
		_ = c.client.Close()
	}
}
