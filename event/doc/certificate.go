package doc

import (
	"strings"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// certificate draws one certificate from its layout, on as many pages as it needs.
type certificate struct {
	brush
	job    *event.CertificateJob
	data   *event.CertificateData
	layout *event.Layout
	words  certificateWords
	serif  *face
	plain  style

	troubles []event.Trouble
	err      error
	inDeed   bool // the topics stand in the words of the deed
	drawn    int  // topics that stand in a table so far
	numbered int  // pages so far

	topicSize float64 // of the type of a table on several pages
}

// certificate makes everything ready for one certificate.
func (b *batch) certificate(job *event.CertificateJob) *certificate {
	gear := *b.gears[job.Data.Language]
	c := &certificate{
		brush: brush{gear: &gear}, job: job, data: &job.Data, layout: layoutOf(job),
		words: certificateWords{gear.words, job.Data},
		serif: loadFace(assets.VollkornSemiBold),
		plain: style{face: loadFace(assets.LatoRegular), ink: ink, align: centre},
	}
	if deed := find(c.layout.Front, event.ItemDeed); deed != nil && find(c.layout.Front, event.ItemTopics) == nil {
		c.inDeed = len(c.data.Topics) <= deed.Most
	}
	return c
}

// layoutOf is how a certificate is drawn.
func layoutOf(job *event.CertificateJob) *event.Layout {
	if len(job.Layout.Front) == 0 && job.Layout.Stock.Width == 0 {
		return &certificateLayouts()[0]
	}
	return &job.Layout
}

func find(items []event.LayoutItem, kind event.ItemKind) *event.LayoutItem {
	for i := range items {
		if items[i].Kind == kind {
			return &items[i]
		}
	}
	return nil
}

// draw draws all pages; next begins one.
func (c *certificate) draw(next func() canvas) {
	front, back := c.layout.Front, c.layout.Back
	c.page(next, front)
	onBack := find(back, event.ItemTopics)
	switch {
	case onBack == nil && len(back) > 0:
		c.page(next, back)
	case onBack != nil && (c.inDeed || len(c.data.Topics) == 0):
		return
	case onBack == nil:
		if find(front, event.ItemTopics) == nil {
			return
		}
		back = furtherTopics(c.layout.Stock)
	}
	for c.drawn < len(c.data.Topics) && find(back, event.ItemTopics) != nil && c.err == nil {
		c.page(next, back)
	}
}

// furtherTopics is a page for those topics that find no room on the face of a layout without a reverse.
func furtherTopics(s event.Stock) []event.LayoutItem {
	const edge, top = 26.0, 24.0
	width := s.Width - 2*edge
	return []event.LayoutItem{
		{Kind: event.ItemText, X: edge, Y: top, W: width, H: 10, Text: "{topics_heading}", Font: event.FontSerif, Size: 20, Floor: 12, Align: "centre", Colour: "#1f3f6b"},
		{Kind: event.ItemText, X: edge, Y: top + 12, W: width, H: 8, Text: "{topics_about}", Size: 9.5, Floor: 7, Overflow: event.Wrap, Align: "centre", Colour: "#5b6573"},
		{Kind: event.ItemTopics, X: edge, Y: top + 24, W: width, H: s.Height - top - 24 - edge},
	}
}

// page draws one side.
func (c *certificate) page(next func() canvas, items []event.LayoutItem) {
	c.on = next()
	if c.numbered++; c.numbered == 1 {
		c.background()
	}
	for i := range items {
		item := &items[i]
		if !c.item(item.X, item.Y, item, c) {
			c.special(item)
		}
	}
	if c.job.Duplicate.Number > 0 {
		c.duplicate()
	}
}

// special draws an item that only certificates have.
func (c *certificate) special(item *event.LayoutItem) {
	at := box{item.X, item.Y, item.W, item.H}
	c.ground(at, item, c)
	switch item.Kind {
	case event.ItemDeed:
		c.deed(at, item)
	case event.ItemTopics:
		c.topics(at, item)
	case event.ItemSignatures:
		c.signatures(at, item)
	case event.ItemLogos:
		c.logos(at, item)
	case event.ItemCode:
		c.code(at, item)
	}
}

// background lies under all of the face.
func (c *certificate) background() {
	if c.layout.Background == "" {
		return
	}
	s := c.layout.Stock
	at := box{0, 0, s.Width, s.Height}
	if b := c.gear.backdrops[c.layout.Background]; b != nil {
		c.on.backdrop(at, b)
		return
	}
	c.image(at, c.gear.pictures[c.layout.Background], true)
}

// field is what stands for a field.
func (c *certificate) field(name string) string {
	if text, known := c.plainField(name); known {
		return text
	}
	if event.IsForm(name) {
		return event.AddressForm(name, c.data.Address)
	}
	if text, known := c.words.field(name); known {
		return text
	}
	if strings.HasPrefix(name, event.LayoutWord) && c.words.Has(name) {
		return c.words.T(name)
	}
	return c.data.Fields[name]
}

// plainField is what stands for those fields that are data as they are.
func (c *certificate) plainField(name string) (text string, known bool) {
	d := c.data
	switch name {
	case event.FieldName:
		return d.Name, true
	case event.FieldInstitution:
		return d.Institution, true
	case "number":
		return d.Number, true
	case "event":
		return d.Title, true
	case "venue":
		return d.Venue, true
	case "event_town":
		return d.Town, true
	case "place":
		return d.Place, true
	case "organizers":
		return strings.Join(d.Organizers, " · "), true
	case "partners":
		return strings.Join(d.Partners, ", "), true
	case "patrons":
		return strings.Join(d.Patrons, ", "), true
	case "cofinancing":
		return d.CoFinancing, true
	}
	return "", false
}

func (c *certificate) shade() colour {
	if shade, ok := bandColours[c.data.Role]; ok {
		return shade
	}
	return bandColours[event.Participant]
}

// trouble notes what the document lacks, each thing once.
func (c *certificate) trouble(code event.TroubleCode, grave bool, pairs ...any) {
	args := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i].(string)] = pairs[i+1]
	}
	for _, t := range c.troubles {
		if t.Code == code && sameArgs(t.Args, args) {
			return
		}
	}
	c.troubles = append(c.troubles, event.Trouble{Code: code, Args: args, Grave: grave})
}

