package main

import (
	"errors"
	"os"

	"zlot/event"
	"zlot/event/i18n"
)

const (
	// operatorEnv names the operator who works, as --as does.
	operatorEnv = "ZLOT_OPERATOR"
	// pinEnv holds the PIN of the operator who works: never an argument, which others can see.
	pinEnv = "ZLOT_PIN"
	// newPINEnv holds the PIN that somebody gets.
	newPINEnv = "ZLOT_NEW_PIN"
)

type operatorsCmd struct {
	List   operatorsListCmd   `cmd:"" default:"1" help:"List who works with the file."`
	Add    operatorsAddCmd    `cmd:"" help:"Add somebody; the first one must be a lead. The PIN is read from ZLOT_NEW_PIN."`
	Set    operatorsSetCmd    `cmd:"" help:"Change a name, a role or a PIN (ZLOT_NEW_PIN)."`
	Remove operatorsRemoveCmd `cmd:"" help:"Remove somebody; the name stays in the history."`
	Reset  operatorsResetCmd  `cmd:"" help:"Remove everybody without a PIN, when no lead knows theirs; it stays in the history."`
}

type operatorDoc struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"`
}

func newOperatorDoc(o event.Operator) operatorDoc {
	return operatorDoc{ID: o.ID, Name: o.Name, Role: string(o.Role)}
}

func (s *session) tellOperator(o event.Operator) error {
	return s.print(newOperatorDoc(o), func() { s.line(o.Name, s.text.T("access.role."+string(o.Role))) })
}

type operatorsListCmd struct{}

// Run lists who works with the file.
func (c *operatorsListCmd) Run(s *session) error {
	svc, err := s.look()
	if err != nil {
		return err
	}
	all, err := svc.Operators(s.ctx)
	if err != nil {
		return err
	}
	docs, rows := []operatorDoc{}, [][]string{}
	for _, o := range all {
		docs = append(docs, newOperatorDoc(o))
		rows = append(rows, []string{o.Name, s.text.T("access.role." + string(o.Role)), o.ID})
	}
	return s.print(map[string]any{"operators": docs}, func() {
		if len(rows) == 0 {
			s.say("operators.ctl.none")
		}
		s.table(rows)
	})
}

type operatorsAddCmd struct {
	Name string `required:""`
	Role string `enum:"steward,desk,lead" default:"lead" help:"What the person may do (steward, desk, lead)."`
}

// Run adds somebody.
func (c *operatorsAddCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	o, err := svc.AddOperator(s.ctx, event.NewOperator{Name: c.Name, Role: event.OperatorRole(c.Role), PIN: os.Getenv(newPINEnv)})
	if err != nil {
		return err
	}
	return s.tellOperator(o)
}

type operatorsSetCmd struct {
	Who  string  `arg:"" help:"Name or id."`
	Name *string `help:"New name."`
	Role *string `enum:"steward,desk,lead" help:"New role."`
}

// Run changes somebody; a PIN in the environment is the new one.
func (c *operatorsSetCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	id, err := operatorCalled(s, svc, c.Who)
	if err != nil {
		return err
	}
	u := event.OperatorUpdate{Name: c.Name}
	if c.Role != nil {
		role := event.OperatorRole(*c.Role)
		u.Role = &role
	}
	if pin, given := os.LookupEnv(newPINEnv); given {
		u.PIN = &pin
	}
	o, err := svc.UpdateOperator(s.ctx, id, u)
	if err != nil {
		return err
	}
	return s.tellOperator(o)
}

type operatorsRemoveCmd struct {
	Who string `arg:"" help:"Name or id."`
}

// Run removes somebody.
func (c *operatorsRemoveCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	id, err := operatorCalled(s, svc, c.Who)
	if err != nil {
		return err
	}
	if err := svc.RemoveOperator(s.ctx, id); err != nil {
		return err
	}
	return s.print(map[string]any{"removed": id}, func() { s.say("operators.ctl.removed", i18n.Args{"Name": c.Who}) })
}

type operatorsResetCmd struct {
	Yes bool `required:"" help:"Yes, open the file to everybody."`
}

// Run opens the file to everybody: whoever holds it and the account of the machine could take the PINs out anyway.
func (c *operatorsResetCmd) Run(s *session) error {
	svc, err := s.open(false)
	if err != nil {
		return err
	}
	n, err := svc.ResetOperators(event.WithActor(event.ByProgram(s.ctx), actor), true)
	if err != nil {
		return err
	}
	return s.print(map[string]any{"removed": n}, func() { s.count("operators.ctl.reset", n) })
}

// operatorCalled finds who is meant by a name or an id.
func operatorCalled(s *session, svc *event.Service, who string) (id string, err error) {
	all, err := svc.Operators(s.ctx)
	if err != nil {
		return "", err
	}
	for _, o := range all {
		if o.ID == who || event.Fold(o.Name) == event.Fold(who) {
			return o.ID, nil
		}
	}
	return "", event.Fail(event.CodeOperatorNotFound, "Value", who)
}

// signIn says who works, where the file has operators and a PIN is given. Without one whoever calls is a steward.
func (s *session) signIn(svc *event.Service) error {
	who, pin := s.cli.As, os.Getenv(pinEnv)
	if who == "" {
		who = os.Getenv(operatorEnv)
	}
	all, err := svc.Operators(s.ctx)
	if err != nil || len(all) == 0 || who == "" && pin == "" {
		return err
	}
	if who == "" && len(all) == 1 {
		who = all[0].ID
	}
	id, err := operatorCalled(s, svc, who)
	if err != nil {
		return err
	}
	o, err := svc.Identify(s.ctx, id, pin)
	if err != nil {
		return err
	}
	s.ctx = event.ByOperator(s.ctx, o.ID)
	return nil
}

// notIdentified tells whether somebody said who they are, and it is not so.
func notIdentified(err error) bool {
	return errors.Is(err, event.Fail(event.CodeAccessPIN)) || errors.Is(err, event.Fail(event.CodeAccessRest)) ||
		errors.Is(err, event.Fail(event.CodeOperatorNotFound))
}
