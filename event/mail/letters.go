package mail

import (
	"slices"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// Letters are the words of mails in Polish and English. It implements event.Letters.
type Letters struct{}

// Usual is what the program says in a kind of message.
func (Letters) Usual(kind event.MessageKind) event.LetterTemplate {
	t := event.LetterTemplate{Kind: kind, Subject: map[string]string{}, Text: map[string]string{}}
	for _, language := range event.LetterLanguages {
		t.Subject[language], t.Text[language] = usual(i18n.New(language), kind)
	}
	return t
}

func usual(p *i18n.Printer, kind event.MessageKind) (subject, text string) {
	switch kind {
	case event.MessageConfirmation:
		return p.T("letters.confirmation.subject"), p.T("letters.confirmation.text")
	case event.MessageReminder:
		return p.T("letters.reminder.subject"), p.T("letters.reminder.text")
	case event.MessageChange:
		return p.T("letters.change.subject"), p.T("letters.change.text")
	case event.MessageCertificate:
		return p.T("letters.certificate.subject"), p.T("letters.certificate.text")
	}
	return "", p.T("letters.letter.text") // what a free letter is about is not for the program to say
}

// File is the name of a message's attachment.
func (Letters) File(what event.LetterFile, m event.Message) string {
	switch p := i18n.New(m.Language); what {
	case event.FileBadge:
		return p.T("letters.file.badge")
	case event.FileCalendar:
		return p.T("letters.file.calendar")
	}
	return AttachmentName(m)
}

// Show is a message as people will read it.
func (Letters) Show(m event.Message, ev event.Event) (event.LetterView, error) {
	l := newLetter(m, ev.MailAccount, ev)
	html, err := l.html()
	return event.LetterView{Subject: l.Subject, Text: unixLines(l.text()), HTML: unixLines(html)}, err
}

func unixLines(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), "\r\n", "\n") }

// Words are what stands for the fields of letters that are dates, lists or grammar.
func (Letters) Words(job event.LetterJob) map[string]string {
	w := letterWords{Printer: i18n.New(job.Language), job: job, zone: job.Event.Zone()}
	return map[string]string{
		"dates":         w.DateRange(job.Event.Start.Time(time.UTC), job.Event.End.Time(time.UTC)),
		event.FieldRole: w.role(),
		"start":         w.start(),
		"agenda":        w.agenda(),
		"changes":       w.changes(),
		"hours":         w.hours(),
	}
}

// letterWords writes the fields of one letter.
type letterWords struct {
	*i18n.Printer
	job  event.LetterJob
	zone *time.Location
}

func (w letterWords) role() string {
	id := "role." + string(w.job.Entry.MainRole())
	if form := string(w.job.Entry.Who.Address); form != "" {
		id += "." + form
	}
	return w.T(id)
}

// start is when the event begins for the person: with the first session of the own programme, else with the event.
func (w letterWords) start() string {
	if len(w.job.Plan) == 0 {
		first := w.job.Event.Start.Time(w.zone)
		return w.T("letters.day", i18n.Args{"Weekday": w.Weekday(first), "Date": w.Date(first)})
	}
	first := w.job.Plan[0].Session.Start.In(w.zone)
	return w.T("letters.day.time", i18n.Args{"Weekday": w.Weekday(first), "Date": w.Date(first), "Time": w.Time(first)})
}

// agenda is the person's own programme, a line a session under its day; without any it is empty, its heading too.
func (w letterWords) agenda() string {
	if len(w.job.Plan) == 0 {
		return ""
	}
	lines := []string{w.T("letters.agenda")}
	day := event.Date("")
	for _, item := range w.job.Plan {
		start := item.Session.Start.In(w.zone)
		if d := event.DateOf(start, w.zone); d != day {
			if day != "" {
				lines = append(lines, "")
			}
			day = d
			lines = append(lines, w.T("letters.agenda.day", i18n.Args{"Weekday": w.Weekday(start), "Date": w.Date(start)}))
		}
		line := bullet + w.TimeSpan(start, item.Session.End.In(w.zone)) + " " + item.Session.Title
		if room := w.room(item.Session.Room); room != "" {
			line += ", " + room
		}
		if item.Waiting {
			line += " (" + w.T("letters.agenda.waiting") + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// bullet stands before each line of a list.
const bullet = "• "

func (w letterWords) room(id string) string {
	if i := slices.IndexFunc(w.job.Rooms, func(r event.Room) bool { return r.ID == id }); i >= 0 {
		return w.job.Rooms[i].Title
	}
	return ""
}

// changes lists what is otherwise in the programme, a line each.
func (w letterWords) changes() string {
	var lines []string
	for _, c := range w.job.Changes {
		args := i18n.Args{"Title": c.Session.Title, "Now": w.place(c.Session), "Was": w.place(c.Was)}
		switch c.Kind {
		case event.SessionNew:
			lines = append(lines, bullet+w.T("letters.change.new", args))
		case event.SessionMoved:
			lines = append(lines, bullet+w.T("letters.change.moved", args))
		case event.SessionCancelled:
			lines = append(lines, bullet+w.T("letters.change.cancelled", args))
		default:
			lines = append(lines, bullet+w.T("letters.change.altered", args))
		}
	}
	return strings.Join(lines, "\n")
}

// place is when and where a session is.
func (w letterWords) place(x event.Session) string {
	start := x.Start.In(w.zone)
	text := w.Weekday(start) + ", " + w.Date(start) + ", " + w.TimeSpan(start, x.End.In(w.zone))
	if room := w.room(x.Room); room != "" {
		text += ", " + room
	}
	return text
}

func (w letterWords) hours() string {
	if w.job.Certificate.Number == "" {
		return ""
	}
	return w.Hours(w.job.Certificate.Data.Hours)
}

// Limits are what an account's provider, or its owner, lets through.
func Limits(acc event.MailAccount) []event.MailLimit {
	var limits []event.MailLimit
	for _, w := range windows(acc) {
		limits = append(limits, event.MailLimit{Length: w.length, Most: w.most})
	}
	return limits
}
