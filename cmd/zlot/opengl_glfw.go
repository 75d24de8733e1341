//go:build !ci && !gles && ((!arm && !arm64) || darwin)

package main

import (
	"errors"
	"fmt"

	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// tryOpenGL makes a window that nobody sees, the way the toolkit will. What is loaded for it the toolkit would
// have to load anyway, so the start takes hardly longer.
func tryOpenGL() (graphics, error) {
	if err := glfw.Init(); err != nil {
		return graphics{}, fmt.Errorf("begin: %w", err)
	}
	defer glfw.DefaultWindowHints()
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
	window, err := glfw.CreateWindow(16, 16, "Zlot", nil, nil)
	if err != nil {
		return graphics{}, fmt.Errorf("window: %w", err)
	}
	if window == nil {
		return graphics{}, errors.New("no window")
	}
	defer window.Destroy()
	window.MakeContextCurrent()
	defer glfw.DetachCurrentContext()
	if err := gl.Init(); err != nil {
		return graphics{}, fmt.Errorf("functions: %w", err)
	}
	return graphics{Version: gl.GoStr(gl.GetString(gl.VERSION)), Renderer: gl.GoStr(gl.GetString(gl.RENDERER))}, nil
}
