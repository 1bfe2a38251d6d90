#include "kiosk/results/ledger.h"

#include "kiosk/base/log.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <tuple>
#include <unordered_map>

namespace kiosk::results {

namespace {

constexpr std::string_view kColumns = "id, plugin, run, title, person, name, unit, unit_title, place, score, max_score, "
                                      "right_answers, asked, duration, finished, rehearsal";

// What a person or a unit has gathered. Scores in thousandths, so that no order of adding makes a difference.
struct Sum {
    std::int64_t score = 0;
    int right = 0;
    Ms duration = 0;
    int count = 0; // runs of a person, people of a unit
    Ms last = 0;   // when the latest run ended: who was there first is named first within a shared place
};
template <class Key> using Sums = std::vector<std::pair<Key, Sum>>;

std::unordered_map<std::int64_t, Sum> sums_by_person(const std::vector<Result>&, const people::People&, Span, Ms now);
template <class Key> std::vector<int> rank(Sums<Key>&, std::size_t limit);
BoardRow row_of(int place, const Sum&);
Result result_of(std::span<const store::Value> row);
std::string new_uuid();
double number_or_zero(double);

} // namespace

Ledger::Ledger(store::Writer& writer, const people::People& people) : people_(people) {
    upsert_ = writer.prepare("", "INSERT INTO results (" + std::string(kColumns) +
                                     ") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)"
                                     " ON CONFLICT (plugin, run, person) DO UPDATE SET title = excluded.title, name = excluded.name,"
                                     " unit = excluded.unit, unit_title = excluded.unit_title, place = excluded.place,"
                                     " score = excluded.score, max_score = excluded.max_score,"
                                     " right_answers = excluded.right_answers, asked = excluded.asked,"
                                     " duration = excluded.duration, finished = excluded.finished, rehearsal = excluded.rehearsal");
}

Status Ledger::load(store::Database& db) {
    auto read = read_results(db);
    if (!read) return read.error();
    results_.clear();
    by_run_.clear();
    for (auto& result : *read) put(std::move(result));
    return {};
}

void Ledger::record(Result result, store::Step& step) {
    if (!std::isfinite(result.score) || !std::isfinite(result.max_score)) {
        spdlog::warn("results: a score is no number plugin={} person={}", log_safe(result.plugin), result.person);
        result.score = number_or_zero(result.score);
        result.max_score = number_or_zero(result.max_score);
    }
    if (const people::Person* person = people_.find(result.person)) {
        const people::Unit* unit = people_.unit(person->unit);
        result.name = person->name;
        result.unit = person->unit;
        result.unit_title = unit ? unit->title : "";
        result.public_id = person->public_id;
    }
    const auto known = by_run_.find({result.plugin + '/' + result.run, result.person});
    result.id = known == by_run_.end() ? new_uuid() : results_[known->second].id;
    step.writes.push_back({upsert_,
                           {result.id, result.plugin, result.run, result.title, result.person, result.name, result.unit,
                            result.unit_title, std::int64_t{result.place}, result.score, result.max_score,
                            std::int64_t{result.right}, std::int64_t{result.asked}, result.duration, result.finished,
                            std::int64_t{result.rehearsal}}});
    put(std::move(result));
}

std::vector<BoardRow> Ledger::board(Span span, bool units, std::size_t limit, Ms wall_now) const {
    const auto by_person = sums_by_person(results_, people_, span, wall_now);
    std::vector<BoardRow> rows;
    if (!units) {
        Sums<std::int64_t> sums(by_person.begin(), by_person.end());
        const auto places = rank(sums, limit);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const people::Person& person = *people_.find(sums[i].first);
            const people::Unit* unit = people_.unit(person.unit);
            BoardRow row = row_of(places[i], sums[i].second);
            row.person = person.id;
            row.name = person.name;
            row.unit_title = unit ? unit->title : person.unit;
            rows.push_back(std::move(row));
        }
        return rows;
    }
    std::unordered_map<std::string, Sum> by_unit;
    for (const auto& [id, sum] : by_person) {
        const std::string& unit = people_.find(id)->unit;
        if (unit.empty()) continue;
        Sum& total = by_unit[unit];
        total.score += sum.score;
        total.right += sum.right;
        total.duration += sum.duration;
        total.last = std::max(total.last, sum.last);
        ++total.count;
    }
    Sums<std::string> sums(by_unit.begin(), by_unit.end());
    const auto places = rank(sums, limit);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const people::Unit* unit = people_.unit(sums[i].first);
        BoardRow row = row_of(places[i], sums[i].second);
        row.name = unit ? unit->title : sums[i].first;
        rows.push_back(std::move(row));
    }
    return rows;
}

