package doc

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
)

func TestInOrder(t *testing.T) {
	var got []int
	err := inOrder(context.Background(), 100, func(i int) (int, error) { return i * i, nil },
		func(i, square int) error {
			if square != i*i {
				t.Errorf("%d came with %d", i, square)
			}
			got = append(got, i)
			return nil
		})
	if err != nil || len(got) != 100 {
		t.Fatalf("%d results, %v", len(got), err)
	}
	for i, n := range got {
		if i != n {
			t.Fatalf("result %d came at place %d", n, i)
		}
	}
}

func TestInOrder_Errors(t *testing.T) {
	broken := errors.New("broken")
	taken := 0
	count := func(int, int) error { taken++; return nil }
	fail := func(i int) (int, error) {
		if i == 7 {
			return 0, broken
		}
		return i, nil
	}
	if err := inOrder(context.Background(), 50, fail, count); !errors.Is(err, broken) || taken != 7 {
		t.Errorf("work fails: %d taken, %v", taken, err)
	}
	good := func(i int) (int, error) { return i, nil }
	refuse := func(i, _ int) error {
		if i == 3 {
			return broken
		}
		return nil
	}
	if err := inOrder(context.Background(), 50, good, refuse); !errors.Is(err, broken) {
		t.Errorf("take fails: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	taken = 0
	stop := func(int, int) error {
		if taken++; taken == 5 {
			cancel()
		}
		return nil
	}
	if err := inOrder(ctx, 50, good, stop); !errors.Is(err, context.Canceled) || taken != 5 {
		t.Errorf("cancelled: %d taken, %v", taken, err)
	}
	if err := inOrder(context.Background(), 0, good, count); err != nil {
		t.Errorf("nothing to do: %v", err)
	}
}

// Whoever cancels is not kept waiting, at whatever moment it happens; a goroutine that waits for ever
// would end this test with a panic.
func TestInOrder_CancelledAtAnyMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for round := range 2000 {
			ctx, cancel := context.WithCancel(t.Context())
			go func() {
				for range round % 50 {
					runtime.Gosched()
				}
				cancel()
			}()
			err := inOrder(ctx, 1000, func(i int) (int, error) { return i, nil }, func(int, int) error { return nil })
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
	})
}
