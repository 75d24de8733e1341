-- Certificates by kinds, decisions against the rule, and mails about more than certificates.

ALTER TABLE hours_grant ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;

CREATE TABLE decision (
    entity  TEXT PRIMARY KEY, -- registration/kind
    event   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_event ON decision (event);

-- What a message is about: a certificate, or a mailing and its person.
DROP INDEX outbox_once;
ALTER TABLE outbox RENAME COLUMN certificate TO document;
-- A double click cannot mail the same thing to the same address twice.
CREATE UNIQUE INDEX outbox_once ON outbox (document, sha256, address, copy) WHERE document <> '';
