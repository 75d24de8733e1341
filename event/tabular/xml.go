package tabular

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"zlot/event"
)

// token is a piece of XML.
type token int

const (
	startTag token = iota
	endTag
	textToken
	endOfFile
)

var errXML = errors.New("not well-formed XML")

// markup reads the little of XML that spreadsheets are written in, one token at a time: tags with their
// attributes, and text. It keeps nothing but the token at hand and the names of the open elements, and
// knows no entities but the five that every document has, so that nothing can unfold in it. The standard
// decoder takes several times as long, which is felt at 100,000 rows.
type markup struct {
	io.Closer
	r     *bufio.Reader
	name  []byte // of the tag, without its prefix
	attrs []attribute
	text  []byte

	buf    []byte
	open   []byte // the names of the open elements, one after the other
	starts []int  // where each begins
	closes bool   // the tag at hand ends itself: <a/>
	inText bool   // text comes next
	quote  byte   // that is open in the first seen bytes of the tag being read
	seen   int
}

type attribute struct{ name, value []byte }

func newMarkup(r io.Reader) *markup {
	m := &markup{r: bufio.NewReaderSize(r, 64<<10), inText: true}
	if bom, err := m.r.Peek(3); err == nil && bytes.Equal(bom, []byte("\xef\xbb\xbf")) {
		_, _ = m.r.Discard(3)
	}
	return m
}

// depth is how many elements are open.
func (m *markup) depth() int { return len(m.starts) }

