package i18n

import (
	"math"
	"testing"
)

func TestPrinter_Number(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		pl, en   string
	}{
		{1234.5, 2, "1\u00a0234,50", "1,234.50"},
		{0, 0, "0", "0"},
		{999, 0, "999", "999"},
		{1000, 0, "1\u00a0000", "1,000"},
		{1234567.891, 1, "1\u00a0234\u00a0567,9", "1,234,567.9"},
		{999.995, 1, "1\u00a0000,0", "1,000.0"},
		{-12.5, 1, "−12,5", "−12.5"},
		{-0.001, 2, "0,00", "0.00"},
		{math.NaN(), 2, "–", "–"},
		{math.Inf(1), 2, "–", "–"},
	} {
		if got := New(Polish).Number(c.v, c.decimals); got != c.pl {
			t.Errorf("Polish %v: %q, want %q", c.v, got, c.pl)
		}
		if got := New(English).Number(c.v, c.decimals); got != c.en {
			t.Errorf("English %v: %q, want %q", c.v, got, c.en)
		}
	}
}

func TestPrinter_Hours(t *testing.T) {
	for _, c := range []struct {
		v      float64
		pl, en string
	}{
		{0, "0 godz.", "0 hours"}, {1, "1 godz.", "1 hour"}, {3, "3 godz.", "3 hours"}, {1.5, "1,5 godz.", "1.5 hours"},
		{2.25, "2,25 godz.", "2.25 hours"}, {10, "10 godz.", "10 hours"}, {100, "100 godz.", "100 hours"},
		{1.0 / 3, "0,33 godz.", "0.33 hours"}, {150.0000001, "150 godz.", "150 hours"},
	} {
		pl, en := New(Polish).Hours(c.v), New(English).Hours(c.v)
		if pl != hard(c.pl) || en != hard(c.en) {
			t.Errorf("%v: %q and %q, want %q and %q", c.v, pl, en, c.pl, c.en)
		}
	}
}

func TestPrinter_Money(t *testing.T) {
	for _, c := range []struct {
		grosz  int64
		pl, en string
	}{
		{35000, "350,00 zł", "PLN 350.00"}, {0, "0,00 zł", "PLN 0.00"}, {5, "0,05 zł", "PLN 0.05"},
		{123456789, "1 234 567,89 zł", "PLN 1,234,567.89"}, {-1250, "−12,50 zł", "PLN −12.50"},
		// More than a float could hold.
		{9007199254740993, "90 071 992 547 409,93 zł", "PLN 90,071,992,547,409.93"},
	} {
		pl, en := New(Polish).Money(c.grosz), New(English).Money(c.grosz)
		if pl != hard(c.pl) || en != hard(c.en) {
			t.Errorf("%d: %q and %q, want %q and %q", c.grosz, pl, en, c.pl, c.en)
		}
	}
}

func TestPrinter_Numeral(t *testing.T) {
	for plain, want := range map[string][2]string{"1234.5": {"1234,5", "1234.5"}, "-0.25": {"-0,25", "-0.25"}, "7": {"7", "7"}} {
		if pl, en := New(Polish).Numeral(plain), New(English).Numeral(plain); pl != want[0] || en != want[1] {
			t.Errorf("%s is written %s and %s, want %v", plain, pl, en, want)
		}
	}
}
