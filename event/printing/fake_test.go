package printing

import (
	"bytes"
	"errors"
	"image"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zlot/event"
)

// fakePrinter is a printer in the network that says what a test wants.
type fakePrinter struct {
	attrs  collection             // what it is
	status map[uint16]uint16      // answers to operations; missing ones are fine
	job    map[string]int         // state of a job
	http   int                    // answers no IPP, but this
	old    bool                   // speaks IPP 1.1 only
	length int64                  // of the last request, as it said itself
	asked  []uint16               // operations
	got    []byte                 // the last document
	wanted collection             // attributes of the last job
	about  collection             // of the last operation
	before func(operation uint16) // called before an answer
	url    string
}

func startPrinter(t *testing.T, attrs ...attribute) *fakePrinter {
	t.Helper()
	f := &fakePrinter{attrs: append(collection{
		number("printer-state", tagEnum, 3),
		text("printer-state-reasons", tagKeyword, "none"),
		{"printer-is-accepting-jobs", []value{{tagBoolean, true}}},
	}, attrs...), status: map[uint16]uint16{}, job: map[string]int{"state": 9}}
	server := httptest.NewServer(http.HandlerFunc(f.serve))
	t.Cleanup(server.Close)
	f.url = "ipp" + strings.TrimPrefix(server.URL, "http") + "/ipp/print"
	return f
}

// office are the attributes of a usual printer.
func office(more ...attribute) []attribute {
	return append([]attribute{
		text("document-format-supported", tagMediaType, "application/octet-stream", "application/pdf"),
		text("media-supported", tagKeyword, "na_letter_8.5x11in", "iso_a4_210x297mm", "iso_a6_105x148mm"),
		text("media-default", tagKeyword, "iso_a4_210x297mm"),
		text("media-source-supported", tagKeyword, "auto", "tray-1", "by-pass-tray"),
		text("sides-supported", tagKeyword, "one-sided", "two-sided-long-edge", "two-sided-short-edge"),
		{"copies-supported", []value{{tagRange, span{1, 50}}}},
	}, more...)
}

func (f *fakePrinter) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/ipp" {
		http.Error(w, "no IPP", http.StatusBadRequest)
		return
	}
	if f.http != 0 {
		w.WriteHeader(f.http)
		return
	}
	m, n, err := decode(body)
	if err != nil {
		http.Error(w, "no IPP", http.StatusBadRequest)
		return
	}
	f.asked, f.length = append(f.asked, m.code), r.ContentLength
	answer := &message{version: m.version, code: f.status[m.code], id: m.id, groups: []group{{tagOperation, []attribute{
		text("attributes-charset", tagCharset, "utf-8"), text("attributes-natural-language", tagLanguage, "en")}}}}
	if f.old && m.version != 0x0101 {
		answer.code = statusVersion
	} else {
		f.answer(m, answer, body[n:])
	}
	if f.before != nil {
		f.before(m.code)
	}
	data, err := answer.encode()
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/ipp")
	_, _ = w.Write(data)
}

func (f *fakePrinter) answer(m, answer *message, document []byte) {
	switch m.code {
	case opGetPrinter:
		answer.groups = append(answer.groups, group{tagPrinter, f.attrs})
	case opPrintJob:
		f.got, f.wanted, f.about = document, m.first(tagJob), m.first(tagOperation)
		answer.groups = append(answer.groups, group{tagJob, []attribute{number("job-id", tagInteger, 7)}})
	case opGetJob:
		answer.groups = append(answer.groups, group{tagJob, []attribute{number("job-state", tagEnum, f.job["state"]),
			number("time-at-processing", tagInteger, 100), number("job-printer-up-time", tagInteger, 100+f.job["seconds"])}})
	}
}

var thePDF = []byte("%PDF-1.7\nthis stands for a document\n%%EOF\n")

func a4Job(id string) event.PrintJob {
	return event.PrintJob{Printer: id, Title: "Identyfikatory", Width: 210, Height: 297,
		PDF: func(w io.Writer) error { _, err := w.Write(thePDF); return err }}
}

// greyPage is a page with a black square in a corner and a line at the lower edge.
func greyPage(width, height int) *image.Gray {
	page := image.NewGray(image.Rect(0, 0, width, height))
	for i := range page.Pix {
		page.Pix[i] = 255
	}
	for y := range min(height, 9) {
		for x := range min(width, 21) {
			page.Pix[y*page.Stride+x] = 0
		}
	}
	for x := range width {
		page.Pix[(height-1)*page.Stride+x] = uint8(x)
	}
	return page
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var e *event.Error
	switch {
	case err == nil:
		t.Errorf("no error, want %s", code)
	case !errors.As(err, &e):
		t.Errorf("%v is no error for people, want %s", err, code)
	case e.Code != code:
		t.Errorf("%v, want %s", err, code)
	}
}

