package event

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"zlot/event/passcode"
)

// importMark ends the By of the facts of an import, so that a later import knows its own values from
// those that a person wrote.
const importMark = "import"

// byImport names who imports.
func byImport(actor string) string {
	if actor == "" {
		return importMark
	}
	return actor + ", " + importMark
}

// Imported reports whether a fact was written by an import.
func (f Fact) Imported() bool { return isImport(f.By) }

func isImport(by string) bool { return by == importMark || strings.HasSuffix(by, ", "+importMark) }

// undoMark ends the By of what takes an import back.
const undoMark = "undo"

func byUndo(actor string) string {
	if actor == "" {
		return undoMark
	}
	return actor + ", " + undoMark
}

func isUndo(by string) bool { return by == undoMark || strings.HasSuffix(by, ", "+undoMark) }

// ApplyImport does what a plan says and what was chosen about it, in one transaction. It plans once more
// inside it: what the desk changed since the plan was shown is seen and not lost.
func (s *Service) ApplyImport(ctx context.Context, plan ImportPlan, choices ImportChoices) (ImportResult, error) {
	if err := s.Allow(ctx, DoImport); err != nil {
		return ImportResult{}, err
	}
	s.copyBefore(ctx, CopyImport)
	var res ImportResult
	src, decided := plan.source, newDecisions(plan, choices)
	form, guessed := NewForm(src.table, src.columns, src.constants, s.Clock.Now().UTC()), src.guessed
	w := importWriter{event: src.event, now: s.Clock.Now(), groups: map[string]string{}, codes: map[string]bool{}}
	_, err := s.Store.Commit(WithActor(ctx, byImport(Actor(ctx))), func(r Reader) (Batch, error) {
		p, err := planImport(ctx, r, src, decided, w.now)
		if err != nil {
			return Batch{}, err
		}
		src, res = nil, p.result() // of a large list nothing else is kept while its facts are made
		if w.number, err = r.LastBadgeNumber(ctx, w.event); err != nil {
			return Batch{}, err
		}
		if err := w.write(p); err != nil {
			return Batch{}, err
		}
		if w.wrote > 0 {
			res.Import = NewID()
		}
		if err := w.rememberForm(ctx, r, form, guessed); err != nil {
			return Batch{}, err
		}
		if w.wrote > 0 {
			w.batch.Add(w.event, res.Import, ImportApplied{Import{ID: res.Import, Event: w.event, File: form.Name,
				New: res.New, Changed: res.Changed, Cancelled: res.Cancelled, Facts: len(w.batch.Facts)}})
		}
		return w.batch, nil
	})
	if err != nil {
		return ImportResult{}, fmt.Errorf("import into %s: %w", w.event, err)
	}
	return res, nil
}

// PreviewImport says what ApplyImport would do now, and writes nothing.
func (s *Service) PreviewImport(ctx context.Context, plan ImportPlan, choices ImportChoices) (ImportResult, error) {
	if err := s.Allow(ctx, DoImport); err != nil {
		return ImportResult{}, err
	}
	p, err := planImport(ctx, s.Store, plan.source, newDecisions(plan, choices), s.Clock.Now())
	if err != nil {
		return ImportResult{}, fmt.Errorf("preview import into %s: %w", plan.source.event, err)
	}
	return p.result(), nil
}

// result counts what a plan does.
func (p *planner) result() ImportResult {
	return ImportResult{New: len(p.New), Changed: len(p.Changed), Same: p.same, Skipped: p.skipped, Cancelled: p.seats.cancelled,
		Waiting: p.Waiting, Groups: len(p.Groups), Missed: p.decided.missed}
}

// importWriter turns a plan into facts.
type importWriter struct {
	event  string
	number int
	now    time.Time
	groups map[string]string // ids by the placeholder of a group to come
	codes  map[string]bool
	batch  Batch
	wrote  int // facts about people
}

func (w *importWriter) write(p *planner) error {
	// At most three facts about each, and room for those who moved up.
	p.src, p.source, p.match, p.fill = nil, nil, nil, nil
	w.batch.Facts = make([]Fact, 0, 2*len(p.New)+2*len(p.Changed)+len(p.seats.moves.Facts)+len(p.Groups)+2)
	for _, title := range p.Groups {
		g := Group{ID: NewID(), Event: w.event, Title: title}
		w.groups[groupToCome+title] = g.ID
		w.batch.Add(w.event, g.ID, GroupAdded{g})
	}
	w.batch.Facts = append(w.batch.Facts, p.seats.moves.Facts...)
	for _, items := range [][]ImportItem{p.Changed, p.settled} {
		for i := range items {
			if err := w.change(&items[i]); err != nil {
				return err
			}
			w.also(items[i].Entry.Who.ID, items[i].also)
		}
	}
	// Numbers follow the order of the list, so that the badges come out of the printer as they go into the box.
	for _, i := range polishOrderOf(p.New) {
		if err := w.add(&p.New[i]); err != nil {
			return err
		}
	}
	w.wrote = len(w.batch.Facts)
	return nil
}

