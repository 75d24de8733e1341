package doc

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/encoder"
	"github.com/skip2/go-qrcode"
)

// quietZone is the white border that a QR symbol needs, in modules.
const quietZone = 4

// symbol is a QR symbol, ready to be drawn: one path of integer coordinates around its dark modules, to
// be filled by the even-odd rule. Drawn as many small squares, modules come out uneven.
type symbol struct {
	modules int
	path    string
	grid    grid
}

// symbols remembers the symbols drawn before. It is safe for concurrent use.
type symbols struct {
	mu    sync.Mutex
	known map[string]symbol
}

// longToken is where a symbol of level M would pass version 13.
const longToken = 480

// mostSymbols bounds the memory: about 4 MB.
const mostSymbols = 1024

// badge returns the symbol of a badge's code: version 1 at level H, the strongest there is.
func (c *symbols) badge(code string) (symbol, error) {
	return c.get("H"+code, func() (grid, error) { return encode(code, qrcode.Highest) })
}

// token returns the symbol of a signed statement. A long one gives up some error correction for larger
// modules: on paper that lies in a drawer, size helps more.
func (c *symbols) token(token string) (symbol, error) {
	level := decoder.ErrorCorrectionLevel_M
	if len(token) > longToken {
		level = decoder.ErrorCorrectionLevel_L
	}
	return c.get(level.String()+token, func() (grid, error) { return encodeLong(token, level) })
}

func (c *symbols) get(key string, encode func() (grid, error)) (symbol, error) {
	c.mu.Lock()
	q, ok := c.known[key]
	c.mu.Unlock()
	if ok {
		return q, nil
	}
	bits, err := encode()
	if err != nil {
		return symbol{}, err
	}
	q = symbol{modules: len(bits), path: trace(bits), grid: bits}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) >= mostSymbols {
		c.known = map[string]symbol{}
	}
	c.known[key] = q
	return q, nil
}

// encodeLong makes the modules of a long symbol, in two thirds of the time that encode takes; a batch of certificates
// spends half of its own on symbols.
func encodeLong(content string, level decoder.ErrorCorrectionLevel) (bits grid, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("QR symbol of %d characters: %v", len(content), r)
		}
	}()
	q, err := encoder.Encoder_encode(content, level, nil)
	if err != nil {
		return nil, fmt.Errorf("QR symbol of %d characters: %w", len(content), err)
	}
	m := q.GetMatrix()
	bits = make(grid, m.GetHeight())
	for y := range bits {
		bits[y] = make([]bool, m.GetWidth())
		for x := range bits[y] {
			bits[y][x] = m.Get(x, y) == 1
		}
	}
	return bits, nil
}

// encode makes the modules of a symbol. The library panics on some contents that it cannot encode.
func encode(content string, level qrcode.RecoveryLevel) (bits grid, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("QR symbol of %d characters: %v", len(content), r)
		}
	}()
	q, err := qrcode.New(content, level)
	if err != nil {
		return nil, fmt.Errorf("QR symbol of %d characters: %w", len(content), err)
	}
	q.DisableBorder = true
	return q.Bitmap(), nil
}

// grid is the modules of a symbol, dark where true.
type grid [][]bool

func (g grid) dark(x, y int) bool {
	return x >= 0 && y >= 0 && x < len(g) && y < len(g) && g[y][x]
}

// step is a direction along the borders of modules, from a point of the grid: where it leads, and which
// modules lie to the right and to the left of it.
type step struct{ dx, dy, rightX, rightY, leftX, leftY int }

var steps = [4]step{
	{1, 0, 0, 0, 0, -1},
	{0, 1, -1, 0, 0, 0},
	{-1, 0, -1, -1, -1, 0},
	{0, -1, 0, -1, -1, -1},
}

// border tells whether a step goes along a dark area, which must lie to its right.
func (g grid) border(x, y, direction int) bool {
	s := steps[direction]
	return g.dark(x+s.rightX, y+s.rightY) && !g.dark(x+s.leftX, y+s.leftY)
}

// trace walks around all dark areas and writes the corners it passes as operators of a path.
func trace(g grid) string {
	var path strings.Builder
	walked := make([]bool, len(g)*len(g)) // upper borders that belong to a finished contour
	for y := range g {
		for x := range g {
			if !walked[y*len(g)+x] && g.border(x, y, 0) {
				g.contour(&path, x, y, walked)
			}
		}
	}
	return path.String()
}

// contour walks once around an area, from the left end of an upper border.
func (g grid) contour(path *strings.Builder, startX, startY int, walked []bool) {
	corner(path, startX, startY, 'm')
	x, y, direction := startX, startY, 0
	for {
		if direction == 0 {
			walked[y*len(g)+x] = true
		}
		x, y = x+steps[direction].dx, y+steps[direction].dy
		next := direction
		switch {
		case g.border(x, y, (direction+1)%4):
			next = (direction + 1) % 4
		case !g.border(x, y, direction):
			next = (direction + 3) % 4
		}
		if x == startX && y == startY && next == 0 {
			path.WriteString("h\n")
			return
		}
		if next != direction {
			corner(path, x, y, 'l')
		}
		direction = next
	}
}

func corner(path *strings.Builder, x, y int, op byte) {
	var buf [12]byte
	b := strconv.AppendInt(buf[:0], int64(x), 10)
	b = strconv.AppendInt(append(b, ' '), int64(y), 10)
	path.Write(append(b, ' ', op, '\n'))
}