func sameArgs(a, b map[string]any) bool {
	for key, value := range a {
		if b[key] != value {
			return false
		}
	}
	return len(a) == len(b)
}

func (c *certificate) cut(_, text string) { c.trouble(event.TroubleText, false, "Text", text) }

func (c *certificate) lacks(letters, text string) {
	for _, t := range c.troubles {
		if t.Code == event.TroubleLetters && t.Args["Letters"] == letters {
			return
		}
	}
	c.trouble(event.TroubleLetters, true, "Letters", letters, "Text", text)
}

// lettered is a style in a face that has all letters of a text: the one asked for, or another of the program's.
func (c *certificate) lettered(text string, st style) style {
	letters := st.face.lacked(text)
	if letters == "" {
		return st
	}
	for _, other := range []*face{c.plain.face, c.serif} {
		if other.lacked(text) == "" {
			return st.inFace(other)
		}
	}
	c.lacks(letters, text)
	return st
}

// duplicate marks a page as one of a duplicate: small, in red, where no design has anything.
func (c *certificate) duplicate() {
	st := style{face: c.gear.faces[event.FontBold], size: 8.5, ink: marked, align: centre, track: 0.05}
	text := c.words.duplicate(c.job.Duplicate)
	const padding, height, top = 2.6, 5.6, 14.0
	width := c.gear.width(text, st) + 2*padding
	x := c.layout.Stock.Width - 16 - width
	c.on.block(x, top, width, height, 1, white)
	c.on.outline(x, top, width, height, 1, 0.3, marked)
	c.on.text(x+width/2, top+height/2+st.capHeight()/2, text, st)
}

// about is what the document tells about itself.
func (c *certificate) about() properties {
	number := i18n.Args{"Number": c.data.Number, "Name": c.data.Name}
	date := c.data.Date
	title := c.words.T("doc.certificate.title", number)
	if c.job.Duplicate.Number > 0 {
		date = c.job.Duplicate.Date
		title += " – " + c.words.duplicate(c.job.Duplicate)
	}
	return properties{title: title, author: first(c.data.Organizers), subject: c.data.Title, language: c.words.Lang(), date: date, token: c.job.Token}
}