// rememberForm keeps how the columns were understood, where that is not how they are recognised or how
// they were understood last.
func (w *importWriter) rememberForm(ctx context.Context, r Reader, form Form, guessed bool) error {
	forms, err := r.Forms(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(forms, func(f Form) bool { return f.ID == form.ID })
	known := i >= 0 && maps.Equal(forms[i].Mapping, form.Mapping) && maps.Equal(forms[i].Constants, form.Constants)
	if known || i < 0 && guessed {
		return nil
	}
	w.batch.Add("", form.ID, FormMapped{form})
	return nil
}

// polishOrderOf lists the indexes of items in the Polish order of family and given name.
func polishOrderOf(items []ImportItem) []int {
	keys, order := make([]string, len(items)), make([]int, len(items))
	for i, item := range items {
		keys[i] = polishKey(item.Entry.Who.Name.Family) + "\x00" + polishKey(item.Entry.Who.Name.Given)
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(keys[a], keys[b]) })
	return order
}

// change writes one fact per changed field.
func (w *importWriter) change(item *ImportItem) error {
	for _, p := range item.pending {
		if id, ok := p.new.(string); ok && p.field == "group" {
			p.new = w.group(id)
		}
		c := NewChange(p.field, p.old, p.new, item.Entry.Version)
		switch {
		case p.ofPerson:
			w.batch.Add("", item.Entry.Who.ID, PersonChanged{c})
		case p.field == "status" && p.old != p.new:
			if err := w.move(item.Entry, p.old.(Status), p.new.(Status)); err != nil {
				return err
			}
		default:
			w.batch.Add(w.event, item.Entry.ID, RegistrationChanged{c})
		}
	}
	return nil
}

// move changes a status with what belongs to it: an offer, the time since which somebody waits. Who gets a
// place was decided before.
func (w *importWriter) move(e Entry, from, to Status) error {
	e.Status = from
	unlimited := places{event: Event{ID: w.event}, now: w.now.UTC(), put: map[string]bool{}}
	return unlimited.become(&w.batch, &e, to, e.Version, true)
}

// add writes a new registration, and its person where the file does not know that yet.
func (w *importWriter) add(item *ImportItem) error {
	who, reg := item.Entry.Who, item.Entry.Registration
	if item.Known {
		if err := w.change(item); err != nil {
			return err
		}
	} else {
		who.ID = NewID()
		w.batch.Add("", who.ID, PersonAdded{who})
	}
	w.also(who.ID, item.also)
	code, err := w.code()
	if err != nil {
		return err
	}
	w.number++
	reg.ID, reg.Person, reg.Badge, reg.Number = NewID(), who.ID, code, w.number
	reg.Group = w.group(reg.Group)
	if reg.Status == Waitlisted && reg.Submitted.IsZero() {
		reg.WaitingSince = w.now // behind those who wait already
	}
	w.batch.Add(w.event, reg.ID, RegistrationAdded{reg})
	return nil
}

// also writes how a person is called in rows, as persons who turned out to be the same.
func (w *importWriter) also(person string, called []Person) {
	for _, p := range called {
		p.ID = NewID()
		w.batch.Add("", p.ID, PersonAdded{p})
		w.batch.Add("", p.ID, PersonMerged{Into: person})
	}
}

func (w *importWriter) group(id string) string {
	if made, ok := w.groups[id]; ok {
		return made
	}
	return id
}

// code is a badge code that this import has not given to anybody. To meet one of
// the file's by chance among fourteen random digits would take some ten million badges.
func (w *importWriter) code() (string, error) {
	for {
		code, err := passcode.New(passcode.Person)
		if err != nil {
			return "", err
		}
		if !w.codes[code] {
			w.codes[code] = true
			return code, nil
		}
	}
}

func rolesText(roles []Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	return strings.Join(words, ", ")
}

func paymentText(p Payment) string {
	s := fmt.Sprintf("%d.%02d", p.Fee/100, p.Fee%100)
	if p.Paid {
		s += " ✓"
	}
	return s
}

func momentText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
