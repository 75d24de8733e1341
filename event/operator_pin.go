package event

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"
	"time"
)

const (
	pinLeast = 4
	pinMost  = 8 // shorter than what only a scanner types
	// pinRounds make each guess cost time: a PIN is short.
	pinRounds = 310_000
	pinSalt   = 16
)

// PIN is what a PIN is checked with, never itself.
type PIN struct {
	Rounds int    `json:"rounds"`
	Salt   []byte `json:"salt"`
	Key    []byte `json:"key"` // PBKDF2-HMAC-SHA-256
}

// Tries are wrong guesses of an operator's PIN in a row: of the machine, not in the log.
type Tries struct {
	Wrong int
	Last  time.Time
}

const (
	// freeTries may be wrong in a row before the next has to wait.
	freeTries = 5
	firstRest = 30 * time.Second
	longRest  = 5 * time.Minute // nobody shuts a lead out for longer by guessing
)

// rest is how long the next guess has to wait yet.
func (t Tries) rest(now time.Time) time.Duration {
	if t.Wrong < freeTries || now.Before(t.Last) { // a clock that was set back shuts nobody out
		return 0
	}
	rest := firstRest
	for range min(t.Wrong-freeTries, 10) {
		rest = min(2*rest, longRest)
	}
	return max(0, rest-now.Sub(t.Last))
}

// IsPIN tells whether a text may be a PIN: 4 to 8 digits.
func IsPIN(pin string) bool {
	return len(pin) >= pinLeast && len(pin) <= pinMost && strings.Trim(pin, "0123456789") == ""
}

func newPIN(pin string) (PIN, error) {
	if !IsPIN(pin) {
		return PIN{}, Fail(CodeOperatorPIN, "Least", pinLeast, "Most", pinMost).In("pin")
	}
	salt := make([]byte, pinSalt)
	if _, err := rand.Read(salt); err != nil {
		return PIN{}, fmt.Errorf("salt of a PIN: %w", err)
	}
	key, err := pbkdf2.Key(sha256.New, pin, salt, pinRounds, sha256.Size)
	if err != nil {
		return PIN{}, fmt.Errorf("hash of a PIN: %w", err)
	}
	return PIN{Rounds: pinRounds, Salt: salt, Key: key}, nil
}

// is tells whether a PIN is the one that was kept.
func (p PIN) is(pin string) bool {
	if p.Rounds < 1 || p.Rounds > 100*pinRounds || len(p.Key) != sha256.Size || !IsPIN(pin) {
		return false
	}
	key, err := pbkdf2.Key(sha256.New, pin, p.Salt, p.Rounds, sha256.Size)
	return err == nil && subtle.ConstantTimeCompare(key, p.Key) == 1
}

// Identify checks an operator's PIN. Codes: operator.not_found, access.pin, and access.rest after several wrong
// guesses in a row, whatever the PIN.
func (s *Service) Identify(ctx context.Context, id, pin string) (Operator, error) {
	store := unguarded(s.Store)
	all, err := workingOperators(ctx, store)
	if err != nil {
		return Operator{}, err
	}
	o, err := operatorOf(all, id)
	if err != nil {
		return Operator{}, err
	}
	tries, err := store.Tries(ctx, id)
	if err != nil {
		return Operator{}, err
	}
	now := s.Clock.Now()
	if rest := tries.rest(now); rest > 0 {
		return Operator{}, Fail(CodeAccessRest, "Seconds", int((rest+time.Second-1)/time.Second))
	}
	// Counted before it is known, so that nobody gains by breaking off.
	if err := keepTries(ctx, store, id, Tries{tries.Wrong + 1, now}); err != nil {
		return Operator{}, err
	}
	if !o.PIN.is(pin) {
		return Operator{}, Fail(CodeAccessPIN).In("pin")
	}
	o.PIN = PIN{}
	return o, keepTries(ctx, store, id, Tries{})
}

// keepTries remembers guesses; of a file that is only read they are not known the next time.
func keepTries(ctx context.Context, store Store, id string, t Tries) error {
	if err := store.SetTries(ctx, id, t); !errors.Is(err, Fail(CodeReadOnly)) {
		return err
	}
	return nil
}
