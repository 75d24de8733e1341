package event

import (
	"context"
	"fmt"
	"slices"
)

// DraftCertificate gathers what a certificate is drawn from on a layout that is not written down yet: what that of a
// registration would say today, or that of somebody invented where there is none. It says everything that a layout
// can ask for, so that the layout may change without asking again; its signed statement is nobody's.
func (s *Service) DraftCertificate(ctx context.Context, l Layout, registration, language string) (CertificateJob, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return CertificateJob{}, err
	}
	job, err := s.draftCertificate(ctx, l, registration, language)
	if err != nil {
		return job, fmt.Errorf("draft of a certificate: %w", err)
	}
	return job, nil
}

func (s *Service) draftCertificate(ctx context.Context, l Layout, registration, language string) (CertificateJob, error) {
	job := CertificateJob{Layout: l}
	ev, err := s.Store.Event(ctx, l.Event)
	if err != nil {
		return job, err
	}
	if registration == "" {
		job.Data = s.Documents.SampleCertificate(ev, language)
	} else if job.Data, err = s.draftData(ctx, ev, registration); err != nil {
		return job, err
	}
	everything := l
	everything.Front = append(slices.Clone(l.Front), LayoutItem{Kind: ItemSignatures}, LayoutItem{Kind: ItemLogos})
	if job.Pictures, err = s.picturesOf(ctx, job.Data, everything); err != nil {
		return job, err
	}
	_, secret, err := s.Signer.NewKey()
	if err != nil {
		return job, err
	}
	job.Token, err = s.Signer.Sign(Statement{Event: ev.ID, Number: job.Data.Number, Name: job.Data.Name, Title: job.Data.Title,
		Hours: job.Data.Hours, Date: job.Data.Date}, secret)
	return job, err
}

// draftData is what a person's certificate would say, by the first kind that is meant for them.
func (s *Service) draftData(ctx context.Context, ev Event, registration string) (CertificateData, error) {
	accounts, err := s.Attendance(ctx, ev.ID)
	if err != nil {
		return CertificateData{}, err
	}
	i := slices.IndexFunc(accounts, func(a Account) bool { return a.Entry.ID == registration })
	if i < 0 {
		return CertificateData{}, Fail(CodeRegistrationNotFound, "Value", registration)
	}
	kinds := ev.CertificateKinds()
	if theirs := kindsFor(kinds, accounts[i].Entry.Roles); len(theirs) > 0 {
		kinds = theirs
	}
	var d drawing
	for _, name := range BadgeFields {
		if !slices.Contains(CertificateFields, name) {
			d.fields = append(d.fields, name)
		}
	}
	for _, q := range ev.Questions {
		d.fields = append(d.fields, q.Field())
	}
	if d.groups, err = s.groupTitles(ctx, ev.ID); err != nil {
		return CertificateData{}, err
	}
	last, err := s.Store.LastInSeries(ctx, s.seriesOf(ev, kinds[0]))
	if err != nil {
		return CertificateData{}, err
	}
	return s.newCertificate(ev, accounts[i], kinds[0], d, last+1).Data, nil
}
