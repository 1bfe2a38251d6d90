// Following an address, with everything that comes between.
#include "kiosk/fetch/follower.h"

#include "tests/support/fake_site.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace kiosk::fetch {
namespace {

using support::FakeSite;
using Page = FakeSite::Page;
using Cut = Page::Cut;

// A kiosk as far as following goes: main's queue is run by whoever waits.
struct Following : testing::Test {
    FakeSite site;
    support::TempFolder temp;
    SystemClock clock;
    std::mutex mutex;
    std::condition_variable woken;
    RunQueue queue{[this] {
        std::lock_guard lock(mutex);
        woken.notify_all();
    }};
    std::optional<Follower> follower;
    std::vector<News> heard;

    Following() { start(); }
    ~Following() override { follower.reset(); }
    void start() { follower.emplace(Follower::Options{temp.path() / "fetched", 0, 3'000}, queue, clock); }
    Follower::Id follows(const std::string& path = "/x", Follower::Key key = {}) {
        return follower->follow(
            site.url(path), Follower::kMostOften, [this](const News& news) { heard.push_back(news); }, std::move(key));
    }
    // Main's turns, until it is so.
    bool comes(const std::function<bool()>& wished, int ms = 20'000) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
        while (true) {
            queue.run_all();
            if (wished()) return true;
            std::unique_lock lock(mutex);
            if (std::chrono::steady_clock::now() > until) return false;
            woken.wait_for(lock, std::chrono::milliseconds(20));
        }
    }
    bool hears(const std::string& trouble) {
        return comes(
            [&] { return !heard.empty() && heard.back().trouble == trouble && (heard.back().fresh || !trouble.empty()); });
    }
    std::string body() const { return heard.empty() || !heard.back().body ? "" : *heard.back().body; }
};

TEST_F(Following, TellsWhatIsThereAndWhatIsNew) {
    site.put("/x", Page{.body = R"({"v":1})", .etag = "\"v1\""});
    site.open();
    follows();
    ASSERT_TRUE(hears(""));
    EXPECT_EQ(body(), R"({"v":1})");
    EXPECT_GT(heard.back().fetched, 0);
    ASSERT_TRUE(comes([&] { return site.count("/x", 304) >= 1; })) << "asked for news only";
    ASSERT_TRUE(comes([&] { return heard.size() >= 2; }));
    EXPECT_EQ(body(), R"({"v":1})");
    site.put("/x", Page{.body = R"({"v":2})", .etag = "\"v2\""});
    ASSERT_TRUE(comes([&] { return body() == R"({"v":2})"; }));
}

TEST_F(Following, AServerWithoutTagsIsAskedByDate) {
    site.put("/x", Page{.body = "[]", .last_modified = "Sat, 21 Nov 2026 09:00:00 GMT"});
    site.open();
    follows();
    EXPECT_TRUE(site.answers("/x", 304));
}

TEST_F(Following, WhatWasKeptIsThereAtTheNextStartWithoutANetwork) {
    site.put("/x", Page{.body = R"({"v":1})", .etag = "\"v1\""});
    site.open();
    follows();
    ASSERT_TRUE(hears(""));
    const Ms then = heard.back().fetched;
    follower.reset();
    site.close();
    heard.clear();
    start();
    follows();
    ASSERT_TRUE(comes([&] { return !heard.empty(); }));
    EXPECT_EQ(body(), R"({"v":1})");
    EXPECT_FALSE(heard.back().fresh);
    EXPECT_EQ(heard.back().fetched, then);
    ASSERT_TRUE(hears("network"));
    EXPECT_EQ(body(), R"({"v":1})") << "trouble takes nothing away";
    site.open();
    ASSERT_TRUE(comes([&] { return site.count("/x", 304) >= 1; })) << "and the server still knows that version";
}

TEST_F(Following, NothingThatFailsTakesThePlaceOfWhatWasThere) {
    site.put("/x", Page{.body = R"({"v":1})"});
    site.open();
    const struct {
        const char* trouble;
        FakeSite::Page page;
    } cases[] = {
        {"portal", {.body = "<html>Chào mừng đến khách sạn</html>", .type = "text/html"}},
        {"network", {.body = R"({"v":2,"rest":"of it"})", .cut = Cut::in_the_middle}},
        {"too_large", {.body = "", .cut = Cut::endless}},
        {"no_json", {.body = std::string(100'000, '[')}},
        {"moved", {.body = "", .status = 302, .more = "Location: http://127.0.0.1:1/\r\n"}},
        {"busy", {.body = "out of order", .status = 500}},
        {"missing", {.body = "", .status = 404}},
    };
    for (const auto& [trouble, page] : cases) {
        follower.reset(); // each with a kiosk that has just started: no patience to wait for
        start();
        heard.clear();
        site.put("/x", Page{.body = R"({"v":1})"});
        const auto id = follows();
        ASSERT_TRUE(hears("")) << trouble;
        site.put("/x", page);
        ASSERT_TRUE(hears(trouble)) << (heard.empty() ? "" : heard.back().trouble + " " + heard.back().sentence);
        EXPECT_EQ(body(), R"({"v":1})") << trouble;
        EXPECT_NE(heard.back().sentence, "") << trouble;
        follower->leave(id);
    }
}

TEST_F(Following, AWrongKeyIsSaidAndARightOneNeedsNoRestart) {
    site.put("/x", "{}");
    site.wants_key("kiosk-07:bí mật");
    site.open();
    std::mutex key_mutex;
    std::string key = "kiosk-07:sai";
    follows("/x", [&]() -> kiosk::Result<std::string> {
        std::lock_guard lock(key_mutex);
        return key;
    });
    ASSERT_TRUE(hears("key"));
    {
        std::lock_guard lock(key_mutex);
        key = "kiosk-07:bí mật";
    }
    ASSERT_TRUE(hears(""));
    EXPECT_EQ(body(), "{}");
}

TEST_F(Following, AKeyThatCannotBeReadIsNotSentAsNone) {
    site.put("/x", "{}");
    site.open();
    follows("/x", [] { return kiosk::Result<std::string>(Error{Kind::denied, "Others may read the key."}); });
    ASSERT_TRUE(hears("key"));
    EXPECT_NE(heard.back().sentence.find("Others may read the key."), std::string::npos);
    EXPECT_TRUE(site.asked().empty());
}

TEST_F(Following, WhoeverLeavesHearsNothingMore) {
    site.put("/x", "{}");
    site.open();
    const auto id = follows();
    ASSERT_TRUE(hears(""));
    follower->leave(id);
    const auto before = heard.size();
    queue.run_all();
    EXPECT_EQ(heard.size(), before);
}

TEST_F(Following, AFileIsFetchedOnce) {
    site.put("/file", "xin chào");
    site.open();
    std::vector<Answer> answers;
    follower->fetch(site.url("/file"), 100, {}, [&](Answer answer) { answers.push_back(std::move(answer)); });
    follower->fetch(site.url("/file"), 3, {}, [&](Answer answer) { answers.push_back(std::move(answer)); });
    follower->fetch(site.url("/nowhere"), 100, {}, [&](Answer answer) { answers.push_back(std::move(answer)); });
    ASSERT_TRUE(comes([&] { return answers.size() == 3; }));
    EXPECT_EQ(answers[0].body, "xin chào");
    EXPECT_TRUE(answers[1].too_long);
    EXPECT_EQ(answers[1].body, "") << "not even the beginning";
    EXPECT_EQ(answers[2].status, 404);
}

TEST_F(Following, StopsInTheMiddleOfAReplyThatDoesNotEnd) {
    site.put("/x", Page{.body = "", .cut = Cut::endless});
    site.open();
    follows();
    ASSERT_TRUE(site.answers("/x", 200));
    follower->stop(); // the test's own patience is the proof
    EXPECT_EQ(body(), "");
}

} // namespace
} // namespace kiosk::fetch
