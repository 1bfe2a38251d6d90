// A whole round, told from the staff's side: the phones join, listen and enter; staff opens answers, waits until every phone
// has answered, and goes on to the end. Then the final tally and the database are compared with what the phones were told.
#pragma once

#include "tests/load/hall.h"
#include "tests/load/process.h"

#include <map>
#include <string>

namespace kiosk::load {

struct EveningOptions {
    std::string url = "http://127.0.0.1:8080", pin, db;
    Hall::Wishes hall;
    int questions = 10, seconds = 20, pid = 0;
    double broadcast_every_s = 0; // while answers come in, something that every phone is told; 0: nothing
    std::string sink; // address of sink.py, which the kiosk tells its results: it takes them during every other question
};

struct EveningReport {
    double joins_per_s = 0, streams_per_s = 0, round_s = 0, answering_s = 0;
    Usage before, joined, after;
    Samples question, opened, broadcast; // from the staff's request to each phone
    Samples tap_to_saved, wire_to_saved;
    Samples quiet, draining, quiet_too; // wire_to_saved of every other question: the sink took nothing, or all it was given
    std::size_t drained = 0, drained_quiet = 0; // statements that it took meanwhile
    bool drained_always = true;                 // there was something to take at every question where it did
    std::size_t phones = 0, expected = 0, saved = 0, retried = 0, disconnects = 0, broken = 0;
    std::size_t lost_in_tally = 0, lost_on_disk = 0, unknown_in_tally = 0; // told "saved" and not there; there and never told
    bool disk_checked = false, tally_by_answer = false; // else only the numbers shown at the reveals are compared
    std::map<std::string, std::size_t> refusals;
    bool perfect() const;
};

EveningReport play(const EveningOptions&); // throws std::runtime_error with a sentence where it cannot be played
void print(const EveningReport&);

} // namespace kiosk::load
