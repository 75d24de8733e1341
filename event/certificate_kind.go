package event

// CertificateKind is a sort of certificate that an event gives: to whom, for what, how numbered, how drawn.
type CertificateKind struct {
	ID    string `json:"id"`
	Title string `json:"title"`           // on screens: "Uczestnictwo", "Prowadzenie warsztatu"
	Roles []Role `json:"roles,omitempty"` // whose; none: everybody whom no other kind names
	Rule  Rule   `json:"rule"`
	// Sessions that must have been attended, by id, besides those that Rule.Mandatory asks for.
	Sessions []string `json:"sessions,omitempty"`
	Pattern  string   `json:"pattern"` // of numbers, see CheckPattern: "ZAR/{year}/{n:4}"
	Layout   string   `json:"layout"`  // id; "": the first that comes with the program
}

// UsualKind is the id of the one kind of an event that has not described any.
const UsualKind = "attendance"

// CertificateKinds lists the kinds of an event; one by its rule and prefix where none was described.
func (e Event) CertificateKinds() []CertificateKind {
	if len(e.Certificates) > 0 {
		return e.Certificates
	}
	prefix := e.Document.Prefix
	if prefix == "" {
		prefix = "Z"
	}
	return []CertificateKind{{ID: UsualKind, Rule: e.Rule, Pattern: prefix + "/{year}/{n:4}"}}
}
