package event

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// The facts of forgetting. Applying one empties the personal content of the facts before it, in the log
// too; numbers, counts and the register of certificates stay.
type (
	// PersonErased takes away everything personal. What arrives later about the person stays empty.
	PersonErased struct {
		Why      ErasureReason `json:"why"`
		Register bool          `json:"register,omitempty"` // out of the register of certificates too
	}
	// PersonPurged empties fields of a person.
	PersonPurged struct {
		Fields Fields `json:"fields"`
	}
	// RegistrationPurged empties fields of a registration; AllFields are all that is personal in it.
	RegistrationPurged struct {
		Fields Fields `json:"fields"`
	}
)

// FactKind and its brothers name the kinds.
func (PersonErased) FactKind() string       { return "person.erased" }
func (PersonPurged) FactKind() string       { return "person.purged" }
func (RegistrationPurged) FactKind() string { return "registration.purged" }

// ErasureReason is why a person was erased.
type ErasureReason string

// The reasons.
const (
	ErasedOnRequest ErasureReason = "request"
	ErasedByTime    ErasureReason = "retention"
)

// Gone is a kind of data that an erasure takes away.
type Gone string

// What goes.
const (
	GoneData      Gone = "data"      // name, address and all else of the person
	GoneAnswers   Gone = "answers"   // of registrations: answers, diet, notes
	GoneMessages  Gone = "messages"  // addresses and names of messages
	GoneQueued    Gone = "queued"    // messages that were not sent yet
	GonePlaces    Gone = "places"    // registrations at events that are not over: cancelled
	GoneBadges    Gone = "badges"    // codes that open no door any more
	GoneProgramme Gone = "programme" // the name at sessions, now and in released programmes
	GoneRegister  Gone = "register"  // names in the register, and the documents
)

// Kept is a kind of data that an erasure leaves; its sentence says why.
type Kept string

// What stays.
const (
	KeptRegistrations Kept = "registrations"
	KeptConsents      Kept = "consents"
	KeptScans         Kept = "scans"
	KeptHours         Kept = "hours"
	KeptPayments      Kept = "payments"
	KeptCertificates  Kept = "certificates"
	KeptNumbers       Kept = "numbers" // of certificates whose names and documents are gone
	KeptMessages      Kept = "messages"
	KeptWaiting       Kept = "waiting"   // for a certificate: retention leaves them until it is issued
	KeptCopies        Kept = "copies"    // files beside the database that hold the data
	KeptElsewhere     Kept = "elsewhere" // copies that the program knows nothing of
	KeptNamesakes     Kept = "namesakes" // sessions with the same name, which may be somebody else's
	KeptOpen          Kept = "open"      // another program reads the file: the rest goes when it ends
)

// GoneItem counts one kind of data that goes.
type GoneItem struct {
	What  Gone
	Count int
}

// KeptItem counts one kind of data that stays.
type KeptItem struct {
	What  Kept
	Count int
	Names []string // numbers of certificates, paths of copies
}

// Erasure says what goes and what stays.
type Erasure struct {
	Persons []Person // as they were; nobody where all was erased before
	Gone    []GoneItem
	Kept    []KeptItem
	Copies  HeldCopies // backup copies from before
}

// WithRegister is the same where the register of certificates forgets the person as well.
func (e Erasure) WithRegister() Erasure {
	e.Gone, e.Kept = slices.Clone(e.Gone), slices.Clone(e.Kept)
	for i, k := range e.Kept {
		if k.What == KeptCertificates {
			e.Gone = append(e.Gone, GoneItem{GoneRegister, k.Count})
			e.Kept[i].What = KeptNumbers
		}
	}
	return e
}

// eraser writes the facts of erasures into one batch.
type eraser struct {
	reader Reader
	seats  *seating
	today  func(Event) Date
	seen   map[string]eventTraces
	names  *namesakes // nil: not read yet
}

func (s *Service) eraser(r Reader) *eraser {
	now := s.Clock.Now()
	return &eraser{reader: r, seats: s.seating(r), seen: map[string]eventTraces{},
		today: func(ev Event) Date { return DateOf(now, ev.Zone()) }}
}

// over reports whether an event has ended.
func (x *eraser) over(ev Event) bool { return ev.End < x.today(ev) }

// ErasePlan says what erasing a person takes away and what stays; nothing is written.
func (s *Service) ErasePlan(ctx context.Context, personID string) (Erasure, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return Erasure{}, err
	}
	p, err := s.Store.Person(ctx, personID)
	if err != nil {
		return Erasure{}, fmt.Errorf("plan to erase %s: %w", personID, err)
	}
	x := s.eraser(s.Store)
	t, err := x.readTraces(ctx, p)
	if err != nil {
		return Erasure{}, fmt.Errorf("plan to erase %s: %w", personID, err)
	}
	res := x.weigh(t)
	err = s.addCopies(ctx, &res, p)
	return res, err
}

