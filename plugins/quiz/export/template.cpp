#include "export/book.h"
#include "export/export.h"

#include <xlsxwriter.h>

#include <array>

namespace quiz {
namespace {

Question example(Lang);
void add_help(Book&, Lang);

} // namespace

std::string export_template(Lang lang) {
    Book book;
    const auto columns = template_columns(lang);
    lxw_worksheet* sheet = book.add_questions(columns, lang);
    book.write(sheet, 1, columns, example(lang), lang, book.example);
    add_help(book, lang);
    return std::move(book).finish();
}

namespace {

Question example(Lang lang) {
    const auto say = [lang](std::string_view vi, std::string_view en) {
        return Text{std::string(lang == Lang::en ? en : vi), {}};
    };
    Question question;
    question.text = say(kExampleText.vi, kExampleText.en);
    question.options = {{"a", say("20 tháng 11", "20 November"), {}},
                        {"b", say("10 tháng 10", "10 October"), {}},
                        {"c", say("22 tháng 12", "22 December"), {}},
                        {"d", say("19 tháng 8", "19 August"), {}}};
    question.key = RightOptions{{"b"}};
    question.seconds = 20;
    question.explanation = say("10/10 gợi nhớ hai con số 1 và 0 của máy tính. Hãy xóa hay viết đè lên dòng này.",
                               "10/10 recalls the ones and zeros of computers. Delete this row or write over it.");
    question.difficulty = Difficulty::easy;
    question.topic = say("Chuyển đổi số", "Digital life");
    question.source = {say("Quyết định 505/QĐ-TTg", "Decision 505/QĐ-TTg"), "2022-04-22", {}};
    return question;
}

struct Help {
    Word column, text;
};
constexpr std::array<Help, 13> kHelp{{
    {{"Câu hỏi", "Question"},
     {"Bắt buộc. Tối đa 200 chữ cái. Mỗi dòng một câu.", "Required. At most 200 letters. One question a row."}},
    {{"Loại", "Type"},
     {"Chọn trong danh sách. Để trống thì đoán: có lựa chọn là câu chọn đáp án, Đúng hay Sai là câu đúng/sai, con số là câu gõ "
      "số.",
      "Choose from the list. Empty: guessed. With options it is a choice; True or False and a number are understood too."}},
    {{"Lựa chọn A, B, C, D", "Option A, B, C, D"},
     {"Từ 2 đến 6 lựa chọn, tối đa 75 chữ cái. Cần thêm thì chèn cột “Lựa chọn E”, “Lựa chọn F”. Câu đúng/sai, con số và gõ chữ "
      "thì để trống.",
      "2 to 6 options of at most 75 letters. For more, add the columns “Option E”, “Option F”. Empty for true/false, numbers and "
      "typed text."}},
    {{"Đáp án đúng", "Correct answer"},
     {"Chữ của lựa chọn đúng: B. Nhiều đáp án: A, C. Xếp thứ tự: C, A, B, D. Đúng/Sai: Đúng. Con số: 63. Gõ chữ: các cách viết "
      "được chấp nhận, "
      "cách nhau bằng dấu chấm phẩy. Thăm dò: để trống.",
      "The letter of the right option: B. Several answers: A, C. Order: C, A, B, D. True/false: True. Number: 63. Typed text: "
      "all accepted "
      "spellings, with semicolons between. Poll: empty."}},
    {{"Số giây", "Seconds"}, {"Từ 5 đến 300. Để trống thì theo phần thi.", "From 5 to 300. Empty: as the contest says."}},
    {{"Giải thích", "Explanation"},
     {"Hiện cùng đáp án, một đến ba câu, tối đa 600 chữ cái.",
      "Shown with the answer; one to three sentences, at most 600 letters."}},
    {{"Độ khó", "Difficulty"}, {"Dễ, Vừa hoặc Khó.", "Easy, Medium or Hard."}},
    {{"Chủ đề", "Topic"},
     {"Hiện trên câu hỏi; có thể chọn câu theo chủ đề khi mở phần thi.",
      "Shown above the question; contests can be opened by topic."}},
    {{"Đơn vị", "Unit"}, {"Chỉ cho câu gõ con số: km, %, thủ tục …", "For numbers only: km, %, procedures …"}},
    {{"Sai số cho phép", "Tolerance"},
     {"Chỉ cho câu gõ con số: lệch không quá chừng này vẫn đúng. Ghi “gần nhất” nếu ai gần nhất thì đúng.",
      "For numbers only: how far off still counts as right. Write “closest” where the nearest guess is the right one."}},
    {{"Nguồn, ngày, địa chỉ của nguồn", "Source, its date and address"},
     {"Tên văn bản hay trang, và ngày của nó (9/10/2025, 10/2025 hay 2025): con số không có ngày thì sang năm là sai.",
      "Name of the document or page, and its date (2025-10-09, 2025-10 or 2025): a figure without a date is wrong next year."}},
    {{"Tiếng Anh", "Vietnamese and English"},
     {"Muốn có cả tiếng Anh thì chèn thêm cột “Câu hỏi (tiếng Anh)”, “Lựa chọn A (tiếng Anh)” …, “Giải thích (tiếng Anh)”.",
      "For a second language add the columns “Question (English)”, “Option A (English)” …, “Explanation (English)”; the others "
      "are Vietnamese."}},
    {{"Mã", "Id"},
     {"Không bắt buộc. Thêm cột “Mã” và giữ nguyên mã khi sửa câu chữ, để kết quả cũ vẫn nhận ra câu hỏi.",
      "Not required. Add a column “Id” and keep it when you mend the wording, so that earlier results still know the question."}},
}};

void add_help(Book& book, Lang lang) {
    lxw_worksheet* sheet = workbook_add_worksheet(book.get(), std::string(kHelpSheet.pick(lang)).c_str());
    const Word title{"Cách điền bộ câu hỏi", "How to fill in the question set"};
    const Word steps{
        "1. Điền trang “Câu hỏi”, mỗi dòng một câu; dòng ví dụ để nguyên sẽ được bỏ qua.\n"
        "2. Lưu tệp, rồi mở trang nhân viên của kiosk, chọn “Bộ câu hỏi” và tải tệp lên, hoặc chép tệp vào USB.\n"
        "3. Xem lại từng câu trước khi lưu; câu nào chưa dùng được đều có lý do kèm số dòng.",
        "1. Fill in the sheet “Questions”, one question a row; the example row is left out if you leave it as it is.\n"
        "2. Save the file, open the kiosk’s staff page, choose “Question sets” and upload it, or copy it onto a USB stick.\n"
        "3. Look at the questions before you save; for each that cannot be used there is a reason and its row."};
    worksheet_set_column(sheet, 0, 0, 30, nullptr);
    constexpr double kTextWidth = 90;
    worksheet_set_column(sheet, 1, 1, kTextWidth, nullptr);
    worksheet_set_row(sheet, 0, 30, nullptr);
    worksheet_merge_range(sheet, 0, 0, 0, 1, std::string(title.pick(lang)).c_str(), book.title);
    worksheet_set_row(sheet, 1, 52, nullptr);
    worksheet_merge_range(sheet, 1, 0, 1, 1, std::string(steps.pick(lang)).c_str(), book.text);
    const Word column{"Cột", "Column"}, fill{"Cách điền", "What to write"};
    worksheet_write_string(sheet, 3, 0, std::string(column.pick(lang)).c_str(), book.heading);
    worksheet_write_string(sheet, 3, 1, std::string(fill.pick(lang)).c_str(), book.heading);
    lxw_row_t row = 4;
    for (const Help& help : kHelp) {
        worksheet_write_string(sheet, row, 0, std::string(help.column.pick(lang)).c_str(), book.strong);
        worksheet_write_string(sheet, row, 1, std::string(help.text.pick(lang)).c_str(), book.text);
        Book::fit(sheet, row++, Book::lines(help.text.pick(lang), kTextWidth));
    }
    worksheet_set_paper(sheet, 9); // A4
    worksheet_fit_to_pages(sheet, 1, 0);
}

} // namespace
} // namespace quiz
