package kit_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func dialogWindow(t *testing.T) (fyne.Window, *kit.Entry) {
	t.Helper()
	kittest.Start(t)
	e := kit.NewEntry("")
	w := kittest.Window(t, kit.VStack(2, e, kit.NewEntry("")), 900, 600)
	w.Canvas().Focus(e)
	return w, e
}

func TestDialog_enterAndEscape(t *testing.T) {
	w, e := dialogWindow(t)
	yes := 0
	ask := func() *kit.Dialog {
		return kit.Confirm(w, "Drukować?", "Wydrukujesz 3 strony.", "Drukuj", func() { yes++ })
	}
	ask()
	kittest.Press(w.Canvas(), fyne.KeyEscape)
	if yes != 0 || w.Canvas().Overlays().Top() != nil {
		t.Fatal("Escape did not dismiss")
	}
	ask()
	kittest.Press(w.Canvas(), fyne.KeyReturn)
	if yes != 1 || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("Enter did not confirm: %d", yes)
	}
	if w.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("the focus is at %T", w.Canvas().Focused())
	}
}

// What removes something is not confirmed by an Enter that came by chance,
// such as the one at the end of a scan.
func TestDialog_dangerIsNotTheDefault(t *testing.T) {
	w, _ := dialogWindow(t)
	removed := false
	kit.ConfirmDanger(w, "Usunąć?", "Usuniesz wszystko.", "Usuń", func() { removed = true })
	kittest.Press(w.Canvas(), fyne.KeyReturn)
	if removed {
		t.Error("Enter removed something")
	}
	d := kit.ConfirmDanger(w, "Usunąć?", "Usuniesz wszystko.", "Usuń", func() { removed = true })
	d.Accept()
	if !removed {
		t.Error("the button does nothing")
	}
}

// Nor is a form confirmed so, in whose fields a scan may land.
func TestFormDialogDanger(t *testing.T) {
	w, _ := dialogWindow(t)
	reason, withdrawn := kit.NewEntry(""), false
	d := kit.FormDialogDanger(w, "Wycofać?", kit.NewForm().Add("reason", kit.NewField("Powód", reason, "")), "Wycofaj",
		func(*kit.Dialog) bool { withdrawn = true; return true })
	kittest.TypeFocused(w.Canvas(), "12345678901234567\n")
	if withdrawn || !kit.DialogOpen(w) {
		t.Fatal("Enter withdrew something")
	}
	d.Accept()
	if !withdrawn || kit.DialogOpen(w) {
		t.Error("the button does nothing")
	}
}

func TestDialog_ask(t *testing.T) {
	w, _ := dialogWindow(t)
	var got []string
	check := func(s string) string {
		if s == "" {
			return "Podaj nazwę."
		}
		return ""
	}
	kit.Ask(w, "Sala", "Nazwa", "", "Dodaj", check, func(s string) { got = append(got, s) })
	kittest.Press(w.Canvas(), fyne.KeyReturn)
	if len(got) != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatal("a refused answer closed the dialog")
	}
	kittest.TypeFocused(w.Canvas(), "Sala rycerska\n")
	if !slices.Equal(got, []string{"Sala rycerska"}) || w.Canvas().Overlays().Top() != nil {
		t.Errorf("got %v", got)
	}
}

func TestDialog_neverTwoAtOnce(t *testing.T) {
	w, e := dialogWindow(t)
	var order []string
	a := kit.Confirm(w, "A", "a", "Tak", func() { order = append(order, "a") })
	b := kit.Confirm(w, "B", "b", "Tak", func() { order = append(order, "b") })
	kit.Confirm(w, "C", "c", "Tak", func() { order = append(order, "c") })
	if n := len(w.Canvas().Overlays().List()); n != 1 {
		t.Fatalf("%d dialogs at once", n)
	}
	b.Close() // withdrawn before its turn
	a.Accept()
	kittest.Press(w.Canvas(), fyne.KeyReturn)
	if !slices.Equal(order, []string{"a", "c"}) || kit.DialogOpen(w) {
		t.Errorf("order %v, open %v", order, kit.DialogOpen(w))
	}
	if w.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("the focus is at %T", w.Canvas().Focused())
	}
}

