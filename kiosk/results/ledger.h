// What every run came to, and the boards made of it. Thread: main; rows go to the writer with the step that recorded them.
// Boards are kept in memory, so that asking for one costs no disk. Source of the order: sum of scores, then right answers,
// then least time over the right answers; what is equal in all three shares a place (1, 2, 2, 4).
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/people/people.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::results {

struct Result {
    std::string id;                // random UUID, given at the first record
    std::string plugin, run, title;
    std::int64_t person = 0;
    std::string name, unit;        // as they stood when it was recorded
    int place = 0;
    double score = 0, max_score = 0;
    int right = 0, asked = 0;
    Ms duration = 0, finished = 0; // ms; wall
    bool rehearsal = false;
};

enum class Span { today, all };

struct BoardRow {
    int place = 0;
    std::int64_t person = 0; // 0: a unit
    std::string name, unit_title;
    double score = 0;
    int right = 0;
    Ms duration = 0;
    int runs = 0;     // of a unit: people
    double average = 0;
};

class Ledger {
public:
    Ledger(store::Writer&, const people::People&);
    Status load(store::Database&); // at start

    void record(Result, store::Step&); // the same (plugin, run, person) again replaces
    std::vector<BoardRow> board(Span, bool units, std::size_t limit, Ms wall_now) const;
    std::uint64_t revision() const { return revision_; }
    void people_changed() { ++revision_; }
    const std::vector<Result>& all() const { return results_; }

private:
    store::Writer& writer_;
    const people::People& people_;
    std::vector<Result> results_;
    std::map<std::pair<std::string, std::int64_t>, std::size_t> by_run_; // ("plugin/run", person) → index
    std::uint64_t revision_ = 1;
    store::StatementId upsert_ = 0;
};

// For `kiosk results export`: reads the file of a kiosk that may be running. CSV as RFC 4180, UTF-8 with BOM (Excel),
// cells that a spreadsheet would take for a formula are quoted with an apostrophe.
std::string to_csv(const std::vector<Result>&);
std::string to_json(const std::vector<Result>&);
kiosk::Result<std::vector<Result>> read_results(store::Database&);

} // namespace kiosk::results
