// The real program as a process: run to its end, or started, watched, signalled and killed.
//
// Thread: main of the test (a started program dies with the thread that started it, so that none is left behind).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::support {

// A folder of this test, gone afterwards.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    // Writes the file, with the folders on the way to it.
    std::filesystem::path write(const std::string& name, std::string_view bytes) const;

private:
    std::filesystem::path path_;
};

std::filesystem::path program_file(); // the kiosk of this build

struct Outcome {
    int status = -1; // exit status, or 128 + the signal that ended it
    std::string out, err;
};
// To its end, at most a minute.
Outcome run_program(const std::vector<std::string>& arguments, std::string_view input = "");

class Program {
public:
    explicit Program(const std::vector<std::string>& arguments, std::string_view input = "");
    ~Program(); // kills it
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    pid_t pid() const { return pid_; }
    bool runs();                               // still
    std::optional<int> wait(int ms);           // its exit status (or 128 + signal), nothing where it still runs
    void signal(int number) const;
    int kill();                                // SIGKILL, and gone
    std::string out() const, err() const;      // so far
    // What follows `start` on a line of its output; "" where it does not come, or the program ends before.
    std::string line_after(std::string_view start, int ms);
    // No file of it may grow any more (as on a full disk), or again as it likes.
    void files_may_grow(bool) const;

private:
    TempFolder folder_;
    pid_t pid_ = -1;
    std::optional<int> status_;
};

} // namespace kiosk::support
