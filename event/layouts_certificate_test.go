package event_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"zlot/event"
)

func ids(all []event.Layout) (ids []string) {
	for _, l := range all {
		ids = append(ids, l.ID)
	}
	return ids
}

// Layouts of badges and of certificates are never offered in each other's place.
func TestCertificateLayouts_Apart(t *testing.T) {
	h, _, _ := printshop(t, "Lis")
	ctx := t.Context()
	logo := half(t, 60, 30)
	shipped, err := h.CertificateLayouts(ctx, h.ev.ID)
	if err != nil || len(shipped) < 3 {
		t.Fatalf("%d designs come with the program, %v", len(shipped), err)
	}
	for _, l := range shipped {
		if l.Use != event.ForCertificates || l.Event != "" {
			t.Errorf("%s is for %q, of %q", l.ID, l.Use, l.Event)
		}
		if problems := event.CheckLayout(l); len(problems) > 0 {
			t.Errorf("%s has %+v", l.ID, problems)
		}
	}
	mine := shipped[0]
	mine.ID, mine.Event, mine.Title, mine.Background = "", h.ev.ID, "Nasz dyplom", event.BlobName(logo)
	if mine, err = h.SaveLayout(ctx, mine, logo); err != nil {
		t.Fatal(err)
	}
	own, err := h.CertificateLayouts(ctx, h.ev.ID)
	if err != nil || own[0].ID != mine.ID || len(own) != len(shipped)+1 {
		t.Errorf("there are %v, %v", ids(own), err)
	}
	badges, err := h.BadgeLayouts(ctx, h.ev.ID)
	if err != nil || slices.Contains(ids(badges), mine.ID) || slices.Contains(ids(badges), shipped[0].ID) {
		t.Errorf("badges can have %v, %v", ids(badges), err)
	}
	if err := h.SetBadgePlan(ctx, h.ev.ID, event.BadgePlan{Layout: mine.ID}); !errors.Is(err, event.Fail(event.CodeBadgeLayout)) {
		t.Errorf("a badge on a certificate: %v", err)
	}
	l := badges[0]
	l.ID, l.Event = mine.ID, h.ev.ID
	if _, err := h.SaveLayout(ctx, l); !errors.Is(err, event.Fail(event.CodeBadgeLayout)) {
		t.Errorf("a design became a badge: %v", err)
	}
	l.ID, l.Front = "", []event.LayoutItem{{Kind: event.ItemDeed, W: 10, H: 10}}
	if _, err := h.SaveLayout(ctx, l); !errors.Is(err, event.Fail(event.CodeLayoutItem)) {
		t.Errorf("a deed on a badge: %v", err)
	}
	if _, err := h.SaveLayout(ctx, shipped[0]); !errors.Is(err, event.Fail(event.CodeLayoutShipped)) {
		t.Errorf("a design of the program changed: %v", err)
	}
}

// A design travels as a file with its background, and is not taken for one of badges.
func TestCertificateLayouts_File(t *testing.T) {
	h, _, _ := printshop(t, "Lis")
	ctx := t.Context()
	under := half(t, 60, 30)
	mine := h.Documents.CertificateLayouts()[1]
	mine.ID, mine.Event, mine.Title, mine.Background = "", h.ev.ID, "Nasz dyplom", event.BlobName(under)
	mine, err := h.SaveLayout(ctx, mine, under)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := h.ExportLayout(ctx, mine.ID, &file); err != nil {
		t.Fatal(err)
	}
	other, _, _ := printshop(t, "Bok")
	if _, err := other.ImportLayout(ctx, other.ev.ID, bytes.NewReader(file.Bytes())); !errors.Is(err, event.Fail(event.CodeLayoutUse)) {
		t.Errorf("taken for badges: %v", err)
	}
	twin, err := other.ImportCertificateLayout(ctx, other.ev.ID, bytes.NewReader(file.Bytes()))
	if err != nil || twin.Title != "Nasz dyplom" || twin.Use != event.ForCertificates || twin.Background == "" {
		t.Fatalf("read as %+v, %v", twin, err)
	}
	if _, err := other.Store.Blob(ctx, twin.Background); err != nil {
		t.Errorf("the background did not come along: %v", err)
	}
	without := strings.Replace(file.String(), `"pictures"`, `"others"`, 1)
	if _, err := other.ImportCertificateLayout(ctx, other.ev.ID, strings.NewReader(without)); !errors.Is(err, event.Fail(event.CodeLayoutPicture)) {
		t.Errorf("without its background: %v", err)
	}
	file.Reset()
	if err := h.ExportLayout(ctx, h.Documents.Layouts()[0].ID, &file); err != nil {
		t.Fatal(err)
	}
	if _, err := other.ImportCertificateLayout(ctx, other.ev.ID, &file); !errors.Is(err, event.Fail(event.CodeLayoutUse)) {
		t.Errorf("a badge taken for a certificate: %v", err)
	}
}

