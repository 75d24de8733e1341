package mail

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

// typeInto types words into an input of the message that is being written, and waits until they are worked out.
func (d *desk) typeInto(into *kit.Entry, text string) {
	into.SetText(text)
	d.clock.Advance(writingPause)
}

func (d *desk) command(key fyne.KeyName, modifier fyne.KeyModifier) {
	d.t.Helper()
	for _, c := range d.Commands() {
		if c.Key == key && c.Modifier == modifier {
			c.Run()
			return
		}
	}
	d.t.Fatalf("no command under %s", key)
}

// A message leaves only from the last screen, once, and to everybody whom its kind is for.
func TestCompose_LeavesFromTheLastScreenOnly(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageReminder, nil)
	d.command(fyne.KeyReturn, fyne.KeyModifierControl)
	if d.server.sent != 0 || d.review != nil {
		t.Fatal("Ctrl+Enter sent before the last screen")
	}
	d.compose.onNext()
	if d.review == nil || d.server.sent != 0 || d.state.ledger.Queued != 0 {
		t.Fatalf("no last screen, or %d sent before it", d.server.sent)
	}
	said := kittest.Words(d.review.view)
	for _, want := range []string{d.Printer.N("mail.who.count", 56), account.Address, account.Name, d.Printer.N("mail.send.count", 56)} {
		if !strings.Contains(said, want) {
			t.Errorf("the last screen does not say %q", want)
		}
	}
	last := d.review
	d.command(fyne.KeyReturn, fyne.KeyModifierControl)
	last.onSend()
	if d.server.sent != 56 || d.compose != nil || d.review != nil || d.writing {
		t.Errorf("%d sent, or the message is still being written", d.server.sent)
	}
	d.writeTo(event.MessageReminder, nil)
	if n := len(d.compose.plan.Messages); n != 0 || len(d.compose.plan.Left) != 56 || !d.compose.next.Disabled() {
		t.Errorf("%d would get the same reminder again", n)
	}
	d.compose.who.again.SetChecked(true)
	d.compose.work()
	if n := len(d.compose.plan.Messages); n != 56 {
		t.Errorf("%d get it again when that is wished", n)
	}
}

// Escape goes back a step at a time; the words stay until they are sent or dropped.
func TestCompose_EscapeKeepsTheWords(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageReminder, nil)
	d.typeInto(d.compose.words.text, "Do zobaczenia, {given}!")
	d.compose.onNext()
	d.command(fyne.KeyEscape, 0)
	if d.review != nil || !d.writing {
		t.Fatal("Escape on the last screen does not lead to the words")
	}
	d.command(fyne.KeyEscape, 0)
	if d.writing || d.content.Objects[0] != d.ledger || !d.Unsaved() {
		t.Fatal("Escape does not lead to the list, or the words are forgotten")
	}
	d.Hidden()
	d.Shown()
	d.write.Press()
	if !d.writing || d.compose.words.text.Text != "Do zobaczenia, {given}!" || d.compose.kind() != event.MessageReminder {
		t.Errorf("the words are %q", d.compose.words.text.Text)
	}
	d.compose.onDrop()
	if d.compose == nil {
		t.Fatal("words were dropped without a question")
	}
	d.press(d.Printer.T("mail.compose.drop.yes"))
	if d.compose != nil || d.Unsaved() || d.writing {
		t.Error("the message is not dropped")
	}
}

// A field that nothing is known of is told beside the words, in which language it stands too; nothing can be sent.
func TestCompose_UnknownField(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageReminder, nil)
	c := d.compose
	d.typeInto(c.words.text, "Dzień dobry, {imie}!")
	if said := kittest.Words(c.words.wrong); !strings.Contains(said, "imie") || !c.next.Disabled() || !c.self.Disabled() {
		t.Errorf("the words say %q", said)
	}
	if n := len(c.plan.Messages); n != 56 {
		t.Errorf("whom it goes to is not told: %d", n)
	}
	c.words.lang.Choose("en")
	if said := kittest.Words(c.words.wrong); !strings.Contains(said, d.Printer.T("mail.words.lang.pl")) {
		t.Errorf("beside the English words it says %q", said)
	}
	c.words.lang.Choose("pl")
	d.typeInto(c.words.text, "Dzień dobry, {given}!")
	if len(c.words.wrong.Objects) != 0 || c.next.Disabled() {
		t.Error("the error stays")
	}
	d.typeInto(c.words.subject, "{x}")
	if c.words.asked.Error() == "" {
		t.Error("the subject is not told of")
	}
}

