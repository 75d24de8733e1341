package doc

import (
	"slices"
	"sync"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

var certificateLayouts = sync.OnceValue(func() []event.Layout {
	return shippedLayouts("certificate", assets.Certificate, func(name string, l *event.Layout) {
		l.ID, l.Title, l.Use = "certificate-"+name, "layout.certificate."+name, event.ForCertificates
	})
})

// CertificateLayouts lists the designs of certificates that come with the program, the usual one first.
func (w *Writer) CertificateLayouts() []event.Layout { return ownLayouts(certificateLayouts()) }

// SampleCertificate is what a certificate of an event says of somebody invented. What the event does not know yet is
// invented too, so that its designer sees every part.
func (w *Writer) SampleCertificate(ev event.Event, language string) event.CertificateData {
	t := i18n.New(language)
	d := event.CertificateData{
		Number: event.NumberIn(ev.CertificateKinds()[0].Pattern, ev, yearOf(ev), 1), Name: t.T("doc.sample.name"), Address: event.Feminine,
		Institution: t.T("doc.sample.institution"), Language: language, Role: event.Participant, Kind: ev.Kind, Title: ev.Title, Edition: ev.Edition,
		Start: ev.Start, End: ev.End, Town: ev.Town, Venue: ev.Venue, Hours: 12, HourMinutes: ev.HourMinutes, Organizers: ev.Organizers,
		Partners: ev.Partners, Patrons: slices.Concat(ev.HonoraryPatrons, ev.MediaPatrons), CoFinancing: ev.CoFinancing,
		Signatures: ev.Document.Signatures, Logos: ev.Logos, Place: ev.Document.Place, Date: ev.End,
		Topics: []event.Topic{{Title: t.T("doc.sample.topic.first"), Hours: 3}, {Title: t.T("doc.sample.topic.second"), Hours: 4}, {Title: t.T("doc.sample.topic.third"), Hours: 5}},
	}
	if d.Place == "" {
		d.Place = ev.Town
	}
	if len(d.Signatures) == 0 {
		d.Signatures = []event.Signature{{Name: t.T("doc.sample.signature"), Role: t.T("doc.sample.signature.role")}}
	}
	return d
}

func yearOf(ev event.Event) int {
	return ev.End.Time(ev.Zone()).Year()
}
