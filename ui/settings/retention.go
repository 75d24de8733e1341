package settings

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// retention is the card of how long data are kept. What is done here holds at once and can be taken back,
// but for the running of the rules, which asks first.
type retention struct {
	p       *Page
	view    fyne.CanvasObject
	rows    *fyne.Container
	usual   *kit.Button // offers what is recommended where there are no rules
	buttons *fyne.Container
	event   event.Event
}

func newRetention(p *Page) *retention {
	t := p.Printer.T
	r := &retention{p: p, rows: kit.VStack(1)}
	r.usual = kit.NewButton(t("retention.defaults"), kit.IconCheck, func() { r.save(event.DefaultRetention()) })
	r.buttons = kit.HStack(2, r.usual, kit.NewButton(t("retention.add"), kit.IconPlus, func() { r.open(len(r.event.Retention)) }),
		kit.NewButton(t("retention.run"), kit.IconTrash, r.onRun))
	r.view = kit.Card(t("retention.section"), kit.VStack(3, kit.NewParagraph(t("retention.hint"), kit.StyleMuted), r.rows, r.buttons))
	return r
}

// fill shows the rules of an event.
func (r *retention) fill(e event.Event) {
	if len(r.rows.Objects) > 0 && r.event.End == e.End && reflect.DeepEqual(r.event.Retention, e.Retention) {
		r.event = e
		return
	}
	r.event = e
	r.rows.Objects = nil
	for i := range e.Retention {
		if i > 0 {
			r.rows.Add(kit.Separator())
		}
		r.rows.Add(r.makeRule(i))
	}
	r.usual.Hidden = len(e.Retention) > 0
	if len(e.Retention) == 0 {
		r.rows.Add(kit.NewParagraph(r.p.Printer.T("retention.none"), kit.StyleBody))
	}
	r.rows.Refresh()
	r.buttons.Refresh()
	r.p.relayout()
}

func (r *retention) makeRule(i int) fyne.CanvasObject {
	rule := r.event.Retention[i]
	edit := kit.NewQuiet("", kit.IconEdit, func() { r.open(i) })
	remove := kit.NewQuiet("", kit.IconTrash, func() { r.save(slices.Delete(slices.Clone(r.event.Retention), i, i+1)) })
	when := r.p.Printer.N("retention.rule", rule.Months, i18n.Args{"Date": r.day(rule.Due(r.event))})
	return row(capital(r.fieldWord(rule.Field)), when, kit.HStack(0, edit, remove))
}

func (r *retention) day(d event.Date) string { return r.p.Printer.ShortDate(d.Time(time.UTC)) }

// fieldWord is the name of a field of a rule.
func (r *retention) fieldWord(field string) string {
	t := r.p.Printer.T
	if key, ok := strings.CutPrefix(field, "answers."); ok {
		for _, q := range r.event.Questions {
			if q.Key == key {
				key = q.Title
			}
		}
		return t("retention.answer", i18n.Args{"Question": key})
	}
	if id := "retention.field." + field; r.p.Printer.Has(id) {
		return t(id)
	}
	return field
}

// capital begins a line with a large letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// save writes the rules and offers to take that back.
func (r *retention) save(rules []event.RetentionRule) {
	before := r.event.Retention
	r.write(rules, func() {
		kit.Toast(r.p.Window.Canvas(), r.p.Printer.T("settings.saved"), func() { r.write(before, func() {}) })
	})
}

func (r *retention) write(rules []event.RetentionRule, done func()) {
	kit.Run(r.p.Context, func(ctx context.Context) (event.Event, error) { // taken back from another page, too
		return r.p.Service.SetRetention(ctx, r.p.Event.ID, rules)
	},
		func(e event.Event, err error) {
			if err != nil {
				kit.ShowError(r.p.Window, r.p.Printer, err)
				return
			}
			r.fill(e)
			done()
		})
}

// open edits a rule, or makes one behind the last.
func (r *retention) open(i int) {
	t := r.p.Printer.T
	var options []kit.Option[string]
	for _, f := range event.RetentionFields {
		options = append(options, kit.Option[string]{Value: f, Text: r.fieldWord(f)})
	}
	for _, q := range r.event.Questions {
		options = append(options, kit.Option[string]{Value: "answers." + q.Key, Text: r.fieldWord("answers." + q.Key)})
	}
	field, months := kit.NewSelect(options, nil), kit.NewEntry("")
	rule := event.RetentionRule{Field: options[0].Value, Months: 12}
	if i < len(r.event.Retention) {
		rule = r.event.Retention[i]
	}
	field.SetValue(rule.Field)
	months.SetText(strconv.Itoa(rule.Months))
	form := kit.NewForm().AddRow([]string{"field", "months"}, kit.NewField(t("retention.field"), field, ""), kit.NewField(t("retention.months"), months, ""))
	kit.FormDialog(r.p.Window, t("retention.section"), form, t("common.save"), func(*kit.Dialog) bool {
		form.ClearErrors()
		n, err := strconv.Atoi(strings.TrimSpace(months.Text))
		if err != nil || n < 0 {
			form.SetError("months", r.p.Printer.Error(event.Fail(event.CodeNumber, "Value", months.Text)))
			return false
		}
		rule.Field, _ = field.Value()
		rule.Months = n
		rules := slices.Clone(r.event.Retention)
		if i < len(rules) {
			rules[i] = rule
		} else {
			rules = append(rules, rule)
		}
		r.save(rules)
		return true
	})
}

