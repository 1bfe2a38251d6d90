#include "banks.h"

#include "export/export.h"

#include <gmock/gmock.h>

namespace quiz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Import back(const std::string& gift) {
    ImportFile file;
    file.name = "x.gift";
    return read_gift(file, gift);
}

TEST(GiftExport, OurBanksComeBackAsTheyWere) {
    const auto banks = our_banks();
    ASSERT_FALSE(banks.empty());
    for (const Bank& bank : banks) expect_same(bank, back(export_bank(bank, "gift", Lang::vi).value()));
}

TEST(GiftExport, OddTextsComeBackAsTheyWere) { expect_same(odd_bank(), back(export_bank(odd_bank(), "gift", Lang::vi).value())); }

TEST(GiftExport, ItIsWhatATeacherWouldWrite) {
    Bank bank{"b", {"Bộ", ""}, {}, {}};
    Question question;
    question.id = "thu-do";
    question.text.vi = "Thủ đô của Việt Nam?";
    question.topic.vi = "Địa lý";
    question.options = {{"a", {"Huế", ""}, ""}, {"b", {"Hà Nội", ""}, ""}};
    question.key = RightOptions{{"b"}};
    question.explanation.vi = "Từ năm 1976.";
    bank.questions = {question};
    EXPECT_EQ(export_bank(bank, "gift", Lang::vi).value(), "// kiosk-bank: {\"id\":\"b\",\"title\":{\"vi\":\"Bộ\"}}\n\n"
                                                           "$CATEGORY: $course$/top/Địa lý\n\n"
                                                           "// [id:thu-do] [tag:medium]\n"
                                                           "::Thủ đô của Việt Nam?::Thủ đô của Việt Nam? {\n"
                                                           "\t~Huế\n"
                                                           "\t=Hà Nội\n"
                                                           "\t####Từ năm 1976.\n"
                                                           "}\n\n");
}

TEST(GiftExport, PicturesAreLeftOut) {
    Bank bank = odd_bank();
    bank.questions.resize(1);
    bank.questions[0].image = "data:image/png;base64,iVBORw0KGgo=";
    EXPECT_THAT(export_bank(bank, "gift", Lang::vi).value(), Not(HasSubstr("base64")));
}

} // namespace
} // namespace quiz
