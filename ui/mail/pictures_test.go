package mail

import (
	"testing"
	"time"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// scenes are what the page can look like.
var scenes = map[string]func(d *desk){
	"mixed": func(d *desk) {
		d.mixed()
		d.list.SelectKey(d.first(event.MessageUncertain).ID)
	},
	"failed": func(d *desk) {
		d.mixed()
		d.filter.Choose(groupFailed)
		d.list.SelectRow(1)
	},
	"queued": func(d *desk) {
		d.enqueue()
		d.list.SelectRow(3)
	},
	"paused": func(d *desk) {
		d.mixed()
		if err := d.db.Pause(d.t.Context(), d.event.ID, d.now.Add(25*time.Minute), event.CodeMailBusy, "4.7.0 Try again later"); err != nil {
			d.t.Fatal(err)
		}
		d.Changed(nil)
	},
	"stopped": func(d *desk) {
		d.enqueue()
		if err := d.db.Pause(d.t.Context(), d.event.ID, time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC), event.CodeMailLogin, "5.7.8 Authentication failed"); err != nil {
			d.t.Fatal(err)
		}
		d.Changed(nil)
	},
	"sending": func(d *desk) {
		d.enqueue()
		s := &sending{p: d.Page, total: 56, began: d.now.Add(-time.Minute), planned: 3 * time.Minute}
		s.done.Store(23)
		s.make()
		d.sending = s
		d.show()
	},
	"again": func(d *desk) {
		d.enqueue()
		d.server.grey = 9
		d.start(0)
		d.list.SelectRow(0)
	},
	"question": func(d *desk) {
		d.enqueue()
		d.onRest()
	},
	"compose": func(d *desk) { d.onWrite() },
	"compose-reminder": func(d *desk) {
		d.writeTo(event.MessageReminder, nil)
		d.compose.look.step(1)
	},
	"compose-wrong": func(d *desk) {
		d.writeTo(event.MessageReminder, nil)
		d.compose.words.text.SetText("Dzień dobry {imie}!")
		d.clock.Advance(writingPause)
	},
	"compose-filter": func(d *desk) {
		d.writeTo(event.MessageLetter, nil)
		d.compose.who.choice.Choose(toFilter)
		d.compose.who.setTerms([]event.Condition{{Field: event.FieldTown, Op: event.OpFilled}})
	},
	"compose-change": func(d *desk) { d.writeTo(event.MessageChange, nil) },
	"review": func(d *desk) {
		d.writeTo(event.MessageReminder, nil)
		d.compose.onNext()
	},
	"sample": func(d *desk) {
		d.sample()
		d.list.SelectRow(0)
	},
	"copies": func(d *desk) {
		d.mixed()
		d.onRetry()
		d.press(d.Printer.T("mail.retry.anyway"))
		d.filter.Choose(groupCopies)
		d.list.SelectKey(d.first(event.MessageFailed).ID)
	},
	"account": func(d *desk) { d.onAccount() },
	"account-checked": func(d *desk) {
		d.server.refuse = event.Fail(event.CodeMailTLS, "Host", "smtp.example.org", "Certificate", true)
		d.onAccount()
		d.press(d.Printer.T("mail.check"))
	},
	"account-well": func(d *desk) {
		f := newAccountForm(d.Page)
		f.fill(d.state.event)
		f.ca = "x"
		f.showCA()
		f.open()
		f.onCheck()
	},
	"nothing": func(*desk) {},
}

// TestPictures goes through every scene in every look; with kittest.PictureFolder set it leaves pictures
// for people to look at.
func TestPictures(t *testing.T) {
	looks := map[string]setup{
		"pl-light": plain,
		"en-dark":  {lang: "en", variant: kit.VariantDark, width: 1720, height: 1000},
		"pl-dark":  {variant: kit.VariantDark, width: 1120, height: 700},
		"en-light": {lang: "en", width: 1120, height: 700},
	}
	for look, s := range looks {
		for name, play := range scenes {
			t.Run(look+"/"+name, func(t *testing.T) {
				d := newDesk(t, s)
				play(d)
				kittest.Screenshot(t, d.w.Canvas(), "mail-"+look+"-"+name)
			})
		}
	}
	s := plain
	s.noAccount = true
	d := newDesk(t, s)
	kittest.Screenshot(t, d.w.Canvas(), "mail-pl-light-no-account")
}
