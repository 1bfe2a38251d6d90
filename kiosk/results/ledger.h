// What every run came to, and the boards made of it. Thread: main; rows go to the writer with the step that recorded them.
// What boards need is kept in memory, so that asking for one costs no disk; the whole record is on disk (read_results).
//
// Boards: sum of scores, then right answers, then least time over the right answers; what is equal in all three shares a
// place (1, 2, 2, 4). Scores are compared to a thousandth of a point. Rehearsals and removed people are on no board;
// everybody else stands there with the name and unit of today. Who was forgotten has no name and no row of their own, but
// what they won stays with their unit: its sums, averages and number of people are what they were.
//
// A unit of fewer people than `min_group` would tell how this or that person did. All such units stand in one row below the
// others, without name and place; where even they together are too few, there is no such row.
// "Today" is the calendar day of the machine's time zone (in Vietnam UTC+7 all year, set by the installer).
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/people/people.h"
#include "kiosk/results/result.h"
#include "kiosk/results/rows.h"
#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::results {

enum class Span { today, all };

struct BoardRow {
    int place = 0;                // 0: the small units together
    std::int64_t person = 0;      // 0: a unit
    std::string name, unit_title; // of a unit: name is its title (its id where the event file no longer has it)
    double score = 0;
    int right = 0;
    Ms duration = 0;
    int runs = 0;       // of a unit: people
    double average = 0; // of a unit: score per person; of a person: per run
};

// What a person or a unit has gathered. Scores in thousandths, so that no order of adding makes a difference.
struct Sum {
    std::int64_t score = 0;
    int right = 0;
    Ms duration = 0;
    int count = 0; // runs of a person, people of a unit
    Ms last = 0;   // when the latest run ended: who was there first is named first within a shared place
};

class Ledger {
public:
    Ledger(store::Writer&, const people::People&, int min_group = 1);
    Status load(store::Database&); // at start, after People::load; replaces what is in memory

    // The same (plugin, run, person) again replaces, and keeps its id. A score that is no number counts as 0.
    void record(Result, store::Step&);
    // Best first, at most `limit` rows; those who share the last place may be cut.
    std::vector<BoardRow> board(Span, bool units, std::size_t limit, Ms wall_now) const;
    // The same one row after the other: the row lives until `read` returns, which may ask and record what it likes.
    using BoardReader = std::function<void(const BoardRow&)>;
    void read_board(Span, bool units, std::size_t limit, Ms wall_now, const BoardReader& read) const;
    // All of theirs, in the order of the first record; none where nothing was recorded. Without names and unit title.
    std::vector<Result> of(std::int64_t person) const;
    // Takes name and person out of theirs, while people still know them. How many rows that were.
    std::size_t forget(const people::Person&, store::Step&);
    std::uint64_t revision() const { return revision_; } // grows whenever a board may look different
    // Be told of every result in the step that records it; `before` is what it replaces, null where it is the first.
    using Listener = std::function<void(const Result& now, const Result* before, store::Step&)>;
    void on_record(Listener listener) { on_record_ = std::move(listener); }
    void people_changed() { ++revision_; }               // to be told from People::watch

private:
    Result whole(std::uint32_t row) const;
    // Everybody's sum, with the first row of theirs; who has nothing that counts is left out.
    void gather(Span, Ms now, const std::function<void(const Rows::Row& first, const Sum&)>&) const;

    const people::People& people_;
    const int min_group_;
    Rows rows_;
    std::uint64_t revision_ = 1;
    store::StatementId upsert_ = 0, forget_ = 0;
    Listener on_record_;
};

// For `kiosk results export`: reads the file of a kiosk that may be running. CSV as RFC 4180, UTF-8 with BOM (Excel),
// headed in Vietnamese, times in the machine's zone, with a column more where names waited for staff; a cell that a spreadsheet would take for a formula gets an apostrophe
// in front. JSON: an array of objects, keys in English, times as UTC and as ms. Neither carries the kiosk's own person ids.
std::string to_csv(const std::vector<Result>&);
std::string to_json(const std::vector<Result>&);
std::string csv_cell(std::string_view); // quoted where it must be
kiosk::Result<std::vector<Result>> read_results(store::Database&);

} // namespace kiosk::results
