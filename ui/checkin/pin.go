package checkin

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// Secrets keeps the PIN of the kiosk outside the database.
type Secrets interface {
	Get(name string) (string, error)
	Set(name, value string) error
}

const (
	// pinSecret is what the PIN is kept under; never itself, only what it is
	// checked with.
	pinSecret = "kiosk.pin"
	pinWay    = "pbkdf2-sha256"
	// pinRounds make each guess cost time: a PIN is short.
	pinRounds = 310_000
	pinSalt   = 16
	pinLeast  = 4
	pinMost   = 8 // shorter than what only a scanner types
)

// validPIN tells whether a text may be a PIN: digits alone, not too few.
func validPIN(pin string) bool {
	return len(pin) >= pinLeast && len(pin) <= pinMost && strings.Trim(pin, "0123456789") == ""
}

// hashPIN is what a PIN is kept as.
func hashPIN(pin string) (string, error) {
	salt := make([]byte, pinSalt)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt of the PIN: %w", err)
	}
	key, err := pbkdf2.Key(sha256.New, pin, salt, pinRounds, sha256.Size)
	if err != nil {
		return "", fmt.Errorf("hash of the PIN: %w", err)
	}
	enc := base64.RawStdEncoding.EncodeToString
	return strings.Join([]string{pinWay, strconv.Itoa(pinRounds), enc(salt), enc(key)}, "$"), nil
}

// isPIN tells whether a PIN is the one that was kept.
func isPIN(pin, kept string) bool {
	parts := strings.Split(kept, "$")
	if len(parts) != 4 || parts[0] != pinWay {
		return false
	}
	rounds, err := strconv.Atoi(parts[1])
	if err != nil || rounds < 1 {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[2])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[3])
	if err1 != nil || err2 != nil || len(want) == 0 {
		return false
	}
	key, err := pbkdf2.Key(sha256.New, pin, salt, rounds, len(want))
	return err == nil && subtle.ConstantTimeCompare(key, want) == 1
}
