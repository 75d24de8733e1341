package scanner

import (
	"context"
	"fmt"
	"os"
)

// writeSheet writes the test sheet into a file; one that is not whole does not stay.
func (p *Page) writeSheet(ctx context.Context, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("test sheet: %w", err)
	}
	err = p.d.Sheet(ctx, file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(path) // the first failure is the one to tell of
		return fmt.Errorf("test sheet: %w", err)
	}
	return nil
}