// An empty page is nobody's mistake; without words there is nothing to send.
func TestCompose_EmptyLetter(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageLetter, nil)
	c := d.compose
	if c.words.asked.Error() != "" || !c.next.Disabled() {
		t.Errorf("an empty letter: %q", c.words.asked.Error())
	}
	d.typeInto(c.words.subject, "Parking")
	if c.next.Disabled() || c.look.registration() == "" {
		t.Error("a letter with words cannot be sent")
	}
	d.typeInto(c.words.subject, "")
	if c.words.asked.Error() == "" {
		t.Error("nothing says that the subject is missing")
	}
}

// The preview goes through real people in a circle and shows what each of them reads, with files that open.
func TestCompose_Preview(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageReminder, nil)
	c := d.compose
	d.typeInto(c.words.text, "Dzień dobry, {name}. {diet}")
	first := kittest.Words(c.look.view)
	c.look.step(-1)
	last := kittest.Words(c.look.view)
	if first == last || c.look.i != 55 {
		t.Errorf("%d: %q", c.look.i, last)
	}
	m := c.plan.Messages[55]
	if !strings.Contains(last, "Dzień dobry, "+m.Name) || !strings.Contains(last, m.To) {
		t.Errorf("the last person reads %q", last)
	}
	d.typeInto(c.words.text, "Witaj, {name}.")
	if c.look.i != 55 {
		t.Error("typing leads away from the person")
	}
	d.press(d.Printer.T("mail.look.html"))
	if !slices.Equal(d.opened, []string{d.Printer.T("mail.look.file")}) {
		t.Errorf("opened: %v", d.opened)
	}
}