func TestPrint_Attributes(t *testing.T) {
	f := startPrinter(t, office()...)
	job := a4Job(f.url)
	job.Copies, job.Duplex, job.Tray = 3, event.ShortEdge, "by-pass-tray"
	ticket, err := New().Print(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	if ticket.Job != "7" || ticket.Printer != f.url {
		t.Errorf("ticket %+v", ticket)
	}
	if !bytes.Equal(f.got, thePDF) {
		t.Errorf("received %q", f.got)
	}
	if n, _ := f.wanted.int("copies"); n != 3 {
		t.Errorf("%d copies", n)
	}
	if f.length < 0 {
		t.Error("the request does not say how long it is: small printers refuse that")
	}
	if s := f.wanted.string("sides"); s != "two-sided-short-edge" {
		t.Errorf("sides %q", s)
	}
	if s := f.wanted.string("print-scaling"); s != "none" {
		t.Errorf("scaling %q", s)
	}
	if s := f.about.string("document-format"); s != "application/pdf" {
		t.Errorf("format %q", s)
	}
	col, ok := f.wanted.values("media-col")[0].data.(collection)
	if !ok || col.string("media-source") != "by-pass-tray" {
		t.Fatalf("media-col %+v", col)
	}
	size := col.values("media-size")[0].data.(collection)
	if x, _ := size.int("x-dimension"); x != 21000 {
		t.Errorf("%d hundredths of a millimetre wide", x)
	}
}

func TestPrint_Refusals(t *testing.T) {
	busyWith := func(words ...string) []attribute {
		return office(number("printer-state", tagEnum, 5), text("printer-state-reasons", tagKeyword, words...))
	}
	replace := func(attrs []attribute) func(*fakePrinter) {
		return func(f *fakePrinter) { f.attrs = attrs }
	}
	for _, c := range []struct {
		name, code string
		printer    func(f *fakePrinter)
		job        func(j *event.PrintJob)
	}{
		{name: "paper out", code: event.CodePrinterPaper, printer: replace(busyWith("media-empty-error"))},
		{name: "offline", code: event.CodePrinterOffline, printer: replace(busyWith("offline-report"))},
		{name: "jam before paper", code: event.CodePrinterJam, printer: replace(busyWith("media-empty", "media-jam-error"))},
		{name: "cover", code: event.CodePrinterCover, printer: replace(busyWith("door-open"))},
		{name: "toner", code: event.CodePrinterToner, printer: replace(busyWith("toner-empty-error"))},
		{name: "paused", code: event.CodePrinterStopped, printer: replace(busyWith("paused"))},
		{name: "stopped without a word", code: event.CodePrinterStopped, printer: replace(busyWith("none"))},
		{name: "switched off", code: event.CodePrinterOffline, printer: replace(office(number("printer-state", tagEnum, 4), text("printer-state-reasons", tagKeyword,
			"connecting-to-device"), number("printer-up-time", tagInteger, 1000), number("printer-state-change-time", tagInteger, 900)))},
		{name: "closed", code: event.CodePrinterClosed, printer: replace(office(attribute{"printer-is-accepting-jobs", []value{{tagBoolean, false}}}))},
		{name: "closed at the job", code: event.CodePrinterClosed, printer: func(f *fakePrinter) { f.status[opPrintJob] = statusClosed }},
		{name: "no PDF", code: event.CodePrinterFormat, printer: replace([]attribute{text("document-format-supported", tagMediaType, "image/urf")})},
		{name: "refuses PDF", code: event.CodePrinterFormat, printer: func(f *fakePrinter) { f.status[opPrintJob] = statusFormat }},
		{name: "paper it lacks", code: event.CodePrinterMedia, job: func(j *event.PrintJob) { j.Width, j.Height = 62, 100 }},
		{name: "tray it lacks", code: event.CodePrinterTray, job: func(j *event.PrintJob) { j.Tray = "tray-9" }},
		{name: "no duplex", code: event.CodePrinterDuplex, printer: replace([]attribute{text("document-format-supported", tagMediaType, "application/pdf"),
			text("sides-supported", tagKeyword, "one-sided")}), job: func(j *event.PrintJob) { j.Duplex = event.LongEdge }},
		{name: "too many copies", code: event.CodePrinterCopies, job: func(j *event.PrintJob) { j.Copies = 51 }},
		{name: "no such printer", code: event.CodePrinterUnknown, printer: func(f *fakePrinter) { f.status[opGetPrinter] = statusNotFound }},
		{name: "page not found", code: event.CodePrinterUnknown, printer: func(f *fakePrinter) { f.http = http.StatusNotFound }},
		{name: "wants a password", code: event.CodePrinterForbidden, printer: func(f *fakePrinter) { f.http = http.StatusUnauthorized }},
		{name: "wants TLS", code: event.CodePrinterSecure, printer: func(f *fakePrinter) { f.http = http.StatusUpgradeRequired }},
		{name: "a web server", code: event.CodePrinterStrange, printer: func(f *fakePrinter) { f.http = http.StatusMethodNotAllowed }},
		{name: "busy", code: event.CodePrinterBusy, printer: func(f *fakePrinter) { f.status[opPrintJob] = statusBusy }},
		{name: "another refusal", code: event.CodePrinterRefused, printer: func(f *fakePrinter) { f.status[opPrintJob] = 0x040b }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := startPrinter(t, office()...)
			if c.printer != nil {
				c.printer(f)
			}
			job := a4Job(f.url)
			if c.job != nil {
				c.job(&job)
			}
			_, err := New().Print(t.Context(), job)
			wantCode(t, err, c.code)
			if f.got != nil && f.status[opPrintJob] == 0 {
				t.Error("the document was sent all the same")
			}
		})
	}
}

