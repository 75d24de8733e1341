package doc

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"zlot/event"
)

// Very long names and titles, and letters that the font lacks: nothing is cut off, and what could not be written is
// told.
func TestAttendance_BadInput(t *testing.T) {
	tool(t, "pdftotext", "pdffonts")
	job := attendanceJob(t, 5, 6)
	rows := job.Parts[0].Rows
	rows[1].Account.Entry.Who.Name = event.Name{Given: strings.TrimSpace(strings.Repeat("Wielopolska ", 4)), Family: strings.Repeat("Konstantynopolitańczykowianeczka-", 2) + "Żuk"}
	rows[2].Account.Entry.Who.Name = event.Name{Given: "王小明", Family: "Łoś"}
	job.Parts[0].Sessions[0].Title = strings.Repeat("Rozwiązywanie konfliktów w rodzinie wielopokoleniowej ", 4) + "koniec"
	job.Parts[0].Sessions[1].Contributors = nil
	job.Event.CoFinancing = strings.Repeat(job.Event.CoFinancing+" ", 4)
	signed := job
	signed.Signed = true
	for name, draw := range map[string]func(context.Context, *bytes.Buffer) error{
		"hours":   func(ctx context.Context, out *bytes.Buffer) error { return New().Attendance(ctx, out, job) },
		"signed":  func(ctx context.Context, out *bytes.Buffer) error { return New().Attendance(ctx, out, signed) },
		"journal": func(ctx context.Context, out *bytes.Buffer) error { return New().Journal(ctx, out, job) },
	} {
		text := strings.Join(strings.Fields(strings.Join(recordPages(t, "bad "+name, draw), " ")), " ")
		for _, want := range []string{"Żuk", "koniec", "zamiast znaków", "(identyfikator 3)"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
}
