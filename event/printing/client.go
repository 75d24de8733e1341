package printing

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"zlot/event"
)

// The operations of IPP and CUPS that this program asks for.
const (
	opPrintJob      = 0x0002
	opGetJob        = 0x0009
	opGetPrinter    = 0x000b
	opCUPSDefault   = 0x4001
	opCUPSPrinters  = 0x4002
	statusVersion   = 0x0503
	statusNotFound  = 0x0406
	statusGone      = 0x0407
	statusFormat    = 0x040a
	statusFormatBad = 0x0411
	statusTooLarge  = 0x0408
	statusClosed    = 0x0506
	statusBusy      = 0x0507
	statusTemporary = 0x0505
	statusAway      = 0x0502
)

// Patience: nobody at a desk waits longer for a printer.
const (
	dialPatience  = 2 * time.Second
	queryPatience = 4 * time.Second
	idlePatience  = 10 * time.Second // between two signs of life while a document goes over
)

// client speaks IPP with the print service of this machine and with printers in the network.
type client struct {
	local, network *http.Client
}

func newClient() *client {
	dial := func(ctx context.Context, kind, where string) (net.Conn, error) {
		d := net.Dialer{Timeout: dialPatience}
		c, err := d.DialContext(ctx, kind, where)
		if err != nil {
			return nil, err
		}
		return &patientConn{c}, nil
	}
	transport := func(dial func(ctx context.Context, kind, where string) (net.Conn, error)) *http.Client {
		return &http.Client{
			Transport: &http.Transport{
				DialContext:         dial,
				TLSHandshakeTimeout: dialPatience,
				IdleConnTimeout:     time.Second, // a small printer has few connections to give
				// Printers sign their certificates themselves; CUPS takes them all the same. The alternative
				// here is ipp://, without any protection.
				TLSClientConfig: &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10},
			},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	return &client{
		network: transport(dial),
		local: transport(func(ctx context.Context, _, _ string) (c net.Conn, err error) {
			for _, s := range services() {
				if c, err = dial(ctx, s.kind, s.where); err == nil {
					return c, nil
				}
			}
			return nil, err
		}),
	}
}

// patientConn gives up when nothing moves for a while. However long a document is, it may go on.
type patientConn struct{ net.Conn }

func (c *patientConn) Read(p []byte) (int, error) {
	c.wait()
	return c.Conn.Read(p)
}

// Write extends the wait of a Read that is under way, too.
func (c *patientConn) Write(p []byte) (int, error) {
	c.wait()
	return c.Conn.Write(p)
}

func (c *patientConn) wait() { _ = c.SetDeadline(time.Now().Add(idlePatience)) }

type service struct{ kind, where string }

// services are the places where a print service of this machine may listen, as CUPS itself looks for it.
func services() []service {
	if named := os.Getenv("CUPS_SERVER"); named != "" {
		if strings.HasPrefix(named, "/") {
			return []service{{"unix", named}}
		}
		named, _, _ = strings.Cut(named, "/version=")
		if _, _, err := net.SplitHostPort(named); err != nil {
			named = net.JoinHostPort(strings.Trim(named, "[]"), ippPort)
		}
		return []service{{"tcp", named}}
	}
	var found []service
	for _, socket := range []string{"/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd"} {
		if _, err := os.Stat(socket); err == nil {
			found = append(found, service{"unix", socket})
		}
	}
	return append(found, service{"tcp", net.JoinHostPort("localhost", ippPort)})
}

// serviceHost is how the print service wants to be called.
func serviceHost() string {
	if s := services()[0]; s.kind == "tcp" {
		return s.where
	}
	return "localhost"
}

// ask sends a request without a document, and waits for the answer only shortly.
func (c *client) ask(ctx context.Context, a address, m *message) (*message, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, queryPatience, errSlow)
	defer cancel()
	return c.send(ctx, a, m, nil)
}

var errSlow = errors.New("the printer does not answer")

// send sends a request with a document, or without. The errors are *event.Error with printer.* codes.
func (c *client) send(ctx context.Context, a address, m *message, document []byte) (*message, error) {
	answer, err := c.exchange(ctx, a, m, document)
	if err == nil && answer.code == statusVersion { // printers from before 2015
		old := *m
		old.version = 0x0101
		answer, err = c.exchange(ctx, a, &old, document)
	}
	if err != nil {
		return nil, err
	}
	return answer, refusal(a, answer)
}

