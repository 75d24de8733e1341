package kit

// ScanCorrection puts right what this machine's scanner does wrong.
type ScanCorrection struct {
	// Apply returns what the scanner meant; what people type stays as it is.
	Apply func(raw string) string
	// Ends tells that a code is whole although no Enter will come.
	Ends func(text string) bool
}

var correction ScanCorrection

// CorrectScans makes every ScanEntry correct what is scanned from now on; the zero value corrects nothing. It
// returns the way back. Use it from the UI thread.
func CorrectScans(c ScanCorrection) (restore func()) {
	before := correction
	correction = c
	return func() { correction = before }
}

// ScansCorrected tells whether scans are corrected.
func ScansCorrected() bool { return correction.Apply != nil }

// CorrectScan returns what a scanner meant by what it typed.
func CorrectScan(raw string) string {
	if correction.Apply == nil {
		return raw
	}
	return correction.Apply(raw)
}

// ScanEnds tells that a text is a whole code that no Enter will end.
func ScanEnds(text string) bool { return correction.Ends != nil && correction.Ends(text) }
