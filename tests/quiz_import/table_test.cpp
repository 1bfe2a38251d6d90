#include "reading.h"
#include "sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quiz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kHead = "Câu hỏi;Lựa chọn A;Lựa chọn B;Lựa chọn C;Lựa chọn D;Đáp án đúng\n";

// The only question of a table, which must be taken.
Question question_of(const Import& import) {
    EXPECT_TRUE(import.bank) << import.sentence << (import.notes.empty() ? "" : import.notes[0].sentence);
    EXPECT_EQ(import.taken, 1);
    return import.bank ? import.bank->questions[0] : Question();
}
Question question_of(const std::string& table) { return question_of(read_file("bang.csv", table)); }
// What is said about a table none of whose rows is taken.
std::string refusal_of(const std::string& table) {
    const Import import = read_file("bang.csv", table);
    EXPECT_EQ(import.taken, 0);
    const auto all = said(import);
    return all.empty() ? import.sentence : all.back();
}
std::vector<std::string> right_of(const std::string& row) { return right_ids(question_of(kHead + row)); }

TEST(Table, OptionsInColumnsAndALetter) {
    const Question question = question_of(kHead + "Thủ đô?;Huế;Hà Nội;Đà Nẵng;Cần Thơ;B\n");
    EXPECT_EQ(question.type, Type::single);
    EXPECT_EQ(question.text.vi, "Thủ đô?");
    EXPECT_THAT(option_texts(question), ElementsAre("Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ"));
    EXPECT_EQ(question.key, Key(RightOptions{{"b"}}));
    EXPECT_EQ(question.id.substr(0, 2), "q-") << "made of its text";
}

TEST(Table, AnswersAreGivenInManyWays) {
    for (const char* answer :
         {"B", "b", "B.", "(B)", "2", "2.0", "Hà Nội", "ha noi", "B. Hà Nội", "Đáp án B", "Câu B", "Option B", " 2 "})
        EXPECT_THAT(right_of("Thủ đô?;Huế;Hà Nội;Đà Nẵng;Cần Thơ;" + std::string(answer)), ElementsAre("b")) << answer;
    for (const char* answer : {"A, C", "\"1;3\"", "1,3", "1 3", "AC", "A và C", "A & C", "1.3", "\"Huế; Đà Nẵng\"",
                               "\"Huế\nĐà Nẵng\"", "Huế | Đà Nẵng"})
        EXPECT_THAT(right_of("Miền Trung?;Huế;Hà Nội;Đà Nẵng;Cần Thơ;" + std::string(answer)), ElementsAre("a", "c")) << answer;
}

TEST(Table, ASecondRightAnswerMakesItSeveralAndIsSaid) {
    const Import import = read_file("bang.csv", kHead + "Miền Trung?;Huế;Hà Nội;Đà Nẵng;Cần Thơ;A, C\n");
    EXPECT_EQ(question_of(import).type, Type::multiple);
    EXPECT_THAT(said(import), ElementsAre("row 2, column \"Đáp án đúng\": There are 2 right answers, so several may be picked."));
}

TEST(Table, AnAnswerBeyondTheOptionsIsRefusedByItsRowAndColumn) {
    std::string table = kHead;
    for (int i = 2; i < 14; ++i) table += "Câu " + std::to_string(i) + "?;1a;2a;3a;4a;A\n";
    const Import import = read_file("bang.csv", table + "Câu 14?;Huế;Hà Nội;Đà Nẵng;Cần Thơ;E\n");
    EXPECT_EQ(import.taken, 12);
    EXPECT_EQ(import.refused, 1);
    EXPECT_THAT(said(import), ElementsAre("- row 14, column \"Đáp án đúng\": “E” is not one of the four options."));
    EXPECT_THAT(refusal_of(kHead + "Câu?;x;y;;;C\n"), HasSubstr("“C” is not one of the two options"));
    EXPECT_THAT(refusal_of(kHead + "Câu?;x;;z;;B\n"), HasSubstr("“B” is not one of the two options"));
    EXPECT_THAT(refusal_of(kHead + "Câu?;x;y;z;;0\n"), HasSubstr("“0” is not one of the three options"));
    EXPECT_THAT(refusal_of(kHead + "Câu?;x;y;z;;Hải Phòng\n"), HasSubstr("“Hải Phòng” is not one of the three options"));
    EXPECT_THAT(refusal_of(kHead + "Câu?;x;y;z;;\n"), HasSubstr("The answer is empty"));
    EXPECT_EQ(read_file("b.csv", kHead + "Câu?;x;y;;;C\n", {}, "auto", Lang::vi).notes[0].place, "dòng 2, cột \"Đáp án đúng\"");
}

