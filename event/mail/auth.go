package mail

import (
	"slices"
	"strings"

	"github.com/emersion/go-sasl"
	"github.com/wneessen/go-mail/smtp"

	"zlot/event"
)

// The ways of signing in that an account may name.
const (
	authAuto        = "auto"
	authNone        = "none"
	authPlain       = "plain"
	authLogin       = "login"
	authCRAMMD5     = "cram-md5"
	authSCRAM256    = "scram-sha-256"
	authXOAuth2     = "xoauth2"
	authOAuthBearer = "oauthbearer"
	authExternal    = "external"
)

var authWays = []string{authAuto, authNone, authPlain, authLogin, authCRAMMD5, authSCRAM256, authXOAuth2,
	authOAuthBearer, authExternal}

// automatic is the order in which "auto" chooses from a server's offer. The library's own choice would
// prefer NTLM, and fail.
var automatic = []string{"PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"}

// authFor makes the exchange for an account; nil means that none is wanted. offered are the server's
// mechanisms; secure says that the connection is encrypted or does not leave this machine.
func authFor(acc event.MailAccount, secret string, offered []string, secure bool) (smtp.Auth, error) {
	way := authWay(acc)
	if way == authNone {
		return nil, nil
	}
	if !secure {
		return nil, event.Fail(event.CodeMailTLSRequired, "Host", acc.Host).In("tls")
	}
	if needsSecret(acc) && secret == "" {
		return nil, event.Fail(event.CodeMailSecret, "User", user(acc))
	}
	mechanism := mechanismOf(way, offered)
	if mechanism == "" || !slices.Contains(offered, mechanism) {
		return nil, event.Fail(event.CodeMailAuth, "Host", acc.Host, "Value", way, "Offered", offered).In("auth")
	}
	switch mechanism {
	case "PLAIN":
		return smtp.PlainAuth("", user(acc), secret, acc.Host, secure), nil
	case "LOGIN":
		return smtp.LoginAuth(user(acc), secret, acc.Host, secure), nil
	case "CRAM-MD5":
		return smtp.CRAMMD5Auth(user(acc), secret), nil
	case "SCRAM-SHA-256":
		return smtp.ScramSHA256Auth(user(acc), secret), nil
	case "SCRAM-SHA-1":
		return smtp.ScramSHA1Auth(user(acc), secret), nil
	case "XOAUTH2":
		return smtp.XOAuth2Auth(user(acc), bearer(secret)), nil
	case sasl.OAuthBearer:
		return &saslAuth{client: sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{
			Username: user(acc), Token: bearer(secret), Host: acc.Host, Port: acc.Port}), onError: []byte{1}}, nil
	}
	return &saslAuth{client: sasl.NewExternalClient(user(acc))}, nil
}

func mechanismOf(way string, offered []string) string {
	if way != authAuto {
		return strings.ToUpper(way)
	}
	for _, m := range automatic {
		if slices.Contains(offered, m) {
			return m
		}
	}
	return ""
}

func authWay(acc event.MailAccount) string {
	if acc.Auth == "" {
		return authAuto
	}
	return acc.Auth
}

func needsSecret(acc event.MailAccount) bool {
	way := authWay(acc)
	return way != authNone && way != authExternal
}

// user is the name to sign in with; most providers take the address.
func user(acc event.MailAccount) string {
	if acc.User != "" {
		return acc.User
	}
	return acc.Address
}

// saslAuth lends a go-sasl client to go-mail. A client serves one connection.
type saslAuth struct {
	client  sasl.Client
	onError []byte // answers a challenge that tells of an error, so that the server can say its code
}

func (a *saslAuth) Start(*smtp.ServerInfo) (string, []byte, error) { return a.client.Start() }

func (a *saslAuth) Next(challenge []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	answer, err := a.client.Next(challenge)
	if err != nil && a.onError != nil {
		return a.onError, nil
	}
	return answer, err
}
