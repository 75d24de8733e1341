package settings

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// machinePrinters are the printers of a machine in memory.
type machinePrinters struct {
	sheets, labels event.PrintSetup
	typed          []event.KnownPrinter
}

func (m *machinePrinters) Print() event.PrintSetup               { return m.sheets }
func (m *machinePrinters) SetPrint(s event.PrintSetup)           { m.sheets = s }
func (m *machinePrinters) PrintLabel() event.PrintSetup          { return m.labels }
func (m *machinePrinters) SetPrintLabel(s event.PrintSetup)      { m.labels = s }
func (m *machinePrinters) Printers() []event.KnownPrinter        { return m.typed }
func (m *machinePrinters) SetPrinters(list []event.KnownPrinter) { m.typed = list }

// hall is a building with printers.
type hall struct {
	list    []event.Printer
	options map[string]event.PrinterOptions
	refuse  error
	state   event.PrintState
	jobs    []event.PrintJob
	pdf     bytes.Buffer // of the last job
	before  func()       // a job comes
}

const (
	officePrinter = "cups:biuro"
	labelPrinter  = "zpl://192.168.1.30:9100?dpi=203"
)

func newHall() *hall {
	ready := event.PrinterState{Ready: true}
	return &hall{
		list: []event.Printer{
			{ID: officePrinter, Name: "Biuro, I piętro", Default: true, PrinterState: ready},
			{ID: "cups:sekretariat", Name: "Sekretariat", PrinterState: event.PrinterState{Reasons: []string{event.PrinterPaperOut}}}},
		options: map[string]event.PrinterOptions{
			officePrinter: {PrinterState: ready, PDF: true, Duplex: true, Trays: []string{"tray-1", "by-pass-tray"},
				Media: []event.PrinterMedia{{Name: "iso_a4_210x297mm", Width: 210, Height: 297}, {Name: "iso_a5_148x210mm", Width: 148, Height: 210}}},
			"cups:sekretariat": {PrinterState: event.PrinterState{Reasons: []string{event.PrinterPaperOut, event.PrinterTonerLow}}, PDF: true},
			labelPrinter:       {PrinterState: ready, Label: true},
		},
	}
}

func (h *hall) Printers(context.Context) ([]event.Printer, error) { return slices.Clone(h.list), nil }

func (h *hall) Options(_ context.Context, id string) (event.PrinterOptions, error) {
	if o, known := h.options[id]; known {
		return o, nil
	}
	if strings.HasPrefix(id, "ipp://") {
		return event.PrinterOptions{}, event.Fail(event.CodePrinterOffline, "Printer", strings.TrimPrefix(id, "ipp://"))
	}
	return event.PrinterOptions{}, event.Fail(event.CodePrinterAddress, "Address", id)
}

func (h *hall) Print(ctx context.Context, job event.PrintJob) (event.PrintTicket, error) {
	if h.before != nil {
		h.before()
	}
	if err := ctx.Err(); err != nil {
		return event.PrintTicket{}, err
	}
	if h.refuse != nil {
		return event.PrintTicket{}, h.refuse
	}
	h.jobs = append(h.jobs, job)
	h.pdf.Reset()
	return event.PrintTicket{Printer: job.Printer, Job: "7"}, job.PDF(&h.pdf)
}

func (h *hall) State(context.Context, event.PrintTicket) (event.PrintState, error) {
	return h.state, nil
}

func TestPrinters_Choose(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	d := s.page.prints.sheets
	if d.details.Visible() || d.state.Visible() {
		t.Errorf("nothing is chosen: %s", kittest.Words(d.view))
	}
	d.printer.Choose(officePrinter)
	if words := kittest.Words(d.view); !d.details.Visible() || !strings.Contains(words, "gotowa") {
		t.Errorf("chosen: %s", words)
	}
	d.tray.Choose("by-pass-tray")
	d.duplex.Choose(event.LongEdge)
	c := s.window.Canvas()
	d.copies.SetText("")
	kittest.Type(c, d.copies, "2")
	d.shiftX.SetText("")
	kittest.Type(c, d.shiftX, "-1,5")
	want := event.PrintSetup{Printer: officePrinter, Tray: "by-pass-tray", Copies: 2, Duplex: event.LongEdge, ShiftX: -1.5}
	if s.machine.sheets != want {
		t.Errorf("kept %+v", s.machine.sheets)
	}
	d.shiftX.SetText("")
	kittest.Type(c, d.shiftX, "99")
	if words := kittest.Words(d.view); !strings.Contains(words, "od −20 do 20") || s.machine.sheets.ShiftX == 99 {
		t.Errorf("a shift of 99 mm: %s, kept %v", words, s.machine.sheets.ShiftX)
	}
	d.printer.Choose("cups:sekretariat")
	if words := kittest.Words(d.view); !strings.Contains(words, "nie drukuje") || !strings.Contains(words, "Brak papieru, mało tonera") {
		t.Errorf("out of paper: %s", words)
	}
	if s.machine.sheets != (event.PrintSetup{Printer: "cups:sekretariat", Copies: 1}) {
		t.Errorf("the other printer takes over %+v", s.machine.sheets)
	}
}

