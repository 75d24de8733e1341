package assets

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"image/png"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

const (
	polish = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
	signs  = "„”“–—−…·§%°×()[]/&@\u00a0"
)

func TestFont_CoversPolishAndDrawsIt(t *testing.T) {
	var buffer sfnt.Buffer
	for _, name := range Fonts() {
		body := Font(name)
		// gopdf embeds TrueType outlines only, not CFF.
		if !bytes.HasPrefix(body, []byte{0, 1, 0, 0}) {
			t.Errorf("%s has no TrueType outlines", name)
		}
		f, err := sfnt.Parse(body)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, r := range polish + signs {
			glyph, err := f.GlyphIndex(&buffer, r)
			if err != nil || glyph == 0 {
				t.Errorf("%s lacks %q", name, r)
				continue
			}
			outline, err := f.LoadGlyph(&buffer, glyph, fixed.I(64), nil)
			if err != nil || len(outline) == 0 && r != '\u00a0' {
				t.Errorf("%s draws nothing for %q: %v", name, r, err)
			}
		}
	}
}

func TestFont_UprightLatoHasTabularFigures(t *testing.T) {
	var buffer sfnt.Buffer
	for _, name := range Fonts() {
		// The slanted styles are a hair off; numbers in columns are upright.
		if !strings.HasPrefix(string(name), "Lato") || strings.HasSuffix(string(name), "Italic") {
			continue
		}
		f, err := sfnt.Parse(Font(name))
		if err != nil {
			t.Fatal(err)
		}
		widths := map[fixed.Int26_6]bool{}
		for _, digit := range "0123456789" {
			glyph, err := f.GlyphIndex(&buffer, digit)
			if err != nil {
				t.Fatal(err)
			}
			width, err := f.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			widths[width] = true
		}
		if len(widths) != 1 {
			t.Errorf("%s: digits have %d widths", name, len(widths))
		}
	}
}

func TestFont_EveryFamilyComesWithItsLicence(t *testing.T) {
	for _, name := range Fonts() {
		family, _, _ := strings.Cut(string(name), "-")
		text, err := os.ReadFile("fonts/OFL-" + family + ".txt")
		if err != nil || !strings.Contains(string(text), "SIL OPEN FONT LICENSE") {
			t.Errorf("%s has no licence text: %v", name, err)
		}
	}
}

// The toolkit recolours the fills of paths and leaves strokes black.
var embeddedIcon = regexp.MustCompile(`^<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="[MLZ0-9. -]+"/></svg>\n$`)

func TestIcon_OneFilledPathInsideTheGrid(t *testing.T) {
	numbers := regexp.MustCompile(`-?[0-9.]+ -?[0-9.]+`)
	for _, name := range Icons() {
		body := string(Icon(name))
		if !embeddedIcon.MatchString(body) {
			t.Errorf("%s is not a single filled path on the 24 grid", name)
			continue
		}
		_, d, _ := strings.Cut(body, ` d="`)
		for _, pair := range numbers.FindAllString(d, -1) {
			var x, y float64
			if err := json.Unmarshal([]byte("["+strings.Replace(pair, " ", ",", 1)+"]"), &[]*float64{&x, &y}); err != nil {
				t.Fatalf("%s: %q: %v", name, pair, err)
			}
			if x < 0 || y < 0 || x > 24 || y > 24 {
				t.Errorf("%s leaves the grid at %s", name, pair)
			}
		}
	}
}

func TestIcon_EveryDrawingIsEmbedded(t *testing.T) {
	drawings, err := filepath.Glob("icons/strokes/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range drawings {
		names = append(names, strings.TrimSuffix(filepath.Base(d), ".svg"))
	}
	if !slices.Equal(names, Icons()) {
		t.Errorf("drawings %v, embedded %v", names, Icons())
	}
}

func TestAppIcon_Is512Square(t *testing.T) {
	config, err := png.DecodeConfig(bytes.NewReader(AppIconPNG))
	if err != nil || config.Width != 512 || config.Height != 512 {
		t.Errorf("%d × %d, %v", config.Width, config.Height, err)
	}
	if !bytes.Contains(AppIconSVG, []byte("#1f5fa8")) {
		t.Error("the icon is not in the primary colour")
	}
}

func TestSound_ShortAndWithoutClicks(t *testing.T) {
	for _, name := range []SoundName{SoundOK, SoundAttention, SoundRefused} {
		body := Sound(name)
		if string(body[:4]) != "RIFF" || int(binary.LittleEndian.Uint32(body[4:]))+8 != len(body) {
			t.Fatalf("%s is not a whole WAV file", name)
		}
		samples := make([]int16, (len(body)-44)/2)
		if err := binary.Read(bytes.NewReader(body[44:]), binary.LittleEndian, samples); err != nil {
			t.Fatal(err)
		}
		if ms := len(samples) * 1000 / 44100; ms > 250 || ms < 100 {
			t.Errorf("%s lasts %d ms", name, ms)
		}
		peak, step := 0.0, 0.0
		for i, s := range samples {
			peak = math.Max(peak, math.Abs(float64(s)))
			if i > 0 {
				step = math.Max(step, math.Abs(float64(s)-float64(samples[i-1])))
			}
		}
		if peak < 8000 || peak > 32000 {
			t.Errorf("%s peaks at %.0f: too quiet or clipped", name, peak)
		}
		if samples[0] != 0 || math.Abs(float64(samples[len(samples)-1])) > 50 || step > peak/2 {
			t.Errorf("%s clicks: begins %d, ends %d, jumps %.0f", name, samples[0], samples[len(samples)-1], step)
		}
	}
}

func TestFyneTranslations(t *testing.T) {
	keys := func(lang string) []string {
		words := map[string]any{}
		if err := json.Unmarshal(FyneTranslations(lang), &words); err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		return slices.Sorted(maps.Keys(words))
	}
	if pl, en := keys("pl"), keys("en"); !slices.Equal(pl, en) {
		t.Errorf("Polish has %v, English %v", pl, en)
	}
	for _, right := range []string{"Potwierdź", "Zakończ", "Nazwa", "Ponów"} {
		if !bytes.Contains(FyneTranslations("pl"), []byte(`"`+right+`"`)) {
			t.Errorf("%s is missing", right)
		}
	}
	if !bytes.Equal(FyneTranslations("de"), FyneTranslations("pl")) {
		t.Error("an unknown language is not Polish")
	}
}
