package certificates

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onVerify asks for a document to check.
func (p *Page) onVerify() { kit.FileOpen(p.Window, []string{".pdf"}, p.verify) }

// verify checks a document and shows the answer in the page.
func (p *Page) verify(path string) {
	kit.Run(p.ctx, func(ctx context.Context) (event.Verification, error) {
		pdf, err := readDocument(path)
		if err != nil {
			return event.Verification{}, err
		}
		return p.Verify(ctx, pdf)
	}, func(v event.Verification, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.leavePlan()
		p.result = nil // one answer at a time, or the lists have no room
		p.verified = p.answer(filepath.Base(path), v)
		p.showNotices()
	})
}

// largest is more bytes than any of our documents has.
const largest = 32 << 20

// readDocument reads a file as far as a document can go: a film chosen by chance is not read whole.
func readDocument(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, largest))
}

// verdict is the answer in a word, and what it means.
func (p *Page) verdict(v event.Verification) (tone kit.Tone, word, meaning string) {
	t := p.Printer.T
	switch {
	case v.Code == event.CodeVerifyChanged:
		return kit.ToneRefused, t("certificates.verdict.changed"), t("error.verify.changed")
	case v.Code == event.CodeVerifyForeign:
		return kit.ToneRefused, t("certificates.verdict.foreign"), t("error.verify.foreign")
	case v.Code == event.CodeVerifyUnsigned:
		return kit.ToneRefused, t("certificates.verdict.unsigned"), t("error.verify.unsigned")
	case v.Code != "":
		return kit.ToneAttention, t("certificates.verdict.unreadable"), p.Printer.Error(event.Fail(v.Code))
	case v.State == event.Withdrawn:
		return kit.ToneRefused, t("certificates.verdict.withdrawn"), t("certificates.verdict.withdrawn.meaning")
	case v.State == event.Replaced:
		return kit.ToneAttention, t("certificates.verdict.replaced"), t("certificates.verdict.replaced.meaning")
	case v.State == event.StateSigned:
		return kit.ToneAdmitted, t("certificates.verdict.signed"), t("certificates.verdict.signed.meaning")
	}
	return kit.ToneAdmitted, t("certificates.verdict.valid"), t("certificates.verdict.valid.meaning")
}

// answer is the strip that says what a document is worth.
func (p *Page) answer(file string, v event.Verification) fyne.CanvasObject {
	tone, word, meaning := p.verdict(v)
	if remark := p.remarkOf(v.Statement.Number); remark != "" && v.Code == "" && !v.Valid {
		meaning += " " + p.Printer.T("certificates.verdict.remark", i18n.Args{"Remark": remark})
	}
	text := kit.VStack(0, kit.NewParagraph(meaning, kit.StyleBody))
	if s := v.Statement; s.Number != "" {
		text.Add(kit.NewText(p.Printer.T("certificates.verdict.statement", i18n.Args{
			"Number": s.Number, "Name": s.Name, "Hours": p.Printer.Hours(s.Hours), "Title": s.Title,
			"Date": p.Printer.Date(s.Date.Time(p.state.event.Zone()))}), kit.StyleMuted.Truncated()))
	}
	text.Add(kit.NewText(p.Printer.T("certificates.verdict.file", i18n.Args{"File": file}), kit.StyleSmall.Truncated()))
	away := kit.NewQuiet(p.Printer.T("common.close"), kit.IconClose, func() {
		p.verified = nil
		p.showNotices()
	})
	chip := kit.PadSides(0, 3, 0, 0, container.NewCenter(kit.NewChip(tone, tone.Icon(), word)))
	return kit.NewPanel(kit.PadSides(2, 3, 2, 3, container.NewBorder(nil, nil, chip, container.NewCenter(away), text)))
}

// remarkOf is what the register says about a document that is not valid any more.
func (p *Page) remarkOf(number string) string {
	for _, c := range p.state.book {
		if c.Number == number {
			return p.remark(c)
		}
	}
	return ""
}
