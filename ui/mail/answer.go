package mail

import (
	"regexp"
	"strconv"
	"strings"

	"zlot/event"
)

var status = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)

// answer is what a server's reply means, in words; "" where it said nothing, or nothing of use.
func (p *Page) answer(m event.Message) string {
	t, code := p.Printer.T, status.FindString(m.Reply)
	switch {
	case m.Code < 400:
		return p.reply(m)
	case m.Code < 500:
		return t("mail.answer.later")
	case strings.HasPrefix(code, "5.1."):
		return t("mail.answer.unknown")
	case strings.HasPrefix(code, "5.2."), m.Code == 552:
		return t("mail.answer.full")
	}
	return t("mail.answer.refused")
}

// reply is the server's last answer as it came. Without its number it is one of our own codes: the message
// never left.
func (p *Page) reply(m event.Message) string {
	switch {
	case m.Reply == "" || m.State == event.MessageAccepted: // a server that says yes says nothing more of use
		return ""
	case m.Code > 0:
		return strconv.Itoa(m.Code) + " " + strings.TrimPrefix(m.Reply, strconv.Itoa(m.Code)+" ")
	case p.Printer.Has("error." + m.Reply):
		return p.Printer.Error(event.Fail(m.Reply, "Value", m.To))
	}
	return m.Reply
}

// answerAndReply are the words, and behind them the reply for those who can read it.
func (p *Page) answerAndReply(m event.Message) string {
	words, raw := p.answer(m), p.reply(m)
	if raw == "" || raw == words {
		return words
	}
	return words + " · " + raw
}
