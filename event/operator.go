package event

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"
)

// OperatorRole is what somebody who works at the program may do. Each may do what those before it may.
type OperatorRole string

// The roles of operators.
const (
	OperatorSteward OperatorRole = "steward" // scans, and looks up what the desk needs
	OperatorDesk    OperatorRole = "desk"    // also corrects registrations, takes walk-ins, prints badges
	OperatorLead    OperatorRole = "lead"    // everything
)

// OperatorRoles lists all roles, the one that may least first.
var OperatorRoles = []OperatorRole{OperatorSteward, OperatorDesk, OperatorLead}

// Operator is somebody who works at the program and says so by a PIN. A file without operators is open to
// everybody. Operators belong to the file, not to an event.
type Operator struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Role    OperatorRole `json:"role"`
	PIN     PIN          `json:"pin"`
	Removed bool         `json:"removed,omitempty"` // works here no more; the name stays for what was done
}

// The facts about operators. Their PINs are there only as what they are checked with, and no longer than they hold.
type (
	// OperatorAdded holds all of a new operator.
	OperatorAdded struct{ Operator }
	// OperatorChanged is one changed field of an operator: name, role or pin.
	OperatorChanged struct{ Change }
	// OperatorRemoved ends an operator's work here. Reset says that all were removed because no lead knew a PIN.
	OperatorRemoved struct {
		Reset bool `json:"reset,omitempty"`
	}
)

// FactKind and its brothers name the kinds.
func (OperatorAdded) FactKind() string   { return "operator.added" }
func (OperatorChanged) FactKind() string { return "operator.changed" }
func (OperatorRemoved) FactKind() string { return "operator.removed" }

// NewOperator is what is asked about somebody new.
type NewOperator struct {
	Name string
	Role OperatorRole
	PIN  string
}

// OperatorUpdate is what changes about an operator; nil leaves a field as it is.
type OperatorUpdate struct {
	Name *string
	Role *OperatorRole
	PIN  *string
}

// maxOperatorName is how long a name may be: it stands in the header of the window.
const maxOperatorName = 60

// Operators lists those who work at the program, in the order in which they were added, without what their PINs
// are checked with.
func (s *Service) Operators(ctx context.Context) ([]Operator, error) {
	all, err := s.Store.Operators(ctx)
	if err != nil {
		return nil, err
	}
	return working(all), nil
}

// OperatorNames are the names of all who ever worked at the program, by id, for what they did.
func (s *Service) OperatorNames(ctx context.Context) (map[string]string, error) {
	all, err := s.Store.Operators(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(all))
	for _, o := range all {
		names[o.ID] = o.Name
	}
	return names, nil
}

// NamedBy is the By of a fact with the name of the operator in the place of the id.
func NamedBy(by string, names map[string]string) string {
	id, mark, marked := strings.Cut(by, ", ")
	name, known := names[id]
	switch {
	case !known:
		return by
	case marked:
		return name + ", " + mark
	}
	return name
}

// AddOperator adds somebody. The first one must be a lead. Codes: operator.name, operator.repeated, operator.role,
// operator.pin, operator.first.
func (s *Service) AddOperator(ctx context.Context, n NewOperator) (Operator, error) {
	var added Operator
	if err := s.Allow(ctx, DoOperators); err != nil {
		return added, err
	}
	name, err := operatorName(n.Name)
	if err != nil {
		return added, err
	}
	if err := checkOperatorRole(n.Role); err != nil {
		return added, err
	}
	pin, err := newPIN(n.PIN)
	if err != nil {
		return added, err
	}
	_, err = s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		all, err := workingOperators(ctx, r)
		if err != nil {
			return b, err
		}
		if len(all) == 0 && n.Role != OperatorLead {
			return b, Fail(CodeOperatorFirst).In("role")
		}
		if err := freeName(all, "", name); err != nil {
			return b, err
		}
		added = Operator{ID: NewID(), Name: name, Role: n.Role, PIN: pin}
		b.Add("", added.ID, OperatorAdded{added})
		return b, nil
	})
	added.PIN = PIN{}
	return added, err
}

