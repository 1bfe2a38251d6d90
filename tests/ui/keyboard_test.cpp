#include "tests/ui/finger.h"

#include "kiosk/ui/typing.h"

namespace kiosk::ui::test {
namespace {

// The keyboard of 1600 × 500 units at (100, 500): keys are 160 apart and 102 apart, so their places can be named.
class Keyboard : public Finger {
protected:
    static constexpr float kX = 100, kY = 500, kW = 1588, kH = 498, kStepX = 160, kStepY = 102;

    void SetUp() override {
        Finger::SetUp();
        shows([this] {
            text_field(100, 300, 1588, 120, entry_, "Tên của bạn");
            done_ += keyboard("name", kX, kY, kW, kH, entry_);
        });
    }
    void key(float column, int row) {
        tap(kX + column * kStepX + 70, kY + static_cast<float>(row) * kStepY + 40);
        finish();
    }
    void finish() { frame(), frame(); }
    // By its letter on the page of letters.
    void key(char letter) {
        constexpr std::string_view rows[] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};
        constexpr float first[] = {0, 0, .5f, 1.5f};
        for (int row = 0; row < 4; row++)
            if (const auto at = rows[row].find(letter); at != std::string_view::npos)
                return key(first[row] + static_cast<float>(at), row);
        ADD_FAILURE() << "no key " << letter;
    }
    void keys(std::string_view letters) {
        for (const char letter : letters) letter == ' ' ? space() : key(letter);
    }
    void shift() { key(.2f, 3); }
    void backspace() { key(9, 3); }
    void page() { key(.2f, 4); }
    void telex() { key(1.5f, 4); }
    void vni() { key(2.5f, 4); }
    void plain() { key(3.5f, 4); }
    void space() { key(6, 4); }
    void done() { key(8.5f, 4); }
    void plugged_in(std::string_view letters) {
        for (const char letter : letters) ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(letter));
        finish();
    }
    void press(ImGuiKey which) {
        ImGui::GetIO().KeysDown[100 + which] = true;
        frame();
        ImGui::GetIO().KeysDown[100 + which] = false;
        finish();
    }

    TextEntry entry_;
    int done_ = 0;
};

TEST_F(Keyboard, somebody_types_her_name) {
    keys("ddawngj thuys");
    EXPECT_EQ(entry_.text, "Đặng Thuý") << "each word of a name begins with a capital";
    EXPECT_EQ(done_, 0);
    done();
    EXPECT_EQ(done_, 1) << "once";
}

TEST_F(Keyboard, the_first_letter_is_a_capital_unless_shift_says_otherwise) {
    keys("an");
    EXPECT_EQ(entry_.text, "An");
    entry_ = {};
    shift();
    keys("an be");
    EXPECT_EQ(entry_.text, "an be") << "and a word in small letters is followed by one";
    shift();
    keys("k");
    EXPECT_EQ(entry_.text, "an beK");
    EXPECT_FALSE(entry_.shift) << "for one letter";
}

TEST_F(Keyboard, telex_vni_or_neither) {
    vni();
    EXPECT_EQ(entry_.typing, Typing::vni);
    keys("nguye6n4");
    EXPECT_EQ(entry_.text, "Nguyễn");
    entry_ = {};
    plain();
    keys("oops1");
    EXPECT_EQ(entry_.text, "Oops1");
    telex();
    EXPECT_EQ(entry_.typing, Typing::telex);
}

TEST_F(Keyboard, symbols_have_a_page_and_digits_there_are_digits) {
    vni();
    keys("lop");
    page();
    EXPECT_TRUE(entry_.symbols);
    key(0, 0);
    key(0, 1);
    EXPECT_EQ(entry_.text, "Lop1@");
    space();
    EXPECT_FALSE(entry_.symbols) << "a space comes back to the letters";
    page(), page();
    EXPECT_FALSE(entry_.symbols);
}

TEST_F(Keyboard, backspace_takes_a_whole_letter) {
    keys("nguyeenx");
    backspace(), backspace();
    EXPECT_EQ(entry_.text, "Nguy");
    entry_.text = "👨‍👩‍👧";
    backspace();
    EXPECT_EQ(entry_.text, "");
    backspace();
    EXPECT_EQ(entry_.text, "") << "and nothing of nothing";
    EXPECT_TRUE(entry_.shift);
}

