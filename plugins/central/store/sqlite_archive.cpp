#include "store/sqlite_archive.h"

#include "store/sqlite_schema.h"
#include "store/uuid.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace central {

using kiosk::Row;
using kiosk::Value;

namespace {

// What may wait for the disk: about a second of the fastest intake.
constexpr std::size_t kMostInFlight = 20'000, kMostBytesInFlight = 64u << 20;
constexpr std::size_t kIdsOfALookup = 50;
constexpr std::size_t kMostMentions = 16; // of one write
constexpr const char* kOther = "A statement with this id and other content is kept already.";

std::string bytes_of(const xapi::Statement& statement);
std::string question_marks(std::size_t count);
Outcome unavailable();

} // namespace

const char* const SqliteArchive::kTables = sqlite::kFirst;

SqliteArchive::SqliteArchive(kiosk::Host& host) : host_(host) {
    prepare();
    load();
}

void SqliteArchive::prepare() {
    // Voided before it came: then it is not shown.
    sql_.keep = host_.prepare("INSERT INTO central_statements (seq, id, fingerprint, stored, state, event, sender, body)"
                              " VALUES (?1, ?2, ?3, ?4, CASE WHEN ?5 <> 0 THEN ?5"
                              "  ELSE EXISTS (SELECT 1 FROM central_voids WHERE target = ?2) END, ?6, ?7, ?8)"
                              " ON CONFLICT DO NOTHING");
    for (std::size_t rows = 1; rows <= kMostMentions; ++rows) {
        std::string sql = "INSERT INTO central_mentions (block, seq, term) VALUES ";
        for (std::size_t i = 0; i < rows; ++i) sql += (i ? ", (?1, ?2, ?" : "(?1, ?2, ?") + std::to_string(i + 3) + ")";
        sql_.mention.push_back(host_.prepare((sql + " ON CONFLICT DO NOTHING").c_str()));
    }
    // Who speaks of a statement is found by what that one is found by: xAPI 1.0.3, part three, 2.1.3.
    sql_.refer = host_.prepare("INSERT INTO central_mentions (block, seq, term)"
                               " SELECT ?1, ?2, m.term FROM central_statements s CROSS JOIN central_mentions m"
                               "  ON m.block = s.seq >> 12 AND m.seq = s.seq WHERE s.id = ?3 ON CONFLICT DO NOTHING");
    sql_.block = host_.prepare("INSERT INTO central_blocks (block, oldest, newest) VALUES (?1, ?2, ?3) ON CONFLICT (block)"
                               " DO UPDATE SET oldest = min(oldest, excluded.oldest), newest = max(newest, excluded.newest)");
    // Only where its statement was let in above.
    sql_.result = host_.prepare(
        "INSERT INTO central_results (source, registration, number, event, player, unit, unit_title, title, device, score,"
        " max_score, \"right\", asked, duration, finished, voided)"
        " SELECT seq, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
        " EXISTS (SELECT 1 FROM central_voids WHERE target = id) FROM central_statements WHERE seq = ?1 ON CONFLICT DO NOTHING");
    sql_.voids = host_.prepare("INSERT INTO central_voids (target) VALUES (?1) ON CONFLICT DO NOTHING");
    sql_.void_statement = host_.prepare("UPDATE central_statements SET state = 1 WHERE id = ?1 AND state = 0");
    sql_.void_result =
        host_.prepare("UPDATE central_results SET voided = 1, change = (SELECT max(change) + 1 FROM central_results)"
                      " WHERE source = (SELECT seq FROM central_statements WHERE id = ?1) AND voided = 0");
    sql_.home = host_.prepare("INSERT INTO central_homes (home) VALUES (?1) ON CONFLICT DO NOTHING");
    sql_.forgotten = host_.prepare("INSERT INTO central_forgotten (player) VALUES (?1) ON CONFLICT DO NOTHING");
    const std::string theirs =
        "(SELECT m.seq FROM central_blocks b CROSS JOIN central_mentions m ON m.block = b.block AND m.term = ?1)";
    sql_.erase_player = host_.prepare(
        ("UPDATE central_results SET player = '', change = f.change FROM"
         " (SELECT source, (SELECT max(change) FROM central_results) + row_number() OVER (ORDER BY change) AS change"
         "  FROM central_results WHERE player = ?2 AND source IN " +
         theirs + ") AS f WHERE central_results.source = f.source")
            .c_str());
    sql_.erase = host_.prepare(("UPDATE central_statements SET state = 3, body = '' WHERE seq IN " + theirs).c_str());
    sql_.erase_mentions = host_.prepare("DELETE FROM central_mentions WHERE (block, term, seq) IN"
                                        " (SELECT m.block, m.term, m.seq FROM central_blocks b CROSS JOIN central_mentions m"
                                        "  ON m.block = b.block AND m.term = ?1)");
}

