#include "kiosk/store/writer.h"

#include "kiosk/base/log.h"
#include "kiosk/store/committer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

namespace kiosk::store {

using std::chrono::milliseconds;

struct Writer::Impl {
    Impl(std::unique_ptr<Database> database, Options wishes) : options(std::move(wishes)), committer(std::move(database)) {}

    // [disk]
    void loop();
    void wait_for_work(std::unique_lock<std::mutex>&);
    bool take(std::vector<PendingStep>& batch);
    bool commit(std::vector<PendingStep>& batch);
    void tell_saved(std::vector<PendingStep>& batch);
    void wait_for_retry(std::vector<PendingStep>& kept);
    void give_up(std::vector<PendingStep>& batch);
    void set_health(bool now_healthy, const std::string& why);

    const Options options;

    // main
    std::thread thread;
    std::unordered_map<std::string, StatementId> ids; // by owner and text

    // disk, from start() on
    Committer committer;
    bool last_was_slow = false;

    // any
    std::atomic<bool> healthy{true};
    std::atomic<std::size_t> waiting{0};

    mutable std::mutex mutex;
    std::condition_variable arrived;           // the queue stopped being empty, or stopping
    std::vector<PendingStep> queue;            // under mutex
    std::vector<StatementText> new_statements; // under mutex: not yet seen by the disk thread
    bool stopping = false;                     // under mutex
    WriterStats stats;                         // under mutex
};

namespace {

void tell_not_saved(std::vector<PendingStep>& steps) {
    for (auto& pending : steps) {
        if (auto tell = std::exchange(pending.step.on_done, nullptr)) tell(false);
    }
}

void append(std::vector<PendingStep>& to, std::vector<PendingStep>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

} // namespace

Writer::Writer(std::unique_ptr<Database> write_connection, Options options)
    : impl_(std::make_unique<Impl>(std::move(write_connection), std::move(options))) {}

Writer::~Writer() { stop(); }

Database& Writer::before_start() { return impl_->committer.database(); }

void Writer::start() {
    if (!impl_->thread.joinable()) impl_->thread = std::thread([impl = impl_.get()] { impl->loop(); });
}

void Writer::stop() {
    {
        std::lock_guard lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->arrived.notify_one();
    if (impl_->thread.joinable()) impl_->thread.join();
}

StatementId Writer::prepare(std::string owner, std::string sql) {
    const auto next = static_cast<StatementId>(impl_->ids.size() + 1);
    const auto [known, is_new] = impl_->ids.try_emplace(owner + '\n' + sql, next);
    if (is_new) {
        std::lock_guard lock(impl_->mutex);
        impl_->new_statements.push_back({std::move(owner), std::move(sql)});
    }
    return known->second;
}

Status Writer::submit(Step step) {
    bool was_empty;
    {
        std::lock_guard lock(impl_->mutex);
        if (impl_->stopping) return Error{Kind::unavailable, "The store is closing."};
        if (waiting() >= impl_->options.max_waiting) return Error{Kind::limit, "Too many writes wait for the disk."};
        impl_->waiting.fetch_add(1, std::memory_order_relaxed);
        was_empty = impl_->queue.empty();
        impl_->queue.push_back({std::move(step), false});
    }
    if (was_empty) impl_->arrived.notify_one();
    return {};
}

bool Writer::healthy() const { return impl_->healthy.load(std::memory_order_acquire); }

std::size_t Writer::waiting() const { return impl_->waiting.load(std::memory_order_relaxed); }

WriterStats Writer::stats() const {
    std::lock_guard lock(impl_->mutex);
    return impl_->stats;
}

// One round: take what has gathered, commit it, tell everybody. Where the disk refuses, tell that instead, keep the
// steps, and come again with them and all that arrived meanwhile.
void Writer::Impl::loop() {
    std::vector<PendingStep> batch; // holds steps at the top of a round only after a failure
    for (;;) {
        const bool last_round = take(batch);
        if (!batch.empty()) {
            if (commit(batch)) {
                tell_saved(batch);
                committer.tidy(waiting.load(std::memory_order_relaxed) == 0);
            } else {
                tell_not_saved(batch);
                if (last_round) give_up(batch);
                else wait_for_retry(batch);
            }
        }
        if (last_round) return;
    }
}

// Adds what has gathered to the batch, and waits for it where there is none. True where nothing will come after it.
bool Writer::Impl::take(std::vector<PendingStep>& batch) {
    std::unique_lock lock(mutex);
    if (batch.empty()) {
        wait_for_work(lock);
        batch.swap(queue);
    } else {
        append(batch, queue);
    }
    for (auto& text : new_statements) committer.add(std::move(text));
    new_statements.clear();
    return stopping;
}

void Writer::Impl::wait_for_work(std::unique_lock<std::mutex>& lock) {
    arrived.wait(lock, [this] { return stopping || !queue.empty(); });
    // submit wakes only for the first step, so this gathers for the whole millisecond unless stop() ends it.
    if (last_was_slow) arrived.wait_for(lock, milliseconds(1), [this] { return stopping; });
}

bool Writer::Impl::commit(std::vector<PendingStep>& batch) {
    CommitReport report;
    const Status status = committer.commit(batch, options.gate, report);
    if (report.committed) last_was_slow = report.commit_ms > 1.0;
    const auto is_good = [](const PendingStep& pending) { return !pending.bad; };
    const auto good = static_cast<std::uint64_t>(std::count_if(batch.begin(), batch.end(), is_good));
    {
        std::lock_guard lock(mutex);
        stats.dropped_steps += report.dropped;
        stats.failed_commits += status ? 0 : 1;
        stats.commits += report.committed ? 1 : 0;
        stats.steps += status ? good : 0;
        if (report.committed) stats.last_commit_ms = report.commit_ms;
    }
    set_health(static_cast<bool>(status), status ? "" : status.error().sentence);
    return static_cast<bool>(status);
}

void Writer::Impl::tell_saved(std::vector<PendingStep>& batch) {
    waiting.fetch_sub(batch.size(), std::memory_order_relaxed);
    for (auto& pending : batch) {
        if (pending.step.on_done) pending.step.on_done(!pending.bad);
    }
    batch.clear();
}

// Until the next try is due. Who comes meanwhile is told at once, so that no phone waits for a disk that is away.
void Writer::Impl::wait_for_retry(std::vector<PendingStep>& kept) {
    const auto due = std::chrono::steady_clock::now() + milliseconds(options.retry_ms);
    std::unique_lock lock(mutex);
    while (arrived.wait_until(lock, due, [this] { return stopping || !queue.empty(); }) && !stopping) {
        std::vector<PendingStep> newcomers;
        newcomers.swap(queue);
        lock.unlock();
        tell_not_saved(newcomers);
        append(kept, newcomers);
        lock.lock();
    }
}

void Writer::Impl::give_up(std::vector<PendingStep>& batch) {
    spdlog::error("store: closing while the disk takes no writes steps_lost={}", batch.size());
    waiting.fetch_sub(batch.size(), std::memory_order_relaxed);
    batch.clear();
}

void Writer::Impl::set_health(bool now_healthy, const std::string& why) {
    if (healthy.exchange(now_healthy, std::memory_order_acq_rel) == now_healthy) return;
    if (now_healthy) spdlog::info("store: the disk takes writes again");
    else spdlog::error("store: the disk takes no writes, what was accepted is kept and tried again reason=\"{}\"", log_safe(why));
    if (options.on_health) options.on_health(now_healthy, why);
}

} // namespace kiosk::store
