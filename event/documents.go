package event

import (
	"context"
	"image"
	"io"
	"time"
)

// Documents writes PDFs. Implemented by event/doc.
type Documents interface {
	// Layouts are the badge layouts that come with the program, the usual one first.
	Layouts() []Layout
	// Badges writes all badges of a job as one PDF.
	Badges(ctx context.Context, w io.Writer, job BadgeJob, p Progress) (pages int, err error)
	// BadgePages draws pages of a job as they will print, the page from (counted from 0) up to, but without, the page
	// to; 0 as to is up to the last one.
	BadgePages(ctx context.Context, job BadgeJob, dpi, from, to int) ([]image.Image, error)
	// BadgeGrey draws all pages of a job in pure black and white, the modules of the symbols in whole dots, for
	// printers that take pictures.
	BadgeGrey(ctx context.Context, job BadgeJob, dpi int) ([]*image.Gray, error)
	// BadgeSymbol draws the QR symbol of a badge code by itself, as PNG, for a screen or a telephone.
	BadgeSymbol(code string) ([]byte, error)
	// BadgePicture draws one side of the first badge of a job by itself, without its sheet.
	BadgePicture(ctx context.Context, job BadgeJob, back bool, dpi int) (image.Image, error)
	// TestPage is a page to try a printer with, as a job of badges.
	TestPage(p TestPage) BadgeJob
	// CertificateLayouts are the designs of certificates that come with the program, the usual one first.
	CertificateLayouts() []Layout
	// CertificatePages draws a certificate for the screen: its face, its reverse, and further pages of topics. A
	// layout that is not finished yet is drawn too.
	CertificatePages(ctx context.Context, job CertificateJob, dpi int) ([]image.Image, error)
	// SampleCertificate is what a certificate of an event says of somebody invented, for its designer.
	SampleCertificate(ev Event, language string) CertificateData
	// CertificateTroubles lists what a certificate would lack, as CertificateTroubles does, and what only drawing
	// it tells: letters that no font has, words that are cut.
	CertificateTroubles(job CertificateJob) []Trouble
	// CheckBackground says what keeps a PDF from lying under a certificate.
	CheckBackground(pdf []byte) error
	// Certificates makes one PDF each, on all cores, and hands them to sink in the order of jobs.
	// sink is called from one goroutine; its error ends the batch.
	Certificates(ctx context.Context, jobs []CertificateJob, sink func(i int, pdf []byte) error, p Progress) error
	// Bind puts finished documents of this program into one, page after page; it asks for each when it is needed.
	Bind(ctx context.Context, w io.Writer, job BindJob) (pages int, err error)
	// Register writes the register of certificates as PDF, and RegisterTable is the same as a table.
	Register(ctx context.Context, w io.Writer, job RegisterJob) error
	RegisterTable(job RegisterJob) (header []string, rows [][]string)
	// Agenda writes the programme, or a part of it, as PDF.
	Agenda(ctx context.Context, w io.Writer, job AgendaJob) error
	// PersonRecord writes what is known of people, for them to read.
	PersonRecord(ctx context.Context, w io.Writer, job RecordJob) error
	// List writes a list of people as PDF.
	List(ctx context.Context, w io.Writer, job ListJob) error
	// ListTable is the same list as a table.
	ListTable(job ListJob) (header []string, rows [][]string)
	// Attendance writes the attendance list as PDF, and AttendanceTable is the same as a table.
	Attendance(ctx context.Context, w io.Writer, job AttendanceJob) error
	AttendanceTable(job AttendanceJob) (header []string, rows [][]string, numbers []bool)
	// Journal writes the class journal as PDF, and JournalTable is the same as a table.
	Journal(ctx context.Context, w io.Writer, job AttendanceJob) error
	JournalTable(job AttendanceJob) (header []string, rows [][]string, numbers []bool)
	// Paper writes lists to tick by hand, or the signs above the lines of a desk, as PDF.
	Paper(ctx context.Context, w io.Writer, job PaperJob) (pages int, err error)
	// Token reads the signed statement out of a certificate's PDF.
	Token(pdf []byte) (string, error)
}

// BadgeJob is everything badges are drawn from.
type BadgeJob struct {
	Event    Event
	Language string
	Sheets   []BadgeSheets
	Used     int    // places of the first sheet that are empty already
	Duplex   Duplex // backs on sheets of their own after each front, mirrored for the way the sheet turns
	ShiftX   float64
	ShiftY   float64           // millimetres by which this printer is off
	Pictures map[string][]byte // PNG or JPEG by SHA-256
}

// BadgeSheets are the badges of one layout.
type BadgeSheets struct {
	Layout Layout
	Badges []Badge
}

// Badge is one badge. A blank one has a code alone.
type Badge struct {
	Code        string
	Number      int
	Box         string
	Name        Name
	Institution string
	Town        string
	Role        Role
	Address     FormOfAddress // the grammar of the role's word
	Group       string
	Lines       []string          // answers that the badge shows
	Photo       string            // SHA-256 of a picture of the job
	Fields      map[string]string // what stands for a field in the words of an item
	Agenda      []BadgeSession    // the person's own programme, by start
}

// BadgeSession is a line of the person's own programme.
type BadgeSession struct {
	Start, End time.Time // in the event's zone
	Title      string
	Room       string
}

// CertificateJob is one certificate to draw.
type CertificateJob struct {
	Data      CertificateData
	Token     string
	Layout    Layout            // zero: the first of those that come with the program
	Pictures  map[string][]byte // PNG, JPEG or PDF by SHA-256
	Duplicate DuplicateMark     // zero: it is the original
	// Seal finishes the document, where it is signed with a key of the organizer's; nil: nothing is left to do.
	Seal func(pdf []byte) ([]byte, error)
}

// DuplicateMark says on a certificate that it is a duplicate.
type DuplicateMark struct {
	Date   Date // on which it was made
	Number int  // which duplicate it is, from 1; 0: it is none
}
