package event

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// The codes of what badges cannot show. Each is a remark: the rest is drawn.
const (
	CodeBadgeText    = "badge.text"    // words are too long for their place
	CodeBadgePicture = "badge.picture" // a picture is missing or damaged
	CodeBadgeAgenda  = "badge.agenda"  // the programme has more lines than there is room
)

// LayoutProblem is something that is wrong with a layout. Code names its sentence.
type LayoutProblem struct {
	Code string
	Back bool
	Item int // of that side, or -1: the whole layout
	Args map[string]any
	err  error
}

// Err is the problem as the error that keeps a layout from being drawn, or nil.
func (p LayoutProblem) Err() error { return p.err }

// SmallestCode is the least width of a symbol with its border that scanners read with ease, in millimetres.
const SmallestCode = 20.0

// SmallestStatement is that of the signed statement on a certificate, which says much more.
const SmallestStatement = 30.0

func (u LayoutUse) smallestCode() float64 {
	if u == ForCertificates {
		return SmallestStatement
	}
	return SmallestCode
}

// LayoutWord begins a field that stands for a word of the program in the layouts that come with it.
const LayoutWord = "layout.word."

// CheckLayout lists what is wrong with a layout, the worst first.
func CheckLayout(l Layout) []LayoutProblem {
	problems := checkStock(l.Stock)
	if len(l.Front) == 0 {
		problems = append(problems, LayoutProblem{Code: "layout.problem.empty", Item: -1})
	}
	codes := 0
	for _, back := range []bool{false, true} {
		items, flows := l.Front, map[ItemKind]int{}
		if back {
			items = l.Back
		}
		for i, item := range items {
			switch item.Kind {
			case ItemCode:
				codes++
			case ItemDeed, ItemTopics, ItemSignatures, ItemLogos:
				flows[item.Kind]++
			}
			wrong := checkItem(l, item)
			if flows[item.Kind] > 1 {
				wrong = append(wrong, LayoutProblem{Code: "layout.problem.twice"})
			}
			switch {
			case len(wrong) > 0:
			case coversCode(items, i):
				wrong = []LayoutProblem{{Code: "layout.problem.covers_code"}}
			case hidesWords(items, i):
				wrong = []LayoutProblem{{Code: "layout.problem.hides"}}
			}
			for _, p := range wrong {
				p.Back, p.Item = back, i
				problems = append(problems, p)
			}
		}
	}
	if codes == 0 && len(l.Front) > 0 {
		problems = append(problems, LayoutProblem{Code: "layout.problem.no_code", Item: -1})
	}
	for i := range problems {
		problems[i].Code = l.Use.problem(problems[i].Code)
	}
	return problems
}

// certificateProblems are those that are said in other words of a certificate.
var certificateProblems = map[string]string{
	"layout.problem.empty":      "layout.problem.certificate.empty",
	"layout.problem.stock":      "layout.problem.certificate.stock",
	"layout.problem.large":      "layout.problem.certificate.stock",
	"layout.problem.no_code":    "layout.problem.certificate.no_code",
	"layout.problem.outside":    "layout.problem.certificate.outside",
	"layout.problem.small_code": "layout.problem.certificate.small_code",
}

// problem is the id of a problem's sentence.
func (u LayoutUse) problem(code string) string {
	if own := certificateProblems[code]; own != "" && u == ForCertificates {
		return own
	}
	return code
}

func checkStock(s Stock) []LayoutProblem {
	if s.GapX < 0 || s.GapY < 0 {
		return []LayoutProblem{{Code: "layout.problem.overlap", Item: -1, err: Fail(CodeLayoutStock).In("stock")}}
	}
	err := s.check()
	if err == nil {
		return nil
	}
	p := LayoutProblem{Code: "layout.problem.stock", Item: -1, err: err}
	var e *Error
	if errors.As(err, &e) {
		if p.Args = e.Args; e.Code == CodeLayoutLarge {
			p.Code = "layout.problem.large"
		}
	}
	return []LayoutProblem{p}
}

// slack is what measures may be off by rounding.
const slack = 0.05

func checkItem(l Layout, item LayoutItem) []LayoutProblem {
	problems := checkPlace(l.Stock, item)
	add := func(code string, pairs ...any) {
		problems = append(problems, LayoutProblem{Code: code, Args: Fail(code, pairs...).Args})
	}
	if item.Floor > item.Size && item.Size > 0 {
		add("layout.problem.floor", "Floor", item.Floor, "Size", item.Size)
	}
	for _, colour := range []string{item.Colour, item.Fill} {
		if !ValidColour(colour) {
			add("layout.problem.colour", "Value", colour)
		}
	}
	for _, name := range TextFields(item.Text) {
		if !l.Use.knows(name) {
			add("layout.problem.field", "Field", name)
		}
	}
	switch item.Kind {
	case ItemCode:
		if side, least := item.CodeSide(), l.Use.smallestCode(); side < least-slack {
			add("layout.problem.small_code", "Side", side, "Least", least)
		}
	case ItemText:
		if strings.TrimSpace(item.Text) == "" {
			add("layout.problem.no_text")
		}
	case ItemImage:
		if item.Image == "" {
			add("layout.problem.no_image")
		}
	}
	return problems
}

