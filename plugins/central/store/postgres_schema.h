// The tables of the PostgreSQL archive. Private to this room.
//
// Every primary key begins with the event, so that the large tables can be spread over machines by it (Citus:
// create_distributed_table('central_statements', 'event'), and so central_results); the others are small, and go to every
// machine (create_reference_table). Nothing counts over all rows: there is no sequence.
//
// A script, once released, never changes: what is to be different is a script behind it.
#pragma once

namespace central::postgres {

constexpr const char* kScripts[] = {
    R"sql(
CREATE TABLE central_settings (
    event text NOT NULL,          -- '': of all events
    name text NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (event, name)
);

CREATE TABLE central_statements (
    event text NOT NULL,          -- '' where its grouping names none
    id uuid NOT NULL,
    fingerprint bytea NOT NULL,
    stored bigint NOT NULL,       -- Unix ms
    arrived bigint NOT NULL,      -- Unix µs, growing in each process: the order of those that were stored at one instant
    voids uuid,
    erased boolean NOT NULL,      -- a player was forgotten; the id stays known
    terms bigint[] NOT NULL,      -- what lists find it by
    sender text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (event, id)
);
CREATE INDEX central_by_stored ON central_statements (stored);
CREATE INDEX central_by_term ON central_statements USING gin (terms);

CREATE TABLE central_voids (      -- ids that a voiding statement names, whether they have come or not
    event text NOT NULL,          -- of the voiding one
    target uuid NOT NULL,
    xid bigint NOT NULL,          -- the transaction that wrote the row
    PRIMARY KEY (event, target)
);
CREATE INDEX central_voids_by_target ON central_voids (target);
CREATE INDEX central_voids_by_xid ON central_voids (xid);

CREATE TABLE central_results (
    event text NOT NULL,
    source uuid NOT NULL,         -- its statement
    xid bigint NOT NULL,          -- the transaction that wrote the row last
    registration text NOT NULL,
    number bigint NOT NULL,
    player text NOT NULL,         -- '' where they were forgotten
    unit text NOT NULL,
    unit_title text NOT NULL,
    title text NOT NULL,
    device text NOT NULL,
    score double precision NOT NULL,
    max_score double precision NOT NULL,
    "right" bigint NOT NULL,
    asked bigint NOT NULL,
    duration bigint NOT NULL,     -- ms
    finished bigint NOT NULL,     -- Unix ms
    PRIMARY KEY (event, source)
);
CREATE INDEX central_results_by_xid ON central_results (xid, source, event);

CREATE TABLE central_forgotten (
    event text NOT NULL,          -- '': of all events
    player bigint NOT NULL,       -- hash of the name: what comes late of them is not kept
    PRIMARY KEY (event, player)
);

CREATE TABLE central_homes (      -- homePages of accounts; every event has a row with an empty one
    event text NOT NULL,
    home text NOT NULL,
    PRIMARY KEY (event, home)
);
)sql",
    R"sql(
CREATE TABLE central_keys (
    event text NOT NULL,          -- '': of all events
    name text NOT NULL,
    hash bytea NOT NULL,          -- BLAKE2b of the secret
    made bigint NOT NULL,         -- Unix ms
    revoked bigint NOT NULL,      -- Unix ms; 0: it is good
    PRIMARY KEY (event, name)
);
)sql",
    R"sql(
ALTER TABLE central_results ADD COLUMN sender text; -- of its statement, which is asked where it is NULL, as in older rows
)sql",
    R"sql(
CREATE TABLE central_senders (
    event text NOT NULL,          -- '': of all events
    name text NOT NULL,           -- of the key
    heard bigint NOT NULL,        -- Unix ms
    statements bigint NOT NULL,
    platform text NOT NULL,
    waiting bigint,
    clock_offset bigint,          -- ms
    PRIMARY KEY (event, name)
);
)sql"};

} // namespace central::postgres
