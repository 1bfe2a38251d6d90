-- The host's own tables, version 2: question sets and other packs, every version of each.

CREATE TABLE pack_versions (
    kind    TEXT    NOT NULL,                    -- "quiz-bank"
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,                    -- 1…
    at      INTEGER NOT NULL,                    -- Unix time, ms
    origin  TEXT    NOT NULL CHECK (origin IN ('folder', 'upload', 'stick', 'mended')),
    file    TEXT    NOT NULL DEFAULT '',         -- the name that it came under
    note    TEXT    NOT NULL DEFAULT '',
    title   TEXT    NOT NULL,                    -- JSON: a string, or {"vi", "en"}
    hash    BLOB    NOT NULL,                    -- BLAKE2b-256 of json
    json    TEXT    NOT NULL,                    -- last, so that a list of versions does not read it
    PRIMARY KEY (kind, id, version)
) STRICT;

CREATE TABLE pack_choice (
    kind    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,                    -- in use; 0: none, the file that it came from is gone
    kept    INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1)), -- staff use it although its file is gone
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The files of the content folder as they were last read: what still looks like that is not read at the next start.
CREATE TABLE pack_files (
    file    TEXT    NOT NULL PRIMARY KEY,        -- below the content folder: "banks/an-toan-so.json"
    kind    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    looks   TEXT    NOT NULL                     -- JSON: path, size and time of the file and of the pictures beside it
) STRICT, WITHOUT ROWID;
