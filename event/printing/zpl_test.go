package printing

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"net"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"zlot/event"
)

// labelPrinter is a printer that speaks ZPL, on loopback. It reads what comes until the other side hangs up.
type labelPrinter struct {
	id     string
	status string // answer to ~HS; "": keeps quiet
	got    chan string
}

const ready = "\x02030,0,0,0800,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"

func startLabelPrinter(t *testing.T, status string) *labelPrinter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	p := &labelPrinter{id: "zpl://" + l.Addr().String() + "?dpi=203", status: status, got: make(chan string, 8)}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			p.serve(conn)
		}
	}()
	return p
}

func (p *labelPrinter) serve(conn net.Conn) {
	defer conn.Close()
	var all strings.Builder
	r := bufio.NewReader(conn)
	for {
		line, err := r.ReadString('\n')
		if strings.HasPrefix(line, "~HS") {
			if _, err := conn.Write([]byte(p.status)); err != nil {
				return
			}
			continue
		}
		all.WriteString(line)
		if err != nil {
			p.got <- all.String()
			return
		}
	}
}

var graphic = regexp.MustCompile(`^\^XA\^PW(\d+)\^LL(\d+)\^LH0,0\^LS0\^FO0,0\^GFA,(\d+),(\d+),(\d+),([^^]*)\^FS\^PQ(\d+)\^XZ\r\n$`)

// readLabel is the picture in a ZPL format, as the manual of the language describes it.
func readLabel(t *testing.T, zpl string) (page *image.Gray, copies int) {
	t.Helper()
	m := graphic.FindStringSubmatch(zpl)
	if m == nil {
		t.Fatalf("no label: %.80q", zpl)
	}
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
	width, height, row := n(1), n(2), n(5)
	if n(3) != row*height || n(4) != n(3) {
		t.Errorf("%d and %d bytes for %d rows of %d", n(3), n(4), height, row)
	}
	page = image.NewGray(image.Rect(0, 0, width, height))
	var rows []string
	line, count := "", 0
	flush := func() { rows, line = append(rows, line), "" }
	for _, c := range m[6] {
		switch {
		case c == ',':
			line += strings.Repeat("0", row*2-len(line))
			flush()
		case c == ':':
			rows = append(rows, rows[len(rows)-1])
		case c >= 'G' && c <= 'Y':
			count += int(c-'G') + 1
		case c >= 'g' && c <= 'z':
			count += (int(c-'g') + 1) * 20
		default:
			line += strings.Repeat(string(c), max(count, 1))
			count = 0
			if len(line) == row*2 {
				flush()
			}
		}
	}
	if len(rows) != height || line != "" {
		t.Fatalf("%d rows and %q, want %d", len(rows), line, height)
	}
	for y, digits := range rows {
		for x := range width {
			d, err := strconv.ParseUint(digits[x/4:x/4+1], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			if d&(8>>(x%4)) == 0 {
				page.Pix[y*page.Stride+x] = 255
			}
		}
	}
	return page, n(7)
}

func labelJob(id string) event.PrintJob {
	return event.PrintJob{Printer: id, Title: "Identyfikator", Width: 62, Height: 100, Copies: 2,
		Pages: func(_ context.Context, dpi int) ([]*image.Gray, error) {
			return []*image.Gray{greyPage(62*dpi*10/254, 100*dpi*10/254)}, nil
		}}
}

func TestZPL_Print(t *testing.T) {
	printer := startLabelPrinter(t, ready)
	p := New()
	if _, err := p.Print(t.Context(), labelJob(printer.id)); err != nil {
		t.Fatal(err)
	}
	zpl := <-printer.got
	page, copies := readLabel(t, zpl)
	if copies != 2 {
		t.Errorf("%d copies", copies)
	}
	want := greyPage(62*2030/254, 100*2030/254)
	for i, v := range want.Pix {
		if (v < dark) != (page.Pix[i] < dark) {
			t.Fatalf("dot %d,%d differs", i%want.Stride, i/want.Stride)
		}
	}
	if len(zpl) > 1000 {
		t.Errorf("an almost empty label takes %d bytes", len(zpl))
	}
	s, err := p.State(t.Context(), event.PrintTicket{Printer: printer.id})
	if err != nil || !s.Done {
		t.Errorf("state %+v, %v", s, err)
	}
	<-printer.got
	o, err := p.Options(t.Context(), printer.id)
	if err != nil || !o.Ready || o.PDF || o.Duplex {
		t.Errorf("options %+v, %v", o, err)
	}
}

// Every length of a run, and rows of all kinds, come out as they went in.
func TestZPL_Rows(t *testing.T) {
	page := image.NewGray(image.Rect(0, 0, 3301, 64))
	for y := range 64 {
		for x := range 3301 {
			if (x*x+y*7919)%(y*y+1) > y*y/2 {
				page.Pix[y*page.Stride+x] = 255
			}
		}
	}
	for x := range 3301 {
		page.Pix[5*page.Stride+x], page.Pix[6*page.Stride+x] = 255, 0
		page.Pix[7*page.Stride+x] = 0
	}
	got, _ := readLabel(t, string(label(page, 1)))
	for i, v := range page.Pix {
		if (v < dark) != (got.Pix[i] < dark) {
			t.Fatalf("dot %d,%d differs", i%page.Stride, i/page.Stride)
		}
	}
}

func TestZPL_Refusals(t *testing.T) {
	answer := func(paper, pause, head, ribbon int) string {
		return fmt.Sprintf("\x02030,%d,%d,0800,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,%d,%d,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n",
			paper, pause, head, ribbon)
	}
	for _, c := range []struct{ name, status, code string }{
		{"paper", answer(1, 0, 0, 0), event.CodePrinterPaper},
		{"head open", answer(0, 1, 1, 0), event.CodePrinterCover},
		{"paused", answer(0, 1, 0, 0), event.CodePrinterStopped},
		{"ribbon", answer(0, 0, 0, 1), event.CodePrinterToner},
	} {
		t.Run(c.name, func(t *testing.T) {
			printer := startLabelPrinter(t, c.status)
			_, err := New().Print(t.Context(), labelJob(printer.id))
			wantCode(t, err, c.code)
			if got := <-printer.got; got != "" {
				t.Errorf("sent %.40q all the same", got)
			}
			s, err := New().State(t.Context(), event.PrintTicket{Printer: printer.id})
			if err != nil || s.Done || len(s.Reasons) == 0 {
				t.Errorf("state %+v, %v", s, err)
			}
		})
	}
}

// hasty is a line on which somebody calls the printing off once a label has gone over.
type hasty struct {
	net.Conn
	callOff func()
}

func (c hasty) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	if bytes.HasPrefix(b, []byte("^XA")) {
		c.callOff()
	}
	return n, err
}

