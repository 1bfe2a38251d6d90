// What an endpoint may answer, and what becomes of the batch.
#include "kiosk/results/sender.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace kiosk::results {
namespace {

Reply reply(int status, std::string body = "") { return {status, std::move(body), "", std::nullopt}; }

Verdict first(const Reply& what, std::size_t sent = 50) {
    Sender sender;
    return sender.judge(what, sent, sent * 1000, 0);
}

// An endpoint that refuses every batch with a bad statement in it, and one that remembers.
struct Drain {
    explicit Drain(int count, std::set<int> bad_ones, int code = 400) : bad(std::move(bad_ones)), refusal(code) {
        for (int i = 0; i < count; ++i) waiting.push_back(i);
    }
    void run() {
        for (; !waiting.empty() && requests < 1000; ++requests) {
            const std::size_t n = std::min(sender.statements(), waiting.size());
            const std::vector<int> batch(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(n));
            bool refused = false;
            for (const int one : batch) refused = refused || bad.count(one) > 0;
            const auto verdict = sender.judge(refused ? reply(refusal, "no") : reply(200, "[]"), n, n * 1000, 0.5);
            EXPECT_EQ(verdict.pause, 0) << "nobody has to wait for another's fault";
            if (verdict.fate == Fate::kept) continue;
            auto& into = verdict.fate == Fate::stored ? stored : dead;
            into.insert(into.end(), batch.begin(), batch.end());
            waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(n));
        }
    }
    Sender sender;
    std::set<int> bad;
    int refusal, requests = 0;
    std::vector<int> waiting, stored, dead;
};

TEST(Sender, StoredIsStoredWhateverIdsComeBack) {
    EXPECT_EQ(first(reply(200, R"(["a","b"])")).fate, Fate::stored);
    EXPECT_EQ(first(reply(200, " [] \n")).fate, Fate::stored) << "all were there already";
    EXPECT_EQ(first(reply(204)).fate, Fate::stored);
    EXPECT_EQ(first(reply(204)).pause, 0);
}

TEST(Sender, ACaptivePortalStoresNothing) {
    for (const auto& portal : {reply(200, "<html>Welcome to the hotel</html>"), reply(200, ""), reply(200, R"({"ok":true})"),
                               reply(302), reply(301), reply(307), reply(202), reply(100)}) {
        const auto verdict = first(portal);
        EXPECT_EQ(verdict.fate, Fate::kept) << portal.status;
        EXPECT_EQ(verdict.trouble, Trouble::network) << portal.status;
        EXPECT_GT(verdict.pause, 0) << portal.status;
    }
}

TEST(Sender, OneBadStatementDiesAloneAndTheRestGoesOn) {
    for (const int code : {400, 409, 422}) {
        Drain drain(120, {30}, code);
        drain.run();
        EXPECT_EQ(drain.dead, std::vector<int>{30}) << code;
        EXPECT_EQ(drain.stored.size(), 119u) << code;
        EXPECT_LE(drain.requests, 16) << "found by halving";
    }
}

TEST(Sender, SeveralBadOnesAreFoundEach) {
    Drain drain(200, {0, 1, 49, 50, 51, 120, 199});
    drain.run();
    EXPECT_EQ(drain.dead, (std::vector<int>{0, 1, 49, 50, 51, 120, 199}));
    EXPECT_EQ(drain.stored.size(), 193u);
    Drain all(20, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19});
    all.run();
    EXPECT_EQ(all.dead.size(), 20u);
    Drain one(1, {0});
    one.run();
    EXPECT_EQ(one.dead.size(), 1u);
    EXPECT_EQ(one.requests, 1);
}

// Of something on the way to the endpoint, which judges no statements.
Reply of_a_stranger(int status) {
    auto one = reply(status, "<html>Bad Request</html>");
    one.versioned = false;
    return one;
}

