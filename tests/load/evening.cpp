#include "tests/load/evening.h"

#include "tests/load/tally.h"

#include <boost/asio/executor_work_guard.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>
#include <stdexcept>

namespace kiosk::load {
namespace {

namespace asio = boost::asio;
using nlohmann::json;

constexpr auto kPatience = std::chrono::seconds(60); // for any one step of the evening
constexpr auto kGlance = std::chrono::milliseconds(2);
constexpr auto kDwell = std::chrono::milliseconds(400); // between two things that staff does

double seconds_since(Time begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// The story is told in plain steps; the phones live in the io_context, which runs whenever a step waits.
class Evening {
public:
    Evening(asio::io_context& io, const EveningOptions& options)
        : options_(options), url_(options.url), io_(io), work_(io.get_executor()), hall_(io, url_, options.hall),
          staff_(io, url_.endpoint, url_.host, 2), ear_(io, url_.endpoint) {
        if (options.sink.empty()) return;
        const Url sink(options.sink);
        sink_ = std::make_unique<Courier>(io, sink.endpoint, sink.host, 1);
    }

    void run() {
        report_.phones = hall_.phones();
        report_.before = usage_of(options_.pid);
        log_in();
        const Time begin = Clock::now();
        hall_.join_all();
        until([this] { return hall_.joined() == hall_.phones(); }, "every phone has joined");
        report_.joins_per_s = static_cast<double>(hall_.phones()) / seconds_since(begin);
        const Time listening = Clock::now();
        hall_.listen_all();
        until([this] { return hall_.listening() == hall_.phones(); }, "every phone has the present state");
        report_.streams_per_s = static_cast<double>(hall_.phones()) / seconds_since(listening);
        open_round();
        hall_.enter_all();
        until([this] { return hall_.entered() == hall_.phones(); }, "every phone has entered");
        report_.joined = usage_of(options_.pid);
        if (sink_) drain(false);
        const Time round = Clock::now();
        while (hall_.newest().phase != "podium" && hall_.newest().phase != "ended") one_step();
        report_.round_s = seconds_since(round);
        report_.after = usage_of(options_.pid);
        count();
        const json body{{"round", round_}};
        act("/p/quiz/staff/end", body);
        tell();
    }

    EveningReport report_;

private:
    void sleep(Clock::duration time) {
        const Time end = Clock::now() + time;
        while (Clock::now() < end) io_.run_one_until(end);
    }

    void until(std::function<bool()> reached, const char* what) {
        const Time end = Clock::now() + kPatience;
        while (!reached()) {
            if (Clock::now() > end) throw std::runtime_error(std::string("it did not come to pass that ") + what);
            sleep(kGlance);
        }
    }

    Reply ask(Letter letter) {
        letter.cookie = cookie_;
        return ask(staff_, std::move(letter));
    }

    Reply ask(Courier& courier, Letter letter) {
        std::optional<Reply> answer;
        courier.send(std::move(letter), [&answer](Reply reply) { answer = std::move(reply); });
        while (!answer) io_.run_one();
        return std::move(*answer);
    }

    // What staff does moves the round, and with it every phone.
    Reply act(std::string path, json body) {
        Letter letter{"POST", std::move(path), "", body.dump()};
        hall_.staff_acts();
        Reply reply = ask(std::move(letter));
        return reply;
    }

    void log_in() {
        Letter login{"POST", "/api/staff/login", "", json{{"pin", options_.pin}}.dump()};
        Reply reply = ask(std::move(login));
        if (reply.status != 200)
            throw std::runtime_error("staff cannot log in: " + std::to_string(reply.status) + " " + reply.body);
        cookie_ = reply.set_cookie;
        ear_.listen(
            url_.host, "quiz/staff", cookie_, [this](const Ear::Heard& heard) { staff_state_ = heard.data; }, nullptr);
        until([this] { return !staff_state_.empty(); }, "staff sees the state of the quiz");
    }

    void open_round() {
        const json state = json::parse(staff_state_);
        json banks = json::array();
        for (const auto& bank : state["banks"]) banks.push_back(bank["id"]);
        json order{{"banks", banks}, {"questions", options_.questions}, {"preset", "balanced"}, {"seconds", options_.seconds}};
        Reply reply = act("/p/quiz/staff/open", order);
        if (reply.status != 200) throw std::runtime_error("the round cannot be opened: " + reply.body);
        round_ = json::parse(reply.body)["round"];
        until([this] { return hall_.newest().round == round_; }, "the phones see the round");
    }

    void one_step() {
        const std::string phase = hall_.newest().phase;
        const int index = hall_.newest().index;
        if (sink_ && phase == "question") drain(index % 2 == 1);
        if (phase == "answering") {
            until_answered(index);
            if (sink_) count_drained(index);
        } else {
            sleep(kDwell);
        }
        if (hall_.newest().phase != phase || hall_.newest().index != index) return; // it went on by itself
        const json seen{{"round", round_}, {"phase", phase}, {"index", index}};
        Reply reply = act("/p/quiz/staff/next", seen);
        if (reply.status != 200 && reply.status != 409) throw std::runtime_error("staff cannot go on: " + reply.body);
        until([&] { return hall_.newest().phase != phase || hall_.newest().index != index; }, "the round goes on");
    }

    void until_answered(int index) {
        const Time end = Clock::now() + kPatience;
        Time next_broadcast = Clock::now() + every();
        while (hall_.done(index) < hall_.phones()) {
            if (Clock::now() > end) throw std::runtime_error("not every phone learned what became of its answer");
            if (options_.broadcast_every_s > 0 && Clock::now() >= next_broadcast) {
                next_broadcast += every();
                // A new name on the list is told to everybody at once.
                const std::string path = "/api/staff/people/" + std::to_string(hall_.player(0));
                const json renamed{{"name", "Bạn đổi tên " + std::to_string(++renamed_)}};
                act(path, renamed);
            }
            sleep(kGlance);
        }
    }

    // How many the sink has taken since it was asked last.
    std::size_t drain(bool go) {
        const Reply reply = ask(*sink_, {"POST", go ? "/go" : "/hold", "", "{}"});
        if (reply.status != 200) throw std::runtime_error("the sink does not answer");
        const std::size_t all = json::parse(reply.body).at("statements"), fresh = all - drained_before_;
        drained_before_ = all;
        return fresh;
    }

    // What is under way when it is told to hold is taken still.
    void count_drained(int index) {
        const auto taken = drain(false);
        (index % 2 == 1 ? report_.drained : report_.drained_quiet) += taken;
        if (index % 2 == 1 && taken == 0) report_.drained_always = false;
        auto& samples = index % 2 == 1 ? report_.draining : index % 4 == 0 ? report_.quiet : report_.quiet_too;
        samples.add(hall_.wire_by_question[index]);
    }

    Clock::duration every() const {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.broadcast_every_s));
    }

