//go:build cgo

package desktop

// The camera of Windows is used through C++: its library goes into the program, or the program would not start
// on a computer without it.

// #cgo LDFLAGS: -static
import "C"
