#include "kiosk/health.h"

#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace kiosk {

namespace {

void metric(std::ostringstream& out, const char* name, const char* type, const char* help, double value) {
    out << "# HELP kiosk_" << name << ' ' << help << "\n# TYPE kiosk_" << name << ' ' << type << "\nkiosk_" << name << ' '
        << value << '\n';
}

} // namespace

std::string metrics_text(const Vitals& v) {
    std::ostringstream out;
    out.precision(15);
    const auto& http = v.server.stats();
    const auto store = v.writer.stats();
    const auto cost = process_cost();
    const auto counter = [&](const char* name, const char* help, double value) { metric(out, name, "counter", help, value); };
    const auto gauge = [&](const char* name, const char* help, double value) { metric(out, name, "gauge", help, value); };
    const auto number = [](auto& atomic) { return static_cast<double>(atomic.load(std::memory_order_relaxed)); };

    gauge("up_seconds", "Since the start.", static_cast<double>(v.uptime) / 1000);
    gauge("people", "People who have joined.", static_cast<double>(v.people.count()));
    gauge("plugins_running", "Plugins at work.", v.plugins_running);
    gauge("plugins_failed", "Plugins left out or stopped.", v.plugins_failed);
    counter("frames_total", "Frames drawn.", static_cast<double>(v.frames));
    if (!v.screens.empty()) out << "# HELP kiosk_screen_info What each display shows.\n# TYPE kiosk_screen_info gauge\n";
    for (std::size_t display = 0; display < v.screens.size(); ++display) // addresses are [a-z0-9-/] only: nothing to escape
        out << "kiosk_screen_info{display=\"" << display + 1 << "\",screen=\"" << v.screens[display] << "\"} 1\n";

    gauge("http_connections", "Connections open.", number(http.connections_open));
    counter("http_connections_total", "Connections taken.", number(http.connections_total));
    counter("http_connections_refused_total", "Connections refused near the limit of open files.",
            number(http.connections_refused));
    gauge("http_streams", "Event streams open.", number(http.streams_open));
    gauge("http_inbox", "Requests that wait for main.", static_cast<double>(v.server.inbox_size()));
    counter("http_requests_total", "Whole requests read.", number(http.requests));
    counter("http_bad_requests_total", "Requests refused as malformed or too large.", number(http.bad_requests));
    counter("http_timeouts_total", "Connections closed for being too slow.", number(http.timeouts));
    counter("http_unanswered_total", "Requests that a plugin never answered.", number(http.unanswered));
    counter("http_published_total", "Messages published on topics.", number(http.published));
    counter("http_replies_2xx_total", "Replies by class.", number(http.status_2xx));
    counter("http_replies_3xx_total", "Replies by class.", number(http.status_3xx));
    counter("http_replies_4xx_total", "Replies by class.", number(http.status_4xx));
    counter("http_replies_5xx_total", "Replies by class.", number(http.status_5xx));

    gauge("store_healthy", "1 while the disk takes writes.", v.writer.healthy() ? 1 : 0);
    gauge("store_waiting_steps", "Steps not yet on disk.", static_cast<double>(v.writer.waiting()));
    counter("store_commits_total", "Commits.", static_cast<double>(store.commits));
    counter("store_steps_total", "Steps committed.", static_cast<double>(store.steps));
    counter("store_failed_commits_total", "Commits that the disk refused.", static_cast<double>(store.failed_commits));
    counter("store_dropped_steps_total", "Steps left out because of a mistake in them.",
            static_cast<double>(store.dropped_steps));
    gauge("store_last_commit_seconds", "How long the last commit took.", store.last_commit_ms / 1000);

    counter("process_cpu_seconds_total", "User and system time.", cost.cpu_seconds);
    gauge("process_private_bytes", "Memory that only this process holds.", static_cast<double>(cost.private_bytes));
    gauge("process_resident_bytes", "Memory held in RAM.", static_cast<double>(cost.resident_bytes));
    return std::move(out).str();
}

ProcessCost process_cost() {
    ProcessCost cost;
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        cost.cpu_seconds = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    std::ifstream rollup("/proc/self/smaps_rollup");
    for (std::string line; std::getline(rollup, line);) {
        unsigned long long kib = 0;
        if (std::sscanf(line.c_str(), "Private_Clean: %llu", &kib) == 1 ||
            std::sscanf(line.c_str(), "Private_Dirty: %llu", &kib) == 1)
            cost.private_bytes += kib * 1024;
        else if (std::sscanf(line.c_str(), "Rss: %llu", &kib) == 1) cost.resident_bytes = kib * 1024;
    }
    return cost;
}

} // namespace kiosk
