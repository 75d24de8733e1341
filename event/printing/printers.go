// Package printing is the way to paper: the print service of this machine and printers in the network by IPP,
// label printers by ZPL, and the printers that Windows knows. It implements event.Printers.
//
// No printer's own words are shown to people: what is the matter is told by codes.
package printing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"

	"zlot/event"
)

// Printers prints. It may be used by several goroutines.
type Printers struct {
	client *client
	zpl    zplDialer
	silent sync.Map // hosts of label printers that do not tell how they are
}

var _ event.Printers = (*Printers)(nil)

// New returns the printers of this machine.
func New() *Printers { return &Printers{client: newClient(), zpl: dialZPL} }

// Printers lists what this machine can print on, the usual one first. No print service is no error.
func (p *Printers) Printers(ctx context.Context) ([]event.Printer, error) {
	if spooling {
		return spoolPrinters(ctx)
	}
	return p.queues(ctx)
}

var stateWanted = []string{"printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-up-time", "printer-state-change-time"}

// queues lists the printers of the print service.
func (p *Printers) queues(ctx context.Context) ([]event.Printer, error) {
	here := address{kind: "service"}
	wanted := append([]string{"printer-name", "printer-info", "media-default"}, stateWanted...)
	answer, err := p.client.ask(ctx, here, request(opCUPSPrinters, "", text("requested-attributes", tagKeyword, wanted...)))
	switch {
	case errors.Is(err, event.Fail(event.CodePrinterUnknown)), errors.Is(err, event.Fail(event.CodePrinterOffline)), errors.Is(err, event.Fail(event.CodePrinterHost)):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("list printers: %w", err)
	}
	usual := ""
	if d, err := p.client.ask(ctx, here, request(opCUPSDefault, "", text("requested-attributes", tagKeyword, "printer-name"))); err == nil {
		usual = d.first(tagPrinter).string("printer-name")
	}
	var list []event.Printer
	for _, attrs := range answer.of(tagPrinter) {
		name := attrs.string("printer-name")
		if name == "" {
			continue
		}
		shown := attrs.string("printer-info")
		if shown == "" {
			shown = name
		}
		list = append(list, event.Printer{ID: "cups:" + name, Name: shown, Default: name == usual, Label: printsLabels(attrs),
			PrinterState: stateOf(address{kind: "cups"}, attrs)})
	}
	slices.SortStableFunc(list, func(a, b event.Printer) int { return btoi(b.Default) - btoi(a.Default) })
	return list, nil
}

func stateOf(a address, attrs collection) event.PrinterState {
	reasons, _ := readState(attrs)
	return event.PrinterState{Ready: len(hindrances(a, attrs)) == 0, Reasons: reasons}
}

// Options asks a printer what it can do, and how it is.
func (p *Printers) Options(ctx context.Context, id string) (event.PrinterOptions, error) {
	a, err := parseAddress(id)
	if err != nil {
		return event.PrinterOptions{}, err
	}
	switch a.kind {
	case "winspool":
		return spoolOptions(ctx, a)
	case "zpl":
		return p.zplOptions(ctx, a)
	}
	attrs, err := p.describe(ctx, a)
	if err != nil {
		return event.PrinterOptions{}, fmt.Errorf("ask printer %s: %w", id, err)
	}
	return event.PrinterOptions{
		PrinterState: stateOf(a, attrs),
		Media:        readMedia(attrs),
		Trays:        slices.DeleteFunc(attrs.strings("media-source-supported"), func(s string) bool { return s == "auto" }),
		Duplex:       attrs.has("sides-supported", "two-sided-long-edge"),
		PDF:          takesPDF(attrs),
		Label:        printsLabels(attrs),
	}, nil
}

func (p *Printers) describe(ctx context.Context, a address) (collection, error) {
	wanted := append([]string{"printer-info", "document-format-supported", "media-supported", "media-default",
		"media-source-supported", "sides-supported", "copies-supported", "pwg-raster-document-resolution-supported",
		"pwg-raster-document-type-supported", "pwg-raster-document-sheet-back"}, stateWanted...)
	answer, err := p.client.ask(ctx, a, request(opGetPrinter, a.uri(), text("requested-attributes", tagKeyword, wanted...)))
	if err != nil {
		return nil, err
	}
	return answer.first(tagPrinter), nil
}

