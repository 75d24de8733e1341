package certificates

import (
	"slices"
	"testing"

	"zlot/event"
)

func TestPlan_FieldsInWords(t *testing.T) {
	d := newDesk(t, plain)
	empty := func(field string) event.Trouble {
		return event.Trouble{Code: event.TroubleEmpty, Args: map[string]any{"Field": field}}
	}
	all := []event.Trouble{empty("organizers"), empty("place_date"), empty("number"), {Code: event.TroubleUnsigned}}
	got := d.troubleWords(all)
	want := []string{"Brakuje danych do pola „organizatorzy”.", "Brakuje danych do pola „miejscowość i data”.", "Brakuje danych do pola „numer zaświadczenia”."}
	if len(got) != 4 || !slices.Equal(got[:3], want) {
		t.Errorf("it says %q", got)
	}
	if all[0].Args["Field"] != "organizers" {
		t.Error("the trouble itself was changed")
	}
}
