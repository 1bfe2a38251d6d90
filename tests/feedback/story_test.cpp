// The plugin in the real program: who may speak, how often, what staff see, and that nobody can be found in the file.
#include "tests/support/hall.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace kiosk::support {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct Square : testing::Test {
    Reply says(Phone& phone, const std::string& reason, const std::string& unit = "", const std::string& sentence = "",
               const std::string& nonce = "0123456789ab") {
        return phone.post("/p/feedback/voice", {{"reason", reason}, {"unit", unit}, {"sentence", sentence}, {"nonce", nonce}});
    }
    json summary() {
        const Ear ear(kiosk.port(), "feedback/summary", staff.cookie);
        EXPECT_TRUE(ear.hears("feedback/summary", [](const json&) { return true; }));
        return ear.newest("feedback/summary");
    }
    static std::string contents(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    Kiosk kiosk{Content{{{"units", {{{"id", "tan-mai"}, {"title", "Xã Tân Mai"}}, {{"id", "pa-co"}, {"title", "Xã Pà Cò"}}}}}, {}}};
    Staff staff{kiosk};
};

TEST_F(Square, AVoiceIsKeptAndAddedUp) {
    std::vector<Phone> phones;
    for (int i = 0; i < 6; ++i) phones.emplace_back(kiosk, "Người " + std::to_string(i));
    for (auto& phone : phones) EXPECT_EQ(says(phone, "line", "tan-mai").status, 200);
    const auto told = summary();
    EXPECT_EQ(told["total"], 6);
    EXPECT_EQ(told["reasons"], json({6, 0, 0, 0, 0}));
    EXPECT_EQ(told["units"][0]["title"]["vi"], "Xã Tân Mai");

    kiosk.restart();
    EXPECT_EQ(summary()["total"], 6) << "it was on disk before the phone was told";
}

TEST_F(Square, OneDeviceSpeaksOnceAnHourAndALostAnswerIsAskedForAgain) {
    Phone an(kiosk, "An");
    EXPECT_EQ(says(an, "line").status, 200);
    EXPECT_EQ(says(an, "line").status, 200) << "the same voice";
    const auto second = says(an, "device", "", "", "another-voice");
    EXPECT_EQ(second.status, 429);
    EXPECT_EQ(second.error(), "feedback.refused.once");
    EXPECT_THAT(second.body, HasSubstr("Sau một giờ"));
    EXPECT_EQ(summary()["total"], 1);
}

TEST_F(Square, WhoHasNotJoinedOrMakesNoSenseIsTurnedAway) {
    Phone stranger(kiosk), an(kiosk, "An");
    EXPECT_EQ(says(stranger, "line").status, 401);
    EXPECT_EQ(says(an, "rain").status, 422);
    EXPECT_EQ(says(an, "line", "atlantis").error(), "feedback.refused.unit");
    EXPECT_EQ(an.ask({"POST", "/p/feedback/voice", "[[[", {{"Content-Type", "application/json"}}}).status, 422);
    EXPECT_EQ(says(an, "other", "pa-co", std::string(201, 'x')).error(), "feedback.refused.too_long");
    EXPECT_EQ(says(an, "other", "pa-co", "ngắn thôi").status, 200) << "what was refused did not count";
}

TEST_F(Square, SentencesAreForStaffOnly) {
    Phone an(kiosk, "An");
    ASSERT_EQ(says(an, "other", "pa-co", "<script>alert(1)</script>").status, 200);
    EXPECT_EQ(an.get("/events?topics=feedback/summary").status, 403);
    EXPECT_EQ(an.get("/p/feedback/staff/voices.csv").status, 401);
    EXPECT_EQ(summary()["sentences"][0]["sentence"], "<script>alert(1)</script>");
    EXPECT_FALSE(summary()["sentences"][0].contains("title")) << "one voice of a commune";
}

TEST_F(Square, TheTableOpensInExcelAndNamesNoSmallUnit) {
    Phone an(kiosk, "An");
    ASSERT_EQ(says(an, "skills", "pa-co", "=cmd|' /C calc'!A0").status, 200);
    const auto table = staff.ask({"GET", "/p/feedback/staff/voices.csv", "", {{"Accept-Language", "en"}}});
    EXPECT_EQ(table.status, 200);
    EXPECT_THAT(table.header("Content-Disposition"), HasSubstr("gop-y.csv"));
    EXPECT_THAT(table.body, StartsWith("\xEF\xBB\xBF" "Day,"));
    EXPECT_THAT(table.body, HasSubstr("'=cmd|"));
    EXPECT_THAT(table.body, HasSubstr("Skills"));
    EXPECT_THAT(table.body, Not(HasSubstr("Pà Cò")));
}

TEST_F(Square, NobodyCanBeFoundInTheFile) {
    Phone an(kiosk, "Mai Thị Ẩn Danh");
    ASSERT_EQ(says(an, "line", "pa-co", "câu của tôi", "nonce-of-this-phone").status, 200);
    ASSERT_EQ(kiosk.stop(), 0);
    const auto file = contents(kiosk.data() / "kiosk.db") + contents(kiosk.data() / "kiosk.db-wal");
    EXPECT_THAT(file, HasSubstr("câu của tôi"));
    EXPECT_THAT(file, Not(HasSubstr("nonce-of-this-phone")));
    EXPECT_THAT(kiosk.log(), Not(HasSubstr("câu của tôi")));
}

TEST_F(Square, AFullDiskRefusesAndDoesNotCountAgainstTheDevice) {
    Phone an(kiosk, "An"), binh(kiosk, "Bình");
    kiosk.program().files_may_grow(false);
    Reply refused;
    for (int i = 0; i < 40 && refused.status != 503; ++i) refused = says(binh, "line", "", std::string(150, 'x'), "filling-" + std::to_string(i));
    ASSERT_EQ(refused.status, 503) << "the disk is full";
    EXPECT_EQ(says(an, "line").status, 503);
    kiosk.program().files_may_grow(true);
    Reply kept;
    for (int i = 0; i < 100 && kept.status != 200; ++i) {
        kept = says(an, "line");
        if (kept.status != 200) usleep(100'000); // the writer looks once a second whether the disk has healed
    }
    EXPECT_EQ(kept.status, 200);
}

} // namespace
} // namespace kiosk::support
