package event

import (
	"bytes"
	"errors"
	"path/filepath"
)

// The codes of what cannot lie under a certificate.
const (
	CodeBackground          = "certificate.background"           // no picture and no PDF
	CodeBackgroundPages     = "certificate.background.pages"     // more than one page: Count
	CodeBackgroundEncrypted = "certificate.background.encrypted" // it is locked by a password
	CodeBackgroundDamaged   = "certificate.background.damaged"   // it cannot be read
	CodeBackgroundLarge     = "certificate.background.large"     // it would make every document too heavy: Size, Most in MB
)

// BackgroundPixels is the longest side of a background, in pixels: 210 dpi on A4.
const BackgroundPixels = 2480

// IsPDF reports whether data begins like a PDF.
func IsPDF(data []byte) bool { return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) }

// PrepareBackground makes what is kept of a background that somebody chose: a PDF of one page as it is, a picture as
// PreparePicture keeps it. Codes: certificate.background…, picture.phone, picture.large, picture.damaged.
func (s *Service) PrepareBackground(name string, data []byte) ([]byte, error) {
	fail := func(code string, pairs ...any) *Error {
		return Fail(code, append(pairs, "Name", filepath.Base(name))...)
	}
	if IsPDF(data) {
		if len(data) > MaxBackground {
			return nil, fail(CodeBackgroundLarge, "Size", (len(data)+1<<20-1)>>20, "Most", MaxBackground>>20)
		}
		if err := s.Documents.CheckBackground(data); err != nil {
			return nil, err
		}
		return data, nil
	}
	ready, err := PreparePicture(data, BackgroundPixels)
	if errors.Is(err, Fail(CodePictureFormat)) {
		return nil, fail(CodeBackground).Because(err)
	}
	return ready, err
}