// Warnings keep nobody from printing, but are told.
func TestOptions(t *testing.T) {
	f := startPrinter(t, office()...)
	f.attrs = office(text("printer-state-reasons", tagKeyword, "media-empty-warning", "toner-low-report", "vendor-thing"))
	o, err := New().Options(t.Context(), f.url)
	if err != nil {
		t.Fatal(err)
	}
	if !o.Ready || strings.Join(o.Reasons, " ") != "paper_out other toner_low" {
		t.Errorf("ready %v, reasons %v", o.Ready, o.Reasons)
	}
	if !o.PDF || !o.Duplex || strings.Join(o.Trays, " ") != "tray-1 by-pass-tray" {
		t.Errorf("%+v", o)
	}
	if len(o.Media) != 3 || o.Media[0].Name != "iso_a4_210x297mm" || o.Media[0].Width != 210 {
		t.Errorf("media %+v", o.Media)
	}
	if _, err := New().Print(t.Context(), a4Job(f.url)); err != nil {
		t.Errorf("a warning keeps from printing: %v", err)
	}
}

// A queue at rest says what was the matter at its last job; a printer in the network says what is.
func TestStateOf_Stale(t *testing.T) {
	attrs := collection{number("printer-state", tagEnum, 3), text("printer-state-reasons", tagKeyword, "media-empty-error", "offline-report")}
	if s := stateOf(address{kind: "cups"}, attrs); !s.Ready || len(s.Reasons) != 2 {
		t.Errorf("a queue at rest: %+v", s)
	}
	if s := stateOf(address{kind: "ipp"}, attrs); s.Ready {
		t.Errorf("a printer: %+v", s)
	}
	attrs[0] = number("printer-state", tagEnum, 4)
	if s := stateOf(address{kind: "cups"}, attrs); s.Ready {
		t.Errorf("a queue at work: %+v", s)
	}
}

