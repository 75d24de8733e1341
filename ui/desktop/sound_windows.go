package desktop

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// Flags of PlaySound: a file's name, and silence where it cannot be played.
const (
	soundFile      = 0x00020000
	soundNoDefault = 0x00000002
)

// playSound is the system's own. A program to play would open a console, which takes the keyboard from our
// window: the next scans would go there.
var playSound = windows.NewLazySystemDLL("winmm.dll").NewProc("PlaySoundW")

func findPlayer() func(file string) {
	if playSound.Find() != nil {
		return nil
	}
	return func(file string) {
		if name, err := windows.UTF16PtrFromString(file); err == nil {
			_, _, _ = playSound.Call(uintptr(unsafe.Pointer(name)), 0, soundFile|soundNoDefault)
		}
	}
}
