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
		"O'Neil-Żak":          "oneil zak",
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

// Every letter of Latin-1 and Latin Extended-A folds to plain ones.
func TestFold_CoversLatin(t *testing.T) {
	for r := rune(0xc0); r <= 0x17e; r++ {
		if r == 0xd7 || r == 0xf7 || r == 0x149 {
			continue // × and ÷ are no letters; ŉ is not used any more
		}
		for _, c := range Fold(string(r)) {
			if c < 'a' || c > 'z' {
				t.Errorf("Fold(%q) = %q", r, Fold(string(r)))
			}
		}
	}
}
