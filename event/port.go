package event

import (
	"context"
	"io"
	"time"
)

// Reader is what can be asked of the store, on its read-only connections or inside the one writing
// transaction of Commit. Lists that are empty are no error; a missing single thing is an *Error with
// the code of its noun (event.not_found, registration.not_found …).
type Reader interface {
	Events(ctx context.Context) ([]Event, error) // newest first
	Event(ctx context.Context, id string) (Event, error)

	// Entries lists registrations with their persons in Polish order of family and given name.
	Entries(ctx context.Context, f EntryFilter) ([]Entry, error)
	Entry(ctx context.Context, registration string) (Entry, error)
	// CountEntries counts an event's registrations by status.
	CountEntries(ctx context.Context, eventID string) (map[Status]int, error)
	// ConsentWordings are the consents about which somebody of an event said something.
	ConsentWordings(ctx context.Context, eventID string) ([]string, error)
	// EntryByBadge finds whom a badge code belongs to, in whichever event. current is false for a badge
	// that was replaced. An unknown code is registration.not_found.
	EntryByBadge(ctx context.Context, code string) (e Entry, current bool, err error)
	// PersonsByEmail finds people of any edition by their address, ignoring case; the people of a sample
	// event are invented, and nobody.
	PersonsByEmail(ctx context.Context, email string) ([]Person, error)
	Person(ctx context.Context, id string) (Person, error)
	// PersonsAt finds everybody with an address, ignoring case, the people of samples too.
	PersonsAt(ctx context.Context, email string) ([]Person, error)
	// MergedInto adds to ids those that became part of them.
	MergedInto(ctx context.Context, ids []string) ([]string, error)
	// KnownPeople finds people who were registered anywhere by folded words (each a prefix of a word of
	// name, institution, town, e-mail or phone), in Polish order, without the invented people of sample
	// events and without those whose data were erased. Their events come newest first.
	KnownPeople(ctx context.Context, query string, limit int) ([]KnownPerson, error)
	// LastBadgeNumber is the highest running number of an event's badges, or 0.
	LastBadgeNumber(ctx context.Context, eventID string) (int, error)
	// PrintedBadges tells when each registration's present badge was last printed.
	PrintedBadges(ctx context.Context, eventID string) (map[string]time.Time, error)

	// LastPrints tells how the present badges of some people were printed last, or those of everybody where
	// registrations is nil.
	LastPrints(ctx context.Context, eventID string, registrations []string) (map[string]LastPrint, error)

	// BadgeLayouts lists an event's own layouts as they were made.
	BadgeLayouts(ctx context.Context, eventID string) ([]Layout, error)
	// Layout finds one layout of an event. Code: badge.layout.unknown.
	Layout(ctx context.Context, id string) (Layout, error)
	// PrintRuns is the log of badges printed, newest first.
	PrintRuns(ctx context.Context, eventID string) ([]PrintRun, error)

	Groups(ctx context.Context, eventID string) ([]Group, error)
	Rooms(ctx context.Context, eventID string) ([]Room, error)
	Sessions(ctx context.Context, eventID string) ([]Session, error) // by start, then room
	// DroppedSessions lists what was taken out of the programme, by start; Sessions leaves it out.
	DroppedSessions(ctx context.Context, eventID string) ([]Session, error)
	Session(ctx context.Context, id string) (Session, error) // a dropped one too
	// Releases lists the programmes that were made known, oldest first.
	Releases(ctx context.Context, eventID string) ([]Release, error)
	Enrolments(ctx context.Context, f EnrolmentFilter) ([]Enrolment, error)

	Checkpoints(ctx context.Context, eventID string) ([]Checkpoint, error) // the desk first
	Checkpoint(ctx context.Context, id string) (Checkpoint, error)
	Scan(ctx context.Context, id string) (ScanRow, error)
	Scans(ctx context.Context, f ScanFilter) ([]ScanRow, error) // in order of time
	// Moves is what all scans of an event say of where people were, in no order, without those that were taken back.
	Moves(ctx context.Context, eventID string) ([]Move, error)
	// PastScans is what a verdict has to know of the scans of a registration at a checkpoint, in order of
	// time: id, time, desk, outcome, session, and what was undone. Every scan asks for it.
	PastScans(ctx context.Context, checkpoint, registration string) ([]ScanRow, error)
	// Turnout counts who was let in at a checkpoint, and Presences says who: quick, for the desk asks after
	// every scan.
	Turnout(ctx context.Context, f TurnoutFilter) (Turnout, error)
	Presences(ctx context.Context, f TurnoutFilter) ([]Presence, error)
	// Grants lists the hours of an event that no scan shows, oldest first, without those that were taken back.
	Grants(ctx context.Context, eventID string) ([]Grant, error)
	// Grant finds one of them. Code: grant.not_found.
	Grant(ctx context.Context, id string) (Grant, error)
	// RevokedGrants are those that were taken back, oldest first.
	RevokedGrants(ctx context.Context, eventID string) ([]Grant, error)
	// Decisions lists what persons decided against the rules of an event's certificates, as far as it stands.
	Decisions(ctx context.Context, eventID string) ([]Decision, error)

	Certificates(ctx context.Context, eventID string) ([]Certificate, error) // by number
	Certificate(ctx context.Context, number string) (Certificate, error)
	// CertificatesOf are the certificates of some people of an event, ended ones too.
	CertificatesOf(ctx context.Context, eventID string, registrations []string) ([]Certificate, error)
	// LastInSeries is the highest number of a series, or 0.
	LastInSeries(ctx context.Context, series string) (int, error)
	Blob(ctx context.Context, sha256 string) ([]byte, error)

	Messages(ctx context.Context, eventID string) ([]Message, error) // oldest first
	// Attempts are the steps of a message on this desk, oldest first.
	Attempts(ctx context.Context, message string) ([]Attempt, error)
	Message(ctx context.Context, id string) (Message, error)

	// Forms lists the forms whose columns were understood once, of all events.
	Forms(ctx context.Context) ([]Form, error)

	// PersonsElsewhere are the people who are not registered at an event and whom keep chooses by their
	// name and address; the people of a sample event are nobody.
	PersonsElsewhere(ctx context.Context, eventID string, keep func(n Name, email string) bool) ([]Person, error)
	// Imports lists an event's imports, or those of all events, oldest first, those that were taken back too.
	Imports(ctx context.Context, eventID string) ([]Import, error)
	// FactsOfImport are the facts that an import wrote, in their order, without its own.
	FactsOfImport(ctx context.Context, i Import) ([]Fact, error)
	// Merged tells of every person and registration that became part of another one, of which.
	Merged(ctx context.Context) (map[string]string, error)

	// Operators lists all who ever worked at the program, in the order in which they were added.
	Operators(ctx context.Context) ([]Operator, error)

	// Facts reads the log in order; entity "" is everything. The facts of what became part of the entity by
	// a merge are among its own.
	Facts(ctx context.Context, entity string, limit int) ([]Fact, error)
	// FactsOf reads the log of many entities, the facts of each in their order.
	FactsOf(ctx context.Context, entities []string, f func(Fact) error) error
}

