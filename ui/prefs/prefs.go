// Package prefs keeps the settings of this machine as typed values over the
// toolkit's preferences: language, theme, size, sounds. What belongs to an
// event is in its file; secrets are in neither.
package prefs

import (
	"encoding/json"
	"os"
	"slices"

	"fyne.io/fyne/v2"
)

// The languages and themes a person can choose; the first of each is the default.
var (
	Languages = []string{"pl", "en"}
	Themes    = []string{"light", "dark", "system"}
)

const (
	keyLanguage = "language"
	keyTheme    = "theme"
	keyScale    = "scale"
	keySounds   = "sounds"
	keyDesk     = "desk"
	keyWidth    = "window.width"
	keyHeight   = "window.height"
	keyFull     = "window.full"
	keyRecent   = "file.recent"
	keySample   = "event.sample"
	keyColumns  = "event.columns."
	keyWidths   = "list.widths"
)

// maxRecent is how many databases are remembered.
const maxRecent = 4

// Least and usual size of the window.
const (
	minWidth, minHeight         = 900, 600
	defaultWidth, defaultHeight = 1280, 740
)

// Prefs are the settings of this machine.
type Prefs struct {
	store fyne.Preferences
	run   Override
}

// Override holds for one run of the program and is not saved. Zero fields
// override nothing.
type Override struct {
	Language string
	Theme    string
	Scale    float64
}

// New reads and writes settings in store.
func New(store fyne.Preferences, run Override) *Prefs {
	return &Prefs{store: store, run: run}
}

// Language is "pl" or "en".
func (p *Prefs) Language() string {
	return among(Languages, p.run.Language, p.store.String(keyLanguage))
}

// LanguageChosen says whether there is a language to begin with: kept, or asked for this run.
func (p *Prefs) LanguageChosen() bool {
	return p.run.Language != "" || p.store.String(keyLanguage) != ""
}

// SetLanguage keeps a language.
func (p *Prefs) SetLanguage(lang string) {
	p.run.Language = ""
	p.store.SetString(keyLanguage, lang)
}

// Theme is "light", "dark" or "system".
func (p *Prefs) Theme() string {
	return among(Themes, p.run.Theme, p.store.String(keyTheme))
}

// SetTheme keeps a theme.
func (p *Prefs) SetTheme(theme string) {
	p.run.Theme = ""
	p.store.SetString(keyTheme, theme)
}

// Scale multiplies all sizes; 1 is normal.
func (p *Prefs) Scale() float64 {
	if p.run.Scale > 0 {
		return p.run.Scale
	}
	if s := p.store.Float(keyScale); s > 0 {
		return s
	}
	return 1
}

// SetScale keeps a scale.
func (p *Prefs) SetScale(scale float64) {
	p.run.Scale = 0
	p.store.SetFloat(keyScale, scale)
}

// Sounds says whether the desk answers scans with a sound.
func (p *Prefs) Sounds() bool { return p.store.BoolWithFallback(keySounds, true) }

// SetSounds turns the sounds on or off.
func (p *Prefs) SetSounds(on bool) { p.store.SetBool(keySounds, on) }

// DeskName is what this machine is called in the log of scans; at first the
// name of the computer.
func (p *Prefs) DeskName() string {
	if name := p.store.String(keyDesk); name != "" {
		return name
	}
	host, err := os.Hostname()
	if err != nil {
		return ""
	}
	return host
}

// SetDeskName keeps the name of this machine; an empty one is the computer's again.
func (p *Prefs) SetDeskName(name string) { p.store.SetString(keyDesk, name) }

// WindowSize is the size the window had when it was last closed.
func (p *Prefs) WindowSize() fyne.Size {
	return fyne.NewSize(
		max(float32(p.store.FloatWithFallback(keyWidth, defaultWidth)), minWidth),
		max(float32(p.store.FloatWithFallback(keyHeight, defaultHeight)), minHeight),
	)
}

// SetWindowSize keeps the size of the window.
func (p *Prefs) SetWindowSize(s fyne.Size) {
	p.store.SetFloat(keyWidth, float64(s.Width))
	p.store.SetFloat(keyHeight, float64(s.Height))
}

// FullScreen says whether the window filled the screen when it was last closed.
func (p *Prefs) FullScreen() bool { return p.store.Bool(keyFull) }

// SetFullScreen keeps whether the window fills the screen.
func (p *Prefs) SetFullScreen(full bool) { p.store.SetBool(keyFull, full) }

// RecentFiles are the databases that were opened in the window, newest first.
func (p *Prefs) RecentFiles() []string { return p.store.StringList(keyRecent) }

// AddRecentFile puts a database to the front of the recent ones.
func (p *Prefs) AddRecentFile(path string) {
	files := []string{path}
	for _, f := range p.RecentFiles() {
		if f != path && len(files) < maxRecent {
			files = append(files, f)
		}
	}
	p.store.SetStringList(keyRecent, files)
}

// SampleEvent is the id of the example that the first start made, or "".
func (p *Prefs) SampleEvent() string { return p.store.String(keySample) }

// SetSampleEvent keeps which event is the example.
func (p *Prefs) SetSampleEvent(id string) { p.store.SetString(keySample, id) }

// Columns are what somebody chose to see in the list of an event's people; none
// are the usual ones.
func (p *Prefs) Columns(eventID string) []string { return p.store.StringList(keyColumns + eventID) }

// SetColumns keeps which columns of an event's list are seen.
func (p *Prefs) SetColumns(eventID string, columns []string) {
	p.store.SetStringList(keyColumns+eventID, columns)
}

// Widths are the widths of a list's columns, as somebody set them.
func (p *Prefs) Widths(list string) map[string]float32 { return p.widths()[list] }

// SetWidths keeps how wide the columns of a list are.
func (p *Prefs) SetWidths(list string, widths map[string]float32) {
	all := p.widths()
	all[list] = widths
	if kept, err := json.Marshal(all); err == nil {
		p.store.SetString(keyWidths, string(kept))
	}
}

// widths are those of all lists. What cannot be read is forgotten.
func (p *Prefs) widths() map[string]map[string]float32 {
	all := map[string]map[string]float32{}
	if json.Unmarshal([]byte(p.store.String(keyWidths)), &all) != nil {
		return map[string]map[string]float32{}
	}
	return all
}

// ResetLook forgets language, theme, sizes and everything else that was
// arranged by hand; the name of the desk and the recent files stay.
func (p *Prefs) ResetLook() {
	for _, key := range []string{keyLanguage, keyTheme, keyScale, keySounds, keyWidth, keyHeight, keyFull, keyWidths} {
		p.store.RemoveValue(key)
	}
}

// among is the first value that can be chosen, or the default.
func among(choice []string, values ...string) string {
	for _, v := range values {
		if slices.Contains(choice, v) {
			return v
		}
	}
	return choice[0]
}
