package checkin

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// paperDesk is the page of the paper lists in the place of the desk.
type paperDesk struct {
	*desk
	paper   *Paper
	lines   int
	shown   []string
	visited []string
	draft   string
}

func newPaperDesk(t *testing.T, s setup) *paperDesk {
	t.Helper()
	d := &paperDesk{desk: newDeskWith(t, s).confirmed(), lines: 2}
	d.p.Hidden()
	d.open(s.lang)
	t.Cleanup(func() { d.paper.Hidden() })
	return d
}

// open makes the page, also anew after the program ended.
func (d *paperDesk) open(lang string) {
	d.t.Helper()
	d.paper = NewPaper(PaperDeps{
		Context: d.t.Context(), Service: d.svc, Store: d.store, Printer: i18n.New(lang), Window: d.w, Event: d.event,
		Now:      func() time.Time { return d.now },
		Navigate: func(page, _ string) { d.visited = append(d.visited, page) },
		Sound:    func(tone event.Tone) { d.sounds = append(d.sounds, tone) },
		Desk:     func() string { return "Laptop 2" },
		Lines:    func() int { return d.lines }, SetLines: func(n int) { d.lines = n },
		Show:  func(path string) error { d.shown = append(d.shown, path); return nil },
		Draft: func() string { return d.draft }, SetDraft: func(draft string) { d.draft = draft },
	})
	d.w.SetContent(kit.NewToastHost(d.w, d.paper.Content()))
	d.paper.Shown()
	d.clock.Settle()
}

var plain = setup{variant: kit.VariantLight, lang: i18n.Polish, width: 1166, height: 700}

// rows types the codes of people, each with Enter.
func (d *paperDesk) rows(people ...event.Entry) {
	d.t.Helper()
	for _, e := range people {
		d.typed(event.RowCode(e.Number) + "\n")
	}
	d.clock.Settle()
}

func (d *paperDesk) says() string { return kittest.Words(d.paper.Content()) }

func (d *paperDesk) wantWords(words ...string) {
	d.t.Helper()
	kittest.Relayout(d.c)
	for _, want := range words {
		if !strings.Contains(d.says(), want) {
			d.t.Errorf("%q is missing in:\n%s", want, d.says())
		}
	}
}

func (d *paperDesk) fates() string {
	var all []string
	for _, l := range d.paper.enter.lines {
		all = append(all, []string{"store", "twice", "there", "nobody", "refused"}[l.fate])
	}
	return strings.Join(all, " ")
}

func TestPaper_TypedBackIn(t *testing.T) {
	d := newPaperDesk(t, plain)
	d.paper.Open(tabEnter)
	d.clock.Settle()
	first, second := d.entries[0], d.entries[1]
	d.rows(first)
	d.wantWords(first.Who.Name.Full(), "Zapisz 1 wejście", "do zapisania")
	d.rows(second, first)
	d.typed("14799\n")
	d.typed(event.RowCode(9999) + "\n")
	d.clock.Settle()
	if got := d.fates(); got != "nobody nobody twice store store" {
		t.Fatalf("rows %s", got)
	}
	d.wantWords("kod z błędem", "nie ma takiego wiersza", "ten wiersz już jest na liście", "Zapisz 2 wejścia")
	if want := []event.Tone{event.ToneAdmitted, event.ToneAdmitted, event.ToneAttention, event.ToneRefused, event.ToneRefused}; len(d.sounds) != len(want) {
		t.Errorf("sounds %v", d.sounds)
	}
	if !d.paper.Unsaved() {
		t.Error("rows that are not stored would be lost")
	}
	kittest.Type(d.c, d.paper.enter.clock, "")
	d.paper.enter.clock.SetText("8.15")
	d.paper.enter.save.Press()
	d.clock.Settle()
	scans := d.scans()
	if len(scans) != 2 {
		t.Fatalf("%d scans", len(scans))
	}
	for _, sc := range scans {
		if (sc.Registration != first.ID && sc.Registration != second.ID) || sc.Outcome != event.Admitted || sc.Desk != "Laptop 2" || !sc.At.Equal(time.Date(2012, 9, 6, 6, 15, 0, 0, time.UTC)) {
			t.Errorf("scan %+v", sc)
		}
	}
	if got := d.fates(); got != "nobody nobody there" {
		t.Errorf("left on the list: %s", got)
	}
	if d.paper.Unsaved() || d.paper.Busy() {
		t.Error("everything is stored and the page asks")
	}
	d.rows(second)
	if got := d.fates(); !strings.HasPrefix(got, "there") {
		t.Errorf("typed again after it was stored: %s", got)
	}
	if !kit.UndoToast(d.c) {
		t.Fatal("it cannot be undone")
	}
	d.clock.Settle()
	if got := d.fates(); got != "nobody nobody twice store store" {
		t.Errorf("after undo: %s", got)
	}
	for _, e := range []event.Entry{first, second} {
		all, err := d.store.PastScans(t.Context(), scans[0].Checkpoint, e.ID)
		if err != nil || len(all) == 0 || !all[0].Undone {
			t.Errorf("%v %+v", err, all)
		}
	}
}

