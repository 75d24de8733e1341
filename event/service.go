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
	Clock          Clock
}

// Service holds the use cases: what the screens and zlotctl do, each a method. It keeps no state of
// its own besides the ports, and is safe for concurrent use.
type Service struct{ Ports }

// NewService makes a Service over its ports.
func NewService(p Ports) *Service { return &Service{Ports: p} }
