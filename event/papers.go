package event

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"
)

// PaperOptions choose what is printed for a day on which the program cannot be used: lists for the desk and for
// sessions, or the signs above the lines of the desk.
type PaperOptions struct {
	Desk     bool     // everybody, by letter
	Sessions []string // ids; a list for each
	Queues   int      // lines at the desk, each with a list of its own
	Codes    bool     // with symbols that a scanner reads
	Signs    bool     // the signs instead of lists
	Language string
}

// PaperResult is what was drawn.
type PaperResult struct {
	Lists int `json:"lists"` // or signs
	Rows  int `json:"rows"`
	Pages int `json:"pages"`
}

// PaperJob is everything the paper pack is drawn from.
type PaperJob struct {
	Event    Event
	Language string
	Made     time.Time // in the event's zone
	Codes    bool
	Lists    []PaperList
	Signs    []Queue // instead of lists
}

// PaperList is the list of one line at the desk, or of a session.
type PaperList struct {
	Queue   *Queue   // of the desk; nil: of a session
	Session *Session // nil: of the desk
	Room    string   // title
	Rows    []PaperRow
	Empty   int // rows for those who are on no list
}

// PaperRow is one person.
type PaperRow struct {
	Code    string // what is typed back in
	Entry   Entry
	Present bool // ticked already
	Waiting bool // of a session: on its waiting list
}

// emptyRows are how many rows a list leaves for those who come without having signed up.
const emptyRows = 6

// Paper writes the paper pack as PDF.
func (s *Service) Paper(ctx context.Context, eventID string, w io.Writer, o PaperOptions) (PaperResult, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return PaperResult{}, err
	}
	var res PaperResult
	job, err := s.paperJob(ctx, eventID, o)
	if err != nil {
		return res, err
	}
	res.Lists = len(job.Lists) + len(job.Signs)
	for _, l := range job.Lists {
		res.Rows += len(l.Rows)
	}
	if res.Lists == 0 {
		return res, Fail(CodeListEmpty)
	}
	if res.Pages, err = s.Documents.Paper(ctx, w, job); err != nil {
		return res, fmt.Errorf("paper lists of %s: %w", eventID, err)
	}
	return res, nil
}

// Queues divides the people of an event into lines at the desk.
func (s *Service) Queues(ctx context.Context, eventID string, n int) ([]Queue, error) {
	confirmed, err := s.Store.Entries(ctx, EntryFilter{Event: eventID, Status: Confirmed})
	if err != nil {
		return nil, err
	}
	return SplitQueues(confirmed, n), nil
}

func (s *Service) paperJob(ctx context.Context, eventID string, o PaperOptions) (PaperJob, error) {
	job := PaperJob{Language: o.Language, Codes: o.Codes}
	p := papers{r: s.Store}
	var err error
	if p.event, err = s.Store.Event(ctx, eventID); err != nil {
		return job, err
	}
	job.Event, job.Made = p.event, s.Clock.Now().In(p.event.Zone())
	if p.entries, err = s.Store.Entries(ctx, EntryFilter{Event: eventID}); err != nil {
		return job, err
	}
	slices.SortStableFunc(p.entries, func(a, b Entry) int {
		return cmp.Or(ComparePolish(a.Who.Name.Family, b.Who.Name.Family), ComparePolish(a.Who.Name.Given, b.Who.Name.Given), a.Number-b.Number)
	})
	if o.Signs {
		job.Signs = SplitQueues(p.entries, o.Queues)
		return job, nil
	}
	if p.checkpoints, err = s.Store.Checkpoints(ctx, eventID); err != nil {
		return job, err
	}
	if o.Desk {
		if job.Lists, err = p.deskLists(ctx, o.Queues, job.Made); err != nil {
			return job, err
		}
	}
	sessions, err := p.sessionLists(ctx, o.Sessions)
	job.Lists = append(job.Lists, sessions...)
	return job, err
}

// papers gathers the lists of one event.
type papers struct {
	r           Reader
	event       Event
	entries     []Entry // in Polish order
	checkpoints []Checkpoint
}

