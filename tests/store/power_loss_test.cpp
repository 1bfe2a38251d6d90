#include "tests/store/temp_store.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <random>
#include <sstream>
#include <thread>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace kiosk::store {
namespace {

using fixture::number;
using fixture::open_or_die;
using fixture::TempFolder;

// The program victim.cpp, with a pipe on its output.
class Victim {
public:
    explicit Victim(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), KIOSK_STORE_VICTIM);
        std::vector<char*> argv;
        for (auto& argument : arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        int ends[2];
        if (pipe(ends) != 0) throw std::runtime_error("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        const int failed = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        output_ = ends[0];
        if (failed) throw std::runtime_error("no victim");
    }
    ~Victim() {
        if (pid_ > 0) kill();
        ::close(output_);
    }
    Victim(const Victim&) = delete;
    Victim& operator=(const Victim&) = delete;

    void kill() {
        ::kill(pid_, SIGKILL);
        wait();
    }
    int wait() {
        int status = 0;
        waitpid(pid_, &status, 0);
        pid_ = -1;
        return status;
    }
    // At most `most` bytes, fewer only at the end of its output.
    std::string read(std::size_t most = std::string::npos) {
        std::string bytes;
        char buffer[4096];
        ssize_t got = 1;
        while (bytes.size() < most && got > 0) {
            got = ::read(output_, buffer, std::min(sizeof buffer, most - bytes.size()));
            if (got > 0) bytes.append(buffer, static_cast<std::size_t>(got));
        }
        return bytes;
    }

private:
    pid_t pid_ = -1;
    int output_ = -1;
};

// The numbers of the steps that the victim was told are on disk; a last one that was cut off does not count.
std::int64_t last_told(const std::string& bytes) {
    std::int64_t last = 0;
    for (std::size_t at = 0; at + sizeof last <= bytes.size(); at += sizeof last) {
        std::int64_t next;
        bytes.copy(reinterpret_cast<char*>(&next), sizeof next, at);
        EXPECT_EQ(next, last == 0 ? next : last + 1) << "told in order";
        last = next;
    }
    return last;
}

TEST(PowerLoss, FiftyKillsLoseNothingThatWasAcknowledged) {
    TempFolder folder;
    const std::string file = folder.file("victim.db");
    std::mt19937 random(20261010); // the moments are random enough by the scheduler; the seed makes a run like another
    std::int64_t told = 0;
    std::int64_t kept_before = 0;
    for (int round = 0; round < 50; ++round) {
        Victim victim({"write", file});
        const std::string first = victim.read(sizeof(std::int64_t));
        ASSERT_EQ(first.size(), sizeof(std::int64_t)) << "the file could not be used after " << round << " kills";
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
        victim.kill();
        told = std::max(told, last_told(first + victim.read()));

        auto db = open_or_die(file, Access::read);
        const std::int64_t kept = number(*db, "SELECT count(*) FROM victim_a");
        EXPECT_GE(kept, told) << "acknowledged and lost, round " << round;
        EXPECT_EQ(number(*db, "SELECT max(n) FROM victim_a"), kept) << "a gap";
        EXPECT_EQ(number(*db, "SELECT count(*) FROM victim_b"), kept) << "half a step";
        EXPECT_GT(kept, kept_before);
        kept_before = kept;
    }
    auto db = open_or_die(file, Access::read);
    int faults = 0;
    EXPECT_TRUE(db->read("PRAGMA integrity_check", {}, [&](std::span<const Value> row) {
        faults += std::get<std::string>(row[0]) != "ok";
        return true;
    }));
    EXPECT_EQ(faults, 0);
    RecordProperty("acknowledged", std::to_string(told));
}

TEST(NoRoom, WhatWasAcceptedIsSavedWhenThereIsRoomAgain) {
    TempFolder folder;
    const std::string file = folder.file("victim.db");
    Victim victim({"no-room", file, "500000"});
    std::istringstream report(victim.read());
    ASSERT_EQ(victim.wait(), 0);
    int submitted = 0, saved = 0, not_saved = 0, sick = 0, healed = 0;
    report >> submitted >> saved >> not_saved >> sick >> healed;
    EXPECT_GT(saved, 10) << "there was some room";
    EXPECT_GT(not_saved, 0) << "the limit was met";
    EXPECT_EQ(saved + not_saved, submitted) << "everybody is told once";
    EXPECT_EQ(sick, 1);
    EXPECT_EQ(healed, 1);
    auto db = open_or_die(file, Access::read);
    EXPECT_EQ(number(*db, "SELECT count(*) FROM victim_a"), submitted) << "also those that were told \"not saved\"";
    EXPECT_EQ(number(*db, "SELECT count(*) FROM victim_b"), submitted);
}

} // namespace
} // namespace kiosk::store
