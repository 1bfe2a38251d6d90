#include "desk.h"

#include <gmock/gmock.h>

namespace kiosk::content {
namespace {

using testing::ElementsAre;

class WordsOnDisk : public Desk {
protected:
    Words load() {
        Words words;
        const auto status = words.load(root_ / "i18n");
        loaded_ = static_cast<bool>(status);
        if (!status)
            why_ = status.error().sentence;
        return words;
    }
    bool loaded_ = false;
    std::string why_;
};

TEST_F(WordsOnDisk, AreFoundByDottedKey) {
    write("i18n/vi.json", R"({"quiz": {"lobby": {"title": "Quét mã để tham gia"}}})");
    write("i18n/en.json", R"({"quiz": {"lobby": {"title": "Scan to take part"}}})");
    const Words words = load();
    ASSERT_TRUE(loaded_) << why_;
    EXPECT_EQ(words.text("vi", "quiz.lobby.title"), "Quét mã để tham gia");
    EXPECT_EQ(words.text("en", "quiz.lobby.title"), "Scan to take part");
    EXPECT_THAT(words.langs(), ElementsAre("en", "vi"));
}

TEST_F(WordsOnDisk, WhatIsNotTranslatedIsVietnameseAndWhatIsUnknownIsItsKey) {
    write("i18n/vi.json", R"({"quiz": {"only": "Chỉ có tiếng Việt"}})");
    write("i18n/en.json", "{}");
    const Words words = load();
    EXPECT_EQ(words.text("en", "quiz.only"), "Chỉ có tiếng Việt");
    EXPECT_EQ(words.text("fr", "quiz.only"), "Chỉ có tiếng Việt");
    const std::string_view unknown = words.text("en", std::string("quiz.") + "nothing");
    EXPECT_EQ(unknown, "quiz.nothing");
    words.text("en", "another.unknown");
    EXPECT_EQ(unknown, "quiz.nothing") << "a view lives as long as the words";
}

TEST_F(WordsOnDisk, APageGetsItsSectionWithTheGapsFilled) {
    write("i18n/vi.json", R"({"phone": {"join": {"title": "Vào chơi", "go": "Tiếp"}}, "phones": {"x": "không phải mục này"}})");
    write("i18n/en.json", R"({"phone": {"join": {"title": "Join"}}})");
    const Words words = load();
    EXPECT_EQ(nlohmann::json::parse(words.section("en", "phone")), nlohmann::json({{"join.title", "Join"}, {"join.go", "Tiếp"}}));
    EXPECT_EQ(words.section("en", "nothing"), "{}");
}

TEST_F(WordsOnDisk, AThirdLanguageIsAFileMore) {
    write("i18n/vi.json", R"({"a": "một"})");
    write("i18n/mww.json", R"({"a": "ib"})");
    EXPECT_EQ(load().text("mww", "a"), "ib");
}

TEST_F(WordsOnDisk, ABrokenLanguageIsNamedAndTheOthersGoOn) {
    write("i18n/vi.json", R"({"a": "một"})");
    write("i18n/en.json", "{\n\"a\": \"one\",\n}");
    const Words words = load();
    EXPECT_FALSE(loaded_);
    EXPECT_THAT(why_, testing::HasSubstr("en.json:2: Dòng 2, cột 11: thừa dấu phẩy"));
    EXPECT_EQ(words.text("en", "a"), "một");
}

TEST_F(WordsOnDisk, WithoutVietnameseNothingWorks) {
    load();
    EXPECT_FALSE(loaded_);
    EXPECT_THAT(why_, testing::HasSubstr("vi.json"));
}

} // namespace
} // namespace kiosk::content
