// Which hall has fallen silent, and how far behind it is: in one process, and in several that share a database.
#include "senders.h"

#include "fake_host.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace central {
namespace {

// A database that answers when it is told to.
struct FakeShared final : SharedSenders {
    SenderTable known;
    std::vector<SenderTable> told;
    std::function<void(const SenderTable*)> waiting;

    void exchange(SenderTable heard, std::function<void(const SenderTable*)> back) override {
        told.push_back(std::move(heard));
        waiting = std::move(back);
    }
    void answers() {
        for (const auto& [name, sender] : told.back()) known[name] += sender;
        std::exchange(waiting, nullptr)(&known);
    }
    void does_not_answer() { std::exchange(waiting, nullptr)(nullptr); }
};

struct Overview : testing::Test {
    FakeHost kiosk;
    kiosk::Host host{kiosk.api()};
    FakeShared shared;

    Asked saying(std::string waiting, std::int64_t clock) const {
        return {"POST", "", "", {{"x-kiosk-waiting", std::move(waiting)}, {"x-kiosk-time", std::to_string(clock)}}};
    }
    void seconds_pass(int seconds) { kiosk.mono += seconds * 1'000, kiosk.wall += seconds * 1'000; }
};

TEST_F(Overview, KnowsWhatAKioskSaysOfItself) {
    Senders senders(host);
    EXPECT_TRUE(senders.complete());
    senders.heard("hall-1", saying("120", kiosk.wall - 90'000), {50, "kiosk-so 0.1.0"});
    senders.heard("hall-1", {}, {10, ""});
    EXPECT_EQ(senders.all().at("hall-1"), (Sender{kiosk.wall, 60, "kiosk-so 0.1.0", 120, -90'000}));
    senders.heard("hall-2", saying("-5", -1), {0, ""});
    EXPECT_FALSE(senders.all().at("hall-2").waiting || senders.all().at("hall-2").clock_offset) << "no such numbers";
    EXPECT_EQ(senders.telling(), 1u);
    EXPECT_EQ(senders.silent(kiosk.wall + 11 * 60'000).count, 1u) << "who never told anything is not silent";
    EXPECT_FALSE(senders.look_at()) << "nobody else hears anything";
}

TEST_F(Overview, OfOneProcessTellsWhatAnotherHeard) {
    Senders senders(host, &shared);
    EXPECT_FALSE(senders.complete()) << "the others were not asked yet";
    shared.known["hall-2"] = {kiosk.wall - 1'000, 30, "kiosk-so 0.1.0", 4, 0};
    senders.heard("hall-1", saying("9", kiosk.wall), {50, ""});
    senders.look();
    senders.heard("hall-1", saying("2", kiosk.wall), {5, ""}); // on its way is what came before
    shared.answers();
    EXPECT_TRUE(senders.complete());
    EXPECT_EQ(senders.received(), 85);
    EXPECT_EQ(senders.all().at("hall-1"), (Sender{kiosk.wall, 55, "", 2, 0}));
    senders.look();
    EXPECT_EQ(shared.told.size(), 1u) << "once in two seconds";
    seconds_pass(2);
    senders.look();
    ASSERT_EQ(shared.told.size(), 2u);
    EXPECT_EQ(shared.told.back().at("hall-1").statements, 5) << "only what the others do not know";
    const auto before = senders.revision();
    shared.answers();
    EXPECT_EQ(senders.revision(), before) << "nothing new in it";
    EXPECT_EQ(senders.received(), 85);
}

TEST_F(Overview, TellsAgainWhatTheDatabaseDidNotTake) {
    Senders senders(host, &shared);
    senders.heard("hall-1", saying("9", kiosk.wall), {50, "kiosk-so 0.1.0"});
    senders.look();
    senders.heard("hall-1", saying("8", kiosk.wall), {1, ""});
    shared.does_not_answer();
    EXPECT_TRUE(senders.away());
    EXPECT_EQ(senders.received(), 51) << "known here all the same";
    seconds_pass(2);
    senders.look();
    EXPECT_EQ(shared.told.back().at("hall-1"), (Sender{kiosk.wall - 2'000, 51, "kiosk-so 0.1.0", 8, 0}));
    shared.answers();
    EXPECT_FALSE(senders.away());
    EXPECT_EQ(senders.received(), 51);
}

} // namespace
} // namespace central
