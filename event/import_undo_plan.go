package event

import (
	"context"
	"fmt"
)

// UndoPlan is what UndoImport would come to now; nothing is written. People in Held stand in its way.
func (s *Service) UndoPlan(ctx context.Context, importID string) (UndoneImport, error) {
	if err := s.Allow(ctx, DoImport); err != nil {
		return UndoneImport{}, err
	}
	u, err := newImportUndo(ctx, s.Store, importID)
	if err != nil {
		return UndoneImport{}, fmt.Errorf("plan to undo import %s: %w", importID, err)
	}
	res := UndoneImport{Import: u.of}
	if res.Held, err = u.held(ctx, s.Store); err == nil && len(res.Held) == 0 {
		err = u.undo(ctx, s.Store, &res)
	}
	if err != nil {
		return res, fmt.Errorf("plan to undo import %s: %w", importID, err)
	}
	return res, nil
}
