#include "kiosk/results/ledger.h"

#include "kiosk/base/log.h"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace kiosk::results {

namespace {

constexpr std::string_view kColumns = "id, plugin, run, title, person, name, unit, unit_title, place, score, max_score, "
                                      "right_answers, asked, duration, finished, rehearsal, board_name";

struct Day {
    Ms begin, end;
};
template <class Key> using Entries = std::vector<std::pair<Key, Sum>>;

Day local_day(Ms now);
template <class Key> void keep_best(Entries<Key>&, std::size_t limit);
template <class Key> std::vector<int> rank(Entries<Key>&, std::size_t limit);
Sum take_small(Entries<std::string>& units, int min_people);
void add_person(Sum& unit, const Sum& person);
BoardRow row_of(int place, const Sum&);
Result result_of(std::span<const store::Value> row);
std::string new_uuid();
std::int64_t nobody();
double number_or_zero(double);

} // namespace

Ledger::Ledger(store::Writer& writer, const people::People& people, int min_group) : people_(people), min_group_(min_group) {
    upsert_ = writer.prepare("", "INSERT INTO results (" + std::string(kColumns) +
                                     ") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)"
                                     " ON CONFLICT (plugin, run, person) DO UPDATE SET"
                                     " title = excluded.title, name = excluded.name, unit = excluded.unit,"
                                     " unit_title = excluded.unit_title, place = excluded.place, score = excluded.score,"
                                     " max_score = excluded.max_score, right_answers = excluded.right_answers,"
                                     " asked = excluded.asked, duration = excluded.duration, finished = excluded.finished,"
                                     " rehearsal = excluded.rehearsal, board_name = excluded.board_name");
    forget_ = writer.prepare("", "UPDATE results SET person = ?2, name = '', board_name = '', unit = ?3, unit_title = ?4 WHERE person = ?1");
}

Status Ledger::load(store::Database& db) {
    auto read = read_results(db);
    if (!read) return read.error();
    rows_.clear();
    for (const auto& result : *read) rows_.put(result);
    ++revision_;
    return {};
}

void Ledger::record(Result result, store::Step& step) {
    if (!std::isfinite(result.score) || !std::isfinite(result.max_score)) {
        spdlog::warn("results: a score is no number plugin={} person={}", log_safe(result.plugin), result.person);
        result.score = number_or_zero(result.score);
        result.max_score = number_or_zero(result.max_score);
    }
    if (const people::Person* person = people_.find(result.person)) {
        const people::Unit* unit = people_.unit(person->unit());
        result.name = person->own_name();
        result.board_name = person->is_held() ? person->name : "";
        result.unit = person->unit();
        result.unit_title = unit ? unit->title : "";
        result.public_id = person->public_id;
    }
    const auto known = rows_.find(result.plugin, result.run, result.person);
    const auto before = known ? std::optional(whole(*known)) : std::nullopt;
    result.id = before ? before->id : new_uuid();
    step.writes.push_back({upsert_,
                           {result.id, result.plugin, result.run, result.title, result.person, result.name, result.unit,
                            result.unit_title, std::int64_t{result.place}, result.score, result.max_score,
                            std::int64_t{result.right}, std::int64_t{result.asked}, result.duration, result.finished,
                            std::int64_t{result.rehearsal}, result.board_name}});
    if (on_record_) on_record_(result, before ? &*before : nullptr, step);
    rows_.put(result);
    ++revision_;
}

std::vector<BoardRow> Ledger::board(Span span, bool units, std::size_t limit, Ms wall_now) const {
    std::vector<BoardRow> rows;
    read_board(span, units, limit, wall_now, [&](const BoardRow& row) { rows.push_back(row); });
    return rows;
}

void Ledger::read_board(Span span, bool units, std::size_t limit, Ms wall_now, const BoardReader& read) const {
    Entries<const people::Person*> by_person;
    Entries<std::string> by_unit;
    std::unordered_map<std::string, std::size_t> unit_at;
    gather(span, wall_now, [&](const Rows::Row& first, const Sum& sum) {
        const people::Person* person = people_.find(first.person);
        if (person ? person->removed : first.person >= 0) return; // below 0: forgotten, and counts on for the unit of then
        const std::string& unit = person ? person->unit() : *first.unit;
        if (!units) {
            if (!person) return;
            by_person.emplace_back(person, sum);
            keep_best(by_person, limit);
        } else if (!unit.empty()) {
            const auto [at, is_new] = unit_at.try_emplace(unit, by_unit.size());
            if (is_new) by_unit.emplace_back(unit, Sum{});
            add_person(by_unit[at->second].second, sum);
        }
    });
    const Sum small = take_small(by_unit, min_group_);
    const auto places = units ? rank(by_unit, limit) : rank(by_person, limit);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::string& unit_id = units ? by_unit[i].first : by_person[i].first->unit();
        const people::Unit* unit = people_.unit(unit_id);
        BoardRow row = row_of(places[i], units ? by_unit[i].second : by_person[i].second);
        const std::string& unit_title = unit ? unit->title : unit_id;
        row.name = units ? unit_title : by_person[i].first->name;
        if (!units) row.unit_title = unit_title;
        if (!units) row.person = by_person[i].first->id;
        read(row);
    }
    if (small.count >= min_group_ && small.count > 0 && places.size() < limit) read(row_of(0, small));
}

