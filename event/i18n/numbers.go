package i18n

import (
	"math"
	"strconv"
	"strings"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// Number writes 1 234,50 (Polish, with hard spaces) or 1,234.50 (English),
// rounded to the given decimals.
func (p *Printer) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	digits := strconv.FormatFloat(math.Abs(v), 'f', max(decimals, 0), 64)
	// A rounded -0.001 must not become "−0,00".
	return p.group(digits, v < 0 && strings.ContainsAny(digits, "123456789"))
}

// Numeral writes the digits of a kept number, such as 1234.5, with the point of the language and nothing
// between thousands: as it is typed and read again.
func (p *Printer) Numeral(plain string) string {
	if p.lang == English {
		return plain
	}
	return strings.Replace(plain, ".", ",", 1)
}

// Hours writes "3 godz." or "1,5 godz.", with at most two decimals.
func (p *Printer) Hours(v float64) string {
	rounded := math.Round(v*100) / 100
	return p.localize("common.hours.short", pluralOperand(rounded), Args{"Value": p.decimal(rounded)})
}

// Money writes an amount given in grosz: 350,00 zł or PLN 350.00.
func (p *Printer) Money(grosz int64) string {
	negative := grosz < 0
	digits := strings.TrimPrefix(strconv.FormatInt(grosz, 10), "-")
	for len(digits) < 3 {
		digits = "0" + digits
	}
	cut := len(digits) - 2
	amount := p.group(digits[:cut]+"."+digits[cut:], negative)
	return p.T("common.money", Args{"Amount": amount})
}

// decimal writes a number with as many decimals as it needs, at most two.
func (p *Printer) decimal(v float64) string {
	text := p.Number(v, 2)
	if cut := len(text) - 3; cut > 0 && strings.ContainsRune(",.", rune(text[cut])) {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ",.")
	}
	return text
}

func (p *Printer) integer(v int64) string {
	return p.group(strings.TrimPrefix(strconv.FormatInt(v, 10), "-"), v < 0)
}

// group puts the separators of the language into plain digits such as
// "1234.50".
func (p *Printer) group(digits string, negative bool) string {
	thousands, point := nbsp, ","
	if p.lang == English {
		thousands, point = ",", "."
	}
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteString("−")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thousands)
		}
		b.WriteRune(r)
	}
	if hasFraction {
		b.WriteString(point)
		b.WriteString(fraction)
	}
	return b.String()
}

// Size writes how long a file is: "1,4 MB".
func (p *Printer) Size(bytes int64) string {
	const mega = 1 << 20
	switch {
	case bytes >= 1<<30:
		return p.Number(float64(bytes)/(1<<30), 1) + nbsp + "GB"
	case bytes >= 10*mega:
		return p.Number(float64(bytes)/mega, 0) + nbsp + "MB"
	case bytes >= mega/10:
		return p.Number(float64(bytes)/mega, 1) + nbsp + "MB"
	}
	return p.Number(float64(bytes)/(1<<10), 0) + nbsp + "kB"
}
