package event_test

import (
	"strings"
	"testing"

	"zlot/event"
)

func TestVerifyCertificate_Typed(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	issued := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID}}).Issued
	fresh, err := svc.ReplaceCertificate(t.Context(), issued[1].Number)
	if err != nil {
		t.Fatal(err)
	}
	_, secret, err := svc.Signer.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := svc.Signer.Sign(event.Statement{Event: ev.ID, Number: issued[0].Number, Name: "Anna Łoś", Date: "2012-09-07"}, secret)
	if err != nil {
		t.Fatal(err)
	}
	good := issued[0].Token
	for name, c := range map[string]struct {
		token, code string
		state       event.CertificateState
	}{
		"as scanned":    {good + "\r\n", "", event.Issued},
		"with CapsLock": {strings.ToLower(good), "", event.Issued},
		"wrapped":       {good[:60] + "\n" + good[60:], "", event.Issued},
		"replaced":      {issued[1].Token, "", event.Replaced},
		"foreign":       {foreign, event.CodeVerifyForeign, ""},
		"cut":           {good[:len(good)-9], event.CodeVerifyUnreadable, ""},
		"number alone":  {issued[0].Number, event.CodeVerifyUnreadable, ""},
		"nothing":       {"", event.CodeVerifyUnreadable, ""},
	} {
		v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, []byte(c.token), false, nil)
		if err != nil || v.State != c.state || v.Code != c.code || v.Valid != (c.state == event.Issued) {
			t.Errorf("%s: %+v, %v", name, v, err)
		}
		if name == "foreign" && (v.Args["Number"] != issued[0].Number || v.Args["Name"] != "Anna Łoś" || len(v.Args["Key"].(string)) != 16 || v.Statement.Name != "") {
			t.Errorf("of a foreign one is told %v, %+v", v.Args, v.Statement)
		}
		if c.state == event.Replaced && v.ReplacedBy != fresh.Number {
			t.Errorf("replaced by %q, want %s", v.ReplacedBy, fresh.Number)
		}
	}
	alone, err := event.VerifyCertificate(t.Context(), nil, svc.Signer, svc.Documents, []byte(good), false, mustEvent(t, svc, ev.ID).PublicKeys)
	if err != nil || !alone.Valid || alone.State != event.StateSigned {
		t.Errorf("without the register: %+v, %v", alone, err)
	}
}

func mustEvent(t *testing.T, svc *event.Service, id string) event.Event {
	t.Helper()
	ev, err := svc.Store.Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return ev
}
