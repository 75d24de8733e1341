package event_test

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/mail"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/secret"
	"zlot/event/tabular"
	"zlot/storage"
)

// crew is a rally that is over, with an operator of each role.
type crew struct {
	t         testing.TB
	db        *storage.DB
	svc       *event.Service
	clock     *clock
	shift     *event.Shift
	event     event.Event
	operators map[event.OperatorRole]event.Operator
	texts     map[byte]string
	entry     event.Entry
}

const crewPIN = "2012"

func newCrew(t testing.TB) *crew {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", dir)
	c := &crew{t: t, clock: &clock{time.Date(2012, 9, 6, 6, 30, 0, 0, time.UTC)}, shift: &event.Shift{}, operators: map[event.OperatorRole]event.Operator{}}
	var err error
	c.db, err = storage.Open(t.Context(), filepath.Join(dir, "zlot.db"), storage.Options{Create: true, Clock: c.clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.db.Close(); err != nil {
			t.Error(err)
		}
	})
	c.svc = event.NewService(event.Ports{Store: c.db, Outbox: c.db, Documents: doc.New(), Signer: doc.COSE{},
		Secrets: secret.Open(filepath.Join(dir, "keys"), secret.Passphrase("zielona herbata")), Tables: tabular.New(),
		Schedules: schedule.New(i18n.New), Letters: mail.Letters{}, Mailer: &post{}, Clock: c.clock, Who: c.shift.Who})
	res, err := sample.Load(t.Context(), c.svc, "rally-2012", "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	c.event = res.Event
	c.prepare(filepath.Join(dir, "out"))
	for _, role := range []event.OperatorRole{event.OperatorLead, event.OperatorDesk, event.OperatorSteward} {
		o, err := c.svc.AddOperator(t.Context(), event.NewOperator{Name: "Ala " + string(role), Role: role, PIN: crewPIN})
		if err != nil {
			t.Fatal(err)
		}
		c.operators[role] = o
		if role == event.OperatorLead {
			c.shift.Take(o.ID)
		}
	}
	c.texts['o'] = c.operators[event.OperatorDesk].ID
	c.shift.Take("")
	return c
}

// prepare makes one of everything that a use case can be about.
func (c *crew) prepare(out string) {
	ctx, t := c.t.Context(), c.t
	entries := checkInEverybody(t, c.svc, c.event)
	sessions, err := c.db.Sessions(ctx, c.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	points, err := c.db.Checkpoints(ctx, c.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	c.entry = entries[0]
	c.texts = map[byte]string{'e': c.event.ID, 'r': entries[0].ID, 'R': entries[1].ID, 'p': entries[2].Person, 'c': points[0].ID,
		'b': entries[0].Badge, 'd': out, 'x': "bo tak", 'X': "", 'a': entries[3].Who.Email, 'k': "k-steward"}
	for _, s := range sessions {
		if s.SignUp && c.texts['s'] == "" {
			c.texts['s'] = s.ID
		} else if s.SignUp {
			c.texts['S'] = s.ID
		}
	}
	l := doc.New().Layouts()[0]
	l.ID, l.Event, l.Title = "", c.event.ID, "Goście"
	if l, err = c.svc.SaveLayout(ctx, l); err != nil {
		t.Fatal(err)
	}
	c.texts['l'] = l.ID
	g := event.Grant{ID: event.NewID(), Event: c.event.ID, Registration: c.entry.ID, Kind: event.Recognised, Hours: 200, Reason: "kurs"}
	if err := c.svc.GrantHours(ctx, g); err != nil {
		t.Fatal(err)
	}
	c.texts['g'] = g.ID
	c.clock.now = c.clock.now.AddDate(0, 0, 3)
	issued, err := c.svc.IssueCertificates(ctx, c.event.ID, event.IssueOptions{Registrations: []string{c.entry.ID}}, event.Silent)
	if err != nil || len(issued.Issued) == 0 {
		t.Fatal(issued, err)
	}
	c.texts['n'] = issued.Issued[0].Number
}

// as is the context of somebody's work.
func (c *crew) as(role event.OperatorRole) context.Context {
	return event.ByOperator(c.t.Context(), c.operators[role].ID)
}

func (c *crew) facts() int {
	all, err := c.db.Facts(c.t.Context(), "", 0)
	if err != nil {
		c.t.Fatal(err)
	}
	return len(all)
}

// call calls a use case with what its table says.
func (c *crew) call(ctx context.Context, method reflect.Value, texts string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("PANIC %v", r)
		}
	}()
	typ := method.Type()
	var args []reflect.Value
	next := func() string {
		if texts == "" {
			return ""
		}
		text := c.texts[texts[0]]
		texts = texts[1:]
		return text
	}
	count := typ.NumIn()
	if typ.IsVariadic() {
		count--
	}
	for i := range count {
		args = append(args, c.argument(ctx, typ.In(i), next))
	}
	for _, out := range method.Call(args) {
		if err, ok := out.Interface().(error); ok {
			return err
		}
	}
	return nil
}

func (c *crew) argument(ctx context.Context, typ reflect.Type, next func() string) reflect.Value {
	switch typ {
	case reflect.TypeFor[context.Context]():
		return reflect.ValueOf(ctx)
	case reflect.TypeFor[io.Writer]():
		return reflect.ValueOf(io.Discard)
	case reflect.TypeFor[io.Reader]():
		return reflect.ValueOf(strings.NewReader(`{"format":"zlot-layout"}`))
	case reflect.TypeFor[event.Progress]():
		return reflect.ValueOf(event.Silent)
	case reflect.TypeFor[time.Time]():
		return reflect.ValueOf(c.clock.Now())
	case reflect.TypeFor[[]byte]():
		return reflect.ValueOf([]byte("data"))
	case reflect.TypeFor[event.Table]():
		return reflect.ValueOf(event.Table{Name: "lista.csv", Header: []string{"Imię", "Nazwisko", "Tytuł"}, Rows: [][]string{{"Iza", "Nowa", "Panel"}}})
	}
	v := reflect.New(typ).Elem()
	switch {
	case typ.Kind() == reflect.String:
		v.SetString(next())
	case typ == reflect.TypeFor[[]string]():
		v.Set(reflect.ValueOf([]string{next()}))
	case typ.Kind() == reflect.Slice && typ.Elem().Kind() == reflect.Struct:
		one := reflect.New(typ.Elem()).Elem()
		c.fill(one, 2)
		v.Set(reflect.Append(v, one))
	case typ.Kind() == reflect.Struct:
		c.fill(v, 2)
	}
	return v
}

// fill gives the fields of a struct what their names say.
func (c *crew) fill(v reflect.Value, depth int) {
	byName := map[string]string{"Event": c.event.ID, "Registration": c.entry.ID, "Session": c.texts['s'], "Checkpoint": c.texts['c'],
		"Title": "Próba", "Reason": "bo tak", "Name": "Próba", "Code": c.entry.Badge}
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case !f.CanSet():
		case f.Kind() == reflect.String && byName[name] != "":
			f.SetString(byName[name])
		case f.Kind() == reflect.Struct && depth > 0 && f.Type().PkgPath() == "zlot/event":
			c.fill(f, depth-1)
		}
	}
}

