#include "records.h"

#include <algorithm>

namespace booths {

namespace {


constexpr const char* kVersion1 = R"sql(
CREATE TABLE booths_settings(
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE booths_visits(
    person  INTEGER NOT NULL,
    booth   TEXT    NOT NULL,
    first   INTEGER NOT NULL,  -- Unix time, ms
    stamped INTEGER NOT NULL,  -- the same; 0: not yet
    tried   INTEGER NOT NULL,  -- time step of the last wrong answer; -1: none
    PRIMARY KEY(person, booth)
) STRICT, WITHOUT ROWID;
CREATE TABLE booths_full(
    person INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    at     INTEGER NOT NULL   -- Unix time, ms
) STRICT;
CREATE TABLE booths_hours(
    hour   INTEGER NOT NULL,   -- Unix time, hours
    booth  TEXT    NOT NULL,
    opened INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    stamps INTEGER NOT NULL,
    PRIMARY KEY(hour, booth)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace

Secret Records::prepare() {
    host_.migrate({kVersion1});
    set_ = host_.prepare("INSERT INTO booths_settings(name, value) VALUES (?1, ?2)"
                         " ON CONFLICT(name) DO UPDATE SET value = excluded.value");
    visit_ = host_.prepare("INSERT INTO booths_visits(person, booth, first, stamped, tried) VALUES (?1, ?2, ?3, ?4, ?5)"
                           " ON CONFLICT(person, booth) DO UPDATE SET stamped = excluded.stamped, tried = excluded.tried");
    full_ = host_.prepare("INSERT INTO booths_full(person, number, at) VALUES (?1, ?2, ?3)");
    const auto counting = [this](const char* values, const char* update) {
        const std::string sql = std::string("INSERT INTO booths_hours(hour, booth, opened, visits, stamps) VALUES (?1, ?2, ") + values +
                                ") ON CONFLICT(hour, booth) DO UPDATE SET " + update;
        return host_.prepare(sql.c_str());
    };
    opened_ = counting("1, 0, 0", "opened = opened + 1");
    visited_ = counting("0, 1, 0", "visits = visits + 1");
    stamped_ = counting("0, 0, 1", "stamps = stamps + 1");
    forget_visits_ = host_.prepare("DELETE FROM booths_visits WHERE person = ?1");
    forget_full_ = host_.prepare("DELETE FROM booths_full WHERE person = ?1");

    Secret secret{};
    bool known = false;
    host_.read("SELECT value FROM booths_settings WHERE name = 'secret'", {}, [&](const kiosk::Row& row) {
        const auto bytes = row.text(0);
        known = bytes.size() == secret.size();
        if (known) std::copy(bytes.begin(), bytes.end(), secret.begin());
    });
    if (!known) {
        host_.random(secret.data(), secret.size());
        host_.write(set_, {"secret", kiosk::Value::blob({reinterpret_cast<const char*>(secret.data()), secret.size()})});
    }
    return secret;
}

void Records::load(Passports& passports) const {
    host_.read("SELECT person, booth, first, stamped, tried FROM booths_visits", {}, [&](const kiosk::Row& row) {
        passports.restore(row.integer(0), std::string(row.text(1)), {row.integer(2), row.integer(3), row.integer(4)});
    });
    host_.read("SELECT person, number, at FROM booths_full", {},
               [&](const kiosk::Row& row) { passports.restore(row.integer(0), Full{row.integer(1), row.integer(2)}); });
    // Of somebody who is forgotten only this is left, so that no other gets their number.
    host_.read("SELECT CAST(CAST(value AS TEXT) AS INTEGER) FROM booths_settings WHERE name = 'number'", {},
               [&](const kiosk::Row& row) { passports.number_was_given(row.integer(0)); });
}

std::vector<HourCount> Records::hours() const {
    std::vector<HourCount> all;
    host_.read("SELECT hour, booth, opened, visits, stamps FROM booths_hours ORDER BY hour, booth", {}, [&](const kiosk::Row& row) {
        all.push_back({std::string(row.text(1)), row.integer(0), row.integer(2), row.integer(3), row.integer(4)});
    });
    return all;
}

bool Records::visit(Person player, const std::string& booth, const Visit& visit) {
    return host_.write(visit_, {player, booth, visit.first, visit.stamped, visit.tried_step});
}

bool Records::full(Person player, const Full& full) {
    return host_.write(set_, {"number", kiosk::Value::blob(std::to_string(full.number))}) &&
           host_.write(full_, {player, full.number, full.at});
}

bool Records::count(const std::string& booth, Counted what, Ms wall) {
    const auto statement = what == Counted::opened ? opened_ : what == Counted::visits ? visited_ : stamped_;
    return host_.write(statement, {wall / kHour, booth});
}

bool Records::forget(Person player) {
    return host_.write(forget_visits_, {player}) && host_.write(forget_full_, {player});
}

} // namespace booths