func (c *client) exchange(ctx context.Context, a address, m *message, document []byte) (*message, error) {
	head, err := m.encode()
	if err != nil {
		return nil, fail(event.CodePrinterStrange, a).Because(err)
	}
	link, over := "http://"+serviceHost()+"/", c.local
	switch a.kind {
	case "ipp":
		link, over = "http://"+a.host+a.path, c.network
	case "ipps":
		link, over = "https://"+a.host+a.path, c.network
	case "cups":
		link += "printers/" + url.PathEscape(a.name)
	}
	sent := &watched{r: bytes.NewReader(document)}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, link, io.MultiReader(bytes.NewReader(head), sent))
	if err != nil {
		return nil, fail(event.CodePrinterAddress, a).Because(err)
	}
	r.ContentLength = int64(len(head) + len(document)) // many printers know no chunks
	r.Header.Set("Content-Type", "application/ipp")
	response, err := over.Do(r)
	if err != nil {
		return nil, unreachable(ctx, a, err, len(document) > 0 && sent.ended)
	}
	defer response.Body.Close()
	if err := httpRefusal(a, response.StatusCode); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, event.MaxPrinterAnswer))
	if err != nil {
		return nil, unreachable(ctx, a, err, len(document) > 0)
	}
	answer, _, err := decode(data)
	if err != nil {
		return nil, fail(event.CodePrinterStrange, a).Because(err)
	}
	return answer, nil
}

// watched knows whether a document was read to its end: from then on a printer may have it.
type watched struct {
	r     *bytes.Reader
	ended bool
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.ended = w.r.Len() == 0
	return n, err
}

func fail(code string, a address) *event.Error { return event.Fail(code, "Printer", a.where()) }

// unreachable says what it means that a machine did not answer. sent: it may have the document.
func unreachable(ctx context.Context, a address, err error, sent bool) error {
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, errSlow) && !errors.Is(cause, context.DeadlineExceeded) {
		return cause // somebody called it off
	}
	var unknown *net.DNSError
	var dial *net.OpError
	dialling := errors.As(err, &dial) && dial.Op == "dial"
	switch {
	case sent && !dialling:
		return fail(event.CodePrinterUnanswered, a).Because(err)
	case a.kind == "cups" && dialling:
		return fail(event.CodePrinterService, a).Because(err)
	case errors.As(err, &unknown):
		return fail(event.CodePrinterHost, a).Because(err)
	case dialling:
		return fail(event.CodePrinterOffline, a).Because(err)
	}
	return fail(event.CodePrinterSilent, a).Because(err)
}

func httpRefusal(a address, status int) error {
	switch status {
	case http.StatusOK:
		return nil
	case http.StatusUnauthorized, http.StatusForbidden:
		return fail(event.CodePrinterForbidden, a)
	case http.StatusNotFound, http.StatusMovedPermanently, http.StatusFound:
		return fail(event.CodePrinterUnknown, a)
	case http.StatusUpgradeRequired:
		return fail(event.CodePrinterSecure, a)
	case http.StatusRequestEntityTooLarge:
		return fail(event.CodePrinterSize, a)
	case http.StatusServiceUnavailable:
		return fail(event.CodePrinterBusy, a)
	}
	return fail(event.CodePrinterStrange, a).Because(errors.New(http.StatusText(status)))
}

// refusalOf says what the statuses of IPP mean for people.
var refusalOf = map[uint16]string{
	0x0401: event.CodePrinterForbidden, 0x0402: event.CodePrinterForbidden, 0x0403: event.CodePrinterForbidden,
	statusNotFound: event.CodePrinterUnknown, statusGone: event.CodePrinterUnknown,
	statusTooLarge: event.CodePrinterSize,
	statusFormat:   event.CodePrinterFormat, statusFormatBad: event.CodePrinterFormat, 0x0412: event.CodePrinterFormat,
	statusAway: event.CodePrinterBusy, statusTemporary: event.CodePrinterBusy, statusBusy: event.CodePrinterBusy,
	statusClosed: event.CodePrinterClosed,
}

func refusal(a address, m *message) error {
	if m.code < 0x0100 {
		return nil
	}
	code, known := refusalOf[m.code]
	if !known {
		code = event.CodePrinterRefused
	}
	return fail(code, a).Because(statusError(m.code))
}

type statusError uint16

func (s statusError) Error() string { return "IPP status " + hexadecimal(uint16(s)) }

func hexadecimal(n uint16) string {
	const digits = "0123456789abcdef"
	return "0x" + string([]byte{digits[n>>12], digits[n>>8&15], digits[n>>4&15], digits[n&15]})
}