// Rows that were typed in and not stored outlive the program, without anybody's name.
func TestPaper_RowsOutliveTheProgram(t *testing.T) {
	d := newPaperDesk(t, plain)
	d.paper.Open(tabEnter)
	d.clock.Settle()
	d.rows(d.entries[0], d.entries[1])
	d.typed("14799\n")
	d.typed("Kowalska\n")
	d.clock.Settle()
	d.paper.enter.clock.SetText("8.15")
	for _, e := range d.entries {
		if strings.Contains(d.draft, e.Who.Name.Family) {
			t.Fatalf("a name is kept: %s", d.draft)
		}
	}
	before := d.fates()
	d.paper.Hidden()
	d.open(i18n.Polish) // killed and started anew
	if got := d.fates(); !strings.HasSuffix(before, got) || got != "nobody store store" {
		t.Fatalf("before %q, after %q", before, got)
	}
	d.wantWords(d.entries[0].Who.Name.Family+" "+d.entries[0].Who.Name.Given, "Przywrócono 3")
	if at := d.paper.enter.when(); at.IsZero() || at.In(d.paper.zone).Format("15:04") != "08:15" {
		t.Errorf("the time is %v", at)
	}
	d.paper.enter.save.Press()
	d.clock.Settle()
	d.wantOutcomes(event.Admitted, event.Admitted)
	d.paper.Open(tabEnter)
	d.paper.enter.remove()
	if d.draft != "" {
		t.Errorf("nothing is left and kept is %s", d.draft)
	}
}

// Rows that are all right are not counted among those with a reason.
func TestPaper_OnlyRefusedAreLeft(t *testing.T) {
	d := newPaperDesk(t, plain)
	d.status(0, event.Waitlisted)
	d.paper.Open(tabEnter)
	d.clock.Settle()
	d.rows(d.entries[0], d.entries[1], d.entries[2])
	d.paper.enter.clock.SetText("8.15")
	d.paper.enter.force.Press()
	d.clock.Settle()
	d.wantOutcomes(event.Admitted)
	if words := kittest.Words(d.paper.enter.last); strings.Contains(words, "z powodem") {
		t.Errorf("it is said %q", words)
	}
}

// How long the lists get with codes is counted and not guessed.
func TestPaper_CountsPages(t *testing.T) {
	d := newPaperDesk(t, plain)
	o := d.paper.print.options()
	var pages [2]int
	for i, codes := range []bool{false, true} {
		o.Codes = codes
		res, err := d.svc.Paper(t.Context(), d.event.ID, io.Discard, o)
		if err != nil {
			t.Fatal(err)
		}
		pages[i] = res.Pages
	}
	d.wantWords(fmt.Sprintf("Stron: %d, z kodami: %d.", pages[0], pages[1]))
}