    void count() {
        Letter letter{"GET", "/p/quiz/staff/round/" + std::to_string(round_) + "/results", "", ""};
        const Reply reply = ask(std::move(letter));
        report_.tally_by_answer = reply.status == 200; // a very large hall's list is more than the kiosk sends at once
        const auto tally = report_.tally_by_answer ? compare_with_tally(hall_.book(), reply.body) : compare_with_reveals();
        report_.lost_in_tally = tally.lost;
        report_.unknown_in_tally = tally.unknown;
        if (options_.db.empty()) return;
        report_.lost_on_disk = compare_with_disk(hall_.book(), options_.db, round_).lost;
        report_.disk_checked = true;
    }

    // How many have answered, as every phone was shown at the reveal.
    Difference compare_with_reveals() const {
        std::map<std::string, long> shown;
        for (const auto& [id, frame] : hall_.frames())
            if (frame->round == round_ && frame->answered >= 0) shown[frame->question["id"]] = frame->answered;
        Difference difference;
        for (const auto& [question, answers] : hall_.book()) {
            const auto told = static_cast<long>(answers.size()), kept = shown[question];
            difference.lost += static_cast<std::size_t>(std::max(told - kept, 0L));
            difference.unknown += static_cast<std::size_t>(std::max(kept - told, 0L));
        }
        return difference;
    }

    void tell() {
        for (const auto& [id, frame] : hall_.frames()) {
            if (frame->round != round_ || frame->asked == Time::min()) continue;
            const bool first_of_phase = told_.insert({frame->phase, frame->index}).second;
            if (frame->phase == "question" && first_of_phase) report_.question.add(frame->arrivals);
            if (frame->phase != "answering") continue;
            if (first_of_phase) report_.opened.add(frame->arrivals);
            else if (options_.broadcast_every_s > 0) report_.broadcast.add(frame->arrivals);
        }
        report_.tap_to_saved = hall_.tap_to_saved;
        report_.wire_to_saved = hall_.wire_to_saved;
        report_.answering_s = hall_.answering_s();
        report_.expected = hall_.phones() * static_cast<std::size_t>(hall_.newest().count);
        report_.saved = hall_.saved;
        report_.retried = hall_.retried;
        report_.disconnects = hall_.disconnects();
        report_.broken = hall_.courier().broken();
        report_.refusals = hall_.refusals();
    }

