package printing

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"net"
	"strconv"
	"strings"
	"time"

	"zlot/event"
)

// Label printers that speak ZPL get pictures of one bit a dot over a bare connection. They tell nothing by
// themselves; ~HS asks them how they are, and what stands between it and some of them keeps the answer back.

type zplDialer func(ctx context.Context, host string) (net.Conn, error)

const (
	zplAnswer = 600 * time.Millisecond // to ~HS
	zplSend   = 8 * time.Second        // between two signs of life
)

func dialZPL(ctx context.Context, host string) (net.Conn, error) {
	d := net.Dialer{Timeout: dialPatience}
	return d.DialContext(ctx, "tcp", host)
}

// zplPrint draws the pages at the printer's resolution and sends them.
func (p *Printers) zplPrint(ctx context.Context, a address, job event.PrintJob) error {
	switch {
	case job.Duplex != event.OneSided:
		return fail(event.CodePrinterDuplex, a).In("duplex")
	case job.Tray != "":
		return fail(event.CodePrinterTray, a).In("tray")
	case job.Pages == nil:
		return fail(event.CodePrinterFormat, a)
	}
	conn, err := p.connect(ctx, a)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	status := p.hostStatus(a, conn)
	if err := unable(a, status.attrs()); err != nil {
		return err
	}
	pages, err := job.Pages(ctx, a.dpi)
	if err != nil {
		return err
	}
	if !stop() {
		return context.Cause(ctx)
	}
	for _, page := range pages { // a job that has begun is ended: some of it would be on paper, and nobody would know
		_ = conn.SetWriteDeadline(time.Now().Add(zplSend))
		if _, err := conn.Write(label(page, max(job.Copies, 1))); err != nil {
			return unreachable(ctx, a, err, true)
		}
	}
	return nil
}

func (p *Printers) connect(ctx context.Context, a address) (net.Conn, error) {
	conn, err := p.zpl(ctx, a.host)
	if err != nil {
		return nil, unreachable(ctx, a, err, false)
	}
	return conn, nil
}

// zplOptions asks how a label printer is. What paper lies in it, it does not know.
func (p *Printers) zplOptions(ctx context.Context, a address) (event.PrinterOptions, error) {
	status, err := p.askStatus(ctx, a)
	if err != nil {
		return event.PrinterOptions{}, err
	}
	return event.PrinterOptions{PrinterState: stateOf(a, status.attrs()), Label: true}, nil
}

// zplState tells of the printer: a label has no number.
func (p *Printers) zplState(ctx context.Context, a address) (event.PrintState, error) {
	status, err := p.askStatus(ctx, a)
	if err != nil {
		return event.PrintState{}, err
	}
	_, grave := readState(status.attrs())
	return event.PrintState{Done: len(grave) == 0 && status.waiting == 0, Reasons: grave}, nil
}

func (p *Printers) askStatus(ctx context.Context, a address) (hostStatus, error) {
	conn, err := p.connect(ctx, a)
	if err != nil {
		return hostStatus{}, err
	}
	defer conn.Close()
	return p.hostStatus(a, conn), nil
}

// hostStatus is what ~HS answers.
type hostStatus struct {
	paperOut, paused, headUp, ribbonOut bool
	waiting                             int // labels that are not printed yet
}

// attrs says the same in the words of IPP.
func (s hostStatus) attrs() collection {
	var words []string
	for _, w := range []struct {
		is   bool
		word string
	}{{s.headUp, "cover-open"}, {s.paperOut, "media-empty"}, {s.ribbonOut, "marker-supply-empty"}, {s.paused && !s.headUp, "paused"}} {
		if w.is {
			words = append(words, w.word)
		}
	}
	return collection{text("printer-state-reasons", tagKeyword, words...)}
}

// hostStatus asks over a connection. A printer that kept quiet once is not asked again: each time would cost a
// guest the wait.
func (p *Printers) hostStatus(a address, conn net.Conn) hostStatus {
	if _, silent := p.silent.Load(a.host); silent {
		return hostStatus{}
	}
	_ = conn.SetDeadline(time.Now().Add(zplAnswer))
	defer func() { _ = conn.SetDeadline(time.Time{}) }()
	if _, err := conn.Write([]byte("~HS\r\n")); err != nil {
		return hostStatus{}
	}
	var lines []string
	r := bufio.NewReaderSize(conn, 256)
	for len(lines) < 3 {
		line, err := r.ReadString('\n')
		if err != nil {
			break
		}
		lines = append(lines, strings.Trim(line, "\x02\x03\r\n "))
	}
	status, ok := parseStatus(lines)
	if !ok {
		p.silent.Store(a.host, true)
	}
	return status
}

func parseStatus(lines []string) (s hostStatus, ok bool) {
	if len(lines) < 2 {
		return s, false
	}
	one, two := strings.Split(lines[0], ","), strings.Split(lines[1], ",")
	if len(one) < 5 || len(two) < 4 {
		return s, false
	}
	s = hostStatus{paperOut: one[1] == "1", paused: one[2] == "1", headUp: two[2] == "1", ribbonOut: two[3] == "1"}
	s.waiting, _ = strconv.Atoi(one[4])
	return s, true
}

// label is one page as a ZPL format.
func label(page *image.Gray, copies int) []byte {
	b := page.Bounds()
	row := (b.Dx() + 7) / 8
	var out bytes.Buffer
	fmt.Fprintf(&out, "^XA^PW%d^LL%d^LH0,0^LS0^FO0,0^GFA,%d,%d,%d,", b.Dx(), b.Dy(), row*b.Dy(), row*b.Dy(), row)
	var last string
	for y := b.Min.Y; y < b.Max.Y; y++ {
		digits := hexRow(page, y, row)
		if digits == last {
			out.WriteByte(':')
			continue
		}
		writeRow(&out, digits)
		last = digits
	}
	fmt.Fprintf(&out, "^FS^PQ%d^XZ\r\n", copies)
	return out.Bytes()
}

// dark is the grey below which a dot is black.
const dark = 128

func hexRow(page *image.Gray, y, bytes int) string {
	const digits = "0123456789ABCDEF"
	b := page.Bounds()
	line := page.Pix[page.PixOffset(b.Min.X, y):][:b.Dx()]
	out := make([]byte, bytes*2)
	for i := range out {
		n := 0
		for bit := range 4 {
			if x := i*4 + bit; x < len(line) && line[x] < dark {
				n |= 8 >> bit
			}
		}
		out[i] = digits[n]
	}
	return string(out)
}

// writeRow shortens a row the way ZPL does: a letter before a digit says how often it comes, a comma fills the
// rest with white.
func writeRow(out *bytes.Buffer, digits string) {
	end := strings.TrimRight(digits, "0")
	for i := 0; i < len(end); {
		n := 1
		for i+n < len(end) && end[i+n] == end[i] {
			n++
		}
		i += n
		d := end[i-1]
		for ; n >= 400; n -= 400 {
			out.WriteByte('z')
			out.WriteByte(d)
		}
		if n == 1 {
			out.WriteByte(d)
			continue
		}
		if n >= 20 {
			out.WriteByte(byte('g' + n/20 - 1))
		}
		if n%20 > 0 {
			out.WriteByte(byte('G' + n%20 - 1))
		}
		if n > 0 {
			out.WriteByte(d)
		}
	}
	if len(end) < len(digits) {
		out.WriteByte(',')
	}
}
