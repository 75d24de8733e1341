package registrations

import (
	"strings"
	"testing"

	"zlot/event"
)

func TestImport_SaysWhatTheFileIs(t *testing.T) {
	s := newStage(t)
	changedFile(s)
	v := s.page.plan
	if got := v.source.Text(); !strings.Contains(got, "kodowanie UTF-8") {
		t.Errorf("the source is %q", got)
	}
	v.tabs.Choose(planRejected)
	shown := words(v.content)
	if !strings.Contains(shown, "Brakuje imienia lub nazwiska") || strings.Contains(shown, "Wiersz "+rowText(v.plan.Rejected[0].Row)) {
		t.Errorf("the row says\n%s", shown)
	}
}

func TestImport_ProgrammeGoesToTheAgenda(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile("program.csv", asIs))
	v := s.page.plan
	if v == nil || !strings.Contains(words(v.notices), "Wczytaj go w Agendzie") {
		t.Fatal("a programme is taken for a list")
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	if strings.Contains(words(s.page.plan.notices), "Agendzie") {
		t.Error("a list is taken for a programme")
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
