#include "export/book.h"

#include <xlsxwriter.h>

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace quiz {
namespace {

constexpr lxw_color_t kInk = 0x1F2937, kDeep = 0x0B4F6C, kPale = 0xE8F1F5, kLine = 0xC7D3DA, kGrey = 0x6B7280;
constexpr unsigned kPreparedRows = 500; // below the headings; more may be added, without drop-downs

double width_of(Field);
void add_rules(lxw_worksheet*, const std::vector<Column>&, Lang);

} // namespace

Book::Book() : memory_(memfd_create("workbook", MFD_CLOEXEC)) {
    const std::string name = "/proc/self/fd/" + std::to_string(memory_);
    book_ = workbook_new(name.c_str());
    const auto look = [this](lxw_color_t ink) {
        lxw_format* format = workbook_add_format(book_);
        format_set_font_name(format, "Calibri");
        format_set_font_size(format, 11);
        format_set_font_color(format, ink);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_text_wrap(format);
        return format;
    };
    const auto lined = [&look](lxw_color_t ink) {
        lxw_format* format = look(ink);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, kLine);
        return format;
    };
    text = lined(kInk);
    number = lined(kInk);
    format_set_align(number, LXW_ALIGN_RIGHT);
    example = lined(kGrey);
    format_set_italic(example);
    strong = lined(kInk);
    format_set_bold(strong);
    format_set_bg_color(strong, kPale);
    heading = lined(LXW_COLOR_WHITE);
    format_set_bold(heading);
    format_set_bg_color(heading, kDeep);
    format_set_align(heading, LXW_ALIGN_VERTICAL_CENTER);
    title = look(kDeep);
    format_set_bold(title);
    format_set_font_size(title, 18);
}

Book::~Book() {
    if (book_)
        workbook_close(book_);
    close(memory_);
}

lxw_worksheet* Book::add_questions(const std::vector<Column>& columns, Lang lang) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, std::string(kQuestionSheet.pick(lang)).c_str());
    worksheet_set_row(sheet, 0, 32, nullptr);
    lxw_col_t asked = 0; // the column of the question: it stays in sight, and those before it
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto at = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet, at, at, width_of(columns[i].field), nullptr);
        worksheet_write_string(sheet, 0, at, columns[i].heading.c_str(), heading);
        if (columns[i].field == Field::text)
            asked = at;
    }
    add_rules(sheet, columns, lang);
    worksheet_freeze_panes(sheet, 1, static_cast<lxw_col_t>(asked + 1));
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    return sheet;
}

void Book::write(lxw_worksheet* sheet, unsigned row, const std::vector<Column>& columns, const Question& question, Lang lang,
                 lxw_format* look) const {
    double highest = 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto at = static_cast<lxw_col_t>(i);
        const CellValue value = value_of(question, columns[i], lang);
        const auto* digits = std::get_if<double>(&value);
        const std::string words = digits ? digits_of(*digits) : std::get<std::string>(value);
        highest = std::max(highest, lines(words, width_of(columns[i].field)));
        // 16 digits are written, which for a few numbers is one too little: those stand as text.
        if (digits && words.size() <= 15)
            worksheet_write_number(sheet, row, at, *digits, look ? look : number);
        else
            worksheet_write_string(sheet, row, at, words.c_str(), look ? look : text);
    }
    fit(sheet, row, highest);
}

void Book::fit(lxw_worksheet* sheet, unsigned row, double lines) {
    constexpr double kLineHeight = 15, kHighest = 400; // points
    if (lines > 1) // else the program's own height
        worksheet_set_row(sheet, row, std::min(lines * kLineHeight + 1, kHighest), nullptr);
}

double Book::lines(std::string_view text, double width) {
    double count = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        count += std::max(1.0, std::ceil(static_cast<double>(letters(text.substr(at, end - at))) / (width * 0.95)));
        at = end + 1;
    }
    return count;
}

std::string Book::finish() && {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    const off_t size = lseek(memory_, 0, SEEK_END);
    if (error != LXW_NO_ERROR || size <= 0)
        return {};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    return pread(memory_, bytes.data(), bytes.size(), 0) == size ? bytes : std::string();
}

