package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// askPassphrase shows the question over an open dialog.
func askPassphrase(t *testing.T, lang string, variant kit.Variant, q Passphrase) (*passphraseView, chan answeredPassphrase) {
	t.Helper()
	kittest.StartWith(t, variant, lang)
	w := kittest.Window(t, kit.Pad(4, kit.NewText("Zlot", kit.StylePage)), 1166, 700)
	d := kit.Message(w, "Konto pocztowe", "Zapisuję…")
	t.Cleanup(d.Close)
	q.Window = func() fyne.Window { return w }
	q.Words = func() *i18n.Printer { return i18n.New(lang) }
	answers := make(chan answeredPassphrase, 1)
	return q.show(answers), answers
}

func TestPassphrase_First(t *testing.T) {
	v, answers := askPassphrase(t, "pl", kit.VariantLight, Passphrase{First: true})
	kittest.Type(v.q.Window().Canvas(), v.typed, "krótkie")
	kittest.Press(v.q.Window().Canvas(), fyne.KeyReturn)
	if v.field.Error() == "" {
		t.Error("a short one is taken")
	}
	v.typed.SetText("zielona herbata")
	v.again.SetText("zielona kawa")
	v.onOK()
	if v.repeat.Error() == "" || len(answers) != 0 {
		t.Error("two different ones are taken")
	}
	v.again.SetText("zielona herbata")
	v.remember.SetChecked(false)
	v.onOK()
	if a := <-answers; a.text != "zielona herbata" || a.remember {
		t.Errorf("answer %+v", a)
	}
	if v.popup.Visible() {
		t.Error("the question stays")
	}
}

func TestPassphrase_Open(t *testing.T) {
	v, answers := askPassphrase(t, "pl", kit.VariantLight, Passphrase{Wrong: true})
	if v.field.Error() == "" {
		t.Error("does not say that the last one was wrong")
	}
	kittest.Type(v.q.Window().Canvas(), v.typed, "x")
	kittest.Press(v.q.Window().Canvas(), fyne.KeyReturn)
	if a := <-answers; a.text != "x" || !a.remember {
		t.Errorf("answer %+v", a)
	}
	v, answers = askPassphrase(t, "pl", kit.VariantLight, Passphrase{})
	v.onCancel()
	if a := <-answers; a.text != "" {
		t.Errorf("a question called off is answered %+v", a)
	}
}

// Escape closes the question and not the dialog under it.
func TestPassphrase_Escape(t *testing.T) {
	v, answers := askPassphrase(t, "pl", kit.VariantLight, Passphrase{})
	kittest.Press(v.q.Window().Canvas(), fyne.KeyEscape)
	if len(answers) != 1 || !kit.DialogOpen(v.q.Window()) {
		t.Errorf("%d answers, dialog open %t", len(answers), kit.DialogOpen(v.q.Window()))
	}
}

func TestPictures_Passphrase(t *testing.T) {
	v, _ := askPassphrase(t, "pl", kit.VariantLight, Passphrase{First: true})
	kittest.Screenshot(t, v.q.Window().Canvas(), "passphrase-pl-first")
	v, _ = askPassphrase(t, "en", kit.VariantDark, Passphrase{Wrong: true})
	kittest.Screenshot(t, v.q.Window().Canvas(), "passphrase-en-wrong")
}

// A key of the window leads nowhere while the question waits, also where it stands over no dialog.
func TestPassphrase_CountsAsDialog(t *testing.T) {
	kittest.Start(t)
	w := kittest.Window(t, kit.Spacer(), 1166, 700)
	v := Passphrase{Window: func() fyne.Window { return w }, Words: func() *i18n.Printer { return i18n.New("pl") }}.
		show(make(chan answeredPassphrase, 1))
	if !kit.DialogOpen(w) {
		t.Error("a question waits and no dialog is open")
	}
	v.onCancel()
	if kit.DialogOpen(w) {
		t.Error("the question was answered and a dialog is open")
	}
}
