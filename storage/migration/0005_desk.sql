-- Layouts of badges, and what was printed when.

CREATE TABLE layout (
    id      TEXT PRIMARY KEY,
    event   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;
CREATE INDEX layout_event ON layout (event);

CREATE TABLE print_run (
    id      TEXT PRIMARY KEY, -- of the fact
    event   TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    by      TEXT    NOT NULL,
    desk    TEXT    NOT NULL,
    printer TEXT    NOT NULL,
    layout  TEXT    NOT NULL,
    version TEXT    NOT NULL
) STRICT;
CREATE INDEX print_run_event ON print_run (event, at);

CREATE TABLE print_badge (
    run          TEXT NOT NULL,
    registration TEXT NOT NULL,
    PRIMARY KEY (registration, run)
) STRICT, WITHOUT ROWID;

-- What a badge said when it was printed last, and on which layout.
ALTER TABLE badge_print ADD COLUMN layout TEXT NOT NULL DEFAULT '';
ALTER TABLE badge_print ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE badge_print ADD COLUMN hlc INTEGER NOT NULL DEFAULT 0;
