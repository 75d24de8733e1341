// Package doc makes the documents of an event: badges, certificates and the programme as PDF, with QR
// symbols drawn as vectors, and the signed statement that a certificate carries.
//
// Layouts draw on a surface in millimetres; what a PDF is made with stands behind it.
package doc

import (
	"zlot/event"
)

// Writer draws documents. It keeps nothing but caches and may be used by several goroutines.
type Writer struct {
	symbols symbols
	decoded flats
	grounds grounds
	reader  string // the program that reads foreign pages; "": this process does
}

var (
	_ event.Documents = (*Writer)(nil)
	_ event.Signer    = COSE{}
)

// New returns a Writer.
func New() *Writer { return &Writer{} }

// A4 upright, in millimetres.
const (
	a4Width  = 210.0
	a4Height = 297.0
)

// The inks of all documents.
const (
	ink    colour = 0x1f2937
	quiet  colour = 0x5b6573
	faint  colour = 0xc3cad4
	accent colour = 0x1f3f6b
	white  colour = 0xffffff
	black  colour = 0x000000
	marked colour = 0xb3261e
)
