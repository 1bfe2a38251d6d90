// A forked copy of this process that may die: it runs one function and reports in lines through a pipe.
// Thread: main, before any other thread is started (fork copies only the caller).
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace kiosk::plugin {

class Child {
public:
    // In the child: `work` gets a function that sends one line; when it returns the process ends at once, without
    // destructors or exit handlers, which are the parent's. An exception that nobody catches is sent as the last line,
    // "!threw …". ok() is false where no process is to be had.
    using Tell = std::function<void(std::string_view line)>;
    explicit Child(const std::function<void(const Tell&)>& work);
    ~Child(); // kills and buries what still lives
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    bool ok() const { return pid_ > 0; }

    enum class Read { line, closed, too_late };
    Read read_line(std::chrono::milliseconds patience, std::string& line);

    // After `closed`: how it ended: "died of signal 11 (Segmentation fault)", "ended the process with status 0".
    std::string bury();

private:
    int pid_ = -1, pipe_ = -1;
    std::string unread_;
};

} // namespace kiosk::plugin
