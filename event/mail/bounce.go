package mail

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	netmail "net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the alphabets that servers still write in
	"github.com/emersion/go-message/textproto"

	"zlot/event"
)

// ReadBounce reads a saved mail as the report of a server that gives mail back: the standard form (RFC 3464),
// and the plain ones of Exim, qmail and others.
func ReadBounce(eml []byte) ([]event.Bounce, error) {
	all := readReport(bytes.NewReader(eml))
	if len(all) == 0 {
		return nil, event.Fail(event.CodeMailNoBounce)
	}
	return all, nil
}

// report is what the parts of a mail say.
type report struct {
	header   message.Header
	groups   []textproto.Header // of the machine's part: about the mail first, then one a recipient
	returned textproto.Header   // of the mail that came back
	text     string             // for people
	at       time.Time
}

func readReport(r io.Reader) []event.Bounce {
	mail, err := message.Read(r)
	if mail == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return nil
	}
	p := report{header: mail.Header}
	if t, err := netmail.ParseDate(mail.Header.Get("Date")); err == nil {
		p.at = t.UTC()
	}
	p.read(mail, 0)
	if len(p.groups) > 1 {
		return p.standard()
	}
	return p.plain()
}

// read goes through the parts. A report that was cut short is read as far as it goes.
func (p *report) read(part *message.Entity, depth int) {
	if parts := part.MultipartReader(); parts != nil {
		for depth < event.MaxMailDepth {
			next, err := parts.NextPart()
			if next == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
				return
			}
			p.read(next, depth+1)
		}
		return
	}
	body := io.LimitReader(part.Body, event.MaxMailPart)
	switch kind, _, _ := part.Header.ContentType(); strings.ToLower(kind) {
	case "message/delivery-status", "message/global-delivery-status":
		p.groups = append(p.groups, headerGroups(body)...)
	case "message/rfc822", "message/global", "text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers", "message/global-headers":
		if p.returned.Len() == 0 {
			p.returned, _ = readHeader(bufio.NewReader(body))
		}
	case "text/plain", "":
		if p.text == "" {
			raw, _ := io.ReadAll(body)
			p.text = strings.ReplaceAll(string(raw), "\r\n", "\n")
		}
	}
}

// readHeader reads a header that may lack its end.
func readHeader(r *bufio.Reader) (textproto.Header, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return textproto.Header{}, err
	}
	if end := blankLine.FindIndex(raw); end != nil {
		raw = raw[:end[0]]
	}
	return textproto.ReadHeader(bufio.NewReader(bytes.NewReader(append(bytes.TrimRight(raw, "\r\n"), "\r\n\r\n"...))))
}

var blankLine = regexp.MustCompile(`\r?\n\r?\n`)

func headerGroups(r io.Reader) []textproto.Header {
	raw, _ := io.ReadAll(r)
	var groups []textproto.Header
	for _, g := range blankLine.Split(strings.TrimSpace(string(raw)), -1) {
		h, err := readHeader(bufio.NewReader(strings.NewReader(strings.TrimSpace(g))))
		if err == nil && h.Len() > 0 {
			groups = append(groups, h)
		}
	}
	return groups
}

// standard reads the part for machines.
func (p *report) standard() []event.Bounce {
	var all []event.Bounce
	for _, g := range p.groups[1:] {
		action := strings.ToLower(strings.TrimSpace(g.Get("Action")))
		if action != "failed" && action != "delayed" {
			continue
		}
		b := event.Bounce{MessageID: p.messageID(), Permanent: action == "failed", At: p.at,
			To:     cmp.Or(typed(g.Get("Original-Recipient")), typed(g.Get("Final-Recipient")), firstAddress(p.returned.Get("To"))),
			Status: enhancedAnywhere.FindString(g.Get("Status"))}
		if t, err := netmail.ParseDate(g.Get("Last-Attempt-Date")); err == nil {
			b.At = t.UTC()
		}
		b.Reply = words(cmp.Or(typed(g.Get("Diagnostic-Code")), g.Get("Status")))
		b.Code = smtpCode(b.Reply)
		if b.To != "" || b.MessageID != "" {
			all = append(all, b)
		}
	}
	return all
}

// typed is the value of a field that names its kind first: "rfc822; jan@example.org".
func typed(field string) string {
	if _, value, ok := strings.Cut(field, ";"); ok {
		field = value
	}
	return strings.Trim(strings.TrimSpace(field), "<>")
}

