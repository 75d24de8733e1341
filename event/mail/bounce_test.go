package mail

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

const bouncePostfix = `Return-Path: <>
Date: Mon, 10 Sep 2012 10:00:02 +0200
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: organizator@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.org.

<jan@example.org>: host mx2.example.org[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 4XYZ
Arrival-Date: Mon, 10 Sep 2012 10:00:00 +0200 (CEST)

Final-Recipient: rfc822; jan.kowalski@mx2.example.org
Original-Recipient: rfc822;jan@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx2.example.org
Diagnostic-Code: smtp; 550 5.1.1 no such
    user

Final-Recipient: rfc822; ala@example.org
Action: relayed
Status: 2.0.0

--B
Content-Type: message/rfc822

From: Biuro <organizator@example.org>
To: Jan Kowalski <jan@example.org>
Subject: x
Message-ID: <m001@example.org>

Message-ID: <inne@example.org>
--B--
`

const bounceDelayed = `From: Mail Delivery System <MAILER-DAEMON@example.org>
Subject: Delayed Mail (still being retried)
Date: Mon, 10 Sep 2012 10:00:02 +0200
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; jan@example.org
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx2.example.org: Connection timed out

--B
Content-Type: text/rfc822-headers

Message-ID: <m001@example.org>
To: jan@example.org
--B--
`

const bounceExim = `Return-path: <>
From: Mail Delivery System <Mailer-Daemon@s1.example.org>
To: organizator@example.org
X-Failed-Recipients: jan@example.org, ola@example.org
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender
Date: Mon, 10 Sep 2012 10:00:02 +0200

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  jan@example.org
    host mx2.example.org [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<jan@example.org>:
    552 5.2.2 Mailbox full

------ This is a copy of the message, including all the headers. ------

Return-path: <organizator@example.org>
From: organizator@example.org
To: jan@example.org
Message-ID: <m001@example.org>

550 to tylko treść
`

const bounceQmail = `Return-Path: <>
From: MAILER-DAEMON@qmail.example.org
To: organizator@example.org
Subject: failure notice
Date: Mon, 10 Sep 2012 10:00:02 +0200

Hi. This is the qmail-send program at qmail.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<kuba@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 user unknown

--- Below this line is a copy of the message.

Return-Path: <organizator@example.org>
Message-ID: <m002@example.org>
To: kuba@example.org
`

const bouncePolish = `Return-Path: <>
From: "Mail Delivery System" <postmaster@poczta.example.org>
To: organizator@example.org
Subject: =?ISO-8859-2?Q?Zwrot_poczty:_wiadomo=B6=E6_nie_zosta=B3a_dor=EAczona?=
References: <m003@example.org>
Date: Mon, 10 Sep 2012 10:00:02 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=ISO-8859-2
Content-Transfer-Encoding: quoted-printable

Twoja wiadomo=B6=E6 nie zosta=B3a dor=EAczona do adresata ewa@example.org.
Serwer odpowiedzia=B3: 554 5.7.1 Skrzynka zablokowana

Pozdrawiamy
`

const bounceGmail = `From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: organizator@example.org
Subject: Delivery Status Notification (Failure)
References: <m004@example.org>
In-Reply-To: <m004@example.org>
X-Failed-Recipients: jan@example.org
Date: Mon, 10 Sep 2012 01:00:02 -0700 (PDT)
MIME-Version: 1.0
Content-Type: multipart/report; boundary="B"; report-type=delivery-status

--B
Content-Type: multipart/related; boundary="C"

--C
Content-Type: multipart/alternative; boundary="D"

--D
Content-Type: text/plain; charset="UTF-8"

** Address not found **
--D--
--C--
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
X-Original-Message-ID: <m004@example.org>

Final-Recipient: rfc822; jan@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Mon, 10 Sep 2012 01:00:01 -0700 (PDT)
`

const vacation = `Return-Path: <>
From: Jan <jan@example.org>
Subject: Jestem na urlopie
Auto-Submitted: auto-replied
In-Reply-To: <m001@example.org>

Wracam 20 września. Proszę pisać na biuro@example.org, tel. 550 123 123.
`

func TestReadBounce(t *testing.T) {
	tests := []struct {
		name, raw string
		want      []event.Bounce
	}{
		{"Postfix", bouncePostfix, []event.Bounce{{MessageID: "m001@example.org", To: "jan@example.org", Permanent: true, Code: 550, Status: "5.1.1", Reply: "550 5.1.1 no such user"}}},
		{"delayed", bounceDelayed, []event.Bounce{{MessageID: "m001@example.org", To: "jan@example.org", Status: "4.4.1",
			Reply: "connect to mx2.example.org: Connection timed out"}}},
		{"Exim", bounceExim, []event.Bounce{
			{MessageID: "m001@example.org", To: "jan@example.org", Permanent: true, Code: 552, Status: "5.2.2", Reply: "552 5.2.2 Mailbox full"},
			{MessageID: "m001@example.org", To: "ola@example.org", Permanent: true, Code: 552, Status: "5.2.2", Reply: "552 5.2.2 Mailbox full"}}},
		{"qmail", bounceQmail, []event.Bounce{{MessageID: "m002@example.org", To: "kuba@example.org", Permanent: true, Code: 550, Status: "5.1.1",
			Reply: "Remote host said: 550 5.1.1 user unknown"}}},
		{"Polish", bouncePolish, []event.Bounce{{MessageID: "m003@example.org", To: "ewa@example.org", Permanent: true, Code: 554, Status: "5.7.1",
			Reply: "Serwer odpowiedział: 554 5.7.1 Skrzynka zablokowana"}}},
		{"Gmail, cut short", bounceGmail, []event.Bounce{{MessageID: "m004@example.org", To: "jan@example.org", Permanent: true, Code: 550, Status: "5.1.1",
			Reply: "550-5.1.1 The email account that you tried to reach does not exist."}}},
	}
	for _, tt := range tests {
		for _, ends := range []string{"\n", "\r\n"} {
			got, err := ReadBounce([]byte(strings.ReplaceAll(tt.raw, "\n", ends)))
			if err != nil {
				t.Errorf("%s: %v", tt.name, err)
				continue
			}
			for i := range got {
				if at := got[i].At.Sub(time.Date(2012, 9, 10, 8, 0, 0, 0, time.UTC)); at < 0 || at > 3*time.Second {
					t.Errorf("%s: at %v", tt.name, got[i].At)
				}
				got[i].At = time.Time{}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s:\n got %+v\nwant %+v", tt.name, got, tt.want)
			}
		}
	}
	nothing := "Content-Type: message/delivery-status\n\nReporting-MTA: x\n\nAction: delayed\n"
	for name, raw := range map[string]string{"of nothing": nothing, "vacation": vacation, "empty": "", "no mail": "%PDF-1.7\nabc", "letter": "From: ala@example.org\n\nDelivery failed: 550\n"} {
		if got, err := ReadBounce([]byte(raw)); !errors.Is(err, &event.Error{Code: event.CodeMailNoBounce}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func FuzzReadBounce(f *testing.F) {
	for _, raw := range []string{bouncePostfix, bounceDelayed, bounceExim, bounceQmail, bouncePolish, bounceGmail, vacation} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, b := range readReport(strings.NewReader(string(raw))) {
			if b.To == "" && b.MessageID == "" {
				t.Errorf("a bounce of nothing: %+v", b)
			}
		}
	})
}
