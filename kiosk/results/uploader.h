// The upload thread: takes the oldest statements from the store, posts them, and has main note what became of them before
// it takes the next. It reads with a connection of its own and is nice (+10), so that phones do not wait for it; a reply
// that is lost costs nothing, for the same bytes with the same ids go again.
//
// Before it sends after a start or a cut it asks the endpoint's About, for the time: what lies in the endpoint's future
// is not sent before it is past.
//
// Thread: main, but for work(). Owns its thread, its connection and the line to the endpoint.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/results/endpoint.h"
#include "kiosk/results/outbox.h"
#include "kiosk/results/sender.h"
#include "kiosk/store/database.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace kiosk::results {

struct Progress {
    Counts counts;
    Contact contact;
    bool operator==(const Progress&) const = default;
};

class Uploader {
public:
    struct Options {
        std::string endpoint; // "https://kiosk.example.vn/p/central/xapi"
        std::function<kiosk::Result<std::string>()> key; // [upload] "user:password", or "" for none; asked before each batch
        std::function<void(const Progress&)> told;       // [main] when something has changed
        int nice = 10;
    };
    Uploader(Options, std::unique_ptr<store::Database> reader, Outbox&, RunQueue& to_main, const Clock&);
    ~Uploader(); // stop()
    Uploader(const Uploader&) = delete;
    Uploader& operator=(const Uploader&) = delete;

    void start();
    void stop(); // what is on its way is given up; it goes again at the next start

private:
    // [upload], all of it
    void work(std::stop_token);
    Ms turn(std::stop_token); // what there is to do; how long to rest then
    bool learn_time(std::stop_token, Ms& rest);
    Ms send(const std::vector<Waiting>&, const std::string& key, std::stop_token);
    Ms conclude(const std::vector<Waiting>&, const Verdict&, std::stop_token);
    void hear(const Heard&);
    void show(const char* state, Trouble, const std::string& sentence);
    void count_now();
    bool settle(const std::vector<Waiting>&, Fate, std::stop_token); // waits for the disk
    bool asked_to_retry();
    void rest(Ms, std::stop_token);

    const Options options_;
    std::unique_ptr<store::Database> reader_;
    Outbox& outbox_; // main's
    RunQueue& to_main_;
    const Clock& clock_;
    Endpoint endpoint_;
    Sender sender_;
    Progress progress_, shown_;
    bool knows_time_ = false;
    Ms offset_ = 0;       // the endpoint's clock less ours
    Ms next_try_ = 0;     // mono
    Ms next_count_ = 0;   // mono
    std::optional<std::int64_t> counted_; // data_version when counts were taken
    std::int64_t retries_ = 0;
    std::mt19937 chance_{std::random_device{}()};
    std::mutex mutex_;
    std::condition_variable_any asleep_;
    std::jthread thread_;
};

} // namespace kiosk::results
