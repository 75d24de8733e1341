package ui

import (
	"context"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Passphrase asks for what opens the passwords that are kept on this computer, where it has no keyring.
type Passphrase struct {
	Window func() fyne.Window
	Words  func() *i18n.Printer
	First  bool // a new one is set
	Wrong  bool // the last one did not fit
}

const (
	leastPassphrase = 8
	passphraseWidth = 100
)

// answeredPassphrase is what a person said.
type answeredPassphrase struct {
	text     string
	remember bool
}

// Ask waits for the answer; it must not be called on the UI thread. It stands over a dialog that may be open,
// because saving what that one asked for is why it comes.
func (q Passphrase) Ask(ctx context.Context) (passphrase string, remember bool, err error) {
	answers := make(chan answeredPassphrase, 1)
	fyne.Do(func() { q.show(answers) })
	select {
	case <-ctx.Done():
		return "", false, ctx.Err()
	case a := <-answers:
		if a.text == "" {
			return "", false, context.Canceled
		}
		return a.text, a.remember, nil
	}
}

// passphraseView is the open question.
type passphraseView struct {
	q             Passphrase
	typed, again  *kit.Entry
	field, repeat *kit.Field
	remember      *kit.Check
	popup         *widget.PopUp
	keys          func(*fyne.KeyEvent)
	answered      func() // ends that it counts as a dialog
	answers       chan<- answeredPassphrase
}

func (q Passphrase) show(answers chan<- answeredPassphrase) *passphraseView {
	t := q.Words().T
	v := &passphraseView{q: q, answers: answers, typed: kit.NewPassword(""), again: kit.NewPassword("")}
	v.field = kit.NewField(t("account.passphrase"), v.typed, "")
	v.repeat = kit.NewField(t("account.passphrase.again"), v.again, "")
	v.remember = kit.NewCheck(t("account.passphrase.remember"), true, nil)
	v.typed.OnSubmitted = func(string) { v.onOK() }
	v.again.OnSubmitted = v.typed.OnSubmitted
	why, action := t("account.passphrase.open"), t("account.passphrase.ok")
	if q.First {
		why, action = t("account.passphrase.first"), t("account.passphrase.set")
	}
	words := kit.NewParagraph(why, kit.StyleBody)
	words.SetPreferredWidth(kit.Space(passphraseWidth))
	body := kit.VStack(3, kit.Section(t("account.passphrase.title")), words, v.field)
	if q.First {
		body.Add(v.repeat)
	}
	body.Add(v.remember)
	body.Add(kit.HStack(2, kit.Spacer(), kit.NewButton(t("common.cancel"), kit.IconNone, v.onCancel), kit.NewPrimary(action, kit.IconNone, v.onOK)))
	c := q.Window().Canvas()
	v.keys = c.OnTypedKey()
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			v.onCancel()
		}
	})
	v.popup = widget.NewModalPopUp(kit.Pad(4, body), c)
	v.popup.Show()
	v.answered = kit.Asking(q.Window())
	c.Focus(v.typed)
	if q.Wrong {
		v.field.SetError(t("account.passphrase.wrong"))
	}
	return v
}

func (v *passphraseView) onOK() {
	t := v.q.Words().T
	switch {
	case v.typed.Text == "", v.q.First && utf8.RuneCountInString(v.typed.Text) < leastPassphrase:
		v.field.SetError(t("account.passphrase.short"))
		v.field.Focus()
	case v.q.First && v.typed.Text != v.again.Text:
		v.repeat.SetError(t("account.passphrase.differ"))
		v.repeat.Focus()
	default:
		v.end(answeredPassphrase{v.typed.Text, v.remember.Checked()})
	}
}

func (v *passphraseView) onCancel() { v.end(answeredPassphrase{}) }

func (v *passphraseView) end(a answeredPassphrase) {
	v.popup.Hide()
	v.answered()
	v.q.Window().Canvas().SetOnTypedKey(v.keys)
	v.answers <- a
}
