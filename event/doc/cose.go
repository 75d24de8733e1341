package doc

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/google/uuid"
	"github.com/veraison/go-cose"

	"zlot/event"
)

// COSE signs statements the way of the EU's digital certificates: CBOR with numbers for keys, signed as
// COSE_Sign1 with Ed25519, written in base45 behind a prefix.
type COSE struct{}

const tokenPrefix = "ZLOT1:"

// claims is a statement as it is signed. Bytes are dear in a QR symbol: an event's id is sixteen of
// them, a date is the number of days since 1970 (RFC 8943).
type claims struct {
	Event  any     `cbor:"1,keyasint"` // sixteen bytes, or the text of an id that is no UUID
	Number string  `cbor:"2,keyasint"`
	Name   string  `cbor:"3,keyasint"`
	Title  string  `cbor:"4,keyasint"`
	Hours  float64 `cbor:"5,keyasint,omitempty"`
	Day    *int64  `cbor:"6,keyasint,omitempty"`
}

var (
	encoding = func() cbor.EncMode {
		o := cbor.CoreDetEncOptions() // the shortest floats, sorted keys
		mode, err := o.EncMode()
		if err != nil {
			panic(err) // the options are constants
		}
		return mode
	}()
	decoding = func() cbor.DecMode {
		mode, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden}.DecMode()
		if err != nil {
			panic(err) // the options are constants
		}
		return mode
	}()
)

// NewKey makes a key pair, both halves in base64; the secret is the seed.
func (COSE) NewKey() (public, secret string, err error) {
	pub, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return "", "", fmt.Errorf("make signing key: %w", err)
	}
	return base64.StdEncoding.EncodeToString(pub), base64.StdEncoding.EncodeToString(private.Seed()), nil
}

// Sign returns the token of a statement.
func (COSE) Sign(s event.Statement, secret string) (string, error) {
	seed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(secret))
	if err != nil || len(seed) != ed25519.SeedSize {
		return "", event.Fail(event.CodeKeyMissing)
	}
	key := ed25519.NewKeyFromSeed(seed)
	body, err := newClaims(s)
	if err != nil {
		return "", err
	}
	payload, err := encoding.Marshal(body)
	if err != nil {
		return "", fmt.Errorf("encode statement %s: %w", s.Number, err)
	}
	signer, err := cose.NewSigner(cose.AlgorithmEdDSA, key)
	if err != nil {
		return "", fmt.Errorf("sign statement %s: %w", s.Number, err)
	}
	headers := cose.Headers{Protected: cose.ProtectedHeader{
		cose.HeaderLabelAlgorithm: cose.AlgorithmEdDSA,
		cose.HeaderLabelKeyID:     keyID(key.Public().(ed25519.PublicKey)),
	}}
	signed, err := cose.Sign1(rand.Reader, signer, headers, payload, nil)
	if err != nil {
		return "", fmt.Errorf("sign statement %s: %w", s.Number, err)
	}
	return tokenPrefix + encodeBase45(signed), nil
}

// Verify checks a token against public keys. verify.unreadable: it is no token, or its end is missing;
// verify.foreign: none of the keys signed it; verify.changed: one of them did, but something else.
func (COSE) Verify(token string, public []string) (event.Statement, error) {
	text, ok := strings.CutPrefix(strings.TrimSpace(token), tokenPrefix)
	if !ok {
		return event.Statement{}, event.Fail(event.CodeVerifyUnreadable)
	}
	signed, err := decodeBase45(text)
	if err != nil {
		return event.Statement{}, event.Fail(event.CodeVerifyUnreadable).Because(err)
	}
	var message cose.Sign1Message
	if err := message.UnmarshalCBOR(signed); err != nil {
		return event.Statement{}, event.Fail(event.CodeVerifyUnreadable).Because(err)
	}
	kid, _ := message.Headers.Protected[cose.HeaderLabelKeyID].([]byte)
	key := findKey(kid, public)
	if key == nil {
		return event.Statement{}, foreign(kid, message.Payload)
	}
	verifier, err := cose.NewVerifier(cose.AlgorithmEdDSA, key)
	if err != nil {
		return event.Statement{}, fmt.Errorf("verify statement: %w", err)
	}
	if err := message.Verify(nil, verifier); err != nil {
		return event.Statement{}, event.Fail(event.CodeVerifyChanged).Because(err)
	}
	var body claims
	if err := decoding.Unmarshal(message.Payload, &body); err != nil {
		return event.Statement{}, event.Fail(event.CodeVerifyUnreadable).Because(err)
	}
	return body.statement(), nil
}

// foreign is a statement that somebody else signed. What it says of itself is told as nobody's word, and by which key.
func foreign(kid, payload []byte) error {
	e := event.Fail(event.CodeVerifyForeign, "Key", hex.EncodeToString(kid[:min(len(kid), 8)]))
	var body claims
	if decoding.Unmarshal(payload, &body) == nil {
		said := body.statement()
		e.Args["Number"], e.Args["Name"] = event.Visible(said.Number), event.Visible(said.Name)
	}
	return e
}

// keyID is the short name of a key: the first eight bytes of its SHA-256.
func keyID(key ed25519.PublicKey) []byte {
	sum := sha256.Sum256(key)
	return sum[:8]
}

func findKey(kid []byte, public []string) ed25519.PublicKey {
	for _, text := range public {
		key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
		if err == nil && len(key) == ed25519.PublicKeySize && string(keyID(key)) == string(kid) {
			return key
		}
	}
	return nil
}

const secondsPerDay = 24 * 60 * 60

func newClaims(s event.Statement) (claims, error) {
	valid := func(text string) string { return strings.ToValidUTF8(text, "\ufffd") }
	c := claims{Event: valid(s.Event), Number: valid(s.Number), Name: valid(s.Name), Title: valid(s.Title), Hours: s.Hours}
	if id, err := uuid.Parse(s.Event); err == nil && id.String() == s.Event {
		c.Event = id[:]
	}
	if math.IsNaN(s.Hours) || math.IsInf(s.Hours, 0) {
		return claims{}, event.Fail(event.CodeNumber, "Value", s.Hours).In("hours")
	}
	if s.Date != "" {
		if !s.Date.Valid() {
			return claims{}, event.Fail(event.CodeDate, "Value", string(s.Date)).In("date")
		}
		day := s.Date.Time(time.UTC).Unix() / secondsPerDay
		c.Day = &day
	}
	return c, nil
}

func (c claims) statement() event.Statement {
	s := event.Statement{Number: c.Number, Name: c.Name, Title: c.Title, Hours: c.Hours}
	switch id := c.Event.(type) {
	case string:
		s.Event = id
	case []byte:
		if u, err := uuid.FromBytes(id); err == nil {
			s.Event = u.String()
		}
	}
	if c.Day != nil {
		s.Date = event.DateOf(time.Unix(*c.Day*secondsPerDay, 0), time.UTC)
	}
	return s
}
