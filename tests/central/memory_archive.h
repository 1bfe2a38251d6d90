// An archive in memory for tests of the doors before it: it answers at once, later, or not at all, as the test says.
#pragma once

#include "store/archive.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace central {

class MemoryArchive final : public Archive {
public:
    // Switches.
    bool reachable = true;
    bool choosy = false; // refuses what it is to keep
    bool slow = false; // answers wait for catch_up()
    void catch_up() {
        for (auto& answer : std::exchange(waiting_, {})) answer();
    }

    std::vector<Entry> entries; // in the order of their coming

    void keep(std::vector<Entry> batch, std::function<void(Outcome)> done) override {
        reply([this, batch = std::move(batch), done = std::move(done)] {
            if (!reachable) return done({Outcome::Kind::unavailable, "", "The archive is away."});
            if (choosy) return done({Outcome::Kind::refused, "", "The archive cannot keep this."});
            for (const auto& entry : batch)
                if (const auto* known = find_entry(entry.statement.id))
                    if (known->statement.fingerprint != entry.statement.fingerprint)
                        return done({Outcome::Kind::conflict, entry.statement.id, "Another statement has this id."});
            for (const auto& entry : batch)
                if (!find_entry(entry.statement.id)) entries.push_back(entry);
            done({});
        });
    }
    void find(const std::string& id, bool voided, std::function<void(bool, std::optional<Kept>)> done) override {
        reply([this, id, voided, done = std::move(done)] {
            const auto* entry = find_entry(id);
            if (!reachable) return done(false, std::nullopt);
            if (!entry || is_voided(id) != voided) return done(true, std::nullopt);
            done(true, Kept{entry->body, entry->stored, voided});
        });
    }
    // By verb only; `after` is the number of the entry. Newest first, as xAPI has it, or the other way round.
    void list(const xapi::Query& query, std::size_t most, std::function<void(Page)> done) override {
        reply([this, query, most, done = std::move(done)] {
            Page page;
            page.available = reachable;
            if (!reachable) return done(std::move(page));
            const std::size_t begin = query.after.empty() ? 0 : std::stoul(query.after);
            for (std::size_t i = begin; i < entries.size(); ++i) {
                const auto& entry = entries[query.ascending ? i : entries.size() - 1 - i];
                if (is_voided(entry.statement.id) || (!query.verb.empty() && query.verb != entry.statement.verb)) continue;
                if (page.bodies.size() == most) {
                    page.after = std::to_string(i);
                    break;
                }
                page.bodies.push_back(entry.body);
            }
            done(std::move(page));
        });
    }
    void results_since(const std::string&, std::size_t, std::function<void(Changes)> done) override { done({}); }
    void forget(const std::string&, std::function<void(Outcome)> done) override {
        reply([this, done = std::move(done)] {
            done(reachable ? Outcome{} : Outcome{Outcome::Kind::unavailable, "", "The archive is away."});
        });
    }
    std::int64_t consistent_through() const override { return 1'790'000'000'000; }

private:
    void reply(std::function<void()> answer) {
        if (slow) waiting_.push_back(std::move(answer));
        else answer();
    }
    const Entry* find_entry(const std::string& id) const {
        const auto found = std::ranges::find(entries, id, [](const Entry& one) { return one.statement.id; });
        return found == entries.end() ? nullptr : &*found;
    }
    bool is_voided(const std::string& id) const {
        return std::ranges::any_of(entries, [&](const Entry& one) { return one.statement.voids == id; });
    }

    std::vector<std::function<void()>> waiting_;
};

} // namespace central
