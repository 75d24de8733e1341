package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"zlot/event"
)

const (
	imapsPort    = 993
	imapPort     = 143
	imapPatience = 3 * time.Minute // for one look into a mailbox
)

// mailbox is a signed-in connection to the account's IMAP server. It only reads.
type mailbox struct {
	*imapclient.Client
	acc  event.MailAccount
	stop func() bool
}

// openMailbox connects, protects and signs in. The end of ctx breaks the connection.
func openMailbox(ctx context.Context, acc event.MailAccount, secret string) (*mailbox, error) {
	if acc.IMAPHost == "" {
		return nil, event.Fail(event.CodeMailIMAP).In("imap_host")
	}
	if err := validateIMAP(acc); err != nil {
		return nil, err
	}
	pool, err := roots(acc)
	if err != nil {
		return nil, err
	}
	if acc.IMAPPort == 0 {
		acc.IMAPPort = imapsPort
	}
	host := asciiHost(acc.IMAPHost)
	d := net.Dialer{Timeout: patience.connect}
	line, err := d.DialContext(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(acc.IMAPPort)))
	if err != nil {
		return nil, unreachable(acc).Because(err)
	}
	raw := bounded(line, event.MaxMailAnswer)
	m := &mailbox{acc: acc, stop: context.AfterFunc(ctx, func() { _ = raw.Close() })}
	if m.Client, err = greetMailbox(ctx, raw, acc, &tls.Config{ServerName: host, RootCAs: pool, MinVersion: tls.VersionTLS12}); err != nil {
		m.stop()
		_ = raw.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, mailboxError(acc, err)
	}
	if err := m.signIn(secret); err != nil {
		m.close()
		return nil, err
	}
	raw.most.Store(event.MaxMailbox) // who let us in may say more
	return m, nil
}

// greetMailbox protects the connection: TLS at once, or STARTTLS on its port. Without either it stays on
// this machine.
func greetMailbox(ctx context.Context, raw net.Conn, acc event.MailAccount, config *tls.Config) (*imapclient.Client, error) {
	if err := raw.SetDeadline(time.Now().Add(patience.greeting)); err != nil {
		return nil, err
	}
	var client *imapclient.Client
	var err error
	switch {
	case acc.TLS == event.TLSNone && onThisMachine(acc.IMAPHost):
		client = imapclient.New(raw, nil)
	case acc.IMAPPort == imapPort:
		if client, err = imapclient.NewStartTLS(raw, &imapclient.Options{TLSConfig: config}); err != nil {
			return nil, protectionError{err}
		}
	default:
		secure := tls.Client(raw, config)
		if err := secure.HandshakeContext(ctx); err != nil {
			return nil, protectionError{err}
		}
		client = imapclient.New(secure, nil)
	}
	if err := client.WaitGreeting(); err != nil {
		return nil, errors.Join(err, client.Close())
	}
	return client, raw.SetDeadline(time.Time{}) // from here on ctx bounds the waiting
}

func unreachable(acc event.MailAccount) *event.Error {
	return event.Fail(event.CodeMailConnect, "Host", acc.IMAPHost, "Port", acc.IMAPPort, "Reading", true)
}

func mailboxError(acc event.MailAccount, err error) error {
	var protection protectionError
	if errors.As(err, &protection) && !isNetwork(err) {
		var untrusted *tls.CertificateVerificationError
		return event.Fail(event.CodeMailTLS, "Host", acc.IMAPHost, "Port", acc.IMAPPort, "Reading", true,
			"Certificate", errors.As(err, &untrusted)).Because(err)
	}
	return unreachable(acc).Because(err)
}

// signIn uses the way that the account's mail goes out by, as far as the server offers it here too.
func (m *mailbox) signIn(secret string) error {
	if needsSecret(m.acc) && secret == "" {
		return event.Fail(event.CodeMailSecret, "User", user(m.acc), "Reading", true)
	}
	var err error
	switch caps := m.Caps(); {
	case authWay(m.acc) == authXOAuth2:
		err = m.Authenticate(&xoauth2{user: user(m.acc), token: bearer(secret)})
	case authWay(m.acc) == authOAuthBearer:
		err = m.Authenticate(patientClient{sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{Username: user(m.acc), Token: bearer(secret),
			Host: m.acc.IMAPHost, Port: m.acc.IMAPPort})})
	case caps.Has(imap.AuthCap(sasl.Plain)):
		err = m.Authenticate(sasl.NewPlainClient("", user(m.acc), secret))
	case caps.Has(imap.CapLoginDisabled):
		return event.Fail(event.CodeMailAuth, "Host", m.acc.IMAPHost, "Reading", true)
	default:
		err = m.Login(user(m.acc), secret).Wait()
	}
	return m.refused(err)
}

// refused is what the end of signing in means.
func (m *mailbox) refused(err error) error {
	var answer *imap.Error
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &answer):
		return unreachable(m.acc).Because(err)
	case answer.Code == imap.ResponseCodeUnavailable || answer.Code == "LIMIT" || answer.Code == "INUSE":
		return event.Fail(event.CodeMailBusy, "Host", m.acc.IMAPHost, "Reading", true, "Reply", words(answer.Text)).Because(err)
	}
	return event.Fail(event.CodeMailLogin, "Host", m.acc.IMAPHost, "User", user(m.acc), "Reading", true, "Reply", words(answer.Text)).Because(err)
}

func (m *mailbox) close() {
	m.stop()
	_ = m.Close()
}

// leave ends a look into the mailbox and says what its error is.
func (m *mailbox) leave(ctx context.Context, err error) error {
	m.close()
	var known *event.Error
	var answer *imap.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded):
		return ctx.Err()
	case errors.As(err, &answer):
		return event.Fail(event.CodeMailIMAPFailed, "Host", m.acc.IMAPHost, "Reply", words(answer.Text)).Because(err)
	}
	return unreachable(m.acc).Because(err)
}

