#include "import/table/values.h"

#include "import/table/table_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace quiz {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<double> plain(std::string_view digits) {
    double value = 0;
    const auto end = digits.data() + digits.size();
    if (digits.empty() || std::from_chars(digits.data(), end, value).ptr != end || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// Digits, points and commas without a sign. Of two kinds of separators the last is the decimal one; a single one is that too,
// unless exactly three digits stand behind it; several of one kind group thousands.
std::optional<double> written(std::string_view digits, bool& doubtful) {
    const auto last = digits.find_last_of(".,");
    if (last == digits.npos)
        return plain(digits);
    const char separator = digits[last], other = separator == '.' ? ',' : '.';
    const bool several = std::count(digits.begin(), digits.end(), separator) > 1;
    const bool mixed = digits.find(other) != digits.npos;
    if (several && mixed)
        return std::nullopt;
    doubtful = !several && !mixed && digits.size() - last == 4 && last <= 3 && digits[0] != '0';
    const bool has_fraction = !several && !doubtful;
    const char group = has_fraction ? other : separator;
    const std::string_view whole = has_fraction ? digits.substr(0, last) : digits;
    std::string out;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (is_digit(whole[i]))
            out += whole[i];
        else if (whole[i] != group || i == 0 || (whole.size() - i) % 4 != 0) // groups of three
            return std::nullopt;
    }
    if (has_fraction)
        out += '.' + std::string(digits.substr(last + 1));
    return plain(out);
}

} // namespace

std::optional<NumberSaid> number_of(const Cell& cell) {
    std::string_view text = stripped(cell.text);
    NumberSaid out;
    double sign = 1;
    for (const std::string_view minus : {"-", "\xE2\x88\x92", "+"}) // the second is the typographer's
        if (text.starts_with(minus)) {
            sign = minus == "+" ? 1 : -1;
            text = stripped(text.substr(minus.size()));
            break;
        }
    const bool canonical = cell.kind == Cell::Kind::number;
    const auto end = std::min(text.find_first_not_of(canonical ? "0123456789.e+-" : "0123456789.,"), text.size());
    if (end == 0 || !is_digit(text[0]) || !is_digit(text[end - 1]))
        return std::nullopt;
    const auto value = canonical ? plain(text.substr(0, end)) : written(text.substr(0, end), out.doubtful);
    out.unit = stripped(text.substr(end));
    if (!value || letters(out.unit) > 20 || std::any_of(out.unit.begin(), out.unit.end(), is_digit))
        return std::nullopt;
    out.value = sign * *value;
    return out;
}

std::optional<SecondsSaid> seconds_of(const Cell& cell) {
    double seconds = 0;
    if (int minutes = 0, rest = 0, used = 0; std::sscanf(cell.text.c_str(), "%3d:%2d%n", &minutes, &rest, &used) == 2 &&
                                             static_cast<std::size_t>(used) == cell.text.size() && rest >= 0) {
        seconds = minutes * 60 + rest;
    } else {
        const auto number = number_of(cell);
        if (!number)
            return std::nullopt;
        const std::string unit = fold(number->unit);
        if (!is_one_of(unit,
                       {"", "s", "giay", "sec", "secs", "second", "seconds", "p", "ph", "phut", "m", "min", "minute", "minutes"}))
            return std::nullopt;
        seconds = number->value * (unit.starts_with('p') || unit.starts_with('m') ? 60 : 1);
    }
    const double kept = std::clamp(std::round(seconds), static_cast<double>(kMinSeconds), static_cast<double>(kMaxSeconds));
    return SecondsSaid{static_cast<int>(kept), std::abs(kept - seconds) > 1e-9};
}

