package design

import (
	"strings"

	"zlot/event"
	"zlot/ui/kit"
)

// trait is something of an item that can be set.
type trait string

// The traits, in the order in which they are shown.
const (
	traitText    trait = "text"
	traitMost    trait = "most"
	traitImage   trait = "image"
	traitFont    trait = "font"
	traitSize    trait = "size"
	traitFloor   trait = "floor"
	traitFlow    trait = "overflow"
	traitAlign   trait = "align"
	traitUpright trait = "upright"
	traitUpper   trait = "upper"
	traitColour  trait = "colour"
	traitFill    trait = "fill"
	traitStroke  trait = "stroke"
	traitRadius  trait = "radius"
)

// traits are what each kind of item has.
var traits = map[event.ItemKind][]trait{
	event.ItemText:   {traitText, traitFont, traitSize, traitFloor, traitFlow, traitAlign, traitUpright, traitUpper, traitColour, traitFill, traitRadius},
	event.ItemPerson: {traitSize, traitFloor, traitAlign, traitUpright, traitFill},
	event.ItemCode:   {traitSize, traitAlign},
	event.ItemBand:   {traitText, traitSize, traitFloor, traitColour, traitFill, traitRadius},
	event.ItemImage:  {traitImage, traitFill},
	event.ItemPhoto:  {traitFill},
	event.ItemAgenda: {traitFont, traitSize, traitFloor, traitColour, traitFill},
	event.ItemLine:   {traitStroke, traitColour},
	event.ItemBox:    {traitFill, traitStroke, traitColour, traitRadius},

	event.ItemDeed:       {traitText, traitFont, traitSize, traitMost, traitAlign, traitUpright, traitColour, traitFill},
	event.ItemTopics:     {traitSize, traitFloor, traitFill},
	event.ItemSignatures: {traitSize, traitAlign},
	event.ItemLogos:      {traitSize, traitAlign, traitUpright, traitColour, traitFill},
}

// usualBand is what a band says unless it is told otherwise; the bar parts its beginning from its end.
const usualBand = "{role}|{box} {number}"

func hasTrait(k event.ItemKind, t trait) bool {
	for _, has := range traits[k] {
		if has == t {
			return true
		}
	}
	return false
}

// kindIcons are the symbols of the kinds in lists and menus.
var kindIcons = map[event.ItemKind]kit.Icon{
	event.ItemText: kit.IconEdit, event.ItemPerson: kit.IconPerson, event.ItemCode: kit.IconScan, event.ItemBand: kit.IconBadge,
	event.ItemDeed: kit.IconCertificate, event.ItemTopics: kit.IconAgenda, event.ItemSignatures: kit.IconPerson, event.ItemLogos: kit.IconGroup,
	event.ItemImage: kit.IconImport, event.ItemPhoto: kit.IconPeople, event.ItemAgenda: kit.IconAgenda, event.ItemLine: kit.IconMore, event.ItemBox: kit.IconStop,
}

// nameOf is what an item is called in lists: its words, or its kind.
func (d *Designer) nameOf(i event.LayoutItem) string {
	kind := d.deps.Printer.T("design.kind." + string(i.Kind))
	if !textual(i.Kind) {
		return kind
	}
	words := strings.Join(strings.Fields(d.inWords(i.Text)), " ")
	switch {
	case words == "":
		return kind
	case i.Kind == event.ItemText:
		return words
	}
	return kind + ": " + words
}

// inWords puts the names of the fields into words: "{given}" is what people call it.
func (d *Designer) inWords(text string) string {
	return event.FillText(text, func(name string) string {
		if event.IsForm(name) {
			return event.AddressForm(name, event.Neutral)
		}
		for _, f := range d.fields() {
			if f.name == name {
				return "[" + f.words + "]"
			}
		}
		return "{" + name + "}"
	})
}

// newItem is a new item of a kind, as near to the middle as there is room.
func (d *Designer) newItem(k event.ItemKind) event.LayoutItem { return d.newShape(k, 0) }

// newShape is newItem of something with a shape of its own: its height for a width of one; 0: it has none.
func (d *Designer) newShape(k event.ItemKind, shape float64) event.LayoutItem {
	w, h := d.sketch.layout.Stock.Width, d.sketch.layout.Stock.Height
	i := event.LayoutItem{Kind: k, W: w * 0.6, H: 8}
	switch k {
	case event.ItemText:
		i.Text, i.Size, i.Floor, i.Overflow = d.deps.Printer.T("design.new.text"), 12, 8, event.Shrink
		i.Upright = "middle"
	case event.ItemPerson:
		i.W, i.H, i.Size = w*0.6, h*0.6, min(26, h*0.45)
	case event.ItemCode:
		side := min(25, w-4, h-8)
		i.W, i.H, i.Size, i.Align = side, side+2.4, 6.5, "centre"
	case event.ItemBand:
		i.W, i.H, i.Size, i.Text, i.Fill, i.Radius = w-6, 7.5, 9, usualBand, event.RoleColour, 1.3
	case event.ItemImage, event.ItemPhoto:
		side := min(22, w/2, h/2)
		i.W, i.H = side, side
		if k == event.ItemPhoto {
			i.H = side * 4 / 3
		}
	case event.ItemAgenda:
		i.W, i.H, i.Size, i.Floor = w-8, h-10, 7.5, 5.5
	case event.ItemLine:
		i.H, i.Stroke, i.Colour = 0, 0.3, "#5b6573"
	case event.ItemBox:
		i.H, i.Stroke, i.Colour, i.Radius = min(20, h/2), 0.3, "#5b6573", 1
	}
	if d.certificate() {
		d.sizeOnPage(&i)
	}
	if shape > 0 {
		if i.H = max(i.W*shape, 1); i.H > h/2 {
			i.W, i.H = i.W*h/2/i.H, h/2
		}
	}
	fit := fitWhole
	switch {
	case shape > 0:
		fit = fitSmaller
	case textual(k):
		fit = fitNarrower
	}
	put(&i, d.sketch.free(box{onGrid((w - i.W) / 2), onGrid((h - i.H) / 2), i.W, i.H}, fit))
	return i
}

// sizeOnPage gives a new item the size that it has on a page: more than on a badge.
func (d *Designer) sizeOnPage(i *event.LayoutItem) {
	w, h := d.sketch.layout.Stock.Width, d.sketch.layout.Stock.Height
	switch i.Kind {
	case event.ItemText:
		i.H, i.Size, i.Floor, i.Overflow, i.Align = 9, 14, 9, event.Wrap, "centre"
	case event.ItemCode:
		i.W, i.H, i.Size, i.Align = 36, 36+2.4, 6.5, "centre"
	case event.ItemImage:
		i.W, i.H = 40, 40
	case event.ItemDeed:
		i.W, i.H, i.Most = w-40, h*0.45, 4
	case event.ItemTopics:
		i.W, i.H = w-40, h*0.5
	case event.ItemSignatures:
		i.W, i.H = w-50, 30
	case event.ItemLogos:
		i.W, i.H = w-40, 20
	case event.ItemBox:
		i.H = 30
	}
}
