#include "import/encoding.h"

#include <gtest/gtest.h>

#include <iconv.h>

namespace quiz {
namespace {

// What the programs of others write: `text` in an encoding of theirs.
std::string written_in(const char* encoding, std::string_view text) {
    const iconv_t way = iconv_open(encoding, "UTF-8");
    std::string out(text.size() * 4 + 8, '\0');
    char* in = const_cast<char*>(text.data());
    char* to = out.data();
    std::size_t left = text.size(), room = out.size();
    EXPECT_NE(iconv(way, &in, &left, &to, &room), static_cast<std::size_t>(-1)) << encoding;
    EXPECT_NE(iconv(way, nullptr, nullptr, &to, &room), static_cast<std::size_t>(-1)) << encoding;
    iconv_close(way);
    out.resize(out.size() - room);
    return out;
}

constexpr std::string_view kText =
    "Câu hỏi;Đáp án\nThủ đô của nước Việt Nam là thành phố nào?;Hà Nội\nSông nào dài nhất?;Đà Rằng\n";

TEST(Encoding, EveryOneThatVietnameseFilesComeInIsRead) {
    for (const auto& [encoding, name] : {std::pair{"UTF-8", "UTF-8"}, {"UTF-16LE", "UTF-16LE"}, {"UTF-16BE", "UTF-16BE"},
                                         {"CP1258", "windows-1258"}, {"TCVN5712-1", "TCVN 5712"}}) {
        const auto read = decode(written_in(encoding, kText));
        ASSERT_TRUE(read) << encoding;
        EXPECT_EQ(read->text, kText);
        EXPECT_EQ(read->encoding, name);
    }
}

TEST(Encoding, AByteOrderMarkIsTakenAndNotRead) {
    for (const auto& [encoding, mark] :
         {std::pair{"UTF-8", "\xEF\xBB\xBF"}, {"UTF-16LE", "\xFF\xFE"}, {"UTF-16BE", "\xFE\xFF"}}) {
        const auto read = decode(mark + written_in(encoding, kText));
        ASSERT_TRUE(read) << encoding;
        EXPECT_EQ(read->text, kText);
        EXPECT_EQ(read->encoding, encoding);
        const auto nothing = decode(mark);
        ASSERT_TRUE(nothing) << encoding;
        EXPECT_EQ(nothing->text, "");
    }
}

TEST(Encoding, ASecondMarkIsNoText) {
    for (const std::string_view twice : {std::string_view("\xEF\xBB\xBF\xEF\xBB\xBF"
                                                          "Huế"),
                                         std::string_view("\xFE\xFF\xFE\xFF\0H\0u", 8)}) {
        const auto read = decode(twice);
        ASSERT_TRUE(read);
        EXPECT_EQ(read->text.substr(0, 2), "Hu");
    }
}

TEST(Encoding, TheOldEncodingsAreToldApartByAFewWords) {
    for (const std::string_view words : {"Đúng", "Sai rồi", "Huế", "Câu 1: Hà Nội", "CÂU HỎI", "“Chuyển đổi số” – là gì…"}) {
        const auto windows = decode(written_in("CP1258", words));
        ASSERT_TRUE(windows) << words;
        EXPECT_EQ(windows->text, words) << windows->encoding;
    }
    for (const std::string_view words : {"Đúng", "Sai rồi", "Huế", "Câu 1: Hà Nội", "Chuyển đổi số là gì?"}) {
        const auto tcvn = decode(written_in("TCVN5712-1", words));
        ASSERT_TRUE(tcvn) << words;
        EXPECT_EQ(tcvn->text, words) << tcvn->encoding;
    }
}

TEST(Encoding, LettersTakenApartByAMacArePutTogether) {
    const auto read = decode("Ho\xCC\x89i \xC4\x91u\xCC\x9B\xC6\xA1\xCC\xA3" "c"); // Hỏi được
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, "Hỏi được");
}

TEST(Encoding, APieceEndsWhereNothingComposes) {
    std::string apart, whole;
    for (int i = 0; i < 60'000; ++i) {
        apart += "e\xCC\x82\xCC\x81"; // ế, without an ASCII neighbour for 300 kB
        whole += "ế";
    }
    const auto read = decode(apart + "ab" + apart);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, whole + "ab" + whole);
}

TEST(Encoding, LinesOfEverySystemEndByLf) {
    const auto read = decode("Windows\r\nUnix\nold Mac\rblank\r\r\nend\r");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, "Windows\nUnix\nold Mac\nblank\n\nend\n");
}

TEST(Encoding, WhatIsNoTextIsNotRead) {
    using namespace std::string_literals;
    EXPECT_FALSE(decode("Huế\0Đà Nẵng"s)) << "a NUL in UTF-8";
    EXPECT_FALSE(decode("\xEF\xBB\xBF\xFF\xFE"s)) << "marked as UTF-8, which it is not";
    EXPECT_FALSE(decode("\xFF\xFE\x3D\xD8\x41\0"s)) << "half of a surrogate pair";
    EXPECT_FALSE(decode("\xFF\xFE\x41\0\0\0"s)) << "a NUL in UTF-16";
    EXPECT_FALSE(decode("\xFF\xFE\x41"s)) << "half a letter";
    EXPECT_FALSE(decode("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s)) << "a picture";
    const auto empty = decode("");
    ASSERT_TRUE(empty);
    EXPECT_EQ(empty->text, "");
}

} // namespace
} // namespace quiz
