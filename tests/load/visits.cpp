#include "tests/load/visits.h"

#include "tests/load/choice.h"
#include "tests/load/ear.h"

#include <boost/asio/post.hpp>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <stdexcept>
#include <thread>

namespace kiosk::load {
namespace {

using nlohmann::json;

struct Told {
    double score = 0;
};

class Day {
public:
    explicit Day(const VisitWishes& wishes) : wishes_(wishes), url_(wishes.url) {}

    // All that come until `until` have come, and gone.
    void receive(std::size_t until) {
        until_ = until;
        for (std::size_t i = 0; i < wishes_.at_once; ++i) come();
        io_.restart();
        io_.run();
    }

    VisitReport report;
    std::map<std::int64_t, Told> told; // by person

private:
    struct Visit {
        Visit(Day& day, std::size_t visit)
            : number(visit), courier(day.io_, day.url_.endpoint, day.url_.host, 1), ear(day.io_, day.url_.endpoint) {}
        const std::size_t number;
        Courier courier;
        Ear ear;
        std::string cookie;
        std::int64_t player = 0;
    };
    using Step = void (Day::*)(Visit&, const json& said);

    void come() {
        if (report.visits == until_) return;
        const std::size_t number = ++report.visits;
        Visit& visit = *visits_.emplace(number, std::make_unique<Visit>(*this, number)).first->second;
        char name[40];
        std::snprintf(name, sizeof name, "Khách thứ %05zu", number);
        ask(visit, "/api/join", json{{"name", name}}, report.joins, &Day::joined);
    }

    void ask(Visit& visit, const char* path, const json& body, Samples& samples, Step then) {
        visit.courier.send({"POST", path, visit.cookie, body.dump()}, [this, &visit, path, &samples, then](Reply reply) {
            const json said = json::parse(reply.body, nullptr, false);
            if (reply.status != 200 || !said.is_object()) {
                ++report.refusals[std::string(path) + " " + std::to_string(reply.status) + " " + (said.is_object() ? said.value("error", "") : "")];
                return go(visit);
            }
            samples.add(reply.heard - reply.sent);
            if (visit.player == 0) {
                visit.player = said["player"]["id"];
                visit.cookie = reply.set_cookie;
            }
            (this->*then)(visit, said);
        });
    }

    void joined(Visit& visit, const json&) {
        visit.ear.listen(url_.host, "quiz/round,quiz/walkup", visit.cookie, [](const Ear::Heard&) {}, [] {});
        ask(visit, "/p/quiz/walkup/start", json::object(), report.starts, &Day::asked);
    }

    void asked(Visit& visit, const json& said) {
        const json& sitting = said["sitting"];
        if (sitting["step"] == "done") return reads_card(visit, said["card"]);
        json body{{"sitting", sitting["id"]}, {"question", sitting["question"]["id"]},
                  {"choice", some_choice(sitting["question"], random_)}};
        ask(visit, "/p/quiz/walkup/answer", body, report.replies, &Day::explained);
    }

    void explained(Visit& visit, const json& said) {
        ++report.answers;
        const json& sitting = said["sitting"];
        const bool last = sitting["index"].get<int>() + 1 == sitting["count"].get<int>();
        ask(visit, "/p/quiz/walkup/next", json{{"sitting", sitting["id"]}, {"question", sitting["question"]["id"]}},
            last ? report.cards : steps_, &Day::asked);
    }

    void reads_card(Visit& visit, const json& card) {
        if (card.is_object() && card["asked"].get<int>() > 0) {
            ++report.finished;
            told[visit.player] = {card["score"].get<double>()};
        } else {
            ++report.refusals["no card"];
        }
        go(visit);
    }

    // In later turns: the connection that brought the last reply is still at work, then what the stream waited for ends.
    void go(Visit& visit) {
        boost::asio::post(io_, [this, number = visit.number] {
            const auto leaving = visits_.find(number);
            report.broken += leaving->second->courier.broken();
            leaving->second->ear.hang_up();
            boost::asio::post(io_, [this, number] {
                boost::asio::post(io_, [this, number] { visits_.erase(number); });
                come();
            });
        });
    }

    const VisitWishes& wishes_;
    const Url url_;
    boost::asio::io_context io_{1};
    std::mt19937 random_{20261010};
    std::map<std::size_t, std::unique_ptr<Visit>> visits_;
    std::size_t until_ = 0;
    Samples steps_;
};

std::size_t count(sqlite3* db, const char* sql, const std::function<void(sqlite3_stmt*)>& each) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &prepared, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db));
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> rows(prepared, sqlite3_finalize);
    std::size_t rows_read = 0;
    for (; sqlite3_step(rows.get()) == SQLITE_ROW; ++rows_read) each(rows.get());
    return rows_read;
}

