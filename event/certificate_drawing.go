package event

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// drawing is how the certificates of a kind are drawn: the layout with its pictures, as it is frozen.
type drawing struct {
	layout   Layout
	raw      []byte // the layout as JSON; nil: there is none
	sum      string // of raw
	pictures map[string][]byte
	fields   []string          // that the layout names and that no certificate knows by itself
	groups   map[string]string // titles, where one is named
}

// drawing reads the layout of a kind and the pictures that its documents show.
func (s *Service) drawing(ctx context.Context, ev Event, k CertificateKind) (d drawing, err error) {
	all, err := s.CertificateLayouts(ctx, ev.ID)
	if err != nil {
		return d, err
	}
	if d.layout, err = findLayout(all, k.Layout); err != nil {
		return d, err
	}
	if d.raw, err = json.Marshal(d.layout); err != nil {
		return d, fmt.Errorf("freeze layout %s: %w", d.layout.ID, err)
	}
	d.sum = sumOf(d.raw)
	d.fields = slices.DeleteFunc(d.layout.fields(), func(f string) bool { return slices.Contains(CertificateFields, f) })
	if slices.Contains(d.fields, FieldGroup) {
		if d.groups, err = s.groupTitles(ctx, ev.ID); err != nil {
			return d, err
		}
	}
	d.pictures, err = s.picturesOf(ctx, CertificateData{Signatures: ev.Document.Signatures, Logos: ev.Logos}, d.layout)
	return d, err
}

// fieldsOf are what stands for those fields at a person's certificate.
func (d drawing) fieldsOf(ev Event, e Entry) map[string]string {
	if len(d.fields) == 0 {
		return nil
	}
	return badgeFields(d.fields, eventFields(ev), ev.Questions, e, d.groups[e.Group], e.Who.Language)
}

// picturesOf reads the pictures that a certificate shows. One that is not there is left out: a document without it is
// still a document, and its trouble is told before it is made.
func (s *Service) picturesOf(ctx context.Context, data CertificateData, l Layout) (map[string][]byte, error) {
	pictures := map[string][]byte{}
	for _, sum := range CertificatePictures(data, l) {
		if picture, err := s.Store.Blob(ctx, sum); err == nil {
			pictures[sum] = picture
		}
	}
	return pictures, ctx.Err()
}

// job is a certificate to draw, without its signed statement.
func (d drawing) job(c CertificateData) CertificateJob {
	return CertificateJob{Data: c, Layout: d.layout, Pictures: d.pictures}
}

// TroubleAddress is a person without a form of address: the words that depend on it are neutral.
const TroubleAddress TroubleCode = "address"

// troublesOf is what one document would lack.
func (s *Service) troublesOf(d drawing, c CertificateData) []Trouble {
	all := s.Documents.CertificateTroubles(d.job(c))
	if c.Address == Neutral && d.inflects() {
		all = append(all, Trouble{Code: TroubleAddress})
	}
	return all
}

// inflects reports whether words of a document depend on the form of address.
func (d drawing) inflects() bool {
	return d.layout.has(ItemDeed) || slices.ContainsFunc(d.layout.fields(), func(f string) bool {
		return f == "deed" || strings.Contains(f, "|")
	})
}

// common takes out of the troubles of many documents those that all of them share.
func common(planned []Planned) (shared []Trouble) {
	if len(planned) < 2 {
		return nil
	}
	same := func(a, b Trouble) bool { return a.Code == b.Code && fmt.Sprint(a.Args) == fmt.Sprint(b.Args) }
	for _, t := range planned[0].Troubles {
		everywhere := true
		for _, p := range planned[1:] {
			everywhere = everywhere && slices.ContainsFunc(p.Troubles, func(o Trouble) bool { return same(t, o) })
		}
		if everywhere {
			shared = append(shared, t)
		}
	}
	for i := range planned {
		planned[i].Troubles = slices.DeleteFunc(planned[i].Troubles, func(t Trouble) bool {
			return slices.ContainsFunc(shared, func(o Trouble) bool { return same(t, o) })
		})
	}
	return shared
}
