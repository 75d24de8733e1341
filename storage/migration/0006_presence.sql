-- Which session of a room a scan was for, and who was let in where: the desk counts people after every scan.

ALTER TABLE scan ADD COLUMN session TEXT NOT NULL DEFAULT '';

CREATE TABLE presence (
    checkpoint   TEXT    NOT NULL,
    session      TEXT    NOT NULL, -- of a room's checkpoint; '': any
    registration TEXT    NOT NULL,
    first        INTEGER NOT NULL, -- when the person was let in, milliseconds
    came         INTEGER NOT NULL, -- the last time of that
    inside       INTEGER NOT NULL, -- and has not left since
    PRIMARY KEY (checkpoint, session, registration)
) STRICT, WITHOUT ROWID;
