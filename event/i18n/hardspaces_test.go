package i18n

import (
	"strings"
	"testing"
)

// hard makes every space of an expectation a hard one.
func hard(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

func TestHardSpaces(t *testing.T) {
	// ~ stands for the hard space.
	for _, want := range []string{
		"W~domu i~w~ogrodzie",
		"Zlot Asystentów Rodziny",
		"ukończyła kurs o~wspieraniu rodziny z~dziećmi",
		"w~wymiarze 150~godz. dydaktycznych",
		"dnia 6–7~września 2012~r. w~Złotym Potoku",
		"30~września – 2~października 2012~roku",
		"koszt 350,00~zł, dla 56~osób",
		"zaświadczenie nr~12/2012",
		"przy ul.~Zamkowej 5",
		"od godz.~8:41",
		"(z~kim) i~„w~tym”",
		"pierwszy wiersz\nw~drugim",
		"A~jednak",
		"1234 uczestników",
		"kończy się na w ",
		"",
		"dwa  odstępy",
	} {
		plain := strings.ReplaceAll(want, "~", " ")
		if got := HardSpaces(plain); got != strings.ReplaceAll(want, "~", nbsp) {
			t.Errorf("%q became %q", plain, strings.ReplaceAll(got, nbsp, "~"))
		}
	}
}
