#include "store/postgres_ask.h"

#include "store/postgres_schema.h"
#include "store/uuid.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace central::postgres {

using pg::Values;

namespace {

constexpr const char* kSession =
    "SET statement_timeout = '3s'; SET lock_timeout = '2s'; SET idle_in_transaction_session_timeout = '10s';"
    // No question of ours takes as long as to compile it would. The planner thinks so of a table that grew since it was
    // looked at, and the league asks five times a second.
    "SET jit = off;"
    // Whoever runs the server may wait for more than its own disk, but not for less.
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

// Any number; the same for every process on a database.
constexpr const char* kLockMigrations =
    "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(7021460532021)";
constexpr const char* kEvents = "ANY (ARRAY (SELECT DISTINCT event FROM central_homes))";

// Where a list or the changes go on: two numbers and an id, and what remains.
struct Cursor {
    std::int64_t first = 0, second = 0;
    std::string id = std::string(16, '\0'); // 16 bytes
    std::string event;
};
std::optional<Cursor> read_cursor(std::string_view text);
std::string write_cursor(const Cursor&);

} // namespace

std::optional<Kept> find(pg::Connection& connection, const std::string& id, bool voided) {
    const auto bytes = uuid_bytes(id);
    if (!bytes) return std::nullopt;
    const auto rows = connection.run(
        "SELECT body, stored, voids IS NULL AND EXISTS (SELECT 1 FROM central_voids v WHERE v.target = s.id)"
        " FROM central_statements s WHERE event = " + std::string(kEvents) + " AND id = $1 AND NOT erased",
        Values().uuid(*bytes));
    for (int i = 0; i < rows.count(); ++i)
        if (rows.boolean(i, 2) == voided) return Kept{std::string(rows.text(i, 0)), rows.integer(i, 1), voided};
    return std::nullopt;
}

Page list(pg::Connection& connection, const Terms& terms, const xapi::Query& query, std::size_t most) {
    Page page;
    std::optional<Cursor> after;
    if (!query.after.empty() && !(after = read_cursor(query.after))) return page; // no words of ours
    const auto limit = query.limit > 0 ? std::min(most, static_cast<std::size_t>(query.limit)) : most;

    std::string sql =
        "SELECT stored, arrived, id, body FROM central_statements s WHERE NOT erased AND stored > $1 AND stored <= $2"
        " AND (voids IS NOT NULL OR NOT EXISTS (SELECT 1 FROM central_voids v WHERE v.target = s.id))";
    Values values;
    values.integer(query.since).integer(query.until ? query.until : std::numeric_limits<std::int64_t>::max());
    for (const auto& group : terms.asked(query)) {
        values.integers(group);
        sql += " AND terms && $" + std::to_string(values.all().size());
    }
    if (after) {
        values.integer(after->first).integer(after->second).uuid(after->id);
        const auto count = values.all().size();
        const auto at = [&](std::size_t back) { return "$" + std::to_string(count - back); };
        // The first part is what the index on `stored` understands.
        const std::string than = query.ascending ? ">" : "<";
        sql += " AND stored " + than + "= " + at(2) + " AND (stored, arrived, id) " + than + " (" + at(2) + ", " + at(1) + ", " +
               at(0) + ")";
    }
    const std::string order = query.ascending ? "" : " DESC";
    sql += " ORDER BY stored" + order + ", arrived" + order + ", id" + order + " LIMIT " + std::to_string(limit + 1);

    const auto rows = connection.ask(sql, values);
    for (int i = 0; i < rows.count(); ++i) {
        if (page.bodies.size() == limit) {
            page.after = write_cursor({rows.integer(i - 1, 0), rows.integer(i - 1, 1), std::string(rows.text(i - 1, 2)), {}});
            break;
        }
        page.bodies.emplace_back(rows.text(i, 3));
    }
    return page;
}

