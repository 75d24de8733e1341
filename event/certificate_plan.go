package event

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// IssueOptions choose which certificates are issued, and to whom.
type IssueOptions struct {
	DryRun        bool
	Registrations []string // empty: everybody eligible, except for those whose certificate was withdrawn
	Kinds         []string // ids; empty: all kinds of the event
}

// CertificatePlan is what issuing would come to, before anything is written.
type CertificatePlan struct {
	Event       Event
	Kinds       []KindPlan // in the order of the event
	Planned     []Planned  // in the order of kinds and numbers
	Refused     []Refusal  // whom the rule of a kind, or a decision, leaves out; in the same order
	NotEligible []Account  // who has no certificate and gets none
	Before      int        // certificates of these people and kinds that are valid already
	Sealed      bool       // the documents are signed with the organizer's own key
}

// KindPlan is what would become of one kind.
type KindPlan struct {
	Kind        CertificateKind
	Layout      Layout
	Series      string
	First, Last string // numbers; "": none would be issued
	Count       int
	Before      int // are valid already
	Refused     int
	Troubles    []Trouble // of all its documents alike
}

// Planned is one certificate that would be issued, without its signed statement and its document.
type Planned struct {
	Certificate
	Decision *Decision // that gives it against the rule
	Troubles []Trouble // what the document would lack, besides those of its kind
	Remarks  []Because // what else is worth knowing before it is issued: an earlier one was withdrawn
}

// Refusal is why somebody gets no certificate of a kind.
type Refusal struct {
	Registration string
	Name         string
	Kind         string // id
	Eligibility
}

// PlanCertificates says who would get which number, who none and why, and what is missing, before anything is issued.
func (s *Service) PlanCertificates(ctx context.Context, eventID string, o IssueOptions) (CertificatePlan, error) {
	m, err := s.planIssue(ctx, eventID, o, nil)
	if err != nil {
		return CertificatePlan{}, fmt.Errorf("plan certificates of %s: %w", eventID, err)
	}
	from := 0
	for i := range m.Kinds {
		of := m.Planned[from : from+m.Kinds[i].Count]
		for j := range of {
			if err := ctx.Err(); err != nil {
				return CertificatePlan{}, err
			}
			of[j].Troubles = s.troublesOf(m.drawings[m.Kinds[i].Kind.ID], of[j].Data)
		}
		m.Kinds[i].Troubles = common(of)
		from += len(of)
	}
	return m.CertificatePlan, nil
}

// kindOf names what is valid once at a time: a person's certificate of a kind.
type kindOf struct{ registration, kind string }

// KindID is the id of a certificate's kind.
func (c Certificate) KindID() string {
	if c.Kind == "" {
		return UsualKind
	}
	return c.Kind
}

func (c Certificate) kindOf() kindOf { return kindOf{c.Registration, c.KindID()} }

// issuePlan is a plan with what it takes to carry it out.
type issuePlan struct {
	CertificatePlan
	drawings map[string]drawing // by kind
	valid    map[kindOf]Certificate
	former   map[kindOf]Certificate // withdrawn, and none is valid
	named    bool                   // somebody chose the people
}

// planIssue decides who gets which number. The last numbers are read first: a certificate that is issued after that
// is found when the plan is written. failed are left out.
func (s *Service) planIssue(ctx context.Context, eventID string, o IssueOptions, failed map[kindOf]bool) (*issuePlan, error) {
	m := &issuePlan{drawings: map[string]drawing{}, named: len(o.Registrations) > 0}
	var err error
	if m.Event, err = s.Store.Event(ctx, eventID); err != nil {
		return nil, err
	}
	kinds, err := chosenKinds(m.Event, o.Kinds)
	if err != nil {
		return nil, err
	}
	last := map[string]int{} // number of a series
	for _, k := range kinds {
		series := s.seriesOf(m.Event, k)
		if last[series], err = s.Store.LastInSeries(ctx, series); err != nil {
			return nil, err
		}
		if m.drawings[k.ID], err = s.drawing(ctx, m.Event, k); err != nil {
			return nil, err
		}
	}
	if m.valid, m.former, err = s.standingCertificates(ctx, eventID); err != nil {
		return nil, err
	}
	accounts, err := s.Attendance(ctx, eventID)
	if err != nil {
		return nil, err
	}
	accounts = slices.DeleteFunc(accounts, func(a Account) bool {
		return m.named && !slices.Contains(o.Registrations, a.Entry.ID)
	})
	if m.Sealed, err = s.hasDocumentKey(m.Event.ID); err != nil {
		return nil, err
	}
	for _, k := range kinds {
		if err := s.planKind(m, k, accounts, failed, last); err != nil {
			return nil, err
		}
	}
	m.leftOut(accounts, kinds)
	return m, nil
}

// chosenKinds are the kinds of an event that ids name. Code: decision.kind of one that it does not have.
func chosenKinds(ev Event, ids []string) ([]CertificateKind, error) {
	all := ev.CertificateKinds()
	if len(ids) == 0 {
		return all, nil
	}
	known := make([]string, len(all))
	for i, k := range all {
		known[i] = k.ID
	}
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return nil, Fail(CodeDecisionKind, "Value", id, "Kinds", known).In("kind")
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(k CertificateKind) bool { return !slices.Contains(ids, k.ID) }), nil
}

