package event

import "context"

// atOnce is for how many rows the log is asked in one go.
const atOnce = 1000

// compared is a row beside what is known of its person, before it is decided whose values stay.
type compared struct {
	ImportItem
	differences
	record *record
	at     int // of the record
}

// compare plans every row: new, changed or same.
func (p *planner) compare(ctx context.Context) error {
	duplicates := newDuplicateFinder(p.match)
	unknown := count(p.match.found, func(at int) bool { return at < 0 })
	p.New = make([]ImportItem, 0, unknown)
	if p.decided == nil { // of a list that grows there would be two for a while
		p.Same = make([]Entry, 0, len(p.match.found)-unknown)
	}
	for from := 0; from < len(p.match.people); from += atOnce {
		to := min(from+atOnce, len(p.match.people))
		batch := make([]*compared, 0, to-from)
		for i := from; i < to; i++ {
			if p.decided.skips(p.match.people[i].row) {
				p.skipped++
				continue
			}
			batch = append(batch, p.compareRow(i))
		}
		history, err := readOrigins(ctx, p.r, entitiesOf(batch))
		if err != nil {
			return err
		}
		for _, c := range batch {
			p.settle(c, history, duplicates)
		}
	}
	return nil
}

// compareRow puts a row beside the registration or the person that it is about.
func (p *planner) compareRow(i int) *compared {
	rec := &p.match.people[i]
	c := &compared{ImportItem: ImportItem{Row: rec.row}, record: rec, at: i}
	if at := p.match.found[i]; at >= 0 {
		c.Entry = p.match.entries[at]
		if c.Entry.Status == Cancelled && rec.status == "" {
			p.Warnings = append(p.Warnings, rowError(rec.row, "", CodeImportCancelled, "Name", c.Entry.Who.Name.Full()))
		}
		if known := p.match.aliases[i]; known != nil {
			own := known.asKnown(*rec, c.Entry.Who)
			rec = &own
		}
		c.person(&c.Entry.Who, rec)
		c.registration(&c.Entry.Registration, rec, p.fill)
		return c
	}
	c.Entry.Registration = p.fill.registration(rec)
	if at, ok := p.match.returned[i]; ok {
		c.Known, c.Entry.Who = true, p.match.elsewhere[at]
		c.person(&c.Entry.Who, rec)
		return c
	}
	c.Entry.Who = rec.person()
	return c
}

// entitiesOf are the registrations and persons that differ from their rows: only of these it matters who
// wrote their values.
func entitiesOf(batch []*compared) []string {
	var ids []string
	for _, c := range batch {
		person, registration := false, false
		for _, diff := range c.list {
			person, registration = person || diff.ofPerson, registration || !diff.ofPerson
		}
		if person {
			ids = append(ids, c.Entry.Who.ID)
		}
		if registration {
			ids = append(ids, c.Entry.ID)
		}
	}
	return ids
}

// settle decides whose values stay and puts the row where it belongs.
func (p *planner) settle(c *compared, history map[string]*origin, duplicates *duplicateFinder) {
	item := &c.ImportItem
	if c.Known || item.Entry.ID != "" {
		c.differences.settle(item, history, p.decided)
	}
	item.alsoCalled(c.record, p.match.chosen[c.at])
	switch {
	case item.Entry.ID == "":
		p.New = append(p.New, *item)
		if dup, ok := duplicates.of(c.at); ok && p.decided == nil {
			dup.Entry = item.Entry
			p.Duplicates, p.Warnings = append(p.Duplicates, dup), append(p.Warnings, dup.Remark())
		}
	case len(item.Changes) > 0:
		p.Changed = append(p.Changed, *item)
	default:
		p.stays(item)
		if len(item.pending)+len(item.also) > 0 {
			p.settled = append(p.settled, *item)
		}
	}
	if len(item.Kept) > 0 {
		p.Kept = append(p.Kept, *item)
	}
}

// stays counts somebody who stays as is; while a plan is applied nobody looks at the list of them.
func (p *planner) stays(item *ImportItem) {
	if p.same++; p.decided == nil {
		p.Same = append(p.Same, item.Entry)
	}
}
