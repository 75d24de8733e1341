package registrations

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestPage_ListsInPolishOrder(t *testing.T) {
	s := newStage(t)
	var got, want []string
	for _, e := range s.page.list.Items() {
		got = append(got, e.ID)
	}
	for _, e := range s.entries() {
		want = append(want, e.ID)
	}
	if len(got) != 56 || !slices.Equal(got, want) {
		t.Errorf("%d people listed, want the %d of the store in their order", len(got), len(want))
	}
	if s.page.count.Text() != "56 z 56" {
		t.Errorf("count %q", s.page.count.Text())
	}
	s.page.list.SortBy("family", true)
	first, last := s.page.list.Items()[0], s.page.list.Items()[55]
	if event.ComparePolish(first.Who.Name.Family, last.Who.Name.Family) <= 0 {
		t.Errorf("sorted downwards from %q to %q", first.Who.Name.Family, last.Who.Name.Family)
	}
}

func TestPage_Search(t *testing.T) {
	s := newStage(t)
	want := s.entries()[13] // Gutowski Wirginia
	for _, query := range []string{want.Who.Name.Family, strings.ToUpper(want.Who.Name.Full()), want.Badge, event.Fold(want.Who.Name.Family)} {
		s.page.search.SetText("")
		kittest.Type(s.window.Canvas(), s.page.search, query)
		s.clock.Advance(kit.SearchDelay)
		if !slices.ContainsFunc(s.page.list.Items(), func(e row) bool { return e.ID == want.ID }) {
			t.Errorf("%q does not find registration %s", query, want.ID)
		}
		if s.page.list.Len() > 5 {
			t.Errorf("%q finds %d people", query, s.page.list.Len())
		}
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	s.clock.Advance(kit.SearchDelay)
	if s.page.list.Len() != 56 {
		t.Errorf("after Escape %d people are listed", s.page.list.Len())
	}
}

func TestPage_Filters(t *testing.T) {
	s := newStage(t)
	all := s.entries()
	if _, err := s.svc.SetStatus(t.Context(), []string{all[2].ID, all[5].ID}, event.Waitlisted); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"registration.changed": true})
	s.page.status.Choose(event.Waitlisted)
	if got := s.page.list.Len(); got != 2 {
		t.Errorf("%d people on the waiting list", got)
	}
	if s.page.count.Text() != "2 z 56" {
		t.Errorf("count %q", s.page.count.Text())
	}
	s.page.Open(all[0].ID) // who is left out by the filter
	if e, ok := s.page.list.Current(); !ok || e.ID != all[0].ID || s.page.detail.entry.ID != all[0].ID {
		t.Errorf("Open shows %q", e.ID)
	}
}

func TestPage_StatusAndUndo(t *testing.T) {
	s := newStage(t)
	all := s.entries()
	if _, err := s.svc.SetStatus(t.Context(), []string{all[0].ID}, event.Pending); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"registration.changed": true})
	s.page.list.Focus()
	s.page.list.SelectRow(0)
	kittest.PressShift(s.window.Canvas(), fyne.KeyDown)
	kittest.PressShift(s.window.Canvas(), fyne.KeyDown)
	if s.page.bar.view.Hidden || s.page.bar.count.Text() != "zaznaczono 3" {
		t.Fatalf("the bar says %q", s.page.bar.count.Text())
	}
	s.page.bar.moves[event.Cancelled].Press()
	for i, e := range s.entries()[:4] {
		if want := i < 3; (e.Status == event.Cancelled) != want {
			t.Errorf("person %d is %s", i, e.Status)
		}
	}
	if got := s.page.list.Selected(); len(got) != 3 {
		t.Errorf("%d stay selected", len(got))
	}
	s.undo()
	for i, want := range []event.Status{event.Pending, event.Confirmed, event.Confirmed} {
		if got := s.entries()[i].Status; got != want {
			t.Errorf("after undoing person %d is %s, want %s", i, got, want)
		}
	}
}

func TestBar_ChangesSeveral(t *testing.T) {
	s := newStage(t)
	fee := event.Payment{Fee: 12000}
	for _, e := range s.entries()[:2] {
		if _, err := s.svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Payment: &fee}); err != nil {
			t.Fatal(err)
		}
	}
	s.page.Changed(map[string]bool{"registration.changed": true})
	s.page.list.SelectAll()
	s.page.bar.onPaid(true)
	s.page.bar.onRole(event.Guest)
	for i, e := range s.entries() {
		if e.MainRole() != event.Guest || e.Payment.Paid != (i < 2) {
			t.Errorf("person %d: %s, paid %v", i, e.MainRole(), e.Payment.Paid)
		}
	}
	s.page.Hidden() // an undo that is asked for on another page holds too
	s.undo()
	s.page.Shown()
	for i, e := range s.entries() {
		if e.MainRole() != event.Participant {
			t.Errorf("person %d is still %s", i, e.MainRole())
		}
	}
}

