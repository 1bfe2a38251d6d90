// What a process has used, read from /proc (proc(5)).
#pragma once

#include <string>

namespace kiosk::load {

struct Usage {
    double cpu_s = 0;                               // all threads that live, to the nanosecond
    double pss_mb = 0, rss_mb = 0, private_mb = 0;  // proportional, resident, private (clean and dirty)
};
Usage usage_of(int pid); // zeros where there is no such process, or pid is 0
double cpu_of_family(int pid); // seconds; of the process and its children that live

} // namespace kiosk::load
