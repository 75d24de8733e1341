package doc

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"zlot/event"
)

// Certificates makes one PDF each, on all cores, and hands them to sink in the order of jobs.
func (w *Writer) Certificates(ctx context.Context, jobs []event.CertificateJob, sink func(i int, pdf []byte) error, p event.Progress) error {
	p.Total(len(jobs))
	return inOrder(ctx, len(jobs), func(i int) ([]byte, error) {
		pdf, err := w.certificate(jobs[i])
		if err != nil {
			return nil, fmt.Errorf("certificate %s: %w", jobs[i].Data.Number, err)
		}
		return pdf, nil
	}, func(i int, pdf []byte) error {
		if err := sink(i, pdf); err != nil {
			return err
		}
		p.Add(1)
		return nil
	})
}

// inOrder calls work for 0 to n-1 on all cores and take with the results in order, on the calling
// goroutine. It keeps only a few results ahead. The first error ends it; results before it were taken.
func inOrder[T any](ctx context.Context, n int, work func(int) (T, error), take func(int, T) error) error {
	type result struct {
		value T
		err   error
	}
	type task struct {
		index int
		done  chan result
	}
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()

	cores := runtime.GOMAXPROCS(0)
	queue := make(chan task)            // to the workers
	pending := make(chan task, 4*cores) // to be taken, in order
	workers.Go(func() {
		defer close(queue)
		for i := range n {
			t := task{i, make(chan result, 1)}
			for _, to := range []chan task{pending, queue} {
				select {
				case to <- t:
				case <-ctx.Done():
					return
				}
			}
		}
	})
	for range min(cores, n) {
		workers.Go(func() {
			for t := range queue {
				value, err := work(t.index)
				t.done <- result{value, err}
			}
		})
	}
	for range n {
		if err := ctx.Err(); err != nil {
			return err
		}
		var t task
		var r result
		select {
		case t = <-pending:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case r = <-t.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if r.err != nil {
			return r.err
		}
		if err := take(t.index, r.value); err != nil {
			return err
		}
	}
	return nil
}
