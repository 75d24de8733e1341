package printing

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/doc"
)

// cups is a real print service on loopback, with folders and queues of its own, as the present user.
type cups struct {
	dir    string
	socket string
	port   string
}

// output is where the jobs of the queue that works come out; filter is what they go through.
func (c cups) output() string { return filepath.Join(c.dir, "output") }
func (c cups) filter() string { return filepath.Join(c.dir, "filter") }

// wantOutput looks at what came out of the queue.
func (c cups) wantOutput(t testing.TB, want []byte) {
	t.Helper()
	got, err := os.ReadFile(c.output())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("received %d bytes, sent %d: %.60q", len(got), len(want), got)
	}
}

func findCUPS(t testing.TB) string {
	t.Helper()
	for _, path := range []string{"/usr/sbin/cupsd", "/usr/local/sbin/cupsd"} {
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skip("SKIPPED CHECK: no real print service: cupsd is missing")
	return ""
}

func startCUPS(t testing.TB) cups {
	t.Helper()
	program := findCUPS(t)
	dir, err := os.MkdirTemp("/tmp", "zlot-cups") // the name of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil { // what prints runs as another user
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	c := cups{dir: dir, socket: filepath.Join(dir, "sock"), port: freePort(t)}
	for _, sub := range []string{"root/ppd", "spool/tmp", "cache", "state"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	ppd, err := os.ReadFile("testdata/queue.ppd")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"cups-files.conf": c.files(),
		"cupsd.conf":      c.daemon(),
		"printers.conf":   c.queues(),
		"ppd/badges.ppd":  strings.ReplaceAll(string(ppd), "FILTER", c.filter()),
	} {
		if err := os.WriteFile(filepath.Join(dir, "root", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(c.filter(), []byte("#!/bin/sh\nexec cat \"${6:--}\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	c.run(t, program)
	t.Setenv("CUPS_SERVER", c.socket)
	return c
}

func (c cups) run(t testing.TB, program string) {
	t.Helper()
	// Where AppArmor guards the program, it guards it by its path, and forbids it all folders but its own.
	binary, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	program = filepath.Join(c.dir, "cupsd")
	if err := os.WriteFile(program, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	var complaints bytes.Buffer
	command := exec.Command(program, "-f", "-c", filepath.Join(c.dir, "root/cupsd.conf"), "-s", filepath.Join(c.dir, "root/cups-files.conf"))
	command.Stdout, command.Stderr = &complaints, &complaints
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait()
		close(ended)
	}()
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Process.Kill()
		<-ended
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		conn, err := net.Dial("unix", c.socket)
		if err == nil {
			conn.Close()
			return
		}
		select {
		case <-ended:
			log, _ := os.ReadFile(filepath.Join(c.dir, "error"))
			t.Fatalf("cupsd ended:\n%s\n%s", complaints.Bytes(), log)
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatal("cupsd does not listen")
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func (c cups) files() string {
	return strings.ReplaceAll(`ServerRoot DIR/root
RequestRoot DIR/spool
TempDir DIR/spool/tmp
CacheDir DIR/cache
StateDir DIR/state
AccessLog DIR/access
ErrorLog DIR/error
PageLog DIR/page
FileDevice Yes
Sandboxing relaxed
`, "DIR", c.dir)
}

func (c cups) daemon() string {
	return fmt.Sprintf(`Listen 127.0.0.1:%s
Listen %s
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
`, c.port, c.socket)
}

// queues: one that works, one that somebody stopped, one that takes nothing.
func (c cups) queues() string {
	queue := func(kind, name, uri, more string) string {
		return fmt.Sprintf("<%s %s>\nInfo Kolejka %s\nDeviceURI %s\n%s\nShared No\nJobSheets none none\n</%s>\n", kind, name, name, uri, more, kind)
	}
	return queue("DefaultPrinter", "badges", "file://"+c.output(), "State Idle\nAccepting Yes") +
		queue("Printer", "stopped", "file:///dev/null", "State Stopped\nReason paused\nAccepting Yes") +
		queue("Printer", "closed", "file:///dev/null", "State Idle\nAccepting No")
}

// follow asks for a job until want is content, or ten seconds have passed.
func follow(t testing.TB, p *Printers, ticket event.PrintTicket, want func(event.PrintState) bool) event.PrintState {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		s, err := p.State(ctx, ticket)
		if err != nil {
			t.Fatal(err)
		}
		if want(s) {
			return s
		}
		<-time.After(20 * time.Millisecond) // the service has other things to do than to answer
	}
}

// A job goes through a real queue and comes out as it went in.
func TestCUPS_Print(t *testing.T) {
	c := startCUPS(t)
	p := New()
	list, err := p.Printers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 3 || list[0].ID != "cups:badges" || !list[0].Default || list[0].Name != "Kolejka badges" || !list[0].Ready {
		t.Fatalf("printers %+v", list)
	}
	o, err := p.Options(t.Context(), "cups:badges")
	if err != nil {
		t.Fatal(err)
	}
	if !o.PDF || !o.Duplex || strings.Join(o.Trays, " ") != "tray-1 manual" || len(o.Media) == 0 || o.Media[0].Width != 210 {
		t.Errorf("options %+v", o)
	}
	job := a4Job("cups:badges")
	job.Copies, job.Duplex, job.Tray = 2, event.LongEdge, "manual"
	ticket, err := p.Print(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	follow(t, p, ticket, func(s event.PrintState) bool { return s.Done })
	c.wantOutput(t, thePDF)
	c.wantJob(t, ticket)
}

// wantJob looks at what the queue understood of the job.
func (c cups) wantJob(t *testing.T, ticket event.PrintTicket) {
	t.Helper()
	a, err := parseAddress(ticket.Printer)
	if err != nil {
		t.Fatal(err)
	}
	var id int
	if _, err := fmt.Sscan(ticket.Job, &id); err != nil {
		t.Fatal(err)
	}
	answer, err := newClient().ask(t.Context(), a, request(opGetJob, a.uri(), number("job-id", tagInteger, id), text("requested-attributes", tagKeyword, "all")))
	if err != nil {
		t.Fatal(err)
	}
	attrs := answer.first(tagJob)
	if n, _ := attrs.int("copies"); n != 2 {
		t.Errorf("%d copies", n)
	}
	if s := attrs.string("sides"); s != "two-sided-long-edge" {
		t.Errorf("sides %q", s)
	}
	if s := attrs.string("print-scaling"); s != "none" {
		t.Errorf("scaling %q", s)
	}
	if s := attrs.string("job-name"); s != "Identyfikatory" {
		t.Errorf("name %q", s)
	}
	if s := attrs.string("job-originating-user-name"); s != "zlot" {
		t.Errorf("user %q", s)
	}
}

// The same queue, by its address in the network.
func TestCUPS_ByAddress(t *testing.T) {
	c := startCUPS(t)
	p := New()
	ticket, err := p.Print(t.Context(), a4Job("ipp://127.0.0.1:"+c.port+"/printers/badges"))
	if err != nil {
		t.Fatal(err)
	}
	follow(t, p, ticket, func(s event.PrintState) bool { return s.Done })
	c.wantOutput(t, thePDF)
	t.Setenv("CUPS_SERVER", "127.0.0.1:"+c.port)
	if list, err := p.Printers(t.Context()); err != nil || len(list) != 3 {
		t.Errorf("by port: %v, %v", list, err)
	}
}

// The calibration page goes from the use case into the queue, and is the same PDF there.
func TestCUPS_TestPage(t *testing.T) {
	c := startCUPS(t)
	p, documents := New(), doc.New()
	s := event.NewService(event.Ports{Printers: p, Documents: documents})
	page := event.TestPage{Calibration: true, Language: "pl", Name: "Kolejka", Setup: event.PrintSetup{Printer: "cups:badges", Tray: "tray-1"}}
	ticket, page, err := s.PrintTestPage(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	follow(t, p, ticket, func(s event.PrintState) bool { return s.Done })
	var want bytes.Buffer
	if _, err := documents.Badges(t.Context(), &want, documents.TestPage(page), event.Silent); err != nil {
		t.Fatal(err)
	}
	c.wantOutput(t, want.Bytes())
	if page.Width != 210 || page.Height != 297 {
		t.Errorf("printed on %v × %v mm", page.Width, page.Height)
	}
}

// From the order to print one badge until the queue has it: at most 300 ms.
func BenchmarkCUPS_OnePage(b *testing.B) {
	startCUPS(b)
	s := event.NewService(event.Ports{Printers: New(), Documents: doc.New()})
	page := event.TestPage{Language: "pl", Width: 62, Height: 100, Setup: event.PrintSetup{Printer: "cups:badges"}}
	for b.Loop() {
		if _, _, err := s.PrintTestPage(b.Context(), page); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCUPS_Refusals(t *testing.T) {
	startCUPS(t)
	p := New()
	for id, code := range map[string]string{"cups:stopped": event.CodePrinterStopped, "cups:closed": event.CodePrinterClosed, "cups:nobody": event.CodePrinterUnknown} {
		_, err := p.Print(t.Context(), a4Job(id))
		wantCode(t, err, code)
	}
	job := a4Job("cups:badges")
	job.Width, job.Height = 420, 594
	_, err := p.Print(t.Context(), job)
	wantCode(t, err, event.CodePrinterMedia)
}
