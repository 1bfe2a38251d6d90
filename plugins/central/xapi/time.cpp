#include "xapi/time.h"

#include "xapi/ascii.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace central::xapi {

namespace {

constexpr std::int64_t kDay = 86'400'000;                                         // ms
constexpr std::int64_t kFirst = -62'167'219'200'000, kLast = 253'402'300'799'999; // years 0 to 9999, which four digits tell


// Takes what it recognises from the front of a text.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    std::optional<int> number(std::size_t digits) {
        if (rest_.size() < digits) return {};
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!is_digit(rest_[i])) return {};
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }
    std::string_view digits() {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
        const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

std::optional<std::int64_t> read_date(Reader&, bool& extended);
std::optional<std::int64_t> read_clock(Reader&, bool extended, std::string_view& fraction);
std::optional<std::int64_t> read_zone(Reader&);
bool take_components(Reader&, std::string_view designators, bool& any, bool& fraction);

} // namespace

// Both forms of ISO 8601, the extended and the basic one. Without a zone (which part two, 4.5 only advises) it is UTC.
std::optional<Instant> read_instant(std::string_view text) {
    Reader reader(text);
    bool extended = false;
    const auto day = read_date(reader, extended);
    if (!day || !(reader.take('T') || reader.take('t'))) return {};
    std::string_view fraction;
    const auto time = read_clock(reader, extended, fraction);
    if (!time) return {};
    const auto zone = read_zone(reader);
    if (!zone || !reader.rest().empty()) return {};

    Instant instant{*day + *time - *zone, {}};
    std::int64_t worth = 100;
    for (const char digit : fraction.substr(0, 3)) {
        instant.ms += (digit - '0') * worth;
        worth /= 10;
    }
    if (fraction.size() > 3) {
        instant.beyond_ms = fraction.substr(3);
        instant.beyond_ms = instant.beyond_ms.substr(0, instant.beyond_ms.find_last_not_of('0') + 1);
    }
    if (instant.ms < kFirst || instant.ms > kLast) return {}; // a zone led out of what can be written
    return instant;
}

std::optional<std::int64_t> read_time(std::string_view text) {
    const auto instant = read_instant(text);
    if (!instant) return {};
    return instant->ms;
}

std::string write_time(std::int64_t ms) {
    using namespace std::chrono;
    const sys_time<milliseconds> instant{milliseconds{std::clamp(ms, kFirst, kLast)}};
    const auto day = floor<days>(instant);
    const year_month_day date{day};
    const hh_mm_ss clock{instant - day};
    char text[96];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return text;
}

bool is_duration(std::string_view text) {
    Reader reader(text);
    if (!reader.take('P')) return false;
    bool any = false, fraction = false;
    if (text.ends_with('W')) return take_components(reader, "W", any, fraction) && any && reader.rest().empty();
    if (!take_components(reader, "YMD", any, fraction)) return false;
    if (reader.take('T')) {
        bool any_time = false;
        if (fraction || !take_components(reader, "HMS", any_time, fraction) || !any_time) return false;
        any = true;
    }
    return any && reader.rest().empty();
}

std::string_view comparable_duration(std::string_view text) {
    const std::size_t point = text.find_first_of(".,");
    if (point == std::string_view::npos || !text.ends_with('S')) return text;
    return text.substr(0, std::min(point + 3, text.size() - 1));
}

namespace {

std::optional<std::int64_t> read_date(Reader& reader, bool& extended) {
    using namespace std::chrono;
    const auto years = reader.number(4);
    extended = reader.take('-');
    const auto months = reader.number(2);
    if (extended && !reader.take('-')) return {};
    const auto day_of_month = reader.number(2);
    if (!years || !months || !day_of_month) return {};
    const year_month_day date{year{*years}, month{static_cast<unsigned>(*months)}, day{static_cast<unsigned>(*day_of_month)}};
    if (!date.ok()) return {};
    return sys_days{date}.time_since_epoch().count() * kDay;
}

// Hours and minutes, seconds and their fraction where they are there. 23:59:60 is a leap second (RFC 3339, 5.7).
std::optional<std::int64_t> read_clock(Reader& reader, bool extended, std::string_view& fraction) {
    const auto hours = reader.number(2);
    if (extended && !reader.take(':')) return {};
    const auto minutes = reader.number(2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return {};
    int seconds = 0;
    const bool has_seconds = extended ? reader.take(':') : !reader.rest().empty() && is_digit(reader.rest().front());
    if (has_seconds) {
        const auto read = reader.number(2);
        if (!read || *read > 60) return {};
        seconds = *read;
        if (reader.take('.') || reader.take(',')) {
            fraction = reader.digits();
            if (fraction.empty()) return {};
        }
    }
    return ((*hours * 60 + *minutes) * 60 + seconds) * std::int64_t{1000};
}

// Nothing, "Z", "+07:00", "+0700", "+07". Part two takes RFC 3339's word: "-00:00" tells no zone, and is refused.
std::optional<std::int64_t> read_zone(Reader& reader) {
    if (reader.rest().empty() || reader.take('Z') || reader.take('z')) return 0;
    const bool west = reader.take('-');
    if (!west && !reader.take('+')) return {};
    const auto hours = reader.number(2);
    if (!hours || *hours > 23) return {};
    int minutes = 0;
    if (!reader.rest().empty()) {
        reader.take(':');
        const auto read = reader.number(2);
        if (!read || *read > 59) return {};
        minutes = *read;
    }
    const std::int64_t offset = (*hours * 60 + minutes) * std::int64_t{60'000};
    if (west && offset == 0) return {};
    return west ? -offset : offset;
}

// Numbers, each behind it one of the designators, in their order; nothing may follow a fraction.
bool take_components(Reader& reader, std::string_view designators, bool& any, bool& fraction) {
    while (!reader.rest().empty() && is_digit(reader.rest().front())) {
        if (fraction) return false;
        reader.digits();
        if (reader.take('.') || reader.take(',')) {
            if (reader.digits().empty()) return false;
            fraction = true;
        }
        std::size_t at = 0;
        while (at < designators.size() && !reader.take(designators[at])) ++at;
        if (at == designators.size()) return false;
        designators.remove_prefix(at + 1);
        any = true;
    }
    return true;
}

} // namespace

} // namespace central::xapi