// messageID is of the mail that came back: by its header, by what the report says of it, or by what the
// report answers.
func (p *report) messageID() string {
	candidates := []string{p.returned.Get("Message-Id")}
	if len(p.groups) > 0 {
		candidates = append(candidates, p.groups[0].Get("X-Original-Message-Id"), p.groups[0].Get("Original-Message-Id"))
	}
	if m := quotedID.FindStringSubmatch(p.text); m != nil {
		candidates = append(candidates, m[1])
	}
	candidates = append(candidates, p.header.Get("X-Original-Message-Id"), p.header.Get("In-Reply-To"), p.header.Get("References"))
	for _, c := range candidates {
		if ids := strings.Fields(c); len(ids) > 0 {
			return strings.Trim(ids[0], "<>")
		}
	}
	return ""
}

var (
	quotedID         = regexp.MustCompile(`(?mi)^[>\s]*Message-ID:\s*<([^>\s]+)>`)
	enhancedAnywhere = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	answerLine       = regexp.MustCompile(`(?m)^.*?\b([45]\d\d)[ -]+(?:#?[45]\.\d{1,3}\.\d{1,3}\b.*|\S.*)$`)
	// copyBegins is where the text for people ends and the mail that came back begins.
	copyBegins   = regexp.MustCompile(`(?mi)^[\s>]*-{2,}.*\b(copy|original|below this line|returned|headers|kopia|oryginaln\w*|poniżej|nagłówki)\b.*$|^Return-Path:`)
	addressLine  = regexp.MustCompile(`(?m)^[\s*-]*<?([^\s<>@:;,"]+@[^\s<>@:;,"]+\.[^\s<>@:;,"]+?)>?\s*[:.;,]?\s*(?:\(.*\))?$`)
	anyAddress   = regexp.MustCompile(`[^\s<>@:;,"()']+@[^\s<>@:;,"()']+\.[a-zA-Z-]{2,}`)
	saysDelayed  = regexp.MustCompile(`(?i)delay|warning|not yet been delivered|opóźni|jeszcze nie dostarczon`)
	saysReturned = regexp.MustCompile(`(?i)undeliver|not be delivered|delivery (has )?failed|delivery (status|failure)|failure notice|returned mail|` +
		`delivery incomplete|could not deliver|nie (została |zostało |mogła być |udało się )?(dostarcz|doręcz)|niedostarcz|niedoręcz|zwrot|błąd dostarcz`)
	daemon = regexp.MustCompile(`(?i)mailer-daemon|postmaster@|mail delivery (sub)?system|mail ?daemon`)
)

// plain reads the forms for people alone.
func (p *report) plain() []event.Bounce {
	subject, _ := p.header.Text("Subject")
	failed := p.header.Get("X-Failed-Recipients")
	told := p.text
	if at := copyBegins.FindStringIndex(told); at != nil {
		told = told[:at[0]]
	}
	if failed == "" && (!p.byMachine() || !saysReturned.MatchString(subject+"\n"+told) && !saysDelayed.MatchString(subject)) {
		return nil
	}
	b := event.Bounce{MessageID: p.messageID(), At: p.at, Permanent: !saysDelayed.MatchString(subject)}
	if m := answerLine.FindStringSubmatch(told); m != nil {
		b.Reply = words(m[0])
		b.Code, _ = strconv.Atoi(m[1])
		b.Status = enhancedAnywhere.FindString(m[0])
		b.Permanent = b.Permanent && (b.Code/100 == 5 || failed != "")
	}
	var all []event.Bounce
	for _, to := range p.recipients(failed, told) {
		b.To = to
		all = append(all, b)
	}
	if len(all) == 0 && b.MessageID != "" {
		b.To = firstAddress(p.returned.Get("To"))
		all = append(all, b)
	}
	return all
}

// byMachine tells of senders that are no people.
func (p *report) byMachine() bool {
	return daemon.MatchString(p.header.Get("From")) || strings.TrimSpace(p.header.Get("Return-Path")) == "<>"
}

func (p *report) recipients(failed, told string) []string {
	var all []string
	for _, a := range strings.Split(failed, ",") {
		if a = strings.TrimSpace(a); strings.Contains(a, "@") {
			all = append(all, a)
		}
	}
	if len(all) > 0 {
		return all
	}
	seen := map[string]bool{}
	for _, m := range addressLine.FindAllStringSubmatch(told, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			all = append(all, m[1])
		}
	}
	if own := firstAddress(p.header.Get("To")); len(all) == 0 {
		for _, a := range anyAddress.FindAllString(told, -1) {
			if !strings.EqualFold(a, own) && !daemon.MatchString(a) {
				return []string{a}
			}
		}
	}
	return all
}

func firstAddress(field string) string {
	list, err := netmail.ParseAddressList(field)
	if err != nil || len(list) == 0 {
		return ""
	}
	return list[0].Address
}

// smtpCode is the code that a server's words begin with or carry, or 0.
func smtpCode(reply string) int {
	if m := answerLine.FindStringSubmatch(reply); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 0
}
