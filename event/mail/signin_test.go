package mail

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zlot/event"
)

func TestSignIn_Browser(t *testing.T) {
	i, clock := newIdentity(t), newClock()
	shown := make(chan string, 1)
	secret, err := SignIn{Clock: clock}.Browser(t.Context(), i.account(), func(page string) error {
		go func() { shown <- browse(t, page) }()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, ok := keptToken(secret)
	if !ok || got.AccessToken != testPassword || got.RefreshToken != "r1" || !got.Expiry.Equal(clock.Now().Add(time.Hour)) {
		t.Errorf("token %+v", got)
	}
	if page := <-shown; !strings.Contains(page, "Zalogowano.") || !strings.Contains(page, "You are signed in.") {
		t.Errorf("the browser shows %q", page)
	}
	s := (&server{t: t, mechanisms: []string{"XOAUTH2"}}).start(event.TLSImplicit)
	acc := s.account(event.TLSImplicit)
	acc.Auth = authXOAuth2
	if err := Check(t.Context(), acc, secret); err != nil {
		t.Errorf("the token does not sign in: %v", err)
	}
}

// Another page that knows the port, and not the state, is not listened to.
func TestSignIn_Browser_foreignAnswer(t *testing.T) {
	i := newIdentity(t)
	_, err := SignIn{Clock: newClock()}.Browser(t.Context(), i.account(), func(page string) error {
		u, err := url.Parse(page)
		if err != nil {
			return err
		}
		for _, q := range []string{"?code=stolen&state=guessed", "?error=access_denied", "favicon.ico"} {
			r, err := http.Get(u.Query().Get("redirect_uri") + "/" + q)
			if err != nil {
				return err
			}
			_ = r.Body.Close()
			if r.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %d", q, r.StatusCode)
			}
		}
		go browse(t, page)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestSignIn_Browser_refusals(t *testing.T) {
	t.Run("denied", func(t *testing.T) {
		i := newIdentity(t)
		i.refuse = "access_denied"
		_, err := SignIn{Clock: newClock()}.Browser(t.Context(), i.account(), func(page string) error { go browse(t, page); return nil })
		wantCode(t, err, event.CodeSignInDenied)
	})
	t.Run("someone else's code", func(t *testing.T) {
		i := newIdentity(t)
		_, err := SignIn{Clock: newClock()}.Browser(t.Context(), i.account(), func(page string) error {
			u, _ := url.Parse(page)
			q := u.Query()
			q.Set("code_challenge", "of-another-verifier")
			u.RawQuery = q.Encode()
			go browse(t, u.String())
			return nil
		})
		wantCode(t, err, event.CodeSignInFailed)
	})
	t.Run("no browser", func(t *testing.T) {
		broken := errors.New("no browser")
		_, err := SignIn{Clock: newClock()}.Browser(t.Context(), newIdentity(t).account(), func(string) error { return broken })
		if !errors.Is(err, broken) {
			t.Error(err)
		}
	})
	t.Run("called off", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := SignIn{Clock: newClock()}.Browser(ctx, newIdentity(t).account(), func(string) error { cancel(); return nil })
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	t.Run("nowhere to sign in", func(t *testing.T) {
		acc := newIdentity(t).account()
		acc.OAuth.ClientID = ""
		_, err := SignIn{Clock: newClock()}.Browser(t.Context(), acc, nil)
		wantCode(t, err, event.CodeSignInSettings)
		acc.OAuth = event.OAuth{ClientID: "x", AuthURL: "http://login.example.org", TokenURL: "https://login.example.org"}
		_, err = SignIn{Clock: newClock()}.Browser(t.Context(), acc, nil)
		wantCode(t, err, event.CodeSignInSettings)
	})
}

func TestSignIn_Device(t *testing.T) {
	tests := []struct {
		name    string
		answers []string
		code    string
		took    time.Duration
	}{
		{"at once", nil, "", time.Second},
		{"pending", []string{"authorization_pending", "authorization_pending"}, "", 3 * time.Second},
		{"slow down", []string{"authorization_pending", "slow_down"}, "", 8 * time.Second},
		{"denied", []string{"authorization_pending", "access_denied"}, event.CodeSignInDenied, 2 * time.Second},
		{"declined", []string{"authorization_declined"}, event.CodeSignInDenied, time.Second},
		{"expired there", []string{"authorization_pending", "expired_token"}, event.CodeSignInExpired, 2 * time.Second},
		{"expired here", strings.Fields(strings.Repeat("authorization_pending ", 100)), event.CodeSignInExpired, time.Minute},
		{"wrong client", []string{"invalid_client"}, event.CodeSignInFailed, time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			i := newIdentity(t)
			synctest.Test(t, func(t *testing.T) {
				i.device = tt.answers
				begin := time.Now()
				var said []string
				s := SignIn{Clock: event.ClockFunc(time.Now), client: &http.Client{Transport: i}}
				secret, err := s.Device(t.Context(), i.account(), func(code, url string) { said = append(said, code, url) })
				if took := time.Since(begin).Round(time.Second); took != tt.took {
					t.Errorf("took %v, want %v", took, tt.took)
				}
				if strings.Join(said, " ") != "ABCD-EFGH https://example.org/kod" {
					t.Errorf("shown: %v", said)
				}
				if tt.code != "" {
					wantCode(t, err, tt.code)
					return
				}
				if err != nil || bearer(secret) != testPassword {
					t.Errorf("Device: %v", err)
				}
			})
		})
	}
}

// gone is a network that is away for some requests.
type gone struct {
	http.RoundTripper
	from, to, n int
}

func (g *gone) RoundTrip(r *http.Request) (*http.Response, error) {
	g.n++
	if g.n >= g.from && g.n <= g.to {
		return nil, errors.New("network is unreachable")
	}
	return g.RoundTripper.RoundTrip(r)
}

func TestSignIn_Device_network(t *testing.T) {
	i := newIdentity(t)
	synctest.Test(t, func(t *testing.T) {
		s := SignIn{Clock: event.ClockFunc(time.Now), client: &http.Client{Transport: &gone{RoundTripper: i, from: 2, to: 4}}}
		if secret, err := s.Device(t.Context(), i.account(), func(string, string) {}); err != nil || bearer(secret) != testPassword {
			t.Errorf("a network that comes back: %v", err)
		}
		s.client = &http.Client{Transport: &gone{RoundTripper: i, from: 1, to: 1}}
		_, err := s.Device(t.Context(), i.account(), func(string, string) { t.Error("a code without a provider") })
		wantCode(t, err, event.CodeMailConnect)
		ctx, cancel := context.WithCancel(t.Context())
		i.device = []string{"authorization_pending"}
		s.client = &http.Client{Transport: i}
		if _, err = s.Device(ctx, i.account(), func(string, string) { cancel() }); !errors.Is(err, context.Canceled) {
			t.Errorf("called off: %v", err)
		}
	})
}

// A provider on loopback, and a clock that runs.
func TestSignIn_Device_loopback(t *testing.T) {
	i := newIdentity(t)
	secret, err := SignIn{Clock: newClock()}.Device(t.Context(), i.account(), func(string, string) {})
	if err != nil || bearer(secret) != testPassword {
		t.Errorf("Device: %v", err)
	}
}