// checkPlace says whether an item lies on the badge, and can be seen.
func checkPlace(s Stock, item LayoutItem) (problems []LayoutProblem) {
	at := item.edges()
	switch {
	case !item.measured():
		problems = append(problems, LayoutProblem{Code: "layout.problem.outside", err: Fail(CodeLayoutItem)})
	case at.left < -slack || at.top < -slack || at.right > s.Width+slack || at.bottom > s.Height+slack:
		problems = append(problems, LayoutProblem{Code: "layout.problem.outside"})
	}
	if item.Kind != ItemLine && (item.W <= 0 || item.H <= 0) {
		problems = append(problems, LayoutProblem{Code: "layout.problem.no_size"})
	}
	return problems
}

// edges are where an item lies.
type edges struct{ left, top, right, bottom float64 }

func (item LayoutItem) edges() edges {
	return edges{min(item.X, item.X+item.W), min(item.Y, item.Y+item.H), max(item.X, item.X+item.W), max(item.Y, item.Y+item.H)}
}

func (e edges) meets(o edges) bool {
	return e.left <= o.right-overlap && e.right >= o.left+overlap && e.top <= o.bottom-overlap && e.bottom >= o.top+overlap
}

func (e edges) holds(o edges) bool {
	return e.left <= o.left && e.right >= o.right && e.top <= o.top && e.bottom >= o.bottom
}

// coversCode reports whether an item is drawn over a symbol. A frame around one without a ground leaves it whole.
func coversCode(items []LayoutItem, n int) bool {
	over := items[n]
	if !over.measured() {
		return false
	}
	frame := over.Kind == ItemBox && over.Fill == ""
	for _, code := range items[:n] {
		if code.Kind != ItemCode || !code.measured() {
			continue
		}
		symbol := code.symbol()
		if over.edges().meets(symbol) && (!frame || !over.edges().holds(symbol)) {
			return true
		}
	}
	return false
}

// hidesWords reports whether a symbol, which has a white ground, is drawn over what people are to read.
func hidesWords(items []LayoutItem, n int) bool {
	if items[n].Kind != ItemCode || !items[n].measured() {
		return false
	}
	symbol := items[n].symbol()
	return slices.ContainsFunc(items[:n], func(i LayoutItem) bool {
		switch i.Kind {
		case ItemText, ItemPerson, ItemBand, ItemAgenda, ItemPhoto, ItemDeed, ItemTopics, ItemSignatures, ItemLogos:
			return i.measured() && i.edges().meets(symbol)
		}
		return false
	})
}

// symbol is where the symbol of an item lies, with its border.
func (item LayoutItem) symbol() edges {
	side := item.CodeSide()
	x := item.X
	switch item.Align {
	case "centre":
		x += (item.W - side) / 2
	case "right":
		x += item.W - side
	}
	return edges{x, item.Y, x + side, item.Y + side}
}

// overlap is how far an item may reach into the white border of a symbol, in millimetres.
const overlap = 1.0

// knows reports whether a field can stand in the words of a layout. The fields of badges that speak of the person are
// known on certificates too.
func (u LayoutUse) knows(name string) bool {
	if u == ForCertificates && slices.Contains(CertificateFields, name) {
		return true
	}
	return slices.Contains(BadgeFields, name) || IsForm(name) || strings.HasPrefix(name, AnswerField) || strings.HasPrefix(name, LayoutWord)
}

// RoleColour as the colour of an item is the colour of the person's role.
const RoleColour = "role"

// ValidColour reports whether an item can have a colour: "#1f2937", the role's, or none.
func ValidColour(text string) bool {
	if text == "" || text == RoleColour {
		return true
	}
	if len(text) != 7 || text[0] != '#' {
		return false
	}
	_, err := strconv.ParseUint(text[1:], 16, 32)
	return err == nil
}

// digitsSize is the size of the digits below a symbol where an item says none.
const digitsSize = 6.5

// DigitsSize is the size of the digits below the symbol, in points.
func (item LayoutItem) DigitsSize() float64 {
	if item.Size > 0 {
		return item.Size
	}
	return digitsSize
}

// CodeSide is the width of the symbol of an item, with its white border; the digits stand below it.
func (item LayoutItem) CodeSide() float64 {
	const line = 0.36 // millimetres below the symbol for a point of type
	return max(0, min(item.W, item.H-line*item.DigitsSize()))
}

// SpellLayout puts the words of the program into a layout that comes with it, for a copy that people change.
func SpellLayout(l Layout, say func(id string) string) Layout {
	spell := func(items []LayoutItem) []LayoutItem {
		items = slices.Clone(items)
		for i := range items {
			for _, name := range TextFields(items[i].Text) {
				if strings.HasPrefix(name, LayoutWord) {
					items[i].Text = strings.ReplaceAll(items[i].Text, "{"+name+"}", say(name))
				}
			}
		}
		return items
	}
	l.Title, l.Front, l.Back = say(l.Title), spell(l.Front), spell(l.Back)
	return l
}
