// kiosk-load: plays a hall full of phones against a running kiosk, on this machine only. See README.md.
#include "tests/load/evening.h"
#include "tests/load/hammer.h"

#include <CLI/CLI.hpp>

#include <sys/resource.h>

#include <cstdio>

namespace {

void raise_limit_of_files() {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

} // namespace

int main(int argc, char** argv) {
    using namespace kiosk::load;
    CLI::App app{"Plays a hall full of phones against a running kiosk."};
    EveningOptions options;
    double within_s = 3;
    bool no_streams = false;
    app.add_option("--url", options.url, "the kiosk, on this machine")->capture_default_str();
    app.add_option("--pin", options.pin, "the staff PIN");
    app.add_option("--phones", options.hall.phones, "how many")->check(CLI::Range(1, 20'000))->capture_default_str();
    app.add_option("--answers-within", within_s, "every phone answers at a random moment of this time; 0: all at once")
        ->transform(CLI::AsNumberWithUnit(std::map<std::string, double>{{"s", 1}, {"ms", 0.001}}))
        ->check(CLI::Range(0.0, 110.0))
        ->capture_default_str();
    app.add_option("--questions", options.questions)->check(CLI::Range(1, 50))->capture_default_str();
    app.add_option("--seconds", options.seconds, "that a question is open at most")
        ->check(CLI::Range(5, 120))->capture_default_str();
    app.add_option("--connections", options.hall.connections, "that the phones share for their requests")
        ->check(CLI::Range(1, 9'000))
        ->capture_default_str();
    app.add_option("--broadcast-every", options.broadcast_every_s, "while answers come in, tell all phones something")
        ->transform(CLI::AsNumberWithUnit(std::map<std::string, double>{{"s", 1}, {"ms", 0.001}}));
    app.add_flag("--no-streams", no_streams, "only the first phone listens: answers alone are measured");
    app.add_option("--db", options.db, "the kiosk's database, to look for every answer in");
    app.add_option("--pid", options.pid, "the kiosk's process, for its CPU and memory");

    std::string url, body;
    std::size_t connections = 512;
    double seconds = 5;
    std::vector<std::string> command;
    auto* hammering = app.add_subcommand("hammer", "the same request over and over");
    hammering->add_option("url", url)->required();
    hammering->add_option("--connections", connections)->check(CLI::Range(1, 9'000))->capture_default_str();
    hammering->add_option("--seconds", seconds)->check(CLI::Range(0.1, 30.0))->capture_default_str();
    hammering->add_option("--post", body, "POST this JSON and not GET");
    auto* starting = app.add_subcommand("started", "how soon a program answers GET /healthz");
    starting->add_option("url", url)->required();
    starting->add_option("command", command)->required();
    CLI11_PARSE(app, argc, argv);

    raise_limit_of_files();
    try {
        if (*hammering) return hammer(url, connections, seconds, body), 0;
        if (*starting) return started(url, command);
        options.hall.answers_within = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(within_s));
        options.hall.streams = !no_streams;
        const auto report = play(options);
        print(report);
        return report.perfect() ? 0 : 1;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "kiosk-load: %s\n", failure.what());
        return 2;
    }
}