void SqliteArchive::load() {
    std::string key;
    host_.read("SELECT value FROM central_settings WHERE name = 'term key'", {}, [&](const Row& row) { key = row.text(0); });
    if (key.empty()) {
        key.resize(Terms::kKeyBytes);
        host_.random(key.data(), key.size());
        const auto keep_key = host_.prepare("INSERT INTO central_settings (name, value) VALUES ('term key', ?1)"
                                           " ON CONFLICT DO NOTHING");
        if (!host_.write(keep_key, {Value::blob(key)})) throw kiosk::HostError("central_settings", KIOSK_ERR_STORE);
    }
    terms_ = std::make_unique<Terms>(std::move(key));
    host_.read("SELECT coalesce(max(seq), 0) + 1 FROM central_statements", {},
               [&](const Row& row) { next_seq_ = row.integer(0); });
    host_.read("SELECT player FROM central_forgotten", {}, [&](const Row& row) { forgotten_.insert(row.integer(0)); });
    host_.read("SELECT home FROM central_homes", {}, [&](const Row& row) { homes_.emplace(row.text(0), true); });
}

// ---------------------------------------------------------------- keeping

void SqliteArchive::keep(std::vector<Entry> entries, std::function<void(Outcome)> done) {
    if (in_flight_.size() + entries.size() > kMostInFlight || bytes_in_flight_ > kMostBytesInFlight) {
        make_room();
        return done(unavailable());
    }
    std::unordered_map<Id, std::string> on_disk;
    try {
        on_disk = look_up(entries);
    } catch (const kiosk::HostError&) {
        return done(unavailable());
    }
    Flight flight;
    std::vector<const Entry*> fresh;
    for (const auto& entry : entries) {
        auto id = bytes_of(entry.statement);
        const auto flying = in_flight_.find(id);
        const auto kept = on_disk.find(id);
        const auto* before = flying != in_flight_.end() ? &flying->second.fingerprint
                             : kept != on_disk.end()    ? &kept->second
                                                        : nullptr;
        if (before && *before != entry.statement.fingerprint) return done({Outcome::Kind::conflict, entry.statement.id, kOther});
        if (flying != in_flight_.end() && flying->second.trusted) flight.relies_on.insert(flying->second.flight);
        else if (kept == on_disk.end()) {
            fresh.push_back(&entry);
            flight.ids.push_back(std::move(id));
        }
    }
    if (fresh.empty() && flight.relies_on.empty()) return done({});
    flight.done = std::move(done);
    if (!write_all(fresh)) return flight.done(give_up());
    take_off(std::move(flight), fresh);
}

// Those that are on disk, with their fingerprints.
std::unordered_map<SqliteArchive::Id, std::string> SqliteArchive::look_up(const std::vector<Entry>& entries) const {
    static const std::string sql =
        "SELECT id, fingerprint FROM central_statements WHERE id IN (" + question_marks(kIdsOfALookup) + ")";
    std::unordered_map<Id, std::string> known;
    for (std::size_t from = 0; from < entries.size(); from += kIdsOfALookup) {
        std::vector<std::string> ids;
        for (std::size_t i = from; i < std::min(entries.size(), from + kIdsOfALookup); ++i)
            ids.push_back(bytes_of(entries[i].statement));
        std::vector<Value> values;
        for (const auto& id : ids) values.push_back(Value::blob(id));
        values.resize(kIdsOfALookup, Value(nullptr));
        host_.read(sql.c_str(), values, [&](const Row& row) { known.emplace(row.text(0), row.text(1)); });
    }
    return known;
}