// year is the one that numbers given today count in.
func (s *Service) year(ev Event) int { return s.Clock.Now().In(ev.Zone()).Year() }

func (s *Service) seriesOf(ev Event, k CertificateKind) string {
	return Series(k.Pattern, ev, s.year(ev))
}

// planKind plans the certificates of one kind; last counts on.
func (s *Service) planKind(m *issuePlan, k CertificateKind, accounts []Account, failed map[kindOf]bool, last map[string]int) error {
	if err := CheckPattern(k.Pattern); err != nil {
		return err
	}
	kp := KindPlan{Kind: k, Layout: m.drawings[k.ID].layout, Series: s.seriesOf(m.Event, k)}
	for _, a := range accounts {
		i := slices.IndexFunc(a.Kinds, func(e Eligibility) bool { return e.Kind == k.ID })
		key := kindOf{a.Entry.ID, k.ID}
		if i < 0 || a.Entry.Who.Erased || failed[key] {
			continue // not meant for them, or there is nobody to name on it
		}
		if _, has := m.valid[key]; has {
			kp.Before++
			continue
		}
		el := m.withoutWithdrawn(a, a.Kinds[i])
		if !el.Eligible {
			kp.Refused++
			m.Refused = append(m.Refused, Refusal{Registration: a.Entry.ID, Name: a.Entry.Who.Name.Full(), Kind: k.ID, Eligibility: el})
			continue
		}
		last[kp.Series]++
		c := s.newCertificate(m.Event, a, k, m.drawings[k.ID], last[kp.Series])
		m.Planned = append(m.Planned, Planned{Certificate: c, Decision: el.Decision, Remarks: m.remarks(key)})
		if kp.Count++; kp.First == "" {
			kp.First = c.Number
		}
		kp.Last = c.Number
	}
	m.Before += kp.Before
	m.Kinds = append(m.Kinds, kp)
	return nil
}

// withoutWithdrawn is what a rule came to for somebody; whose certificate was withdrawn gets another one only by name.
func (m *issuePlan) withoutWithdrawn(a Account, el Eligibility) Eligibility {
	if c, was := m.former[kindOf{a.Entry.ID, el.Kind}]; was && el.Eligible && !m.named {
		el.Eligible, el.Because = false, append(slices.Clone(el.Because), c.BecauseWithdrawn())
	}
	return el
}

// remarks are what is worth knowing before somebody gets a certificate.
func (m *issuePlan) remarks(key kindOf) []Because {
	if c, was := m.former[key]; was {
		return []Because{c.BecauseWithdrawn()}
	}
	return nil
}

// BecauseWithdrawn says that a certificate was withdrawn, and why.
func (c Certificate) BecauseWithdrawn() Because {
	return Because{Code: "withdrawn", Args: map[string]any{"Number": c.Number, "Reason": c.Reason}}
}

// leftOut finds who has none of the chosen kinds and gets none, for whatever reason.
func (m *issuePlan) leftOut(accounts []Account, kinds []CertificateKind) {
	gets := map[string]bool{}
	for _, p := range m.Planned {
		gets[p.Registration] = true
	}
	for _, a := range accounts {
		has := slices.ContainsFunc(kinds, func(k CertificateKind) bool { _, ok := m.valid[kindOf{a.Entry.ID, k.ID}]; return ok })
		if has || gets[a.Entry.ID] || a.Entry.Who.Erased {
			continue
		}
		for _, e := range a.Kinds { // the reasons of the first kind that was asked for
			if slices.ContainsFunc(kinds, func(k CertificateKind) bool { return k.ID == e.Kind }) {
				a.Because = m.withoutWithdrawn(a, e).Because
				break
			}
		}
		if len(a.Because) > 0 {
			m.NotEligible = append(m.NotEligible, a)
		}
	}
}

// standingCertificates are those of an event that are neither replaced nor withdrawn, and the last withdrawn ones of
// those who have no such certificate.
func (s *Service) standingCertificates(ctx context.Context, eventID string) (valid, former map[kindOf]Certificate, err error) {
	all, err := s.Store.Certificates(ctx, eventID)
	valid, former = map[kindOf]Certificate{}, map[kindOf]Certificate{}
	for _, c := range all {
		switch c.State {
		case Issued:
			valid[c.kindOf()] = c
		case Withdrawn:
			if have, is := former[c.kindOf()]; !is || !c.IssuedAt.Before(have.IssuedAt) {
				former[c.kindOf()] = c
			}
		}
	}
	for key := range valid {
		delete(former, key)
	}
	return valid, former, err
}

// kindNamed is the kind of an event by its id; one that the event does not know any more is drawn and numbered like
// its first.
func kindNamed(ev Event, id string) CertificateKind {
	all := ev.CertificateKinds()
	for _, k := range all {
		if k.ID == id {
			return k
		}
	}
	k := all[0]
	k.ID = id
	return k
}

// isDrawFailure reports whether a document could not be drawn for what it says, not for the machine.
func isDrawFailure(err error) bool {
	return errors.Is(err, Fail(CodeCertificateGlyph)) || errors.Is(err, Fail(CodeCertificateTooLong))
}
