// A very long bank is judged a piece at a time; nobody may be able to tell.
#include "kiosk/content/pieces.h"

#include "desk.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

json long_bank(std::size_t questions) {
    json bank{{"formatVersion", 1},
              {"id", "dai"},
              {"title", "Dài “\"questions\":[]”"},
              {"x-list", {1, 2, 3}},
              {"questions", json::array()}};
    for (std::size_t i = 0; i < questions; ++i)
        bank["questions"].push_back({{"id", "q" + std::to_string(i)}, {"type", "boolean"}, {"answer", true},
                                     {"text", "Câu [" + std::to_string(i) + "], {có} \"nháy\", phẩy?"},
                                     {"explanation", std::string(400, 'g')}});
    return bank;
}

class ALongBank : public Desk {
protected:
    std::optional<SoundPack> judge(const std::string& text) {
        faults_.clear();
        Beside nothing;
        return Judge(root_ / "schema").judge(kinds().at(0), "dai.json", text, Lang::vi, nothing, faults_);
    }
    std::vector<Fault> faults_;
};

TEST_F(ALongBank, IsCutBetweenItsItems) {
    const std::string text = long_bank(5000).dump();
    const auto pieces = cut_into_pieces(text);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(pieces->key, "questions");
    EXPECT_EQ(pieces->count, 5000u);
    EXPECT_GT(pieces->lists.size(), 4u);
    std::size_t items = 0;
    for (const auto& list : pieces->lists)
        items += json::parse(pieces->document(list)).at("questions").size();
    EXPECT_EQ(items, 5000u);
}

TEST_F(ALongBank, GivesTheSamePackAsAWhole) {
    const json bank = long_bank(5000);
    const auto pack = judge(bank.dump(1));
    EXPECT_THAT(lines(faults_), ElementsAre());
    ASSERT_TRUE(pack);
    EXPECT_EQ(pack->json, bank.dump());
    EXPECT_EQ(pack->id, "dai");
    EXPECT_EQ(json::parse(pack->title), bank["title"]);
}

TEST_F(ALongBank, IsToldOfItsFaultsWithLineAndPlaceLikeAnyOther) {
    json bank = long_bank(5000);
    bank["questions"][4321].erase("text");
    EXPECT_FALSE(judge(bank.dump(1)));
    EXPECT_THAT(lines(faults_), ElementsAre(HasSubstr(": /questions/4321: ")));
}

TEST_F(ALongBank, OfTooManyItemsIsRefusedAlthoughEachPieceIsShort) {
    json bank = long_bank(0);
    for (int i = 0; i <= 50'000; ++i)
        bank["questions"].push_back({{"id", "q" + std::to_string(i)}, {"type", "boolean"}, {"text", "?"}, {"answer", true}});
    EXPECT_FALSE(judge(bank.dump()));
    EXPECT_THAT(lines(faults_), ElementsAre(HasSubstr("/questions: ")));
}

TEST_F(ALongBank, ThatIsBrokenOffIsNotCut) {
    std::string text = long_bank(5000).dump();
    EXPECT_FALSE(cut_into_pieces(text.substr(0, text.size() / 2)));
    EXPECT_FALSE(cut_into_pieces(std::string(2u << 20, '[')));
    EXPECT_FALSE(cut_into_pieces(std::string(2u << 20, '"')));
    EXPECT_FALSE(cut_into_pieces(long_bank(3).dump())) << "small";
    EXPECT_FALSE(judge(text.substr(0, text.size() / 2)));
    EXPECT_EQ(faults_.size(), 1u);
}

} // namespace
} // namespace kiosk::content