void Ledger::put(Result result) {
    const auto [at, is_new] = by_run_.try_emplace({result.plugin + '/' + result.run, result.person}, results_.size());
    if (is_new) results_.push_back(std::move(result));
    else results_[at->second] = std::move(result);
    ++revision_;
}

kiosk::Result<std::vector<Result>> read_results(store::Database& db) {
    std::vector<Result> results;
    const std::string sql = "SELECT " + std::string(kColumns) + ", (SELECT public_id FROM players WHERE players.id = person)"
                            " FROM results ORDER BY results.rowid";
    Status status = db.read(sql, {}, [&](std::span<const store::Value> row) {
        results.push_back(result_of(row));
        return true;
    });
    if (!status) return status.error();
    return results;
}

namespace {

struct Day {
    Ms begin, end;
};

// The calendar day that holds `now`, in the machine's time zone; mktime knows about days of 23 hours.
Day local_day(Ms now) {
    const std::time_t seconds = static_cast<std::time_t>(now / 1000);
    std::tm day{};
    localtime_r(&seconds, &day);
    const auto midnight = [&day](int days_later) {
        std::tm time{};
        time.tm_year = day.tm_year;
        time.tm_mon = day.tm_mon;
        time.tm_mday = day.tm_mday + days_later;
        time.tm_isdst = -1;
        return Ms{std::mktime(&time)} * 1000;
    };
    return {midnight(0), midnight(1)};
}

std::unordered_map<std::int64_t, Sum> sums_by_person(const std::vector<Result>& results, const people::People& people, Span span,
                                                     Ms now) {
    const Day today = local_day(now);
    std::unordered_map<std::int64_t, Sum> sums;
    for (const auto& result : results) {
        if (result.rehearsal) continue;
        if (span == Span::today && (result.finished < today.begin || result.finished >= today.end)) continue;
        const people::Person* person = people.find(result.person);
        if (!person || person->removed) continue;
        Sum& sum = sums[result.person];
        sum.score += std::llround(result.score * 1000);
        sum.right += result.right;
        sum.duration += result.duration;
        sum.last = std::max(sum.last, result.finished);
        ++sum.count;
    }
    return sums;
}

auto merit(const Sum& sum) { return std::tuple(-sum.score, -sum.right, sum.duration); }

// Sorts the best `limit` to the front and returns their places: equal merit, equal place.
template <class Key> std::vector<int> rank(Sums<Key>& sums, std::size_t limit) {
    const std::size_t shown = std::min(limit, sums.size());
    const auto better = [](const auto& a, const auto& b) {
        return std::tuple(merit(a.second), a.second.last, a.first) < std::tuple(merit(b.second), b.second.last, b.first);
    };
    std::partial_sort(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(shown), sums.end(), better);
    std::vector<int> places(shown);
    for (std::size_t i = 0; i < shown; ++i) {
        const bool shared = i > 0 && merit(sums[i].second) == merit(sums[i - 1].second);
        places[i] = shared ? places[i - 1] : static_cast<int>(i) + 1;
    }
    return places;
}

BoardRow row_of(int place, const Sum& sum) {
    BoardRow row;
    row.place = place;
    row.score = static_cast<double>(sum.score) / 1000;
    row.right = sum.right;
    row.duration = sum.duration;
    row.runs = sum.count;
    row.average = row.score / sum.count;
    return row;
}

Result result_of(std::span<const store::Value> row) {
    const auto text = [&](std::size_t i) { return std::get<std::string>(row[i]); };
    const auto integer = [&](std::size_t i) { return std::get<std::int64_t>(row[i]); };
    Result result;
    result.id = text(0);
    result.plugin = text(1);
    result.run = text(2);
    result.title = text(3);
    result.person = integer(4);
    result.name = text(5);
    result.unit = text(6);
    result.unit_title = text(7);
    result.place = static_cast<int>(integer(8));
    result.score = std::get<double>(row[9]);
    result.max_score = std::get<double>(row[10]);
    result.right = static_cast<int>(integer(11));
    result.asked = static_cast<int>(integer(12));
    result.duration = integer(13);
    result.finished = integer(14);
    result.rehearsal = integer(15) != 0;
    if (const auto* public_id = std::get_if<std::string>(&row[16])) result.public_id = *public_id;
    return result;
}

// RFC 4122, version 4.
std::string new_uuid() {
    std::array<unsigned char, 16> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
    char hex[33];
    sodium_bin2hex(hex, sizeof hex, bytes.data(), bytes.size());
    const std::string_view digits(hex, 32);
    std::string uuid;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) uuid += '-';
        uuid += digits[i];
    }
    return uuid;
}

double number_or_zero(double value) { return std::isfinite(value) ? value : 0; }

} // namespace

} // namespace kiosk::results
