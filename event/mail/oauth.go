package mail

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"zlot/event"
)

// A token that runs out within slack is renewed before it is used.
const slack = 2 * time.Minute

// tokenPatience bounds each request to a provider of identities.
const tokenPatience = 30 * time.Second

// wantsToken tells of accounts that sign in with a token instead of a password.
func wantsToken(acc event.MailAccount) bool {
	way := authWay(acc)
	return way == authXOAuth2 || way == authOAuthBearer
}

// validateOAuth lets a token travel encrypted only, or not at all beyond this machine.
func validateOAuth(o event.OAuth) error {
	for _, f := range []struct{ field, value string }{
		{"auth_url", o.AuthURL}, {"token_url", o.TokenURL}, {"device_url", o.DeviceURL}} {
		if f.value == "" {
			continue
		}
		u, err := url.Parse(f.value)
		if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !onThisMachine(u.Hostname())) {
			return event.Fail(event.CodeSignInSettings, "Value", f.value).In(f.field)
		}
	}
	return nil
}

func oauthConfig(acc event.MailAccount) *oauth2.Config {
	o := acc.OAuth
	return &oauth2.Config{ClientID: o.ClientID, Scopes: strings.Fields(o.Scopes),
		Endpoint: oauth2.Endpoint{AuthURL: o.AuthURL, TokenURL: o.TokenURL, DeviceAuthURL: o.DeviceURL,
			AuthStyle: oauth2.AuthStyleInParams}}
}

// keptToken reads a secret as a token with what renews it; ok is false for a bare one, and a password.
func keptToken(secret string) (t *oauth2.Token, ok bool) {
	if !strings.HasPrefix(secret, "{") {
		return nil, false
	}
	t = new(oauth2.Token)
	if err := json.Unmarshal([]byte(secret), t); err != nil || t.AccessToken == "" {
		return nil, false
	}
	return t, true
}

// bearer is what the server gets to see of a secret.
func bearer(secret string) string {
	if t, ok := keptToken(secret); ok {
		return t.AccessToken
	}
	return secret
}

// stale tells of a token that has run out by this machine's clock.
func stale(secret string, now time.Time) bool {
	t, ok := keptToken(secret)
	return ok && !t.Expiry.IsZero() && !now.Add(slack).Before(t.Expiry)
}

// renewable tells of a token that can be had anew without a person.
func renewable(acc event.MailAccount, secret string) bool {
	t, ok := keptToken(secret)
	return ok && t.RefreshToken != "" && wantsToken(acc)
}

// renew gets a new token for an old one. Codes: mail.signin.again, mail.signin.failed, mail.connect.
func renew(ctx context.Context, acc event.MailAccount, secret string, now time.Time) (string, error) {
	if !renewable(acc, secret) {
		return "", event.Fail(event.CodeSignInAgain, "User", user(acc))
	}
	if err := validateOAuth(acc.OAuth); err != nil {
		return "", err
	}
	old, _ := keptToken(secret)
	ctx = withClient(ctx, nil)
	t, err := oauthConfig(acc).TokenSource(ctx, &oauth2.Token{RefreshToken: old.RefreshToken}).Token()
	if err != nil {
		return "", tokenError(acc, err, event.CodeSignInAgain)
	}
	return keep(t, now)
}

// keep writes a token down as a secret. It runs out by the clock that will be asked later.
func keep(t *oauth2.Token, now time.Time) (string, error) {
	if t.ExpiresIn > 0 {
		t.Expiry = now.Add(time.Duration(t.ExpiresIn) * time.Second)
	}
	raw, err := json.Marshal(t)
	return string(raw), err
}

// withClient bounds the requests to the provider.
func withClient(ctx context.Context, c *http.Client) context.Context {
	if c == nil {
		c = &http.Client{Timeout: tokenPatience}
	}
	return context.WithValue(ctx, oauth2.HTTPClient, c)
}

// tokenError is what a provider's refusal means. refused is the code of a grant that it does not know (any more).
func tokenError(acc event.MailAccount, err error, refused string) error {
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) {
		var unreachable *url.Error
		if errors.As(err, &unreachable) {
			return event.Fail(event.CodeMailConnect, "Host", hostOf(acc.OAuth.TokenURL)).Because(err)
		}
		return event.Fail(event.CodeSignInFailed, "Reply", "").Because(err)
	}
	host := hostOf(acc.OAuth.TokenURL)
	switch answer.ErrorCode {
	case "invalid_grant", "interaction_required", "consent_required", "login_required":
		return event.Fail(refused, "User", user(acc), "Reply", words(answer.ErrorDescription)).Because(err)
	case "access_denied", "authorization_declined":
		return event.Fail(event.CodeSignInDenied, "User", user(acc)).Because(err)
	case "expired_token", "code_expired":
		return event.Fail(event.CodeSignInExpired).Because(err)
	case "temporarily_unavailable", "server_error":
		return event.Fail(event.CodeMailConnect, "Host", host).Because(err)
	}
	if answer.Response != nil && answer.Response.StatusCode/100 == 5 {
		return event.Fail(event.CodeMailConnect, "Host", host).Because(err)
	}
	return event.Fail(event.CodeSignInFailed, "Host", host, "Reply", words(answer.ErrorDescription)).Because(err)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if host, _, err := net.SplitHostPort(u.Host); err == nil {
		return host
	}
	return u.Host
}

// Secret is what signs an account in now: the password that is kept under a name, or its token, which is
// renewed and kept again where it has run out.
func Secret(ctx context.Context, acc event.MailAccount, kept event.Secrets, name string, now time.Time) (string, error) {
	secret, _, err := current(ctx, acc, kept, name, now)
	return secret, err
}

func current(ctx context.Context, acc event.MailAccount, kept event.Secrets, name string, now time.Time) (secret string, renewed bool, err error) {
	if !needsSecret(acc) {
		return "", false, nil
	}
	if secret, err = kept.Get(name); err != nil || !wantsToken(acc) || !stale(secret, now) {
		return secret, false, err
	}
	secret, err = renewKept(ctx, acc, kept, name, secret, now)
	return secret, true, err
}

// renewing is held while a kept token is renewed: a provider may take each only once.
var renewing sync.Mutex

func renewKept(ctx context.Context, acc event.MailAccount, kept event.Secrets, name, secret string, now time.Time) (string, error) {
	renewing.Lock()
	defer renewing.Unlock()
	if other, err := kept.Get(name); err == nil && other != "" && other != secret {
		return other, nil // somebody was quicker
	}
	fresh, err := renew(ctx, acc, secret, now)
	if err != nil {
		return "", err
	}
	// The new one is kept before it is used: the old one may be worth nothing now.
	return fresh, kept.Set(name, fresh)
}
