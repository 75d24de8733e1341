package doc

import (
	"context"
	"fmt"
	"io"
	"testing"

	"zlot/event"
)

// BenchmarkPlans makes 3,000 personal plans in one PDF: of each of three workshops they have one.
func BenchmarkPlans(b *testing.B) {
	job := crowdedDay(40, 10)
	job.Kind = event.AgendaPersonal
	people := guests(3000)
	for i, e := range people {
		e.Who.Name.Given = fmt.Sprint(e.Who.Name.Given, " ", i)
		plan := event.PersonPlan{Entry: e, Group: "Duże miasta"}
		for j, s := range job.Sessions {
			if s.AllRooms || (i+j)%13 == 0 || i%50 == j {
				plan.Items = append(plan.Items, event.PlanItem{Session: s, Enrolled: s.SignUp && i%50 != j, Waiting: i%50 == j})
			}
		}
		job.Plans = append(job.Plans, plan)
	}
	for b.Loop() {
		if err := New().Agenda(context.Background(), io.Discard, job); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWall makes the pages of 300 sessions in 20 rooms.
func BenchmarkWall(b *testing.B) {
	job := crowdedDay(300, 20)
	for i := range job.Sessions {
		s := &job.Sessions[i]
		day := i / (len(job.Sessions)/3 + 1)
		s.Start, s.End = s.Start.AddDate(0, 0, day), s.End.AddDate(0, 0, day)
	}
	for b.Loop() {
		if err := New().Agenda(context.Background(), io.Discard, job); err != nil {
			b.Fatal(err)
		}
	}
}
