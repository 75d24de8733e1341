package registrations

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

var askedAll = []event.Question{
	{Key: "Rozmiar koszulki *", Title: "Rozmiar koszulki", Kind: event.AskChoice, Options: []string{"S", "M", "XL, bez nadruku"}, Required: true, InList: true},
	{Key: "Posiłki", Title: "Które posiłki zjesz z nami w sobotę i w niedzielę, także przy ognisku?", Kind: event.AskChoices, Options: []string{"śniadanie", "obiad, zupa i drugie danie", "kolacja"}},
	{Key: "Lata", Title: "Lata pracy", Kind: event.AskNumber},
	{Key: "Przyjazd", Title: "Dzień przyjazdu", Kind: event.AskDate},
	{Key: "Pierwszy", Title: "Pierwszy raz na zlocie?", Kind: event.AskYesNo},
	{Key: "Temat", Title: "Temat wystąpienia", Kind: event.AskText, Roles: []event.Role{event.Panelist, event.Expert}},
}

// asking is an event with questions, an earlier edition, and three people.
func asking(ctx context.Context, svc *event.Service) (event.Event, error) {
	before, err := svc.CreateEvent(ctx, event.Event{Kind: event.Rally, Title: "VI Zlot Asystentów Rodziny", Start: "2011-09-06", End: "2011-09-07"}, "Recepcja")
	if err != nil {
		return before, err
	}
	ev, err := svc.CreateEvent(ctx, event.Event{Kind: event.Rally, Title: "VII Zlot", Start: "2012-09-06", End: "2012-09-07", Questions: askedAll}, "Recepcja")
	if err != nil {
		return ev, err
	}
	for _, n := range []event.NewRegistration{
		{Event: before.ID, Person: event.Person{Name: event.Name{Given: "Żaneta", Family: "Łęcka"}, Email: "zaneta@example.org", Phone: "600 700 800", Institution: "GOPS Żarki", Town: "Żarki"}},
		{Event: before.ID, Person: event.Person{Name: event.Name{Given: "Żanna", Family: "Maj"}, Institution: "MOPS Gdynia"}},
		{Event: ev.ID, Person: event.Person{Name: event.Name{Given: "Anna", Family: "Abacka"}, Email: "anna@example.org", Phone: "wewn. 12"},
			Registration: event.Registration{Answers: map[string]string{"Rozmiar koszulki *": "XXL", "Posiłki": "kolacja, lody", "Lata": "12.5",
				"Przyjazd": "2012-09-05", "Pierwszy": "Tak", "Skąd wiesz o zlocie": "od koleżanki", "Temat": "Praca z rodziną"}}},
		{Event: ev.ID, Person: event.Person{Name: event.Name{Given: "Jan", Family: "Babacki"}}},
	} {
		if _, err := svc.AddRegistration(ctx, n); err != nil {
			return ev, err
		}
	}
	return ev, nil
}

func (a *answers) input(key string) *answerInput {
	for _, in := range a.inputs {
		if in.q.Key == key {
			return in
		}
	}
	return nil
}

// Answers that the questions do not know are shown and kept, whatever else is changed.
func TestAnswers_KeepWhatIsOdd(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, asking)
	f := s.page.detail.form
	before := s.page.detail.entry
	if f.touched() {
		t.Fatal("an untouched form is touched")
	}
	shown := map[string]string{}
	for _, in := range f.asks.inputs {
		shown[in.q.Key] = in.raw()
	}
	want := map[string]string{"Rozmiar koszulki *": "XXL", "Posiłki": "kolacja, lody", "Lata": "12,5", "Przyjazd": "05.09.2012",
		"Pierwszy": "yes", "Skąd wiesz o zlocie": "od koleżanki", "Temat": "Praca z rodziną"}
	if fmt.Sprint(shown) != fmt.Sprint(want) {
		t.Errorf("shown %v, want %v", shown, want)
	}
	kittest.Type(s.window.Canvas(), f.asks.input("Lata").field.Input().(*kit.Entry), "13")
	f.save.Press()
	now := s.entry(before.ID)
	for key, value := range before.Answers {
		if key == "Lata" {
			value = "13"
		}
		if now.Answers[key] != value {
			t.Errorf("%s is %q, want %q", key, now.Answers[key], value)
		}
	}
	// What was written elsewhere meanwhile stays, also when this is taken back.
	if _, err := s.svc.UpdateEntry(t.Context(), before.ID, now.Version, event.EntryUpdate{Answers: map[string]string{"Pierwszy": "no"}}); err != nil {
		t.Fatal(err)
	}
	s.undo()
	if got := s.entry(before.ID).Answers; got["Lata"] != "12.5" || got["Pierwszy"] != "no" {
		t.Errorf("taken back to %v", got)
	}
}

