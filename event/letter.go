package event

import (
	"slices"
	"strings"
)

// Letters are the words of mails in each language. Implemented by event/mail.
type Letters interface {
	// Usual is what the program says in a kind of message, where the event has no words of its own.
	Usual(kind MessageKind) LetterTemplate
	// Words are what stands for the fields of letters that are dates, lists or grammar: LetterWords.
	Words(job LetterJob) map[string]string
	// File is the name of a message's attachment, in its language.
	File(what LetterFile, m Message) string
	// Show is a message as people will read it. It fails where a name or an address cannot be written.
	Show(m Message, ev Event) (LetterView, error)
}

// LetterFile is a file that goes with messages.
type LetterFile string

// The files.
const (
	FileCertificate LetterFile = "certificate"
	FileBadge       LetterFile = "badge"    // picture of the badge's QR symbol
	FileCalendar    LetterFile = "calendar" // the person's own programme as iCalendar
)

// LetterJob is what a letter to one person can speak of.
type LetterJob struct {
	Language    string
	Event       Event
	Entry       Entry
	Group       string            // title
	Plan        []PlanItem        // the person's own programme, by start
	Rooms       []Room            // of the plan and of the changes
	Changes     []ProgrammeChange // that concern the person, by start
	Certificate Certificate
}

// LetterView is a message as it is read.
type LetterView struct {
	Subject, Text, HTML string
}

// LetterWords lists the fields that are put into words by Letters.
var LetterWords = []string{"dates", FieldRole, "start", "agenda", "changes", "hours"}

// LetterFields lists what can stand in braces in the words of an event's letters, in the order of choice. Besides,
// a field with bars in it is chosen by the person's form of address: {zapisana|zapisany|zapisana/zapisany}.
func LetterFields(ev Event, kind MessageKind) []string {
	names := []string{FieldGiven, FieldFamily, FieldName, "formal", FieldTitle, FieldRole, FieldGroup, FieldInstitution, FieldPosition,
		FieldTown, FieldVoivodeship, "number", "code", FieldPhone, FieldEmail, FieldDiet, FieldAccommodation, FieldTransport, FieldPreferences,
		"event", "dates", "start", "edition", "motto", "venue", "event_town", "organizers", "partners",
		"honorary_patrons", "media_patrons", "cofinancing", "reply_to", "agenda"}
	switch kind {
	case MessageChange:
		names = append(names, "changes", "release_note")
	case MessageCertificate:
		names = append(names, "certificate", "hours")
	}
	for _, q := range ev.Questions {
		names = append(names, q.Field())
	}
	return names
}

// MessageKinds lists the kinds of messages in the order of choice.
var MessageKinds = []MessageKind{MessageConfirmation, MessageReminder, MessageChange, MessageLetter, MessageCertificate}

// LetterLanguages lists the languages that letters are written in; the first one where a person has named none.
var LetterLanguages = []string{"pl", "en"}

// letterLanguage is the language in which a person is written to.
func letterLanguage(wanted string) string {
	if slices.Contains(LetterLanguages, wanted) {
		return wanted
	}
	return LetterLanguages[0]
}

// In is what a template says in a language, or in the first one where it has no words in that.
func (t LetterTemplate) In(language string) (subject, text string) {
	for _, l := range append([]string{language}, LetterLanguages...) {
		if strings.TrimSpace(t.Text[l]) != "" && strings.TrimSpace(t.Subject[l]) != "" {
			return t.Subject[l], t.Text[l]
		}
	}
	return "", ""
}

// Check says what is wrong with a template: nothing said (input.required), or a field that nothing is known of
// (mail.field.unknown), in the field subject or text.
func (t LetterTemplate) Check(ev Event) error {
	if subject, text := t.In(LetterLanguages[0]); subject == "" || text == "" {
		field := "text"
		if !anyWords(t.Subject) {
			field = "subject"
		}
		return Fail(CodeRequired, "Field", field).In(field)
	}
	known := LetterFields(ev, t.Kind)
	for _, language := range LetterLanguages {
		for _, side := range []struct{ name, words string }{{"subject", t.Subject[language]}, {"text", t.Text[language]}} {
			if name, ok := unknownField(side.words, known); !ok {
				return Fail(CodeLetterField, "Value", name, "Language", language).In(side.name)
			}
		}
	}
	return nil
}

func anyWords(words map[string]string) bool {
	for _, w := range words {
		if strings.TrimSpace(w) != "" {
			return true
		}
	}
	return false
}

// unknownField names the first field of some words that is none of the known; ok is true where there is none.
func unknownField(words string, known []string) (name string, ok bool) {
	for _, name := range TextFields(words) {
		if !IsForm(name) && !slices.Contains(known, name) {
			return name, false
		}
	}
	return "", true
}

// LetterOf is the template of an event with an id, or its first one of a kind, or what the program says.
func (s *Service) LetterOf(ev Event, kind MessageKind, id string) (LetterTemplate, error) {
	for _, t := range ev.Letters {
		if t.Kind == kind && (id == "" || t.ID == id) {
			return t, nil
		}
	}
	if id != "" {
		return LetterTemplate{}, Fail(CodeLetterUnknown, "Value", id)
	}
	return s.Letters.Usual(kind), nil
}