std::vector<Result> Ledger::of(std::int64_t person) const {
    std::vector<Result> found;
    for (const auto at : rows_.of(person)) found.push_back(whole(at));
    return found;
}

Result Ledger::whole(std::uint32_t row) const {
    Result result = rows_.result(row);
    if (const auto* person = people_.find(result.person)) result.public_id = person->public_id;
    return result;
}

std::size_t Ledger::forget(const people::Person& person, store::Step& step) {
    const std::size_t count = rows_.of(person.id).size();
    if (count == 0) return 0;
    const std::int64_t alias = nobody();
    // Whoever staff had thrown out counted for no unit, and does not begin to now.
    const std::string unit_id = person.removed ? "" : person.unit();
    const people::Unit* unit = person.removed ? nullptr : people_.unit(person.unit());
    const std::string unit_title = unit ? unit->title : "";
    rows_.give(person.id, alias, unit_id);
    step.writes.push_back({forget_, {person.id, alias, unit_id, unit_title}});
    step.erases = true;
    ++revision_;
    return count;
}

void Ledger::gather(Span span, Ms now, const std::function<void(const Rows::Row&, const Sum&)>& each) const {
    const Day day = span == Span::today ? local_day(now) : Day{std::numeric_limits<Ms>::min(), std::numeric_limits<Ms>::max()};
    for (const Rows::Row& first : rows_.all()) {
        if (!first.is_first) continue;
        Sum sum;
        for (const Rows::Row* row = &first; row; row = rows_.next(*row)) {
            if (row->run->rehearsal || row->finished < day.begin || row->finished >= day.end) continue;
            sum.score += std::llround(row->score * 1000);
            sum.right += row->right;
            sum.duration += row->duration;
            sum.last = std::max(sum.last, row->finished);
            ++sum.count;
        }
        if (sum.count > 0) each(first, sum);
    }
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

void add_person(Sum& unit, const Sum& person) {
    unit.score += person.score;
    unit.right += person.right;
    unit.duration += person.duration;
    unit.last = std::max(unit.last, person.last);
    ++unit.count;
}

// Takes the units of fewer people out of the list: what they come to together.
Sum take_small(Entries<std::string>& units, int min_people) {
    Sum together;
    std::erase_if(units, [&](const auto& unit) {
        const Sum& sum = unit.second;
        if (sum.count >= min_people) return false;
        together.score += sum.score;
        together.right += sum.right;
        together.duration += sum.duration;
        together.count += sum.count;
        return true;
    });
    return together;
}

// Where all three are equal and even the time, something that does not change from board to board.
std::int64_t tie_breaker(const people::Person* person) { return person->id; }
const std::string& tie_breaker(const std::string& unit) { return unit; }

auto merit(const Sum& sum) { return std::tuple(-sum.score, -sum.right, sum.duration); }

constexpr auto kBetter = [](const auto& a, const auto& b) {
    const auto left = std::tuple(merit(a.second), a.second.last);
    const auto right = std::tuple(merit(b.second), b.second.last);
    return left != right ? left < right : tie_breaker(a.first) < tie_breaker(b.first);
};

// Now and then, while they are gathered: a board of ten is not to hold ten thousand first.
template <class Key> void keep_best(Entries<Key>& sums, std::size_t limit) {
    if (sums.size() < 1'000 || sums.size() / 2 < limit) return;
    std::nth_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(limit), sums.end(), kBetter);
    sums.resize(limit);
}

// Sorts the best `limit` to the front and returns their places: equal merit, equal place.
template <class Key> std::vector<int> rank(Entries<Key>& sums, std::size_t limit) {
    const std::size_t shown = std::min(limit, sums.size());
    std::partial_sort(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(shown), sums.end(), kBetter);
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
    result.board_name = text(16);
    if (const auto* public_id = std::get_if<std::string>(&row[17])) result.public_id = *public_id;
    return result;
}

// RFC 4122, version 4.
std::string new_uuid() {
    Uuid bytes;
    randombytes_buf(bytes.data(), bytes.size());
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
    return uuid_text(bytes);
}

// Below 0, at random: rows of one person can still be told to be one's, but not whose.
std::int64_t nobody() {
    std::int64_t number;
    randombytes_buf(&number, sizeof number);
    return number | std::numeric_limits<std::int64_t>::min();
}

double number_or_zero(double value) { return std::isfinite(value) ? value : 0; }

} // namespace

} // namespace kiosk::results
