// How many single-row steps a second does the writer take, at a given number in flight?
//
//   writer_bench [FILE]      default: a file in the present folder, removed afterwards

#include "kiosk/store/database.h"
#include "kiosk/store/writer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

using namespace kiosk::store;
using Time = std::chrono::steady_clock;

namespace {

double microseconds_since(Time::time_point start) {
    return std::chrono::duration<double, std::micro>(Time::now() - start).count();
}

// Keeps `in_flight` steps under way for three seconds, as that many phones would; prints rate and latency.
void measure(const std::string& path, std::size_t in_flight) {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    auto opened = Database::open(path, Access::write);
    if (!opened || !(*opened)->run("CREATE TABLE answers (id INTEGER PRIMARY KEY, person INTEGER, choice TEXT)")) {
        std::fprintf(stderr, "cannot write %s\n", path.c_str());
        return;
    }
    Writer writer(std::move(*opened), {});
    const StatementId insert = writer.prepare("", "INSERT INTO answers (person, choice) VALUES (?1, ?2)");
    writer.start();
    std::vector<double> latencies; // disk thread until stop()
    latencies.reserve(5'000'000);
    std::size_t largest_log = 0;
    const auto start = Time::now();
    for (std::int64_t n = 0; microseconds_since(start) < 3e6; ++n) {
        while (writer.waiting() >= in_flight) std::this_thread::sleep_for(std::chrono::microseconds(20));
        const auto submitted = Time::now();
        const auto done = [&latencies, submitted](bool) { latencies.push_back(microseconds_since(submitted)); };
        if (!writer.submit({{{insert, {n, std::string("b")}}}, done})) break;
        if (n % 65536 == 0) largest_log = std::max<std::size_t>(largest_log, std::filesystem::file_size(path + "-wal"));
    }
    writer.stop();
    const double seconds = microseconds_since(start) / 1e6;
    std::sort(latencies.begin(), latencies.end());
    const auto at = [&](double part) {
        return latencies[static_cast<std::size_t>(part * static_cast<double>(latencies.size() - 1))] / 1000; // ms
    };
    const WriterStats stats = writer.stats();
    std::printf("%6zu in flight: %8.0f steps/s in %7llu commits; p50 %6.2f p99 %6.2f max %6.1f ms; log up to %zu MB\n",
                in_flight, static_cast<double>(stats.steps) / seconds, static_cast<unsigned long long>(stats.commits), at(0.5),
                at(0.99), at(1), largest_log >> 20);
}

} // namespace

int main(int argc, char** argv) {
    const std::string path = argc > 1 ? argv[1] : "writer_bench.db";
    for (const std::size_t in_flight : {1, 64, 512, 2000, 20000}) measure(path, in_flight);
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}
