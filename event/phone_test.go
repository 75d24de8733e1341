package event_test

import (
	"errors"
	"testing"

	"zlot/event"
)

func TestCheckPhone(t *testing.T) {
	for text, ok := range map[string]bool{
		"": true, "600 700 800": true, "+48 600-700-800": true, "(22) 600 10 10 wew. 12": true, "600700800, 22 600 10 10": true,
		"tel. 600 700 800 lub 500 600 700": true, "12345": false, "brak": false, "600 700 8oo": false, "anna@example.org 1234567": false,
	} {
		err := event.CheckPhone(text)
		if (err == nil) != ok || err != nil && !errors.Is(err, event.Fail(event.CodePhoneInvalid)) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
