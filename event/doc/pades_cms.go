package doc

import (
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
)

// The names of things in a signature (RFC 5652, RFC 5035).
var (
	oidSignedData         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidData               = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidContentType        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidSHA256             = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSA                = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidECDSAWithSHA256    = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
)

type cmsContent struct {
	Type    asn1.ObjectIdentifier
	Content cmsSigned `asn1:"explicit,tag:0"`
}

type cmsSigned struct {
	Version      int
	Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
	Encapsulated struct{ Type asn1.ObjectIdentifier }
	Certificates asn1.RawValue
	Signers      []cmsSigner `asn1:"set"`
}

type cmsSigner struct {
	Version   int
	Signer    cmsIssuer
	Digest    pkix.AlgorithmIdentifier
	Signed    asn1.RawValue
	Algorithm pkix.AlgorithmIdentifier
	Signature []byte
}

type cmsIssuer struct {
	Name   asn1.RawValue
	Serial *big.Int
}

type cmsAttribute struct {
	Type   asn1.ObjectIdentifier
	Values []asn1.RawValue `asn1:"set"`
}

// signingCertificate binds the signature to one certificate; SHA-256 is what it means where it names no other.
type signingCertificate struct {
	Certificates []struct{ Hash []byte }
}

// cms is the signature of a document whose SHA-256 is sum, with the certificates that it is checked by.
func (k *sealKey) cms(sum []byte) ([]byte, error) {
	attributes, err := k.attributes(sum)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(attributes)
	signature, err := k.sign(hash[:])
	if err != nil {
		return nil, err
	}
	algorithm := pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}
	if k.leaf.PublicKeyAlgorithm == x509.ECDSA {
		algorithm = pkix.AlgorithmIdentifier{Algorithm: oidECDSAWithSHA256}
	}
	digest := pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
	var certificates []byte
	for _, c := range append([]*x509.Certificate{k.leaf}, k.chain...) {
		certificates = append(certificates, c.Raw...)
	}
	inner := append([]byte(nil), attributes...)
	inner[0] = 0xA0 // in the signature they are tagged [0], but signed as a SET
	signed := cmsSigned{
		Version: 1, Digests: []pkix.AlgorithmIdentifier{digest},
		Certificates: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: certificates},
		Signers: []cmsSigner{{
			Version: 1, Signer: cmsIssuer{asn1.RawValue{FullBytes: k.leaf.RawIssuer}, k.leaf.SerialNumber},
			Digest: digest, Signed: asn1.RawValue{FullBytes: inner}, Algorithm: algorithm, Signature: signature,
		}},
	}
	signed.Encapsulated.Type = oidData
	return asn1.Marshal(cmsContent{oidSignedData, signed})
}

// attributes are what is signed: what the document is, its digest, and whose certificate it is signed by. The time is
// in the document.
func (k *sealKey) attributes(sum []byte) ([]byte, error) {
	leaf := sha256.Sum256(k.leaf.Raw)
	by := signingCertificate{Certificates: []struct{ Hash []byte }{{leaf[:]}}}
	var all []cmsAttribute
	for _, a := range []struct {
		oid   asn1.ObjectIdentifier
		value any
	}{{oidContentType, oidData}, {oidMessageDigest, sum}, {oidSigningCertificate, by}} {
		raw, err := asn1.Marshal(a.value)
		if err != nil {
			return nil, err
		}
		all = append(all, cmsAttribute{a.oid, []asn1.RawValue{{FullBytes: raw}}})
	}
	return asn1.MarshalWithParams(all, "set")
}