TEST(Table, ARowWithOneOptionIsToldThatAndNotThatItsAnswerIsMissingToo) {
    EXPECT_EQ(refusal_of(kHead + "Thủ đô?;Huế;;;;A\n"), "- row 2: 2–6 options are needed.");
}

TEST(Table, AnEmptyColumnBetweenOptionsKeepsTheLettersInPlace) {
    const Question question = question_of(kHead + "Câu?;x;;z;;C\n");
    EXPECT_THAT(option_texts(question), ElementsAre("x", "z"));
    EXPECT_EQ(question.key, Key(RightOptions{{"b"}}));
}

TEST(Table, ANumberThatIsAlsoAnOptionIsWhatTheOtherRowsSay) {
    const std::string texts = kHead + "Bao nhiêu?;3;1;2;4;1\nNăm nào?;1945;1954;1975;1986;1975\n";
    EXPECT_EQ(read_file("a.csv", texts).bank->questions[0].key, Key(RightOptions{{"b"}}));
    const std::string places = kHead + "Bao nhiêu?;3;1;2;4;1\nAi?;An;Bình;Chi;Dung;3\n";
    const Import import = read_file("a.csv", places);
    EXPECT_EQ(import.bank->questions[0].key, Key(RightOptions{{"a"}}));
    EXPECT_THAT(said(import), ElementsAre(HasSubstr("“1” was taken for the place of the option “3”")));
}

TEST(Table, AllOptionsInOneCell) {
    for (const char* cell : {"\"A. Huế\nB. Hà Nội\nC. Vinh\"", "A. Huế B. Hà Nội C. Vinh", "a) Huế; b) Hà Nội; c) Vinh",
                             "Huế | Hà Nội | Vinh", "\"Huế; Hà Nội; Vinh\"", "\"A. Huế\r\n\r\nB. Hà Nội\r\nC. Vinh\r\n\""}) {
        const Question question = question_of("Câu hỏi\tCác phương án\tĐáp án\nThủ đô?\t" + std::string(cell) + "\tB\n");
        EXPECT_THAT(option_texts(question), ElementsAre("Huế", "Hà Nội", "Vinh")) << cell;
        EXPECT_EQ(question.key, Key(RightOptions{{"b"}})) << cell;
    }
}

TEST(Table, LettersBeforeOptionsAreTakenOffAndThatIsSaidOnce) {
    const Import import = read_file("bang.csv", kHead + "Một?;A. x;B. y;C. z;;A\nHai?;A. p;B. q;;;B\n");
    EXPECT_THAT(option_texts(import.bank->questions[1]), ElementsAre("p", "q"));
    EXPECT_THAT(said(import), ElementsAre(HasSubstr("were taken off")));
}

