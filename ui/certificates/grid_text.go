package certificates

import (
	"strings"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

func textWidth(text string, size float32, bold bool) float32 {
	return fyne.MeasureText(text, size, fyne.TextStyle{Bold: bold}).Width
}

// breakTitle breaks a title into at most so many lines: at spaces, and words that are too wide with a hyphen.
func breakTitle(title string, wide, size float32, most int) []string {
	var lines []string
	words := strings.Fields(title)
	line := ""
	for len(words) > 0 && len(lines) < most {
		word := words[0]
		next := strings.TrimSpace(line + " " + word)
		switch {
		case textWidth(next, size, false) <= wide:
			line, words = next, words[1:]
			continue
		case line == "":
			var rest string
			line, rest = hyphenate(word, wide, size)
			words[0] = rest
			if rest == "" {
				words = words[1:]
			}
		}
		lines, line = append(lines, line), ""
	}
	if line != "" && len(lines) < most {
		lines, line = append(lines, line), ""
	}
	if rest := strings.TrimSpace(line + " " + strings.Join(words, " ")); rest != "" && len(lines) > 0 {
		last := lines[len(lines)-1]
		lines[len(lines)-1] = kit.Shorten(strings.TrimSuffix(last, "-")+" "+rest, wide, size, false)
	}
	return lines
}

// hyphenate is as much of a word as fits with a hyphen, and the rest of it; where it can be, between syllables.
func hyphenate(word string, wide, size float32) (fits, rest string) {
	runes := []rune(word)
	n := len(runes) - 2 // not less goes to the next line
	for n > 1 && textWidth(string(runes[:n])+"-", size, false) > wide {
		n--
	}
	if n < 2 {
		return word, ""
	}
	for m := n; m > 1 && m > n-3; m-- {
		if endsSyllable(runes, m) {
			n = m
			break
		}
	}
	return string(runes[:n]) + "-", string(runes[n:])
}

// endsSyllable says whether a syllable may end before a letter: between a vowel and a consonant that another vowel
// follows, or between two consonants.
func endsSyllable(word []rune, at int) bool {
	vowel := func(i int) bool {
		return i >= 0 && i < len(word) && strings.ContainsRune("aąeęioóuyAĄEĘIOÓUY", word[i])
	}
	if vowel(at - 1) {
		return !vowel(at) && vowel(at+1)
	}
	return vowel(at-2) && !vowel(at) && (vowel(at+1) || vowel(at+2)) && !strings.Contains("szczrzdżdźchdz", string(word[at-1:at+1]))
}
