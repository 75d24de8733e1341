//go:build ci || gles || ((arm || arm64) && !darwin)

package main

// tryOpenGL has nothing to try where the toolkit paints in another way.
func tryOpenGL() (graphics, error) { return graphics{}, nil }
