-- The host's own tables, version 1. Released scripts never change: what comes next is a second script.
-- (schema_versions itself is made by migrate.cpp, which must read it before any script has run.)

CREATE TABLE players (
    id         INTEGER PRIMARY KEY,
    public_id  TEXT    NOT NULL UNIQUE,          -- the only id that leaves the kiosk
    token_hash BLOB    NOT NULL UNIQUE,          -- BLAKE2b-256 of the cookie's token
    name       TEXT    NOT NULL,
    unit       TEXT    NOT NULL DEFAULT '',      -- id in the event file
    lang       TEXT    NOT NULL DEFAULT 'vi',
    joined     INTEGER NOT NULL,                 -- Unix time, ms
    removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- No foreign key to players: who asks to be forgotten is deleted there, and the sums of a unit stay true.
CREATE TABLE results (
    id         TEXT    NOT NULL PRIMARY KEY,     -- UUID
    plugin     TEXT    NOT NULL,
    run        TEXT    NOT NULL,
    title      TEXT    NOT NULL DEFAULT '',
    person     INTEGER NOT NULL,
    name       TEXT    NOT NULL DEFAULT '',      -- name and unit as they stood when it was recorded
    unit       TEXT    NOT NULL DEFAULT '',
    unit_title TEXT    NOT NULL DEFAULT '',
    place      INTEGER NOT NULL DEFAULT 0,
    score      REAL    NOT NULL,
    max_score  REAL    NOT NULL DEFAULT 0,
    right_answers INTEGER NOT NULL DEFAULT 0,
    asked      INTEGER NOT NULL DEFAULT 0,
    duration   INTEGER NOT NULL DEFAULT 0,       -- over the right answers, ms
    finished   INTEGER NOT NULL,                 -- Unix time, ms
    rehearsal  INTEGER NOT NULL DEFAULT 0 CHECK (rehearsal IN (0, 1)),
    UNIQUE (plugin, run, person)
) STRICT;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_sessions (
    token_hash BLOB    NOT NULL PRIMARY KEY,     -- BLAKE2b-256 of the cookie's token
    opened     INTEGER NOT NULL                  -- Unix time, ms; negative once logged out (the device stays known)
) STRICT, WITHOUT ROWID;
