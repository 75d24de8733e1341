package event

import "context"

// traces is what the file knows of one person.
type traces struct {
	person       Person
	entries      []Entry
	scans        int
	makes        int        // sessions
	named        []linked   // sessions that name the person without a link
	doubtful     []namesake // those where it may be somebody else
	grants       int
	certificates []string
	numbers      []string // of certificates that do not name anybody any more
	messages     []Message
}

// readTraces gathers what there is about a person. messages and the rest are read once for each event.
func (x *eraser) readTraces(ctx context.Context, p Person) (t traces, err error) {
	t.person = p
	if t.entries, err = x.reader.Entries(ctx, EntryFilter{Person: p.ID}); err != nil {
		return t, err
	}
	for _, e := range t.entries {
		seen, err := x.event(ctx, e.Event)
		if err != nil {
			return t, err
		}
		t.messages = append(t.messages, seen.messages[e.ID]...)
		t.certificates = append(t.certificates, seen.certificates[e.ID]...)
		t.numbers = append(t.numbers, seen.numbers[e.ID]...)
		t.grants += seen.grants[e.ID]
		t.makes += seen.makes[e.ID]
		scans, err := x.reader.Scans(ctx, ScanFilter{Registration: e.ID})
		if err != nil {
			return t, err
		}
		t.scans += len(scans)
	}
	return t, x.readNamesakes(ctx, &t)
}

// eventTraces are the papers of an event by registration.
type eventTraces struct {
	event        Event
	messages     map[string][]Message
	certificates map[string][]string
	numbers      map[string][]string
	grants       map[string]int
	makes        map[string]int
}

func (x *eraser) event(ctx context.Context, id string) (eventTraces, error) {
	if t, ok := x.seen[id]; ok {
		return t, nil
	}
	t := eventTraces{messages: map[string][]Message{}, certificates: map[string][]string{}, numbers: map[string][]string{}, grants: map[string]int{}, makes: map[string]int{}}
	var err error
	if t.event, err = x.reader.Event(ctx, id); err != nil {
		return t, err
	}
	messages, err := x.reader.Messages(ctx, id)
	if err != nil {
		return t, err
	}
	for _, m := range messages {
		t.messages[m.Registration] = append(t.messages[m.Registration], m)
	}
	certificates, err := x.reader.Certificates(ctx, id)
	if err != nil {
		return t, err
	}
	for _, c := range certificates {
		of := t.certificates
		if c.Erased {
			of = t.numbers
		}
		of[c.Registration] = append(of[c.Registration], c.Number)
	}
	grants, err := x.reader.Grants(ctx, id)
	for _, g := range grants {
		t.grants[g.Registration]++
	}
	if err == nil {
		err = t.addMakers(ctx, x.reader)
	}
	x.seen[id] = t
	return t, err
}

// addMakers counts the sessions that people are named at, those that were made known too.
func (t eventTraces) addMakers(ctx context.Context, r Reader) error {
	sessions, err := r.Sessions(ctx, t.event.ID)
	if err != nil {
		return err
	}
	dropped, err := r.DroppedSessions(ctx, t.event.ID)
	if err != nil {
		return err
	}
	releases, err := r.Releases(ctx, t.event.ID)
	for _, rel := range releases {
		dropped = append(dropped, rel.Sessions...)
	}
	named := map[[2]string]bool{}
	for _, list := range [][]Session{sessions, dropped} {
		for _, s := range list {
			for _, c := range s.Contributors {
				if key := [2]string{c.Person, s.ID}; c.Person != "" && !named[key] {
					named[key] = true
					t.makes[c.Person]++
				}
			}
		}
	}
	return err
}
