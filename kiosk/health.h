// How the machine is, for a technician's eyes from outside: /healthz, /metrics (Prometheus text format 0.0.4), and the
// state that the staff page shows in words. Thread: main.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/http/server.h"
#include "kiosk/people/people.h"
#include "kiosk/store/writer.h"

#include <string>
#include <vector>

namespace kiosk {

struct Vitals {
    const http::Server& server;
    const store::Writer& writer;
    const people::People& people;
    std::uint64_t frames = 0; // drawn since start; 0 when headless
    std::vector<std::string> screens; // what each display shows: "home", "attract", "asking", or an address; none when headless
    int plugins_running = 0, plugins_failed = 0;
    Ms uptime = 0;
};

std::string metrics_text(const Vitals&);

// Bytes of memory that only this process holds, and seconds of CPU; 0 where /proc does not tell.
struct ProcessCost { std::uint64_t private_bytes = 0, resident_bytes = 0; double cpu_seconds = 0; };
ProcessCost process_cost();

} // namespace kiosk