func TestAnswers_AreWritten(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, asking)
	s.page.Open(s.entries()[1].ID)
	f := s.page.detail.form
	if f.asks.input("Temat") != nil {
		t.Error("a participant is asked what panelists are")
	}
	f.roles.Choose(string(event.Panelist))
	f.asks.input("Temat").field.Input().(*kit.Entry).SetText("Mediacje")
	f.asks.input("Rozmiar koszulki *").field.Input().(*kit.Select[string]).Choose("XL, bez nadruku")
	f.asks.input("Pierwszy").field.Input().(*kit.Select[string]).Choose(event.AnswerNo)
	f.asks.input("Lata").field.Input().(*kit.Entry).SetText("1 234,50")
	f.asks.input("Przyjazd").field.Input().(*kit.DateEntry).SetText("5.9")
	for _, o := range f.asks.input("Posiłki").field.Input().(*fyne.Container).Objects[1:] {
		o.(*fyne.Container).Objects[0].(*kit.Check).Tapped(nil)
	}
	f.roles.Choose(string(event.Participant))
	f.roles.Choose(string(event.Panelist))
	f.save.Press()
	got := s.entry(s.page.detail.entry.ID)
	want := map[string]string{"Temat": "Mediacje", "Rozmiar koszulki *": "XL, bez nadruku", "Pierwszy": "no", "Lata": "1234.5", "Przyjazd": "2012-09-05",
		"Posiłki": "obiad, zupa i drugie danie; kolacja"}
	delete(want, "Temat") // it was not asked in between
	delete(got.Answers, "Temat")
	if fmt.Sprint(got.Answers) != fmt.Sprint(want) || got.MainRole() != event.Panelist {
		t.Errorf("stored %v as %s, want %v", got.Answers, got.MainRole(), want)
	}
}

// What is wrong is said when the field is left or somebody stops typing, and from then on with every letter.
func TestForm_TellsWhileTyping(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, asking)
	f, c := s.page.detail.form, s.window.Canvas()
	id := s.page.detail.entry.ID
	email, phone := f.form.Field("email"), f.form.Field("phone")
	kittest.Type(c, email.Input().(*kit.Entry), "anna@")
	if email.Error() != "" {
		t.Error("it is told in the middle of a word")
	}
	s.clock.Advance(pause)
	if email.Error() == "" {
		t.Error("it is not told after a pause")
	}
	kittest.TypeFocused(c, "x")
	if email.Error() == "" {
		t.Error("it is not told any more")
	}
	kittest.TypeFocused(c, ".pl")
	if email.Error() != "" {
		t.Errorf("a good address: %s", email.Error())
	}
	if phone.Error() != "" {
		t.Error("an old number is complained about")
	}
	kittest.Type(c, phone.Input().(*kit.Entry), "123")
	c.Focus(f.fee)
	if phone.Error() == "" {
		t.Error("a short number is not told when it is left")
	}
	years := f.asks.input("Lata").field
	kittest.Type(c, years.Input().(*kit.Entry), "dużo")
	c.Focus(email.Input().(*kit.Entry))
	f.save.Press()
	if got := s.entry(id); got.Who.Email != "anna@example.org" || years.Error() == "" || c.Focused() != fyne.Focusable(phone.Input().(*kit.Entry)) {
		t.Errorf("stored %q, years %q, the focus is at %T", got.Who.Email, years.Error(), c.Focused())
	}
	phone.Input().(*kit.Entry).SetText("")
	years.Input().(*kit.Entry).SetText("")
	f.save.Press()
	if got := s.entry(id); got.Who.Email != "anna@x.pl" || got.Who.Phone != "" || got.Answers["Lata"] != "" {
		t.Errorf("stored %q, %q, %q", got.Who.Email, got.Who.Phone, got.Answers["Lata"])
	}
}

