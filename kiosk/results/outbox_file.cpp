// Statements by USB stick, where there is no network for days.
#include "kiosk/results/outbox.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>

namespace kiosk::results {

using nlohmann::json;

namespace {

constexpr std::size_t kLongestLine = 64 * 1024;

struct Line {
    std::string id;
    Ms at = 0;
};
std::optional<Line> read_line(std::string_view line);
Status insert_all(store::Database&, std::string_view lines, Taken&);

} // namespace

kiosk::Result<std::string> to_lines(store::Database& db) {
    std::string lines;
    Status read =
        db.read("SELECT body FROM outbox WHERE state = 'waiting' ORDER BY seq", {}, [&](std::span<const store::Value> row) {
            lines += std::get<std::string>(row[0]) + '\n';
            return true;
        });
    if (!read) return read.error();
    return lines;
}

kiosk::Result<Taken> from_lines(store::Database& db, std::string_view lines) {
    Taken taken;
    if (auto begun = db.run("BEGIN IMMEDIATE"); !begun) return begun.error();
    Status done = insert_all(db, lines, taken);
    if (done) done = db.run("COMMIT");
    if (!done) return (void)db.run("ROLLBACK"), done.error();
    return taken;
}

namespace {

Status insert_all(store::Database& db, std::string_view lines, Taken& taken) {
    for (int number = 1; !lines.empty(); ++number) {
        const auto end = std::min(lines.find('\n'), lines.size());
        std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        const auto read = read_line(line);
        if (!read) return Error{Kind::invalid, "Line " + std::to_string(number) + " is no statement; nothing was taken."};
        const store::Value values[] = {read->id, read->at, std::string(line)};
        bool is_new = false;
        // RETURNING gives a row only where one was added.
        Status put =
            db.read("INSERT INTO outbox (id, number, at, body) VALUES (?1, 0, ?2, ?3) ON CONFLICT (id) DO NOTHING RETURNING seq",
                    values, [&](std::span<const store::Value>) { return is_new = true; });
        if (!put) return put;
        ++(is_new ? taken.added : taken.known);
    }
    return {};
}

// As much as the outbox must know of it; the endpoint judges the rest.
std::optional<Line> read_line(std::string_view line) {
    if (line.size() > kLongestLine) return std::nullopt;
    const json statement = json::parse(line, nullptr, false);
    if (!statement.is_object()) return std::nullopt;
    for (const char* member : {"id", "actor", "verb", "object", "timestamp"})
        if (!statement.contains(member)) return std::nullopt;
    if (!statement["id"].is_string() || !statement["timestamp"].is_string()) return std::nullopt;
    Line read{statement["id"].get<std::string>(), 0};
    const bool is_uuid = read.id.size() == 36 && read.id.find_first_not_of("0123456789abcdef-") == std::string::npos;
    std::tm utc{};
    const auto& when = statement["timestamp"].get_ref<const std::string&>();
    const char* const rest = strptime(when.c_str(), "%Y-%m-%dT%H:%M:%S", &utc);
    if (!is_uuid || !rest || !when.ends_with('Z')) return std::nullopt; // as `timestamp` writes it
    read.at = (Ms{timegm(&utc)} + 1) * 1000;                           // rounded up
    return read;
}

} // namespace

} // namespace kiosk::results
