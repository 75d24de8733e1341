-- Sessions that were taken out of the programme stay for those enrolled, and for undo.
ALTER TABLE session ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;

-- Where a person stands in a session: decided by hand, told, and since when.
ALTER TABLE enrolment ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE enrolment ADD COLUMN told   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE enrolment ADD COLUMN since  INTEGER NOT NULL DEFAULT 0;

-- Programmes as they were made known.
CREATE TABLE "release" (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX release_event ON "release" (event, number);
