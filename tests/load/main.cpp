// kiosk-load: plays a hall full of phones against a running kiosk, on this machine only. See README.md.
#include "tests/load/evening.h"
#include "tests/load/hammer.h"
#include "tests/load/halls.h"
#include "tests/load/league_watch.h"
#include "tests/load/outbox_fill.h"
#include "tests/load/visits.h"

#include "tests/central_store/bare_sqlite.h"

#include <CLI/CLI.hpp>

#include <sys/resource.h>

#include <cstdio>
#include <fstream>

namespace {

std::vector<std::string> lines_of(const std::string& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

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
    app.add_option("--sink", options.sink, "address of sink.py: it takes results during every other question");

    VisitWishes day;
    auto* receiving = app.add_subcommand("visits", "people walk up, play the walk-up quiz on their phone and go");
    receiving->add_option("url", day.url)->required();
    receiving->add_option("--visits", day.visits)->check(CLI::Range(1, 100'000))->capture_default_str();
    receiving->add_option("--early", day.early, "visits until memory is measured the first time")->check(CLI::Range(1, 10'000))->capture_default_str();
    receiving->add_option("--at-once", day.at_once)->check(CLI::Range(1, 2'000))->capture_default_str();
    receiving->add_option("--db", day.db, "the kiosk's database, to look for every result in");
    receiving->add_option("--pid", day.pid, "the kiosk's process, for its memory and CPU");

    HallsWishes halls;
    std::string keys, file, endpoint;
    auto* telling = app.add_subcommand("tell", "kiosks of many halls tell a centre their results");
    telling->add_option("endpoint", halls.endpoint, "http://127.0.0.1:PORT/p/central/xapi")->required();
    telling->add_option("--keys", keys, "file with USER:PASSWORD, a line for each kiosk")->required()->check(CLI::ExistingFile);
    telling->add_option("--kiosks", halls.kiosks)->check(CLI::Range(1, 1'000))->capture_default_str();
    telling->add_option("--results", halls.results, "of each kiosk")->check(CLI::Range(1, 100'000))->capture_default_str();
    telling->add_option("--again-every", halls.again_every, "batches, until one is told twice; 0: never")->capture_default_str();
    telling->add_option("--league", halls.league, "address of the league, to compare");
    telling->add_option("--pid", halls.pid, "the centre's process, for its CPU");
    telling->add_option("--database-pid", halls.database_pid, "the database server's process, for its CPU and its children's");
    telling->add_flag("!--no-count", halls.count, "do not read everything back");
    LeagueWishes league;
    auto* watching = app.add_subcommand("league", "what a long league costs, and how soon it shows what is new");
    watching->add_option("url", league.url)->required();
    watching->add_option("--keys", keys, "file with USER:PASSWORD")->required()->check(CLI::ExistingFile);
    watching->add_option("--news", league.news)->check(CLI::Range(1, 1'000))->capture_default_str();
    watching->add_option("--questions", league.questions)->check(CLI::Range(1, 100'000))->capture_default_str();
    watching->add_option("--kiosks", league.kiosks, "that tell batches of 50, while it is asked once more")
        ->check(CLI::Range(0, 60))
        ->capture_default_str();
    watching->add_option("--pid", league.pid, "the centre's process, for its memory");
    auto* completing = app.add_subcommand("complete", "how long until the league has read everything");
    completing->add_option("url", league.url)->required();
    completing->add_option("--pid", league.pid, "the centre's process, for its CPU");
    auto* bare = app.add_subcommand("bare", "what SQLite alone does with the rows of a centre that does not run");
    bare->add_option("db", file)->required()->check(CLI::ExistingFile);
    int statements = 0;
    bare->add_option("statements", statements)->required();
    std::size_t rows = 0;
    auto* filling = app.add_subcommand("fill", "puts rows into the outbox of a kiosk that does not run");
    filling->add_option("db", file)->required()->check(CLI::ExistingFile);
    filling->add_option("rows", rows)->required()->check(CLI::Range(1, 1'000'000));
    filling->add_option("--endpoint", endpoint)->required();
    CLI11_PARSE(app, argc, argv);

    raise_limit_of_files();
    try {
        if (*hammering) return hammer(url, connections, seconds, body), 0;
        if (*starting) return started(url, command);
        if (*receiving) {
            const auto report = receive_visits(day);
            print(report);
            return report.perfect() ? 0 : 1;
        }
        if (*telling) {
            halls.keys = lines_of(keys);
            const auto report = tell(halls);
            print(report);
            return report.perfect() ? 0 : 1;
        }
        if (*watching) {
            const auto all = lines_of(keys);
            league.key = all.empty() ? "" : all.front();
            const auto report = watch(league);
            print(report);
            return report.perfect() ? 0 : 1;
        }
        if (*completing) return becomes_complete(league.url, league.pid) ? 0 : 1;
        if (*bare) return std::printf("%.0f\n", central::bare_sqlite(file, statements)), 0;
        if (*filling) return fill_outbox(file, endpoint, rows), 0;
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
