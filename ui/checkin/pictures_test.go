package checkin

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// states are what a desk can look like.
var states = map[string]func(d *desk){
	"waiting": func(*desk) {},
	"admitted": func(d *desk) {
		for _, e := range d.entries[:14] {
			d.scan(e.Badge)
			d.later(40 * time.Second)
		}
	},
	"note": func(d *desk) {
		note := "odebrać deklarację i oddać klucz do pokoju 12"
		d.update(0, event.EntryUpdate{Note: &note})
		d.scan(d.entries[0].Badge)
	},
	"already_in": func(d *desk) {
		d.scan(d.entries[2].Badge)
		d.later(9 * time.Minute)
		d.scan(d.entries[2].Badge)
	},
	"waitlisted": func(d *desk) {
		d.status(1, event.Waitlisted)
		d.scan(d.entries[1].Badge)
	},
	"pending": func(d *desk) {
		d.status(1, event.Pending)
		d.scan(d.entries[1].Badge)
	},
	"cancelled": func(d *desk) {
		d.status(1, event.Cancelled)
		d.scan(d.entries[1].Badge)
	},
	"force": func(d *desk) {
		d.status(1, event.Cancelled)
		d.scan(d.entries[1].Badge)
		d.press(fyne.KeyF4)
	},
	"forced": func(d *desk) {
		d.status(1, event.Cancelled)
		d.scan(d.entries[1].Badge)
		d.press(fyne.KeyF4, fyne.KeyReturn)
	},
	"unpaid": func(d *desk) {
		d.update(1, event.EntryUpdate{Payment: &event.Payment{Fee: 12000}})
		d.scan(d.entries[1].Badge)
	},
	"undone": func(d *desk) {
		d.scan(d.entries[3].Badge)
		d.press(fyne.KeyF8)
	},
	"damaged_code":  func(d *desk) { d.scan("41234567890123456") },
	"unknown_code":  func(d *desk) { d.scan("https://example.org/karta/8831") },
	"replaced":      replacedBadge,
	"outside_hours": outsideHours,
	"not_enrolled":  notEnrolled,
	"session_full":  sessionFull,
	"exited":        exited,
	"wrong_event":   wrongEvent,
	"long_name": func(d *desk) {
		name := event.Name{Given: "Konstancja Małgorzata", Family: "Żółkiewska-Brzęczyszczykiewicz"}
		place := "Powiatowe Centrum Pomocy Rodzinie w Ostrowcu Świętokrzyskim"
		d.update(1, event.EntryUpdate{Name: &name, Institution: &place})
		d.scan(d.entries[1].Badge)
	},
	"hits":     func(d *desk) { d.typed("k") },
	"no_hits":  func(d *desk) { d.typed("brzęczysz") },
	"newcomer": func(d *desk) { d.typed("Żaneta Łąka"); d.press(fyne.KeyF2) },
	"blank":    func(d *desk) { d.scan(blankBadge(d.t)); d.typed("Żaneta") },
	"given": func(d *desk) {
		d.typed("Żaneta Łąka")
		d.press(fyne.KeyF2, fyne.KeyReturn)
		d.scan(blankBadge(d.t))
	},
	"welcomed": func(d *desk) { d.typed("Żaneta Łąka"); d.press(fyne.KeyF2, fyne.KeyReturn) },
	"force_other": func(d *desk) {
		d.status(1, event.Waitlisted)
		d.scan(d.entries[1].Badge)
		d.press(fyne.KeyF4, fyne.KeyDown)
	},
	"meal": meal, "points": points2, "inside": insideNow, "machine": func(d *desk) {
		if !d.p.kiosk {
			d.paper = true
			d.press(fyne.KeyF10)
		}
	},
	"empty": func(d *desk) {
		d.p.d.Event.ID = event.NewID() // the last checkpoint cannot be closed
		d.p.Changed(map[string]bool{"checkpoint.changed": true})
	},
	"double": func(d *desk) {
		d.scan(d.entries[2].Badge)
		d.later(time.Second)
		d.scan(d.entries[2].Badge)
	},
	"draft": func(d *desk) {
		if !d.p.kiosk {
			d.press(fyne.KeyF2)
			d.typed("Żaneta")
			d.scan(d.entries[0].Badge)
		}
	},
	"undone_other": func(d *desk) {
		d.status(2, event.Cancelled)
		d.scan(d.entries[0].Badge)
		d.scan(d.entries[2].Badge)
		d.press(fyne.KeyF8)
	},
	"two_codes": func(d *desk) { d.scan(d.entries[0].Badge + d.entries[1].Badge) },
	"going": func(d *desk) {
		d.at(event.Checkpoint{Kind: event.Desk, Title: "Brama", Policy: event.InOut})
		d.press(fyne.KeyF6)
	},
	"warned": func(d *desk) {
		s := d.workshop()
		d.at(event.Checkpoint{Kind: event.Door, Title: s.Title, Session: s.ID, Policy: event.EnrolledOnly, NotEnrolled: event.Warn})
		d.scan(d.entries[5].Badge)
	},
	"gift": func(d *desk) {
		d.at(event.Checkpoint{Kind: event.Gift, Title: "Pakiet", Policy: event.Once})
		d.scan(d.entries[5].Badge)
	},
	"printing":   printing,
	"unprinted":  unprintedBadge,
	"many_doors": manyDoors,
	"pin": func(d *desk) {
		if d.p.kiosk {
			if err := d.p.d.Secrets.Set(pinSecret, testPIN); err != nil {
				d.t.Fatal(err)
			}
			d.press(fyne.KeyEscape)
		}
	},
	"pin_set": func(d *desk) {
		if d.p.kiosk {
			d.p.door.asked = false
			d.p.offerPIN()
		}
	},
	"failed": func(d *desk) {
		d.scan(d.entries[0].Badge)
		d.fail = errDisk
		d.scan(d.entries[1].Badge)
	},
}