// refresh makes a scan that whoever calls may take back.
func (c *crew) refresh(role event.OperatorRole) {
	res, err := c.svc.CheckIn(c.as(role), event.ScanRequest{Event: c.event.ID, Code: c.entry.Badge})
	if err != nil {
		c.t.Fatal(err)
	}
	c.texts['k'] = res.Scan.ID
}

// Every use case, by everybody: who may not is told so, and nothing is written. A use case that is not in the table
// fails: whoever adds one says who may.
func TestAccess_EveryUseCase(t *testing.T) {
	c := newCrew(t)
	svc := reflect.ValueOf(c.svc)
	known := map[string]bool{}
	for i := range svc.Type().NumMethod() {
		name := svc.Type().Method(i).Name
		known[name] = true
		use, ok := useCases[name]
		if !ok {
			t.Errorf("%s: say in access_table_test.go who may", name)
			continue
		}
		if use.least == lead {
			continue // it is called by everybody but leads in the end, who would change what the others are tried on
		}
		for _, role := range event.OperatorRoles {
			c.try(svc.Method(i), name, use, role)
		}
	}
	for name, use := range useCases {
		if !known[name] {
			t.Errorf("there is no use case %s any more", name)
		} else if use.least == lead {
			c.try(svc.MethodByName(name), name, use, event.OperatorSteward)
			c.try(svc.MethodByName(name), name, use, event.OperatorDesk)
		}
	}
	for name, use := range useCases {
		if use.least == lead && name != "ResetOperators" && known[name] {
			c.try(svc.MethodByName(name), name, use, event.OperatorLead)
		}
	}
}

