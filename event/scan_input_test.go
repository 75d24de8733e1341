package event_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"zlot/event"
	"zlot/event/passcode"
)

// What scanners and people send, and what the desk makes of it: never another person.
func TestCheckIn_Input(t *testing.T) {
	svc, ev, _, regs := hallOf(t, 2)
	deskOf(t, svc, ev, event.InOut)
	course, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Course, Title: "Kurs", Start: "2012-09-06", End: "2012-09-07"}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: course.ID, Person: event.Person{Name: event.Name{Given: "Ewa", Family: "Inna"}}})
	if err != nil {
		t.Fatal(err)
	}
	mine, other := regs[0].Badge, regs[1].Badge
	test, err := passcode.New(passcode.Test)
	if err != nil {
		t.Fatal(err)
	}
	swapped := swap(mine)
	for name, c := range map[string]struct {
		raw  string
		want event.Outcome
		two  bool
	}{
		"plain":                {mine, event.Admitted, false},
		"groups and tab":       {"\t" + passcode.Format(mine) + "\r\n", event.Admitted, false},
		"character set":        {`\000026` + mine, event.Admitted, false},
		"kind of symbol":       {"]Q3" + mine, event.Admitted, false},
		"both, lower case":     {`]q1\000026` + mine, event.Admitted, false},
		"control characters":   {"\x02" + mine[:5] + "\x1d" + mine[5:] + "\x03", event.Admitted, false},
		"twice in one burst":   {mine + mine, event.Admitted, false},
		"two run together":     {mine + other, event.DamagedCode, true},
		"two in two lines":     {mine + "\n" + other, event.DamagedCode, true},
		"two with a prefix":    {"]Q3" + mine + other, event.DamagedCode, true},
		"one and a half":       {mine + other[:8], event.DamagedCode, false},
		"three":                {mine + other + mine, event.DamagedCode, false},
		"cut":                  {mine[:11], event.DamagedCode, false},
		"cut short":            {mine[:4], event.UnknownCode, false},
		"one digit swapped":    {swapped, event.DamagedCode, false},
		"AltGr held":           {"€" + mine[:8] + "ę" + mine[8:], event.DamagedCode, false},
		"Shift held":           {"$*#!@)($&&!^%%)@(", event.UnknownCode, false},
		"lower case letters":   {"abc" + mine, event.DamagedCode, false},
		"10 kB of text":        {strings.Repeat("Zlot Asystentów ", 640), event.UnknownCode, false},
		"10 kB of codes":       {strings.Repeat(mine, 600), event.DamagedCode, false},
		"10 kB after a code":   {mine + strings.Repeat(" x", 5000), event.UnknownCode, false},
		"far apart":            {mine + strings.Repeat("\n", 300) + other, event.DamagedCode, false},
		"another event":        {stranger.Badge, event.WrongEvent, false},
		"scanner test sheet":   {test, event.UnknownCode, false},
		"no UTF-8":             {"\xff\xfe\xba", event.UnknownCode, false},
		"somebody's bar code":  {"5901234123457", event.DamagedCode, false},
		"a link":               {"https://example.org/" + mine + "/ticket", event.UnknownCode, false},
		"row code of a list":   {event.RowCode(1), event.UnknownCode, false},
		"nothing but a prefix": {`]Q3\000026`, event.UnknownCode, false},
	} {
		t.Run(name, func(t *testing.T) {
			if c.want == event.Admitted { // in and out: out first, so that nobody is in already
				scan(t, svc, event.ScanRequest{Event: ev.ID, Code: mine, Direction: event.Out}, event.Exited)
			}
			res := scan(t, svc, event.ScanRequest{Event: ev.ID, Code: c.raw}, c.want)
			if (c.want == event.Admitted) != (res.Scan.Registration == regs[0].ID) {
				t.Errorf("whose: %q", res.Scan.Registration)
			}
			if args := res.AdviceArgs(ev.Zone()); args["Two"] != c.two || (c.want == event.WrongEvent && args["Event"] != "Kurs") {
				t.Errorf("advice of %v", args)
			}
			stored, err := svc.Store.Scan(t.Context(), res.Scan.ID)
			if err != nil || stored.Outcome != c.want || utf8.RuneCountInString(stored.Code) > 64 || strings.ContainsFunc(stored.Code, unicode.IsControl) {
				t.Errorf("stored %+v, %v", stored, err)
			}
		})
	}
}

// swap exchanges two neighbouring digits that differ.
func swap(code string) string {
	for i := range len(code) - 1 {
		if code[i] != code[i+1] {
			return code[:i] + string(code[i+1]) + string(code[i]) + code[i+2:]
		}
	}
	return code
}

// Whatever is read, a person comes in by a code alone that stands in it whole.
func FuzzCheckIn(f *testing.F) {
	svc, ev, _, regs := hallOf(f, 3)
	deskOf(f, svc, ev, event.InOut)
	byBadge := map[string]string{}
	for _, r := range regs {
		byBadge[r.Badge] = r.ID
	}
	f.Add("", uint8(0), uint8(17))
	f.Add(`]Q3\000026`, uint8(0), uint8(17))
	f.Add("\x00€", uint8(3), uint8(34))
	f.Fuzz(func(t *testing.T, noise string, at, length uint8) {
		// The codes of all, run together, cut anywhere, with noise before them.
		all := regs[0].Badge + regs[1].Badge + regs[2].Badge
		from := min(int(at), len(all))
		raw := noise + all[from:min(from+int(length), len(all))]
		res, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Code: raw})
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		digits := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, raw)
		switch res.Scan.Outcome {
		case event.Admitted, event.AlreadyIn:
			code := res.Entry.Badge
			if byBadge[code] != res.Scan.Registration || !strings.HasSuffix(digits, code) || (len(digits) >= 34 && digits[len(digits)-34:len(digits)-17] != code && passcode.Valid(digits[len(digits)-34:len(digits)-17])) {
				t.Errorf("%q let in %s", raw, code)
			}
		case event.UnknownCode, event.DamagedCode:
		default:
			t.Errorf("%q: %s", raw, res.Scan.Outcome)
		}
		if !utf8.ValidString(res.Scan.Code) || utf8.RuneCountInString(res.Scan.Code) > 64 {
			t.Errorf("stored %q", res.Scan.Code)
		}
	})
}
