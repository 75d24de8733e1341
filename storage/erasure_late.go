package storage

import (
	"context"
	"encoding/json"
	"strings"

	"zlot/event"
)

// gone are the erased people and their registrations, as far as the file knows them.
type gone struct{ persons, registrations map[string]bool }

// add notes who was just erased, if anybody has asked who is.
func (g *gone) add(s subject) {
	if g == nil {
		return
	}
	for _, id := range s.persons {
		g.persons[id] = true
	}
	for _, id := range s.registrations {
		g.registrations[id] = true
	}
}

func (w *writer) erasedPeople(ctx context.Context) (*gone, error) {
	if w.gone != nil {
		return w.gone, nil
	}
	g := &gone{persons: map[string]bool{}, registrations: map[string]bool{}}
	var persons []string
	err := w.each(ctx, "SELECT person FROM erased", nil, func(row scanner) error {
		var id string
		err := row(&id)
		persons, g.persons[id] = append(persons, id), true
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(persons) > 0 {
		of, err := w.ids(ctx, "SELECT id FROM registration WHERE person IN (SELECT value FROM json_each(?))", persons)
		if err != nil {
			return nil, err
		}
		if of, err = w.MergedInto(ctx, of); err != nil {
			return nil, err
		}
		for _, id := range of {
			g.registrations[id] = true
		}
	}
	w.gone = g
	return g, nil
}

// hushed empties a fact about somebody whose data were erased: it comes from a desk that did not know, or
// from a form that was open meanwhile.
func (w *writer) hushed(ctx context.Context, f event.Fact) (event.Fact, error) {
	if f.NamesContributors() {
		w.cast = nil // it may name somebody anew
	}
	if reason, scan := scanReason(f); scan && reason == "" {
		return f, nil // the busy way
	}
	g, err := w.erasedPeople(ctx)
	if err != nil || len(g.persons) == 0 {
		return f, err
	}
	if f.NamesContributors() {
		f, _, err = f.WithoutContributors(event.Fields{event.AllFields}, func(_ string, c event.Contributor) bool { return g.registrations[c.Person] })
		return f, err
	}
	about, err := w.about(ctx, f, g)
	if err != nil || !about {
		return f, err
	}
	f, _, err = f.Without(event.Fields{event.AllFields})
	return f, err
}

// scanReason is why a scan was forced; scan is false for other facts.
func scanReason(f event.Fact) (reason string, scan bool) {
	if _, scan = scanKinds[f.Kind]; !scan {
		return "", false
	}
	switch b := f.Content().(type) {
	case event.ScanMade:
		return b.Reason, true
	case event.ScanUndone:
		return b.Reason, true
	}
	return "unread", true
}

// about reports whether a fact is about one of the erased.
func (w *writer) about(ctx context.Context, f event.Fact, g *gone) (bool, error) {
	registration := f.Entity
	switch noun, _, _ := strings.Cut(f.Kind, "."); noun {
	case "person":
		return g.persons[f.Entity], nil
	case "registration", "badge":
		if f.Kind != (event.RegistrationAdded{}).FactKind() {
			break
		}
		var r struct {
			Person string `json:"person"`
		}
		if err := json.Unmarshal(f.Body, &r); err != nil {
			return false, err
		}
		if g.persons[r.Person] {
			g.registrations[f.Entity] = true
		}
	case "message", "hours", "scan", "eligibility", "certificate":
		var err error
		if registration, err = w.registrationOf(ctx, f); err != nil {
			return false, err
		}
	default:
		return false, nil
	}
	return g.registrations[registration], nil
}

// registrationOf is the registration that a fact names, or that the paper belongs to of which it tells; empty where
// the file does not know the paper.
func (w *writer) registrationOf(ctx context.Context, f event.Fact) (string, error) {
	switch f.Kind {
	case event.HoursRevoked{}.FactKind():
		g, _, err := stored[event.Grant](ctx, w, "hours_grant", f.Entity)
		return g.Registration, err
	case event.SettledMessage{}.FactKind():
		m, _, err := stored[event.Message](ctx, w, "message", f.Entity)
		return m.Registration, err
	case event.CertificateDuplicated{}.FactKind(), event.CertificateReceived{}.FactKind():
		of, err := list(ctx, w.statements, certificateFrom+" WHERE number = ?", []any{f.Entity}, document[event.Certificate])
		if err != nil || len(of) == 0 {
			return "", err
		}
		return of[0].Registration, nil
	case event.CertificateIssued{}.FactKind(), event.CertificateWithdrawn{}.FactKind(), event.CertificateReplaced{}.FactKind():
		return "", nil // nothing in it is taken away
	}
	var b struct {
		Registration string `json:"registration"`
	}
	err := json.Unmarshal(f.Body, &b)
	return b.Registration, err
}
