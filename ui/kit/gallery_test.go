package kit_test

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

type guest struct {
	family, given, place, state string
	tone                        kit.Tone
	hours                       string
}

var guests = []guest{
	{"Ćwik", "Maria", "MOPS Gdynia", "potwierdzona", kit.ToneAdmitted, "6"},
	{"Łęcka", "Ewa", "GOPS Żarki", "oczekuje", kit.ToneNeutral, "2,5"},
	{"Żółkiewska-Brzęczyszczykiewicz", "Konstancja Małgorzata", "Powiatowe Centrum Pomocy Rodzinie w Ostrowcu Świętokrzyskim", "nieopłacona", kit.ToneAttention, "12"},
	{"Nowak", "Anna", "MOPS Ostrołęka", "anulowana", kit.ToneRefused, "0"},
	{"Lis", "Jan", "PCPR Wieliczka", "potwierdzony", kit.ToneAdmitted, "8"},
	{"Wałęsa", "Łukasz", "OPS Łódź", "potwierdzony", kit.ToneAdmitted, "8"},
}

func guestColumns() []kit.Column[guest] {
	return []kit.Column[guest]{
		{ID: "family", Title: "Nazwisko", Weight: 1.4, Bold: true, Text: func(g guest) string { return g.family },
			Less: func(a, b guest) bool { return a.family < b.family }},
		{ID: "given", Title: "Imię", Text: func(g guest) string { return g.given },
			Less: func(a, b guest) bool { return a.given < b.given }},
		{ID: "place", Title: "Instytucja", Weight: 2, Text: func(g guest) string { return g.place },
			Color: func(guest) fyne.ThemeColorName { return kit.ColorMuted }},
		{ID: "state", Title: "Status", Width: 130, Text: func(g guest) string { return g.state },
			Icon:  func(g guest) kit.Icon { return g.tone.Icon() },
			Color: func(g guest) fyne.ThemeColorName { return g.tone.Color() }},
		{ID: "hours", Title: "Godziny", Width: 90, Align: fyne.TextAlignTrailing, Text: func(g guest) string { return g.hours },
			Less: func(a, b guest) bool { return a.hours < b.hours }},
	}
}

func manyGuests(n int) []guest {
	out := make([]guest, n)
	for i := range out {
		out[i] = guests[i%len(guests)]
	}
	return out
}

func galleryControls() fyne.CanvasObject {
	nothing := func() {}
	off := func(b *kit.Button) *kit.Button { b.Disable(); return b }
	buttons := kit.VStack(2,
		kit.HStack(2, kit.NewPrimary("Zapisz", kit.IconCheck, nothing), kit.NewButton("Importuj…", kit.IconImport, nothing),
			kit.NewButton("Dodaj", kit.IconPlus, nothing), kit.NewDanger("Usuń", kit.IconTrash, nothing),
			kit.NewQuiet("Więcej", kit.IconMore, nothing), kit.NewQuiet("", kit.IconEdit, nothing), kit.NewButton("Anuluj", kit.IconNone, nothing)),
		kit.HStack(2, off(kit.NewPrimary("Zapisz", kit.IconCheck, nothing)), off(kit.NewButton("Importuj…", kit.IconImport, nothing)),
			off(kit.NewDanger("Usuń", kit.IconTrash, nothing)), off(kit.NewQuiet("Więcej", kit.IconMore, nothing))))
	name := kit.NewEntry("")
	name.SetText("Zażółć gęślą jaźń")
	wrong := kit.NewEntry("")
	wrong.SetText("anna@")
	wrongField := kit.NewField("E-mail", wrong, "")
	wrongField.SetError("Ten adres nie wygląda na pełny. Brakuje części po znaku @.")
	disabled := kit.NewEntry("")
	disabled.SetText("nie do zmiany")
	disabled.Disable()
	note := kit.NewMultiEntry("Notatka pokazywana na stanowisku", 3)
	sel := kit.NewSelect([]kit.Option[int]{{1, "potwierdzone"}, {2, "oczekujące na wpłatę"}}, nil)
	form := kit.NewForm().
		AddRow([]string{"a", "b"}, kit.NewField("Imię i nazwisko", name, "Tak, jak ma stać na identyfikatorze"), wrongField).
		AddRow([]string{"c", "d", "e"}, kit.NewField("Status", sel, ""), kit.NewField("Zablokowane", disabled, ""), kit.NewField("Hasło", kit.NewPassword("hasło"), "")).
		Add("f", kit.NewField("Notatka", note, ""))
	chips := kit.HStack(2, kit.NewChip(kit.ToneAdmitted, "", "potwierdzona"), kit.NewChip(kit.ToneNeutral, "", "oczekuje"),
		kit.NewChip(kit.ToneAttention, "", "nieopłacona"), kit.NewChip(kit.ToneRefused, "", "anulowana"), kit.NewChip(kit.ToneInfo, "", "nowa"))
	progress := kit.NewProgress("Drukuję identyfikatory", nothing)
	progress.Set(41, 182)
	stats := kit.Columns(3, kit.Stat("182", "zgłoszeń", kit.ToneNeutral), kit.Stat("176", "w środku", kit.ToneAdmitted),
		kit.Stat("4", "do sprawdzenia", kit.ToneAttention), kit.Stat("1", "odmowa", kit.ToneRefused))
	return kit.VStack(3, stats, kit.Card("Przyciski", buttons), kit.Card("Formularz", form),
		kit.Card("Stany", kit.VStack(3, chips, kit.HStack(4, kit.NewCheck("Przyślij mi kopię", true, nil), kit.NewCheck("Bez kopii", false, nil)), progress)),
		kit.Notice(kit.ToneAttention, "Trzy osoby nie mają adresu e-mail. Ich zaświadczenia trzeba wydać na papierze.", kit.NewButton("Pokaż", kit.IconNone, nothing)),
		kit.Notice(kit.ToneInfo, "Program spotkania można zmieniać do końca dnia. Osoby już zapisane zostaną na swoich miejscach, a o każdej zmianie sali dowiedzą się z identyfikatora przy następnym skanie przy drzwiach.", nil))
}