// Somebody of an earlier edition is added with the keyboard alone: a few letters, Tab to the offer, Enter, Enter.
func TestAdd_KnownByKeyboard(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, asking)
	s.page.Event.Questions[0].Required = false
	c := s.window.Canvas()
	s.page.onAdd()
	kittest.TypeFocused(c, "zan")
	kittest.Press(c, fyne.KeyTab)
	kittest.TypeFocused(c, "lec")
	s.clock.Advance(searchPause)
	kittest.Press(c, fyne.KeyTab, fyne.KeyReturn)
	kittest.Press(c, fyne.KeyReturn)
	all := s.entries()
	added := s.page.detail.entry
	if len(all) != 3 || added.Who.Name.Full() != "Żaneta Łęcka" || added.Who.Email != "zaneta@example.org" {
		t.Fatalf("%d people, added %+v", len(all), added.Who)
	}
	earlier, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Person: added.Person})
	if err != nil || len(earlier) != 2 {
		t.Errorf("the person is at %d events, %v", len(earlier), err)
	}
	s.page.onAdd()
	kittest.TypeFocused(c, "anna")
	s.clock.Advance(searchPause)
	kittest.Press(c, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // who is in the list already is shown
	if kit.DialogOpen(s.window) || s.page.detail.entry.Who.Name.Family != "Abacka" || len(s.entries()) != 3 {
		t.Errorf("the details show %s", s.page.detail.entry.Who.Name.Full())
	}
}

func TestAdd_AsksWhatIsRequired(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, asking)
	c := s.window.Canvas()
	s.page.onAdd()
	kittest.TypeFocused(c, "Ola")
	kittest.Press(c, fyne.KeyReturn)
	if len(s.entries()) != 2 || !kit.DialogOpen(s.window) {
		t.Fatal("somebody was added without a required answer")
	}
	list, ok := c.Focused().(*kit.Select[string])
	if !ok {
		t.Fatalf("the focus is at %T", c.Focused())
	}
	list.Choose("S")
	kittest.Press(c, fyne.KeyReturn)
	if got := s.page.detail.entry; len(s.entries()) != 3 || got.Who.Name.Given != "Ola" || got.Answers["Rozmiar koszulki *"] != "S" {
		t.Errorf("added %+v", got)
	}
}

// The pictures are for people to look at.
func TestAnswers_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, look := range []string{"pl-light", "en-dark"} {
		t.Run(look, func(t *testing.T) {
			variant := kit.VariantLight
			if strings.HasSuffix(look, "dark") {
				variant = kit.VariantDark
			}
			s := openStage(t, variant, look[:2], width, height, asking)
			f, c := s.page.detail.form, s.window.Canvas()
			kittest.Type(c, f.asks.input("Lata").field.Input().(*kit.Entry), "dużo")
			kittest.Relayout(c)
			s.clock.Advance(pause)
			f.scroll.ScrollToOffset(fyne.NewPos(0, 620))
			kittest.Relayout(c)
			kittest.Screenshot(t, c, "answers-"+look)
			f.scroll.ScrollToOffset(fyne.NewPos(0, 1100))
			kittest.Relayout(c)
			kittest.Screenshot(t, c, "answers-end-"+look)
			f.onDrop()
			s.page.onAdd()
			kittest.TypeFocused(c, "zan")
			s.clock.Advance(searchPause)
			kittest.Relayout(c)
			kittest.Screenshot(t, c, "add-"+look)
			kittest.Press(c, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn)
			kittest.Relayout(c)
			kittest.Screenshot(t, c, "add-known-"+look)
		})
	}
}
