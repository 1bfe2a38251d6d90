#include "kiosk/results/rows.h"

#include <sodium.h>

#include <utility>

namespace kiosk::results {

namespace {

Uuid bytes_of(std::string_view uuid) {
    Uuid bytes{};
    sodium_hex2bin(bytes.data(), bytes.size(), uuid.data(), uuid.size(), "-", nullptr, nullptr);
    return bytes;
}

} // namespace

std::string uuid_text(const Uuid& bytes) {
    char hex[33];
    sodium_bin2hex(hex, sizeof hex, bytes.data(), bytes.size());
    const std::string_view digits(hex, 32);
    std::string uuid;
    uuid.reserve(36);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) uuid += '-';
        uuid += digits[i];
    }
    return uuid;
}

void Rows::clear() {
    rows_.clear();
    by_person_.clear();
    texts_.clear();
}

void Rows::put(const Result& result) {
    if (const auto known = find(result.plugin, result.run, result.person)) {
        rows_[*known] = row_of(result);
        return;
    }
    by_person_[result.person].push_back(static_cast<std::uint32_t>(rows_.size()));
    rows_.push_back(row_of(result));
}

std::optional<std::uint32_t> Rows::find(std::string_view plugin, std::string_view run, std::int64_t person) const {
    for (const auto at : of(person))
        if (*rows_[at].run == run && *rows_[at].plugin == plugin) return at;
    return std::nullopt;
}

std::span<const std::uint32_t> Rows::of(std::int64_t person) const {
    const auto known = by_person_.find(person);
    return known == by_person_.end() ? std::span<const std::uint32_t>() : known->second;
}

void Rows::give(std::int64_t person, std::int64_t alias, const std::string& unit, const std::string& unit_title) {
    auto known = by_person_.extract(person);
    if (known.empty()) return;
    for (const auto at : known.mapped()) {
        Row& row = rows_[at];
        row.person = alias;
        row.name.clear();
        row.board_name = once("");
        row.unit = once(unit);
        row.unit_title = once(unit_title);
    }
    by_person_.emplace(alias, std::move(known.mapped()));
}

Result Rows::result(std::uint32_t at) const {
    const Row& row = rows_[at];
    Result result;
    result.id = uuid_text(row.id);
    result.plugin = *row.plugin;
    result.run = *row.run;
    result.title = *row.title;
    result.person = row.person;
    result.name = row.name;
    result.unit = *row.unit;
    result.place = row.place;
    result.score = row.score;
    result.max_score = row.max_score;
    result.right = row.right;
    result.asked = row.asked;
    result.duration = row.duration;
    result.finished = row.finished;
    result.rehearsal = row.rehearsal;
    result.board_name = *row.board_name;
    result.unit_title = *row.unit_title;
    return result;
}

Rows::Row Rows::row_of(const Result& result) {
    return {result.person,    bytes_of(result.id),     once(result.plugin), once(result.run), once(result.title),
            once(result.board_name), once(result.unit), once(result.unit_title), result.name, result.score,
            result.max_score, result.duration,         result.finished,     result.place,     result.right,
            result.asked,     result.rehearsal};
}

} // namespace kiosk::results