func galleryList() fyne.CanvasObject {
	list := kit.NewDataList(guestColumns())
	list.SetItems(manyGuests(64))
	list.SortBy("family", false)
	list.SelectRow(3)
	search := kit.NewSearchEntry("nazwisko, miejscowość, kod…", nil)
	tools := kit.Toolbar(kit.Stretch(search), kit.NewSelect([]kit.Option[int]{{1, "Status: wszystkie"}}, nil),
		kit.NewSelect([]kit.Option[int]{{1, "Grupa: każda"}}, nil), kit.NewText("64 z 64", kit.StyleMuted))
	detail := kit.Pad(3, kit.VStack(2, kit.Section("Anna Nowak"), kit.NewText("MOPS Gdynia", kit.StyleMuted),
		kit.HStack(0, kit.NewChip(kit.ToneAdmitted, "", "potwierdzona")), kit.Separator(),
		kit.NewParagraph("Dieta wegetariańska, nocleg w pokoju 12, przyjeżdża pociągiem o 8:20.", kit.TextStyle{})))
	header := kit.PageHeader("Zgłoszenia", "Ogólnopolski Zlot Asystentów Rodziny", kit.NewButton("Importuj…", kit.IconImport, nil), kit.NewPrimary("Dodaj", kit.IconPlus, nil))
	bottom := kit.HStack(2, kit.NewText("zaznaczono 3:", kit.StyleMuted), kit.NewButton("Potwierdź", kit.IconCheck, nil), kit.NewButton("Drukuj identyfikatory", kit.IconPrint, nil))
	left := container.NewBorder(kit.PadSides(0, 0, 2, 0, tools), kit.PadSides(2, 0, 0, 0, bottom), nil, nil, list)
	return kit.Page(header, kit.MasterDetail(left, kit.NewPanel(detail), 0.7))
}

func galleryRest() fyne.CanvasObject {
	emptyList := kit.NewDataList(guestColumns())
	emptyList.SetEmpty(kit.EmptyState(kit.IconPeople, "Nie ma jeszcze zgłoszeń",
		"Wczytaj listę z formularza albo arkusza. Nic nie zostanie zapisane, dopóki nie zobaczysz, co się zmieni.", kit.NewPrimary("Importuj listę…", kit.IconImport, nil)))
	batch := kit.BatchResult("wysłano 178", []kit.Failure{{"Ewa Łęcka", "Serwer odrzucił adres: nie ma takiej skrzynki."}, {"Jan Lis", "Brak adresu e-mail."}}, func() {})
	return kit.Pad(4, kit.Columns(4, emptyList, container.NewGridWithRows(2, kit.Card("Wynik", batch))))
}

func eachVariant(t *testing.T, f func(t *testing.T, name string)) {
	for name, v := range map[string]kit.Variant{"light": kit.VariantLight, "dark": kit.VariantDark} {
		t.Run(name, func(t *testing.T) {
			kittest.StartWith(t, v, "pl")
			f(t, name)
		})
	}
}

// The gallery draws every widget; it proves that nothing panics in either
// theme, and with kittest.PictureFolder set it leaves pictures to look at.
func TestGallery(t *testing.T) {
	pages := map[string]func() fyne.CanvasObject{
		"controls": func() fyne.CanvasObject { return kit.Pad(4, galleryControls()) },
		"list":     galleryList,
		"rest":     galleryRest,
	}
	eachVariant(t, func(t *testing.T, variant string) {
		for name, page := range pages {
			w := kittest.Window(t, page(), 1100, 860)
			kittest.Relayout(w.Canvas())
			kittest.Screenshot(t, w.Canvas(), "gallery-"+name+"-"+variant)
			if blank(w.Canvas().Capture()) {
				t.Errorf("%s is blank", name)
			}
			w.Close()
		}
	})
}

