package badges

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// texts are the words drawn in an object.
func texts(o fyne.Widget) (all []string) {
	for _, part := range test.WidgetRenderer(o).Objects() {
		if text, ok := part.(*canvas.Text); ok {
			all = append(all, text.Text)
		}
	}
	return all
}

// The preview shows the answers that the paper has, on every stock, above the
// strip of the role.
func TestPreview_Answers(t *testing.T) {
	o := newOffice(t)
	questions := []event.Question{
		{Key: "shirt", Title: "Koszulka", Kind: event.AskChoice, Options: []string{"M", "L"}, OnBadge: true},
		{Key: "first", Title: "Pierwszy raz na zlocie?", Kind: event.AskYesNo, OnBadge: true},
	}
	if _, err := o.svc.UpdateEvent(t.Context(), o.event.ID, event.EventUpdate{Questions: &questions}); err != nil {
		t.Fatal(err)
	}
	id := o.p.people[0].ID
	answers := map[string]string{"shirt": "M", "first": event.AnswerYes}
	if _, err := o.svc.UpdateEntry(t.Context(), id, 0, event.EntryUpdate{Answers: answers}); err != nil {
		t.Fatal(err)
	}
	o.p.query()
	o.p.view.list.SelectKey(id)
	for _, layout := range o.p.d.Layouts {
		o.p.onLayout(layout)
		kittest.Screenshot(t, o.w.Canvas(), "badges-answers-"+layout)
		shown := texts(o.p.view.preview)
		apart := slices.Contains(shown, "Koszulka: M") && slices.Contains(shown, "Pierwszy raz na zlocie")
		if !apart && !slices.Contains(shown, "Koszulka: M · Pierwszy raz na zlocie") {
			t.Errorf("%s: the preview shows %q", layout, shown)
		}
	}
}

// A small window keeps the names whole.
func TestPage_SmallWindowKeepsNames(t *testing.T) {
	o := newOfficeWith(t, setup{variant: kit.VariantLight, lang: "pl", width: 836, height: 600})
	kittest.Relayout(o.w.Canvas())
	shown := texts(o.p.view.list.Focusable().(fyne.Widget))
	for _, e := range o.p.shown[:10] {
		if !slices.Contains(shown, e.Who.Name.Family) || !slices.Contains(shown, e.Who.Name.Given) {
			t.Errorf("%s cannot be read in %q", e.Who.Name.Full(), shown)
		}
	}
	kittest.Screenshot(t, o.w.Canvas(), "badges-small")
}
