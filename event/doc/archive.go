package doc

import (
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"sync"
)

// What makes a PDF one to be kept for decades (PDF/A-2b, ISO 19005-2): metadata as XMP and the meaning of its colours,
// both inside. That its fonts are embedded, that nothing is transparent and nothing is locked holds for all our
// documents anyway.

// archived writes what the catalogue of such a document names, and returns those entries.
func (s *stream) archived(about properties) string {
	profile := s.data("/N 3 /Filter /FlateDecode", colours())
	intent := s.object(fmt.Sprintf("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R >>", profile))
	metadata := s.data("/Type /Metadata /Subtype /XML", about.xmp())
	return fmt.Sprintf(" /Metadata %d 0 R /OutputIntents [%d 0 R]", metadata, intent)
}

// xmp is what a document tells about itself, the same as in its dictionary.
func (p properties) xmp() []byte {
	var b strings.Builder
	text := func(open, value, end string) {
		if value = clean(value); value != "" {
			b.WriteString(open)
			_ = xml.EscapeText(&b, []byte(value)) // a builder takes everything
			b.WriteString(end + "\n")
		}
	}
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n" +
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n<dc:format>application/pdf</dc:format>\n")
	text(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`, p.title, "</rdf:li></rdf:Alt></dc:title>")
	text("<dc:creator><rdf:Seq><rdf:li>", p.author, "</rdf:li></rdf:Seq></dc:creator>")
	text(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">`, p.subject, "</rdf:li></rdf:Alt></dc:description>")
	text("<dc:language><rdf:Bag><rdf:li>", p.language, "</rdf:li></rdf:Bag></dc:language>")
	if p.date.Valid() {
		text("<xmp:CreateDate>", string(p.date), "</xmp:CreateDate>")
	}
	text("<xmp:CreatorTool>", producer, "</xmp:CreatorTool>")
	text("<pdf:Producer>", producer, "</pdf:Producer>")
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

// colours is the profile of sRGB, deflated, as every document holds it.
var colours = sync.OnceValue(func() []byte { return deflated(sRGB()) })

// sRGB makes an ICC profile (version 4.2, a matrix and the exact curve) of the colours of screens.
func sRGB() []byte {
	words := func(text string) []byte { // in English
		b := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS")
		b = binary.BigEndian.AppendUint32(b, uint32(2*len(text)))
		b = binary.BigEndian.AppendUint32(b, 28)
		for _, r := range text {
			b = binary.BigEndian.AppendUint16(b, uint16(r))
		}
		return b
	}
	fixed := func(kind string, values ...float64) []byte {
		b := append([]byte(kind), 0, 0, 0, 0)
		for _, v := range values {
			b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
		}
		return b
	}
	curve := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), fixed("", 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)[4:]...)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", words("sRGB")}, {"cprt", words("No copyright, use freely")},
		{"wtpt", fixed("XYZ ", 0.9642, 1, 0.8249)},
		{"chad", fixed("sf32", 1.04788, 0.02292, -0.05020, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168)},
		{"rXYZ", fixed("XYZ ", 0.43607, 0.22249, 0.01392)}, {"gXYZ", fixed("XYZ ", 0.38515, 0.71687, 0.09708)}, {"bXYZ", fixed("XYZ ", 0.14307, 0.06061, 0.71410)},
		{"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil}, // the same one
	}
	const header = 128
	index := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	at, size := 0, 0
	for _, tag := range tags {
		if tag.data != nil {
			at, size = header+4+12*len(tags)+len(body), len(tag.data)
			body = append(body, tag.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		index = append(index, tag.name...)
		index = binary.BigEndian.AppendUint32(index, uint32(at))
		index = binary.BigEndian.AppendUint32(index, uint32(size))
	}
	profile := make([]byte, header, header+len(index)+len(body))
	binary.BigEndian.PutUint32(profile, uint32(cap(profile)))
	copy(profile[8:], "\x04\x20\x00\x00mntrRGB XYZ \x07\xea\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00acsp")
	copy(profile[68:], fixed("", 0.9642, 1, 0.8249)[4:])
	return append(append(profile, index...), body...)
}