TEST_F(Keyboard, backspace_goes_on_while_it_is_held) {
    entry_.text = "Nguyễn Thị Minh Khai";
    touch(kX + 9 * kStepX, kY + 3 * kStepY + 40);
    EXPECT_EQ(letters_in(entry_.text), 19u);
    frame(.2), frame(.2);
    EXPECT_EQ(letters_in(entry_.text), 19u) << "not at once";
    for (int i = 0; i < 60; i++) {
        ASSERT_LE(frame_wish().at, at_ + .5) << "it asks for its own frames";
        frame(.05);
    }
    EXPECT_EQ(entry_.text, "");
    lift();
    finish();
    frames_until_still();
    EXPECT_GT(frame_wish().at, 1e20);
}

TEST_F(Keyboard, more_letters_than_allowed_are_not_taken_but_marks_are) {
    entry_.most = 4;
    keys("huyen");
    EXPECT_EQ(entry_.text, "Huye");
    keys("e");
    EXPECT_EQ(entry_.text, "Huyê");
    keys("j");
    EXPECT_EQ(entry_.text, "Huyệ");
    space();
    EXPECT_EQ(entry_.text, "Huyệ");
    entry_.most = -3; // from nowhere
    backspace();
    keys("a");
    EXPECT_EQ(entry_.text, "Huy");
}

TEST_F(Keyboard, spaces_stay_single) {
    space();
    EXPECT_EQ(entry_.text, "");
    keys("an");
    space(), space();
    EXPECT_EQ(entry_.text, "An ");
}

TEST_F(Keyboard, a_keyboard_of_plastic_counts_too) {
    EXPECT_TRUE(wants_text());
    plugged_in("Nguyeenx");
    EXPECT_EQ(entry_.text, "Nguyễn");
    press(ImGuiKey_Backspace);
    EXPECT_EQ(entry_.text, "Nguyễ");
    press(ImGuiKey_Enter);
    EXPECT_EQ(done_, 1);
    ImGui::GetIO().AddInputCharacter(0xfffd);
    finish();
    EXPECT_EQ(entry_.text, "Nguyễ") << "what could not be read is nothing";
}

TEST_F(Keyboard, below_an_overlay_it_hears_nothing) { // the staff's PIN is nobody's name
    shows([this] {
        hear_keys(false);
        done_ += keyboard("name", kX, kY, kW, kH, entry_);
    });
    EXPECT_FALSE(wants_text());
    plugged_in("2579");
    press(ImGuiKey_Enter);
    EXPECT_EQ(entry_.text, "");
    EXPECT_EQ(done_, 0);
    shows([] {});
    EXPECT_FALSE(wants_text()) << "nor does a screen without one want any";
}

TEST_F(Keyboard, every_key_is_high_enough_and_acts_when_touched) {
    shows([this] { keyboard("low", kX, 100, kW, 10, entry_); }); // a place far too low
    tap(kX + 70, 100 + 4 * (72 + 12) + 60);
    finish();
    EXPECT_TRUE(entry_.symbols) << "the last row is where keys of 72 units put it";
    entry_ = {};
    shows([this] { keyboard("name", kX, kY, kW, kH, entry_); });
    touch(kX + 70, kY + kStepY + 40);
    EXPECT_EQ(entry_.text, "Q");
    lift();
    finish();
    EXPECT_EQ(entry_.text, "Q");
}

TEST_F(Keyboard, a_still_keyboard_asks_for_no_frames) {
    keys("an");
    frames_until_still();
    EXPECT_GT(frame_wish().at, 1e20);
}

TEST_F(Keyboard, a_long_text_shows_its_end_within_the_field) {
    for (const std::string& text : {std::string(), std::string(200, 'm'), std::string("\xff\xfe")}) {
        TextEntry entry{text};
        ImDrawList& list = draw([&] { text_field(300, 300, 500, 100, entry, std::string(300, 'h')); }, at_);
        for (const ImDrawCmd& command : list.CmdBuffer) EXPECT_GE(command.ClipRect.z, 0);
        EXPECT_EQ(list._ClipRectStack.Size, 1);
    }
}

} // namespace
} // namespace kiosk::ui::test