func TestForm_SavesOneFactAField(t *testing.T) {
	s := newStage(t)
	id := s.page.detail.entry.ID
	f := s.page.detail.form
	if !f.save.Disabled() {
		t.Error("an untouched form can be saved")
	}
	before, err := s.svc.Store.Facts(t.Context(), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	old := s.entry(id)
	f.texts[0].input.SetText("  Żaneta ") // given name
	f.texts[12].input.SetText("klucz do pokoju 12")
	f.fee.SetText("120,50")
	f.roles.Choose(string(event.Moderator))
	f.save.Press()
	e := s.entry(id)
	if e.Who.Name.Given != "Żaneta" || e.Note != "klucz do pokoju 12" || e.Payment.Fee != 12050 || e.MainRole() != event.Moderator {
		t.Errorf("stored %+v", e)
	}
	after, err := s.svc.Store.Facts(t.Context(), id, 0)
	if err != nil || len(after) != len(before)+3 {
		t.Errorf("%d facts about the registration, %v; want 3: note, fee, roles", len(after)-len(before), err)
	}
	if !f.save.Disabled() || len(s.page.detail.forms) != 0 {
		t.Error("after saving the form is still touched")
	}
	s.undo()
	if got := s.entry(id); got.Who.Name != old.Who.Name || got.Note != old.Note || got.Payment != old.Payment || !slices.Equal(got.Roles, old.Roles) {
		t.Errorf("taken back to %+v", got)
	}
	if s.page.detail.form.texts[0].input.Text != old.Who.Name.Given {
		t.Error("the form does not show what was taken back")
	}
}

func TestForm_MarksTheWrongField(t *testing.T) {
	s := newStage(t)
	f, id := s.page.detail.form, s.page.detail.entry.ID
	old := s.entry(id)
	for _, c := range []struct {
		field string
		set   func(string)
		value string
	}{
		{"email", f.texts[3].input.SetText, "anna(at)example.org"},
		{"fee", f.fee.SetText, "sto"},
	} {
		f.fill(old)
		c.set(c.value)
		f.save.Press()
		if f.form.Field(c.field).Error() == "" {
			t.Errorf("%s %q is not marked", c.field, c.value)
		}
	}
	f.fill(old)
	f.texts[0].input.SetText(" ")
	f.texts[1].input.SetText("")
	f.save.Press()
	if f.form.Field("name").Error() == "" {
		t.Error("an empty name is not marked")
	}
	if e := s.entry(id); e.Who.Email != old.Who.Email || e.Who.Name != old.Who.Name || e.Payment != old.Payment {
		t.Errorf("something was stored: %+v", e)
	}
}

// What was typed survives a look at somebody else, and a change elsewhere.
func TestForm_KeepsDrafts(t *testing.T) {
	s := newStage(t)
	first := s.page.detail.entry.ID
	s.page.detail.form.texts[4].input.SetText("600 700 800")
	s.page.list.SelectRow(5)
	if s.page.unsaved.Hidden {
		t.Error("nothing says that there are unsaved words")
	}
	town := "Gdynia"
	if _, err := s.svc.UpdateEntry(t.Context(), first, s.entry(first).Version, event.EntryUpdate{Town: &town}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"person.changed": true})
	s.page.Open(first)
	f := s.page.detail.form
	if f.texts[4].input.Text != "600 700 800" || !s.page.unsaved.Hidden {
		t.Errorf("the draft is %q", f.texts[4].input.Text)
	}
	f.save.Press()
	if e := s.entry(first); e.Who.Phone != "600 700 800" || e.Who.Town != "Gdynia" {
		t.Errorf("stored phone %q, town %q", e.Who.Phone, e.Who.Town)
	}
}