func TestGallery_Dialogs(t *testing.T) {
	eachVariant(t, func(t *testing.T, variant string) {
		w := kittest.Window(t, galleryList(), 1100, 760)
		kit.Toast(w.Canvas(), "Potwierdzono 3 zgłoszenia", func() {})
		kittest.Screenshot(t, w.Canvas(), "gallery-toast-"+variant)
		kit.ConfirmDanger(w, "Usunąć wydarzenie?", "Usuniesz 182 zgłoszenia i 412 skanów. Kopia zapasowa z dzisiaj zostanie w folderze kopii.", "Usuń wydarzenie", func() {})
		kittest.Screenshot(t, w.Canvas(), "gallery-confirm-"+variant)
		kittest.Press(w.Canvas(), fyne.KeyEscape)
		kit.Ask(w, "Nowa sala", "Nazwa sali", "Sala rycerska", "Dodaj", nil, func(string) {})
		kittest.Screenshot(t, w.Canvas(), "gallery-ask-"+variant)
		kittest.Press(w.Canvas(), fyne.KeyEscape)
		kit.ShowError(w, kit.Printer(), errTest)
		kittest.Screenshot(t, w.Canvas(), "gallery-error-"+variant)
	})
}

func TestGallery_Popups(t *testing.T) {
	eachVariant(t, func(t *testing.T, variant string) {
		sel := kit.NewSelect([]kit.Option[int]{{1, "Status: wszystkie"}, {2, "potwierdzone"}, {3, "oczekujące"}}, nil)
		w := kittest.Window(t, kit.Pad(4, kit.VStack(3, kit.HStack(2, sel), galleryControls())), 1000, 700)
		kittest.Relayout(w.Canvas())
		w.Canvas().Focus(sel)
		kittest.Press(w.Canvas(), fyne.KeySpace)
		kittest.Screenshot(t, w.Canvas(), "gallery-select-"+variant)
		w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	})
}

func blank(img image.Image) bool {
	first := img.At(0, 0)
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 7 {
		for x := b.Min.X; x < b.Max.X; x += 7 {
			if img.At(x, y) != first {
				return false
			}
		}
	}
	return true
}

func TestGallery_Verdicts(t *testing.T) {
	verdicts := map[string]kit.Verdict{
		"waiting":  {Tone: kit.ToneNeutral, Icon: kit.IconScan, Word: "Czekam na skan", Lines: []string{"Zeskanuj identyfikator albo wpisz nazwisko"}},
		"admitted": {Tone: kit.ToneAdmitted, Word: "WITAMY", Name: "Anna Nowak", Lines: []string{"MOPS Gdynia · uczestniczka", "identyfikator 147 · pudełko N", "karta obiadowa · nocleg pokój 12"}},
		"warning":  {Tone: kit.ToneAttention, Word: "JUŻ W ŚRODKU", Name: "Konstancja Żółkiewska-Brzęczyszczykiewicz", Lines: []string{"Powiatowe Centrum Pomocy Rodzinie w Ostrowcu Świętokrzyskim", "weszła o 8:41 na stanowisku 1"}, Advice: "Sprawdź, czy to ta sama osoba."},
		"refused":  {Tone: kit.ToneRefused, Word: "NIE NA TEN WARSZTAT", Name: "Jan Lis", Lines: []string{"PCPR Wieliczka"}, Advice: "Zapisany na warsztat B, sala 12."},
		"long":     {Tone: kit.ToneRefused, Word: "NIEOPŁACONE ZGŁOSZENIE", Name: "Maria Magdalena Wniebowstąpienie-Szczęsnowiczówna " + strings.Repeat("von Chrząszczyżewoszyce ", 2), Lines: []string{"a", "b", "c", "d"}, Advice: "Skieruj do biura organizatora, żeby sprawdzić przelew, a potem zeskanuj jeszcze raz."},
	}
	eachVariant(t, func(t *testing.T, variant string) {
		for name, v := range verdicts {
			for _, s := range []fyne.Size{{Width: 1366 - 460, Height: 768 - 170}, {Width: 1920 - 520, Height: 1080 - 170}, {Width: 480, Height: 300}} {
				p := kit.NewVerdictPanel(v)
				w := kittest.Window(t, p, s.Width, s.Height)
				kittest.Screenshot(t, w.Canvas(), "verdict-"+name+"-"+variant+"-"+sizeName(s))
				checkInside(t, p)
				w.Close()
			}
		}
	})
}
