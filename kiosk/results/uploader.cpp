#include "kiosk/results/uploader.h"

#include "kiosk/base/log.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <utility>

namespace kiosk::results {

namespace {

constexpr Ms kLook = 1'000;     // how often an idle kiosk looks for something new
constexpr Ms kKeyAgain = 5'000; // a file that was unreadable may be mended
constexpr Ms kLineTolerance = 2'000;
// Between two batches while many wait: who plays comes before what can wait. Ten a second bring an hour's results of a kiosk in
// well within a minute.
constexpr Ms kBreath = 100;

const char* name_of(Trouble trouble) {
    switch (trouble) {
    case Trouble::none: return "";
    case Trouble::network: return "network";
    case Trouble::busy: return "busy";
    case Trouble::refused: return "refused";
    case Trouble::key: return "key";
    case Trouble::address: return "address";
    case Trouble::clock: return "clock";
    }
    return "";
}

// Another one whenever anybody else has written: an idle kiosk counts nothing.
std::optional<std::int64_t> data_version(store::Database& db) {
    std::optional<std::int64_t> version;
    const Status read = db.read("PRAGMA data_version", {}, [&](std::span<const store::Value> row) {
        version = std::get<std::int64_t>(row[0]);
        return false;
    });
    return read ? version : std::nullopt;
}

} // namespace

Uploader::Uploader(Options options, std::unique_ptr<store::Database> reader, Outbox& outbox, RunQueue& to_main,
                   const Clock& clock)
    : options_(std::move(options)), reader_(std::move(reader)), outbox_(outbox), to_main_(to_main), clock_(clock),
      endpoint_(options_.endpoint) {
    if (auto last = last_contact(*reader_); last && *last) progress_.contact.last = (*last)->last;
    retries_ = retries(*reader_) ? *retries(*reader_) : 0;
}

Uploader::~Uploader() { stop(); }

void Uploader::start() {
    if (!thread_.joinable()) thread_ = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
}

void Uploader::stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void Uploader::work(std::stop_token stop) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), options_.nice); // on Linux: of this thread only
    while (!stop.stop_requested()) {
        const Ms pause = turn(stop);
        count_now();
        if (shown_ != progress_) {
            shown_ = progress_;
            to_main_.post([this, progress = progress_] { options_.told(progress); });
        }
        rest(pause, stop);
    }
}

Ms Uploader::turn(std::stop_token stop) {
    if (asked_to_retry()) {
        sender_.start_anew();
        next_try_ = 0;
    }
    if (clock_.mono() < next_try_) return std::min(kLook, next_try_ - clock_.mono());
    const Ms now = clock_.wall() + offset_;
    auto rows = oldest(*reader_, sender_.statements(), sender_.bytes(), now);
    if (!rows) {
        spdlog::warn("the outbox cannot be read: {}", rows.error().sentence);
        return kLook;
    }
    next_count_ = rows->empty() ? 0 : next_count_;
    count_now();
    if (rows->empty() && progress_.counts.waiting == 0) {
        show("idle", Trouble::none, "");
        return kLook;
    }
    Ms pause = 0;
    if (!knows_time_ && !learn_time(stop, pause)) return pause;
    if (rows->empty()) {
        show("waiting", Trouble::clock, "");
        return kLook;
    }
    auto key = options_.key();
    if (!key) {
        show("stopped", Trouble::key, key.error().sentence);
        next_try_ = clock_.mono() + kKeyAgain;
        return kLook;
    }
    return send(*rows, *key, stop);
}

// True where it may go on with what it has. The time may have made it too early for some of the rows: then they are read anew.
bool Uploader::learn_time(std::stop_token stop, Ms& pause) {
    const Heard heard = endpoint_.ask_about(stop);
    if (stop.stop_requested()) return false;
    if (heard.reply.status == 0) {
        pause = conclude({}, sender_.judge(heard.reply, 0, 0, std::uniform_real_distribution<>()(chance_)), stop);
        return false;
    }
    hear(heard);
    knows_time_ = true;
    return offset_ >= 0;
}

