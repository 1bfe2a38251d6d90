// The results as the ledger keeps them all day. A fair brings ten thousand, so here is what boards and their people's own page
// need and nothing else: names and unit titles of that time are on disk, for exports. Of what most say alike each is kept once,
// ids are kept as bytes: about 110 bytes a result. Thread: main.
#pragma once

#include "kiosk/base/small.h"
#include "kiosk/results/result.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::results {

using Uuid = std::array<unsigned char, 16>;
std::string uuid_text(const Uuid&); // as RFC 4122 writes it, in small letters

class Rows {
public:
    struct Run {
        std::string plugin, run, title;
        bool rehearsal;
        auto operator<=>(const Run&) const = default;
    };
    struct Row { // as in Result; run and unit belong to Rows and stay where they are
        std::int64_t person;
        Uuid id;
        double score, max_score;
        Ms duration, finished;
        const Run* run;
        const std::string* unit;
        std::int32_t place, right, asked;
        std::uint32_t next : 31, is_first : 1; // see next(); the first of their person
    };

    void clear();
    // The same (plugin, run, person) again replaces.
    void put(const Result&);
    std::optional<std::uint32_t> find(std::string_view plugin, std::string_view run, std::int64_t person) const;
    std::vector<std::uint32_t> of(std::int64_t person) const; // in the order of the first record
    // Theirs become somebody's without a name.
    void give(std::int64_t person, std::int64_t alias, const std::string& unit);

    const Row& operator[](std::uint32_t at) const { return rows_[at]; }
    Result result(std::uint32_t at) const; // as recorded, but for names, unit title and public id: these the disk and the person know
    std::size_t size() const { return rows_.size(); } // they are numbered from 0, in the order of the first record

    // All rows, a person at a time: begin with each that is_first, and go on with next() until there is none.
    const LongRow<Row>& all() const { return rows_; }
    const Row* next(const Row& row) const { return row.next == kNone ? nullptr : &rows_[row.next]; }

private:
    static constexpr std::uint32_t kNone = 0x7FFFFFFF; // no row
    std::uint32_t first_of(std::int64_t person) const;
    Row row_of(const Result&);

    LongRow<Row> rows_;
    boost::unordered_flat_map<std::int64_t, std::uint32_t> firsts_; // by person
    std::set<Run> runs_;
    SharedTexts units_;
};

} // namespace kiosk::results
