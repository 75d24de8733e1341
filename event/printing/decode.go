package printing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"zlot/event"
)

var (
	errShort  = errors.New("the answer ends too early")
	errShape  = errors.New("the answer is no IPP")
	errNested = errors.New("the answer is nested too deeply")
)

// decode reads a message and tells how many bytes it took; a document may follow.
func decode(data []byte) (*message, int, error) {
	d := &decoder{in: data}
	m := &message{version: d.uint16(), code: d.uint16(), id: uint32(d.uint16())<<16 | uint32(d.uint16())}
	for d.err == nil {
		tag := d.byte()
		switch {
		case d.err != nil:
		case tag == tagEnd:
			return m, len(data) - len(d.in), nil
		case tag < 0x10:
			m.groups = append(m.groups, group{tag: tag})
		case len(m.groups) == 0:
			d.err = errShape
		default:
			g := &m.groups[len(m.groups)-1]
			g.attrs = d.attribute(g.attrs, tag)
		}
	}
	return nil, 0, fmt.Errorf("read answer: %w", d.err)
}

// decoder takes values off the front of in, and keeps the first error.
type decoder struct {
	in  []byte
	err error
}

func (d *decoder) take(n int) []byte {
	if d.err != nil || n > len(d.in) {
		if d.err == nil {
			d.err = errShort
		}
		return nil
	}
	b := d.in[:n]
	d.in = d.in[n:]
	return b
}

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) uint16() uint16 {
	if b := d.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (d *decoder) sized() []byte { return d.take(int(d.uint16())) }

// attribute reads one value, and adds it to the attributes: to the last one if it has no name of its own.
func (d *decoder) attribute(attrs []attribute, tag byte) []attribute {
	name := string(d.sized())
	v := d.value(tag, 0)
	switch {
	case d.err != nil:
		return attrs
	case name != "":
		return append(attrs, attribute{name, []value{v}})
	case len(attrs) == 0:
		d.err = errShape
		return attrs
	}
	last := &attrs[len(attrs)-1]
	last.values = append(last.values, v)
	return attrs
}

// value reads a value whose tag and name are read already.
func (d *decoder) value(tag byte, depth int) value {
	raw := d.sized()
	if d.err != nil {
		return value{}
	}
	if tag == tagBegin {
		return value{tag, d.collection(depth + 1)}
	}
	return value{tag, plain(tag, raw)}
}

// plain turns bytes into what their tag says; what does not fit stays bytes.
func plain(tag byte, raw []byte) any {
	switch {
	case (tag == tagInteger || tag == tagEnum) && len(raw) == 4:
		return int(int32(binary.BigEndian.Uint32(raw)))
	case tag == tagBoolean && len(raw) == 1 && raw[0] <= 1:
		return raw[0] == 1
	case tag == tagRange && len(raw) == 8:
		return span{int(int32(binary.BigEndian.Uint32(raw))), int(int32(binary.BigEndian.Uint32(raw[4:])))}
	case tag == tagResolution && len(raw) == 9:
		return resolution{int(int32(binary.BigEndian.Uint32(raw))), int(int32(binary.BigEndian.Uint32(raw[4:]))), raw[8]}
	case tag >= tagText && tag < tagMember:
		return string(raw)
	}
	return slices.Clone(raw)
}

// collection reads members until the collection ends.
func (d *decoder) collection(depth int) collection {
	if depth > event.MaxPrinterDepth {
		d.err = errNested
	}
	var c collection
	for d.err == nil {
		tag := d.byte()
		if name := d.sized(); d.err == nil && len(name) > 0 {
			d.err = errShape
		}
		switch {
		case d.err != nil:
		case tag == tagEndOf:
			d.sized()
			return c
		case tag == tagMember:
			c = append(c, attribute{name: string(d.sized())})
		case tag < 0x10 || len(c) == 0:
			d.err = errShape
		default:
			last := &c[len(c)-1]
			last.values = append(last.values, d.value(tag, depth))
		}
	}
	return c
}
