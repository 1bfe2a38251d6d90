-- The host's own tables, version 6: codes that carry a session on, from the touch screen to a phone or back.

CREATE TABLE handovers (
    code_hash BLOB    NOT NULL PRIMARY KEY,      -- BLAKE2b-256 of the code
    person    INTEGER NOT NULL,
    screen    TEXT    NOT NULL DEFAULT '',       -- where they were: "quiz/walkup"; empty: home
    until     INTEGER NOT NULL,                  -- Unix time, ms
    used      INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1))
) STRICT, WITHOUT ROWID;
