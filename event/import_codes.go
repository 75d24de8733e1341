package event

import "maps"

// The codes of imports beside those of error.go. Their sentences are in assets/locale/import.*.json.
const (
	CodeTableMissing       = "table.missing"
	CodeTableClosed        = "table.permission"
	CodeTableSheet         = "table.sheet.unknown"
	CodeTableOtherSheet    = "table.sheet.other"
	CodeTableOld           = "table.old"
	CodeTablePassword      = "table.password"
	CodeTableDocument      = "table.document"
	CodeTableWebPage       = "table.webpage"
	CodeImportColumns      = "import.columns.missing"
	CodeImportField        = "import.field.unknown"
	CodeImportEmailMissing = "import.email.missing"
	CodeImportEmailShared  = "import.email.shared"
	CodeImportSimilar      = "import.similar"
	CodeImportSurplus      = "import.surplus"
	CodeImportLetters      = "import.letters"
	CodeImportDate         = "import.date"
	CodeImportAmount       = "import.amount"
	CodeImportStatus       = "import.status.unknown"
	CodeImportRole         = "import.role.unknown"
	CodeImportCell         = "import.cell.error"
	CodeImportDigits       = "import.phone.digits"
	CodeImportPhone        = "import.phone.short"
	CodeImportCancelled    = "import.cancelled"
	CodeImportTypo         = "import.typo"
	CodeImportEdition      = "import.edition"
	CodeImportConstant     = "import.constant"
	CodeImportQuestion     = "import.question"
	CodeImportChoice       = "import.choice"
	CodeImportNone         = "import.undo.none"
	CodeImportLater        = "import.undo.later"
	CodeImportHeld         = "import.undo.held"
	CodeAgendaAnswer       = "agenda.row.answer"
	CodeAgendaPerson       = "agenda.row.person"
	CodeAgendaTwice        = "agenda.column.twice"
	CodeAgendaDuration     = "agenda.row.duration"
	CodeAgendaLong         = "agenda.row.long"
	CodeAgendaRoom         = "agenda.row.room"
	CodeAgendaNewRoom      = "agenda.row.room.new"
	CodeAgendaBuilding     = "agenda.row.building"
)

// RowError is what is wrong, or worth knowing, about one row of a file. It is an error with a code, so
// that its sentence is found like any other's.
type RowError struct {
	Row    int    // the file's records from 1, without the header
	Column string // header, "" for the row as a whole
	Code   string
	Args   map[string]any // of the sentence
}

// Error is for logs: it names the place, never what stands there.
func (e RowError) Error() string { return e.Code }

// ErrorCode names the sentence.
func (e RowError) ErrorCode() string { return e.Code }

// ErrorField is the column.
func (e RowError) ErrorField() string { return e.Column }

// ErrorArgs fill the sentence; Row and Column are always among them.
func (e RowError) ErrorArgs() map[string]any {
	args := map[string]any{"Row": e.Row, "Column": e.Column}
	maps.Copy(args, e.Args)
	return args
}

// rowError makes a RowError with its arguments in pairs.
func rowError(row int, column, code string, pairs ...any) RowError {
	return RowError{Row: row, Column: column, Code: code, Args: Fail(code, pairs...).Args}
}