func TestDetail_Tabs(t *testing.T) {
	s := newStage(t)
	e := s.page.detail.entry
	if _, err := s.svc.CheckIn(t.Context(), event.ScanRequest{Event: s.event.ID, Registration: e.ID, Desk: "recepcja"}); err != nil {
		t.Fatal(err)
	}
	phone := "600 100 200"
	if _, err := s.svc.UpdateEntry(event.WithActor(t.Context(), "Ewa"), e.ID, e.Version, event.EntryUpdate{Phone: &phone}); err != nil {
		t.Fatal(err)
	}
	for tab, want := range map[string][]string{
		tabAgenda:  e.Preferences,
		tabScans:   {"WITAMY", "Rejestracja"},
		tabPapers:  {e.Badge, "Jeszcze niewydrukowany"},
		tabHistory: {"Telefon: " + e.Who.Phone + " → 600 100 200", "Ewa", "import listy", "Dodano zgłoszenie"},
	} {
		s.page.detail.tabs.Choose(tab)
		shown := strings.ReplaceAll(words(s.page.detail.body), "\n", " ") // long titles are wrapped
		for _, w := range want {
			if !strings.Contains(shown, w) {
				t.Errorf("tab %s lacks %q:\n%s", tab, w, shown)
			}
		}
	}
}

func TestPage_Add(t *testing.T) {
	s := newStage(t)
	c := s.window.Canvas()
	s.page.onAdd()
	kittest.TypeFocused(c, "Żaneta")
	kittest.Press(c, fyne.KeyReturn) // a family name may be missing, a wrong address not
	all := s.entries()
	if len(all) != 57 {
		t.Fatalf("%d registrations", len(all))
	}
	added := s.page.detail.entry
	if added.Who.Name.Given != "Żaneta" || added.Number != 57 || added.Status != event.Confirmed {
		t.Errorf("the details show %+v", added)
	}
	s.page.onAdd()
	kittest.Press(c, fyne.KeyReturn)
	if len(s.entries()) != 57 || !kit.DialogOpen(s.window) {
		t.Error("somebody without a name was added")
	}
	kittest.Press(c, fyne.KeyEscape)
}

// Where no place is free what was typed stays, and both ways on are offered.
func TestPage_AddWhenFull(t *testing.T) {
	s := newStage(t)
	full := 56
	limit := &full
	if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Capacity: &limit}); err != nil {
		t.Fatal(err)
	}
	c := s.window.Canvas()
	s.page.onAdd()
	kittest.TypeFocused(c, "Żaneta")
	kittest.Press(c, fyne.KeyReturn)
	if len(s.entries()) != 56 || !kit.DialogOpen(s.window) {
		t.Fatalf("%d registrations, the dialog is open: %t", len(s.entries()), kit.DialogOpen(s.window))
	}
	wait, ok := kittest.Find(c.Overlays().Top(), func(b *kit.Button) bool { return b.Text() == s.page.Printer.T("registrations.waitlist") })
	if !ok {
		t.Fatal("the waiting list is not offered")
	}
	kittest.Click(c, wait)
	all := s.entries()
	if len(all) != 57 || kit.DialogOpen(s.window) {
		t.Fatalf("%d registrations, the dialog is open: %t", len(all), kit.DialogOpen(s.window))
	}
	if added := s.page.detail.entry; added.Who.Name.Given != "Żaneta" || added.Status != event.Waitlisted {
		t.Errorf("the details show %+v", added)
	}
}

func TestPage_ReplaceBadgeAsks(t *testing.T) {
	s := newStage(t)
	e := s.page.detail.entry
	s.page.onReplaceBadge(e)
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if s.entry(e.ID).Badge != e.Badge {
		t.Error("the badge was replaced without a yes")
	}
	s.page.onReplaceBadge(e)
	kittest.Press(s.window.Canvas(), fyne.KeyTab, fyne.KeyReturn)
	if s.entry(e.ID).Badge == e.Badge {
		t.Error("the badge was not replaced")
	}
}