func TestFormDialog(t *testing.T) {
	w, _ := dialogWindow(t)
	name := kit.NewEntry("")
	form := kit.NewForm().Add("name", kit.NewField("Nazwisko", name, ""))
	var dialog *kit.Dialog
	kit.FormDialog(w, "Nowa osoba", form, "Dodaj", func(d *kit.Dialog) bool {
		dialog = d
		if name.Text == "" {
			form.SetError("name", "Podaj nazwisko.")
		}
		return false // goes on in the background
	})
	if w.Canvas().Focused() != fyne.Focusable(name) {
		t.Fatalf("the focus is at %T", w.Canvas().Focused())
	}
	kittest.Press(w.Canvas(), fyne.KeyReturn)
	if form.Field("name").Error() == "" || !kit.DialogOpen(w) {
		t.Fatal("the wrong field is not marked")
	}
	dialog.Close()
	if kit.DialogOpen(w) {
		t.Error("still open")
	}
}

// A dialog is as high as its words need at its own width, not at the narrow one they have before it is laid out.
func TestFormDialog_Height(t *testing.T) {
	w, _ := dialogWindow(t)
	words := kit.NewParagraph(strings.Repeat("Hasło zapisz i trzymaj z dala od komputera. ", 4), kit.StyleBody)
	kit.FormDialog(w, "Hasło", words, "Zapisz", func(*kit.Dialog) bool { return true })
	if got, want := words.Size().Height, words.MinSize().Height; got != want {
		t.Errorf("%g high, the words need %g", got, want)
	}
}

func TestShowError(t *testing.T) {
	w, _ := dialogWindow(t)
	if kit.ShowError(w, i18n.New("pl"), nil) != nil {
		t.Fatal("no error opened a dialog")
	}
	kit.ShowError(w, i18n.New("pl"), errTest)
	kittest.Press(w.Canvas(), fyne.KeyReturn) // the primary button has the focus
	if kit.DialogOpen(w) {
		t.Error("Enter left the message open")
	}
}

func TestToast(t *testing.T) {
	clock := kittest.Start(t)
	e := kit.NewEntry("")
	w := kittest.Window(t, e, 600, 300)
	w.Canvas().Focus(e)
	host := w.Canvas().Content().(*kit.ToastHost)
	undone := 0
	kit.Toast(w.Canvas(), "Potwierdzono", func() { undone++ })
	if host.Text() != "Potwierdzono" || w.Canvas().Focused() != fyne.Focusable(e) {
		t.Fatalf("shows %q, focus at %T", host.Text(), w.Canvas().Focused())
	}
	clock.Advance(kit.ToastTime / 2)
	kit.Toast(w.Canvas(), "Wycofano", func() { undone += 10 })
	clock.Advance(kit.ToastTime / 2) // the first one's time is over, not the second one's
	if host.Text() != "Wycofano" {
		t.Fatalf("shows %q", host.Text())
	}
	if !kit.UndoToast(w.Canvas()) || undone != 10 || host.Text() != "Cofam: Wycofano" {
		t.Errorf("undone %d, shows %q", undone, host.Text())
	}
	if kit.UndoToast(w.Canvas()) {
		t.Error("undone twice")
	}
	kit.Toast(w.Canvas(), "Potwierdzono", func() { undone++ })
	kit.Toast(w.Canvas(), "Zapisano", nil)
	clock.Advance(kit.ToastTime)
	if host.Text() != "" {
		t.Errorf("still shows %q", host.Text())
	}
	if !kit.UndoToast(w.Canvas()) || undone != 11 {
		t.Errorf("undone %d after the toast was gone", undone)
	}
	kit.Toast(w.Canvas(), "Potwierdzono", func() { undone++ })
	clock.Advance(kit.UndoTime)
	if kit.UndoToast(w.Canvas()) {
		t.Error("undone long after")
	}
}

// Ctrl+Z in an input takes back its typing, unless something that can be undone
// was done since: that is the window's to undo.
func TestUndo_inAnInput(t *testing.T) {
	kittest.Start(t)
	e := kit.NewEntry("")
	c := kittest.Window(t, e, 600, 300).Canvas()
	act := func() { kit.Toast(c, "Potwierdzono", func() {}) }
	c.Focus(e)
	act()
	kittest.TypeFocused(c, "kow")
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text != "" {
		t.Fatalf("the input has %q", e.Text)
	}
	kittest.TypeFocused(c, "kow")
	act()
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text != "kow" {
		t.Errorf("the input has %q", e.Text)
	}
}

// A toast lies in the strip at the top, left of the field that finds people,
// however long it is.
func TestToast_coversNothing(t *testing.T) {
	kittest.Start(t)
	for _, width := range []float32{1366, 1024} {
		w := kittest.Window(t, kit.NewEntry(""), width, 768)
		host := w.Canvas().Content().(*kit.ToastHost)
		layer := test.WidgetRenderer(host).Objects()[0].(*fyne.Container).Objects[1].(*fyne.Container)
		for _, text := range []string{"Zapisano", "Kopię zapisano w pliku /home/anna/Dokumenty/Zlot/kopie/zlot-2026-11-21-kopia-zapasowa.db"} {
			kit.Toast(w.Canvas(), text, func() {})
			toast := layer.Objects[0]
			at, size := toast.Position(), toast.Size()
			if at.Y+size.Height > 64 || at.X+size.Width > width-300 || at.X < 16 || size.Width > 540 {
				t.Errorf("%.0f wide: %q is %v at %v", width, text, size, at)
			}
		}
		w.Close()
	}
}

