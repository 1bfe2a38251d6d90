// What the SQLite archive is asked: one statement, lists, and what is new for the league.
#include "store/sqlite_archive.h"
#include "store/sqlite_schema.h"
#include "store/uuid.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace central {

using kiosk::Row;
using kiosk::Value;

namespace {

// A million statements are looked through for one page at most; where they hold too few, the page is shorter than it may be,
// and the next one goes on behind them. So nobody's question keeps main for long.
constexpr std::size_t kMostBlocks = 256;

std::optional<std::int64_t> number_of(const std::string& cursor);
std::string one_of(std::size_t count);
RunResult result_of(const Row&);

} // namespace

struct SqliteArchive::Asked {
    Terms::Groups groups;
    bool ascending;
    std::int64_t since, until; // stored: since < stored <= until
    std::int64_t from, to;     // seq, both included
    std::size_t limit;
};

void SqliteArchive::find(const std::string& id, bool voided, std::function<void(bool, std::optional<Kept>)> told) {
    const auto bytes = uuid_bytes(id);
    std::optional<Kept> kept;
    if (!bytes) return told(true, kept);
    try {
        host_.read("SELECT state, stored, body FROM central_statements WHERE id = ?1", {Value::blob(*bytes)},
                   [&](const Row& row) {
                       const auto state = row.integer(0);
                       if (state == sqlite::erased || (state == sqlite::voided) != voided) return;
                       kept = Kept{std::string(row.text(2)), row.integer(1), voided};
                   });
    } catch (const kiosk::HostError&) {
        return told(false, std::nullopt);
    }
    told(true, std::move(kept));
}

void SqliteArchive::list(const xapi::Query& query, std::size_t most, std::function<void(Page)> told) {
    constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
    Page page;
    const auto after = number_of(query.after);
    if (!after && !query.after.empty()) return told(page); // no words of ours
    Asked asked{terms_->asked(query), query.ascending, query.since, query.until ? query.until : kEnd, 0, kEnd, most};
    if (query.limit > 0) asked.limit = std::min(most, static_cast<std::size_t>(query.limit));
    if (after) (asked.ascending ? asked.from : asked.to) = asked.ascending ? *after + 1 : *after - 1;
    try {
        const auto blocks = blocks_of(asked);
        for (std::size_t i = 0; i < blocks.size() && page.after.empty(); ++i) {
            const auto last = read_block(asked, blocks[i], asked.limit - page.bodies.size(), page);
            const bool looked_enough = i + 1 == kMostBlocks && blocks.size() > kMostBlocks;
            if (page.after.empty() && looked_enough) page.after = std::to_string(last);
        }
    } catch (const kiosk::HostError&) {
        page = {};
        page.available = false;
    }
    told(std::move(page));
}

// Where such statements may be, in the order of the list; one more than are looked through.
std::vector<std::int64_t> SqliteArchive::blocks_of(const Asked& asked) const {
    std::string sql = "SELECT b.block FROM central_blocks b WHERE b.block BETWEEN ? AND ? AND b.newest > ? AND b.oldest <= ?";
    std::vector<Value> values{asked.from >> sqlite::kBlockBits, asked.to >> sqlite::kBlockBits, asked.since, asked.until};
    for (const auto& group : asked.groups) {
        sql +=
            " AND EXISTS (SELECT 1 FROM central_mentions m WHERE m.block = b.block AND m.term IN (" + one_of(group.size()) + "))";
        for (const auto term : group) values.emplace_back(term);
    }
    sql += asked.ascending ? " ORDER BY b.block" : " ORDER BY b.block DESC";
    values.emplace_back(static_cast<std::int64_t>(kMostBlocks + 1));
    std::vector<std::int64_t> blocks;
    host_.read((sql + " LIMIT ?").c_str(), values, [&](const Row& row) { blocks.push_back(row.integer(0)); });
    return blocks;
}

