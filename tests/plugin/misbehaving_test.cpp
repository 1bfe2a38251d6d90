// Plugins that break the contract, each as a real library. Every time: the kiosk lives, the log names the plugin, and the
// phone gets an answer.
#include "tests/plugin/house.h"

#include <gmock/gmock.h>

namespace kiosk::plugin {
namespace {

using testing::HasSubstr;

// Left out, named, with this in the sentence; and the plugin beside it is served.
void expect_left_out(const std::string& id, const std::string& sentence) {
    House house({id, "steady"});
    EXPECT_EQ(house.plugin(id), nullptr);
    EXPECT_THAT(house.failure(id), HasSubstr(sentence));
    EXPECT_TRUE(house.log.names(id, "left out")) << house.log.text();
    EXPECT_EQ(house.post("/p/" + id + "/ask").status, 404);
    EXPECT_EQ(house.post("/p/steady/ask").body, R"({"still":"here"})");
}

TEST(MisbehavingPlugin, OfAnotherAbiIsLeftOut) { expect_left_out("wrong-abi", "speaks ABI 99"); }
TEST(MisbehavingPlugin, WithTooShortAnEntryIsLeftOut) { expect_left_out("short-entry", "shorter than version 1.0's"); }
TEST(MisbehavingPlugin, ThatIsNoneIsLeftOut) { expect_left_out("no-entry", "exports no \"kiosk_plugin\""); }
TEST(MisbehavingPlugin, WhoseCreateReturnsNullIsLeftOut) { expect_left_out("create-null", "create returned nothing"); }
TEST(MisbehavingPlugin, WhoseInitFailsIsLeftOutWithItsRoutes) { expect_left_out("init-fails", "init failed with status -6"); }
TEST(MisbehavingPlugin, BuiltWithAnotherImGuiIsLeftOut) { expect_left_out("wrong-fingerprint", "the size of ImGuiIO"); }
TEST(MisbehavingPlugin, ThatThrowsInAStaticConstructorIsLeftOut) { expect_left_out("throws-on-load", "no coffee yet"); }
TEST(MisbehavingPlugin, ThatCrashesWhileItIsOpenedIsLeftOut) { expect_left_out("crashes-on-load", "while it was opened"); }
TEST(MisbehavingPlugin, WhoseManifestDisagreesIsLeftOut) {
    expect_left_out("disagrees", "plugin.json says version 1.0.0, the library 2.0.0");
}

TEST(MisbehavingPlugin, OfALaterVersionWorks) {
    House house({"longer-entry"});
    EXPECT_EQ(house.failure("longer-entry"), "");
    EXPECT_EQ(house.post("/p/longer-entry/ask").body, R"({"from":"the future"})");
}

TEST(MisbehavingPlugin, ThatThrowsInDrawLosesItsScreensAfterTenFramesAndServesPhonesOn) {
    House house({"draw-throws"});
    auto& plugin = *house.plugin("draw-throws");
    ASSERT_TRUE(plugin.start("main"));
    const Error seen_by_window{Kind::internal, "the screen failed"};
    for (int frame = 1; frame <= 10; ++frame) {
        EXPECT_TRUE(plugin.screens_work()) << frame;
        EXPECT_FALSE(plugin.draw());
        plugin.frame_over(seen_by_window);
    }
    EXPECT_FALSE(plugin.screens_work());
    EXPECT_EQ(plugin.on_stage(), "");
    EXPECT_FALSE(plugin.start("main"));
    EXPECT_THAT(plugin.trouble(), HasSubstr("draw threw"));
    EXPECT_TRUE(house.log.names("draw-throws", "no brush"));
    EXPECT_TRUE(house.log.names("draw-throws", "ten frames in a row"));
    EXPECT_EQ(house.post("/p/draw-throws/ask").body, R"({"phones":"are served"})");
}

TEST(MisbehavingPlugin, ThatLeavesAWindowOpenIsCountedByWhatTheWindowSays) {
    House house({"draw-throws"});
    auto& plugin = *house.plugin("draw-throws");
    ASSERT_TRUE(plugin.start("main"));
    for (int frame = 1; frame <= 9; ++frame) plugin.frame_over(Error{Kind::internal, "left a window open"});
    plugin.frame_over({}); // one sound frame, and the count begins again
    for (int frame = 1; frame <= 9; ++frame) plugin.frame_over(Error{Kind::internal, "left a window open"});
    EXPECT_TRUE(plugin.screens_work());
    plugin.frame_over(Error{Kind::internal, "left a window open"});
    EXPECT_FALSE(plugin.screens_work());
    EXPECT_TRUE(house.log.names("draw-throws", "left a window open"));
}

TEST(MisbehavingPlugin, ThatThrowsWhileAPhoneWaitsGivesItA500) {
    House house({"handler-throws"});
    const auto answer = house.post("/p/handler-throws/ask");
    EXPECT_EQ(answer.status, 500);
    EXPECT_THAT(answer.body, HasSubstr("\"error\":\"internal\""));
    EXPECT_TRUE(house.log.names("handler-throws", "out of ideas"));
}

TEST(MisbehavingPlugin, ThatNeverRepliesIsNamedWhenTheServerGivesUp) {
    House house({"never-replies"});
    const auto ticket = house.ask("POST", "/p/never-replies/ask");
    EXPECT_EQ(house.door.answers(ticket), 0);
    EXPECT_EQ(house.hub->open_tickets(), 1u);
    house.hub->unanswered(ticket, "/p/never-replies/ask");
    EXPECT_TRUE(house.log.names("never-replies", "never answered /p/never-replies/ask"));
    EXPECT_EQ(house.hub->open_tickets(), 0u);
    house.hub->unanswered(ticket + 1, "/api/join"); // not a plugin's
}

TEST(MisbehavingPlugin, ThatNeverRepliesToPhonesThatWentAwayFillsNoMemory) {
    House house({"never-replies"});
    for (int phone = 0; phone < 100; ++phone) house.ask("POST", "/p/never-replies/ask");
    house.clock.now += 60'000;
    house.ask("POST", "/p/never-replies/ask");
    EXPECT_EQ(house.hub->open_tickets(), 1u);
}

TEST(MisbehavingPlugin, ThatRepliesTwiceIsHeardOnce) {
    House house({"replies-twice"});
    const auto ticket = house.ask("POST", "/p/replies-twice/ask");
    EXPECT_EQ(house.door.answer(ticket)->body, R"({"answer":1})");
    EXPECT_EQ(house.door.answers(ticket), 1);
    EXPECT_TRUE(house.log.names("replies-twice", "answered before"));
}

TEST(MisbehavingPlugin, ThatRepliesAfterDestroyFindsAClosedDoor) {
    House house({"replies-after-destroy"});
    const auto ticket = house.ask("POST", "/p/replies-after-destroy/ask");
    house.list->close();
    EXPECT_EQ(house.door.answer(ticket)->status, 503) << "the phone is told to come again";
    house.list->start(*house.hub);
    EXPECT_TRUE(house.log.names("replies-after-destroy", "called after destroy")) << house.log.text();
    EXPECT_EQ(house.door.answers(ticket), 1);
}

TEST(MisbehavingPlugin, OnAnotherThreadIsRefusedThere) {
    House house({"wrong-thread"});
    const auto answer = house.post("/p/wrong-thread/ask");
    EXPECT_EQ(answer.body, R"({"replied":-2,"published":-2,"woken":-2,"service":false})");
    EXPECT_TRUE(house.log.names("wrong-thread", "reply: called from another thread than main"));
    EXPECT_TRUE(house.log.names("wrong-thread", "logging is allowed from here"));
    EXPECT_TRUE(house.door.published.empty());
}

} // namespace
} // namespace kiosk::plugin
