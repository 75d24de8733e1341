package certificates

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showTop says of each kind how many documents there would be, and what concerns all of them.
func (pl *plan) showTop() {
	t := pl.Printer.T
	rows := kit.VStack(0)
	for i, k := range pl.all {
		if i > 0 {
			rows.Add(kit.Separator())
		}
		rows.Add(pl.kindRow(k))
	}
	objects := []fyne.CanvasObject{kit.NewPanel(rows)}
	if gaps := pl.gaps(); len(gaps) > 0 {
		settings := kit.NewButton(t("certificates.plan.settings"), kit.IconSettings, func() { pl.Navigate("settings", "certificate") })
		objects = append(objects, kit.Notice(kit.ToneAttention, t("certificates.plan.gaps", i18n.Args{"Gaps": gaps}), settings))
	}
	for _, words := range pl.common() {
		objects = append(objects, kit.Notice(kit.ToneAttention, words, nil))
	}
	if pl.result.Sealed {
		objects = append(objects, kit.Notice(kit.ToneInfo, t("register.plan.sealed"), nil))
	}
	pl.top.Objects = objects
	pl.top.Refresh()
}

// common are the troubles of all documents of a kind alike, each said once. What gaps says already is left out.
func (pl *plan) common() (all []string) {
	for _, k := range pl.result.Kinds {
		for _, tr := range k.Troubles {
			if tr.Code == event.TroubleUnsigned && len(pl.gaps()) > 0 {
				continue
			}
			words := pl.troubleWords([]event.Trouble{tr})[0]
			if len(pl.result.Kinds) > 1 {
				words = pl.kindWord(k.Kind) + ": " + words
			}
			if !slices.Contains(all, words) {
				all = append(all, words)
			}
		}
	}
	return all
}

// kindRow is one kind: how it looks, what it is called, its numbers, and how many get it.
func (pl *plan) kindRow(k event.CertificateKind) fyne.CanvasObject {
	t := pl.Printer.T
	i := slices.IndexFunc(pl.result.Kinds, func(kp event.KindPlan) bool { return kp.Kind.ID == k.ID })
	row := kit.HStack(3)
	if len(pl.all) > 1 {
		row.Add(container.NewCenter(kit.NewCheck("", i >= 0, func(on bool) { pl.onKind(k.ID, on) })))
	}
	if i < 0 {
		row.Add(kit.NewText(pl.kindWord(k), kit.StyleMuted))
		row.Add(kit.NewText(t("register.plan.left_out"), kit.StyleSmall))
		return kit.PadSides(2, 3, 2, 3, row)
	}
	kp := pl.result.Kinds[i]
	row.Add(pl.thumbnail(kp))
	column := func(wide float32, strong, small string) {
		words := kit.VStack(0, kit.NewText(strong, kit.StyleStrong.Truncated()), kit.NewText(small, kit.StyleSmall.Truncated()))
		row.Add(container.New(fixedWidth(wide*kit.Space(1)), halfway(words)))
	}
	column(kindSteps, pl.kindWord(k), t("register.plan.layout", i18n.Args{"Layout": pl.designTitle(kp.Layout)}))
	f := pl.figures(k.ID)
	numbers, small := f.first, t("register.plan.numbers")
	switch {
	case f.gets == 0:
		small = ""
	case f.last != f.first:
		numbers = t("register.plan.range", i18n.Args{"First": f.first, "Last": f.last})
	}
	column(numberSteps, numbers, small)
	chips := kit.HStack(2, kit.NewChip(toneIf(f.gets, kit.ToneAdmitted), kit.IconCertificate, pl.Printer.N("register.plan.gets", f.gets)))
	for _, c := range []struct {
		n    int
		tone kit.Tone
		icon kit.Icon
		word string
	}{
		{f.grave, kit.ToneRefused, kit.IconCross, pl.Printer.N("register.plan.graves", f.grave)},
		{f.warned, kit.ToneAttention, kit.IconWarning, pl.Printer.N("register.plan.warned", f.warned)},
		{kp.Refused, kit.ToneNeutral, kit.IconInfo, pl.Printer.N("register.plan.refused", kp.Refused)},
		{kp.Before, kit.ToneNeutral, kit.IconCheck, pl.Printer.N("register.plan.before", kp.Before)},
	} {
		if c.n > 0 {
			chips.Add(kit.NewChip(c.tone, c.icon, c.word))
		}
	}
	row.Add(container.NewCenter(chips))
	return kit.PadSides(2, 3, 2, 3, row)
}

// The room of the words of a kind, and of its numbers, in steps.
const (
	kindSteps   = 62
	numberSteps = 66
)

// onKind takes a kind into the plan or leaves it out; one stays.
func (pl *plan) onKind(id string, on bool) {
	var wanted []string
	for _, k := range pl.all {
		has := slices.ContainsFunc(pl.result.Kinds, func(kp event.KindPlan) bool { return kp.Kind.ID == k.ID })
		if k.ID == id {
			has = on
		}
		if has {
			wanted = append(wanted, k.ID)
		}
	}
	if len(wanted) == 0 {
		pl.showTop()
		return
	}
	pl.kinds = wanted
	pl.read(nil)
}

// planFigures count the rows of a kind.
type planFigures struct {
	gets, warned, grave int
	first, last         string
}

func (pl *plan) figures(kind string) (f planFigures) {
	for _, r := range pl.rows {
		if r.kind.ID != kind || r.certificate == nil {
			continue
		}
		if r.grave {
			f.grave++
			continue
		}
		f.gets++
		if r.warns {
			f.warned++
		}
		if f.first == "" {
			f.first = r.number
		}
		f.last = r.number
	}
	return f
}

// The room of a thumbnail, in steps, and how finely it is drawn.
const (
	thumbWidth, thumbHeight = 17, 12
	planThumbDots           = 24
)

// thumbnail is a small picture of how the first document of a kind will look.
func (pl *plan) thumbnail(kp event.KindPlan) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(nil)
	picture.FillMode, picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	paper := container.New(paperLayout{stock: kp.Layout.Stock}, kit.Flat(kit.ColorLine), picture)
	box := container.New(planThumbLayout{}, paper)
	i := slices.IndexFunc(pl.rows, func(r planRow) bool { return r.kind.ID == kp.Kind.ID && r.certificate != nil })
	if i >= 0 {
		pl.look.draw(pl.rows[i], planThumbDots, &kit.Latest[[]image.Image]{}, func(pages []image.Image, err error) {
			if err == nil && len(pages) > 0 {
				picture.Image = pages[0]
				picture.Refresh()
				kit.Repaint(box)
			}
		})
	}
	return box
}

// planThumbLayout is the room of a thumbnail.
type planThumbLayout struct{}

// MinSize is part of fyne.Layout.
func (planThumbLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(thumbWidth), kit.Space(thumbHeight))
}

// Layout is part of fyne.Layout.
func (planThumbLayout) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// halfway puts something into the middle of its height, as wide as there is room.
func halfway(o fyne.CanvasObject) fyne.CanvasObject { return container.New(middleLayout{}, o) }
