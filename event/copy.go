package event

import (
	"context"
	"time"
)

// CopyReason is why a backup copy of the file was made.
type CopyReason string

// The reasons.
const (
	CopyStart     CopyReason = "start"     // the program was started, and something had changed since the last copy
	CopyInterval  CopyReason = "interval"  // time went by while the desk was open
	CopyImport    CopyReason = "import"    // before a list came in
	CopyErasure   CopyReason = "erasure"   // before somebody was erased
	CopyMigration CopyReason = "migration" // before a newer program changed the tables
	CopyRestore   CopyReason = "restore"   // before an older copy took the place of the file
	CopyByHand    CopyReason = "byhand"    // somebody wanted one
)

// CopyReasons lists all reasons.
var CopyReasons = []CopyReason{CopyStart, CopyInterval, CopyImport, CopyErasure, CopyMigration, CopyRestore, CopyByHand}

// Backup is a backup copy of the file.
type Backup struct {
	Name      string // of its file
	At        time.Time
	Reason    CopyReason
	Size      int64
	Encrypted bool
	Path      string // where it can be read
	First     bool   // it lies in the folder beside the file
	Second    bool   // it lies in the second folder
	Foreign   bool   // it lies there and may be another computer's: it can be restored, and is left alone
	Aside     bool   // a restore put the damaged file aside: it is never thinned out
}

// CopyPlaces says where copies go.
type CopyPlaces struct {
	First       string
	Second      string // "": none was chosen
	SecondThere bool   // a stick may be somewhere else

	Failed, SecondFailed error // why the last copy could not be made, here or there
}

// CopyLock says how copies are encrypted.
type CopyLock int

// The states.
const (
	CopiesOpen   CopyLock = iota // nobody has set a passphrase
	CopiesLocked                 // new copies are encrypted
	CopiesWere                   // new copies are not, but earlier ones are: their passphrase still opens them
)

// Copies keeps the backup copies of one file. Implemented by event/copies.
type Copies interface {
	Places() CopyPlaces
	// SetSecond chooses a second folder, a stick as a rule; "" forgets it.
	// Code: copy.folder.
	SetSecond(folder string) error
	// List finds the copies in both folders, newest first.
	List(ctx context.Context) ([]Backup, error)
	// Changed reports whether the file holds what the last copy does not.
	Changed(ctx context.Context) (bool, error)
	// Make writes a copy of the file as it is, and puts it into the second folder too where that is there. A
	// second folder that cannot be written is reported by second, and the copy is made all the same.
	Make(ctx context.Context, reason CopyReason, at time.Time) (c Backup, second, err error)
	// Remove takes copies away, wherever they lie; foreign ones stay.
	Remove(ctx context.Context, names []string) error
	// Open opens a copy by its name, or any file by its path, to look at; passphrase is for encrypted ones.
	// Codes: copy.damaged, copy.passphrase, copy.key_missing, storage.*.
	Open(ctx context.Context, name, passphrase string) (OpenedCopy, error)
	// Holding finds the copies until a time that may hold an id, foreign ones too: encrypted ones may hold anything.
	// With an error it returns those that it found.
	Holding(ctx context.Context, id string, until, now time.Time) ([]Backup, error)

	// Lock tells how new copies are written.
	Lock() CopyLock
	// SetPassphrase begins to encrypt, or changes the passphrase where old opens what is encrypted.
	SetPassphrase(ctx context.Context, old, passphrase string) error
	// ForgetPassphrase ends encrypting; what is encrypted stays so.
	ForgetPassphrase(ctx context.Context) error
}

// OpenedCopy is a copy that is open to be looked at. Close also removes what was decrypted for it.
type OpenedCopy interface {
	Reader
	// Path is a plain file with the copy's content, until Close.
	Path() string
	Close() error
}

// The codes of copies.
const (
	CodeCopyDamaged    = "copy.damaged"     // bytes of a copy are not as they were written
	CodeCopyPassphrase = "copy.passphrase"  // wrong, or none was given ("Wrong")
	CodeCopyKeyMissing = "copy.key_missing" // the file with the key is not beside the copies
	CodeCopyShort      = "copy.passphrase.short"
	CodeCopyNoRoom     = "copy.no_room"
	CodeCopyFolder     = "copy.folder" // the second folder is the first, or lies in it
	CodeCopyLeft       = "copy.left"   // copies are there that were to go ("Count", "Paths")
)
