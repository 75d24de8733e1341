package ui

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event/wedge"
	"zlot/ui/kit"
	"zlot/ui/prefs"
	"zlot/ui/scanner"
)

// PageScanner is the page on which a scanner is tried out, without a line in the navigation.
const PageScanner = "scanner"

// readingMost is how long anybody waits for the code in a picture.
const readingMost = 15 * time.Second

// correcting is the correction of scans as a setting of this machine; what is set holds at once.
type correcting struct{ *prefs.Prefs }

// SetCorrection is part of scanner.Settings.
func (c correcting) SetCorrection(to wedge.Correction) {
	c.Prefs.SetCorrection(to)
	correctScans(to)
}

// correctScans makes every input correct what is scanned.
func correctScans(c wedge.Correction) {
	if c.Zero() {
		kit.CorrectScans(kit.ScanCorrection{})
		return
	}
	kit.CorrectScans(kit.ScanCorrection{Apply: c.Apply, Ends: c.Ends})
}

// makeScanner makes the page that settings and the desk lead to.
func (s *Shell) makeScanner() Page {
	return scannerPage{scanner.New(scanner.Deps{
		Context:  s.ctx,
		Printer:  s.words,
		Window:   s.Window,
		Settings: correcting{s.Prefs},
		QR:       s.QR,
		Sheet: func(ctx context.Context, w io.Writer) error {
			return s.ScannerSheet(ctx, w, s.words.Lang())
		},
		Show: s.Show,
		Back: func() { s.Go(s.led, "") },
	})}
}

// scannerPage offers the page's commands as the shell's.
type scannerPage struct{ *scanner.Page }

// Commands is part of Commander.
func (p scannerPage) Commands() []Command { return commands(p.Page.Commands()) }

// pictureNames are how the names of pictures end.
var pictureNames = []string{".png", ".jpg", ".jpeg", ".jfif", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif"}

func isPicture(file fyne.URI) bool {
	return slices.Contains(pictureNames, strings.ToLower(filepath.Ext(file.Path())))
}

// takesPictures tells whether pictures that are dropped now are looked at for codes: pages that take files
// themselves may want them as they are.
func (s *Shell) takesPictures(files []fyne.URI) bool {
	_, own := s.pages[s.name].(Dropper)
	return !own && s.event.ID != "" && s.ReadPicture != nil && slices.ContainsFunc(files, isPicture)
}

// readPictures looks for codes in pictures that were dropped, and scans them.
func (s *Shell) readPictures(files []fyne.URI) {
	pictures := slices.Clone(files)
	pictures = slices.DeleteFunc(pictures, func(f fyne.URI) bool { return !isPicture(f) })
	kit.Run(s.ctx, func(ctx context.Context) ([]string, error) {
		ctx, cancel := context.WithTimeout(ctx, readingMost)
		defer cancel()
		return s.codesOf(ctx, pictures)
	}, func(codes []string, err error) {
		for _, code := range badgesOf(codes) {
			s.burst.land(code) // a dialog may have been opened meanwhile
		}
		if err != nil {
			kit.Toast(s.Window.Canvas(), s.words.Error(err), nil) // no dialog: the next scan must land
		}
	})
}

// codesOf reads what can be read; the error is that of the first picture that cannot.
func (s *Shell) codesOf(ctx context.Context, pictures []fyne.URI) (codes []string, failure error) {
	for _, picture := range pictures {
		found, err := s.codesIn(ctx, picture.Path())
		codes = append(codes, found...)
		if failure == nil {
			failure = err
		}
	}
	return codes, failure
}

func (s *Shell) codesIn(ctx context.Context, path string) ([]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("dropped picture: %w", err)
	}
	defer file.Close()
	return s.ReadPicture(ctx, file)
}

// badgesOf chooses what is a badge where something is: a photo of one shows other codes too.
func badgesOf(codes []string) []string {
	badges := slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !wedge.Whole(code) })
	if len(badges) == 0 {
		return codes[:min(len(codes), 1)]
	}
	return badges
}
