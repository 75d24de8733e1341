-- Who works at the program, with a role and what a PIN is checked with.
CREATE TABLE operator (
    id      TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    data    TEXT    NOT NULL
) STRICT;

-- Wrong guesses of a PIN in a row, of this machine.
CREATE TABLE operator_try (
    operator TEXT PRIMARY KEY,
    wrong    INTEGER NOT NULL,
    last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
