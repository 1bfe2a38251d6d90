#include "import/table/table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace quiz {
namespace {

using Map = std::map<std::string, Field, std::less<>>; // heading → field

std::variant<Map, Bilingual> read_map(std::string_view json);
std::optional<std::size_t> heading_row(const std::vector<Row>&, const Map&);
Field known_as(std::string_view folded);
bool is_option_heading(std::string_view folded);
void settle(Table&, const Map&);
void guess_without_headings(Table&);

} // namespace

int Table::column(Field field) const {
    const auto found = std::find(fields.begin(), fields.end(), field);
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

std::vector<int> Table::columns(Field field) const {
    std::vector<int> out;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i] == field)
            out.push_back(static_cast<int>(i));
    return out;
}

std::string Table::heading(int column) const { return column < 0 ? std::string() : headings[static_cast<std::size_t>(column)]; }

ImportTable Table::preview() const {
    constexpr std::size_t kRows = 5, kLetters = 300; // bytes of a cell: enough to know it again
    ImportTable out;
    out.columns = headings;
    for (const Field field : fields) out.map.emplace_back(name_of(field));
    for (std::size_t i = 0; i < std::min(rows.size(), kRows); ++i) {
        auto& cells = out.rows.emplace_back();
        for (std::size_t column = 0; column < headings.size(); ++column) {
            std::string text = rows[i].at(static_cast<int>(column)).text;
            if (text.size() > kLetters) {
                std::size_t end = kLetters;
                while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) // not within a letter
                    --end;
                text = text.substr(0, end) + "…";
            }
            cells.push_back(std::move(text));
        }
    }
    return out;
}

std::variant<Table, Bilingual> make_table(Grid grid, const std::optional<Layout>& layout, std::string_view map) {
    auto read = read_map(map);
    if (const auto* why = std::get_if<Bilingual>(&read))
        return *why;
    const auto& wanted = std::get<Map>(read);

    Table table;
    table.remarks = std::move(grid.remarks);
    std::size_t width = 0;
    for (const Row& row : grid.rows) width = std::max(width, row.cells.size());
    const auto head = layout ? std::optional(layout->heading_row) : heading_row(grid.rows, wanted);
    for (std::size_t column = 0; column < width; ++column) {
        std::string heading;
        if (head)
            heading = stripped(grid.rows[*head].at(static_cast<int>(column)).text);
        std::replace(heading.begin(), heading.end(), '\n', ' ');
        table.headings.push_back(heading.empty() ? column_letters(static_cast<int>(column)) : heading);
        if (layout)
            table.fields.push_back(column < layout->fields.size() ? layout->fields[column] : Field::none);
        else
            table.fields.push_back(head ? field_of_heading(heading) : Field::none);
    }
    if (head && *head > 0 && !layout)
        table.remarks.push_back({grid.rows[*head].number,
                                 {"Tiêu đề các cột ở dòng này; các dòng bên trên không đọc.",
                                  "The headings are in this row; those above are not read."}});
    table.rows = std::move(grid.rows);
    if (head)
        table.rows.erase(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(*head) + 1);
    else
        guess_without_headings(table);
    settle(table, wanted);
    return table;
}

std::string_view name_of(Field field) {
    for (const FieldWords& words : kFields)
        if (words.field == field)
            return words.name;
    return {};
}

