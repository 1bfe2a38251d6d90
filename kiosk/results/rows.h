// The results as the ledger keeps them all day. A fair brings ten thousand, and what most of them say is the same: the plugin, the
// run, its title and the unit are kept once, ids as bytes. That is a quarter of what a Result takes. Thread: main.
#pragma once

#include "kiosk/results/result.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace kiosk::results {

using Uuid = std::array<unsigned char, 16>;
std::string uuid_text(const Uuid&); // as RFC 4122 writes it, in small letters

class Rows {
public:
    struct Row { // as in Result; the texts belong to Rows and stay where they are
        std::int64_t person;
        Uuid id;
        const std::string *plugin, *run, *title, *board_name, *unit, *unit_title;
        std::string name;
        double score, max_score;
        Ms duration, finished;
        std::int32_t place, right, asked;
        bool rehearsal;
    };

    void clear();
    // The same (plugin, run, person) again replaces.
    void put(const Result&);
    std::optional<std::uint32_t> find(std::string_view plugin, std::string_view run, std::int64_t person) const;
    std::span<const std::uint32_t> of(std::int64_t person) const; // in the order of the first record
    // Theirs become somebody's without a name.
    void give(std::int64_t person, std::int64_t alias, const std::string& unit, const std::string& unit_title);

    const Row& operator[](std::uint32_t at) const { return rows_[at]; }
    Result result(std::uint32_t at) const; // whole again, but for the public id, which is the person's
    const std::deque<Row>& all() const { return rows_; } // in the order of the first record

private:
    const std::string* once(const std::string& text) { return &*texts_.insert(text).first; }
    Row row_of(const Result&);

    std::deque<Row> rows_; // grows without a moment in which everything is there twice
    std::unordered_set<std::string> texts_;
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> by_person_;
};

} // namespace kiosk::results
