#include "kiosk/base/log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

class Log : public testing::Test {
protected:
    Log() { fs::create_directories(folder_); }
    ~Log() override {
        spdlog::set_default_logger(before_);
        fs::remove_all(folder_);
    }
    std::string read(const fs::path& file) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    }
    const fs::path folder_ = fs::temp_directory_path() / ("kiosk-log-" + std::to_string(::getpid()));
    const std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
};

TEST_F(Log, ALineIsInTheFileAtOnce) {
    open_log({.file = folder_ / "kiosk.log", .quiet = true});
    spdlog::info("round opened round={}", 17);
    EXPECT_NE(read(folder_ / "kiosk.log").find("info round opened round=17"), std::string::npos);
}

TEST_F(Log, OldFilesAreThrownAway) {
    open_log({.file = folder_ / "kiosk.log", .file_bytes = 1000, .files = 2, .quiet = true});
    for (int i = 0; i < 200; ++i) spdlog::info("line number={}", i);
    const auto count = std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
    EXPECT_EQ(count, 3); // the present one and two old ones
    for (const auto& file : fs::directory_iterator(folder_)) EXPECT_LE(file.file_size(), 1000u);
}

TEST_F(Log, AFileThatCannotBeOpenedDoesNotStopTheKiosk) {
    std::ofstream(folder_ / "a-file") << "x";
    testing::internal::CaptureStderr();
    open_log({.file = folder_ / "a-file" / "kiosk.log"});
    spdlog::info("still here");
    const std::string lines = testing::internal::GetCapturedStderr();
    EXPECT_NE(lines.find("no log file"), std::string::npos);
    EXPECT_NE(lines.find("still here"), std::string::npos);
}

TEST(LogSafe, AStrangerCannotForgeALine) {
    EXPECT_EQ(log_safe("An\n2026-10-10 info staff logged in"), "An?2026-10-10 info staff logged in");
    EXPECT_EQ(log_safe("\x1B[31mred\x7F"), "?[31mred?");
    EXPECT_EQ(log_safe("a\u2028b\u202Ec\u2066d\u0085e"), "a?b?c?d?e");
    EXPECT_EQ(log_safe("\xFF\xC3"), "??");
    EXPECT_EQ(log_safe("Phú Thọ — 😀"), "Phú Thọ — 😀");
}

TEST(LogSafe, CutsBetweenLetters) {
    EXPECT_EQ(log_safe("ếếế", 4), "ế…");
    EXPECT_EQ(log_safe(std::string(1000, 'x'), 10), "xxxxxxxxxx…");
    EXPECT_EQ(log_safe("exactly", 7), "exactly");
}

} // namespace
} // namespace kiosk
