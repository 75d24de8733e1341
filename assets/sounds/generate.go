//go:build ignore

// Command generate writes the sounds of the desk next to itself:
// go run generate.go
package main

import (
	"bytes"
	"encoding/binary"
	"log"
	"math"
	"os"
)

const rate = 44100

// tone is one note: it glides from one pitch to another.
type tone struct {
	from, to float64 // Hz
	seconds  float64
	loudness float64
}

// A silence is a tone of loudness 0.
var sounds = map[string][]tone{
	// A rising fifth.
	"ok.wav": {{784, 784, 0.075, 0.55}, {1175, 1175, 0.145, 0.55}},
	// The same middle tone twice.
	"attention.wav": {{587, 587, 0.085, 0.6}, {587, 587, 0.045, 0}, {587, 587, 0.105, 0.6}},
	// A low tone that falls by a fourth; loud enough for small loudspeakers.
	"refused.wav": {{330, 330, 0.09, 0.75}, {247, 220, 0.155, 0.8}},
}

func main() {
	log.SetFlags(0)
	for name, tones := range sounds {
		var samples []int16
		for _, t := range tones {
			samples = append(samples, t.samples()...)
		}
		if err := os.WriteFile(name, wav(samples), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// samples draws the note with two soft overtones. It fades in within 6 ms and
// dies away like a struck bar, so that nothing clicks.
func (t tone) samples() []int16 {
	n := int(t.seconds * rate)
	out := make([]int16, n)
	phase := 0.0
	for i := range out {
		at := float64(i) / float64(n)
		phase += 2 * math.Pi * (t.from + (t.to-t.from)*at) / rate
		wave := math.Sin(phase) + 0.22*math.Sin(2*phase) + 0.08*math.Sin(3*phase)
		rise := math.Min(1, float64(i)/(0.006*rate))
		fall := math.Min(1, float64(n-1-i)/(0.012*rate))
		out[i] = int16(32767 * t.loudness / 1.3 * wave * rise * rise * fall * fall * math.Exp(-2.2*at))
	}
	return out
}

func wav(samples []int16) []byte {
	var b bytes.Buffer
	size := uint32(len(samples) * 2)
	b.WriteString("RIFF")
	for _, v := range []any{
		36 + size, [8]byte([]byte("WAVEfmt ")), uint32(16), uint16(1), uint16(1),
		uint32(rate), uint32(rate * 2), uint16(2), uint16(16),
		[4]byte([]byte("data")), size, samples,
	} {
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			log.Fatal(err)
		}
	}
	return b.Bytes()
}
