package design

import (
	"context"
	"image"
	"maps"
	"slices"
	"strings"

	"zlot/event"
)

// subject is what a layout is shown with: the badge of somebody, or a certificate.
type subject interface {
	// draw draws a side of a layout with it.
	draw(ctx context.Context, docs Documents, l event.Layout, pictures map[string][]byte, back bool, dpi int) (drawn, error)
	// pictures are those that it came with, by SHA-256.
	pictures() map[string][]byte
	// bare says whether nothing of an item can be seen.
	bare(i event.LayoutItem, has func(picture string) bool) bool
}

// drawn is what came of drawing.
type drawn struct {
	picture  image.Image
	more     int             // pages that follow the two sides
	without  bool            // nothing of the reverse is printed for this person
	troubles []event.Trouble // what the document would lack
}

// gather reads what somebody's badge or certificate says; an empty registration is nobody's.
func (d *Designer) gather(ctx context.Context, l event.Layout, registration string) (subject, error) {
	if l.Use == event.ForCertificates {
		job, err := d.deps.Service.DraftCertificate(ctx, l, registration, d.deps.Printer.Lang())
		return &document{job}, err
	}
	job, err := d.deps.Service.DraftJob(ctx, l, registration, d.deps.Printer.Lang())
	return &badge{job}, err
}

// badge is the subject of a layout of badges.
type badge struct{ job event.BadgeJob }

func (b *badge) pictures() map[string][]byte { return b.job.Pictures }

// on is the job on a layout as it is now.
func (b *badge) on(l event.Layout, pictures map[string][]byte) event.BadgeJob {
	job := b.job
	job.Sheets = []event.BadgeSheets{{Layout: l, Badges: b.job.Sheets[0].Badges}}
	job.Pictures = pictures
	return job
}

func (b *badge) draw(ctx context.Context, docs Documents, l event.Layout, pictures map[string][]byte, back bool, dpi int) (out drawn, err error) {
	out.picture, err = docs.BadgePicture(ctx, b.on(l, pictures), back, dpi)
	return out, err
}

func (b *badge) bare(i event.LayoutItem, has func(string) bool) bool {
	one := b.job.Sheets[0].Badges[0]
	switch i.Kind {
	case event.ItemText:
		return event.FillText(i.Text, func(name string) string {
			if value, ok := one.Fields[name]; ok {
				return value
			}
			return name // put into words by whoever draws
		}) == ""
	case event.ItemImage:
		return !has(i.Image)
	case event.ItemPhoto:
		return !has(one.Photo)
	case event.ItemAgenda:
		return len(one.Agenda) == 0
	}
	return false
}

// document is the subject of a layout of certificates.
type document struct{ job event.CertificateJob }

func (c *document) pictures() map[string][]byte { return c.job.Pictures }

// on is the job on a layout as it is now.
func (c *document) on(l event.Layout, pictures map[string][]byte) event.CertificateJob {
	job := c.job
	job.Layout, job.Pictures = l, pictures
	return job
}

func (c *document) draw(ctx context.Context, docs Documents, l event.Layout, pictures map[string][]byte, back bool, dpi int) (out drawn, err error) {
	job := c.on(l, pictures)
	pages, err := docs.CertificatePages(ctx, job, dpi)
	if err != nil {
		return out, err
	}
	sides := 1
	if len(l.Back) > 0 {
		sides = 2
	}
	out.more, out.without = max(len(pages)-sides, 0), len(pages) < sides
	if back && out.without {
		if pages, err = docs.CertificatePages(ctx, withReverse(job), dpi); err != nil {
			return out, err
		}
	}
	switch {
	case !back:
		out.picture = pages[0]
	case sides == 2 && len(pages) > 1:
		out.picture = pages[1]
	}
	out.troubles = docs.CertificateTroubles(job)
	if job.Data.Address == event.Neutral && inflects(l) {
		out.troubles = append(out.troubles, event.Trouble{Code: event.TroubleAddress})
	}
	return out, nil
}

// inflects says whether words of a layout depend on the form of address.
func inflects(l event.Layout) bool {
	return slices.ContainsFunc(slices.Concat(l.Front, l.Back), func(i event.LayoutItem) bool {
		return i.Kind == event.ItemDeed || slices.ContainsFunc(event.TextFields(i.Text), func(f string) bool { return f == "deed" || event.IsForm(f) })
	})
}

// withReverse is a certificate whose topics stand on its reverse, however few they are.
func withReverse(job event.CertificateJob) event.CertificateJob {
	job.Layout = copyOf(job.Layout)
	for i := range job.Layout.Front {
		job.Layout.Front[i].Most = 0
	}
	if len(job.Data.Topics) == 0 {
		job.Data.Topics = []event.Topic{{Title: job.Data.Title, Hours: job.Data.Hours}}
	}
	return job
}

func (c *document) bare(i event.LayoutItem, has func(string) bool) bool {
	d := c.job.Data
	switch i.Kind {
	case event.ItemText:
		return event.FillText(i.Text, c.field) == ""
	case event.ItemImage:
		return !has(i.Image)
	case event.ItemSignatures:
		return len(d.Signatures) == 0
	case event.ItemLogos:
		return len(d.Logos) == 0 && d.CoFinancing == ""
	}
	return false
}

// field is something where a field says something, or may: most are put into words by whoever draws.
func (c *document) field(name string) string {
	d := c.job.Data
	switch name {
	case event.FieldInstitution:
		return d.Institution
	case "replaces":
		return d.Replaces
	case "cofinancing":
		return d.CoFinancing
	case "partners", "partners_words":
		return strings.Join(d.Partners, " ")
	case "patrons", "patrons_words":
		return strings.Join(d.Patrons, " ")
	}
	if value, ok := d.Fields[name]; ok {
		return value
	}
	return name
}

// copyPictures are the pictures as they are now: what draws them does not see those that come later.
func (d *Designer) copyPictures() map[string][]byte { return maps.Clone(d.pictures) }
