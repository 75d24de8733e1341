//go:build !cgo || !(linux || windows)

package desktop

// openCamera has no camera to open.
func openCamera() (recorder, error) { return nil, noCamera(CodeCameraMissing, nil) }
