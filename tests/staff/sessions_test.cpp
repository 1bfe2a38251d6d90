// Staff sessions survive a restart, end, and leave nothing to steal.
#include "kiosk/staff/sessions.h"

#include "kiosk/store/migrate.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <filesystem>
#include <future>

namespace kiosk::staff {
namespace {

namespace fs = std::filesystem;

struct SessionsTest : testing::Test {
    const fs::path file = fs::temp_directory_path() / ("kiosk-sessions-" + std::to_string(::getpid()) + ".db");
    std::unique_ptr<store::Writer> writer;
    std::unique_ptr<Sessions> sessions;
    Ms wall = 1'790'000'000'000;

    SessionsTest() {
        EXPECT_GE(sodium_init(), 0);
        start();
    }
    ~SessionsTest() override {
        sessions.reset();
        writer.reset();
        for (const char* end : {"", "-wal", "-shm"}) fs::remove(file.string() + end);
    }
    void start() {
        sessions.reset();
        writer.reset();
        auto db = store::Database::open(file.string(), store::Access::write);
        ASSERT_TRUE(db);
        ASSERT_TRUE(store::migrate_host(**db));
        writer = std::make_unique<store::Writer>(std::move(*db), store::Writer::Options{});
        sessions = std::make_unique<Sessions>(*writer);
        auto reader = store::Database::open(file.string(), store::Access::read);
        ASSERT_TRUE(reader);
        ASSERT_TRUE(sessions->load(**reader, wall));
        writer->start();
    }
    void commit(store::Step step) {
        std::promise<bool> done;
        step.on_done = [&](bool durable) { done.set_value(durable); };
        ASSERT_TRUE(writer->submit(std::move(step)));
        ASSERT_TRUE(done.get_future().get());
    }
    std::string log_in() {
        store::Step step;
        auto token = sessions->open(wall, step);
        commit(std::move(step));
        return token;
    }
};

TEST_F(SessionsTest, a_restart_in_the_middle_of_a_contest_logs_nobody_out) {
    const auto token = log_in();
    EXPECT_TRUE(sessions->valid(token, wall));
    start();
    EXPECT_TRUE(sessions->valid(token, wall));
}

TEST_F(SessionsTest, a_session_ends_after_twelve_hours_but_the_device_is_remembered) {
    const auto token = log_in();
    wall += kSessionLength;
    EXPECT_FALSE(sessions->valid(token, wall));
    EXPECT_FALSE(sessions->device(token, wall).empty());
    wall += kDeviceRemembered;
    EXPECT_TRUE(sessions->device(token, wall).empty());
}

TEST_F(SessionsTest, who_logs_out_is_out_also_after_a_restart) {
    const auto token = log_in();
    store::Step step;
    sessions->close(token, step);
    commit(std::move(step));
    EXPECT_FALSE(sessions->valid(token, wall));
    start();
    EXPECT_FALSE(sessions->valid(token, wall));
    EXPECT_FALSE(sessions->device(token, wall).empty());
}

TEST_F(SessionsTest, a_made_up_cookie_is_no_session) {
    log_in();
    for (const std::string& made_up : {std::string(), std::string("x"), std::string(32, '0'), std::string(5'000, 'a')})
        EXPECT_FALSE(sessions->valid(made_up, wall)) << made_up.size();
}

TEST_F(SessionsTest, a_stolen_database_lets_nobody_in) {
    const auto token = log_in();
    auto reader = store::Database::open(file.string(), store::Access::read);
    ASSERT_TRUE(reader);
    std::string stored;
    ASSERT_TRUE((*reader)->read("SELECT token_hash FROM staff_sessions", {}, [&](std::span<const store::Value> row) {
        stored = std::get<store::Blob>(row[0]).bytes;
        return true;
    }));
    EXPECT_FALSE(stored.empty());
    EXPECT_EQ(stored.find(token), std::string::npos);
    EXPECT_FALSE(sessions->valid(stored, wall));
}

} // namespace
} // namespace kiosk::staff