Ms Uploader::send(const std::vector<Waiting>& rows, const std::string& key, std::stop_token stop) {
    std::string body = "[";
    for (const auto& row : rows) body += (body.size() > 1 ? "," : "") + row.body;
    body += ']';
    // For those who watch over many kiosks; an endpoint that does not know the headers leaves them alone.
    const auto behind = std::max<std::int64_t>(0, progress_.counts.waiting - static_cast<std::int64_t>(rows.size()));
    const Heard heard = endpoint_.post(
        body, key,
        {"X-Kiosk-Waiting: " + std::to_string(behind), "X-Kiosk-Time: " + std::to_string(clock_.wall())}, stop);
    if (stop.stop_requested() && heard.reply.status == 0) return 0;
    hear(heard);
    const auto verdict = sender_.judge(heard.reply, rows.size(), body.size(), std::uniform_real_distribution<>()(chance_));
    if (verdict.trouble != Trouble::network) progress_.contact.last = clock_.wall();
    return conclude(rows, verdict, stop);
}

Ms Uploader::conclude(const std::vector<Waiting>& rows, const Verdict& verdict, std::stop_token stop) {
    const bool stopped = verdict.trouble == Trouble::key || verdict.trouble == Trouble::address;
    const std::string before = progress_.contact.state;
    show(stopped ? "stopped" : verdict.pause > 0 ? "waiting" : "sending", verdict.trouble, verdict.sentence);
    if (progress_.contact.state != before && verdict.pause > 0)
        spdlog::warn("results wait here: {} state={}", verdict.sentence, progress_.contact.state);
    if (verdict.fate == Fate::dead) spdlog::error("a statement was refused: {}", verdict.sentence);
    if (verdict.trouble == Trouble::network) knows_time_ = false;
    next_try_ = clock_.mono() + verdict.pause;
    if (!settle(rows, verdict.fate, stop)) return kLook; // the disk is ill: the same go again
    if (verdict.fate == Fate::stored && progress_.counts.waiting > static_cast<std::int64_t>(rows.size())) return kBreath;
    return std::min(verdict.pause, kLook);
}

void Uploader::hear(const Heard& heard) {
    if (!heard.date) return;
    const Ms offset = *heard.date - clock_.wall();
    offset_ = std::abs(offset) < kLineTolerance ? 0 : offset;
    progress_.contact.clock_offset = offset_ / 1000 * 1000; // a whole second of its own is no news
    to_main_.post([this, offset] { outbox_.hear_clock(offset); });
}

void Uploader::show(const char* state, Trouble trouble, const std::string& sentence) {
    progress_.contact.state = state;
    progress_.contact.trouble = name_of(trouble);
    progress_.contact.sentence = sentence;
}

void Uploader::count_now() {
    if (clock_.mono() < next_count_) return;
    next_count_ = clock_.mono() + kLook;
    const auto version = data_version(*reader_);
    if (version && version == counted_) return;
    if (auto counts = count(*reader_)) {
        progress_.counts = *counts;
        counted_ = version;
    }
}

bool Uploader::settle(const std::vector<Waiting>& rows, Fate fate, std::stop_token stop) {
    struct Noted {
        std::mutex mutex;
        std::condition_variable_any came;
        std::optional<bool> durable;
    };
    auto answer = std::make_shared<Noted>(); // the disk may answer when this thread is gone
    std::vector<std::int64_t> seqs;
    for (const auto& row : rows) seqs.push_back(row.seq);
    to_main_.post([this, seqs = std::move(seqs), fate, contact = progress_.contact, answer] {
        outbox_.settle(seqs, fate, contact, [answer](bool durable) {
            std::lock_guard lock(answer->mutex);
            answer->durable = durable;
            answer->came.notify_one();
        });
    });
    std::unique_lock lock(answer->mutex);
    return answer->came.wait(lock, stop, [&] { return answer->durable.has_value(); }) && *answer->durable;
}

bool Uploader::asked_to_retry() {
    const auto asked = retries(*reader_);
    return asked && std::exchange(retries_, *asked) != *asked;
}

void Uploader::rest(Ms ms, std::stop_token stop) {
    if (ms <= 0) return;
    std::unique_lock lock(mutex_);
    asleep_.wait_for(lock, stop, std::chrono::milliseconds(ms), [] { return false; });
}

} // namespace kiosk::results