TEST(Table, HeadingsAreKnownInBothLanguagesAndWithoutAccents) {
    for (const char* head :
         {"cau hoi;dap an a;dap an b;dap an", "CÂU HỎI;Phương án 1;Phương án 2;ĐÁP ÁN ĐÚNG",
          "Question;Option A;Option B;Correct Answer", "question text;answer 1;answer 2;correct", "Nội dung câu hỏi;A;B;Đáp án",
          "lt_question;lt_AnsA;lt_AnsB;lt_answer", "STT;Câu hỏi;Lựa chọn;Lựa chọn;Trả lời đúng"}) {
        const bool numbered = std::string_view(head).substr(0, 3) == "STT";
        const Question question =
            question_of(std::string(head) + (numbered ? "\n1;Thủ đô?;Huế;Hà Nội;B\n" : "\nThủ đô?;Huế;Hà Nội;B\n"));
        EXPECT_THAT(option_texts(question), ElementsAre("Huế", "Hà Nội")) << head;
        EXPECT_EQ(question.key, Key(RightOptions{{"b"}})) << head;
    }
}

TEST(Table, EveryFieldFindsItsPlace) {
    const Question question =
        question_of("Mã;Câu hỏi;Question (English);Loại;Lựa chọn A;Option A (English);Lựa chọn B;Option B (English);Đáp án;Thời "
                    "gian (giây);Giải thích;Explanation (English);Mức độ;Chủ đề;Nguồn;Ngày ban hành;Link nguồn;Hình ảnh\n"
                    "Q-01;Thủ đô?;The capital?;Trắc nghiệm;Huế;Hue;Hà Nội;Hanoi;B;30 giây;Vì thế.;That is why.;Vận dụng cao;Địa "
                    "lý;Luật Thủ đô;28/6/2024;https://x.vn;images/a.png\n");
    EXPECT_EQ(question.id, "q-01");
    EXPECT_EQ(question.text, (Text{"Thủ đô?", "The capital?"}));
    EXPECT_EQ(question.options[0].text, (Text{"Huế", "Hue"}));
    EXPECT_EQ(question.options[1].text, (Text{"Hà Nội", "Hanoi"}));
    EXPECT_EQ(question.seconds, 30);
    EXPECT_EQ(question.explanation, (Text{"Vì thế.", "That is why."}));
    EXPECT_EQ(question.difficulty, Difficulty::hard);
    EXPECT_EQ(question.topic.vi, "Địa lý");
    EXPECT_EQ(question.source, (Source{{"Luật Thủ đô", ""}, "2024-06-28", "https://x.vn"}));
    EXPECT_EQ(question.image, "images/a.png");
}

TEST(Table, ColumnsMayBeMappedByHand) {
    const std::string table = "Nội dung gì đó;Cái 1;Cái 2;Chốt;Ghi chú\nThủ đô?;Huế;Hà Nội;B;x\n";
    const Import lost = read_file("bang.csv", table);
    EXPECT_EQ(lost.sentence, "No column with questions was found; choose the columns by hand.");
    ASSERT_TRUE(lost.table);
    EXPECT_THAT(lost.table->columns.back(), "E") << "without a heading row, columns have letters";
    const Import found =
        read_file("bang.csv", table, R"({"Nội dung gì đó":"text","Cái 1":"option","Cái 2":"option","Chốt":"answer"})");
    EXPECT_EQ(question_of(found).key, Key(RightOptions{{"b"}}));
    EXPECT_THAT(found.table->map, ElementsAre("text", "option", "option", "answer", ""));
    EXPECT_THAT(found.table->rows, ElementsAre(ElementsAre("Thủ đô?", "Huế", "Hà Nội", "B", "x")));
    const Import left_out =
        read_file("bang.csv", "Câu hỏi;A;B;Đáp án;Chủ đề\nThủ đô?;Huế;Hà Nội;B;x\n", R"({"Chủ đề":"","Không có":"unit"})");
    EXPECT_TRUE(question_of(left_out).topic.empty());
    EXPECT_THAT(said(left_out), ElementsAre("There is no column “Không có” in the table."));
}

