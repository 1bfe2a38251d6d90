// Which plugin was at work when the kiosk died of a signal: known at the next start, whatever became of the process.
//
//     CrashNote note(data / "crash.note");       note.last() is what the process before left
//     note.watch();                              from now on a fatal signal is noted
//     { const CrashNote::AtWork at_work(note, slot); … the plugin's code … }
//
// One page of a file is mapped. Entering and leaving a plugin is one store into it, and so is what the signal handler does;
// the kernel keeps the page when the process is gone. A power cut or SIGKILL leaves no signal in it: nobody is to blame.
// Noted are SIGSEGV, SIGBUS, SIGILL, SIGFPE and SIGABRT; the last also where a supervisor sends it to a main that hangs.
//
// What a plugin's own thread does is not seen here: only calls on main are.
//
// Thread: main. One at a time may watch.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace kiosk::plugin {

class CrashNote {
public:
    using Slot = std::uint32_t; // 0: nobody's

    struct Last {
        std::string plugin; // that was at work on main; "": none was, or nobody died
        int signal = 0;     // 0: the process before was not ended by one of ours
    };

    // Reads the note of the process before and begins a new one. Where the file cannot be mapped, nothing is noted.
    explicit CrashNote(const std::filesystem::path& file);
    ~CrashNote(); // watches no more
    CrashNote(const CrashNote&) = delete;
    CrashNote& operator=(const CrashNote&) = delete;

    const Last& last() const { return last_; }

    Slot slot(std::string_view plugin); // 0 where all are taken
    void watch();

    // While it lives the plugin is at work; before and after, whoever was.
    class AtWork {
    public:
        AtWork(CrashNote& note, Slot slot) : running_(note.running()), before_(running_ ? running_->load() : 0) {
            if (running_) running_->store(slot);
        }
        ~AtWork() {
            if (running_) running_->store(before_);
        }
        AtWork(const AtWork&) = delete;
        AtWork& operator=(const AtWork&) = delete;

    private:
        std::atomic<Slot>* const running_;
        const Slot before_;
    };

private:
    struct Page;
    std::atomic<Slot>* running(); // nullptr: nothing is noted

    Page* page_ = nullptr;
    bool watching_ = false;
    Last last_;
};

} // namespace kiosk::plugin
