package certificates

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// drawn stands in for the designer.
type drawn struct {
	task    DesignTask
	view    fyne.CanvasObject
	unsaved bool
}

func (d *drawn) View() fyne.CanvasObject { return d.view }
func (d *drawn) Unsaved() bool           { return d.unsaved }
func (d *drawn) Keys() []string          { return []string{"Tab"} }
func (d *drawn) Leave()                  { d.task.Done() }
func (d *drawn) Commands() []kit.Command {
	return []kit.Command{{Label: "save", Key: fyne.KeyS, Modifier: fyne.KeyModifierControl, Run: func() { d.unsaved = false }}}
}

// newDesigns is the page with its designs shown.
func newDesigns(t *testing.T, s setup) (*desk, func() *drawn) {
	t.Helper()
	d := newDesk(t, s)
	var last *drawn
	d.Designs = DesignDeps{Service: d.svc, Store: d.svc.Store, Documents: d.svc.Documents, Designer: func(task DesignTask) Designer {
		last = &drawn{task: task, view: kit.VStack(0)}
		return last
	}}
	d.tabs.Choose(tabDesigns)
	return d, func() *drawn { return last }
}

// save does what the designer does when somebody saves.
func (d *desk) saveDrawn(one *drawn, title string) event.Layout {
	d.t.Helper()
	l := one.task.Layout
	if l.Event == "" {
		l.ID, l.Event = "", d.event.ID
	}
	l.Title = title
	saved, err := d.svc.SaveLayout(d.t.Context(), l)
	if err != nil {
		d.t.Fatal(err)
	}
	one.task.Saved(saved)
	return saved
}

func (d *desk) stored() event.Event {
	d.t.Helper()
	ev, err := d.svc.Store.Event(d.t.Context(), d.event.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return ev
}

// What was drawn from the design in use is in use from then on.
func TestDesigns_DrawnIsUsed(t *testing.T) {
	d, last := newDesigns(t, plain)
	n := len(d.designs.shown)
	if n < 3 || d.designs.shown[0].picture.Image == nil || d.designs.usedBy(d.designs.state.layouts[0]) == "" {
		t.Fatalf("%d designs, the first is drawn: %t", n, d.designs.shown[0].picture.Image != nil)
	}
	d.designs.shown[0].open.Press()
	if d.shown.Objects[0] != last().view {
		t.Fatal("the designer is not shown")
	}
	last().unsaved = true
	if !d.Unsaved() {
		t.Error("closing the window would lose what was drawn")
	}
	for _, c := range d.Commands() {
		if c.Key == fyne.KeyS && c.Modifier == fyne.KeyModifierControl {
			c.Run()
		}
	}
	if last().unsaved {
		t.Error("Ctrl+S does not reach the designer")
	}
	saved := d.saveDrawn(last(), "Nasz wzór")
	last().Leave()
	if d.shown.Objects[0] != d.main || len(d.designs.shown) != n+1 {
		t.Fatalf("%d designs after one was saved", len(d.designs.shown))
	}
	if kinds := d.stored().CertificateKinds(); kinds[0].Layout != saved.ID {
		t.Errorf("certificates are drawn with %q", kinds[0].Layout)
	}
}

func TestDesigns_CopyRenameRemove(t *testing.T) {
	d, _ := newDesigns(t, plain)
	first := d.designs.state.layouts[0]
	d.designs.onCopy(first)
	kittest.Press(d.w.Canvas(), fyne.KeyReturn)
	own := d.designs.state.layouts[0]
	if own.Event != d.event.ID || own.Use != event.ForCertificates || strings.HasPrefix(own.Title, "layout.") {
		t.Fatalf("the copy is %q of %q", own.Title, own.Event)
	}
	d.designs.useFor(own.ID, 0)
	d.designs.onRemove(d.designs.state.layouts[0])
	if ev := d.stored(); ev.CertificateKinds()[0].Layout == own.ID {
		t.Error("certificates are drawn with a design that is gone")
	}
	kit.UndoToast(d.w.Canvas())
	if ev := d.stored(); ev.CertificateKinds()[0].Layout != own.ID || d.designs.state.layouts[0].ID != own.ID {
		t.Error("it is not back as it was")
	}
}

func TestDesigns_FileThereAndBack(t *testing.T) {
	d, _ := newDesigns(t, plain)
	path := filepath.Join(t.TempDir(), "wzor"+event.CertificateFileEnding)
	d.designs.exportFile(d.designs.state.layouts[1], path)
	d.designs.importFile(path)
	if got := d.designs.state.layouts[0]; got.Event != d.event.ID {
		t.Errorf("read: %+v", got)
	}
	badge := filepath.Join(t.TempDir(), "badge.json")
	var data bytes.Buffer
	if err := d.svc.ExportLayout(t.Context(), d.svc.Documents.Layouts()[0].ID, &data); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(badge, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	d.designs.importFile(badge)
	if !kit.DialogOpen(d.w) {
		t.Error("a badge passes for a certificate")
	}
	kittest.Press(d.w.Canvas(), fyne.KeyEscape)
}

// stroke is a picture as a file has it.
func stroke(t *testing.T, c color.NRGBA) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 120, 40))
	for x := range 120 {
		for y := 15; y < 25; y++ {
			img.SetNRGBA(x, y, c)
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		t.Fatal(err)
	}
	ready, err := event.PreparePicture(data.Bytes(), event.LogoPixels)
	if err != nil {
		t.Fatal(err)
	}
	return ready
}

