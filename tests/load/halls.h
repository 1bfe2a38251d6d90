// The kiosks of many halls, which tell a centre what waits in them: each with its own key, over one connection of its own, a
// batch at a time; statements, batches and what a reply means are those of kiosk/results. Now and then a kiosk tells a batch
// again that was taken already, as where the reply is lost. Afterwards the centre is asked what it has.
#pragma once

#include "tests/load/samples.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace kiosk::load {

struct HallsWishes {
    std::string endpoint;          // "http://127.0.0.1:8080/p/central/xapi"
    std::vector<std::string> keys; // USER:PASSWORD; kiosk n has the n-th, or the last one
    std::size_t kiosks = 148;
    std::size_t results = 2'000;   // that wait in each of them
    std::size_t again_every = 40;  // batches of a kiosk, until one is told twice; 0: none is
    std::string league;            // "http://127.0.0.1:8080/p/central/league"; "": is not asked
    int pid = 0;                   // the centre's process, for its CPU
    int database_pid = 0;          // of the server that it keeps them in, likewise; 0: it has none
    bool count = true;             // whether the centre is asked for every statement, page by page
};

struct HallsReport {
    std::size_t kiosks = 0, statements = 0, kept = 0, refused = 0; // kept: the kiosk was told so; refused: given up by a kiosk
    std::size_t again = 0;                 // statements that were told twice, on purpose
    std::map<int, std::size_t> replies;    // by status; 0: the connection broke
    double seconds = 0;                    // from the first request to the last reply
    double cpu_us = 0;                     // that the centre needs for a statement, all of its threads
    double database_us = 0;                // that its database needs beside it
    Samples reply;                         // of each request
    bool counted = false;
    std::size_t there = 0, twice = 0, lost = 0, unknown = 0; // what the centre has of it
    std::vector<std::string> league;       // what its league says otherwise than these results
    bool league_asked = false;
    double per_second() const { return static_cast<double>(kept) / seconds; }
    bool perfect() const;
};

HallsReport tell(const HallsWishes&); // throws std::runtime_error with a sentence where it cannot be done
void print(const HallsReport&);

std::string base64(std::string_view);
// The head of a request of a kiosk with that key, beside what Courier says of itself.
std::string headers_of(const std::string& key);

} // namespace kiosk::load
