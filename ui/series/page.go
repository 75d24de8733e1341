// Package series is the page of all editions of an event side by side.
package series

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service is the use case behind the page.
type Service interface {
	Series(ctx context.Context, series string) (event.SeriesOverview, error)
}

// Deps are what the page stands on.
type Deps struct {
	Context context.Context
	Service Service
	Printer *i18n.Printer
	Window  fyne.Window
	Event   event.Event
	// Enter opens another event of the file; Next asks for a new edition.
	Enter func(e event.Event)
	Next  func()
	// Navigate goes to another page.
	Navigate func(page, arg string)
}

// Page shows a series.
type Page struct {
	Deps
	ctx     context.Context
	cancel  context.CancelFunc
	content fyne.CanvasObject
	body    *fyne.Container
	list    *kit.DataList[event.Edition]
	latest  kit.Latest[event.SeriesOverview]
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, body: container.NewStack()}
	p.ctx, p.cancel = context.WithCancel(d.Context)
	p.makeList()
	p.content = p.makeContent()
	return p
}

func (p *Page) makeContent() fyne.CanvasObject {
	t := p.Printer.T
	header := kit.PageHeader(p.Title(), t("series.hint"), kit.NewPrimary(t("edition.new"), kit.IconPlus, p.Next))
	return kit.Page(header, p.body)
}

// Title is part of ui.Page.
func (p *Page) Title() string {
	if p.Event.Series == "" {
		return p.Printer.T("series.title")
	}
	return p.Event.Series
}

// Content is part of ui.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown is part of ui.Page.
func (p *Page) Shown() {
	p.cancel()
	p.ctx, p.cancel = context.WithCancel(p.Context)
	p.read()
}

// Hidden is part of ui.Page.
func (p *Page) Hidden() { p.cancel() }

// Changed is part of ui.Page.
func (p *Page) Changed(kinds map[string]bool) {
	for kind := range kinds {
		if noun, _, _ := strings.Cut(kind, "."); noun == "event" || noun == "registration" || noun == "scan" || noun == "certificate" || noun == "person" {
			p.read()
			return
		}
	}
}

func (p *Page) read() {
	if p.Event.Series == "" {
		p.showNone()
		return
	}
	p.latest.Run(p.ctx, func(ctx context.Context) (event.SeriesOverview, error) { return p.Service.Series(ctx, p.Event.Series) },
		func(o event.SeriesOverview, err error) {
			if err != nil {
				if p.ctx.Err() == nil {
					kit.ShowError(p.Window, p.Printer, err)
				}
				return
			}
			p.show(o)
		})
}

// showNone says that the event stands alone.
func (p *Page) showNone() {
	t := p.Printer.T
	p.body.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconAgenda, t("series.empty.title"), t("series.empty.hint"),
		kit.NewButton(t("series.empty.action"), kit.IconSettings, func() { p.Navigate("settings", "") }))}
	p.body.Refresh()
}

func (p *Page) show(o event.SeriesOverview) {
	present, papers := 0, 0
	for _, e := range o.Editions {
		present += e.Present
		papers += e.Certificates
	}
	t := p.Printer.T
	figures := kit.Columns(3,
		kit.Stat(p.number(len(o.Editions)), t("series.figure.editions"), kit.ToneNeutral),
		kit.Stat(p.number(o.People), t("series.figure.people"), kit.ToneNeutral),
		kit.Stat(p.number(o.Faithful), t("series.figure.faithful"), kit.ToneNeutral),
		kit.Stat(p.number(present), t("series.figure.present"), kit.ToneNeutral),
		kit.Stat(p.number(papers), t("series.figure.certificates"), kit.ToneNeutral))
	p.list.SetItems(o.Editions)
	if _, chosen := p.list.Current(); !chosen {
		p.list.SelectKey(p.Event.ID)
	}
	p.body.Objects = []fyne.CanvasObject{container.NewBorder(kit.PadSides(0, 0, 3, 0, figures),
		kit.PadSides(2, 0, 0, 0, kit.NewText(t("series.open"), kit.StyleSmall.Truncated())), nil, nil, p.list)}
	p.body.Refresh()
}

func (p *Page) makeList() {
	t := p.Printer.T
	number := func(id, title string, width float32, drop int, of func(event.Edition) int) kit.Column[event.Edition] {
		return kit.Column[event.Edition]{ID: id, Title: title, Width: width, Drop: drop, Align: fyne.TextAlignTrailing,
			Text: func(e event.Edition) string { return p.number(of(e)) }, Less: func(a, b event.Edition) bool { return of(a) < of(b) }}
	}
	returning := number("returning", t("edition.column.returning"), 118, 0, func(e event.Edition) int { return e.Returning })
	returning.Text = p.returning
	p.list = kit.NewDataList([]kit.Column[event.Edition]{
		number("edition", t("edition.column.number"), 74, 0, func(e event.Edition) int { return e.Event.Edition }),
		{ID: "start", Title: t("edition.column.start"), Width: 190, Bold: true, Text: p.when,
			Less: func(a, b event.Edition) bool { return a.Event.Start < b.Event.Start }},
		{ID: "town", Title: t("edition.column.town"), Weight: 1, Least: 100, Drop: 1, Text: func(e event.Edition) string { return e.Event.Town },
			Less: func(a, b event.Edition) bool { return event.ComparePolish(a.Event.Town, b.Event.Town) < 0 }},
		{ID: "title", Title: t("edition.column.title"), Weight: 2, Least: 160, Drop: 3, Text: func(e event.Edition) string { return e.Event.Title },
			Less: func(a, b event.Edition) bool { return event.ComparePolish(a.Event.Title, b.Event.Title) < 0 }},
		number("registrations", t("edition.column.registrations"), 104, 0, func(e event.Edition) int { return e.Registrations }),
		number("present", t("edition.column.present"), 84, 0, func(e event.Edition) int { return e.Present }),
		returning,
		number("certificates", t("edition.column.certificates"), 116, 2, func(e event.Edition) int { return e.Certificates }),
	})
	p.list.Keep("series")
	p.list.Key = func(e event.Edition) string { return e.Event.ID }
	p.list.OnOpen = func(e event.Edition) {
		if e.Event.ID != p.Event.ID {
			p.Enter(e.Event)
		}
	}
}

func (p *Page) when(e event.Edition) string {
	return p.Printer.DateRange(e.Event.Start.Time(time.UTC), e.Event.End.Time(time.UTC))
}

// returning is how many people came back, and their share.
func (p *Page) returning(e event.Edition) string {
	if e.Returning == 0 {
		return "–"
	}
	return p.Printer.T("series.share", i18n.Args{"People": p.number(e.Returning), "Percent": e.Returning * 100 / e.Registrations})
}

func (p *Page) number(n int) string { return p.Printer.Number(float64(n), 0) }