TEST(Table, AMapThatCannotBeFollowedIsSaid) {
    EXPECT_EQ(read_file("a.csv", kHead, R"({"Câu hỏi":"stem"})").sentence, "“stem” is no field of a question.");
    EXPECT_THAT(read_file("a.csv", kHead, "[1]").sentence, HasSubstr("must be a JSON object"));
    EXPECT_THAT(read_file("a.csv", kHead, "{").sentence, HasSubstr("must be a JSON object"));
    EXPECT_EQ(read_file("a.csv", kHead, R"({"Câu hỏi":7})").sentence, "“7” is no field of a question.");
}

TEST(Table, WithoutHeadingsAPlainTableIsUnderstood) {
    const Import import = read_file("bang.csv", "Thủ đô?;Huế;Hà Nội;B\nSông?;Hồng;Đà;1\n");
    ASSERT_EQ(import.taken, 2);
    EXPECT_THAT(import.table->columns, ElementsAre("A", "B", "C", "D"));
    EXPECT_THAT(said(import), ElementsAre(HasSubstr("has no headings")));
}

TEST(Table, TitlesAboveTheHeadingsAndHelpBelowThemAreLeftOut) {
    const Import import = read_file(
        "bang.csv",
        "BỘ CÂU HỎI VÒNG 1;;;\n;;;\nCâu hỏi;A;B;Đáp án\n(bắt buộc);(bắt buộc);(tùy chọn);(bắt buộc)\nThủ đô?;Huế;Hà Nội;B\n");
    EXPECT_EQ(import.taken, 1);
    EXPECT_EQ(import.refused, 0);
    EXPECT_THAT(said(import), ElementsAre(HasSubstr("row 3: The headings are in this row"),
                                          "row 4: The template's example or help row was left out."));
    EXPECT_EQ(read_file("b.csv", kHead + "x;x;x;x;x;x\nThủ đô?;Huế;Hà Nội;;;B\n").taken, 1) << "a dummy";
}

TEST(Table, EmptyRowsAndPreparedNumbersAreNoQuestions) {
    const Import import =
        read_file("bang.csv", "STT;Mã;Câu hỏi;A;B;Đáp án;Giây\n1;q1;Thủ đô?;Huế;Hà Nội;B;20\n;;;;;;\n2;q2;;;;;20\n3;;;;;;\n");
    EXPECT_EQ(import.taken, 1);
    EXPECT_THAT(said(import), IsEmpty());
    EXPECT_THAT(refusal_of(kHead + ";x;y;;;A\n"), HasSubstr("row 2, column \"Câu hỏi\""));
}

TEST(Table, TrueAndFalse) {
    EXPECT_EQ(question_of(kHead + "Trái đất tròn.;Đúng;Sai;;;A\n").key, Key(RightOptions{{"true"}}));
    EXPECT_EQ(question_of(kHead + "Trái đất tròn.;Sai;Đúng;;;A\n").key, Key(RightOptions{{"false"}}));
    for (const char* no : {"Sai", "FALSE", "S", "sai."}) {
        const Question question = question_of(kHead + "Trái đất phẳng.;;;;;" + std::string(no));
        EXPECT_EQ(question.type, Type::boolean) << no;
        EXPECT_EQ(question.key, Key(RightOptions{{"false"}})) << no;
    }
    EXPECT_THAT(refusal_of("Câu hỏi;Loại;Đáp án\nTrái đất?;Đúng/Sai;có lẽ\n"), HasSubstr("“có lẽ” is neither true nor false"));
    EXPECT_EQ(question_of("Câu hỏi;Loại;A;B;Đáp án\nThủ đô?;Đúng/Sai;Huế;Hà Nội;B\n").type, Type::single)
        << "it only says that it is one";
}