// EntryFilter chooses registrations. Zero fields choose everything.
type EntryFilter struct {
	Event  string
	Status Status
	Group  string
	Person string
	Number int // running number of the badge; 0: any
	IDs    []string
}

// EnrolmentFilter chooses enrolments of an event, a session or a registration; ended ones are left out.
type EnrolmentFilter struct {
	Event, Session, Registration string
	Withdrawn                    bool // those that a person ended by hand, too
}

// ScanFilter chooses scans.
type ScanFilter struct {
	Event, Checkpoint, Registration string
	Since                           time.Time // by At
}

// Store is the one file behind the program.
type Store interface {
	Reader
	// Commit is the one door of change. It opens the only writing transaction, calls decide with a
	// Reader inside it, and writes the facts with their projections and blobs, durably, or nothing.
	// It returns the facts as stamped. After the commit subscribers are told. A decide that returns an
	// empty batch changes nothing.
	Commit(ctx context.Context, decide func(Reader) (Batch, error)) ([]Fact, error)
	// Subscribe calls f after every commit, on the committing goroutine; f must not block.
	Subscribe(f func([]Fact)) (cancel func())
	// Search finds registrations of an event by folded words in any order (each a prefix of a word of
	// name, institution, town, e-mail, phone, badge code or number): those whose family name matches
	// first, then those whose given name does, then the rest, each in Polish order.
	// At most limit ids come back; total counts all hits. An empty query finds everybody.
	Search(ctx context.Context, eventID, query string, limit int) (ids []string, total int, err error)
	// Backup writes a consistent copy to a new file while the program runs.
	Backup(ctx context.Context, path string) error
	// Wipe clears the file of what erased rows left between others, and empties the write-ahead log. clean is
	// false while another program still reads old pages; the next start of a writing program does it then.
	Wipe(ctx context.Context) (clean bool, err error)
	// Copies names the other files of this program beside the database that hold an id.
	Copies(ctx context.Context, id string) ([]string, error)
	// Check looks for damage: pages, keys, certificates whose bytes changed, gaps in a series, views
	// that differ from the log. It returns one line a problem.
	Check(ctx context.Context) ([]Problem, error)
	// Opened is the event that was opened last in this file, or "".
	Opened(ctx context.Context) (string, error)
	// SetOpened remembers which event was opened.
	SetOpened(ctx context.Context, id string) error
	// Tries are the wrong guesses of an operator's PIN in a row, and SetTries remembers them: on this machine,
	// not in the log.
	Tries(ctx context.Context, operator string) (Tries, error)
	SetTries(ctx context.Context, operator string, t Tries) error
	// Schema is the version of the file's tables.
	Schema() int
	// Desk is the id of this desk.
	Desk() string
	Close() error
}

