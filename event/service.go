package event

// Ports are what the use cases stand on.
type Ports struct {
	Store     Store
	Outbox    Outbox
	Documents Documents
	Signer    Signer
	// DocumentSigner is nil where documents are not signed with a key of the organizer's.
	DocumentSigner DocumentSigner
	VerifyPages    VerifyPages
	Secrets        Secrets
	Tables         Tables
	Schedules      Schedules
	Mailer         Mailer
	SignIn         SignIn
	Letters        Letters
	Printers       Printers
	Copies         Copies // nil: the program keeps none
	Clock          Clock
	// Who tells which operator works at the program now, "" for none; nil: nobody says who they are.
	Who func() string
}

// Service holds the use cases: what the screens and zlotctl do, each a method. It keeps no state of
// its own besides the ports, and is safe for concurrent use.
type Service struct{ Ports }

// NewService makes a Service over its ports.
//
// Where the file has operators, each may do what their role may; see access.go.
func NewService(p Ports) *Service {
	p.Store = guarded(p)
	s := &Service{Ports: p}
	if p.Mailer != nil {
		s.Mailer = guardMailer{p.Mailer, s.Allow}
	}
	return s
}
