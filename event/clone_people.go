package event

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Purpose is what a consent is about.
type Purpose string

// The purposes.
const (
	PurposeProcessing Purpose = "processing"
	PurposeImage      Purpose = "image"
	PurposeContact    Purpose = "contact" // also later: news of further editions
	PurposeOther      Purpose = "other"
)

// purposeWords are beginnings of folded words that tell what a consent is about, the narrower purpose first.
var purposeWords = []struct {
	purpose Purpose
	begins  []string
}{
	{PurposeImage, []string{"wizerun", "zdjec", "fotograf", "nagra", "film", "image ", "images ", "photo", "video", "recording"}},
	{PurposeContact, []string{"kontakt ", "kontaktu ", "kontaktowani", "kontaktowac", "skontaktowa", "kolejnych ", "kolejnej ", "kolejne ", "kolejnym ",
		"nastepnych ", "nastepnej ", "nastepnym ", "przyszlych ", "przyszlej ", "przyszle ", "newsletter", "marketing", "handlow", "powiadam", "powiadom",
		"contact ", "contacted ", "contacting ", "further e", "future e", "next e"}},
	{PurposeProcessing, []string{"przetwarza", "dane osobow", "danych osobow", "rodo ", "gdpr ", "process", "personal data "}},
}

// ConsentPurpose reads what a consent is about from its wording, in Polish or English. Having read a
// notice is no consent to anything.
func ConsentPurpose(wording string) Purpose {
	words := " " + Fold(wording) + " "
	if strings.Contains(words, " zapozna") && !strings.Contains(words, " zgod") && !strings.Contains(words, " zgadza") {
		return PurposeOther
	}
	for _, p := range purposeWords {
		for _, begin := range p.begins {
			if strings.Contains(words, " "+begin) {
				return p.purpose
			}
		}
	}
	return PurposeOther
}

// Stay is why somebody does not come along to the next edition.
type Stay string

// The reasons.
const (
	StayCancelled Stay = "cancelled"
	StayErased    Stay = "erased"
	StayRefused   Stay = "refused"    // said no to it
	StayUnasked   Stay = "no_consent" // said nothing
)

// Stays lists the reasons.
var Stays = []Stay{StayCancelled, StayRefused, StayUnasked, StayErased}

// comeAlong parts the people of an event into those who may be written to about the next edition and
// those who may not. Where the form asked about that, only its answer counts; where it never did, the
// consent to the processing of data does.
func comeAlong(entries []Entry) (along []Entry, behind map[Stay]int) {
	asked := PurposeProcessing
	for _, e := range entries {
		if slices.ContainsFunc(e.Consents, func(c Consent) bool { return ConsentPurpose(c.Wording) == PurposeContact }) {
			asked = PurposeContact
			break
		}
	}
	behind = map[Stay]int{}
	seen := map[string]bool{}
	for _, e := range entries {
		switch why := staysBehind(e, asked); {
		case why != "":
			behind[why]++
		case !seen[e.Person]: // one person with two registrations comes once
			seen[e.Person] = true
			along = append(along, e)
		}
	}
	return along, behind
}

func staysBehind(e Entry, asked Purpose) Stay {
	switch {
	case e.Who.Erased:
		return StayErased
	case e.Status == Cancelled:
		return StayCancelled
	}
	given := false
	for _, c := range e.Consents {
		if ConsentPurpose(c.Wording) != asked {
			continue
		}
		if !c.Given {
			return StayRefused
		}
		given = true
	}
	if !given {
		return StayUnasked
	}
	return ""
}

// registrations carries the people forward: pending, with a new badge, and nothing of what they said
// about the last edition. Consents are asked for again.
func (c *cloner) registrations(ctx context.Context, r Reader, now time.Time) error {
	if !c.parts[ClonePeople] {
		return nil
	}
	entries, err := r.Entries(ctx, EntryFilter{Event: c.old.ID})
	if err != nil {
		return err
	}
	along, behind := comeAlong(entries)
	c.res.People, c.res.Behind = len(along), behind
	for _, n := range behind {
		c.res.LeftBehind += n
	}
	codes := map[string]bool{}
	for i, e := range along {
		code, err := NewBadgeCode(ctx, r)
		for err == nil && codes[code] {
			code, err = NewBadgeCode(ctx, r)
		}
		if err != nil {
			return err
		}
		codes[code] = true
		reg := Registration{ID: NewID(), Event: c.res.Event.ID, Person: e.Person, Status: Pending, Roles: e.Roles, Group: c.groups[e.Group],
			Badge: code, Number: i + 1, Invited: true}
		c.people[e.ID] = reg.ID
		c.batch.Add(reg.Event, reg.ID, RegistrationAdded{reg})
	}
	return nil
}