namespace {

double width_of(Field field) { // in characters
    switch (field) {
    case Field::text:
    case Field::text_en: return 46;
    case Field::explanation:
    case Field::explanation_en: return 50;
    case Field::option:
    case Field::option_en: return 24;
    case Field::source:
    case Field::source_en: return 32;
    case Field::answer:
    case Field::id:
    case Field::type: return 15;
    case Field::seconds:
    case Field::unit:
    case Field::unit_en:
    case Field::difficulty: return 11;
    default: return 20;
    }
}

struct Rule {
    Word title, message; // shown while the cell is chosen; at most 32 and 255 letters
};
const Rule* rule_of(Field field) {
    static const Rule kAnswer{
        {"Đáp án đúng", "Correct answer"},
        {"Chữ của lựa chọn: B, hoặc A, C khi có nhiều đáp án đúng. Đúng hay Sai. Con số. Hoặc câu chữ phải gõ.",
         "The option’s letter: B, or A, C where several are right. True or False. A number. Or the text to type."}};
    static const Rule kSeconds{{"Số giây để trả lời", "Seconds to answer"},
                               {"Từ 5 đến 300. Để trống thì theo phần thi.", "From 5 to 300. Empty: as the contest says."}};
    static const Rule kType{
        {"Loại câu hỏi", "Kind of question"},
        {"Chọn trong danh sách. Để trống thì đoán theo đáp án.", "Choose from the list. Empty: guessed by the answer."}};
    switch (field) {
    case Field::answer: return &kAnswer;
    case Field::seconds: return &kSeconds;
    case Field::type: return &kType;
    default: return nullptr;
    }
}

// What Excel offers and minds in a column. It only ever warns: the import knows more ways to write than these.
void add_rules(lxw_worksheet* sheet, const std::vector<Column>& columns, Lang lang) {
    const auto words = [lang](const auto& all) {
        std::vector<std::string> out;
        for (const Word& word : all) out.emplace_back(word.pick(lang));
        return out;
    };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Field field = columns[i].field;
        lxw_data_validation rule{};
        std::vector<std::string> offered;
        if (field == Field::type)
            offered = words(kTypeWords);
        else if (field == Field::difficulty)
            offered = words(kDifficultyWords);
        else if (field == Field::answer)
            offered = words(
                std::array<Word, 8>{{{"A", "A"}, {"B", "B"}, {"C", "C"}, {"D", "D"}, {"E", "E"}, {"F", "F"}, kTrue, kFalse}});
        std::vector<char*> list;
        for (auto& word : offered) list.push_back(word.data());
        list.push_back(nullptr);
        if (!offered.empty()) {
            rule.validate = LXW_VALIDATION_TYPE_LIST;
            rule.value_list = list.data();
            rule.show_error = field == Field::answer ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
        } else if (field == Field::seconds) {
            rule.validate = LXW_VALIDATION_TYPE_INTEGER;
            rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
            rule.minimum_number = kMinSeconds;
            rule.maximum_number = kMaxSeconds;
        } else if (field == Field::text || field == Field::option || field == Field::explanation) {
            rule.validate = LXW_VALIDATION_TYPE_LENGTH;
            rule.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
            rule.value_number = static_cast<double>(field == Field::text     ? kMaxQuestionLetters
                                                    : field == Field::option ? kMaxOptionLetters
                                                                             : kMaxExplanationLetters);
        } else {
            continue;
        }
        rule.ignore_blank = LXW_VALIDATION_ON;
        rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        std::string title, message;
        if (const Rule* told = rule_of(field)) {
            title = told->title.pick(lang);
            message = told->message.pick(lang);
            rule.input_title = title.data();
            rule.input_message = message.data();
        }
        const auto at = static_cast<lxw_col_t>(i);
        worksheet_data_validation_range(sheet, 1, at, kPreparedRows, at, &rule);
    }
}

} // namespace
} // namespace quiz
