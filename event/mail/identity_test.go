package mail

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"zlot/event"
)

const testClient = "zlot-test"

// identity is a provider of identities on loopback: pages to sign in, and tokens.
type identity struct {
	t       testing.TB
	address string

	mu       sync.Mutex
	pending  map[string]url.Values // what a page was asked for, by its code
	refuse   string                // the page's error
	device   []string              // errors that wait for whoever asks about a code, in order
	refresh  string                // the token for renewal that is good
	broken   int                   // status of the endpoint of tokens, 0: it works
	renewals int
	access   string // the token to hand out
}

func newIdentity(t testing.TB) *identity {
	i := &identity{t: t, pending: map[string]url.Values{}, refresh: "r1", access: testPassword}
	s := httptest.NewServer(i)
	t.Cleanup(s.Close)
	i.address = s.URL
	return i
}

func (i *identity) oauth() event.OAuth {
	return event.OAuth{ClientID: testClient, AuthURL: i.address + "/authorize", TokenURL: i.address + "/token",
		DeviceURL: i.address + "/device", Scopes: "SMTP.Send offline_access"}
}

func (i *identity) account() event.MailAccount {
	return event.MailAccount{Address: testUser, Host: "127.0.0.1", Port: 1, TLS: event.TLSNone, Auth: authXOAuth2, User: testUser, OAuth: i.oauth()}
}

func (i *identity) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := r.ParseForm(); err != nil || r.Form.Get("client_id") != testClient {
		i.t.Errorf("%s: client %q, %v", r.URL.Path, r.Form.Get("client_id"), err)
	}
	switch r.URL.Path {
	case "/authorize":
		i.page(w, r)
	case "/device":
		i.answer(w, 200, map[string]any{"device_code": "d1", "user_code": "ABCD-EFGH", "verification_uri": "https://example.org/kod",
			"expires_in": 60, "interval": 1})
	case "/token":
		i.token(w, r.Form)
	default:
		http.NotFound(w, r)
	}
}

func (i *identity) page(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" || len(q.Get("state")) < 20 ||
		q.Get("login_hint") != testUser || q.Get("scope") != "SMTP.Send offline_access" {
		i.t.Errorf("asked with %v", q)
	}
	back := url.Values{"state": {q.Get("state")}}
	if i.refuse != "" {
		back.Set("error", i.refuse)
	} else {
		i.pending["c1"] = q
		back.Set("code", "c1")
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (i *identity) token(w http.ResponseWriter, f url.Values) {
	switch {
	case i.broken != 0:
		http.Error(w, "", i.broken)
		return
	case f.Get("grant_type") == "authorization_code":
		asked := i.pending[f.Get("code")]
		sum := sha256.Sum256([]byte(f.Get("code_verifier")))
		if base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") || f.Get("redirect_uri") != asked.Get("redirect_uri") {
			i.answer(w, 400, map[string]any{"error": "invalid_grant"})
			return
		}
		delete(i.pending, f.Get("code"))
	case f.Get("grant_type") == "refresh_token":
		i.renewals++
		if f.Get("refresh_token") != i.refresh {
			i.answer(w, 400, map[string]any{"error": "invalid_grant", "error_description": "token revoked"})
			return
		}
		i.refresh += "+"
	case len(i.device) > 0:
		code := i.device[0]
		i.device = i.device[1:]
		i.answer(w, 400, map[string]any{"error": code})
		return
	case f.Get("device_code") != "d1":
		i.answer(w, 400, map[string]any{"error": "invalid_grant"})
		return
	}
	i.answer(w, 200, map[string]any{"access_token": i.access, "refresh_token": i.refresh, "token_type": "Bearer", "expires_in": 3600})
}

func (i *identity) answer(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		i.t.Error(err)
	}
}

// RoundTrip lends the provider without a network.
func (i *identity) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	i.ServeHTTP(w, r)
	return w.Result(), nil
}

// browse is a browser: it follows the page back to this machine.
func browse(t testing.TB, page string) string {
	t.Helper()
	r, err := http.Get(page)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer func() { _ = r.Body.Close() }()
	var b strings.Builder
	buffer := make([]byte, 4096)
	for {
		n, err := r.Body.Read(buffer)
		b.Write(buffer[:n])
		if err != nil {
			break
		}
	}
	return b.String()
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if !errors.Is(err, &event.Error{Code: code}) {
		t.Errorf("error %v, want %s", err, code)
	}
}
