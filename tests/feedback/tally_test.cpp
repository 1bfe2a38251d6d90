// The bars: nobody can be found in them.
#include "tally.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace feedback {
namespace {

using nlohmann::json;

struct Village : testing::Test {
    void say(int times, const std::string& unit, Reason reason = Reason::line, const std::string& sentence = "") {
        for (int i = 0; i < times; ++i) tally.add({reason, unit, sentence});
    }
    json told() const { return json::parse(summary_message(tally, event, 1000)); }
    static Event villages() {
        Event made;
        for (const char* id : {"a", "b", "c", "d"}) made.units.push_back({id, std::string("Xã ") + id, ""});
        return made;
    }
    Tally tally;
    Event event = villages();
};

TEST_F(Village, AUnitWithEnoughVoicesStandsAlone) {
    say(6, "a");
    say(3, "a", Reason::skills);
    say(5, "b", Reason::device);
    const auto sum = tally.summary(5, 100);
    ASSERT_EQ(sum.units.size(), 2u);
    EXPECT_EQ(sum.units[0].unit, "a") << "most voices first";
    EXPECT_EQ(sum.units[0].reasons, (Counts{6, 0, 0, 3, 0}));
    EXPECT_EQ(sum.reasons, (Counts{6, 5, 0, 3, 0}));
    EXPECT_EQ(sum.others.total, 0);
}

TEST_F(Village, SmallUnitsStandTogetherWithoutAName) {
    say(9, "a");
    say(3, "b");
    say(2, "c", Reason::device);
    const auto sum = tally.summary(5, 100);
    ASSERT_EQ(sum.units.size(), 1u);
    EXPECT_EQ(sum.others.total, 5);
    EXPECT_EQ(sum.others.reasons, (Counts{3, 2, 0, 0, 0}));
    EXPECT_EQ(sum.hidden, (std::set<std::string>{"b", "c"}));
}

TEST_F(Village, WhereTheSmallOnesTogetherAreFewTheNextHidesThem) {
    say(20, "a");
    say(6, "b");
    say(1, "c");
    const auto sum = tally.summary(5, 100);
    ASSERT_EQ(sum.units.size(), 1u) << "else 27 - 20 - 6 would tell of the one voice of c";
    EXPECT_EQ(sum.others.total, 7);
    EXPECT_TRUE(sum.hidden.contains("b"));
}

TEST_F(Village, WhoDoesNotSayWhereIsAGroupLikeAnyOther) {
    say(5, "");
    say(5, "a");
    EXPECT_EQ(tally.summary(5, 100).units.size(), 2u);
    const auto message = told();
    EXPECT_EQ(message["units"].size(), 2u);
    EXPECT_FALSE(message["units"][0].contains("title") && message["units"][1].contains("title"));
}

TEST_F(Village, FewVoicesAreCountedAndNotShown) {
    say(4, "a", Reason::other, "Chỉ mình tôi có máy tính ở xã");
    const auto message = told();
    EXPECT_EQ(message["total"], 4);
    EXPECT_EQ(message["shown"], false);
    EXPECT_FALSE(message.contains("reasons"));
    EXPECT_TRUE(message["units"].empty());
    EXPECT_FALSE(message["sentences"][0].contains("title"));
}

TEST_F(Village, ASentenceOfASmallUnitDoesNotSayWhereItIsFrom) {
    say(9, "a", Reason::line, "ở a");
    say(1, "b", Reason::line, "ở b");
    say(4, "c");
    const auto sentences = told()["sentences"];
    EXPECT_EQ(sentences[0]["sentence"], "ở b");
    EXPECT_FALSE(sentences[0].contains("title"));
    EXPECT_EQ(sentences[1]["title"]["vi"], "Xã a");
}

TEST_F(Village, UnitsBeyondTheRoomAreAddedUp) {
    for (const char* unit : {"a", "b", "c", "d"}) say(5, unit);
    const auto sum = tally.summary(5, 2);
    EXPECT_EQ(sum.units.size(), 2u);
    EXPECT_EQ(sum.others.total, 10);
    EXPECT_TRUE(sum.hidden.empty()) << "no secret, only no room";
}

TEST_F(Village, TheMessageFitsIntoATopicWhateverPeopleWrite) {
    event.units.clear();
    for (int i = 0; i < 1000; ++i) {
        const std::string id = "u" + std::to_string(i);
        event.units.push_back({id, id + std::string(100, 'x'), id + std::string(100, 'y')});
        say(5, id, Reason::other, std::string(kMostBytes, '"'));
    }
    const auto message = summary_message(tally, event, 1000);
    EXPECT_LE(message.size(), 64u * 1024);
    EXPECT_EQ(json::parse(message)["total"], 5000);
}

} // namespace
} // namespace feedback