    const EveningOptions& options_;
    const Url url_;
    asio::io_context& io_;
    asio::executor_work_guard<asio::io_context::executor_type> work_; // the loop waits for more, also while nothing is under way
    Hall hall_;
    Courier staff_;
    std::unique_ptr<Courier> sink_;
    std::size_t drained_before_ = 0;
    Ear ear_;
    std::string cookie_, staff_state_;
    std::int64_t round_ = 0;
    int renamed_ = 0;
    std::set<std::pair<std::string, int>> told_;
};

} // namespace

EveningReport play(const EveningOptions& options) {
    asio::io_context io(1);
    Evening evening(io, options);
    evening.run();
    return std::move(evening.report_);
}

bool EveningReport::perfect() const {
    return saved == expected && lost_in_tally == 0 && lost_on_disk == 0 && unknown_in_tally == 0 &&
           disconnects == 0 && refusals.empty() && drained_always;
}

void print(const EveningReport& r) {
    const auto phones = static_cast<double>(r.phones);
    std::printf("phones                  %zu   joined %.0f/s, streams opened %.0f/s\n", r.phones, r.joins_per_s, r.streams_per_s);
    std::printf("question on the phones  %s\n", r.question.line().c_str());
    std::printf("answers open on phones  %s\n", r.opened.line().c_str());
    if (r.broadcast.count() > 0) std::printf("broadcast among answers %s\n", r.broadcast.line().c_str());
    std::printf("tap to \"saved\"          %s\n", r.tap_to_saved.line().c_str());
    std::printf("request to \"saved\"      %s\n", r.wire_to_saved.line().c_str());
    if (r.draining.count() > 0) {
        const auto ratio = [](const Samples& a, const Samples& b, double share) { return a.at(share) / std::max(b.at(share), 1e-9); };
        Samples quiet = r.quiet;
        quiet.add(r.quiet_too);
        std::printf("... sink takes nothing  %s\n", quiet.line().c_str());
        std::printf("... sink takes all      %s; %zu statements (and %zu otherwise)%s\n", r.draining.line().c_str(), r.drained,
                    r.drained_quiet, r.drained_always ? "" : "; NOTHING WAS LEFT to take: fill more in");
        std::printf("ratio                   p50 %.2f  p99 %.2f; of the quiet questions among themselves p50 %.2f  p99 %.2f\n",
                    ratio(r.draining, quiet, 0.5), ratio(r.draining, quiet, 0.99), ratio(r.quiet_too, r.quiet, 0.5),
                    ratio(r.quiet_too, r.quiet, 0.99));
    }
    std::printf("answers                 %zu of %zu saved, %.0f/s while answers came in; retried %zu\n", r.saved, r.expected,
                static_cast<double>(r.saved) / std::max(r.answering_s, 1e-9), r.retried);
    std::printf("lost                    %zu in the tally (%s), %s on disk; %zu in the tally that no phone was told of\n",
                r.lost_in_tally, r.tally_by_answer ? "answer by answer" : "by number",
                r.disk_checked ? std::to_string(r.lost_on_disk).c_str() : "(no --db)", r.unknown_in_tally);
    std::printf("disconnected            %zu streams, %zu requests on connections that broke\n", r.disconnects, r.broken);
    for (const auto& [what, times] : r.refusals) std::printf("refused                 %s: %zu\n", what.c_str(), times);
    if (r.after.cpu_s > 0) {
        const double round_cpu = r.after.cpu_s - r.joined.cpu_s;
        std::printf("kiosk CPU               %.2f s to join and enter (%.3f ms per phone), "
                    "%.2f s for the round (%.1f us per answer)\n",
                    r.joined.cpu_s - r.before.cpu_s, (r.joined.cpu_s - r.before.cpu_s) * 1e3 / phones, round_cpu,
                    round_cpu * 1e6 / static_cast<double>(std::max<std::size_t>(r.saved, 1)));
        std::printf("kiosk memory            PSS %.1f MB before, %.1f MB with all phones (%.1f KB per phone), "
                    "%.1f MB after; RSS %.1f MB\n",
                    r.before.pss_mb, r.joined.pss_mb, (r.joined.pss_mb - r.before.pss_mb) * 1024 / phones,
                    r.after.pss_mb, r.after.rss_mb);
    }
    std::printf("%s\n", r.perfect() ? "PERFECT: every answer saved once, nobody lost" : "NOT PERFECT");
}

} // namespace kiosk::load
