package registrations

import (
	"strings"
	"testing"

	"zlot/event"
	"zlot/ui/kit/kittest"
)

func TestImported_SaysEverything(t *testing.T) {
	s := newStage(t)
	got := s.page.importedWords(event.ImportResult{New: 2, Changed: 1, Cancelled: 1, Skipped: 5})
	if got != "2 nowe zgłoszenia, 1 zmienione, 1 anulowane, 5 pominiętych" {
		t.Errorf("says %q", got)
	}
	if got := s.page.importedWords(event.ImportResult{Same: 3}); got == "" {
		t.Error("says nothing")
	}
}

// What was before is over: an event of next year is not.
func TestEarlier_OnlyWhatIsOver(t *testing.T) {
	s := newStage(t)
	e := s.entries()[0]
	for _, ev := range []event.Event{
		{Kind: event.Rally, Title: "Zlot III", Start: "2013-09-06", End: "2013-09-07"},
		{Kind: event.Rally, Title: "Zlot I", Start: "2011-09-06", End: "2011-09-07"},
	} {
		made, err := s.svc.CreateEvent(t.Context(), ev, "Rejestracja")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.svc.AddRegistration(t.Context(), event.NewRegistration{Event: made.ID, PersonID: e.Person, Person: e.Who}); err != nil {
			t.Fatal(err)
		}
	}
	said, err := s.page.earlier(t.Context(), e)
	if err != nil || !strings.Contains(said, "Zlot I (2011)") || strings.Contains(said, "2013") {
		t.Errorf("says %q, %v", said, err)
	}
}

// A dialog about several people says what happened to them once.
func TestFull_SaysOneThing(t *testing.T) {
	s := newStage(t)
	all := s.entries()
	s.page.showFull(event.BatchResult{Done: 3, Failed: []event.ItemError{
		{ID: all[0].ID, Err: event.Fail(event.CodeRegistrationFull, "Taken", "9", "Capacity", "9")},
		{ID: all[1].ID, Err: event.Fail(event.CodeStatusForbidden)},
	}}, nil)
	kittest.Relayout(s.window.Canvas())
	text := words(s.window.Canvas().Overlays().Top())
	if !strings.Contains(text, "Zmieniono 3 zgłoszenia") || strings.Contains(text, "Nic nie zmieniono") || !strings.Contains(text, "9 z 9") {
		t.Errorf("says %q", text)
	}
}

// Who was found stays in sight when the search is over.
func TestSearch_ClearedGoesToWhomItFound(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	list := s.page.list
	last := list.Items()[list.Len()-1]
	s.page.search.SetText(last.Who.Name.Full())
	s.page.searchAgain()
	list.SelectRow(0)
	s.page.search.SetText("")
	s.page.searchAgain()
	kittest.Relayout(s.window.Canvas())
	if e, ok := list.Current(); !ok || e.ID != last.ID || len(list.Selected()) != 1 {
		t.Fatalf("%v is selected", e.Entry)
	}
	if !containsLine(words(list), last.Who.Name.Family) {
		t.Error("who is selected is out of sight")
	}
}