// People are chosen by another page, by conditions, and by a saved filter.
func TestCompose_Audience(t *testing.T) {
	d := newDesk(t, plain)
	entries, err := d.db.Entries(t.Context(), event.EntryFilter{Event: d.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	d.Open("reminder:" + entries[0].ID + "," + entries[1].ID)
	c := d.compose
	if c == nil || len(c.plan.Messages) != 2 || c.kind() != event.MessageReminder {
		t.Fatal("people handed over are not those it goes to")
	}
	c.who.choice.Choose(toEverybody)
	if len(c.plan.Messages) != 56 {
		t.Errorf("%d of everybody", len(c.plan.Messages))
	}
	c.who.choice.Choose(toFilter)
	if !c.next.Disabled() || len(c.plan.Messages) != 0 {
		t.Error("a filter without conditions is everybody")
	}
	f := c.who.term
	f.field.Choose(event.FieldTown)
	f.show()
	town, _ := f.value.Value()
	f.onAdd()
	n := 0
	for _, e := range entries {
		if event.Fold(e.Who.Town) == event.Fold(town) && e.Status == event.Confirmed {
			n++
		}
	}
	if got := len(c.plan.Messages); n == 0 || got != n || !strings.Contains(c.who.words(), town) {
		t.Errorf("%d from %s, want %d; %q", got, town, n, c.who.words())
	}
	saved := []event.SavedFilter{{Name: "Z miasta", Terms: c.who.terms}}
	if _, err := d.svc.UpdateEvent(t.Context(), d.event.ID, event.EventUpdate{Filters: &saved}); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	c.who.choice.Choose(savedFilter + "Z miasta")
	if got := len(c.plan.Messages); got != n {
		t.Errorf("%d by the saved filter", got)
	}
}

// What is asked for is never wider than what is seen of it.
func TestCompose_AudienceIsSeenWhole(t *testing.T) {
	for _, s := range []setup{plain, {lang: i18n.English, variant: plain.variant, width: plain.width, height: plain.height}} {
		d := newDesk(t, s)
		saved := []event.SavedFilter{{Name: "Wszyscy z województwa świętokrzyskiego i okolic, którzy śpią w internacie"}}
		if _, err := d.svc.UpdateEvent(t.Context(), d.event.ID, event.EventUpdate{Filters: &saved}); err != nil {
			t.Fatal(err)
		}
		d.Changed(nil)
		for _, kind := range event.MessageKinds {
			d.writeTo(kind, nil)
			a := d.compose.who
			a.again.Show()
			a.view.Refresh()
			seen := d.absolute(a.view)
			for _, o := range []fyne.CanvasObject{a.choice, a.again} {
				if right := d.absolute(o) + o.Size().Width; right > seen+a.view.Size().Width {
					t.Errorf("%s: %T ends at %v, beyond %v", kind, o, right, seen+a.view.Size().Width)
				}
			}
		}
	}
}

// absolute is where an object begins in the window.
func (d *desk) absolute(o fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
}

// Words are kept with the event under a name, changed, and forgotten with a way back.
func TestCompose_Templates(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageLetter, nil)
	w := d.compose.words
	d.typeInto(w.subject, "Parking")
	d.typeInto(w.text, "Parking jest za bramą.")
	w.onSave()
	entry, ok := kittest.Find(d.w.Canvas().Overlays().Top(), func(*kit.Entry) bool { return true })
	if !ok {
		t.Fatal("nobody asked for a name")
	}
	entry.SetText("O parkingu")
	d.press(d.Printer.T("common.save"))
	if len(d.state.event.Letters) != 1 || d.Unsaved() || w.draft().saved.Title != "O parkingu" {
		t.Fatalf("%+v", d.state.event.Letters)
	}
	d.typeInto(w.text, "Parking jest przed bramą.")
	w.onSave()
	if got := d.state.event.Letters; len(got) != 1 || got[0].Text["pl"] != "Parking jest przed bramą." {
		t.Errorf("%+v", got)
	}
	d.typeInto(w.text, "Inaczej")
	w.template.Choose("")
	if w.text.Text != "Inaczej" {
		t.Error("words that were typed were replaced without a question")
	}
	d.press(d.Printer.T("mail.words.replace"))
	if strings.Contains(w.text.Text, "Inaczej") || w.draft().saved.ID != "" {
		t.Errorf("the words are %q", w.text.Text)
	}
	w.template.Choose(d.state.event.Letters[0].ID)
	if w.text.Text != "Parking jest przed bramą." {
		t.Errorf("the template says %q", w.text.Text)
	}
	w.onForget()
	if len(d.state.event.Letters) != 0 || w.text.Text == "" {
		t.Error("the template is still there, or its words are gone")
	}
	kit.UndoToast(d.w.Canvas())
	if len(d.state.event.Letters) != 1 {
		t.Error("it does not come back")
	}
}

// A field from the menu goes where the cursor is.
func TestCompose_InsertsFields(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageLetter, nil)
	w := d.compose.words
	d.w.Canvas().Focus(w.subject)
	w.insert("{given}")
	if w.subject.Text != "{given}" || w.draft().now.Subject["pl"] != "{given}" {
		t.Errorf("the subject is %q", w.subject.Text)
	}
	for _, kind := range event.MessageKinds {
		for _, name := range event.LetterFields(d.state.event, kind) {
			if d.fieldWord(name) == name && !d.Printer.Has("layout.field."+name) {
				t.Errorf("the field %s has no words", name)
			}
		}
	}
}

// A message that nobody began to write is forgotten on the way back; the button offers a new one.
func TestCompose_NothingBegun(t *testing.T) {
	d := newDesk(t, plain)
	d.onWrite()
	d.onBack()
	if d.compose != nil || d.write.Text() != d.Printer.T("mail.write") {
		t.Error("an empty message is kept")
	}
	d.writeTo(event.MessageReminder, nil)
	d.typeInto(d.compose.words.subject, "Już jutro")
	d.onBack()
	if d.write.Text() != d.Printer.T("mail.write.on") {
		t.Errorf("the button says %q", d.write.Text())
	}
}
