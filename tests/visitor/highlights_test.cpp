// What the attract loop tells, made of what is known.
#include "kiosk/highlights.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace kiosk {
namespace {

using Kind = screen::AttractPage::Kind;

struct HighlightsTest : testing::Test {
    content::Words words;
    HighlightsTest() { EXPECT_TRUE(words.load(std::filesystem::path(KIOSK_SOURCE_DIR) / "content/i18n")); }
    std::vector<screen::AttractPage> pages(const Highlights& vi, const Highlights& en, const std::string& second = "en") {
        return attract_pages(words, vi, "vi", en, second);
    }
};

Highlights day(const std::string& round) {
    Highlights seen;
    seen.leaders = {{1, "Ánh Dương", 9240}, {1, "Bình", 9240}};
    seen.played = 1284;
    seen.facts = {{"quiz", "quiz/stage", round, "", "", "clock", 1'790'000'600'000}};
    return seen;
}

TEST_F(HighlightsTest, OnAnEmptyMorningThereIsStillTheInvitation) {
    const auto all = pages({}, {});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].kind, Kind::invite);
    EXPECT_FALSE(all[0].headline.first.empty());
    EXPECT_FALSE(all[0].headline.second.empty());
}

TEST_F(HighlightsTest, EveryPageSaysOneThingInBothLanguagesWithNumbersAsTheyAreWrittenHere) {
    const auto all = pages(day("Vòng 2"), day("Round 2"));
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[1].kind, Kind::top);
    ASSERT_EQ(all[1].leaders.size(), 2u);
    EXPECT_EQ(all[1].leaders[1].place, 1) << "a shared place is shared";
    EXPECT_EQ(all[1].leaders[0].score, "9.240 điểm");
    EXPECT_EQ(all[2].headline.first, "1.284");
    EXPECT_EQ(all[2].headline.second, "") << "a number is said once";
    EXPECT_EQ(all[2].text.second, "people have played today");
    EXPECT_EQ(all[3].headline.first, "Vòng 2");
    EXPECT_EQ(all[3].headline.second, "Round 2");
    EXPECT_EQ(all[3].until, 1'790'000'600'000);
}

TEST_F(HighlightsTest, WithOneLanguageNothingIsSaidTwice) {
    for (const auto& page : pages(day("Vòng 2"), {}, "")) {
        EXPECT_EQ(page.headline.second, "");
        EXPECT_EQ(page.text.second, "");
    }
}

TEST_F(HighlightsTest, AFactThatCameBetweenTheTwoLanguagesIsToldInTheFirst) {
    auto vi = day("Vòng 2");
    vi.facts.push_back({"booths", "", "969", "dịch vụ công", "", "", 0});
    const auto all = pages(vi, day("Round 2"));
    ASSERT_EQ(all.size(), 5u);
    EXPECT_EQ(all[3].headline.second, "");
    EXPECT_EQ(all[4].headline.first, "969");
}

TEST_F(HighlightsTest, ATileTellsTheFirstFactAboutItsScreen) {
    const auto seen = day("Vòng 2");
    ASSERT_TRUE(fact_of_tile(seen, "quiz/stage"));
    EXPECT_EQ(fact_of_tile(seen, "quiz/stage")->headline, "Vòng 2");
    EXPECT_FALSE(fact_of_tile(seen, "booths/browse"));
}

} // namespace
} // namespace kiosk
