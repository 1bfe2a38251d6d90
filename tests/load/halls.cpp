#include "tests/load/halls.h"

#include "kiosk/results/sender.h"
#include "tests/load/fair.h"
#include "tests/load/hall.h"
#include "tests/load/league_book.h"
#include "tests/load/process.h"
#include "tests/support/wire.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <unordered_map>

namespace kiosk::load {

namespace asio = boost::asio;
using nlohmann::json;

namespace {

constexpr auto kWholeRun = std::chrono::minutes(20); // with all of it
constexpr std::size_t kLeastOfAUnit = 5;             // as long as the event file of the centre names nothing else

// One kiosk: its results, oldest first, and how far it has come.
class TellingKiosk {
public:
    TellingKiosk(asio::io_context& io, const Url& endpoint, const std::string& key, std::size_t again_every,
                 std::vector<results::Statement> waiting, HallsReport& report)
        : path_(endpoint.path + "/statements"), headers_(headers_of(key)), again_every_(again_every),
          waiting_(std::move(waiting)), courier_(io, endpoint.endpoint, endpoint.host, 1), timer_(io),
          random_(std::random_device{}()), report_(report) {}

    void send() {
        if (done()) return;
        std::string body = "[";
        std::size_t count = 0;
        while (next_ + count < waiting_.size() && count < sender_.statements()) {
            const auto& statement = waiting_[next_ + count].body;
            if (count > 0 && body.size() + statement.size() > sender_.bytes()) break;
            body += (count > 0 ? "," : "") + statement;
            ++count;
        }
        body += ']';
        const auto bytes = body.size();
        const std::string behind = "X-Kiosk-Waiting: " + std::to_string(waiting_.size() - next_ - count) + "\r\n";
        courier_.send({"POST", path_, "", std::move(body), headers_ + behind},
                      [this, count, bytes](Reply reply) { heard(reply, count, bytes); });
    }
    bool done() const { return next_ == waiting_.size(); }
    const std::vector<results::Statement>& told() const { return waiting_; }

private:
    void heard(const Reply& reply, std::size_t count, std::size_t bytes) {
        ++report_.replies[reply.status];
        report_.reply.add(reply.heard - reply.sent);
        results::Reply said{reply.status, reply.body, "", results::retry_after(reply.retry_after, std::nullopt)};
        const auto verdict = sender_.judge(said, count, bytes, std::uniform_real_distribution<>()(random_));
        if (verdict.fate != results::Fate::kept && next_ == lost_reply_) report_.again += count; // heard this time
        else if (verdict.fate == results::Fate::stored && again_every_ > 0 && ++batches_ % again_every_ == 0) {
            lost_reply_ = next_;
            return send();
        }
        if (verdict.fate != results::Fate::kept) {
            (verdict.fate == results::Fate::stored ? report_.kept : report_.refused) += count;
            next_ += count;
        }
        if (verdict.trouble == results::Trouble::key || verdict.trouble == results::Trouble::address)
            throw std::runtime_error(verdict.sentence); // a kiosk would wait for somebody to mend it
        if (verdict.fate == results::Fate::dead) std::fprintf(stderr, "%s\n", verdict.sentence.c_str());
        if (verdict.pause == 0) return send();
        timer_.expires_after(std::chrono::milliseconds(verdict.pause));
        timer_.async_wait([this](auto ec) {
            if (!ec) send();
        });
    }