std::optional<std::string> date_of(std::string_view text) {
    const std::string written(stripped(text));
    int parts[3] = {0, 0, 0}, count = 0;
    char separator = 0;
    for (const char* at = written.c_str(); *at && count < 3; ++count) {
        const auto [end, error] = std::from_chars(at, written.data() + written.size(), parts[count]);
        if (error != std::errc() || end == at || parts[count] < 1)
            return std::nullopt;
        at = end;
        if (*at && *at != '/' && *at != '-' && *at != '.')
            return std::nullopt;
        if (*at && !at[1])
            return std::nullopt;
        if (*at && separator && *at != separator)
            return std::nullopt;
        if (*at)
            separator = *at++;
        if (count == 2 && *at)
            return std::nullopt;
    }
    if (count == 0)
        return std::nullopt;
    if (parts[0] < 1000) // day first, year last
        std::reverse(parts, parts + count);
    if (parts[0] < 1000 || parts[0] > 9999 || (count > 1 && parts[1] > 12) || (count > 2 && parts[2] > 31))
        return std::nullopt;
    char out[32];
    std::snprintf(out, sizeof out,
                  count == 1   ? "%04d"
                  : count == 2 ? "%04d-%02d"
                               : "%04d-%02d-%02d",
                  parts[0], parts[1], parts[2]);
    return out;
}

std::optional<bool> truth_of(std::string_view text) {
    const std::string word = text.size() < 40 ? fold(text) : std::string();
    if (is_one_of(word, {"dung", "true", "d", "t", "yes", "co", "phai"}))
        return true;
    if (is_one_of(word, {"sai", "false", "s", "f", "no", "khong"}))
        return false;
    return std::nullopt;
}

std::optional<TypeSaid> type_of(std::string_view text) {
    const std::string word = text.size() < 80 ? fold(text) : std::string();
    if (const auto named = type_named(word))
        return TypeSaid{named};
    for (std::size_t i = 0; i < kTypeWords.size(); ++i)
        if (word == fold(kTypeWords[i].vi) || word == fold(kTypeWords[i].en))
            return TypeSaid{static_cast<Type>(i)};
    if (is_one_of(word,
                  {"multiple choice", "trac nghiem", "mot lua chon", "chon mot", "1 dap an", "quiz", "single choice", "mcq"}))
        return TypeSaid{Type::single};
    if (is_one_of(word, {"checkbox", "checkboxes", "nhieu lua chon", "chon nhieu", "multiple answers", "multiple response",
                         "multi select", "multiselect"}))
        return TypeSaid{Type::multiple};
    if (is_one_of(word, {"true or false", "dung hay sai", "dung hoac sai", "tf", "t f", "d s"}))
        return TypeSaid{Type::boolean};
    if (is_one_of(word, {"so", "numeric", "numerical", "dien so", "go so"}))
        return TypeSaid{Type::number};
    if (is_one_of(word, {"sap xep", "thu tu", "sap thu tu", "reorder", "ordering", "puzzle", "sequence"}))
        return TypeSaid{Type::order};
    if (is_one_of(word, {"fill in the blank", "fill in the blanks", "dien khuyet", "dien tu", "dien vao cho trong",
                         "short answer", "tra loi ngan", "type answer", "go dap an", "chu", "van ban"}))
        return TypeSaid{Type::text};
    if (is_one_of(word, {"tham do y kien", "khao sat", "binh chon", "survey"}))
        return TypeSaid{Type::poll};
    if (is_one_of(word, {"open ended", "open", "essay", "tu luan", "draw", "ve", "drawing", "matching", "match", "ghep noi",
                         "noi cot", "word cloud", "audio response", "video response"}))
        return TypeSaid{};
    return std::nullopt;
}

std::optional<Difficulty> difficulty_of(std::string_view text) {
    const std::string word = text.size() < 60 ? fold(text) : std::string();
    if (is_one_of(word, {"easy", "de", "1", "nhan biet", "co ban"}))
        return Difficulty::easy;
    if (is_one_of(word, {"medium", "vua", "trung binh", "tb", "2", "thong hieu", "normal"}))
        return Difficulty::medium;
    if (is_one_of(word, {"hard", "kho", "3", "van dung", "van dung cao", "nang cao", "difficult"}))
        return Difficulty::hard;
    return std::nullopt;
}

} // namespace quiz