func (c *crew) try(method reflect.Value, name string, use access, role event.OperatorRole) {
	c.t.Helper()
	if name == "Undo" {
		c.refresh(role)
	}
	before := c.facts()
	need, denied := event.AccessDenied(c.call(c.as(role), method, use.texts))
	switch {
	case denied == role.Reaches(use.least):
		c.t.Errorf("%s by a %s: denied is %v", name, role, denied)
	case denied && !need.Reaches(use.least):
		c.t.Errorf("%s by a %s: says that a %s may", name, role, need)
	case denied && c.facts() != before:
		c.t.Errorf("%s by a %s: denied, and something was written", name, role)
	}
}

// Whatever a use case forgets to ask: no kind of fact gets into the log by somebody who may not decide it, also one of
// a newer program.
func TestAccess_EveryKindOfFact(t *testing.T) {
	c := newCrew(t)
	ofSteward := []event.Body{event.ScanMade{}, event.ScanUndone{}}
	ofDesk := []event.Body{event.RegistrationAdded{}, event.RegistrationChanged{}, event.PersonAdded{}, event.PersonChanged{},
		event.BadgeReplaced{}, event.BadgesPrinted{}, event.EnrolmentSet{}}
	ofLead := []event.Body{event.EventCreated{}, event.EventChanged{}, event.LayoutSaved{}, event.LayoutRemoved{}, event.GroupAdded{},
		event.GroupChanged{}, event.GroupRemoved{}, event.RoomAdded{}, event.RoomChanged{}, event.SessionAdded{}, event.SessionChanged{},
		event.SessionRemoved{}, event.ProgrammeReleased{}, event.CheckpointAdded{}, event.CheckpointChanged{}, event.HoursGranted{},
		event.HoursRevoked{}, event.EligibilityDecided{}, event.CertificateIssued{}, event.CertificateWithdrawn{}, event.CertificateReplaced{},
		event.CertificateDuplicated{}, event.CertificateReceived{}, event.QueuedMessage{}, event.SettledMessage{}, event.FormMapped{},
		event.ImportApplied{}, event.ImportUndone{}, event.PersonErased{}, event.PersonMerged{}, event.PersonPurged{}, event.PersonRemoved{},
		event.RegistrationMerged{}, event.RegistrationPurged{}, event.RegistrationRemoved{}, event.OperatorAdded{}, event.OperatorChanged{},
		event.OperatorRemoved{}, newerFact{}}
	for least, kinds := range map[event.OperatorRole][]event.Body{event.OperatorSteward: ofSteward, event.OperatorDesk: ofDesk, event.OperatorLead: ofLead} {
		for _, body := range kinds {
			for _, role := range event.OperatorRoles {
				if role.MayWrite(body.FactKind()) != role.Reaches(least) {
					t.Errorf("%s by a %s: %v", body.FactKind(), role, role.MayWrite(body.FactKind()))
				}
				if role.Reaches(least) {
					continue
				}
				before := c.facts()
				_, err := c.svc.Store.Commit(c.as(role), func(event.Reader) (b event.Batch, err error) {
					b.Add(c.event.ID, "x", body)
					return b, nil
				})
				if need, denied := event.AccessDenied(err); !denied || need != least || c.facts() != before {
					t.Errorf("%s by a %s: %v, and %d facts", body.FactKind(), role, err, c.facts()-before)
				}
			}
		}
	}
}

type newerFact struct{}

func (newerFact) FactKind() string { return "badge.painted" }