TEST(Table, ARowWithoutOptionsIsANumberOrATextAndThatIsSaid) {
    const Import import = read_file(
        "bang.csv", "Câu hỏi;A;B;Đáp án\nBao nhiêu tỉnh?;;;34\nBao nhiêu phần trăm?;;;12,5%\nThủ đô?;;;Hà Nội; Ha Noi\nx?;1;2;A");
    ASSERT_EQ(import.taken, 4);
    EXPECT_EQ(import.bank->questions[0].key, Key(RightNumber{34}));
    EXPECT_EQ(import.bank->questions[1].key, Key(RightNumber{12.5}));
    EXPECT_EQ(import.bank->questions[1].unit.vi, "%");
    EXPECT_EQ(import.bank->questions[2].key, Key(RightTexts{{"Hà Nội"}}));
    EXPECT_THAT(said(import), ElementsAre(HasSubstr("taken for a number to type"), HasSubstr("taken for a number to type"),
                                          HasSubstr("taken for a text to type")));
}

TEST(Table, NumbersWithTheirUnitsAndTolerances) {
    const std::string head = "Câu hỏi;Loại;Đáp án;Sai số;Đơn vị\n";
    EXPECT_EQ(question_of(head + "Dài?;Con số;3.260,5 km;2;\n").key, Key(RightNumber{3260.5, 2}));
    EXPECT_EQ(question_of(head + "Dài?;number;3,260.5;;km\n").unit.vi, "km");
    EXPECT_EQ(question_of(head + "Lạnh?;number;-7;gần nhất;\n").key, Key(RightNumber{-7, 0, true}));
    EXPECT_EQ(question_of(head + "Dân số?;number;1.000.000;;\n").key, Key(RightNumber{1'000'000}));
    const Import doubtful = read_file("a.csv", head + "Cao?;number;3.143;;m\n");
    EXPECT_EQ(question_of(doubtful).key, Key(RightNumber{3143}));
    EXPECT_THAT(said(doubtful), ElementsAre(HasSubstr("“3.143” was taken for 3143")));
    EXPECT_THAT(said(read_file("a.csv", head + "Cao?;number;5;chút ít;m\n")),
                ElementsAre(HasSubstr("tolerance “chút ít” is not understood")));
    for (const char* bad : {"nhiều", "1.2.3", "1,2,3.4", "--5", "1e5", "12 34", ".", "1945-1954"})
        EXPECT_THAT(refusal_of(head + "Số?;number;" + bad + ";;\n"), HasSubstr("is not a number")) << bad;
}

TEST(Table, OrdersPollsAndTypedTexts) {
    const std::string head = "Câu hỏi;Loại;A;B;C;Đáp án\n";
    EXPECT_EQ(question_of(head + "Xếp!;Xếp thứ tự;x;y;z;C, A, B\n").key, Key(RightOrder{{"c", "a", "b"}}));
    EXPECT_EQ(question_of(head + "Xếp!;order;x;y;z;312\n").key, Key(RightOrder{{"c", "a", "b"}}));
    EXPECT_EQ(question_of(head + "Xếp!;order;x;y;z;\n").key, Key(RightOrder{{"a", "b", "c"}}));
    EXPECT_THAT(refusal_of(head + "Xếp!;order;x;y;z;A, B\n"), HasSubstr("row 2, column \"Đáp án\""));
    const Import poll = read_file("a.csv", head + "Thích?;Thăm dò;Trà;Cà phê;;A\n");
    EXPECT_EQ(question_of(poll).type, Type::poll);
    EXPECT_THAT(said(poll), ElementsAre(HasSubstr("A poll has no answer")));
    EXPECT_EQ(question_of("Câu hỏi\tLoại\tĐáp án\nGõ?\tGõ chữ\tVNeID; VN eID\n").key, Key(RightTexts{{"VNeID", "VN eID"}}));
    EXPECT_EQ(question_of(head + "Gõ?;Fill-in-the-Blank;Huế;Hue;;\n").key, Key(RightTexts{{"Huế", "Hue"}}))
        << "Quizizz puts what is accepted into the options";
    EXPECT_THAT(refusal_of(head + "Viết!;Tự luận;;;;\n"), HasSubstr("“Tự luận” cannot be scored"));
    EXPECT_THAT(said(read_file("a.csv", head + "Thủ đô?;gì đó;Huế;Hà Nội;;B\n")),
                ElementsAre(HasSubstr("The type “gì đó” is not known")));
}