TEST(Sender, AFirewallThatRefusesEverythingKillsNoStatement) {
    for (const int code : {400, 409, 422}) {
        Sender sender;
        EXPECT_EQ(sender.judge(reply(200, "[]"), 50, 50'000, 0).fate, Fate::stored);
        EXPECT_EQ(sender.judge(reply(code), 50, 50'000, 0).fate, Fate::kept)
            << "the store's own; it begins to look for the bad one";
        while (sender.statements() > 1) EXPECT_EQ(sender.judge(reply(code), sender.statements(), 1'000, 0).pause, 0);
        for (const std::size_t sent : {1, 50, 1}) {
            const auto verdict = sender.judge(of_a_stranger(code), sent, 1'000, 0);
            EXPECT_EQ(verdict.fate, Fate::kept) << code;
            EXPECT_EQ(verdict.trouble, Trouble::address) << code;
            EXPECT_EQ(verdict.pause, Sender::kStopped) << code;
        }
        EXPECT_EQ(sender.judge(of_a_stranger(413), 1, 1'000, 0).fate, Fate::kept);
        EXPECT_EQ(sender.judge(reply(200, "[]"), 1, 1'000, 0).fate, Fate::stored) << "it is mended";
    }
}

TEST(Sender, AStoreThatLeavesItsVersionOutGetsRidOfABadStatementAndNotOfAll) {
    Sender sender;
    const auto single = [&] { return sender.judge(of_a_stranger(400), 1, 1'000, 0); };
    EXPECT_EQ(sender.judge(of_a_stranger(400), 2, 2'000, 0).fate, Fate::kept);
    EXPECT_EQ(sender.statements(), 1u) << "halved";
    EXPECT_EQ(single().fate, Fate::dead);
    auto stored = of_a_stranger(200);
    stored.body = "[]";
    EXPECT_EQ(sender.judge(stored, 1, 1'000, 0).fate, Fate::stored);
    EXPECT_EQ(single().fate, Fate::dead) << "it takes others";
    EXPECT_EQ(single().fate, Fate::dead);
    EXPECT_EQ(single().fate, Fate::kept) << "it takes nothing";
    EXPECT_EQ(single().trouble, Trouble::address);
    EXPECT_EQ(sender.judge(reply(400, "no"), 1, 1'000, 0).fate, Fate::dead) << "a store's own word";
}

TEST(Sender, AWrongKeyOrAddressStopsAndLosesNothing) {
    for (const int code : {401, 403, 402, 406, 415, 451}) EXPECT_EQ(first(reply(code), 1).trouble, Trouble::key) << code;
    for (const int code : {404, 405}) EXPECT_EQ(first(reply(code), 1).trouble, Trouble::address) << code;
    for (const int code : {401, 403, 404, 405, 415}) {
        EXPECT_EQ(first(reply(code), 1).fate, Fate::kept) << code;
        EXPECT_EQ(first(reply(code), 1).pause, Sender::kStopped) << code;
    }
}

TEST(Sender, TooBigIsHalvedUntilItFits) {
    Sender sender;
    auto verdict = sender.judge(reply(413), 50, 200'000, 0);
    EXPECT_EQ(verdict.fate, Fate::kept);
    EXPECT_EQ(verdict.pause, 0);
    EXPECT_EQ(sender.bytes(), 100'000u);
    verdict = sender.judge(reply(413), 25, 100'000, 0);
    EXPECT_EQ(sender.bytes(), 50'000u);
    EXPECT_EQ(sender.judge(reply(200, "[]"), 12, 48'000, 0).fate, Fate::stored);
    EXPECT_EQ(sender.bytes(), 50'000u) << "it was told once";
    EXPECT_EQ(sender.judge(reply(413), 1, 60'000, 0).fate, Fate::dead) << "one alone that is too big";
    EXPECT_EQ(sender.bytes(), 50'000u) << "the others are not punished";
}

TEST(Sender, WhatIsBusyIsAskedAgainLater) {
    for (const int code : {408, 429, 500, 502, 503, 504}) {
        EXPECT_EQ(first(reply(code), 1).fate, Fate::kept) << code;
        EXPECT_EQ(first(reply(code), 1).trouble, Trouble::busy) << code;
    }
    Reply none;
    none.trouble = "Could not resolve host";
    EXPECT_EQ(first(none, 1).fate, Fate::kept);
    EXPECT_EQ(first(none, 1).trouble, Trouble::network);
    EXPECT_EQ(first(none, 1).sentence, "Could not resolve host");
}

TEST(Sender, PausesDoubleAreMixedAndEnd) {
    Sender sender;
    std::vector<Ms> pauses;
    for (int i = 0; i < 20; ++i) pauses.push_back(sender.judge(reply(503), 1, 1, 0).pause);
    EXPECT_EQ(std::vector<Ms>(pauses.begin(), pauses.begin() + 4), (std::vector<Ms>{2'000, 4'000, 8'000, 16'000}));
    EXPECT_EQ(pauses.back(), Sender::kLongestPause);
    EXPECT_EQ(sender.judge(reply(503), 1, 1, 1).pause, Sender::kLongestPause / 2) << "at random down to a half";
    EXPECT_EQ(sender.judge(reply(200, "[]"), 1, 1, 0).pause, 0);
    EXPECT_EQ(sender.judge(reply(503), 1, 1, 0).pause, 2'000) << "one success and it is forgotten";
    sender.judge(reply(503), 1, 1, 0);
    sender.start_anew();
    EXPECT_EQ(sender.judge(reply(503), 1, 1, 0).pause, 2'000);
}

TEST(Sender, RetryAfterIsHonouredWithinReason) {
    Reply busy = reply(429);
    busy.retry_after = 30'000;
    EXPECT_EQ(first(busy).pause, 30'000);
    busy.retry_after = 500;
    EXPECT_EQ(first(busy).pause, 2'000) << "never hastier than on our own";
    busy.retry_after = 1'000'000'000;
    EXPECT_EQ(first(busy).pause, Sender::kLongestRetryAfter);
}

TEST(Sender, RetryAfterIsReadInBothItsForms) {
    const auto now = http_date("Sat, 21 Nov 2026 09:00:04 GMT");
    ASSERT_EQ(now, 1'795'251'604'000);
    EXPECT_EQ(retry_after("120", std::nullopt), 120'000);
    EXPECT_EQ(retry_after("-5", std::nullopt), 0);
    EXPECT_EQ(retry_after("Sat, 21 Nov 2026 09:01:04 GMT", now), 60'000);
    EXPECT_EQ(retry_after("Sat, 21 Nov 2026 08:01:04 GMT", now), 0);
    EXPECT_EQ(retry_after("Sat, 21 Nov 2026 09:01:04 GMT", std::nullopt), std::nullopt);
    for (const char* nonsense : {"", "soon", "12 minutes", "Sat, 21 Nov 2026 09:01:04 GMT+7"})
        EXPECT_EQ(retry_after(nonsense, now), std::nullopt) << nonsense;
}

TEST(Sender, WhatTheEndpointSaysIsShownOnOneLine) {
    EXPECT_EQ(first(reply(400, "\n bad\nactor"), 1).sentence, "HTTP 400: bad?actor");
    EXPECT_EQ(first(reply(401), 1).sentence, "HTTP 401");
    EXPECT_LT(first(reply(500, std::string(9'000, 'x')), 1).sentence.size(), 330u);
}

TEST(Sender, BatchesBeginFull) {
    EXPECT_EQ(Sender().statements(), 50u);
    EXPECT_EQ(Sender().bytes(), 256u * 1024u);
}

} // namespace
} // namespace kiosk::results
