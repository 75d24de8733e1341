package i18n

// closedSet is a family of ids that code completes at run time:
// Prefix + member + Suffix.
type closedSet struct {
	Prefix   string
	Suffixes []string // empty: the member ends the id
	Type     string   // Go type in package event whose constants are the members; "" where there is none
	Reason   string
}

// closedSets are exempt from the search for unused ids. Where a Go type is
// named, every constant of it must have its texts.
var closedSets = []closedSet{
	{Prefix: "error.", Reason: "completed by the code of an error, in Printer.Error"},
	{Prefix: "field.", Reason: "completed by the field of an error, in Printer.Error"},
	{Prefix: "import.field.", Reason: "completed by a field of event.ImportFields"},
	{Prefix: "import.preset.", Reason: "completed by event.Preset"},
	{Prefix: "import.duplicate.", Reason: "why a row is taken for a probable duplicate"},
	{Prefix: "registrations.undo.held.", Reason: "completed by event.Held.Reason"},
	{Prefix: "people.field.", Reason: "completed by a field of event.FilterFields"},
	{Prefix: "lists.kind.", Type: "ListKind", Reason: "what a printed list is"},
	{Prefix: "common.", Reason: "words that any page may come to use"},
	{Prefix: "status.", Type: "Status", Reason: "state of a registration"},
	{Prefix: "role.", Type: "Role", Suffixes: []string{"", ".f", ".m"}, Reason: "role, plain or by the form of address"},
	{Prefix: "scanner.finding.", Reason: "completed by wedge.Finding, in ui/scanner"},
	{Prefix: "scanner.advice.", Reason: "completed by wedge.Finding, in ui/scanner"},
	{Prefix: "scanner.layout.", Reason: "completed by wedge.Diagnosis.Layout, in ui/scanner"},
	{Prefix: "event.kind.", Type: "Kind", Reason: "kind of event"},
	{Prefix: "session.kind.", Type: "SessionKind", Reason: "kind of session"},
	{Prefix: "enrolment.state.", Type: "EnrolmentState", Reason: "state of an enrolment"},
	{Prefix: "places.pass.", Type: "PassReason", Reason: "why somebody does not get a session"},
	{Prefix: "checkpoint.kind.", Type: "CheckpointKind", Reason: "kind of checkpoint"},
	{Prefix: "checkpoint.policy.", Type: "Policy", Reason: "policy of a checkpoint"},
	{Prefix: "checkpoint.treatment.", Type: "Treatment", Reason: "what happens to those not enrolled"},
	{Prefix: "grant.kind.", Type: "GrantKind", Reason: "why hours count that no scan shows"},
	{Prefix: "because.", Reason: "why somebody gets no certificate, completed by event.Because.Code"},
	{Prefix: "account.provider.", Reason: "completed by a name of event.Mailer.Providers, in ui/mail"},
	{Prefix: "account.advice.", Reason: "completed by a name of event.Mailer.Providers, in ui/mail"},
	{Prefix: "mail.auth.", Reason: "ways to sign in, in ui/mail"},
	{Prefix: "mail.filter.", Reason: "groups of messages, in ui/mail"},
	{Prefix: "certificates.filter.", Reason: "groups of people, in ui/certificates"},
	{Prefix: "shell.sample.", Reason: "completed by the name of an example, in ui"},
	{Prefix: "settings.question.kind.", Type: "QuestionKind", Reason: "what an answer looks like"},
	{Prefix: "edition.part.", Type: "ClonePart", Reason: "what comes along to the next edition"},
	{Prefix: "edition.stay.", Type: "Stay", Reason: "why somebody does not"},
	{Prefix: "privacy.gone.", Type: "Gone", Reason: "what an erasure takes away"},
	{Prefix: "privacy.kept.", Type: "Kept", Reason: "what an erasure leaves, and why"},
	{Prefix: "retention.field.", Reason: "completed by a field of event.RetentionFields"},
	{Prefix: "letters.kind.", Reason: "what a message is about, completed by event.MessageKind"},
	{Prefix: "letters.left.", Type: "LeaveReason", Reason: "why somebody gets no message"},
	{Prefix: "letters.column.", Reason: "completed by a member of event.LedgerColumns"},
	{Prefix: "letters.field.", Reason: "completed by a member of event.LetterFields that no badge has"},
	{Prefix: "message.state.", Type: "MessageState", Reason: "state of a message"},
	{Prefix: "certificate.receipt.", Type: "ReceiptWay", Reason: "how a certificate reached its person"},
	{Prefix: "certificate.state.", Type: "CertificateState", Reason: "state of a certificate"},
	{Prefix: "doc.certificate.deed.", Type: "Kind", Suffixes: []string{".f", ".m", ".n"}, Reason: "what a certificate tells, by the form of address"},
	{Prefix: "doc.certificate.deed_as.", Type: "Kind", Suffixes: []string{".f", ".m", ".n"}, Reason: "the same with a role"},
	{Prefix: "doc.certificate.deed_lead.", Type: "Kind", Suffixes: []string{".f", ".m", ".n"}, Reason: "the same of trainers"},
	{Prefix: "doc.certificate.deed_speak.", Type: "Kind", Suffixes: []string{".f", ".m", ".n"}, Reason: "the same of panelists, moderators and experts"},
	{Prefix: "doc.certificate.deed_make.", Type: "Kind", Suffixes: []string{".f", ".m", ".n"}, Reason: "the same of organizers"},
	{Prefix: "layout.trouble.", Type: "TroubleCode", Reason: "what a certificate lacks, completed by event.Trouble.Code"},
	{Prefix: "doc.agenda.role.", Type: "Role", Reason: "who makes a session, in a programme"},
	{Prefix: "conflict.", Type: "ConflictKind", Reason: "a conflict as a sentence, completed by event.Conflict.Kind"},
	{Prefix: "programme.change.", Type: "ChangeKind", Reason: "what became of a session since the last version"},
	{Prefix: "conflict.kind.", Type: "ConflictKind", Reason: "a conflict's short title"},
	{Prefix: "printer.reason.", Reason: "how a printer is, completed by a member of event.PrinterReasons"},
	{Prefix: "printer.tray.", Reason: "completed by the usual names of trays (PWG 5101.1)"},
	{Prefix: "printer.duplex.", Reason: "completed by event.Duplex, none for one side"},
	{Prefix: "layout.field.", Reason: "completed by a member of event.BadgeFields"},
	{Prefix: "layout.word.", Reason: "words of the badge layouts that come with the program"},
	{Prefix: "layout.", Reason: "names of the badge layouts that come with the program, completed by their ids"},
	{Prefix: "design.kind.", Type: "ItemKind", Reason: "what an item of a badge is"},
	{Prefix: "outcome.", Type: "Outcome", Suffixes: []string{".word", ".advice"}, Reason: "verdict on a scan: the big word and what to do"},
}
