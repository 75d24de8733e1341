package event

// LayoutUse is what a layout is for.
type LayoutUse string

// The uses.
const (
	ForBadges       LayoutUse = ""
	ForCertificates LayoutUse = "certificate" // the sheet is the page; Back is its reverse
)

// Layout says how a badge or a certificate looks and on what it is printed. All measures are millimetres
// from the upper left corner, type is in points.
type Layout struct {
	ID    string    `json:"id"`
	Event string    `json:"event"` // "": it comes with the program
	Title string    `json:"title"` // of a layout that comes with the program: the id of its name
	Use   LayoutUse `json:"use,omitempty"`
	// Background lies under the front: SHA-256 of a PNG, a JPEG or a PDF of one page.
	Background string       `json:"background,omitempty"`
	Stock      Stock        `json:"stock"`
	Front      []LayoutItem `json:"front"` // the last one lies on top
	Back       []LayoutItem `json:"back"`  // none: the back stays empty
}

// Stock is the paper: where on a sheet the badges lie.
type Stock struct {
	PageWidth  float64 `json:"page_width"`
	PageHeight float64 `json:"page_height"`
	Columns    int     `json:"columns"`
	Rows       int     `json:"rows"`
	Width      float64 `json:"width"` // of one badge; of a folded one: of one half
	Height     float64 `json:"height"`
	Left       float64 `json:"left"` // edge of the sheet to the first badge
	Top        float64 `json:"top"`
	GapX       float64 `json:"gap_x"` // between two badges
	GapY       float64 `json:"gap_y"`
	Fold       Folding `json:"fold"`
	Marks      bool    `json:"marks"` // lines to cut along
}

// Each is how many badges lie on a sheet.
func (s Stock) Each() int { return s.Columns * s.Rows }

// Folding says whether front and back lie side by side on one sheet.
type Folding string

// The folds. FoldTop: the back lies above the front, upside down, so that it stands right once folded.
// FoldSide: the back lies to the left of the front.
const (
	NoFold   Folding = ""
	FoldTop  Folding = "top"
	FoldSide Folding = "side"
)

// ItemKind is what an item of a badge shows.
type ItemKind string

// The kinds of items.
const (
	ItemText   ItemKind = "text"   // words with fields in braces
	ItemPerson ItemKind = "person" // name, institution, town, group and answers, flowing into the space
	ItemCode   ItemKind = "code"   // the QR symbol, its digits below
	ItemBand   ItemKind = "band"   // strip in the colour of the role: its word, number and box
	ItemImage  ItemKind = "image"  // a logo or another picture
	ItemPhoto  ItemKind = "photo"  // of the person
	ItemAgenda ItemKind = "agenda" // the person's own programme
	ItemLine   ItemKind = "line"
	ItemBox    ItemKind = "box"

	// Of certificates.
	ItemDeed       ItemKind = "deed"       // who did what, where and when, flowing into the space
	ItemTopics     ItemKind = "topics"     // sessions with their hours; what finds no room goes on another page
	ItemSignatures ItemKind = "signatures" // up to three, on one line
	ItemLogos      ItemKind = "logos"      // the event's strip with the sentence about its funds
)

// ItemKinds lists the kinds of badges in the order of choice.
var ItemKinds = []ItemKind{ItemText, ItemPerson, ItemCode, ItemBand, ItemImage, ItemPhoto, ItemAgenda, ItemLine, ItemBox}

// Overflow is what becomes of text that is longer than its space.
type Overflow string

// The ways. Both stop at Floor; what is still too long ends with an ellipsis, and is told.
const (
	Shrink Overflow = "shrink" // one line, smaller
	Wrap   Overflow = "wrap"   // more lines, then smaller
)

// LayoutItem is one thing on a badge.
type LayoutItem struct {
	Kind     ItemKind `json:"kind"`
	X        float64  `json:"x"`
	Y        float64  `json:"y"`
	W        float64  `json:"w"`
	H        float64  `json:"h"`
	Text     string   `json:"text,omitempty"`  // of text and band, with fields: "{given} {family}"
	Image    string   `json:"image,omitempty"` // SHA-256 of a blob
	Font     Font     `json:"font,omitempty"`
	Size     float64  `json:"size,omitempty"`  // of person: of the given name; the rest follows
	Floor    float64  `json:"floor,omitempty"` // the smallest size
	Overflow Overflow `json:"overflow,omitempty"`
	Align    string   `json:"align,omitempty"`   // left, centre, right
	Upright  string   `json:"upright,omitempty"` // top, middle, bottom
	Colour   string   `json:"colour,omitempty"`  // "#1f2937"; "role": the colour of the role; "": ink
	Fill     string   `json:"fill,omitempty"`    // behind it; "": nothing
	Stroke   float64  `json:"stroke,omitempty"`  // width of a line or an outline
	Radius   float64  `json:"radius,omitempty"`  // of corners
	Upper    bool     `json:"upper,omitempty"`   // in capitals
	Most     int      `json:"most,omitempty"`    // of deed: so many topics stand in it, where there are no more
}

// Font is one of the faces that the program carries.
type Font string

// The faces.
const (
	FontRegular Font = ""
	FontBold    Font = "bold"
	FontBlack   Font = "black"
	FontSerif   Font = "serif"
)

// BadgePlan says who gets which layout.
type BadgePlan struct {
	Layout string          `json:"layout"`           // "": the first that comes with the program
	Roles  map[Role]string `json:"roles,omitempty"`  // another layout for a role, or NoBadge
	Single string          `json:"single,omitempty"` // of one badge printed alone at the desk; "": chosen by the printer
}

// NoBadge as the layout of a role: these people get none.
const NoBadge = "none"

// Of is the id of the layout for a role; "" is the first that comes with the program.
func (p BadgePlan) Of(role Role) string {
	if id := p.Roles[role]; id != "" {
		return id
	}
	return p.Layout
}
