package doc

import (
	"context"
	"fmt"
	"io"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/passcode"
)

// Badges writes all badges of a job as one PDF, page after page: what was written before an error is no document.
func (w *Writer) Badges(ctx context.Context, out io.Writer, job event.BadgeJob, p event.Progress) (int, error) {
	press, err := w.newPress(job)
	if err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	p.Total(press.badges)
	told := newTeller(p)
	told.tell(press.missing)
	type drawn struct {
		leaf    *leaf
		content []byte
		notes   []error
	}
	file := newStream(out)
	err = inOrder(ctx, len(press.pages), func(i int) (drawn, error) {
		stock := press.stock(i)
		l := newLeaf(stock.PageWidth, stock.PageHeight)
		notes, err := press.page(l, i)
		if err == nil {
			err = l.err
		}
		if err != nil {
			return drawn{}, err
		}
		content := deflated(l.ops)
		l.ops = nil
		return drawn{l, content, notes}, nil
	}, func(i int, d drawn) error {
		file.page(d.leaf, d.content)
		told.tell(d.notes)
		if !press.pages[i].Back {
			p.Add(press.pages[i].Count)
		}
		return file.err
	})
	if err != nil {
		return 0, fmt.Errorf("badges of %s: %w", job.Event.ID, err)
	}
	err = file.finish(properties{
		title:    press.words.T("doc.badge.title", i18n.Args{"Title": job.Event.Title}),
		author:   first(job.Event.Organizers),
		language: press.words.Lang(),
	}, sides(job))
	if err != nil {
		return 0, fmt.Errorf("badges of %s: %w", job.Event.ID, err)
	}
	for range file.lost {
		told.tell([]error{event.Fail(event.CodeBadgePicture)})
	}
	return len(press.pages), nil
}

// sides tells a viewer how to print a document.
func sides(job event.BadgeJob) string {
	switch {
	case !job.TwoSided():
		return ""
	case job.Duplex == event.ShortEdge:
		return " /Duplex /DuplexFlipShortEdge"
	}
	return " /Duplex /DuplexFlipLongEdge"
}

// teller tells who watches what is not quite as asked, each once: what is the same on a thousand badges is one remark.
type teller struct {
	noter event.Noter
	told  map[string]bool
}

func newTeller(p event.Progress) teller {
	noter, _ := p.(event.Noter)
	return teller{noter, map[string]bool{}}
}

func (t teller) tell(notes []error) {
	if t.noter == nil {
		return
	}
	for _, note := range notes {
		key := note.Error()
		if e, ok := note.(*event.Error); ok {
			key = fmt.Sprint(e.Code, e.Args)
		}
		if !t.told[key] {
			t.told[key] = true
			t.noter.Note(note)
		}
	}
}

// checkCodes refuses a badge that no scanner would read.
func checkCodes(badges []event.Badge) error {
	for _, b := range badges {
		if !passcode.Valid(b.Code) {
			return event.Fail(event.CodeBadgeDamaged, "Value", b.Code)
		}
	}
	return nil
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