// Problem is one finding of Check. Code names its sentence (check.<code>).
type Problem struct {
	Code string         `json:"code"`
	Args map[string]any `json:"args"`
}

// Outbox is the machine's side of the messages: what MAIL.md's worker needs to be crash-proof.
// Every call is durable when it returns, but for Claim and Settle of what was accepted: these are with the next
// one. If the power fails before, what was claimed waits again, and what was accepted is uncertain.
type Outbox interface {
	// Recover puts what a crash left behind right: sending → queued, dot → uncertain. It is called once,
	// by the only writer, before the first Claim. It returns how many became uncertain.
	Recover(ctx context.Context) (uncertain int, err error)
	// Claim takes the next message that is due, a sample first, and moves it to sending; ok is false if none is.
	Claim(ctx context.Context, eventID string, now time.Time) (m Message, ok bool, err error)
	// Peek is the message that Claim would take.
	Peek(ctx context.Context, eventID string, now time.Time) (m Message, ok bool, err error)
	// Dot moves a message from sending to dot, just before the final dot.
	Dot(ctx context.Context, id string) error
	// Requeue moves a message from sending or dot back to queued, due at next, with the server's words.
	Requeue(ctx context.Context, id string, next time.Time, code int, reply string) error
	// Settle ends a message: accepted, failed, uncertain or cancelled. It commits a SettledMessage fact.
	Settle(ctx context.Context, id string, state MessageState, code int, reply string) error
	// SentSince counts the messages accepted (or uncertain) since t: the rate limit's memory.
	SentSince(ctx context.Context, eventID string, t time.Time) (int, error)
	// Pause remembers that the account rests until t (zero: it goes on), and why.
	Pause(ctx context.Context, eventID string, until time.Time, code, reply string) error
	// Paused tells until when the account rests, and why.
	Paused(ctx context.Context, eventID string) (until time.Time, code, reply string, err error)
	// Hurry makes everything due at now that waits for a later time.
	Hurry(ctx context.Context, eventID string, now time.Time) error
	// NextDue tells when the next queued message is due; ok is false if none waits.
	NextDue(ctx context.Context, eventID string) (t time.Time, ok bool, err error)
	// Message and Blob are the Reader's.
	Message(ctx context.Context, id string) (Message, error)
	Blob(ctx context.Context, sha256 string) ([]byte, error)
}

