package certificates

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// issuing adds up the progress of several batches: the whole is known from the beginning.
type issuing struct {
	job   *job
	total int
}

// Total is part of event.Progress.
func (i *issuing) Total(int) { i.job.Total(i.total) }

// Add is part of event.Progress.
func (i *issuing) Add(n int) { i.job.Add(n) }

// issueTo makes the documents of a plan, kind by kind. What is finished stays when it is stopped.
func (p *Page) issueTo(batches []event.IssueOptions) {
	total := 0
	for _, b := range batches {
		total += len(b.Registrations)
	}
	start(p, p.Printer.T("certificates.issuing"), func(ctx context.Context, j *job) (event.IssueResult, error) {
		var all event.IssueResult
		progress := &issuing{job: j, total: total}
		for _, b := range batches {
			r, err := p.Service.IssueCertificates(ctx, p.Event.ID, b, progress)
			all.Issued, all.Failed = append(all.Issued, r.Issued...), append(all.Failed, r.Failed...)
			if err != nil {
				return all, err
			}
		}
		return all, nil
	}, p.showIssued)
}

// showIssued says how issuing ended and what comes next, and shows the register with the new documents.
func (p *Page) showIssued(r event.IssueResult, stopped bool, err error) {
	said := p.Printer.N("certificates.issued", len(r.Issued))
	if stopped {
		said = p.Printer.N("certificates.issued.stopped", len(r.Issued))
	}
	var failed []kit.Failure
	for _, f := range r.Failed {
		failed = append(failed, kit.Failure{Item: p.nameOf(f.ID), Reason: p.Printer.Error(f.Err)})
	}
	if err != nil || len(failed) > 0 || len(r.Issued) == 0 {
		p.report(said, failed, err, nil)
		return
	}
	p.result = kit.Notice(kit.ToneAdmitted, said+" "+p.numbersOf(r.Issued), p.whatNext(r.Issued))
	p.book.reset()
	p.book.wanted = r.Issued[0].Number
	p.tabs.SetChosen(tabRegister)
}

// numbersOf are the numbers of documents, as far as they follow each other.
func (p *Page) numbersOf(all []event.Certificate) string {
	var series []string
	first, last := map[string]string{}, map[string]string{}
	for _, c := range all {
		if !slices.Contains(series, c.Series) {
			series = append(series, c.Series)
			first[c.Series] = c.Number
		}
		last[c.Series] = c.Number
	}
	words := make([]string, len(series))
	for i, s := range series {
		if words[i] = first[s]; first[s] != last[s] {
			words[i] = p.Printer.T("register.plan.range", i18n.Args{"First": first[s], "Last": last[s]})
		}
	}
	return p.Printer.N("register.issued.numbers", len(all), i18n.Args{"Numbers": words})
}

// whatNext is what people do with documents that were just issued.
func (p *Page) whatNext(all []event.Certificate) fyne.CanvasObject {
	t := p.Printer.T
	away := kit.NewQuiet("", kit.IconClose, func() {
		p.result = nil
		p.showNotices()
	})
	return kit.HStack(2,
		kit.NewButton(t("register.print"), kit.IconPrint, func() { p.onPrintSome(all) }),
		kit.NewButton(t("certificates.save"), kit.IconFolder, func() { p.saveTo(all) }),
		kit.NewButton(t("certificates.mail"), kit.IconMail, func() { p.onMail(all) }), away)
}

func (p *Page) nameOf(registration string) string {
	for _, o := range p.state.people {
		if o.account.Entry.ID == registration {
			return p.name(o)
		}
	}
	return registration
}