// testPIN is what no PIN fits, but looks like one that was kept.
const testPIN = "pbkdf2-sha256$1$AAAA$AAAA"

func meal(d *desk) {
	diet := "wegetariańska, bez orzechów"
	d.update(5, event.EntryUpdate{Diet: &diet})
	d.at(event.Checkpoint{Kind: event.Meal, Title: "Obiad, dzień 1", Policy: event.Once})
	d.scan(d.entries[5].Badge)
}

func points2(d *desk) {
	if d.p.kiosk {
		return
	}
	d.at(event.Checkpoint{Kind: event.Meal, Title: "Obiad, dzień 1", Policy: event.Once, Opens: d.now.Add(4 * time.Hour), Closes: d.now.Add(8 * time.Hour)})
	s := d.workshop()
	d.at(event.Checkpoint{Kind: event.Door, Title: s.Title, Session: s.ID, Policy: event.EnrolledOnly, NotEnrolled: event.Refuse})
	d.press(fyne.KeyF7)
}

func insideNow(d *desk) {
	d.at(event.Checkpoint{Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	for _, e := range d.entries[:24] {
		d.scan(e.Badge)
		d.later(20 * time.Second)
	}
	d.press(fyne.KeyF3, fyne.KeyDown, fyne.KeyDown)
}

func printing(d *desk) {
	if d.p.kiosk {
		return
	}
	d.paper = true
	d.typed("Żaneta Łąka\n")
	h := hold(d.t)
	d.press(fyne.KeyReturn)
	for range 2 {
		next := h.work[0]
		h.work = h.work[1:]
		next()
	}
}

func unprintedBadge(d *desk) {
	d.paper, d.jam = true, event.Fail(event.CodePrinterOffline, "Printer", "Etykiety")
	d.typed("Żaneta Łąka\n")
	d.press(fyne.KeyReturn)
}

func manyDoors(d *desk) {
	for _, title := range []string{"Warsztat: rozmowa motywująca", "Warsztat: dziecko w kryzysie", "Warsztat: praca z rodziną wielodzietną",
		"Obiad, dzień 1", "Obiad, dzień 2", "Kolacja", "Pakiet", "Brama", "Ognisko"} {
		kind := event.Gift
		if title[0] == 'O' {
			kind = event.Meal
		}
		d.at(event.Checkpoint{Kind: kind, Title: title, Policy: event.Once})
	}
	d.p.Open(d.p.checkpoints[2].ID)
	d.scan(d.entries[7].Badge)
}

func (d *desk) update(i int, u event.EntryUpdate) {
	d.t.Helper()
	if _, err := d.svc.UpdateEntry(d.t.Context(), d.entries[i].ID, d.entries[i].Version, u); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) status(i int, s event.Status) {
	d.t.Helper()
	if _, err := d.svc.SetStatus(d.t.Context(), []string{d.entries[i].ID}, s); err != nil {
		d.t.Fatal(err)
	}
}

// at goes to a new checkpoint.
func (d *desk) at(c event.Checkpoint) {
	d.t.Helper()
	c.Event = d.event.ID
	made, err := d.svc.AddCheckpoint(d.t.Context(), c)
	if err != nil {
		d.t.Fatal(err)
	}
	d.p.Changed(map[string]bool{"checkpoint.added": true})
	d.p.Open(made.ID)
}

// workshop is the first session that people sign up for.
func (d *desk) workshop() event.Session {
	d.t.Helper()
	sessions, err := d.store.Sessions(d.t.Context(), d.event.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, s := range sessions {
		if s.SignUp {
			return s
		}
	}
	d.t.Fatal("no session asks for signing up")
	return event.Session{}
}

func replacedBadge(d *desk) {
	old := d.entries[5].Badge
	if _, err := d.svc.ReplaceBadge(d.t.Context(), d.entries[5].ID); err != nil {
		d.t.Fatal(err)
	}
	d.scan(old)
}

func outsideHours(d *desk) {
	d.at(event.Checkpoint{Kind: event.Meal, Title: "Obiad, czwartek", Policy: event.Once, Opens: d.now.Add(4 * time.Hour)})
	d.scan(d.entries[5].Badge)
}

func notEnrolled(d *desk) {
	d.at(event.Checkpoint{Kind: event.Door, Title: "Warsztat: sala", Session: d.workshop().ID, Policy: event.EnrolledOnly, NotEnrolled: event.Refuse})
	d.scan(d.entries[5].Badge)
}

func sessionFull(d *desk) {
	s := d.workshop()
	d.at(event.Checkpoint{Kind: event.Door, Title: s.Title, Session: s.ID, Policy: event.EnrolledOnly, NotEnrolled: event.Warn})
	for _, e := range d.entries {
		d.scan(e.Badge)
		if d.outcomes()[len(d.scans())-1] == event.SessionFull {
			return
		}
	}
}

func exited(d *desk) {
	d.at(event.Checkpoint{Kind: event.Desk, Title: "Brama", Policy: event.InOut})
	for _, e := range d.entries[:4] {
		d.scan(e.Badge)
	}
	d.press(fyne.KeyF6)
	d.later(time.Hour)
	d.scan(d.entries[2].Badge)
}

func wrongEvent(d *desk) {
	other, err := d.svc.CreateEvent(d.t.Context(), event.Event{Kind: event.Course, Title: "Kurs dla asystentów rodziny", Start: "2012-08-01", End: "2012-10-30"}, "Rejestracja")
	if err != nil {
		d.t.Fatal(err)
	}
	e, err := d.svc.AddRegistration(d.t.Context(), event.NewRegistration{Event: other.ID, Person: event.Person{Name: event.Name{Given: "Jan", Family: "Lis"}}})
	if err != nil {
		d.t.Fatal(err)
	}
	d.scan(e.Badge)
}

// looks are the languages, colours and sizes of a desk: the page within a
// window of each size, and alone in it in large type and as a kiosk.
func looks() map[string]setup {
	all := map[string]setup{}
	for _, lang := range []string{"pl", "en"} {
		for name, variant := range map[string]kit.Variant{"light": kit.VariantLight, "dark": kit.VariantDark} {
			add := func(look string, s setup) {
				s.lang, s.variant = lang, variant
				all[look+"-"+lang+"-"+name] = s
			}
			add("page", setup{width: 1166, height: 700})
			add("page-wide", setup{width: 1720, height: 1010})
			add("small", setup{width: 712, height: 500})
			add("large", setup{width: 1366, height: 768, large: true})
			add("large-wide", setup{width: 1920, height: 1080, large: true})
			add("kiosk", setup{width: 1366, height: 768, kiosk: true})
			add("kiosk-wide", setup{width: 1920, height: 1080, kiosk: true})
		}
	}
	return all
}

// TestPictures goes through every state in every look; with
// kittest.PictureFolder set it leaves pictures for people to look at.
func TestPictures(t *testing.T) {
	looks := looks()
	if os.Getenv(kittest.PictureFolder) == "" { // nobody looks: one look proves that every state can be drawn
		looks = map[string]setup{"page-en-dark": looks["page-en-dark"]}
	}
	for look, s := range looks {
		for name, play := range states {
			t.Run(look+"/"+name, func(t *testing.T) {
				d := newDeskWith(t, s).confirmed()
				if s.kiosk && name != "pin_set" {
					d.p.closeForm()
				}
				play(d)
				d.settle()
				kittest.Relayout(d.c)
				if d.shown().Word == "" {
					t.Error("the panel says nothing")
				}
				kittest.Screenshot(t, d.c, "checkin-"+look+"-"+name)
			})
		}
	}
}