TEST(Table, SecondsAreRoundedAndKeptWithinBounds) {
    const auto seconds = [](const std::string& given) {
        const Import import = read_file("a.csv", "Câu hỏi;Đáp án;Thời gian\nTròn?;Đúng;" + given + "\n");
        return std::pair(question_of(import).seconds, import.notes.size());
    };
    EXPECT_EQ(seconds("20"), std::pair(20, std::size_t{0}));
    EXPECT_EQ(seconds("20,0 giây"), std::pair(20, std::size_t{0}));
    EXPECT_EQ(seconds("1 phút"), std::pair(60, std::size_t{0}));
    EXPECT_EQ(seconds("1:30"), std::pair(90, std::size_t{0}));
    EXPECT_EQ(seconds("12,6"), std::pair(13, std::size_t{1}));
    EXPECT_EQ(seconds("2"), std::pair(5, std::size_t{1}));
    EXPECT_EQ(seconds("900"), std::pair(300, std::size_t{1}));
    EXPECT_EQ(seconds("lâu"), std::pair(0, std::size_t{1}));
}

TEST(Table, ASourceNeedsItsDate) {
    const std::string head = "Câu hỏi;Đáp án;Nguồn;Ngày nguồn\n";
    EXPECT_EQ(question_of(head + "Tròn?;Đúng;Báo;10/2025\n").source.date, "2025-10");
    EXPECT_EQ(question_of(head + "Tròn?;Đúng;Báo;2025\n").source.date, "2025");
    for (const char* date : {"", "hôm qua", "31/31/2025", "1/2/3/2025", "2025-"}) {
        const Import import = read_file("a.csv", head + "Tròn?;Đúng;Báo;" + date + "\n");
        EXPECT_TRUE(question_of(import).source.title.empty()) << date;
        EXPECT_THAT(said(import), ElementsAre(HasSubstr("A source needs a name and a date"))) << date;
    }
}

TEST(Table, FormulasAndErrorsOfAWorkbook) {
    const std::string head =
        R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Câu hỏi</t></is></c><c t="inlineStr"><is><t>Đáp án</t></is></c><c t="inlineStr"><is><t>Ghi chú</t></is></c></row>)";
    const Import import = read_file(
        "a.xlsx",
        workbook_with(
            head +
            R"(<row r="2"><c t="str"><f>"Tròn"&amp;"?"</f><v>Tròn?</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>
        <row r="3"><c t="inlineStr"><is><t>Bao nhiêu?</t></is></c><c><f>1+1</f></c></row><row r="4"><c t="e"><v>#REF!</v></c><c><v>1</v></c></row>)"));
    EXPECT_EQ(import.taken, 1);
    EXPECT_THAT(
        said(import),
        ElementsAre("row 2, column \"Câu hỏi\": This cell is a formula; its value when the file was saved was taken: “Tròn?”.",
                    HasSubstr("- row 3, column \"Đáp án\": This cell has an error or a formula without a value (“=1+1”)"),
                    HasSubstr("- row 4, column \"Câu hỏi\": This cell has an error or a formula without a value (“#REF!”)")));
}

TEST(Table, TheBankIsCalledByItsFile) {
    const Import import = read_file("Câu hỏi vòng 1.csv", kHead + "Thủ đô?;Huế;Hà Nội;;;B\n");
    EXPECT_EQ(import.bank->id, "cau-hoi-vong-1");
    EXPECT_EQ(import.bank->title.vi, "Câu hỏi vòng 1");
    EXPECT_EQ(read_file("a.csv", "\n").sentence.empty(), false);
}

} // namespace
} // namespace quiz