// xoauth2 is the mechanism of Google and Microsoft, which the library leaves out.
type xoauth2 struct{ user, token string }

func (a *xoauth2) Start() (string, []byte, error) {
	return "XOAUTH2", []byte("user=" + a.user + "\x01auth=Bearer " + a.token + "\x01\x01"), nil
}

// Next answers the server's report of an error, so that it can refuse in its own words.
func (a *xoauth2) Next([]byte) ([]byte, error) { return []byte{}, nil }

// patientClient answers a challenge that tells of an error, so that the server can refuse in its own words.
type patientClient struct{ sasl.Client }

func (c patientClient) Next(challenge []byte) ([]byte, error) {
	answer, err := c.Client.Next(challenge)
	if err != nil {
		return []byte{1}, nil
	}
	return answer, nil
}

// atOnce is how many searches are under way at a time.
const atOnce = 50

// FindSent tells which mails lie in the folder of sent mail, by Message-ID.
func FindSent(ctx context.Context, acc event.MailAccount, secret string, messageIDs []string) (map[string]bool, error) {
	ctx, cancel := context.WithTimeout(ctx, imapPatience)
	defer cancel()
	m, err := openMailbox(ctx, acc, secret)
	if err != nil {
		return nil, err
	}
	found := make(map[string]bool, len(messageIDs))
	return found, m.leave(ctx, m.findSent(messageIDs, found))
}

func (m *mailbox) findSent(messageIDs []string, found map[string]bool) error {
	folder, err := m.sentFolder()
	if err != nil {
		return err
	}
	if _, err := m.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		return err
	}
	for ids := range slices.Chunk(messageIDs, atOnce) {
		searches := make([]*imapclient.SearchCommand, len(ids))
		for i, id := range ids {
			searches[i] = m.UIDSearch(&imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{
				{Key: "Message-ID", Value: "<" + strings.Trim(id, "<>") + ">"}}}, nil)
		}
		for i, s := range searches {
			data, err := s.Wait()
			if err != nil {
				return err
			}
			found[ids[i]] = len(data.AllUIDs()) > 0
		}
	}
	return nil
}

// sentNames are what folders of sent mail are called where the server marks none.
var sentNames = []string{"sent", "sent items", "sent messages", "sent mail", "wysłane", "elementy wysłane", "wysłane wiadomości"}

func (m *mailbox) sentFolder() (string, error) {
	if m.acc.Sent != "" {
		return m.acc.Sent, nil
	}
	var options *imap.ListOptions
	if m.Caps().Has(imap.CapSpecialUse) {
		options = &imap.ListOptions{ReturnSpecialUse: true}
	}
	all, err := m.List("", "*", options).Collect()
	if err != nil {
		return "", err
	}
	for _, l := range all {
		if slices.Contains(l.Attrs, imap.MailboxAttrSent) {
			return l.Mailbox, nil
		}
	}
	for _, l := range all {
		name := strings.ToLower(l.Mailbox)
		if l.Delim != 0 {
			name = name[strings.LastIndex(name, string(l.Delim))+1:]
		}
		if slices.Contains(sentNames, name) {
			return l.Mailbox, nil
		}
	}
	return "", event.Fail(event.CodeMailNoSent, "Host", m.acc.IMAPHost).In("sent")
}

// Bounces reads what came back into the inbox since a time, oldest first.
func Bounces(ctx context.Context, acc event.MailAccount, secret string, since time.Time) ([]event.Bounce, error) {
	ctx, cancel := context.WithTimeout(ctx, imapPatience)
	defer cancel()
	m, err := openMailbox(ctx, acc, secret)
	if err != nil {
		return nil, err
	}
	all, err := m.bounces(since)
	return all, m.leave(ctx, err)
}

// mostReport is how much of a report is read: what it says stands before the mail that came back.
const mostReport = 128 << 10

func (m *mailbox) bounces(since time.Time) ([]event.Bounce, error) {
	if _, err := m.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		return nil, err
	}
	header := func(key, value string) imap.SearchCriteria {
		return imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: key, Value: value}}}
	}
	criteria := &imap.SearchCriteria{Or: [][2]imap.SearchCriteria{{header("Content-Type", "report"),
		{Or: [][2]imap.SearchCriteria{{header("From", "mailer-daemon"), {Or: [][2]imap.SearchCriteria{
			{header("From", "postmaster"), header("X-Failed-Recipients", "@")}}}}}}}}}
	if !since.IsZero() {
		criteria.Since = since.AddDate(0, 0, -1) // the server compares dates alone, in its own zone
	}
	hits, err := m.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return nil, err
	}
	var all []event.Bounce
	section := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: mostReport}}
	for uids := range slices.Chunk(hits.AllUIDs(), atOnce) {
		mails, err := m.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{UID: true, InternalDate: true,
			BodySection: []*imap.FetchItemBodySection{section}}).Collect()
		if err != nil {
			return nil, fmt.Errorf("fetch reports: %w", err)
		}
		for _, mail := range mails {
			if mail.InternalDate.Before(since) {
				continue
			}
			all = append(all, reported(mail)...)
		}
	}
	return all, nil
}

// reported reads what a fetched mail gives back; it came when the server says so, where it does not say itself.
func reported(mail *imapclient.FetchMessageBuffer) []event.Bounce {
	if len(mail.BodySection) == 0 {
		return nil
	}
	all := readReport(bytes.NewReader(mail.BodySection[0].Bytes))
	for i := range all {
		if all[i].At.IsZero() {
			all[i].At = mail.InternalDate
		}
	}
	return all
}
