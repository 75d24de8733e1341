package event

import "testing"

// A zone that only a newer machine knows must not shift days and doors by two hours.
func TestZone_UnknownIsWarsaw(t *testing.T) {
	for name, want := range map[string]string{"": "Europe/Warsaw", "Mars/Olympus": "Europe/Warsaw", "Europe/Lisbon": "Europe/Lisbon"} {
		if zone := (Event{TimeZone: name}).Zone().String(); zone != want {
			t.Errorf("%q is %s, want %s", name, zone, want)
		}
	}
}
