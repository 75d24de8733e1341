package mail

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"golang.org/x/oauth2"

	"zlot/event"
	"zlot/event/i18n"
)

// signInPatience is how long somebody may take on the provider's pages.
const signInPatience = 15 * time.Minute

// SignIn gets tokens from the pages of identity providers. It implements event.SignIn.
type SignIn struct {
	Clock event.Clock

	client *http.Client // nil: one of its own
}

var _ event.SignIn = SignIn{}

// returned is what came back to this machine from the provider's page.
type returned struct {
	code string
	err  error
}

// Browser opens the provider's page and waits for its answer on a port of this machine. The answer is
// worth nothing to whoever else sees it: it takes the verifier (PKCE), which never leaves the program.
func (s SignIn) Browser(ctx context.Context, acc event.MailAccount, open func(url string) error) (string, error) {
	if err := signInSettings(acc, "auth_url", acc.OAuth.AuthURL); err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, signInPatience, event.Fail(event.CodeSignInExpired))
	defer cancel()
	listeners, port, err := loopback()
	if err != nil {
		return "", event.Fail(event.CodeSignInFailed, "Reply", "").Because(err)
	}
	state, verifier := rand.Text(), oauth2.GenerateVerifier()
	answers := make(chan returned, 1)
	server := &http.Server{Handler: awaitReturn(acc, state, answers), ReadHeaderTimeout: 10 * time.Second}
	for _, l := range listeners {
		go func() { _ = server.Serve(l) }()
	}
	defer func() { farewell(server) }()
	config := oauthConfig(acc)
	// The name, not the number: it is what providers know of programs without a site of their own.
	config.RedirectURL = "http://localhost:" + strconv.Itoa(port)
	page := config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier), oauth2.SetAuthURLParam("login_hint", acc.Address))
	if err := open(page); err != nil {
		return "", fmt.Errorf("open the page to sign in: %w", err)
	}
	select {
	case <-ctx.Done():
		return "", context.Cause(ctx)
	case a := <-answers:
		if a.err != nil {
			return "", a.err
		}
		t, err := config.Exchange(withClient(ctx, s.client), a.code, oauth2.VerifierOption(verifier))
		if err != nil {
			return "", tokenError(acc, err, event.CodeSignInFailed)
		}
		return keep(t, s.Clock.Now())
	}
}

// signInSettings checks what a sign-in cannot do without.
func signInSettings(acc event.MailAccount, field, address string) error {
	for _, f := range []struct{ field, value string }{
		{"client_id", acc.OAuth.ClientID}, {field, address}, {"token_url", acc.OAuth.TokenURL}} {
		if f.value == "" {
			return event.Fail(event.CodeSignInSettings).In(f.field)
		}
	}
	return validateOAuth(acc.OAuth)
}

// loopback listens on a free port of this machine, by both ways a browser may understand its name.
func loopback() ([]net.Listener, int, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	listeners := []net.Listener{l}
	if six, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(port))); err == nil {
		listeners = append(listeners, six)
	}
	return listeners, port, nil
}

// farewell lets the last page reach the browser.
func farewell(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		_ = server.Close()
	}
}

// awaitReturn takes the first answer that carries our state. Other requests, of pages that try their luck,
// change nothing.
func awaitReturn(acc event.MailAccount, state string, answers chan<- returned) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if r.URL.Path != "/" || subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(state)) != 1 {
			http.NotFound(w, r)
			return
		}
		a := returned{code: q.Get("code")}
		if a.code == "" {
			a.err = tokenError(acc, &oauth2.RetrieveError{ErrorCode: q.Get("error"),
				ErrorDescription: q.Get("error_description")}, event.CodeSignInDenied)
		}
		said := "account.signin.returned"
		if a.err != nil {
			said = "account.signin.refused"
		}
		showReturned(w, said)
		select {
		case answers <- a:
		default: // somebody reloads the page
		}
	})
}

// showReturned is the page that a person comes back to. The browser's language may be any: it says both.
func showReturned(w http.ResponseWriter, id string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Connection", "close")
	_, _ = fmt.Fprint(w, `<!doctype html><meta charset="utf-8"><title>Zlot</title>`+
		`<body style="font:1.1rem/1.5 sans-serif;max-width:32rem;margin:18vh auto;padding:0 1rem">`)
	for _, language := range []string{"pl", "en"} {
		_, _ = fmt.Fprintf(w, `<p lang="%s">%s</p>`, language, html.EscapeString(i18n.New(language).T(id)))
	}
}

// Device shows a code to type on the provider's page, on any machine, and waits until somebody has.
func (s SignIn) Device(ctx context.Context, acc event.MailAccount, show func(code, url string)) (string, error) {
	if err := signInSettings(acc, "device_url", acc.OAuth.DeviceURL); err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, signInPatience, event.Fail(event.CodeSignInExpired))
	defer cancel()
	ctx = withClient(ctx, s.client)
	config := oauthConfig(acc)
	device, err := config.DeviceAuth(ctx)
	if err != nil {
		return "", s.deviceError(ctx, acc, err)
	}
	show(device.UserCode, device.VerificationURI)
	for {
		t, err := config.DeviceAccessToken(ctx, device)
		if err == nil {
			return keep(t, s.Clock.Now())
		}
		// The network may go and come while somebody looks for a telephone.
		var unreachable *url.Error
		if ctx.Err() != nil || !errors.As(err, &unreachable) {
			return "", s.deviceError(ctx, acc, err)
		}
	}
}

func (s SignIn) deviceError(ctx context.Context, acc event.MailAccount, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if errors.Is(err, context.DeadlineExceeded) { // the code's own time
		return event.Fail(event.CodeSignInExpired).Because(err)
	}
	return tokenError(acc, err, event.CodeSignInExpired)
}