// Mailer sends what the outbox holds. Implemented over event/mail.
type Mailer interface {
	// Preset is the usual account of an address's provider; ok is false for one nobody knows.
	Preset(address string) (acc MailAccount, ok bool)
	// Discover is Preset that also asks the name service who takes the mail of a domain of one's own.
	Discover(ctx context.Context, address string) (acc MailAccount, ok bool)
	// Validate checks an account's fields; the error names the field.
	Validate(acc MailAccount) error
	// Check connects and signs in, and says what is wrong.
	Check(ctx context.Context, acc MailAccount, secret string) error
	// Secret is what signs an event's account in now: the password that is kept, or its token, which is
	// renewed and kept again where it has run out. Code of a token that was revoked: mail.signin.again.
	Secret(ctx context.Context, eventID string, acc MailAccount) (string, error)
	// Providers names the providers whose usual settings are known (account.provider.<name>), and
	// ProviderAccount is the usual account of an address at one of them.
	Providers() []string
	ProviderAccount(provider, address string) MailAccount
	// Provider names an account's provider, or is "".
	Provider(acc MailAccount) string
	// Test sends a plain mail to an address, the account's own as a rule, the way every mail leaves.
	Test(ctx context.Context, acc MailAccount, secret, to, language string) error
	// ServerCertificate asks the account's server who it is, and trusts nothing.
	ServerCertificate(ctx context.Context, acc MailAccount) (ServerCertificate, error)
	// FindSent tells which mails lie in the account's folder of sent mail, by Message-ID. Code of an
	// account without IMAP: mail.imap.missing.
	FindSent(ctx context.Context, acc MailAccount, secret string, messageIDs []string) (map[string]bool, error)
	// Bounces reads what came back into the account's inbox since a time.
	Bounces(ctx context.Context, acc MailAccount, secret string, since time.Time) ([]Bounce, error)
	// ReadBounce reads one saved mail. Code of one that reports nothing: mail.bounce.none.
	ReadBounce(eml []byte) ([]Bounce, error)
	// Limits are what an account's provider, or its owner, lets through.
	Limits(acc MailAccount) []MailLimit
	// Letter is what a message says.
	Letter(m Message, ev Event) (subject, text string)
	// Send works off what is due in an event's outbox and returns when nothing is, or when the account
	// has to rest. Asking to send lifts a stop: a person has seen why.
	Send(ctx context.Context, ev Event, o SendOptions) (SendResult, error)
}

// SendOptions say how far Send goes.
type SendOptions struct {
	Limit    int // attempts, 0: all that is due
	Progress Progress
}

// SendResult is what Send came to. Code names why it stopped with messages still waiting, if it did.
type SendResult struct {
	Accepted, Failed, Uncertain, Requeued int
	PausedUntil                           time.Time
	Code, Reply                           string
}

// Signer signs statements with the organizer's key and checks them. Implemented by event/doc over a
// key that Secrets holds.
type Signer interface {
	// NewKey makes a key pair.
	NewKey() (public, secret string, err error)
	// Sign returns the token of a statement.
	Sign(s Statement, secret string) (token string, err error)
	// Verify checks a token against public keys. The errors are *Error with verify.* codes.
	Verify(token string, public []string) (Statement, error)
}

// Secrets keeps secrets outside the database. Get of an unknown name is "", nil.
type Secrets interface {
	Get(name string) (string, error)
	Set(name, value string) error
}

// Tables reads files of rows and columns. Implemented by event/tabular.
type Tables interface {
	Read(ctx context.Context, name string, data []byte, o TableOptions) (Table, error)
	Write(w io.Writer, format string, header []string, rows [][]string) error
	// WriteNumbers is Write with columns whose cells a spreadsheet can add up: they hold numbers as a language writes
	// them, or nothing.
	WriteNumbers(w io.Writer, format string, header []string, rows [][]string, numbers []bool) error
}

// Schedules writes and reads programmes in the formats of calendars and of the conference world.
// Implemented by event/schedule.
type Schedules interface {
	// Calendar writes iCalendar (RFC 5545).
	Calendar(w io.Writer, job CalendarJob) error
	// XML and JSON write schedule.xml and schedule.json as frab, pretalx and the voc know them.
	XML(w io.Writer, job ScheduleJob) error
	JSON(w io.Writer, job ScheduleJob) error
	// Read reads a schedule.xml or schedule.json as a table with the columns of a programme; ok is false
	// where data is neither.
	Read(name string, data []byte) (t Table, ok bool, err error)
}

// TableOptions override what is guessed.
type TableOptions struct {
	Encoding  string // "" or "auto": guessed
	Delimiter string // "": guessed
	Sheet     string // name or number from 1; "": the first with rows
}

// Table is a file of rows as read. Row i of Rows is the record i+1 of the file, without the header.
type Table struct {
	Name      string
	Header    []string
	Rows      [][]string // each as long as Header
	Encoding  string     // "utf-8", "windows-1250", …; "" for spreadsheets
	Delimiter string     // "" for spreadsheets
	Sheet     string
	Sheets    []string
	Hints     []RowError // what is worth knowing about the file as a whole: Row is 0
}