func TestImport_PlanThenApply(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	s.page.Dropped([]fyne.URI{storage.NewFileURI(s.sampleFile("zgloszenia-google.csv", asIs))})
	v := s.page.plan
	if v == nil || len(v.plan.New) != 56 || v.apply.Text() != "Wczytaj 56 osób" {
		t.Fatalf("plan %+v", v)
	}
	if len(s.entries()) != 0 {
		t.Error("something was written before it was asked for")
	}
	v.setColumn("Miejscowość", event.FieldIgnore)
	if v.plan.Columns["Miejscowość"] != event.FieldIgnore || v.plan.New[0].Entry.Who.Town != "" {
		t.Error("the column is not left out")
	}
	v.setColumn("Miejscowość", event.FieldTown)
	v.apply.Press()
	all := s.entries()
	if len(all) != 56 || all[0].Who.Town == "" || s.page.plan != nil || s.page.list.Len() != 56 {
		t.Errorf("%d registrations after the import", len(all))
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	if v := s.page.plan; len(v.plan.Same) != 56 || !v.apply.Disabled() {
		t.Errorf("again: %d same, %d new", len(v.plan.Same), len(v.plan.New))
	}
}

func TestImport_NewerFile(t *testing.T) {
	s := newStage(t)
	changedFile(s)
	v := s.page.plan
	if len(v.plan.New) != 1 || len(v.plan.Vanished) != 1 || len(v.plan.Rejected) != 1 {
		t.Fatalf("new %d, vanished %d, rejected %d", len(v.plan.New), len(v.plan.Vanished), len(v.plan.Rejected))
	}
	for _, tab := range []string{planNew, planChanged, planSame, planVanished, planRejected, planColumns} {
		v.tabs.Choose(tab)
		if v.tabs.Chosen() != tab {
			t.Errorf("no tab %s", tab)
		}
	}
	v.tabs.Choose(planRejected)
	if shown := words(v.frame.Content); !strings.Contains(shown, "Brakuje imienia") {
		t.Errorf("the rejected row is not explained:\n%s", shown)
	}
	s.page.Open(s.entries()[7].ID)
	if s.page.plan != nil || s.page.detail.entry.ID != s.entries()[7].ID {
		t.Error("the plan does not give way to a person who is asked for")
	}
	if len(s.entries()) != 56 {
		t.Error("a plan that was left wrote something")
	}
}

func TestImport_BadFilesLeaveASentence(t *testing.T) {
	s := newStage(t)
	for name, text := range map[string]string{"pdf.csv": "%PDF-1.4\n", "empty.csv": "", "binary.csv": "\x00\x01\x02\x7fELF\x00"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s.page.openImport(path)
		if s.page.plan != nil || s.page.notices.Hidden || !strings.Contains(words(s.page.notices), "Nic nie zmieniono") {
			t.Errorf("%s: %q", name, words(s.page.notices))
		}
	}
	if s.page.list.Len() != 56 {
		t.Error("the list is gone")
	}
}

// A list without recognised names is put right by choosing the columns.
func TestImport_NamesByHand(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	path := filepath.Join(t.TempDir(), "lista.csv")
	if err := os.WriteFile(path, []byte("kto,skąd\nAnna Nowak,Gdynia\nJan Lis,Żarki\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.page.openImport(path)
	v := s.page.plan
	if v == nil {
		t.Fatalf("no plan: %q", words(s.page.notices))
	}
	v.setColumn("kto", event.FieldName)
	v.apply.Press()
	if got := s.entries(); len(got) != 2 || got[1].Who.Name.Family != "Nowak" {
		t.Errorf("imported %v", got)
	}
}

func TestExport(t *testing.T) {
	s := newStage(t)
	path := filepath.Join(t.TempDir(), "lista.csv")
	s.page.export(path)
	table, err := s.svc.ReadTable(t.Context(), path, event.TableOptions{})
	if err != nil || len(table.Rows) != 56 || !slices.Contains(table.Header, "nazwisko") {
		t.Fatalf("%d rows, header %v, %v", len(table.Rows), table.Header, err)
	}
	folder := t.TempDir()
	s.page.export(filepath.Join(folder, "lista.docx"))
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 || s.page.notices.Hidden {
		t.Errorf("a file of an unknown kind left %v, %v, and said %q", left, err, words(s.page.notices))
	}
}

// crowd registers many people.
func crowd(n int) func(context.Context, *event.Service) (event.Event, error) {
	return func(ctx context.Context, svc *event.Service) (event.Event, error) {
		e, err := bare(ctx, svc)
		if err != nil {
			return e, err
		}
		t := event.Table{Header: []string{"Imię", "Nazwisko", "E-mail", "Instytucja", "Miejscowość"}}
		for i := range n {
			t.Rows = append(t.Rows, []string{[]string{"Anna", "Łucja", "Żaneta"}[i%3], fmt.Sprintf("%s%d", []string{"Nowak", "Kowalska", "Łoś", "Świt"}[i%4], i),
				fmt.Sprintf("osoba%d@example.org", i), []string{"MOPS", "GOPS", "PCPR"}[i%3], []string{"Gdynia", "Łódź", "Kraków", "Żary", "Śrem"}[i%5]})
		}
		plan, err := svc.PlanImport(ctx, e.ID, t, event.ImportOptions{})
		if err != nil {
			return e, err
		}
		_, err = svc.ApplyImport(ctx, plan, event.ImportChoices{})
		return e, err
	}
}
