-- How the columns of a form were understood, by the form's header.
CREATE TABLE form (
    id      TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;

-- Imports that were applied, so that one can be taken back whole.
CREATE TABLE import (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX import_event ON import (event);

-- Persons and registrations that became part of another one.
CREATE TABLE merged (
    id      TEXT PRIMARY KEY,
    "into"  TEXT    NOT NULL, -- never merged itself
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A badge opens doors until it is replaced, the badge of a merged registration too.
ALTER TABLE badge ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE badge ADD COLUMN since    INTEGER NOT NULL DEFAULT 0; -- whose it is, by the clock of the log

-- What hangs on a registration, for erasing it.
CREATE INDEX badge_registration ON badge (registration);
CREATE INDEX message_registration ON message (data ->> 'registration');
CREATE INDEX hours_grant_registration ON hours_grant (data ->> 'registration');

-- Persons whose data were erased: what arrives later about them stays empty.
CREATE TABLE erased (
    person TEXT PRIMARY KEY,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
