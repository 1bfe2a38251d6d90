// The walk-up quiz's tables and their SQL. Thread: main.
//
//   quiz_sittings         one row a sitting: whose, what is asked, which question is shown
//   quiz_sitting_answers  every accepted answer. Never changed; gone with who is forgotten
// Scores are not stored: they are reckoned from these facts (sitting.h).
#pragma once

#include "records.h"
#include "walkup/sitting.h"

#include <kiosk/plugin.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quiz {

// One of the quiz's migrations (records.cpp has the list of all).
extern const char* const kSittingTables;

// A sitting with what the rules need not know.
struct Seat {
    std::int64_t id = 0;
    PlayerId player = 0;
    kiosk_ms started = 0;                   // wall
    std::map<std::string, BankRef> sources; // by question
    Sitting sitting;
};

class SittingRows {
public:
    explicit SittingRows(kiosk::Host& host) : host_(host) {}
    void prepare(); // in init, after the migrations

    // Each adds to the present step; false where the disk takes no writes at present (nothing was added).
    bool open(const Seat&);
    bool questions(const Seat&); // one of them was replaced
    bool at(const Seat&);        // another question is shown
    bool answer(const Seat&, int number);
    bool forget(PlayerId);

    // Those begun since then, oldest first and one at a time: a day may have more than memory is to hold at once. Rows that
    // make no sense are left out (logged).
    void since(kiosk_ms wall, const std::function<void(Seat)>& each) const;
    std::int64_t last() const;

private:
    std::optional<Seat> read(std::int64_t id) const;
    std::vector<SittingAnswer> answers_of(std::int64_t sitting, const std::vector<Question>&) const;

    kiosk::Host& host_;
    kiosk_statement open_ = 0, questions_ = 0, at_ = 0, answer_ = 0, forget_answers_ = 0, forget_sittings_ = 0;
};

} // namespace quiz
