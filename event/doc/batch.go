package doc

import (
	"context"
	"runtime"
	"sync"
)

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