// attr is the value of an attribute of the start tag at hand, whatever its prefix.
func (m *markup) attr(name string) []byte {
	for _, a := range m.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// is reports whether the tag at hand has this name.
func (m *markup) is(name string) bool { return string(m.name) == name }

// next reads the next token. Text between tags may come in several pieces.
func (m *markup) next() (token, error) {
	if m.closes {
		m.closes = false
		return endTag, m.pop()
	}
	for {
		if m.inText {
			m.inText = false
			found, err := m.readText()
			if err != nil {
				return endOfFile, err
			}
			if found {
				return textToken, nil
			}
		}
		if _, err := m.r.Peek(1); err == io.EOF {
			if m.depth() > 0 {
				return endOfFile, io.ErrUnexpectedEOF
			}
			return endOfFile, nil
		}
		m.inText = true
		kind, skip, err := m.readTag()
		if err != nil || !skip {
			return kind, err
		}
	}
}

// readText reads up to the next "<".
func (m *markup) readText() (found bool, err error) {
	m.buf = m.buf[:0]
	for {
		piece, err := m.r.ReadSlice('<')
		m.buf = append(m.buf, piece...)
		if len(m.buf) > event.MaxCell+1 {
			return false, tooLarge("1 MB")
		}
		switch err {
		case nil:
			m.buf = m.buf[:len(m.buf)-1]
			_ = m.r.UnreadByte()
		case bufio.ErrBufferFull:
			continue
		case io.EOF:
		default:
			return false, err
		}
		m.text, err = unescape(m.buf)
		return len(m.text) > 0 && m.depth() > 0, err
	}
}

// readTag reads from "<" to the end of the tag; skip is true for what is no tag: comments and the like.
func (m *markup) readTag() (kind token, skip bool, err error) {
	m.buf, m.quote, m.seen = m.buf[:0], 0, 0
	for {
		piece, err := m.r.ReadSlice('>')
		m.buf = append(m.buf, piece...)
		if len(m.buf) > event.MaxTag {
			return 0, false, tooLarge("1 MB")
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, false, err
		}
		if m.whole() {
			break
		}
	}
	body := m.buf[1 : len(m.buf)-1]
	switch {
	case len(body) == 0:
		return 0, false, errXML
	case bytes.HasPrefix(body, []byte("![CDATA[")):
		m.text = body[len("![CDATA[") : len(body)-2]
		return textToken, len(m.text) == 0, nil
	case body[0] == '?', bytes.HasPrefix(body, []byte("!--")):
		return 0, true, nil
	case body[0] == '!':
		return 0, false, errXML // a document type: no spreadsheet has one
	case body[0] == '/':
		m.name = local(bytes.TrimRight(body[1:], " \t\r\n"))
		return endTag, false, m.pop()
	}
	return startTag, false, m.start(body)
}

// whole reports whether buf ends where a tag ends: a ">" may stand in a comment or in quotes.
func (m *markup) whole() bool {
	switch b := m.buf; {
	case bytes.HasPrefix(b, []byte("<!--")):
		return len(b) >= 7 && bytes.HasSuffix(b, []byte("-->"))
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		return bytes.HasSuffix(b, []byte("]]>"))
	case bytes.HasPrefix(b, []byte("<?")):
		return bytes.HasSuffix(b, []byte("?>"))
	}
	for _, c := range m.buf[m.seen:] {
		switch {
		case m.quote == 0 && (c == '"' || c == '\''):
			m.quote = c
		case c == m.quote:
			m.quote = 0
		}
	}
	m.seen = len(m.buf)
	return m.quote == 0
}

// start takes a start tag apart.
func (m *markup) start(body []byte) (err error) {
	if body[len(body)-1] == '/' {
		m.closes = true
		body = body[:len(body)-1]
	}
	n := 0
	for n < len(body) && !isSpace(body[n]) {
		n++
	}
	m.name = local(body[:n])
	if len(m.name) == 0 || m.depth() >= event.MaxSheetDepth {
		return errXML
	}
	m.starts = append(m.starts, len(m.open))
	m.open = append(m.open, m.name...)
	m.attrs = m.attrs[:0]
	for body = bytes.TrimLeft(body[n:], " \t\r\n"); len(body) > 0; body = bytes.TrimLeft(body, " \t\r\n") {
		eq := bytes.IndexByte(body, '=')
		if eq < 1 {
			return errXML
		}
		a := attribute{name: local(bytes.TrimRight(body[:eq], " \t\r\n"))}
		body = bytes.TrimLeft(body[eq+1:], " \t\r\n")
		if len(body) < 2 || body[0] != '"' && body[0] != '\'' {
			return errXML
		}
		end := bytes.IndexByte(body[1:], body[0])
		if end < 0 {
			return errXML
		}
		if a.value, err = unescape(body[1 : 1+end]); err != nil {
			return err
		}
		m.attrs = append(m.attrs, a)
		body = body[end+2:]
	}
	return nil
}

// pop closes the innermost element.
func (m *markup) pop() error {
	if m.depth() == 0 {
		return errXML
	}
	at := m.starts[len(m.starts)-1]
	if !bytes.Equal(m.open[at:], m.name) {
		return errXML
	}
	m.starts, m.open = m.starts[:len(m.starts)-1], m.open[:at]
	return nil
}

// skip reads past the end of the element whose start tag is at hand.
func (m *markup) skip() error {
	outer := m.depth() - 1
	for m.depth() > outer {
		if t, err := m.next(); err != nil {
			return err
		} else if t == endOfFile {
			return io.ErrUnexpectedEOF
		}
	}
	return nil
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// local is a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// unescape resolves entities in place: what they stand for is never longer.
func unescape(b []byte) ([]byte, error) {
	at := bytes.IndexByte(b, '&')
	if at < 0 {
		return b, nil
	}
	out := b[:at]
	for b = b[at:]; len(b) > 0; {
		if b[0] != '&' {
			n := bytes.IndexByte(b, '&')
			if n < 0 {
				n = len(b)
			}
			out, b = append(out, b[:n]...), b[n:]
			continue
		}
		end := bytes.IndexByte(b[:min(len(b), 12)], ';')
		if end < 0 {
			return nil, errXML
		}
		r, ok := entity(string(b[1:end]))
		if !ok {
			return nil, errXML
		}
		out, b = utf8.AppendRune(out, r), b[end+1:]
	}
	return out, nil
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}
