-- The host's own tables, version 5: a pack may come from the centre, too.

CREATE TABLE pack_versions_5 (
    kind    TEXT    NOT NULL,                    -- "quiz-bank"
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,                    -- 1…
    at      INTEGER NOT NULL,                    -- Unix time, ms
    origin  TEXT    NOT NULL CHECK (origin IN ('folder', 'upload', 'stick', 'mended', 'centre')),
    file    TEXT    NOT NULL DEFAULT '',         -- the name that it came under
    note    TEXT    NOT NULL DEFAULT '',
    title   TEXT    NOT NULL,                    -- JSON: a string, or {"vi", "en"}
    hash    BLOB    NOT NULL,                    -- BLAKE2b-256 of json
    json    TEXT    NOT NULL,                    -- last, so that a list of versions does not read it
    PRIMARY KEY (kind, id, version)
) STRICT;

INSERT INTO pack_versions_5 SELECT kind, id, version, at, origin, file, note, title, hash, json FROM pack_versions;
DROP TABLE pack_versions;
ALTER TABLE pack_versions_5 RENAME TO pack_versions;