// What has begun is ended, so that what is told to be on paper is all that is; what has not is called off.
func TestZPL_CalledOff(t *testing.T) {
	printer := startLabelPrinter(t, ready)
	ctx, cancel := context.WithCancel(t.Context())
	p := New()
	p.zpl = func(ctx context.Context, host string) (net.Conn, error) {
		c, err := dialZPL(ctx, host)
		return hasty{c, cancel}, err
	}
	job := labelJob(printer.id)
	label := job.Pages
	job.Pages = func(ctx context.Context, dpi int) ([]*image.Gray, error) {
		one, err := label(ctx, dpi)
		return append(one, one...), err
	}
	if _, err := p.Print(ctx, job); err != nil {
		t.Errorf("called off in the middle: %v", err)
	}
	if n := strings.Count(<-printer.got, "^XA"); n != 2 {
		t.Errorf("%d of 2 labels", n)
	}
	ctx, cancel = context.WithCancel(t.Context())
	job.Pages = func(context.Context, int) ([]*image.Gray, error) {
		cancel()
		return []*image.Gray{greyPage(10, 10)}, nil
	}
	if _, err := p.Print(ctx, job); !errors.Is(err, context.Canceled) {
		t.Errorf("called off before it began: %v", err)
	}
	if got := <-printer.got; got != "" {
		t.Errorf("sent %.40q all the same", got)
	}
}

// A printer behind a print server keeps quiet: it gets its labels, and the second one without a wait.
func TestZPL_Silent(t *testing.T) {
	printer := startLabelPrinter(t, "")
	p := New()
	for range 2 {
		if _, err := p.Print(t.Context(), labelJob(printer.id)); err != nil {
			t.Fatal(err)
		}
		readLabel(t, <-printer.got)
	}
	if _, silent := p.silent.Load(strings.TrimSuffix(strings.TrimPrefix(printer.id, "zpl://"), "?dpi=203")); !silent {
		t.Error("it would be asked each time")
	}
}

func TestZPL_NobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := "zpl://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = New().Print(t.Context(), labelJob(gone))
	wantCode(t, err, event.CodePrinterOffline)
	job := labelJob(gone)
	job.Duplex = event.LongEdge
	_, err = New().Print(t.Context(), job)
	wantCode(t, err, event.CodePrinterDuplex)
}
