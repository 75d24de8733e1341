package scanner

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// The picture on the screen, in its own pixels.
const previewWidth, previewHeight = 320, 240

// cameraView is what of the camera can be seen.
type cameraView struct {
	changed func()

	root  *fyne.Container
	image *canvas.Image
	frame *fyne.Container
	state *fyne.Container
}

func newCameraView(c *Camera) *cameraView {
	v := &cameraView{image: &canvas.Image{ScaleMode: canvas.ImageScaleFastest, FillMode: canvas.ImageFillContain}}
	v.image.SetMinSize(fyne.NewSize(kit.Space(60), kit.Space(45)))
	v.frame = container.NewStack(canvas.NewRectangle(color.Black), v.image)
	v.state = container.NewStack()
	head := container.NewBorder(nil, nil, nil, kit.NewQuiet("", kit.IconClose, c.Stop),
		kit.NewText(c.d.Printer.T("scanner.camera.title"), kit.StyleStrong.Truncated()))
	v.root = container.NewStack(kit.NewPanel(kit.Pad(2, kit.VStack(2, head, v.frame, v.state))))
	v.image.Image = nil
	v.frame.Hide()
	v.root.Hide()
	v.changed = c.d.Changed
	return v
}

// resized makes room for what is shown now.
func (v *cameraView) resized() {
	v.root.Refresh()
	if v.changed != nil {
		v.changed()
	}
}

// hide shows nothing.
func (v *cameraView) hide() {
	v.image.Image = nil
	v.frame.Hide()
	v.root.Hide()
	v.resized()
}

// picture shows what the camera sees.
func (v *cameraView) picture(small image.Image) {
	v.image.Image = small
	if !v.frame.Visible() {
		v.frame.Show()
		v.resized()
	}
	v.image.Refresh()
}

// say tells how it is; where something is wrong the last picture goes.
func (v *cameraView) say(tone kit.Tone, text string) {
	if tone == kit.ToneAttention || v.image.Image == nil {
		v.image.Image = nil
		v.frame.Hide()
	}
	words := kit.NewParagraph(text, kit.StyleBody)
	words.SetPreferredWidth(kit.Space(52))
	icon := kit.PadSides(0, 2, 0, 0, container.NewVBox(kit.NewIconView(tone.Icon(), tone.Color())))
	v.state.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, icon, nil, words)}
	v.root.Show()
	v.resized()
}

// preview is a small picture, the way round in which people see themselves in a mirror.
func preview(picture image.Image) image.Image {
	from := picture.Bounds()
	if from.Empty() {
		return nil
	}
	width, height := previewWidth, previewWidth*from.Dy()/from.Dx()
	if height > previewHeight {
		width, height = previewHeight*from.Dx()/from.Dy(), previewHeight
	}
	out := image.NewRGBA(image.Rect(0, 0, max(width, 1), max(height, 1)))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			at := from.Min.Add(image.Pt((out.Rect.Dx()-1-x)*from.Dx()/out.Rect.Dx(), y*from.Dy()/out.Rect.Dy()))
			out.SetRGBA(x, y, color.RGBAModel.Convert(picture.At(at.X, at.Y)).(color.RGBA))
		}
	}
	return out
}
