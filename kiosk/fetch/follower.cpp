#include "kiosk/fetch/follower.h"

#include "kiosk/base/log.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

namespace kiosk::fetch {

namespace {

constexpr std::size_t kSlowest = 128; // bytes a ms that a file may come with
constexpr Ms kLongestRest = 60'000;
constexpr Ms kConnect = 10'000;

// In seconds; a date there is none of our servers' habits, and then our own patience will do.
std::optional<Ms> asked_for(const std::string& retry_after) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
    if (error != std::errc() || end != retry_after.data() + retry_after.size() || seconds < 0 || seconds > 1'000'000) return {};
    return seconds * 1'000;
}

// A server's word for a version goes back to it as it came, but never as two lines.
bool is_header_value(const std::string& text) {
    return !text.empty() && text.size() <= 400 &&
           std::ranges::all_of(text, [](unsigned char c) { return c >= ' ' && c != 0x7F; });
}

} // namespace

Follower::Follower(Options options, RunQueue& to_main, const Clock& clock)
    : options_(std::move(options)), to_main_(to_main), clock_(clock) {}

Follower::~Follower() { stop(); }

Follower::Id Follower::follow(std::string url, Ms every, std::function<void(const News&)> told, Key key) {
    const Id id = ++last_;
    listeners_.emplace(id, std::move(told));
    auto followed = std::make_shared<Followed>();
    followed->url = std::move(url);
    followed->every = std::max(every, kMostOften);
    followed->key = std::move(key);
    {
        std::lock_guard lock(mutex_);
        followed_.emplace(id, std::move(followed));
    }
    wake();
    return id;
}

void Follower::leave(Id id) {
    listeners_.erase(id);
    std::lock_guard lock(mutex_);
    followed_.erase(id);
}

void Follower::fetch(std::string url, std::size_t most, Key key, std::function<void(Answer)> told) {
    {
        std::lock_guard lock(mutex_);
        once_.push_back({std::move(url), most, std::move(key), std::move(told)});
    }
    wake();
}

void Follower::wake() {
    if (stopped_) return;
    if (!thread_.joinable()) {
        line_ = std::make_unique<Line>(); // here, on main
        thread_ = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
    }
    std::lock_guard lock(mutex_);
    woken_ = true;
    something_.notify_one();
}

void Follower::stop() {
    stopped_ = true;
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    alive_.reset();
}

void Follower::work(std::stop_token stop) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), options_.nice); // on Linux: of this thread only
    while (!stop.stop_requested()) {
        const Ms rest = turn(stop);
        std::unique_lock lock(mutex_);
        something_.wait_for(lock, stop, std::chrono::milliseconds(rest), [this] { return woken_; });
        woken_ = false;
    }
}

// One conversation at most, the one that has waited longest.
Ms Follower::turn(std::stop_token stop) {
    std::optional<Once> once;
    std::pair<Id, std::shared_ptr<Followed>> due{0, nullptr};
    {
        std::lock_guard lock(mutex_);
        if (!once_.empty()) {
            once = std::move(once_.front());
            once_.pop_front();
        }
        for (const auto& [id, one] : followed_)
            if (!due.second || one->next < due.second->next) due = {id, one};
    }
    if (once) {
        auto answer = std::make_shared<Answer>(ask(once->url, once->most, once->key, nullptr, stop, static_cast<Ms>(once->most / kSlowest)));
        if (!stop.stop_requested())
            to_main_.post([alive = std::weak_ptr<Follower*>(alive_), told = std::move(once->told), answer] {
                if (alive.lock()) told(std::move(*answer));
            });
        return 0;
    }
    if (!due.second) return kLongestRest;
    const Ms now = clock_.mono();
    if (due.second->next > now) return std::min(due.second->next - now, kLongestRest);
    try_one(due.first, due.second, std::move(stop));
    return 0;
}

void Follower::try_one(Id id, std::shared_ptr<Followed> followed, std::stop_token stop) {
    Followed& one = *followed;
    if (!one.loaded) {
        load(one);
        if (one.body) tell(id, one, false, {});
    }
    const Answer answer = ask(one.url, kMostBytes, one.key, one.body ? &one.copy : nullptr, stop);
    if (stop.stop_requested()) return;
    const Verdict verdict = judge(answer, one.body != nullptr);
    const bool well = verdict.outcome != Outcome::trouble;
    if (!well && one.failures == 0)
        spdlog::warn("fetch: {} trouble={} {}", log_safe(one.url), verdict.trouble, log_safe(verdict.sentence));
    one.failures = well ? 0 : one.failures + 1;
    one.next = clock_.mono() +
               pause(one.every, one.failures, asked_for(answer.retry_after), std::uniform_real_distribution<>()(chance_));
    if (well) one.copy.fetched = clock_.wall();
    if (verdict.outcome == Outcome::fresh) {
        one.copy.url = one.url;
        one.copy.etag = answer.etag;
        one.copy.last_modified = answer.last_modified;
        one.copy.body = answer.body;
        one.body = std::make_shared<const std::string>(answer.body);
        if (const auto kept = keep_copy(options_.folder, one.copy); !kept) spdlog::error("fetch: {}", kept.error().sentence);
        one.copy.body = {}; // it is in `body`
    }
    tell(id, one, well, verdict);
}

void Follower::load(Followed& one) {
    one.loaded = true;
    auto copy = load_copy(options_.folder, one.url);
    if (!copy || !is_sound_json(copy->body)) return;
    one.body = std::make_shared<const std::string>(std::move(copy->body));
    one.copy = std::move(*copy);
    one.copy.body = {};
}

Answer Follower::ask(const std::string& url, std::size_t most, const Key& key, const Copy* copy, std::stop_token stop,
                     Ms more) {
    Ask question{url, {"Accept: application/json"}};
    question.most = most;
    question.connect = std::min(kConnect, options_.patience);
    question.whole = options_.patience + more;
    if (copy && is_header_value(copy->etag)) question.headers.push_back("If-None-Match: " + copy->etag);
    if (copy && is_header_value(copy->last_modified)) question.headers.push_back("If-Modified-Since: " + copy->last_modified);
    if (key) {
        auto pair = key();
        if (!pair) {
            Answer refused;
            refused.status = 401; // as the server would say it
            refused.body = pair.error().sentence;
            return refused;
        }
        question.key = std::move(*pair);
    }
    return line_->ask(question, std::move(stop));
}

void Follower::tell(Id id, const Followed& one, bool fresh, const Verdict& verdict) {
    News news{one.body, one.copy.fetched, fresh, verdict.trouble, verdict.sentence};
    to_main_.post([alive = std::weak_ptr<Follower*>(alive_), id, news = std::move(news)] {
        const auto self = alive.lock();
        if (!self) return;
        const auto listener = (*self)->listeners_.find(id);
        if (listener == (*self)->listeners_.end()) return;
        const auto told = listener->second; // it may leave while it is told
        told(news);
    });
}

} // namespace kiosk::fetch
