-- The host's own tables, version 4: what people were told and agreed to, their sealed phone numbers, and who is forgotten.

ALTER TABLE players ADD COLUMN notice TEXT NOT NULL DEFAULT ''; -- version of the privacy notice on the page; '': none was shown

-- The proof of a consent: one row for each box of the screen, ticked or not, as it was sent.
CREATE TABLE consents (
    id        INTEGER PRIMARY KEY,
    player    INTEGER NOT NULL,
    purpose   TEXT    NOT NULL,                  -- id in the event file
    ticked    INTEGER NOT NULL CHECK (ticked IN (0, 1)),
    notice    TEXT    NOT NULL,                  -- version of the text
    lang      TEXT    NOT NULL,
    guardian  INTEGER NOT NULL CHECK (guardian IN (0, 1)), -- 1: under 16, and a parent agreed
    device    TEXT    NOT NULL,                  -- this kiosk
    at        INTEGER NOT NULL,                  -- Unix time, ms
    withdrawn INTEGER NOT NULL DEFAULT 0         -- Unix time, ms; 0: it stands
) STRICT;

CREATE INDEX consents_by_player ON consents (player);

CREATE TABLE phones (
    player INTEGER PRIMARY KEY,
    sealed BLOB    NOT NULL,                     -- crypto_box_seal: only the organiser's secret key opens it
    at     INTEGER NOT NULL                      -- Unix time, ms
) STRICT;

-- That somebody was forgotten, without who it was.
CREATE TABLE erasures (
    person   INTEGER PRIMARY KEY,                -- players.id that they had: nothing else has it, and nobody gets it again
    at       INTEGER NOT NULL,                   -- Unix time, ms
    why      TEXT    NOT NULL CHECK (why IN ('asked', 'staff', 'command', 'retention')),
    results  INTEGER NOT NULL,                   -- rows that have no name any more
    consents INTEGER NOT NULL,                   -- rows deleted
    phone    INTEGER NOT NULL CHECK (phone IN (0, 1))
) STRICT;

-- What `kiosk people forget` asks of the kiosk that runs.
CREATE TABLE erasure_requests (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    player TEXT    NOT NULL DEFAULT '',          -- players.public_id; '' once it is done
    before INTEGER NOT NULL DEFAULT 0,           -- everybody who was last here before: Unix time, ms; 0: nobody
    people INTEGER                               -- how many were forgotten; NULL: not yet
) STRICT;
