package registrations

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestImport_SaysWhatTheFileIs(t *testing.T) {
	s := newStage(t)
	changedFile(s)
	v := s.page.plan
	if got := words(v.frame.Choices); !strings.Contains(got, "kodowanie UTF-8") || !strings.Contains(got, "separator: przecinek") {
		t.Errorf("the file was read as %q", got)
	}
	v.tabs.Choose(planRejected)
	shown := words(v.frame.Content)
	if !strings.Contains(shown, "Brakuje imienia lub nazwiska") || strings.Contains(shown, "Wiersz "+kit.RowText(v.plan.Rejected[0].Row)) {
		t.Errorf("the row says\n%s", shown)
	}
	for _, e := range v.plan.Warnings {
		if name := v.plan.NameIn(e.Row); e.Row > 0 && (name == "" || !strings.Contains(shown, name)) {
			t.Errorf("row %d is about %q, and the list says\n%s", e.Row, name, shown)
		}
	}
}

func TestImport_ProgrammeGoesToTheAgenda(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile("program.csv", asIs))
	v := s.page.plan
	if v == nil || !strings.Contains(words(v.frame.Notices), "Wczytaj go w Agendzie") {
		t.Fatal("a programme is taken for a list")
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	if strings.Contains(words(s.page.plan.frame.Notices), "Agendzie") {
		t.Error("a list is taken for a programme")
	}
}

// choose selects the rows of a list whose texts hold a word, and decides about them.
func choose[T any](t *testing.T, list *kit.DataList[T], bar *planBar, key func(T) bool, take bool) {
	t.Helper()
	for i, x := range list.Items() {
		if key(x) {
			list.SelectRow(i)
			bar.decide(take)
			return
		}
	}
	t.Fatal("the list has no such row")
}

func TestImport_DecidesItemByItem(t *testing.T) {
	s := newStage(t)
	before := s.entries()
	phone := "600 999 999"
	third := before[10]
	if _, err := s.svc.UpdateEntry(t.Context(), third.ID, third.Version, event.EntryUpdate{Phone: &phone}); err != nil {
		t.Fatal(err)
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", func(data string) string {
		lines := strings.Split(strings.TrimSpace(data), "\n")
		for i := range lines {
			if strings.Contains(lines[i], third.Who.Email) {
				lines[i] = strings.Replace(lines[i], third.Who.Phone, "600 111 222", 1)
			}
		}
		lines[2] = strings.Replace(lines[2], "GOPS", "MOPS", 1)
		lines[3] = strings.Replace(lines[3], "600 ", "601 ", 1)
		return strings.Join(append(lines[:len(lines)-2],
			"02.09.2012 10:00:00,zaneta.lis@example.org,Żaneta Lis,PCPR Łask,,Łask,,,,,Tak",
			"02.09.2012 10:00:00,zenon.lis@example.org,Zenon Lis,PCPR Łask,,Łask,,,,,Tak"), "\n") + "\n"
	}))
	v := s.page.plan
	if len(v.plan.New) != 2 || len(v.plan.Kept) != 1 || len(v.plan.Vanished) != 1 || len(v.plan.Changed) == 0 {
		t.Fatalf("new %d, kept %d, vanished %d, changed %d", len(v.plan.New), len(v.plan.Kept), len(v.plan.Vanished), len(v.plan.Changed))
	}
	changed, kept := v.plan.Changed[0], v.plan.Changed[0].Changes[0]
	all := v.writes()
	v.tabs.Choose(planNew)
	choose(t, v.people, v.bar, func(x person) bool { return x.entry.Who.Name.Given == "Zenon" }, false)
	if got := v.writes(); got != all-1 {
		t.Errorf("without one of %d people the button says %d", all, got)
	}
	v.tabs.Choose(planChanged)
	for range changed.Changes {
		choose(t, v.changes, v.bar, func(c change) bool { return c.row == changed.Row && c.ID() == kept.ID() }, false)
	}
	v.tabs.Choose(planKept)
	choose(t, v.changes, v.bar, func(c change) bool { return c.Field == "phone" }, true)
	v.tabs.Choose(planVanished)
	choose(t, v.gone, v.bar, func(person) bool { return true }, true)
	v.apply.Press()
	gone := v.plan.Vanished[0].ID
	for _, e := range s.entries() {
		switch {
		case e.Who.Name.Given == "Zenon":
			t.Error("a row that was left out came in")
		case e.ID == third.ID && e.Who.Phone != "600 111 222":
			t.Errorf("the file's phone was asked for, there is %q", e.Who.Phone)
		case e.ID == gone && e.Status != event.Cancelled:
			t.Errorf("who is not in the file is %s", e.Status)
		}
	}
	if n := len(s.entries()); n != 57 {
		t.Errorf("%d registrations", n)
	}
	last, _, err := s.svc.LastImport(t.Context(), s.event.ID)
	if err != nil || !strings.Contains(words(s.page.notices), "Cofnij import") {
		t.Fatalf("%q, %v", words(s.page.notices), err)
	}
	everybody := s.entries()
	added := everybody[slices.IndexFunc(everybody, func(e event.Entry) bool { return e.Who.Name.Full() == "Żaneta Lis" })]
	if _, err := s.svc.UpdateEntry(t.Context(), added.ID, added.Version, event.EntryUpdate{Phone: &phone}); err != nil {
		t.Fatal(err)
	}
	s.page.onUndoImport(last.ID, false)
	asked := words(s.window.Canvas().Overlays().Top())
	if n := len(s.entries()); n != 57 || !strings.Contains(asked, "Cofnąć import?") || !strings.Contains(asked, "ręcznie") || !strings.Contains(asked, "Żaneta Lis") {
		t.Errorf("%d registrations, asked %q", n, asked)
	}
	kittest.Press(s.window.Canvas(), fyne.KeyTab, fyne.KeyReturn)
	if n := len(s.entries()); n != 56 || s.entry(gone).Status == event.Cancelled || s.entry(third.ID).Who.Phone != phone {
		t.Errorf("taken back: %d registrations, phone %q, status %s", n, s.entry(third.ID).Who.Phone, s.entry(gone).Status)
	}
}

