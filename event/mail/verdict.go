package mail

import (
	"errors"
	"net/textproto"
	"regexp"
	"strings"

	"zlot/event"
)

// fate is what becomes of a message after an attempt, and of the batch with it.
type fate string

const (
	accepted  fate = "accepted"
	rowRetry  fate = "row_retry"  // this message later
	rowFailed fate = "row_failed" // this message never
	pause     fate = "pause"      // everybody later, this message too
	stop      fate = "stop"       // nobody until a person has looked
	lost      fate = "lost"       // the connection broke before the final dot: certainly not sent
	uncertain fate = "uncertain"  // it broke after the dot: perhaps sent
)

// verdict is one attempt's end. reason is a code of event/error.go, or "".
type verdict struct {
	fate   fate
	code   int
	reply  string
	reason string
	err    error // why, where it was not the server
}

// phase is the command that the server answered.
type phase int

const (
	atMail phase = iota
	atRcpt
	atData
	atDot
)

const longestReply = 300 // characters of a server's words that are kept

var (
	enhanced = regexp.MustCompile(`^([245])\.(\d{1,3})\.(\d{1,3})\b`)
	blanks   = regexp.MustCompile(`[\s\p{Cc}]+`)
)

// words are a server's words on one line, cut to a bearable length.
func words(reply string) string {
	reply = strings.TrimSpace(blanks.ReplaceAllString(strings.ToValidUTF8(reply, "?"), " "))
	if r := []rune(reply); len(r) > longestReply {
		return string(r[:longestReply]) + "…"
	}
	return reply
}

// judge turns the end of a command into a verdict, by the table in the design of the mail.
func judge(at phase, err error) verdict {
	var answer *textproto.Error
	// An answer that says neither yes nor no belongs to something else: what the server understood is not known.
	if !errors.As(err, &answer) || answer.Code/100 < 4 && (at != atDot || answer.Code/100 != 2) {
		if at == atDot {
			return verdict{fate: uncertain, err: err}
		}
		return verdict{fate: lost, err: err}
	}
	v := verdict{code: answer.Code, reply: words(answer.Msg)}
	status := enhanced.FindString(answer.Msg)
	switch {
	case answer.Code/100 == 2:
		v.fate = accepted
	case status == "5.4.5" || status == "5.1.90": // the day's quota
		v.fate, v.reason = pause, event.CodeMailQuota
	case answer.Code/100 == 4:
		v.fate, v.reason = temporary(at, answer.Code, status)
	default:
		v.fate, v.reason = permanent(at, answer.Code, status)
	}
	return v
}

func temporary(at phase, code int, status string) (fate, string) {
	mailbox := strings.HasPrefix(status, "4.2.") // it is about this mailbox alone
	switch {
	case at == atMail, code == 421, code == 452 && !mailbox, code == 454, code == 432:
		return pause, event.CodeMailBusy
	}
	return rowRetry, ""
}

func permanent(at phase, code int, status string) (fate, string) {
	switch {
	case code == 530 || code == 535 || code == 534 || status == "5.7.30":
		return stop, event.CodeMailLogin
	case at == atMail || status == "5.7.60" || status == "5.2.252": // may not send as this address
		return stop, event.CodeMailSender
	case strings.HasPrefix(status, "5.2."), code == 552 && at == atRcpt: // the mailbox is full or closed
		return rowFailed, ""
	case at == atRcpt:
		return rowFailed, event.CodeMailUnknown
	}
	return rowFailed, event.CodeMailContent
}