func takesPDF(attrs collection) bool {
	return attrs.has("document-format-supported", "application/pdf")
}

// Print hands a job to the queue, and returns when the queue has it. What would only wait there for somebody
// to bring paper is refused, so that it does not come out twice later.
func (p *Printers) Print(ctx context.Context, job event.PrintJob) (event.PrintTicket, error) {
	a, err := parseAddress(job.Printer)
	if err != nil {
		return event.PrintTicket{}, err
	}
	var number string
	switch a.kind {
	case "winspool":
		number, err = spoolPrint(ctx, a, job)
	case "zpl":
		err = p.zplPrint(ctx, a, job)
	default:
		number, err = p.ippPrint(ctx, a, job)
	}
	if err != nil {
		return event.PrintTicket{}, fmt.Errorf("print on %s: %w", job.Printer, err)
	}
	return event.PrintTicket{Printer: job.Printer, Job: number}, nil
}

func (p *Printers) ippPrint(ctx context.Context, a address, job event.PrintJob) (number string, err error) {
	attrs, err := p.describe(ctx, a)
	if err != nil {
		return "", err
	}
	if err := unable(a, attrs); err != nil {
		return "", err
	}
	ask, err := jobAttributes(a, attrs, job)
	if err != nil {
		return "", err
	}
	format, document, err := p.document(ctx, a, attrs, job)
	if err != nil {
		return "", err
	}
	m := request(opPrintJob, a.uri(), text("job-name", tagName, short(job.Title)), text("document-format", tagMediaType, format))
	m.groups = append(m.groups, group{tagJob, ask})
	answer, err := p.client.send(ctx, a, m, document)
	if err != nil {
		return "", err
	}
	id, ok := answer.first(tagJob).int("job-id")
	if !ok {
		return "", fail(event.CodePrinterStrange, a)
	}
	return strconv.Itoa(id), nil
}

// document makes what is sent: a PDF, or pictures of the pages where a printer takes none.
func (p *Printers) document(ctx context.Context, a address, attrs collection, job event.PrintJob) (format string, data []byte, err error) {
	var out bytes.Buffer
	if takesPDF(attrs) || len(attrs.strings("document-format-supported")) == 0 {
		if err := job.PDF(&out); err != nil {
			return "", nil, err
		}
		return "application/pdf", out.Bytes(), nil
	}
	if !attrs.has("document-format-supported", "image/pwg-raster") || job.Pages == nil {
		return "", nil, fail(event.CodePrinterFormat, a)
	}
	data, err = rasterFor(attrs, job).encode(ctx)
	return "image/pwg-raster", data, err
}

// short cuts a title to what IPP allows for a name.
func short(title string) string {
	const most = 255
	for len(title) > most {
		runes := []rune(title)
		title = string(runes[:len(runes)-1])
	}
	return title
}

// blockedBy names the refusal for the weightiest reason.
var blockedBy = map[string]string{
	event.PrinterOffline: event.CodePrinterOffline, event.PrinterJam: event.CodePrinterJam, event.PrinterCoverOpen: event.CodePrinterCover, event.PrinterPaperOut: event.CodePrinterPaper,
	event.PrinterMediaWrong: event.CodePrinterPaper, event.PrinterTray: event.CodePrinterPaper, event.PrinterTonerOut: event.CodePrinterToner, event.PrinterStopped: event.CodePrinterStopped, event.PrinterClosed: event.CodePrinterClosed,
}

// hindrances are the reasons for which a printer prints nothing now. A queue of the print service hears of its
// printer only while it prints: what it says when it is at rest may be long past, and only printing asks anew.
func hindrances(a address, attrs collection) []string {
	_, grave := readState(attrs)
	const idle = 3
	if state, _ := attrs.int("printer-state"); a.kind == "cups" && state == idle {
		grave = slices.DeleteFunc(grave, func(r string) bool { return r != event.PrinterStopped && r != event.PrinterClosed })
	}
	return grave
}

// unable says why a printer prints nothing now.
func unable(a address, attrs collection) error {
	if grave := hindrances(a, attrs); len(grave) > 0 {
		return fail(blockedBy[grave[0]], a)
	}
	return nil
}

