package event

import "fmt"

// Error is a failure that a person can do something about. Code is one of the constants below and
// names the sentence in the language files; Field names the input it belongs to; Args fill the
// sentence. Everything else that goes wrong is an ordinary wrapped error.
type Error struct {
	Code  string
	Field string
	Args  map[string]any
	Err   error
}

// Error is for logs; people read the sentence that the language files hold for Code.
func (e *Error) Error() string {
	s := e.Code
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.Err != nil {
		s += fmt.Sprintf(": %v", e.Err)
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrorCode names the sentence, so that texts are found without importing this package.
func (e *Error) ErrorCode() string { return e.Code }

// ErrorField is the input the error belongs to, or "".
func (e *Error) ErrorField() string { return e.Field }

// ErrorArgs fill the placeholders of the sentence.
func (e *Error) ErrorArgs() map[string]any { return e.Args }

// Is makes errors.Is compare codes.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Fail makes an Error with a code and, in pairs, the arguments of its sentence.
func Fail(code string, pairs ...any) *Error {
	e := &Error{Code: code}
	for i := 0; i+1 < len(pairs); i += 2 {
		if e.Args == nil {
			e.Args = map[string]any{}
		}
		e.Args[pairs[i].(string)] = pairs[i+1]
	}
	return e
}

// In names the field an Error belongs to.
func (e *Error) In(field string) *Error { e.Field = field; return e }

// Because keeps the cause of an Error.
func (e *Error) Because(err error) *Error { e.Err = err; return e }

// The codes. Their sentences are in assets/locale/error.*.json under "error.<code>".
const (
	CodeNotADatabase    = "storage.not_a_database"
	CodeForeignDatabase = "storage.foreign_database"
	CodeNewerDatabase   = "storage.newer_database"
	CodeForeignSchema   = "storage.foreign_schema" // tables, views or triggers that are not ours
	CodeReadOnly        = "storage.read_only"
	CodeDiskFull        = "storage.disk_full"
	CodeDiskBroken      = "storage.disk_broken"
	CodeLocked          = "storage.locked"
	CodeMissing         = "storage.missing"
	CodeCorrupt         = "storage.corrupt"
	CodePermission      = "storage.permission"
	CodeFolderMissing   = "storage.folder_missing"
	CodeIsFolder        = "storage.is_folder"

	CodeNoEvent         = "event.none"
	CodeAmbiguousEvent  = "event.ambiguous"
	CodeEventNotFound   = "event.not_found"
	CodeTitleRequired   = "event.title.required"
	CodeDatesReversed   = "event.dates.reversed"
	CodeKindUnknown     = "event.kind.unknown"
	CodeTimeZoneUnknown = "event.timezone.unknown"

	CodeNameRequired         = "participant.name.required"
	CodeEmailInvalid         = "participant.email.invalid"
	CodeRegistrationNotFound = "registration.not_found"
	CodeStatusForbidden      = "registration.status.forbidden"
	CodeRegistrationFull     = "registration.full"
	CodeRegistrationAlready  = "registration.already"
	CodePersonNotFound       = "person.not_found"
	CodeRetentionField       = "retention.field"
	CodePersonErased         = "person.erased"
	CodePersonSending        = "person.sending"
	CodePersonAmbiguous      = "person.ambiguous"
	CodeCapacity             = "event.capacity.invalid"
	CodeOfferHours           = "event.offer.hours"
	CodeMergeSame            = "merge.same"
	CodeMergeCertificates    = "merge.certificates"
	CodeMergeChoice          = "merge.choice"

	CodeBadgeLetters      = "badge.letters"   // a remark: the font lacks letters of what a badge says
	CodeBadgeShortened    = "badge.shortened" // a remark: an answer is too long for the badge
	CodeBadgeDamaged      = "badge.code.damaged"
	CodeBadgeLayout       = "badge.layout.unknown"
	CodeNoBadges          = "badge.none"
	CodeBadgeTaken        = "badge.taken"
	CodeBadgeNotBlank     = "badge.not_blank"
	CodeCheckpointMissing = "checkpoint.not_found"
	CodeCheckpointUnknown = "checkpoint.unknown"
	CodeCheckpointHours   = "checkpoint.hours"
	CodeCheckpointLast    = "checkpoint.last"
	CodeRowDamaged        = "paper.row.damaged"
	CodeScanNotFound      = "scan.not_found"
	CodeScanUndone        = "scan.already_undone"
	CodeScanTime          = "scan.time.invalid"
	CodeSessionNotFound   = "session.not_found"
	CodeSessionFull       = "session.full"
	CodeSessionClash      = "session.clash"
	CodeSessionTitle      = "session.title.required"
	CodeSessionReversed   = "session.reversed"
	CodeSessionLong       = "session.too_long"
	CodeSessionKind       = "session.kind"
	CodeSessionCapacity   = "session.capacity"
	CodeSessionHours      = "session.hours"
	CodeRepeatEvery       = "session.repeat.every"
	CodeRepeatCount       = "session.repeat.count"
	CodeRepeatNone        = "session.repeat.none"
	CodeRoomTitle         = "room.title.required"
	CodeRoomRepeated      = "room.repeated"
	CodeRoomNotFound      = "room.not_found"
	CodeGroupTitle        = "group.title.required"
	CodeGroupRepeated     = "group.repeated"
	CodeGroupNotFound     = "group.not_found"

	CodeGrantNotFound   = "grant.not_found"
	CodeGrantKind       = "grant.kind"
	CodeGrantSession    = "grant.session"
	CodeGrantHours      = "grant.hours"
	CodeDecisionKind    = "decision.kind"
	CodeDecisionVerdict = "decision.verdict"
	CodeDecisionRole    = "decision.role" // a kind that is not for anybody with these roles

	CodeAttendanceDay      = "attendance.day"
	CodeAttendanceSessions = "attendance.no_sessions"

	CodeTableEmpty    = "table.empty"
	CodeTableBinary   = "table.binary"
	CodeTableFormat   = "table.format"
	CodeTablePDF      = "table.pdf"
	CodeTableDamaged  = "table.damaged"
	CodeTableExport   = "table.export"
	CodeRecordFormat  = "record.format"
	CodeTableHeader   = "table.header.missing"
	CodeTableEncoding = "table.encoding"
	CodeTableTooLarge = "table.too_large"
	CodeTableCell     = "table.cell.too_large"
	CodeTableColumns  = "table.columns.too_many"
	CodeTableColumn   = "table.column.unknown"
	CodeImportName    = "import.name.missing"
	CodeImportRepeat  = "import.repeated"

	CodeAgendaEmpty    = "agenda.empty"
	CodeReleaseNone    = "release.none"
	CodeReleaseFirst   = "release.first"
	CodeReleaseSame    = "release.same"
	CodeAgendaColumns  = "agenda.columns.missing"
	CodeAgendaTime     = "agenda.row.time"
	CodeAgendaNoTime   = "agenda.row.time.missing"
	CodeAgendaReversed = "agenda.row.reversed"
	CodeAgendaKind     = "agenda.row.kind"
	CodeAgendaTitle    = "agenda.row.title"
	CodeAgendaCapacity = "agenda.row.capacity"
	CodeAgendaHours    = "agenda.row.hours"

	CodeCertificateNotFound  = "certificate.not_found"
	CodeCertificateGlyph     = "certificate.glyph"
	CodeCertificateTooLong   = "certificate.too_long"
	CodeCertificateWithdrawn = "certificate.withdrawn.already"
	CodeNoCertificates       = "certificate.none"
	CodeKeyMissing           = "certificate.key.missing"
	CodeVerifyForeign        = "verify.foreign"
	CodeVerifyUnreadable     = "verify.unreadable"
	CodeVerifyChanged        = "verify.changed"
	CodeVerifyUnsigned       = "verify.unsigned"

	CodeMailAccount     = "mail.account.missing"
	CodeMailAddress     = "mail.address.invalid"
	CodeMailHost        = "mail.host.required"
	CodeMailPort        = "mail.port.invalid"
	CodeMailTLSRequired = "mail.tls.required"
	CodeMailSecret      = "mail.secret.missing"
	CodeMailLogin       = "mail.login.refused"
	CodeMailConnect     = "mail.connect"
	CodeMailTLS         = "mail.tls.failed"
	CodeMailCancelled   = "mail.cancelled" // a certificate of somebody whose registration was cancelled later
	CodeMailCA          = "mail.ca"        // what should be a certificate authority is none
	CodeMailAuth        = "mail.auth.unsupported"
	CodeMessageNotFound = "mail.message_not_found"
	CodeMailState       = "mail.state.forbidden"
	CodeMailMessage     = "mail.message.invalid"
	CodeMailBusy        = "mail.busy"
	CodeMailQuota       = "mail.quota"
	CodeMailSender      = "mail.sender.refused"
	CodeMailUnknown     = "mail.recipients.unknown"
	CodeMailContent     = "mail.content.refused"
	CodeMailPaused      = "mail.paused" // by a person: until a person goes on
	CodeLetterField     = "mail.letter.field"
	CodeLetterUnknown   = "mail.letter.unknown"
	CodeLetterFile      = "mail.letter.file" // holds no letters
	CodeMailingNobody   = "mail.mailing.nobody"
	CodeMailIMAP        = "mail.imap.missing"
	CodeMailIMAPFailed  = "mail.imap.failed"
	CodeMailNoSent      = "mail.imap.sent"
	CodeMailNoBounce    = "mail.bounce.none"
	CodeSignInSettings  = "mail.signin.settings"
	CodeSignInDenied    = "mail.signin.denied"
	CodeSignInExpired   = "mail.signin.expired"
	CodeSignInFailed    = "mail.signin.failed"
	CodeSignInAgain     = "mail.signin.again"
	CodePassphrase      = "secret.passphrase" // needed, or wrong
	CodeKeyring         = "secret.keyring"    // does not answer
	CodeSecretsLost     = "secret.lost"       // the key of the file is gone

	CodeDocumentWrite = "document.write"
	CodeFileUnread    = "file.unreadable"
	CodeDemoNotEmpty  = "demo.not_empty"
	CodeDemoUnknown   = "demo.unknown"
	CodeRequired      = "input.required"
	CodeNumber        = "input.number"
	CodeDate          = "input.date"

	CodePhoneInvalid     = "participant.phone.invalid"
	CodeAnswerOption     = "answer.option"
	CodeAnswerYesNo      = "answer.yesno"
	CodeQuestionTitle    = "question.title.required"
	CodeQuestionKey      = "question.key.required"
	CodeQuestionRepeated = "question.repeated"
	CodeQuestionKind     = "question.kind.unknown"
	CodeQuestionOptions  = "question.options.missing"
	CodeQuestionOption   = "question.option.invalid"

	CodeFilterField = "filter.field.unknown"
	CodeFilterOp    = "filter.op.unknown"
	CodeFilterName  = "filter.name.unknown"
	CodeListUnknown = "list.unknown"
	CodeListEmpty   = "list.empty"

	CodeSeries = "series.not_found"

	CodeOperatorName     = "operator.name"
	CodeOperatorRepeated = "operator.repeated"
	CodeOperatorRole     = "operator.role"
	CodeOperatorPIN      = "operator.pin"
	CodeOperatorFirst    = "operator.first" // must be a lead
	CodeOperatorLast     = "operator.last"  // the last lead stays
	CodeOperatorNotFound = "operator.not_found"
	CodeAccessLead       = "access.denied.lead" // only a lead may
	CodeAccessDesk       = "access.denied.desk" // the desk and leads may
	CodeAccessPIN        = "access.pin"         // wrong
	CodeAccessRest       = "access.rest"        // too many wrong ones
)
