// The content thread: everything about files that may be slow, hostile or gone, so that main never waits for any of it.
//
//     every half second   looks at the content folder (Folder) and for a stick (find_stick)
//     between two looks   the jobs that main has posted, in order: judging, reading strangers' files, writing to sticks
//
// What it finds goes to main through the run queue. It is nice (+10): a bank of 20,000 questions is judged beside a running
// round, not instead of it.
//
// Thread: main, but for what runs in a job.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/content/folder.h"
#include "kiosk/content/stick.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace kiosk::content {

class Scout {
public:
    struct Options {
        Ms look_every = 500;
        int nice = 10;
        StickPlaces sticks = {};
    };
    struct Heard { // [main], when there is something new
        std::function<void(FolderNews)> folder;
        std::function<void(std::optional<Stick>)> stick; // as it is now
    };
    Scout(Folder, RunQueue& to_main, Heard, Options);
    ~Scout(); // stop()
    Scout(const Scout&) = delete;
    Scout& operator=(const Scout&) = delete;

    void start();
    // Jobs that have not begun are dropped; the one that runs is asked to stop, and waited for.
    void stop();

    using Job = std::function<void(std::stop_token)>; // must come to an end soon after stop was requested
    void post(Job);
    // The same with an answer: `work` (stop_token → T) runs on the content thread, then `then` (T) on main.
    template <class Work, class Then> void ask(Work work, Then then) {
        post([this, work = std::move(work), then = std::move(then)](std::stop_token stop) {
            // std::function wants something that can be copied, hence the shared_ptr.
            auto result = std::make_shared<decltype(work(stop))>(work(stop));
            to_main_.post([then, result] { then(std::move(*result)); });
        });
    }
    int busy() const { return busy_; } // jobs not yet done; [any]

private:
    void work(std::stop_token); // [content]
    void look();                // [content]

    Folder folder_; // content, from start() on
    RunQueue& to_main_;
    const Heard heard_;
    const Options options_;
    std::optional<Stick> stick_; // content

    std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::deque<Job> jobs_; // under mutex
    std::atomic<int> busy_{0};
    std::jthread thread_;
};

} // namespace kiosk::content
