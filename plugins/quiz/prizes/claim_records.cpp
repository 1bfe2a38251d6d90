#include "prizes/claim_records.h"

#include "bank/bank.h"

#include <nlohmann/json.hpp>

namespace quiz {

using nlohmann::json;

const char* const kClaimTables = R"sql(
CREATE TABLE quiz_claims(
    id          INTEGER PRIMARY KEY,
    round       INTEGER NOT NULL,
    player      INTEGER NOT NULL,  -- 0: forgotten
    name        TEXT    NOT NULL,
    unit        TEXT    NOT NULL,
    place       INTEGER NOT NULL,
    prize_place INTEGER NOT NULL,
    shared      INTEGER NOT NULL,
    prize       TEXT    NOT NULL,  -- {"vi","en"}
    code        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    since       INTEGER NOT NULL,  -- Unix time, ms
    at          INTEGER NOT NULL,  -- Unix time, ms
    desk        TEXT    NOT NULL,
    note        TEXT    NOT NULL
) STRICT;
CREATE TABLE quiz_claim_log(
    claim  INTEGER NOT NULL,
    at     INTEGER NOT NULL,       -- Unix time, ms
    what   TEXT    NOT NULL,
    desk   TEXT    NOT NULL,
    reason TEXT    NOT NULL
) STRICT;
CREATE INDEX quiz_claim_log_by_claim ON quiz_claim_log(claim);
)sql";

namespace {

Text text_of(std::string_view stored) {
    const json value = json::parse(stored, nullptr, false);
    return value.is_object() ? Text{value.value("vi", ""), value.value("en", "")} : Text{};
}

} // namespace

void ClaimRecords::prepare() {
    claim_ = host_.prepare("INSERT OR REPLACE INTO quiz_claims(id, round, player, name, unit, place, prize_place, shared, prize, "
                           "code, state, since, at, desk, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    event_ = host_.prepare("INSERT INTO quiz_claim_log(claim, at, what, desk, reason) VALUES (?, ?, ?, ?, ?)");
}

bool ClaimRecords::write(const Claim& c) {
    const std::string prize = to_json(c.prize).dump();
    return host_.write(claim_, {c.id, c.round, c.player, c.name, c.unit, c.place, c.prize_place, c.shared, prize, c.code,
                                name_of(c.state), c.since, c.at, c.desk, c.note});
}

bool ClaimRecords::write(const ClaimEvent& event) {
    return host_.write(event_, {event.claim, event.at, event.what, event.desk, event.reason});
}

std::vector<Claim> ClaimRecords::claims() const {
    std::vector<Claim> claims;
    host_.read("SELECT id, round, player, name, unit, place, prize_place, shared, prize, code, state, since, at, desk, note "
               "FROM quiz_claims ORDER BY id",
               {}, [&](const kiosk::Row& row) {
                   Claim c;
                   c.id = row.integer(0);
                   c.round = row.integer(1);
                   c.player = row.integer(2);
                   c.name = row.text(3);
                   c.unit = row.text(4);
                   c.place = static_cast<int>(row.integer(5));
                   c.prize_place = static_cast<int>(row.integer(6));
                   c.shared = row.integer(7) != 0;
                   c.prize = text_of(row.text(8));
                   c.code = row.text(9);
                   // What is damaged is nobody's to hand out.
                   c.state = claim_state_named(row.text(10)).value_or(Claim::State::withdrawn);
                   c.since = row.integer(11);
                   c.at = row.integer(12);
                   c.desk = row.text(13);
                   c.note = row.text(14);
                   claims.push_back(std::move(c));
               });
    return claims;
}

std::vector<ClaimEvent> ClaimRecords::trail(std::int64_t claim) const {
    std::vector<ClaimEvent> events;
    host_.read("SELECT claim, at, what, desk, reason FROM quiz_claim_log WHERE claim = ? ORDER BY rowid", {claim},
               [&](const kiosk::Row& row) {
                   events.push_back({row.integer(0), row.integer(1), std::string(row.text(2)), std::string(row.text(3)),
                                     std::string(row.text(4))});
               });
    return events;
}

std::map<std::int64_t, Text> ClaimRecords::titles() const {
    std::map<std::int64_t, Text> titles;
    host_.read("SELECT id, title FROM quiz_rounds WHERE id IN (SELECT round FROM quiz_claims)", {},
               [&](const kiosk::Row& row) { titles[row.integer(0)] = text_of(row.text(1)); });
    return titles;
}

} // namespace quiz