// What was chosen once stays, while its printer is away, too.
func TestPrinters_Away(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	gone := event.PrintSetup{Printer: "ipp://10.0.0.9", Tray: "tray-2", Copies: 3, Duplex: event.ShortEdge}
	s.machine.sheets = gone
	s.page.prints.read()
	d := s.page.prints.sheets
	words := kittest.Words(d.view)
	if !strings.Contains(words, "nie odpowiada") || !strings.Contains(words, "Sprawdź, czy jest włączona") || !strings.Contains(words, "nr 2") {
		t.Errorf("shown: %s", words)
	}
	kittest.Type(s.window.Canvas(), d.shiftY, "5")
	gone.ShiftY = 5
	if s.machine.sheets != gone {
		t.Errorf("kept %+v", s.machine.sheets)
	}
}

func TestPrinters_Add(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	c := s.window.Canvas()
	add := func(address string) {
		s.page.prints.onAdd()
		kittest.TypeFocused(c, address)
		kittest.Press(c, fyne.KeyReturn)
	}
	add("lpd://10.0.0.1")
	if !kit.DialogOpen(s.window) || len(s.machine.typed) != 0 {
		t.Fatalf("a wrong address was taken: %v", s.machine.typed)
	}
	kittest.Press(c, fyne.KeyEscape)
	add("")
	if words := kittest.Words(c.Overlays().Top()); !strings.Contains(words, "Wpisz adres drukarki.") {
		t.Errorf("no address: %s", words)
	}
	kittest.Press(c, fyne.KeyEscape)
	add(labelPrinter)
	add("10.0.0.9") // switched off for now
	want := []event.KnownPrinter{{Address: labelPrinter}, {Address: "ipp://10.0.0.9"}}
	if kit.DialogOpen(s.window) || !slices.Equal(s.machine.typed, want) {
		t.Fatalf("kept %v", s.machine.typed)
	}
	s.page.prints.labels.printer.Choose(labelPrinter)
	if s.machine.labels.Printer != labelPrinter {
		t.Errorf("labels go to %q", s.machine.labels.Printer)
	}
	s.page.prints.onRemove(want[0])
	if !slices.Equal(s.machine.typed, want[1:]) {
		t.Errorf("after removing %v", s.machine.typed)
	}
	kit.UndoToast(c)
	if !slices.Contains(s.machine.typed, want[0]) {
		t.Error("it does not come back")
	}
}

func TestPrinters_TestPage(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	s.machine.sheets = event.PrintSetup{Printer: officePrinter, Copies: 1, ShiftX: 2}
	s.page.prints.read()
	d := s.page.prints.sheets
	d.onTest()
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if len(s.paper.jobs) != 1 || s.paper.jobs[0].Width != 210 || !bytes.HasPrefix(s.paper.pdf.Bytes(), []byte("%PDF")) {
		t.Fatalf("%d jobs, %.20q", len(s.paper.jobs), s.paper.pdf.Bytes())
	}
	if words := kittest.Words(d.view); !strings.Contains(words, "w kolejce") {
		t.Errorf("sent: %s", words)
	}
	s.paper.state = event.PrintState{Reasons: []string{event.PrinterPaperOut}}
	s.clock.Advance(time.Second)
	if words := kittest.Words(d.view); !strings.Contains(words, "Brak papieru") {
		t.Errorf("out of paper: %s", words)
	}
	s.paper.state = event.PrintState{Done: true}
	s.clock.Advance(time.Second)
	if words := kittest.Words(d.view); !strings.Contains(words, "wydrukowano") {
		t.Errorf("done: %s", words)
	}
	s.paper.refuse = event.Fail(event.CodePrinterCover, "Printer", "biuro")
	d.try(event.TestPage{Setup: d.setup()})
	if words := kittest.Words(d.view); !strings.Contains(words, "nie wydrukowano") || !strings.Contains(words, "otwartą pokrywę") {
		t.Errorf("refused: %s", words)
	}
}

// Who leaves the settings while a test page is on its way does not cut it off; who chooses another printer is not
// told about the one before.
func TestPrinters_TestPageGoesOn(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	s.machine.sheets = event.PrintSetup{Printer: officePrinter, Copies: 1}
	s.page.prints.read()
	d := s.page.prints.sheets
	s.paper.before = s.page.Hidden
	d.try(event.TestPage{Name: "Biuro", Width: 210, Height: 297, Language: "pl", Setup: d.setup()})
	if len(s.paper.jobs) != 1 {
		t.Error("the page was cut off")
	}
	s.paper.before = nil
	s.page.Shown()
	d.try(event.TestPage{Name: "Biuro", Width: 210, Height: 297, Language: "pl", Setup: d.setup()})
	d.printer.Choose("cups:sekretariat")
	s.paper.state = event.PrintState{Done: true}
	s.clock.Advance(2 * time.Second)
	if words := kittest.Words(d.view); strings.Contains(words, "wydrukowano") {
		t.Errorf("told of another printer: %s", words)
	}
}

// The pictures are for people to look at.
func TestPrinters_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		name, lang string
		variant    kit.Variant
	}{{"printers-pl-light", "pl", kit.VariantLight}, {"printers-en-dark", "en", kit.VariantDark}} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, c.variant, c.lang, 1178, 716)
			s.machine.typed = []event.KnownPrinter{{Address: labelPrinter, Name: "Etykiety przy wejściu"}, {Address: "ipp://10.0.0.9"}}
			s.machine.sheets = event.PrintSetup{Printer: officePrinter, Copies: 1, ShiftX: -1.5}
			s.machine.labels = event.PrintSetup{Printer: "cups:sekretariat", Copies: 1}
			s.page.prints.showTyped()
			s.page.prints.read()
			kittest.Relayout(s.window.Canvas())
			s.page.Open("printers")
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), c.name)
			s.page.prints.sheets.onTest()
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), c.name+"-try")
		})
	}
}
