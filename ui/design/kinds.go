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
		for _, f := range d.fields() {
			if f.name == name {
				return "[" + f.words + "]"
			}
		}
		return "{" + name + "}"
	})
}

// field is what can be put into the words of an item.
type field struct{ name, words string }

// fields are those of every event, and the questions of this one.
func (d *Designer) fields() []field {
	var out []field
	for _, name := range event.BadgeFields {
		out = append(out, field{name, d.deps.Printer.T("layout.field." + name)})
	}
	for _, q := range d.event.Questions {
		out = append(out, field{q.Field(), q.Title})
	}
	return out
}

// fresh is a new item of a kind in the middle of the badge.
func (d *Designer) newItem(k event.ItemKind) event.LayoutItem {
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
	put(&i, d.sketch.free(box{onGrid((w - i.W) / 2), onGrid((h - i.H) / 2), i.W, i.H}, textual(k)))
	return i
}
