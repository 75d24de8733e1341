package event

import (
	"testing"
)

// A trainer's certificate must not certify hours attended as hours led.
func TestAccount_HoursAs(t *testing.T) {
	rec := twoDays()
	rec.Entries[0].Roles = []Role{Participant, Trainer}
	rec.Moves = []Move{scanOf("anna", "desk", at(6, 9, 0)), scanOf("anna", "desk", at(7, 9, 0))}
	a := rec.Accounts()[0]
	if a.HoursAs(Trainer) != 0 || a.topicsAs(Trainer) != nil {
		t.Errorf("who led nothing has %v hours, %v", a.HoursAs(Trainer), a.topicsAs(Trainer))
	}
	if a.HoursAs(Participant) != a.Hours || a.Hours == 0 {
		t.Errorf("attended %v of %v", a.HoursAs(Participant), a.Hours)
	}
	rec.Sessions[1].Contributors = []Contributor{{Person: "anna", Role: Trainer}, {Person: "anna", Role: Moderator}, {Name: "gość"}}
	a = rec.Accounts()[0]
	if topics := a.topicsAs(Trainer); a.HoursAs(Trainer) != 3 || len(topics) != 1 || topics[0].Hours != 3 {
		t.Errorf("led %v, %v; want 3 hours of one workshop", a.HoursAs(Trainer), topics)
	}
	if a.HoursAs(Supervisor) != a.Hours {
		t.Error("a supervisor took part, and led nothing")
	}
}