// Two rows that were said to be one person are one person on the button too.
func TestImport_ButtonFollowsWhoIsWho(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", func(data string) string {
		return strings.TrimSpace(data) + `
02.09.2012 10:00:00,zaneta.lis@example.org,Żaneta Lis,PCPR Łask,,Łask,,,,,Tak
02.09.2012 10:05:00,zaneta.lis.praca@example.org,Żaneta Lis,PCPR Łask,,Łask,,,,,Tak
02.09.2012 10:10:00,zenon.bar@example.org,Zenon Bar,PCPR Łask,,Łask,,,,,Tak
`
	}))
	v := s.page.plan
	if len(v.plan.New) != 3 || len(v.plan.Duplicates) != 1 {
		t.Fatalf("new %d, duplicates %d", len(v.plan.New), len(v.plan.Duplicates))
	}
	says := func(n int) {
		t.Helper()
		if want := s.page.Printer.N("registrations.plan.apply", n); v.apply.Text() != want {
			t.Errorf("the button says %q, want %q", v.apply.Text(), want)
		}
	}
	all := v.writes()
	v.tabs.Choose(planDuplicates)
	says(all)
	pair := func(event.Duplicate) bool { return true }
	choose(t, v.pairs, v.bar, pair, true)
	says(all - 1)
	choose(t, v.pairs, v.bar, pair, false)
	says(all)
	choose(t, v.pairs, v.bar, pair, true)
	before := len(s.entries())
	v.apply.Press()
	if n := len(s.entries()) - before; n != 2 {
		t.Errorf("%d people came in", n)
	}
}

func TestImport_PlanIsSearched(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	v := s.page.plan
	v.search.SetText("bartosik")
	s.clock.Advance(kit.SearchDelay)
	if got := v.people.Len(); got == 0 || got == 56 || !strings.HasSuffix(v.count.Text(), " z 56") {
		t.Errorf("%d found, %q", got, v.count.Text())
	}
}

func TestImport_OneValueForAll(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	v := s.page.plan
	v.setConstant(event.FieldGroup, "", true)
	v.setConstant(event.FieldGroup, "Grupa I", true)
	if len(v.plan.Groups) != 1 || v.plan.Groups[0] != "Grupa I" {
		t.Fatalf("groups %v", v.plan.Groups)
	}
	v.apply.Press()
	if e := s.entries()[0]; s.page.state.titles[e.Group] != "Grupa I" {
		t.Errorf("%s is in group %q", e.Who.Name.Full(), s.page.state.titles[e.Group])
	}
}

// A message that waits has no subject yet, and a name all the same.
func TestPapers_MessageWithoutSubject(t *testing.T) {
	s := newStage(t)
	d := s.page.detail
	shown := ""
	for _, o := range d.makePapers(d.entry, papers{messages: []event.Message{{Certificate: "A/2012/7", To: "anna@example.org", State: event.MessageQueued}}}) {
		shown += words(o)
	}
	if !strings.Contains(shown, "Zaświadczenie A/2012/7\n") {
		t.Errorf("the message is\n%s", shown)
	}
}
