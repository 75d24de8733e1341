package event

import (
	"context"
	"fmt"
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

func isImport(by string) bool { return by == importMark || strings.HasSuffix(by, ", "+importMark) }

// ApplyImport does what a plan says and what was chosen about it, in one transaction. It plans once more
// inside it: what the desk changed since the plan was shown is seen and not lost.
func (s *Service) ApplyImport(ctx context.Context, plan ImportPlan, choices ImportChoices) (ImportResult, error) {
	var res ImportResult
	ctx = WithActor(ctx, byImport(Actor(ctx)))
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		res = ImportResult{}
		now, err := planImport(ctx, r, plan.source)
		if err != nil {
			return Batch{}, err
		}
		last, err := r.LastBadgeNumber(ctx, plan.source.event)
		if err != nil {
			return Batch{}, err
		}
		w := importWriter{event: plan.source.event, number: last, groups: map[string]string{}, codes: map[string]bool{}}
		if err := w.write(now); err != nil {
			return Batch{}, err
		}
		res.New, res.Changed, res.Same, res.Groups = len(now.New), len(now.Changed), len(now.Same), len(now.Groups)
		if n := len(w.batch.Facts); n > 0 {
			res.Import = NewID()
			w.batch.Add(plan.source.event, res.Import, ImportApplied{Import{ID: res.Import, Event: plan.source.event,
				File: plan.Table.Name, New: res.New, Changed: res.Changed, Facts: n}})
		}
		return w.batch, nil
	})
	if err != nil {
		return ImportResult{}, fmt.Errorf("import into %s: %w", plan.source.event, err)
	}
	return res, nil
}

// importWriter turns a plan into facts.
type importWriter struct {
	event  string
	number int
	groups map[string]string // ids by the placeholder of a group to come
	codes  map[string]bool
	batch  Batch
}

func (w *importWriter) write(p ImportPlan) error {
	for _, title := range p.Groups {
		g := Group{ID: NewID(), Event: w.event, Title: title}
		w.groups[groupToCome+title] = g.ID
		w.batch.Add(w.event, g.ID, GroupAdded{g})
	}
	for _, item := range p.Changed {
		w.change(item)
	}
	// Numbers follow the order of the list, so that the badges come out of the printer as they go into the box.
	for _, i := range polishOrderOf(p.New) {
		if err := w.add(p.New[i]); err != nil {
			return err
		}
	}
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
func (w *importWriter) change(item ImportItem) {
	for _, p := range item.pending {
		if id, ok := p.new.(string); ok && p.field == "group" {
			p.new = w.group(id)
		}
		c := NewChange(p.field, p.old, p.new, item.Entry.Version)
		if p.ofPerson {
			w.batch.Add("", item.Entry.Who.ID, PersonChanged{c})
		} else {
			w.batch.Add(w.event, item.Entry.ID, RegistrationChanged{c})
		}
	}
}

// add writes a new registration, and its person where the file does not know that yet.
func (w *importWriter) add(item ImportItem) error {
	who, reg := item.Entry.Who, item.Entry.Registration
	if item.Known {
		w.change(item)
	} else {
		who.ID = NewID()
		w.batch.Add("", who.ID, PersonAdded{who})
	}
	code, err := w.code()
	if err != nil {
		return err
	}
	w.number++
	reg.ID, reg.Person, reg.Badge, reg.Number = NewID(), who.ID, code, w.number
	reg.Group = w.group(reg.Group)
	w.batch.Add(w.event, reg.ID, RegistrationAdded{reg})
	return nil
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
