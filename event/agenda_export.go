package event

import (
	"context"
	"fmt"
	"io"
)

// The codes of programmes in files. Their sentences are in assets/locale/error.*.json.
const (
	CodeScheduleDamaged = "schedule.damaged"
	CodeScheduleEmpty   = "schedule.empty"
	CodeScheduleLong    = "schedule.too_long"
	CodeScheduleFormat  = "schedule.format"
)

// The formats of the conference world.
const (
	ScheduleXML  = "xml"
	ScheduleJSON = "json"
)

// WriteSchedule writes the programme as schedule.xml or schedule.json. Codes: agenda.empty, release.none,
// schedule.format, schedule.too_long.
func (s *Service) WriteSchedule(ctx context.Context, eventID string, w io.Writer, format string, released bool, language string) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	p, err := s.Programme(ctx, eventID)
	if err != nil {
		return err
	}
	job := ScheduleJob{Language: language}
	if job.ProgrammeView, err = p.View(released); err != nil {
		return err
	}
	if len(job.Sessions) == 0 {
		return Fail(CodeAgendaEmpty)
	}
	switch format {
	case ScheduleXML:
		err = s.Schedules.XML(w, job)
	case ScheduleJSON:
		err = s.Schedules.JSON(w, job)
	default:
		err = Fail(CodeScheduleFormat, "Value", format)
	}
	if err != nil {
		return fmt.Errorf("schedule.%s of %s: %w", format, eventID, err)
	}
	return nil
}