void look_on_disk(const std::string& file, const std::map<std::int64_t, Told>& told, VisitReport& report) {
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> db(opened, sqlite3_close);
    if (status != SQLITE_OK) throw std::runtime_error("cannot read " + file + ": " + sqlite3_errmsg(db.get()));
    report.disk_checked = true;
    report.results_on_disk =
        count(db.get(), "SELECT person, score FROM results WHERE plugin = 'quiz' AND run LIKE 'walkup/%'", [&](sqlite3_stmt* row) {
            const auto card = told.find(sqlite3_column_int64(row, 0));
            report.results_wrong += card == told.end() || card->second.score != sqlite3_column_double(row, 1);
        });
    report.games_on_disk = count(db.get(), "SELECT id FROM quiz_sittings", [](sqlite3_stmt*) {});
    report.answers_on_disk = count(db.get(), "SELECT number FROM quiz_sitting_answers", [](sqlite3_stmt*) {});
}

// Until what is under way behind the last reply is done: the writer, the connections that close.
Usage quiet_usage(int pid) {
    std::this_thread::sleep_for(std::chrono::seconds(3));
    return usage_of(pid);
}

} // namespace

VisitReport receive_visits(const VisitWishes& wishes) {
    Day day(wishes);
    VisitReport& report = day.report;
    report.before = usage_of(wishes.pid);
    const Time begin = Clock::now();
    report.early = std::min(wishes.early, wishes.visits);
    day.receive(report.early);
    Clock::duration taken = Clock::now() - begin;
    report.after_early = quiet_usage(wishes.pid);
    const Time again = Clock::now();
    day.receive(wishes.visits);
    taken += Clock::now() - again;
    report.seconds = std::chrono::duration<double>(taken).count();
    report.after_all = quiet_usage(wishes.pid);
    if (!wishes.db.empty()) look_on_disk(wishes.db, day.told, report);
    return std::move(report);
}

bool VisitReport::perfect() const {
    const bool kept = !disk_checked || (results_on_disk == visits && results_wrong == 0 && games_on_disk == visits && answers_on_disk == answers);
    return finished == visits && refusals.empty() && kept;
}

void print(const VisitReport& r) {
    std::printf("visits                  %zu of %zu to their card, %.0f s (%.0f/s); connections that broke %zu\n", r.finished, r.visits,
                r.seconds, static_cast<double>(r.visits) / std::max(r.seconds, 1e-9), r.broken);
    std::printf("join                    %s\n", r.joins.line().c_str());
    std::printf("start                   %s\n", r.starts.line().c_str());
    std::printf("answer to \"saved\"       %s\n", r.replies.line().c_str());
    std::printf("last step to the card   %s\n", r.cards.line().c_str());
    if (r.disk_checked)
        std::printf("on disk                 %zu results, %zu of them not as their card; %zu games; %zu answers of %zu\n", r.results_on_disk,
                    r.results_wrong, r.games_on_disk, r.answers_on_disk, r.answers);
    for (const auto& [what, times] : r.refusals) std::printf("refused                 %s: %zu\n", what.c_str(), times);
    if (r.after_all.pss_mb > 0) {
        const auto line = [](const char* when, const Usage& u) {
            std::printf("memory %-16s PSS %.1f MB, private %.1f MB\n", when, u.pss_mb, u.private_mb);
        };
        line("before", r.before);
        line(("after " + std::to_string(r.early)).c_str(), r.after_early);
        line(("after " + std::to_string(r.visits)).c_str(), r.after_all);
        const double more = static_cast<double>(std::max<std::size_t>(r.visits - r.early, 1));
        std::printf("growth                  PSS %+.1f %%, private %+.1f %%: %.0f bytes a visit; CPU %.2f ms a visit\n",
                    (r.after_all.pss_mb / r.after_early.pss_mb - 1) * 100, (r.after_all.private_mb / r.after_early.private_mb - 1) * 100,
                    (r.after_all.private_mb - r.after_early.private_mb) * 1024 * 1024 / more,
                    (r.after_all.cpu_s - r.after_early.cpu_s) * 1e3 / more);
    }
    std::printf("%s\n", r.perfect() ? "PERFECT: everybody got to their card, everything is on disk" : "NOT PERFECT");
}

} // namespace kiosk::load