bool SqliteArchive::write_all(const std::vector<const Entry*>& fresh) {
    auto seq = next_seq_;
    for (const auto* entry : fresh)
        if (!write(*entry, seq++)) return false;
    if (!write_blocks(fresh)) return false;
    next_seq_ = seq;
    return true;
}

bool SqliteArchive::write(const Entry& entry, std::int64_t seq) {
    const auto& statement = entry.statement;
    const bool erased = is_forgotten(statement);
    const auto id = bytes_of(statement);
    const int state = erased ? sqlite::erased : statement.voids.empty() ? sqlite::shown : sqlite::voiding;
    const std::string_view body = erased ? std::string_view() : std::string_view(entry.body);
    if (!host_.write(sql_.keep, {seq, Value::blob(id), Value::blob(statement.fingerprint), entry.stored, state, entry.event,
                                 entry.sender, body}))
        return false;
    if (!erased && !write_mentions(statement, seq)) return false;
    if (!statement.voids.empty() && !write_void(statement.voids)) return false;
    if (!entry.result) return true;
    const auto& result = *entry.result;
    const std::string_view player = erased ? std::string_view() : std::string_view(result.player);
    return host_.write(sql_.result, {seq, result.registration, result.number, result.event, player, result.unit,
                                     result.unit_title, result.title, result.device, result.score, result.max_score,
                                     result.right, result.asked, result.duration, result.finished});
}

bool SqliteArchive::write_mentions(const xapi::Statement& statement, std::int64_t seq) {
    const auto terms = terms_->of(statement);
    for (std::size_t from = 0; from < terms.size(); from += kMostMentions) {
        const auto count = std::min(kMostMentions, terms.size() - from);
        std::vector<Value> values{seq >> sqlite::kBlockBits, seq};
        for (std::size_t i = 0; i < count; ++i) values.emplace_back(terms[from + i]);
        if (!host_.write(sql_.mention[count - 1], values)) return false;
    }
    if (const auto target = uuid_bytes(statement.refers))
        if (!host_.write(sql_.refer, {seq >> sqlite::kBlockBits, seq, Value::blob(*target)})) return false;
    return write_homes(statement);
}

bool SqliteArchive::write_homes(const xapi::Statement& statement) {
    for (const auto& who : statement.agents) {
        const auto account = account_of(who);
        if (account.home.empty()) continue;
        auto known = homes_.find(account.home);
        if (known == homes_.end()) known = homes_.emplace(account.home, false).first;
        if (known->second) continue;
        if (!host_.write(sql_.home, {account.home})) return false;
        known->second = true;
    }
    return true;
}

bool SqliteArchive::write_void(const std::string& target) {
    const auto id = uuid_bytes(target);
    if (!id) return true;
    const auto value = Value::blob(*id);
    return host_.write(sql_.voids, {value}) && host_.write(sql_.void_statement, {value}) &&
           host_.write(sql_.void_result, {value});
}

bool SqliteArchive::write_blocks(const std::vector<const Entry*>& fresh) {
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> blocks; // oldest, newest
    auto seq = next_seq_;
    for (const auto* entry : fresh) {
        auto& [oldest, newest] = blocks.try_emplace(seq++ >> sqlite::kBlockBits, entry->stored, entry->stored).first->second;
        oldest = std::min(oldest, entry->stored);
        newest = std::max(newest, entry->stored);
    }
    return std::all_of(blocks.begin(), blocks.end(), [&](const auto& one) {
        return host_.write(sql_.block, {one.first, one.second.first, one.second.second});
    });
}

bool SqliteArchive::is_forgotten(const xapi::Statement& statement) const {
    return !forgotten_.empty() && std::ranges::any_of(statement.agents, [&](const auto& who) {
        const auto name = account_of(who).name;
        return !name.empty() && forgotten_.contains(terms_->player(name));
    });
}

// ---------------------------------------------------------------- on the way to the disk