// The next edition has the designs, and its kinds of certificates name the copies; a design that is gone leaves the
// usual one.
func TestCertificateLayouts_CloneAndRemove(t *testing.T) {
	h, _, _ := printshop(t, "Lis")
	ctx := t.Context()
	mine := h.Documents.CertificateLayouts()[0]
	mine.ID, mine.Event, mine.Title = "", h.ev.ID, "Nasz dyplom"
	mine, err := h.SaveLayout(ctx, mine)
	if err != nil {
		t.Fatal(err)
	}
	kinds := []event.CertificateKind{{ID: "one", Title: "Udział", Pattern: "Z/{year}/{n:4}", Layout: mine.ID}}
	if _, err := h.UpdateEvent(ctx, h.ev.ID, event.EventUpdate{Certificates: &kinds}); err != nil {
		t.Fatal(err)
	}
	next, err := h.CloneEvent(ctx, h.ev.ID, event.CloneOptions{Start: "2013-09-06"})
	if err != nil {
		t.Fatal(err)
	}
	own, err := h.CertificateLayouts(ctx, next.Event.ID)
	if err != nil || own[0].Title != "Nasz dyplom" || own[0].ID == mine.ID || len(next.Event.Certificates) != 1 || next.Event.Certificates[0].Layout != own[0].ID {
		t.Errorf("the next edition has %v and %+v, %v", ids(own), next.Event.Certificates, err)
	}
	without, err := h.PreviewClone(ctx, h.ev.ID, event.CloneOptions{Start: "2013-09-06", Parts: []event.ClonePart{event.CloneBadges}})
	if err != nil || len(without.Event.Certificates) > 0 {
		t.Errorf("kinds came along unasked: %+v, %v", without.Event.Certificates, err)
	}
	if err := h.RemoveLayout(ctx, h.ev.ID, mine.ID); err != nil {
		t.Fatal(err)
	}
	ev, err := h.Store.Event(ctx, h.ev.ID)
	if err != nil || ev.Certificates[0].Layout != "" || ev.Certificates[0].Title != "Udział" {
		t.Errorf("the kind has %+v, %v", ev.Certificates, err)
	}
}

func TestPrepareBackground(t *testing.T) {
	h, _, _ := printshop(t, "Lis")
	large := half(t, 3000, 30)
	ready, err := h.PrepareBackground("tło.png", large)
	if err != nil || len(ready) == 0 {
		t.Fatal(err)
	}
	for code, data := range map[string][]byte{
		event.CodeBackground:        []byte("MZ, a program"),
		event.CodePictureBroken:     large[:len(large)/2],
		event.CodeBackgroundDamaged: []byte("%PDF-1.7 and no more"),
		event.CodeBackgroundLarge:   append([]byte("%PDF-1.7\n"), make([]byte, 6<<20)...),
	} {
		if _, err := h.PrepareBackground("tło", data); !errors.Is(err, event.Fail(code)) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestCertificateTroubles_Once(t *testing.T) {
	job := event.CertificateJob{Layout: event.Layout{Use: event.ForCertificates, Front: []event.LayoutItem{
		{Kind: event.ItemText, Text: "{institution} {hours} {hours_words} {nothing}\n{nothing} {ukończyła|ukończył} {answers.diet}"},
		{Kind: event.ItemDeed}, {Kind: event.ItemImage, Image: "gone"},
	}}, Data: event.CertificateData{Name: " ", Title: "Zlot", Fields: map[string]string{"answers.diet": "wege"}}}
	var got []string
	for _, trouble := range event.CertificateTroubles(job) {
		got = append(got, string(trouble.Code))
		if grave := trouble.Args["Field"] == event.FieldName; grave != trouble.Grave {
			t.Errorf("%+v", trouble)
		}
	}
	if want := "empty hours field empty picture"; strings.Join(got, " ") != want {
		t.Errorf("troubles %v, want %s", got, want)
	}
}
