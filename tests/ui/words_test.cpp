#include "tests/ui/paper.h"

#include <limits>

namespace kiosk::ui::test {
namespace {

class Words : public Paper {
protected:
    void speak(const std::string& lang) {
        StageOptions options = stage_options(1080, Scheme::dark, lang);
        options.text = [](std::string_view key) -> std::string_view {
            if (key == "quiz.of")
                return "Câu {0} trên {1}";
            return key == "quiz.title" ? "Đố vui" : key; // as the host does: the key itself where the word is missing
        };
        open_it(options);
    }
};

TEST_F(Words, numbers_are_written_as_the_language_writes_them) {
    speak("vi");
    EXPECT_EQ(number(9240), "9.240");
    EXPECT_EQ(number(1234567.891, 2), "1.234.567,89");
    speak("en");
    EXPECT_EQ(number(9240), "9,240");
    EXPECT_EQ(number(1234567.891, 2), "1,234,567.89");
}

TEST_F(Words, numbers_at_the_edges) {
    EXPECT_EQ(number(0), "0");
    EXPECT_EQ(number(999), "999");
    EXPECT_EQ(number(1000), "1.000");
    EXPECT_EQ(number(999.5), "1.000");
    EXPECT_EQ(number(-1500), "−1.500");
    EXPECT_EQ(number(-.2), "0") << "no minus before a zero";
    EXPECT_EQ(number(.25, 1), "0,2");
    EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "–");
    EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "–");
    EXPECT_EQ(number(1e300).size(), 401u);
}

TEST_F(Words, a_missing_word_is_seen_as_its_key) {
    speak("vi");
    EXPECT_EQ(tr("quiz.title"), "Đố vui");
    EXPECT_EQ(tr("quiz.unheard_of"), "quiz.unheard_of");
}

TEST_F(Words, the_widgets_have_words_of_their_own_in_both_languages) {
    speak("vi");
    EXPECT_EQ(tr("ui.points"), "điểm");
    speak("en");
    EXPECT_EQ(tr("ui.points"), "points");
    set_lang("vi");
    EXPECT_EQ(tr("ui.points"), "điểm");
}

TEST_F(Words, placeholders_are_filled_and_the_unknown_ones_left_alone) {
    speak("vi");
    EXPECT_EQ(tr("quiz.of", {"7", "12"}), "Câu 7 trên 12");
    EXPECT_EQ(tr("quiz.of", {"7"}), "Câu 7 trên {1}");
    EXPECT_EQ(tr("{", {"7"}), "{");
}

TEST_F(Words, icons_have_names) {
    Icon found{};
    EXPECT_TRUE(icon_by_name("trophy", found));
    EXPECT_EQ(found, Icon::trophy);
    EXPECT_TRUE(icon_by_name("wifi_off", found));
    EXPECT_FALSE(icon_by_name("unicorn", found));
    EXPECT_EQ(found, Icon::wifi_off) << "an unknown name leaves the icon as it was";
}

} // namespace
} // namespace kiosk::ui::test
