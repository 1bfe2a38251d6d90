// What is to be told to the central endpoint: statements wait in the table `outbox`, written in the step of the result that
// they tell of, so that neither is ever on disk without the other. Rows stay when they were sent (without their bytes), for
// a statement that is replaced must be voided by its id.
//
// What says something new becomes a new statement, and the one before it is voided: of results says_the_same decides, of
// answers and visits the id, which is made of what is said. A number that never reached the disk is given again; nothing is
// lost by it, for only what is on disk is ever sent.
//
// Thread: main, but for the functions on a Database, which belong to whoever owns that.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/results/answer.h"
#include "kiosk/results/ledger.h"
#include "kiosk/results/sender.h"
#include "kiosk/results/statement.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kiosk::results {

// How it stands with the endpoint, for staff and for `kiosk outbox status`.
struct Contact {
    std::string state = "idle"; // "idle" nothing to send, "sending", "waiting" for a network, "stopped" until somebody acts
    std::string trouble;        // "network", "busy", "refused", "key", "address", "clock"; "" where all is well
    std::string sentence;       // what was said, for people who mend it
    Ms last = 0;                // wall, when it last answered as an endpoint does; 0: never
    Ms clock_offset = 0;        // its clock less ours, as far as the difference is worth telling
    bool operator==(const Contact&) const = default;
};

class Outbox {
public:
    // `origin` without its device: that is read, or made, by load. `answers`: are answers told, or only what runs came to?
    Outbox(store::Writer&, Origin origin, const Clock&, bool answers = true);
    // While the event names no endpoint: it tells nothing, and is there for `forget` alone.
    Outbox(store::Writer&, const Clock&);
    Status load(store::Database&); // at start; who was forgotten while there was no endpoint is told of now

    // To be told by the ledger: `before` is what was recorded of the same run until now, null where that is nothing.
    void add(const Result& now, const Result* before, store::Step&);
    // Whoever is forgotten here is to be forgotten there. What was never sent of them is not sent any more: those rows go,
    // and a statement that asks for the rest takes its place behind all others. Without an endpoint their ids are noted until
    // there is one, where anything was ever to be told to one.
    void forget(const std::vector<std::string>& public_ids, store::Step&);
    // The same again says nothing; anything else about the same answer or visit voids what was told of it. Of somebody who
    // is gone (no public_id) nothing is told.
    void add(const Answer&, store::Step&);
    void add(const Visit&, store::Step&);
    bool tells_answers() const { return answers_; }
    // Of the endpoint's replies: its clock less ours. Small differences are the line's.
    void hear_clock(Ms offset);
    // What became of rows that were sent, and how it stands now. `done` may run on the disk thread.
    void settle(const std::vector<std::int64_t>& rows, Fate, const Contact&, std::function<void(bool durable)> done);

    const std::string& device() const { return origin_.device; }

private:
    Status tell_of_forgotten(store::Database&);
    Stamp next_stamp(Ms happened);
    void put(const Statement&, const Stamp&, const std::string& result, store::Step&);
    bool is_news(const std::string& key, const std::function<std::string(int told_before)>& id, store::Step&);

    store::Writer& writer_;
    Origin origin_;
    const Clock& clock_;
    const bool answers_, has_endpoint_;
    std::int64_t number_ = 0;
    std::optional<Ms> offset_;
    struct Told {
        std::string id; // of the statement that tells of it now
        int times = 0;
    };
    std::unordered_map<std::string, Told> told_;             // by result, or by key of an answer or a visit
    std::unordered_map<std::string, std::size_t> described_; // question → hash of how it was described since the start
    store::StatementId insert_ = 0, settle_ = 0, setting_ = 0, drop_ = 0, note_forgotten_ = 0;
};

// This kiosk's own id, random; made and written where it has none yet. Before the writer starts, or at any time after.
kiosk::Result<std::string> device_of(store::Database&, store::Writer&);

struct Counts {
    std::int64_t waiting = 0, sent = 0, dead = 0;
    bool operator==(const Counts&) const = default;
};
struct Waiting {
    std::int64_t seq = 0;
    std::string body;
};
struct Dead {
    std::string id, error;
};
kiosk::Result<Counts> count(store::Database&);
// The oldest that wait and whose time has come, `now` being the endpoint's; at least one where there is any.
kiosk::Result<std::vector<Waiting>> oldest(store::Database&, std::size_t statements, std::size_t bytes, Ms now);
kiosk::Result<std::vector<Dead>> dead(store::Database&);
kiosk::Result<std::optional<Contact>> last_contact(store::Database&); // as it was last written; nothing: never sent
// Dead ones wait again, and a kiosk that runs tries at once. How many there were.
kiosk::Result<std::int64_t> retry(store::Database& write);
// Grows with every retry(), so that a kiosk that runs sees it.
kiosk::Result<std::int64_t> retries(store::Database&);

// A file for a USB stick: one statement a line, the bytes as they are, so that it counts once whichever way it comes.
kiosk::Result<std::string> to_lines(store::Database&); // all that wait
struct Taken {
    std::int64_t added = 0, known = 0;
};
// All lines or, where one is no statement, none: Kind::invalid with its number.
kiosk::Result<Taken> from_lines(store::Database& write, std::string_view lines);

} // namespace kiosk::results
