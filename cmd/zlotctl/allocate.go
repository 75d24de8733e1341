package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"zlot/event"
	"zlot/event/i18n"
)

type allocateCmd struct {
	DryRun bool   `help:"Only show what would be."`
	Keep   string `enum:"told,all,none" default:"told" help:"Whose place stays: of those who were told, of all, of nobody. What was decided by hand always stays."`
	Fill   bool   `help:"Places left over go to those who asked for nothing at that time."`
}

// keeps are the ways of keeping places by their words.
var keeps = map[string]event.KeepPlaces{"told": event.KeepTold, "all": event.KeepAll, "none": event.KeepNone}

type placesDoc struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Start    any    `json:"start"`
	Capacity *int   `json:"capacity"` // the session's own, or its room's
	Enrolled int    `json:"enrolled"`
	Waiting  int    `json:"waiting"`
	First    int    `json:"first"`
	Asked    int    `json:"asked"`
}

type passedDoc struct {
	Session string `json:"session"`
	Title   string `json:"title"`
	Rank    int    `json:"rank"`
	Why     string `json:"why"`
	Other   string `json:"other"`
}

type slotDoc struct {
	From    any         `json:"from"`
	To      any         `json:"to"`
	Session string      `json:"session"`
	Rank    int         `json:"rank"`
	Was     string      `json:"was"`
	Waits   string      `json:"waits"`
	Kept    bool        `json:"kept"`
	Passed  []passedDoc `json:"passed"`
}

type allotmentDoc struct {
	Registration string    `json:"registration"`
	Name         string    `json:"name"`
	Slots        []slotDoc `json:"slots"`
}

type allocationDoc struct {
	DryRun     bool           `json:"dry_run"`
	Enrolled   int            `json:"enrolled"`
	Waitlisted int            `json:"waitlisted"`
	Moved      int            `json:"moved"`
	Changed    int            `json:"changed"` // enrolments that are not as they were
	ByRank     map[string]int `json:"by_rank"`
	Proven     bool           `json:"proven"`
	Gap        []int          `json:"gap"`
	Sessions   []placesDoc    `json:"sessions"`
	People     []allotmentDoc `json:"people"`
}

// Run plans the places, and gives them unless it is a dry run.
func (c *allocateCmd) Run(s *session) error {
	svc, ev, err := s.chosen(!c.DryRun)
	if err != nil {
		return err
	}
	plan, err := svc.PlanAllocation(s.ctx, ev.ID, event.AllocateOptions{Keep: keeps[c.Keep], Fill: c.Fill})
	if err != nil {
		return err
	}
	doc := newAllocationDoc(plan, ev)
	if doc.DryRun = c.DryRun; !c.DryRun {
		done, err := svc.ApplyAllocation(s.ctx, plan)
		if err != nil {
			return err
		}
		doc.Changed = done.Changed
	}
	return s.print(doc, func() { s.printAllocation(doc) })
}

func newAllocationDoc(plan event.AllocationPlan, ev event.Event) allocationDoc {
	zone := ev.Zone()
	doc := allocationDoc{Enrolled: plan.Placed, Waitlisted: plan.Waiting, Moved: plan.Moved, Proven: plan.Proven, Gap: list(plan.Gap),
		ByRank: map[string]int{}, Sessions: []placesDoc{}, People: []allotmentDoc{}}
	for rank, n := range plan.ByRank {
		doc.ByRank[strconv.Itoa(rank)] = n
	}
	for _, x := range plan.Sessions {
		doc.Sessions = append(doc.Sessions, placesDoc{ID: x.Session.ID, Title: x.Session.Title, Start: stamp(x.Session.Start, zone), Capacity: x.Limit,
			Enrolled: x.Enrolled, Waiting: x.Waiting, First: x.First, Asked: x.Asked})
	}
	for _, who := range plan.People {
		d := allotmentDoc{Registration: who.Registration, Name: who.Name, Slots: []slotDoc{}}
		for _, slot := range who.Slots {
			sd := slotDoc{From: stamp(slot.From, zone), To: stamp(slot.To, zone), Session: slot.Session, Rank: slot.Rank, Was: slot.Was, Waits: slot.Waits,
				Kept: slot.Kept, Passed: []passedDoc{}}
			for _, x := range slot.Passed {
				sd.Passed = append(sd.Passed, passedDoc{Session: x.Session, Title: x.Title, Rank: x.Rank, Why: string(x.Why), Other: x.Other})
			}
			d.Slots = append(d.Slots, sd)
		}
		doc.People = append(doc.People, d)
	}
	return doc
}

func (s *session) printAllocation(doc allocationDoc) {
	if doc.DryRun {
		s.say("ctl.dry_run")
	}
	s.say("ctl.allocate.done", i18n.Args{"Enrolled": doc.Enrolled, "Waiting": doc.Waitlisted, "Moved": doc.Moved})
	for _, rank := range slices.Sorted(maps.Keys(doc.ByRank)) {
		if rank == "0" {
			s.say("places.rank.none", i18n.Args{"Count": doc.ByRank[rank]})
			continue
		}
		s.say("places.rank.count", i18n.Args{"Rank": rank, "Count": doc.ByRank[rank]})
	}
	if !doc.Proven {
		s.say("ctl.allocate.unproven")
	}
	rows := [][]string{}
	for _, x := range doc.Sessions {
		taken := strconv.Itoa(x.Enrolled)
		if x.Capacity != nil {
			taken = fmt.Sprintf("%d/%d", x.Enrolled, *x.Capacity)
		}
		rows = append(rows, []string{taken, "+" + strconv.Itoa(x.Waiting), x.Title, x.ID})
	}
	s.table(rows)
}
