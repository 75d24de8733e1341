package settings

import (
	"path/filepath"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// scales are the sizes a person can choose.
var scales = []float64{0.9, 1, 1.15, 1.3, 1.5}

// makeMachine are the settings of this machine. They hold at once.
func (p *Page) makeMachine() fyne.CanvasObject {
	t := p.Printer.T
	language := kit.NewSelect([]kit.Option[string]{
		{Value: "pl", Text: t("settings.language.pl")}, {Value: "en", Text: t("settings.language.en")}}, p.SetLanguage)
	language.SetValue(p.Prefs.Language())
	themes := kit.NewSelect([]kit.Option[string]{
		{Value: "light", Text: t("settings.theme.light")}, {Value: "dark", Text: t("settings.theme.dark")},
		{Value: "system", Text: t("settings.theme.system")}}, func(theme string) {
		p.Prefs.SetTheme(theme)
		p.ThemeChosen()
	})
	themes.SetValue(p.Prefs.Theme())
	sounds := kit.NewSelect([]kit.Option[bool]{
		{Value: true, Text: t("settings.sounds.on")}, {Value: false, Text: t("settings.sounds.off")}}, p.Prefs.SetSounds)
	sounds.SetValue(p.Prefs.Sounds())
	desk := kit.NewEntry("")
	desk.SetText(p.Prefs.DeskName())
	desk.OnChanged = p.Prefs.SetDeskName
	return kit.Card(t("settings.machine"), kit.VStack(3,
		kit.Columns(3, kit.NewField(t("settings.language"), language, ""), kit.NewField(t("settings.theme"), themes, "")),
		kit.Columns(3, kit.NewField(t("settings.scale"), p.makeScale(), ""), kit.NewField(t("settings.sounds"), sounds, "")),
		kit.NewField(t("settings.desk"), desk, t("settings.desk.hint")),
		kit.HStack(0, kit.NewButton(t("scanner.settings"), kit.IconScan, p.Scanner))))
}

func (p *Page) makeScale() fyne.CanvasObject {
	values := slices.Clone(scales)
	if now := p.Prefs.Scale(); !slices.Contains(values, now) {
		values = append(values, now)
		slices.Sort(values)
	}
	var options []kit.Option[float64]
	for _, v := range values {
		options = append(options, kit.Option[float64]{Value: v, Text: strconv.Itoa(int(v*100+0.5)) + " %"})
	}
	size := kit.NewSelect(options, func(v float64) {
		p.Prefs.SetScale(v)
		p.ThemeChosen()
	})
	size.SetValue(p.Prefs.Scale())
	return size
}

// makeFiles says where everything is.
func (p *Page) makeFiles() fyne.CanvasObject {
	t := p.Printer.T
	backup := kit.NewButton(t("settings.backup"), kit.IconExport, p.onBackup)
	return kit.Card(t("settings.files"), kit.VStack(2,
		p.makeFile(t("settings.file.database"), p.Files.Database),
		p.makeFile(t("settings.file.log"), p.Files.Log),
		p.makeFile(t("settings.file.crash"), p.Files.Crash),
		kit.PadSides(2, 0, 0, 0, kit.HStack(0, backup))))
}

func (p *Page) makeFile(label, path string) fyne.CanvasObject {
	words := kit.VStack(0,
		kit.NewText(label, kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorMuted, Bold: true}),
		kit.NewText(filepath.Base(path), kit.StyleBody.Truncated()),
		kit.NewText(filepath.Dir(path), kit.StyleSmall.Truncated()))
	show := kit.NewQuiet("", kit.IconFolder, func() {
		if err := p.Reveal(path); err != nil {
			kit.ShowError(p.Window, p.Printer, err)
		}
	})
	return container.NewBorder(nil, nil, nil, container.NewCenter(show), words)
}