std::string column_letters(int column) {
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

Field field_of_heading(std::string_view heading) {
    const std::string folded = fold(heading);
    if (const Field field = known_as(folded); field != Field::none)
        return field;
    const auto without = [&folded](std::string_view end) {
        return folded.ends_with(end) ? known_as(std::string_view(folded).substr(0, folded.size() - end.size())) : Field::none;
    };
    for (const std::string_view vietnamese : {" tieng viet", " vietnamese", " vi"})
        if (const Field field = without(vietnamese); field != Field::none)
            return field;
    for (const std::string_view english : {" tieng anh", " english", " en"}) {
        switch (without(english)) {
        case Field::text: return Field::text_en;
        case Field::option: return Field::option_en;
        case Field::explanation: return Field::explanation_en;
        case Field::topic: return Field::topic_en;
        case Field::source: return Field::source_en;
        case Field::unit: return Field::unit_en;
        default: break;
        }
    }
    return Field::none;
}

namespace {

// {"<heading>": "<field>"}
std::variant<Map, Bilingual> read_map(std::string_view text) {
    using nlohmann::json;
    Map map;
    if (text.empty())
        return map;
    const json given = json::parse(text, nullptr, false);
    if (!given.is_object())
        return Bilingual{"Cách ghép cột phải là một đối tượng JSON {\"tiêu đề\": \"trường\"}.",
                    "The map of columns must be a JSON object {\"heading\": \"field\"}."};
    for (const auto& [heading, name] : given.items()) {
        const std::string wanted = name.is_string() ? name.get<std::string>() : name.dump();
        const auto words = std::find_if(kFields.begin(), kFields.end(), [&](const auto& one) { return one.name == wanted; });
        if (words == kFields.end() && !wanted.empty())
            return Bilingual{"“" + wanted + "” không phải là một trường của câu hỏi.", "“" + wanted + "” is no field of a question."};
        map[heading] = words == kFields.end() ? Field::none : words->field;
    }
    return map;
}

// The row among the first ones that names the most fields, the question's text or the wish of a map among them.
std::optional<std::size_t> heading_row(const std::vector<Row>& rows, const Map& map) {
    constexpr std::size_t kLooked = 15;
    std::optional<std::size_t> best;
    std::size_t most = 1; // one alone may be a title that happens to be a word of ours
    for (std::size_t i = 0; i < std::min(rows.size(), kLooked); ++i) {
        std::size_t known = 0;
        bool asks = false;
        for (const Cell& cell : rows[i].cells) {
            const auto heading = stripped(cell.text);
            const bool mapped = !heading.empty() && map.contains(heading);
            const Field field = heading.size() < 100 ? field_of_heading(heading) : Field::none;
            known += mapped ? 2 : field != Field::none; // even one column that was mapped by hand makes a heading row
            asks = asks || mapped || field == Field::text || field == Field::text_en;
        }
        if (asks && known > most) {
            most = known;
            best = i;
        }
    }
    return best;
}

Field known_as(std::string_view folded) {
    struct Known {
        Field field;
        std::vector<std::string_view> words;
    };
    static const std::vector<Known> kKnown{
        {Field::text,
         {"cau hoi", "noi dung cau hoi", "noi dung", "de bai", "cau", "question", "questions", "question text", "text", "stem",
          "lt question"}},
        {Field::options,
         {"cac lua chon", "cac phuong an", "phuong an tra loi", "cac phuong an tra loi", "cac dap an", "dap an lua chon",
          "cau tra loi", "cac cau tra loi", "options", "choices", "answers", "answer options", "answer choices"}},
        {Field::option,
         {"lua chon", "phuong an", "option", "choice", "phuong an sai", "dap an sai", "wrong answer", "incorrect answer"}},
        {Field::answer,
         {"dap an dung",    "dap an",           "cau tra loi dung", "tra loi dung",   "tra loi",        "lua chon dung",
          "phuong an dung", "dap an chinh xac", "ket qua",          "ket qua dung",   "correct answer", "correct answers",
          "correct",        "answer",           "right answer",     "correct option", "answer key",     "key",
          "solution",       "lt answer",        "lt correct"}},
        {Field::type,
         {"loai", "loai cau hoi", "dang", "dang cau hoi", "kieu", "kieu cau hoi", "hinh thuc", "type", "question type", "kind"}},
        {Field::seconds,
         {"giay", "so giay", "thoi gian", "thoi gian giay", "thoi gian tra loi", "thoi gian tra loi giay", "thoi luong",
          "seconds", "time", "time seconds", "time in seconds", "time limit", "time limit sec", "duration"}},
        {Field::explanation,
         {"giai thich", "loi giai", "giai thich dap an", "dien giai", "huong dan giai", "explanation", "answer explanation",
          "feedback", "rationale"}},
        {Field::difficulty, {"do kho", "muc do", "muc do kho", "cap do", "difficulty", "level", "difficulty level"}},
        {Field::topic, {"chu de", "chuyen de", "linh vuc", "nhom", "mon", "mon hoc", "danh muc", "topic", "category", "subject"}},
        {Field::source,
         {"nguon", "nguon tham khao", "trich nguon", "can cu", "can cu phap ly", "tai lieu", "source", "reference"}},
        {Field::source_date, {"ngay cua nguon", "ngay nguon", "ngay ban hanh", "source date", "date"}},
        {Field::source_url,
         {"dia chi cua nguon", "dia chi nguon", "lien ket", "duong dan", "link nguon", "source address", "source url", "url",
          "source link"}},
        {Field::id, {"ma", "ma cau hoi", "ma so", "id", "question id", "code"}},
        {Field::unit, {"don vi", "don vi tinh", "unit", "units"}},
        {Field::tolerance, {"sai so", "sai so cho phep", "tolerance"}},
        {Field::image, {"hinh", "hinh anh", "anh", "image", "image link", "picture", "photo"}}};
    for (const Known& known : kKnown)
        if (std::find(known.words.begin(), known.words.end(), folded) != known.words.end())
            return known.field;
    return is_option_heading(folded) ? Field::option : Field::none;
}

// "a", "lua chon 1", "option b", "answer 3", "lt ansa", "phuong an tra loi c", "dap an sai 2".
bool is_option_heading(std::string_view folded) {
    if (folded.empty())
        return false;
    const char last = folded.back();
    if (!(last >= 'a' && last <= 'h') && !(last >= '1' && last <= '8'))
        return false;
    folded.remove_suffix(1);
    while (folded.ends_with(' ')) folded.remove_suffix(1);
    if (folded.empty())
        return last >= 'a'; // "A" is one, "1" is a number
    for (const std::string_view word :
         {"lua chon", "phuong an", "phuong an tra loi", "dap an", "dap an sai", "cau tra loi", "tra loi", "y", "option", "choice",
          "answer", "ans", "lt ans", "opt", "wrong answer", "incorrect answer", "answer option"})
        if (folded == word)
            return true;
    return false;
}

bool may_repeat(Field field) { return field == Field::none || field == Field::option || field == Field::option_en; }

// What the map wants goes first; of the guesses, the first column of a field keeps it.
void settle(Table& table, const Map& map) {
    std::set<Field> taken;
    std::vector<bool> mapped;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const auto wish = map.find(table.headings[i]);
        mapped.push_back(wish != map.end());
        if (wish != map.end())
            taken.insert(table.fields[i] = wish->second);
    }
    for (std::size_t i = 0; i < table.fields.size(); ++i)
        if (!mapped[i] && !may_repeat(table.fields[i]) && !taken.insert(table.fields[i]).second)
            table.fields[i] = Field::none;
    for (const auto& [heading, field] : map)
        if (std::find(table.headings.begin(), table.headings.end(), heading) == table.headings.end())
            table.remarks.push_back(
                {0, {"Bảng không có cột “" + heading + "”.", "There is no column “" + heading + "” in the table."}});
    // One column alone has all options in its cells.
    if (const auto columns = table.columns(Field::option); columns.size() == 1 && table.column(Field::options) < 0)
        if (const auto only = static_cast<std::size_t>(columns.front()); !mapped[only])
            table.fields[only] = Field::options;
}

// A question, its options and a letter or number, row by row, is understood without headings too.
void guess_without_headings(Table& table) {
    const auto width = static_cast<int>(table.headings.size());
    const auto marks_an_option = [&](const Row& row) {
        const auto text = stripped(row.at(width - 1).text);
        const int options = width - 2;
        return text.size() == 1 && ((text[0] >= '1' && text[0] <= '0' + options) ||
                                    (std::toupper(text[0]) >= 'A' && std::toupper(text[0]) < 'A' + options));
    };
    const auto marked = std::count_if(table.rows.begin(), table.rows.end(), marks_an_option);
    if (width < 4 || width > 2 + static_cast<int>(kMaxOptions) || marked * 5 < static_cast<std::ptrdiff_t>(table.rows.size()) * 4)
        return;
    table.fields.assign(table.fields.size(), Field::option);
    table.fields.front() = Field::text;
    table.fields.back() = Field::answer;
    table.remarks.push_back(
        {0,
         {"Bảng không có dòng tiêu đề; cột đầu được hiểu là câu hỏi, cột cuối là đáp án.",
          "The table has no headings; the first column was taken for the question, the last for the answer."}});
}

} // namespace
} // namespace quiz
