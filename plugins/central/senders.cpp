#include "senders.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>
#include <vector>

namespace central {

namespace {

using nlohmann::json;

constexpr std::int64_t kSilentAfter = 10 * 60'000; // ms
constexpr kiosk_ms kLookEvery = 2'000;

std::optional<std::int64_t> number_in(std::string_view header);
kiosk::Value value_of(const std::optional<std::int64_t>&);

} // namespace

const char* const Senders::kTables = R"sql(
CREATE TABLE central_senders (
    name TEXT PRIMARY KEY,       -- of the key
    heard INTEGER NOT NULL,      -- Unix ms
    statements INTEGER NOT NULL,
    platform TEXT NOT NULL,
    waiting INTEGER,
    clock_offset INTEGER         -- ms
) WITHOUT ROWID;
)sql";

void hear(Sender& sender, const Asked& asked, const Brought& brought, std::int64_t now) {
    Sender later{now, static_cast<std::int64_t>(brought.statements), brought.platform, {}, {}};
    if (const auto waiting = number_in(asked.header("x-kiosk-waiting")); waiting && *waiting >= 0) later.waiting = waiting;
    if (const auto time = number_in(asked.header("x-kiosk-time")); time && *time >= 0) later.clock_offset = *time - now;
    sender += later;
}

Senders::Senders(kiosk::Host& host, SharedSenders* shared) : host_(host), shared_(shared), complete_(!shared) {
    if (shared) return;
    put_ = host.prepare("INSERT INTO central_senders(name, heard, statements, platform, waiting, clock_offset) "
                        "VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET heard = excluded.heard, "
                        "statements = excluded.statements, platform = excluded.platform, waiting = excluded.waiting, "
                        "clock_offset = excluded.clock_offset");
    host_.read("SELECT name, heard, statements, platform, waiting, clock_offset FROM central_senders", {},
               [this](const kiosk::Row& row) {
                   Sender known{row.integer(1), row.integer(2), std::string(row.text(3)), {}, {}};
                   if (!row.is_null(4)) known.waiting = row.integer(4);
                   if (!row.is_null(5)) known.clock_offset = row.integer(5);
                   all_.insert_or_assign(std::string(row.text(0)), std::move(known));
               });
}

void Senders::heard(const std::string& name, const Asked& asked, const Brought& brought) {
    Sender now;
    hear(now, asked, brought, host_.wall());
    const Sender& sender = all_[name] += now;
    if (shared_) {
        untold_[name] += now;
        return;
    }
    // Where the disk takes no writes the memory is enough: it is told again with the next request.
    host_.write(
        put_, {name, sender.heard, sender.statements, sender.platform, value_of(sender.waiting), value_of(sender.clock_offset)});
}

void Senders::look() {
    const auto now = host_.now();
    if (!shared_ || looking_ || (looked_ && now < *looked_ + kLookEvery)) return;
    looked_ = now;
    looking_ = true;
    auto telling = std::exchange(untold_, {});
    shared_->exchange(telling, [this, telling](const SenderTable* known) {
        looking_ = false;
        away_ = !known;
        // What came meanwhile is later than what was told.
        const auto later = std::exchange(untold_, known ? SenderTable{} : telling);
        for (const auto& [name, sender] : later) untold_[name] += sender;
        if (!known) return;
        complete_ = true;
        SenderTable all = *known;
        for (const auto& [name, sender] : untold_) all[name] += sender;
        if (all == all_) return;
        all_ = std::move(all);
        ++revision_;
    });
}

std::optional<kiosk_ms> Senders::look_at() const {
    if (!shared_ || looking_) return std::nullopt;
    return looked_ ? *looked_ + kLookEvery : host_.now();
}

std::size_t Senders::telling() const {
    return static_cast<std::size_t>(std::ranges::count_if(all_, [](const auto& one) { return one.second.statements > 0; }));
}

std::int64_t Senders::received() const {
    std::int64_t sum = 0;
    for (const auto& [name, sender] : all_) sum += sender.statements;
    return sum;
}

Senders::Silent Senders::silent(std::int64_t now) const {
    Silent silent;
    for (const auto& [name, sender] : all_) {
        if (sender.statements == 0 || now - sender.heard < kSilentAfter) continue;
        silent.since = silent.count++ ? std::min(silent.since, sender.heard) : sender.heard;
    }
    return silent;
}

json Senders::to_json(std::size_t most) const {
    std::vector<const std::pair<const std::string, Sender>*> newest;
    for (const auto& one : all_) newest.push_back(&one);
    std::ranges::stable_sort(newest, std::greater{}, [](const auto* one) { return one->second.heard; });
    newest.resize(std::min(newest.size(), most));
    json rows = json::array();
    for (const auto* one : newest) {
        const auto& [name, sender] = *one;
        json row{{"name", name}, {"heard_ms", sender.heard}, {"statements", sender.statements}, {"platform", sender.platform}};
        if (sender.waiting) row["waiting"] = *sender.waiting;
        if (sender.clock_offset) row["clock_offset_ms"] = *sender.clock_offset;
        rows.push_back(std::move(row));
    }
    return {{"now", host_.wall()}, {"count", all_.size()}, {"senders", std::move(rows)}};
}

namespace {

std::optional<std::int64_t> number_in(std::string_view header) {
    std::int64_t number = 0;
    const auto [end, bad] = std::from_chars(header.data(), header.data() + header.size(), number);
    if (header.empty() || bad != std::errc{} || end != header.data() + header.size()) return std::nullopt;
    constexpr std::int64_t kLargest = 1'000'000'000'000'000; // whoever subtracts must not overflow
    return number > kLargest || number < -kLargest ? std::nullopt : std::optional(number);
}

kiosk::Value value_of(const std::optional<std::int64_t>& number) {
    return number ? kiosk::Value(*number) : kiosk::Value(nullptr);
}

} // namespace

} // namespace central
