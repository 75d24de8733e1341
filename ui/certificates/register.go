package certificates

import (
	"context"
	"io"

	"zlot/event"
)

// RegisterService are the use cases of issuing, of the register and of checking documents.
type RegisterService interface {
	PlanCertificates(ctx context.Context, eventID string, o event.IssueOptions) (event.CertificatePlan, error)
	IssueCertificates(ctx context.Context, eventID string, o event.IssueOptions, p event.Progress) (event.IssueResult, error)
	PreviewKind(ctx context.Context, eventID, registration, kind string) ([]byte, error)
	Register(ctx context.Context, eventID string) ([]event.RegisterRow, error)
	WriteRegister(ctx context.Context, eventID string, w io.Writer, o event.RegisterOptions) (int, error)
	CertificatePDF(ctx context.Context, number string) ([]byte, error)
	DuplicatePDF(ctx context.Context, number string, n int) ([]byte, error)
	ReplaceCertificate(ctx context.Context, number string) (event.Certificate, error)
	WithdrawCertificate(ctx context.Context, number, reason string) (event.Certificate, error)
	DuplicateCertificate(ctx context.Context, number, reason string) (event.Certificate, error)
	ReceiveCertificates(ctx context.Context, numbers []string, r event.Receipt) ([]string, error)
	SaveCertificates(ctx context.Context, eventID, folder string, numbers []string, p event.Progress) (event.SaveResult, error)
	BindCertificates(ctx context.Context, eventID string, numbers []string, w io.Writer, p event.Progress) (count, pages int, err error)
	PrintCertificates(ctx context.Context, eventID string, numbers []string, setup event.PrintSetup) (event.PrintTicket, error)
	FindPrinters(ctx context.Context, typed []event.KnownPrinter) ([]event.Printer, error)
	WriteVerifyPage(ctx context.Context, eventID string, series bool, w io.Writer) (event.VerifyPage, error)
	DocumentKey(eventID string) (h event.KeyHolder, ok bool, err error)
	SetDocumentKey(ctx context.Context, eventID string, p12 []byte, password string) (event.KeyHolder, error)
	RemoveDocumentKey(ctx context.Context, eventID string) error
}

// PrintSetup says how this machine prints.
type PrintSetup interface {
	Print() event.PrintSetup
	Printers() []event.KnownPrinter
}