func TestParagraph_wraps(t *testing.T) {
	kittest.Start(t)
	text := "Nie znaleziono pliku bazy. Wskaż go albo utwórz nową."
	p := kit.NewParagraph(text, kit.TextStyle{})
	one := p.MinSize().Height
	p.Resize(fyne.NewSize(150, 100))
	if p.MinSize().Height < 2*one {
		t.Errorf("%.0f high at a width of 150, %.0f in one line", p.MinSize().Height, one)
	}
	checkInside(t, p)
}

func TestText_shortens(t *testing.T) {
	kittest.Start(t)
	x := kit.NewText("Powiatowe Centrum Pomocy Rodzinie", kit.StyleBody.Truncated())
	x.Resize(fyne.NewSize(100, 20))
	shown := test.WidgetRenderer(x).Objects()[0].(*canvas.Text)
	if shown.Text == x.Text() || shown.MinSize().Width > 100 {
		t.Errorf("shows %q", shown.Text)
	}
}

func TestThemeChange(t *testing.T) {
	kittest.Start(t)
	x := kit.NewText("tekst", kit.StyleBody)
	kittest.Window(t, x, 100, 50)
	shown := test.WidgetRenderer(x).Objects()[0].(*canvas.Text)
	before := shown.Color
	test.ApplyTheme(t, kit.NewTheme(kit.VariantDark, 1))
	x.Refresh()
	if shown.Color == before {
		t.Error("the text kept the colour of the old theme")
	}
}

func TestProgress(t *testing.T) {
	kittest.Start(t)
	stopped := 0
	p := kit.NewProgress("Drukuję", func() { stopped++ })
	w := kittest.Window(t, p, 500, 120)
	p.Set(3, 10)
	w.Canvas().FocusNext()
	kittest.Press(w.Canvas(), fyne.KeyReturn, fyne.KeyReturn)
	if stopped != 1 {
		t.Errorf("stopped %d times", stopped)
	}
}

// A click beside the dialog, or on what is no input in it, leaves the focus where it was.
func TestDialog_clickBeside(t *testing.T) {
	s := newFileStage(t)
	c := s.window.Canvas()
	kit.Confirm(s.window, "Wysłać?", "Do wszystkich.", "Wyślij", func() {})
	focused, top := c.Focused(), c.Overlays().Top()
	if focused == nil {
		t.Fatal("nothing has the focus")
	}
	kittest.ClickAt(c, top, fyne.NewPos(3, 3), 0)
	if c.Focused() != focused || !kit.DialogOpen(s.window) {
		t.Errorf("after a click beside it the focus is at %T, a dialog is open: %v", c.Focused(), kit.DialogOpen(s.window))
	}
	if top.Size() != c.Size() {
		t.Errorf("the shade is %v, not %v", top.Size(), c.Size())
	}
}

// A path has no spaces to break at.
func TestDialog_longPathStaysInside(t *testing.T) {
	path := `C:\Users\Małgorzata\` + strings.Repeat("Zlot_Asystentów-2012.", 8) + strings.Repeat("ż", 150) + ".zlot"
	shown := map[string]func(w fyne.Window){
		"message": func(w fyne.Window) { kit.Message(w, "Nie udało się", "Nie ma pliku „"+path+"”.") },
		"notice": func(w fyne.Window) {
			w.SetContent(kit.Notice(kit.ToneRefused, "Kopia "+path+" jest uszkodzona.", kit.NewButton("Zamknij", kit.IconNone, nil)))
		},
	}
	for name, show := range shown {
		t.Run(name, func(t *testing.T) {
			w, _ := dialogWindow(t)
			show(w)
			root := w.Canvas().Overlays().Top()
			if root == nil {
				root = w.Content()
			}
			p, ok := kittest.Find(root, func(*kit.Paragraph) bool { return true })
			if !ok {
				t.Fatal("it says nothing")
			}
			if p.Size().Width > w.Canvas().Size().Width/2+100 && name != "notice" {
				t.Errorf("it is %.0f wide", p.Size().Width)
			}
			checkInside(t, p)
			if got := strings.ReplaceAll(kittest.Words(p), "\n", ""); !strings.Contains(got, path) {
				t.Errorf("it says %q", got)
			}
		})
	}
}
