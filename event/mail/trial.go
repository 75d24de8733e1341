package mail

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"zlot/event"
	"zlot/event/i18n"
)

// Test sends a plain mail the way every mail leaves, and says what is wrong: Check's errors, and
// mail.sender.refused, mail.quota, mail.recipients.unknown, mail.content.refused.
func Test(ctx context.Context, acc event.MailAccount, secret, to, language string, now time.Time) error {
	if err := Validate(acc); err != nil {
		return err
	}
	raw, err := trial(acc, to, language, now)
	if err != nil {
		return err
	}
	c, err := dial(ctx, acc, secret, patience)
	if err != nil {
		return err
	}
	defer c.quit()
	ascii, err := asciiAddress(to)
	if err != nil {
		return err
	}
	v := c.send(ctx, ascii, raw, func() error { return nil })
	return v.failure(acc)
}

// failure is a verdict told to the person who waits for it; nil: the server took the mail.
func (v verdict) failure(acc event.MailAccount) error {
	code := v.reason
	switch {
	case v.fate == accepted:
		return nil
	case v.code == 0 && (errors.Is(v.err, context.Canceled) || errors.Is(v.err, context.DeadlineExceeded)):
		return v.err
	case v.code == 0:
		code = event.CodeMailConnect
	case code == "" && v.fate == rowRetry:
		code = event.CodeMailBusy
	case code == "":
		code = event.CodeMailContent
	}
	return event.Fail(code, "Host", acc.Host, "Port", acc.Port, "User", user(acc), "Code", v.code, "Reply", v.reply).Because(v.err)
}

func trial(acc event.MailAccount, to, language string, now time.Time) ([]byte, error) {
	from, err := asciiAddress(acc.Address)
	if err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(from, "@")
	m := event.Message{ID: "test", To: to, Name: acc.Name, Date: now, MessageID: strings.ToLower(rand.Text()) + "@" + domain}
	msg, err := headers(m, acc, event.Event{})
	if err != nil {
		return nil, err
	}
	p := i18n.New(language)
	msg.Subject(p.T("account.test.subject"))
	msg.SetBodyString(gomail.TypeTextPlain, p.T("account.test.text", i18n.Args{"Address": acc.Address, "Host": acc.Host}))
	var b bytes.Buffer
	if _, err := msg.WriteTo(&b); err != nil {
		return nil, invalid(m, "write the mail").Because(err)
	}
	return b.Bytes(), nil
}
