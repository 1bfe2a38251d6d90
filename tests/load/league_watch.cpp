#include "tests/load/league_watch.h"

#include "tests/load/ear.h"
#include "tests/load/fair.h"
#include "tests/load/hall.h"
#include "tests/load/halls.h"
#include "tests/load/process.h"

#include <boost/asio/executor_work_guard.hpp>

#include <cstdio>
#include <optional>
#include <random>
#include <stdexcept>
#include <thread>

namespace kiosk::load {

namespace asio = boost::asio;
using nlohmann::json;

namespace {

constexpr auto kSeenWithin = std::chrono::seconds(10); // until a new result is seen
constexpr const char* kLeague = "/p/central/league?persons=100";

class Watcher {
public:
    explicit Watcher(const LeagueWishes& wishes)
        : wishes_(wishes), url_(wishes.url), work_(io_.get_executor()), courier_(io_, url_.endpoint, url_.host, 2),
          kiosks_(io_, url_.endpoint, url_.host, std::max<std::size_t>(wishes.kiosks, 1)), ear_(io_, url_.endpoint) {}

    void run() {
        ear_.listen(
            url_.host, "central/league", "",
            [this](const Ear::Heard& heard) {
                if (heard.topic == "central/league") newest_ = heard.data;
            },
            [] { throw std::runtime_error("the stream broke"); });
        if (!until([this] { return !newest_.empty(); })) throw std::runtime_error("central/league tells nothing");
        report_.runs = json::parse(ask({"GET", kLeague, "", ""}).body).value("runs", std::size_t{0});
        for (std::size_t i = 0; i < wishes_.news; ++i) something_new();
        const double cpu_before = usage_of(wishes_.pid).cpu_s;
        for (std::size_t i = 0; i < wishes_.questions; ++i) report_.asked.add(question());
        report_.asked_cpu_us = (usage_of(wishes_.pid).cpu_s - cpu_before) * 1e6 / static_cast<double>(wishes_.questions);
        if (wishes_.kiosks > 0) while_others_tell();
        report_.pss_mb = usage_of(wishes_.pid).pss_mb;
    }
    LeagueReport report_;

private:
    // Better than everybody, so that the hundred persons of the topic show it.
    void something_new() {
        auto run = run_of(900 + made_ % 90, made_ * kRunsOfAPerson);
        run.public_id = "MOI" + std::to_string(random_()) + std::to_string(made_);
        run.score = 1e6 + static_cast<double>(made_);
        run.run = std::to_string(random_());
        const Time begin = Clock::now();
        Reply reply = ask({"POST", "/p/central/xapi/statements", "", "[" + statement(run).body + "]", headers_of(wishes_.key)});
        if (reply.status != 200) throw std::runtime_error("a result is not taken: " + std::to_string(reply.status) + " " + reply.body);
        if (until([&] { return newest_.find(run.public_id) != std::string::npos; })) report_.seen.add(Clock::now() - begin);
        else ++report_.missed;
        pause(std::chrono::milliseconds(random_() % 400)); // anywhere between two tellings
    }
    Clock::duration question() {
        const Reply reply = ask({"GET", kLeague, "", ""});
        if (reply.status != 200) ++report_.refused;
        return reply.heard - reply.sent;
    }
    void while_others_tell() {
        bool going = true;
        std::size_t under_way = 0;
        std::function<void()> tell = [&] {
            std::string body = "[";
            for (int i = 0; i < 50; ++i) {
                auto run = run_of(990, ++made_);
                run.public_id = "SAU" + std::to_string(random_() % 1'000'000);
                run.run = std::to_string(random_());
                body += (i ? "," : "") + statement(run).body;
            }
            ++under_way;
            kiosks_.send({"POST", "/p/central/xapi/statements", "", body + "]", headers_of(wishes_.key)}, [&](Reply reply) {
                --under_way;
                if (reply.status != 200) ++report_.refused;
                if (going) tell();
            });
        };
        for (std::size_t i = 0; i < wishes_.kiosks; ++i) tell();
        for (std::size_t i = 0; i < wishes_.questions; ++i) {
            report_.asked_busy.add(question());
            pause(std::chrono::milliseconds(5));
        }
        going = false;
        until([&] { return under_way == 0; });
    }
    results::Statement statement(const results::Result& run) {
        return statement_of(origin_of_kiosk(random_(), wishes_.url), run, made_++);
    }

    Reply ask(Letter letter) {
        std::optional<Reply> answer;
        courier_.send(std::move(letter), [&answer](Reply reply) { answer = std::move(reply); });
        while (!answer) io_.run_one();
        return std::move(*answer);
    }
    void pause(Clock::duration time) {
        for (const Time end = Clock::now() + time; Clock::now() < end;) io_.run_one_until(end);
    }
    bool until(const std::function<bool()>& reached) {
        for (const Time end = Clock::now() + kSeenWithin; !reached() && Clock::now() < end;) io_.run_one_until(end);
        return reached();
    }

    const LeagueWishes& wishes_;
    const Url url_;
    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    Courier courier_, kiosks_;
    Ear ear_;
    std::string newest_; // of the topic
    std::mt19937 random_{std::random_device{}()};
    std::size_t made_ = 0;
};

} // namespace

LeagueReport watch(const LeagueWishes& wishes) {
    Watcher watcher(wishes);
    watcher.run();
    return std::move(watcher.report_);
}

void print(const LeagueReport& r) {
    std::printf("results in the league   %zu\n", r.runs);
    std::printf("a new one on the stream %s, missed %zu\n", r.seen.line().c_str(), r.missed);
    std::printf("GET persons=100         %s", r.asked.line().c_str());
    if (r.asked_cpu_us > 0) std::printf("; CPU %.0f us each", r.asked_cpu_us);
    std::puts("");
    if (r.asked_busy.count() > 0) std::printf("... while results come  %s\n", r.asked_busy.line().c_str());
    std::printf("refused                 %zu\n", r.refused);
    if (r.pss_mb > 0) std::printf("memory of the centre    PSS %.0f MB\n", r.pss_mb);
}

bool becomes_complete(const std::string& where, int pid) {
    const Url url(where);
    const Time begin = Clock::now();
    while (Clock::now() - begin < std::chrono::seconds(120)) {
        asio::io_context io;
        Courier courier(io, url.endpoint, url.host, 1);
        Reply answer;
        courier.send({"GET", kLeague, "", ""}, [&](Reply reply) { answer = std::move(reply); });
        io.run();
        const json told = json::parse(answer.body, nullptr, false);
        if (answer.status == 200 && told.is_object() && told.value("complete", false)) {
            std::printf("%.1f s until the league has read all %zu results; CPU %.1f s\n",
                        std::chrono::duration<double>(Clock::now() - begin).count(), told.value("runs", std::size_t{0}),
                        usage_of(pid).cpu_s);
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return std::puts("the league never had read everything"), false;
}

} // namespace kiosk::load
