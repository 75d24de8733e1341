-- Every start of the program that wrote something, here or at another desk.
CREATE TABLE origin (
    number INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL UNIQUE
) STRICT;

-- The log is the truth. Its rows are never changed. A second index would cost every scan a page, so
-- (origin, seq) is unique by n alone.
CREATE TABLE fact (
    n       INTEGER PRIMARY KEY, -- number of the origin * 2^32 + seq
    id      TEXT    NOT NULL,
    event   TEXT    NOT NULL,
    desk    TEXT    NOT NULL,
    origin  TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    hlc     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    "by"    TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    entity  TEXT    NOT NULL,
    body    TEXT    NOT NULL
) STRICT;
CREATE INDEX fact_entity ON fact (entity) WHERE kind <> 'scan.made'; -- a scan has but this one fact

-- Documents and images, named by what is in them.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    data   BLOB NOT NULL
) STRICT;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

-- Views of the log. "version" is the clock (hlc) of the last fact about the row; "data" is JSON.
CREATE TABLE event (
    id      TEXT PRIMARY KEY,
    start   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;

CREATE TABLE person (
    id      TEXT PRIMARY KEY,
    title   TEXT    NOT NULL,
    given   TEXT    NOT NULL,
    family  TEXT    NOT NULL,
    email   TEXT    NOT NULL, -- lower case
    sort    BLOB    NOT NULL, -- Polish collation key of family and given name
    folded  TEXT    NOT NULL, -- what the person is found by
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX person_email ON person (email) WHERE email <> '';

CREATE TABLE registration (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    person  TEXT    NOT NULL,
    status  TEXT    NOT NULL,
    grp     TEXT    NOT NULL,
    badge   TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX registration_number ON registration (event, number, status); -- status: for counting
CREATE INDEX registration_person ON registration (person);

-- Every code a registration ever had; registration.badge is the one that opens doors now.
CREATE TABLE badge (
    code         TEXT PRIMARY KEY,
    registration TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE badge_print (
    registration TEXT PRIMARY KEY,
    event        TEXT    NOT NULL,
    at           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_print_event ON badge_print (event);

CREATE TABLE grp (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX grp_event ON grp (event);

CREATE TABLE room (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX room_event ON room (event);

CREATE TABLE session (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    start   INTEGER NOT NULL,
    room    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX session_start ON session (event, start);

CREATE TABLE enrolment (
    session      TEXT    NOT NULL,
    registration TEXT    NOT NULL,
    event        TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    rank         INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    PRIMARY KEY (session, registration)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_registration ON enrolment (registration);
CREATE INDEX enrolment_event ON enrolment (event);

CREATE TABLE checkpoint (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX checkpoint_event ON checkpoint (event);

CREATE TABLE scan (
    id           TEXT PRIMARY KEY,
    event        TEXT    NOT NULL,
    checkpoint   TEXT    NOT NULL,
    registration TEXT    NOT NULL,
    code         TEXT    NOT NULL,
    direction    TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    stored       INTEGER NOT NULL,
    desk         TEXT    NOT NULL,
    outcome      TEXT    NOT NULL,
    forced       INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    undoes       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_checkpoint ON scan (checkpoint, registration);
CREATE INDEX scan_at ON scan (event, at);
CREATE INDEX scan_undoes ON scan (undoes) WHERE undoes <> '';

CREATE TABLE hours_grant (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX hours_grant_event ON hours_grant (event);

CREATE TABLE certificate (
    number  TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    series  TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    sha256  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX certificate_event ON certificate (event);
CREATE INDEX certificate_series ON certificate (series, seq);

CREATE TABLE message (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    code    INTEGER NOT NULL,
    reply   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX message_event ON message (event);

-- The machine's side of the messages that this desk sends; none of it is in the log.
CREATE TABLE outbox (
    message     TEXT PRIMARY KEY,
    event       TEXT    NOT NULL,
    certificate TEXT    NOT NULL,
    sha256      TEXT    NOT NULL,
    address     TEXT    NOT NULL, -- lower case
    copy        INTEGER NOT NULL,
    phase       TEXT    NOT NULL CHECK (phase IN ('waiting', 'sending', 'dot', 'done')),
    next_at     INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    code        INTEGER NOT NULL,
    reply       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (event, phase, next_at);
-- A double click cannot mail the same document to the same address twice.
CREATE UNIQUE INDEX outbox_once ON outbox (certificate, sha256, address, copy) WHERE certificate <> '';

-- The ledger: every transition with the server's words.
CREATE TABLE attempt (
    n          INTEGER PRIMARY KEY,
    message    TEXT    NOT NULL REFERENCES outbox (message),
    at         INTEGER NOT NULL,
    from_state TEXT    NOT NULL,
    to_state   TEXT    NOT NULL,
    code       INTEGER NOT NULL,
    reply      TEXT    NOT NULL
) STRICT;
CREATE INDEX attempt_message ON attempt (message);
CREATE INDEX attempt_sent ON attempt (at) WHERE from_state = 'dot';

CREATE TABLE pause (
    event TEXT PRIMARY KEY,
    until INTEGER NOT NULL,
    code  TEXT    NOT NULL,
    reply TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
