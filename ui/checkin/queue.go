package checkin

import (
	"context"
	"sync"
	"time"

	"zlot/ui/kit"
)

// queue holds the jobs that wait and the answers that were not shown yet. One
// goroutine at a time works it off, in order, without waiting for the screen:
// a slow picture holds no scan up.
type queue struct {
	mu      sync.Mutex
	jobs    []job
	answers []answer
	busy    bool // somebody works it off
	told    bool // the interface was asked to fetch the answers
	landed  chan struct{}
}

func newQueue() queue { return queue{landed: make(chan struct{}, 1)} }

// put adds a job; start is true if nobody works the queue off.
func (q *queue) put(j job) (start bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, j)
	start = !q.busy
	q.busy = true
	return start
}

// next takes the oldest job; ok is false when the queue is empty, and then
// somebody else may work it off.
func (q *queue) next() (j job, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.jobs) == 0 {
		q.busy = false
		return j, false
	}
	j = q.jobs[0]
	q.jobs = q.jobs[1:]
	return j, true
}

// answer keeps an answer; tell is true if the interface does not know yet that
// there are some.
func (q *queue) answer(a answer) (tell bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.answers = append(q.answers, a)
	tell = !q.told
	q.told = true
	select {
	case q.landed <- struct{}{}:
	default: // nobody waits for the one before
	}
	return tell
}

// fetch takes all answers.
func (q *queue) fetch() []answer {
	q.mu.Lock()
	defer q.mu.Unlock()
	out := q.answers
	q.answers, q.told = nil, false
	return out
}

// enqueue works a job off after those before it. It does not end with the page:
// what was scanned lands.
func (p *Page) enqueue(j job) {
	p.waiting++
	if !p.queue.put(j) {
		return
	}
	kit.Run(context.WithoutCancel(p.d.Context), func(ctx context.Context) (struct{}, error) {
		p.workOff(ctx)
		return struct{}{}, nil
	}, func(struct{}, error) { p.fetch() })
}

// workOff runs away from the interface.
func (p *Page) workOff(ctx context.Context) {
	for {
		j, ok := p.queue.next()
		if !ok {
			return
		}
		if p.queue.answer(p.work(ctx, j)) {
			kit.After(0, p.fetch)
		}
	}
}

// drain forgets that something landed before.
func (p *Page) drain() {
	select {
	case <-p.queue.landed:
	default:
	}
}

// patience is how long a scan is waited for. The window paints sixty times a
// second: a verdict that is there before it does is seen one picture earlier.
const patience = 8 * time.Millisecond

// await gives the worker a moment, so that what was scanned and its verdict are
// painted together. A slow disk is not waited for.
func (p *Page) await() {
	if p.patience > 0 && p.waiting == 1 {
		late := time.NewTimer(p.patience)
		defer late.Stop()
		select {
		case <-p.queue.landed:
		case <-late.C:
		}
	}
	p.fetch()
}

func (p *Page) fetch() {
	if answers := p.queue.fetch(); len(answers) > 0 {
		p.onAnswers(answers)
	}
}
