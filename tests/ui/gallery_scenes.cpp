#include "tests/ui/gallery.h"

#include <kiosk/ui.h>

#include <algorithm>
#include <string>

namespace kiosk::ui::test {
namespace {

constexpr std::string_view kUrl = "HTTP://192.168.1.20:8080/7K4Q";
// 200 letters, and options of 75: the longest that the content format takes.
constexpr std::string_view kLongestQuestion = "Khi nhận được cuộc gọi tự xưng là cán bộ công an yêu cầu chuyển tiền vào tài khoản "
                                           "“tạm giữ” để phục vụ điều tra, người dân nên xử lý "
                                           "thế nào để vừa bảo vệ tài sản vừa giúp cơ quan chức năng ngăn chặn?";
constexpr std::string_view kLongOptions[4] = {"Chuyển tiền ngay để chứng minh mình vô tội, rồi chờ gọi lại xác nhận nhé bạn",
                                              "Dừng cuộc gọi, không chuyển tiền, gọi 113 hoặc trình báo công an nơi cư trú",
                                              "Đọc mã OTP cho người gọi để họ kiểm tra xem tài khoản có bị lợi dụng không",
                                              "Nhờ người thân chuyển hộ từ tài khoản khác để không bị truy vết giao dịch ạ"};
constexpr std::string_view kShortOptions[4] = {"Sao Mộc", "Sao Thổ", "Sao Thiên Vương", "Sao Hải Vương"};

void pills() {
    const Theme& t = theme();
    const Icon question = Icon::question, book = Icon::book, star = Icon::star;
    float x = t.margin;
    x += pill(x, 62, "Câu 7 / 12", fade_to(t.accent, .30f), t.text, &question) + 16;
    x += pill(x, 62, "Khoa học tự nhiên", fade_to(t.accent2, .16f), t.accent2, &book) + 16;
    pill(x, 62, "+500 điểm", fade_to(t.gold, .16f), t.gold, &star);
}

void question(std::string_view title, std::span<const std::string_view> options, int shown, int right) {
    const Theme& t = theme();
    backdrop();
    const float w = stage_width(), side = 396, rx = w - t.margin - side, lw = rx - t.margin - 48;
    pills();
    fit(t.margin, 150, lw, 244, title, {70, Weight::black, 1.16f, -1.2f}, 34, t.text);
    const float top = 418, gap = t.gutter, cw = (lw - gap) / 2, ch = (kStageHeight - t.margin - top - gap) / 2;
    const int counts[4] = {21, 58, 9, 8};
    const float size = answer_text_size(cw, ch, options, shown != 0);
    for (int i = 0; i < 4; i++) {
        AnswerLook look{i, options[static_cast<std::size_t>(i)]};
        if (shown)
            look.count = counts[i], look.fraction = static_cast<float>(counts[i]) / 96;
        if (right >= 0)
            look.mark = i == right ? Mark::right : Mark::wrong;
        look.text_size = size;
        answer(t.margin + static_cast<float>(i & 1) * (cw + gap), top + static_cast<float>(i >> 1) * (ch + gap), cw, ch, look);
    }
    if (right < 0)
        countdown(rx + side / 2, 170, 92, 11.3f, 20);
    const float card_h = join_card(rx, 306, side, kUrl, "7K4Q", true), below = 306 + card_h + gap;
    stat(rx, std::min(below, kStageHeight - t.margin - 116), side, "Đã trả lời", "96 / 128", Icon::users, t.accent2);
}

void short_question() {
    question("Hành tinh nào trong Hệ Mặt Trời có nhiều vệ tinh tự nhiên được xác nhận nhất?", kShortOptions, 0, -1);
}
void reveal() { question("Hành tinh nào trong Hệ Mặt Trời có nhiều vệ tinh tự nhiên được xác nhận nhất?", kShortOptions, 1, 1); }
void long_question() { question(kLongestQuestion, kLongOptions, 0, -1); }
void long_reveal() { question(kLongestQuestion, kLongOptions, 1, 1); }

void eight() {
    const Theme& t = theme();
    backdrop();
    const float gap = t.gutter, cw = (stage_width() - 2 * t.margin - gap) / 2, ch = 160;
    for (int i = 0; i < 8; i++) {
        AnswerLook look{i, kLongOptions[static_cast<std::size_t>(i % 4)]};
        if (i > 3)
            look.count = 120 * i, look.fraction = .1f * static_cast<float>(i);
        answer(t.margin + static_cast<float>(i & 1) * (cw + gap), 72 + static_cast<float>(i >> 1) * (ch + gap), cw, ch, look);
    }
    toast("Mất mạng: điện thoại sẽ tự nối lại, câu trả lời không mất", Icon::wifi_off, t.warn);
}

void board() {
    const Theme& t = theme();
    backdrop();
    const float w = stage_width(), lw = (w - 2 * t.margin) * .5f, rx = t.margin + lw + 48, rw = w - t.margin - rx;
    confetti(t.margin, 170, lw, 520, 40, 3.2f);
    header("Bảng xếp hạng", "Đố vui Khoa học · sau câu 7 / 12", Icon::trophy, t.answer[2].high, t.answer[2].low);
    const Icon users = Icon::users;
    const float pw = pill_width("128 người chơi", true);
    pill(w - t.margin - pw, 74, "128 người chơi", fade_to(t.accent2, .16f), t.accent2, &users);
    const PodiumPlace three[3] = {{1, "Lê Thu Hằng", "THPT Nguyễn Trãi", "9.240"},
                                  {2, "Phạm Đức Huy", "Xã Hòa Bình", "8.815"},
                                  {3, "Trần Bảo Ngọc", "", "8.460"}};
    podium(t.margin, 190, lw, kStageHeight - t.margin - 190, three, 1);
    struct Person {
        const char *name, *unit, *score;
        int moved;
    };
    const Person people[7] = {{"Vũ Đình Khôi", "Phường Trường Thi", "7.930", 0},
                              {"Nguyễn Ánh Dương", "Xã Nghĩa Hưng", "7.715", 3},
                              {"Đặng Quỳnh Như 🚀", "", "7.380", -2},
                              {"Hoàng Gia Bảo", "Phường Nam Định", "6.990", 0},
                              {"Bùi Khánh Linh", "", "6.545", 1},
                              {"Đỗ Minh Quân Nguyễn Phước Tôn", "Xã Ý Yên", "6.120", -1},
                              {"👨‍👩‍👧 nhà Gấu 🐻", "", "5.870", 14}};
    const float top = 190, gap = 16, h = (kStageHeight - t.margin - top - 6 * gap) / 7;
    for (int i = 0; i < 7; i++)
        rank_row(rx, top + static_cast<float>(i) * (h + gap), rw, h,
                 {i + 4, people[i].name, people[i].unit, people[i].score, .86f - .04f * static_cast<float>(i), people[i].moved,
                  true, i == 0});
}

void shared() {
    const Theme& t = theme();
    backdrop();
    header("Chúc mừng!", "Vòng chung kết · 1.284 người chơi", Icon::confetti, t.answer[4].high, t.answer[4].low);
    const PodiumPlace six[6] = {{1, "Nguyễn Thị Ánh Nguyệt", "Trường THPT chuyên Lê Hồng Phong", "9.240"},
                                {1, "Lê Thu Hằng", "Xã Hòa Bình", "9.240"},
                                {2, "Phạm Đức Huy", "", "8.815"},
                                {3, "Trần Bảo Ngọc", "Xã Ý Yên", "8.460"},
                                {3, "Tôn Nữ Quỳnh Nguyễn Phước Hoàng", "", "8.460"},
                                {3, "An", "Lớp 9A", "8.460"}};
    podium(t.margin, 190, stage_width() - 2 * t.margin, kStageHeight - t.margin - 190, six, 1);
}

void home() {
    const Theme& t = theme();
    backdrop();
    const float w = stage_width(), side = w > 1700 ? 380.f : 350.f, rx = w - t.margin - side;
    header("Ngày hội Chuyển đổi số 2025", "Trường THPT Nguyễn Trãi · Hội trường A", Icon::sparkle, t.accent, t.accent2);
    text_mid(w - t.margin, 100, "09:41", type::number_l, t.text, Align::right);
    const Icon bolt = Icon::lightning;
    pill(t.margin, 190, "ĐANG DIỄN RA", fade_to(t.ok, .18f), t.ok, &bolt, 56);
    const bool wide = w > 1700;
    const float room = rx - t.margin - 60, th = wide ? 320 : 180, tops = kStageHeight - 60 - (wide ? th : 2 * th + t.gutter);
    fit(t.margin, 256, room, wide ? 240 : 210, "Quét mã, chọn trò chơi và cùng tỏa sáng!", type::display, 48, t.text);
    paragraph(t.margin, wide ? 516 : 480, room,
              "Đố vui trực tiếp, bình chọn gian hàng và xem ngay kết quả trên màn hình lớn. Không cần cài ứng dụng.", type::lead,
              t.muted, {Align::left, 3, true});
    join_card(rx, 150, side, "http://192.168.1.20:8080", "");
    const int columns = wide ? 4 : 2;
    const float gap = t.gutter, tw = (w - 2 * t.margin - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const TileLook looks[4] = {{"Đố vui trực tiếp", "12 câu hỏi, trả lời bằng điện thoại", "128 người đang chơi", Icon::lightning,
                                t.answer[4].low, t.answer[4].high},
                               {"Gian trưng bày", "24 dự án của học sinh, quét để bình chọn", "1.032 lượt bình chọn",
                                Icon::storefront, t.answer[3].low, t.answer[3].high},
                               {"Bình chọn", "Ý kiến của bạn hiện ngay lập tức", "46 phiếu trong giờ qua", Icon::chart,
                                t.answer[1].low, t.answer[1].high},
                               {"Vòng quay may mắn", "Quay số trúng quà lúc 10:30", "212 người đăng ký", Icon::confetti,
                                t.answer[7].low, t.answer[7].high}};
    for (int i = 0; i < 4; i++) {
        const std::string id(1, static_cast<char>('a' + i));
        tile(id, t.margin + static_cast<float>(i % columns) * (tw + gap), tops + static_cast<float>(i / columns) * (th + gap), tw,
             th, looks[i], i);
    }
}

void type_sheet() {
    const Theme& t = theme();
    backdrop();
    const float w = stage_width() - 2 * t.margin;
    card(t.margin - 20, 40, w + 40, 1000);
    constexpr std::string_view kMarks = "ẤẦẨẪẬ ẮẰẲẴẶ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ Đđ ƯỜNG";
    float y = 56;
    for (const Type& each : {type::h1, type::h2, type::h3, type::body, type::caption}) {
        text(t.margin, y, kMarks.substr(0, each.size > 70 ? 58 : 200), each, t.text);
        y += each.size * each.lead;
    }
    y += paragraph(
        t.margin, y + 6, w * .48f,
        "Nghiêng nghiêng mái lá, ngoằn ngoèo đường quê, khuỷu tay huỵch toẹt; NFD: Ngu\u031bo\u031b\u0300i Vie\u0323\u0302t.",
        type::lead, t.text);
    const float half = t.margin + w * .52f;
    text(half, y - 90, "0123456789 1.111 (đều)", {40, Weight::bold, 1.2f, 0, true}, t.text);
    text(half, y - 40, "0123456789 1.111 (thường)", {40, Weight::bold, 1.2f}, t.muted);
    const float row = y + 30;
    text_cut(t.margin, row + 10, 420, "Một câu quá dài để vừa vào chỗ này nên bị cắt", type::label, t.text);
    text(half, row - 10, "Emoji: 🚀 👨‍👩‍👧 🇻🇳 👍🏽 ❤️ 1️⃣ ☺ ✓ → ₫ € “ngoặc”",
         type::label, t.text);
    for (int i = 0; i <= static_cast<int>(Icon::money); i++)
        icon(t.margin + 28 + static_cast<float>(i % 22) * (w - 40) / 22, row + 76 + static_cast<float>(i / 22) * 60, 46,
             static_cast<Icon>(i), t.text);
    const float low = row + 200;
    for (int i = 0; i < 8; i++) {
        gradient(t.margin + static_cast<float>(i) * 96, low, 84, 84, 20, t.answer[i].high, t.answer[i].low);
        answer_shape(i, t.margin + static_cast<float>(i) * 96 + 42, low + 42, 48, t.answer[i].ink);
    }
    const Icon check = Icon::check;
    button("ok", half + 60, low, 300, 84, "Bắt đầu", &check);
    button("no", half + 380, low, 240, 84, "Để sau", nullptr, false);
    ring(t.margin + 50, low + 150, 40, 10, .7f, t.accent, t.accent2, fade_to(t.text, .12f));
    countdown(t.margin + 190, low + 150, 46, 4.2f, 20);
    countdown(t.margin + 330, low + 150, 46, 8, 20);
    for (int i = 0; i < 4; i++)
        column(t.margin + 430 + static_cast<float>(i) * 44, low + 100, 34, 100, .2f + .25f * static_cast<float>(i),
               t.answer[i].low, t.answer[i].high, 10);
    badge(t.margin + 670, low + 150, 84, Icon::medal, t.accent, t.accent2);
    bar(t.margin + 740, low + 140, w - 1060, 20, .4f, t.accent, t.accent2, fade_to(t.text, .1f));
    stat(t.margin + w - 300, low + 96, 300, "Đang chơi", "1.284", Icon::users, t.ok);
}

void keyboard_page() {
    const Theme& t = theme();
    TextEntry name{"Nguyễn Thị Thuỳ "};
    backdrop();
    const float w = stage_width() - 2 * t.margin;
    const float top = header("Tên của bạn", "Tên này hiện trên bảng xếp hạng", Icon::user, t.accent, t.accent2);
    text_field(t.margin, top + 24, w, 132, name, "Chạm các chữ bên dưới");
    keyboard("name", t.margin, kStageHeight - t.margin - 620, w, 620, name);
}

constexpr Scene kScenes[] = {{"question", short_question}, {"reveal", reveal}, {"long", long_question},
                             {"long-reveal", long_reveal}, {"eight", eight},   {"board", board},
                             {"shared", shared},           {"home", home},     {"type", type_sheet},
                             {"keyboard", keyboard_page}};

} // namespace

std::span<const Scene> scenes() { return kScenes; }

} // namespace kiosk::ui::test
