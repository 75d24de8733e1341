package certificates

import (
	"context"
	"image"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// DesignService are the use cases behind the designs.
type DesignService interface {
	CertificateLayouts(ctx context.Context, eventID string) ([]event.Layout, error)
	SaveLayout(ctx context.Context, l event.Layout, pictures ...[]byte) (event.Layout, error)
	RemoveLayout(ctx context.Context, eventID, id string) error
	ImportCertificateLayout(ctx context.Context, eventID string, r io.Reader) (event.Layout, error)
	ExportLayout(ctx context.Context, id string, w io.Writer) error
	DraftCertificate(ctx context.Context, l event.Layout, registration, language string) (event.CertificateJob, error)
	UpdateEvent(ctx context.Context, id string, u event.EventUpdate) (event.Event, error)
}

// DesignStore is what the designs read by themselves.
type DesignStore interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Blob(ctx context.Context, sha256 string) ([]byte, error)
}

// DesignDeps are what the designs stand on.
type DesignDeps struct {
	Service   DesignService
	Store     DesignStore
	Documents Documents
	// Designer opens a design in the place of the page.
	Designer func(DesignTask) Designer
}

// Documents draws a design as it will print.
type Documents interface {
	CertificatePages(ctx context.Context, job event.CertificateJob, dpi int) ([]image.Image, error)
}

// Designer draws a design in the place of the page.
type Designer interface {
	View() fyne.CanvasObject
	// Leave goes back to the page, once what is not saved was asked about.
	Leave()
	Unsaved() bool
	Keys() []string
	Commands() []kit.Command
}

// DesignTask is what somebody wants to draw.
type DesignTask struct {
	Layout event.Layout
	Taken  func() []string    // what the designs that there are already are called
	Saved  func(event.Layout) // it was saved; the designer stays open
	Done   func()             // somebody goes back
	// OfEvent is where people change what an item shows that belongs to the event; nil where nothing does.
	OfEvent func(kind event.ItemKind, changed func()) fyne.CanvasObject
}

// designsView is how certificates look: the designs of the event and of the program, and at the right what stands on
// all of them.
type designsView struct {
	p       *Page
	root    fyne.CanvasObject
	cards   *fyne.Container
	fresh   *kit.Button
	count   *kit.Text
	around  *aroundDesigns
	latest  kit.Latest[designs]
	state   designs
	shown   []*designCard
	drawing Designer // nil: the list is there
	source  string   // id of the design that is drawn
}

// designs is what the view reads.
type designs struct {
	event    event.Event
	layouts  []event.Layout
	pictures map[string]image.Image // of the event: signatures and logos
}

// makeDesigns makes the view of the designs.
func (p *Page) makeDesigns() *designsView {
	v := &designsView{p: p, count: kit.NewText("", kit.StyleMuted)}
	t := p.Printer.T
	v.fresh = kit.NewButton(t("designs.new"), kit.IconPlus, v.onNew)
	v.cards = container.New(&cardsLayout{})
	v.around = newAroundDesigns(p, v.refresh)
	bar := kit.HStack(2, v.fresh, kit.NewButton(t("designs.import"), kit.IconImport, v.onImport), kit.Spacer(), v.count)
	scroll := kit.NewVScroll(kit.PadSides(0, 3, 0, 0, v.cards))
	left := kit.InOrder(kit.PadSides(0, 0, 3, 0, bar), scroll, nil)
	v.root = container.New(designsLayout{}, left, kit.NewVScroll(v.around.root))
	return v
}

// content is part of tab.
func (v *designsView) content() fyne.CanvasObject { return v.root }

// find is part of tab: there is nothing to find, the first button is reached.
func (v *designsView) find() fyne.Focusable { return v.fresh }

// show is part of tab.
func (v *designsView) show() { v.refresh() }

// refresh reads everything again.
func (v *designsView) refresh() {
	p := v.p
	if p.ctx == nil || p.ctx.Err() != nil {
		return
	}
	v.latest.Run(p.ctx, v.load, func(d designs, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		v.state = d
		v.showAll()
	})
}

func (v *designsView) load(ctx context.Context) (d designs, err error) {
	if d.event, err = v.p.Designs.Store.Event(ctx, v.p.Event.ID); err != nil {
		return d, err
	}
	if d.layouts, err = v.p.Designs.Service.CertificateLayouts(ctx, v.p.Event.ID); err != nil {
		return d, err
	}
	d.pictures = map[string]image.Image{}
	for _, sum := range picturesOf(d.event) {
		if data, err := v.p.Designs.Store.Blob(ctx, sum); err == nil {
			d.pictures[sum] = decoded(data)
		}
	}
	return d, ctx.Err()
}

// picturesOf are those of an event's signatures and logos.
func picturesOf(ev event.Event) []string {
	var all []string
	for _, s := range ev.Document.Signatures {
		if s.Image != "" {
			all = append(all, s.Image)
		}
	}
	for _, l := range ev.Logos {
		if l.Image != "" {
			all = append(all, l.Image)
		}
	}
	return all
}

func (v *designsView) showAll() {
	w := v.p.Printer
	v.count.SetText(w.N("designs.count", len(v.state.layouts)))
	v.around.showEvent(v.state.event, v.state.pictures)
	v.showCards()
}

// title is what a design is called.
func (p *Page) designTitle(l event.Layout) string {
	if l.Event == "" || strings.HasPrefix(l.Title, "layout.") && p.Printer.Has(l.Title) {
		return p.Printer.T(l.Title)
	}
	return l.Title
}

// titles are what all designs are called.
func (v *designsView) titles() []string {
	all := make([]string, len(v.state.layouts))
	for i, l := range v.state.layouts {
		all[i] = v.p.designTitle(l)
	}
	return all
}

// usual is the design of those kinds that name none: the first that comes with the program.
func (d designs) usual() string {
	if i := slices.IndexFunc(d.layouts, func(l event.Layout) bool { return l.Event == "" }); i >= 0 {
		return d.layouts[i].ID
	}
	return ""
}

// uses says whether a kind is drawn with a design.
func (d designs) uses(k event.CertificateKind, id string) bool {
	if known := slices.ContainsFunc(d.layouts, func(l event.Layout) bool { return l.ID == k.Layout }); !known {
		return id == d.usual()
	}
	return k.Layout == id
}

// kindName is what a kind is called on screens.
func (p *Page) kindName(k event.CertificateKind) string {
	if k.Title == "" {
		return p.Printer.T("designs.kind.usual")
	}
	return k.Title
}

// designsLayout gives what belongs to the event a column at the right, and the designs all the rest.
type designsLayout struct{}

const (
	aroundSteps = 72 // of the column
	aroundGap   = 5
)

// MinSize is part of fyne.Layout.
func (designsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+kit.Space(aroundGap+aroundSteps), max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout is part of fyne.Layout.
func (designsLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	right := kit.Space(aroundSteps)
	if s.Width > kit.Space(330) {
		right += kit.Space(16)
	}
	o[0].Resize(fyne.NewSize(s.Width-right-kit.Space(aroundGap), s.Height))
	o[1].Move(fyne.NewPos(s.Width-right, 0))
	o[1].Resize(fyne.NewSize(right, s.Height))
}
