// Numbers as people type them on a phone, standing in a crowd.
#include "kiosk/privacy/phone_number.h"

#include <gtest/gtest.h>

namespace kiosk::privacy {
namespace {

std::string read(std::string_view typed) {
    const auto number = read_phone_number(typed);
    return number ? *number : number.error().sentence;
}

TEST(PhoneNumber, IsReadHoweverItIsWritten) {
    for (const char* typed :
         {"0912345678", "0912 345 678", "0912.345.678", "0912-345-678", " (0912) 345 678 ", "+84912345678", "+84 912 345 678",
          "84912345678", "0084 912 345 678", "+84 (0)912 345 678", "912345678", "０９１２３４５６７８", "0912\u00A0345\u2013678"})
        EXPECT_EQ(read(typed), "0912345678") << typed;
}

TEST(PhoneNumber, OfEveryMobileNetworkAndOfFixedLines) {
    for (const char* typed : {"0321234567", "0561234567", "0771234567", "0831234567", "0991234567"})
        EXPECT_EQ(read(typed), typed);
    EXPECT_EQ(read("0210 3846 123"), "02103846123");
    EXPECT_EQ(read("+84 24 3824 1234"), "02438241234");
}

TEST(PhoneNumber, ThatIsWrongIsToldHow) {
    EXPECT_EQ(read(""), "privacy.phone_empty");
    EXPECT_EQ(read(" - "), "privacy.phone_empty");
    EXPECT_EQ(read("+84"), "privacy.phone_short");
    EXPECT_EQ(read("không có"), "privacy.phone_letters");
    EXPECT_EQ(read("0912 345 67O"), "privacy.phone_letters");
    EXPECT_EQ(read("091234567"), "privacy.phone_short");
    EXPECT_EQ(read("0912 345 6789"), "privacy.phone_long");
    EXPECT_EQ(read("0168 123 4567"), "privacy.phone_old");
    EXPECT_EQ(read("0412345678"), "privacy.phone_unknown");
    EXPECT_EQ(read("+1 202 555 0142"), "privacy.phone_unknown");
    EXPECT_EQ(read("1234567890"), "privacy.phone_unknown");
    EXPECT_EQ(read(std::string(10'000, '9')), "privacy.phone_long");
    EXPECT_EQ(read("\xFF\xFE"), "privacy.phone_empty") << "no text at all";
}

TEST(PhoneNumber, IsSpacedForPeopleAndSpreadsheets) {
    EXPECT_EQ(spaced("0912345678"), "0912 345 678");
    EXPECT_EQ(spaced("02103846123"), "02103 846 123");
}

} // namespace
} // namespace kiosk::privacy
