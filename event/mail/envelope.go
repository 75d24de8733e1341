package mail

import (
	"fmt"
	"io"
	"net/textproto"
	"strings"
)

// What is asked of a server that can report on deliveries.
const (
	reportReturns = "HDRS"
	reportOn      = "FAILURE,DELAY"
)

// open gives the server the sender and the recipient, and asks for the body. It returns nil and the verdict if the
// server does not want it.
func (c *conn) open(from, to string) (io.WriteCloser, verdict) {
	if ok, _ := c.client.Extension("PIPELINING"); ok && !strings.ContainsAny(from+to, "\r\n") {
		return c.openAtOnce(from, to)
	}
	if err := c.client.Mail(from); err != nil {
		return nil, c.refused(judge(atMail, err))
	}
	if err := c.client.Rcpt(to); err != nil {
		return nil, c.refused(judge(atRcpt, err))
	}
	w, err := c.client.Data()
	if err != nil {
		return nil, c.refused(judge(atData, err))
	}
	return w, verdict{}
}

// openAtOnce says all three without waiting for an answer, as RFC 2920 allows, and reads the answers in order. The
// first refusal counts. A server that wants a body all the same gets none, nor its dot: the line is cut.
func (c *conn) openAtOnce(from, to string) (io.WriteCloser, verdict) {
	if ok, _ := c.client.Extension("DSN"); ok {
		from, to = from+" RET="+reportReturns, to+" NOTIFY="+reportOn
	}
	text := c.client.Text
	_, err := fmt.Fprintf(text.W, "MAIL FROM:%s\r\nRCPT TO:%s\r\nDATA\r\n", from, to)
	if err == nil {
		err = text.W.Flush()
	}
	if err != nil {
		return nil, c.broken(verdict{fate: lost, err: err})
	}
	var refusal *verdict
	for _, command := range []struct {
		at   phase
		code int
	}{{atMail, 250}, {atRcpt, 25}, {atData, 354}} {
		_, _, err = text.ReadResponse(command.code)
		if err == nil {
			continue
		}
		v := judge(command.at, err)
		if refusal == nil {
			refusal = &v
		}
		if v.fate == lost { // nobody answers any more
			return nil, c.broken(*refusal)
		}
	}
	switch {
	case refusal == nil:
		return &openBody{WriteCloser: text.DotWriter(), text: text}, verdict{}
	case err == nil:
		return nil, c.broken(*refusal)
	}
	return nil, c.refused(*refusal)
}

// openBody takes a mail; Close writes the final dot and reads the answer.
type openBody struct {
	io.WriteCloser
	text  *textproto.Conn
	reply string
}

func (b *openBody) Close() error {
	if err := b.WriteCloser.Close(); err != nil {
		return err
	}
	var err error
	_, b.reply, err = b.text.ReadResponse(250)
	return err
}

// ServerResponse is what the server said to the dot.
func (b *openBody) ServerResponse() string { return b.reply }
