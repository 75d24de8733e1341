package assets

import "embed"

//go:embed sounds/*.wav
var sounds embed.FS

// SoundName names one of the three sounds of the desk.
type SoundName string

// The sounds differ in melody and not only in pitch: rising for "come in",
// one tone twice for "look first", falling for "no".
const (
	SoundOK        SoundName = "ok"
	SoundAttention SoundName = "attention"
	SoundRefused   SoundName = "refused"
)

// Sound returns a sound as WAV: 16 bit, mono, 44.1 kHz, at most 250 ms. It
// panics on a name that is not one of the constants.
func Sound(name SoundName) []byte { return must(sounds, "sounds/"+string(name)+".wav") }
