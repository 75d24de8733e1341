package doc

import (
	"context"
	"fmt"
	"io"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// The measures of a sign, in millimetres, and its sizes in points: read from the other end of the hall.
const (
	signEdge    = 16.0
	signLargest = 420.0
	signUnder   = 26.0
)

// signs draws a sheet across for each line at the desk: its letters as large as the paper.
func (w *Writer) signs(ctx context.Context, out io.Writer, job event.PaperJob) (pages int, err error) {
	words := i18n.New(job.Language)
	s := newSurface(a4Height, a4Width)
	black := style{face: loadFace(assets.LatoBlack), ink: ink, size: signLargest}
	plain := style{face: loadFace(assets.LatoRegular), ink: quiet, size: signUnder}
	width := a4Height - 2*signEdge
	for _, q := range job.Signs {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		s.page()
		letters := s.shrink(q.Label(), black, width, 20)
		base := (a4Width + letters.capHeight()) / 2
		s.text(a4Height/2, base, q.Label(), letters.aligned(centre))
		title := words.T("paper.sign")
		lines, st := s.fit(title, plain, width, 14, 1)
		s.paragraph(a4Height/2, signEdge+st.capHeight()+4, lines, st.aligned(centre))
		lines, st = s.fit(job.Event.Title, plain.sized(16), width, 9, 2)
		s.paragraph(a4Height/2, a4Width-signEdge+2-float64(len(lines)-1)*st.lineHeight(), lines, st.aligned(centre))
	}
	pdf, err := s.finish(properties{
		title:    words.T("paper.sign.file") + " – " + job.Event.Title,
		author:   first(job.Event.Organizers),
		language: words.Lang(),
	})
	if err != nil {
		return 0, fmt.Errorf("signs of %s: %w", job.Event.ID, err)
	}
	if _, err := out.Write(pdf); err != nil {
		return 0, fmt.Errorf("write signs of %s: %w", job.Event.ID, err)
	}
	return s.pages, nil
}
