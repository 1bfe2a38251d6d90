// The fetch thread: follows addresses that hold JSON. It asks each every so often, and only for what is new; keeps the last
// good copy on disk; and tells main what it holds, at the start from the disk, then after every try.
//
//     follow() ──► the copy on disk, told at once ──► ask ──► fresh: kept, told · unchanged: told · trouble: told, and again
//                                                     ▲                                             later, with patience
//                                                     └───────────────────── every ────────────────────────┘
//
// There is one thread for all addresses, made with the first of them, nice (+10): where one is slow the others wait. What
// fails never takes the place of what is there.
//
// Thread: main, but for work(). Owns its thread and its line.
#pragma once

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/base/run_queue.h"
#include "kiosk/fetch/copy.h"
#include "kiosk/fetch/line.h"
#include "kiosk/fetch/verdict.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>

namespace kiosk::fetch {

struct News {
    std::shared_ptr<const std::string> body; // the last good one; null: none ever came
    Ms fetched = 0;                          // wall, when it was last known to be what the address holds
    bool fresh = false;                      // known so just now; false: kept from before
    std::string trouble, sentence;           // as in Verdict, of the last try
};

class Follower {
public:
    struct Options {
        std::filesystem::path folder; // of the copies
        int nice = 10;
        Ms patience = 30'000; // for a whole reply
    };
    Follower(Options, RunQueue& to_main, const Clock&);
    ~Follower(); // stop()
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    using Id = std::uint64_t;                                    // 1…
    using Key = std::function<kiosk::Result<std::string>()>;     // [fetch] "user:password", asked before each try
    static constexpr Ms kMostOften = 1'000;
    // `told` [main] is called until leave(). `url` must be an address (is_address); `every` is kMostOften at least.
    Id follow(std::string url, Ms every, std::function<void(const News&)> told, Key = {});
    void leave(Id);
    // One file, once: the last of its bytes or, in trouble, none. Not kept on disk.
    void fetch(std::string url, std::size_t most, Key, std::function<void(Answer)> told);

    void stop(); // what is on its way is given up; nothing is told any more

private:
    struct Followed {
        std::string url;
        Ms every = 0;
        Key key;
        bool loaded = false;                   // the copy on disk was looked for
        Copy copy;
        std::shared_ptr<const std::string> body; // copy's, shared with main
        int failures = 0;
        Ms next = 0;                            // mono
    };
    struct Once {
        std::string url;
        std::size_t most;
        Key key;
        std::function<void(Answer)> told;
    };
    void wake();
    void work(std::stop_token);                                     // [fetch]
    Ms turn(std::stop_token);                                       // [fetch] how long to rest then
    void try_one(Id, std::shared_ptr<Followed>, std::stop_token);   // [fetch]
    void load(Followed&);                                           // [fetch]
    // [fetch] With `more` patience than usual.
    Answer ask(const std::string& url, std::size_t most, const Key&, const Copy*, std::stop_token, Ms more = 0);
    void tell(Id, const Followed&, bool fresh, const Verdict&);     // [fetch]

    const Options options_;
    RunQueue& to_main_;
    const Clock& clock_;
    std::unique_ptr<Line> line_; // fetch's, from the first address on
    std::mt19937 chance_{std::random_device{}()};

    // What is told comes back through the queue; whoever left, or is gone, hears nothing of it.
    std::shared_ptr<Follower*> alive_ = std::make_shared<Follower*>(this);
    std::map<Id, std::function<void(const News&)>> listeners_; // main
    Id last_ = 0;
    bool stopped_ = false; // main

    std::mutex mutex_;
    std::condition_variable_any something_;
    std::map<Id, std::shared_ptr<Followed>> followed_; // under mutex; each one's state is fetch's
    std::deque<Once> once_;                            // under mutex
    bool woken_ = false;                               // under mutex
    std::jthread thread_;
};

} // namespace kiosk::fetch
