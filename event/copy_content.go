package event

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// CopyContent is what a copy holds.
type CopyContent struct {
	Events        []Event
	Registrations int
	Scans         int
	Certificates  int
	Sent          int       // mails that were handed over
	Last          time.Time // when something was last written in it
}

// ReadContent counts what a file holds.
func ReadContent(ctx context.Context, r Reader) (c CopyContent, err error) {
	if c.Events, err = r.Events(ctx); err != nil {
		return c, err
	}
	for _, e := range c.Events {
		counts, err := r.CountEntries(ctx, e.ID)
		if err != nil {
			return c, err
		}
		for _, n := range counts {
			c.Registrations += n
		}
		moves, err := r.Moves(ctx, e.ID)
		if err != nil {
			return c, err
		}
		certificates, err := r.Certificates(ctx, e.ID)
		if err != nil {
			return c, err
		}
		messages, err := r.Messages(ctx, e.ID)
		if err != nil {
			return c, err
		}
		c.Scans, c.Certificates = c.Scans+len(moves), c.Certificates+len(certificates)
		for _, m := range messages {
			if m.State == MessageAccepted {
				c.Sent++
			}
		}
	}
	last, err := r.Facts(ctx, "", 1)
	if len(last) > 0 {
		c.Last = last[0].At
	}
	return c, err
}

// Noun is a sort of thing that the present file has and a copy lacks.
type Noun string

// The nouns.
const (
	NounEvents    Noun = "events"    // new ones
	NounPeople    Noun = "people"    // new registrations
	NounChanges   Noun = "changes"   // people whose data or place changed
	NounScans     Noun = "scans"     // at the desk and the doors
	NounProgramme Noun = "programme" // points of the programme, rooms, groups that are new or changed
	NounPlaces    Noun = "places"    // places in workshops
	NounHours     Noun = "hours"     // hours that were recognised or excused
	NounIssued    Noun = "issued"    // certificates, by number
	NounEnded     Noun = "ended"     // certificates that were withdrawn or replaced
	NounPrints    Noun = "prints"    // badges that were printed
	NounLayouts   Noun = "layouts"   // of badges and certificates
	NounQueued    Noun = "queued"    // mails that wait
	NounSettings  Noun = "settings"  // of events
	NounOther     Noun = "other"
)

// Nouns lists all nouns, in the order in which they are told.
var Nouns = []Noun{NounEvents, NounPeople, NounChanges, NounScans, NounProgramme, NounPlaces, NounHours, NounIssued, NounEnded,
	NounPrints, NounLayouts, NounQueued, NounSettings, NounOther}

// nounOf names the noun of the kinds of facts that have one of their own; of the others the part before the dot says it.
var nounOf = map[string]Noun{
	"event.created":          NounEvents,
	"registration.added":     NounPeople,
	"certificate.issued":     NounIssued,
	"certificate.duplicated": NounOther,
	"certificate.received":   NounOther,
	"badge.replaced":         NounChanges,
}

var nounOfPart = map[string]Noun{
	"registration": NounChanges, "person": NounChanges, "badges": NounPrints, "scan": NounScans, "session": NounProgramme,
	"room": NounProgramme, "group": NounProgramme, "programme": NounProgramme, "enrolment": NounPlaces, "hours": NounHours,
	"eligibility": NounHours, "certificate": NounEnded, "layout": NounLayouts, "message": NounQueued, "event": NounSettings,
	"checkpoint": NounSettings, "operator": NounSettings,
}

// Lost is one noun of what would be lost.
type Lost struct {
	Noun  Noun
	Count int
	Names []string // of certificates: the numbers
}

// SentSince are mails that were sent since a copy was made; they are remembered, and not sent again.
type SentSince struct {
	Kind  MessageKind
	Count int
}

// CopyPreview says what a copy holds and what putting it in the place of the file would mean.
type CopyPreview struct {
	Content CopyContent
	// Unread is set where the present file is too damaged to be compared; then nothing is known of the rest.
	Unread error
	// Strange: the copy is one of another file, with nothing in common.
	Strange bool
	Lost    []Lost
	// What is carried over: people who were erased since stay erased, and mails that were sent are not sent again.
	Erased   int
	Sent     []SentSince
	Regained int // facts that the copy has and the present file has not: it was restored from an older one
	// Operators: who works at the program, with which role or PIN, is another in the copy, and comes back with it.
	Operators bool
}

// CompareCopy says what would be lost if the content of copy took the place of the present file. Where that is damaged
// only Content is told, and in Unread why: the copy was looked at whole when it was opened.
func CompareCopy(ctx context.Context, present, copied Reader) (p CopyPreview, err error) {
	if p.Content, err = ReadContent(ctx, copied); err != nil {
		return p, fmt.Errorf("read a copy: %w", err)
	}
	err = p.compare(ctx, present, copied)
	if errors.Is(err, Fail(CodeCorrupt)) || errors.Is(err, Fail(CodeDiskBroken)) {
		return CopyPreview{Content: p.Content, Unread: err}, nil
	}
	return p, err
}

