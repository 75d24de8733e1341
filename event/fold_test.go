package event

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Łukasz":              "lukasz",
		"WAŁĘSA":              "walesa",
		"Żaneta Ćwikła":       "zaneta cwikla",
		"Zażółć gęślą jaźń":   "zazolc gesla jazn",
		"Ćwik":                "cwik", // the mark as a rune of its own
		"Kowalska-Nowak":      "kowalska nowak",
		"  „Rodzina”  ":       "rodzina",
		"Straße Ærø Øre Đoko": "strasse aero ore doko",
		"zero\u200bwidth":     "zerowidth",
		"":                    "",
		"600 891 920":         "600 891 920",
		"МИР":                 "мир",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Łódź")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold is not stable: %q, then %q", once, twice)
		}
	})
}