// UpdateOperator changes somebody's name, role or PIN. The last lead stays one. Codes as of AddOperator, and
// operator.not_found, operator.last.
func (s *Service) UpdateOperator(ctx context.Context, id string, u OperatorUpdate) (Operator, error) {
	var after Operator
	if err := s.Allow(ctx, DoOperators); err != nil {
		return after, err
	}
	var pin PIN
	if u.PIN != nil {
		var err error
		if pin, err = newPIN(*u.PIN); err != nil {
			return after, err
		}
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		all, err := workingOperators(ctx, r)
		if err != nil {
			return b, err
		}
		was, err := operatorOf(all, id)
		if err != nil {
			return b, err
		}
		if after, err = u.apply(all, was); err != nil {
			return b, err
		}
		change := func(field string, old, now any) {
			b.Add("", id, OperatorChanged{NewChange(field, old, now, 0)})
		}
		if after.Name != was.Name {
			change("name", was.Name, after.Name)
		}
		if after.Role != was.Role {
			change("role", was.Role, after.Role)
		}
		if u.PIN != nil {
			change("pin", nil, pin)
		}
		return b, nil
	})
	after.PIN = PIN{}
	return after, err
}

// apply is what somebody becomes, by the rules of names and roles.
func (u OperatorUpdate) apply(all []Operator, was Operator) (after Operator, err error) {
	after = was
	if u.Name != nil {
		if after.Name, err = operatorName(*u.Name); err != nil {
			return after, err
		}
		if err := freeName(all, was.ID, after.Name); err != nil {
			return after, err
		}
	}
	if u.Role == nil || *u.Role == was.Role {
		return after, nil
	}
	if after.Role = *u.Role; after.Role != OperatorLead {
		if err := notLastLead(all, was.ID); err != nil {
			return after, err
		}
	}
	return after, checkOperatorRole(after.Role)
}

// RemoveOperator ends somebody's work here; the name stays for what was done. The last lead cannot be removed.
func (s *Service) RemoveOperator(ctx context.Context, id string) error {
	if err := s.Allow(ctx, DoOperators); err != nil {
		return err
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		all, err := workingOperators(ctx, r)
		if err != nil {
			return b, err
		}
		if _, err := operatorOf(all, id); err != nil {
			return b, err
		}
		if err := notLastLead(all, id); err != nil {
			return b, err
		}
		b.Add("", id, OperatorRemoved{})
		return b, nil
	})
	return err
}

// ResetOperators removes everybody: the file is open to all again. reset says in the log that it was done
// without a PIN, by whoever holds the file and the account of the machine.
func (s *Service) ResetOperators(ctx context.Context, reset bool) (removed int, err error) {
	if err := s.Allow(ctx, DoOperators); err != nil {
		return removed, err
	}
	_, err = s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		all, err := workingOperators(ctx, r)
		if err != nil {
			return b, err
		}
		for _, o := range all {
			b.Add("", o.ID, OperatorRemoved{Reset: reset})
		}
		removed = len(all)
		return b, nil
	})
	return removed, err
}

func workingOperators(ctx context.Context, r Reader) ([]Operator, error) {
	all, err := r.Operators(ctx)
	return working(all), err
}

// working leaves out who works here no more.
func working(all []Operator) []Operator {
	var now []Operator
	for _, o := range all {
		if !o.Removed {
			now = append(now, o)
		}
	}
	return now
}

func operatorOf(all []Operator, id string) (Operator, error) {
	for _, o := range all {
		if o.ID == id {
			return o, nil
		}
	}
	return Operator{}, Fail(CodeOperatorNotFound, "Value", id)
}

func notLastLead(all []Operator, id string) error {
	for _, o := range all {
		if o.ID != id && o.Role == OperatorLead {
			return nil
		}
	}
	return Fail(CodeOperatorLast)
}

func freeName(all []Operator, id, name string) error {
	for _, o := range all {
		if o.ID != id && Fold(o.Name) == Fold(name) {
			return Fail(CodeOperatorRepeated, "Value", name).In("name")
		}
	}
	return nil
}

func checkOperatorRole(role OperatorRole) error {
	for _, r := range OperatorRoles {
		if r == role {
			return nil
		}
	}
	return Fail(CodeOperatorRole, "Value", string(role)).In("role")
}

// operatorName is a name as it is kept: one line that can be read.
func operatorName(name string) (string, error) {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}), " ")
	if Fold(name) == "" || utf8.RuneCountInString(name) > maxOperatorName {
		return "", Fail(CodeOperatorName, "Most", maxOperatorName).In("name")
	}
	return strings.ReplaceAll(name, ",", ""), nil // a comma parts the name from how it was done
}
