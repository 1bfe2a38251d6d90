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

} // namespace kiosk::load