func TestPrint_OldPrinter(t *testing.T) {
	f := startPrinter(t, office()...)
	f.old = true
	if _, err := New().Print(t.Context(), a4Job(f.url)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(f.got, thePDF) {
		t.Errorf("received %q", f.got)
	}
}

// A line that breaks after the document went over may have printed it: people must not print twice.
func TestPrint_Unanswered(t *testing.T) {
	f := startPrinter(t, office()...)
	f.before = func(operation uint16) {
		if operation == opPrintJob {
			panic(http.ErrAbortHandler)
		}
	}
	_, err := New().Print(t.Context(), a4Job(f.url))
	wantCode(t, err, event.CodePrinterUnanswered)
}

func TestPrint_NobodyThere(t *testing.T) {
	f := httptest.NewServer(http.NotFoundHandler())
	gone := "ipp" + strings.TrimPrefix(f.URL, "http") + "/ipp/print"
	f.Close()
	_, err := New().Print(t.Context(), a4Job(gone))
	wantCode(t, err, event.CodePrinterOffline)
	_, err = New().Print(t.Context(), a4Job("ipp://no-such-printer.invalid/ipp/print"))
	wantCode(t, err, event.CodePrinterHost)
	t.Setenv("CUPS_SERVER", t.TempDir()+"/none")
	_, err = New().Print(t.Context(), a4Job("cups:badges"))
	wantCode(t, err, event.CodePrinterService)
	list, err := New().Printers(t.Context())
	if err != nil || len(list) != 0 {
		t.Errorf("without a print service: %v, %v", list, err)
	}
}

func TestState(t *testing.T) {
	f := startPrinter(t, office()...)
	ticket := event.PrintTicket{Printer: f.url, Job: "7"}
	for _, c := range []struct {
		state        int
		done, failed bool
	}{{3, false, false}, {5, false, false}, {7, false, true}, {8, false, true}, {9, true, false}} {
		f.job = map[string]int{"state": c.state}
		s, err := New().State(t.Context(), ticket)
		if err != nil || s.Done != c.done || s.Failed != c.failed {
			t.Errorf("job-state %d: %+v, %v", c.state, s, err)
		}
	}
	f.job, f.attrs = map[string]int{"state": 5}, office(text("printer-state-reasons", tagKeyword, "media-empty-error"))
	s, err := New().State(t.Context(), ticket)
	if err != nil || len(s.Reasons) != 1 || s.Reasons[0] != event.PrinterPaperOut {
		t.Errorf("a job that waits for paper: %+v, %v", s, err)
	}
	f.job, f.attrs = map[string]int{"state": 5, "seconds": 12}, office()
	s, err = New().State(t.Context(), ticket)
	if err != nil || len(s.Reasons) != 1 || s.Reasons[0] != event.PrinterConnecting {
		t.Errorf("a job that nothing is seen of: %+v, %v", s, err)
	}
	f.status[opGetJob] = statusNotFound
	if s, err := New().State(t.Context(), ticket); err != nil || !s.Done {
		t.Errorf("a job that the printer forgot: %+v, %v", s, err)
	}
}

func TestAddress(t *testing.T) {
	for typed, want := range map[string]string{
		"ipp://192.168.1.20":             "ipp://192.168.1.20:631/ipp/print",
		"ipp://drukarka:8631/printers/a": "ipp://drukarka:8631/printers/a",
		"ipps://10.0.0.5/ipp/print":      "ipps://10.0.0.5:631/ipp/print",
		"ZPL://10.0.0.6":                 "zpl://10.0.0.6:9100?dpi=203",
		"zpl://10.0.0.6:9101?dpi=300":    "zpl://10.0.0.6:9101?dpi=300",
		"socket://10.0.0.6":              "zpl://10.0.0.6:9100?dpi=203",
		"ipp://[fe80::1]:631/ipp/print":  "ipp://[fe80::1]:631/ipp/print",
		"cups:badges":                    "cups:badges",
		"winspool:HP LaserJet":           "winspool:HP LaserJet",
	} {
		a, err := parseAddress(typed)
		if err != nil || a.String() != want {
			t.Errorf("%q is %q, %v; want %q", typed, a, err, want)
		}
	}
	for _, typed := range []string{"", "  ", "drukarka", "lpd://10.0.0.1", "ipp://", "zpl://h?dpi=0", "zpl://h?dpi=x", "ipp://h:99999", "a b", "ipp://u:p@h/", "cups:"} {
		_, err := New().Options(t.Context(), typed)
		wantCode(t, err, event.CodePrinterAddress)
	}
}

func TestFitPaper(t *testing.T) {
	label := collection{text("media-supported", tagKeyword, "oe_62x100_62x100mm", "custom_min_25x12mm", "custom_max_62x1000mm")}
	sheet := collection{text("media-supported", tagKeyword, "iso_a4_210x297mm", "na_letter_8.5x11in")}
	for _, c := range []struct {
		printer       collection
		width, height float64
		want          paper
		ok            bool
	}{
		{sheet, 210, 297, paper{"iso_a4_210x297mm", 210, 297}, true},
		{sheet, 297, 210, paper{"iso_a4_210x297mm", 210, 297}, true},
		{sheet, 215.9, 279.4, paper{"na_letter_8.5x11in", 215.9, 279.4}, true},
		{sheet, 148, 210, paper{}, false},
		{label, 62, 100, paper{"oe_62x100_62x100mm", 62, 100}, true},
		{label, 57, 102, paper{width: 57, height: 102}, true},
		{label, 102, 57, paper{width: 57, height: 102}, true}, // lies along the roll
		{label, 90, 90, paper{}, false},
		{nil, 62, 100, paper{width: 62, height: 100}, true},
	} {
		got, ok := fitPaper(c.printer, c.width, c.height)
		if ok != c.ok || ok && (got.name != c.want.name || math.Abs(got.width-c.want.width) > 0.01 || math.Abs(got.height-c.want.height) > 0.01) {
			t.Errorf("%vx%v: %+v, %v; want %+v, %v", c.width, c.height, got, ok, c.want, c.ok)
		}
	}
}
