package event

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// BadgeFields lists what can stand in braces in the words of a badge, in the order of choice. "role" and "dates"
// are put into words by whoever draws; every other one is in Badge.Fields. The answer to a question of the event
// is there as Question.Field.
var BadgeFields = []string{FieldGiven, FieldFamily, FieldName, "formal", FieldTitle, FieldInstitution, FieldPosition, FieldTown,
	FieldVoivodeship, FieldRole, FieldGroup, "number", "box", "code", FieldPhone, FieldEmail, FieldDiet, FieldAccommodation, FieldTransport, FieldPreferences,
	"event", "dates", "edition", "motto", "venue", "event_town", "organizers", "partners", "honorary_patrons", "media_patrons", "cofinancing"}

// eventFields are what the words of every badge of an event can say, of a blank one too.
func eventFields(ev Event) map[string]string {
	fields := map[string]string{"event": ev.Title, "motto": ev.Motto, "venue": ev.Venue, "event_town": ev.Town, "cofinancing": ev.CoFinancing,
		"organizers": strings.Join(ev.Organizers, ", "), "partners": strings.Join(ev.Partners, ", "),
		"honorary_patrons": strings.Join(ev.HonoraryPatrons, ", "), "media_patrons": strings.Join(ev.MediaPatrons, ", ")}
	if ev.Edition > 0 {
		fields["edition"] = strconv.Itoa(ev.Edition)
	}
	return fields
}

// ownFieldsOf are the fields of a person's badge that stand in the registration or its person.
var ownFieldsOf = map[string]func(e Entry) string{
	FieldGiven:         func(e Entry) string { return e.Who.Name.Given },
	FieldFamily:        func(e Entry) string { return e.Who.Name.Family },
	FieldName:          func(e Entry) string { return e.Who.Name.Full() },
	"formal":           func(e Entry) string { return e.Who.Name.Formal() },
	FieldTitle:         func(e Entry) string { return e.Who.Name.Title },
	FieldInstitution:   func(e Entry) string { return e.Who.Institution },
	FieldPosition:      func(e Entry) string { return e.Who.Position },
	FieldTown:          func(e Entry) string { return e.Who.Town },
	FieldVoivodeship:   func(e Entry) string { return e.Who.Voivodeship },
	FieldPhone:         func(e Entry) string { return e.Who.Phone },
	FieldEmail:         func(e Entry) string { return e.Who.Email },
	"number":           func(e Entry) string { return strconv.Itoa(e.Number) },
	"box":              Entry.Box,
	"code":             func(e Entry) string { return e.Badge },
	FieldDiet:          func(e Entry) string { return e.Diet },
	FieldAccommodation: func(e Entry) string { return e.Accommodation },
	FieldTransport:     func(e Entry) string { return e.Transport },
	FieldPreferences:   func(e Entry) string { return strings.Join(e.Preferences, ", ") },
}

// badgeFields are what stands for those fields that a layout names: nobody needs the others.
func badgeFields(names []string, ofEvent map[string]string, questions []Question, e Entry, group, language string) map[string]string {
	fields := make(map[string]string, len(names))
	for _, name := range names {
		if of := ownFieldsOf[name]; of != nil {
			fields[name] = of(e)
		} else if value, ok := ofEvent[name]; ok {
			fields[name] = value
		} else if name == FieldGroup {
			fields[name] = group
		}
	}
	for _, q := range questions {
		if name := q.Field(); slices.Contains(names, name) {
			fields[name] = answerField(q, e.Registration, language)
		}
	}
	return fields
}

// answerField is an answer in the words of a badge: of yes the question's title is left, and of no nothing.
func answerField(q Question, r Registration, language string) string {
	answer := r.Answers[q.Key]
	if answer == "" || !q.Asked(r) {
		return ""
	}
	if yes, err := q.Parse(answer); q.Kind == AskYesNo && err == nil {
		if yes == AnswerYes {
			return bare(q.Title)
		}
		return ""
	}
	return strings.Join(strings.Fields(q.Format(answer, badgeWords(language))), " ")
}

// badgeWords write an answer as the people of a language do.
func badgeWords(language string) AnswerWords {
	words := AnswerWords{Date: func(d Date) string { return d.Time(time.UTC).Format("02.01.2006") }}
	if language != "en" {
		words.Number = func(plain string) string { return strings.Replace(plain, ".", ",", 1) }
	}
	return words
}

// fields lists those that the words of a layout name, each once.
func (l Layout) fields() []string {
	var names []string
	for _, side := range [][]LayoutItem{l.Front, l.Back} {
		for _, item := range side {
			for _, name := range TextFields(item.Text) {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	return names
}

// has reports whether a layout has an item of a kind.
func (l Layout) has(kind ItemKind) bool {
	for _, side := range [][]LayoutItem{l.Front, l.Back} {
		for _, item := range side {
			if item.Kind == kind {
				return true
			}
		}
	}
	return false
}
