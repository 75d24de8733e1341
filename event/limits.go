package event

// The limits of what comes from outside, all in one place: what a file, a field, a picture, a server or somebody
// else's database may have before it is refused with a sentence. Adapters take them from here. Each is many times
// what the largest event known needs, and small enough that no input fills the memory or keeps anybody waiting.
//
//	what                      limit                        beyond it
//	------------------------  ---------------------------  ---------------------------------------------------
//	table: file               200 MB                       table.too_large
//	table: unpacked           256 MB, 1,000 parts          table.too_large, table.damaged
//	table: a cell             1 MB                         table.cell.too_large
//	table: columns, cells     1,000, 6 million             table.columns.too_many, table.too_large
//	table: XML                1 MB a tag, 200 deep         table.too_large, table.damaged; no document type at all
//	a line of a record        1,000 letters                text.long; a row of a list is left out and named
//	any other text            20,000 letters               the same
//	marks on one letter       4                            the others are left away
//	what cannot be seen       none                         left away (see Tidy); shown as ‹U+202E› where it is quoted
//	a scanned code            64 letters, 256 typed        a damaged code; what is typed beyond is cut off
//	a search                  200 letters                  what is beyond is not looked at
//	programme from a file     32 MB, 20,000 events         table.too_large; 100 deep, 1 MB a text
//	layout from a file        64 MB, 300 items, 2 m        badge.layout.file, badge.layout.item
//	words of an item          2,000 letters, 200 fields    badge.layout.item
//	picture                   60 MB, 60 million dots       file.large, picture.large, before it is unpacked
//	photo of a sheet          40 MB, 64 million dots       the same
//	PDF under a certificate   5 MB, one page, 20,000 objs  certificate.background…
//	document to verify        32 MB                        file.large
//	secrets, keys, letters    1 MB                         secret.lost
//	mail to read              32 MB, 5 parts deep          64 kB a part; the rest is not read
//	answer of a mail server   256 kB a command             mail.connect; 32 MB from a mailbox
//	answer of a sign-in       1 MB                         mail.signin.failed
//	answer of a printer       4 MB, 8 deep                 printer.strange
//	somebody else's database  our tables alone             storage.foreign_schema, before anything in it runs
const (
	// MaxTableFile is in bytes: a list of 100,000 people with 60 answers each has some 80 MB.
	MaxTableFile = 200 << 20
	// MaxUnzip is in bytes of all parts of one spreadsheet together, whatever its directory promises.
	MaxUnzip = 256 << 20
	// MaxZipParts is how many files are packed in one spreadsheet; a workbook of 200 sheets has some 600.
	MaxZipParts = 1000
	// MaxCell is in bytes: office programs stop at 32,767 letters.
	MaxCell = 1 << 20
	// MaxColumns of a table; a form has at most 300 questions.
	MaxColumns = 1000
	// MaxCells of a table, empty ones too: 100,000 rows of 60 columns.
	MaxCells = 6_000_000
	// MaxCellText is in bytes of all cells of a table, those of a shared text each time.
	MaxCellText = 256 << 20
	// MaxTag is in bytes of one tag of XML.
	MaxTag = 1 << 20
	// MaxSheetDepth is how deep the elements of a spreadsheet lie in each other; real ones have 30.
	MaxSheetDepth = 200

	// MaxLine is in letters of what is written in one line: names, towns, titles.
	MaxLine = 1000
	// MaxText is in letters of anything else that people write: notes, answers, letters, descriptions.
	MaxText = 20_000
	// MaxMarks is how many marks may stand on one letter; Vietnamese and Hebrew need two or three.
	MaxMarks = 4
	// MaxShown is in letters of a text of unknown length that is quoted in a sentence.
	MaxShown = 200
	// MaxCode is in letters of what a scanner typed; our codes have 14, and a row of a paper list 20.
	MaxCode = 64
	// MaxSearch is in letters of what is looked for.
	MaxSearch = 200

	// MaxScheduleFile is in bytes of a schedule.xml or schedule.json; that of a congress of five days has 3 MB.
	MaxScheduleFile = 32 << 20
	// MaxScheduleEvents is how many events such a file has.
	MaxScheduleEvents = 20_000
	// MaxScheduleText is in bytes of one text of such a file.
	MaxScheduleText = 1 << 20
	// MaxScheduleDepth is how deep its elements lie in each other.
	MaxScheduleDepth = 100

	// MaxLayoutFile is in bytes of a layout with its pictures.
	MaxLayoutFile = 64 << 20
	// MaxItems of a layout, both sides together.
	MaxItems = 300
	// MaxItemText is in letters of the words of one item.
	MaxItemText = 2000
	// MaxFields is how many fields the words of one item or letter name: each may be filled with MaxText.
	MaxFields = 200

	// MaxPictureFile is in bytes of a picture that somebody chose.
	MaxPictureFile = 60 << 20
	// MaxPixels of a picture: the largest cameras of telephones take 50 million and a few 200, which is no help here.
	MaxPixels = 60 << 20
	// MaxSheetPhoto is in bytes of a photo or scan of a paper list.
	MaxSheetPhoto = 40 << 20
	// MaxSheetPixels of such a photo: A4 at 600 dpi has 35 million.
	MaxSheetPixels = 64 << 20
	// MaxBackground is in bytes of a PDF that lies under every certificate.
	MaxBackground = 5 << 20
	// MaxBackgroundObjects of such a PDF: a page of a graphic program has some hundreds.
	MaxBackgroundObjects = 20_000

	// MaxDocument is in bytes of a document or a mail that is read to verify it.
	MaxDocument = 32 << 20
	// MaxSecrets is in bytes of the file of secrets, and of keys, authorities and words that are read from a file.
	MaxSecrets = 1 << 20
	// MaxMailPart is in bytes that are read of one part of a mail that came back.
	MaxMailPart = 64 << 10
	// MaxMailDepth is how deep its parts lie in each other.
	MaxMailDepth = 5
	// MaxMailAnswer is in bytes that a mail server says in answer to one command.
	MaxMailAnswer = 256 << 10
	// MaxMailbox is in bytes that a mailbox answers to one command.
	MaxMailbox = 32 << 20
	// MaxSignInAnswer is in bytes that a provider of identities answers.
	MaxSignInAnswer = 1 << 20
	// MaxPrinterAnswer is in bytes that a printer answers.
	MaxPrinterAnswer = 4 << 20
	// MaxPrinterDepth is how deep the values of such an answer lie in each other.
	MaxPrinterDepth = 8
)
