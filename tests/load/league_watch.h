// A centre whose league is long already: how soon a new result stands on the public stream, and what asking for the league
// costs, alone and while results come in.
#pragma once

#include "tests/load/samples.h"

#include <cstddef>
#include <string>

namespace kiosk::load {

struct LeagueWishes {
    std::string url = "http://127.0.0.1:8080", key;
    std::size_t news = 20, questions = 500;
    std::size_t kiosks = 0; // that tell batches of 50 during the second half of the questions, each second one; 0: none
    int pid = 0;            // the centre's process, for its memory
};

struct LeagueReport {
    Samples seen;                 // from the request to the frame of central/league that shows it
    Samples asked, asked_busy;    // GET /p/central/league?persons=100
    std::size_t runs = 0, missed = 0, refused = 0;
    double pss_mb = 0, asked_cpu_us = 0; // CPU of the centre for a question that comes alone
    bool perfect() const { return missed + refused == 0; }
};

LeagueReport watch(const LeagueWishes&); // throws std::runtime_error with a sentence
void print(const LeagueReport&);

// Waits until GET /p/central/league says that it is complete, and prints how long that took from now, and how much CPU the
// process had used by then. False: it never was.
bool becomes_complete(const std::string& url, int pid);

} // namespace kiosk::load
