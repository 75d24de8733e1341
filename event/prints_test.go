package event_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"
	"sync"
	"testing"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
)

// tray is a printer that keeps what it got.
type tray struct {
	mu     sync.Mutex
	jobs   []event.PrintJob
	refuse error // once it has so many jobs
	after  int
	label  bool
	taken  func()
}

func (p *tray) Printers(context.Context) ([]event.Printer, error) { return nil, nil }

func (p *tray) Options(context.Context, string) (event.PrinterOptions, error) {
	return event.PrinterOptions{PDF: true, Label: p.label}, nil
}

func (p *tray) Print(_ context.Context, job event.PrintJob) (event.PrintTicket, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.refuse != nil && len(p.jobs) >= p.after {
		return event.PrintTicket{}, p.refuse
	}
	if err := job.PDF(&bytes.Buffer{}); err != nil {
		return event.PrintTicket{}, err
	}
	p.jobs = append(p.jobs, job)
	if p.taken != nil {
		p.taken()
	}
	return event.PrintTicket{}, nil
}

func (p *tray) State(context.Context, event.PrintTicket) (event.PrintState, error) {
	return event.PrintState{Done: true}, nil
}

// printshop is a house with a printer and people.
func printshop(t testing.TB, families ...string) (house, *tray, []event.Entry) {
	t.Helper()
	h := newHouse(t)
	p := &tray{}
	h.Documents, h.Printers = doc.New(), p
	var all []event.Entry
	for i, family := range families {
		e, err := h.AddRegistration(t.Context(), event.NewRegistration{Event: h.ev.ID,
			Person: event.Person{Name: event.Name{Given: "Ewa", Family: family}, Institution: []string{"OPS Żary", "MOPS Łask", ""}[i%3]}})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return h, p, all
}

func (h house) names(t testing.TB, o event.BadgeOptions) string {
	t.Helper()
	job, _, err := h.BadgeJob(t.Context(), h.ev.ID, o, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range job.Sheets {
		for _, b := range s.Badges {
			names = append(names, b.Name.Family)
		}
	}
	return strings.Join(names, " ")
}

func TestBadges_Orders(t *testing.T) {
	h, _, _ := printshop(t, "Żak", "Ćwik", "Zając", "Cieślak", "Łoś", "Lis")
	for order, want := range map[event.BadgeOrder]string{
		"":                  "Cieślak Ćwik Lis Łoś Zając Żak",
		event.ByNumber:      "Żak Ćwik Zając Cieślak Łoś Lis",
		event.ByInstitution: "Ćwik Łoś Cieślak Żak Lis Zając",
		event.ByGroup:       "Cieślak Ćwik Lis Łoś Zając Żak",
	} {
		if got := h.names(t, event.BadgeOptions{Order: order}); got != want {
			t.Errorf("%q: %s, want %s", order, got, want)
		}
	}
}

func TestBadges_PlanOfRoles(t *testing.T) {
	h, _, all := printshop(t, "Ares", "Bok", "Cis")
	layouts, err := h.BadgeLayouts(t.Context(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, role := range []event.Role{event.Organizer, event.Guest} {
		roles := []event.Role{role}
		if _, err := h.UpdateEntry(t.Context(), all[i].ID, 0, event.EntryUpdate{Roles: &roles}); err != nil {
			t.Fatal(err)
		}
	}
	plan := event.BadgePlan{Roles: map[event.Role]string{event.Organizer: layouts[2].ID, event.Guest: event.NoBadge}}
	if err := h.SetBadgePlan(t.Context(), h.ev.ID, plan); err != nil {
		t.Fatal(err)
	}
	job, res, err := h.BadgeJob(t.Context(), h.ev.ID, event.BadgeOptions{Blank: 2}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	if len(job.Sheets) != 2 || job.Sheets[0].Layout.ID != layouts[2].ID || len(job.Sheets[1].Badges) != 3 || res.Without != 1 || res.Badges != 4 {
		t.Errorf("%d layouts, %+v", len(job.Sheets), res)
	}
	if err := h.PrintOne(t.Context(), all[1].ID, event.PrintSetup{Printer: "zpl://x"}); !errors.Is(err, event.Fail(event.CodeRoleWithout)) {
		t.Errorf("a guest without a badge: %v", err)
	}
	bad := event.BadgePlan{Layout: "round"}
	if err := h.SetBadgePlan(t.Context(), h.ev.ID, bad); !errors.Is(err, event.Fail(event.CodeBadgeLayout)) {
		t.Errorf("a plan with a layout that is not there: %v", err)
	}
}

// With nothing on paper the same refusal says so.
func TestPrintBadges_Nothing(t *testing.T) {
	h, p, _ := printshop(t, "Ares")
	p.refuse = event.Fail(event.CodePrinterOffline)
	_, err := h.PrintBadges(t.Context(), h.ev.ID, event.BadgeOptions{}, event.PrintSetup{Printer: "cups:biuro"}, event.Silent)
	if told := i18n.New("pl").Error(err); !strings.Contains(told, "Nic nie wydrukowano.") {
		t.Errorf("told %q", told)
	}
}

func TestPrintBadges_OnlyWhatTheQueueTook(t *testing.T) {
	families := make([]string, 40)
	for i := range families {
		families[i] = fmt.Sprintf("Osoba%c%c", 'a'+i/26, 'a'+i%26)
	}
	h, p, _ := printshop(t, families...)
	single := h.single(t)
	o := event.BadgeOptions{Layout: single.ID}
	p.refuse, p.after = event.Fail(event.CodePrinterOffline), 2
	res, err := h.PrintBadges(t.Context(), h.ev.ID, o, event.PrintSetup{Printer: "cups:biuro"}, event.Silent)
	if !errors.Is(err, event.Fail(event.CodePrinterOffline)) || res.Badges != 20 {
		t.Fatalf("%d printed, %v", res.Badges, err)
	}
	if told := i18n.New("pl").Error(err); !strings.Contains(told, "Wydrukowano 20 z 40.") || strings.Contains(told, "Nic nie wydrukowano") {
		t.Errorf("with half of them on paper: %q", told)
	}
	printed, err := h.Store.PrintedBadges(t.Context(), h.ev.ID)
	if err != nil || len(printed) != 20 {
		t.Fatalf("%d count as printed, %v", len(printed), err)
	}
	p.refuse = nil
	if _, err = h.PrintBadges(t.Context(), h.ev.ID, o, event.PrintSetup{Printer: "cups:biuro"}, event.Silent); !errors.Is(err, event.Fail(event.CodeBadgesAgain)) {
		t.Errorf("a second print: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	p.taken = cancel
	o.Unprinted = true
	res, err = h.PrintBadges(ctx, h.ev.ID, o, event.PrintSetup{Printer: "cups:biuro"}, event.Silent)
	if !errors.Is(err, context.Canceled) || res.Badges != 10 {
		t.Errorf("stopped after %d, %v", res.Badges, err)
	}
	if printed, err = h.Store.PrintedBadges(t.Context(), h.ev.ID); err != nil || len(printed) != 30 {
		t.Errorf("%d count as printed, %v", len(printed), err)
	}
	runs, err := h.PrintRuns(t.Context(), h.ev.ID)
	if err != nil || len(runs) != 3 || runs[0].Printer != "biuro" || len(runs[0].Registrations) != 10 || runs[0].Version == "" {
		t.Errorf("the log has %+v, %v", runs, err)
	}
}

// single is a layout of one badge a page.
func (h house) single(t testing.TB) event.Layout {
	t.Helper()
	all, err := h.BadgeLayouts(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(l event.Layout) bool { return l.Stock.Each() == 1 && l.Stock.Fold == event.NoFold })
	if i < 0 {
		t.Fatal("there is no single label")
	}
	return all[i]
}

// What the plan has for single badges is printed wherever they are; only without it the printer decides.
func TestPrintOne_Planned(t *testing.T) {
	h, p, all := printshop(t, "Ares", "Bok", "Cis")
	label := h.single(t)
	width := func(e event.Entry) float64 {
		t.Helper()
		if err := h.PrintOne(t.Context(), e.ID, event.PrintSetup{Printer: "cups:biuro"}); err != nil {
			t.Fatal(err)
		}
		return p.jobs[len(p.jobs)-1].Width
	}
	if got := width(all[0]); got != 210 {
		t.Errorf("at the office printer on paper %v mm wide", got)
	}
	p.label = true
	if got := width(all[1]); got != label.Stock.PageWidth {
		t.Errorf("at a label printer on paper %v mm wide", got)
	}
	p.label = false
	if err := h.SetBadgePlan(t.Context(), h.ev.ID, event.BadgePlan{Single: label.ID}); err != nil {
		t.Fatal(err)
	}
	if got := width(all[2]); got != label.Stock.PageWidth {
		t.Errorf("as planned, on paper %v mm wide", got)
	}
}

// The parts of a job begin where the one before ended; only the first one is on a half-used sheet, and backs are
// printed only where there are some.
func TestPrintBadges_Jobs(t *testing.T) {
	families := make([]string, 100)
	for i := range families {
		families[i] = fmt.Sprintf("Osoba%c%c", 'a'+i/26, 'a'+i%26)
	}
	h, p, _ := printshop(t, families...)
	setup := event.PrintSetup{Printer: "ipp://10.0.0.7/ipp/print", Copies: 2, Tray: "tray-2", Duplex: event.LongEdge, ShiftX: 1.5}
	if _, err := h.PrintBadges(t.Context(), h.ev.ID, event.BadgeOptions{Used: 2, Layout: "a4-8-90x54"}, setup, event.Silent); err != nil {
		t.Fatal(err)
	}
	if len(p.jobs) != 2 || p.jobs[0].Copies != 2 || p.jobs[0].Tray != "tray-2" || p.jobs[0].Width != 210 {
		t.Fatalf("%d jobs, %+v", len(p.jobs), p.jobs[0])
	}
	pages := 0
	for _, j := range p.jobs {
		all, err := j.Pages(t.Context(), 20)
		if err != nil {
			t.Fatal(err)
		}
		pages += len(all)
		if back := j.Duplex != event.OneSided; back != (len(all) > 10) {
			t.Errorf("%d pages, duplex %q", len(all), j.Duplex)
		}
	}
	if sheets := (100 + 2 + 7) / 8; pages != sheets && pages != 2*sheets {
		t.Errorf("%d pages for %d sheets", pages, sheets)
	}
}

func TestPrintStates_Changed(t *testing.T) {
	h, _, all := printshop(t, "Ares", "Bok", "Cis")
	ids := []string{all[0].ID, all[1].ID, all[2].ID}
	if err := h.MarkPrinted(t.Context(), h.ev.ID, "", ids); err != nil {
		t.Fatal(err)
	}
	changed := func() (names string) {
		t.Helper()
		states, err := h.PrintStates(t.Context(), h.ev.ID, event.BadgeOptions{Language: "pl"})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			if states[e.ID].Changed {
				names += e.Who.Name.Family
			}
		}
		return names
	}
	if got := changed(); got != "" {
		t.Errorf("nothing changed, but %s", got)
	}
	phone, town := "+48 600 100 200", "Żary"
	if _, err := h.UpdateEntry(t.Context(), ids[0], 0, event.EntryUpdate{Phone: &phone}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.UpdateEntry(t.Context(), ids[1], 0, event.EntryUpdate{Town: &town}); err != nil {
		t.Fatal(err)
	}
	if got := changed(); got != "Bok" {
		t.Errorf("what the badge says changed for %q, want Bok", got)
	}
	if got := h.names(t, event.BadgeOptions{Changed: true, Language: "pl"}); got != "Bok" {
		t.Errorf("chosen are %q", got)
	}
	if _, err := h.ReplaceBadge(t.Context(), ids[2]); err != nil {
		t.Fatal(err)
	}
	if got := h.names(t, event.BadgeOptions{Changed: true, Unprinted: true, Language: "pl"}); got != "Bok Cis" {
		t.Errorf("new and changed are %q", got)
	}
	_, res, err := h.BadgeJob(t.Context(), h.ev.ID, event.BadgeOptions{Language: "pl"}, event.Silent)
	if err != nil || res.Already != 2 {
		t.Errorf("%d on paper, %v", res.Already, err)
	}
}

func TestLayouts_FileAndClone(t *testing.T) {
	h, _, _ := printshop(t, "Ares")
	ctx := t.Context()
	logo, err := event.PreparePicture(half(t, 400, 200), event.LogoPixels)
	if err != nil {
		t.Fatal(err)
	}
	l := h.single(t)
	l.ID, l.Event, l.Title = "", h.ev.ID, "Nasz"
	l.Front = append(slices.Clone(l.Front), event.LayoutItem{Kind: event.ItemImage, X: 1, Y: 1, W: 10, H: 5, Image: event.BlobName(logo)})
	own, err := h.SaveLayout(ctx, l, logo)
	if err != nil {
		t.Fatal(err)
	}
	plan := event.BadgePlan{Layout: own.ID, Single: own.ID, Roles: map[event.Role]string{event.Guest: event.NoBadge, event.Media: own.ID}}
	if err := h.SetBadgePlan(ctx, h.ev.ID, plan); err != nil {
		t.Fatal(err)
	}
	next, err := h.CloneEvent(ctx, h.ev.ID, event.CloneOptions{Start: "2013-09-06"})
	if err != nil {
		t.Fatal(err)
	}
	copies, err := h.Store.BadgeLayouts(ctx, next.Event.ID)
	if err != nil || len(copies) != 1 || copies[0].ID == own.ID || next.Event.Badges.Layout != copies[0].ID || next.Event.Badges.Single != copies[0].ID ||
		next.Event.Badges.Roles[event.Media] != copies[0].ID || next.Event.Badges.Roles[event.Guest] != event.NoBadge {
		t.Errorf("the next edition has %+v and the plan %+v, %v", copies, next.Event.Badges, err)
	}
	moved := own
	moved.Event = next.Event.ID
	if _, err := h.SaveLayout(ctx, moved); !errors.Is(err, event.Fail(event.CodeBadgeLayout)) {
		t.Errorf("one event takes another one's layout: %v", err)
	}
	var file bytes.Buffer
	if err := h.ExportLayout(ctx, own.ID, &file); err != nil {
		t.Fatal(err)
	}
	other, _, _ := printshop(t, "Bok")
	twin, err := other.ImportLayout(ctx, other.ev.ID, bytes.NewReader(file.Bytes()))
	if err != nil || twin.Title != "Nasz" || twin.Event != other.ev.ID || len(twin.Front) != len(l.Front) {
		t.Fatalf("read as %+v, %v", twin, err)
	}
	if kept, err := other.Store.Blob(ctx, event.BlobName(logo)); err != nil || !bytes.Equal(kept, logo) {
		t.Errorf("the logo did not come along: %v", err)
	}
	if again, err := other.ImportLayout(ctx, other.ev.ID, bytes.NewReader(file.Bytes())); err != nil || again.Title != "Nasz (2)" {
		t.Errorf("a second time as %q, %v", again.Title, err)
	}
	for code, text := range map[string]string{
		event.CodeLayoutFile:    "[]",
		event.CodeLayoutNewer:   `{"format":"zlot-badge-layout","version":9}`,
		event.CodeLayoutPicture: strings.Replace(file.String(), `"pictures"`, `"others"`, 1),
		event.CodeLayoutLarge:   strings.Replace(file.String(), `"columns": `, `"columns": 4`, 1),
		event.CodeLayoutStock:   strings.Replace(file.String(), `"columns": `, `"columns": 1000000`, 1),
		event.CodeLayoutTitle:   strings.Replace(file.String(), `"Nasz"`, `""`, 1),
	} {
		if _, err := other.ImportLayout(ctx, other.ev.ID, strings.NewReader(text)); !errors.Is(err, event.Fail(code)) {
			t.Errorf("%s: %v", code, err)
		}
	}
	for _, nonsense := range []string{`"x": 1e300`, `"x": -1e9`, `"radius": 1e308`} {
		text := strings.Replace(file.String(), `"x": `, nonsense+`, "was": `, 1)
		if _, err := other.ImportLayout(ctx, other.ev.ID, strings.NewReader(text)); !errors.Is(err, event.Fail(event.CodeLayoutItem)) {
			t.Errorf("%s: %v", nonsense, err)
		}
	}
	large := half(t, 4000, 20)
	l.Front = []event.LayoutItem{{Kind: event.ItemImage, W: 10, H: 5, Image: event.BlobName(large)}}
	if l, err = h.SaveLayout(ctx, l, large); err != nil {
		t.Fatal(err)
	}
	file.Reset()
	if err := h.ExportLayout(ctx, l.ID, &file); err != nil {
		t.Fatal(err)
	}
	if twin, err = other.ImportLayout(ctx, other.ev.ID, &file); err != nil {
		t.Fatal(err)
	}
	kept, err := other.Store.Blob(ctx, twin.Front[0].Image)
	if size, _, bad := image.DecodeConfig(bytes.NewReader(kept)); err != nil || bad != nil || size.Width != event.LogoPixels {
		t.Errorf("a picture of another program is kept as it was: %+v, %v, %v", size, err, bad)
	}
	if err := h.RemoveLayout(ctx, h.ev.ID, own.ID); err != nil {
		t.Fatal(err)
	}
	ev, err := h.Store.Event(ctx, h.ev.ID)
	if err != nil || ev.Badges.Layout != "" || ev.Badges.Single != "" || len(ev.Badges.Roles) != 1 {
		t.Errorf("the plan is %+v, %v", ev.Badges, err)
	}
}

// With the person the photo goes, also the one that was there before; somebody else's stays.
func TestPhoto_Erased(t *testing.T) {
	h, _, all := printshop(t, "Ares", "Bok")
	ctx := t.Context()
	var sums []string
	for i, how := range []byte{1, 3, 6} {
		e, err := h.SetPhoto(ctx, all[i/2].ID, photo(t, how))
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, e.Photo)
	}
	records, err := h.PersonRecord(ctx, all[0].Person)
	if err != nil || len(records) != 1 || len(records[0].Registrations[0].Photo) == 0 {
		t.Fatalf("the record has no photo: %v", err)
	}
	var page bytes.Buffer
	if _, err := h.WritePersonRecord(ctx, &page, all[0].Person, "html", "pl"); err != nil || !strings.Contains(page.String(), "data:image/jpeg;base64,") {
		t.Errorf("the page has no photo: %v", err)
	}
	if _, err := h.ErasePerson(ctx, all[0].Person); err != nil {
		t.Fatal(err)
	}
	for i, sum := range sums {
		if _, err := h.Store.Blob(ctx, sum); (err == nil) != (i == 2) {
			t.Errorf("photo %d: %v", i, err)
		}
	}
	if e, err := h.Store.Entry(ctx, all[0].ID); err != nil || e.Photo != "" {
		t.Errorf("the registration still names %q, %v", e.Photo, err)
	}
	if _, err := h.SetPhoto(ctx, all[0].ID, photo(t, 1)); !errors.Is(err, event.Fail(event.CodePersonErased)) {
		t.Errorf("a photo of nobody: %v", err)
	}
}

// One badge has to be in the queue at most 300 ms after the scan.
func BenchmarkPrintOne(b *testing.B) {
	families := make([]string, 1000)
	for i := range families {
		families[i] = fmt.Sprintf("Osoba%d", i)
	}
	h, _, all := printshop(b, families...)
	i := 0
	for b.Loop() {
		setup := event.PrintSetup{Printer: "zpl://label"}
		o := event.BadgeOptions{Registrations: []string{all[i%len(all)].ID}, Single: true, Again: true}
		if _, err := h.PrintBadges(b.Context(), h.ev.ID, o, setup, event.Silent); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
