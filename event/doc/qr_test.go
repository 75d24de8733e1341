package doc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"
)

// The path drawn by the even-odd rule must be exactly the modules of the symbol.
func TestTrace(t *testing.T) {
	for _, content := range []string{"48312094771655029", tokenPrefix + strings.Repeat("BB8UJCLQE7W581$%*+-./:", 12)} {
		bits, err := encode(content, qrcode.Medium)
		if err != nil {
			t.Fatal(err)
		}
		inside := evenOdd(t, trace(bits), len(bits))
		for y := range bits {
			for x := range bits[y] {
				if inside[y][x] != bits[y][x] {
					t.Fatalf("%q: module %d,%d is drawn %v", content, x, y, inside[y][x])
				}
			}
		}
	}
}

// evenOdd fills a path of horizontal and vertical lines on the grid.
func evenOdd(t *testing.T, path string, n int) [][]bool {
	t.Helper()
	crossed := make([][]bool, n) // a vertical line at the left of x, across row y
	for i := range crossed {
		crossed[i] = make([]bool, n+1)
	}
	edge := func(x1, y1, x2, y2 int) {
		if x1 != x2 && y1 != y2 {
			t.Fatalf("slanting line from %d,%d to %d,%d", x1, y1, x2, y2)
		}
		for y := min(y1, y2); y < max(y1, y2); y++ {
			crossed[y][x1] = !crossed[y][x1]
		}
	}
	var x0, y0, x, y int
	for line := range strings.Lines(path) {
		var nx, ny int
		var op string
		if strings.TrimSpace(line) == "h" {
			edge(x, y, x0, y0)
			continue
		}
		if _, err := fmt.Sscanf(line, "%d %d %s", &nx, &ny, &op); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if op == "m" {
			x0, y0 = nx, ny
		} else {
			edge(x, y, nx, ny)
		}
		x, y = nx, ny
	}
	inside := make([][]bool, n)
	for y := range inside {
		inside[y] = make([]bool, n)
		in := false
		for x := range n {
			in = in != crossed[y][x]
			inside[y][x] = in
		}
	}
	return inside
}

func TestSymbols(t *testing.T) {
	var known symbols
	q, err := known.badge("48312094771655029")
	if err != nil || q.modules != 21 {
		t.Errorf("a badge's code makes %d modules, %v; want version 1", q.modules, err)
	}
	again, err := known.badge("48312094771655029")
	if err != nil || again.path != q.path || len(known.known) != 1 {
		t.Errorf("the second time: %d symbols known, %v", len(known.known), err)
	}
	if _, err := known.token(strings.Repeat("A", 5000)); err == nil {
		t.Error("5,000 characters fit into no symbol")
	}
}
