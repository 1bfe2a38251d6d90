// A kiosk in miniature for power_loss_test.cpp to be cruel to. Every step writes one row into each of two tables.
//
//   store_victim write FILE           writes for ever; prints the number of every step that is on disk, as 8 bytes
//   store_victim no-room FILE BYTES   may not make files longer than BYTES until it has met the limit; prints a report

#include "kiosk/base/log.h"
#include "kiosk/store/database.h"
#include "kiosk/store/migrate.h"
#include "kiosk/store/writer.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <string>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

using namespace kiosk::store;

namespace {

constexpr const char* kTables[] = {"CREATE TABLE victim_a (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
                                   "CREATE TABLE victim_b (n INTEGER PRIMARY KEY) STRICT"};

struct Victim {
    explicit Victim(const std::string& path, int retry_ms) {
        auto opened = Database::open(path, Access::write);
        if (!opened || !migrate(**opened, "victim", kTables)) std::exit(3);
        const bool read = static_cast<bool>((*opened)->read("SELECT coalesce(max(n), 0) FROM victim_a", {}, [this](auto row) {
            last = std::get<std::int64_t>(row[0]);
            return false;
        }));
        if (!read) std::exit(3);
        Writer::Options options;
        options.retry_ms = retry_ms;
        writer = std::make_unique<Writer>(std::move(*opened), std::move(options));
        insert_a = writer->prepare("victim", "INSERT INTO victim_a VALUES (?1, ?2)");
        insert_b = writer->prepare("victim", "INSERT INTO victim_b VALUES (?1)");
        writer->start();
    }
    Step step(std::size_t bytes) {
        ++last;
        return {{{insert_a, {last, std::string(bytes, 'x')}}, {insert_b, {last}}}, nullptr};
    }

    std::unique_ptr<Writer> writer;
    StatementId insert_a = 0, insert_b = 0;
    std::int64_t last = 0;
};

int write_for_ever(const std::string& path) {
    Victim victim(path, 1000);
    for (;;) {
        Step step = victim.step(100);
        step.on_done = [n = victim.last](bool durable) {
            if (!durable || ::write(STDOUT_FILENO, &n, sizeof n) != sizeof n) std::_Exit(4);
        };
        while (victim.writer->waiting() > 64) std::this_thread::yield();
        if (!victim.writer->submit(std::move(step))) return 4;
    }
}

int write_without_room(const std::string& path, rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    Victim victim(path, 20);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);

    std::atomic<int> saved{0}, not_saved{0};
    int submitted = 0;
    while (not_saved == 0 && submitted < 100'000) {
        Step step = victim.step(1000);
        step.on_done = [&](bool durable) { ++(durable ? saved : not_saved); };
        if (victim.writer->submit(std::move(step))) ++submitted;
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    const bool sick = !victim.writer->healthy();
    limit.rlim_cur = before;
    setrlimit(RLIMIT_FSIZE, &limit);
    while (!victim.writer->healthy()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::promise<bool> barrier;
    if (!victim.writer->submit({{}, [&](bool durable) { barrier.set_value(durable); }})) return 4;
    const bool healed = barrier.get_future().get();
    victim.writer->stop();
    std::printf("%d %d %d %d %d\n", submitted, saved.load(), not_saved.load(), sick, healed);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    kiosk::open_log({}); // stdout is for the test
    const std::string what = argc > 2 ? argv[1] : "";
    if (what == "write") return write_for_ever(argv[2]);
    if (what == "no-room" && argc == 4) return write_without_room(argv[2], std::strtoull(argv[3], nullptr, 10));
    return 2;
}
