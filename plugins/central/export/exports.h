// Exports for the staff page: one at a time, read from the leagues a few rows at a time so that nobody else waits, and written
// by a thread. Until all is read the leagues are held as they are; what halls tell meanwhile is kept, and reckoned afterwards.
//
// Thread: main.
#pragma once

#include "export/maker.h"
#include "export/tables.h"
#include "league/leagues.h"
#include "senders.h"

#include <kiosk/host.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace central {

class Exports {
public:
    // Rows that a page may have; the command has no limit.
    static constexpr std::size_t kMostRows = 60'000;

    struct Parts { // borrowed
        kiosk::Host& host;
        Leagues& leagues;
        const Senders& senders;
    };
    explicit Exports(Parts, std::size_t most_rows = kMostRows);

    // Answers the request, now or later: with the file, or a refusal. `table`: as CSV; nothing: all of them, as a workbook.
    void ask(const kiosk::Request&, std::optional<Table> table);
    // In each of the plugin's ticks.
    void tick();

private:
    struct Job {
        kiosk_ticket ticket = 0; // 0: it is answered already, and ends when the thread has stopped
        kiosk_ms arrived = 0; // mono
        bool vietnamese = true;
        std::string event;
        std::vector<Table> tables;
        std::unique_ptr<Tables> rows; // while they are read
        std::unique_ptr<Maker> maker;
    };
    void begin(Job&);
    void feed(Job&);
    void finish(Job&, const std::string& bytes);
    void refuse(const Job&, int status, std::string_view code, std::string_view vietnamese, std::string_view english);
    void refuse_as_too_large(const Job&);
    void give_up(Job&); // it takes too long
    void end(); // of the job

    const Parts parts_;
    const std::size_t most_rows_;
    std::unique_ptr<Job> job_;
};

} // namespace central
