package doc

import (
	"context"
	"fmt"
	"io"

	"zlot/assets"
	"zlot/event/i18n"
)

// ScannerCodes are what the test sheet of a scanner has to be scanned: a code with all characters that
// matter, and a badge that nobody has.
type ScannerCodes struct{ Characters, Badge string }

// The measures of the sheet, in millimetres.
const (
	sheetEdge   = 20.0
	sheetTop    = 32.0
	sheetCode   = 46.0
	sheetBadge  = 30.0
	sheetColumn = 60.0 // from the edge to the words beside the codes
)

// ScannerSheet writes the page on which a scanner is tried out, as PDF.
func (w *Writer) ScannerSheet(ctx context.Context, out io.Writer, lang string, codes ScannerCodes) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	characters, err := w.symbols.token(codes.Characters)
	if err != nil {
		return fmt.Errorf("scanner sheet: %w", err)
	}
	badge, err := w.symbols.badge(codes.Badge)
	if err != nil {
		return fmt.Errorf("scanner sheet: %w", err)
	}
	s := newScannerSheet(i18n.New(lang))
	s.page()
	s.heading()
	s.test(characters, codes.Characters)
	s.badge(badge, codes.Badge)
	s.advice()
	pdf, err := s.finish(properties{title: s.words.T("scanner.sheet.title"), language: s.words.Lang()})
	if err != nil {
		return fmt.Errorf("scanner sheet: %w", err)
	}
	if _, err := out.Write(pdf); err != nil {
		return fmt.Errorf("scanner sheet: %w", err)
	}
	return nil
}

// scannerSheet draws the page from the top.
type scannerSheet struct {
	*surface
	words             *i18n.Printer
	at                float64 // how far down it is
	plain, bold, head style
}

func newScannerSheet(words *i18n.Printer) *scannerSheet {
	return &scannerSheet{
		surface: newSurface(a4Width, a4Height), words: words, at: sheetTop,
		plain: style{face: loadFace(assets.LatoRegular), ink: ink, size: 11},
		bold:  style{face: loadFace(assets.LatoBold), ink: ink, size: 13},
		head:  style{face: loadFace(assets.LatoBlack), ink: accent, size: 24},
	}
}

func (s *scannerSheet) heading() {
	s.text(sheetEdge, s.at, s.words.T("scanner.sheet.title"), s.head)
	s.at += 6
	s.line(sheetEdge, s.at, a4Width-sheetEdge, s.at, 0.35, accent)
	s.at += 8
	s.wrapped(sheetEdge, s.words.T("scanner.sheet.lead"), s.plain)
	s.at += 8
}

// wrapped writes a paragraph and goes below it.
func (s *scannerSheet) wrapped(x float64, text string, st style) {
	lines, _ := s.wrap(text, st, a4Width-sheetEdge-x)
	s.at = s.paragraph(x, s.at, lines, st) + st.lineHeight()
}

func (s *scannerSheet) test(q symbol, characters string) {
	top := s.at
	s.symbol(sheetEdge, top, sheetCode, q)
	s.at = top + 12
	s.wrapped(sheetEdge+sheetColumn, s.words.T("scanner.sheet.code"), s.bold)
	s.at += 3
	s.wrapped(sheetEdge+sheetColumn, characters, s.plain.inked(quiet))
	s.at = top + sheetCode + 14
}

func (s *scannerSheet) badge(q symbol, code string) {
	top := s.at
	s.symbol(sheetEdge+(sheetCode-sheetBadge)/2, top, sheetBadge, q)
	s.at = top + 10
	s.wrapped(sheetEdge+sheetColumn, s.words.T("scanner.sheet.badge"), s.bold)
	s.at += 2
	s.wrapped(sheetEdge+sheetColumn, s.words.T("scanner.sheet.badge.text"), s.plain)
	s.at += 1
	s.wrapped(sheetEdge+sheetColumn, code, s.plain.inked(quiet))
	s.at = top + sheetBadge + 16
}

// advice is what to set in a scanner that is new.
func (s *scannerSheet) advice() {
	s.line(sheetEdge, s.at, a4Width-sheetEdge, s.at, 0.2, faint)
	s.at += 10
	s.wrapped(sheetEdge, s.words.T("scanner.sheet.advice"), s.bold)
	s.at += 3
	for _, line := range []string{
		s.words.T("scanner.sheet.advice.keyboard"), s.words.T("scanner.sheet.advice.end"),
		s.words.T("scanner.sheet.advice.ids"), s.words.T("scanner.sheet.advice.speed"),
		s.words.T("scanner.sheet.advice.caps"),
	} {
		s.text(sheetEdge, s.at, "•", s.plain.inked(accent))
		s.wrapped(sheetEdge+5, line, s.plain)
		s.at += 2
	}
}
