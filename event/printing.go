package event

import (
	"context"
	"image"
	"io"
	"time"
)

// Printers is the way to paper. Implemented by event/printing.
type Printers interface {
	// Printers lists what this machine can print on, the usual one first, without waiting long for the network.
	Printers(ctx context.Context) ([]Printer, error)
	// Options asks a printer what it can do.
	Options(ctx context.Context, id string) (PrinterOptions, error)
	// Print hands a job to the queue and returns when the queue has it. The errors are *Error with printer.* codes.
	Print(ctx context.Context, job PrintJob) (PrintTicket, error)
	// State asks how far a job is.
	State(ctx context.Context, t PrintTicket) (PrintState, error)
}

// Printer is one queue.
type Printer struct {
	ID      string `json:"id"` // an address: cups:name, ipp://…, zpl://host:9100?dpi=203, winspool:name
	Name    string `json:"name"`
	Default bool   `json:"default"`
	Label   bool   `json:"label"` // prints single labels
	PrinterState
}

// PrinterState is how a printer is. Reasons are codes of this program (printer.reason.…), as offline, paper_out, jam.
type PrinterState struct {
	Ready   bool     `json:"ready"`
	Reasons []string `json:"reasons"`
}

// The ways a printer can be: "printer.reason." and one of these is the id of what people read.
const (
	PrinterOffline    = "offline"
	PrinterJam        = "jam"
	PrinterCoverOpen  = "cover_open"
	PrinterPaperOut   = "paper_out"
	PrinterMediaWrong = "media" // wants another paper
	PrinterTray       = "tray"
	PrinterTonerOut   = "toner"
	PrinterStopped    = "stopped"
	PrinterClosed     = "closed"     // takes no jobs
	PrinterConnecting = "connecting" // nothing was heard of it yet
	PrinterOther      = "other"
	PrinterPaperLow   = "paper_low"
	PrinterTonerLow   = "toner_low"
)

// PrinterReasons lists them, the weightiest first.
var PrinterReasons = []string{PrinterOffline, PrinterJam, PrinterCoverOpen, PrinterPaperOut, PrinterMediaWrong, PrinterTray,
	PrinterTonerOut, PrinterStopped, PrinterClosed, PrinterConnecting, PrinterOther, PrinterPaperLow, PrinterTonerLow}

// PrinterOptions is what a printer can do.
type PrinterOptions struct {
	PrinterState
	Media  []PrinterMedia `json:"media"`
	Trays  []string       `json:"trays"`
	Duplex bool           `json:"duplex"`
	PDF    bool           `json:"pdf"`   // takes a PDF as it is; else pictures are sent
	Label  bool           `json:"label"` // prints single labels
}

// PrinterMedia is a size of paper, in millimetres.
type PrinterMedia struct {
	Name          string  `json:"name"` // keyword of the printer
	Width, Height float64 `json:"-"`
}

// Duplex says how the two sides of a sheet are turned.
type Duplex string

// The ways: over the long edge like a book, over the short one like a calendar.
const (
	OneSided  Duplex = ""
	LongEdge  Duplex = "long"
	ShortEdge Duplex = "short"
)

// PrintJob is something to print at its true size.
type PrintJob struct {
	Printer       string
	Title         string
	Width, Height float64 // of the page, in millimetres
	Tray          string
	Copies        int
	Duplex        Duplex
	PDF           func(w io.Writer) error
	// Pages draws the pages in pure black and white at a resolution, for printers that take no PDF and print
	// dots of one colour.
	Pages func(ctx context.Context, dpi int) ([]*image.Gray, error)
	// Picture draws one of Sides pages in colour, counted from 0, for all others that take no PDF: one at a time,
	// since a sheet of A4 takes 35 MB. Without it they get the Pages.
	Picture func(ctx context.Context, dpi, page int) (image.Image, error)
	Sides   int
}

// PrintTicket names a job in its queue.
type PrintTicket struct {
	Printer string
	Job     string
}

// PrintState is how far a job is.
type PrintState struct {
	Done, Failed bool
	Reasons      []string
}

// PrintSetup is where badges of this machine are printed.
type PrintSetup struct {
	Printer string  `json:"printer"`
	Tray    string  `json:"tray"`
	Copies  int     `json:"copies"`
	Duplex  Duplex  `json:"duplex"`
	ShiftX  float64 `json:"shift_x"` // millimetres to the right, found with the calibration page
	ShiftY  float64 `json:"shift_y"`
}

// PrintRun is one print of badges: the log of what is on paper.
type PrintRun struct {
	ID            string
	Event         string
	At            time.Time
	By, Desk      string
	Printer       string // "": saved as a file and printed elsewhere
	Layout        string // its title
	Version       string // of the layout and data: the beginning of a checksum
	Registrations []string
}
