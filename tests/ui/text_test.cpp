#include "tests/ui/paper.h"

namespace kiosk::ui::test {
namespace {

// 200 letters, and options of 75: the longest that the content format takes.
constexpr std::string_view kLongQuestion = "Khi nhận được cuộc gọi tự xưng là cán bộ công an yêu cầu chuyển tiền vào tài khoản "
                                           "“tạm giữ” để phục vụ điều tra, người dân nên xử lý "
                                           "thế nào để vừa bảo vệ tài sản vừa giúp cơ quan chức năng ngăn chặn?";
constexpr std::string_view kLongOption = "Chuyển tiền ngay để chứng minh mình vô tội, rồi chờ gọi lại xác nhận nhé bạn";

struct Extent {
    float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
};
Extent extent_of(const ImDrawList& list) {
    Extent e;
    for (const ImDrawVert& v : list.VtxBuffer)
        e = {std::min(e.x0, v.pos.x), std::min(e.y0, v.pos.y), std::max(e.x1, v.pos.x), std::max(e.y1, v.pos.y)};
    return e;
}

class Text : public Paper {};

TEST_F(Text, fit_never_goes_below_its_smallest_size) {
    draw([] {
        for (float w : {60.f, 200.f, 700.f})
            for (float h : {20.f, 90.f, 300.f})
                EXPECT_GE(fit(0, 0, w, h, kLongQuestion, type::h1, 34, theme().text), 34);
    });
}

TEST_F(Text, fit_never_draws_beyond_its_box) {
    for (float w : {150.f, 400.f, 900.f})
        for (float h : {60.f, 160.f, 400.f}) {
            ImDrawList& list = draw([&] { fit(300, 300, w, h, kLongQuestion, type::h2, 24, theme().text); });
            const Extent e = extent_of(list);
            EXPECT_GE(e.x0, 300 - 4) << w << "×" << h;
            EXPECT_LE(e.x1, 300 + w + 4) << w << "×" << h;
            EXPECT_GE(e.y0, 300 - 6) << w << "×" << h;
            EXPECT_LE(e.y1, 300 + h + 6) << w << "×" << h;
        }
}

TEST_F(Text, fit_uses_the_whole_size_where_there_is_room) {
    draw([] { EXPECT_EQ(fit(0, 0, 900, 200, "Sao Mộc", {46, Weight::bold}, 24, theme().text), 46); });
}

TEST_F(Text, fit_size_is_what_fit_uses) {
    draw([] {
        const Type type{70, Weight::black, 1.16f, -1.2f};
        EXPECT_FLOAT_EQ(fit(0, 0, 800, 250, kLongQuestion, type, 30, theme().text), fit_size(800, 250, kLongQuestion, type, 30));
        EXPECT_GT(fit_size(800, 250, kLongQuestion, type, 30), 30) << "a question of 200 letters fits without a cut";
    });
}

TEST_F(Text, the_longest_options_fit_into_the_cards_of_a_4_3_screen_without_a_cut) {
    constexpr std::string_view kOptions[4] = {kLongOption,
                                              "Dừng cuộc gọi, không chuyển tiền, gọi 113 hoặc trình báo công an nơi cư trú",
                                              "Đọc mã OTP cho người gọi để họ kiểm tra xem tài khoản có bị lợi dụng không",
                                              "Nhờ người thân chuyển hộ từ tài khoản khác để không bị truy vết giao dịch ạ"};
    draw(
        [&] {
            for (bool counts : {false, true}) {
                EXPECT_GE(answer_text_size(412, 281, kOptions, counts), 24);
                for (std::string_view option : kOptions) {
                    const std::string_view one[1] = {option};
                    EXPECT_GT(answer_text_size(412, 281, one, counts), 24) << "larger than the smallest: so nothing is cut";
                }
            }
        },
        0, 1024, 768);
}

TEST_F(Text, answers_stay_within_their_card_at_every_mark) {
    for (float w : {412.f, 652.f, 874.f})
        for (float h : {150.f, 281.f})
            for (int count : {-1, 1284})
                for (Mark mark : {Mark::none, Mark::wrong}) {
                    ImDrawList& list = draw([&] { answer(400, 300, w, h, {3, kLongOption, mark, false, count, .61f}); });
                    Extent e; // of what is no shadow: those reach out by design
                    for (int i = 16; i < list.VtxBuffer.Size; i++) {
                        const ImVec2 p = list.VtxBuffer[i].pos;
                        e = {std::min(e.x0, p.x), std::min(e.y0, p.y), std::max(e.x1, p.x), std::max(e.y1, p.y)};
                    }
                    EXPECT_GE(e.x0, 400 - 2);
                    EXPECT_LE(e.x1, 400 + w + 2);
                    EXPECT_GE(e.y0, 300 - 2);
                    EXPECT_LE(e.y1, 300 + h + 2);
                }
}

TEST_F(Text, a_cut_text_ends_in_an_ellipsis_within_its_room) {
    for (float w : {60.f, 140.f, 333.f})
        draw([&] { EXPECT_LE(text_cut(100, 100, w, kLongQuestion, type::label, theme().text), w + .5f); });
    draw([] {
        EXPECT_FLOAT_EQ(text_cut(0, 100, 2000, "Ngắn thôi", type::label, theme().text), measure("Ngắn thôi", type::label));
    });
}

TEST_F(Text, a_paragraph_has_at_most_its_lines_and_says_its_height_beforehand) {
    draw([] {
        const Paragraph two{Align::left, 2, true};
        const float drawn = paragraph(0, 0, 500, kLongQuestion, type::body, theme().text, two);
        EXPECT_FLOAT_EQ(drawn, 2 * type::body.size * type::body.lead);
        EXPECT_FLOAT_EQ(drawn, paragraph_height(500, kLongQuestion, type::body, two));
        EXPECT_GT(paragraph_height(500, kLongQuestion, type::body), drawn);
    });
}

TEST_F(Text, names_typed_as_letters_and_marks_look_like_others) { // NFD and NFC: "Ngu?o?i" on other screens
    const int composed = draw([] { text(0, 100, "Người Việt", type::body, theme().text); }).VtxBuffer.Size;
    const int decomposed =
        draw([] { text(0, 100, "Ngu\u031bo\u031b\u0300i Vie\u0323\u0302t", type::body, theme().text); }).VtxBuffer.Size;
    EXPECT_EQ(composed, decomposed) << "every letter is one glyph: no mark floats beside it";
    EXPECT_NEAR(measure("Người Việt", type::body), measure("Ngu\u031bo\u031b\u0300i Vie\u0323\u0302t", type::body), 1.5f);
}

TEST_F(Text, counters_do_not_tremble) {
    for (const Type& type : {type::number, type::number_l, type::number_xl})
        EXPECT_NEAR(measure("1111", type), measure("4808", type), .1f);
    EXPECT_NE(measure("1111", type::h3), measure("4808", type::h3)) << "running text keeps the digits' own widths";
}

TEST_F(Text, an_emoji_in_a_name_is_drawn_in_its_colours) {
    const ImU32 ink = hex(0x102030);
    ImDrawList& list = draw([&] { text(100, 100, "🚀", type::h3, ink); });
    ASSERT_EQ(list.VtxBuffer.Size, 4);
    EXPECT_EQ(list.VtxBuffer[0].col & 0xffffff, 0xffffffu);
    ImDrawList& plain = draw([&] { text(100, 100, "a", type::h3, ink); });
    EXPECT_EQ(plain.VtxBuffer[0].col, ink);
}

TEST_F(Text, alignment_means_the_point_given) {
    const auto left_edge = [&](Align align) {
        return extent_of(draw([&] { text(500, 100, "HHHH", type::h3, theme().text, align); })).x0;
    };
    const float w = measure("HHHH", type::h3);
    EXPECT_NEAR(left_edge(Align::left) - left_edge(Align::center), w / 2, 1.5f);
    EXPECT_NEAR(left_edge(Align::left) - left_edge(Align::right), w, 1.5f);
}

TEST_F(Text, a_text_that_grows_for_minutes_never_loses_a_letter) { // each frame a new size, none of which is seen again
    double at = 0;
    for (int size = 40; size < 220; size++) {
        ImDrawList& list =
            draw([&] { text(0, 0, "QWERTYUIOPASDFGHJKL", {static_cast<float>(size), Weight::black}, theme().text); }, at += .1);
        ASSERT_EQ(list.VtxBuffer.Size, 19 * 4) << size;
        ASSERT_GT(frame_wish().at, at) << "a frame to make up for one that lacked letters, at " << size;
    }
}

TEST_F(Text, pages_that_fade_into_each_other_keep_all_their_letters) { // beside what was seen before, half of them were missing
    const char* const pages[] = {"QUÉT MÃ ĐỂ CHƠI", "0123456789", "Bạn biết gì về số?", "Hộ kinh doanh và OCOP", "Top 3 hôm nay", "48.219"};
    const auto page = [&](int n) { text(0, 0, pages[n % 6], {190.f + static_cast<float>(n % 6), Weight::black}, theme().text); };
    const auto letters = [&](const std::function<void()>& scene, double at) { return draw(scene, at).VtxBuffer.Size / 4; };
    double at = 0;
    std::vector<int> alone;
    for (int n = 0; n < 6; n++) {
        open_it(stage_options(1080, Scheme::dark));
        alone.push_back(letters([&] { page(n); }, at));
    }
    open_it(stage_options(1080, Scheme::dark));
    for (int n = 0; n < 30; n++) {
        const auto both = static_cast<std::size_t>(n % 6), then = static_cast<std::size_t>((n + 1) % 6);
        EXPECT_EQ(letters([&] { page(n); }, at += .1), alone[both]) << n;
        EXPECT_EQ(letters([&] { page(n), page(n + 1); }, at += .1), alone[both] + alone[then]) << n;
    }
}

TEST_F(Text, a_frame_with_more_letters_than_there_is_room_for_is_not_drawn_over_and_over) {
    const auto too_much = [] {
        for (int size = 300; size < 400; size++) text(0, 0, "QWERTYUIOPASDFGHJKL", {static_cast<float>(size), Weight::black}, theme().text);
    };
    draw(too_much, .1);
    EXPECT_LE(frame_wish().at, .1) << "in an empty rectangle there may be room";
    EXPECT_GT(draw(too_much, .2).VtxBuffer.Size, 0);
    EXPECT_GT(frame_wish().at, .2) << "there is not";
    EXPECT_EQ(draw([&] { text(0, 0, "QWERTY", type::h1, theme().text); }, .3).VtxBuffer.Size, 6 * 4);
}

TEST_F(Text, without_our_fonts_those_of_debian_are_used) {
    StageOptions options = stage_options(1080, Scheme::dark);
    options.font_dir = "/nowhere";
    open_it(options);
    ImDrawList& list = draw([] { text(0, 0, "Nguyễn", type::h1, theme().text); });
    EXPECT_EQ(list.VtxBuffer.Size, 6 * 4);
}

} // namespace
} // namespace kiosk::ui::test