void SqliteArchive::take_off(Flight flight, const std::vector<const Entry*>& fresh) {
    const auto number = ++last_flight_;
    flight.oldest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        in_flight_.insert_or_assign(flight.ids[i], InFlight{fresh[i]->statement.fingerprint, number});
        flight.oldest = std::min(flight.oldest, fresh[i]->stored);
        flight.bytes += fresh[i]->body.size();
    }
    bytes_in_flight_ += flight.bytes;
    flights_.emplace(number, std::move(flight));
    host_.when_saved([this, number, alive = std::weak_ptr(alive_)](bool durable) {
        if (!alive.expired()) landed(number, durable);
    });
}

void SqliteArchive::landed(FlightNumber number, bool durable) {
    const auto here = flights_.find(number);
    if (here == flights_.end()) return;
    const auto done = std::exchange(here->second.done, nullptr);
    if (!durable) {
        distrust(number);
        return done(unavailable());
    }
    const bool kept = here->second.trusted;
    over(number);
    done(kept ? Outcome{} : unavailable());
}

// Steps come to the disk in their order: what was refused before is there by now, or was never sent to it.
void SqliteArchive::over(FlightNumber up_to) {
    for (auto it = flights_.begin(); it != flights_.end() && it->first <= up_to; it = flights_.erase(it)) {
        bytes_in_flight_ -= it->second.bytes;
        for (const auto& id : it->second.ids)
            if (const auto flying = in_flight_.find(id); flying != in_flight_.end() && flying->second.flight == it->first)
                in_flight_.erase(flying);
    }
}

// Flights that the disk refused are over when one behind them lands. Where they leave no room for any other, a step that
// writes nothing is that one.
void SqliteArchive::make_room() {
    if (std::exchange(making_room_, true)) return;
    host_.when_saved([this, up_to = last_flight_, alive = std::weak_ptr(alive_)](bool durable) {
        if (alive.expired()) return;
        making_room_ = false;
        if (durable) over(up_to);
    });
}

void SqliteArchive::distrust(FlightNumber number) {
    for (auto& [other, flight] : flights_)
        if (other == number || flight.relies_on.contains(number)) flight.trusted = false;
    for (const auto& id : flights_[number].ids)
        if (const auto flying = in_flight_.find(id); flying != in_flight_.end() && flying->second.flight == number)
            flying->second.trusted = false;
    for (auto& [home, on_disk] : homes_) on_disk = false;
}

Outcome SqliteArchive::give_up() {
    host_.abandon_step();
    for (auto& [home, on_disk] : homes_) on_disk = false;
    return unavailable();
}

std::int64_t SqliteArchive::consistent_through() const {
    auto through = host_.wall();
    for (const auto& [number, flight] : flights_) through = std::min(through, flight.oldest - 1);
    return through;
}

// ---------------------------------------------------------------- forgetting

void SqliteArchive::forget(const std::string& player, std::function<void(Outcome)> done) {
    const auto hashed = terms_->player(player);
    bool written = host_.write(sql_.forgotten, {hashed});
    for (const auto& [home, on_disk] : homes_) {
        const auto term = terms_->account(home, player);
        written = written && host_.write(sql_.erase_player, {term, player}) && host_.write(sql_.erase, {term}) &&
                  host_.write(sql_.erase_mentions, {term});
    }
    if (!written) return done(give_up());
    forgotten_.insert(hashed);
    host_.when_saved([done = std::move(done), alive = std::weak_ptr(alive_)](bool durable) {
        if (!alive.expired()) done(durable ? Outcome{} : unavailable());
    });
}

namespace {

std::string bytes_of(const xapi::Statement& statement) {
    auto bytes = uuid_bytes(statement.id);
    if (!bytes) throw std::invalid_argument("a statement without a UUID");
    return std::move(*bytes);
}

std::string question_marks(std::size_t count) {
    std::string marks = "?";
    for (std::size_t i = 1; i < count; ++i) marks += ", ?";
    return marks;
}

Outcome unavailable() {
    return {Outcome::Kind::unavailable, "", "Nothing was stored: the disk does not take it at present. Send it again."};
}

} // namespace

} // namespace central
