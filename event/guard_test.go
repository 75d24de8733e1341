package event_test

import (
	"context"
	"testing"

	"zlot/event"
)

// asked counts how often the file is asked who works at the program.
type asked struct {
	event.Store
	times int
}

func (a *asked) Operators(ctx context.Context) ([]event.Operator, error) {
	a.times++
	return a.Store.Operators(ctx)
}

// A scan does not wait for a reader of the file to know who may; and who was removed may no more, at once.
func TestGuard_AsksOnce(t *testing.T) {
	c := newCrew(t)
	store := &asked{Store: c.db}
	svc := event.NewService(event.Ports{Store: store, Clock: c.clock, Who: c.shift.Who})
	for range 3 {
		if _, err := svc.CheckIn(c.as(event.OperatorDesk), event.ScanRequest{Event: c.event.ID, Code: c.entry.Badge}); err != nil {
			t.Fatal(err)
		}
	}
	if store.times != 1 {
		t.Errorf("asked %d times for three scans", store.times)
	}
	add := func(ctx context.Context) error {
		_, err := svc.Store.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
			b.Add("", c.entry.Person, event.PersonChanged{Change: event.NewChange("town", "", "Kępno", 0)})
			return b, nil
		})
		return err
	}
	if err := add(c.as(event.OperatorDesk)); err != nil {
		t.Fatal(err)
	}
	if err := svc.RemoveOperator(c.as(event.OperatorLead), c.operators[event.OperatorDesk].ID); err != nil {
		t.Fatal(err)
	}
	if _, denied := event.AccessDenied(add(c.as(event.OperatorDesk))); !denied {
		t.Error("who was removed may as before")
	}
}

// keeper keeps secrets for one test.
type keeper map[string]string

func (k keeper) Get(name string) (string, error) { return k[name], nil }

func (k keeper) Set(name, value string) error {
	k[name] = value
	return nil
}

// Everybody leaves a kiosk with its PIN; who is at a door does not set another one, and reads no other secret.
func TestGuard_PINOfTheKiosk(t *testing.T) {
	c := newCrew(t)
	who := ""
	secrets := event.NewService(event.Ports{Store: c.db, Clock: c.clock, Secrets: keeper{"kiosk.pin": "kept"}, Who: func() string { return who }}).PageSecrets()
	for _, role := range event.OperatorRoles {
		who = c.operators[role].ID
		if got, err := secrets.Get("kiosk.pin"); got != "kept" || err != nil {
			t.Errorf("%s reads %q, %v", role, got, err)
		}
		_, denied := event.AccessDenied(secrets.Set("kiosk.pin", "kept"))
		if denied != (role == event.OperatorSteward) {
			t.Errorf("%s: setting is denied: %v", role, denied)
		}
		_, err := secrets.Get("mail.password")
		if _, denied := event.AccessDenied(err); denied != (role != event.OperatorLead) {
			t.Errorf("%s: another secret is denied: %v", role, denied)
		}
	}
}
