// Who was at work when the kiosk died, and who is set aside for it.
#include "kiosk/plugin/crash_note.h"
#include "kiosk/plugin/set_aside.h"

#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <functional>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::plugin {
namespace {

namespace fs = std::filesystem;

constexpr Ms kMinute = 60'000, kNow = 1'790'000'000'000;

struct CrashNotes : testing::Test {
    const support::TempFolder folder;
    const fs::path file = folder.path() / "crash.note";

    // A process that takes note of itself and comes to its end in `life`.
    void lives(const std::function<void(CrashNote&)>& life) const {
        const pid_t child = fork();
        if (child == 0) {
            const rlimit none{0, 0};
            setrlimit(RLIMIT_CORE, &none);
            for (const int signal : {SIGSEGV, SIGABRT, SIGFPE}) std::signal(signal, SIG_DFL); // no sanitizer's report
            CrashNote note(file);
            note.watch();
            life(note);
            _exit(0);
        }
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
    }
    CrashNote::Last left() const { return CrashNote(file).last(); }
};

TEST_F(CrashNotes, names_the_plugin_that_was_at_work) {
    lives([](CrashNote& note) {
        const auto quiz = note.slot("quiz"), wild = note.slot("wild");
        const CrashNote::AtWork outer(note, quiz);
        const CrashNote::AtWork inner(note, wild);
        std::raise(SIGSEGV);
    });
    const auto last = left();
    EXPECT_EQ(last.plugin, "wild");
    EXPECT_EQ(last.signal, SIGSEGV);
    EXPECT_EQ(left().signal, 0) << "told once";
}

TEST_F(CrashNotes, who_has_left_is_not_named) {
    lives([](CrashNote& note) {
        const auto quiz = note.slot("quiz");
        const CrashNote::AtWork outer(note, quiz);
        { const CrashNote::AtWork inner(note, note.slot("wild")); }
        std::abort();
    });
    EXPECT_EQ(left().plugin, "quiz");
    lives([](CrashNote& note) {
        { const CrashNote::AtWork work(note, note.slot("wild")); }
        std::raise(SIGFPE);
    });
    const auto last = left();
    EXPECT_EQ(last.plugin, "") << "the kiosk's own fault";
    EXPECT_EQ(last.signal, SIGFPE);
}

TEST_F(CrashNotes, a_pulled_plug_and_an_ordinary_end_blame_nobody) {
    lives([](CrashNote& note) {
        const CrashNote::AtWork work(note, note.slot("quiz"));
        kill(getpid(), SIGKILL);
    });
    EXPECT_EQ(left().signal, 0);
    lives([](CrashNote& note) {
        const CrashNote::AtWork work(note, note.slot("quiz"));
        _exit(1);
    });
    EXPECT_EQ(left().signal, 0);
}

TEST_F(CrashNotes, a_supervisor_that_ends_a_hanging_main_names_who_holds_it) {
    lives([](CrashNote& note) {
        const CrashNote::AtWork work(note, note.slot("slow"));
        kill(getpid(), SIGABRT);
        for (;;) pause();
    });
    EXPECT_EQ(left().plugin, "slow");
}

TEST_F(CrashNotes, a_note_that_is_none_is_begun_anew) {
    folder.write("crash.note", std::string(5000, '\xff'));
    EXPECT_EQ(left().signal, 0);
    fs::remove(file);
    fs::create_directory(file);
    CrashNote nothing(file);
    EXPECT_EQ(nothing.slot("quiz"), 0u);
    nothing.watch();
    const CrashNote::AtWork work(nothing, 0);
    EXPECT_EQ(nothing.last().signal, 0);
}

TEST_F(CrashNotes, a_slot_is_a_plugins_for_good_and_there_are_not_endless_ones) {
    CrashNote note(file);
    EXPECT_EQ(note.slot("quiz"), note.slot("quiz"));
    EXPECT_NE(note.slot("quiz"), note.slot("hello"));
    for (int i = 0; i < 100; ++i) note.slot("p" + std::to_string(i));
    EXPECT_EQ(note.slot("one-more"), 0u);
    EXPECT_EQ(note.slot(std::string(200, 'x')), 0u);
}

struct Aside : testing::Test {
    const support::TempFolder folder;
    const fs::path file = folder.path() / "plugins.json";
};

TEST_F(Aside, three_falls_within_ten_minutes_are_too_many) {
    SetAside first(file);
    EXPECT_FALSE(first.fell("wild", SIGSEGV, kNow));
    EXPECT_FALSE(first.fell("quiz", SIGSEGV, kNow + kMinute));
    EXPECT_FALSE(SetAside(file).fell("wild", SIGABRT, kNow + 5 * kMinute)) << "counted over starts";
    SetAside third(file);
    EXPECT_TRUE(third.fell("wild", SIGSEGV, kNow + 10 * kMinute));
    EXPECT_EQ(SetAside(file).ids(), std::vector<std::string>{"wild"});
    EXPECT_EQ(SetAside(file).aside().front().at, kNow + 10 * kMinute);
}

TEST_F(Aside, three_in_a_day_are_not) {
    SetAside aside(file);
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(aside.fell("wild", SIGSEGV, kNow + i * 6 * kMinute)) << i;
}

TEST_F(Aside, brought_back_it_has_all_its_lives_again) {
    SetAside aside(file);
    for (int i = 0; i < 3; ++i) aside.fell("wild", SIGSEGV, kNow + i);
    EXPECT_EQ(aside.bring_back("quiz").error().kind, Kind::not_found);
    ASSERT_TRUE(aside.bring_back("wild"));
    EXPECT_TRUE(SetAside(file).ids().empty());
    EXPECT_FALSE(SetAside(file).fell("wild", SIGSEGV, kNow + 4));
}

TEST_F(Aside, what_cannot_be_written_is_said_and_not_done) {
    SetAside aside(file);
    for (int i = 0; i < 3; ++i) aside.fell("wild", SIGSEGV, kNow + i);
    fs::create_directories(file.string() + ".new/x"); // in the way of the file that is written first
    EXPECT_EQ(aside.bring_back("wild").error().kind, Kind::unavailable);
    EXPECT_TRUE(aside.is_aside("wild"));
}

TEST_F(Aside, a_file_that_cannot_be_understood_keeps_nobody_out) {
    for (const char* text : {"", "{", "[]", R"({"aside": 3})", R"({"aside": [3]})", R"({"aside": [{"plugin": 7, "at": 1}]})"}) {
        folder.write("plugins.json", text);
        EXPECT_TRUE(SetAside(file).ids().empty()) << text;
    }
}

} // namespace
} // namespace kiosk::plugin