Changes results_since(pg::Connection& connection, const std::string& cursor, std::size_t most) {
    const auto from = read_cursor(cursor).value_or(Cursor{});
    // A run comes at its own transaction, or at that which voided it first where that is the later one. Both kinds of rows are
    // read in the order of transactions; what is voided later than that is seen when its turn comes.
    const auto sql =
        "WITH horizon AS (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xid),"
        " changed AS ("
        "  (SELECT r.xid AS change, r.* FROM central_results r"
        "   WHERE (r.xid, r.source, r.event) > ($1, $2, $3) AND r.xid < (SELECT xid FROM horizon)"
        "    AND coalesce((SELECT min(v.xid) FROM central_voids v WHERE v.target = r.source), 0) <= r.xid"
        "   ORDER BY r.xid, r.source, r.event LIMIT $4)"
        "  UNION ALL"
        "  (SELECT v.xid AS change, r.* FROM central_voids v JOIN central_results r ON r.source = v.target AND r.event = " +
        std::string(kEvents) +
        "   WHERE v.xid >= $1 AND (v.xid, r.source, r.event) > ($1, $2, $3) AND v.xid < (SELECT xid FROM horizon) AND v.xid > "
        "r.xid"
        "    AND v.xid = (SELECT min(w.xid) FROM central_voids w WHERE w.target = v.target)"
        "   ORDER BY v.xid, r.source, r.event LIMIT $4))"
        " SELECT DISTINCT change, source, event, registration, number, player, unit, unit_title, title, device, score, max_score,"
        "  \"right\", asked, duration, finished, EXISTS (SELECT 1 FROM central_voids v WHERE v.target = source),"
        "  coalesce(sender, (SELECT s.sender FROM central_statements s WHERE s.event = changed.event AND s.id = changed.source))"
        " FROM changed ORDER BY change, source, event LIMIT $4";
    const auto rows = connection.ask(sql, Values().integer(from.first).uuid(from.id).text(from.event)
                                              .integer(static_cast<std::int64_t>(most) + 1));
    Changes changes;
    changes.cursor = cursor;
    for (int i = 0; i < rows.count(); ++i) {
        if (changes.results.size() == most) {
            changes.more = true;
            break;
        }
        changes.cursor = write_cursor({rows.integer(i, 0), 0, std::string(rows.text(i, 1)), std::string(rows.text(i, 2))});
        auto& result = changes.results.emplace_back();
        result.statement = uuid_text(rows.text(i, 1));
        result.event = rows.text(i, 2);
        result.registration = rows.text(i, 3);
        result.number = rows.integer(i, 4);
        result.player = rows.text(i, 5);
        result.unit = rows.text(i, 6);
        result.unit_title = rows.text(i, 7);
        result.title = rows.text(i, 8);
        result.device = rows.text(i, 9);
        result.score = rows.real(i, 10);
        result.max_score = rows.real(i, 11);
        result.right = rows.integer(i, 12);
        result.asked = rows.integer(i, 13);
        result.duration = rows.integer(i, 14);
        result.finished = rows.integer(i, 15);
        result.voided = rows.boolean(i, 16);
        result.sender = rows.text(i, 17);
    }
    return changes;
}

void forget(pg::Connection& connection, const Terms& terms, const std::string& player) {
    // Waits for those who write, and they for us: see Keeper::write. It conflicts with their ROW SHARE and with itself, and not
    // with ACCESS SHARE.
    connection.command("BEGIN; LOCK TABLE central_forgotten IN EXCLUSIVE MODE");
    connection.run("INSERT INTO central_forgotten (event, player) VALUES ('', $1) ON CONFLICT DO NOTHING",
                   Values().integer(terms.player(player)));
    std::vector<Term> mentions;
    const auto homes = connection.ask("SELECT DISTINCT home FROM central_homes");
    for (int i = 0; i < homes.count(); ++i) mentions.push_back(terms.account(homes.text(i, 0), player));
    connection.ask("UPDATE central_results r SET player = '', xid = pg_current_xact_id()::text::bigint FROM central_statements s"
                   " WHERE s.terms && $1 AND r.event = s.event AND r.source = s.id AND r.player = $2",
                   Values().integers(mentions).text(player));
    connection.ask("UPDATE central_statements SET erased = true, body = '', terms = '{}' WHERE terms && $1",
                   Values().integers(mentions));
    connection.command("COMMIT");
}

std::string begin_session(pg::Connection& connection) {
    connection.command(kSession);
    connection.command(kLockMigrations);
    connection.command("CREATE TABLE IF NOT EXISTS central_versions (event text NOT NULL, version integer NOT NULL,"
                       " PRIMARY KEY (event, version))");
    constexpr std::int64_t known = std::size(kScripts);
    const auto version = connection.ask("SELECT coalesce(max(version), 0)::bigint FROM central_versions").integer(0, 0);
    if (version > known)
        throw pg::Failure(pg::Failure::Kind::refused, "the database is of a newer version of this plugin");
    for (auto next = version; next < known; ++next) {
        connection.command(kScripts[next]);
        connection.ask("INSERT INTO central_versions (event, version) VALUES ('', $1)", Values().integer(next + 1));
    }
    std::string key(Terms::kKeyBytes, '\0');
    randombytes_buf(key.data(), key.size());
    connection.ask("INSERT INTO central_settings (event, name, value) SELECT '', 'term key', v FROM unnest($1) AS new (v)"
                   " ON CONFLICT DO NOTHING",
                   Values().blobs({key}));
    key = connection.ask("SELECT value FROM central_settings WHERE event = '' AND name = 'term key'").text(0, 0);
    connection.command("COMMIT");
    return key;
}

namespace {

// "<number>-<number>-<32 hex digits>-<event>"
std::string write_cursor(const Cursor& cursor) {
    return std::to_string(cursor.first) + '-' + std::to_string(cursor.second) + '-' + uuid_text(cursor.id) + '-' + cursor.event;
}

std::optional<Cursor> read_cursor(std::string_view text) {
    Cursor cursor;
    for (auto* number : {&cursor.first, &cursor.second}) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
        if (error != std::errc() || *number < 0 || end == text.data() + text.size() || *end != '-') return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    }
    auto id = uuid_bytes(text.substr(0, 36));
    if (!id || text.size() < 37 || text[36] != '-') return std::nullopt;
    cursor.id = std::move(*id);
    cursor.event = text.substr(37);
    return cursor;
}

} // namespace

} // namespace central::postgres
