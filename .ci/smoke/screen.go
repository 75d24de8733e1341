package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// screen is an X server without a monitor, with a Polish keyboard.
type screen struct {
	server  *process
	display string
	folder  string
}

func openScreen(ctx context.Context, folder string) (*screen, error) {
	ready, number, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer ready.Close()
	// Without -noreset the keyboard layout is lost when the first client leaves.
	server, err := startProcess(folder, "xvfb.log", nil, []*os.File{number},
		"Xvfb", "-displayfd", "3", "-noreset", "-nolisten", "tcp", "-screen", "0", "1366x768x24")
	if err := errors.Join(err, number.Close()); err != nil {
		return nil, err
	}
	// Xvfb looks for a free display itself and writes its number when it is ready.
	written, err := io.ReadAll(io.LimitReader(ready, 16))
	if err != nil || len(bytes.TrimSpace(written)) == 0 {
		server.kill()
		return nil, fmt.Errorf("start of Xvfb: %v", server.lastWords())
	}
	s := &screen{server: server, display: ":" + string(bytes.TrimSpace(written)), folder: folder}
	if _, err := s.tool(ctx, "setxkbmap", "pl"); err != nil {
		s.server.kill()
		return nil, err
	}
	return s, nil
}

func (s *screen) close() error { return s.server.terminate(5 * time.Second) }

// environment keeps the program away from the settings and files of whoever runs this.
func (s *screen) environment() []string {
	return append(homeIn(s.folder), "DISPLAY="+s.display, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1",
		"LC_ALL=C.UTF-8", "LANG=C.UTF-8")
}

func homeIn(folder string) []string {
	home := filepath.Join(folder, "home")
	return []string{"HOME=" + home, "XDG_CONFIG_HOME=" + home + "/config", "XDG_DATA_HOME=" + home + "/data",
		"XDG_STATE_HOME=" + home + "/state", "XDG_CACHE_HOME=" + home + "/cache"}
}

func (s *screen) start(program, log string, arguments ...string) (*process, error) {
	return startProcess(s.folder, log, s.environment(), nil, program, arguments...)
}

// tool runs one of the small X programs. The limit is for `import`, which waits for a click when
// the window it was to picture is gone.
func (s *screen) tool(ctx context.Context, name string, arguments ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Env = append(os.Environ(), s.environment()...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w: %s", name, strings.Join(arguments, " "), err, complaint.Bytes())
	}
	return out, nil
}

// window waits for the program's window and gives it the keyboard, as a window manager would.
func (s *screen) window(ctx context.Context, program *process) (string, error) {
	for began := time.Now(); time.Since(began) < time.Minute; {
		if err := program.alive(); err != nil {
			return "", err
		}
		out, err := s.tool(ctx, "xdotool", "search", "--onlyvisible", "--name", "^Zlot")
		if found := strings.Fields(string(out)); err == nil && len(found) > 0 {
			_, err := s.tool(ctx, "xdotool", "windowfocus", "--sync", found[0])
			return found[0], err
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("no window came up within a minute: %s", program.lastWords())
}

// settle waits until the window shows something and shows the same twice: the page is loaded.
func (s *screen) settle(ctx context.Context, window string) error {
	var before []byte
	for began := time.Now(); time.Since(began) < 30*time.Second; {
		picture, err := s.capture(ctx, window)
		if err != nil {
			return err
		}
		if bytes.Equal(picture, before) && painted(picture) {
			return nil
		}
		before = picture
		if err := pause(ctx, 300*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("the window did not come to rest within 30 seconds")
}

// capture takes a PNG without times and other remarks in it, so that equal pictures are equal bytes.
func (s *screen) capture(ctx context.Context, window string) ([]byte, error) {
	return s.tool(ctx, "import", "-silent", "-window", window, "-strip", "-define", "png:exclude-chunks=date,time", "png:-")
}

func (s *screen) shoot(ctx context.Context, window, name string) error {
	picture, err := s.capture(ctx, window)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.folder, name), picture, 0o600)
}

// painted tells a page with text on it from an empty window: smooth letters have many colours.
func painted(picture []byte) bool {
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return false
	}
	colours := map[color.Color]bool{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 2 {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			colours[img.At(x, y)] = true
		}
	}
	return len(colours) > 30
}

// searches are what people type for a name between two scans. The first ones are given up with Escape; over the
// last ones the next badge is scanned, as happens where two people serve one desk.
var (
	searches = []string{"kow", "ćwi", "now ann", "żak"}
	halfway  = []string{"wiś", "a"}
)

// scan types each code and Enter, at the speed of a scanner, and searches in between, at the speed of a person.
// Xdotool's own "\n" would be Linefeed.
func (s *screen) scan(ctx context.Context, codes []string) error {
	for i, code := range codes {
		var err error
		switch {
		case i%10 == 5:
			_, err = s.tool(ctx, "xdotool", "type", "--delay", "40", "--args", "1", searches[i/10%len(searches)], "key", "--delay", "40", "Escape")
		case i%10 == 9:
			_, err = s.tool(ctx, "xdotool", "type", "--delay", "40", halfway[i/10%len(halfway)])
		}
		if err != nil {
			return err
		}
		if _, err := s.tool(ctx, "xdotool", "type", "--delay", "5", "--args", "1", code, "key", "--delay", "5", "Return"); err != nil {
			return err
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