var sides = map[event.Duplex]string{
	event.OneSided: "one-sided", event.LongEdge: "two-sided-long-edge", event.ShortEdge: "two-sided-short-edge",
}

// jobAttributes asks for paper, tray, sides and copies, in true size. What the printer cannot do is an error:
// asked all the same, most would print something else.
func jobAttributes(a address, attrs collection, job event.PrintJob) ([]attribute, error) {
	sheet, ok := fitPaper(attrs, job.Width, job.Height)
	if !ok {
		e := fail(event.CodePrinterMedia, a)
		e.Args["Width"], e.Args["Height"] = int(math.Round(job.Width)), int(math.Round(job.Height))
		return nil, e
	}
	if job.Tray != "" && !attrs.has("media-source-supported", job.Tray) {
		return nil, fail(event.CodePrinterTray, a).In("tray")
	}
	ask := []attribute{sheet.attribute(job.Tray), text("print-scaling", tagKeyword, "none")}
	if side := sides[job.Duplex]; attrs.has("sides-supported", side) {
		ask = append(ask, text("sides", tagKeyword, side))
	} else if job.Duplex != event.OneSided {
		return nil, fail(event.CodePrinterDuplex, a).In("duplex")
	}
	if job.Copies > 1 {
		if most := mostCopies(attrs); job.Copies > most {
			e := fail(event.CodePrinterCopies, a).In("copies")
			e.Args["Most"] = most
			return nil, e
		}
		ask = append(ask, number("copies", tagInteger, job.Copies))
	}
	return ask, nil
}

func mostCopies(attrs collection) int {
	for _, v := range attrs.values("copies-supported") {
		switch n := v.data.(type) {
		case span:
			return n.high
		case int:
			return n
		}
	}
	return 1
}

// State asks how far a job is.
func (p *Printers) State(ctx context.Context, t event.PrintTicket) (event.PrintState, error) {
	a, err := parseAddress(t.Printer)
	if err != nil {
		return event.PrintState{}, err
	}
	switch a.kind {
	case "winspool":
		return spoolState(ctx, a, t.Job)
	case "zpl":
		return p.zplState(ctx, a)
	}
	id, err := strconv.Atoi(t.Job)
	if err != nil {
		return event.PrintState{}, fail(event.CodePrinterUnknown, a).Because(err)
	}
	m := request(opGetJob, a.uri(), number("job-id", tagInteger, id),
		text("requested-attributes", tagKeyword, "job-state", "time-at-processing",
			"job-printer-up-time", "job-media-sheets-completed", "job-impressions-completed"))
	answer, err := p.client.ask(ctx, a, m)
	var status statusError
	if errors.As(err, &status) && (status == statusNotFound || status == statusGone) {
		return event.PrintState{Done: true}, nil // printers forget what is done
	}
	if err != nil {
		return event.PrintState{}, fmt.Errorf("ask for job %s on %s: %w", t.Job, t.Printer, err)
	}
	return p.jobState(ctx, a, answer.first(tagJob))
}

// jobState reads the state of a job; where one waits, the printer says why.
func (p *Printers) jobState(ctx context.Context, a address, job collection) (event.PrintState, error) {
	const cancelled, aborted, completed = 7, 8, 9
	switch state, _ := job.int("job-state"); state {
	case completed:
		return event.PrintState{Done: true}, nil
	case cancelled, aborted:
		return event.PrintState{Failed: true, Reasons: []string{event.PrinterOther}}, nil
	}
	attrs, err := p.describe(ctx, a)
	if err != nil {
		return event.PrintState{}, fmt.Errorf("ask printer %s: %w", a.String(), err)
	}
	reasons, _ := readState(attrs)
	if len(reasons) == 0 && stuck(job) {
		reasons = []string{event.PrinterConnecting}
	}
	return event.PrintState{Reasons: reasons}, nil
}

// stuck says that a job has been printing for longer than a sheet takes, and nothing has come out. A queue
// says no more than that about a printer that is switched off.
func stuck(job collection) bool {
	const patience = 10 // seconds
	now, ok1 := job.int("job-printer-up-time")
	since, ok2 := job.int("time-at-processing")
	sheets, _ := job.int("job-media-sheets-completed")
	sides, _ := job.int("job-impressions-completed")
	return ok1 && ok2 && now-since > patience && sheets == 0 && sides == 0
}
