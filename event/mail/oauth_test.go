package mail

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"zlot/event"
)

// tokenBatch is a worker whose account signs in with a token that runs out in left.
func tokenBatch(t *testing.T, left time.Duration, access string) (*Worker, *fakeOutbox, *identity, *server) {
	t.Helper()
	i := newIdentity(t)
	s := (&server{t: t, mechanisms: []string{"XOAUTH2"}}).start(event.TLSNone)
	w, o, clock := batch(t, s, "a@example.org")
	w.Account.Auth, w.Account.OAuth = authXOAuth2, i.oauth()
	secret, err := keep(&oauth2.Token{AccessToken: access, RefreshToken: "r1", ExpiresIn: int64(left / time.Second)}, clock.Now())
	if left <= 0 {
		secret, err = keep(&oauth2.Token{AccessToken: access, RefreshToken: "r1", Expiry: clock.Now().Add(left)}, clock.Now())
	}
	if err != nil {
		t.Fatal(err)
	}
	w.Secrets = secrets{"mail": secret}
	return w, o, i, s
}

func kept(t *testing.T, w *Worker) *oauth2.Token {
	t.Helper()
	secret, err := w.Secrets.Get("mail")
	got, ok := keptToken(secret)
	if err != nil || !ok {
		t.Fatalf("kept %q, %v", secret, err)
	}
	return got
}

// logins: the server takes testPassword as a token, and refuses "old".
func TestWorker_Run_tokens(t *testing.T) {
	tests := []struct {
		name             string
		left             time.Duration
		access           string
		change           func(*identity)
		code             string
		logins, renewals int
	}{
		{"good", time.Hour, testPassword, nil, "", 1, 0},
		{"runs out", time.Minute, "old", nil, "", 1, 1},
		{"ran out", -time.Hour, "old", nil, "", 1, 1},
		{"a clock an hour late takes it for good", time.Hour, "old", nil, "", 2, 1},
		{"revoked", -time.Hour, "old", func(i *identity) { i.refresh = "another" }, event.CodeSignInAgain, 0, 1},
		{"revoked before its time", time.Hour, "old", func(i *identity) { i.refresh = "another" }, event.CodeSignInAgain, 1, 1},
		{"renewed in vain", time.Hour, "old", func(i *identity) { i.access = "useless" }, event.CodeMailLogin, 2, 1},
		{"ran out, renewed in vain", -time.Hour, "old", func(i *identity) { i.access = "useless" }, event.CodeMailLogin, 1, 1},
		{"provider out of order", -time.Hour, "old", func(i *identity) { i.broken = http.StatusBadGateway }, event.CodeMailConnect, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, o, i, s := tokenBatch(t, tt.left, tt.access)
			if tt.change != nil {
				tt.change(i)
			}
			sum, err := w.Run(t.Context(), Options{Once: true})
			if tt.code == "" && (err != nil || sum.Accepted != 1) || tt.code != "" && !errors.Is(err, &event.Error{Code: tt.code}) {
				t.Errorf("Run = %+v, %v; want %q", sum, err, tt.code)
			}
			if int(s.logins.Load()) != tt.logins || i.renewals != tt.renewals {
				t.Errorf("%d logins, %d renewals; want %d, %d", s.logins.Load(), i.renewals, tt.logins, tt.renewals)
			}
			if tt.code == "" && tt.renewals == 1 && (kept(t, w).RefreshToken != "r1+" || kept(t, w).AccessToken != testPassword) {
				t.Errorf("kept %+v", kept(t, w))
			}
			if tt.code != "" && o.rows["m000"].State != event.MessageQueued {
				t.Errorf("the message is %s", o.rows["m000"].State)
			}
		})
	}
}

// A stopped account asks nobody again until a person has looked.
func TestWorker_Run_revokedTokenStops(t *testing.T) {
	w, _, i, _ := tokenBatch(t, -time.Hour, "old")
	i.refresh = "another"
	for range 3 {
		if _, err := w.Run(t.Context(), Options{}); !errors.Is(err, &event.Error{Code: event.CodeSignInAgain}) {
			t.Fatalf("Run: %v", err)
		}
	}
	if i.renewals != 1 {
		t.Errorf("%d renewals", i.renewals)
	}
}

func TestSecret(t *testing.T) {
	clock := newClock()
	password := event.MailAccount{Address: testUser, Auth: "plain"}
	token := event.MailAccount{Address: testUser, Auth: authOAuthBearer}
	for _, tt := range []struct {
		acc        event.MailAccount
		kept, want string
	}{
		{password, "{hasło}", "{hasło}"},
		{token, "eyJ.goły", "eyJ.goły"},
		{event.MailAccount{Address: testUser, Auth: "external"}, "x", ""},
	} {
		if got, err := Secret(t.Context(), tt.acc, secrets{"mail": tt.kept}, "mail", clock.Now()); err != nil || got != tt.want {
			t.Errorf("Secret(%s) = %q, %v", tt.acc.Auth, got, err)
		}
	}
	// Without a token for renewal somebody has to sign in.
	old := fmt.Sprintf(`{"access_token":"old","expiry":%q}`, clock.Now().Add(-time.Hour).Format(time.RFC3339))
	_, err := Secret(t.Context(), token, secrets{"mail": old}, "mail", clock.Now())
	wantCode(t, err, event.CodeSignInAgain)
}
