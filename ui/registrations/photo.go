package registrations

import (
	"context"
	"image"
	_ "image/jpeg" // photos are kept as JPEG, drawings as PNG
	_ "image/png"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// photoEndings are those of pictures that can be a photo.
var photoEndings = []string{".jpg", ".jpeg", ".png", ".gif"}

// photoSide is how large a photo is shown, in steps.
const photoSide = 18

// photoBox shows the photo for the badge, and changes it. That is saved at once.
type photoBox struct {
	p       *Page
	view    fyne.CanvasObject
	picture *canvas.Image
	place   *fyne.Container
	choose  *kit.Button
	remove  *kit.Button
	of      string // registration
	shown   string // SHA-256
	latest  kit.Latest[image.Image]
}

func newPhotoBox(p *Page) *photoBox {
	b := &photoBox{p: p}
	t := p.Printer.T
	b.picture = canvas.NewImageFromImage(nil)
	b.picture.FillMode = canvas.ImageFillContain
	b.picture.SetMinSize(fyne.NewSize(kit.Space(photoSide), kit.Space(photoSide)))
	b.place = container.NewStack(b.picture)
	b.place.Hide()
	b.choose = kit.NewButton(t("registrations.photo.choose"), kit.IconPerson, func() {
		kit.FileOpen(p.Window, photoEndings, func(path string) { b.load(path) })
	})
	b.remove = kit.NewQuiet(t("registrations.photo.remove"), kit.IconTrash, func() { b.set(nil) })
	b.remove.Hide()
	b.view = kit.VStack(1, kit.NewText(t("registrations.photo"), kit.StyleSmall), kit.HStack(3, b.place, b.choose, b.remove))
	return b
}

// show shows the photo of a registration.
func (b *photoBox) show(e event.Entry) {
	b.of = e.ID
	b.choose.SetEnabled(!e.Who.Erased)
	if e.Photo == "" {
		b.latest.Cancel()
		b.shown = ""
		b.place.Hide()
		b.remove.Hide()
		return
	}
	b.remove.Show()
	if e.Photo == b.shown {
		return
	}
	b.latest.Run(b.p.ctx, func(ctx context.Context) (image.Image, error) {
		data, err := b.p.Store.Blob(ctx, e.Photo)
		if err != nil {
			return nil, err
		}
		img, err := event.DecodePicture(data)
		return img, err
	}, func(img image.Image, err error) {
		if err != nil { // the badge is printed without it, and says so
			b.place.Hide()
			return
		}
		b.shown, b.picture.Image = e.Photo, img
		b.place.Show()
		b.picture.Refresh()
	})
}

// load takes the picture of a file.
func (b *photoBox) load(path string) {
	of := b.of
	kit.Run(b.p.Context, func(ctx context.Context) (event.Entry, error) {
		data, err := event.ReadFile(path, event.MaxPictureFile)
		if err != nil {
			return event.Entry{}, err
		}
		return b.p.Service.SetPhoto(ctx, of, data)
	}, b.done)
}

func (b *photoBox) set(data []byte) {
	of := b.of
	kit.Run(b.p.Context, func(ctx context.Context) (event.Entry, error) { return b.p.Service.SetPhoto(ctx, of, data) }, b.done)
}

func (b *photoBox) done(e event.Entry, err error) {
	if err != nil {
		kit.ShowError(b.p.Window, b.p.Printer, err)
		return
	}
	if e.ID == b.of {
		b.show(e)
	}
	b.p.readIfShown()
}

// dropPhoto takes a picture that was dropped while somebody is shown; false for other files.
func (p *Page) dropPhoto(files []fyne.URI) bool {
	if len(files) != 1 || !slices.Contains(photoEndings, strings.ToLower(filepath.Ext(files[0].Path()))) {
		return false
	}
	if f := p.detail.form; p.plan == nil && f != nil && p.detail.entry.ID != "" && !p.detail.entry.Who.Erased {
		f.photo.load(files[0].Path())
	} else {
		kit.Toast(p.Window.Canvas(), p.Printer.T("registrations.photo.nobody"), nil)
	}
	return true
}
