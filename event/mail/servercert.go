package mail

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"

	"zlot/event"
)

// ServerCertificate asks the account's server who it is. Nothing is trusted, and no password travels.
func ServerCertificate(ctx context.Context, acc event.MailAccount) (event.ServerCertificate, error) {
	acc.Auth = authAuto
	if err := Validate(acc); err != nil {
		return event.ServerCertificate{}, err
	}
	if acc.TLS == event.TLSNone {
		return event.ServerCertificate{}, event.Fail(event.CodeMailTLSRequired, "Host", acc.Host).In("tls")
	}
	pool, err := roots(acc)
	if err != nil {
		return event.ServerCertificate{}, err
	}
	c, err := call(ctx, acc, patience)
	if err != nil {
		return event.ServerCertificate{}, err
	}
	defer c.cut()
	var chain []*x509.Certificate
	host := asciiHost(acc.Host)
	// The certificate is shown to a person, who decides; the connection carries nothing.
	config := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12, InsecureSkipVerify: true,
		VerifyConnection: func(s tls.ConnectionState) error { chain = s.PeerCertificates; return nil }}
	if err := c.greet(ctx, acc, config); len(chain) == 0 && err != nil {
		return event.ServerCertificate{}, connectError(acc, err)
	}
	return shown(chain, host, pool), nil
}

func shown(chain []*x509.Certificate, host string, pool *x509.CertPool) event.ServerCertificate {
	leaf, top := chain[0], chain[len(chain)-1]
	sum := sha256.Sum256(leaf.Raw)
	s := event.ServerCertificate{Subject: nameOf(leaf), Issuer: leaf.Issuer.String(), Names: leaf.DNSNames, From: leaf.NotBefore,
		Until: leaf.NotAfter, Fingerprint: strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":"), Authority: nameOf(top),
		PEM: string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: top.Raw})), Matches: leaf.VerifyHostname(host) == nil}
	if leaf.Issuer.CommonName != "" {
		s.Issuer = leaf.Issuer.CommonName
	}
	for _, ip := range leaf.IPAddresses {
		s.Names = append(s.Names, ip.String())
	}
	between := x509.NewCertPool()
	for _, c := range chain[1:] {
		between.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: pool, Intermediates: between})
	s.Trusted = err == nil
	return s
}

func nameOf(c *x509.Certificate) string {
	if c.Subject.CommonName != "" {
		return c.Subject.CommonName
	}
	return c.Subject.String()
}
