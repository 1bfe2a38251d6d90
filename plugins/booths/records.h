// The tables of the booths, all the SQL of this plugin. Thread: main.
//
//   booths_settings  "secret": the 32 bytes that codes and passes are made with; "number": the last number of the draw
//   booths_visits    a row a person and booth: first there, stamped, when they last answered wrongly; gone with who is forgotten
//   booths_full      a row a full passport, with its number of the draw; gone with who is forgotten
//   booths_hours     how often a booth was opened at the screen, visited and stamped, by the hour; says nothing of anybody
#pragma once

#include "passport/passports.h"

#include <kiosk/plugin.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace booths {

inline constexpr Ms kHour = 3'600'000; // what is counted is counted by the hour

enum class Counted { opened, visits, stamps };

struct HourCount {
    std::string booth;
    std::int64_t hour = 0; // Unix time, hours
    std::int64_t opened = 0, visits = 0, stamps = 0;
};

class Records {
public:
    explicit Records(kiosk::Host& host) : host_(host) {}

    // In init. Makes the secret where there is none yet; throws where the tables cannot be had.
    Secret prepare();
    void load(Passports&) const;
    std::vector<HourCount> hours() const; // waits for the disk: for start-up and staff; by hour, then booth

    // Each adds to the present step; false where the disk takes no writes at present.
    bool visit(Person, const std::string& booth, const Visit&);
    bool full(Person, const Full&);
    bool count(const std::string& booth, Counted, Ms wall);
    bool forget(Person);

private:
    kiosk::Host& host_;
    kiosk_statement set_ = 0, visit_ = 0, full_ = 0, opened_ = 0, visited_ = 0, stamped_ = 0, forget_visits_ = 0, forget_full_ = 0;
};

} // namespace booths
