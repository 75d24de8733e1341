package sample

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"zlot/event"
)

// Attendance says who was there.
type Attendance struct {
	Attended bool                         `json:"attended"` // the event is past: people were there
	ByList   bool                         `json:"by_list"`  // there were no badges: a list was signed
	InOut    bool                         `json:"in_out"`   // badges were scanned on leaving, too
	Absent   map[int][]string             `json:"absent"`   // badge number → days missed
	Late     map[int]map[event.Date]clock `json:"late"`     // badge number → day → when they came
	Left     map[int]map[event.Date]clock `json:"left"`     // and when they went, long before the end
	Missing  int                          `json:"missing"`  // of a hundred, besides
}

// clock is a time of the day, "15:04".
type clock string

// on is that time of a day, or the usual one where there is none.
func (c clock) on(day event.Date, zone *time.Location, usual time.Time) (time.Time, error) {
	if c == "" {
		return usual, nil
	}
	return time.ParseInLocation(time.DateOnly+" 15:04", string(day)+" "+string(c), zone)
}

// away tells whether somebody missed a day.
func (a Attendance) away(number int, day event.Date) bool {
	if slices.Contains(a.Absent[number], string(day)) {
		return true
	}
	h := fnv.New32a() // scatters those who are missing over list and days
	_, _ = fmt.Fprint(h, number, day)
	return int(h.Sum32()%100) < a.Missing
}

// record scans everybody's badge at the desk on each day that has a session for them, but for the days missed.
func (a Attendance) record(ctx context.Context, svc *event.Service, ev event.Event, sessions []event.Session, entries []event.Entry) error {
	if a.InOut {
		return a.recordInOut(ctx, svc, ev, sessions, entries)
	}
	zone := ev.Zone()
	type visit struct {
		day event.Date
		who string
	}
	seen := map[visit]bool{}
	for _, s := range sessions {
		if s.Hours == 0 {
			continue
		}
		day := event.DateOf(s.Start, zone)
		var scans []event.ScanRequest
		for i, e := range entries {
			v := visit{day, e.ID}
			if e.Status != event.Confirmed || seen[v] || !s.For(e.Group) || a.away(e.Number, day) {
				continue
			}
			seen[v] = true
			early := time.Duration(5+i%20) * time.Minute
			scan := event.ScanRequest{Event: ev.ID, Code: e.Badge, At: s.Start.Add(-early)}
			if a.ByList {
				scan.Code, scan.Registration = "", e.ID
			}
			scans = append(scans, scan)
		}
		if len(scans) == 0 {
			continue
		}
		if _, err := svc.CheckInAll(ctx, scans); err != nil {
			return err
		}
	}
	return nil
}
