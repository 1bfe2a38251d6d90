#include "kiosk/content/scout.h"

#include "kiosk/base/log.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <utility>

namespace kiosk::content {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Scout::Scout(Folder folder, RunQueue& to_main, Heard heard, Options options)
    : folder_(std::move(folder)), to_main_(to_main), heard_(std::move(heard)), options_(std::move(options)) {}

Scout::~Scout() { stop(); }

void Scout::start() {
    if (!thread_.joinable()) {
        thread_ = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
    }
}

void Scout::stop() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
    std::lock_guard lock(mutex_);
    jobs_.clear();
    busy_ = 0;
}

void Scout::post(Job job) {
    ++busy_;
    {
        std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    arrived_.notify_one();
}

void Scout::work(std::stop_token stop) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), options_.nice); // on Linux: of this thread only
    auto next_look = steady_clock::now();
    while (!stop.stop_requested()) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            if (arrived_.wait_until(lock, stop, next_look, [&] { return !jobs_.empty(); })) {
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
        }
        if (job) {
            try { // no memory for a large file: whoever asked gets no answer, and everybody else theirs
                job(stop);
            } catch (const std::exception& e) {
                spdlog::error("a job of the content thread failed: {}", log_safe(e.what()));
            }
            --busy_;
        }
        if (const auto now = steady_clock::now(); now >= next_look && !stop.stop_requested()) {
            look();
            next_look = steady_clock::now() + milliseconds(options_.look_every);
        }
    }
}

void Scout::look() {
    try { // a file that no memory can be had for is no reason to fall
        if (auto news = folder_.look(Folder::Patience::two_looks); !news.empty()) {
            // std::function wants something that can be copied, hence the shared_ptr.
            to_main_.post([this, news = std::make_shared<FolderNews>(std::move(news))] { heard_.folder(std::move(*news)); });
        }
        if (auto stick = find_stick(options_.sticks); stick != stick_) {
            stick_ = std::move(stick);
            to_main_.post([this, stick = stick_] { heard_.stick(stick); });
        }
    } catch (const std::exception& e) {
        spdlog::error("a look at the content folder failed: {}", log_safe(e.what()));
    }
}

} // namespace kiosk::content
