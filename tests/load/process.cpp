#include "tests/load/process.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace kiosk::load {

Usage usage_of(int pid) {
    Usage usage;
    if (pid <= 0) return usage;
    const std::filesystem::path process = "/proc/" + std::to_string(pid);
    std::error_code ec;
    for (std::filesystem::directory_iterator task(process / "task", ec), end; !ec && task != end; task.increment(ec)) {
        double nanoseconds = 0;
        std::ifstream(task->path() / "schedstat") >> nanoseconds;
        usage.cpu_s += nanoseconds / 1e9;
    }
    std::ifstream rollup(process / "smaps_rollup");
    std::string line;
    while (std::getline(rollup, line)) {
        std::istringstream words(line);
        std::string name;
        double kb = 0;
        words >> name >> kb;
        if (name == "Pss:") usage.pss_mb = kb / 1024;
        if (name == "Rss:") usage.rss_mb = kb / 1024;
        if (name == "Private_Clean:" || name == "Private_Dirty:") usage.private_mb += kb / 1024;
    }
    return usage;
}

double cpu_of_family(int pid) {
    double seconds = usage_of(pid).cpu_s;
    std::ifstream children("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
    for (int child = 0; children >> child;) seconds += usage_of(child).cpu_s;
    return seconds;
}

} // namespace kiosk::load
