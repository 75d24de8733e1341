package event_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// A steward sees whom the door needs to know, and nothing else of them, whichever way it is read.
func TestAccess_StewardSeesNames(t *testing.T) {
	c := newCrew(t)
	ctx := c.as(event.OperatorSteward)
	full, err := c.db.Entry(t.Context(), c.entry.ID)
	if err != nil || full.Who.Email == "" || full.Who.Phone == "" || full.Diet == "" {
		t.Fatalf("the sample person has nothing to hide: %+v, %v", full, err)
	}
	one, err := c.svc.Store.Entry(ctx, c.entry.ID)
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.svc.Store.Entries(ctx, event.EntryFilter{Event: c.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	badge, _, err := c.svc.Store.EntryByBadge(ctx, c.entry.Badge)
	if err != nil {
		t.Fatal(err)
	}
	scanned, err := c.svc.CheckIn(ctx, event.ScanRequest{Event: c.event.ID, Code: c.entry.Badge})
	if err != nil || scanned.Entry == nil {
		t.Fatal(scanned, err)
	}
	live, err := c.svc.Live(ctx, c.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	roll, err := c.svc.Queue(ctx, c.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	for name, seen := range map[string]any{"entry": one, "entries": all, "badge": badge, "scan": scanned, "live": live, "queue": roll} {
		raw, err := json.Marshal(seen)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "@example.org") || strings.Contains(string(raw), full.Who.Phone) {
			t.Errorf("a steward sees an address or a phone in %s", name)
		}
	}
	if one.Who.Name != full.Who.Name || one.Who.Institution != full.Who.Institution || one.Status != full.Status || one.Group != full.Group {
		t.Errorf("a steward does not see who it is: %+v", one)
	}
	if one.Diet+all[0].Diet+scanned.Entry.Diet != "" || scanned.Entry.Preferences != nil {
		t.Error("a steward sees answers")
	}
	for query, want := range map[string]bool{full.Who.Name.Family: true, full.Who.Email: false, "600100200": false, c.entry.Badge: true} {
		_, total, err := c.svc.Store.Search(ctx, c.event.ID, query, 10)
		if err != nil || (total > 0) != want {
			t.Errorf("a steward finds %d by %q, %v", total, query, err)
		}
	}
	if _, err := c.svc.Store.Facts(ctx, c.entry.ID, 0); err == nil {
		t.Error("a steward reads the log")
	}
	if err := c.svc.Store.Backup(ctx, c.texts['d']+".db"); !errors.Is(err, event.Fail(event.CodeAccessLead)) {
		t.Errorf("a steward copies the file: %v", err)
	}
	if seen, err := c.svc.Store.Entry(c.as(event.OperatorDesk), c.entry.ID); err != nil || seen.Who.Email != full.Who.Email {
		t.Errorf("the desk sees %+v, %v", seen, err)
	}
}

// A steward takes back what they scanned just now, and nothing of others or of before; nobody is let in against the
// verdict by a steward.
func TestAccess_StewardTakesBackTheirOwn(t *testing.T) {
	c := newCrew(t)
	scan := func(role event.OperatorRole) string {
		t.Helper()
		c.refresh(role)
		return c.texts['k']
	}
	steward := c.as(event.OperatorSteward)
	if _, err := c.svc.Undo(steward, scan(event.OperatorSteward), ""); err != nil {
		t.Errorf("their own: %v", err)
	}
	if _, err := c.svc.Undo(steward, scan(event.OperatorDesk), ""); !errors.Is(err, event.Fail(event.CodeAccessDesk)) {
		t.Errorf("of the desk: %v", err)
	}
	old := scan(event.OperatorSteward)
	c.clock.now = c.clock.now.Add(16 * time.Minute)
	if _, err := c.svc.Undo(steward, old, ""); !errors.Is(err, event.Fail(event.CodeAccessDesk)) {
		t.Errorf("of a quarter of an hour ago: %v", err)
	}
	if _, err := c.svc.Undo(c.as(event.OperatorDesk), old, ""); err != nil {
		t.Errorf("by the desk: %v", err)
	}
	force := event.ScanRequest{Event: c.event.ID, Code: c.entry.Badge, Force: "wpuść"}
	if _, err := c.svc.UpdateEntry(c.as(event.OperatorDesk), c.entry.ID, 0, event.EntryUpdate{}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.svc.SetStatus(c.as(event.OperatorDesk), []string{c.entry.ID}, event.Cancelled); err != nil {
		t.Fatal(err)
	}
	if _, err := c.svc.CheckIn(steward, force); !errors.Is(err, event.Fail(event.CodeAccessDesk)) {
		t.Errorf("a steward lets a cancelled one in: %v", err)
	}
	if res, err := c.svc.CheckIn(c.as(event.OperatorDesk), force); err != nil || !res.Scan.Forced {
		t.Errorf("the desk lets a cancelled one in: %+v, %v", res.Scan, err)
	}
}

// The log says who did it, by an id that stays when somebody is renamed or removed, and how it was done.
func TestAccess_LogSaysWho(t *testing.T) {
	c := newCrew(t)
	desk, lead := c.operators[event.OperatorDesk], c.operators[event.OperatorLead]
	c.shift.Take(desk.ID) // whoever works at the window, where nothing else is said
	if _, err := c.svc.CancelRegistration(event.WithActor(t.Context(), "recepcja"), c.texts['R']); err != nil {
		t.Fatal(err)
	}
	facts, err := c.db.Facts(t.Context(), c.texts['R'], 1)
	if err != nil || len(facts) != 1 || facts[0].By != desk.ID {
		t.Fatalf("by %+v, %v", facts, err)
	}
	if err := c.svc.RemoveOperator(c.as(event.OperatorLead), desk.ID); err != nil {
		t.Fatal(err)
	}
	names, err := c.svc.OperatorNames(t.Context())
	if err != nil || event.NamedBy(facts[0].By, names) != desk.Name || event.NamedBy(desk.ID+", import", names) != desk.Name+", import" ||
		event.NamedBy("laptop", names) != "laptop" {
		t.Errorf("named %q of %v, %v", event.NamedBy(facts[0].By, names), names, err)
	}
	if shown, err := c.svc.Store.Facts(c.as(event.OperatorLead), c.texts['R'], 1); err != nil || shown[0].By != desk.Name {
		t.Errorf("the history shows %+v, %v", shown, err)
	}
	// Whoever was removed may do no more than somebody who said nothing.
	if _, err := c.svc.SetStatus(event.ByOperator(t.Context(), desk.ID), []string{c.entry.ID}, event.Pending); !errors.Is(err, event.Fail(event.CodeAccessDesk)) {
		t.Errorf("somebody who was removed: %v", err)
	}
	// What one lead allows for one thing is theirs, and the window stays whose it is.
	if _, err := c.svc.SetStatus(c.as(event.OperatorLead), []string{c.entry.ID}, event.Pending); err != nil {
		t.Fatal(err)
	}
	if facts, err = c.db.Facts(t.Context(), c.entry.ID, 1); err != nil || facts[0].By != lead.ID {
		t.Errorf("by %+v, %v", facts, err)
	}
	// What the program does by itself is in nobody's name.
	if _, err := c.svc.SetStatus(event.ByProgram(c.as(event.OperatorSteward)), []string{c.entry.ID}, event.Confirmed); err != nil {
		t.Fatal(err)
	}
	if facts, err = c.db.Facts(t.Context(), c.entry.ID, 1); err != nil || facts[0].By != "" {
		t.Errorf("by %+v, %v", facts, err)
	}
}

func TestOperators_Rules(t *testing.T) {
	c := newCrew(t)
	lead, steward := c.operators[event.OperatorLead], event.OperatorSteward
	ctx := c.as(event.OperatorLead)
	for name, err := range map[string]error{
		event.CodeOperatorLast:     c.svc.RemoveOperator(ctx, lead.ID),
		event.CodeOperatorNotFound: c.svc.RemoveOperator(ctx, "nobody"),
		event.CodeOperatorName:     second(c.svc.AddOperator(ctx, event.NewOperator{Name: " \u200b ", Role: steward, PIN: crewPIN})),
		event.CodeOperatorRepeated: second(c.svc.AddOperator(ctx, event.NewOperator{Name: "ALA Lead", Role: steward, PIN: crewPIN})),
		event.CodeOperatorPIN:      second(c.svc.AddOperator(ctx, event.NewOperator{Name: "Iza", Role: steward, PIN: "12ab"})),
		event.CodeOperatorRole:     second(c.svc.AddOperator(ctx, event.NewOperator{Name: "Iza", Role: "king", PIN: crewPIN})),
	} {
		if !errors.Is(err, event.Fail(name)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := c.svc.UpdateOperator(ctx, lead.ID, event.OperatorUpdate{Role: &steward}); !errors.Is(err, event.Fail(event.CodeOperatorLast)) {
		t.Errorf("the last lead becomes a steward: %v", err)
	}
	if all, err := c.svc.Store.Operators(ctx); err != nil || all[0].PIN.Key != nil {
		t.Errorf("what a PIN is checked with is read: %+v, %v", all, err)
	}
	if n, err := c.svc.ResetOperators(event.ByProgram(t.Context()), true); err != nil || n != 3 {
		t.Errorf("reset %d, %v", n, err)
	}
	if _, _, err := c.svc.ExportRows(t.Context(), c.event.ID, event.ExportWords{}); err != nil {
		t.Errorf("without operators everybody may everything: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

// A PIN is guessed slowly: after five wrong ones even the right one waits, also in the next run of the program.
func TestIdentify_WrongGuessesWait(t *testing.T) {
	c := newCrew(t)
	id := c.operators[event.OperatorDesk].ID
	if o, err := c.svc.Identify(t.Context(), id, crewPIN); err != nil || o.ID != id || o.PIN.Key != nil {
		t.Fatalf("%+v, %v", o, err)
	}
	for i := range 5 {
		if _, err := c.svc.Identify(t.Context(), id, "0000"); !errors.Is(err, event.Fail(event.CodeAccessPIN)) {
			t.Fatalf("guess %d: %v", i, err)
		}
	}
	rest := func() int {
		t.Helper()
		var e *event.Error
		_, err := c.svc.Identify(t.Context(), id, crewPIN)
		if !errors.As(err, &e) || e.Code != event.CodeAccessRest {
			t.Fatalf("a right PIN at once: %v", err)
		}
		return e.Args["Seconds"].(int)
	}
	if s := rest(); s != 30 {
		t.Errorf("%d s to wait", s)
	}
	if _, err := c.svc.Identify(t.Context(), c.operators[event.OperatorLead].ID, crewPIN); err != nil {
		t.Errorf("somebody else waits too: %v", err)
	}
	c.clock.now = c.clock.now.Add(31 * time.Second)
	if _, err := c.svc.Identify(t.Context(), id, "0000"); !errors.Is(err, event.Fail(event.CodeAccessPIN)) {
		t.Fatal(err)
	}
	if s := rest(); s != 60 {
		t.Errorf("%d s to wait after one more", s)
	}
	c.clock.now = c.clock.now.Add(time.Minute)
	if _, err := c.svc.Identify(t.Context(), id, crewPIN); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if _, err := c.svc.Identify(t.Context(), id, crewPIN); err != nil {
		t.Errorf("once it was right nothing is counted any more: %v", err)
	}
}
