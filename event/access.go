package event

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Action is something that is done and is no fact: something leaves the program, or comes from outside.
type Action string

// The actions that not everybody may do.
const (
	DoDesk         Action = "desk"         // what the desk does with registrations, badges and lists on paper
	DoExport       Action = "export"       // lists and tables of people leave the program
	DoPrivacy      Action = "privacy"      // what is known of a person is shown, given out or erased
	DoImport       Action = "import"       // lists come in
	DoProgramme    Action = "programme"    // the programme, places and the waiting list as a whole
	DoCertificates Action = "certificates" // certificates are seen, drawn and given out
	DoMail         Action = "mail"         // mail is written, sent, stopped and read
	DoSecrets      Action = "secrets"      // passwords and keys
	DoBackup       Action = "backup"       // copies of the whole file
	DoRestore      Action = "restore"      // an older copy in the place of the file
	DoSettings     Action = "settings"     // how the event and this machine are set up
	DoOperators    Action = "operators"    // who works at the program
)

// Actions lists all actions.
var Actions = []Action{DoDesk, DoExport, DoPrivacy, DoImport, DoProgramme, DoCertificates, DoMail, DoSecrets, DoBackup,
	DoRestore, DoSettings, DoOperators}

// leastToDo says who may do an action; what is not here is for leads.
var leastToDo = map[Action]OperatorRole{DoDesk: OperatorDesk}

// leastToWrite says who may decide a kind of fact; what is not here, also of a newer program, is for leads.
var leastToWrite = map[string]OperatorRole{
	ScanMade{}.FactKind():            OperatorSteward, // but not against the verdict
	ScanUndone{}.FactKind():          OperatorSteward, // of their own, for a while
	RegistrationAdded{}.FactKind():   OperatorDesk,
	RegistrationChanged{}.FactKind(): OperatorDesk,
	PersonAdded{}.FactKind():         OperatorDesk,
	PersonChanged{}.FactKind():       OperatorDesk,
	BadgeReplaced{}.FactKind():       OperatorDesk,
	BadgesPrinted{}.FactKind():       OperatorDesk,
	EnrolmentSet{}.FactKind():        OperatorDesk,
}

// undoTime is how long a steward may take back a scan of theirs; later the desk does it.
const undoTime = 15 * time.Minute

// Reaches reports whether a role may what another one may.
func (r OperatorRole) Reaches(least OperatorRole) bool {
	return slices.Index(OperatorRoles, r) >= slices.Index(OperatorRoles, least)
}

// MayDo reports whether a role may do an action.
func (r OperatorRole) MayDo(a Action) bool { return r.Reaches(leastOf(leastToDo, a)) }

// Refuse says who may do an action; nil: the role may.
func (r OperatorRole) Refuse(a Action) error {
	if r.MayDo(a) {
		return nil
	}
	return denied(leastOf(leastToDo, a))
}

// MayWrite reports whether a role may decide a kind of fact.
func (r OperatorRole) MayWrite(kind string) bool { return r.Reaches(leastOf(leastToWrite, kind)) }

func leastOf[K comparable](table map[K]OperatorRole, key K) OperatorRole {
	if least, ok := table[key]; ok {
		return least
	}
	return OperatorLead
}

// denied says who may. Need is the role that is missing.
func denied(least OperatorRole) error {
	if least == OperatorDesk {
		return Fail(CodeAccessDesk, "Need", string(least))
	}
	return Fail(CodeAccessLead, "Need", string(least))
}

// AccessDenied reports whether an error says that somebody's role does not reach, and which role does.
func AccessDenied(err error) (need OperatorRole, is bool) {
	var e *Error
	if !errors.As(err, &e) || e.Code != CodeAccessDesk && e.Code != CodeAccessLead {
		return "", false
	}
	if e.Code == CodeAccessDesk {
		return OperatorDesk, true
	}
	return OperatorLead, true
}

type (
	operatorKey struct{}
	programKey  struct{}
)

// ByOperator says whose work is done under ctx, whoever works at the program when it comes to be written.
func ByOperator(ctx context.Context, id string) context.Context {
	return WithActor(context.WithValue(ctx, operatorKey{}, id), id)
}

// ByProgram marks what the program does by itself, in nobody's name: what was decided before, or by the clock.
func ByProgram(ctx context.Context) context.Context {
	return WithActor(context.WithValue(ctx, programKey{}, true), "")
}

// standing is who acts and as what.
type standing struct {
	id   string // "": nobody said who they are
	role OperatorRole
	all  []Operator // who ever worked here
}

// standingOf finds out who acts under ctx. Where there are no operators everybody is a lead; where there are, whoever
// did not say who they are is a steward.
func standingOf(ctx context.Context, r Reader, now func() string) (standing, error) {
	all, err := r.Operators(ctx)
	if err != nil {
		return standing{}, err
	}
	if len(working(all)) == 0 || ctx.Value(programKey{}) != nil {
		return standing{role: OperatorLead, all: all}, nil
	}
	id, bound := ctx.Value(operatorKey{}).(string)
	if !bound && now != nil {
		id = now()
	}
	for _, o := range working(all) {
		if o.ID == id {
			return standing{o.ID, o.Role, all}, nil
		}
	}
	return standing{role: OperatorSteward, all: all}, nil
}

// Allow tells whether whoever works now may do something. The error is access.denied.… and says who may.
func (s *Service) Allow(ctx context.Context, a Action) error {
	if s.Store == nil { // there is nobody to ask
		return nil
	}
	who, err := standingOf(ctx, unguarded(s.Store), s.Who)
	if err != nil {
		return err
	}
	return who.role.Refuse(a)
}