// onRun says what the rules of all events would take away today, and asks.
func (r *retention) onRun() {
	kit.Run(r.p.ctx, func(ctx context.Context) (event.RetentionPlan, error) {
		return r.p.Service.RetentionPlan(ctx, r.p.Now())
	},
		func(plan event.RetentionPlan, err error) {
			switch {
			case err != nil:
				kit.ShowError(r.p.Window, r.p.Printer, err)
			case len(plan.Due) == 0:
				r.tell(r.p.Printer.T("retention.plan"), r.p.Printer.T("retention.plan.none"), plan.Kept())
			default:
				r.ask(plan)
			}
		})
}

// planRoom is how high a plan may be before it scrolls.
const planRoom = 300

func (r *retention) ask(plan event.RetentionPlan) {
	t := r.p.Printer.T
	lines := kit.VStack(1)
	for i, d := range plan.Due {
		if i > 0 {
			lines.Add(kit.Separator())
		}
		sub := r.p.Printer.N("retention.due", len(d.Registrations), i18n.Args{"Date": r.day(d.Since), "Event": d.Title})
		lines.Add(row(capital(r.fieldWord(d.Field)), sub, kit.Gap(0)))
	}
	for _, k := range plan.Kept() {
		lines.Add(kit.Notice(kit.ToneAttention, r.kept(k), nil))
	}
	scroll := kit.NewVScroll(kit.PadSides(0, 3, 0, 0, lines))
	scroll.SetMinSize(fyne.NewSize(0, min(planRoom, lines.MinSize().Height+kit.Space(2))))
	body := kit.VStack(3, kit.NewParagraph(t("retention.plan.hint"), kit.StyleBody), scroll)
	kit.FormDialogDanger(r.p.Window, t("retention.plan.title"), body, t("retention.action"), func(d *kit.Dialog) bool {
		d.SetReady(false)
		kit.Run(r.p.Context, r.p.Service.RunRetention, func(res event.RetentionResult, err error) {
			d.Close()
			if err != nil {
				kit.ShowError(r.p.Window, r.p.Printer, err)
				return
			}
			r.tellDone(res)
		})
		return false
	})
}

func (r *retention) kept(k event.KeptItem) string {
	names := slices.Clone(k.Names)
	if k.What == event.KeptCopies {
		for i := range names {
			names[i] = filepath.Base(names[i])
		}
	}
	return r.p.Printer.N("privacy.kept."+string(k.What), k.Count, i18n.Args{"Names": names})
}

// tell says what came of it, and what stays and why.
func (r *retention) tell(title, text string, kept []event.KeptItem) {
	lines := []string{text}
	for _, k := range kept {
		lines = append(lines, "• "+r.kept(k))
	}
	kit.Message(r.p.Window, title, strings.Join(lines, "\n"))
}

// tellDone tells what came of a run, and offers to take the copies away that hold what it emptied.
func (r *retention) tellDone(res event.RetentionResult) {
	title, text := r.p.Printer.T("privacy.erase.done"), r.p.Printer.N("retention.done", res.Plan.People)
	lines := []string{text}
	for _, k := range res.Kept {
		lines = append(lines, "• "+r.kept(k))
	}
	for _, held := range r.held(res.Copies) {
		lines = append(lines, "• "+held)
	}
	if len(res.Copies.Names) == 0 {
		kit.Message(r.p.Window, title, strings.Join(lines, "\n"))
		return
	}
	kit.ConfirmDanger(r.p.Window, title, strings.Join(lines, "\n"), r.p.Printer.T("backup.replace"), func() {
		kit.Run(r.p.Context, func(ctx context.Context) (event.CopyResult, error) {
			return r.p.Backups.Service.ReplaceCopies(ctx, res.Copies.Names)
		}, func(_ event.CopyResult, err error) {
			if err != nil {
				kit.ShowError(r.p.Window, r.p.Printer, err)
				return
			}
			kit.Toast(r.p.Window.Canvas(), r.p.Printer.N("backup.replaced", len(res.Copies.Names)), nil)
		})
	})
}

// held says which backup copies hold what was emptied, and until when.
func (r *retention) held(h event.HeldCopies) (lines []string) {
	if len(h.Names) > 0 {
		args := i18n.Args{"Date": "", "Aside": h.Aside}
		if !h.Until.IsZero() {
			args["Date"] = r.p.Printer.ShortDate(h.Until.In(time.Local))
		}
		lines = append(lines, r.p.Printer.N("backup.held", len(h.Names), args))
	}
	if len(h.Left) > 0 {
		lines = append(lines, r.p.Printer.N("backup.left", len(h.Left), i18n.Args{"Where": h.LeftAt()}))
	}
	return lines
}
