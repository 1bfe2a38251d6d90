#include "import/table/rows.h"

#include "import/table/choices.h"
#include "import/table/values.h"

#include <algorithm>
#include <utility>

namespace quiz {
namespace {

std::string normal(std::string_view text);

} // namespace

Rows::Rows(const Table& table, Collector& collector)
    : table_(table), collector_(collector), option_columns_(table.columns(Field::option)),
      english_option_columns_(table.columns(Field::option_en)) {
    // Whether a number in the answer's column is a place or the text of an option shows over all rows.
    for (const Row& row : table_.rows) {
        const auto options = options_in(row, Field::option, nullptr);
        const auto given = text(row, Field::answer);
        if (!options.empty() && !given.empty() && !names_places(given, options.size()) && !is_help(row)) {
            numbers_are_places_ = false;
            break;
        }
    }
}

void Rows::read(const Row& row) {
    collector_.at(row.number);
    if (is_blank(row) || !is_readable(row))
        return;
    Work work;
    work.question.text = {normal(text(row, Field::text)), normal(text(row, Field::text_en))};
    if (work.question.text.vi.empty())
        std::swap(work.question.text.vi, work.question.text.en);
    say_what_cells_were(row, work);
    if (const auto written = text(row, Field::type); !written.empty()) {
        const auto type = type_of(written);
        if (type && !type->type)
            return collector_.refuse({"Loại câu hỏi " + quoted(written) + " không chấm điểm được ở đây.",
                                      "Questions of the type " + quoted(written) + " cannot be scored here."},
                                     heading(Field::type));
        if (type)
            work.type = type->type;
        else
            work.notes.push_back({{"Không hiểu loại " + quoted(written) + "; loại được đoán theo đáp án.",
                                   "The type " + quoted(written) + " is not known; it was guessed by the answer."},
                                  heading(Field::type)});
    }
    read_options(row, work);
    read_rest(row, work);
    if (const auto why_not = read_answer(row, work))
        return collector_.refuse(*why_not, heading(Field::answer));
    if (!collector_.offer(work.question, columns_of(work)))
        return;
    for (const Note& note : work.notes) collector_.changed(note.said, note.column);
}

bool Rows::is_help(const Row& row) const {
    const std::string asked = fold(text(row, Field::text));
    for (const std::string_view example :
         {kExampleText.vi, kExampleText.en, std::string_view("Which spreadsheet tools can read this sheet"),
          std::string_view("Text of the question")})
        if (asked.starts_with(fold(example)))
            return true;
    std::size_t filled = 0, explain = 0, same = 0;
    for (const Cell& cell : row.cells) {
        const std::string said = cell.text.size() < 200 ? fold(cell.text) : std::string();
        filled += !said.empty();
        same += said == asked;
        for (const std::string_view word : {"required", "optional", "bat buoc", "tuy chon"})
            if (said.find(word) != said.npos) {
                ++explain;
                break;
            }
    }
    return explain > 1 || (filled > 3 && same == filled);
}

std::string Rows::text(const Row& row, Field field) const { return std::string(stripped(row.at(table_.column(field)).text)); }

// Also where only a number was prepared: "41" without a question, which templates have down to 100.
bool Rows::is_blank(const Row& row) const {
    const auto empty = [&row](int column) {
        return stripped(row.at(column).text).empty() && row.at(column).kind != Cell::Kind::unknown;
    };
    return empty(table_.column(Field::text)) && empty(table_.column(Field::text_en)) && empty(table_.column(Field::options)) &&
           empty(table_.column(Field::answer)) && std::all_of(option_columns_.begin(), option_columns_.end(), empty);
}

bool Rows::is_readable(const Row& row) {
    for (std::size_t i = 0; i < table_.fields.size(); ++i) {
        const Cell& cell = row.at(static_cast<int>(i));
        if (table_.fields[i] == Field::none || cell.kind != Cell::Kind::unknown)
            continue;
        const std::string what = cell.text.empty() ? std::string() : " (" + quoted(cell.text) + ")";
        collector_.refuse({"Ô này chứa lỗi hoặc công thức chưa có giá trị" + what + "; hãy gõ thẳng giá trị vào.",
                           "This cell has an error or a formula without a value" + what + "; type the value itself."},
                          table_.headings[i]);
        return false;
    }
    return true;
}

void Rows::say_what_cells_were(const Row& row, Work& work) const {
    bool computed = false, dated = false;
    for (std::size_t i = 0; i < table_.fields.size(); ++i) {
        const Cell& cell = row.at(static_cast<int>(i));
        if (table_.fields[i] == Field::none)
            continue;
        if (cell.computed && !std::exchange(computed, true))
            work.notes.push_back(
                {{"Ô này là công thức; lấy giá trị lúc lưu tệp: " + quoted(cell.text) + ".",
                  "This cell is a formula; its value when the file was saved was taken: " + quoted(cell.text) + "."},
                 table_.headings[i]});
        if (cell.kind == Cell::Kind::date && table_.fields[i] != Field::source_date && !std::exchange(dated, true))
            work.notes.push_back({{"Ô này là ngày giờ của bảng tính; đọc thành “" + cell.text + "”.",
                                   "This cell is a date of the spreadsheet; it was read as “" + cell.text + "”."},
                                  table_.headings[i]});
    }
}

// As they stand: of columns of their own, "" for an empty one, without empty ones at the end; or all of one cell.
std::vector<std::string> Rows::options_in(const Row& row, Field one_each, Work* work) const {
    std::vector<std::string> places;
    for (const int column : one_each == Field::option ? option_columns_ : english_option_columns_)
        places.push_back(normal(row.at(column).text));
    while (!places.empty() && places.back().empty()) places.pop_back();
    const bool in_one_cell = one_each == Field::option && places.empty();
    if (in_one_cell || (one_each == Field::option_en && option_columns_.empty() && places.size() == 1))
        places = split_options(in_one_cell ? text(row, Field::options) : places.front());
    const bool labelled = take_labels_off(places);
    if (labelled && work && !in_one_cell)
        work->notes.push_back(
            {{"Chữ “A.”, “B.” … ở đầu các lựa chọn đã được bỏ.", "“A.”, “B.” … before the options were taken off."}, {}});
    return places;
}

void Rows::read_options(const Row& row, Work& work) {
    std::vector<Note> before = work.notes;
    work.places = options_in(row, Field::option, &work);
    if (work.notes.size() > before.size() && std::exchange(labels_said_, true)) // once in a file is enough
        work.notes = std::move(before);
    const auto english = options_in(row, Field::option_en, nullptr);
    for (std::size_t place = 0; place < work.places.size(); ++place) {
        work.option_of.push_back(work.question.options.size());
        if (work.places[place].empty())
            continue;
        Option option;
        option.id = std::string(1, static_cast<char>('a' + work.question.options.size() % 26));
        option.text = {work.places[place], place < english.size() ? english[place] : std::string()};
        work.question.options.push_back(std::move(option));
    }
}

void Rows::read_rest(const Row& row, Work& work) const {
    Question& question = work.question;
    const auto misread = [&](Field field, const Bilingual& what) { work.notes.push_back({what, heading(field)}); };
    const auto both = [&](Field vi, Field en) { return Text{normal(text(row, vi)), normal(text(row, en))}; };
    question.id = text(row, Field::id);
    question.explanation = both(Field::explanation, Field::explanation_en);
    question.topic = both(Field::topic, Field::topic_en);
    question.unit = both(Field::unit, Field::unit_en);
    for (Text* one : {&question.explanation, &question.topic, &question.unit})
        if (one->vi.empty())
            std::swap(one->vi, one->en);

    if (const auto written = text(row, Field::difficulty); !written.empty()) {
        if (const auto level = difficulty_of(written))
            question.difficulty = *level;
        else
            misread(Field::difficulty, {"Không hiểu độ khó " + quoted(written) + "; coi là vừa.",
                                        "The difficulty " + quoted(written) + " is not known; medium was taken."});
    }
    if (const auto written = text(row, Field::seconds); !written.empty()) {
        const auto seconds = seconds_of(row.at(table_.column(Field::seconds)));
        if (seconds)
            question.seconds = seconds->seconds;
        if (!seconds)
            misread(Field::seconds, {"Không hiểu thời gian " + quoted(written) + "; lấy theo phần thi.",
                                     "The time " + quoted(written) + " is not understood; the contest's own is taken."});
        else if (seconds->changed)
            misread(Field::seconds,
                    {"Thời gian " + quoted(written) + " được đổi thành " + std::to_string(seconds->seconds) + " giây.",
                     "The time " + quoted(written) + " was changed to " + std::to_string(seconds->seconds) + " seconds."});
    }
    if (const auto image = text(row, Field::image); image.starts_with("http"))
        misread(Field::image, {"Hình trên mạng không được tải về; câu hỏi được lấy không kèm hình.",
                               "Pictures on the web are not fetched; the question was taken without it."});
    else
        question.image = image;

    const Text title = both(Field::source, Field::source_en);
    const auto date = text(row, Field::source_date), url = text(row, Field::source_url);
    if (title.empty() && date.empty() && url.empty())
        return;
    const auto day = date_of(date);
    if (title.empty() || !day)
        return misread(
            title.empty() || date.empty() ? Field::source : Field::source_date,
            {"Nguồn cần có tên và ngày (như 9/10/2025, 10/2025 hay 2025); câu hỏi được lấy không kèm nguồn.",
             "A source needs a name and a date (such as 2025-10-09, 2025-10 or 2025); the question was taken without it."});
    question.source = {title, *day, url};
    if (question.source.title.vi.empty())
        std::swap(question.source.title.vi, question.source.title.en);
}

Collector::Columns Rows::columns_of(const Work& work) const {
    Collector::Columns columns;
    for (const auto& [pointer, field] : {std::pair{"/text", Field::text},
                                         {"/type", Field::type},
                                         {"/answer", Field::answer},
                                         {"/explanation", Field::explanation},
                                         {"/topic", Field::topic},
                                         {"/unit", Field::unit},
                                         {"/source", Field::source},
                                         {"/image", Field::image},
                                         {"/options", Field::options}})
        if (const auto called = heading(field); !called.empty())
            columns[pointer] = called;
    for (std::size_t place = 0; place < work.places.size() && place < option_columns_.size(); ++place)
        if (!work.places[place].empty())
            columns["/options/" + std::to_string(work.option_of[place])] = table_.heading(option_columns_[place]);
    return columns;
}

namespace {

// Without white space around it, and no-break spaces as the plain ones they look like.
std::string normal(std::string_view text) {
    std::string out(stripped(text));
    for (auto at = out.find("\xC2\xA0"); at != out.npos; at = out.find("\xC2\xA0", at)) out.replace(at, 2, " ");
    return out;
}

} // namespace
} // namespace quiz
