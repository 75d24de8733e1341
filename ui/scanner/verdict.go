package scanner

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event/i18n"
	"zlot/event/wedge"
	"zlot/ui/kit"
)

// showResult shows what the last scan told.
func (p *Page) showResult() {
	v, r := p.view, p.result
	v.panel.Set(p.verdict(r))
	v.findings.Objects = nil
	v.actions.Hide()
	if r != nil {
		p.markKeys(r.Diagnosis)
		v.findings.Objects = p.makeFindings(r)
		if r.Fixable() && !r.fixed {
			v.actions.Show()
		}
	}
	v.body.Refresh()
}

// markKeys marks what came otherwise than it should.
func (p *Page) markKeys(d wedge.Diagnosis) {
	expected := wedge.Sheet
	if p.result.badge != "" {
		expected = p.result.badge
	}
	if !d.Has(wedge.Foreign) {
		p.view.pad.compare(expected, d.Before)
	}
}

// verdict is the result in a colour, an icon and a word.
func (p *Page) verdict(r *result) kit.Verdict {
	t := p.d.Printer.T
	switch {
	case r == nil:
		return kit.Verdict{Icon: kit.IconScan, Word: t("scanner.verdict.wait"), Advice: t("scanner.verdict.wait.text")}
	case r.badge != "" && (r.fixed || r.Readable()):
		return kit.Verdict{Tone: kit.ToneAdmitted, Word: t("scanner.verdict.badge"), Lines: []string{grouped(r.badge)}}
	case r.fixed:
		return kit.Verdict{Tone: kit.ToneAdmitted, Word: t("scanner.verdict.fixed"), Advice: t("scanner.verdict.fixed.text")}
	case r.Right():
		return kit.Verdict{Tone: kit.ToneAdmitted, Word: t("scanner.verdict.right"), Advice: t("scanner.verdict.right.text")}
	case r.Readable():
		return kit.Verdict{Tone: kit.ToneAdmitted, Word: t("scanner.verdict.readable"), Advice: t("scanner.verdict.readable.text")}
	case r.Has(wedge.Foreign):
		return kit.Verdict{Tone: kit.ToneAttention, Word: t("scanner.verdict.foreign"), Advice: t("scanner.verdict.foreign.text")}
	case r.Fixable():
		return kit.Verdict{Tone: kit.ToneRefused, Word: t("scanner.verdict.fixable"), Advice: t("scanner.verdict.fixable.text")}
	}
	return kit.Verdict{Tone: kit.ToneRefused, Word: t("scanner.verdict.wrong"), Advice: t("scanner.verdict.wrong.text")}
}

// grouped is a code for reading aloud.
func grouped(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// makeFindings says what is wrong and what to set.
func (p *Page) makeFindings(r *result) []fyne.CanvasObject {
	if r.Has(wedge.Foreign) {
		return nil
	}
	var rows []fyne.CanvasObject
	layout := false
	for _, f := range r.Findings {
		advice := p.advice(r, f)
		if ofLayout(f) {
			if layout {
				advice = "" // it is the same for all of them
			}
			layout = true
		}
		rows = append(rows, p.makeFinding(f, advice, r.fixed))
	}
	if p.needless(r) {
		rows = append(rows, kit.Notice(kit.ToneInfo, p.d.Printer.T("scanner.needless"), nil))
	}
	return rows
}

// needless tells that a correction is on which this scanner does not need.
func (p *Page) needless(r *result) bool {
	return r.Readable() && !p.d.Settings.Correction().Zero()
}

func ofLayout(f wedge.Finding) bool {
	switch f {
	case wedge.Digits, wedge.SwappedYZ, wedge.Letters, wedge.Punctuation:
		return true
	}
	return false
}

func (p *Page) makeFinding(f wedge.Finding, advice string, fixed bool) fyne.CanvasObject {
	tone := kit.ToneAttention
	if f.Harmful() && !fixed {
		tone = kit.ToneRefused
	}
	words := kit.VStack(0, kit.NewParagraph(p.d.Printer.T("scanner.finding."+string(f)), kit.StyleStrong))
	if advice != "" {
		words.Add(kit.NewParagraph(advice, kit.StyleBody))
	}
	icon := kit.PadSides(0, 3, 0, 0, container.NewVBox(kit.NewIconView(tone.Icon(), tone.Color())))
	return container.NewBorder(nil, nil, icon, nil, words)
}

// advice says what to set.
func (p *Page) advice(r *result, f wedge.Finding) string {
	t := p.d.Printer.T
	switch {
	case ofLayout(f) && r.Layout == "":
		return t("scanner.advice.layout")
	case ofLayout(f) && r.OfScanner:
		return t("scanner.advice.layout_scanner", i18n.Args{"Layout": p.layout(r.Layout)})
	case ofLayout(f):
		return t("scanner.advice.layout_computer", i18n.Args{"Layout": p.layout(r.Layout)})
	case f == wedge.Prefix:
		return t("scanner.advice.prefix", i18n.Args{"Text": r.Before})
	case f == wedge.Suffix:
		return t("scanner.advice.suffix", i18n.Args{"Text": r.After})
	}
	return t("scanner.advice." + string(f))
}

func (p *Page) layout(id string) string { return p.d.Printer.T("scanner.layout." + id) }

// showCorrection says whether something is corrected, and what.
func (p *Page) showCorrection() {
	v, c := p.view, p.d.Settings.Correction()
	v.correction.Objects = nil
	v.correction.Hide()
	if !c.Zero() {
		remove := kit.NewButton(p.d.Printer.T("scanner.remove"), kit.IconClose, p.onRemove)
		text := p.d.Printer.T("scanner.correction", i18n.Args{"What": strings.Join(p.corrected(c), "; ")})
		v.correction.Objects = []fyne.CanvasObject{kit.VStack(2, kit.Notice(kit.ToneInfo, text, nil), kit.HStack(0, remove))}
		v.correction.Show()
	}
	v.body.Refresh()
}

// corrected lists what a correction does.
func (p *Page) corrected(c wedge.Correction) []string {
	t := p.d.Printer.T
	var parts []string
	if c.Digits != "" {
		parts = append(parts, t("scanner.correction.digits", i18n.Args{"Text": c.Digits}))
	}
	if c.Prefix != "" {
		parts = append(parts, t("scanner.correction.prefix", i18n.Args{"Text": c.Prefix}))
	}
	if c.Suffix != "" {
		parts = append(parts, t("scanner.correction.suffix", i18n.Args{"Text": c.Suffix}))
	}
	if c.Upper {
		parts = append(parts, t("scanner.correction.upper"))
	}
	if c.NoEnter {
		parts = append(parts, t("scanner.correction.no_enter"))
	}
	return parts
}
