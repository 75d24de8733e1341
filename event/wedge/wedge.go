// Package wedge knows what a scanner that types like a keyboard can do wrong: it finds out from one
// known code what is set wrong, and puts right in software what can be put right.
//
// Such a scanner sends keys, not characters. It presses the keys of the keyboard layout it is set to,
// and the computer reads them by its own layout: where the two differ, digits or letters come out
// wrong, always in the same way.
package wedge

// Sheet is the code of the printed test sheet: the digits, then letters that layouts move about, then
// punctuation. Dead keys of some layouts swallow what follows them, so punctuation is last.
const Sheet = `1234567890AaBbMmQqWwYyZz -_.,:;/?+=*%&@#$!()[]\"'`

// TestBadge is the code of the badge on the printed test sheet: nobody has it.
const TestBadge = "91234567890123452"

// Finding is one thing about a scanner.
type Finding string

// The findings. Those of the first group keep badges from being read as long as nothing is done.
const (
	Digits  Finding = "digits"   // computer and scanner have different layouts: digits come out wrong
	Prefix  Finding = "prefix"   // characters before the code
	Suffix  Finding = "suffix"   // characters after it
	NoEnter Finding = "no_enter" // nothing ends a code, so two run together
	Keypad  Finding = "keypad"   // every character comes as its number, as if typed with Alt held
	Lost    Finding = "lost"     // characters are missing: it types too fast, or over a bad cable
	Foreign Finding = "foreign"  // this is not the code of the test sheet

	Aim     Finding = "aim"     // the prefix is the name of the symbology, as ]Q3
	Eci     Finding = "eci"     // the prefix is the number of a character set, as \000026
	Control Finding = "control" // control characters around the code, as STX and ETX

	// These do not harm a badge, which has nothing but digits.
	Tab         Finding = "tab"         // Tab ends a code instead of Enter
	LineFeed    Finding = "line_feed"   // Enter comes twice, or with a line feed
	Caps        Finding = "caps"        // large and small letters are exchanged
	SwappedYZ   Finding = "swapped_yz"  // Y and Z are exchanged
	Letters     Finding = "letters"     // letters come out otherwise
	Punctuation Finding = "punctuation" // punctuation comes out otherwise
	AltGr       Finding = "altgr"       // characters that AltGr types are among them
)

// Harmful tells whether badges are not read as long as nothing is done about it.
func (f Finding) Harmful() bool {
	switch f {
	case Digits, Prefix, Suffix, NoEnter, Keypad, Lost, Foreign:
		return true
	}
	return false
}

// Diagnosis is what one scan of a known code tells about the scanner.
type Diagnosis struct {
	Findings []Finding // none: everything is right
	// Layout is what the keyboard of the computer is set to, where the scan tells it ("de", "cs"; see
	// Layouts), or what the scanner is set to when the computer is right; "" where neither is known.
	Layout    string
	OfScanner bool
	// Before and After are the characters around the code, as they came.
	Before, After string
	// Correction puts right what software can.
	Correction Correction
}

// Right tells that nothing is wrong.
func (d Diagnosis) Right() bool { return len(d.Findings) == 0 }

// Readable tells that badges are read as the scanner is set now.
func (d Diagnosis) Readable() bool {
	for _, f := range d.Findings {
		if f.Harmful() {
			return false
		}
	}
	return true
}

// Has tells whether something was found.
func (d Diagnosis) Has(f Finding) bool {
	for _, known := range d.Findings {
		if known == f {
			return true
		}
	}
	return false
}

// Fixable tells that the correction makes badges readable.
func (d Diagnosis) Fixable() bool {
	return !d.Readable() && !d.Correction.Zero() && !d.Has(Keypad) && !d.Has(Lost) && !d.Has(Foreign)
}