// deskLists are the people who may come to the desk, a list for each line. Who has no place yet is on them too:
// the desk has to know what to say.
func (p *papers) deskLists(ctx context.Context, lines int, now time.Time) ([]PaperList, error) {
	queues := SplitQueues(p.entries, lines)
	present, err := p.present(ctx, func(c Checkpoint) (counts func(ScanRow) bool) {
		switch {
		case c.Kind != Desk:
			return nil
		case c.Policy == OnceADay, c.Policy == OnceASession:
			return p.during(now)
		}
		return always
	})
	if err != nil {
		return nil, err
	}
	lists := make([]PaperList, len(queues))
	for i := range queues {
		lists[i].Queue = &queues[i]
	}
	for _, e := range p.entries {
		if e.Status == Cancelled || e.Who.Erased || len(lists) == 0 {
			continue
		}
		l := &lists[LineOf(queues, e.Who.Name.Family)]
		l.Rows = append(l.Rows, PaperRow{Code: RowCode(e.Number), Entry: e, Present: present[e.ID]})
	}
	return lists, nil
}

func always(ScanRow) bool { return true }

// during chooses the scans of the day to which a time belongs.
func (p *papers) during(day time.Time) func(ScanRow) bool {
	zone := p.event.Zone()
	return func(sc ScanRow) bool { return nightOf(sc.At, zone) == nightOf(day, zone) }
}

// present are those who were let in at a checkpoint by a scan that counts there; where at gives nil, none does.
func (p *papers) present(ctx context.Context, at func(Checkpoint) (counts func(ScanRow) bool)) (map[string]bool, error) {
	in := map[string]bool{}
	for _, c := range p.checkpoints {
		counts := at(c)
		if counts == nil {
			continue
		}
		scans, err := p.r.Scans(ctx, ScanFilter{Event: p.event.ID, Checkpoint: c.ID})
		if err != nil {
			return nil, err
		}
		for _, sc := range scans {
			if sc.Outcome == Admitted && !sc.Undone && counts(sc) {
				in[sc.Registration] = true
			}
		}
	}
	return in, nil
}

func (p *papers) sessionLists(ctx context.Context, ids []string) ([]PaperList, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	sessions, err := p.r.Sessions(ctx, p.event.ID)
	if err != nil {
		return nil, err
	}
	rooms, err := p.r.Rooms(ctx, p.event.ID)
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, r := range rooms {
		titles[r.ID] = r.Title
	}
	var lists []PaperList
	for _, ss := range sessions {
		if !slices.Contains(ids, ss.ID) {
			continue
		}
		l := PaperList{Session: &ss, Room: titles[ss.Room], Empty: emptyRows}
		if l.Rows, err = p.sessionRows(ctx, ss); err != nil {
			return nil, err
		}
		lists = append(lists, l)
	}
	return lists, nil
}

// sessionRows are the enrolled and then the waiting of a session; where nobody signs up, everybody it is for.
func (p *papers) sessionRows(ctx context.Context, ss Session) ([]PaperRow, error) {
	enrolments, err := p.r.Enrolments(ctx, EnrolmentFilter{Event: p.event.ID, Session: ss.ID})
	if err != nil {
		return nil, err
	}
	state := map[string]EnrolmentState{}
	for _, en := range enrolments {
		state[en.Registration] = en.State
	}
	present, err := p.present(ctx, func(c Checkpoint) (counts func(ScanRow) bool) { return p.atSession(ss, c) })
	if err != nil {
		return nil, err
	}
	var rows, waiting []PaperRow
	for _, e := range p.entries {
		row := PaperRow{Code: RowCode(e.Number), Entry: e, Present: present[e.ID]}
		switch {
		case e.Status != Confirmed || e.Who.Erased:
		case state[e.ID] == Enrolled, !ss.SignUp && ss.For(e.Group):
			rows = append(rows, row)
		case state[e.ID] == OnWaitlist:
			row.Waiting = true
			waiting = append(waiting, row)
		}
	}
	return append(rows, waiting...), nil
}

// atSession says which scans of a checkpoint show that somebody came to a session; nil if none do.
func (p *papers) atSession(ss Session, c Checkpoint) (counts func(ScanRow) bool) {
	switch {
	case c.Policy == OnceASession && c.Room == ss.Room:
		return func(sc ScanRow) bool { return sc.Session == ss.ID }
	case c.Policy == OnceASession || c.Session != ss.ID || c.Kind != Door:
		return nil
	case c.Policy == OnceADay:
		return p.during(ss.Start)
	}
	return always
}

// OnPaper tells whether a session may have a list of its own: people come to it.
func (s Session) OnPaper() bool { return s.Kind != Break && s.Kind != Reception }
