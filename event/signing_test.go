package event_test

import (
	"context"
	"errors"
	"testing"

	"zlot/event"
)

// A crash between the two halves of a key, or a backup from before the first certificate, leaves a
// secret half that nobody could check documents with.
func TestIssue_KeyThatTheEventDoesNotKnow(t *testing.T) {
	svc, ev, _ := rally(t)
	checkInEverybody(t, svc, ev)
	_, secret, err := svc.Signer.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	if err := svc.Secrets.Set("signing-key/"+ev.ID, secret); err != nil {
		t.Fatal(err)
	}
	res, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, []byte(res.Issued[0].Token), false, nil)
	if err != nil || !v.Valid || v.State != event.Issued {
		t.Errorf("%+v, %v", v, err)
	}
	more, err := svc.ReplaceCertificate(t.Context(), res.Issued[1].Number)
	if err != nil {
		t.Fatal(err)
	}
	now, err := svc.Store.Event(t.Context(), ev.ID)
	if err != nil || len(now.PublicKeys) != 1 {
		t.Errorf("%d keys after %s, %v; want one", len(now.PublicKeys), more.Number, err)
	}
}

// brokenStore cannot read the register.
type brokenStore struct{ event.Store }

var errDisk = errors.New("disk I/O error")

func (brokenStore) Certificate(context.Context, string) (event.Certificate, error) {
	return event.Certificate{}, errDisk
}

func TestVerify_WithdrawnIsNeverValid(t *testing.T) {
	svc, ev, _ := rally(t)
	checkInEverybody(t, svc, ev)
	res, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := svc.WithdrawCertificate(t.Context(), res.Issued[0].Number, "wrong person"); err != nil {
		t.Fatal(err)
	}
	token := []byte(res.Issued[0].Token + "\n")
	v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, token, false, nil)
	if err != nil || v.Valid || v.State != event.Withdrawn {
		t.Errorf("with a line end: %+v, %v", v, err)
	}
	v, err = event.VerifyCertificate(t.Context(), brokenStore{svc.Store}, svc.Signer, svc.Documents, token, false, nil)
	if !errors.Is(err, errDisk) {
		t.Errorf("the register cannot be read: %+v, %v", v, err)
	}
}
