#include "league_board/reply.h"

#include <nlohmann/json.hpp>
#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>

namespace league_board {

namespace {

using nlohmann::json;

constexpr std::size_t kLongestId = 64, kCode = 4;
constexpr std::size_t kMostBytesOfLetter = 16; // with all that is composed with it, or dropped
constexpr int kMostMarks = 2; // on one letter, beyond those that are composed with it: more would cover the rows above
constexpr std::int64_t kLatest = 4'102'444'800'000; // 2100, Unix ms

const json* find(const json& from, const char* key) {
    const auto found = from.find(key);
    return found == from.end() ? nullptr : &*found;
}
// Whatever number it is, or none, within the bounds. JSON knows no NaN; 1e999 is no JSON.
double number(const json& from, const char* key, double least, double most) {
    const auto* value = find(from, key);
    if (!value || !value->is_number()) return std::clamp(0.0, least, most);
    const double read = value->get<double>();
    return std::isfinite(read) ? std::clamp(read, least, most) : std::clamp(0.0, least, most);
}
std::int64_t count(const json& from, const char* key, std::int64_t most = kMostCount) {
    return static_cast<std::int64_t>(number(from, key, 0, static_cast<double>(most)));
}
int place_of(const json& row) { return static_cast<int>(count(row, "place", std::numeric_limits<int>::max())); }
std::string_view text(const json& from, const char* key) {
    const auto* value = find(from, key);
    return value && value->is_string() ? std::string_view(value->get_ref<const std::string&>()) : std::string_view{};
}
bool is_plain(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string id_of(std::string_view text) {
    std::string id;
    for (const char c : text.substr(0, kLongestId))
        if (is_plain(c)) id += c;
    return id;
}
bool has_score(const json& row) {
    const auto* score = row.is_object() ? find(row, "score") : nullptr;
    return score && score->is_number();
}
// False for a list of which no row is usable: then it is none of ours.
template <class Row, class Read> bool read_rows(const json& list, std::size_t most, std::vector<Row>& into, Read read) {
    for (const auto& row : list) {
        if (into.size() == most) break;
        if (has_score(row)) into.push_back(read(row));
    }
    return list.empty() || !into.empty();
}

// What nobody sees, or what makes writing run the other way; but for what holds an emoji together.
bool is_hidden(utf8proc_int32_t letter) {
    switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF: return letter != 0x200D;
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN: return true;
    default: return false;
    }
}
bool is_mark(utf8proc_int32_t letter) {
    const auto category = utf8proc_category(letter);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}
bool is_blank(utf8proc_int32_t letter) {
    const auto category = utf8proc_category(letter);
    return letter == '\t' || letter == '\n' || letter == '\r' || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP || (category == UTF8PROC_CATEGORY_ZS && letter != 0xA0);
}

} // namespace

Sense read_league(std::string_view body, League& into) {
    if (body.size() > kMostBytes) return Sense::nonsense;
    const json told = json::parse(body, nullptr, false);
    if (!told.is_object()) return Sense::nonsense;
    const auto* persons = find(told, "persons");
    const auto* units = find(told, "units");
    const auto* complete = find(told, "complete");
    if (!persons || !persons->is_array() || !units || !units->is_array() || !complete || !complete->is_boolean())
        return Sense::nonsense;

    League league;
    const bool persons_usable = read_rows(*persons, kMostPersons, league.persons, [](const json& row) {
        return Person{place_of(row), id_of(text(row, "player")), one_line(text(row, "unit_title"), kMostLetters),
                      number(row, "score", -kMostPoints, kMostPoints)};
    });
    const bool units_usable = read_rows(*units, kMostUnits, league.units, [](const json& row) {
        Unit unit{place_of(row),
                  one_line(text(row, "title"), kMostLetters),
                  number(row, "score", -kMostPoints, kMostPoints),
                  number(row, "average", -kMostPoints, kMostPoints),
                  number(row, "turnout", 0, 1'000),
                  count(row, "people")};
        if (unit.place > 0 && unit.title.empty()) unit.title = id_of(text(row, "unit"));
        if (unit.title.empty()) unit.place = 0; // nobody could tell which one it is
        return unit;
    });
    if (!persons_usable || !units_usable) return Sense::nonsense;
    if (!complete->get<bool>()) return Sense::counting;
    league.runs = count(told, "runs");
    league.people = count(told, "people");
    league.kiosks = count(told, "kiosks");
    if (const auto* silent = find(told, "silent"); silent && silent->is_object()) {
        league.silent = count(*silent, "kiosks");
        league.silent_since = count(*silent, "since_ms", kLatest);
    }
    into = std::move(league);
    return Sense::league;
}

std::string one_line(std::string_view text, std::size_t most) {
    // To compose a heap of marks takes time that grows with the square of it: what no line of ours needs is not looked at.
    const bool cut = text.size() > most * kMostBytesOfLetter;
    if (cut) {
        auto end = most * kMostBytesOfLetter;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        text = text.substr(0, end);
    }
    utf8proc_uint8_t* bytes = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &bytes,
                     static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> composed(bytes, &std::free);
    std::string line;
    std::size_t letters = 0;
    int marks = 0;
    bool blank = false;
    for (utf8proc_ssize_t at = 0; size > 0 && at < size;) {
        utf8proc_int32_t letter = 0;
        const auto step = utf8proc_iterate(composed.get() + at, size - at, &letter);
        if (step < 1) break;
        const auto* const begin = composed.get() + at;
        at += step;
        if (is_blank(letter)) {
            blank = !line.empty();
            continue;
        }
        if (is_hidden(letter)) continue;
        marks = is_mark(letter) ? marks + 1 : 0;
        if (marks > kMostMarks) continue;
        if (letters + (blank ? 1 : 0) >= most) return line + "…";
        if (blank) line += ' ', ++letters;
        blank = false;
        line.append(reinterpret_cast<const char*>(begin), static_cast<std::size_t>(step));
        ++letters;
    }
    return cut ? line + "…" : line;
}

std::string short_code(std::string_view player) {
    std::string code;
    for (const char c : player) {
        if (code.size() == kCode) break;
        if (is_plain(c)) code += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code;
}

} // namespace league_board