// weigh tells what goes and what stays of a person.
func (x *eraser) weigh(t traces) Erasure {
	var res Erasure
	gone := func(what Gone, n int) {
		if n > 0 && !t.person.Erased {
			res.Gone = append(res.Gone, GoneItem{what, n})
		}
	}
	kept := func(what Kept, n int, names ...string) {
		if n > 0 {
			res.Kept = append(res.Kept, KeptItem{what, n, names})
		}
	}
	var places, payments, consents, badges, waiting int
	for _, e := range t.entries {
		if e.Status != Cancelled && !x.over(x.seen[e.Event].event) {
			places++
		}
		if e.Payment != (Payment{}) {
			payments++
		}
		if e.Badge != "" {
			badges++
		}
		consents += len(e.Consents)
	}
	for _, m := range t.messages {
		if m.State == MessageQueued {
			waiting++
		}
	}
	if !t.person.Erased {
		res.Persons = []Person{t.person}
	}
	gone(GoneData, 1)
	gone(GoneAnswers, len(t.entries))
	gone(GoneMessages, len(t.messages))
	gone(GoneQueued, waiting)
	gone(GonePlaces, places)
	gone(GoneBadges, badges)
	gone(GoneProgramme, t.makes+len(t.named))
	kept(KeptRegistrations, len(t.entries))
	kept(KeptConsents, consents)
	kept(KeptScans, t.scans)
	kept(KeptHours, t.grants)
	kept(KeptPayments, payments)
	kept(KeptCertificates, len(t.certificates), t.certificates...)
	kept(KeptNumbers, len(t.numbers), t.numbers...)
	kept(KeptMessages, len(t.messages)-waiting)
	kept(KeptNamesakes, len(t.doubtful), titles(t.doubtful)...)
	return res
}

// addCopies names the files beside the database that hold somebody's data, and reminds of those that the
// program cannot know.
func (s *Service) addCopies(ctx context.Context, res *Erasure, p Person) error {
	copies, err := s.Store.Copies(ctx, p.ID)
	if err != nil {
		return fmt.Errorf("look for copies: %w", err)
	}
	if len(copies) > 0 {
		res.Kept = append(res.Kept, KeptItem{KeptCopies, len(copies), copies})
	}
	if res.Copies, err = s.copiesHolding(ctx, p); err != nil {
		return fmt.Errorf("look for copies: %w", err)
	}
	res.Kept = append(res.Kept, KeptItem{What: KeptElsewhere})
	return nil
}

// ErasePerson takes everything personal about somebody out of the file, and says what stays and why.
// A second time it changes nothing.
func (s *Service) ErasePerson(ctx context.Context, personID string) (Erasure, error) {
	return s.erasePerson(ctx, personID, false)
}

// EraseWhole is ErasePerson that takes the person out of the register of certificates as well: the names in it and the
// documents go, the numbers stay, so that the series has no gap. It can follow an ErasePerson.
func (s *Service) EraseWhole(ctx context.Context, personID string) (Erasure, error) {
	return s.erasePerson(ctx, personID, true)
}

func (s *Service) erasePerson(ctx context.Context, personID string, register bool) (Erasure, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return Erasure{}, err
	}
	s.copyBefore(ctx, CopyErasure)
	var res Erasure
	var who Person
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		p, err := r.Person(ctx, personID)
		if err != nil {
			return b, err
		}
		who = p
		x := s.eraser(r)
		t, err := x.readTraces(ctx, p)
		if err != nil {
			return b, err
		}
		res = x.weigh(t)
		if register {
			res = res.WithRegister()
		}
		if p.Erased && (!register || len(t.certificates) == 0) {
			return b, nil
		}
		err = x.erase(ctx, &b, t, PersonErased{ErasedOnRequest, register})
		x.seats.settle(&b)
		return b, err
	})
	if err == nil {
		s.wipe(ctx, &res)
		err = s.addCopies(ctx, &res, who)
	}
	if err != nil {
		return res, fmt.Errorf("erase %s: %w", personID, err)
	}
	return res, nil
}

// wipe makes the file forget what its pages still hold of rows that were emptied. The people are erased
// even where that fails for now, on a full disk for instance: then the report says so, and the next start does it.
func (s *Service) wipe(ctx context.Context, res *Erasure) {
	if clean, err := s.Store.Wipe(ctx); err != nil || !clean {
		res.Kept = append(res.Kept, KeptItem{What: KeptOpen, Count: 1})
	}
}

// erase cancels what was still to happen, and then writes that the person is erased.
func (x *eraser) erase(ctx context.Context, b *Batch, t traces, erased PersonErased) error {
	for _, m := range t.messages {
		switch m.State {
		case MessageSending, MessageDot:
			return Fail(CodePersonSending)
		case MessageQueued, MessageUncertain, MessageFailed: // nobody can be written to about them any more
			b.Add(m.Event, m.ID, SettledMessage{State: MessageCancelled, Code: m.Code})
		}
	}
	for _, e := range t.entries {
		seen, err := x.event(ctx, e.Event)
		if err != nil {
			return err
		}
		if e.Status == Cancelled || x.over(seen.event) {
			continue
		}
		places, err := x.seats.of(ctx, e.Event)
		if err != nil {
			return err
		}
		if err := places.become(b, &e, Cancelled, e.Version, false); err != nil {
			return err
		}
	}
	for _, to := range t.named {
		if err := x.link(ctx, b, to); err != nil {
			return err
		}
	}
	b.Add("", t.person.ID, erased)
	return nil
}

// PersonsOf finds the people that an address or an id belongs to, those of samples too; nobody is an error.
func (s *Service) PersonsOf(ctx context.Context, key string) ([]Person, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return nil, err
	}
	p, err := s.Store.Person(ctx, key)
	switch {
	case err == nil:
		return []Person{p}, nil
	case !errors.Is(err, Fail(CodePersonNotFound)):
		return nil, err
	}
	all, err := s.Store.PersonsAt(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("find a person: %w", err)
	}
	all = slices.DeleteFunc(all, func(p Person) bool { return p.Erased })
	if len(all) == 0 {
		return nil, Fail(CodePersonNotFound, "Value", key)
	}
	return all, nil
}
