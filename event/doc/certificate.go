package doc

import (
	"strings"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// The measures of a certificate, in millimetres.
const (
	certEdge    = 10.0  // of the outer rule
	certMargin  = 27.0  // of the text
	certBodyTop = 80.0  // where the sentence may begin
	certBodyEnd = 205.0 // where it must end
	certSignY   = 229.0 // the line people sign on
	certFootTop = 245.0
	certCode    = 36.0 // the QR symbol with its quiet zone

	topicsOnFace = 4 // more go overleaf
)

// certificate draws one certificate.
type certificate struct {
	*surface
	words certificateWords
	data  event.CertificateData

	plain, title style // two fonts are enough, and every font costs time and room in each file
}

func (w *Writer) certificate(job event.CertificateJob) ([]byte, error) {
	c := &certificate{
		surface: newSurface(a4Width, a4Height),
		words:   certificateWords{i18n.New(job.Data.Language), job.Data},
		data:    job.Data,
		plain:   style{face: loadFace(assets.LatoRegular), ink: ink, align: centre},
		title:   style{face: loadFace(assets.VollkornSemiBold), ink: ink, align: centre, lead: 1.15},
	}
	c.strict = true // a certificate names its person rightly, or is not issued
	c.page()
	c.rules()
	c.head()
	overleaf := c.body()
	c.text(a4Width/2, certSignY-17, c.words.placeAndDate(), c.plain.sized(10.5))
	c.signatures()
	if err := c.foot(w, job.Token); err != nil {
		return nil, err
	}
	if overleaf {
		c.topicPages()
	}
	number := i18n.Args{"Number": job.Data.Number, "Name": job.Data.Name}
	return c.finish(properties{
		title:    c.words.T("doc.certificate.title", number),
		author:   first(job.Data.Organizers),
		subject:  job.Data.Title,
		language: c.words.Lang(),
		date:     job.Data.Date,
		token:    job.Token,
	})
}

// rules draws the thin double frame.
func (c *certificate) rules() {
	const gap = 1.5
	c.frame(certEdge, certEdge, a4Width-2*certEdge, a4Height-2*certEdge, 0.45, accent)
	c.frame(certEdge+gap, certEdge+gap, a4Width-2*(certEdge+gap), a4Height-2*(certEdge+gap), 0.12, accent)
}

// head writes who gives the certificate, what it is, and its number.
func (c *certificate) head() {
	const middle = a4Width / 2
	lines, st := c.fit(c.words.hard(strings.Join(c.data.Organizers, " · ")),
		c.plain.sized(10.5).inked(accent), a4Width-2*certMargin, 8.5, 3)
	c.paragraph(middle, 29-st.lineHeight()*float64(len(lines)-1)/2, lines, st)
	c.text(middle, 57, c.words.T("doc.certificate.heading"), c.title.sized(40).inked(accent))
	small := c.plain.sized(10.5).inked(quiet)
	c.text(middle, 66, c.words.T("doc.certificate.number", i18n.Args{"Number": c.data.Number}), small.tracked(0.03))
	if c.data.Replaces != "" {
		c.text(middle, 71, c.words.T("doc.certificate.replaces", i18n.Args{"Number": c.data.Replaces}), small.sized(9))
	}
	c.line(middle-11, 75.5, middle+11, 75.5, 0.25, accent)
}

// part is a piece of the body: lines of one style, and the distance before them.
type part struct {
	lines  []string
	style  style
	before float64
}

// density is how tightly the body is set: what there is too little room for first takes it from the
// distances, then from the large type, and last from the small type.
type density struct{ gap, head, text float64 }

func densityAt(scale float64) density {
	return density{
		gap:  max(0.75, scale),
		head: min(1.1, 0.35+0.65*scale),
		text: min(1.05, 0.6+0.4*scale),
	}
}

// body writes the sentence of the certificate, centred in the height that it has; it reports whether the
// topics must go overleaf.
func (c *certificate) body() (overleaf bool) {
	const room = certBodyEnd - certBodyTop
	overleaf = len(c.data.Topics) > topicsOnFace
	scale := 1.35
	parts := c.parts(densityAt(scale), overleaf)
	for bodyHeight(parts) > room-10*min(1, scale) && scale > 0.3 {
		scale *= 0.93
		overleaf = overleaf || (scale < 0.75 && len(c.data.Topics) > 0)
		parts = c.parts(densityAt(scale), overleaf)
	}
	y := certBodyTop + max(0, room-bodyHeight(parts))*0.42
	for i, p := range parts {
		if i > 0 {
			y += p.before
		}
		y = c.paragraph(a4Width/2, y+p.style.capHeight(), p.lines, p.style)
	}
	return overleaf
}

func bodyHeight(parts []part) float64 {
	height := 0.0
	for i, p := range parts {
		if i > 0 {
			height += p.before
		}
		height += textHeight(p.lines, p.style)
	}
	return height
}

func (c *certificate) parts(d density, overleaf bool) []part {
	const width = a4Width - 2*certMargin
	w := c.words
	plain := func(size float64) style { return c.plain.sized(size * d.text) }
	var parts []part
	add := func(before float64, text string, st style, floor float64, most int) {
		if text = strings.TrimSpace(text); text != "" {
			lines, st := c.fit(text, st, width, floor*st.size, most)
			parts = append(parts, part{lines, st, before * d.gap})
		}
	}
	add(0, w.intro(), plain(12).inked(quiet), 0.8, 1)
	add(8, c.data.Name, c.title.sized(32*d.head), 0.65, 3)
	add(4.6, w.hard(c.data.Institution), plain(11).inked(quiet), 0.85, 2)
	add(9, w.deed(), plain(12).inked(quiet), 0.8, 2)
	add(6.5, w.hard(c.data.Title), c.title.sized(21*d.head).inked(accent), 0.8, 4)
	add(4.6, w.edition(), plain(11).inked(quiet), 0.9, 1)
	for i, line := range w.when() {
		add([]float64{8, 3.4}[i], line, plain(11.5), 0.85, 2)
	}
	add(3.4, w.hours(), plain(11.5), 0.85, 2)
	if overleaf {
		add(7, w.T("doc.topics.overleaf"), plain(9.5).inked(quiet), 0.9, 1)
		return parts
	}
	if len(c.data.Topics) > 0 {
		add(9, strings.ToUpper(w.T("doc.topics.heading")), plain(8).inked(quiet).tracked(0.14), 0.9, 1)
	}
	for i, topic := range c.data.Topics {
		text := w.hard(topic.Title)
		if topic.Hours > 0 {
			text += " – " + strings.ReplaceAll(w.Hours(topic.Hours), " ", "\u00a0")
		}
		before := 2.6
		if i == 0 {
			before = 3.4
		}
		add(before, text, plain(10.5), 0.9, 2)
	}
	return parts
}

// signatures draws a line for each person who signs, all on one height.
func (c *certificate) signatures() {
	n := float64(len(c.data.Signatures))
	if n == 0 {
		return
	}
	column := min(a4Width-2*22, n*62) / n
	length := min(column-8, 50)
	x := a4Width/2 - column*(n-1)/2
	for _, signature := range c.data.Signatures {
		c.line(x-length/2, certSignY, x+length/2, certSignY, 0.2, quiet)
		lines, st := c.fit(c.words.hard(signature.Name), c.plain.sized(10), column-4, 8, 1)
		y := c.paragraph(x, certSignY+4.6, lines, st)
		lines, st = c.fit(c.words.hard(signature.Role), c.plain.sized(8.5).inked(quiet), column-4, 7.5, 2)
		c.paragraph(x, y+4, lines, st)
		x += column
	}
}

// foot puts the signed statement into the corner and who helped beside it.
func (c *certificate) foot(w *Writer, token string) error {
	x := 20.0
	if token != "" {
		q, err := w.symbols.token(token)
		if err != nil {
			name := []rune(c.data.Name)
			return event.Fail(event.CodeCertificateTooLong, "Name", string(name[:min(len(name), 40)])).Because(err)
		}
		c.symbol(x, certFootTop, certCode, q)
		x += certCode + 3
	}
	width := a4Width - 22 - x
	small := c.plain.aligned(left).inked(quiet)
	for size := 8.0; ; size *= 0.95 {
		parts := c.footParts(size, width, token != "", small)
		height := bodyHeight(parts)
		if height > certCode-4 && size > 4 {
			continue
		}
		y := certFootTop + (certCode-height)/2
		for i, p := range parts {
			if i > 0 {
				y += p.before
			}
			y = c.paragraph(x, y+p.style.capHeight(), p.lines, p.style)
		}
		return nil
	}
}

func (c *certificate) footParts(size, width float64, signed bool, st style) []part {
	var parts []part
	st = st.sized(size)
	st.lead = 1.35
	add := func(text string, st style) {
		if text != "" {
			lines, _ := c.wrap(c.words.hard(text), st, width)
			parts = append(parts, part{lines, st, size * 0.24})
		}
	}
	list := func(caption string, names []string) {
		if len(names) > 0 {
			add(caption+": "+strings.Join(names, ", "), st)
		}
	}
	list(c.words.N("doc.certificate.partners", len(c.data.Partners)), c.data.Partners)
	list(c.words.T("doc.certificate.patrons"), c.data.Patrons)
	add(c.data.CoFinancing, st)
	if signed {
		add(c.words.T("doc.certificate.code"), st.sized(size*0.92))
	}
	return parts
}
