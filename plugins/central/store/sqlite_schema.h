// The tables of the SQLite archive. Private to this room.
//
// A script, once released, never changes: what is to be different is a script behind it.
#pragma once

namespace central::sqlite {

// central_statements.state. A voiding statement cannot be voided itself: xAPI 1.0.3, part two, 2.3.2.
enum State : int { shown = 0, voided = 1, voiding = 2, erased = 3 };

constexpr int kBlockBits = 12; // statements of a block: 4,096

constexpr const char* kFirst = R"sql(
CREATE TABLE central_settings (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE central_statements (
    seq INTEGER PRIMARY KEY,      -- in the order of coming
    id BLOB NOT NULL UNIQUE,      -- UUID, 16 bytes
    fingerprint BLOB NOT NULL,
    stored INTEGER NOT NULL,      -- Unix ms
    state INTEGER NOT NULL,       -- 0 shown, 1 voided, 2 voiding, 3 erased: a player was forgotten, the id stays known
    event TEXT NOT NULL,
    sender TEXT NOT NULL,
    body TEXT NOT NULL            -- last: what is asked of the others does not read it
);

CREATE TABLE central_voids (      -- ids that a voiding statement names, whether they have come or not
    target BLOB PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE central_blocks (     -- seq >> 12
    block INTEGER PRIMARY KEY,
    oldest INTEGER NOT NULL,      -- stored, Unix ms
    newest INTEGER NOT NULL
);

CREATE TABLE central_mentions (   -- which statements of a block have a term
    block INTEGER NOT NULL,
    term INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (block, term, seq)
) WITHOUT ROWID;

CREATE TABLE central_results (
    change INTEGER PRIMARY KEY,   -- grows; a row that changes moves to the end
    source INTEGER NOT NULL UNIQUE, -- seq of its statement
    registration TEXT NOT NULL,
    number INTEGER NOT NULL,
    event TEXT NOT NULL,
    player TEXT NOT NULL,         -- "" where they were forgotten
    unit TEXT NOT NULL,
    unit_title TEXT NOT NULL,
    title TEXT NOT NULL,
    device TEXT NOT NULL,
    score REAL NOT NULL,
    max_score REAL NOT NULL,
    "right" INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    duration INTEGER NOT NULL,    -- ms
    finished INTEGER NOT NULL,    -- Unix ms
    voided INTEGER NOT NULL
);

CREATE TABLE central_forgotten (
    player INTEGER PRIMARY KEY    -- hash of the name: what comes late of them is not kept
);

CREATE TABLE central_homes (
    home TEXT PRIMARY KEY         -- homePage of an account
) WITHOUT ROWID;
)sql";

} // namespace central::sqlite
