package doc

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/skip2/go-qrcode"
)

// quietZone is the white border that a QR symbol needs, in modules.
const quietZone = 4

// symbol is a QR symbol, ready to be drawn: one path of integer coordinates around its dark modules, to
// be filled by the even-odd rule. Drawn as many small squares, modules come out uneven.
type symbol struct {
	modules int
	path    string
}

// symbols remembers the symbols drawn before. It is safe for concurrent use.
type symbols struct {
	mu    sync.Mutex
	known map[string]symbol
}

// mostSymbols bounds the memory: about 20 MB.
const mostSymbols = 8192

// badge returns the symbol of a badge's code: version 1 at level H, the strongest there is.
func (c *symbols) badge(code string) (symbol, error) { return c.get(code, qrcode.Highest) }

// token returns the symbol of a signed statement.
func (c *symbols) token(token string) (symbol, error) { return c.get(token, qrcode.Medium) }

func (c *symbols) get(content string, level qrcode.RecoveryLevel) (symbol, error) {
	key := strconv.Itoa(int(level)) + content
	c.mu.Lock()
	q, ok := c.known[key]
	c.mu.Unlock()
	if ok {
		return q, nil
	}
	bits, err := encode(content, level)
	if err != nil {
		return symbol{}, err
	}
	q = symbol{modules: len(bits), path: trace(bits)}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) >= mostSymbols {
		c.known = map[string]symbol{}
	}
	c.known[key] = q
	return q, nil
}

// encode makes the modules of a symbol. The library panics on some contents that it cannot encode.
func encode(content string, level qrcode.RecoveryLevel) (bits [][]bool, err error) {
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

// The directions of a step along the modules' borders.
var steps = [4][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}

// trace walks around all dark areas and writes the corners it passes as operators of a path.
func trace(bits [][]bool) string {
	n := len(bits)
	dark := func(x, y int) bool { return x >= 0 && y >= 0 && x < n && y < n && bits[y][x] }
	// border tells whether a step from a grid point has a dark module on its right and none on its left.
	border := func(x, y, direction int) bool {
		switch direction {
		case 0:
			return dark(x, y) && !dark(x, y-1)
		case 1:
			return dark(x-1, y) && !dark(x, y)
		case 2:
			return dark(x-1, y-1) && !dark(x-1, y)
		default:
			return dark(x, y-1) && !dark(x-1, y-1)
		}
	}
	var path strings.Builder
	walked := make([]bool, n*n) // upper borders that belong to a finished contour
	for y := range n {
		for x := range n {
			if !border(x, y, 0) || walked[y*n+x] {
				continue
			}
			corner(&path, x, y, 'm')
			px, py, d := x, y, 0
			for first := true; first || px != x || py != y || d != 0; first = false {
				if d == 0 {
					walked[py*n+px] = true
				}
				px, py = px+steps[d][0], py+steps[d][1]
				switch {
				case border(px, py, (d+1)%4):
					d = (d + 1) % 4
				case border(px, py, d):
					continue
				default:
					d = (d + 3) % 4
				}
				if px != x || py != y || d != 0 {
					corner(&path, px, py, 'l')
				}
			}
			path.WriteString("h\n")
		}
	}
	return path.String()
}

func corner(path *strings.Builder, x, y int, op byte) {
	var buf [12]byte
	b := strconv.AppendInt(buf[:0], int64(x), 10)
	b = strconv.AppendInt(append(b, ' '), int64(y), 10)
	path.Write(append(b, ' ', op, '\n'))
}