func TestPaper_BadgesAndNames(t *testing.T) {
	d := newPaperDesk(t, plain)
	d.paper.Open(tabEnter)
	d.clock.Settle()
	d.typed(d.entries[4].Badge + "\n")
	d.typed(event.Fold(d.entries[5].Who.Name.Full()) + "\n")
	d.typed("a\n")
	d.clock.Settle()
	if got := d.fates(); got != "nobody store store" {
		t.Fatalf("rows %s", got)
	}
	lines := d.paper.enter.lines
	if lines[2].entry.ID != d.entries[4].ID || lines[1].entry.ID != d.entries[5].ID || lines[1].typed != rowText(d.entries[5].Number) {
		t.Errorf("%+v", lines)
	}
	d.wantWords("pasuje do kilku osób")
	d.paper.enter.drop.Press()
	if got := d.fates(); got != "store store" {
		t.Errorf("after the row was taken off: %s", got)
	}
	if kit.UndoToast(d.c); d.fates() != "nobody store store" {
		t.Errorf("the row does not come back: %s", d.fates())
	}
}

func TestPaper_Time(t *testing.T) {
	d := newPaperDesk(t, plain)
	d.paper.Open(tabEnter)
	d.clock.Settle()
	e := d.paper.enter
	if got := e.clock.Text; got != "8:41" {
		t.Errorf("at the desk the time is %q", got)
	}
	d.rows(d.entries[0])
	for text, want := range map[string]string{"": "Podaj dzień", "25:00": "Podaj dzień", "23.59": "jeszcze nie minęła"} {
		e.clock.SetText(text)
		e.save.Press()
		if got := e.times.Error(); !strings.Contains(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
	if len(d.scans()) != 0 {
		t.Error("stored at a wrong time")
	}
}

// A session without a door gets one when its list is stored, and its rows happened when it began.
func TestPaper_Session(t *testing.T) {
	d := newPaperDesk(t, plain)
	all, err := d.store.Sessions(t.Context(), d.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	var lecture event.Session
	for _, ss := range all {
		if ss.OnPaper() && !ss.SignUp {
			lecture = ss
			break
		}
	}
	d.now = lecture.End.Add(3 * time.Hour)
	d.paper.Open(tabEnter)
	d.clock.Settle()
	d.paper.enter.where.Choose(lecture.ID)
	d.clock.Settle()
	if got := d.paper.enter.when(); !got.Equal(lecture.Start) {
		t.Errorf("it happened %v, the session began %v", got, lecture.Start)
	}
	d.rows(d.entries[2], d.entries[3])
	d.paper.enter.save.Press()
	d.clock.Settle()
	points, err := d.store.Checkpoints(t.Context(), d.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	door := points[len(points)-1]
	for _, c := range points {
		if c.Session == lecture.ID {
			door = c
		}
	}
	scans, err := d.store.Scans(t.Context(), event.ScanFilter{Event: d.event.ID, Checkpoint: door.ID})
	if err != nil || len(scans) != 2 || !scans[0].At.Equal(lecture.Start) || scans[0].Outcome != event.Admitted {
		t.Errorf("%v %+v", err, scans)
	}
	if d.paper.enter.at.checkpoint.ID != door.ID {
		t.Errorf("the page stays at %+v", d.paper.enter.at)
	}
}

// What the checkpoint refuses is stored as such and stays on the list with its reason.
func TestPaper_Refused(t *testing.T) {
	d := newPaperDesk(t, plain)
	d.paper.Open(tabEnter)
	d.status(3, event.Cancelled)
	d.clock.Settle()
	d.rows(d.entries[3], d.entries[4])
	d.typed("14799\n")
	d.clock.Settle()
	if got := d.fates(); got != "nobody store refused" { // it is known before anybody stores it
		t.Errorf("rows %s", got)
	}
	d.wantWords("odmowa: anulowane", "Zapisz 1 wejście", "3 wiersze, do zapisania: 1")
	d.paper.enter.save.Press()
	d.clock.Settle()
	if got := d.fates(); got != "nobody refused" {
		t.Errorf("left: %s", got)
	}
	d.wantWords("odmowa: anulowane", "Zapisano 1 wejście. 2 wiersze zostały", "Zapisz mimo odmowy (1)")
	d.paper.enter.force.Press() // paper says that the person was let in
	d.clock.Settle()
	forced := 0
	for _, sc := range d.scans() {
		if sc.Forced && sc.Outcome == event.Admitted && sc.Reason == "z listy papierowej" && sc.Registration == d.entries[3].ID {
			forced++
		}
	}
	if forced != 1 {
		t.Errorf("%d forced scans among %+v", forced, d.scans())
	}
	if d.fates() != "nobody" || d.paper.enter.force.Visible() {
		t.Errorf("left: %s", d.fates())
	}
}

func TestPaper_Print(t *testing.T) {
	d := newPaperDesk(t, plain)
	v := d.paper.print
	d.wantWords("A–M: 28 osób", "Jak to działa")
	d.status(3, event.Pending)
	v.query()
	d.clock.Settle()
	d.wantWords("bez potwierdzenia: 1")
	v.lines.Choose(3)
	d.clock.Settle()
	if d.lines != 3 || v.count != 3 {
		t.Errorf("%d lines kept, %d shown", d.lines, v.count)
	}
	v.desk.Tapped(nil)
	v.sessions.Choose(sessionsNone)
	if !v.save.Disabled() {
		t.Error("nothing is chosen and can be saved")
	}
	v.desk.Tapped(nil)
	v.sessions.Choose(sessionsAll)
	path := filepath.Join(t.TempDir(), "listy.pdf")
	v.p.task = kit.RunTask(t.Context(), "", func(ctx context.Context, _ *kit.Task) (event.PaperResult, error) {
		f, err := os.Create(path)
		if err != nil {
			return event.PaperResult{}, err
		}
		defer f.Close()
		return d.svc.Paper(ctx, d.event.ID, f, event.PaperOptions{Desk: true, Sessions: v.chosen(), Queues: 3, Language: "pl"})
	}, func(res event.PaperResult, err error) {
		v.onWritten(path, func(res event.PaperResult, args i18n.Args) string {
			return i18n.New("pl").N("paper.written.lists", res.Lists, args)
		}, res, err)
	})
	if len(d.shown) != 1 || d.shown[0] != path {
		t.Errorf("shown %v", d.shown)
	}
}

func TestClockOf(t *testing.T) {
	for text, want := range map[string]int{"9": 540, "9:30": 570, "09.30": 570, "930": 570, "0930": 570, "23:59": 1439, "0:00": 0, "24:00": -1, "": -1, "9:5x": -1, "12345": -1} {
		h, m, ok := clockOf(text)
		if got := h*60 + m; ok != (want >= 0) || (ok && got != want) {
			t.Errorf("%q is %d, %t", text, got, ok)
		}
	}
}

func TestPaper_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		name string
		setup
	}{
		{"paper-pl-light", setup{variant: kit.VariantLight, lang: "pl", width: 1178, height: 700}},
		{"paper-en-dark", setup{variant: kit.VariantDark, lang: "en", width: 1732, height: 1016}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newPaperDesk(t, c.setup)
			kittest.Screenshot(t, d.c, c.name+"-print")
			d.paper.Open(tabEnter)
			d.clock.Settle()
			kittest.Screenshot(t, d.c, c.name+"-empty")
			d.status(7, event.Waitlisted)
			d.scanAt(d.entries[2])
			d.paper.Hidden()
			d.paper.Shown()
			d.paper.enter.query(d.paper.enter.at.id)
			d.rows(d.entries[:6]...)
			d.rows(d.entries[7], d.entries[1])
			d.typed("14799\n")
			d.rows(d.entries[9])
			kittest.Screenshot(t, d.c, c.name+"-enter")
		})
	}
}

// scanAt lets somebody in at the desk.
func (d *paperDesk) scanAt(e event.Entry) {
	d.t.Helper()
	if _, err := d.svc.CheckIn(d.t.Context(), event.ScanRequest{Event: d.event.ID, Registration: e.ID, At: d.now.Add(-time.Hour)}); err != nil {
		d.t.Fatal(err)
	}
}
