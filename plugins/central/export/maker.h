// Makes a file of batches of rows on a thread of its own: a workbook costs a thousand rows' time of main for a few of its own.
//
// Threads: main gives and takes; the thread writes, and says by `wake` that it has done something.
#pragma once

#include "export/tables.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace central {

class Maker {
public:
    // `wake` may be called from any thread until the destructor has returned.
    Maker(bool workbook, std::function<void()> wake);
    ~Maker(); // waits for what is being written
    Maker(const Maker&) = delete;
    Maker& operator=(const Maker&) = delete;

    // [main]
    bool hungry() const; // few batches wait
    void give(Batch);
    void end(); // that was all
    // The file's bytes once it is whole; "" where it could not be made.
    std::optional<std::string> take();
    void abandon(); // nobody wants it any more; take() tells when the thread has stopped

private:
    void work(bool workbook);    // [thread]
    std::optional<Batch> next(); // [thread] waits; nothing at the end
    bool abandoned() const;

    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    // under mutex_
    std::deque<Batch> batches_;
    bool ended_ = false, abandoned_ = false;
    std::optional<std::string> bytes_;

    std::thread thread_; // last: it uses the rest
};

} // namespace central