func (p *CopyPreview) compare(ctx context.Context, present, copied Reader) error {
	lost, regained, common, err := divergence(ctx, present, copied)
	if err != nil {
		return fmt.Errorf("compare a copy: %w", err)
	}
	p.Strange, p.Regained = !common && len(lost) > 0 && len(regained) > 0, len(regained) // an empty one is nobody else's
	c := lossCounter{entities: map[Noun]map[string]bool{}, added: map[string]bool{}, messages: map[string]Message{}, sent: map[MessageKind]int{}}
	for _, f := range lost {
		c.count(f)
	}
	if err := c.readMessages(ctx, present); err != nil {
		return fmt.Errorf("compare a copy: %w", err)
	}
	p.Lost, p.Sent, p.Erased = c.lost(), c.mails(), len(c.erased)
	p.Operators, err = otherOperators(ctx, present, copied)
	if err != nil {
		return fmt.Errorf("compare a copy: %w", err)
	}
	return nil
}

// otherOperators tells whether others work at the program in b than in a, or with another role or PIN.
func otherOperators(ctx context.Context, a, b Reader) (bool, error) {
	var both [2]map[string]string
	for i, r := range []Reader{a, b} {
		all, err := r.Operators(ctx)
		if err != nil {
			return false, err
		}
		both[i] = map[string]string{}
		for _, o := range all {
			if !o.Removed {
				both[i][o.ID] = fmt.Sprintf("%s %s %d %x %x", o.Role, o.Name, o.PIN.Rounds, o.PIN.Salt, o.PIN.Key)
			}
		}
	}
	return !maps.Equal(both[0], both[1]), nil
}

// divergence finds the facts that only a has, and only b has. Both are read from their ends until they meet: what
// lies before a fact that both have is taken to be in both.
func divergence(ctx context.Context, a, b Reader) (onlyA, onlyB []Fact, common bool, err error) {
	for _, limit := range []int{1 << 10, 1 << 14, 0} {
		fa, err := a.Facts(ctx, "", limit)
		if err != nil {
			return nil, nil, false, err
		}
		fb, err := b.Facts(ctx, "", limit)
		if err != nil {
			return nil, nil, false, err
		}
		from, met := whole(fa, fb, limit)
		fa, fb = since(fa, from), since(fb, from)
		onlyA, onlyB = without(fa, fb), without(fb, fa)
		common = len(onlyA) < len(fa)
		if met && common || limit == 0 {
			break
		}
	}
	return onlyA, onlyB, common, nil
}

// whole is the clock from which on both lists are whole, and whether they share the fact of that moment.
func whole(a, b []Fact, limit int) (from int64, met bool) {
	var first Fact
	for _, facts := range [][]Fact{a, b} {
		if len(facts) == limit && limit > 0 && facts[0].HLC > first.HLC {
			first = facts[0]
		}
	}
	same := func(f Fact) bool { return f.ID == first.ID }
	return first.HLC, first.ID == "" || slices.ContainsFunc(a, same) && slices.ContainsFunc(b, same)
}

func since(facts []Fact, hlc int64) []Fact {
	i := slices.IndexFunc(facts, func(f Fact) bool { return f.HLC >= hlc })
	if i < 0 {
		return nil
	}
	return facts[i:]
}

func without(facts, known []Fact) []Fact {
	ids := make(map[string]bool, len(known))
	for _, f := range known {
		ids[f.ID] = true
	}
	var only []Fact
	for _, f := range facts {
		if !ids[f.ID] {
			only = append(only, f)
		}
	}
	return only
}

// lossCounter counts facts by what a person would miss.
type lossCounter struct {
	entities map[Noun]map[string]bool
	added    map[string]bool // people who are new: what changed about them is not told by itself
	erased   []string
	settled  []string
	messages map[string]Message
	sent     map[MessageKind]int
}

func (c *lossCounter) count(f Fact) {
	switch f.Kind {
	case PersonErased{}.FactKind():
		c.erased = append(c.erased, f.Entity)
		return
	case SettledMessage{}.FactKind():
		c.settled = append(c.settled, f.Entity)
		return
	case "import.applied", "import.undone", "form.mapped":
		return // what they brought is told
	case "person.added":
		c.added[f.Entity] = true
		return // the registration tells it
	case "registration.added":
		c.added[f.Entity] = true
	}
	noun := nounOf[f.Kind]
	if noun == "" {
		part, _, _ := strings.Cut(f.Kind, ".")
		noun = cmp.Or(nounOfPart[part], NounOther)
	}
	if noun == NounChanges && c.added[f.Entity] {
		return
	}
	if c.entities[noun] == nil {
		c.entities[noun] = map[string]bool{}
	}
	c.entities[noun][f.Entity] = true
}

// readMessages finds out what became of the mails since.
func (c *lossCounter) readMessages(ctx context.Context, r Reader) error {
	for _, id := range c.settled {
		if _, seen := c.messages[id]; seen {
			continue
		}
		m, err := r.Message(ctx, id)
		if err != nil {
			return err
		}
		c.messages[id] = m
		if m.State == MessageAccepted || m.State == MessageUncertain || m.State == MessageBounced {
			c.sent[m.Kind]++
		}
		delete(c.entities[NounQueued], id) // it waits no more
	}
	return nil
}

func (c *lossCounter) lost() []Lost {
	var all []Lost
	for _, noun := range Nouns {
		if n := len(c.entities[noun]); n > 0 {
			l := Lost{Noun: noun, Count: n}
			if noun == NounIssued {
				l.Names = sortedKeys(c.entities[noun])
			}
			all = append(all, l)
		}
	}
	return all
}

func (c *lossCounter) mails() []SentSince {
	var all []SentSince
	for k, n := range c.sent {
		all = append(all, SentSince{k, n})
	}
	slices.SortFunc(all, func(a, b SentSince) int { return cmp.Compare(a.Kind, b.Kind) })
	return all
}
