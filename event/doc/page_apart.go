package doc

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime/metrics"
	"time"

	"zlot/event"
)

// PageReader is the argument with which the program starts itself to read a page of a foreign PDF (ReadPage): such a
// file can lead the library round in circles, or fill stack and memory, which ends a process and cannot be stopped
// from inside.
const PageReader = "--read-foreign-page"

// pageMark begins what such a process says, before it looks at the file: so it is known that one was there.
const pageMark = "zlot page 1\n"

// What a process that reads a page may take.
const (
	patience   = 10 * time.Second // some milliseconds as a rule
	mostMemory = 700 << 20
)

// pageAnswer is a page on its way between two processes.
type pageAnswer struct {
	Code          string
	Count         int
	Objects       map[int]string
	ID            int
	Width, Height float64
}

// ReadPagesBy makes the Writer read foreign pages in a process of their own, of this program file.
func (w *Writer) ReadPagesBy(program string) { w.reader = program }

// ReadPage is the work of that process: it reads a PDF from in and writes its page to out. It takes no more memory and
// no more time than a page is worth.
func ReadPage(in io.Reader, out io.Writer, exit func(code int)) error {
	time.AfterFunc(patience, func() { exit(1) })
	go watchMemory(exit)
	if _, err := io.WriteString(out, pageMark); err != nil {
		return err
	}
	raw, err := event.ReadAll(in, event.MaxBackground, "")
	if err != nil {
		return err
	}
	a := pageAnswer{}
	b, err := importBackdrop("", raw)
	var known *event.Error
	switch {
	case errors.As(err, &known):
		a.Code = known.Code
		a.Count, _ = known.Args["Count"].(int)
	case err != nil:
		a.Code = event.CodeBackgroundDamaged
	default:
		a = pageAnswer{Objects: b.objects, ID: b.id, Width: b.width, Height: b.height}
	}
	return gob.NewEncoder(out).Encode(a)
}

// watchMemory ends the process that takes too much.
func watchMemory(exit func(code int)) {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	for range time.Tick(10 * time.Millisecond) {
		if metrics.Read(sample); sample[0].Value.Uint64() > mostMemory {
			exit(1)
		}
	}
}

var errNoReader = errors.New("no process reads pages here")

// readApart reads a page in a process of its own.
func readApart(program, sum string, raw []byte) (*backdrop, error) {
	child := exec.Command(program, PageReader)
	var out bytes.Buffer
	child.Stdin, child.Stdout = bytes.NewReader(raw), &capped{w: &out, left: mostPage}
	child.WaitDelay = time.Second
	if err := child.Start(); err != nil {
		return nil, errors.Join(errNoReader, err)
	}
	timer := time.AfterFunc(patience, func() { _ = child.Process.Kill() })
	err := child.Wait()
	timer.Stop()
	said, ours := bytes.CutPrefix(out.Bytes(), []byte(pageMark))
	if !ours {
		return nil, errors.Join(errNoReader, err)
	}
	damaged := event.Fail(event.CodeBackgroundDamaged)
	if err != nil {
		return nil, damaged.Because(fmt.Errorf("read background: %w", err))
	}
	var a pageAnswer
	if err := gob.NewDecoder(bytes.NewReader(said)).Decode(&a); err != nil {
		return nil, damaged.Because(err)
	}
	switch {
	case a.Code == event.CodeBackgroundPages:
		return nil, event.Fail(a.Code, "Count", a.Count)
	case a.Code != "":
		return nil, event.Fail(a.Code)
	}
	return &backdrop{sum: sum, raw: raw, objects: a.Objects, id: a.ID, width: a.Width, height: a.Height}, nil
}

// mostPage is in bytes of the objects of a page: streams go over as they are.
const mostPage = 4 * event.MaxBackground

// capped takes so many bytes, and then ends the process that writes them.
type capped struct {
	w    io.Writer
	left int
}

// Write is part of io.Writer.
func (c *capped) Write(p []byte) (int, error) {
	if c.left -= len(p); c.left < 0 {
		return 0, errPDF
	}
	return c.w.Write(p)
}
