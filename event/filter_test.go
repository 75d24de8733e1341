package event_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"zlot/event"
)

// guests are three people who differ in every field a filter can ask for.
func guests() *event.Roll {
	person := func(id, given, family, town string) event.Person {
		return event.Person{ID: id, Name: event.Name{Given: given, Family: family}, Town: town, Email: id + "@example.org"}
	}
	return event.NewRoll([]event.Entry{
		{Registration: event.Registration{ID: "a", Status: event.Confirmed, Roles: []event.Role{event.Participant, event.Trainer}, Group: "g1", Diet: "Wegetariańska", Number: 2,
			Payment: event.Payment{Fee: 35000, Paid: true}, Answers: map[string]string{"Nocleg": "piątek; sobota", "Ile lat": "9"},
			Submitted: time.Date(2012, 8, 31, 23, 30, 0, 0, time.UTC)}, Who: person("a", "Łucja", "Żak", "Łódź")},
		{Registration: event.Registration{ID: "b", Status: event.Pending, Roles: []event.Role{event.Participant}, Diet: "wegetarianska", Number: 10,
			Payment: event.Payment{Fee: 35050}, Answers: map[string]string{"Nocleg": "sobota", "Ile lat": "12"}}, Who: person("b", "Jan", "Ćwik", "")},
		{Registration: event.Registration{ID: "c", Status: event.Waitlisted, Number: 1}, Who: person("c", "Ewa", "Cyl", "Łowicz")},
	}, []event.Group{{ID: "g1", Title: "Grupa żółta"}}, time.FixedZone("", 2*3600))
}

func TestRoll_Pick(t *testing.T) {
	for _, c := range []struct {
		field, op, value string
		want             string
	}{
		{"town", "is", "lodz", "a"}, {"town", "not", "Łódź", "bc"}, {"town", "has", "ło", "ac"}, {"town", "empty", "", "b"}, {"town", "filled", "", "ac"},
		{"town", "is", "", "b"}, {"town", "not", "", "ac"}, {"town", "has", "", "abc"}, {"town", "has", "wic", "c"},
		{"diet", "is", "WEGETARIAŃSKA", "ab"}, {"status", "is", "pending", "b"}, {"role", "is", "trainer", "a"}, {"role", "not", "trainer", "bc"},
		{"role", "has", "partic", "ab"}, {"group", "is", "grupa zolta", "a"}, {"group", "empty", "", "bc"},
		{"paid", "is", "yes", "a"}, {"paid", "is", "no", "b"}, {"paid", "empty", "", "c"}, {"fee", "is", "350,50", "b"}, {"fee", "is", "350", "a"},
		{"answers.Nocleg", "is", "sobota", "ab"}, {"answers.Nocleg", "is", "piatek", "a"}, {"answers.Nocleg", "empty", "", "c"}, {"answers.Nobody asked", "filled", "", ""},
		{"submitted", "is", "2012-09-01", "a"}, {"submitted", "has", "2012-09", "a"}, {"email", "is", "b@example.org", "b"}, {"number", "is", "10", "b"},
		{"shoe", "filled", "", ""}, {"town", "like", "ł", ""},
	} {
		got := ""
		r := guests()
		for _, i := range r.Pick([]event.Condition{{Field: c.field, Op: c.op, Value: c.value}}) {
			got += r.Entries[i].ID
		}
		if got != c.want {
			t.Errorf("%s %s %q: %q, want %q", c.field, c.op, c.value, got, c.want)
		}
	}
	both := guests().Pick([]event.Condition{{Field: "diet", Op: "filled"}, {Field: "paid", Op: "is", Value: "no"}})
	if !reflect.DeepEqual(both, []int{1}) {
		t.Errorf("two terms: %v", both)
	}
}

func TestRoll_Found(t *testing.T) {
	r := guests()
	if got := r.Found([]string{"c", "a", "gone", "b", "a"}, nil); !reflect.DeepEqual(got, []int{0, 1, 2}) {
		t.Errorf("in the list's order: %v", got)
	}
	if got := r.Found([]string{"c", "a"}, []event.Condition{{Field: "town", Op: "is", Value: "łowicz"}}); !reflect.DeepEqual(got, []int{2}) {
		t.Errorf("with a term: %v", got)
	}
}

func TestRoll_ValuesAndRanks(t *testing.T) {
	r := guests()
	if got, want := r.Values("role"), []event.FieldValue{{"participant", 2}, {"", 1}, {"trainer", 1}}; !reflect.DeepEqual(got, want) {
		t.Errorf("roles %v", got)
	}
	if got, want := r.Values("answers.Nocleg"), []event.FieldValue{{"sobota", 2}, {"", 1}, {"piątek", 1}}; !reflect.DeepEqual(got, want) {
		t.Errorf("nights %v", got)
	}
	for field, want := range map[string][]int32{"family": {2, 1, 0}, "town": {1, 2, 0}, "number": {1, 2, 0}, "status": {1, 0, 2}, "answers.Ile lat": {0, 1, 2}} {
		if got := r.Ranks(field); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", field, got, want)
		}
	}
}

func TestService_Choose(t *testing.T) {
	h := newHouse(t)
	e := h.newEvent(t, "Zlot", "2012-09-06", "2012-09-07")
	for _, p := range []event.Person{{Name: event.Name{Given: "Łucja", Family: "Żak"}, Town: "Łódź"}, {Name: event.Name{Given: "Jan", Family: "Żak"}, Town: "Gdynia"}} {
		if _, err := h.AddRegistration(t.Context(), event.NewRegistration{Event: e.ID, Person: p}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := h.Choose(t.Context(), e.ID, []event.Condition{{Field: "search", Op: "has", Value: "zak"}, {Field: "town", Op: "not", Value: "lodz"}})
	if err != nil || len(got) != 1 || got[0].Who.Name.Given != "Jan" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err = h.Choose(t.Context(), e.ID, []event.Condition{{Field: "shoe", Op: "is"}}); !errors.Is(err, event.Fail(event.CodeFilterField)) {
		t.Errorf("an unknown field: %v", err)
	}
}
