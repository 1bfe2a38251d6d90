// People type their names at the touch screen. Each line: what they mean, the keys in Telex, the keys in VNI.
#include "kiosk/ui/typing.h"

#include <gtest/gtest.h>
#include <utf8proc.h>

#include <cstdlib>
#include <string>

namespace kiosk::ui::test {
namespace {

std::string type(std::string_view keys, Typing how, std::string text = {}) {
    for (std::size_t at = 0; at < keys.size();) {
        utf8proc_int32_t code = 0;
        at += static_cast<std::size_t>(utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(keys.data()) + at,
                                                        static_cast<utf8proc_ssize_t>(keys.size() - at), &code));
        text = typed(text, static_cast<char32_t>(code), how);
    }
    return text;
}
std::string telex(std::string_view keys) { return type(keys, Typing::telex); }
std::string vni(std::string_view keys) { return type(keys, Typing::vni); }

struct Word {
    const char *meant, *telex, *vni;
};

constexpr Word kNames[] = {
    {"Nguyễn", "Nguyeenx", "Nguye6n4"},
    {"Trần", "Traanf", "Tra6n2"},
    {"Lê", "Lee", "Le6"},
    {"Phạm", "Phamj", "Pham5"},
    {"Hoàng", "Hoangf", "Hoang2"},
    {"Huỳnh", "Huynhf", "Huynh2"},
    {"Phượng", "Phuwowngj", "Phu7o7ng5"},
    {"Vũ", "Vux", "Vu4"},
    {"Võ", "Vox", "Vo4"},
    {"Đặng", "DDawngj", "D9a8ng5"},
    {"Thuý", "Thuys", "Thuy1"},
    {"Bùi", "Buif", "Bui2"},
    {"Đỗ", "DDoox", "D9o64"},
    {"Hồ", "Hoof", "Ho62"},
    {"Ngô", "Ngoo", "Ngo6"},
    {"Dương", "Duwowng", "Du7o7ng"},
    {"Lý", "Lys", "Ly1"},
    {"Khuê", "Khuee", "Khue6"},
    {"Quyên", "Quyeen", "Quye6n"},
    {"Giang", "Giang", "Giang"},
    {"Yến", "Yeens", "Ye6n1"},
    {"Oanh", "Oanh", "Oanh"},
    {"Thị", "Thij", "Thi5"},
    {"Hằng", "Hawngf", "Ha8ng2"},
    {"Ngọc", "Ngocj", "Ngoc5"},
    {"Ánh", "Anhs", "Anh1"},
    {"Nguyệt", "Nguyeetj", "Nguye6t5"},
    {"Quỳnh", "Quynhf", "Quynh2"},
    {"Như", "Nhuw", "Nhu7"},
    {"Tuấn", "Tuaans", "Tua6n1"},
    {"Đức", "DDuwcs", "D9u7c1"},
    {"Hiếu", "Hieeus", "Hie6u1"},
    {"Thảo", "Thaor", "Thao3"},
    {"Phúc", "Phucs", "Phuc1"},
    {"Khôi", "Khooi", "Kho6i"},
    {"Bảo", "Baor", "Bao3"},
    {"Châu", "Chaau", "Cha6u"},
    {"Uyên", "Uyeen", "Uye6n"},
    {"Thuỷ", "Thuyr", "Thuy3"},
    {"Tường", "Tuwowngf", "Tu7o7ng2"},
    {"Ý", "Ys", "Y1"},
    {"Yên", "Yeen", "Ye6n"},
    {"Ái", "Ais", "Ai1"},
    {"Úc", "Ucs", "Uc1"},
    {"Diệu", "Dieeuj", "Die6u5"},
    {"Tâm", "Taam", "Ta6m"},
    {"Nghĩa", "Nghiax", "Nghia4"},
    {"Quý", "Quys", "Quy1"},
    {"Quốc", "Quoocs", "Quo6c1"},
    {"Gấu", "Gaaus", "Ga6u1"},
    {"Krông", "Kroong", "Kro6ng"},
    {"Đắk", "DDawks", "D9a8k1"},
};

constexpr Word kWords[] = {
    {"tiếng", "tieengs", "tie6ng1"},
    {"Việt", "Vieetj", "Vie6t5"},
    {"hoà", "hoaf", "hoa2"},
    {"hoè", "hoef", "hoe2"},
    {"uý", "uys", "uy1"},
    {"quốc", "quoocs", "quo6c1"},
    {"giá", "gias", "gia1"},
    {"gì", "gif", "gi2"},
    {"giếng", "gieengs", "gie6ng1"},
    {"giữ", "giuwx", "giu74"},
    {"gìn", "ginf", "gin2"},
    {"quả", "quar", "qua3"},
    {"quạ", "quaj", "qua5"},
    {"quần", "quaanf", "qua6n2"},
    {"quặng", "quawngj", "qua8ng5"},
    {"quở", "quowr", "quo73"},
    {"quyết", "quyeets", "quye6t1"},
    {"khuya", "khuya", "khuya"},
    {"khuỷu", "khuyur", "khuyu3"},
    {"huỵch", "huychj", "huych5"},
    {"uống", "uoongs", "uo6ng1"},
    {"ước", "uwowcs", "u7o7c1"},
    {"người", "nguwowif", "ngu7o7i2"},
    {"rượu", "ruwowuj", "ru7o7u5"},
    {"hươu", "huwowu", "hu7o7u"},
    {"thuở", "thuowr", "thuo73"},
    {"huơ", "huow", "huo7"},
    {"mùa", "muaf", "mua2"},
    {"mưa", "muwa", "mu7a"},
    {"mía", "mias", "mia1"},
    {"của", "cuar", "cua3"},
    {"cửa", "cuwar", "cu7a3"},
    {"lửa", "luwar", "lu7a3"},
    {"hoặc", "hoawcj", "hoa8c5"},
    {"xoắn", "xoawns", "xoa8n1"},
    {"ngoằn", "ngoawnf", "ngoa8n2"},
    {"ngoèo", "ngoeof", "ngoeo2"},
    {"khoẻ", "khoer", "khoe3"},
    {"xoài", "xoaif", "xoai2"},
    {"xoáy", "xoays", "xoay1"},
    {"ngoáo", "ngoaos", "ngoao1"},
    {"tuần", "tuaanf", "tua6n2"},
    {"xuân", "xuaan", "xua6n"},
    {"khuấy", "khuaays", "khua6y1"},
    {"tuyển", "tuyeenr", "tuye6n3"},
    {"tuỳ", "tuyf", "tuy2"},
    {"luỹ", "luyx", "luy4"},
    {"huệ", "hueej", "hue65"},
    {"thuế", "thuees", "thue61"},
    {"nghiêng", "nghieeng", "nghie6ng"},
    {"yêu", "yeeu", "ye6u"},
    {"yếu", "yeeus", "ye6u1"},
    {"iểu", "ieeur", "ie6u3"},
    {"chiều", "chieeuf", "chie6u2"},
    {"đường", "dduwowngf", "d9u7o7ng2"},
    {"đất", "ddaats", "d9a6t1"},
    {"đẹp", "ddepj", "d9ep5"},
    {"được", "dduwowcj", "d9u7o7c5"},
    {"lưu", "luwu", "lu7u"},
    {"hữu", "huwux", "hu7u4"},
    {"bưởi", "buwowir", "bu7o7i3"},
    {"muối", "muoois", "muo6i1"},
    {"nuôi", "nuooi", "nuo6i"},
    {"cối", "coois", "co6i1"},
    {"mới", "mowis", "mo7i1"},
    {"ngửi", "nguwir", "ngu7i3"},
    {"vui", "vui", "vui"},
    {"díu", "dijus", "di5u1"}, // the last tone counts
    {"kêu", "keeu", "ke6u"},
    {"kẹo", "keoj", "keo5"},
    {"cây", "caay", "ca6y"},
    {"cày", "cayf", "cay2"},
    {"câu", "caau", "ca6u"},
    {"chào", "chaof", "chao2"},
    {"xoong", "xooong", "xoong"},
    {"soóc", "sooocs", "sooc1"},
    {"phở", "phowr", "pho73"},
    {"bánh", "banhs", "banh1"},
    {"mì", "mif", "mi2"},
    {"nghệ", "ngheej", "nghe65"},
    {"thuật", "thuaatj", "thua6t5"},
    {"trường", "truwowngf", "tru7o7ng2"},
    {"phường", "phuwowngf", "phu7o7ng2"},
    {"huyện", "huyeenj", "huye6n5"},
    {"xã", "xax", "xa4"},
    {"kỹ", "kyx", "ky4"},
    {"kĩ", "kix", "ki4"},
    {"số", "soos", "so61"},
    {"chuyển", "chuyeenr", "chuye6n3"},
    {"đổi", "ddooir", "d9o6i3"},
    {"ứng", "uwngs", "u7ng1"},
    {"dụng", "dungj", "dung5"},
    {"kiểm", "kieemr", "kie6m3"},
    {"tra", "tra", "tra"},
    {"bằng", "bawngf", "ba8ng2"},
    {"điện", "ddieenj", "d9ie6n5"},
    {"thoại", "thoaij", "thoai5"},
};

TEST(Typing, names_are_written_as_their_people_write_them) {
    for (const Word& word : kNames) {
        EXPECT_EQ(telex(word.telex), word.meant) << word.telex;
        EXPECT_EQ(vni(word.vni), word.meant) << word.vni;
    }
}

TEST(Typing, words_too) {
    for (const Word& word : kWords) {
        EXPECT_EQ(telex(word.telex), word.meant) << word.telex;
        EXPECT_EQ(vni(word.vni), word.meant) << word.vni;
    }
    EXPECT_GE(std::size(kNames) + std::size(kWords), 120u);
}

TEST(Typing, a_whole_name_with_its_spaces) {
    EXPECT_EQ(telex("Nguyeenx Thij AAnh Nguyeetj"), "Nguyễn Thị Ânh Nguyệt");
    EXPECT_EQ(telex("DDawngj Thuys"), "Đặng Thuý");
    EXPECT_EQ(vni("Tra6n2 Quo6c1 Tua6n1 9A"), "Trần Quốc Tuấn 9A") << "digits count as marks only after letters";
    EXPECT_EQ(telex("Lowps 12A"), "Lớp 12A");
}

TEST(Typing, marks_may_come_wherever_the_hand_is) {
    for (const char* keys : {"tieengs", "tieesng", "tiengse", "tiesnge", "tienges", "tieengszs"})
        EXPECT_EQ(telex(keys), "tiếng") << keys;
    for (const char* keys : {"nguyeenx", "nguyenxe", "nguyexne", "nguyenex"}) EXPECT_EQ(telex(keys), "nguyễn") << keys;
    for (const char* keys : {"phuwowngj", "phuowngj", "phuongwj", "phuwongj", "phuongjw", "phuojngw"})
        EXPECT_EQ(telex(keys), "phượng") << keys;
    for (const char* keys : {"dduwowngf", "duwowngdf", "duowngfd", "ddwowngf"}) EXPECT_EQ(telex(keys), "đường") << keys;
    for (const char* keys : {"thuowng", "thuongw", "thuwowng", "thuwong", "thwowng"}) EXPECT_EQ(telex(keys), "thương") << keys;
    for (const char* keys : {"ngu7o72i", "nguoi72", "nguoi27", "ngu7oi2", "nguo7i2"}) EXPECT_EQ(vni(keys), "người") << keys;
    for (const char* keys : {"d9a8ng5", "dang859", "dang958", "da8ng59"}) EXPECT_EQ(vni(keys), "đặng") << keys;
}

TEST(Typing, the_tone_moves_as_the_syllable_grows) {
    EXPECT_EQ(telex("hof"), "hò");
    EXPECT_EQ(telex("hofa"), "hoà");
    EXPECT_EQ(telex("hofan"), "hoàn");
    EXPECT_EQ(telex("muasn"), "muán");
    EXPECT_EQ(telex("muasna"), "muấn");
    EXPECT_EQ(telex("gis"), "gí");
    EXPECT_EQ(telex("gisa"), "giá");
    EXPECT_EQ(telex("qus"), "qú");
    EXPECT_EQ(telex("qusy"), "quý");
    EXPECT_EQ(telex("thus"), "thú");
    EXPECT_EQ(telex("thusy"), "thuý");
    EXPECT_EQ(telex("khuyru"), "khuỷu");
    EXPECT_EQ(telex("toafn"), "toàn");
}

TEST(Typing, a_mark_typed_twice_is_undone) {
    const struct {
        const char *keys, *left;
    } both[] = {
        {"ass", "as"},
        {"aff", "af"},
        {"arr", "ar"},
        {"axx", "ax"},
        {"ajj", "aj"},
        {"aaa", "aa"},
        {"eee", "ee"},
        {"ooo", "oo"},
        {"ddd", "dd"},
        {"uww", "w"},
        {"tuww", "tuw"},
        {"oww", "ow"},
        {"aww", "aw"},
        {"ww", "w"},
        {"WW", "W"},
        {"uoww", "uow"},
        {"cass", "cas"},
        {"tesst", "test"},
        {"casst", "cast"},
        {"foto", "foto"},
        {"dâta", "data"},
        {"dataa", "data"},
        {"dandd", "dand"},
        {"muwaw", "muaw"},
        {"luwuw", "luuw"},
        {"tieengss", "tiêngs"},
        {"nguyeenxx", "nguyênx"},
    };
    for (const auto& each : both) EXPECT_EQ(telex(each.keys), each.left) << each.keys;
    EXPECT_EQ(vni("a11"), "a1");
    EXPECT_EQ(vni("a66"), "a6");
    EXPECT_EQ(vni("o77"), "o7");
    EXPECT_EQ(vni("a88"), "a8");
    EXPECT_EQ(vni("d99"), "d9");
    EXPECT_EQ(vni("A111"), "A11") << "and once undone the digits are digits";
    EXPECT_EQ(telex("asss"), "ass") << "and once undone the letters are letters";
}

TEST(Typing, z_and_0_take_the_tone_away_and_another_tone_takes_its_place) {
    EXPECT_EQ(telex("tieengsz"), "tiêng");
    EXPECT_EQ(vni("tie6ng10"), "tiêng");
    EXPECT_EQ(telex("hoafs"), "hoá");
    EXPECT_EQ(telex("maz"), "maz") << "no tone, so it is a letter";
    EXPECT_EQ(vni("ma0"), "ma0");
}

TEST(Typing, a_hat_becomes_a_horn_and_back) {
    EXPECT_EQ(telex("toow"), "tơ");
    EXPECT_EQ(telex("towo"), "tô");
    EXPECT_EQ(telex("taaw"), "tă");
    EXPECT_EQ(telex("tawa"), "tâ");
    EXPECT_EQ(telex("muwowno"), "muôn");
    EXPECT_EQ(telex("muoonw"), "mươn");
    EXPECT_EQ(vni("to67"), "tơ");
    EXPECT_EQ(vni("ta68"), "tă");
}

TEST(Typing, capitals_stay) {
    EXPECT_EQ(telex("TIEENGS"), "TIẾNG");
    EXPECT_EQ(telex("DDAWNGJ"), "ĐẶNG");
    EXPECT_EQ(telex("Dd"), "Đ");
    EXPECT_EQ(telex("dD"), "đ");
    EXPECT_EQ(telex("W"), "Ư");
    EXPECT_EQ(telex("THW"), "THƯ");
    EXPECT_EQ(telex("Aas"), "Ấ");
    EXPECT_EQ(telex("OAnhs"), "OÁnh");
    EXPECT_EQ(vni("NGUYE6N4"), "NGUYỄN");
}

TEST(Typing, w_alone_is_u_with_a_horn) {
    EXPECT_EQ(telex("w"), "ư");
    EXPECT_EQ(telex("tw"), "tư");
    EXPECT_EQ(telex("nhwngx"), "những");
    EXPECT_EQ(telex("uw"), "ư");
    EXPECT_EQ(telex("ow"), "ơ");
    EXPECT_EQ(telex("aw"), "ă");
    EXPECT_EQ(telex("uow"), "ươ");
}

TEST(Typing, words_that_are_none_of_ours_are_left_alone) {
    for (const char* word : {"Facebook",  "Zalo",   "Jack",   "Jessica", "Flask", "Python", "Tube", "iPhone", "show", "new",
                             "blog",      "Excel",  "Chrome", "Github",  "SQL",   "HTML",   "text", "next",   "blue", "friend",
                             "Bluetooth", "Spring", "class",  "add",     "left",  "PERT",   "soft", "gift",   "art"})
        EXPECT_EQ(telex(word), word);
    for (const char* word : {"B2", "F16", "Zalo1", "MP3", "4K"}) EXPECT_EQ(vni(word), word);
}

TEST(Typing, abbreviations_have_their_stroke) {
    EXPECT_EQ(telex("HDDND"), "HĐND");
    EXPECT_EQ(telex("DDH"), "ĐH");
    EXPECT_EQ(telex("BCDD"), "BCĐ");
    EXPECT_EQ(telex("BCDDD"), "BCDD");
    EXPECT_EQ(vni("HD9ND"), "HĐND");
}

TEST(Typing, a_syllable_that_ends_in_a_stop_takes_two_tones_only) {
    EXPECT_EQ(telex("cats"), "cát");
    EXPECT_EQ(telex("catj"), "cạt");
    EXPECT_EQ(telex("catf"), "catf");
    EXPECT_EQ(telex("sachr"), "sachr");
    EXPECT_EQ(telex("carc"), "carc") << "the tone was a letter, as in text";
    EXPECT_EQ(vni("cat2"), "cat2");
}

TEST(Typing, plain_typing_changes_nothing) {
    EXPECT_EQ(type("Nguyeenx ass DDo 9", Typing::plain), "Nguyeenx ass DDo 9");
    EXPECT_EQ(type("oas1", Typing::plain, "Đặng Th"), "Đặng Thoas1");
}

TEST(Typing, what_comes_out_is_composed) {
    EXPECT_EQ(typed("tie\xcc\x82", U's', Typing::telex), "tiế") << "a text that came apart is put together";
    EXPECT_EQ(typed("e", U'\u0302', Typing::plain), "ê") << "a keyboard of the Vietnamese layout sends marks as letters";
    EXPECT_EQ(typed("ê", U'\u0301', Typing::telex), "ế");
    EXPECT_EQ(type("ễ", Typing::telex, "Nguy"), "Nguyễ");
}

TEST(Typing, keys_that_are_no_letters_do_nothing_and_bad_bytes_stay) {
    EXPECT_EQ(typed("An", U'\b', Typing::telex), "An");
    EXPECT_EQ(typed("An", U'\r', Typing::telex), "An");
    EXPECT_EQ(typed("An", static_cast<char32_t>(0xd800), Typing::telex), "An");
    EXPECT_EQ(typed("An", static_cast<char32_t>(0x110000), Typing::telex), "An");
    EXPECT_EQ(typed("\xff", U'a', Typing::telex), "\xff"
                                                  "a");
    EXPECT_EQ(typed("", U's', Typing::telex), "s");
    EXPECT_EQ(typed("", U'1', Typing::vni), "1");
    const std::string much(5000, 'a');
    EXPECT_EQ(typed(much, U's', Typing::telex), much + "s") << "no syllable is that long";
}

TEST(Typing, every_two_keys_after_every_word_leave_something_sound) { // nothing hangs, nothing comes apart
    constexpr std::string_view keys = "abcdefghijklmnopqrstuvwxyz0123456789 .ZAW";
    for (const char* word : {"", "ă", "Quyết", "giếng", "thuở", "khuỷu", "ĐƯỜNG", "xoong", "An ", "tẽ"})
        for (const Typing how : {Typing::telex, Typing::vni})
            for (const char one : keys)
                for (const char two : keys) {
                    const std::string text = typed(typed(word, static_cast<char32_t>(one), how), static_cast<char32_t>(two), how);
                    ASSERT_EQ(typed(text, U'\b', how), text) << "already composed";
                    ASSERT_LE(letters_in(text), letters_in(word) + 3) << word << one << two;
                }
}

TEST(Typing, backspace_takes_a_letter_with_all_its_marks) {
    EXPECT_EQ(without_last("Nguyễ"), "Nguy");
    EXPECT_EQ(without_last("An 🚀"), "An ");
    EXPECT_EQ(without_last("👨‍👩‍👧"), "");
    EXPECT_EQ(without_last("e\xcc\x82\xcc\x81"), "");
    EXPECT_EQ(without_last(""), "");
    EXPECT_EQ(letters_in("Nguyễn 👨‍👩‍👧"), 8u);
    EXPECT_EQ(letters_in(""), 0u);
    EXPECT_TRUE(begins_with_capital("Đặng"));
    EXPECT_FALSE(begins_with_capital("đặng"));
    EXPECT_FALSE(begins_with_capital(""));
}

} // namespace
} // namespace kiosk::ui::test
