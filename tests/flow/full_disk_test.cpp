// The disk takes nothing more: said honestly, shown to staff, healed without a word lost or counted twice. The disk is
// "full" by RLIMIT_FSIZE: no file of the kiosk may grow or be written.
#include "tests/flow/questions.h"

#include <gtest/gtest.h>

namespace kiosk::flow {
namespace {

struct FullDisk : testing::Test {
    Kiosk kiosk{Content{{}, {plain_bank(4)}}};
    Staff staff{kiosk};
    Phone an{kiosk, "An"}, binh{kiosk, "Bình"};

    void opens_answering() {
        ASSERT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 2}, {"seconds", 120}}).status, 200);
        ASSERT_EQ(an.enters().status, 200);
        ASSERT_EQ(binh.enters().status, 200);
        staff.goes_to("answering");
    }
    bool healthy_within(int ms) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
        while (std::chrono::steady_clock::now() < until) {
            if (binh.get("/healthz").status == 200) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(150));
        }
        return false;
    }
};

TEST_F(FullDisk, PhonesAreToldNotSavedAndTheRetryCountsOnce) {
    opens_answering();
    ASSERT_EQ(binh.answers("a").status, 200);
    EXPECT_EQ(binh.get("/healthz").status, 200);
    kiosk.program().files_may_grow(false);

    for (int tap = 0; tap < 3; ++tap) {
        const auto refused = an.answers("b");
        EXPECT_EQ(refused.status, 503);
        EXPECT_EQ(refused.error(), "not_saved");
        EXPECT_FALSE(refused.json().at("message").get<std::string>().empty());
    }
    EXPECT_EQ(binh.get("/healthz").status, 503);
    const json state = staff.state();
    EXPECT_EQ(state.at("store").at("healthy"), false);
    EXPECT_TRUE(staff.ear().hears("kiosk/staff", [](const json& seen) {
        return seen.at("store").at("healthy") == false && !seen.at("store").at("message").get<std::string>().empty();
    }));
    // Whoever has their answer on disk is still told so, and newcomers are told the truth.
    EXPECT_EQ(binh.me().at("choice"), json({{"options", {"a"}}}));
    Phone chi(kiosk);
    EXPECT_EQ(chi.joins("Chi").error(), "not_saved");
    EXPECT_EQ(chi.get("/api/me").json().at("player"), json());
    EXPECT_EQ(staff.next().error(), "not_saved") << "the round stands still: what follows could not be kept";
    Staff second(kiosk); // staff can log in and see what is wrong
    EXPECT_EQ(second.state().at("store").at("healthy"), false);

    kiosk.program().files_may_grow(true);
    ASSERT_TRUE(healthy_within(8'000));
    const auto saved = an.answers("b");
    EXPECT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.json().at("choice"), json({{"options", {"b"}}}));
    EXPECT_TRUE(staff.ear().hears("kiosk/staff", [](const json& seen) { return seen.at("store").at("healthy") == true; }));
    EXPECT_EQ(chi.joins("Chi").status, 200);
    staff.goes_to("reveal");
    EXPECT_EQ(kiosk.round().at("reveal").at("tally"), json({{"a", 1}, {"b", 1}, {"c", 0}, {"d", 0}}));
    EXPECT_EQ(kiosk.round().at("reveal").at("answered"), 2);

    kiosk.restart(); // and on the disk it is the same
    EXPECT_EQ(an.me().at("choice"), json({{"options", {"b"}}}));
    EXPECT_EQ(kiosk.round().at("reveal").at("answered"), 2);
    EXPECT_EQ(an.me().at("right"), 1);
}

TEST_F(FullDisk, SomebodyWhoseJoinWasNotSavedIsNotCounted) {
    const int before = staff.state().at("people");
    kiosk.program().files_may_grow(false);
    Phone chi(kiosk);
    EXPECT_EQ(chi.joins("Chi").error(), "not_saved") << "the first to meet the full disk";
    kiosk.program().files_may_grow(true);
    ASSERT_TRUE(healthy_within(8'000));
    EXPECT_EQ(staff.state().at("people"), before);
    EXPECT_EQ(chi.joins("Chi").status, 200);
    EXPECT_EQ(staff.state().at("people"), before + 1);
    kiosk.restart();
    EXPECT_EQ(staff.state().at("people"), before + 1) << "nor does the disk, which got it in the end";
}

TEST_F(FullDisk, PowerFailsWhileTheDiskIsFull) {
    opens_answering();
    ASSERT_EQ(binh.answers("a").status, 200);
    kiosk.program().files_may_grow(false);
    EXPECT_EQ(an.answers("c").error(), "not_saved");
    kiosk.restart();
    EXPECT_EQ(binh.me().at("choice"), json({{"options", {"a"}}}));
    EXPECT_EQ(an.me().at("choice"), json()) << "who was told that nothing was saved may choose again";
    EXPECT_EQ(an.answers("b").json().at("choice"), json({{"options", {"b"}}}));
}

TEST_F(FullDisk, TheCountdownEndsOnTimeAndIsRememberedAfterwards) {
    ASSERT_EQ(staff.opens({{"banks", {"plain"}}, {"questions", 2}, {"seconds", 5}}).status, 200);
    ASSERT_EQ(an.enters().status, 200);
    staff.goes_to("answering");
    kiosk.program().files_may_grow(false);
    EXPECT_EQ(an.answers("b").error(), "not_saved");
    EXPECT_TRUE(kiosk.shows("closed"));
    kiosk.program().files_may_grow(true);
    ASSERT_TRUE(healthy_within(8'000));
    EXPECT_EQ(an.answers("b").status, 200) << "it came in time and was kept; only the disk was late";
    std::this_thread::sleep_for(std::chrono::milliseconds(1'500)); // the state is written again when the disk has healed
    kiosk.restart();
    EXPECT_EQ(kiosk.phase(), "closed");
    EXPECT_EQ(an.me().at("choice"), json({{"options", {"b"}}}));
}

TEST(FullDiskByItself, ARoundThatPassedItsPodiumMeanwhileIsOnTheBoardsOnceTheDiskIsWell) {
    Kiosk by_itself{Content{non_stop(), {plain_bank(2)}}};
    Staff host(by_itself);
    Phone chi(by_itself, "Chi");
    ASSERT_EQ(host.opens({{"contest", "non-stop"}}).status, 200);
    ASSERT_EQ(chi.enters().status, 200);
    ASSERT_TRUE(by_itself.shows("answering", 12'000));
    ASSERT_EQ(chi.answers("b").status, 200);
    ASSERT_TRUE(by_itself.shows("reveal", 12'000));
    by_itself.program().files_may_grow(false);
    ASSERT_TRUE(by_itself.shows("podium", 12'000));
    ASSERT_TRUE(by_itself.shows("ended", 12'000)) << "and no next round: the disk takes none";
    EXPECT_EQ(by_itself.export_json().size(), 0u);
    by_itself.program().files_may_grow(true);
    ASSERT_TRUE(by_itself.shows([](const json& round) { return round.at("round") == 2; }, 12'000));
    const json results = by_itself.export_json();
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].at("name"), "Chi");
    EXPECT_EQ(results[0].at("right"), 1);
}

} // namespace
} // namespace kiosk::flow
