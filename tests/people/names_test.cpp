#include "kiosk/people/names.h"

#include "kiosk/base/text.h"

#include <gtest/gtest.h>

#include <set>

namespace kiosk::people {
namespace {

// What check_name says: the name as it stands on the board, or the key of its objection.
std::string verdict(std::string_view raw) {
    auto checked = check_name(raw);
    return checked ? *checked : checked.error().sentence;
}

TEST(Names, ATwoLetterNameJoins) {
    for (const char* name : {"An", "Vũ", "Ý", "Ô", "A", "李", "😀", "Bờ"}) EXPECT_EQ(verdict(name), name);
}

TEST(Names, ComeOutAsTheyStandOnTheBoard) {
    EXPECT_EQ(verdict("  Lê   Thị\tHoa "), "Lê Thị Hoa");
    EXPECT_EQ(verdict("Nguye\u0302\u0303n"), "Nguyễn");
    EXPECT_EQ(verdict("A\u202En"), "An");
}

TEST(Names, AreCountedInLettersAndNotInBytes) {
    EXPECT_EQ(verdict("ếếếếếếếếếếếếếếếếếếếếếếếế"), "ếếếếếếếếếếếếếếếếếếếếếếếế");
    EXPECT_EQ(verdict("ếếếếếếếếếếếếếếếếếếếếếếếếế"), "name.long");
    EXPECT_EQ(verdict("👨‍👩‍👧‍👦 nhà An 👩🏽‍🌾"), "👨‍👩‍👧‍👦 nhà An 👩🏽‍🌾");
    EXPECT_EQ(verdict(std::string(100'000, 'a')), "name.long");
}

TEST(Names, EmptyOrInvisibleIsNoName) {
    for (const char* name : {"", "   ", "\n", "\u200B\u200D", "\u3164", "\u2800"}) EXPECT_EQ(verdict(name), "name.empty");
}

TEST(Names, BytesThatAreNoTextAreRefused) {
    EXPECT_EQ(verdict("An\xFF"), "name.unreadable");
    EXPECT_EQ(verdict(std::string_view("An\0", 3)), "name.unreadable");
}

TEST(Names, AccentsThatRunIntoTheLinesAroundAreRefused) {
    EXPECT_EQ(verdict("Z\u0334\u0328\u033A\u0341a\u0336l\u0335g\u0334o"), "name.unreadable");
    EXPECT_EQ(verdict("\u0301"), "name.unreadable");
}

class Innocent : public testing::TestWithParam<const char*> {};
TEST_P(Innocent, Passes) { EXPECT_EQ(verdict(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(VietnameseNames, Innocent,
                         testing::Values("Đức", "Dũng", "Phúc", "Cúc", "Bưởi", "Bòng Bưởi", "Buoi", "Lồng đèn", "Dung", "Du",
                                         "Dụ", "Di", "Dĩ An", "Điểm", "Diễm", "Diem", "Ngọc Diệp", "Các bạn trẻ",
                                         "Cac ban tre", "Cắc", "Lợn con", "Lớn", "Lộn Xộn", "Long", "Lon Ton", "Đèo Gia",
                                         "Deo", "Phố", "Pho", "Phở", "Cút", "Cụt", "Hiệp Đàm", "Hiep Dam", "Đảm Đang",
                                         "Dam Dang", "Chích Bông", "Nùng", "Hưng", "Cu Tí", "Bu", "Đồ Ngự", "Như Lớn",
                                         "Mẹ May", "Me May", "Mà Mày", "Đi Tiến", "Lo Nam", "Con Đi Học", "Đĩnh", "Đính",
                                         "Đinh", "Địch", "Tít", "Mít", "Đu Đủ", "Đu Quay", "Đủ Mạnh", "Ốc Chó Vườn",
                                         "Súc Sắc", "Thắng", "Ngự Bình", "Sến", "Đỗ Minh", "DM", "D.M.", "CC", "VL",
                                         "Vĩnh Long", "Buổi Sáng", "Đầu Buổi", "Khôn", "Mắt Đây", "Mường Bi", "Pà Cò",
                                         "Bao La"));
INSTANTIATE_TEST_SUITE_P(OtherNamesAndWords, Innocent,
                         testing::Values("Scunthorpe", "Essex", "Sexton", "Dick", "Dickens", "Cockburn", "Hancock", "Nigel",
                                         "Nigeria", "Niger", "Cassandra", "Analytics", "Shitake", "Matsushita", "Bitcoin",
                                         "Pornthip", "Ditmer", "Dumas", "Lonnie", "Zita", "Classic", "Nazir", "An 2011",
                                         "Minh 03", "Tổ 5", "Lớp 12A1", "D17", "K65", "U19", "007", "!!!", "C++", "❤️ An ❤️",
                                         "T.T.T", "Team @ Phú Thọ", "N.V.A"));

class Bad : public testing::TestWithParam<const char*> {};
TEST_P(Bad, IsRefused) { EXPECT_EQ(verdict(GetParam()), "name.bad"); }

INSTANTIATE_TEST_SUITE_P(AsTheyAre, Bad,
                         testing::Values("địt", "Lồn", "con CẶC", "đồ đĩ", "Đụ", "thằng ngu", "Fuck", "you bitch"));
INSTANTIATE_TEST_SUITE_P(WithoutAccents, Bad,
                         testing::Values("dit me", "dit", "con cac", "dau buoi", "đầu buôi", "vai lon", "lon", "du ma"));
INSTANTIATE_TEST_SUITE_P(Decomposed, Bad, testing::Values("lo\u0302\u0300n", "đi\u0323t"));
INSTANTIATE_TEST_SUITE_P(ChatSpelling, Bad,
                         testing::Values("djt me", "kon kak", "đỹ", "zit me", "vkl", "đ.m", "ĐCM", "clgt"));
INSTANTIATE_TEST_SUITE_P(DigitsForLetters, Bad,
                         testing::Values("l0n", "d1t m3", "đ!t", "c4c", "5h1t", "fuck123", "lon2k9", "b!tch"));
INSTANTIATE_TEST_SUITE_P(RepeatedLetters, Bad, testing::Values("lồnnnn", "ddittt", "fuuuuck", "shiiit", "niiigggers"));
INSTANTIATE_TEST_SUITE_P(SpacedOut, Bad,
                         testing::Values("d i t", "l.o.n", "đ ị t", "f-u-c-k", "l ồ n", "lồ n", "F_U_C_K you"));
INSTANTIATE_TEST_SUITE_P(WrittenTogether, Bad, testing::Values("ditme", "concac", "duma", "xxfuckxx", "conkak"));
INSTANTIATE_TEST_SUITE_P(OtherAlphabets, Bad, testing::Values("fuсk", "ｆｕｃｋ", "𝐟𝐮𝐜𝐤", "ѕex", "fúck"));

TEST(FriendlyNames, MayStandOnTheBoardAndDifferForThousands) {
    std::set<std::string> names;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        const std::string name = friendly_name(seed);
        EXPECT_EQ(verdict(name), name);
        EXPECT_LE(text::letters(name), 16u) << name;
        names.insert(name);
    }
    EXPECT_EQ(names.size(), 4000u);
    EXPECT_EQ(verdict(friendly_name(UINT64_MAX)), friendly_name(UINT64_MAX));
}

TEST(FriendlyNames, WhoComesAfterMeHasAnotherFlowerAndAnotherNumber) {
    const auto parts = [](std::uint64_t seed) {
        const std::string name = friendly_name(seed);
        const auto space = name.rfind(' ');
        return std::pair(name.substr(0, space), name.substr(space + 1));
    };
    for (std::uint64_t seed = 1; seed < 500; ++seed) {
        EXPECT_NE(parts(seed).first, parts(seed + 1).first) << seed;
        EXPECT_NE(parts(seed).second, parts(seed + 1).second) << seed;
    }
}

TEST(FriendlyNames, ALargeEventHasOneForEverybody) {
    std::set<std::string> names;
    for (std::uint64_t seed = 0; seed < 46'800; ++seed) names.insert(friendly_name(seed));
    EXPECT_EQ(names.size(), 46'800u);
    EXPECT_EQ(friendly_name(4711), friendly_name(4711));
}

} // namespace
} // namespace kiosk::people
