package printing

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// The tags of IPP (RFC 8010 and 8011) that this program writes or looks at.
const (
	tagOperation   = 0x01
	tagJob         = 0x02
	tagEnd         = 0x03
	tagPrinter     = 0x04
	tagUnsupported = 0x05

	tagNoValue    = 0x13
	tagInteger    = 0x21
	tagBoolean    = 0x22
	tagEnum       = 0x23
	tagOctets     = 0x30
	tagDate       = 0x31
	tagResolution = 0x32
	tagRange      = 0x33
	tagBegin      = 0x34
	tagEndOf      = 0x37
	tagTextIn     = 0x35 // text with its language
	tagNameIn     = 0x36
	tagText       = 0x41
	tagName       = 0x42
	tagKeyword    = 0x44
	tagURI        = 0x45
	tagCharset    = 0x47
	tagLanguage   = 0x48
	tagMediaType  = 0x49
	tagMember     = 0x4a
)

// message is a request or an answer of IPP, without the document.
type message struct {
	version uint16
	code    uint16 // operation of a request, status of an answer
	id      uint32
	groups  []group
}

// group is a list of attributes about one thing.
type group struct {
	tag   byte
	attrs []attribute
}

type attribute struct {
	name   string
	values []value
}

// value is a tag with an int, bool, string, span, resolution, collection or, for everything else, []byte.
type value struct {
	tag  byte
	data any
}

type span struct{ low, high int }

type resolution struct {
	x, y int
	unit byte // 3: dots per inch, 4: per centimetre
}

type collection []attribute

// request begins a request as every server wants it.
func request(operation uint16, target string, more ...attribute) *message {
	attrs := []attribute{
		text("attributes-charset", tagCharset, "utf-8"),
		text("attributes-natural-language", tagLanguage, "en"),
	}
	if target != "" {
		attrs = append(attrs, text("printer-uri", tagURI, target))
	}
	attrs = append(attrs, text("requesting-user-name", tagName, "zlot"))
	return &message{version: 0x0200, code: operation, id: 1, groups: []group{{tagOperation, append(attrs, more...)}}}
}

func text(name string, tag byte, words ...string) attribute {
	a := attribute{name: name}
	for _, w := range words {
		a.values = append(a.values, value{tag, w})
	}
	return a
}

func number(name string, tag byte, n int) attribute {
	return attribute{name, []value{{tag, n}}}
}

func members(name string, attrs ...attribute) attribute {
	return attribute{name, []value{{tagBegin, collection(attrs)}}}
}

// of gives the attributes of the groups with a tag, a list for each group.
func (m *message) of(tag byte) []collection {
	var found []collection
	for _, g := range m.groups {
		if g.tag == tag {
			found = append(found, g.attrs)
		}
	}
	return found
}

// first gives the attributes of the first group with a tag.
func (m *message) first(tag byte) collection {
	for _, g := range m.groups {
		if g.tag == tag {
			return g.attrs
		}
	}
	return nil
}

func (c collection) values(name string) []value {
	for _, a := range c {
		if a.name == name {
			return a.values
		}
	}
	return nil
}

func (c collection) strings(name string) []string {
	var found []string
	for _, v := range c.values(name) {
		if s, ok := v.data.(string); ok {
			found = append(found, s)
		}
	}
	return found
}

func (c collection) string(name string) string {
	if all := c.strings(name); len(all) > 0 {
		return all[0]
	}
	return ""
}

func (c collection) int(name string) (n int, ok bool) {
	for _, v := range c.values(name) {
		if n, ok := v.data.(int); ok {
			return n, true
		}
	}
	return 0, false
}

// bool is a truth, or the usual one where a printer keeps quiet about it.
func (c collection) bool(name string, usual bool) bool {
	for _, v := range c.values(name) {
		if b, ok := v.data.(bool); ok {
			return b
		}
	}
	return usual
}

// has says whether a list of words has one.
func (c collection) has(name, word string) bool { return slices.Contains(c.strings(name), word) }

var errTooLong = errors.New("a value is too long for IPP")

// encode writes a message as it goes over the wire.
func (m *message) encode() ([]byte, error) {
	e := encoder{}
	e.short(int(m.version))
	e.short(int(m.code))
	e.out = binary.BigEndian.AppendUint32(e.out, m.id)
	for _, g := range m.groups {
		e.out = append(e.out, g.tag)
		for _, a := range g.attrs {
			e.attribute(a)
		}
	}
	e.out = append(e.out, tagEnd)
	return e.out, e.err
}

type encoder struct {
	out []byte
	err error
}

func (e *encoder) short(n int) { e.out = binary.BigEndian.AppendUint16(e.out, uint16(n)) }

// sized writes bytes with their length before them.
func (e *encoder) sized(b []byte) {
	if len(b) > math.MaxInt16 {
		e.err = errTooLong
		return
	}
	e.short(len(b))
	e.out = append(e.out, b...)
}

func (e *encoder) attribute(a attribute) {
	name := a.name
	for _, v := range a.values {
		e.value(name, v)
		name = "" // further values of the same attribute have none
	}
}

func (e *encoder) value(name string, v value) {
	e.out = append(e.out, v.tag)
	e.sized([]byte(name))
	switch d := v.data.(type) {
	case int:
		e.sized(binary.BigEndian.AppendUint32(nil, uint32(int32(d))))
	case bool:
		if d {
			e.sized([]byte{1})
		} else {
			e.sized([]byte{0})
		}
	case string:
		e.sized([]byte(d))
	case span:
		e.sized(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(int32(d.low))), uint32(int32(d.high))))
	case resolution:
		e.sized(append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(int32(d.x))), uint32(int32(d.y))), d.unit))
	case []byte:
		e.sized(d)
	case collection:
		e.sized(nil)
		for _, a := range d {
			e.value("", value{tagMember, a.name})
			for _, v := range a.values {
				e.value("", v)
			}
		}
		e.value("", value{tagEndOf, ""})
	}
}
