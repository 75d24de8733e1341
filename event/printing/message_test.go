package printing

import (
	"bytes"
	"reflect"
	"testing"
)

func sampleMessage() *message {
	m := request(opPrintJob, "ipp://localhost/printers/badges", text("job-name", tagName, "Identyfikatory"))
	m.groups = append(m.groups, group{tagJob, []attribute{
		number("copies", tagInteger, 2),
		{"ipp-attribute-fidelity", []value{{tagBoolean, true}, {tagBoolean, false}}},
		{"printer-resolution", []value{{tagResolution, resolution{300, 600, 3}}}},
		{"copies-supported", []value{{tagRange, span{1, 9999}}}},
		{"job-hold-until", []value{{tagNoValue, []byte{}}}},
		text("media-supported", tagKeyword, "iso_a4_210x297mm", "custom_62x100mm_62x100mm"),
		paper{width: 62, height: 100}.attribute("tray-1"),
	}})
	return m
}

func TestMessage_RoundTrip(t *testing.T) {
	want := sampleMessage()
	data, err := want.encode()
	if err != nil {
		t.Fatal(err)
	}
	got, n, err := decode(append(data, "%PDF"...))
	if err != nil {
		t.Fatal(err)
	}
	if n != len(data) {
		t.Errorf("the document begins at %d, not at %d", n, len(data))
	}
	// The end of a collection carries no data, and is not kept.
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// The bytes of RFC 8010, appendix A.1, but for the names.
func TestMessage_Bytes(t *testing.T) {
	m := &message{version: 0x0101, code: opPrintJob, id: 1, groups: []group{{tagOperation, []attribute{
		text("attributes-charset", tagCharset, "utf-8")}}, {tagJob, []attribute{number("copies", tagInteger, 20)}}}}
	got, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	want := []byte("\x01\x01\x00\x02\x00\x00\x00\x01\x01\x47\x00\x12attributes-charset\x00\x05utf-8" +
		"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14\x03")
	if !bytes.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestMessage_TooLong(t *testing.T) {
	m := request(opPrintJob, string(make([]byte, 40_000)))
	if _, err := m.encode(); err == nil {
		t.Error("a value of 40 kB was written")
	}
}

func FuzzDecode(f *testing.F) {
	data, err := sampleMessage().encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x01\x04\x34\x00\x01c\x00\x00\x4a\x00\x00\x00\x01m\x34\x00\x00\x00\x00\x37\x00\x00\x00\x00\x37\x00\x00\x00\x00\x03"))
	f.Add([]byte("<html>401 Unauthorized</html>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, n, err := decode(data)
		if err != nil {
			return
		}
		if n > len(data) {
			t.Fatalf("read %d of %d bytes", n, len(data))
		}
		readState(m.first(tagPrinter))
		readMedia(m.first(tagPrinter))
		fitPaper(m.first(tagPrinter), 210, 297)
		mostCopies(m.first(tagPrinter))
		again, err := m.encode()
		if err != nil {
			return // a value of more than 32 kB
		}
		m2, _, err := decode(again)
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if !reflect.DeepEqual(m, m2) {
			t.Errorf("%+v became %+v", m, m2)
		}
	})
}
