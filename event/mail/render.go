package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	netmail "net/mail"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"zlot/event"
	"zlot/event/i18n"
)

// Render writes the whole mail and checks it, so that after it only the network can fail: 7-bit bytes,
// no long lines, and each attachment, read back out of the mail, has the SHA-256 that was frozen with
// the message. The same message renders to the same Date and Message-ID every time. files are the contents of
// the attachments by SHA-256.
//
// Its errors are *event.Error with mail.address.invalid or mail.message.invalid.
func Render(m event.Message, acc event.MailAccount, ev event.Event, files map[string][]byte) ([]byte, error) {
	attached, size := attachments(m), 16<<10
	if len(attached) == 0 && m.Text == "" {
		return nil, invalid(m, "it says nothing")
	}
	for _, a := range attached {
		if data := files[a.SHA256]; len(data) == 0 || hexSum(data) != a.SHA256 {
			return nil, invalid(m, "a document is not the one that was frozen")
		}
		size += len(files[a.SHA256]) * 3 / 2
	}
	msg, err := headers(m, acc, ev)
	if err != nil {
		return nil, err
	}
	if err := body(msg, m, acc, ev); err != nil {
		return nil, err
	}
	for _, a := range attached {
		if err := msg.AttachReader(a.Name, bytes.NewReader(files[a.SHA256]), attachmentHeaders(a)); err != nil {
			return nil, invalid(m, "attach a document").Because(err)
		}
	}
	var b bytes.Buffer
	b.Grow(size)
	if _, err := msg.WriteTo(&b); err != nil {
		return nil, invalid(m, "write the mail").Because(err)
	}
	if err := checkBytes(b.Bytes(), attached); err != nil {
		return nil, invalid(m, "check the mail").Because(err)
	}
	return b.Bytes(), nil
}

// attachments are what goes with a message: its certificate first.
func attachments(m event.Message) []event.Attachment {
	if m.SHA256 == "" {
		return m.Attachments
	}
	certificate := event.Attachment{Name: AttachmentName(m), Type: "application/pdf", SHA256: m.SHA256}
	return append([]event.Attachment{certificate}, m.Attachments...)
}

func invalid(m event.Message, what string) *event.Error {
	return event.Fail(event.CodeMailMessage, "Message", m.ID).Because(fmt.Errorf("message %s: %s", m.ID, what))
}

func headers(m event.Message, acc event.MailAccount, ev event.Event) (*gomail.Msg, error) {
	from, err := asciiAddress(acc.Address)
	if err != nil {
		return nil, err
	}
	to, err := asciiAddress(m.To)
	if err != nil {
		return nil, err
	}
	id, err := asciiAddress(m.MessageID) // it is built like an address, under the sender's domain
	if err != nil || m.Date.IsZero() {
		return nil, invalid(m, "no stable Message-ID and Date")
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithCharset(gomail.CharsetUTF8),
		gomail.WithEncoding(gomail.EncodingQP))
	if err := msg.From(named(senderName(acc, ev), from)); err != nil {
		return nil, event.Fail(event.CodeMailAddress, "Value", acc.Address).Because(err)
	}
	name := m.Name
	if m.Sample {
		name = senderName(acc, ev)
	}
	if err := msg.To(named(name, to)); err != nil {
		return nil, event.Fail(event.CodeMailAddress, "Value", m.To).Because(err)
	}
	if acc.ReplyTo != "" {
		reply, err := asciiAddress(acc.ReplyTo)
		if err != nil {
			return nil, err
		}
		if err := msg.ReplyTo(reply); err != nil {
			return nil, event.Fail(event.CodeMailAddress, "Value", acc.ReplyTo).Because(err)
		}
	}
	msg.SetDateWithValue(m.Date.In(ev.Zone()))
	msg.SetMessageIDWithValue(id)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "OOF, DR, RN, NRN, AutoReply")
	return msg, nil
}

func named(name, address string) string {
	return (&netmail.Address{Name: strings.Join(strings.Fields(name), " "), Address: address}).String()
}

func body(msg *gomail.Msg, m event.Message, acc event.MailAccount, ev event.Event) error {
	l := newLetter(m, acc, ev)
	html, err := l.html()
	if err != nil {
		return err
	}
	msg.SetGenHeader(gomail.HeaderSubject, encodedSubject(l.Subject))
	msg.SetBodyString(gomail.TypeTextPlain, l.text())
	msg.AddAlternativeString(gomail.TypeTextHTML, html)
	return nil
}

// encodedSubject writes a subject in words so short that the first one stays on the line of the header's name:
// where that line is empty, some readers begin the subject with a blank.
func encodedSubject(subject string) string {
	subject = strings.Join(strings.Fields(subject), " ")
	if mime.QEncoding.Encode("UTF-8", subject) == subject {
		return subject
	}
	const most = 45 // of the letters of a word, as they are written: the rest is its frame
	var words []string
	word, length := "", 0
	for _, r := range subject {
		n := len(quoted(string(r)))
		if length+n > most {
			words, word, length = append(words, word), "", 0
		}
		word, length = word+string(r), length+n
	}
	words = append(words, word)
	for i, w := range words {
		words[i] = "=?UTF-8?q?" + quoted(w) + "?="
	}
	return strings.Join(words, " ")
}

// quoted writes the letters of an encoded word (RFC 2047, 4.2).
func quoted(word string) string {
	var b strings.Builder
	for _, c := range []byte(word) {
		switch {
		case c == ' ':
			b.WriteByte('_')
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', strings.IndexByte("!*+-/.,:;", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}

// AttachmentName is the file name of a message's document, in the document's language.
func AttachmentName(m event.Message) string {
	number := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, m.Certificate)
	return i18n.New(m.Language).T("mailtext.attachment", i18n.Args{"Number": number})
}

// attachmentHeaders names the file twice, as Thunderbird does: by RFC 2231 in Content-Disposition, and
// for old readers by an encoded word in Content-Type. The library alone would put encoded words into
// both, which RFC 2047 forbids in the first.
func attachmentHeaders(a event.Attachment) gomail.FileOption {
	return func(f *gomail.File) {
		name := a.Name
		word := strings.ReplaceAll(mime.QEncoding.Encode("UTF-8", name), " ", "\r\n ")
		if isASCII(name) {
			word = name
		}
		f.Header.Set("Content-Type", typeOf(a)+";\r\n name=\""+word+"\"")
		f.Header.Set("Content-Disposition", "attachment;"+filename(name))
	}
}

// typeOf is the kind of an attachment; words say how their letters are written.
func typeOf(a event.Attachment) string {
	if strings.HasPrefix(a.Type, "text/") {
		return a.Type + "; charset=utf-8"
	}
	return a.Type
}

// filename writes the parameter in pieces that leave each line short.
func filename(name string) string {
	if isASCII(name) && len(name) < 60 {
		return "\r\n filename=\"" + name + "\""
	}
	var b strings.Builder
	piece, n := "UTF-8''", 0
	flush := func(end string) {
		fmt.Fprintf(&b, "\r\n filename*%d*=%s%s", n, piece, end)
		piece, n = "", n+1
	}
	for _, c := range []byte(name) {
		if len(piece) > 57 {
			flush(";")
		}
		if c < 0x80 && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			piece += string(c)
		} else {
			piece += fmt.Sprintf("%%%02X", c)
		}
	}
	flush("")
	return b.String()
}

func isASCII(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