func TestDesigns_SignaturesAndLogos(t *testing.T) {
	d, _ := newDesigns(t, plain)
	around := d.designs.around
	before := len(d.stored().Document.Signatures)
	around.signatures.onEdit(-1)
	kittest.TypeFocused(d.w.Canvas(), "Maria Zaręba")
	kittest.Press(d.w.Canvas(), fyne.KeyTab)
	kittest.TypeFocused(d.w.Canvas(), "dyrektorka")
	kittest.Press(d.w.Canvas(), fyne.KeyReturn)
	signs := d.stored().Document.Signatures
	if len(signs) != before+1 || signs[before].Name != "Maria Zaręba" || signs[before].Role != "dyrektorka" {
		t.Fatalf("signing: %+v", signs)
	}
	picture := stroke(t, color.NRGBA{B: 160, A: 255})
	around.signatures.setPicture(before, event.BlobName(picture), picture)
	if _, err := d.svc.Store.Blob(t.Context(), d.stored().Document.Signatures[before].Image); err != nil {
		t.Error(err)
	}
	around.signatures.set(func(list []event.Signature) []event.Signature { return moved(list, before, -1) })
	if before > 0 && d.stored().Document.Signatures[before-1].Name != "Maria Zaręba" {
		t.Error("she does not sign earlier")
	}
	around.logos.addLogo("Fundusz", event.BlobName(picture), picture)
	if got := d.stored().Logos; len(got) != 1 || got[0].Name != "Fundusz" {
		t.Fatalf("logos %+v", got)
	}
	around.logos.onRemove(0)
	if len(d.stored().Logos) != 0 {
		t.Error("the logo is still there")
	}
	kit.UndoToast(d.w.Canvas())
	if len(d.stored().Logos) != 1 {
		t.Error("the logo is not back")
	}
	kittest.Type(d.w.Canvas(), around.place.entry, "Opole")
	kittest.Press(d.w.Canvas(), fyne.KeyReturn)
	if got := d.stored().Document; got.Place != "Opole" || len(got.Signatures) != before+1 {
		t.Errorf("the place is %q", got.Place)
	}
}

// TestDesigns_Pictures draws the states for people to look at.
func TestDesigns_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for look, s := range map[string]setup{
		"pl-light": plain,
		"en-dark":  {lang: "en", sample: "course-2010", variant: kit.VariantDark, width: 1720, height: 1010},
		"pl-dark":  {lang: "pl", sample: "course-2010", variant: kit.VariantDark, width: 1166, height: 700},
		"en-light": {lang: "en", sample: "course-2010", variant: kit.VariantLight, width: 1166, height: 700},
	} {
		for name, play := range map[string]func(d *desk){
			"open": func(*desk) {},
			"filled": func(d *desk) {
				picture := stroke(t, color.NRGBA{B: 160, A: 255})
				d.designs.around.signatures.setPicture(0, event.BlobName(picture), picture)
				d.designs.around.logos.addLogo("Fundusz Pracy", event.BlobName(picture), picture)
				other := stroke(t, color.NRGBA{G: 120, A: 255})
				d.designs.around.logos.addLogo("Urząd Miasta w Częstochowie, Wydział Polityki Społecznej", event.BlobName(other), other)
				d.designs.onCopy(d.designs.state.layouts[1])
				kittest.Press(d.w.Canvas(), fyne.KeyReturn)
			},
			"kinds": func(d *desk) {
				kinds := []event.CertificateKind{{ID: "a", Title: "Uczestnictwo", Pattern: "Z/{year}/{n:4}"},
					{ID: "b", Title: "Prowadzenie warsztatu", Roles: []event.Role{event.Trainer}, Pattern: "T/{year}/{n:4}"}}
				if _, err := d.svc.UpdateEvent(d.t.Context(), d.event.ID, event.EventUpdate{Certificates: &kinds}); err != nil {
					d.t.Fatal(err)
				}
				d.designs.refresh()
				d.designs.shown[1].more.Press()
			},
			"menu": func(d *desk) { d.designs.shown[0].more.Press() },
			"new":  func(d *desk) { d.designs.onNew() },
			"sign": func(d *desk) { d.designs.around.signatures.onEdit(0) },
		} {
			t.Run(look+"/"+name, func(t *testing.T) {
				d, _ := newDesigns(t, s)
				play(d)
				kittest.Screenshot(t, d.w.Canvas(), "designs-"+look+"-"+name)
			})
		}
	}
}
