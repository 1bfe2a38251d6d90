#include "tests/load/fair.h"

#include <cstdio>
#include <random>

namespace kiosk::load {

namespace {

constexpr Ms kOpens = 1'791'597'600'000; // 2026-10-10 09:00 in Việt Nam: the day in the event file that comes along

std::string named(const char* format, std::size_t a, std::size_t b = 0) {
    char text[64];
    std::snprintf(text, sizeof text, format, a, b);
    return text;
}

} // namespace

results::Origin origin_of_kiosk(std::size_t kiosk, const std::string& endpoint) {
    return results::origin_of(endpoint, results::uuid_v5(named("kiosk %zu", kiosk)), "2026-10-10", "Ngày hội số", "vi", "0.1.0");
}

results::Result run_of(std::size_t kiosk, std::size_t n) {
    const std::size_t person = n / kRunsOfAPerson, run = n % kRunsOfAPerson;
    std::mt19937 random(static_cast<std::mt19937::result_type>(kiosk * 1'000'003 + n));
    const auto one_of = [&](unsigned many) { return static_cast<int>(random() % many); };
    results::Result made;
    made.plugin = "quiz";
    made.run = named("%zu", run + 1);
    made.title = "Tìm hiểu kiến thức số";
    made.public_id = named("K%03zuP%07zu", kiosk, person);
    const bool moved = person % 10 == 0 && run + 1 == kRunsOfAPerson;
    const std::size_t unit = (kiosk + person + (moved ? 1 : 0)) % kUnitsOfTheFair;
    made.unit = named("xa-%03zu", unit);
    made.unit_title = named("Xã số %zu", unit);
    made.asked = 10;
    made.right = one_of(11);
    made.max_score = 1'000;
    made.score = made.right * 95 + one_of(100) * 0.5;
    made.duration = 10 * one_of(9'000);
    made.finished = kOpens + static_cast<Ms>(n) * 1'000;
    return made;
}

results::Statement statement_of(const results::Origin& origin, const results::Result& run, std::size_t n) {
    return results::completed(origin, run, {static_cast<std::int64_t>(n) + 1, run.finished, true});
}

} // namespace kiosk::load
