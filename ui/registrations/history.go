package registrations

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// loadHistory is everything that was decided about a person, the newest first.
func (d *detail) loadHistory(ctx context.Context) (rows, error) {
	p, e := d.p, d.entry
	entities := []string{e.ID, e.Person}
	for id, session := range p.state.sessions {
		if session.SignUp {
			entities = append(entities, id+"/"+e.ID)
		}
	}
	certificates, err := p.Store.Certificates(ctx, p.Event.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range certificates {
		if c.Registration == e.ID {
			entities = append(entities, c.Number)
		}
	}
	decided, err := p.Service.DecidedAbout(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	entities = append(entities, decided...)
	messages, err := p.Service.MessagesOf(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	mails := map[string]event.Message{}
	for _, m := range messages {
		mails[m.ID] = m
		entities = append(entities, m.ID)
	}
	var facts []event.Fact
	for _, id := range entities {
		of, err := p.Store.Facts(ctx, id, 0)
		if err != nil {
			return nil, err
		}
		facts = append(facts, of...)
	}
	slices.SortStableFunc(facts, func(a, b event.Fact) int { return int(min(max(b.HLC-a.HLC, -1), 1)) })
	var told []story
	for _, f := range facts {
		if what := p.tellMessage(f, mails[f.Entity]); what != "" {
			told = append(told, story{kit.IconMail, what, joined(" · ", p.when(f.At), p.author(f.By))})
			continue
		}
		told = append(told, p.tell(f)...)
	}
	return func() []fyne.CanvasObject {
		var all []fyne.CanvasObject
		for _, s := range told {
			all = append(all, line(s.icon, kit.ColorMuted, s.what, s.when))
		}
		return all
	}, nil
}

// story is a fact in words.
type story struct {
	icon       kit.Icon
	what, when string
}

// tell puts a fact into words; a change of the answers is a line for each.
func (p *Page) tell(f event.Fact) []story {
	t := p.Printer.T
	when := joined(" · ", p.when(f.At), p.author(f.By))
	one := func(icon kit.Icon, what string) []story { return []story{{icon, what, when}} }
	switch f.Kind {
	case event.PersonAdded{}.FactKind():
		return one(kit.IconPerson, t("registrations.history.person"))
	case event.RegistrationAdded{}.FactKind():
		return one(kit.IconPlus, t("registrations.history.added"))
	case event.BadgeReplaced{}.FactKind():
		return one(kit.IconBadge, t("registrations.history.badge"))
	case event.PersonErased{}.FactKind():
		return one(kit.IconTrash, p.tellErased(f.Body))
	case event.PersonPurged{}.FactKind(), event.RegistrationPurged{}.FactKind():
		return one(kit.IconTrash, p.tellPurged(f.Body))
	case event.RegistrationMerged{}.FactKind():
		return one(kit.IconGroup, t("people.history.merged"))
	case event.CertificateIssued{}.FactKind(), event.CertificateWithdrawn{}.FactKind(), event.CertificateReplaced{}.FactKind(),
		event.CertificateDuplicated{}.FactKind(), event.CertificateReceived{}.FactKind():
		return one(p.tellCertificate(f))
	case event.EnrolmentSet{}.FactKind():
		var b event.EnrolmentSet
		if json.Unmarshal(f.Body, &b) != nil {
			return nil
		}
		return one(kit.IconAgenda, joined(": ", p.state.titles[b.Session], t("enrolment.state."+string(b.State))))
	case event.HoursGranted{}.FactKind(), event.HoursRevoked{}.FactKind(), event.EligibilityDecided{}.FactKind():
		return one(kit.IconClock, p.tellHours(f))
	case event.PersonChanged{}.FactKind(), event.RegistrationChanged{}.FactKind():
		var c event.Change
		if json.Unmarshal(f.Body, &c) != nil {
			return nil
		}
		var all []story
		for _, what := range p.tellChange(c) {
			all = append(all, story{kit.IconEdit, what, when})
		}
		return all
	}
	return nil
}

func (p *Page) tellCertificate(f event.Fact) (kit.Icon, string) {
	t, number := p.Printer.T, i18n.Args{"Number": f.Entity}
	switch f.Kind {
	case event.CertificateWithdrawn{}.FactKind():
		return kit.IconCross, t("people.history.withdrawn", number)
	case event.CertificateReplaced{}.FactKind():
		return kit.IconRefresh, t("people.history.replaced", number)
	case event.CertificateDuplicated{}.FactKind():
		return kit.IconCertificate, t("people.history.duplicated", number)
	case event.CertificateReceived{}.FactKind():
		var b event.CertificateReceived
		if json.Unmarshal(f.Body, &b) != nil || b.How == "" {
			return kit.IconUndo, t("people.history.receipt.back", number)
		}
		return kit.IconCheck, t("people.history.received", number)
	}
	return kit.IconCertificate, t("people.history.issued", number)
}

// author is who acted; an import says so by itself.
func (p *Page) author(by string) string {
	name, imported := strings.CutSuffix(by, "import")
	if !imported {
		return by
	}
	return joined(", ", strings.TrimSuffix(name, ", "), p.Printer.T("registrations.history.import"))
}

func (p *Page) tellChange(c event.Change) []string {
	if c.Field == "answers" {
		return p.tellAnswers(c)
	}
	if c.Field == "waiting_since" {
		return nil // the status beside it says it
	}
	if c.Field == "offer" {
		return []string{p.tellOffer(c)}
	}
	if c.Field == "consents" {
		return p.tellConsents(c)
	}
	old, now := p.value(c.Field, c.Old), p.value(c.Field, c.New)
	switch {
	case old == now && (old == "" || p.detail.entry.Who.Erased): // an erasure has emptied both
		return []string{p.Printer.T("privacy.history.emptied", i18n.Args{"Field": p.fieldName(c.Field)})}
	case old == now: // an import was told to keep what there was
		return nil
	}
	return []string{p.change(p.fieldName(c.Field), old, now)}
}

// told is an answer in words; nothing stays nothing.
func (p *Page) told(field, text string) string {
	if text == "" {
		return ""
	}
	return p.valueWord(field, text)
}

// tellOffer says that a place was offered, or is held no more.
func (p *Page) tellOffer(c event.Change) string {
	var offer *event.Offer
	if json.Unmarshal(c.New, &offer) != nil || offer == nil {
		return p.Printer.T("people.history.offer.over")
	}
	return p.Printer.T("people.history.offer", i18n.Args{"Until": p.when(offer.Until)})
}

// change is "field: old → new".
func (p *Page) change(field, old, now string) string {
	empty := p.Printer.T("registrations.history.empty")
	if old == "" {
		old = empty
	}
	if now == "" {
		now = empty
	}
	return p.Printer.T("registrations.history.change", i18n.Args{"Field": field, "Old": old, "New": now})
}

func (p *Page) tellAnswers(c event.Change) []string {
	var old, now map[string]string
	if json.Unmarshal(c.Old, &old) != nil || json.Unmarshal(c.New, &now) != nil {
		return nil
	}
	keys := maps.Clone(old)
	if keys == nil {
		keys = map[string]string{}
	}
	maps.Copy(keys, now)
	var all []string
	for _, q := range slices.Sorted(maps.Keys(keys)) {
		if old[q] != now[q] {
			field := event.AnswerField + q
			all = append(all, p.change(p.fieldTitle(field), p.told(field, old[q]), p.told(field, now[q])))
		}
	}
	return all
}
