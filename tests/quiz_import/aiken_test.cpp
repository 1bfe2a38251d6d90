#include "reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Aiken, AQuestionAsMoodleWritesIt) {
    const auto import =
        read_aiken(named("dia-ly.txt"), lines({"Thủ đô của Việt Nam?", "A) Huế", "B. Hà Nội", "  C)   Đà Nẵng  ", "ANSWER: B", "",
                                               "2 < 3 & 4 > 1?", "A) <b>Có</b>", "B) Không", "ANSWER: A"}));
    EXPECT_THAT(import.notes, IsEmpty());
    ASSERT_TRUE(import.bank);
    ASSERT_EQ(import.bank->questions.size(), 2u);
    EXPECT_EQ(import.bank->id, "dia-ly");
    const Question& first = import.bank->questions[0];
    EXPECT_EQ(first.type, Type::single);
    EXPECT_EQ(first.text.vi, "Thủ đô của Việt Nam?");
    EXPECT_THAT(option_texts(first), ElementsAre("Huế", "Hà Nội", "Đà Nẵng"));
    EXPECT_THAT(right_ids(first), ElementsAre("b"));
    EXPECT_EQ(import.bank->questions[1].text.vi, "2 < 3 & 4 > 1?");
    EXPECT_EQ(import.bank->questions[1].options[0].text.vi, "<b>Có</b>");
}

// Four mistakes among three good questions: each is said where it is seen, and costs nothing else.
TEST(Aiken, MistakesAreSaidByTheirLines) {
    const std::string text = "Câu này không có lựa chọn nào\n"          // 1
                             "\n"                                       // 2
                             "Câu này chỉ có một lựa chọn\n"            // 3: the one above is dropped
                             "A) Một\n"                                 // 4
                             "ANSWER: A\n"                              // 5: less than two
                             "\n"                                       // 6
                             "B) Lựa chọn không có câu hỏi\n"           // 7
                             "Câu tốt thứ nhất\n"                       // 8
                             "A) Một\nB) Hai\nANSWER: A\n"              // 9 to 11
                             "-\n"                                      // 12: one character means nothing
                             "Câu tốt thứ hai\n"                        // 13
                             "A. Một\nB. Hai\nANSWER: B\n"              // 14 to 16
                             "Câu bỏ dở\n"                              // 17
                             "Câu tốt thứ ba\nA) Một\nB) Hai\nANSWER:B"; // 18: the one above is dropped
    const auto import = read_aiken(named("thu.txt"), text);
    EXPECT_EQ(import.taken, 3);
    EXPECT_EQ(import.refused, 4);
    EXPECT_THAT(places(import, true), ElementsAre("dòng 3", "dòng 5", "dòng 7", "dòng 18"));
}

TEST(Aiken, AnAnswerBeyondTheOptionsIsRefused) {
    const auto import =
        read_aiken(named("a.txt"), lines({"Câu?", "A) Một", "B) Hai", "ANSWER: D", "Câu nữa?", "A) Một", "B) Hai", "ANSWER: 2"}));
    EXPECT_FALSE(import.bank);
    EXPECT_FALSE(import.sentence.empty());
    EXPECT_THAT(sentences(import, true), ElementsAre(HasSubstr("không có lựa chọn D"), HasSubstr("chữ cái")));
}

TEST(Aiken, TheFileMayEndInTheMiddle) {
    const auto import = read_aiken(named("a.txt"), lines({"Câu?", "A) Một", "B) Hai"}));
    EXPECT_THAT(places(import, true), ElementsAre("dòng 3"));
}

TEST(Aiken, VietnameseFilesSayDapAn) {
    const auto import =
        read_aiken(named("a.txt"), lines({"Câu?", "A. Một", "B. Hai", "Đáp án: b", "Câu hai?", "A. Một", "B. Hai", "ĐÁP ÁN: A"}));
    EXPECT_EQ(import.taken, 2);
}

TEST(Aiken, MoreOptionsThanWeShowAreRefusedByTheQuestion) {
    const auto import =
        read_aiken(named("a.txt"), lines({"Câu?", "A) 1", "B) 2", "C) 3", "D) 4", "E) 5", "F) 6", "G) 7", "ANSWER: A"}));
    EXPECT_THAT(sentences(import, true), ElementsAre(HasSubstr("7 lựa chọn")));
}

TEST(Aiken, TwentyMegabytesOfOptions) {
    std::string text = "Câu?\n";
    while (text.size() < kMaxImportBytes) text += "A) x\n";
    EXPECT_EQ(read_aiken(named("a.txt"), text).taken, 0);
}

} // namespace
} // namespace quiz
