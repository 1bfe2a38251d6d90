#include "kiosk/store/writer.h"

#include "tests/store/temp_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>

namespace kiosk::store {
namespace {

using fixture::TempStore;
using ::testing::ElementsAre;

constexpr const char* kTable = "CREATE TABLE quiz_answers (id INTEGER PRIMARY KEY, choice TEXT NOT NULL) STRICT";

// A disk with a switch.
class SickDisk final : public CommitGate {
public:
    Status before_commit() override {
        ++asked;
        if (sick) return Error{Kind::unavailable, "No space left on device"};
        return {};
    }
    std::atomic<bool> sick{false};
    std::atomic<int> asked{0};
};

// What phones were told, in the order of telling.
class Told {
public:
    std::function<void(bool)> by(int phone) {
        return [this, phone](bool durable) {
            std::lock_guard lock(mutex_);
            lines_.push_back(std::to_string(phone) + (durable ? " saved" : " not saved"));
        };
    }
    std::vector<std::string> lines() const {
        std::lock_guard lock(mutex_);
        return lines_;
    }
    bool wait_for(std::size_t count) const {
        for (int i = 0; i < 5000 && lines().size() < count; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return lines().size() >= count;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> lines_;
};

class Answers : public ::testing::Test {
protected:
    explicit Answers(std::size_t max_waiting = 65536) {
        Writer::Options options;
        options.gate = &disk_;
        options.retry_ms = 20;
        options.max_waiting = max_waiting;
        options.on_health = [this](bool healthy, std::string why) {
            std::lock_guard lock(health_mutex_);
            health_.push_back(healthy ? "healthy" : why);
        };
        store_ = std::make_unique<TempStore>(kTable, std::move(options));
        insert_ = store_->writer().prepare("quiz", "INSERT INTO quiz_answers VALUES (?1, ?2)");
    }
    Step answer(int id, std::string choice = "b") { return {{{insert_, {std::int64_t{id}, std::move(choice)}}}, told_.by(id)}; }
    bool wait_until_healthy() {
        for (int i = 0; i < 5000 && !store_->writer().healthy(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return store_->writer().healthy();
    }
    std::vector<std::string> health() {
        std::lock_guard lock(health_mutex_);
        return health_;
    }

    SickDisk disk_;
    Told told_;
    std::mutex health_mutex_;
    std::vector<std::string> health_;
    std::unique_ptr<TempStore> store_; // ends first: its thread uses the above
    StatementId insert_ = 0;
};

TEST_F(Answers, AreSavedBeforeItIsSaid) {
    std::promise<std::int64_t> found;
    Step step = answer(1);
    step.on_done = [&](bool durable) {
        // On the disk thread, with a connection of its own: is it really there?
        auto reader = fixture::open_or_die(store_->path(), Access::read);
        found.set_value(durable ? fixture::number(*reader, "SELECT count(*) FROM quiz_answers") : -1);
    };
    ASSERT_TRUE(store_->writer().submit(std::move(step)));
    EXPECT_EQ(found.get_future().get(), 1);
}

TEST_F(Answers, AreToldInTheOrderOfSubmit) {
    std::vector<std::string> expected;
    for (int id = 1; id <= 1000; ++id) {
        ASSERT_TRUE(store_->writer().submit(answer(id)));
        expected.push_back(std::to_string(id) + " saved");
    }
    EXPECT_TRUE(store_->barrier());
    EXPECT_EQ(told_.lines(), expected);
    EXPECT_EQ(store_->writer().waiting(), 0u);
    const WriterStats stats = store_->writer().stats();
    EXPECT_EQ(stats.steps, 1001u);
    EXPECT_LT(stats.commits, 1000u) << "what gathered was committed together";
    EXPECT_EQ(stats.failed_commits + stats.dropped_steps, 0u);
}

TEST_F(Answers, ABarrierAloneCostsNoCommit) {
    EXPECT_TRUE(store_->barrier());
    EXPECT_EQ(disk_.asked, 0);
    EXPECT_EQ(store_->writer().stats().commits, 0u);
}

TEST_F(Answers, AcceptedWhileTheDiskWasFullAreThereWhenItHeals) {
    disk_.sick = true;
    ASSERT_TRUE(store_->writer().submit(answer(1)));
    ASSERT_TRUE(told_.wait_for(1));
    EXPECT_FALSE(store_->writer().healthy());
    ASSERT_TRUE(store_->writer().submit(answer(2)));
    ASSERT_TRUE(told_.wait_for(2)) << "who comes later is told at once";
    EXPECT_FALSE(store_->barrier()) << "a phone that asks again is not told \"saved\" yet";
    EXPECT_EQ(store_->writer().waiting(), 3u);
    EXPECT_EQ(store_->count("quiz_answers"), 0);

    disk_.sick = false;
    ASSERT_TRUE(wait_until_healthy());
    EXPECT_TRUE(store_->barrier()) << "now it is";
    EXPECT_EQ(store_->count("quiz_answers"), 2);
    EXPECT_THAT(told_.lines(), ElementsAre("1 not saved", "2 not saved")) << "each once";
    EXPECT_THAT(health(), ElementsAre("No space left on device", "healthy"));
    EXPECT_GE(store_->writer().stats().failed_commits, 1u);
    EXPECT_EQ(store_->writer().waiting(), 0u);
}

TEST_F(Answers, TheDiskIsTriedAgainAndAgain) {
    disk_.sick = true;
    ASSERT_TRUE(store_->writer().submit(answer(1)));
    for (int i = 0; i < 5000 && disk_.asked < 4; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_GE(disk_.asked, 4);
    EXPECT_THAT(told_.lines(), ElementsAre("1 not saved"));
    EXPECT_EQ(health().size(), 1u) << "told when it changes, not at every try";
    disk_.sick = false;
    EXPECT_TRUE(wait_until_healthy());
    EXPECT_EQ(store_->count("quiz_answers"), 1);
}

TEST_F(Answers, ClosingCommitsWhatWaits) {
    for (int id = 1; id <= 500; ++id) ASSERT_TRUE(store_->writer().submit(answer(id)));
    store_->writer().stop();
    EXPECT_EQ(store_->count("quiz_answers"), 500);
    EXPECT_EQ(told_.lines().size(), 500u);
    Status late = store_->writer().submit(answer(501));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, Kind::unavailable);
    store_->writer().stop(); // again does nothing
}

TEST_F(Answers, ASickDiskDoesNotKeepTheKioskFromClosing) {
    disk_.sick = true;
    ASSERT_TRUE(store_->writer().submit(answer(1)));
    ASSERT_TRUE(told_.wait_for(1));
    ASSERT_TRUE(store_->writer().submit(answer(2)));
    store_->writer().stop();
    EXPECT_THAT(told_.lines(), ElementsAre("1 not saved", "2 not saved"));
    EXPECT_EQ(store_->writer().waiting(), 0u);
}

TEST_F(Answers, TheSameTextIsTheSameStatement) {
    Writer& writer = store_->writer();
    EXPECT_EQ(writer.prepare("quiz", "INSERT INTO quiz_answers VALUES (?1, ?2)"), insert_);
    EXPECT_NE(writer.prepare("other", "INSERT INTO quiz_answers VALUES (?1, ?2)"), insert_);
    const StatementId later = writer.prepare("quiz", "DELETE FROM quiz_answers WHERE id = ?1");
    ASSERT_TRUE(store_->save(answer(1)));
    ASSERT_TRUE(store_->save({{{later, {std::int64_t{1}}}}, nullptr})) << "prepared while it runs";
    EXPECT_EQ(store_->count("quiz_answers"), 0);
}

TEST_F(Answers, ALockedFileIsASickDisk) {
    auto backup = fixture::open_or_die(store_->path(), Access::write);
    ASSERT_TRUE(backup->run("BEGIN IMMEDIATE"));
    EXPECT_FALSE(store_->save(answer(1)));
    EXPECT_FALSE(store_->writer().healthy());
    ASSERT_TRUE(backup->run("ROLLBACK"));
    ASSERT_TRUE(wait_until_healthy());
    EXPECT_EQ(store_->count("quiz_answers"), 1);
}

TEST_F(Answers, TheWriteAheadLogDoesNotGrowWithoutBound) {
    const std::string text(2000, 'x');
    for (int id = 1; id <= 20'000; ++id) {
        while (store_->writer().waiting() > 200) std::this_thread::yield();
        ASSERT_TRUE(store_->writer().submit({{{insert_, {std::int64_t{id}, text}}}, nullptr}));
    }
    EXPECT_TRUE(store_->barrier());
    EXPECT_LT(std::filesystem::file_size(store_->path() + "-wal"), 33u << 20) << "40 MB were written";
}

class FewAnswers : public Answers {
protected:
    FewAnswers() : Answers(3) {}
};

TEST_F(FewAnswers, AreKeptAndMoreAreRefusedUntilTheDiskHeals) {
    disk_.sick = true;
    for (int id = 1; id <= 3; ++id) ASSERT_TRUE(store_->writer().submit(answer(id)));
    Status refused = store_->writer().submit(answer(4));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::limit);
    disk_.sick = false;
    for (int i = 0; i < 5000 && store_->writer().waiting() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_TRUE(store_->save(answer(4)) || store_->count("quiz_answers") == 4);
    EXPECT_EQ(store_->count("quiz_answers"), 4);
}

// The real thing: SQLite itself says that the file is full, and has room again when something was thrown away.
TEST(FullDisk, IsToldKeptAndHealed) {
    Writer::Options options;
    options.retry_ms = 20;
    TempStore store(std::string(kTable) + "; CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(400000));"
                                          "PRAGMA max_page_count = 120",
                    std::move(options));
    const StatementId insert = store.writer().prepare("quiz", "INSERT INTO quiz_answers VALUES (?1, ?2)");
    const auto answer = [insert](int id) { return Step{{{insert, {std::int64_t{id}, std::string(1000, 'x')}}}, nullptr}; };
    int id = 0;
    while (id < 1000 && store.save(answer(++id))) {}
    ASSERT_LT(id, 1000) << "the file is never full";
    EXPECT_GT(id, 1);
    EXPECT_FALSE(store.writer().healthy());
    EXPECT_EQ(store.count("quiz_answers"), id - 1);

    auto broom = fixture::open_or_die(store.path(), Access::write);
    ASSERT_TRUE(broom->run("DELETE FROM ballast"));
    for (int i = 0; i < 5000 && !store.writer().healthy(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_TRUE(store.barrier());
    EXPECT_EQ(store.count("quiz_answers"), id) << "the refused one, too";
}

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Erasing, LeavesNothingInTheFileNorInTheLog) {
    TempStore store("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT", {});
    const auto insert = store.writer().prepare("", "INSERT INTO people (id, name) VALUES (?1, ?2)");
    const auto remove = store.writer().prepare("", "DELETE FROM people WHERE id = ?1");
    for (std::int64_t id = 1; id <= 50; ++id) ASSERT_TRUE(store.save({{{insert, {id, "Lê Thu Hằng " + std::to_string(id)}}}, {}}));
    const auto in_file = [&] { return (bytes_of(store.path()) + bytes_of(store.path() + "-wal")).find("Thu Hằng 37") != std::string::npos; };
    ASSERT_TRUE(in_file());
    Step step{{{remove, {std::int64_t{37}}}}, {}};
    step.erases = true;
    ASSERT_TRUE(store.save(std::move(step)));
    ASSERT_TRUE(store.barrier()) << "the log is emptied once the replies have left";
    EXPECT_FALSE(in_file());
    EXPECT_EQ(store.count("people"), 49);
}

} // namespace
} // namespace kiosk::store
