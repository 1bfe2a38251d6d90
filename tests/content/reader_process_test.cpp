// Whatever a file does to the process that reads it, staff get a report.
#include "kiosk/content/reader_process.h"

#include <gmock/gmock.h>

#include <chrono>
#include <fcntl.h>
#include <unistd.h>

namespace kiosk::content {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

struct AReader : testing::Test {
    ReaderLimits limits = [] {
        auto usual = usual_reader_limits();
        usual.patience = 3'000;
        return usual;
    }();
    ReadOrder order{KIOSK_FAKE_READER, {}, "quiz-bank", "", "", Lang::vi};

    json reads(const std::string& file, const std::stop_token& stop = {}) {
        order.file = "/tmp/" + file;
        const auto report = json::parse(read_in_process(order, limits, stop), nullptr, false);
        EXPECT_TRUE(report.is_object());
        return report;
    }
};

TEST_F(AReader, HandsOnTheReport) {
    order.format = "kahoot";
    order.map = R"({"Câu hỏi": "text"})";
    order.lang = Lang::en;
    const auto report = reads("câu hỏi.csv");
    EXPECT_EQ(report.at("taken"), 1);
    EXPECT_EQ(report.at("words"),
              "import --report --kind quiz-bank --lang en --format kahoot /tmp/câu hỏi.csv --map {'Câu hỏi': 'text'}");
}

TEST_F(AReader, LeavesTheChildNoFileOfOursAndLittleOfEverything) {
    const int open_file = open("/dev/null", O_RDONLY); // without O_CLOEXEC, as the HTTP library's sockets
    const auto report = reads("ten.csv");
    close(open_file);
    EXPECT_EQ(report.at("open"), 0);
#if !defined(__SANITIZE_THREAD__) // whose run-time library writes a file of its own
    EXPECT_EQ(report.at("files"), 0) << "it may write nothing";
#endif
    EXPECT_EQ(report.at("cpu"), 4);
    EXPECT_EQ(report.at("data"), limits.memory > 0 ? 256 << 20 : -1);
    EXPECT_EQ(report.at("words"), "import --report --kind quiz-bank --lang vi /tmp/ten.csv");
}

TEST_F(AReader, ACrashIsOneSentence) {
    const auto report = reads("crash");
    EXPECT_EQ(report.at("taken"), 0);
    EXPECT_EQ(report.at("pack"), json());
    EXPECT_THAT(report.at("sentence"), HasSubstr("đứt giữa chừng"));
    order.lang = Lang::en;
    EXPECT_THAT(reads("silence").at("sentence"), HasSubstr("broke off"));
    EXPECT_THAT(reads("nonsense").at("sentence"), HasSubstr("broke off"));
}

TEST_F(AReader, AHangEndsWithPatience) {
    limits.patience = 400;
    const auto began = std::chrono::steady_clock::now();
    EXPECT_THAT(reads("hang").at("sentence"), HasSubstr("quá lâu"));
    EXPECT_THAT(reads("child-hangs").at("sentence"), HasSubstr("quá lâu")) << "what it forks goes with it";
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(3));
}

TEST_F(AReader, AFloodIsShutOff) {
    limits.output = 1u << 20;
    EXPECT_THAT(reads("flood").at("sentence"), HasSubstr("quá nhiều"));
}

TEST_F(AReader, GreedForMemoryEndsTheChildAndNotTheKiosk) {
    if (limits.memory == 0) GTEST_SKIP() << "sanitizers take all the memory they want";
    EXPECT_THAT(reads("greed").at("sentence"), HasSubstr("đứt giữa chừng"));
}

TEST_F(AReader, AKioskThatStopsDoesNotWaitForIt) {
    std::stop_source stop;
    stop.request_stop();
    const auto began = std::chrono::steady_clock::now();
    reads("hang", stop.get_token());
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(1));
}

TEST_F(AReader, WithoutAProgramItSaysSo) {
    order.program = "/nowhere/kiosk";
    EXPECT_THAT(reads("ten.csv").at("sentence"), StartsWith("Máy đang quá bận"));
}

} // namespace
} // namespace kiosk::content
