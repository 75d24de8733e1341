package ui

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/prefs"
	"zlot/ui/settings"
)

// copies makes backup copies by itself: when the program has started, and every so often, where something changed.
type copies struct {
	s      *Shell
	begun  bool
	failed bool // said already
	stop   func()
}

// kept is what came of a copy that was due.
type kept struct {
	res  event.CopyResult
	made bool
}

// begin makes the copy of the start.
func (c *copies) begin() {
	if c.begun || c.s.Service.Copies == nil {
		return
	}
	c.begun = true
	second := c.s.Prefs.CopySecond()
	kit.Run(c.s.ctx, func(context.Context) (struct{}, error) { return struct{}{}, c.s.Service.Copies.SetSecond(second) },
		func(_ struct{}, err error) {
			if err != nil {
				slog.Warn("second folder of copies", "error", err)
			}
			c.make(event.CopyStart)
		})
}

func (c *copies) make(reason event.CopyReason) {
	kit.Run(c.s.ctx, func(ctx context.Context) (kept, error) {
		res, made, err := c.s.Service.CopyIfChanged(event.ByProgram(ctx), reason)
		return kept{res, made}, err
	}, c.made)
}

// made says once that there is no copy, and tries again when the next is due.
func (c *copies) made(k kept, err error) {
	c.end()
	c.stop = kit.After(c.s.Prefs.CopyInterval(), func() { c.make(event.CopyInterval) })
	switch {
	case err != nil && !c.failed:
		c.failed = true
		slog.Error("backup copy", "error", err)
		kit.Toast(c.s.Window.Canvas(), c.s.words.T("backup.failed.toast"), nil)
	case err == nil && k.made:
		c.failed = false
		if k.res.Second != nil {
			slog.Warn("second folder of copies", "error", k.res.Second)
		}
	}
	c.s.showCopies()
}

// end stops waiting.
func (c *copies) end() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

// showCopies marks the settings where the copies need somebody.
func (s *Shell) showCopies() {
	if s.nav == nil || s.Service.Copies == nil {
		return
	}
	count := 0
	if s.Service.Copies.Places().Failed != nil {
		count = 1
	}
	s.nav.setCount(PageSettings, count, kit.ToneAttention)
	if p, ok := s.pages[PageSettings].(interface{ CopyMade() }); ok {
		p.CopyMade()
	}
}

// tellRestored says what came of a restore, once somebody may read it.
func (s *Shell) tellRestored() {
	r := s.Start.Restored
	s.Start.Restored = nil
	switch {
	case r == nil:
		return
	case r.Err != nil:
		kit.ShowError(s.Window, s.words, r.Err)
		return
	}
	args := i18n.Args{"Kept": r.Kept, "When": ""}
	if r.Copy.Name != "" {
		args["When"] = settings.CopyWhen(s.words, s.event, s.now(), r.Copy.At)
		args["Reason"] = s.words.T("backup.reason." + string(r.Copy.Reason))
	}
	text := s.words.T("backup.restored", args)
	if r.Unread {
		text += "\n" + s.words.T("backup.restored.unread")
	}
	kit.Message(s.Window, s.words.T("backup.restored.title"), text)
}

// onRestoreCopy lets somebody choose a copy where nobody sees the settings yet; path is one that was chosen, or "".
func (s *Shell) onRestoreCopy(path string) {
	settings.ChooseCopy(settings.Deps{Context: s.ctx, Printer: s.words, Window: s.Window, Event: s.event, Now: s.now, Backups: s.backups()}, path)
}

// isCopy tells a backup copy from a file to work in.
func isCopy(path string) bool {
	return strings.HasSuffix(path, copyEnding) || filepath.Ext(filepath.Dir(path)) == ".copies"
}

// copyEnding is what the name of an encrypted copy ends in.
const copyEnding = ".zlot.age"

// backups are what the card of the copies stands on.
func (s *Shell) backups() settings.Backups {
	b := settings.Backups{Service: s.Service, Reader: s.Service, Copies: s.Service.Copies, Prefs: s.Prefs, Restore: s.Restore}
	for _, minutes := range prefs.CopyEvery {
		b.Every = append(b.Every, time.Duration(minutes)*time.Minute)
	}
	return b
}
