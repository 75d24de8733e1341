package event

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Sessions may name people without saying which registration they are: the programme was there first. Of an
// erased person such a name goes as well where it can be nobody else's; where it may be, it is told, and somebody
// has to look.

// namesake is a session that names somebody who is linked to no registration.
type namesake struct {
	event   Event
	session string // id
	title   string
	past    bool // a released programme names them, the session does so no more
}

// namesakes finds the sessions of all events by such a name.
type namesakes struct {
	sessions map[string]*Session   // as they are, with what this batch has linked
	by       map[string][]namesake // by sorted words
	shared   map[string]map[string]int
}

// unlinked reads the names at sessions that are linked to nobody, once.
func (x *eraser) unlinked(ctx context.Context) (*namesakes, error) {
	if x.names != nil {
		return x.names, nil
	}
	n := &namesakes{sessions: map[string]*Session{}, by: map[string][]namesake{}, shared: map[string]map[string]int{}}
	events, err := x.reader.Events(ctx)
	if err != nil {
		return nil, err
	}
	for _, ev := range events {
		if err := n.read(ctx, x.reader, ev); err != nil {
			return nil, err
		}
	}
	x.names = n
	return n, nil
}

func (n *namesakes) read(ctx context.Context, r Reader, ev Event) error {
	sessions, err := r.Sessions(ctx, ev.ID)
	if err != nil {
		return err
	}
	dropped, err := r.DroppedSessions(ctx, ev.ID)
	if err != nil {
		return err
	}
	releases, err := r.Releases(ctx, ev.ID)
	if err != nil {
		return err
	}
	sessions = append(sessions, dropped...)
	for i := range sessions {
		n.sessions[sessions[i].ID] = &sessions[i]
		n.note(ev, sessions[i], false)
	}
	for _, rel := range releases {
		for _, s := range rel.Sessions {
			n.note(ev, s, true)
		}
	}
	return nil
}

// note remembers those whom a session names without a link.
func (n *namesakes) note(ev Event, s Session, past bool) {
	for _, c := range s.Contributors {
		if c.Person != "" {
			continue
		}
		for _, key := range nameKeys(c.Name) {
			if !slices.ContainsFunc(n.by[key], func(o namesake) bool { return o.session == s.ID }) {
				n.by[key] = append(n.by[key], namesake{ev, s.ID, s.Title, past})
			}
		}
	}
}

// nameKeys are the words of a name, as it is written and without academic titles.
func nameKeys(name string) []string {
	keys := []string{sortedWords(name), sortedWords(SplitName(name, false).Full())}
	return slices.DeleteFunc(slices.Compact(keys), func(key string) bool { return key == "" })
}

// readNamesakes sorts the sessions that name a person without a link: those where it can be nobody else, and those
// to be looked at.
func (x *eraser) readNamesakes(ctx context.Context, t *traces) error {
	key := sortedWords(t.person.Name.Full())
	if t.person.Erased || key == "" {
		return nil
	}
	names, err := x.unlinked(ctx)
	if err != nil {
		return err
	}
	for _, same := range names.by[key] {
		s := names.sessions[same.session]
		if s != nil && slices.ContainsFunc(t.entries, func(e Entry) bool { return s.names(e.ID) }) {
			continue // goes with the link
		}
		at := slices.IndexFunc(t.entries, func(e Entry) bool { return e.Event == same.event.ID })
		sure := s != nil && !same.past && at >= 0
		if sure {
			bearers, err := names.bearers(ctx, x.reader, same.event.ID, key)
			if err != nil {
				return err
			}
			sure = bearers == 1 && !s.namesElsewhere(key, t.entries[at].Who)
		}
		if sure {
			t.named = append(t.named, linked{same.session, t.entries[at].ID, key})
		} else {
			t.doubtful = append(t.doubtful, same)
		}
	}
	slices.SortFunc(t.doubtful, func(a, b namesake) int {
		return cmp.Or(cmp.Compare(a.event.Start, b.event.Start), strings.Compare(a.title, b.title), strings.Compare(a.session, b.session))
	})
	return nil
}

// names reports whether a registration is linked to the session.
func (s *Session) names(registration string) bool {
	return slices.ContainsFunc(s.Contributors, func(c Contributor) bool { return c.Person == registration })
}

// namesElsewhere reports whether the one of a name comes from another institution or town than p.
func (s *Session) namesElsewhere(key string, p Person) bool {
	other := func(a, b string) bool { return a != "" && b != "" && Fold(a) != Fold(b) }
	return slices.ContainsFunc(s.Contributors, func(c Contributor) bool {
		return c.Person == "" && slices.Contains(nameKeys(c.Name), key) && (other(c.Institution, p.Institution) || other(c.Town, p.Town))
	})
}

// bearers counts the registrations of an event with a name.
func (n *namesakes) bearers(ctx context.Context, r Reader, eventID, key string) (int, error) {
	if n.shared[eventID] == nil {
		entries, err := r.Entries(ctx, EntryFilter{Event: eventID})
		if err != nil {
			return 0, err
		}
		n.shared[eventID] = make(map[string]int, len(entries))
		for _, e := range entries {
			n.shared[eventID][sortedWords(e.Who.Name.Full())]++
		}
	}
	return n.shared[eventID][key], nil
}

// namedWithoutLink are, by registration, the sessions that name a person without a link and mean nobody else.
func (s *Service) namedWithoutLink(ctx context.Context, p Person, entries []Entry) (map[string][]ContributionRecord, error) {
	x, t := s.eraser(s.Store), traces{person: p, entries: entries}
	if err := x.readNamesakes(ctx, &t); err != nil {
		return nil, err
	}
	named := map[string][]ContributionRecord{}
	for _, to := range t.named {
		in := x.names.sessions[to.session]
		for _, c := range in.Contributors {
			if to.means(c) {
				named[to.registration] = append(named[to.registration], ContributionRecord{in.Title, in.Start, c.Role, in.Dropped})
			}
		}
	}
	return named, nil
}

// linked is a session whose contributor of a name is a registration.
type linked struct{ session, registration, key string }

// means reports whether a contributor of the session is the one.
func (to linked) means(c Contributor) bool {
	return c.Person == "" && slices.Contains(nameKeys(c.Name), to.key)
}

// link writes who the unlinked contributor is: what is erased with the registration, now and in all that was made
// known, is erased then.
func (x *eraser) link(ctx context.Context, b *Batch, to linked) error {
	s := x.names.sessions[to.session]
	_, seen, err := sessionSeen(ctx, x.reader, s.ID)
	if err != nil {
		return err
	}
	list := slices.Clone(s.Contributors)
	for i, c := range list {
		if to.means(c) {
			list[i].Person = to.registration
		}
	}
	return SessionUpdate{Contributors: &list}.apply(s, seen, b)
}

// titles names sessions with their events.
func titles(of []namesake) []string {
	list := make([]string, len(of))
	for i, same := range of {
		list[i] = same.title + " (" + same.event.Title + ")"
	}
	return slices.Compact(list)
}
