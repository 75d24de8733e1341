package certificates

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// buttons are those with a label anywhere in a window.
func buttons(w fyne.Window, label string) (found []*kit.Button) {
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text() == label {
			found = append(found, b)
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	walk(w.Content())
	for _, o := range w.Canvas().Overlays().List() {
		walk(o)
	}
	return found
}

// scenes are what the page can look like.
var scenes = map[string]func(d *desk){
	"people": func(d *desk) {
		d.people.filter.Choose(groupLacking)
		d.people.list.SelectRow(0)
		id := d.people.list.Items()[0].account.Entry.ID
		d.people.filter.Choose(groupAll)
		d.people.list.SelectKey(id)
	},
	"plan": func(d *desk) { d.onPlan() },
	"issued": func(d *desk) {
		d.issueAll()
		d.people.list.SelectRow(0)
	},
	"selected": func(d *desk) {
		d.people.list.SelectRow(0)
		d.planFor([]string{d.people.list.Items()[0].account.Entry.ID})
		d.plan.issue.Press()
		d.people.list.SelectAll()
	},
	"register": func(d *desk) {
		d.issueAll()
		if _, err := d.svc.ReplaceCertificate(d.t.Context(), d.state.book[1].Number); err != nil {
			d.t.Fatal(err)
		}
		if _, err := d.svc.WithdrawCertificate(d.t.Context(), d.state.book[2].Number, "wydane przez pomyłkę dwa razy"); err != nil {
			d.t.Fatal(err)
		}
		if _, err := d.svc.DuplicateCertificate(d.t.Context(), d.state.book[0].Number, "zgubiony oryginał"); err != nil {
			d.t.Fatal(err)
		}
		if _, err := d.svc.ReceiveCertificates(d.t.Context(), numbers(d.state.book[:1]), event.Receipt{How: event.Handed, Day: "2010-10-12"}); err != nil {
			d.t.Fatal(err)
		}
		d.Changed(nil)
		d.tabs.Choose(tabRegister)
		d.book.list.SelectRow(0)
	},
	"verified": func(d *desk) {
		d.issueAll()
		folder := d.t.TempDir()
		d.saveIn(folder, d.state.book)
		d.verify(filepath.Join(folder, d.state.book[0].FileName()))
	},
	"failed": func(d *desk) {
		d.issueAll()
		d.report(d.Printer.N("certificates.issued", 12), []kit.Failure{
			{Item: d.name(d.state.people[0]), Reason: d.Printer.Error(event.Fail(event.CodeCertificateGlyph, "Letter", "子"))},
			{Item: d.name(d.state.people[1]), Reason: d.Printer.Error(event.Fail(event.CodeCertificateGlyph, "Letter", "ж"))},
		}, nil, nil)
		d.showNotices()
	},
	"grant": func(d *desk) {
		d.people.filter.Choose(groupLacking)
		d.people.list.SelectRow(0)
		d.grant(d.people.list.Items()[0].row)
	},
	"withdraw": func(d *desk) {
		d.issueAll()
		d.onWithdraw(d.state.book[0])
	},
	"garbled": func(d *desk) {
		d.issueAll()
		d.onVerify()
		d.checking.onCode(strings.ReplaceAll(d.state.book[0].Token, ":", "Ö"))
	},
	"check": func(d *desk) { d.onVerify() },
	"sign":  func(d *desk) { d.onSign() },
	"receive": func(d *desk) {
		d.issueAll()
		d.onReceive(d.state.book[:3])
	},
	"duplicate": func(d *desk) {
		d.issueAll()
		d.onDuplicate(d.state.book[0])
	},
	"print": func(d *desk) {
		d.issueAll()
		d.onPrintSome(d.state.book)
	},
	"plan-kinds": func(d *desk) {
		d.kinds()
		d.eligible("美玲", "Abacka")
		d.Changed(nil)
		d.onPlan()
	},
	"register-selected": func(d *desk) {
		d.kinds()
		d.issueAll()
		d.book.list.SelectAll()
	},
	"signed": func(d *desk) {
		d.svc.DocumentSigner = seal{d.now.AddDate(1, 0, 0)}
		if _, err := d.svc.SetDocumentKey(d.t.Context(), d.event.ID, []byte("key"), "hasło"); err != nil {
			d.t.Fatal(err)
		}
		d.onSign()
	},
	"empty-register": func(d *desk) {
		d.tabs.Choose(tabRegister)
	},
}

// TestPictures goes through every scene in every look; with kittest.PictureFolder set it leaves pictures
// for people to look at.
func TestPictures(t *testing.T) {
	looks := map[string]setup{
		"pl-light": plain,
		"en-dark":  {lang: "en", sample: "course-2010", variant: kit.VariantDark, width: 1720, height: 1000},
	}
	for look, s := range looks {
		for name, play := range scenes {
			t.Run(look+"/"+name, func(t *testing.T) {
				d := newDesk(t, s)
				play(d)
				kittest.Screenshot(t, d.w.Canvas(), "certificates-"+look+"-"+name)
			})
		}
	}
}

// The whole rally: everybody came, everybody gets one.
func TestPictures_Rally(t *testing.T) {
	s := plain
	s.sample = "rally-2012"
	d := newDesk(t, s)
	d.now = time.Date(2012, 9, 8, 10, 0, 0, 0, time.UTC)
	entries, err := d.svc.Store.Entries(t.Context(), event.EntryFilter{Event: d.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	var scans []event.ScanRequest
	for _, e := range entries[:len(entries)-6] {
		scans = append(scans, event.ScanRequest{Event: d.event.ID, Code: e.Badge, At: time.Date(2012, 9, 6, 6, 0, 0, 0, time.UTC)})
	}
	if _, err := d.svc.CheckInAll(t.Context(), scans); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	if d.state.ready == 0 {
		t.Error("nobody is ready")
	}
	d.people.list.SelectRow(2)
	kittest.Screenshot(t, d.w.Canvas(), "certificates-pl-light-rally")
	d.onPlan()
	kittest.Screenshot(t, d.w.Canvas(), "certificates-pl-light-rally-plan")
}
