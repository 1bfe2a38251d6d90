-- The host's own tables, version 3: statements on their way to the central endpoint.

CREATE TABLE outbox (
    seq        INTEGER PRIMARY KEY,              -- the order of sending; sent rows are never deleted
    id         TEXT    NOT NULL UNIQUE,          -- the statement's
    number     INTEGER NOT NULL,                 -- of this kiosk's statements: 1…; 0: another kiosk's, come by stick
    result     TEXT    NOT NULL DEFAULT '',      -- results.id it tells of; '': it voids another, or came by stick
    at         INTEGER NOT NULL,                 -- the statement's timestamp, ms: it is not sent before
    state      TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')),
    tries      INTEGER NOT NULL DEFAULT 0,
    last_error TEXT    NOT NULL DEFAULT '',
    body       TEXT    NOT NULL                  -- the bytes, never changed; '' once they were sent
) STRICT;

CREATE INDEX outbox_by_state ON outbox (state, seq);
