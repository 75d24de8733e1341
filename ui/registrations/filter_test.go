package registrations

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// shownTowns are the towns of the people shown.
func (s *stage) shownTowns() []string {
	var all []string
	for _, r := range s.page.list.Items() {
		if !slices.Contains(all, r.Who.Town) {
			all = append(all, r.Who.Town)
		}
	}
	slices.Sort(all)
	return all
}

func TestFilter_TermsNarrowTheList(t *testing.T) {
	s := newStage(t)
	f := newTermForm(s.page)
	f.op.Choose(event.OpIs)
	f.value.SetText("gdy")
	if c, ok := f.read(); !ok || c.Value != "Gdynia" {
		t.Errorf("the only town that begins so: %v, %v", c, ok)
	}
	f.value.SetText("gdynia")
	c, ok := f.read()
	if !ok || c != (event.Condition{Field: "town", Op: "is", Value: "Gdynia"}) {
		t.Fatalf("%v, %v", c, ok)
	}
	if f.values.Len() != 1 {
		t.Errorf("%d towns are offered for “gdynia”", f.values.Len())
	}
	s.page.setTerms([]event.Condition{c})
	if got := s.shownTowns(); !slices.Equal(got, []string{"Gdynia"}) {
		t.Errorf("shown: %v", got)
	}
	if s.page.chips.Hidden || !strings.Contains(words(s.page.chips), "Miejscowość: Gdynia") {
		t.Errorf("chips: %v", words(s.page.chips))
	}
	s.page.onClearFilters()
	if s.page.list.Len() != 56 || !s.page.chips.Hidden {
		t.Errorf("%d shown after clearing", s.page.list.Len())
	}
}

func TestFilter_WordsOfTheScreenAreTheStoredValue(t *testing.T) {
	s := newStage(t)
	f := newTermForm(s.page)
	f.field.Choose(event.FieldStatus)
	f.value.SetText("potwierdzone")
	if c, ok := f.read(); !ok || c.Value != "confirmed" {
		t.Errorf("%v, %v", c, ok)
	}
	f.value.SetText("")
	if _, ok := f.read(); ok || f.asked.Error() == "" {
		t.Error("a condition without a value is taken")
	}
	f.op.Choose(event.OpEmpty)
	if c, ok := f.read(); !ok || c.Op != event.OpEmpty || c.Value != "" {
		t.Errorf("%v, %v", c, ok)
	}
}

func TestFilter_SavedAndDeleted(t *testing.T) {
	s := newStage(t)
	s.page.setTerms([]event.Condition{{Field: "town", Op: event.OpIs, Value: "Gdynia"}})
	s.page.role.Choose(event.Participant)
	n := s.page.list.Len()
	s.page.onSaveFilter()
	kittest.Type(s.window.Canvas(), s.window.Canvas().Focused(), "Z Gdyni")
	kittest.Press(s.window.Canvas(), "Return")
	ev, err := s.svc.Store.Event(t.Context(), s.event.ID)
	if err != nil || len(ev.Filters) != 1 || ev.Filters[0].Name != "Z Gdyni" || len(ev.Filters[0].Terms) != 2 {
		t.Fatalf("%+v, %v", ev.Filters, err)
	}
	s.page.onClearFilters()
	s.page.useFilter(ev.Filters[0])
	if s.page.list.Len() != n || s.page.named != "Z Gdyni" {
		t.Errorf("%d shown, want %d", s.page.list.Len(), n)
	}
	s.page.onDeleteFilter()
	if ev, _ = s.svc.Store.Event(t.Context(), s.event.ID); len(ev.Filters) != 0 {
		t.Errorf("left: %v", ev.Filters)
	}
	s.undo()
	if ev, _ = s.svc.Store.Event(t.Context(), s.event.ID); len(ev.Filters) != 1 {
		t.Error("the filter does not come back")
	}
}

