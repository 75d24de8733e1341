package wire

import (
	"os"

	"zlot/event/doc"
)

// newDocuments draws documents, and reads foreign pages in a process of its own.
func newDocuments() *doc.Writer {
	w := doc.New()
	if program, err := os.Executable(); err == nil {
		w.ReadPagesBy(program)
	}
	return w
}

// ReadPage is that process: a program calls it before anything else. Where it was started for another purpose, nothing
// happens.
func ReadPage() {
	if len(os.Args) != 2 || os.Args[1] != doc.PageReader {
		return
	}
	if err := doc.ReadPage(os.Stdin, os.Stdout, os.Exit); err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}
