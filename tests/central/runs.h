// Runs that halls tell of, for tests of what is made of them, and an archive that tells them when it is asked to.
#pragma once

#include "store/archive.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace central {

// Who, for which unit, what it came to.
inline RunResult run(const std::string& registration, const std::string& player, const std::string& unit, double score,
                     std::int64_t number = 1) {
    RunResult told;
    told.statement = registration + "/" + std::to_string(number);
    told.registration = registration;
    told.number = number;
    told.event = "ngay-hoi";
    told.player = player;
    told.unit = unit;
    told.score = score;
    told.right = 3;
    told.asked = 4;
    told.duration = 9'000;
    told.finished = 1'000 + number;
    return told;
}
inline RunResult voided(RunResult told) {
    told.voided = true;
    return told;
}
// Six of Pà Cò and five of Tân Mai, a point more each.
inline std::vector<RunResult> two_villages() {
    std::vector<RunResult> all;
    for (int i = 0; i < 11; ++i)
        all.push_back(run("r" + std::to_string(i), "p" + std::to_string(i), i < 6 ? "pa-co" : "tan-mai", 100 + i));
    return all;
}

// Tells its runs in chunks, when asked to.
struct SlowArchive final : Archive {
    std::vector<RunResult> runs;
    std::size_t chunk = 3;
    bool reachable = true;
    std::vector<std::function<void()>> waiting;

    void results_since(const std::string& cursor, std::size_t, std::function<void(Changes)> told) override {
        waiting.push_back([this, cursor, told = std::move(told)] {
            Changes changes;
            changes.available = reachable;
            changes.cursor = cursor;
            if (!reachable) return told(std::move(changes));
            auto at = cursor.empty() ? std::size_t{0} : std::stoul(cursor);
            for (; at < runs.size() && changes.results.size() < chunk; ++at) changes.results.push_back(runs[at]);
            changes.cursor = std::to_string(at);
            changes.more = at < runs.size();
            told(std::move(changes));
        });
    }
    void answer() {
        for (auto& one : std::exchange(waiting, {})) one();
    }
    void keep(std::vector<Entry>, std::function<void(Outcome)>) override {}
    void find(const std::string&, bool, std::function<void(bool, std::optional<Kept>)>) override {}
    void list(const xapi::Query&, std::size_t, std::function<void(Page)>) override {}
    void forget(const std::string&, std::function<void(Outcome)>) override {}
    std::int64_t consistent_through() const override { return 0; }
};

} // namespace central
