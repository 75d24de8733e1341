package settings

import (
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

// answered adds people with answers, as an imported form leaves them.
func (s *stage) answered(t *testing.T) {
	t.Helper()
	for i, shirt := range []string{"M", "L", "L", "XL, bez nadruku", "M", "L", "XL, bez nadruku"} {
		_, err := s.svc.AddRegistration(t.Context(), event.NewRegistration{Event: s.event.ID,
			Person: event.Person{Name: event.Name{Given: "Ewa", Family: fmt.Sprintf("Żak%c", 'a'+i)}},
			Registration: event.Registration{Answers: map[string]string{"Rozmiar koszulki *": shirt, "Czy to Twój pierwszy zlot?": []string{"Tak", "Nie"}[i%2],
				"Lata pracy w zawodzie": fmt.Sprint(i + 2), "Co chcesz omówić": fmt.Sprintf("Temat %d i jeszcze coś, o czym warto porozmawiać", i*i)}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	s.page.Changed(map[string]bool{"registration.added": true})
}

func titles(list []event.Question) string {
	var all []string
	for _, q := range list {
		all = append(all, q.Title)
	}
	return strings.Join(all, "|")
}

// A click makes questions of what the form asked; they can be put in order, removed and brought back.
func TestQuestions(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	q := s.page.asks
	if len(q.offers) != 0 || q.proposed.Visible() {
		t.Errorf("without answers it proposes %s", titles(q.offers))
	}
	s.answered(t)
	if got, want := titles(q.offers), "Co chcesz omówić|Czy to Twój pierwszy zlot?|Lata pracy w zawodzie|Rozmiar koszulki"; got != want {
		t.Fatalf("proposed %s, want %s", got, want)
	}
	q.take(q.offers[3:])
	q.take(q.offers)
	stored := func() []event.Question { return s.stored(t).Questions }
	if got, want := titles(stored()), "Rozmiar koszulki|Co chcesz omówić|Czy to Twój pierwszy zlot?|Lata pracy w zawodzie"; got != want {
		t.Fatalf("stored %s, want %s", got, want)
	}
	if got := stored()[0]; got.Kind != event.AskChoice || got.Key != "Rozmiar koszulki *" || len(got.Options) != 3 {
		t.Errorf("stored %+v", got)
	}
	if q.proposed.Visible() {
		t.Error("what is asked is still proposed")
	}
	q.arrows[2][0].Press()
	q.arrows[1][0].Press()
	if got, want := titles(stored()), "Czy to Twój pierwszy zlot?|Rozmiar koszulki|Co chcesz omówić|Lata pracy w zawodzie"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	if s.window.Canvas().Focused() != fyne.Focusable(q.arrows[0][1]) {
		t.Error("the focus did not follow the question to the top")
	}
	q.remove(0)
	if got, want := titles(stored()), "Rozmiar koszulki|Co chcesz omówić|Lata pracy w zawodzie"; got != want {
		t.Errorf("after removing %s, want %s", got, want)
	}
	if got := titles(q.offers); got != "Czy to Twój pierwszy zlot?" {
		t.Errorf("the answers of the removed question are not proposed again: %s", got)
	}
	if !kit.UndoToast(s.window.Canvas()) || len(stored()) != 4 {
		t.Errorf("it did not come back: %s", titles(stored()))
	}
}

// dialog opens a question and gives its form.
func (s *stage) dialog(at int) *questionForm {
	f := &questionForm{q: s.page.asks, at: at, shown: event.Question{Kind: event.AskText}}
	if at < len(f.q.shown) {
		f.shown = f.q.shown[at]
	}
	f.make()
	return f
}

func TestQuestionForm(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 716)
	open := func(at int) (*questionForm, *kit.Dialog) {
		f := s.dialog(at)
		return f, kit.FormDialog(s.window, "Pytanie", f.form, "Zapisz", f.submit)
	}
	f, d := open(0)
	for _, c := range []struct {
		field string
		set   func()
	}{
		{"title", func() {}},
		{"title", func() { f.title.SetText("Telefon") }},
		{"title", func() { f.title.SetText("e-mail") }},
		{"options", func() { f.title.SetText("Koszulka"); f.kind.Choose(event.AskChoice) }},
		{"options", func() { f.options.SetText("M\nL; XL") }},
	} {
		c.set()
		d.Accept()
		if f.form.Field(c.field).Error() == "" {
			t.Errorf("%s %q with %q is not marked", c.field, f.title.Text, f.options.Text)
		}
	}
	f.options.SetText("M\n  L \n\nXL, bez nadruku")
	f.roles[1].Tapped(nil)
	f.required.Tapped(nil)
	f.onBadge.Tapped(nil)
	d.Accept()
	want := event.Question{Key: "Koszulka", Title: "Koszulka", Kind: event.AskChoice, Options: []string{"M", "L", "XL, bez nadruku"},
		Roles: []event.Role{event.Panelist}, Required: true, OnBadge: true}
	if got := s.stored(t).Questions; len(got) != 1 || fmt.Sprint(got[0]) != fmt.Sprint(want) || kit.DialogOpen(s.window) {
		t.Fatalf("stored %+v", got)
	}
	f, d = open(0)
	f.title.SetText("Rozmiar koszulki")
	f.kind.Choose(event.AskText)
	d.Accept()
	f, d = open(1)
	f.title.SetText("Koszulka")
	d.Accept()
	got := s.stored(t).Questions
	if len(got) != 2 || got[0].Key != "Koszulka" || got[0].Options != nil || got[1].Key != "Koszulka (2)" {
		t.Errorf("stored %+v", got)
	}
	f, d = open(1)
	f.title.SetText("rozmiar KOSZULKI?")
	d.Accept()
	if f.form.Field("title").Error() == "" {
		t.Error("a title that is there already is not marked")
	}
}

// The pictures are for people to look at.
func TestQuestions_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		name, lang string
		variant    kit.Variant
	}{{"questions-pl-light", "pl", kit.VariantLight}, {"questions-en-dark", "en", kit.VariantDark}} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, c.variant, c.lang, 1178, 716)
			s.answered(t)
			q := s.page.asks
			q.take(q.offers[2:])
			list := append([]event.Question{}, q.shown...)
			list[0].Required, list[0].InList, list[1].OnBadge = true, true, true
			list[1].Roles = []event.Role{event.Panelist, event.Moderator, event.Trainer}
			q.store(list, func() {}, q.refuse)
			kittest.Relayout(s.window.Canvas())
			s.page.Open("questions")
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), c.name)
			q.open(1)
			kittest.Relayout(s.window.Canvas())
			kittest.Screenshot(t, s.window.Canvas(), c.name+"-dialog")
		})
	}
}