    const std::string path_, headers_;
    const std::size_t again_every_;
    const std::vector<results::Statement> waiting_;
    Courier courier_;
    Timer timer_;
    results::Sender sender_;
    std::mt19937 random_;
    HallsReport& report_;
    std::size_t next_ = 0, batches_ = 0;
    std::optional<std::size_t> lost_reply_; // of the batch that begins there
};

// Asks one thing after the other; the loop has nothing else to do.
class Reader {
public:
    Reader(const std::string& url, const std::string& key) : url_(url), courier_(io_, url_.endpoint, url_.host, 1), key_(key) {}
    json get(const std::string& path) {
        std::optional<Reply> answer;
        courier_.send({"GET", path, "", "", key_.empty() ? "" : headers_of(key_)}, [&](Reply reply) { answer = std::move(reply); });
        io_.restart();
        while (!answer && io_.run_one() > 0) {}
        if (!answer || answer->status != 200)
            throw std::runtime_error("GET " + path + ": " + std::to_string(answer ? answer->status : 0));
        return json::parse(answer->body);
    }
    const Url& url() const { return url_; }

private:
    asio::io_context io_{1};
    const Url url_;
    Courier courier_;
    const std::string key_;
};

void count(const HallsWishes& wishes, const std::vector<std::unique_ptr<TellingKiosk>>& kiosks, HallsReport& report) {
    std::unordered_map<std::string, std::size_t> found; // each that was told, and how often it is there
    for (const auto& kiosk : kiosks)
        for (const auto& statement : kiosk->told()) found.emplace(statement.id, 0);
    Reader reader(wishes.endpoint, wishes.keys.front());
    std::string path = reader.url().path + "/statements?ascending=true&limit=100&format=exact";
    while (!path.empty()) {
        const json page = reader.get(path);
        for (const auto& statement : page.at("statements")) {
            const auto known = found.find(statement.at("id"));
            if (known == found.end()) ++report.unknown;
            else if (++known->second > 1) ++report.twice;
            ++report.there;
        }
        path = page.value("more", "");
    }
    for (const auto& [id, times] : found) report.lost += times == 0;
    report.counted = true;
}

// The league follows what is kept within half a second or so.
void ask_league(const HallsWishes& wishes, const LeagueBook& book, HallsReport& report) {
    Reader reader(wishes.league, "");
    const Time end = Clock::now() + std::chrono::seconds(30);
    for (const char* by : {"total", "average"}) {
        const std::string path = reader.url().path + "?persons=1000&by=" + by;
        std::vector<std::string> differences;
        do {
            asio::io_context io;
            Timer(io, std::chrono::milliseconds(100)).wait();
            differences = book.differences(reader.get(path), by, kLeastOfAUnit);
        } while (!differences.empty() && Clock::now() < end);
        report.league.insert(report.league.end(), differences.begin(), differences.end());
    }
    report.league_asked = true;
}

} // namespace

HallsReport tell(const HallsWishes& wishes) {
    if (wishes.keys.empty()) throw std::runtime_error("there is no key");
    asio::io_context io(1);
    const Url endpoint(wishes.endpoint);
    HallsReport report;
    LeagueBook book;
    std::vector<std::unique_ptr<TellingKiosk>> kiosks;
    for (std::size_t i = 0; i < wishes.kiosks; ++i) {
        const auto origin = origin_of_kiosk(i, wishes.endpoint);
        std::vector<results::Statement> waiting;
        for (std::size_t n = 0; n < wishes.results; ++n) {
            const auto run = run_of(i, n);
            book.add(run);
            waiting.push_back(statement_of(origin, run, n));
        }
        report.statements += waiting.size();
        kiosks.push_back(std::make_unique<TellingKiosk>(io, endpoint, wishes.keys[std::min(i, wishes.keys.size() - 1)],
                                                        wishes.again_every, std::move(waiting), report));
    }
    report.kiosks = kiosks.size();
    const double cpu_before = usage_of(wishes.pid).cpu_s, database_before = cpu_of_family(wishes.database_pid);
    const Time begin = Clock::now();
    for (auto& kiosk : kiosks) kiosk->send();
    io.run_for(kWholeRun);
    report.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    const double us_of_one = 1e6 / static_cast<double>(std::max<std::size_t>(report.kept, 1));
    report.cpu_us = (usage_of(wishes.pid).cpu_s - cpu_before) * us_of_one;
    report.database_us = (cpu_of_family(wishes.database_pid) - database_before) * us_of_one;
    if (!std::ranges::all_of(kiosks, [](const auto& kiosk) { return kiosk->done(); }))
        throw std::runtime_error("not every kiosk has told everything: " + std::to_string(report.kept) + " of " +
                                 std::to_string(report.statements));
    if (wishes.count) count(wishes, kiosks, report);
    if (!wishes.league.empty()) ask_league(wishes, book, report);
    return report;
}

bool HallsReport::perfect() const {
    return kept == statements && refused == 0 && (!counted || (there == statements && twice + lost + unknown == 0)) &&
           league.empty();
}

void print(const HallsReport& r) {
    std::printf("kiosks                  %zu, with %zu statements in all; %zu of them told twice\n", r.kiosks, r.statements, r.again);
    std::printf("kept                    %zu in %.1f s: %.0f statements/s; refused %zu\n", r.kept, r.seconds, r.per_second(), r.refused);
    std::printf("a batch of 50 to reply  %s\n", r.reply.line().c_str());
    for (const auto& [status, times] : r.replies) std::printf("replies                 %d: %zu\n", status, times);
    if (r.cpu_us > 0) std::printf("CPU of the centre       %.0f us a statement\n", r.cpu_us);
    if (r.database_us > 0) std::printf("CPU of the database     %.0f us a statement\n", r.database_us);
    if (r.counted)
        std::printf("at the centre           %zu statements: %zu lost, %zu twice, %zu that nobody told\n", r.there, r.lost, r.twice,
                    r.unknown);
    if (r.league_asked)
        std::printf("league                  %s\n", r.league.empty() ? "right to the point, by total and by average" : "WRONG");
    for (std::size_t i = 0; i < std::min<std::size_t>(r.league.size(), 10); ++i) std::printf("    %s\n", r.league[i].c_str());
    std::printf("%s\n", r.perfect() ? "PERFECT: every statement kept once" : "NOT PERFECT");
}

std::string headers_of(const std::string& key) {
    return "X-Experience-API-Version: 1.0.3\r\nAuthorization: Basic " + support::base64(key) + "\r\n";
}

} // namespace kiosk::load