func TestColumns_QuestionsAndEverySort(t *testing.T) {
	s := newStage(t)
	questions := []event.Question{{Key: "Rozmiar", Title: "Rozmiar koszulki", Kind: event.AskChoice, Options: []string{"M", "L"}, InList: true}}
	if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Questions: &questions}); err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{"Rozmiar": "M"}
	last := s.entries()[55]
	if _, err := s.svc.UpdateEntry(t.Context(), last.ID, last.Version, event.EntryUpdate{Answers: answers}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"event.changed": true})
	s.page.list.SortBy("answers.Rozmiar", false)
	s.page.showList()
	if got := s.page.list.Items()[0]; got.ID != last.ID {
		t.Errorf("first by the answer: %s", got.Who.Name.Full())
	}
	for _, c := range s.page.columns() {
		for _, desc := range []bool{false, true} {
			s.page.list.SortBy("", false)
			s.page.showList()
			s.page.list.SortBy(c.ID, desc)
			once := ids(s.page.list.Items())
			s.page.showList() // sorts by counting what the list sorts by comparing
			if again := ids(s.page.list.Items()); !slices.Equal(once, again) {
				t.Errorf("%s, %v: the order changes when the list is filtered again", c.ID, desc)
			}
		}
	}
}

func ids(rows []row) []string {
	all := make([]string, len(rows))
	for i, r := range rows {
		all[i] = r.ID
	}
	return all
}

func TestQueue_OrderOffersAndPlaces(t *testing.T) {
	s := newStage(t)
	queueUp(s)
	s.page.status.Choose(event.Waitlisted)
	rows := s.page.list.Items()
	if len(rows) != 4 || rows[0].Offer == nil || rows[1].Offer != nil || s.page.state.queue[rows[2].ID] != 3 {
		t.Fatalf("%d wait", len(rows))
	}
	if s.page.seats.Hidden {
		t.Error("nothing is said about the places")
	}
	s.page.list.SelectAll()
	s.page.bar.onStatus(event.Confirmed)
	if got := s.entry(rows[0].ID).Status; got != event.Confirmed {
		t.Errorf("who had an offer is %s", got)
	}
	if got := s.entry(rows[1].ID).Status; got != event.Waitlisted {
		t.Errorf("without a place somebody is %s", got)
	}
	s.press(i18n.New(i18n.Polish).N("people.full.anyway", 3))
	for _, r := range rows {
		if got := s.entry(r.ID).Status; got != event.Confirmed {
			t.Errorf("%s is %s", r.Who.Name.Full(), got)
		}
	}
	s.undo()
	for i, r := range rows {
		if e := s.entry(r.ID); e.Status != event.Waitlisted {
			t.Errorf("%d: taken back to %s", i, e.Status)
		}
	}
}

// press presses the button of the open dialog that says so.
func (s *stage) press(text string) {
	s.t.Helper()
	var find func(o fyne.CanvasObject) *kit.Button
	find = func(o fyne.CanvasObject) *kit.Button {
		var inside []fyne.CanvasObject
		switch o := o.(type) {
		case *kit.Button:
			if o.Text() == text {
				return o
			}
		case *fyne.Container:
			inside = o.Objects
		case fyne.Widget:
			inside = test.WidgetRenderer(o).Objects()
		}
		for _, child := range inside {
			if b := find(child); b != nil {
				return b
			}
		}
		return nil
	}
	b := find(s.window.Canvas().Overlays().Top())
	if b == nil {
		s.t.Fatalf("no button %q", text)
	}
	b.Press()
}

func TestMerge_SideBySide(t *testing.T) {
	s := newStage(t)
	all := s.entries()
	keep, drop := all[1], all[2]
	s.page.openMerge(keep.ID, drop.ID)
	v := s.page.merge
	if v == nil || s.page.stage.Objects[0] != v.view {
		t.Fatal("nothing is shown")
	}
	v.choices["phone"] = event.ChooseDrop
	v.onMerge()
	left := s.entries()
	if len(left) != 55 || s.page.merge != nil || s.page.stage.Objects[0] != s.page.main {
		t.Fatalf("%d registrations", len(left))
	}
	if e := s.entry(keep.ID); e.Who.Phone != drop.Who.Phone || e.Who.Name != keep.Who.Name {
		t.Errorf("%+v", e.Who)
	}
	if s.page.detail.entry.ID != keep.ID {
		t.Error("the one that stayed is not shown")
	}
}

func TestEarlierEditions(t *testing.T) {
	s := newStage(t)
	states["earlier"](s)
	if got := s.page.detail.before; got != "Wcześniej w: I Zlot Asystentów Rodziny (2011)" {
		t.Errorf("%q", got)
	}
	s.page.list.SelectRow(1)
	if got := s.page.detail.before; got != "" {
		t.Errorf("somebody else: %q", got)
	}
}
