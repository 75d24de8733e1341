package event

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// VerifyCertificate says whether a PDF or a bare token is ours, unchanged and still valid. keys are
// public keys to trust besides those of the register; store may be nil: then only the signature speaks.
func VerifyCertificate(ctx context.Context, r Reader, signer Signer, docs Documents, input []byte, isPDF bool, keys []string) (Verification, error) {
	token := typedToken(string(input))
	if isPDF {
		var err error
		if token, err = docs.Token(input); err != nil {
			return invalid(err)
		}
	}
	if r != nil {
		events, err := r.Events(ctx)
		if err != nil {
			return Verification{}, err
		}
		for _, e := range events {
			keys = append(keys, e.PublicKeys...)
		}
	}
	st, err := signer.Verify(token, keys)
	if err != nil {
		return invalid(err)
	}
	v := Verification{Valid: true, State: StateSigned, Statement: st}
	if r == nil {
		return v, nil
	}
	c, err := r.Certificate(ctx, st.Number)
	if err != nil && !errors.Is(err, Fail(CodeCertificateNotFound)) {
		return Verification{}, fmt.Errorf("look up %s: %w", st.Number, err)
	}
	if err != nil {
		return v, nil // signed with our key, but the register is another file's
	}
	if own, err := signer.Verify(c.Token, keys); !c.Erased && (err != nil || own != st) {
		return v, nil // another document of that number
	}
	v.State, v.ReplacedBy, v.Reason = c.State, c.ReplacedBy, c.Reason
	v.Valid = c.State == Issued
	if isPDF {
		v.recognise(c, input)
	}
	return v, nil
}

// recognise tells whether a PDF is the certificate as it was frozen, or one of its duplicates.
func (v *Verification) recognise(c Certificate, pdf []byte) {
	sum := sumOf(pdf)
	if sum == c.SHA256 {
		return
	}
	for i, d := range c.Duplicates {
		if d.SHA256 == sum {
			v.Duplicate, v.DuplicatedAt = i+1, d.At
			return
		}
	}
	v.Valid, v.Code = false, CodeVerifyChanged
}

// typedToken is a token as it was made, whatever a scanner with CapsLock, a pasted mail or a person made of it: the
// code knows capital letters only, and no line ends.
func typedToken(text string) string {
	return strings.ToUpper(strings.NewReplacer("\r", "", "\n", "", "\t", "").Replace(strings.TrimSpace(text)))
}

// invalid turns what is wrong with a document into an answer; other errors stay errors.
func invalid(err error) (Verification, error) {
	var e *Error
	if errors.As(err, &e) {
		return Verification{Code: e.Code, Args: e.Args}, nil
	}
	return Verification{}, err
}
