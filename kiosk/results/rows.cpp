#include "kiosk/results/rows.h"

#include <sodium.h>

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
    firsts_.clear();
    runs_.clear();
    units_.clear();
}

void Rows::put(const Result& result) {
    Row row = row_of(result);
    if (const auto known = find(result.plugin, result.run, result.person)) {
        row.next = rows_[*known].next;
        row.is_first = rows_[*known].is_first;
        rows_[*known] = row;
        return;
    }
    const auto here = static_cast<std::uint32_t>(rows_.size());
    const auto [first, is_new] = firsts_.try_emplace(result.person, here);
    row.is_first = is_new;
    if (!is_new) {
        std::uint32_t last = first->second;
        while (rows_[last].next != kNone) last = rows_[last].next;
        rows_[last].next = here & kNone;
    }
    rows_.push_back(row);
}

std::optional<std::uint32_t> Rows::find(std::string_view plugin, std::string_view run, std::int64_t person) const {
    for (auto at = first_of(person); at != kNone; at = rows_[at].next)
        if (rows_[at].run->run == run && rows_[at].run->plugin == plugin) return at;
    return std::nullopt;
}

std::vector<std::uint32_t> Rows::of(std::int64_t person) const {
    std::vector<std::uint32_t> theirs;
    for (auto at = first_of(person); at != kNone; at = rows_[at].next) theirs.push_back(at);
    return theirs;
}

void Rows::give(std::int64_t person, std::int64_t alias, const std::string& unit) {
    const auto first = first_of(person);
    if (first == kNone) return;
    firsts_.erase(person);
    firsts_.emplace(alias, first);
    for (auto at = first; at != kNone; at = rows_[at].next) {
        rows_[at].person = alias;
        rows_[at].unit = units_.keep(unit);
    }
}

Result Rows::result(std::uint32_t at) const {
    const Row& row = rows_[at];
    Result result;
    result.id = uuid_text(row.id);
    result.plugin = row.run->plugin;
    result.run = row.run->run;
    result.title = row.run->title;
    result.rehearsal = row.run->rehearsal;
    result.person = row.person;
    result.unit = *row.unit;
    result.place = row.place;
    result.score = row.score;
    result.max_score = row.max_score;
    result.right = row.right;
    result.asked = row.asked;
    result.duration = row.duration;
    result.finished = row.finished;
    return result;
}

std::uint32_t Rows::first_of(std::int64_t person) const {
    const auto theirs = firsts_.find(person);
    return theirs == firsts_.end() ? kNone : theirs->second;
}

static_assert(sizeof(Rows::Row) <= 88, "ten thousand of them are in memory all day");

Rows::Row Rows::row_of(const Result& result) {
    const Run* run = &*runs_.insert({result.plugin, result.run, result.title, result.rehearsal}).first;
    return {result.person,   bytes_of(result.id), result.score, result.max_score, result.duration, result.finished, run,
            units_.keep(result.unit), result.place, result.right, result.asked, kNone, 0};
}

} // namespace kiosk::results
