#include "tests/ui/paper.h"

#include "kiosk/ui/lines.h"

namespace kiosk::ui::test {
namespace {

constexpr Type kType{30, Weight::bold, 1.2f};
constexpr std::string_view kQuestion = "Khi nhận được cuộc gọi tự xưng là cán bộ công an yêu cầu chuyển tiền, người dân nên làm "
                                       "gì để vừa bảo vệ tài sản vừa giúp điều tra?";

class Lines : public Paper {
protected:
    Wrapped broken(std::string_view text, float width, const Type& type = kType) {
        Wrapped out;
        wrap(shaper_.shape(text, type.weight, type.tabular), text, type, width, out);
        return out;
    }
    Wrapped balanced(std::string_view text, float width, const Type& type = kType) {
        Wrapped out = broken(text, width, type);
        balance(shaper_.shape(text, type.weight, type.tabular), text, type, width, out);
        return out;
    }
    static std::vector<std::string> words(const Wrapped& wrapped, std::string_view text) {
        std::vector<std::string> out;
        for (const Line& line : wrapped.lines)
            out.emplace_back(text.substr(line.begin, line.end - line.begin));
        return out;
    }
    void SetUp() override {
        Paper::SetUp();
        std::string error;
        ASSERT_TRUE(fonts_.open(stage_options(1080, Scheme::dark).font_dir, error)) << error;
    }

private:
    Fonts fonts_;
    Shaper shaper_{fonts_};
};

TEST_F(Lines, every_line_is_within_the_width_and_no_letter_is_lost) {
    for (float width : {120.f, 333.f, 500.f, 900.f, 4000.f}) {
        const Wrapped wrapped = broken(kQuestion, width);
        std::string together;
        for (const std::string& line : words(wrapped, kQuestion))
            together += (together.empty() ? "" : " ") + line;
        EXPECT_EQ(together, kQuestion);
        EXPECT_LE(wrapped.width(), width + .1f);
        EXPECT_FALSE(wrapped.word_broken);
    }
}

TEST_F(Lines, a_text_fits_into_its_own_measure) {
    for (std::string_view text : {"Quét để tham gia", "Ừ", "ƯỜNG ơi"})
        EXPECT_EQ(broken(text, measure(text, kType)).lines.size(), 1u) << text;
}

TEST_F(Lines, the_width_of_a_line_is_what_is_drawn) {
    const Wrapped wrapped = broken(kQuestion, 500);
    for (std::size_t i = 0; i < wrapped.lines.size(); i++)
        EXPECT_NEAR(wrapped.lines[i].width, measure(words(wrapped, kQuestion)[i], kType), .6f);
}

TEST_F(Lines, two_syllables_tied_by_nbsp_stay_together) {
    const std::string_view text = "một hai ba Việt\u00a0Nam";
    const float width = measure("một hai ba Việt", kType) + 2;
    EXPECT_EQ(words(broken(text, width), text), (std::vector<std::string>{"một hai ba", "Việt\u00a0Nam"}));
}

TEST_F(Lines, a_line_break_of_the_author_is_kept_even_an_empty_line) {
    EXPECT_EQ(words(broken("a\n\nb\n", 900), "a\n\nb\n"), (std::vector<std::string>{"a", "", "b", ""}));
}

TEST_F(Lines, an_empty_text_is_one_empty_line) {
    EXPECT_EQ(broken("", 900).lines.size(), 1u);
    EXPECT_EQ(words(broken("   ", 900), "   "), (std::vector<std::string>{""}));
}

TEST_F(Lines, a_word_wider_than_the_box_is_broken_between_letters_never_within_one) {
    const std::string_view text =
        "nghiêngnghiêngnghiêngnghiêng👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧ệệệệệệệệệ";
    const Wrapped wrapped = broken(text, 110);
    EXPECT_TRUE(wrapped.word_broken);
    EXPECT_GT(wrapped.lines.size(), 3u);
    EXPECT_LE(wrapped.width(), 110.1f);
    for (const std::string& line : words(wrapped, text)) {
        EXPECT_NE(static_cast<unsigned char>(line.front()) & 0xc0, 0x80) << "a line begins within a letter";
        EXPECT_NE(line.substr(0, 3), "\u200d") << "a family is torn apart";
    }
}

TEST_F(Lines, even_a_box_narrower_than_a_letter_ends) { EXPECT_EQ(broken("abc", 1).lines.size(), 3u); }

TEST_F(Lines, an_address_may_break_at_its_slash_a_date_may_not) {
    const std::string_view address = "dichvucong/quocgia", date = "ngay 24/12";
    EXPECT_EQ(words(broken(address, measure("dichvucong/quoc", kType)), address),
              (std::vector<std::string>{"dichvucong/", "quocgia"}));
    EXPECT_EQ(words(broken(date, measure("ngay 24/", kType)), date), (std::vector<std::string>{"ngay", "24/12"}));
}

TEST_F(Lines, balanced_headings_have_as_many_lines_and_no_lonely_last_word) {
    const std::string_view text = "Hành tinh nào trong Hệ Mặt Trời có nhiều vệ tinh tự nhiên nhất?";
    const float width = measure("Hành tinh nào trong Hệ Mặt Trời có nhiều vệ tinh tự nhiên", kType) + 3;
    const Wrapped greedy = broken(text, width), even = balanced(text, width);
    ASSERT_EQ(greedy.lines.size(), 2u);
    EXPECT_EQ(words(greedy, text).back(), "nhất?");
    ASSERT_EQ(even.lines.size(), 2u);
    EXPECT_GT(even.lines.back().width, even.lines.front().width * .6f);
    EXPECT_LE(even.width(), width);
}

TEST_F(Lines, balance_keeps_what_the_author_broke) {
    const std::string_view text = "a b c d e f g\nh";
    EXPECT_EQ(words(balanced(text, 900), text), words(broken(text, 900), text));
}

TEST_F(Lines, no_bytes_break_it) {
    for (std::string_view text : {"\xff\xfe abc \xc3", "\xe1\xba", "\xf0\x9f\x9a", "a\xcc\x81\xcc\x81\xcc\x81"})
        EXPECT_GE(broken(text, 60).lines.size(), 1u);
}

} // namespace
} // namespace kiosk::ui::test
