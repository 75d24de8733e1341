package doc

import "errors"

// base45 is the alphabet of RFC 9285: what a QR symbol holds most densely.
const base45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

var errBase45 = errors.New("not base45")

var base45Value = func() (values [256]int) {
	for i := range values {
		values[i] = -1
	}
	for i := range len(base45) {
		values[base45[i]] = i
	}
	return values
}()

// encodeBase45 writes two bytes as three characters, a last single byte as two.
func encodeBase45(data []byte) string {
	out := make([]byte, 0, len(data)/2*3+2)
	for ; len(data) > 1; data = data[2:] {
		n := int(data[0])<<8 | int(data[1])
		out = append(out, base45[n%45], base45[n/45%45], base45[n/2025])
	}
	if len(data) == 1 {
		out = append(out, base45[data[0]%45], base45[data[0]/45])
	}
	return string(out)
}

// decodeBase45 refuses whatever encodeBase45 could not have written.
func decodeBase45(text string) ([]byte, error) {
	if len(text)%3 == 1 {
		return nil, errBase45
	}
	out := make([]byte, 0, len(text)/3*2+1)
	for len(text) > 0 {
		group := text[:min(3, len(text))]
		text = text[len(group):]
		n := 0
		for i := len(group) - 1; i >= 0; i-- {
			v := base45Value[group[i]]
			if v < 0 {
				return nil, errBase45
			}
			n = n*45 + v
		}
		switch {
		case len(group) == 3 && n <= 0xffff:
			out = append(out, byte(n>>8), byte(n))
		case len(group) == 2 && n <= 0xff:
			out = append(out, byte(n))
		default:
			return nil, errBase45
		}
	}
	return out, nil
}
