#include "league_board/clock.h"

#include <ctime>

namespace league_board {

namespace {

std::tm local(std::int64_t unix_ms) {
    const auto seconds = static_cast<std::time_t>(unix_ms / 1000);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    return parts;
}
std::string formatted(const char* as, const std::tm& parts) {
    char text[16];
    return {text, std::strftime(text, sizeof text, as, &parts)};
}

} // namespace

Moment moment_of(std::int64_t unix_ms, std::int64_t now_ms) {
    if (unix_ms <= 0) return {};
    const auto then = local(unix_ms), now = local(now_ms);
    const bool today = then.tm_yday == now.tm_yday && then.tm_year == now.tm_year;
    return {formatted("%H:%M", then), today ? "" : formatted("%d/%m", then)};
}

} // namespace league_board