// Adds what the block has, `most` at most; sets page.after where it has more. Returns the block's edge, to go on behind.
std::int64_t SqliteArchive::read_block(const Asked& asked, std::int64_t block, std::size_t most, Page& page) const {
    const std::int64_t first = block << sqlite::kBlockBits, last = ((block + 1) << sqlite::kBlockBits) - 1;
    const std::string order = asked.ascending ? "" : " DESC";
    std::string sql = "SELECT f.seq, s.body FROM (SELECT DISTINCT t.seq AS seq FROM ";
    std::vector<Value> values;
    if (asked.groups.empty()) {
        sql += "central_statements t WHERE 1";
    } else {
        sql += "central_mentions m CROSS JOIN central_statements t ON t.seq = m.seq WHERE m.block = ?";
        values.emplace_back(block);
    }
    for (const auto& group : asked.groups) {
        const bool drives = &group == &asked.groups.front();
        if (drives) sql += " AND m.term IN (" + one_of(group.size()) + ")";
        else {
            sql += " AND EXISTS (SELECT 1 FROM central_mentions x WHERE x.block = ? AND x.term IN (" + one_of(group.size()) +
                   ") AND x.seq = m.seq)";
            values.emplace_back(block);
        }
        for (const auto term : group) values.emplace_back(term);
    }
    sql += " AND t.seq BETWEEN ? AND ? AND t.state IN (0, 2) AND t.stored > ? AND t.stored <= ? ORDER BY t.seq" + order +
           " LIMIT ?) f CROSS JOIN central_statements s ON s.seq = f.seq ORDER BY f.seq" + order;
    for (const auto value : {std::max(first, asked.from), std::min(last, asked.to), asked.since, asked.until,
                             static_cast<std::int64_t>(most + 1)})
        values.emplace_back(value);
    std::int64_t before = asked.ascending ? first - 1 : last + 1;
    std::size_t taken = 0;
    host_.read(sql.c_str(), values, [&](const Row& row) {
        if (taken == most) page.after = std::to_string(before);
        else page.bodies.emplace_back(row.text(1));
        before = row.integer(0);
        ++taken;
    });
    return asked.ascending ? last : first;
}

void SqliteArchive::results_since(const std::string& cursor, std::size_t most, std::function<void(Changes)> told) {
    Changes changes;
    changes.cursor = cursor;
    try {
        host_.read("SELECT r.change, s.id, r.registration, r.number, r.event, r.player, r.unit, r.unit_title, r.title, r.device,"
                   " r.score, r.max_score, r.\"right\", r.asked, r.duration, r.finished, r.voided, s.sender"
                   " FROM central_results r CROSS JOIN central_statements s ON s.seq = r.source"
                   " WHERE r.change > ?1 ORDER BY r.change LIMIT ?2",
                   {number_of(cursor).value_or(0), static_cast<std::int64_t>(most) + 1}, [&](const Row& row) {
                       changes.more = changes.results.size() == most;
                       if (changes.more) return;
                       changes.cursor = std::to_string(row.integer(0));
                       changes.results.push_back(result_of(row));
                   });
    } catch (const kiosk::HostError&) {
        changes = {};
        changes.available = false;
        changes.cursor = cursor;
    }
    told(std::move(changes));
}

namespace {

std::optional<std::int64_t> number_of(const std::string& cursor) {
    std::int64_t number = 0;
    const auto* end = cursor.data() + cursor.size();
    const auto [stopped, error] = std::from_chars(cursor.data(), end, number);
    if (cursor.empty() || error != std::errc() || stopped != end || number < 0) return std::nullopt;
    return number;
}

std::string one_of(std::size_t count) { return count == 1 ? "?" : "?, ?"; }

RunResult result_of(const Row& row) {
    RunResult result;
    result.statement = uuid_text(row.text(1));
    result.registration = row.text(2);
    result.number = row.integer(3);
    result.event = row.text(4);
    result.player = row.text(5);
    result.unit = row.text(6);
    result.unit_title = row.text(7);
    result.title = row.text(8);
    result.device = row.text(9);
    result.score = row.real(10);
    result.max_score = row.real(11);
    result.right = row.integer(12);
    result.asked = row.integer(13);
    result.duration = row.integer(14);
    result.finished = row.integer(15);
    result.voided = row.integer(16) != 0;
    result.sender = row.text(17);
    return result;
}

} // namespace

} // namespace central
