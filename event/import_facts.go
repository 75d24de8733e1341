package event

// The facts of an import, beside those that it writes about persons, registrations and groups. ImportApplied
// comes last in its commit: the facts right before it are what the import wrote.
type (
	// ImportApplied says that a list was imported. Entity is the import's id.
	ImportApplied struct{ Import }
	// ImportUndone says that an import was taken back. Entity is the import's id.
	ImportUndone struct{}
	// RegistrationRemoved takes a registration out of the list, as if it had never been there: the import
	// that added it was undone, and nothing hung on it.
	RegistrationRemoved struct{}
	// PersonRemoved does the same to a person without registrations.
	PersonRemoved struct{}
	// GroupRemoved takes away a group that nobody is in.
	GroupRemoved struct{}
)

// FactKind and its brothers name the kinds.
func (ImportApplied) FactKind() string       { return "import.applied" }
func (ImportUndone) FactKind() string        { return "import.undone" }
func (RegistrationRemoved) FactKind() string { return "registration.removed" }
func (PersonRemoved) FactKind() string       { return "person.removed" }
func (GroupRemoved) FactKind() string        { return "group.removed" }
